"""What the texts of a partnership say of its own facts."""

from tests.checks.exempelstad import Found


def test_both_parties_of_three(found: Found) -> None:
    """
    parties: [{organisation: exempelstad}, {organisation: grannhjalpen}, {organisation: staten}]
    signatories:
      - {party: exempelstad, name: Kim Påhittad, title: Chef, authority_basis: {kind: delegation, reference: 4.2}}
      - {party: grannhjalpen, name: Robin Fiktiv, title: Ordf, authority_basis: {kind: fullmakt, reference: A}}
      - {party: staten, name: Alex Låtsas, title: Chef, authority_basis: {kind: delegation, reference: B}}
    mutual_relation: Avtalet skrivs under av båda parter.
    """
    assert found.warnings("party-count-differs") == [
        "texten säger ”båda parter”, men antalet parter är enligt uppgifterna tre"
    ]
    assert found.lines("party-count-differs") == ["mutual_relation: Avtalet skrivs under av båda parter."]
    assert found.problems[0].also[0].excerpt == "parties:"


def test_three_parties_of_two(found: Found) -> None:
    """
    summary: De tre parterna såg samma behov.
    """
    assert found.warnings("party-count-differs")


def test_any_two_parties_are_no_count(found: Found) -> None:
    """
    summary: Båda parter deltar. Tre parter kan mötas, och en part kan avstå.
    """
    assert found.silent("party-count-differs")


def test_a_text_that_ends_on_another_day_than_the_term(found: Found) -> None:
    """
    summary: Verksamheten avslutades den 30 juni 2028.
    """
    assert found.warnings("end-in-text-differs") == [
        "texten säger ”30 juni 2028”, men avtalets sista dag är enligt uppgifterna 2027-12-31"
    ]
    assert found.problems[0].also[0].excerpt.strip() == "end: '2027-12-31'"


def test_a_text_about_another_end(found: Found) -> None:
    """
    summary: Utredningen pågår till och med 30 juni 2028. Verksamheten får en ny lokal den 1 juli 2028.
    background: Till och med den 31 december 2024 hörde verksamheten till ett annat partnerskap.
    """
    assert found.silent("end-in-text-differs")
