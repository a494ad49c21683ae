"""What a memo tells of a change of signed terms: of which partnerships, of which change, and for ever."""

from pathlib import Path

import pytest

from contracts.errors import ProblemsError
from contracts.facts.folders import AuthorityFolder
from contracts.facts.load import load_workspace
from contracts.facts.record import read_record
from contracts.ledger.revisions import RevisionKind
from contracts.plan.change_views import ChangesView
from contracts.plan.documents import planned
from contracts.plan.jobs import job_of
from tests.ledger.signed_states import sign
from tests.plan.small_authority import authority_of

NBSP = "\N{NO-BREAK SPACE}"
AGREED = """
name: Soppkök
parties: [{organisation: exempelstad}, {organisation: alfa}]
term: {start: 2029-01-01, end: 2030-12-31}
economy: {contributions: [{payer: exempelstad, payee: alfa, amount: 1000, per: year, purpose: mat}]}
"""
RAISED = AGREED.replace("amount: 1000", "amount: 5000") + "revision: {reason: Mer mat., effective: 2030-01-01}\n"
LONGER = RAISED.replace("2030-12-31", "2031-12-31").replace("2030-01-01", "2031-01-01")
HEAD = """---
title: Om soppa
date: {day}
board: namnden
summary: En ändring.
proposals: [Nämnden godkänner ändringen.]
basis: [{basis}]
---
{body}
"""
BASIS = "{document: soppa/agreement}"
FACTS = "exempelstad/soppa/partnership.yaml"


def memo(day: str, basis: str = BASIS, body: str = "Text.") -> str:
    return HEAD.format(day=day, basis=basis, body=body)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Signed, and then to be raised from 2030; a memo proposes it, and another is from before anything was signed."""
    files = {"soppa/partnership.yaml": AGREED, "te/partnership.yaml": AGREED.replace("Soppkök", "Tekök")}
    files |= {"memo-2028.md": memo("2028-06-01"), "memo-2029.md": memo("2029-06-01")}
    authority_of(tmp_path, files)
    sign(tmp_path / "data", "soppa", on="2028-12-01")
    (tmp_path / "data" / FACTS).write_text(RAISED + "status: active\n", "utf-8")
    return tmp_path / "data"


def read(data: Path) -> AuthorityFolder:
    workspace, problems = load_workspace(data, data.parent / "templates")
    assert problems == ()
    return workspace.authorities[0]


def changes(data: Path, memo: str = "memo-2029") -> tuple[ChangesView, ...]:
    return planned(read(data), memo, draft=False).names["changes"]  # type: ignore[return-value]  # the memo's view


def test_a_memo_tells_what_differs_in_the_partnership_whose_documents_it_rests_on(data: Path):
    [found] = changes(data)
    assert (found.partnership, found.document, found.reason) == ("Soppkök", "ett tilläggsavtal", "Mer mat.")
    assert (str(found.signed_on), str(found.effective)) == ("2028-12-01", "2030-01-01")
    [row] = found.rows
    cells = [text.replace(NBSP, " ") for text in (row.before, row.after, row.per_year, row.total)]
    assert cells == ["1 000 kr per år", "5 000 kr per år", "+4 000 kr", "+4 000 kr"]
    assert (found.effect.per_year, found.effect.total, found.effect.public) == (4000, 4000, 4000)


def test_a_memo_that_names_nothing_of_a_partnership_tells_no_changes(data: Path):
    (data / "exempelstad/memo-2029.md").write_text(memo("2029-06-01", "{title: Underlag}"), "utf-8")
    assert changes(data) == ()


def test_a_memo_in_the_partnerships_own_folder_is_about_it(data: Path):
    (data / "exempelstad/soppa/memo-2029.md").write_text(memo("2029-06-01", "{title: Underlag}"), "utf-8")
    assert [one.partnership for one in changes(data, "soppa/memo-2029")] == ["Soppkök"]


def test_several_partnerships_give_several_tables(data: Path):
    sign(data, "te", on="2028-12-01")
    te = data / "exempelstad/te/partnership.yaml"
    te.write_text(te.read_text("utf-8").replace("amount: 1000", "amount: 900"), "utf-8")
    both = f"{BASIS}, {{document: te/agreement}}"
    (data / "exempelstad/memo-2029.md").write_text(memo("2029-06-01", both), "utf-8")
    assert [(one.partnership, one.effect.per_year) for one in changes(data)] == [("Soppkök", 4000), ("Tekök", -100)]


def test_a_memo_from_before_the_signing_tells_no_changes(data: Path):
    assert changes(data, "memo-2028") == ()


def test_when_the_change_has_been_signed_the_memo_still_tells_of_it_and_not_of_the_next(data: Path):
    before = changes(data)
    sign(data, "soppa", kind=RevisionKind.AMENDMENT, on="2029-11-01")
    assert changes(data) == before
    (data / FACTS).write_text(LONGER + "status: active\n", "utf-8")
    assert changes(data) == before
    (data / "exempelstad/memo-2030.md").write_text(memo("2030-06-01"), "utf-8")
    [found] = changes(data, "memo-2030")
    assert (found.effect.total, str(found.signed_on)) == (5000, "2029-11-01")


def test_prose_may_name_the_sums_and_stops_where_nothing_differs(data: Path):
    body = '{{ changes_of("soppa").effect.total | kr_andring }}{% if changes %} i allt{% endif %}'
    file = data / "exempelstad/memo-2029.md"
    file.write_text(memo("2029-06-01", body=body), "utf-8")
    assert planned(read(data), "memo-2029", draft=False).names["body"] == f"\\+4{NBSP}000{NBSP}kr i allt"
    file.write_text(memo("2029-06-01", body=body.replace("soppa", "te")), "utf-8")
    with pytest.raises(ProblemsError) as caught:
        planned(read(data), "memo-2029", draft=False)
    [problem] = caught.value.problems
    assert (problem.rule, problem.text) == (
        "changes-none",
        "inga villkor skiljer sig från det som är undertecknat för te",
    )


def test_the_record_holds_the_signed_states_only_where_something_differs_and_plans_the_same_again(
    data: Path, tmp_path: Path
):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "memo.docx").write_bytes(b"")
    job = job_of(read(data), "memo-2029", tmp_path / "templates", draft=False)
    again = planned(*read_record(job.record, "uppgifter.json"), draft=False)
    assert again.signed == ("soppa",)
    assert (again.names, again.facts) == (job.planned.names, job.planned.facts)
    assert b'"signed"' not in job_of(read(data), "memo-2028", tmp_path / "templates", draft=False).record


def test_every_cell_and_sum_is_looked_for_in_the_pdf(data: Path):
    shown = planned(read(data), "memo-2029", draft=False)
    wanted = {wording.replace(NBSP, " ") for fact in shown.facts if fact.path == "changes" for wording in fact.wordings}
    assert {"1 000 kr per år", "5 000 kr per år", "+4 000 kr", "2030", "Mer mat.", "ett tilläggsavtal"} <= wanted
