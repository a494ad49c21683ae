"""What an agreement must show, whatever its template says: each fact with the ways it may be written.

The proof looks for these in the finished PDF. They come from the facts, not from the template, so that a sentence
deleted in Word cannot take an amount or a name with it unnoticed.
"""

from collections.abc import Iterator

from contracts.facts.model.partnership import Partnership
from contracts.facts.prose import paragraphs
from contracts.plan.views import AgreementView, PartyView
from contracts.spelling.names import versal_forst
from contracts.spelling.wordings import (
    PlannedFact,
    age_range_wordings,
    amount_wordings,
    count_wordings,
    date_wordings,
    days_wordings,
    months_wordings,
    percent_wordings,
)


def planned_facts(facts: Partnership, view: AgreementView) -> tuple[PlannedFact, ...]:
    """Every fact that the agreement of this partnership must show."""
    return (
        *_names(facts, view),
        *_parties(view),
        *_texts(facts),
        *_organisation(facts),
        *_term(facts, view),
        *_economy(facts, view),
        *_signing(view),
    )


def _word(path: str, label: str, text: str) -> PlannedFact:
    return PlannedFact(path, label, tuple(dict.fromkeys((text, versal_forst(text)))))


def _prose(path: str, label: str, markdown: str | None) -> Iterator[PlannedFact]:
    for text in paragraphs(markdown or ""):
        yield _word(path, label, text)


def _names(facts: Partnership, view: AgreementView) -> Iterator[PlannedFact]:
    yield _word("name", "partnerskapets namn", facts.name)
    if facts.subtitle:
        yield _word("subtitle", "ändamålsraden", facts.subtitle)
    for number in facts.case_numbers:
        yield _word("case_numbers", "diarienumret", number)
    for index, document in enumerate(facts.referred_documents):
        yield _word(f"referred_documents.{index}.title", "ett nämnt dokument", document.title)
        for number in document.case_numbers:
            yield _word(f"referred_documents.{index}.case_numbers", f"diarienumret för {document.title}", number)
    for index, annex in enumerate(view.annexes):
        yield _word(f"annexes.{index}.title", "en bilaga", annex.title)


def _parties(view: AgreementView) -> Iterator[PlannedFact]:
    for index, party in enumerate(view.parties):
        path = f"parties.{index}"
        yield _word(f"{path}.organisation", "en parts namn", party.legal_name)
        if party.organisation_number:
            yield _word(f"{path}.organisation", f"organisationsnummer för {party.name}", party.organisation_number)
        for field, text in (("unit", party.unit), ("through", party.through), ("local_office", party.local_office)):
            if text:
                yield _word(f"{path}.{field}", f"den som företräder {party.name}", text)
        for commitment in party.commitments:
            yield from _prose("commitments", f"ett åtagande för {party.name}", commitment.text)


def _texts(facts: Partnership) -> Iterator[PlannedFact]:
    texts = facts.commitment_texts
    for path, label, text in (
        ("background", "bakgrunden", facts.background),
        ("value_base.text", "värdegrunden", facts.value_base.text if facts.value_base else None),
        ("purpose", "syftet", facts.purpose),
        ("mutual_relation", "parternas inbördes relation", facts.mutual_relation),
        ("new_parties", "hur nya parter kommer med", facts.new_parties),
        ("commitment_texts.public.before", "de offentliga parternas åtaganden", texts.public.before),
        ("commitment_texts.public.after", "de offentliga parternas åtaganden", texts.public.after),
        ("commitment_texts.idea_based.before", "de idéburna parternas åtaganden", texts.idea_based.before),
        ("commitment_texts.idea_based.after", "de idéburna parternas åtaganden", texts.idea_based.after),
        ("commitment_texts.joint.before", "de gemensamma åtagandena", texts.joint.before),
        ("commitment_texts.joint.after", "de gemensamma åtagandena", texts.joint.after),
        ("organisation_text", "inledningen om styrningen", facts.organisation_text),
        ("rescission.text", "villkoren för hävning", facts.rescission.text if facts.rescission else None),
        ("liability", "ansvar och försäkring", facts.liability),
    ):
        yield from _prose(path, label, text)
    for principle in facts.value_base.principles if facts.value_base else ():
        yield _word("value_base.principles", "en princip i värdegrunden", principle)
    for goal in facts.goals:
        yield from _prose("goals", "ett mål", goal)
    for commitment in facts.commitments:
        if commitment.joint:
            yield from _prose("commitments", "ett gemensamt åtagande", commitment.text)
    for clause in facts.clauses:
        yield _word("clauses", "rubriken på ett särskilt villkor", clause.heading)
        yield from _prose("clauses", f"villkoret {clause.heading}", clause.text)
    yield from _targets(facts)


def _targets(facts: Partnership) -> Iterator[PlannedFact]:
    for index, group in enumerate(facts.target_groups):
        path = f"target_groups.{index}"
        yield _word(f"{path}.description", "en målgrupp", group.description)
        if group.age_min is not None or group.age_max is not None:
            yield PlannedFact(path, "målgruppens ålder", age_range_wordings(group.age_min, group.age_max))
        for criterion in (*group.criteria, *group.exclusions):
            yield _word(f"{path}.criteria", "ett villkor för målgruppen", criterion)
        yield from _prose(f"{path}.mixing_rule", "regeln om blandade grupper", group.mixing_rule)
    for index, target in enumerate(facts.targets):
        yield from _prose(f"targets.{index}.text", "ett mål", target.text)


def _organisation(facts: Partnership) -> Iterator[PlannedFact]:
    for index, body in enumerate(facts.bodies):
        path = f"bodies.{index}"
        yield _word(f"{path}.heading", "en grupp", body.heading)
        for text in (
            *body.tasks,
            body.introduction,
            body.closing,
            body.members_rule,
            body.chair_rule,
            body.decision_rule,
            body.mandate,
        ):
            yield from _prose(path, f"en uppgift eller regel för {body.heading.lower()}", text)
        if body.min_meetings_per_year is not None:
            wordings = count_wordings(body.min_meetings_per_year, "gång", "gånger")
            yield PlannedFact(f"{path}.min_meetings_per_year", f"möten per år i {body.heading.lower()}", wordings)
    for index, item in enumerate(facts.follow_ups):
        path = f"follow_ups.{index}"
        yield _word(f"{path}.frequency", "hur ofta uppföljning görs", item.frequency.value)
        yield from _prose(f"{path}.text", "hur uppföljning görs", item.text)
        for day in item.due_dates:
            yield PlannedFact(f"{path}.due_dates", "en dag för rapport", date_wordings(day))
        if item.commissioned_by_text:
            yield _word(f"{path}.commissioned_by_text", "vem som ger uppdraget", item.commissioned_by_text)


def _term(facts: Partnership, view: AgreementView) -> Iterator[PlannedFact]:
    term = view.term
    if term.start:
        yield PlannedFact("term.start", "första dagen", date_wordings(term.start))
    if term.end:
        yield PlannedFact("term.end", "sista dagen", date_wordings(term.end))
    if term.season:
        yield _word("term.season", "säsongen", term.season)
    for condition in term.conditions:
        yield _word("term.conditions", "en förutsättning", condition)
    if term.extension:
        yield _word("term.extension.step_months", "förlängningens längd", term.extension.step)
        if term.extension.last_end:
            yield PlannedFact(
                "term.extension.last_end", "sista dag efter förlängning", date_wordings(term.extension.last_end)
            )
        if term.extension.decide_months_before is not None:
            wordings = months_wordings(term.extension.decide_months_before)
            yield PlannedFact("term.extension.decide_months_before", "när förlängning ska vara avtalad", wordings)
    if notice := facts.termination:
        yield PlannedFact("termination.notice_months", "uppsägningstiden", months_wordings(notice.notice_months))
        if notice.breach_ground and notice.remedy_days is not None:
            yield PlannedFact("termination.remedy_days", "tiden för rättelse", days_wordings(notice.remedy_days))
        for ground in notice.grounds:
            yield _word("termination.grounds", "en grund för uppsägning", ground)


def _economy(facts: Partnership, view: AgreementView) -> Iterator[PlannedFact]:
    for index, item in enumerate(facts.economy.contributions):
        path = f"economy.contributions.{index}"
        for amount in (item.amount, item.ceiling, *(year.amount for year in item.by_year)):
            if amount is not None:
                yield PlannedFact(path, f"beloppet för {item.purpose}", amount_wordings(amount))
        if item.percent is not None:
            yield PlannedFact(path, f"andelen för {item.purpose}", percent_wordings(item.percent))
        yield _word(f"{path}.purpose", "ändamålet med ett bidrag", item.purpose)
        if item.condition:
            yield _word(f"{path}.condition", "villkoret för ett bidrag", item.condition)
    if view.economy.total_per_year is not None:
        yield PlannedFact("economy", "summan per år", amount_wordings(view.economy.total_per_year))
    for year in view.economy.reservation_years:
        yield _word("economy.reservation.years", "ett budgetår", year)
    for party in view.parties:
        yield from _financing(party)


def _financing(party: PartyView) -> Iterator[PlannedFact]:
    for text in (*party.in_kind, *party.financing_texts, *(rate.text for rate in party.unit_rates)):
        yield from _prose("economy", f"vad {party.name} bidrar med", text)
    if party.own_percent is not None:
        yield PlannedFact("economy.own_financing", f"andel för {party.name}", percent_wordings(party.own_percent))
    for rate in party.unit_rates:
        if rate.amount is not None:
            yield PlannedFact("economy.unit_rates", f"ersättning per {rate.unit}", amount_wordings(rate.amount))
    for tiered in party.tiered_rates:
        for tier in tiered.tiers:
            yield PlannedFact("economy.tiered_rates", f"ersättning för {tier.span}", amount_wordings(tier.amount))
        for extra in tiered.extras:
            yield _word("economy.tiered_rates", "ett tillägg", extra.purpose)


def _signing(view: AgreementView) -> Iterator[PlannedFact]:
    for index, signatory in enumerate(view.signatories):
        yield _word(f"signatories.{index}.name", "en undertecknare", signatory.name)
        yield _word(f"signatories.{index}.title", f"titeln för {signatory.name}", signatory.title)
