"""The yearly agreements on places."""

from tests.checks.exempelstad import Found


def test_an_agreement_on_places_is_with_an_idea_based_party(found: Found) -> None:
    """
    places_agreements:
      - {party: exempelstad, year: 2025, places: 3}
      - {party: grannhjalpn, year: 2025, places: 3}
      - {party: grannhjalpen, year: 2025, places: 3}
    """
    assert found.errors("places-party") == [
        "”exempelstad” är ingen idéburen part i partnerskapet",
        "”grannhjalpn” är ingen idéburen part i partnerskapet",
    ]
    assert [problem.remedy for problem in found.problems if problem.rule == "places-party"][1] == (
        "menade du ”grannhjalpen”?"
    )


def test_a_party_has_one_for_each_year(found: Found) -> None:
    """
    places_agreements:
      - {party: grannhjalpen, year: 2025, places: 3}
      - {party: grannhjalpen, year: 2025, places: 4}
      - {party: grannhjalpen, year: 2026, places: 4}
    """
    assert found.errors("places-twice") == ["Grannhjälpen har två överenskommelser om platser för 2025"]


def test_a_number_that_no_step_holds_is_told(found: Found) -> None:
    """
    economy:
      tiered_rates:
        - payer: exempelstad
          metric: antal platser
          tiers: [{first: 1, last: 5, amount: 1000}, {first: 6, last: 9, amount: 2000}]
      in_kind: [{party: grannhjalpen, kinds: [lokal], text: En lokal.}]
    places_agreements:
      - {party: grannhjalpen, year: 2025, places: 9}
      - {party: grannhjalpen, year: 2026, places: 10}
    """
    assert found.warnings("places-without-step") == ["inget steg i ersättningen omfattar 10 platser"]


def test_one_for_each_year_on_a_step_is_right(found: Found) -> None:
    """
    economy:
      tiered_rates:
        - {payer: exempelstad, metric: antal platser, tiers: [{first: 1, amount: 1000}]}
      in_kind: [{party: grannhjalpen, kinds: [lokal], text: En lokal.}]
    places_agreements:
      - {party: grannhjalpen, year: 2025, places: 9}
      - {party: grannhjalpen, year: 2026, places: 10}
    """
    assert found.silent("places-party")
    assert found.silent("places-twice")
    assert found.silent("places-without-step")
