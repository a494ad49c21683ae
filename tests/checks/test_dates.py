"""Days in the right order."""

import datetime as dt
from collections.abc import Callable

from tests.checks.exempelstad import Found

FoundOn = Callable[[dt.date], Found]


def test_no_period_ends_before_it_starts(found: Found) -> None:
    """
    term:
      start: 2028-01-01
      end: 2027-12-31
      history:
        - {start: 2020-01-01, end: 2019-12-31, kind: original}
      extension:
    parties:
      - {organisation: exempelstad}
      - {organisation: grannhjalpen, joined_on: 2026-01-01, left_on: 2025-01-01}
    economy:
      contributions:
        - {payer: exempelstad, amount: 1000, per: period, start: 2026-02-01, end: 2026-01-31, purpose: start}
      reservation:
    """
    assert len([rule for rule in found.rules if rule == "dates-reversed"]) == 4
    assert "sista dagen 2027-12-31 kommer före första dagen 2028-01-01" in [found.text for found in found.problems]


def test_the_end_of_the_term_is_pointed_at(found: Found) -> None:
    """
    term: {start: 2025-01-01, end: 2024-12-31, extension: ''}
    economy: {reservation: ''}
    """
    assert found.errors("dates-reversed") == ["sista dagen 2024-12-31 kommer före första dagen 2025-01-01"]
    assert found.lines("dates-reversed") == ["end: '2024-12-31'"]


def test_a_term_of_one_day_is_a_term(found: Found) -> None:
    """
    term: {start: 2025-01-01, end: 2025-01-01, extension: ''}
    economy: {reservation: '', contributions: ''}
    """
    assert found.silent("dates-reversed")
    assert found.rules == []


def test_a_target_groups_ages_are_in_order(found: Found) -> None:
    """
    target_groups:
      - {description: äldre, age_min: 80, age_max: 65}
    """
    assert found.errors("ages-reversed") == ["högsta åldern 65 är lägre än den lägsta, 80"]


def test_a_target_group_of_one_age_or_open_ages(found: Found) -> None:
    """
    target_groups:
      - {description: unga, age_min: 18, age_max: 18}
      - {description: äldre, age_min: 65}
    """
    assert found.silent("ages-reversed")


def test_money_and_parties_lie_within_the_term(found: Found) -> None:
    """
    parties:
      - {organisation: exempelstad}
      - {organisation: grannhjalpen, joined_on: 2024-06-01}
    economy:
      contributions:
        - {payer: exempelstad, amount: 1000, per: period, start: 2029-12-01, end: 2030-01-31, purpose: slut}
        - {payer: exempelstad, by_year: [{year: 2024, amount: 1000}], purpose: start}
      reservation: {party: exempelstad, years: [2026, 2027, 2028, 2029, 2030]}
    """
    assert found.warnings("outside-term") == [
        "partens dag 2024-06-01 ligger utanför avtalstiden 2025-01-01 – 2029-12-31",
        "bidragets dag 2030-01-31 ligger utanför avtalstiden 2025-01-01 – 2029-12-31",
        "året 2024 ligger utanför avtalstiden 2025-01-01 – 2029-12-31",
        "året 2030 ligger utanför avtalstiden 2025-01-01 – 2029-12-31",
    ]


def test_years_of_a_possible_extension_are_within_the_term(found: Found) -> None:
    """
    economy:
      contributions:
        - {payer: exempelstad, by_year: [{year: 2029, amount: 1000}], purpose: slut}
    """
    assert found.silent("outside-term")


def test_the_first_extension_must_fit(found: Found) -> None:
    """
    term: {extension: {step_months: 36}}
    economy: {reservation: {years: [2026, 2027]}}
    """
    assert found.errors("extension-unreachable") == [
        "redan den första förlängningen på 36 månader efter 2027-12-31 går förbi 2029-12-31"
    ]
    assert found.lines("extension-unreachable") == ["last_end: '2029-12-31'"]


def test_an_extension_that_ends_on_the_very_day_fits(found: Found) -> None:
    """
    term: {extension: {step_months: 24}}
    """
    assert found.silent("extension-unreachable")
    assert found.silent("extension-steps-short")


def test_whole_steps_that_never_reach_the_last_day(found: Found) -> None:
    """
    term: {start: 2025-03-01, end: 2028-02-29, extension: {last_end: 2030-12-31}}
    economy: {contributions: '', reservation: ''}
    """
    # As in an agreement of 2018, whose clause was copied from one that ended with the year.
    assert found.warnings("extension-steps-short") == ["hela förlängningar når 2030-02-28, inte 2030-12-31"]


def test_fixed_steps_that_stop_before_the_last_day(found: Found) -> None:
    """
    term: {extension: {kind: fixed_steps, max_steps: 1}}
    economy: {reservation: {years: [2026, 2027, 2028]}}
    """
    assert found.warnings("extension-steps-short") == ["hela förlängningar når 2028-12-31, inte 2029-12-31"]


def test_steps_count_from_the_original_end_after_an_extension(found: Found) -> None:
    """
    term:
      end: 2028-12-31
      history: [{start: 2025-01-01, end: 2027-12-31, kind: original}]
      extension: {kind: fixed_steps, max_steps: 2}
    """
    assert found.rules == []


def test_an_agreement_in_force_that_has_run_out(found_on: FoundOn) -> None:
    """
    status: active
    signing: {signed_on: 2024-12-01}
    """
    after = found_on(dt.date(2028, 1, 1))
    assert after.warnings("active-beyond-end") == [
        "partnerskapet anges som pågående, men avtalstiden tog slut 2027-12-31 och ingen förlängning är införd"
    ]
    assert after.problems[0].remedy == "för in förlängningen, eller ange status: expired"
    assert found_on(dt.date(2030, 1, 1)).warnings("active-beyond-end") == [
        "partnerskapet anges som pågående, men det kunde längst gälla till och med 2029-12-31"
    ]
    assert found_on(dt.date(2027, 6, 1)).silent("active-beyond-end")


def test_an_expired_agreement_may_have_run_out(found_on: FoundOn) -> None:
    """
    status: expired
    """
    assert found_on(dt.date(2031, 1, 1)).rules == []


def test_the_day_to_decide_by_comes_near_and_passes(found_on: FoundOn) -> None:
    """
    status: active
    signing: {signed_on: 2024-12-01}
    """
    assert found_on(dt.date(2027, 10, 1)).warnings("decide-by-near") == [
        "parterna ska enas om förlängning senast 2027-10-31, om 30 dagar"
    ]
    assert found_on(dt.date(2027, 10, 30)).warnings("decide-by-near")[0].endswith(", i morgon")
    assert found_on(dt.date(2027, 10, 31)).warnings("decide-by-near")[0].endswith(", i dag")
    assert found_on(dt.date(2027, 11, 1)).warnings("decide-by-near") == [
        "parterna skulle ha enats om förlängning senast 2027-10-31"
    ]
    assert found_on(dt.date(2027, 8, 3)).rules == ["decide-by-near"]
    assert found_on(dt.date(2027, 8, 2)).silent("decide-by-near")


def test_an_agreement_that_is_fully_extended_has_nothing_to_decide(found_on: FoundOn) -> None:
    """
    status: extended
    signing: {signed_on: 2024-12-01}
    term: {end: 2029-12-31, history: [{start: 2025-01-01, end: 2027-12-31, kind: original}]}
    """
    assert found_on(dt.date(2029, 11, 1)).silent("decide-by-near")


def test_a_party_that_came_later_has_an_annex(found: Found) -> None:
    """
    parties:
      - {organisation: exempelstad}
      - {organisation: grannhjalpen, joined_on: 2026-01-01}
    """
    assert found.warnings("accession-annex-missing") == [
        "Grannhjälpen kom med 2026-01-01 utan att någon bilaga visar det"
    ]


def test_a_party_from_the_start_needs_no_accession_annex(found: Found) -> None:
    """
    parties:
      - {organisation: exempelstad, joined_on: 2025-01-01}
      - {organisation: grannhjalpen, joined_on: 2026-01-01, accession_annex: uppgifter}
    """
    assert found.silent("accession-annex-missing")


def test_a_season_has_no_days_to_check(found: Found) -> None:
    """
    term: {start: '', end: '', season: Vintern 2025–2026, extension: ''}
    """
    assert found.rules == []


def test_an_agreement_that_is_made_here_has_a_term(found: Found) -> None:
    """
    term:
      {unknown: ja, start: '', end: '', extension: ''}
    """
    assert "term-unknown" in found.rules
    assert found.lines("term-unknown") == ["unknown: ja"]


def test_a_term_must_have_an_end(found: Found) -> None:
    """
    term: {end: '', extension: ''}
    economy: {reservation: ''}
    """
    assert found.errors("term-end-missing") == ["slutet är inte angett"]


def test_a_length_is_an_end_too(found: Found) -> None:
    """
    term: {end: '', years: 3}
    """
    assert found.silent("term-end-missing")


def test_a_partnership_in_the_register_may_lack_its_term(found: Found) -> None:
    """
    register_only: ja
    term:
      {unknown: ja, start: '', end: '', extension: ''}
    """
    assert found.silent("term-unknown")


def test_results_lie_within_the_term_and_its_history(found: Found) -> None:
    """
    term:
      history: [{start: 2023-01-01, end: 2024-12-31, kind: original}]
      extension: ''
    economy: {reservation: {years: [2026, 2027]}}
    results:
      - {period: '2023', start: 2023-01-01, end: 2023-12-31, indicator: besök, value: 60, unit: besök}
      - {period: '2028', start: 2027-07-01, end: 2028-06-30, indicator: besök, value: 60, unit: besök}
    """
    assert found.warnings("outside-term") == [
        "resultatets dag 2028-06-30 ligger utanför avtalstiden 2023-01-01 – 2027-12-31"
    ]
    assert [place.excerpt for place in found.problems[0].also] == ["term:"]


def test_a_status_of_a_known_day_says_nothing_of_later_days(found_on: FoundOn) -> None:
    """
    status: active
    signing: {signed_on: 2024-12-01}
    status_on: 2027-06-01
    """
    assert found_on(dt.date(2035, 1, 1)).silent("active-beyond-end")


def test_a_status_of_a_day_after_the_last_possible_one(found_on: FoundOn) -> None:
    """
    status: active
    signing: {signed_on: 2024-12-01}
    status_on: 2030-05-15
    """
    assert found_on(dt.date(2025, 1, 1)).warnings("active-beyond-end") == [
        "partnerskapet anges som pågående 2030-05-15, men det kunde längst gälla till och med 2029-12-31"
    ]
