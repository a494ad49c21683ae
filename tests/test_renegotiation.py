"""From a signed agreement to a signed change of it: what was signed stays, and all that differs is told and proved."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from contracts.pdf.read import attached_wording, read_pdf
from contracts.word.contents_list import contents_lines, with_contents_pages
from contracts.word.kept_numbers import signed_headings
from tests.building import Copy, copy_of
from tests.checks.exempelstad import write_exempelstad
from tests.pdf.signing_fixtures import sign_every_field, throwaway_identities
from tests.redline.evaluator import lines

pytestmark = pytest.mark.office

HOME = "exempelstad/grannar"
DECIDED = "decisions: [{body: socialnamnden, date: 2024-09-10, paragraph: 76}]"
REVISION = """
revision:
  reason: Fler äldre än väntat vill ha besök.
  decision: {body: socialnamnden, date: 2025-09-09, paragraph: 80}
  effective: 2026-01-01
  date: 2025-10-01
"""


MEMO = """---
title: Tillägg till avtalet om Grannar
date: 2099-12-01
case_number: SN-2024-17
board: socialnamnden
case_officer: {name: Kim Påhittad, title: Utredare}
summary: Förvaltningen föreslår att nämnden godkänner ett tillägg till avtalet.
proposals: [Nämnden godkänner tillägget.]
basis: [{document: grannar/agreement}]
send_to: [Parterna]
responsible: [{name: Kim Påhittad, title: Förvaltningschef}]
---

Fler äldre än väntat vill ha besök.
"""
LOTSEN = {"id": "lotsen", "legal_name": "Lotsen", "organisation_number": "802999-0028", "kind": "ideell förening"}


def raise_and_admit(facts: dict[str, Any]) -> None:
    """A higher amount, and a party more that signs."""
    facts["economy"]["contributions"][0]["amount"] = "130000"
    facts["parties"].append({"organisation": "lotsen"})
    facts["commitments"].append({"party": "lotsen", "text": "ordna kaffe"})
    basis = {"kind": "firmatecknare", "reference": "§ 4 i protokollet"}
    facts["signatories"].append(
        {"party": "lotsen", "name": "Love Uppdiktad", "title": "Ordförande", "authority_basis": basis}
    )


class Story:
    """A project whose agreement is signed, filed and changed."""

    def __init__(self, folder: Path) -> None:
        (folder / "fakta").mkdir()
        (folder / "projekt").mkdir()
        self.copy: Copy = copy_of(write_exempelstad(folder / "fakta", DECIDED), folder / "projekt")
        self.folder = folder / "underskrifter"
        self.folder.mkdir()
        self.identities = throwaway_identities(self.folder, ["exempelstad", "grannhjalpen", "lotsen"])

    def run(self, *arguments: str) -> str:
        ended = self.copy.run(*arguments)
        assert ended.status == 0, ended.out + ended.err
        return ended.out

    def built(self) -> set[str]:
        return {path.name for path in (self.copy.build / HOME).glob("*.pdf")}

    def sign_and_file(self, name: str, *parties: str) -> Path:
        identities = {party: self.identities[party] for party in parties}
        signed = sign_every_field(self.copy.build / HOME / name, self.folder, identities)
        self.run("file", str(signed))
        return max((self.copy.root / "data" / HOME / "signed").glob("*.pdf"), key=lambda path: int(path.stem))

    def edit(self, file: str, edit: Callable[[dict[str, Any]], None]) -> None:
        """Change a file of Exempelstad's as an officer does."""
        path = self.copy.root / "data" / "exempelstad" / file
        facts = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        edit(facts)
        path.write_text(yaml.safe_dump(facts, allow_unicode=True, sort_keys=False), "utf-8")


def said(pdf: Path) -> str:
    return " ".join(" ".join(page.text.split()) for page in read_pdf(pdf).pages).replace("\N{NO-BREAK SPACE}", " ")


def test_a_signed_agreement_gets_a_higher_amount_and_a_party_more(tmp_path: Path) -> None:
    story = Story(tmp_path)
    story.run("build")
    first = story.sign_and_file("avtal.pdf", "exempelstad", "grannhjalpen")
    original = attached_wording(first)
    assert original is not None
    numbers = {one.heading.text: one.heading.number for one in signed_headings(original, "avtalet")}
    before = first.read_bytes()

    for path in (story.copy.build / HOME).iterdir():
        path.unlink()
    story.edit("organisations.yaml", lambda facts: facts["organisations"].append(LOTSEN))
    story.edit("grannar/partnership.yaml", raise_and_admit)
    assert f"\n{numbers['Ekonomiska villkor']} Ekonomiska villkor\n" in story.run("diff", "grannar")
    story.run("build")
    assert story.built() == {"tillaggsavtal-1-utkast.pdf", "konsoliderat-avtal-utkast.pdf", "jamforelse-utkast.pdf"}
    assert story.copy.run("build", "--signable").status == 3

    path = story.copy.root / "data" / HOME / "partnership.yaml"
    path.write_text(path.read_text("utf-8") + REVISION, "utf-8")
    (story.copy.root / "data" / "exempelstad" / "memo-2099-12-01.md").write_text(MEMO, "utf-8")
    story.run("build", "--signable")
    folder = story.copy.build / HOME
    amendment = said(folder / "tillaggsavtal-1.pdf")
    assert f"Punkt {numbers['Parter']} (Parter) ska ha följande lydelse" in amendment
    assert "130 000 kr per år" in amendment
    assert "100 000 kr" not in amendment
    assert "Love Uppdiktad" in amendment
    assert "Fler äldre än väntat vill ha besök." in amendment
    assert "Ändringarna gäller från och med den 1 januari 2026." in amendment
    assert "1 januari 2026" in said(folder / "konsoliderat-avtal.pdf")
    [memo] = folder.parent.glob("*2099-12-01.pdf")
    table = said(memo)
    assert "Förändringar mot gällande avtal" in table
    assert "100 000 kr per år 130 000 kr per år +30 000 kr" in table
    assert "Lotsen" in table

    new = attached_wording(folder / "tillaggsavtal-1.pdf")
    assert new is not None
    redline = (folder / "jamforelse.docx").read_bytes()
    consolidated = (folder / "konsoliderat-avtal.docx").read_bytes()
    unpaged = with_contents_pages(consolidated, [0 for _ in contents_lines(consolidated)])
    assert lines(redline, accept=True) == lines(unpaged)
    former = lines(redline, accept=False)
    assert "100 000 kr per år" in " ".join(former).replace("\N{NO-BREAK SPACE}", " ")
    assert "Lotsen" not in " ".join(former)
    told = [one for one in lines(original) if one not in former]
    assert told[:2] == ["Avtal om idéburet offentligt partnerskap (IOP)", "18Undertecknande0"], "else only who signs"

    second = story.sign_and_file("tillaggsavtal-1.pdf", "exempelstad", "grannhjalpen", "lotsen")
    assert (second.name, first.read_bytes()) == ("2.pdf", before)
    assert attached_wording(second) == new
    for pdf in (first, second, folder / "konsoliderat-avtal.pdf", folder / "jamforelse.pdf", memo):
        assert story.copy.run("verify", str(pdf)).status == 0, pdf
    assert "konsoliderat-avtal.pdf" in story.run("plan")
    assert "tillaggsavtal" not in story.run("plan")
