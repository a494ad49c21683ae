"""Reports and counts go by the terms that held on their day; what proposes a change goes by what shall hold."""

from pathlib import Path

import pytest

from contracts.facts.folders import AuthorityFolder
from contracts.facts.load import load_workspace
from contracts.facts.record import read_record
from contracts.ledger.revisions import RevisionKind
from contracts.plan.documents import planned
from contracts.plan.jobs import job_of
from contracts.plan.planned import Planned
from tests.ledger.signed_states import sign
from tests.plan.small_authority import authority_of

NBSP = "\N{NO-BREAK SPACE}"
AGREED = """
name: Soppkök
status: active
area: barn
parties: [{organisation: exempelstad}, {organisation: alfa}]
term: {start: 2029-01-01, end: 2030-12-31}
economy: {contributions: [{payer: exempelstad, payee: alfa, amount: 1000, per: year, purpose: mat}]}
"""
CHANGED = AGREED.replace("2030-12-31", "2032-12-31").replace("amount: 1000", "amount: 5000").replace("alfa", "beta")
REPORT = """---
title: Partnerskap {year}
date: {year}-06-01
board: namnden
window: {{start: {year}-01-01, end: {year}-06-01}}
areas: [{{area: barn, name: området barn, heading: Barn}}]
ended_heading: Avslutade
---
Det gäller till och med den {{{{ partnership("soppa").end | datum }}}}.
"""
MEMO = """---
title: Förlängning
date: 2030-06-01
board: namnden
summary: Det föreslås gälla till den {{ partnership("soppa").end | datum }}.
proposals: [Nämnden godkänner förlängningen.]
window: {start: 2031-01-01, end: 2031-12-31}
overview: {day: 2030-06-01}
basis: [{title: Underlag}]
---
Antal: {{ counts.total }}. {% for one in overview %}{{ one.budget | lista }}{% endfor %}
"""


@pytest.fixture
def authority(tmp_path: Path) -> AuthorityFolder:
    """Signed to 2030, then prolonged and raised from 2031, with another association."""
    files = {"soppa/partnership.yaml": AGREED, "memo-2030-06-01.md": MEMO}
    files |= {f"report-{year}.md": REPORT.format(year=year) for year in (2030, 2031)}
    authority_of(tmp_path, files)
    data = tmp_path / "data"
    sign(data, "soppa", on="2028-12-01")
    changed = CHANGED + "revision: {reason: Mer mat., effective: 2031-01-01}\n"
    (data / "exempelstad/soppa/partnership.yaml").write_text(changed, "utf-8")
    sign(data, "soppa", kind=RevisionKind.AMENDMENT, on="2030-11-01")
    workspace, _ = load_workspace(data, tmp_path / "templates")
    return workspace.authorities[0]


def plain(value: object) -> str:
    return str(value).replace(NBSP, " ")


def report(authority: AuthorityFolder, year: int) -> Planned:
    return planned(authority, f"report-{year}", draft=False)


@pytest.mark.parametrize(
    ("year", "end", "budget", "party"),
    [
        (2030, "31 december 2030", "1 000 kr per år för mat", "Alfa"),
        (2031, "31 december 2032", "5 000 kr per år för mat", "Beta"),
    ],
)
def test_a_report_tells_the_terms_of_its_own_day(
    authority: AuthorityFolder, year: int, end: str, budget: str, party: str
):
    shown = report(authority, year)
    [area] = shown.names["areas"]  # type: ignore[misc]
    [one] = area.partnerships
    assert plain(shown.names["body"]) == f"Det gäller till och med den {end}."
    assert [plain(text) for text in one.budget] == [budget]
    assert one.parties[1] == party


def test_the_timeline_has_one_bar_for_the_agreed_time(authority: AuthorityFolder):
    timeline = report(authority, 2031).names["timeline"]
    assert "Soppkök gäller 1 januari 2029 – 31 december 2032" in plain(timeline.alt)  # type: ignore[attr-defined]


def test_a_memo_counts_what_held_and_proposes_what_shall_hold(authority: AuthorityFolder):
    """In June 2030 nothing had been agreed for 2031: the count for that year is none, though the data says more."""
    shown = planned(authority, "memo-2030-06-01", draft=False)
    assert plain(shown.names["summary"]) == "Det föreslås gälla till den 31 december 2032."
    assert plain(shown.names["body"]) == "Antal: 0. 1 000 kr per år för mat"


def test_the_record_holds_what_was_signed_and_plans_the_same_again(authority: AuthorityFolder, tmp_path: Path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "report.docx").write_bytes(b"")
    job = job_of(authority, "report-2030", tmp_path / "templates", draft=False)
    again = planned(*read_record(job.record, "uppgifter.json"), draft=False)
    assert again.names == job.planned.names
    assert again.facts == job.planned.facts
    assert again.signed == ("soppa",)
    assert b'"format": "contracts-facts-3-signed"' in job.record


def test_a_record_without_signed_terms_keeps_its_format(tmp_path: Path):
    authority = authority_of(tmp_path, {"soppa/partnership.yaml": AGREED, "report-2030.md": REPORT.format(year=2030)})
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "report.docx").write_bytes(b"")
    job = job_of(authority, "report-2030", tmp_path / "templates", draft=False)
    assert b'"format": "contracts-facts-3"' in job.record
    assert b'"signed"' not in job.record


STEPS = "extension: {kind: fixed_steps, step_months: 12, max_steps: 2}"
PROPOSES = """---
title: Förlängning
date: 2031-06-01
board: namnden
summary: Det {{ partnership("soppa").extension }}, efter {{ partnership("soppa").end | datum }}.
proposals: [Nämnden beslutar.]
basis: [{title: Underlag}]
---
Text.
"""


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("2031-12-31", "kan förlängas en gång till med ett år, efter 31 december 2031"),
        ("2032-12-31", "kan inte förlängas fler gånger, efter 31 december 2032"),
        ("2030-06-30", "kan förlängas två gånger med ett år, efter 30 juni 2030"),
    ],
)
def test_a_memo_counts_the_extensions_that_have_been_signed_and_the_one_it_proposes(
    tmp_path: Path, end: str, words: str
):
    def agreed(last: str) -> str:
        return AGREED.replace("end: 2030-12-31", f"end: {last}, {STEPS}")

    authority_of(tmp_path, {"soppa/partnership.yaml": agreed("2030-12-31"), "memo-2031-06-01.md": PROPOSES})
    data = tmp_path / "data"
    sign(data, "soppa", on="2028-12-01")
    for last, sign_on in (("2031-12-31", "2030-11-01"), (end, None)):
        (data / "exempelstad/soppa/partnership.yaml").write_text(agreed(last), "utf-8")
        if sign_on:
            sign(data, "soppa", kind=RevisionKind.EXTENSION, on=sign_on)
    (tmp_path / "templates").mkdir(exist_ok=True)
    (tmp_path / "templates" / "memo.docx").write_bytes(b"")
    workspace, _ = load_workspace(data, tmp_path / "templates")
    job = job_of(workspace.authorities[0], "memo-2031-06-01", tmp_path / "templates", draft=False)
    assert plain(job.planned.names["summary"]) == f"Det {words}."
    again = planned(*read_record(job.record, "uppgifter.json"), draft=False)
    assert again.names == job.planned.names
