from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.spelling.numbers import (
    antal,
    antal_ar,
    antal_dagar,
    antal_manader,
    antal_ord,
    ordningstal,
    ordningstal_ord,
    procent,
    procent_tecken,
    spann,
    tal,
)

WORDS = ["noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"]


def test_counts_up_to_twelve_are_words_and_then_figures() -> None:
    assert [antal_ord(count) for count in range(13)] == WORDS
    assert antal_ord(13) == "13"
    assert antal_ord(1427) == "1\u00a0427"
    assert antal_ord(1, "ett") == "ett"


def test_a_count_agrees_with_its_noun() -> None:
    assert antal(5, "månad", "månader") == "fem månader"
    assert antal(1, "månad", "månader") == "en månad"
    assert antal(1, "år", "år", "ett") == "ett år"
    assert antal(1, "år", "år", genus="ett") == "ett år"
    assert antal(0, "deltagare", "deltagare") == "noll deltagare"


def test_figures_are_tied_to_their_noun() -> None:
    assert antal(13, "månad", "månader") == "13\u00a0månader"


def test_months_days_and_years_know_their_nouns() -> None:
    assert (antal_manader(1), antal_manader(3)) == ("en månad", "tre månader")
    assert (antal_dagar(1), antal_dagar(30)) == ("en dag", "30\u00a0dagar")
    assert (antal_ar(1), antal_ar(2)) == ("ett år", "två år")


def test_ordinals_in_figures_end_as_they_are_said() -> None:
    written = [ordningstal(number) for number in (1, 2, 3, 10, 11, 12, 13, 21, 22, 23, 101, 111, 112)]
    assert written == [
        "1:a",
        "2:a",
        "3:e",
        "10:e",
        "11:e",
        "12:e",
        "13:e",
        "21:a",
        "22:a",
        "23:e",
        "101:a",
        "111:e",
        "112:e",
    ]


def test_ordinals_up_to_twelve_are_words() -> None:
    words = [
        "första",
        "andra",
        "tredje",
        "fjärde",
        "femte",
        "sjätte",
        "sjunde",
        "åttonde",
        "nionde",
        "tionde",
        "elfte",
        "tolfte",
        "13:e",
    ]
    assert [ordningstal_ord(number) for number in range(1, 14)] == words


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (50, "50"),
        (Decimal("2.5"), "2,5"),
        (Decimal("2.50"), "2,5"),
        (Decimal("-0.1"), "\u22120,1"),
        (Decimal("1E+2"), "100"),
    ],
)
def test_per_cent_is_a_word_in_prose_and_a_sign_in_tables(number: int | Decimal, written: str) -> None:
    assert procent(number) == f"{written} procent"
    assert procent_tecken(number) == f"{written}\u00a0%"


@given(st.decimals(-(10**14), 10**14, places=9) | st.integers(-(10**14), 10**14))
def test_a_number_reads_back_as_itself(number: int | Decimal) -> None:
    figures = tal(number).replace("\u00a0", "").replace("\u2212", "-").replace(",", ".")
    assert Decimal(figures) == number


def test_ranges_have_an_en_dash_without_spaces() -> None:
    assert spann(1, 10) == "1\u201310"
    assert spann(1000, 2000) == "1\u00a0000\u20132\u00a0000"
    assert spann(5, 5) == "5"
    assert spann(21) == "21 eller fler"


@pytest.mark.parametrize(
    "write", [antal_ord, antal_manader, antal_dagar, antal_ar, ordningstal, ordningstal_ord, spann]
)
@pytest.mark.parametrize("wrong", [None, True, 3.0, Decimal(3), "3"])
def test_counts_and_ordinals_are_whole_numbers(write: object, wrong: object) -> None:
    with pytest.raises(TypeError, match=rf"takes an int, not {type(wrong).__name__}"):
        write(wrong)  # type: ignore[operator]


@pytest.mark.parametrize("write", [tal, procent, procent_tecken])
@pytest.mark.parametrize("wrong", [None, True, 2.5, "2,5"])
def test_numbers_are_exact(write: object, wrong: object) -> None:
    with pytest.raises(TypeError, match=rf"takes an int or a Decimal, not {type(wrong).__name__}"):
        write(wrong)  # type: ignore[operator]


@pytest.mark.parametrize("write", [antal_ord, antal_manader, spann])
def test_negative_counts_are_refused(write: object) -> None:
    with pytest.raises(ValueError, match="from 0"):
        write(-1)  # type: ignore[operator]


def test_there_is_no_zeroth() -> None:
    for write in (ordningstal, ordningstal_ord):
        with pytest.raises(ValueError, match="from 1"):
            write(0)


def test_more_decimals_than_are_written_are_refused() -> None:
    with pytest.raises(ValueError, match="round it first"):
        procent(Decimal(1) / Decimal(3))


def test_an_unknown_gender_is_refused_even_when_it_would_not_show() -> None:
    with pytest.raises(ValueError, match='"en" or "ett"'):
        antal(5, "år", "år", "neutrum")  # type: ignore[arg-type]


def test_a_range_in_the_wrong_order_is_refused() -> None:
    with pytest.raises(ValueError, match="end is not before its start"):
        spann(10, 1)
    with pytest.raises(TypeError, match="spann takes an int"):
        spann(1, "10")  # type: ignore[arg-type]
