"""Case numbers by example: those alike are taken, slips are not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.beginning.case_numbers import another_like, pattern_of, problems_of_example

#: As authorities write them (Botkyrka, Malmö, Uppsala, Göteborg, Håbo, Tyresö, Region Västernorrland, Örebro).
FORMS = (
    "AVUX/2016:55",
    "ASN-2019-2500",
    "KSN-2016-1422",
    "0193/15",
    "SN 2016/00008 nr 29376",
    "2021/KS 0280 013",
    "18RS3508",
    "Ks1216/2018",
)


@pytest.mark.parametrize("example", FORMS)
def test_an_example_and_one_like_it_fit_its_pattern(example: str):
    pattern = pattern_of([example])
    assert re.fullmatch(pattern, example)
    assert re.fullmatch(pattern, another_like(example))
    assert problems_of_example(example) == ()


@pytest.mark.parametrize(
    ("example", "other", "fits"),
    [
        ("KS 2026/0123", "BUN 2031/4", True),
        ("KS 2026/0123", "KS 2026-0123", False),
        ("KS 2026/0123", "KS 26/0123", False),
        ("KS 2026/0123", "Dnr KS 2026/0123", False),
        ("AVUX/2016:55", "KS/2016:639", True),
        ("AVUX/2016:55", "KS/2016:", False),
        ("Ks1216/2018", "Bn7/2031", False),
        ("a.b 1", "aXb 1", False),
    ],
)
def test_what_is_alike_fits_and_a_slip_does_not(example: str, other: str, fits: bool):
    assert bool(re.fullmatch(pattern_of([example]), other)) is fits


def test_several_ways_of_writing_all_fit():
    pattern = pattern_of(["KS 2026/0123", "18RS3508", "BUN 2031/4"])
    assert all(re.fullmatch(pattern, one) for one in ("KS 2026/0123", "18RS3508"))
    assert pattern.count("|") == 1


@given(st.text("AÖb0129 /:.()[]*+?\\-", min_size=1).filter(str.strip))
def test_every_example_fits_its_own_pattern(example: str):
    assert re.fullmatch(pattern_of([example]), example.strip())


@pytest.mark.parametrize("example", ["Dnr KS 2026/0123", "diarienummer: 5", "KS"])
def test_what_is_no_case_number_is_refused(example: str):
    assert problems_of_example(example)
