"""The economic effect in Swedish sentences, with the arithmetic behind each sum."""

from collections.abc import Iterator

from contracts.facts.measures import PER, measure
from contracts.ledger.costs import stated, yearly
from contracts.ledger.effect import Effect, EffectLine
from contracts.ledger.spans import Span, months_in, months_in_words
from contracts.spelling.amounts import kr, kr_andring
from contracts.spelling.dates import datum
from contracts.spelling.names import versal_forst
from contracts.spelling.typography import EN_DASH, MINUS

#: What stands where there is no effect; a cell of a table is never empty.
NO_EFFECT = EN_DASH
#: What stands where there is one that cannot be told in kronor.
UNKNOWN = "okänd"


def counted_in_words(effect: Effect) -> str:
    """From when to when it is counted: "Räknat från och med den 1 maj 2019 till och med den 31 december 2020, …"."""
    if effect.start is None:
        return "Avtalet har ingen första dag, så effekten går inte att räkna ut i allt."
    if effect.undated:
        told = "summan är densamma" if effect.complete else "det som beror på den är bara räknat per år"
        return f"Ingen dag är angiven från vilken ändringen gäller; {told}."
    since = f"från och med den {datum(effect.start)}"
    if effect.end is None:
        return f"Räknat {since}. Avtalstidens sista dag är inte känd."
    if effect.end < effect.start:
        return f"Ändringen gäller från och med den {datum(effect.start)}, när avtalstiden har gått ut."
    months = months_in(Span(effect.start, effect.end))
    part = "" if months.denominator == 1 else " Del av en månad räknas i förhållande till månadens dagar."
    return f"Räknat {since} till och med den {datum(effect.end)}, {months_in_words(months)}.{part}"


def sum_in_words(effect: Effect) -> str:
    """All in one sentence: "Parternas kostnader ändras sammanlagt med +83 333 kr: de offentliga parternas med …"."""
    if effect.is_nothing:
        return "Ändringarna påverkar inte vad parterna betalar."
    if effect.total is None or effect.public is None or effect.others is None:
        if effect.undated and effect.per_year and effect.change:
            return f"Parternas kostnader ändras med {kr_andring(effect.change)} per år: {_sides(*effect.per_year)}."
        return "Ändringarnas effekt går inte att räkna ut i kronor."
    if not effect.lines:
        return "Ändringarna påverkar inte parternas betalningar i kronor."
    left = "" if effect.complete else " utöver det som inte går att räkna ut"
    sides = _sides(effect.public, effect.others)
    return f"Parternas kostnader ändras sammanlagt med {kr_andring(effect.total)}{left}: {sides}."


def _sides(public: int, others: int) -> str:
    return f"de offentliga parternas med {kr_andring(public)}, övrigas med {kr_andring(others)}"


def lines_in_words(effect: Effect) -> Iterator[str]:
    """One sentence or two for each contribution, with its arithmetic."""
    for line in effect.lines:
        yield f"{versal_forst(line.name)}, för {line.purpose}: {_reckoning(line, effect)}"
    for line in effect.in_kind:
        told = _reckoning(line, effect)
        yield f"{versal_forst(line.name)}, egen insats ({line.purpose}) till uppskattat värde: {told}"


def notes_in_words(effect: Effect) -> Iterator[str]:
    """What the sums leave out, or rest on."""
    if any(line.indexed for line in effect.counted):
        yield "Belopp som följer ett index är räknade före uppräkning."
    if any(line.at_most for line in effect.counted):
        yield "Belopp som är tak är räknade som om hela taket används."
    if effect.in_kind:
        yield "Uppskattade värden är inga betalningar och ingår inte i summorna."
    yield from effect.uncounted


def _reckoning(line: EffectLine, effect: Effect) -> str:
    if line.unknown is not None or line.total is None:
        change = f"{_steps(line)}; " if line.change else ""
        return f"{change}{line.unknown}."
    old, new = yearly(line.before), yearly(line.after)
    if old is not None and new is not None:
        return _of_years(line, effect)
    total = kr_andring(line.total)
    if line.before is None and line.after is not None:
        return f"{measure(line.after)} tillkommer. I allt {total}."
    if line.after is None and line.before is not None:
        return f"{measure(line.before)} utgår. Av det återstår {total}."
    assert line.before is not None  # a line has one side at least
    assert line.after is not None
    return f"{measure(line.after)} i stället för {measure(line.before)}. I allt {total}."


def _of_years(line: EffectLine, effect: Effect) -> str:
    """The reckoning of amounts per year."""
    assert line.total is not None  # only called for what is counted
    assert effect.start is not None  # what is yearly is counted from a day
    before, after = (span.since(effect.start) if span else None for span in (line.span_before, line.span_after))
    months_before, months_after = months_in(before), months_in(after)
    total = kr_andring(line.total)
    if line.before is None and line.after is not None:
        return f"{measure(line.after)} i {months_in_words(months_after)} är {total}."
    if line.after is None and line.before is not None:
        return f"{measure(line.before)} utgår. I {months_in_words(months_before)} är det {total}."
    assert line.before is not None  # a line has one side at least
    assert line.after is not None
    if not line.change:
        longer = months_after - months_before
        more = "till" if longer > 0 else "mindre"
        return f"{measure(line.after)} i {months_in_words(abs(longer))} {more} är {total}."
    if months_before == months_after:
        return f"{_steps(line)}. I {months_in_words(months_after)} är det {total}."
    own = f"{measure(line.after)} i {months_in_words(months_after)}"
    return f"{own}, mot {measure(line.before)} i {months_in_words(months_before)}, är {total}."


def _steps(line: EffectLine) -> str:
    """What a yearly amount becomes more or less: "130 000 kr − 100 000 kr = +30 000 kr per år"."""
    assert line.change is not None  # only called for what is yearly
    if line.before is None or line.after is None:
        return f"{kr_andring(line.change)} per år"
    return (
        f"{kr(stated(line.after))} {MINUS} {kr(stated(line.before))} = {kr_andring(line.change)} {PER[line.after.per]}"
    )
