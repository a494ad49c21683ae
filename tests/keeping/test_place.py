"""Where a signed document belongs, and why it may not be the next."""

import datetime as dt
from pathlib import Path

import pytest

from contracts.errors import ProblemsError
from contracts.facts.record import RevisionMark, read_record, read_revision_mark, record_of
from contracts.keeping.place import effective_day, place_of, place_problems
from contracts.ledger.ledger import ledger_of
from contracts.ledger.revisions import RevisionKind
from contracts.project import Project
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import EXTENDED, loaded, sign, signed_and_extended


def project_in(folder: Path) -> Project:
    return Project(folder / "data", folder / "templates", folder / "build")


def mark_on(folder: Path, number: int, series: str = "agreement") -> RevisionMark:
    """What an amendment says that builds on the signed state with this number."""
    revision = ledger_of(loaded(folder / "data", "grannar")[1]).numbered(number)
    assert revision is not None
    return RevisionMark("amendment", series, number, revision.sha256)


def refusals(folder: Path, mark: RevisionMark | None, document: str = "amendment-3") -> list[str]:
    place = place_of(project_in(folder), "exempelstad", f"grannar/{document}", mark, "a.pdf")
    return [problem.text for problem in place_problems(place, "sha", "facts", "a.pdf")]


def test_an_amendment_of_what_was_last_signed_is_the_next(tmp_path: Path):
    signed_and_extended(tmp_path)
    place = place_of(project_in(tmp_path), "exempelstad", "grannar/amendment-3", mark_on(tmp_path, 2), "a.pdf")
    assert (place.number, place.kind, place.series) == (3, RevisionKind.AMENDMENT, "agreement")
    assert place.base is not None
    assert place.base.number == 2
    assert refusals(tmp_path, mark_on(tmp_path, 2)) == []


def test_an_amendment_of_an_earlier_state_is_refused(tmp_path: Path):
    signed_and_extended(tmp_path)
    [text] = refusals(tmp_path, mark_on(tmp_path, 1))
    assert text == "dokumentet ändrar de villkor som undertecknades med 1.pdf, men det senast undertecknade är 2.pdf"


def test_an_amendment_of_another_record_under_the_same_number_is_refused(tmp_path: Path):
    signed_and_extended(tmp_path)
    assert refusals(tmp_path, RevisionMark("amendment", "agreement", 2, "0" * 64))


def test_an_amendment_of_what_nobody_has_filed_is_refused(tmp_path: Path):
    signed_and_extended(tmp_path)
    [text] = refusals(tmp_path, mark_on(tmp_path, 2, series="agreement-grannhjalpen"))
    assert text.endswith("men inget avtal är filat")


def test_a_separate_agreement_is_a_series_of_its_own(tmp_path: Path):
    signed_and_extended(tmp_path)
    assert refusals(tmp_path, None, "agreement-grannhjalpen") == []
    assert refusals(tmp_path, None, "agreement")


@pytest.mark.parametrize(
    ("identifier", "mark"),
    [("memo-2030-05-14", None), ("grannar/pm", None), ("grannar/x", RevisionMark("treaty", "agreement", 1, "0"))],
)
def test_what_nobody_signs_is_refused(tmp_path: Path, identifier: str, mark: RevisionMark | None):
    write_exempelstad(tmp_path)
    with pytest.raises(ProblemsError, match="är inget avtal"):
        place_of(project_in(tmp_path), "exempelstad", identifier, mark, "a.pdf")


@pytest.mark.parametrize("authority", ["annan", "../exempelstad"])
def test_an_authority_that_data_does_not_have_is_told(tmp_path: Path, authority: str):
    """The id stands in the PDF, which may come from anybody: it leads to no folder outside data/."""
    write_exempelstad(tmp_path)
    with pytest.raises(ProblemsError, match="inget partnerskap"):
        place_of(project_in(tmp_path), authority, "grannar/agreement", None, "a.pdf")


def test_an_amendment_holds_from_its_own_day_and_an_agreement_from_its_term(tmp_path: Path):
    signed_and_extended(tmp_path)
    write_exempelstad(tmp_path, EXTENDED.replace("2028-01-01", "2028-02-01"))
    day = dt.date(2027, 12, 1)
    facts = loaded(tmp_path / "data", "grannar")[1].partnership
    amendment = place_of(project_in(tmp_path), "exempelstad", "grannar/amendment-3", mark_on(tmp_path, 2), "a.pdf")
    agreement = place_of(project_in(tmp_path), "exempelstad", "grannar/agreement", None, "a.pdf")
    places = place_of(project_in(tmp_path), "exempelstad", "grannar/places-2028-grannhjalpen", None, "a.pdf")
    assert effective_day(amendment, facts, None, day) == dt.date(2028, 2, 1)
    assert effective_day(agreement, facts, None, day) == dt.date(2025, 1, 1)
    assert (effective_day(places, facts, None, day), places.kind) == (day, RevisionKind.PLACES)


def test_a_document_says_in_its_record_what_it_builds_on(tmp_path: Path):
    data = write_exempelstad(tmp_path)
    sign(data, "grannar", on="2024-12-01")
    authority, _ = loaded(data, "grannar")
    mark = mark_on(tmp_path, 1)
    record = record_of(authority, "grannar/amendment-2", ["grannar"], [], signed=["grannar"], revision=mark)
    assert read_revision_mark(record, "uppgifter.json") == mark
    again, document = read_record(record, "uppgifter.json")
    assert document == "grannar/amendment-2"
    assert ledger_of(again.partnerships[0]).revisions[0].sha256 == mark.base_sha256
    plain = record_of(authority, "grannar/agreement", ["grannar"], [])
    assert read_revision_mark(plain, "uppgifter.json") is None
