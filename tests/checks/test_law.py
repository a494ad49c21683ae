"""Flags for a lawyer."""

import datetime as dt
from collections.abc import Callable

from tests.checks.exempelstad import Found

FoundOn = Callable[[dt.date], Found]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_sum_over_all_years_and_extensions_is_shown_with_its_parts(found: Found) -> None:
    """
    economy:
      contributions:
        - {payer: exempelstad, payee: grannhjalpen, amount: 140000, per: year, purpose: samordning}
        - {payer: exempelstad, payee: grannhjalpen, ceiling: 1, per: agreement_period, purpose: start}
    """
    (text,) = found.warnings("direct-award-limit")
    assert plain(text) == (
        "Exempelstad kommun kan komma att betala 700 001 kr till och med 2029-12-31 (140 000 kr × 5 år + 1 kr;"
        " alla förlängningar inräknade, påbörjat år som helt); gränsen för direktupphandling är 700 000 kr"
    )


def test_a_sum_at_the_limit_is_not_over_it(found: Found) -> None:
    """
    economy:
      contributions:
        - {payer: exempelstad, payee: grannhjalpen, amount: 140000, per: year, purpose: samordning}
    """
    assert found.silent("direct-award-limit")


def test_each_authority_has_its_own_limit_and_money_between_authorities_does_not_count(found: Found) -> None:
    """
    parties:
      - {organisation: exempelstad}
      - {organisation: grannhjalpen}
      - {organisation: staten}
    signatories:
      - {party: exempelstad, name: Kim Påhittad, title: Chef, authority_basis: {kind: delegation, reference: 4.2}}
      - {party: grannhjalpen, name: Robin Fiktiv, title: Ordf, authority_basis: {kind: fullmakt, reference: A}}
      - {party: staten, name: Alex Exempel, title: Chef, authority_basis: {kind: delegation, reference: 1}}
    economy:
      contributions:
        - {payer: exempelstad, payee: grannhjalpen, amount: 100000, per: year, purpose: a}
        - {payer: staten, payee: grannhjalpen, amount: 100000, per: year, purpose: a}
        - {payer: staten, payee: exempelstad, amount: 900000, per: year, purpose: a}
        - {payer: grannhjalpen, payee: exempelstad, amount: 900000, per: year, purpose: a}
    """
    assert found.silent("direct-award-limit")


def test_school_years_and_single_years_are_counted_and_rates_are_named(found: Found) -> None:
    """
    term: {start: 2025-08-15, end: 2027-06-10, extension: ''}
    economy:
      reservation:
      contributions:
        - {payer: exempelstad, payee: grannhjalpen, amount: 300000, per: school_year, purpose: a}
        - {payer: exempelstad, payee: grannhjalpen, by_year: [{year: 2025, amount: 100001}], purpose: b}
      unit_rates: [{payer: exempelstad, unit: individ, text: Efter behov.}]
    """
    (text,) = found.warnings("direct-award-limit")
    assert "700 001 kr till och med 2027-06-10 (300 000 kr × 2 läsår + 100 001 kr;" in plain(text)
    assert "ersättning efter antal eller andel inte medräknad" in text


def test_a_note_on_the_law_is_read_again_after_a_year(found_on: FoundOn) -> None:
    """
    legal_notes:
      - {text: Läget är oklart., as_of: 2023-10-01, sources: [LOU]}
    """
    assert found_on(dt.date(2024, 10, 1)).silent("legal-note-old")
    assert found_on(dt.date(2024, 10, 2)).warnings("legal-note-old") == [
        "rättsläget är beskrivet per 2023-10-01, för mer än ett år sedan"
    ]


def test_nothing_on_personal_data(found: Found) -> None:
    """
    annexes:
    """
    assert found.warnings("data-protection-unsaid") == [
        "det står inte vem som ansvarar för personuppgifter om deltagarna"
    ]


def test_a_clause_on_personal_data_is_enough(found: Found) -> None:
    """
    annexes:
    clauses:
      - {id: tvist, heading: Tvist, text: A., after: ansvar}
      - {id: vinst, heading: Samhällsvinst, text: B., after: ekonomi}
      - {id: gdpr, heading: Deltagarna, text: Var och en ansvarar för sina personuppgifter., after: ansvar}
    """
    assert found.silent("data-protection-unsaid")
