"""Results that have been reported."""

from tests.checks.exempelstad import Found


def test_the_sum_of_two_counts_is_no_number_of_persons(found: Found) -> None:
    """
    results:
      - {period: '2025', indicator: våren, value: 824, unit: samtal}
      - {period: '2025', indicator: hösten, value: 603, unit: samtal}
      - {period: '2025', indicator: deltagare, value: 1427, unit: individer}
    """
    (text,) = found.warnings("results-added")
    assert text.replace("\N{NO-BREAK SPACE}", " ").startswith(
        "1 427 individer är summan av 824 (våren) och 603 (hösten)"
    )
    assert [place.excerpt.strip() for place in found.problems[0].also] == ["value: '824'", "value: '603'"]


def test_a_sum_of_conversations_is_a_number_of_conversations(found: Found) -> None:
    """
    results:
      - {period: '2025', indicator: våren, value: 824, unit: samtal}
      - {period: '2025', indicator: hösten, value: 603, unit: samtal}
      - {period: '2025', indicator: alla, value: 1427, unit: samtal}
      - {period: '2025', indicator: andel, value: 7, unit: procent}
      - {period: '2025', indicator: deltagare, value: 831, unit: individer}
    """
    assert found.silent("results-added")
