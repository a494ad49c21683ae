"""How the economic effect of a difference looks, and as it is for machines."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from contracts.ledger.effect import Effect, EffectLine
from contracts.ledger.effect_words import counted_in_words, lines_in_words, notes_in_words, sum_in_words
from contracts.spelling.amounts import kr_andring


def show_effect(console: Console, effect: Effect) -> None:
    """The sums, year by year, and the arithmetic behind each."""
    console.print(Text("\nEkonomisk konsekvens", "bold"))
    for text in _told(effect):
        console.print(f"  {text}", soft_wrap=True)


def _told(effect: Effect) -> Iterator[str]:
    yield sum_in_words(effect)
    if effect.is_nothing:
        return
    yield counted_in_words(effect)
    for one in effect.years:
        yield f"{one.year or 'Utan bestämt år'}: {kr_andring(one.total)}"
    yield from lines_in_words(effect)
    yield from notes_in_words(effect)


def effect_json(effect: Effect) -> dict[str, object]:
    """An economic effect for machines; amounts are whole kronor."""
    return {
        "start": effect.start.isoformat() if effect.start and not effect.undated else None,
        "end": effect.end.isoformat() if effect.end else None,
        "undated": effect.undated,
        "per_year": effect.change,
        "total": effect.total,
        "public": effect.public,
        "others": effect.others,
        "complete": effect.complete,
        "years": [
            {"year": one.year, "public": one.public, "others": one.others, "total": one.total} for one in effect.years
        ],
        "lines": [_line_json(line) for line in effect.lines],
        "in_kind": [_line_json(line) for line in effect.in_kind],
        "uncounted": list(effect.uncounted),
    }


def _line_json(line: EffectLine) -> dict[str, object]:
    return {
        "payer": line.payer,
        "purpose": line.purpose,
        "per_year": line.change,
        "total": line.total,
        "years": [{"year": year, "amount": amount} for year, amount in line.years],
        "indexed": line.indexed,
        "at_most": line.at_most,
        "unknown": line.unknown,
    }
