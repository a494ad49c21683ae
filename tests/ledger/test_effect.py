"""What a change costs: by payer and year, over what is left of the term; figures reckoned by hand."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.facts.model.partnership import Partnership
from contracts.ledger.effect import Effect, economic_effect
from contracts.ledger.effect_words import counted_in_words, lines_in_words, notes_in_words, sum_in_words
from contracts.ledger.terms import Terms
from tests.ledger.edited_terms import all_terms
from tests.plan.small_authority import authority_of

NBSP = "\N{NO-BREAK SPACE}"
#: In force from 2025 to 2027; the public side is exempelstad.
PAID = "{payer: exempelstad, payee: alfa, purpose: samordning, "
MIDWAY = dt.date(2026, 7, 1)


@pytest.fixture
def terms(tmp_path: Path):
    """Exempelstad's terms, 2025–2027, with other economic facts and another term."""

    def terms(economy: str, term: str = "{start: 2025-01-01, end: 2027-12-31}") -> Terms:
        authority = authority_of(tmp_path, {"soppa/partnership.yaml": f"term: {term}\neconomy: {economy}\n"})
        [folder] = authority.partnerships
        return Terms(authority, folder)

    return terms


def paying(*measures: str) -> str:
    return "{contributions: [" + ", ".join(f"{PAID}{measure}}}" for measure in measures) + "]}"


def years(effect: Effect) -> dict[int | None, int]:
    return {one.year: one.total for one in effect.years}


def told(effect: Effect) -> list[str]:
    return [text.replace(NBSP, " ") for text in (*lines_in_words(effect), *notes_in_words(effect))]


def test_a_raised_amount_counts_from_the_day_that_it_holds(terms):
    effect = economic_effect(terms(paying("amount: 100000")), terms(paying("amount: 130000")), MIDWAY)
    assert (effect.change, years(effect), effect.total) == (30_000, {2026: 15_000, 2027: 30_000}, 45_000)
    assert told(effect) == [
        ("Exempelstad, för samordning: 130 000 kr − 100 000 kr = +30 000 kr per år. I 18 månader är det +45 000 kr.")
    ]


def test_years_that_do_not_come_out_even_make_up_the_rounded_sum(terms):
    """50 000 a year in 20 months is 83 333.33: 33 333 for eight months, then a whole year."""
    start = dt.date(2026, 5, 1)
    effect = economic_effect(terms(paying("amount: 350000")), terms(paying("amount: 400000")), start)
    assert (years(effect), effect.total) == ({2026: 33_333, 2027: 50_000}, 83_333)


def test_without_a_day_only_what_any_day_gives_is_reckoned(terms):
    before, longer = terms(paying("amount: 100000")), "{start: 2025-01-01, end: 2028-06-30}"
    raised = economic_effect(before, terms(paying("amount: 130000")), None)
    assert (raised.undated, raised.change, raised.total, years(raised)) == (True, 30_000, None, {})
    assert "130 000 kr − 100 000 kr = +30 000 kr per år; i allt går det att räkna ut när" in told(raised)[0]
    prolonged = economic_effect(before, terms(paying("amount: 100000"), longer), None)
    assert (prolonged.total, years(prolonged)) == (50_000, {2028: 50_000})
    assert counted_in_words(prolonged).endswith("; summan är densamma.")


def test_a_part_of_a_month_counts_by_its_days_and_is_told(terms):
    effect = economic_effect(terms(paying("amount: 0")), terms(paying("amount: 120000")), dt.date(2027, 11, 16))
    assert effect.total == 15_000, "half of November and all of December"
    assert "I drygt en månad är det +15 000 kr." in told(effect)[0]
    assert counted_in_words(effect).endswith("räknas i förhållande till månadens dagar.")


def test_a_longer_term_costs_its_added_months(terms):
    amounts = paying("amount: 100000", "amount: 20000, indexation: {index: KPI, base: oktober 2024, from_year: 2026}")
    longer = terms(amounts.replace("samordning", "lokal", 1), "{start: 2025-01-01, end: 2028-06-30}")
    before = terms(amounts.replace("samordning", "lokal", 1))
    effect = economic_effect(before, longer, dt.date(2028, 1, 1))
    assert (years(effect), effect.change) == ({2028: 60_000}, 0)
    assert [line.by_term for line in effect.lines] == [50_000, 10_000]
    assert told(effect)[0].endswith("100 000 kr per år i sex månader till är +50 000 kr.")
    assert told(effect)[-1] == "Belopp som följer ett index är räknade före uppräkning."


def test_a_longer_term_and_another_amount_are_told_as_one_and_parted_by_cause(terms):
    longer = terms(paying("amount: 120000"), "{start: 2025-01-01, end: 2028-12-31}")
    effect = economic_effect(terms(paying("amount: 100000")), longer, dt.date(2027, 1, 1))
    assert years(effect) == {2027: 20_000, 2028: 120_000}
    assert [(line.total, line.by_term) for line in effect.lines] == [(140_000, 100_000)]
    assert told(effect)[0].endswith(
        "120 000 kr per år i 24 månader, mot 100 000 kr per år i tolv månader, är +140 000 kr."
    )


def test_public_money_and_others_are_kept_apart(terms):
    economy = "{contributions: [{payer: alfa, amount: 6000, purpose: lokal}]}"
    effect = economic_effect(terms(paying("amount: 12000")), terms(economy), MIDWAY)
    assert (effect.public, effect.others, effect.total, effect.change) == (-18_000, 9_000, -9_000, -6_000)
    assert sum_in_words(effect).replace(NBSP, " ") == (
        "Parternas kostnader ändras sammanlagt med −9 000 kr: de offentliga parternas med −18 000 kr, övrigas med"
        " +9 000 kr."
    )


def test_another_payer_frees_one_and_binds_the_other(terms):
    same = "{contributions: [{payer: alfa, payee: alfa, purpose: samordning, amount: 12000}]}"
    effect = economic_effect(terms(paying("amount: 12000")), terms(same), MIDWAY)
    assert (effect.public, effect.others, effect.total) == (-18_000, 18_000, 0)


def test_amounts_by_year_count_whole_in_the_years_that_are_left(terms):
    before = terms(paying("by_year: [{year: 2025, amount: 1000}, {year: 2026, amount: 2000}]"))
    after = terms(paying("by_year: [{year: 2026, amount: 2500}, {year: 2027, amount: 3000}]"))
    assert years(economic_effect(before, after, MIDWAY)) == {2026: 500, 2027: 3000}


def test_an_amount_for_days_of_its_own_is_spread_over_them(terms):
    own = "per: period, start: 2026-10-01, end: 2027-03-31"
    effect = economic_effect(terms("{}"), terms(paying(f"amount: 60000, {own}")), MIDWAY)
    assert years(effect) == {2026: 30_000, 2027: 30_000}
    raised = economic_effect(
        terms(paying(f"amount: 60000, {own}")), terms(paying(f"amount: 70000, {own}")), dt.date(2027, 1, 1)
    )
    assert years(raised) == {2027: 10_000}, "the whole difference is paid in what is left"


def test_an_amount_for_the_whole_term_has_no_year(terms):
    before, after = (terms(paying(f"amount: {amount}, per: agreement_period")) for amount in (300_000, 250_000))
    effect = economic_effect(before, after, MIDWAY)
    assert (years(effect), effect.total, effect.change) == ({None: -50_000}, -50_000, None)


def test_what_is_left_of_an_amount_for_the_whole_term_is_unknown_midway_and_no_zero(terms):
    effect = economic_effect(terms(paying("amount: 300000, per: agreement_period")), terms("{}"), MIDWAY)
    assert (effect.total, effect.complete, effect.is_nothing) == (None, False, False)
    assert "300 000 kr för hela avtalstiden som redan är betalt framgår inte" in told(effect)[0]
    assert sum_in_words(effect) == "Ändringarnas effekt går inte att räkna ut i kronor."


def test_a_share_of_the_cost_is_unknown_beside_what_is_known(terms):
    shares = "{payer: exempelstad, purpose: lokal, "
    before, after = (
        terms(paying(f"amount: {amount}").replace("[", f"[{shares}percent: {percent}}}, "))
        for percent, amount in ((30, 1000), (40, 2200))
    )
    effect = economic_effect(before, after, MIDWAY)
    assert (effect.total, effect.complete, effect.change) == (1_800, False, None)
    assert "utöver det som inte går att räkna ut" in sum_in_words(effect)
    assert told(effect)[0].endswith("andelen, 40 procent av kostnaden, går inte att räkna om till kronor.")


def test_a_ceiling_is_told_as_one(terms):
    effect = economic_effect(terms(paying("ceiling: 10000")), terms(paying("ceiling: 12000")), MIDWAY)
    assert effect.total == 3_000
    assert told(effect)[-1] == "Belopp som är tak är räknade som om hela taket används."


def test_an_estimated_value_is_no_money_and_what_nobody_has_estimated_is_told(terms):
    gift = "in_kind: [{party: alfa, kinds: [lokal], text: Alfa lånar ut en lokal., "
    before = terms("{" + gift + "estimated_value: 10000}]}")
    after = terms("{" + gift + "estimated_value: 14000}, {party: alfa, kinds: [personal], text: Mer.}]}")
    effect = economic_effect(before, after, MIDWAY)
    assert (effect.lines, effect.total, [line.total for line in effect.in_kind]) == ((), None, [6_000])
    assert told(effect) == [
        (
            "Alfa, egen insats (lokal) till uppskattat värde: 14 000 kr − 10 000 kr = +4 000 kr per år."
            " I 18 månader är det +6 000 kr."
        ),
        "Uppskattade värden är inga betalningar och ingår inte i summorna.",
        "Den egna insatsen från Alfa (personal) har inget uppskattat värde.",
    ]


def test_rates_by_a_count_that_nobody_has_agreed_are_told_and_not_counted(terms):
    rate = "{unit_rates: [{payer: exempelstad, unit: individ, amount: %s, text: Efter hand.}]}"
    assert told(economic_effect(terms(rate % 100), terms(rate % 200), MIDWAY)) == [
        "Ersättningen per individ från Exempelstad beror på antalet och går inte att räkna ut i förväg."
    ]
    assert economic_effect(terms(rate % 100), terms(rate % 100), MIDWAY).is_nothing


def test_without_a_last_day_the_change_per_year_is_known_and_the_sum_is_not(terms):
    before, after = (terms(paying(f"amount: {amount}"), "{start: 2025-01-01}") for amount in (1000, 1500))
    effect = economic_effect(before, after, MIDWAY)
    assert (effect.change, effect.total, effect.end) == (500, None, None)
    assert (
        told(effect)[0]
        .replace(NBSP, " ")
        .startswith("Exempelstad, för samordning: 1 500 kr − 1 000 kr = +500 kr per år; ")
    )


def test_only_another_index_is_unknown(terms):
    indexed = "amount: 1000, indexation: {index: KPI, base: oktober 2024, from_year: 2026}"
    effect = economic_effect(terms(paying("amount: 1000")), terms(paying(indexed)), MIDWAY)
    assert effect.total is None
    assert "uppräkningen efter index" in told(effect)[0]


def test_the_same_terms_have_no_effect_from_any_day():
    for terms in all_terms():
        for day in (None, dt.date(2019, 5, 17)):
            assert economic_effect(terms, terms, day).is_nothing


AMOUNTS = st.integers(0, 2_000_000)


@given(st.sampled_from(all_terms()), st.data())
def test_back_again_costs_the_opposite_and_the_years_make_up_the_sum(terms: Terms, data: st.DataObject):
    """From the term's first day, when nothing of what goes has been paid yet."""
    changed = _with_amounts(terms, data)
    start = terms.partnership.term.start
    there, back = economic_effect(terms, changed, start), economic_effect(changed, terms, start)
    assert years(back) == {year: -amount for year, amount in years(there).items()}
    for one in (there, back):
        assert (one.total or 0) == sum(year.total for year in one.years)
        assert (one.total or 0) == (one.public or 0) + (one.others or 0)
    assert (there.total, there.public, there.change) == tuple(
        None if value is None else -value for value in (back.total, back.public, back.change)
    )


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.dates(dt.date(2025, 1, 1), dt.date(2028, 12, 31)))
def test_yearly_amounts_back_again_cost_the_opposite_from_any_day(before: int, after: int, day: dt.date):
    base = next(one for one in all_terms() if len(one.partnership.economy.contributions) == 1)
    base = _with_term(base, "2025-01-01", "2028-12-31")
    one, other = (_with_amount(base, amount) for amount in (before, after))
    there, back = economic_effect(one, other, day), economic_effect(other, one, day)
    assert years(there) == {year: -amount for year, amount in years(back).items()}
    assert (there.total or 0) == sum(years(there).values())


def _with_facts(terms: Terms, **update: object) -> Terms:
    facts: Partnership = terms.partnership.model_copy(update=update)
    return Terms(terms.authority, replace(terms.folder, partnership=facts))


def _with_term(terms: Terms, start: str, end: str) -> Terms:
    days = {"start": dt.date.fromisoformat(start), "end": dt.date.fromisoformat(end), "months": None, "years": None}
    return _with_facts(terms, term=terms.partnership.term.model_copy(update=days | {"season": None}))


def _with_amount(terms: Terms, amount: int) -> Terms:
    economy = terms.partnership.economy
    [paid] = economy.contributions
    plain = type(paid).model_validate({"payer": paid.payer, "purpose": paid.purpose, "amount": str(amount)})
    return _with_facts(terms, economy=economy.model_copy(update={"contributions": (plain,)}))


def _with_amounts(terms: Terms, data: st.DataObject) -> Terms:
    """The terms with some amounts otherwise."""
    economy = terms.partnership.economy
    paid = tuple(
        one.model_copy(update={"amount": data.draw(AMOUNTS)}) if one.amount is not None else one
        for one in economy.contributions
    )
    return _with_facts(terms, economy=economy.model_copy(update={"contributions": paid}))


def test_a_longer_time_without_amounts_for_its_years_is_told_and_not_taken_for_nothing(terms):
    paid = paying("by_year: [{year: 2025, amount: 300000}, {year: 2026, amount: 300000}, {year: 2027, amount: 300000}]")
    longer = terms(paid, "{start: 2025-01-01, end: 2028-12-31}")
    effect = economic_effect(terms(paid), longer, dt.date(2028, 1, 1))
    assert told(effect) == ["För 2028 har bidraget från Exempelstad för samordning inget belopp."]
    assert not effect.complete
    assert sum_in_words(effect) != "Ändringarna påverkar inte vad parterna betalar."


def test_an_amount_of_a_year_before_the_change_is_told_and_not_counted(terms):
    years_before = "by_year: [{year: 2025, amount: 300}, {year: 2026, amount: 300}, {year: 2027, amount: 300}]"
    years_after = "by_year: [{year: 2025, amount: 310}, {year: 2026, amount: 300}, {year: 2027, amount: 390}]"
    effect = economic_effect(terms(paying(years_before)), terms(paying(years_after)), dt.date(2027, 1, 1))
    assert (effect.total, effect.complete) == (90, False)
    what = "bidraget från Exempelstad för samordning"
    assert told(effect)[-1] == f"Beloppet för 2025 ändras i {what}, men det är före dagen som ändringen gäller från."
