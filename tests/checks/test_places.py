"""The yearly agreements on places."""

from pathlib import Path

import pytest

from contracts.ledger.revisions import RevisionKind
from tests.checks.exempelstad import Found, check_exempelstad, write_exempelstad
from tests.ledger.signed_states import sign


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


@pytest.mark.parametrize(("places", "told"), [(4, False), (5, True)])
def test_what_has_been_signed_stands_in_the_data_as_it_was_signed(tmp_path: Path, places: int, told: bool) -> None:
    agreed = "places_agreements: [{{party: grannhjalpen, year: 2026, places: {places}}}]"
    data = write_exempelstad(tmp_path, agreed.format(places=4))
    sign(data, "grannar", on="2024-12-01")
    sign(data, "grannar", kind=RevisionKind.PLACES, series="places-2026-grannhjalpen", on="2026-01-10")
    found = check_exempelstad(tmp_path, agreed.format(places=places))
    assert found.silent("places-other-than-signed") is not told
    if told:
        assert len(found.lines("places-other-than-signed")) == 1
        [text] = [one.text for one in found.problems if one.rule == "places-other-than-signed"]
        assert text.startswith("överenskommelsen om platser för 2026 med Grannhjälpen är undertecknad")
