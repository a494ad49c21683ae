"""Is a later last day an extension within the clause that was signed? With the arithmetic that says so."""

import datetime as dt
from dataclasses import dataclass

from contracts.facts.calendar import decide_by, last_day, step_end
from contracts.facts.model.term import Extension, ExtensionKind, PeriodKind, Term
from contracts.ledger.findings import LedgerFinding
from contracts.spelling.dates import datum
from contracts.spelling.numbers import antal, antal_manader, antal_ord, ordningstal_ord
from contracts.spelling.periods import length_in_words

#: More steps than any clause allows that anybody has written.
_MOST_STEPS = 1200


@dataclass(frozen=True, slots=True)
class ExtensionJudgement:
    """What was found about a new last day."""

    within: bool  #: whether it is one step of the clause, agreed in time
    arithmetic: tuple[str, ...]  #: Swedish: each step of the reckoning
    against: tuple[str, ...] = ()  #: Swedish: why it is none
    findings: tuple[LedgerFinding, ...] = ()


def judge_extension(signed: Term, new: Term, agreed_on: dt.date) -> ExtensionJudgement:
    """Judge a later last day by the clause of the signed terms.

    Args:
        signed: the term last signed, with its earlier periods in `history`.
        new: the term as it shall be; it differs from the signed one in its days alone.
        agreed_on: the day on which the extension is agreed, or today when that is not known.
    """
    before, after = last_day(signed), last_day(new)
    if before is None or after is None:
        return ExtensionJudgement(False, (), ("avtalstiden har ingen sista dag att räkna från",))
    lines = [f"Det senast undertecknade gäller till och med den {datum(before)}."]
    findings = tuple(_lapsed(before, agreed_on))
    clause = signed.extension
    if clause is None:
        return ExtensionJudgement(False, tuple(lines), ("avtalet har inget villkor om förlängning",), findings)
    number, reached = _next_step(signed, clause, before)
    lines.append(_clause_in_words(clause, _original_end(signed, before)))
    if clause.max_steps is not None and number > clause.max_steps:
        return ExtensionJudgement(False, tuple(lines), tuple(_beyond(clause, number, reached)), findings)
    lines.append(f"Nästa steg är det {ordningstal_ord(number)}, till och med den {datum(reached)}.")
    against = [*_beyond(clause, number, reached), *_other_end(clause, before, after, reached)]
    if clause.decide_months_before is not None:
        last = decide_by(before, clause.decide_months_before)
        months = antal_manader(clause.decide_months_before)
        lines.append(f"Förlängningen ska vara avtalad {months} före den {datum(before)}: senast den {datum(last)}.")
        if agreed_on > last:
            against.append(f"den skulle ha avtalats senast den {datum(last)}, men avtalas den {datum(agreed_on)}")
    if not against:
        lines.append(f"Den nya sista dagen är den {datum(after)}: ett steg, inom villkoret.")
    return ExtensionJudgement(not against, tuple(lines), tuple(against), findings)


def _lapsed(before: dt.date, agreed_on: dt.date) -> list[LedgerFinding]:
    if agreed_on <= before:
        return []
    text = f"avtalet gick ut den {datum(before)}, och förlängs först den {datum(agreed_on)}"
    remedy = "slut ett nytt avtal, eller ange i revision.date den dag då förlängningen avtalades"
    return [LedgerFinding("extension-lapsed", text, remedy, ("term",))]


def _original_end(signed: Term, before: dt.date) -> dt.date:
    """The last day from which steps are counted."""
    original = [period.end for period in signed.history if period.kind is PeriodKind.ORIGINAL]
    return min(original) if original else before


def _next_step(signed: Term, clause: Extension, before: dt.date) -> tuple[int, dt.date]:
    """Which step comes next, 1-based, and its last day.

    Counted from the original last day, so that short months do not add up; from the last one where it is no whole step
    after the original.
    """
    original = _original_end(signed, before)
    if before == original:
        return 1, step_end(original, clause.step_months)
    for taken in range(1, _MOST_STEPS):
        reached = step_end(original, clause.step_months, taken)
        if reached == before:
            return taken + 1, step_end(original, clause.step_months, taken + 1)
        if reached > before:
            break
    extended = sum(period.kind is PeriodKind.EXTENSION for period in signed.history)
    return extended + 1, step_end(before, clause.step_months)


def _clause_in_words(clause: Extension, original: dt.date) -> str:
    step = length_in_words(clause.step_months)
    if clause.kind is ExtensionKind.REPEATED or clause.max_steps is None:
        words = f"Villkoret tillåter {step} i taget"
    else:
        words = f"Villkoret tillåter {step} {antal(clause.max_steps, 'gång', 'gånger')}"
    limit = f", längst till och med den {datum(clause.last_end)}" if clause.last_end else ""
    return f"{words}{limit}, räknat från den {datum(original)}."


def _beyond(clause: Extension, number: int, reached: dt.date) -> list[str]:
    against = []
    if clause.max_steps is not None and number > clause.max_steps:
        only = "villkorets enda förlängning är redan använd"
        many = f"villkorets {antal_ord(clause.max_steps)} förlängningar är redan använda"
        against.append(only if clause.max_steps == 1 else many)
    if clause.last_end is not None and reached > clause.last_end:
        against.append(
            f"ett helt steg går till den {datum(reached)}, förbi villkorets sista dag den {datum(clause.last_end)}"
        )
    return against


def _other_end(clause: Extension, before: dt.date, after: dt.date, reached: dt.date) -> list[str]:
    if after == reached:
        return []
    if after < before:
        return [f"avtalstiden blir kortare: från den {datum(before)} till den {datum(after)}"]
    length = length_in_words(clause.step_months)
    return [f"den nya sista dagen, {datum(after)}, är inte ett steg på {length}, som slutar den {datum(reached)}"]
