"""Criteria, and the parts that guidance asks for."""

from pathlib import Path

import pytest

from tests.checks.exempelstad import Found, check_exempelstad


def test_criteria_without_motivation_are_listed_in_one_warning(found: Found) -> None:
    """
    criteria:
      - {criterion: initiativ, met: ja}
      - {criterion: langsiktighet, met: ja}
    """
    assert found.warnings("criterion-not-motivated") == [
        "bedömningen är inte motiverad för initiativ och langsiktighet"
    ]


def test_criteria_that_are_not_assessed(found: Found) -> None:
    """
    criteria:
    """
    assert found.warnings("criterion-not-assessed") == ["partnerskapet är inte bedömt mot initiativ och langsiktighet"]


def test_a_criterion_that_is_not_met(found: Found) -> None:
    """
    criteria:
      - {criterion: initiativ, met: ja, motivation: Ja.}
      - {criterion: langsiktighet, met: nej, motivation: Bara ett år.}
    """
    assert found.warnings("criterion-not-met") == ["kriteriet langsiktighet är inte uppfyllt"]


def test_an_authority_without_criteria_assesses_none(found: Found) -> None:
    """
    authority: {criteria: ''}
    criteria:
    """
    assert found.silent("criterion-not-assessed")
    assert found.silent("criterion-not-motivated")
    assert found.silent("criterion-not-met")


def test_a_public_initiator(found: Found) -> None:
    """
    initiator: exempelstad
    parties:
      - {organisation: exempelstad}
      - {organisation: grannhjalpen}
    """
    assert found.warnings("initiator-public") == ["initiativet kommer från Exempelstad kommun, en offentlig part"]


def test_two_initiators(found: Found) -> None:
    """
    parties:
      - {organisation: exempelstad, roles: [initiativtagare]}
      - {organisation: grannhjalpen}
    """
    assert found.warnings("initiator-differs") == [
        "Exempelstad kommun har rollen initiativtagare, men som initiativtagare anges Grannhjälpen"
    ]


def test_an_initiator_need_not_have_the_role(found: Found) -> None:
    """
    parties:
      - {organisation: exempelstad, roles: [finansiär]}
      - {organisation: grannhjalpen, roles: [utförare]}
    """
    assert found.silent("initiator-differs")
    assert found.silent("initiator-public")


GAIN = "{id: vinst, heading: Samhällsvinst, text: A., after: ekonomi}"
DISPUTE = "{id: tvist, heading: Tvist, text: A., after: ansvar}"
ROWS = (
    ("background-missing", "background:", "background: Här."),
    ("value-base-missing", "value_base:", "value_base: {text: Här.}"),
    (
        "organisation-missing",
        "{bodies: '', follow_ups: [{frequency: årligen}], targets: [{text: A}]}",
        "bodies: [{id: styrgrupp, name: Rådet, heading: Råd}]",
    ),
    ("goals-missing", "{goals: '', targets: ''}", "goals:"),
    ("commitments-missing", "commitments:", "commitments: [{joint: ja, text: göra}]"),
    ("follow-up-missing", "follow_ups:", "follow_ups: [{frequency: varje kvartal}]"),
    ("economy-missing", "economy:", "economy: {contributions: '', reservation: ''}"),
    (
        "gain-analysis-missing",
        f"clauses: [{DISPUTE}]",
        f"clauses: [{DISPUTE}, {{id: a, heading: Analys av kostnadseffektivitet, text: A., after: ekonomi}}]",
    ),
    (
        "termination-missing",
        "termination:",
        f"{{termination: '', clauses: [{DISPUTE}, {GAIN}, {{id: a, heading: Uppsägning, text: A., after: ansvar}}]}}",
    ),
    ("amendments-missing", "amendments:", "amendments: {written: nej}"),
    ("renegotiation-missing", "renegotiation:", "renegotiation: {any_time: nej}"),
    (
        "renegotiation-missing",
        "renegotiation: {any_time: nej, on_material_change: nej}",
        "renegotiation: {any_time: ja, on_material_change: nej}",
    ),
    ("rescission-missing", "rescission:", "rescission: {text: Aldrig.}"),
    (
        "disputes-missing",
        f"clauses: [{GAIN}]",
        f"clauses: [{GAIN}, {{id: a, heading: Om tvister, text: A., after: ansvar}}]",
    ),
)


@pytest.mark.parametrize(("rule", "without", "with_it"), ROWS)
def test_each_part_of_an_agreement_can_be_missed(tmp_path: Path, rule: str, without: str, with_it: str) -> None:
    missed = check_exempelstad(tmp_path / "1", without)
    assert missed.rules.count(rule) == 1
    assert next(problem.source for problem in missed.problems if problem.rule == rule).startswith("Uddevalla")
    assert check_exempelstad(tmp_path / "2", with_it).silent(rule)
