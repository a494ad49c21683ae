"""What is asked of a partnership that is only in the register, and what is not."""

from tests.checks.exempelstad import Found


def test_a_partnership_in_the_register_is_not_asked_for_what_an_agreement_needs(found: Found) -> None:
    """
    register_only: ja
    status: active
    area: socialt
    purpose: Färre är ensamma.
    target_groups: [{description: äldre}]
    case_numbers:
    decisions:
    signatories:
    background:
    value_base:
    referred_documents:
    targets:
    goals:
    commitments:
    bodies:
    follow_ups:
    termination:
    rescission:
    renegotiation:
    amendments:
    clauses:
    criteria:
    annexes:
    economy: {in_kind: '', reservation: ''}
    """
    assert found.rules == []


def test_what_a_compilation_would_print_is_told_fact_by_fact(found: Found) -> None:
    """
    register_only: ja
    term:
      {unknown: ja, start: '', end: '', extension: ''}
    economy: ''
    """
    assert found.silent("term-unknown")
    assert sorted(found.warnings("register-fact-missing")) == [
        "uppgift saknas: avtalstid (term)",
        "uppgift saknas: budget (economy)",
        "uppgift saknas: målgrupp (target_groups)",
        "uppgift saknas: område (area)",
        "uppgift saknas: syfte (purpose)",
    ]


def test_one_missing_fact_is_acknowledged_by_its_name(found: Found) -> None:
    """
    register_only: ja
    area: socialt
    purpose: Färre är ensamma.
    acknowledged:
      - {rule: register-fact-missing, about: målgrupp, reason: rapporten säger den inte}
    """
    assert [problem.reason for problem in found.problems] == ["rapporten säger den inte"]


def test_an_agreement_that_is_made_here_is_not_looked_at_as_a_row_of_the_register(found: Found) -> None:
    """
    purpose: ''
    """
    assert found.silent("register-fact-missing")
