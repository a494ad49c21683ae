"""How texts are written, and what must not stand in them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.checks.privacy import personal_numbers, telephone_numbers
from tests.checks.exempelstad import Found, check_exempelstad

ROWS = (
    ("range-dash", "background: Åldern är 25-64 år.", "background: Åldern är 25–64 år."),
    ("template-mark-in-text", 'background: "Vi är {{ antal }} här."', "background: Vi är {många} här."),
    ("template-mark-in-text", 'background: "{% if ja %} så."', "background: Hälften, 50 %, kom."),
    ("range-dash", "background: Åren 2018 – 2020.", "background: SN-2024-17 och 2018-03-05 och 802999-0010."),
    ("range-dash", "background: Läsåret 2018-19.", "background: Resultatet blev 2-1."),
    ("number-crowded", "background: Minst 49% kom.", "background: Minst 49 % kom."),
    ("hyphen-detached", "background: Huddinge -Salem.", "background: Arbets- och språkträning."),
    ("space-before-mark", "background: Äldre , och unga.", "background: Äldre, och unga …"),
    ("double-space", "background: Många  äldre.", "background: Många äldre."),
    ("word-repeated", "background: Många och och unga.", "background: Många. Många fler."),
    ("number-ungrouped", "background: Det blev 1690 tkr.", "background: Det var 1690 och 12 500 besök."),
    ("number-ungrouped", "background: Det blev 12500 besök.", "background: Se 171-84/2017 och 802999-0010."),
    ("amount-without-unit", "background: Budgeten är 2 560 499.", "background: Här bor 2 560 499 personer."),
    ("page-range", "background: Se s. 406–4017.", "background: Se s. 406–417."),
    ("word-slip", "background: De bor hos vid torget.", "background: De bor vid torget."),
    ("alias-used", "goals: [Grannhjälp Exempelstads mål.]", "goals: [Grannhjälpens mål.]"),
    ("alias-used", "goals: [Föreningen Grannhjälpen gör.]", "goals: [Föreningen Grannhjälpen i Exempelstad gör.]"),
    ("amount-in-text", "background: De får 100 000 kr per år.", "background: De är 100 000 personer."),
    ("amount-in-text", "background: De får 75.000 kronor.", "background: Det är en krona."),
    ("date-in-text", "background: Från 1 januari 2025.", "background: Från 1 februari 2025."),
    ("mail-address", "background: Skriv till namn@exempelstad.example.", "background: Skriv till oss @ torget."),
    ("telephone-number", "background: Ring 08-465 004 00.", "background: Diarienummer 0193/15 och 2021/KS 0280 013."),
    ("personal-number", "background: Född 811228-9874.", "background: Nummer 811228-9873 och 802999-0010."),
)


@pytest.mark.parametrize(("rule", "wrong", "right"), ROWS)
def test_a_rule_of_wording_sees_the_wrong_and_not_the_right(tmp_path: Path, rule: str, wrong: str, right: str) -> None:
    found = check_exempelstad(tmp_path / "1", wrong)
    assert found.rules == [rule]
    assert found.problems[0].place is not None
    assert found.problems[0].place.line > 0
    assert check_exempelstad(tmp_path / "2", right).rules == []


def test_the_right_name_is_the_remedy(found: Found) -> None:
    """
    commitments:
      - {party: grannhjalpen, text: Grannhjälp Exempelstad besöker äldre}
    """
    assert found.warnings("alias-used") == [
        "”Grannhjälp Exempelstad” är ett annat skrivsätt för Föreningen Grannhjälpen i Exempelstad"
    ]
    assert found.problems[0].remedy == "skriv Föreningen Grannhjälpen i Exempelstad"


def test_a_repeated_amount_shows_where_it_is_a_fact(found: Found) -> None:
    """
    background: De får 100 000 kr.
    """
    (problem,) = found.problems
    assert "upprepar" in problem.text
    assert problem.also[0].excerpt.strip() == "amount: '100000'"


def test_an_amount_that_is_no_fact_is_to_become_one(found: Found) -> None:
    """
    background: De får 400 000 kr.
    """
    assert found.problems[0].remedy == "lägg till beloppet i economy, och skriv om texten utan det"


def test_personal_data_are_not_repeated_in_the_message(found: Found) -> None:
    """
    signatories:
      - {party: exempelstad, name: Kim Påhittad 811228-9874, title: Chef,
         authority_basis: {kind: delegation, reference: 4.2}}
      - {party: grannhjalpen, name: Robin Fiktiv, title: Ordf, authority_basis: {kind: fullmakt, reference: A}}
    """
    assert found.errors("personal-number") == ["texten innehåller ett personnummer"]


@pytest.mark.parametrize("text", ["19811228-9874", "8112289874", "811228+9874", "811288-9871", "nr 198112289874."])
def test_personal_numbers_in_all_their_forms(text: str) -> None:
    assert len(list(personal_numbers(text))) == 1


@pytest.mark.parametrize("text", ["212000-9994", "811328-9872", "811232-9878", "1811228-9874"])
def test_other_numbers_are_no_personal_numbers(text: str) -> None:
    assert list(personal_numbers(text)) == []


@pytest.mark.parametrize("text", ["070-174 06 05", "0701740605", "+46 70 174 06 05", "040-628 04 00"])
def test_telephone_numbers_in_all_their_forms(text: str) -> None:
    assert len(list(telephone_numbers(text))) == 1


@given(st.text(alphabet="ab 019-–.,:/@åkr%", max_size=60))
def test_no_text_stops_the_search(text: str) -> None:
    list(personal_numbers(text))
    list(telephone_numbers(text))
