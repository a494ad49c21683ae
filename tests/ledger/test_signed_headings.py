"""The numbers of what has been signed, by which a change is told."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from contracts.ledger.ledger import ledger_of
from contracts.ledger.revisions import Revision, SignedHeading
from contracts.ledger.sections import Section
from contracts.ledger.signed_headings import signed_headings
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import loaded, sign

CLAUSE = "clauses: [{id: eget-avsnitt, heading: Lokaler, text: Salen får lånas., after: ansvar}]"


@pytest.fixture
def agreement(tmp_path: Path) -> Revision:
    data = write_exempelstad(tmp_path, CLAUSE)
    sign(data, "grannar", on="2024-12-01")
    [revision] = ledger_of(loaded(data, "grannar")[1]).series()
    return revision


def headed(revision: Revision, *headings: tuple[str, str, str]) -> Revision:
    """The same, signed with these headings: key, number and text."""
    found = tuple(SignedHeading(key=key, number=number, text=text) for key, number, text in headings)
    return replace(revision, record=revision.record.model_copy(update={"headings": found}))


def test_sections_are_known_by_name_or_by_words_and_clauses_by_their_ids(agreement: Revision) -> None:
    signed = headed(
        agreement,
        ("giltighet", "13", "Avtalstid"),
        ("atagande_ideburen", "5", "De idéburna parternas åtaganden"),
        ("eget_avsnitt", "16", "Lokaler"),
    )
    assert signed_headings([signed]) == {
        "giltighet": Section("giltighet", "Avtalstid", "13"),
        "ideburna": Section("ideburna", "De idéburna parternas åtaganden", "5"),
        "eget-avsnitt": Section("eget-avsnitt", "Lokaler", "16"),
    }


def test_what_was_signed_last_with_headings_counts(agreement: Revision) -> None:
    first, second = (headed(agreement, ("bakgrund", number, "Bakgrund")) for number in ("1", "2"))

    def number(revisions: Sequence[Revision]) -> str:
        return signed_headings(revisions)["bakgrund"].number

    assert number([first, second, agreement]) == "2"
    assert number([first, agreement]) == "1"
    assert signed_headings([agreement]) == {}


def test_a_record_without_headings_is_sealed_as_before_there_were_any(agreement: Revision) -> None:
    assert b'"headings"' not in agreement.record.to_bytes()
    assert b'"headings"' in headed(agreement, ("bakgrund", "1", "Bakgrund")).record.to_bytes()
