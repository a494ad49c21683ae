"""The yearly agreement on places: its compensation follows from the steps of the agreement."""

import datetime as dt
from pathlib import Path

import pytest

from contracts.ledger.revisions import RevisionKind
from contracts.plan.documents import ids_of, planned
from contracts.plan.places import places_view
from contracts.plan.views import AgreementView
from tests.ledger.signed_states import sign
from tests.plan.small_authority import authority_of

STEPS = "[{first: 1, last: 10, amount: 40000}, {first: 11, last: 20, amount: 80000}, {first: 22, amount: 120000}]"


def partnership(places: int, rates: int = 1) -> str:
    rate = f"{{payer: exempelstad, metric: antal deltagare, tiers: {STEPS}}}"
    return f"""
document_date: 2030-02-01
places_agreements: [{{party: alfa, year: 2031, places: {places}, extra_places: 2, kinds_of_places: [köket],
  added_value: Alfa lagar mat., period_start: 2031-06-01, period_end: 2031-08-15}}]
economy: {{tiered_rates: [{", ".join([rate] * rates)}]}}
"""


@pytest.mark.parametrize(
    ("places", "compensation", "span"),
    [
        (1, 40_000, "1–10"),
        (10, 40_000, "1–10"),
        (11, 80_000, "11–20"),
        (20, 80_000, "11–20"),
        (22, 120_000, "22 eller fler"),
        (900, 120_000, "22 eller fler"),
    ],
)
def test_the_step_that_holds_the_number_decides(tmp_path: Path, places: int, compensation: int, span: str):
    (folder,) = authority_of(tmp_path, {"grannar/partnership.yaml": partnership(places)}).partnerships
    view = places_view(folder.partnership.places_agreements[0], folder)
    assert (view.compensation, view.span) == (compensation, span)


@pytest.mark.parametrize(("places", "rates"), [(21, 1), (5, 2)])
def test_between_two_steps_or_with_several_rates_nothing_is_guessed(tmp_path: Path, places: int, rates: int):
    (folder,) = authority_of(tmp_path, {"grannar/partnership.yaml": partnership(places, rates)}).partnerships
    view = places_view(folder.partnership.places_agreements[0], folder)
    assert (view.compensation, view.span) == (None, None)


def test_the_document_must_show_number_days_money_and_what_the_places_are(tmp_path: Path):
    authority = authority_of(tmp_path, {"grannar/partnership.yaml": partnership(12)})
    assert "grannar/places-2031-alfa" in ids_of(authority)
    one = planned(authority, "grannar/places-2031-alfa", draft=False)
    wordings = {wording.replace("\N{NO-BREAK SPACE}", " ") for fact in one.facts for wording in fact.wordings}
    assert {"12 platser", "2", "2031", "80 000 kr", "1 juni 2031", "15 augusti 2031", "köket"} <= wordings
    assert {"Föreningen Alfa", "Exempelstad kommun", "Alfa lagar mat."} <= wordings
    assert one.date == dt.date(2030, 2, 1)


def test_it_has_a_name_of_its_own_and_calls_the_agreement_by_the_agreements_name(tmp_path: Path):
    authority = authority_of(tmp_path, {"grannar/partnership.yaml": partnership(12)})
    document = planned(authority, "grannar/places-2031-alfa", draft=False).document
    assert document.title == "Grannar – platsöverenskommelse 2031 med Alfa"
    assert (document.kind, document.the_kind) == ("platsöverenskommelse", "avtalet")


def test_it_has_the_two_parties_of_the_separate_agreement(tmp_path: Path):
    parties = "parties: [{organisation: exempelstad}, {organisation: beta}, {organisation: alfa}]\n"
    authority = authority_of(tmp_path, {"grannar/partnership.yaml": parties + partnership(12)})
    names = planned(authority, "grannar/places-2031-alfa", draft=False).names
    view = AgreementView(**{name: value for name, value in names.items() if name != "places"})
    assert [party.id for party in view.parties] == ["exempelstad", "alfa"]


def test_what_has_been_filed_is_not_made_again_and_a_new_year_goes_by_the_terms_that_were_signed(tmp_path: Path):
    """The data raises the steps, which nobody has signed yet; and it says more places for the year that is filed."""
    authority_of(tmp_path, {"grannar/partnership.yaml": partnership(12)})
    sign(tmp_path / "data", "grannar", on="2030-02-01")
    sign(tmp_path / "data", "grannar", kind=RevisionKind.PLACES, series="places-2031-alfa", on="2031-02-01")
    text = partnership(19).replace("amount: 80000", "amount: 90000")
    text = text.replace("[{party: alfa", "[{party: alfa, year: 2032, places: 12}, {party: alfa")
    authority = authority_of(tmp_path, {"grannar/partnership.yaml": text})
    assert [one for one in ids_of(authority) if "places" in one] == ["grannar/places-2032-alfa"]
    one = planned(authority, "grannar/places-2032-alfa", draft=False)
    assert one.names["places"].compensation == 80_000
    assert one.signed == ("grannar",)
