"""Who signs, when, and on what authority."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.errors import Severity
from tests.checks.exempelstad import Found, check_exempelstad

FoundOn = Callable[[dt.date], Found]


def test_a_party_without_signatory(found: Found) -> None:
    """
    signatories:
      - {party: exempelstad, name: Kim Påhittad, title: Chef, authority_basis: {kind: delegation, reference: 4.2}}
    """
    assert found.errors("signatory-missing") == ["ingen skriver under för Grannhjälpen"]
    assert found.lines("signatory-missing") == ["- organisation: grannhjalpen"]


def test_no_signatories_at_all(found: Found) -> None:
    """
    signatories:
    """
    assert found.rules.count("signatory-missing") == 2


def test_a_party_that_has_left_does_not_sign(found: Found) -> None:
    """
    parties:
      - {organisation: exempelstad}
      - {organisation: grannhjalpen}
      - {organisation: staten, left_on: 2026-01-01}
    """
    assert found.silent("signatory-missing")


def test_a_person_signs_once_for_a_party(found: Found) -> None:
    """
    signatories:
      - {party: exempelstad, name: Kim Påhittad, title: Chef, authority_basis: {kind: delegation, reference: 4.2}}
      - {party: grannhjalpen, name: Robin Fiktiv, title: Ordf, authority_basis: {kind: fullmakt, reference: A}}
      - {party: grannhjalpen, name: Robin Fiktiv, title: Kassör, authority_basis: {kind: fullmakt, reference: A}}
    """
    assert found.errors("signatory-repeated") == ["Robin Fiktiv skriver under 2 gånger för Grannhjälpen"]


def test_two_persons_may_sign_for_a_party(found: Found) -> None:
    """
    signatories:
      - {party: exempelstad, name: Kim Påhittad, title: Chef, authority_basis: {kind: delegation, reference: 4.2}}
      - {party: grannhjalpen, name: Robin Fiktiv, title: Ordf, authority_basis: {kind: fullmakt, reference: A}}
      - {party: grannhjalpen, name: Alex Exempel, title: Kassör, authority_basis: {kind: fullmakt, reference: A}}
    """
    assert found.silent("signatory-of-two")
    assert found.silent("signatory-repeated")
    assert found.silent("authority-basis-missing")


def test_signatories_without_authority_are_listed_in_one_warning(found: Found) -> None:
    """
    signatories:
      - {party: exempelstad, name: Kim Påhittad, title: Chef}
      - {party: grannhjalpen, name: Robin Fiktiv, title: Ordförande}
    """
    assert found.warnings("authority-basis-missing") == [
        "behörigheten att skriva under är inte angiven för Kim Påhittad och Robin Fiktiv"
    ]
    assert len(found.problems[0].also) == 1


def test_what_is_signed_has_a_day_of_signing(found: Found) -> None:
    """
    status: signed
    """
    assert found.errors("signing-date-missing") == ["läget är signed, men dagen för undertecknandet saknas"]


def test_the_days_of_all_signatories_are_enough(found_on: FoundOn) -> None:
    """
    status: active
    signatories:
      - {party: exempelstad, name: Kim Påhittad, title: Chef, signed_on: 2024-11-01,
         authority_basis: {kind: delegation, reference: 4.2}}
      - {party: grannhjalpen, name: Robin Fiktiv, title: Ordf, signed_on: 2024-11-02,
         authority_basis: {kind: fullmakt, reference: A}}
    """
    found = found_on(dt.date(2025, 3, 1))
    assert found.silent("signing-date-missing")
    assert found.rules == []


def test_the_day_of_signing_is_the_last_signatorys(found_on: FoundOn) -> None:
    """
    status: active
    signing: {signed_on: 2024-11-01}
    signatories:
      - {party: exempelstad, name: Kim Påhittad, title: Chef, signed_on: 2024-11-01,
         authority_basis: {kind: delegation, reference: 4.2}}
      - {party: grannhjalpen, name: Robin Fiktiv, title: Ordf, signed_on: 2024-11-02,
         authority_basis: {kind: fullmakt, reference: A}}
    """
    assert found_on(dt.date(2025, 3, 1)).errors("signing-dates-differ") == [
        "avtalet anges som undertecknat 2024-11-01, men den sista undertecknaren skrev under 2024-11-02"
    ]


def test_a_signatory_whose_day_is_not_known_may_have_been_last(found_on: FoundOn) -> None:
    """
    status: active
    signing: {signed_on: 2024-11-20}
    signatories:
      - {party: exempelstad, name: Kim Påhittad, title: Chef, signed_on: 2024-11-01,
         authority_basis: {kind: delegation, reference: 4.2}}
      - {party: grannhjalpen, name: Robin Fiktiv, title: Ordf, authority_basis: {kind: fullmakt, reference: A}}
    """
    assert found_on(dt.date(2025, 3, 1)).silent("signing-dates-differ")


def test_a_signed_agreement_is_not_being_negotiated(found: Found) -> None:
    """
    signing: {signed_on: 2024-09-20}
    """
    assert found.warnings("status-behind") == ["läget är negotiating, men avtalet undertecknades 2024-09-20"]


def test_signing_lies_in_the_past(found: Found) -> None:
    """
    status: signed
    signing: {signed_on: 2024-10-02}
    """
    assert found.warnings("status-behind") == ["dagen för undertecknandet, 2024-10-02, har inte varit"]


def test_an_agreement_signed_before_it_starts(found: Found) -> None:
    """
    status: signed
    signing: {signed_on: 2024-10-01}
    """
    assert found.silent("status-behind")
    assert found.silent("start-before-signing")


def test_an_agreement_that_starts_before_it_is_signed(found_on: FoundOn) -> None:
    """
    status: active
    signing: {signed_on: 2025-01-18}
    """
    assert found_on(dt.date(2025, 3, 1)).warnings("start-before-signing") == [
        "avtalet börjar gälla 2025-01-01 men undertecknades först 2025-01-18"
    ]


def test_an_unsigned_agreement_whose_first_day_has_passed(found_on: FoundOn) -> None:
    """
    status: decided
    """
    assert found_on(dt.date(2025, 1, 2)).warnings("start-before-signing") == [
        "avtalet börjar gälla 2025-01-01 men är ännu inte undertecknat"
    ]
    assert found_on(dt.date(2025, 1, 1)).silent("start-before-signing")


def test_documents_that_came_after_the_start(found: Found) -> None:
    """
    annexes:
      - {id: uppgifter, number: 1, title: Avtal om uppgifter, kind: personuppgiftsavtal, dated: 2025-01-02}
    referred_documents:
      - {id: policy, title: Policyn, dated: 2025-03-05}
    """
    assert found.warnings("start-before-document") == [
        "avtalet börjar gälla 2025-01-01, men ”Avtal om uppgifter” som det vilar på är daterat 2025-01-02",
        "avtalet börjar gälla 2025-01-01, men ”Policyn” som det vilar på är daterat 2025-03-05",
    ]


def test_an_accession_annex_may_come_later(found: Found) -> None:
    """
    annexes:
      - {id: uppgifter, number: 1, title: Avtal, kind: personuppgiftsavtal, dated: 2025-01-01}
      - {id: ny, number: 2, title: Ny part, kind: anslutning, party: grannhjalpen, dated: 2026-01-02}
    """
    assert found.silent("start-before-document")


def test_a_board_that_learns_of_it_after_the_start(found: Found) -> None:
    """
    decisions:
      - {body: socialnamnden, date: 2025-01-02}
      - {kind: informed, body: socialnamnden, date: 2025-04-09}
    """
    assert found.warnings("start-before-decision") == [
        "socialnämnden beslutade 2025-01-02, efter att avtalet börjat gälla 2025-01-01",
        "socialnämnden informerades 2025-04-09, efter att avtalet börjat gälla 2025-01-01",
    ]


def test_a_decision_on_the_first_day_is_in_time(found: Found) -> None:
    """
    decisions:
      - {body: socialnamnden, date: 2025-01-01}
    """
    assert found.silent("start-before-decision")
    assert found.silent("decision-missing")


def test_information_is_no_decision(found: Found) -> None:
    """
    decisions:
      - {kind: informed, body: socialnamnden, date: 2024-09-10}
    signatories:
      - {party: exempelstad, name: Kim Påhittad, title: Chef, authority_basis: {kind: fullmakt, reference: B}}
      - {party: grannhjalpen, name: Robin Fiktiv, title: Ordf, authority_basis: {kind: fullmakt, reference: A}}
    """
    assert found.warnings("decision-missing") == [
        "varken beslut eller delegation är angivet för avtalet; ärendet har bara lämnats som information"
    ]


def test_a_delegation_takes_the_place_of_a_decision(found: Found) -> None:
    """
    decisions:
    """
    assert found.silent("decision-missing")


def test_a_decision_has_a_date(found: Found) -> None:
    """
    decisions:
      - {body: socialnamnden}
    """
    assert found.warnings("decision-missing") == ["beslutet saknar datum"]


def test_a_person_who_signs_for_two_parties(found: Found) -> None:
    """
    signatories:
      - {party: exempelstad, name: Robin Fiktiv, title: Chef, authority_basis: {kind: delegation, reference: 4.2}}
      - {party: grannhjalpen, name: robin fiktiv, title: Ordf, authority_basis: {kind: fullmakt, reference: A}}
    """
    assert found.warnings("signatory-of-two") == ["robin fiktiv skriver under för Exempelstad kommun och Grannhjälpen"]
    assert found.lines("signatory-of-two") == ["name: robin fiktiv"]


SIGNATORY_OF_LEFT = """
parties:
  - {{organisation: exempelstad}}
  - {{organisation: grannhjalpen}}
  - {{organisation: staten, left_on: {left_on}}}
signatories:
  - {{party: exempelstad, name: Kim Påhittad, title: Chef, authority_basis: {{kind: delegation, reference: 4.2}}}}
  - {{party: grannhjalpen, name: Robin Fiktiv, title: Ordf, authority_basis: {{kind: fullmakt, reference: A}}}}
  - {{party: staten, name: Alex Exempel, title: Chef, authority_basis: {{kind: fullmakt, reference: B}}{signed}}}
{more}
"""


@pytest.mark.parametrize(
    ("left_on", "more"),
    [("2024-10-01", ""), ("2024-09-01", ""), ("2025-02-01", "document_date: 2025-02-01")],
)
def test_nobody_signs_for_a_party_that_has_left(tmp_path: Path, left_on: str, more: str) -> None:
    found = check_exempelstad(tmp_path, SIGNATORY_OF_LEFT.format(left_on=left_on, signed="", more=more))
    (text,) = [problem.text for problem in found.problems if problem.rule == "signatory-of-party-that-left"]
    assert text == f"Alex Exempel skriver under för Exempelmyndigheten, som lämnade partnerskapet {left_on}"
    assert len(found.lines("signatory-of-party-that-left")) == 1
    assert all(problem.severity is Severity.ERROR for problem in found.problems if problem.text == text)


@pytest.mark.parametrize(
    ("left_on", "signed", "more"),
    [
        ("2024-10-02", "", ""),
        ("2024-09-01", "", "document_date: 2024-08-31"),
        ("2024-09-01", ", signed_on: 2024-08-31", ""),
        ("2024-09-01", "", "signing: {signed_on: 2024-08-31}"),
    ],
)
def test_a_party_that_leaves_later_has_a_signatory(tmp_path: Path, left_on: str, signed: str, more: str) -> None:
    found = check_exempelstad(tmp_path, SIGNATORY_OF_LEFT.format(left_on=left_on, signed=signed, more=more))
    assert found.silent("signatory-of-party-that-left")


def test_those_who_sign_by_hand_are_told_once(found: Found) -> None:
    """
    signatories:
      - {party: exempelstad, name: Kim Påhittad}
      - {party: grannhjalpen}
    """
    assert found.rules == ["authority-basis-missing", "signatory-unknown"]
    assert found.problems[1].text == (
        "namn eller titel saknas på den som skriver under för Exempelstad kommun och Grannhjälpen"
    )
    assert [place.excerpt.strip() for place in found.problems[1].also] == ["- party: grannhjalpen"]


def test_two_unknown_persons_are_not_one(found: Found) -> None:
    """
    signatories:
      - {party: exempelstad}
      - {party: grannhjalpen}
      - {party: grannhjalpen}
    """
    assert found.warnings("signatory-unknown")


def test_a_signatory_with_name_and_title_is_known(found: Found) -> None:
    """
    signatories:
      - {party: exempelstad, name: Kim Påhittad, title: Chef}
      - {party: grannhjalpen, name: Robin Fiktiv, title: Ordförande}
    """
    assert found.silent("signatory-unknown")
