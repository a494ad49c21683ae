"""What an agreement must show, whatever its template says: each fact with the ways it may be written.

The proof looks for these in the finished PDF. They come from the facts, not from the template, so that a sentence
deleted in Word cannot take an amount or a name with it unnoticed.
"""

from collections.abc import Iterator

from contracts.checks.cases import is_named
from contracts.facts.model.partnership import Partnership
from contracts.plan.planned_signing import decision_facts, signatory_facts
from contracts.plan.planned_terms import economy_facts, term_facts
from contracts.plan.planned_words import TOGETHER, prose, word
from contracts.plan.views import AgreementView
from contracts.spelling.names import lista
from contracts.spelling.wordings import PlannedFact, age_range_wordings, count_wordings, date_wordings


def planned_facts(facts: Partnership, view: AgreementView) -> tuple[PlannedFact, ...]:
    """Every fact that the agreement of this partnership must show."""
    return (
        *_names(facts, view),
        *_parties(view),
        *_texts(facts, view),
        *_organisation(facts, view),
        *term_facts(facts, view),
        *economy_facts(facts, view),
        *_signing(view),
    )


def _names(facts: Partnership, view: AgreementView) -> Iterator[PlannedFact]:
    yield word("name", "partnerskapets namn", facts.name)
    if view.separate_with:
        yield word("separate_agreements", "parten i det separata avtalet", view.separate_with)
    if facts.subtitle:
        yield word("subtitle", "ändamålsraden", facts.subtitle)
    for number in facts.case_numbers:
        yield word("case_numbers", "diarienumret", number)
    for index, document in enumerate(facts.referred_documents):
        is_source = facts.value_base is not None and facts.value_base.source_document == document.id
        if not is_source and not is_named(document.title, facts):
            continue  # known, but the agreement says nothing of it; the rule referred-document-unused tells
        yield word(f"referred_documents.{index}.title", "ett nämnt dokument", document.title)
        for number in document.case_numbers:
            yield word(f"referred_documents.{index}.case_numbers", f"diarienumret för {document.title}", number)
    for index, annex in enumerate(view.annexes):
        yield word(f"annexes.{index}.title", "en bilaga", annex.title)
        yield word(f"annexes.{index}.number", "en bilagas nummer", f"Bilaga {annex.number}")
        if annex.date:
            yield PlannedFact(f"annexes.{index}.dated", f"dagen för bilaga {annex.number}", date_wordings(annex.date))


def _parties(view: AgreementView) -> Iterator[PlannedFact]:
    for index, party in enumerate(view.parties):
        path = f"parties.{index}"
        yield word(f"{path}.organisation", "en parts namn", party.legal_name)
        if party.organisation_number:
            yield word(f"{path}.organisation", f"organisationsnummer för {party.name}", party.organisation_number)
        for field, text in (("unit", party.unit), ("through", party.through), ("local_office", party.local_office)):
            if text:
                yield word(f"{path}.{field}", f"den som företräder {party.name}", text)
        for commitment in party.commitments:
            yield from prose("commitments", f"ett åtagande för {party.name}", commitment.text)
            if commitment.shared_with:
                others = lista(commitment.shared_with)
                wordings = tuple(f"{together} {others}" for together in TOGETHER)
                yield PlannedFact("commitments.shared_with", f"vilka {party.name} samverkar med", wordings)


def _texts(facts: Partnership, view: AgreementView) -> Iterator[PlannedFact]:
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
        yield from prose(path, label, text)
    for principle in facts.value_base.principles if facts.value_base else ():
        yield word("value_base.principles", "en princip i värdegrunden", principle)
    for goal in facts.goals:
        yield from prose("goals", "ett mål", goal)
    for commitment in facts.commitments:
        if commitment.joint or commitment.sector:
            yield from prose("commitments", "ett gemensamt åtagande", commitment.text)
    for clause in (clause for standing in view.clauses.values() for clause in standing):
        yield word("clauses", "rubriken på ett särskilt villkor", clause.heading)
        yield from prose("clauses", f"villkoret {clause.heading}", clause.text)
    yield from _targets(facts, view)


def _targets(facts: Partnership, view: AgreementView) -> Iterator[PlannedFact]:
    for index, group in enumerate(facts.target_groups):
        path = f"target_groups.{index}"
        yield word(f"{path}.description", "en målgrupp", group.description)
        if group.age_min is not None or group.age_max is not None:
            yield PlannedFact(path, "målgruppens ålder", age_range_wordings(group.age_min, group.age_max))
        for criterion in (*group.criteria, *group.exclusions):
            yield word(f"{path}.criteria", "ett villkor för målgruppen", criterion)
        for text in (group.residence, group.enrolment):
            if text:
                yield word(path, "var målgruppen bor eller är inskriven", text)
        yield from prose(f"{path}.mixing_rule", "regeln om blandade grupper", group.mixing_rule)
    for index, target in enumerate(facts.targets):
        yield from prose(f"targets.{index}.text", "ett mål", target.text)
        if measure := view.targets[index].measure:
            yield word(f"targets.{index}.value", "ett målsatt mått", measure)
            if target.period:
                yield word(f"targets.{index}.period", "när ett mål ska vara nått", target.period)


def _organisation(facts: Partnership, view: AgreementView) -> Iterator[PlannedFact]:
    for index, body in enumerate(facts.bodies):
        path = f"bodies.{index}"
        yield word(f"{path}.heading", "en grupp", body.heading)
        for text in (
            *body.tasks,
            body.introduction,
            body.closing,
            body.members_rule,
            body.chair_rule,
            body.decision_rule,
            body.mandate,
        ):
            yield from prose(path, f"en uppgift eller regel för {body.heading.lower()}", text)
        for text in (*body.meeting_occasions, body.interval, body.convener):
            if text:
                yield word(path, f"när {body.heading.lower()} möts och vem som kallar", text)
        if body.min_meetings_per_year is not None:
            wordings = count_wordings(body.min_meetings_per_year, "gång", "gånger")
            yield PlannedFact(f"{path}.min_meetings_per_year", f"möten per år i {body.heading.lower()}", wordings)
    for index, item in enumerate(facts.follow_ups):
        path = f"follow_ups.{index}"
        yield word(f"{path}.frequency", "hur ofta uppföljning görs", item.frequency.value)
        yield from prose(f"{path}.text", "hur uppföljning görs", item.text)
        for day in item.due_dates:
            yield PlannedFact(f"{path}.due_dates", "en dag för rapport", date_wordings(day))
        for text in (item.method, item.report_to, view.follow_ups[index].responsible):
            if text:
                yield word(path, "hur, av vem och till vem det följs upp", text)
        if item.commissioned_by_text:
            yield word(f"{path}.commissioned_by_text", "vem som ger uppdraget", item.commissioned_by_text)


def _signing(view: AgreementView) -> Iterator[PlannedFact]:
    for index, decision in enumerate(view.decisions):
        yield from decision_facts(f"decisions.{index}", decision)
    if view.document.date:
        yield PlannedFact("document_date", "dokumentets dag", date_wordings(view.document.date))
    yield from signatory_facts(view.signatories)
