"""Ids that lead nowhere, each with the likely one."""

from pathlib import Path

import pytest

from contracts.errors import Severity
from tests.checks.exempelstad import Found, check_exempelstad


def test_a_party_that_nobody_has_described(found: Found) -> None:
    """
    parties:
      - {organisation: exempelstad, unit: socialforvaltningen}
      - {organisation: grannhjalpen}
      - {organisation: statn}
    signatories:
      - {party: exempelstad, name: Kim Påhittad, title: Chef, authority_basis: {kind: delegation, reference: 4.2}}
      - {party: grannhjalpen, name: Robin Fiktiv, title: Ordf, authority_basis: {kind: fullmakt, reference: A}}
      - {party: statn, name: Alex Exempel, title: Chef, authority_basis: {kind: delegation, reference: 1}}
    """
    assert found.errors("party-unknown") == [
        "organisationen ”statn” finns varken i organisations.yaml eller som myndighet"
    ]
    assert found.problems[0].remedy == "menade du ”staten”?"
    assert found.lines("party-unknown") == ["- organisation: statn"]


def test_a_misspelt_party_is_told_once(found: Found) -> None:
    """
    parties:
      - {organisation: exempelstad, unit: socialforvaltningen}
      - {organisation: grannhjelpen, roles: [initiativtagare]}
    places_agreements:
      - {party: grannhjalpen, year: 2025, places: 3}
    economy:
      tiered_rates: [{payer: grannhjalpen, metric: besök, tiers: [{first: 1, amount: 1000}]}]
    """
    assert [problem.text for problem in found.problems if problem.severity is Severity.ERROR] == [
        "organisationen ”grannhjelpen” finns varken i organisations.yaml eller som myndighet"
    ]
    assert found.silent("party-not-in-partnership")


def test_an_id_that_is_nobodys_is_never_proposed(found: Found) -> None:
    """
    parties:
      - {organisation: exempelstad, unit: socialforvaltningen}
      - {organisation: grannhjalpen, roles: [initiativtagare]}
      - {organisation: okanda}
    officials:
      - {role: handläggare, title: Handläggare, party: okand}
    """
    remedies = [problem.remedy for problem in found.problems if problem.rule == "party-not-in-partnership"]
    assert remedies == ["använd någon av: exempelstad, grannhjalpen"]


def test_units_of_decisions_parties_and_bodies_are_looked_up(found: Found) -> None:
    """
    deciding_body: socialnamden
    responsible_body: kansliet
    signing_body: x
    decisions:
      - {body: namnden, date: 2024-09-10}
    parties:
      - {organisation: exempelstad, unit: socialforvaltning, through: jobbcenter}
      - {organisation: grannhjalpen}
    """
    assert len(found.errors("unit-unknown")) == 6
    remedies = {problem.text: problem.remedy for problem in found.problems}
    assert remedies["enheten ”socialnamden” finns inte i authority.yaml"] == "menade du ”socialnamnden”?"
    assert remedies["enheten ”x” finns inte i authority.yaml"].startswith("använd någon av: socialnamnden, ")


def test_a_unit_belongs_to_the_authority_alone(found: Found) -> None:
    """
    parties:
      - {organisation: exempelstad}
      - {organisation: grannhjalpen, unit: socialforvaltningen}
    """
    assert found.errors("unit-of-another") == ["Grannhjälpen har en enhet som hör till den egna myndigheten"]


def test_everyone_who_does_something_is_a_party(found: Found) -> None:
    """
    initiator: a
    officials:
      - {role: handläggare, title: Handläggare, party: b}
    commitments:
      - {party: c, text: göra, shared_with: [grannhjalpen, d]}
    follow_ups:
      - {frequency: årligen, responsible_party: e}
    annexes:
      - {id: uppgifter, number: 1, title: Avtal, kind: personuppgiftsavtal, party: f}
    economy:
      contributions:
        - {payer: exempelstad, payee: g, amount: 100000, purpose: samordning}
      in_kind:
        - {party: h, kinds: [lokal], text: Lokal.}
        - {party: grannhjalpen, kinds: [lokal], text: Lokal.}
      own_financing:
        - {party: i, percent: 5}
      texts:
        - {party: j, text: Mer.}
      reservation: {party: k, years: [2026, 2027, 2028, 2029]}
    """
    texts = found.errors("party-not-in-partnership")
    assert sorted(texts) == [f"”{letter}” är ingen part i partnerskapet" for letter in "abcdefghijk"]


def test_an_organisation_that_is_no_party_cannot_sign(found: Found) -> None:
    """
    signatories:
      - {party: exempelstad, name: Kim Påhittad, title: Chef, authority_basis: {kind: delegation, reference: 4.2}}
      - {party: grannhjalpen, name: Robin Fiktiv, title: Ordf, authority_basis: {kind: fullmakt, reference: A}}
      - {party: staten, name: Alex Exempel, title: Chef, authority_basis: {kind: delegation, reference: 1}}
    """
    assert found.errors("party-not-in-partnership") == ["”staten” är ingen part i partnerskapet"]
    assert found.problems[0].remedy == "använd någon av: exempelstad, grannhjalpen"


def test_a_payer_is_party_or_external_funder(found: Found) -> None:
    """
    economy:
      contributions:
        - {payer: staten, payee: grannhjalpen, amount: 100000, purpose: samordning}
      tiered_rates:
        - {payer: regionen, metric: antal deltagare, tiers: [{first: 1, amount: 5}]}
      unit_rates:
        - {payer: fonden, unit: individ, text: Efter behov.}
    """
    assert found.errors("payer-unknown") == [
        f"betalaren ”{payer}” är varken part eller extern finansiär" for payer in ("staten", "regionen", "fonden")
    ]


def test_an_external_funder_may_pay(found: Found) -> None:
    """
    economy:
      external_funders: [{id: fonden, name: Exempelfonden}]
      contributions:
        - {payer: fonden, payee: grannhjalpen, amount: 100000, purpose: samordning}
    """
    assert found.silent("payer-unknown")
    assert found.silent("party-not-in-partnership")


def test_a_body_that_asks_for_follow_up_exists(found: Found) -> None:
    """
    follow_ups:
      - {frequency: årligen, commissioned_by: styrgruppen}
    targets:
      - {text: Minst 60., operator: minst, value: 60, unit: personer, followed_up_by: styrelsen}
    """
    assert found.errors("body-unknown") == [
        "gruppen ”styrelsen” finns inte bland bodies",
        "gruppen ”styrgruppen” finns inte bland bodies",
    ]
    assert found.problems[1].remedy == "menade du ”styrgrupp”?"


def test_a_criterion_that_the_authority_does_not_have(found: Found) -> None:
    """
    criteria:
      - {criterion: initiativ, met: ja, motivation: Ja.}
      - {criterion: langsiktighet, met: ja, motivation: Ja.}
      - {criterion: marknad, met: ja, motivation: Ja.}
    """
    assert found.errors("criterion-unknown") == ["kriteriet ”marknad” finns inte bland myndighetens kriterier"]


def test_the_source_of_the_value_base_is_a_document(found: Found) -> None:
    """
    value_base: {source_document: policyn}
    """
    assert found.errors("document-unknown") == ["dokumentet ”policyn” finns inte bland uppgifterna"]


def test_an_annex_is_a_document_too(found: Found) -> None:
    """
    value_base: {source_document: uppgifter}
    """
    assert found.silent("document-unknown")


def test_an_accession_annex_exists(found: Found) -> None:
    """
    parties:
      - {organisation: exempelstad}
      - {organisation: grannhjalpen, accession_annex: uppgift}
    """
    assert found.errors("annex-unknown") == ["bilagan ”uppgift” finns inte bland annexes"]
    assert found.problems[0].remedy == "menade du ”uppgifter”?"


def test_predecessor_successor_and_related_agreements_exist(found: Found) -> None:
    """
    predecessor: granne
    successor: nya
    related_agreements:
      - {relation: replaces, title: Det gamla, partnership: gamla}
    """
    assert len(found.errors("partnership-unknown")) == 3
    assert found.problems[0].remedy == "menade du ”grannar”?"


def test_a_clause_stands_after_a_point_of_the_agreement(found: Found) -> None:
    """
    clauses:
      - {id: tvist, heading: Tvist, text: Parterna talar med varandra., after: ekonomin}
      - {id: vinst, heading: Samhällsvinst, text: Mindre ensamhet., after: parter}
    """
    assert found.errors("clause-place-unknown") == ["avtalet har ingen punkt ”ekonomin” att ställa klausulen efter"]
    assert found.problems[0].remedy == "menade du ”ekonomi”?"


def test_ids_that_lead_somewhere_are_no_problem(found: Found) -> None:
    """
    deciding_body: socialnamnden
    responsible_body: socialforvaltningen
    parties:
      - {organisation: exempelstad, unit: socialforvaltningen, through: socialnamnden}
      - {organisation: grannhjalpen, accession_annex: uppgifter}
    successor: annat
    other: {case_numbers: [SN-2024-18]}
    """
    assert found.silent("party-unknown")
    assert found.silent("unit-unknown")
    assert found.silent("unit-of-another")
    assert found.silent("annex-unknown")
    assert found.silent("partnership-unknown")
    assert found.silent("body-unknown")
    assert found.silent("criterion-unknown")
    assert found.silent("clause-place-unknown")
    assert found.rules == []


def test_a_file_that_is_an_annex_is_there(tmp_path: Path) -> None:
    annex = "annexes: [{id: plan, number: 1, title: Plan, kind: personuppgiftsavtal, file: plan.pdf}]"
    found = check_exempelstad(tmp_path, annex)
    assert found.errors("annex-file-missing") == ["filen plan.pdf finns inte i partnerskapets mapp"]


@pytest.mark.parametrize(
    "file", ["../plan.pdf", "/plan.pdf", ".dold/plan.pdf", "a/__pycache__/plan.pdf", "a/" * 9 + "p"]
)
def test_a_file_where_nobody_would_miss_it_is_no_annex(tmp_path: Path, file: str) -> None:
    annex = f"annexes: [{{id: plan, number: 1, title: Plan, kind: personuppgiftsavtal, file: {file}}}]"
    [text] = check_exempelstad(tmp_path, annex).errors("annex-file-missing")
    assert text == f"filen {file} ligger utanför partnerskapets mapp, eller dold i den"


def test_a_file_that_is_there_is_found(tmp_path: Path) -> None:
    (tmp_path / "data" / "exempelstad" / "grannar").mkdir(parents=True)
    (tmp_path / "data" / "exempelstad" / "grannar" / "plan.pdf").write_bytes(b"%PDF")
    annex = "annexes: [{id: plan, number: 1, title: Plan, kind: personuppgiftsavtal, file: plan.pdf}]"
    assert check_exempelstad(tmp_path, annex).silent("annex-file-missing")
