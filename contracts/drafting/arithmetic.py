"""What follows from the days and amounts that somebody has answered, spelled out so that it can be looked at."""

from collections.abc import Iterator
from itertools import pairwise

from contracts.facts.calendar import decide_by
from contracts.facts.model.economy import Per
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.term import Term
from contracts.register.reckoning import latest_end, original_end, possible_ends
from contracts.spelling.amounts import kr
from contracts.spelling.dates import datum
from contracts.spelling.periods import period_tom


def term_in_words(term: Term) -> Iterator[str]:
    """The term, each possible extension with the day to decide it by, and the last day of all; one line each."""
    end = original_end(term)
    if term.start is None or end is None or end < term.start:
        return
    yield f"Avtalet gäller {period_tom(term.start, end)}."
    ends = possible_ends(term)
    months = term.extension.decide_months_before if term.extension else None
    for number, (before, after) in enumerate(pairwise((end, *ends)), 1):
        by = f"; parterna är överens senast den {datum(decide_by(before, months))}" if months is not None else ""
        yield f"Förlängning {number}: till och med den {datum(after)}{by}."
    if not ends or term.extension is None:
        return
    if term.extension.last_end is None and term.extension.max_steps is None:
        yield "Någon sista dag är inte angiven."
    elif last := latest_end(term):
        yield f"Det kan längst gälla till och med den {datum(last)}."


def yearly_in_words(facts: Partnership, names: dict[str, str]) -> Iterator[str]:
    """What each payer pays per year, added up; one line for each payer with more than nothing.

    Args:
        facts: The partnership.
        names: What the parties are called, by id.
    """
    yearly = [paid for paid in facts.economy.contributions if paid.per is Per.YEAR and paid.amount is not None]
    for payer in dict.fromkeys(paid.payer for paid in yearly):
        amounts = [paid.amount or 0 for paid in yearly if paid.payer == payer]
        sums = " + ".join(kr(amount) for amount in amounts)
        total = f"{sums} = {kr(sum(amounts))}" if len(amounts) > 1 else sums
        yield f"{names.get(payer, payer)} betalar {total} per år."
