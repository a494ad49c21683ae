"""The terms that held on a day, from what had been signed."""

import datetime as dt
from pathlib import Path

import pytest

from contracts.facts.model.term import PeriodKind
from contracts.ledger.as_of import authority_on, held_on, with_signed_periods
from contracts.ledger.ledger import ledger_of
from contracts.ledger.revisions import Notice, RevisionKind
from contracts.register.reckoning import possible_ends
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import loaded, sign, signed_and_extended

RAISED = """
term: {end: 2028-12-31}
name: IOP Goda grannar
revision: {reason: Högre kostnader., effective: 2028-07-01}
economy:
  contributions:
    - {payer: exempelstad, payee: grannhjalpen, amount: 130000, per: year, purpose: samordning}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An agreement, its extension, and an amendment; today's data says something else again."""
    data = signed_and_extended(tmp_path)
    write_exempelstad(tmp_path, RAISED)
    sign(data, "grannar", kind=RevisionKind.AMENDMENT, on="2028-06-01")
    write_exempelstad(tmp_path, RAISED.replace("130000", "150000") + "summary: Som det är i dag.")
    return data


@pytest.mark.parametrize(
    ("day", "number"),
    [
        ("2024-12-31", None),
        ("2025-01-01", 1),
        ("2027-12-31", 1),
        ("2028-01-01", 2),
        ("2028-06-30", 2),
        ("2028-07-01", 3),
        ("2040-01-01", 3),
    ],
)
def test_the_state_that_held_is_the_last_that_had_begun(data: Path, day: str, number: int | None):
    found = held_on(ledger_of(loaded(data, "grannar")[1]), dt.date.fromisoformat(day))
    assert (found.number if found else None) == number


def on(data: Path, day: str):
    authority, _ = loaded(data, "grannar")
    [folder] = authority_on(authority, dt.date.fromisoformat(day)).partnerships
    return folder.partnership


def amount(data: Path, day: str) -> int | None:
    return on(data, day).economy.contributions[0].amount


def test_terms_are_those_of_the_day_and_everything_else_is_as_known_today(data: Path):
    assert [amount(data, day) for day in ("2025-06-01", "2028-06-30", "2028-07-01")] == [100000, 100000, 130000]
    assert [on(data, day).name for day in ("2025-06-01", "2028-07-01")] == ["IOP Grannar", "IOP Goda grannar"]
    assert on(data, "2025-06-01").summary == "Som det är i dag."


def test_before_it_began_the_terms_are_those_that_were_signed_first(data: Path):
    assert amount(data, "2024-12-15") == 100000


def test_what_has_not_been_signed_is_as_the_data_has_it(tmp_path: Path):
    data = write_exempelstad(tmp_path)
    assert amount(data, "2020-01-01") == 100000


def test_steps_of_extension_are_counted_from_the_signed_last_day(data: Path):
    """The clause allows a year at a time up to the end of 2029: one has been taken, so one is left."""
    folder = with_signed_periods(loaded(data, "grannar")[1])
    assert [(period.end.isoformat(), period.kind) for period in folder.partnership.term.history] == [
        ("2027-12-31", PeriodKind.ORIGINAL),
        ("2028-12-31", PeriodKind.EXTENSION),
    ]
    assert [end.isoformat() for end in possible_ends(folder.partnership.term)] == ["2028-12-31", "2029-12-31"]


def test_an_organisation_that_is_not_in_the_data_any_more_keeps_its_name(data: Path):
    listed = data / "exempelstad" / "organisations.yaml"
    listed.write_text(
        listed.read_text("utf-8").replace("Föreningen Grannhjälpen i Exempelstad", "Ny förening"), "utf-8"
    )
    authority, _ = loaded(data, "grannar")
    known = authority_on(authority, dt.date(2025, 6, 1)).organisation("grannhjalpen")
    assert known is not None
    assert known.legal_name == "Föreningen Grannhjälpen i Exempelstad"


def test_a_notice_cuts_the_term_from_the_day_it_was_given(data: Path):
    notice = Notice(by="grannhjalpen", last_day=dt.date(2028, 10, 15))
    sign(data, "grannar", kind=RevisionKind.NOTICE, on="2028-07-15", notice=notice)
    assert on(data, "2028-07-14").term.end == dt.date(2028, 12, 31)
    assert on(data, "2028-07-15").term.end == dt.date(2028, 10, 15)
    assert amount(data, "2028-09-01") == 130000
