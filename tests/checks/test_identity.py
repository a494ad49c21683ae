"""One id, one thing."""

from tests.checks.exempelstad import Found


def test_ids_are_given_once(found: Found) -> None:
    """
    bodies:
      - {id: styrgrupp, name: Styrgruppen, heading: Styrgrupp}
      - {id: styrgrupp, name: Andra gruppen, heading: Andra}
    annexes:
      - {id: uppgifter, number: 1, title: Avtal, kind: personuppgiftsavtal}
      - {id: policy, number: 2, title: Policy, kind: rapport}
    clauses:
      - {id: tvist, heading: Tvist, text: A., after: ansvar}
      - {id: tvist, heading: Samhällsvinst, text: B., after: ansvar}
    criteria:
      - {criterion: initiativ, met: ja, motivation: A.}
      - {criterion: initiativ, met: ja, motivation: B.}
      - {criterion: langsiktighet, met: ja, motivation: C.}
    economy:
      external_funders: [{id: grannhjalpen, name: Fonden}]
    """
    assert sorted(found.errors("id-repeated")) == [
        "kriteriet ”initiativ” är bedömt två gånger",
        "två dokument eller bilagor har id ”policy”",
        "två grupper har id ”styrgrupp”",
        "två klausuler har id ”tvist”",
        "”grannhjalpen” finns två gånger bland parter och externa finansiärer",
    ]


def test_the_first_place_of_a_repeated_id_is_shown_too(found: Found) -> None:
    """
    parties:
      - {organisation: exempelstad}
      - {organisation: grannhjalpen}
      - {organisation: grannhjalpen}
    """
    assert found.errors("id-repeated") == ["”grannhjalpen” finns två gånger bland parter och externa finansiärer"]
    (problem,) = found.problems
    assert problem.place is not None
    assert problem.also[0].line == problem.place.line - 1


def test_a_warning_is_acknowledged_once(found: Found) -> None:
    """
    case_numbers:
    acknowledged:
      - {rule: own-case-number-missing, reason: a}
      - {rule: own-case-number-missing, reason: b}
    """
    assert "id-repeated" in found.rules


def test_the_same_finding_is_acknowledged_once(found: Found) -> None:
    """
    case_numbers:
    acknowledged:
      - {rule: own-case-number-missing, about: diarienummer, reason: a}
      - {rule: own-case-number-missing, about: diarienummer, reason: b}
    """
    texts = [problem.text for problem in found.problems if problem.rule == "id-repeated"]
    assert texts == ["varningen ”own-case-number-missing: diarienummer” är godtagen två gånger"]


def test_two_findings_of_a_rule_are_acknowledged_one_by_one(found: Found) -> None:
    """
    case_numbers:
    acknowledged:
      - {rule: own-case-number-missing, about: eget, reason: a}
      - {rule: own-case-number-missing, about: diarienummer, reason: b}
    """
    assert found.silent("id-repeated")


def test_annexes_have_a_number_each(found: Found) -> None:
    """
    annexes:
      - {id: uppgifter, number: 1, title: Avtal, kind: personuppgiftsavtal}
      - {id: plan, number: 1, title: Plan, kind: annan}
    """
    assert found.errors("annex-number-repeated") == ["två bilagor har nummer 1"]


def test_a_group_and_a_clause_may_share_an_id(found: Found) -> None:
    """
    bodies:
      - {id: styrgrupp, name: Styrgruppen, heading: Styrgrupp}
      - {id: tvist, name: Tvistgruppen, heading: Tvistgrupp}
    annexes:
      - {id: uppgifter, number: 1, title: Avtal, kind: personuppgiftsavtal}
      - {id: plan, number: 2, title: Plan, kind: annan}
    """
    assert found.silent("id-repeated")
    assert found.silent("annex-number-repeated")


def test_a_commitment_is_one_partys_or_everyones(found: Found) -> None:
    """
    commitments:
      - {text: göra}
      - {party: grannhjalpen, joint: ja, text: göra}
      - {party: grannhjalpen, sector: idéburen, joint: ja, text: göra}
    """
    assert found.errors("commitment-owner") == [
        "åtagandet har ingen som ska utföra det",
        "åtagandet är både en parts och gemensamt",
        "åtagandet är både en parts, en sidas och gemensamt",
    ]
    assert found.problems[2].remedy == "behåll en av party, sector och joint"


def test_a_joint_commitment_needs_no_party(found: Found) -> None:
    """
    commitments:
      - {joint: ja, text: göra}
      - {sector: idéburen, text: göra}
      - {party: grannhjalpen, joint: nej, text: göra}
    """
    assert found.silent("commitment-owner")


def test_both_sides_take_part(found: Found) -> None:
    """
    parties:
      - {organisation: exempelstad}
    initiator:
    commitments: [{party: exempelstad, text: göra}]
    signatories:
      - {party: exempelstad, name: Kim Påhittad, title: Chef, authority_basis: {kind: delegation, reference: 4.2}}
    economy: {in_kind: [{party: exempelstad, kinds: [lokal], text: Lokal.}], contributions: ''}
    """
    assert found.warnings("parties-one-sided") == ["partnerskapet har ingen idéburen part"]


def test_a_party_without_organisation_number(found: Found) -> None:
    """
    organisations:
      organisations:
        - {id: grannhjalpen, legal_name: Grannhjälpen, kind: ideell förening}
    """
    assert found.warnings("organisation-number-missing") == ["Grannhjälpen saknar organisationsnummer"]
    assert found.lines("organisation-number-missing") == ["- organisation: grannhjalpen"]


def test_an_organisation_that_is_no_party_may_lack_its_number(found: Found) -> None:
    """
    organisations:
      organisations:
        - {id: grannhjalpen, legal_name: Grannhjälpen, organisation_number: 802999-0010, kind: ideell förening}
        - {id: annan, legal_name: Andra föreningen, kind: ideell förening}
    """
    assert found.silent("organisation-number-missing")
    assert found.silent("parties-one-sided")


def test_an_authority_without_number_cannot_enter_an_agreement(found: Found) -> None:
    """
    authority: {organisation_number: ''}
    """
    assert found.errors("authority-number-missing") == ["Exempelstad kommun är part men saknar organisationsnummer"]
    assert found.lines("authority-number-missing") == ["- organisation: exempelstad"]
    assert found.problems[0].also[0].file.endswith("authority.yaml")


def test_an_authority_that_is_no_party_needs_no_number_here(found: Found) -> None:
    """
    authority: {organisation_number: ''}
    register_only: ja
    """
    assert found.silent("authority-number-missing")
    assert found.silent("organisation-number-missing")
