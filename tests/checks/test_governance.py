"""Steering, follow-up and results; and how a party gets out."""

from tests.checks.exempelstad import Found


def test_follow_up_on_behalf_of_a_body_that_is_not_there(found: Found) -> None:
    """
    follow_ups:
      - {frequency: årligen, commissioned_by_text: styrelsen}
    """
    assert found.warnings("commissioner-unnamed") == [
        "uppföljningen görs på uppdrag av ”styrelsen”, men avtalet har ingen sådan grupp"
    ]


def test_follow_up_on_behalf_of_a_body_given_as_text(found: Found) -> None:
    """
    follow_ups:
      - {frequency: årligen, commissioned_by_text: styrgruppen}
    """
    assert found.warnings("commissioner-unnamed") == ["”styrgruppen” är en av avtalets grupper men anges med fri text"]
    assert found.problems[0].remedy == "skriv commissioned_by: styrgrupp i stället"


def test_a_target_that_nobody_follows_up(found: Found) -> None:
    """
    targets:
      - {text: Minst 60 äldre., operator: minst, value: 60, unit: personer}
    """
    assert found.warnings("target-follow-up-missing") == ["ingen grupp följer upp målet"]


def test_only_targets_in_words(found: Found) -> None:
    """
    targets:
      - {text: Fler äldre mår bra., followed_up_by: styrgrupp}
    """
    assert found.warnings("measurable-target-missing") == ["partnerskapet har inget mål som går att mäta"]


def test_a_target_with_a_value_but_no_unit(found: Found) -> None:
    """
    targets:
      - {text: Minst 60 äldre., operator: minst, value: 60, followed_up_by: styrgrupp}
    """
    assert found.warnings("target-half-measured") == ["målet är bara delvis uttryckt i tal; unit saknas"]


def test_one_measurable_target_among_others_is_enough(found: Found) -> None:
    """
    targets:
      - {text: Fler äldre mår bra., followed_up_by: styrgrupp}
      - {text: Minst hälften., operator: minst, value: 50, unit: procent, followed_up_by: styrgrupp}
    """
    assert found.silent("measurable-target-missing")
    assert found.silent("target-half-measured")
    assert found.silent("target-follow-up-missing")
    assert found.silent("commissioner-unnamed")


def test_more_than_all(found: Found) -> None:
    """
    results:
      - {period: 2025, indicator: besök, value: 70, unit: personer, numerator: 70, denominator: 60}
      - {period: 2025, indicator: besök, value: 70, unit: personer, women_percent: '60,5', men_percent: 40}
    """
    assert found.errors("result-impossible") == [
        "70 av 60 är mer än alla",
        "kvinnor och män är tillsammans 100.5 procent",
    ]


def test_all_is_not_more_than_all(found: Found) -> None:
    """
    results:
      - {period: 2025, indicator: besök, value: 60, unit: personer, numerator: 60, denominator: 60,
         women_percent: 60, men_percent: 40}
    """
    assert found.silent("result-impossible")


def test_notice_only_for_cause(found: Found) -> None:
    """
    termination: {notice_months: 3, ordinary_notice_months: '', grounds: [tilliten är borta]}
    """
    assert found.warnings("ordinary-exit-missing") == ["avtalet kan bara sägas upp av särskilda skäl"]


def test_notice_at_any_time(found: Found) -> None:
    """
    termination: {notice_months: 3, ordinary_notice_months: ''}
    """
    assert found.silent("ordinary-exit-missing")


def test_repayment_without_amount_time_or_procedure(found: Found) -> None:
    """
    repayment: {required: ja}
    """
    (text,) = found.warnings("repayment-vague")
    assert text.endswith("det står inte inom vilken tid, med vilket belopp och i vilken ordning det ska ske")


def test_repayment_without_time(found: Found) -> None:
    """
    repayment: {required: ja, procedure: Kommunen begär tillbaka det som inte har använts.}
    """
    assert found.warnings("repayment-vague") == [
        "återbetalning kan krävas, men det står inte inom vilken tid det ska ske"
    ]


def test_repayment_with_time_and_procedure(found: Found) -> None:
    """
    repayment: {required: ja, deadline_days: 30, procedure: Kommunen begär tillbaka det som inte har använts.}
    """
    assert found.silent("repayment-vague")
