"""Builds what a report or an overview shows of one partnership. What the facts do not say is None, never a guess."""

import datetime as dt
from collections.abc import Iterator

from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.measures import measure
from contracts.facts.model.economy import Contribution, Per
from contracts.facts.model.governance import ResultReport, TargetGroup
from contracts.facts.model.organisation import Sector
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.party import Party
from contracts.facts.model.term import Extension, ExtensionKind, Precision, Term
from contracts.plan import money
from contracts.plan.agreement import target_measure
from contracts.plan.document_views import PartnershipView
from contracts.plan.names import Names
from contracts.register.as_of import as_of
from contracts.register.reckoning import latest_end, possible_ends, present_end
from contracts.spelling.dates import datum
from contracts.spelling.names import lista, versal_forst
from contracts.spelling.numbers import antal, procent, tal
from contracts.spelling.periods import aldersspann, arsspann, length_in_words, period


def partnership_view(
    authority: AuthorityFolder, folder: PartnershipFolder, day: dt.date | None = None
) -> PartnershipView:
    """One partnership as a report shows it.

    Precondition: the checks found no errors, so every reference resolves.

    Args:
        authority: The authority.
        folder: The partnership.
        day: The document's own day: what is known only later is left out. None for all that is known.
    """
    facts = as_of(folder.partnership, day)
    names = Names(authority, facts)
    own = [item for item in facts.economy.contributions if item.payer == authority.id]
    others = [item for item in facts.economy.contributions if item.payer != authority.id]
    yearly = [item.amount for item in own if item.per is Per.YEAR and item.amount is not None]
    return PartnershipView(
        id=folder.id,
        name=facts.name,
        short_name=facts.short_name or facts.name,
        area=facts.area,
        case_numbers=facts.case_numbers,
        parties=tuple(_party(party, names) for party in facts.parties),
        idea_based=tuple(
            names.party(party.organisation)
            for party in facts.parties
            if names.sector(party.organisation) is Sector.IDEA_BASED
        ),
        period=period_in_words(facts.term),
        start=facts.term.start,
        end=present_end(facts.term),
        extension=_extension(facts.term, facts.term.extension) if facts.term.extension else None,
        last_end=latest_end(facts.term),
        budget=tuple(paid_in_words(item) for item in own),
        funding=tuple(_funding(others, facts, names)),
        yearly=sum(yearly) if yearly else None,
        target_group=versal_forst("; ".join(_group(group) for group in facts.target_groups))
        if facts.target_groups
        else None,
        purpose=facts.purpose,
        goals=facts.goals,
        targets=tuple(_targets(facts)),
        summary=facts.summary,
        results=tuple(_result(result) for result in facts.results),
        assessment=facts.assessment,
        lessons=facts.lessons,
        follow_on_projects=facts.follow_on_projects,
    )


def period_in_words(term: Term) -> str | None:
    """The whole time that has been agreed, as exactly as it is known; None when it is not known."""
    if term.season:
        return term.season
    starts = [one.start for one in term.history] + ([term.start] if term.start else [])
    last = present_end(term)
    if not starts or last is None:
        return None
    if term.precision is Precision.YEAR:
        return arsspann(min(starts).year, last.year)
    return period(term.start or min(starts), last)


def _party(party: Party, names: Names) -> str:
    """The legal person, and the unit that acts for it: "Exempelstad kommun (socialnämnden)"."""
    unit = names.unit(party.unit)
    name = names.party(party.organisation) + (f" {party.local_office}" if party.local_office else "")
    return f"{name} ({unit})" if unit else name


def _extension(term: Term, clause: Extension) -> str:
    """How the term can still be prolonged, after what has been agreed of it."""
    now, steps = present_end(term), possible_ends(term)
    used = sum(end <= now for end in steps) if now else 0
    bounded = clause.max_steps is not None or clause.last_end is not None
    if bounded and steps and used == len(steps):
        return "kan inte förlängas fler gånger"
    step = length_in_words(clause.step_months)
    if clause.kind is ExtensionKind.REPEATED or clause.max_steps is None:
        words = f"kan förlängas med {step} i taget"
    else:
        more = " till" if used else ""
        words = f"kan förlängas {antal(clause.max_steps - used, 'gång', 'gånger')}{more} med {step}"
    return f"{words}, längst till och med {datum(clause.last_end)}" if clause.last_end else words


def paid_in_words(item: Contribution) -> str:
    """What is paid for what: "1 615 000 kr per år för matchning"."""
    return f"{measure(item)} för {item.purpose}"


def _funding(others: list[Contribution], facts: Partnership, names: Names) -> Iterator[str]:
    for item in others:
        yield f"{names.party(item.payer)}: {paid_in_words(item)}"
    for fee in money.economy_view(facts, names.party, None).user_fees:
        yield f"Deltagarna: {fee}"
    if facts.economy.cost_share_rule:
        yield f"Fördelning: {facts.economy.cost_share_rule}"


def _group(group: TargetGroup) -> str:
    words = [group.description]
    if group.age_min is not None or group.age_max is not None:
        words.append(aldersspann(group.age_min, group.age_max))
    words += group.criteria
    if group.residence:
        words.append(f"bosatta i {group.residence}")
    if group.enrolment:
        words.append(f"inskrivna hos {group.enrolment}")
    left_out = f" (inte {lista(group.exclusions)})" if group.exclusions else ""
    return ", ".join(words) + left_out


def _targets(facts: Partnership) -> Iterator[str]:
    for target in facts.targets:
        measure = target_measure(target)
        detail = ", ".join(word for word in (measure, target.period) if word)
        yield f"{target.text} ({detail})" if detail else target.text


def _result(result: ResultReport) -> str:
    value = procent(result.value) if result.unit in ("procent", "%") else f"{tal(result.value)} {result.unit}"
    details = []
    if result.numerator is not None and result.denominator is not None:
        details.append(f"{tal(result.numerator)} av {tal(result.denominator)}")
    shares = [
        f"{procent(share)} {who}"
        for share, who in ((result.women_percent, "kvinnor"), (result.men_percent, "män"))
        if share is not None
    ]
    if shares:
        details.append("varav " + lista(shares))
    return f"{versal_forst(result.indicator)}: {', '.join([value, *details])} ({result.period})"
