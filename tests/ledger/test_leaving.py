"""What a notice leaves: the others' agreement without the party, or the end of it, and what that comes to."""

import datetime as dt
from pathlib import Path

import pytest

from contracts.checks.check import check_workspace
from contracts.facts.load import load_workspace
from contracts.ledger.as_of import authority_on, held_on
from contracts.ledger.behind import behind_findings
from contracts.ledger.called import called_for
from contracts.ledger.comparing import Compared, compare, compare_on, compare_states
from contracts.ledger.effect import economic_effect
from contracts.ledger.leaving import after_notice, ends_all
from contracts.ledger.ledger import ledger_of
from contracts.ledger.revisions import Notice, RevisionKind
from contracts.ledger.telling import tell
from contracts.ledger.terms import Terms
from contracts.plan.documents import planned
from contracts.plan.revision_views import NoticeView
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import loaded, sign

TODAY = dt.date(2026, 2, 1)
MONEY = "{payer: exempelstad, payee: grannhjalpen, amount: 100000, per: year, purpose: samordning}"
BOTH = f"""
parties: [{{organisation: exempelstad}}, {{organisation: grannhjalpen}}, {{organisation: lotsen}}]
commitments:
  - {{party: grannhjalpen, text: besöka äldre, shared_with: [lotsen]}}
  - {{party: lotsen, text: ordna kaffe}}
follow_ups: [{{frequency: årligen, responsible_party: lotsen}}]
economy:
  contributions:
    - {MONEY}
    - {{payer: exempelstad, payee: lotsen, amount: 60000, per: year, purpose: kaffe}}
"""
WITHOUT = f"""
parties: [{{organisation: exempelstad}}, {{organisation: grannhjalpen}}]
commitments: [{{party: grannhjalpen, text: besöka äldre}}]
follow_ups: [{{frequency: årligen}}]
economy: {{contributions: [{MONEY}]}}
"""
KNOWN = """
organisations:
  organisations:
    - {id: grannhjalpen, legal_name: Grannhjälpen, organisation_number: 802999-0010, kind: ideell förening}
    - {id: lotsen, legal_name: Föreningen Lotsen, organisation_number: 802999-0028, kind: ideell förening}
"""
ENDING = "\nending: {{kind: exit, by: {by}, dialogue_on: 2026-01-01, given_on: 2026-01-31}}\n"
LEAVES = ENDING.format(by="lotsen")
NOTICE = Notice(by="lotsen", last_day=dt.date(2026, 7, 31))


def write(folder: Path, yaml: str) -> Path:
    return write_exempelstad(folder, yaml + KNOWN)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A notice that one of three has given and that has been filed; the data still tells of it."""
    data = write(tmp_path, BOTH)
    sign(data, "grannar", on="2024-12-01")
    write(tmp_path, BOTH + LEAVES)
    sign(data, "grannar", kind=RevisionKind.NOTICE, on="2026-01-31", notice=NOTICE, effective="2026-08-01")
    return data


def compared(data: Path) -> Compared:
    found = compare(*loaded(data, "grannar"))
    assert found is not None
    return found


def parties(terms: Terms) -> list[str]:
    return [party.organisation for party in terms.partnership.parties]


def held(data: Path, day: str) -> Terms:
    found = held_on(ledger_of(loaded(data, "grannar")[1]), dt.date.fromisoformat(day))
    assert found is not None
    return found.terms


def test_a_party_takes_with_it_what_was_its_own_and_what_was_paid_to_it(tmp_path: Path):
    left = after_notice(Terms(*loaded(write(tmp_path, BOTH), "grannar")), NOTICE)
    assert left.tree == Terms(*loaded(write(tmp_path, WITHOUT), "grannar")).tree


def test_a_notice_of_one_that_is_no_party_changes_nothing(tmp_path: Path):
    terms = Terms(*loaded(write(tmp_path, WITHOUT), "grannar"))
    assert after_notice(terms, NOTICE) is terms


def test_without_both_sides_the_agreement_ends_for_all(tmp_path: Path):
    terms = Terms(*loaded(write(tmp_path, BOTH), "grannar"))
    assert [ends_all(terms, party, NOTICE.last_day) for party in parties(terms)] == [True, False, False]
    left = after_notice(terms, Notice(by="exempelstad", last_day=NOTICE.last_day))
    assert (parties(left), left.partnership.term.end) == (parties(terms), NOTICE.last_day)


def test_a_notice_tells_what_comes_to_an_end_and_what_that_comes_to(tmp_path: Path):
    """60 000 a year that falls away after July 2026 is 153 of 365 days of it that year, and all of the next."""
    data = write(tmp_path, BOTH)
    sign(data, "grannar", on="2024-12-01")
    write(tmp_path, BOTH + LEAVES)
    found = compared(data)
    notice = found.classified(TODAY)
    outcome = found.outcome(notice)
    assert (notice.kind, found.holds_from(notice)) == (RevisionKind.NOTICE, dt.date(2026, 8, 1))
    assert "parties" in {change.route[0] for change in tell(found.signed, outcome)}
    effect = economic_effect(found.signed, outcome, found.holds_from(notice))
    assert [(year.year, year.public) for year in effect.years] == [(2026, -25000), (2027, -60000)]


def test_what_a_filed_notice_leaves_is_no_change_whether_the_data_names_the_party_or_not(data: Path, tmp_path: Path):
    for yaml in (BOTH + LEAVES, BOTH, WITHOUT + LEAVES, WITHOUT):
        write(tmp_path, yaml)
        found = compared(data)
        assert found.classified(TODAY).kind is None
        assert tell(found.signed, found.new) == ()


def test_what_else_differs_after_a_notice_is_signed_by_those_who_are_left(data: Path, tmp_path: Path):
    raised = WITHOUT.replace("100000", "120000")
    for yaml in (raised, raised + LEAVES):
        write(tmp_path, yaml)
        found = compared(data).classified(TODAY)
        assert (found.kind, found.signers) == (RevisionKind.AMENDMENT, ("exempelstad", "grannhjalpen"))
    changes = tell(compared(data).signed, compared(data).new)
    assert [change.route[:2] for change in changes] == [("economy", "contributions")]


@pytest.mark.parametrize(
    ("yaml", "effective", "expected"),
    [
        (WITHOUT, "2026-08-01", []),
        (WITHOUT, "2026-07-31", ["revision-party-left"]),
        (BOTH, "2026-07-31", []),
        (BOTH, "2026-08-01", ["revision-party-left"]),
        (WITHOUT, "2027-12-31", []),
        (WITHOUT, "2028-01-01", ["revision-after-end"]),
    ],
)
def test_a_change_binds_a_party_until_its_last_day(
    data: Path, tmp_path: Path, yaml: str, effective: str, expected: list[str]
):
    decision = "{body: socialnamnden, date: 2026-02-10, paragraph: § 7}"
    revision = f"\nrevision: {{reason: Mer., effective: {effective}, decision: {decision}}}\n"
    write(tmp_path, yaml.replace("100000", "120000") + revision)
    found = compared(data)
    assert [finding.rule for finding in behind_findings(found, found.classified(TODAY))] == expected


def test_a_party_is_one_until_its_last_day_and_none_after_it(data: Path):
    assert [len(parties(held(data, day))) for day in ("2026-07-31", "2026-08-01", "2027-06-01")] == [3, 2, 2]


def test_an_amendment_signed_meanwhile_does_not_bring_the_party_back(data: Path, tmp_path: Path):
    write(tmp_path, BOTH.replace("100000", "120000") + "\nrevision: {reason: Mer., effective: 2026-06-01}\n")
    sign(data, "grannar", kind=RevisionKind.AMENDMENT, on="2026-05-01")
    assert [len(parties(held(data, day))) for day in ("2026-07-31", "2026-08-01")] == [3, 2]
    write(tmp_path, WITHOUT.replace("100000", "120000"))
    assert compared(data).classified(TODAY).kind is None


def test_a_party_that_joins_anew_is_one(data: Path, tmp_path: Path):
    write(tmp_path, BOTH + "\nrevision: {reason: Åter., effective: 2027-01-01}\n")
    sign(data, "grannar", kind=RevisionKind.ACCESSION, on="2026-12-01")
    assert [len(parties(held(data, day))) for day in ("2026-12-31", "2027-01-01")] == [2, 3]
    write(tmp_path, WITHOUT)
    assert compared(data).classified(TODAY).kind is RevisionKind.EXIT


def between(data: Path, earlier: int, later: int) -> list[str]:
    """What differs of the parties between two filed documents."""
    ledger = ledger_of(loaded(data, "grannar")[1])
    one, other = ledger.numbered(earlier), ledger.numbered(later)
    assert one is not None
    found = compare_states(ledger, one, other, Terms(*loaded(data, "grannar")))
    return [one.kind.value for one in tell(found.signed, found.new) if one.route[0] == "parties"]


def test_two_documents_differ_by_what_a_notice_between_them_does(data: Path, tmp_path: Path):
    """2 is the notice; 3 was signed before its last day, and in 4 the party has joined anew."""
    gone, come = ["removed"], ["added"]
    write(tmp_path, BOTH.replace("100000", "120000") + "\nrevision: {reason: Mer., effective: 2026-06-01}\n")
    sign(data, "grannar", kind=RevisionKind.AMENDMENT, on="2026-05-01")
    write(tmp_path, BOTH + "\nrevision: {reason: Åter., effective: 2027-01-01}\n")
    sign(data, "grannar", kind=RevisionKind.ACCESSION, on="2026-12-01")
    found = {pair: between(data, *pair) for pair in ((1, 2), (2, 1), (2, 3), (3, 2), (1, 3), (2, 4), (3, 4), (4, 3))}
    assert found == {
        (1, 2): gone,
        (2, 1): come,
        (2, 3): [],
        (3, 2): [],
        (1, 3): [],
        (2, 4): come,
        (3, 4): come,
        (4, 3): gone,
    }


def test_an_end_by_notice_need_not_be_written_down_and_may_be(tmp_path: Path):
    data = write(tmp_path, BOTH)
    sign(data, "grannar", on="2024-12-01")
    ending = ENDING.format(by="exempelstad")
    write(tmp_path, BOTH + ending)
    notice = Notice(by="exempelstad", last_day=dt.date(2026, 7, 31))
    sign(data, "grannar", kind=RevisionKind.NOTICE, on="2026-01-31", notice=notice, effective="2026-08-01")
    for term in ("", "term: {end: 2026-07-31}\n", "term: {end: 2026-12-31}\n"):
        write(tmp_path, f"{BOTH}{term}")
        assert (compared(data).classified(TODAY).kind is None) == (term != "term: {end: 2026-12-31}\n")
    authority, _ = loaded(data, "grannar")
    [folder] = authority_on(authority, dt.date(2026, 2, 1)).partnerships
    assert folder.partnership.term.end == dt.date(2026, 7, 31)


def test_a_memo_from_before_a_notice_tells_of_it_for_ever(data: Path, tmp_path: Path):
    for yaml in (BOTH + LEAVES, WITHOUT, WITHOUT.replace("100000", "120000")):
        write(tmp_path, yaml)
        found = compare_on(*loaded(data, "grannar"), dt.date(2026, 1, 10))
        assert found is not None
        assert (found.made and found.made.record.kind, parties(found.new)) == (
            RevisionKind.NOTICE,
            ["exempelstad", "grannhjalpen"],
        )


def test_the_whole_wording_is_made_when_the_party_is_out_of_the_data(data: Path, tmp_path: Path):
    for yaml, expected in ((BOTH + LEAVES, ()), (WITHOUT, ("consolidated",))):
        write(tmp_path, yaml)
        called = called_for(*loaded(data, "grannar"))
        assert called is not None
        assert called.ids == expected


def test_a_party_that_stays_in_the_data_after_its_last_day_is_told_of(data: Path):
    for day, told in ((31, False), (32, True)):
        today = dt.date(2026, 7, 1) + dt.timedelta(days=day - 1)
        workspace, _ = load_workspace(data, data.parent / "templates")
        found = {problem.rule for problem in check_workspace(workspace, today)}
        assert ("notice-party-stays" in found) is told


LAST = dt.date(2027, 12, 31)
LATE = "\nending: {kind: exit, by: lotsen, dialogue_on: 2027-08-01, given_on: 2027-09-01}\n"


def test_a_notice_that_runs_out_on_the_agreements_last_day_ends_it_for_all(tmp_path: Path):
    """It would run to 1 March 2028, but the agreement ends before that: nothing goes on between the others."""
    data = write(tmp_path, BOTH)
    sign(data, "grannar", on="2024-12-01")
    write(tmp_path, BOTH + LATE)
    authority, folder = loaded(data, "grannar")
    called = called_for(authority, folder)
    assert called is not None
    assert called.classified.last_day == LAST
    assert not any("fortsätter" in line for line in called.classified.arithmetic)
    assert called.classified.arithmetic[-1].startswith("Avtalet upphör då för alla parter")
    assert tell(called.compared.signed, called.compared.outcome(called.classified)) == ()
    notice = planned(authority, "grannar/notice-1", draft=False).names["notice"]
    assert isinstance(notice, NoticeView)
    assert notice.ends_all


def test_the_others_may_go_on_without_the_one_whose_notice_ran_out_on_the_last_day(tmp_path: Path):
    data = write(tmp_path, BOTH)
    sign(data, "grannar", on="2024-12-01")
    write(tmp_path, BOTH + LATE)
    notice = Notice(by="lotsen", last_day=LAST)
    sign(data, "grannar", kind=RevisionKind.NOTICE, on="2027-09-01", notice=notice, effective="2028-01-01")
    extended = "term: {end: 2028-12-31}\nrevision: {reason: Mer., effective: 2028-01-01, date: 2027-10-15}\n"
    write(tmp_path, WITHOUT + extended)
    found = compared(data).classified(TODAY)
    assert (found.kind, found.signers) == (RevisionKind.EXTENSION, ("exempelstad", "grannhjalpen"))
    write(tmp_path, BOTH)
    workspace, _ = load_workspace(data, data.parent / "templates")
    assert "notice-party-stays" not in {one.rule for one in check_workspace(workspace, dt.date(2028, 1, 1))}


@pytest.mark.parametrize("ending", ["", LEAVES])
def test_a_memo_from_before_a_change_that_was_signed_meanwhile_tells_of_that_change_alone(
    data: Path, tmp_path: Path, ending: str
):
    """The party still was one, and the data may still have told of its notice."""
    write(tmp_path, BOTH.replace("100000", "120000") + ending + "revision: {reason: Mer., effective: 2026-06-01}\n")
    sign(data, "grannar", kind=RevisionKind.AMENDMENT, on="2026-05-01")
    found = compare_on(*loaded(data, "grannar"), dt.date(2026, 3, 1))
    assert found is not None
    told = tell(found.signed, found.outcome(found.classified(TODAY)))
    assert [change.route[:2] for change in told] == [("economy", "contributions")]
