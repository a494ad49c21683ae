"""A memo that proposes a change of signed terms: built, proved, verified from its own record, and looked at."""

import json
import shutil
from pathlib import Path

import pypdf
import pytest

from contracts.word.text import read_docx
from tests.building import ROOT, Copy
from tests.conftest import Golden, numbered
from tests.ledger.signed_states import sign

NORRVIK = ROOT / "tests" / "projects" / "norrvik"
TODAY = "--today=2032-04-10"
MEMO = "norrvik/memo-2032-04-02"
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


def changing(target: Path, *, own_template: bool) -> Copy:
    """Norrvik two years on: the agreement has been signed, and shall read otherwise."""
    shutil.copytree(NORRVIK / "data", target / "data")
    (target / "templates").mkdir()
    for common in (ROOT / "templates").glob("*.docx"):
        shutil.copy(common, target / "templates")
    shutil.copytree(ROOT / "templates" / "clauses", target / "templates" / "clauses")
    shutil.copytree(NORRVIK / "templates" / "norrvik", target / "templates" / "norrvik")
    if not own_template:
        (target / "templates" / "norrvik" / "memo.docx").unlink()
    sign(target / "data", "seglarhjalpen", on="2030-05-30")
    facts = target / "data" / "norrvik" / "seglarhjalpen" / "partnership.yaml"
    text = facts.read_text("utf-8")
    for old, new in CHANGES:
        assert old in text
        text = text.replace(old, new, 1)
    facts.write_text(text + REVISION, "utf-8")
    (target / "data" / "norrvik" / "memo-2032-04-02.md").write_text(WRITTEN, "utf-8")
    return Copy(target)


@pytest.mark.office
def test_the_memo_has_the_table_the_years_and_the_reckoning(tmp_path: Path, golden: Golden) -> None:
    """Proved with every fact of the change, and planned again from the signed states that its record carries."""
    project = changing(tmp_path, own_template=True)
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


def test_every_memo_template_has_the_section() -> None:
    """A template without it would lose the facts that the proof looks for."""
    for path in (*(ROOT / "templates").rglob("memo.docx"), NORRVIK / "templates" / "norrvik" / "memo.docx"):
        written = " ".join(read_docx(path.read_bytes()).paragraphs)
        assert "Förändringar mot gällande avtal" in written, path
