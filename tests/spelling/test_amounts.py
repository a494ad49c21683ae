import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.spelling.amounts import kr, kr_andring, kronor, mnkr, tkr

AMOUNTS = st.integers(-(10**14), 10**14) | st.decimals(-(10**12), 10**12, places=2)


def read_back(written: str, unit: str) -> Decimal:
    """What a careful reader takes the text for, without Babel (its parse_decimal takes 350.000 for 350)."""
    figures = written.removesuffix(unit)
    assert figures != written
    assert re.fullmatch(r"\u2212?\d{1,3}(\u00a0\d{3})*(,\d+)?\u00a0", figures)
    return Decimal(figures.replace("\u00a0", "").replace("\u2212", "-").replace(",", "."))


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (350000, "350\u00a0000\u00a0kr"),
        (0, "0\u00a0kr"),
        (15, "15\u00a0kr"),
        (1690, "1\u00a0690\u00a0kr"),
        (-1073, "\u22121\u00a0073\u00a0kr"),
        (79839000, "79\u00a0839\u00a0000\u00a0kr"),
        (Decimal("1234.50"), "1\u00a0234,50\u00a0kr"),
        (Decimal("1234.5"), "1\u00a0234,50\u00a0kr"),
        (Decimal("-0.05"), "\u22120,05\u00a0kr"),
        (Decimal("350000.00"), "350\u00a0000\u00a0kr"),
        (Decimal("3.5E+5"), "350\u00a0000\u00a0kr"),
        (Decimal("-0.00"), "0\u00a0kr"),
    ],
)
def test_kronor_are_written_with_no_break_spaces_and_a_real_minus(amount: int | Decimal, written: str) -> None:
    assert kr(amount) == written


@pytest.mark.parametrize(
    ("amount", "written"), [(50_000, "+50\u00a0000\u00a0kr"), (-1, "\u22121\u00a0kr"), (0, "0\u00a0kr")]
)
def test_a_change_has_its_sign(amount: int, written: str) -> None:
    assert kr_andring(amount) == written


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (350000, "350\u00a0000\u00a0kronor"),
        (1, "1\u00a0krona"),
        (0, "0\u00a0kronor"),
        (Decimal("1.50"), "1,50\u00a0kronor"),
    ],
)
def test_the_unit_is_written_in_full_in_prose(amount: int | Decimal, written: str) -> None:
    assert kronor(amount) == written


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (79839000, "79\u00a0839\u00a0tkr"),
        (79839500, "79\u00a0839,5\u00a0tkr"),
        (-1073000, "\u22121\u00a0073\u00a0tkr"),
        (Decimal("1234.50"), "1,2345\u00a0tkr"),
        (0, "0\u00a0tkr"),
    ],
)
def test_thousands_keep_every_decimal_they_need(amount: int | Decimal, written: str) -> None:
    assert tkr(amount) == written


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (1500000, "1,5\u00a0mnkr"),
        (2000000, "2\u00a0mnkr"),
        (350017, "0,350017\u00a0mnkr"),
        (10**9, "1\u00a0000\u00a0mnkr"),
    ],
)
def test_millions_keep_every_decimal_they_need(amount: int | Decimal, written: str) -> None:
    assert mnkr(amount) == written


@given(AMOUNTS)
def test_every_amount_reads_back_as_itself(amount: int | Decimal) -> None:
    assert read_back(kr(amount), "kr") == amount
    assert read_back(tkr(amount), "tkr") * 1_000 == amount
    assert read_back(mnkr(amount), "mnkr") * 1_000_000 == amount


@given(AMOUNTS)
def test_no_line_can_break_inside_an_amount(amount: int | Decimal) -> None:
    for written in (kr(amount), kronor(amount), tkr(amount), mnkr(amount)):
        assert not re.search(r"[ \t\n\u2009\u200b-]", written)


@given(st.integers(0, 10**14))
def test_digits_survive_in_their_order(amount: int) -> None:
    assert re.sub(r"\D", "", kr(amount)) == str(amount)


@given(st.integers(-(10**12), 10**12))
def test_equal_amounts_are_written_equally(amount: int) -> None:
    assert kr(amount) == kr(Decimal(amount)) == kr(Decimal(f"{amount}.00"))


@pytest.mark.parametrize("write", [kr, kronor, tkr, mnkr])
@pytest.mark.parametrize("wrong", [None, True, 350000.0, "350000", "350 000 kr"])
def test_anything_else_than_int_and_decimal_is_refused(write: object, wrong: object) -> None:
    with pytest.raises(TypeError, match=rf"takes an int or a Decimal, not {type(wrong).__name__}"):
        write(wrong)  # type: ignore[operator]


@pytest.mark.parametrize("write", [kr, kronor, tkr, mnkr])
@pytest.mark.parametrize("wrong", [Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), 10**15, Decimal("1.005")])
def test_an_amount_that_would_be_rounded_or_is_none_is_refused(write: object, wrong: object) -> None:
    with pytest.raises(ValueError, match=r"kr takes|kronor takes"):
        write(wrong)  # type: ignore[operator]
