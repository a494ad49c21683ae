import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contracts.spelling.amounts import kr, kronor
from contracts.spelling.dates import datum, datum_iso
from contracts.spelling.names import genitiv
from contracts.spelling.numbers import antal_manader, procent, procent_tecken
from contracts.spelling.periods import aldersspann, period, period_tom
from contracts.spelling.wordings import (
    age_range_wordings,
    amount_wordings,
    count_wordings,
    date_wordings,
    days_wordings,
    months_wordings,
    name_wordings,
    percent_wordings,
    stands_in,
)


def in_sight(wordings: tuple[str, ...]) -> tuple[str, ...]:
    """The wordings with plain spaces, to be read beside what is expected."""
    return tuple(wording.replace("\u00a0", " ") for wording in wordings)


def test_an_amount_may_stand_in_kronor_thousands_or_millions() -> None:
    assert in_sight(amount_wordings(350000)) == (
        "350 000 kr", "350 000 kronor", "350 tkr", "0,35 mnkr", "0,35 miljoner kronor",
    )  # fmt: skip
    assert in_sight(amount_wordings(2000000)) == (
        "2 000 000 kr", "2 000 000 kronor", "2 000 tkr", "2 mnkr", "2 miljoner kronor", "två miljoner kronor",
    )  # fmt: skip
    assert in_sight(amount_wordings(Decimal("1234.50"))) == ("1 234,50 kr", "1 234,50 kronor")
    assert in_sight(amount_wordings(350017)) == ("350 017 kr", "350 017 kronor")
    assert in_sight(amount_wordings(5)) == ("5 kr", "5 kronor", "fem kronor")


def test_a_date_may_stand_in_words_or_figures() -> None:
    assert in_sight(date_wordings(dt.date(2018, 3, 1))) == ("1 mars 2018", "2018-03-01")


def test_a_count_may_stand_in_words_or_figures_and_as_owner() -> None:
    assert in_sight(months_wordings(3)) == ("tre månader", "tre månaders", "3 månader", "3 månaders")
    assert in_sight(days_wordings(30)) == ("30 dagar", "30 dagars")
    assert in_sight(count_wordings(60, "individ", "individer")) == ("60 individer", "60 individers")


def test_per_cent_may_stand_as_word_or_sign() -> None:
    assert in_sight(percent_wordings(Decimal("2.5"))) == ("2,5 procent", "2,5 %")
    assert in_sight(percent_wordings(5)) == ("5 procent", "5 %", "fem procent")


def test_an_age_range_may_stand_in_several_ways() -> None:
    both = ("25–64 år", "25 till 64 år", "25 till och med 64 år", "mellan 25 och 64 år", "25–64-åringar")
    assert in_sight(age_range_wordings(25, 64)) == both
    assert in_sight(age_range_wordings(18, 18)) == ("18 år", "18-åringar")
    assert "från 25 år" in in_sight(age_range_wordings(25))
    assert "högst 64 år" in in_sight(age_range_wordings(None, 64))


def test_a_name_may_stand_as_owner() -> None:
    assert name_wordings("Exempelstad kommun") == ("Exempelstad kommun", "Exempelstad kommuns")
    assert name_wordings("Borås") == ("Borås",)


AMOUNTS = st.integers(-(10**7), 10**7) | st.sampled_from((5, 50, 350, 1000, 50000, 350000, 1350000, 2000000))


@given(AMOUNTS, st.dates(dt.date(1900, 1, 1)), st.integers(0, 400))
def test_no_wording_is_given_twice_and_what_the_filters_write_is_among_them(
    amount: int, date: dt.date, count: int
) -> None:
    for wordings in (amount_wordings(amount), date_wordings(date), months_wordings(count), percent_wordings(count)):
        assert len({" ".join(wording.split()).casefold() for wording in wordings}) == len(wordings)
    assert {kr(amount), kronor(amount)} <= set(amount_wordings(amount))
    assert {datum(date), datum_iso(date)} == set(date_wordings(date))
    assert antal_manader(count) in months_wordings(count)
    assert {procent(count), procent_tecken(count)} <= set(percent_wordings(count))
    assert aldersspann(count, None) in age_range_wordings(count)


@given(AMOUNTS, AMOUNTS)
def test_an_amount_is_found_exactly_where_it_stands(sought: int, written: int) -> None:
    for wording in amount_wordings(written):
        assert stands_in(f"Bidraget är {wording} per år.", amount_wordings(sought)) == (sought == written)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2009, 12, 31)), st.dates(dt.date(2000, 1, 1), dt.date(2009, 12, 31)))
def test_a_date_is_found_exactly_where_it_stands(sought: dt.date, written: dt.date) -> None:
    for wording in date_wordings(written):
        assert stands_in(f"Det gäller från {wording}, om inget annat sägs", date_wordings(sought)) == (
            sought == written
        )


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_count_is_found_exactly_where_it_stands(sought: int, written: int) -> None:
    for wording in months_wordings(written):
        assert stands_in(f"med {wording} uppsägningstid", months_wordings(sought)) == (sought == written)


@given(st.dates(), st.dates())
def test_both_ends_of_a_period_are_found(start: dt.date, end: dt.date) -> None:
    assume(start < end)
    for text in (period(start, end), period_tom(start, end)):
        assert stands_in(text, date_wordings(start))
        assert stands_in(text, date_wordings(end))


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("350\u00a0000\n kr", "350 000 kr"),
        ("Tre månader före slutet", "tre månader"),
        ("År 2018 350 000 kr", "350 000 kr"),
        ("2018-03-01 350 000 kr", "350 000 kr"),
        ("1 mars 2018–31 december 2020", "31 december 2020"),
        ("2018-03-01–2020-12-31", "2020-12-31"),
        ("(350 000 kr/år)", "350 000 kr"),
        ("1 350 000 kr och 350 000 kr", "350 000 kr"),
        ("1 50 000 kr", "50 000 kr"),
        ("2018-03-01 350 000 kr", "2018-03-01"),
        ("Slut: 2018.", "2018"),
        ("år 2018–2020", "2018"),
    ],
)
def test_a_wording_is_found(text: str, wording: str) -> None:
    assert stands_in(text, (wording,))


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("350 000 kr", "50 000 kr"),
        ("1 350 000 kr", "350 000 kr"),
        ("\u2212350 000 kr", "350 000 kr"),
        ("-350 000 kr", "350 000 kr"),
        ("2,5 procent", "5 procent"),
        ("350 000 kronor", "350 000 kr"),
        ("12 mars 2018", "2 mars 2018"),
        ("1 mars 20180", "1 mars 2018"),
        ("fyrtiotre månader", "tre månader"),
        ("2–3 månader", "3 månader"),
        ("2018-03-01", "2018"),
        ("350 000", "350"),
        ("2018,5", "2018"),
        ("Exempelstad kommunal", "Exempelstad kommun"),
        ("Nyexempelstad kommun", "Exempelstad kommun"),
    ],
)
def test_the_tail_or_head_of_something_else_is_not_found(text: str, wording: str) -> None:
    assert wording.casefold() in text.casefold()  # a plain search would be deceived
    assert not stands_in(text, (wording,))


def test_nothing_stands_in_an_empty_text() -> None:
    assert not stands_in("", ("2018",))


def test_a_lone_text_is_no_list_of_wordings() -> None:
    with pytest.raises(TypeError, match="list of texts"):
        stands_in("a", "a")
    with pytest.raises(ValueError, match="empty list"):
        stands_in("a", ())


@pytest.mark.parametrize(
    "give",
    [amount_wordings, date_wordings, days_wordings, months_wordings, percent_wordings, name_wordings],
)
@pytest.mark.parametrize("wrong", [None, 2.0, (1,)])
def test_facts_of_the_wrong_type_have_no_wordings(give: object, wrong: object) -> None:
    with pytest.raises(TypeError, match=r"takes (an int|a date|text)"):
        give(wrong)  # type: ignore[operator]


def test_an_age_range_without_ages_has_no_wordings() -> None:
    with pytest.raises(TypeError, match="aldersspann takes an int"):
        age_range_wordings(None, None)


def test_not_a_number_has_no_wordings() -> None:
    with pytest.raises(ValueError, match="finite"):
        percent_wordings(Decimal("NaN"))


@given(st.text("Abcåäö", min_size=1))
def test_a_name_is_found_also_as_owner(name: str) -> None:
    assert stands_in(f"Det är {genitiv(name)} uppgift.", name_wordings(name))
