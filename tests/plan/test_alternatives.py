"""The same facts with an unconfirmed value otherwise: other in every word and figure, and never refused by its form."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.facts.fact_files import fact_files, value_at
from contracts.facts.folders import AuthorityFolder
from contracts.facts.prose import paragraphs
from contracts.plan.alternatives import in_other_words, together, ways
from contracts.plan.documents import planned_as
from contracts.plan.unconfirmed import UnconfirmedValue, unconfirmed_values
from contracts.word.aligning import differing
from tests.plan.small_authority import AUTHORITY, ORGANISATIONS, authority_of


def marked(tmp_path: Path, text: str, **files: str) -> AuthorityFolder:
    return authority_of(tmp_path, {"grannar/partnership.yaml": text, **files})


def the_only(authority: AuthorityFolder) -> UnconfirmedValue:
    (one,) = unconfirmed_values(authority)
    return one


def others(authority: AuthorityFolder) -> list[object]:
    """What the only unconfirmed value becomes, way by way."""
    one = the_only(authority)
    found = []
    for way in ways(one, authority):
        file = next(file for file in fact_files(way.change(authority)) if file.name == one.file)
        found.append(value_at(file.facts, one.route) if way.in_place else "left out")
    return found


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("economy: {contributions: [{payer: alfa, amount: 350000 ?, purpose: a}]}", 360000),
        ("economy: {contributions: [{payer: alfa, amount: 0 ?, purpose: a}]}", 1),
        ("economy: {contributions: [{payer: alfa, percent: 100 ?, purpose: a}]}", 101),
        ("termination: {notice_months: 3 ?}", 4),
        ("termination: {notice_months: 3, written: ja ?}", False),
        ("document_date: 2030-12-31 ?", dt.date(2031, 1, 4)),
        ("signing: {method: paper ?}", "electronic"),
        ("subtitle: Ett ändamål ?", "Ettꙮ ändamålꙮ"),
        ("term: {season: Vintern 2018–2019 ?}", "Vinternꙮ 2018–2019ꙮ"),
    ],
)
def test_a_value_becomes_another_of_its_type(tmp_path: Path, text: str, first: object):
    assert others(marked(tmp_path, text))[0] == first


def test_what_may_be_missing_can_be_left_out_and_an_item_of_a_list_too(tmp_path: Path):
    assert others(marked(tmp_path, "subtitle: Ett ändamål ?"))[1:] == [None]
    assert others(marked(tmp_path, "goals: [Ett mål ?]"))[1:] == ["left out"]


def test_a_party_that_is_not_confirmed_is_called_something_else(tmp_path: Path):
    authority = marked(tmp_path, "parties: [{organisation: exempelstad}, {organisation: alfa ?}]")
    way, *_ = ways(the_only(authority), authority)
    changed = way.change(authority)
    assert changed.organisation("alfa").legal_name == "Föreningenꙮ Alfaꙮ"
    assert changed.organisation("beta") == authority.organisation("beta")
    assert changed.partnerships == authority.partnerships


def test_a_unit_and_the_authority_itself_too(tmp_path: Path):
    unit = marked(tmp_path / "a", "parties: [{organisation: exempelstad, unit: kontoret ?}, {organisation: alfa}]")
    assert ways(the_only(unit), unit)[0].change(unit).authority.unit("kontoret").name == "kulturkontoretꙮ"
    own = marked(tmp_path / "b", "parties: [{organisation: exempelstad ?}, {organisation: alfa}]")
    assert ways(the_only(own), own)[0].change(own).authority.name == "Exempelstadꙮ kommunꙮ"


def test_a_group_and_a_document_that_is_referred_to_too(tmp_path: Path):
    authority = marked(
        tmp_path,
        "bodies: [{id: styrgrupp, name: Styrgruppen, heading: Styrgrupp}]\n"
        "follow_ups: [{frequency: årligen, commissioned_by: styrgrupp ?}]",
    )
    changed = ways(the_only(authority), authority)[0].change(authority)
    assert changed.partnerships[0].partnership.bodies[0].name == "Styrgruppenꙮ"


def test_an_id_is_never_changed(tmp_path: Path):
    authority = marked(tmp_path, "bodies: [{id: styrgrupp ?, name: Styrgruppen, heading: Styrgrupp}]")
    assert ways(the_only(authority), authority) == ()


def test_what_leads_nowhere_is_left_out(tmp_path: Path):
    assert others(marked(tmp_path, "area: kultur ?")) == [None]


def test_a_kind_of_organisation_stays_on_its_side(tmp_path: Path):
    text = ORGANISATIONS.replace("short_name: Alfa, kind: ideell förening", "short_name: Alfa, kind: ideell förening ?")
    assert others(marked(tmp_path, "", **{"organisations.yaml": text}))[0] == "stiftelse"
    text = AUTHORITY.replace("\nkind: kommun", "\nkind: kommun ?")
    assert others(marked(tmp_path / "b", "", **{"authority.yaml": text}))[0] == "region"


def test_a_clauses_value_is_changed_as_what_it_looks_like(tmp_path: Path):
    for value, first in (("30", "40"), ("2030-12-31", "2031-01-04"), ("ja", "nej"), ("styrgruppen", "styrgruppenꙮ")):
        text = f"clauses: [{{use: tvist, values: [{{name: a, value: {value} ?}}]}}]"
        assert others(marked(tmp_path / value, text))[0] == first


def test_all_at_once_everything_is_otherwise(tmp_path: Path):
    authority = marked(
        tmp_path, "name: Grannar ?\nsubtitle: Ett ändamål ?\nterm: {start: 2030-01-01 ?, end: 2030-12-31 ?}"
    )
    values = unconfirmed_values(authority)
    best = [ways(one, authority)[0] for one in values]
    assert all(way.in_place for way in best)
    names = planned_as(together(best, authority), "grannar/agreement", draft=True).names
    assert (names["name"], names["subtitle"]) == ("Grannarꙮ", "Ettꙮ ändamålꙮ")
    assert (names["term"].start, names["term"].end) == (dt.date(2031, 2, 2), dt.date(2031, 1, 4))


def test_marks_of_markdown_and_expressions_stay():
    text = (
        "# En *rubrik*\n\n1. Se [länken](https://exempel.se/sida) och [](#mal).[^a]\n\n"
        "| a | b |\n|---|---|\n| {{ term.end | datum }} | 350 |\n\n[^a]: Noten."
    )
    other = in_other_words(text)
    for mark in (
        "# ",
        "*",
        "\n1. ",
        "](https://exempel.se/sida)",
        "[](#mal)",
        "[^a]",
        "|---|---|",
        "{{ term.end | datum }}",
    ):
        assert mark in other
    assert "350ꙮ" in other
    assert len(paragraphs(other)) == len(paragraphs(text))


@given(st.text(st.sampled_from("aåÖ .,*-|()–%\n"), min_size=1, max_size=60))
def test_every_word_of_a_text_becomes_another(text: str):
    (spans,) = differing([text], [in_other_words(text)])
    left = "".join(letter for at, letter in enumerate(text) if not any(start <= at < end for start, end in spans))
    assert not any(letter.isalpha() for letter in left)
