"""A party's notice: whether the agreement allows it, and the last day that follows from the agreement's own periods.

A period in months ends on the day of the month with the same number as the day it began, or on that month's last day.
Source: lagen (1930:173) om beräkning av lagstadgad tid, 1 §, as it read with the changes up to 2022:931: written for
periods in law, and used here as the common way to count; an agreement may say otherwise.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.facts.calendar import add_months, last_day
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.revision import Ending, EndingKind
from contracts.facts.model.term import Termination
from contracts.ledger.findings import LedgerFinding
from contracts.ledger.parties import both_sides, parties_of
from contracts.ledger.spelt import party_name
from contracts.ledger.terms import Terms
from contracts.spelling.dates import datum
from contracts.spelling.numbers import antal_dagar, antal_manader


@dataclass(frozen=True, slots=True)
class EndingJudgement:
    """What was found about a notice."""

    last_day: dt.date | None  #: None when the day on which it is given is not known, or the agreement allows none
    arithmetic: tuple[str, ...]  #: Swedish: each step of the reckoning
    findings: tuple[LedgerFinding, ...]


def judge_ending(signed: Terms, ending: Ending) -> EndingJudgement:
    """Judge a notice by the signed terms.

    Args:
        signed: the terms last signed.
        ending: what the data says of the notice.
    """
    facts = signed.partnership
    findings = [*_faults(ending, facts, signed.authority.id)]
    rules = facts.termination
    if rules is None:
        return EndingJudgement(None, (), tuple(findings))
    findings += _in_time(ending, rules)
    findings += _within_term(ending, facts)
    months = rules.notice_months if ending.kind is EndingKind.NOTICE else rules.ordinary_notice_months
    if ending.given_on is None or months is None:
        return EndingJudgement(None, (), tuple(findings))
    last = add_months(ending.given_on, months)
    end = last_day(facts.term)
    # A notice ends nothing later than the agreement ends by itself.
    until = last if end is None else min(last, end)
    return EndingJudgement(until, tuple(_lines(signed, ending, rules, months, last)), tuple(findings))


def _finding(rule: str, text: str, remedy: str, field: str) -> LedgerFinding:
    return LedgerFinding(rule, text, remedy, ("ending", field))


def _faults(ending: Ending, facts: Partnership, authority: str) -> Iterator[LedgerFinding]:
    if ending.by not in {party.organisation for party in facts.parties}:
        text = f"”{ending.by}” är ingen part i det undertecknade avtalet"
        yield _finding("ending-party", text, "ange id för en av parterna", "by")
    if ending.by == authority and ending.decision is None:
        text = "kommunen säger upp avtalet, men det är inte angivet vem som har beslutat det och när"
        yield _finding("ending-incomplete", text, "fyll i decision", "by")
    rules = facts.termination
    if rules is None:
        text = "det undertecknade avtalet har inga villkor om uppsägning"
        yield _finding("ending-unfounded", text, "kom överens om ett slut i stället, och ändra term.end", "kind")
    elif ending.kind is EndingKind.EXIT and rules.ordinary_notice_months is None:
        text = "det undertecknade avtalet låter ingen part lämna partnerskapet utan särskilt skäl"
        yield _finding("ending-unfounded", text, "ange kind: notice och grunden, om det finns en", "kind")
    elif ending.kind is EndingKind.NOTICE:
        yield from _ground_faults(ending, rules)


def _ground_faults(ending: Ending, rules: Termination) -> Iterator[LedgerFinding]:
    if ending.ground is None:
        yield _finding("ending-incomplete", "uppsägningen säger inte vad den grundas på", "fyll i ground", "kind")
    bound = rules.breach_ground or rules.grounds
    if ending.breach and not rules.breach_ground:
        text = "avtalsbrott är ingen grund för uppsägning i det undertecknade avtalet"
        yield _finding("ending-unfounded", text, "ange en av grunderna i avtalet", "breach")
    elif not ending.breach and bound and not rules.grounds:
        text = "det undertecknade avtalet får bara sägas upp vid avtalsbrott"
        yield _finding("ending-unfounded", text, "ange breach: ja, om det är ett avtalsbrott", "breach")
    if ending.breach and rules.remedy_days is not None and ending.remedy_demanded_on is None:
        text = (
            f"avtalet ger {antal_dagar(rules.remedy_days)} för rättelse, men det är inte angivet när rättelse begärdes"
        )
        yield _finding("ending-incomplete", text, "fyll i remedy_demanded_on", "breach")


def _in_time(ending: Ending, rules: Termination) -> Iterator[LedgerFinding]:
    """Whether what must come first has come first."""
    if ending.given_on is None:
        yield _finding("ending-incomplete", "dagen då uppsägningen lämnas är inte angiven", "fyll i given_on", "kind")
        return
    if earliest := earliest_notice(ending, rules):
        demanded, days = ending.remedy_demanded_on, rules.remedy_days
        assert demanded is not None  # that there is an earliest day follows from these
        assert days is not None
        if ending.given_on < earliest:
            text = (
                f"uppsägningen lämnas den {datum(ending.given_on)}, men rättelse begärdes den {datum(demanded)} och"
                f" tiden för rättelse är {antal_dagar(days)}"
            )
            remedy = f"lämna uppsägningen tidigast den {datum(earliest)}"
            yield _finding("ending-too-early", text, remedy, "given_on")
    if not rules.prior_dialogue_required:
        return
    if ending.dialogue_on is None:
        text = "parterna ska ha talat med varandra före en uppsägning, men det är inte angivet när de gjorde det"
        yield _finding("ending-incomplete", text, "fyll i dialogue_on", "kind")
    elif ending.dialogue_on > ending.given_on:
        held, given = datum(ending.dialogue_on), datum(ending.given_on)
        text = f"dialogen hölls den {held}, efter att uppsägningen lämnades den {given}"
        yield _finding("ending-too-early", text, "håll dialogen först", "dialogue_on")


def _within_term(ending: Ending, facts: Partnership) -> Iterator[LedgerFinding]:
    """Whether there is an agreement to give notice of on that day."""
    given, start, end = ending.given_on, facts.term.start, last_day(facts.term)
    if given is None:
        return
    if start is not None and given < start:
        text = f"uppsägningen lämnas den {datum(given)}, innan avtalet börjar gälla den {datum(start)}"
        yield _finding("ending-outside-term", text, "kontrollera dagen", "given_on")
    if end is not None and given > end:
        text = f"uppsägningen lämnas den {datum(given)}, efter att avtalstiden gick ut den {datum(end)}"
        yield _finding("ending-outside-term", text, "kontrollera dagen, eller ta bort ending", "given_on")


def earliest_notice(ending: Ending, rules: Termination) -> dt.date | None:
    """The first day on which notice may be given for a breach: the day after the time for remedy has run out."""
    if not ending.breach or rules.remedy_days is None or ending.remedy_demanded_on is None:
        return None
    return ending.remedy_demanded_on + dt.timedelta(days=rules.remedy_days + 1)


def _lines(signed: Terms, ending: Ending, rules: Termination, months: int, last: dt.date) -> Iterator[str]:
    name = party_name(ending.by, signed)
    assert ending.given_on is not None  # the last day was counted from it
    if earliest := earliest_notice(ending, rules):
        assert ending.remedy_demanded_on is not None
        assert rules.remedy_days is not None
        out = earliest - dt.timedelta(days=1)
        yield (
            f"Rättelse begärdes den {datum(ending.remedy_demanded_on)}; tiden för rättelse,"
            f" {antal_dagar(rules.remedy_days)}, gick ut den {datum(out)}."
        )
    yield f"{name} lämnar uppsägningen den {datum(ending.given_on)}."
    yield f"Uppsägningstiden är {antal_manader(months)}: sista dagen är den {datum(last)}."
    end = last_day(signed.partnership.term)
    runs_out = end is not None and end <= last
    if end is not None and runs_out:
        yield f"Avtalstiden går ut {'samma dag' if end == last else f'dessförinnan, den {datum(end)}'}."
    others = [party for party in parties_of(signed) if party != ending.by]
    if both_sides(signed, others) and runs_out:
        yield "Avtalet upphör då för alla parter, vare sig någon säger upp det eller inte."
    elif both_sides(signed, others):
        yield f"Avtalet upphör för {name}; mellan de andra parterna fortsätter det att gälla."
    elif len(signed.partnership.parties) == 2:
        yield "Avtalet har två parter och upphör därmed helt."
    else:
        yield "Därefter finns inte både en offentlig och en idéburen part kvar: avtalet upphör helt."
