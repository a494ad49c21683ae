"""The numbered lists of a .docx: which paragraphs stand in them, and what each one's number is.

Source: ECMA-376 part 1, 17.9 (numbering).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from contracts.pdf.embedded_styles import Styles, own_setting, style_of
from contracts.word.ooxml import Element, W, child_value, value

ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
SMALL_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a paragraph stands in the document's lists."""

    number: str  #: the list's numId
    abstract: str  #: its abstractNumId; lists of one kind count together
    level: int  #: 0-based


@dataclass(frozen=True, slots=True)
class Lists:
    """The document's lists."""

    abstracts: Mapping[str, str]  #: numId -> abstractNumId
    levels: Mapping[str, Mapping[int, Element]]  #: abstractNumId -> level -> w:lvl
    restarts: Mapping[str, Mapping[int, int]]  #: numId -> level -> first number

    @classmethod
    def read(cls, numbering: Element) -> "Lists":
        """From the numbering part."""
        nums = {str(num.get(f"{W}numId")): num for num in numbering.findall(f"{W}num")}
        return cls(
            {key: child_value(num, "abstractNumId") for key, num in nums.items()},
            {
                str(abstract.get(f"{W}abstractNumId")): {_ilvl(level): level for level in abstract.findall(f"{W}lvl")}
                for abstract in numbering.findall(f"{W}abstractNum")
            },
            {
                key: {
                    _ilvl(override): int(value(start))
                    for override in num.findall(f"{W}lvlOverride")
                    if (start := override.find(f"{W}startOverride")) is not None
                }
                for key, num in nums.items()
            },
        )

    def can_be_spelled(self, abstract: str) -> bool:
        """Whether all its levels count in a way known here."""
        return all(_format(level) in FORMATS for level in self.levels[abstract].values())

    def of(self, paragraph: Element, styles: Styles) -> ListPlace | None:
        """The place of a paragraph, from its own settings or its style's; None when it is not numbered."""
        setting = styles.setting(paragraph, "numPr")
        number = child_value(setting, "numId")
        abstract = self.abstracts.get(number, "")
        if setting is None or abstract not in self.levels:
            return None
        levels = self.levels[abstract]
        linked = (at for at, level in levels.items() if child_value(level, "pStyle") == style_of(paragraph))
        said = int(child_value(setting, "ilvl") or 0)
        level = said if own_setting(paragraph, "numPr") is not None else next(linked, said)
        return ListPlace(number, abstract, level) if level in levels else None


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a numbered paragraph is called."""

    own: str  #: as it stands at its head, such as `(a)`
    full: str  #: with the levels above it, such as `3.1(a)`


class Counting:
    """Counts through the lists of a document, in the order of its paragraphs."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()

    def next(self, place: ListPlace) -> Numbers:
        """The number of the next paragraph, which stands at `place`."""
        levels = self._lists.levels[place.abstract]
        counter = self._counters.setdefault(place.abstract, {})
        if place.number not in self._started:
            self._started.add(place.number)
            counter.update({at: first - 1 for at, first in self._lists.restarts.get(place.number, {}).items()})
        _count(counter, place.level, levels)
        return _number(counter, place.level, levels)


def _count(counter: dict[int, int], level: int, levels: Mapping[int, Element]) -> None:
    for above in range(level):
        counter.setdefault(above, _start(levels, above))
    counter[level] = counter.get(level, _start(levels, level) - 1) + 1
    for below in [at for at in counter if at > level]:
        del counter[below]


def _start(levels: Mapping[int, Element], level: int) -> int:
    start = levels[level].find(f"{W}start") if level in levels else None
    return 1 if start is None else int(value(start))


def _number(counter: Mapping[int, int], level: int, levels: Mapping[int, Element]) -> Numbers:
    text = child_value(levels[level], "lvlText")
    own, legal = text, levels[level].find(f"{W}isLgl") is not None
    for at in range(level + 1):
        spell = FORMATS["decimal" if legal else _format(levels[at])] if at in levels else str
        own = own.replace(f"%{at + 1}", spell(counter[at]))
    if level == 0 or "%1" in text or level - 1 not in levels:
        return Numbers(own, own)
    return Numbers(own, _number(counter, level - 1, levels).full.rstrip(".") + own)


def _ilvl(node: Element) -> int:
    return int(str(node.get(f"{W}ilvl")))


def _format(level: Element) -> str:
    return child_value(level, "numFmt", "decimal")


def _letters(number: int) -> str:
    """A, …, Z, AA, BB: Word repeats the letter."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for worth, sign in (*ROMAN, *SMALL_ROMAN):
        text += sign * (number // worth)
        number %= worth
    return text


FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimal": str,
        "upperLetter": _letters,
        "lowerLetter": lambda number: _letters(number).lower(),
        "upperRoman": _roman,
        "lowerRoman": lambda number: _roman(number).lower(),
        "none": lambda number: "",
    }
)
