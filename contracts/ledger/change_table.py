"""The changes as rows of a table: what, before, after, and the economic effect of each.

The effect of a row is that of the contribution that it is about; what a longer or shorter term does to amounts that
stay as they are stands at the term. So the rows make up the sum.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from contracts.facts.prose import REFERENCE, paragraphs
from contracts.facts.source import Route
from contracts.ledger.around import around_the_difference
from contracts.ledger.changes import ChangeKind, path_of
from contracts.ledger.classification import DAYS
from contracts.ledger.effect import Effect, EffectLine
from contracts.ledger.effect_words import NO_EFFECT, UNKNOWN
from contracts.ledger.sections import Section
from contracts.ledger.telling import WORDS, ToldChange
from contracts.spelling.amounts import kr_andring

#: Kinds that "before" and "after" do not say by themselves.
_SAID: Final = frozenset({ChangeKind.MOVED, ChangeKind.RENAMED, ChangeKind.TRANSFERRED})
#: What stands where a whole item comes or goes and there is no more to say of it.
_BEFORE: Final[Mapping[ChangeKind, str]] = MappingProxyType({ChangeKind.REMOVED: "ingår"})
_AFTER: Final[Mapping[ChangeKind, str]] = MappingProxyType(
    {ChangeKind.REMOVED: "utgår", ChangeKind.ADDED: "tillkommer"}
)
#: What depends on a number that nobody has agreed on.
_UNCOUNTED: Final = frozenset({"tiered_rates", "unit_rates", "user_fees", "own_financing"})


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change. No text is empty."""

    section: Section
    what: str
    before: str
    after: str
    per_year: str  #: "+50 000 kr", "okänd"; an en dash for no effect per year
    total: str  #: as `per_year`, over what is left of the term
    amount: int | None  #: the total in whole kronor; 0 for no effect, None for one that is unknown


def change_table(changes: Sequence[ToldChange], effect: Effect) -> tuple[ChangeRow, ...]:
    """A row for each change, in the order of the agreement.

    Args:
        changes: every change from one state of the terms to another.
        effect: what they come to.
    """
    left: dict[tuple[Route, bool], list[EffectLine]] = {}
    for line in (*effect.lines, *effect.in_kind):
        left.setdefault((line.route, line.gone), []).append(line)
    by_term = [line for line in effect.lines if _another_time(line)]
    rows = []
    for change in changes:
        lines = left.pop((change.route[:3], _gone(change)), [])
        row = _row(change, lines, effect)
        if path_of(change.route) in DAYS and by_term:
            row, by_term = _of_term(row, by_term), []
        rows.append(row)
    return tuple(rows)


def _gone(change: ToldChange) -> bool:
    return change.kind is ChangeKind.REMOVED and len(change.route) == len(("economy", "contributions", 0))


def _row(change: ToldChange, lines: Sequence[EffectLine], effect: Effect) -> ChangeRow:
    per_year, total, amount = _cells(change, lines, effect)
    before, after = around_the_difference(_plain(change.old), _plain(change.new))
    kind = change.kind
    if path_of(change.route) == ("parties",) and kind is not ChangeKind.MOVED:
        before, after = "", ""  # its number and address stand in the agreement
    return ChangeRow(
        section=change.section,
        what=f"{change.about}: {WORDS[kind]}" if kind in _SAID else change.about,
        before=before or _BEFORE.get(kind, NO_EFFECT),
        after=after or _AFTER.get(kind, NO_EFFECT),
        per_year=per_year,
        total=total,
        amount=amount,
    )


def _plain(text: str | None) -> str:
    """A text without the marks of Markdown."""
    if text is None or not any(mark in text for mark in "\n*[`"):
        return text or ""
    return " ".join(paragraphs(text)).replace(REFERENCE, "…")


def _is_uncounted(change: ToldChange) -> bool:
    """Whether what changes costs something that nobody knows."""
    route = change.route
    if len(route) < 3 or route[0] != "economy" or change.kind is ChangeKind.MOVED:
        return False
    valued = route[1] == "in_kind" and (len(route) == 3 or route[-1] == "estimated_value")
    return valued or route[1] in _UNCOUNTED


def _cells(told: ToldChange, lines: Sequence[EffectLine], effect: Effect) -> tuple[str, str, int | None]:
    if not lines:
        return (UNKNOWN, UNKNOWN, None) if _is_uncounted(told) else (NO_EFFECT, NO_EFFECT, 0)
    change = None if any(line.change is None for line in lines) else sum(line.change or 0 for line in lines)
    counted = [line.total - line.by_term for line in lines if line.total is not None]
    unknown = len(counted) < len(lines)
    amount = None if unknown else sum(counted)
    value = " (uppskattat värde)" if any(line in effect.in_kind for line in lines) else ""
    per_year = UNKNOWN if change is None and unknown else _cell(change or 0, value)
    if value:
        return per_year, _cell(amount, value), 0
    return per_year, _cell(amount), amount


def _another_time(line: EffectLine) -> bool:
    return bool(line.by_term) or (line.total is None and not line.change and line.span_before != line.span_after)


def _of_term(row: ChangeRow, lines: Iterable[EffectLine]) -> ChangeRow:
    amount: int | None = 0
    for line in lines:
        amount = None if amount is None or line.total is None else amount + line.by_term
    return replace(row, total=_cell(amount), amount=amount)


def _cell(amount: int | None, value: str = "") -> str:
    if amount is None:
        return UNKNOWN
    return kr_andring(amount) + value if amount else NO_EFFECT
