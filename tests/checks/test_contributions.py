"""Single amounts: who gets them, for which year, how much, and from when they follow an index."""

from tests.checks.exempelstad import Found


def test_a_party_that_pays_itself(found: Found) -> None:
    """
    economy:
      contributions:
        - {payer: exempelstad, payee: exempelstad, amount: 100000, purpose: samordning}
    """
    assert found.errors("payer-is-payee") == ["Exempelstad kommun både betalar och får bidraget för samordning"]
    assert found.lines("payer-is-payee") == ["payee: exempelstad"]


def test_a_party_that_pays_another_or_nobody_in_particular(found: Found) -> None:
    """
    economy:
      contributions:
        - {payer: exempelstad, payee: grannhjalpen, amount: 100000, purpose: samordning}
        - {payer: exempelstad, amount: 100000, purpose: lokal}
    """
    assert found.silent("payer-is-payee")


def test_one_year_with_two_amounts(found: Found) -> None:
    """
    economy:
      contributions:
        - payer: exempelstad
          by_year:
            [{year: 2025, amount: 80000}, {year: 2026, amount: 9}, {year: 2025, amount: 100}, {year: 2027, amount: 1}]
          purpose: stöd
    """
    assert found.errors("year-repeated") == ["bidraget för stöd har två belopp för 2025"]
    (problem,) = found.problems
    assert problem.place is not None
    assert problem.place.line > problem.also[0].line


def test_the_same_year_in_two_contributions(found: Found) -> None:
    """
    economy:
      contributions:
        - {payer: exempelstad, by_year: [{year: 2025, amount: 80000}, {year: 2026, amount: 90000}], purpose: stöd}
        - {payer: exempelstad, by_year: [{year: 2025, amount: 80000}], purpose: lokal}
    """
    assert found.silent("year-repeated")


def test_amounts_of_nothing(found: Found) -> None:
    """
    economy:
      contributions:
        - {payer: exempelstad, amount: 0, purpose: samordning}
        - {payer: exempelstad, ceiling: 0, purpose: lokal}
        - {payer: exempelstad, by_year: [{year: 2026, amount: 0}, {year: 2027, amount: 1}], purpose: stöd}
      in_kind:
        - {party: grannhjalpen, kinds: [volontärtid], text: Volontärer., estimated_value: 0}
      tiered_rates:
        - {payer: exempelstad, metric: lag, tiers: [{first: 1, amount: 0}], extras: [{purpose: tolk, amount: 0}]}
      unit_rates:
        - {payer: exempelstad, unit: kväll, amount: 0, text: Ersättningen är fast.}
      user_fees:
        - {amount: 0, per: kopp}
    """
    assert found.warnings("amount-zero") == [
        "bidraget för samordning är 0 kr",
        "bidraget för lokal är 0 kr",
        "bidraget för stöd 2026 är 0 kr",
        "det uppskattade värdet är 0 kr",
        "steget från 1 är 0 kr",
        "tillägget för tolk är 0 kr",
        "ersättningen per kväll är 0 kr",
        "avgiften per kopp är 0 kr",
    ]


def test_an_amount_of_one_krona_and_one_that_is_not_set(found: Found) -> None:
    """
    economy:
      contributions:
        - {payer: exempelstad, amount: 1, purpose: samordning}
        - {payer: exempelstad, percent: 0, purpose: lokal}
      unit_rates:
        - {payer: exempelstad, unit: kväll, text: Ersättningen bestäms i varje fall.}
    """
    assert found.silent("amount-zero")


def test_an_index_from_before_the_money(found: Found) -> None:
    """
    economy:
      contributions:
        - payer: exempelstad
          amount: 50000
          purpose: samordning
          indexation: {index: KPI, base: oktober 2023, from_year: 2024}
        - payer: exempelstad
          by_year: [{year: 2026, amount: 80000}, {year: 2027, amount: 90000}]
          purpose: stöd
          indexation: {index: KPI, base: oktober 2023, from_year: 2025}
        - payer: exempelstad
          amount: 100000
          per: period
          start: 2027-01-01
          end: 2027-06-30
          purpose: lokal
          indexation: {index: KPI, base: oktober 2023, from_year: 2026}
    """
    assert found.warnings("indexation-early") == [
        "bidraget för samordning räknas upp från 2024, men börjar först 2025",
        "bidraget för stöd räknas upp från 2025, men börjar först 2026",
        "bidraget för lokal räknas upp från 2026, men börjar först 2027",
    ]
    assert found.lines("indexation-early") == ["from_year: '2024'", "from_year: '2025'", "from_year: '2026'"]


def test_an_index_from_the_first_year_or_later(found: Found) -> None:
    """
    economy:
      contributions:
        - payer: exempelstad
          amount: 100000
          purpose: samordning
          indexation: {index: KPI, base: oktober 2024, from_year: 2025}
        - payer: exempelstad
          by_year: [{year: 2025, amount: 80000}, {year: 2026, amount: 90000}]
          purpose: stöd
          indexation: {index: KPI, base: oktober 2024, from_year: 2026}
    """
    assert found.silent("indexation-early")


def test_an_index_in_a_term_that_is_only_a_season(found: Found) -> None:
    """
    term: {start: '', end: '', season: Vintern 2025–2026, extension: ''}
    economy:
      contributions:
        - payer: exempelstad
          amount: 100000
          purpose: samordning
          indexation: {index: KPI, base: oktober 2023, from_year: 2020}
    """
    assert found.silent("indexation-early")


def test_a_year_of_the_term_without_an_amount(found: Found) -> None:
    """
    term: {start: 2025-01-01, end: 2028-12-31}
    economy:
      contributions:
        - {payer: exempelstad, by_year: [{year: 2025, amount: 80000}, {year: 2027, amount: 90000}], purpose: stöd}
    """
    assert found.warnings("year-without-amount") == ["bidraget för stöd har inget belopp för 2026 och 2028"]


def test_a_later_beginning_and_one_amount_lack_nothing(found: Found) -> None:
    """
    term: {start: 2025-07-01, end: 2027-06-30}
    economy:
      contributions:
        - {payer: exempelstad, by_year: [{year: 2026, amount: 80000}, {year: 2027, amount: 90000}], purpose: stöd}
        - {payer: exempelstad, by_year: [{year: 2026, amount: 80000}], purpose: start}
    """
    assert found.silent("year-without-amount")
