"""From a signed agreement to a signed change of it: what was signed stays, and all that differs is told and proved."""

from pathlib import Path

import pytest

from contracts.pdf.read import read_pdf
from contracts.revising.material import attached_wording
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


class Story:
    """A project whose agreement is signed, filed and changed."""

    def __init__(self, folder: Path) -> None:
        (folder / "fakta").mkdir()
        (folder / "projekt").mkdir()
        self.copy: Copy = copy_of(write_exempelstad(folder / "fakta", DECIDED), folder / "projekt")
        self.folder = folder / "underskrifter"
        self.folder.mkdir()
        self.identities = throwaway_identities(self.folder, ["exempelstad", "grannhjalpen"])

    def run(self, *arguments: str) -> str:
        ended = self.copy.run(*arguments)
        assert ended.status == 0, ended.out + ended.err
        return ended.out

    def built(self) -> set[str]:
        return {path.name for path in (self.copy.build / HOME).glob("*.pdf")}

    def sign_and_file(self, name: str) -> Path:
        signed = sign_every_field(self.copy.build / HOME / name, self.folder, self.identities)
        self.run("file", str(signed))
        return max((self.copy.root / "data" / HOME / "signed").glob("*.pdf"), key=lambda path: int(path.stem))

    def edit(self, old: str, new: str) -> None:
        path = self.copy.root / "data" / HOME / "partnership.yaml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")


def said(pdf: Path) -> str:
    return " ".join(" ".join(page.text.split()) for page in read_pdf(pdf).pages).replace("\N{NO-BREAK SPACE}", " ")


def test_a_signed_agreement_is_changed_by_what_differs(tmp_path: Path) -> None:
    story = Story(tmp_path)
    story.run("build")
    first = story.sign_and_file("avtal.pdf")
    original = attached_wording(first)
    assert original is not None
    numbers = {one.heading.text: one.heading.number for one in signed_headings(original, "avtalet")}
    before = first.read_bytes()

    for path in (story.copy.build / HOME).iterdir():
        path.unlink()
    story.edit("Fler äldre har någon", "Alla äldre har någon")
    assert f"\n{numbers['Mål och syfte']} Mål och syfte\n" in story.run("diff", "grannar")
    story.run("build")
    assert story.built() == {"tillaggsavtal-1-utkast.pdf", "konsoliderat-avtal-utkast.pdf", "jamforelse-utkast.pdf"}
    assert story.copy.run("build", "--signable").status == 3

    path = story.copy.root / "data" / HOME / "partnership.yaml"
    path.write_text(path.read_text("utf-8") + REVISION, "utf-8")
    story.run("build", "--signable")
    folder = story.copy.build / HOME
    amendment = said(folder / "tillaggsavtal-1.pdf")
    number = numbers["Mål och syfte"]
    assert f"Punkt {number} (Mål och syfte) ska ha följande lydelse" in amendment
    assert "Alla äldre har någon att prata med." in amendment
    assert "Fler äldre har någon" not in amendment
    assert "Fler äldre än väntat vill ha besök." in amendment
    assert "Ändringarna gäller från och med den 1 januari 2026." in amendment
    assert "1 januari 2026" in said(folder / "konsoliderat-avtal.pdf")

    new = attached_wording(folder / "tillaggsavtal-1.pdf")
    assert new is not None
    redline = (folder / "jamforelse.docx").read_bytes()
    consolidated = (folder / "konsoliderat-avtal.docx").read_bytes()
    unpaged = with_contents_pages(consolidated, [0 for _ in contents_lines(consolidated)])
    assert lines(redline, accept=True) == lines(unpaged)
    former = lines(redline, accept=False)
    assert "Fler äldre har någon att prata med." in " ".join(former)
    told = [one for one in lines(original) if one not in former]
    assert told[:2] == ["Avtal om idéburet offentligt partnerskap (IOP)", "18Undertecknande0"], "else only who signs"

    second = story.sign_and_file("tillaggsavtal-1.pdf")
    assert (second.name, first.read_bytes()) == ("2.pdf", before)
    assert attached_wording(second) == new
    for pdf in (first, second, folder / "konsoliderat-avtal.pdf", folder / "jamforelse.pdf"):
        assert story.copy.run("verify", str(pdf)).status == 0, pdf
    assert "konsoliderat-avtal.pdf" in story.run("plan")
    assert "tillaggsavtal" not in story.run("plan")
