"""A memo that proposes a change of signed terms: built, proved, verified from its own record, and looked at."""

import json
from pathlib import Path

import docx
import pypdf
import pytest

from contracts.word.text import read_docx
from tests.building import ROOT, Copy
from tests.conftest import Golden, numbered
from tests.ledger.signed_states import sign
from tests.test_third_municipality import NORRVIK, norrvik
from tests.word.word_files import NAMESPACES

TODAY = "--today=2032-04-10"
MEMO = "norrvik/memo-2032-04-02"
W = f"{{{NAMESPACES['w']}}}"
STEM = "norrvik/tjansteutlatande-2032-04-02"
WRITTEN = """---
title: Tillägg till överenskommelsen om Seglarhjälpen
date: 2032-04-02
case_number: 2032/VN 0280 007
board: valfardsnamnden
case_officer: {name: Ove Hittepå, title: Controller}
summary: >
  Sektorn föreslår att nämnden godkänner ett tillägg, som kostar
  {{ changes_of("seglarhjalpen").effect.public | kronor }} under den tid som är kvar.
proposals: [Välfärdsnämnden godkänner tillägget.]
basis: [{document: seglarhjalpen/agreement}]
send_to: [Ekonomistödet]
responsible: [{name: Maj Påhittad, title: Sektorchef}]
---

{% if changes %}Verksamheten har vuxit.{% endif %}
"""
#: Fields of partnership.yaml, before and after.
CHANGES = (
    ("amount: 145000", "amount: 160000"),
    ("end: 2033-05-31", "end: 2034-05-31"),
    (
        "  tiered_rates:",
        "    - {payer: kaffeklubben, amount: 12000, per: year, purpose: fika efter passen}\n  tiered_rates:",
    ),
    (
        "  - {organisation: brygghuset, roles: [utförare]}\n",
        "  - {organisation: brygghuset, roles: [utförare]}\n  - {organisation: kaffeklubben}\n",
    ),
    ("  - party: brygghuset\n", "  - party: brygghuset\n  - party: kaffeklubben\n"),
)
REVISION = """
revision:
  reason: Fler unga vill segla än väntat.
  effective: 2032-06-01
  decision: {body: valfardsnamnden, date: 2032-04-29, paragraph: 31}
"""


def changing(target: Path) -> Copy:
    """Norrvik two years on: the agreement has been signed, and shall read otherwise."""
    project = norrvik(target)
    sign(target / "data", "seglarhjalpen", on="2030-05-30")
    facts = target / "data" / "norrvik" / "seglarhjalpen" / "partnership.yaml"
    text = facts.read_text("utf-8")
    for old, new in CHANGES:
        assert old in text
        text = text.replace(old, new, 1)
    facts.write_text(text + REVISION, "utf-8")
    (target / "data" / "norrvik" / "memo-2032-04-02.md").write_text(WRITTEN, "utf-8")
    return project


@pytest.mark.office
def test_the_memo_has_the_table_the_years_and_the_reckoning(tmp_path: Path, golden: Golden) -> None:
    """Proved with every fact of the change, and planned again from the signed states that its record carries."""
    project = changing(tmp_path)
    ended = project.run("build", TODAY, MEMO)
    assert ended.status == 0, ended.err
    pdf = project.build / f"{STEM}.pdf"
    golden("andring.pdf.txt", numbered(page.extract_text() for page in pypdf.PdfReader(pdf).pages))
    verified = project.run("verify", str(pdf), "--json")
    assert verified.status == 0, verified.out
    [manifest] = json.loads((project.build / "manifest.json").read_text("utf-8"))["documents"]
    assert manifest["conformance"] == ["PDF/A-3A", "PDF/UA-1"]
    headings = [one.text for one in read_docx((project.build / f"{STEM}.docx").read_bytes()).headings]
    assert headings[3:5] == ["Förändringar mot gällande avtal", "Ekonomisk konsekvens"]


@pytest.mark.slow
@pytest.mark.office
def test_a_template_without_the_section_does_not_get_past_the_proof(tmp_path: Path) -> None:
    project = changing(tmp_path)
    template = project.root / "templates" / "norrvik" / "memo.docx"
    written = docx.Document(template)
    body = [*written.element.body]
    texts = ["".join(node.text or "" for node in one.iter(W + "t")) for one in body]
    # All from {%p if changes %} to its end, which stands before the next heading's own condition.
    for one in body[texts.index("{%p if changes %}") : texts.index("{%p if planning %}")]:
        written.element.body.remove(one)
    written.save(template)
    ended = project.run("build", TODAY, MEMO)
    assert ended.status != 0
    assert "+200 000 kr" in (ended.out + ended.err).replace("\N{NO-BREAK SPACE}", " ")
    assert not (project.build / f"{STEM}.pdf").exists()


def test_every_memo_template_has_the_section() -> None:
    """A template without it would lose the facts that the proof looks for."""
    for path in (*(ROOT / "templates").rglob("memo.docx"), NORRVIK / "templates" / "norrvik" / "memo.docx"):
        written = " ".join(read_docx(path.read_bytes()).paragraphs)
        assert "Förändringar mot gällande avtal" in written, path
