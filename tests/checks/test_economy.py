"""Money: steps, shares, years, own contributions."""

from tests.checks.exempelstad import Found


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_steps_with_a_gap(found: Found) -> None:
    """
    economy:
      tiered_rates:
        - payer: exempelstad
          metric: antal deltagare
          tiers: [{first: 1, last: 10, amount: 1000}, {first: 11, last: 20, amount: 2000}, {first: 22, amount: 3000}]
        - payer: exempelstad
          metric: antal lag
          tiers: [{first: 0, last: 1, amount: 1000}, {first: 7, amount: 1000}]
    """
    assert found.warnings("tiers-gap") == ["inget steg gäller antal deltagare 21", "inget steg gäller antal lag 2–6"]


def test_steps_with_an_overlap_and_an_open_step_in_the_middle(found: Found) -> None:
    """
    economy:
      tiered_rates:
        - payer: exempelstad
          metric: antal ledare
          tiers: [{first: 1, last: 10, amount: 1000}, {first: 10, amount: 2000}, {first: 30, amount: 3000}]
        - payer: exempelstad
          metric: antal lag
          tiers: [{first: 9, last: 1, amount: 1000}]
    """
    assert found.errors("tiers-overlap") == [
        "stegen 1–10 och från 10 går in i varandra",
        "steget från 30 kommer efter ett steg utan slut",
        "steget slutar på 1 men börjar på 9",
    ]


def test_steps_that_follow_on_each_other(found: Found) -> None:
    """
    economy:
      tiered_rates:
        - payer: exempelstad
          metric: antal deltagare
          tiers: [{first: 0, last: 10, amount: 1000}, {first: 11, last: 11, amount: 2000}, {first: 12, amount: 3000}]
          extras: [{purpose: tolk, amount: 500}]
    """
    assert found.silent("tiers-gap")
    assert found.silent("tiers-overlap")
    assert found.silent("extra-without-amount")


def test_an_addition_without_amount(found: Found) -> None:
    """
    economy:
      tiered_rates:
        - {payer: exempelstad, metric: antal, tiers: [{first: 1, amount: 1000}], extras: [{purpose: tolk}]}
    """
    assert found.warnings("extra-without-amount") == ["tillägget för tolk har inget belopp"]


def test_shares_that_are_more_than_the_whole(found: Found) -> None:
    """
    economy:
      contributions:
        - {payer: exempelstad, percent: 60, purpose: samordning}
      own_financing:
        - {party: grannhjalpen, percent: '40,5'}
    """
    assert [plain(text) for text in found.errors("shares-over-whole")] == [
        "andelarna är tillsammans 100,5 procent av kostnaden"
    ]


def test_shares_that_are_the_whole(found: Found) -> None:
    """
    economy:
      contributions:
        - {payer: exempelstad, percent: 60, purpose: samordning}
      own_financing:
        - {party: grannhjalpen, percent: 40}
    """
    assert found.silent("shares-over-whole")


def test_equal_shares_that_are_not_equal(found: Found) -> None:
    """
    economy:
      cost_share_rule: lika delar
      contributions:
        - {payer: exempelstad, amount: 100000, purpose: samordning}
        - {payer: grannhjalpen, amount: 50000, purpose: samordning}
    """
    (text,) = found.warnings("cost-shares-differ")
    assert plain(text) == (
        "kostnaden ska fördelas ”lika delar”, men enligt bidragen betalar Exempelstad kommun 100 000 kr och"
        " Grannhjälpen 50 000 kr"
    )


def test_equal_shares_of_which_one_is_unstated(found: Found) -> None:
    """
    economy:
      cost_share_rule: lika delar
    """
    assert len(found.warnings("cost-shares-differ")) == 1


def test_an_equal_share_of_somebody_who_is_named_but_pays_nothing(found: Found) -> None:
    """
    economy:
      cost_share_rule: lika delar mellan Exempelstad kommun, Grannhjälpen och Exempelfonden
      external_funders: [{id: fonden, name: Exempelfonden}]
      contributions:
        - {payer: exempelstad, amount: 100000, purpose: samordning}
        - {payer: fonden, amount: 100000, purpose: samordning}
    """
    (text,) = found.warnings("cost-shares-differ")
    assert text.endswith("men det står inte vad Grannhjälpen betalar")


def test_equal_shares_from_a_party_and_an_external_funder(found: Found) -> None:
    """
    economy:
      cost_share_rule: lika delar
      external_funders: [{id: fonden, name: Exempelfonden}]
      contributions:
        - {payer: exempelstad, amount: 50000, purpose: samordning}
        - {payer: exempelstad, amount: 50000, purpose: lokal}
        - {payer: fonden, ceiling: 100000, purpose: samordning}
    """
    assert found.silent("cost-shares-differ")


def test_a_yearly_amount_in_a_year_of_ten_months(found: Found) -> None:
    """
    term: {start: 2025-03-01}
    economy:
      contributions:
        - {payer: exempelstad, payee: grannhjalpen, amount: 70000, per: year, purpose: samordning}
        - {payer: exempelstad, payee: grannhjalpen, amount: 5000, per: year, purpose: metod}
    """
    (text,) = found.warnings("year-incomplete")
    assert plain(text) == (
        "bidragen är 70 000 kr + 5 000 kr = 75 000 kr per år, men det står inte vad som gäller när 2025 bara omfattar"
        " tio månader"
    )


def test_years_from_march_to_february_are_whole(found: Found) -> None:
    """
    term: {start: 2025-03-01, end: 2028-02-29, extension: ''}
    economy: {reservation: ''}
    """
    assert found.silent("year-incomplete")


def test_amounts_for_each_year_need_no_whole_years(found: Found) -> None:
    """
    term: {start: 2025-03-01}
    economy:
      contributions:
        - {payer: exempelstad, by_year: [{year: 2025, amount: 80000}, {year: 2026, amount: 100000}], purpose: stöd}
    """
    assert found.silent("year-incomplete")


def test_a_reservation_that_forgets_the_extension(found: Found) -> None:
    """
    economy: {reservation: {years: [2026, 2027]}}
    """
    assert found.warnings("reservation-short") == [
        "budgetförbehållet gäller 2026 och 2027, men inte 2028 och 2029, då avtalet kan vara förlängt"
    ]


def test_a_reservation_that_forgets_a_year_of_the_term(found: Found) -> None:
    """
    economy: {reservation: {years: [2026, 2028, 2029]}}
    """
    assert found.warnings("reservation-short") == [
        "budgetförbehållet gäller 2026, 2028 och 2029, men inte 2027, då avtalet gäller eller kan vara förlängt"
    ]


def test_a_reservation_need_not_cover_the_first_year(found: Found) -> None:
    """
    economy: {reservation: {years: [2025, 2026, 2027, 2028, 2029]}}
    """
    assert found.silent("reservation-short")


def test_an_idea_based_party_that_brings_nothing(found: Found) -> None:
    """
    economy: {in_kind: ''}
    """
    assert found.warnings("own-contribution-missing") == ["Grannhjälpen bidrar varken med pengar eller på annat sätt"]


def test_a_share_of_the_cost_is_a_contribution(found: Found) -> None:
    """
    economy:
      in_kind:
      own_financing: [{party: grannhjalpen, percent: 5}]
    """
    assert found.silent("own-contribution-missing")
