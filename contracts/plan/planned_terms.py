"""The part of an agreement's planned facts that is about time, ending and money."""

from collections.abc import Iterator

from contracts.facts.model.partnership import Partnership
from contracts.plan.money_views import ContributionView, TieredRateView
from contracts.plan.planned_words import NEGOTIATED, WRITTEN, YEARLY, prose, word
from contracts.plan.views import AgreementView, PartyView
from contracts.spelling.wordings import (
    PlannedFact,
    amount_wordings,
    count_wordings,
    date_wordings,
    days_wordings,
    months_wordings,
    percent_wordings,
)


def term_facts(facts: Partnership, view: AgreementView) -> Iterator[PlannedFact]:
    """How long the agreement holds, how it is prolonged, replaced and ended."""
    term = view.term
    if term.start:
        yield PlannedFact("term.start", "första dagen", date_wordings(term.start))
    if term.end:
        yield PlannedFact("term.end", "sista dagen", date_wordings(term.end))
    if term.season:
        yield word("term.season", "säsongen", term.season)
    for condition in term.conditions:
        yield word("term.conditions", "en förutsättning", condition)
    if term.extension:
        yield word("term.extension.step_months", "förlängningens längd", term.extension.step)
        if term.extension.last_end:
            yield PlannedFact(
                "term.extension.last_end", "sista dag efter förlängning", date_wordings(term.extension.last_end)
            )
        if term.extension.decide_months_before is not None:
            wordings = months_wordings(term.extension.decide_months_before)
            yield PlannedFact("term.extension.decide_months_before", "när förlängning ska vara avtalad", wordings)
        if term.extension.max_steps is not None:
            wordings = count_wordings(term.extension.max_steps, "gång", "gånger")
            yield PlannedFact("term.extension.max_steps", "antal förlängningar", wordings)
        if term.extension.written:
            yield PlannedFact("term.extension.written", "att förlängning ska vara skriftlig", WRITTEN)
    for title in view.replaces:
        yield word("related_agreements", "avtalet som ersätts", title)
    yield from _ending(facts)


def _ending(facts: Partnership) -> Iterator[PlannedFact]:
    if notice := facts.termination:
        yield PlannedFact("termination.notice_months", "uppsägningstiden", months_wordings(notice.notice_months))
        if notice.breach_ground and notice.remedy_days is not None:
            yield PlannedFact("termination.remedy_days", "tiden för rättelse", days_wordings(notice.remedy_days))
        for ground in notice.grounds:
            yield word("termination.grounds", "en grund för uppsägning", ground)
        if notice.written:
            yield PlannedFact("termination.written", "att uppsägning ska vara skriftlig", WRITTEN)
        if notice.prior_dialogue_required:
            yield PlannedFact("termination.prior_dialogue_required", "dialogen före uppsägning", NEGOTIATED)
        if notice.ordinary_notice_months is not None:
            wordings = months_wordings(notice.ordinary_notice_months)
            yield PlannedFact("termination.ordinary_notice_months", "uppsägningstiden utan skäl", wordings)
    if facts.amendments and facts.amendments.written:
        yield PlannedFact("amendments.written", "att ändringar ska vara skriftliga", WRITTEN)
    if facts.repayment and facts.repayment.required:
        yield PlannedFact("repayment.required", "återbetalning", ("betala tillbaka", "återbetala", "återbetalning"))
        if facts.repayment.deadline_days is not None:
            yield PlannedFact(
                "repayment.deadline_days", "tiden för återbetalning", days_wordings(facts.repayment.deadline_days)
            )
        yield from prose("repayment.procedure", "hur återbetalning går till", facts.repayment.procedure)


def economy_facts(facts: Partnership, view: AgreementView) -> Iterator[PlannedFact]:
    """Who pays what to whom, when and on what condition, and what parties bring besides money."""
    for index, item in enumerate(facts.economy.contributions):
        path = f"economy.contributions.{index}"
        for amount in (item.amount, item.ceiling, *(year.amount for year in item.by_year)):
            if amount is not None:
                yield PlannedFact(path, f"beloppet för {item.purpose}", amount_wordings(amount))
        if item.percent is not None:
            yield PlannedFact(path, f"andelen för {item.purpose}", percent_wordings(item.percent))
        yield word(f"{path}.purpose", "ändamålet med ett bidrag", item.purpose)
        if item.condition:
            yield word(f"{path}.condition", "villkoret för ett bidrag", item.condition)
    for index, contribution in enumerate(view.economy.contributions):
        yield from _contribution(f"economy.contributions.{index}", contribution)
    yield from _common(view)
    if view.economy.total_per_year is not None:
        yield PlannedFact("economy", "summan per år", amount_wordings(view.economy.total_per_year))
    for year in view.economy.reservation_years:
        yield word("economy.reservation.years", "ett budgetår", year)
    for party in view.parties:
        yield from _financing(party)


def _contribution(path: str, item: ContributionView) -> Iterator[PlannedFact]:
    yield word(f"{path}.payer", f"vem som betalar för {item.purpose}", item.payer)
    if item.payee:
        yield word(f"{path}.payee", f"vem som får pengarna för {item.purpose}", item.payee)
    measures = tuple(item.measure.replace("per år", yearly) for yearly in YEARLY)
    yield PlannedFact(path, f"beloppet och perioden för {item.purpose}", tuple(dict.fromkeys(measures)))
    if item.indexation:
        yield word(f"{path}.indexation", f"uppräkningen för {item.purpose}", item.indexation)


def _common(view: AgreementView) -> Iterator[PlannedFact]:
    economy = view.economy
    for fee in economy.user_fees:
        yield word("economy.user_fees", "en avgift", fee)
    for funder in economy.external_funders:
        yield word("economy.external_funders", "en extern finansiär", funder)
    if economy.cost_share_rule:
        yield word("economy.cost_share_rule", "hur kostnaden fördelas", economy.cost_share_rule)
    if payment := economy.payment:
        if payment.by_invoice:
            yield PlannedFact("economy.payment.by_invoice", "betalning mot faktura", ("faktura", "fakturering"))
        if payment.frequency:
            yield word("economy.payment.frequency", "hur ofta betalning sker", payment.frequency)
        if payment.days_before_start is not None:
            yield PlannedFact("economy.payment", "när betalning sker", days_wordings(payment.days_before_start))
        yield from prose("economy.payment.text", "betalningsvillkoren", payment.text)


def _financing(party: PartyView) -> Iterator[PlannedFact]:
    for text in (*party.in_kind, *party.financing_texts, *(rate.text for rate in party.unit_rates)):
        yield from prose("economy", f"vad {party.name} bidrar med", text)
    if party.own_percent is not None:
        yield PlannedFact("economy.own_financing", f"andel för {party.name}", percent_wordings(party.own_percent))
    for rate in party.unit_rates:
        if rate.amount is not None:
            yield PlannedFact("economy.unit_rates", f"ersättning per {rate.unit}", amount_wordings(rate.amount))
        yield word("economy.unit_rates", "vad ersättningen räknas på", f"per {rate.unit}")
    for tiered in party.tiered_rates:
        yield from _tiers(tiered)


def _tiers(rate: TieredRateView) -> Iterator[PlannedFact]:
    yield word("economy.tiered_rates", "vad ersättningen räknas på", rate.metric)
    for tier in rate.tiers:
        yield word("economy.tiered_rates", "ett steg", tier.span)
        yield PlannedFact("economy.tiered_rates", f"ersättning för {tier.span}", amount_wordings(tier.amount))
    for extra in rate.extras:
        yield word("economy.tiered_rates", "ett tillägg", extra.purpose)
        if extra.amount is not None:
            yield PlannedFact("economy.tiered_rates", f"tillägget för {extra.purpose}", amount_wordings(extra.amount))
    yield from prose("economy.tiered_rates", "hur nivåerna ändras", rate.adjustable)
