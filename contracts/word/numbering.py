"""Word's numbered lists: what number each paragraph bears, and lists that begin again.

Counters belong to the list's definition (w:abstractNum), not to the list (w:num): a second list that should begin at 1
needs a w:num of its own with a startOverride, or it goes on where the first one ended.

Source: ECMA-376 part 1, 17.9 (numbering).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from contracts.word.ooxml import Element, W, child_value, is_on, make, parse, to_bytes
from contracts.word.paragraph_settings import Settings, settings_of
from contracts.word.styles import StyleBook, fonts_of, left_indent

#: Where the numbers of levels stand in a level's text.
_PLACES: Final = re.compile(r"%(\d)")
_ROMAN: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list's definition."""

    start: int
    format: str  #: "decimal", "bullet", …
    text: str  #: "%1.%2"
    style: str  #: id of the paragraph style bound to it
    left: str  #: indent in twentieths of a point, "" when it says nothing
    legal: bool  #: all numbers in it are written with digits
    font: str  #: of its sign or number, "" when it says nothing


@dataclass(frozen=True, slots=True)
class ListUse:
    """One w:num: a use of a definition."""

    definition: str
    restarts: Mapping[int, int]  #: level -> first number
    levels: Mapping[int, Level]  #: levels that it defines anew


@dataclass(frozen=True, slots=True)
class Numbering:
    """All lists of a template."""

    data: bytes | None
    definitions: Mapping[str, Mapping[int, Level]]
    uses: Mapping[str, ListUse]
    by_style: Mapping[str, tuple[str, int]]  #: list and level of each paragraph style that is in one

    def level(self, num_id: str, level: int) -> Level | None:
        """A level (0-based) of a list; None when the list does not have it."""
        use = self.uses.get(num_id)
        if use is None:
            return None
        return use.levels.get(level) or self.definitions.get(use.definition, {}).get(level)

    def of_style(self, style_id: str) -> tuple[str, int]:
        """The list and level (0-based) that a paragraph style puts its paragraphs in; ("", 0) when in none."""
        return self.by_style.get(style_id, ("", 0))


def read_numbering(data: bytes | None, book: StyleBook) -> Numbering:
    """The lists in a numbering part; none when the part is missing."""
    if data is None:
        return Numbering(None, MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))
    root = parse(data)
    definitions: dict[str, Mapping[int, Level]] = {}
    linked: dict[str, str] = {}
    for element in root.findall(W + "abstractNum"):
        name = element.get(W + "abstractNumId") or ""
        definitions[name] = _levels(element)
        if child_value(element, "numStyleLink"):
            linked[name] = child_value(element, "numStyleLink")
    uses = {
        element.get(W + "numId") or "": ListUse(
            child_value(element, "abstractNumId"),
            {
                _whole(one.get(W + "ilvl")): int(child_value(one, "startOverride"))
                for one in element.findall(W + "lvlOverride")
                if child_value(one, "startOverride").isdigit()
            },
            {n: level for one in element.findall(W + "lvlOverride") for n, level in _levels(one).items()},
        )
        for element in root.findall(W + "num")
    }
    for name, style_id in linked.items():  # a definition that only points at a numbering style
        style = book.by_id.get(style_id)
        if style and style.num_id in uses:
            definitions[name] = definitions.get(uses[style.num_id].definition, {})
    by_style = {name: _list_of_style(name, book, definitions, uses) for name in book.by_id}
    in_lists = {name: found for name, found in by_style.items() if found[0]}
    return Numbering(data, MappingProxyType(definitions), MappingProxyType(uses), MappingProxyType(in_lists))


def _list_of_style(
    style_id: str, book: StyleBook, definitions: Mapping[str, Mapping[int, Level]], uses: Mapping[str, ListUse]
) -> tuple[str, int]:
    for style in book.chain(style_id):
        if style.num_id:
            if style.num_id == "0":
                return "", 0
            use = uses.get(style.num_id)
            levels = definitions.get(use.definition, {}) if use else {}
            by_style = {level.style: number for number, level in levels.items() if level.style}
            return style.num_id, by_style.get(style_id, by_style.get(style.id, style.level or 0))
    return "", 0


def _levels(parent: Element) -> dict[int, Level]:
    return {
        _whole(element.get(W + "ilvl")): Level(
            start=_whole(child_value(element, "start")),
            format=child_value(element, "numFmt", "decimal"),
            text=child_value(element, "lvlText"),
            style=child_value(element, "pStyle"),
            left=left_indent(element.find(W + "pPr")),
            legal=is_on(element.find(W + "isLgl")),
            font=fonts_of(element.find(W + "rPr"))[0],
        )
        for element in parent.findall(W + "lvl")
    }


def _whole(text: str | None) -> int:
    """A number of a level; what is none counts as 0, as in Word."""
    return int(text) if text and text.isdecimal() else 0


@dataclass(slots=True)
class NumberingDraft:
    """The lists of a document in the making: the template's, and those that begin again."""

    base: Numbering
    added: list[tuple[str, str, int, int]] = field(default_factory=list)  #: id, definition, level, first number

    def restart(self, num_id: str, level: int, first: int) -> str:
        """A new list like `num_id` that begins at `first` on a level (0-based); its id."""
        taken = [int(one) for one in (*self.base.uses, *(one[0] for one in self.added)) if one.isdigit()]
        new = str(max([0, *taken]) + 1)
        self.added.append((new, self.base.uses[num_id].definition, level, first))
        return new

    def numbering(self) -> Numbering:
        """All lists as one value."""
        uses = {
            new: ListUse(definition, {level: first}, MappingProxyType({}))
            for new, definition, level, first in self.added
        }
        return Numbering(
            self.base.data, self.base.definitions, MappingProxyType({**self.base.uses, **uses}), self.base.by_style
        )

    def to_bytes(self) -> bytes | None:
        """The numbering part; None when the template has none."""
        if self.base.data is None or not self.added:
            return self.base.data
        root = parse(self.base.data)
        after = root.findall(W + "num")[-1]
        for new, definition, level, first in reversed(self.added):
            override = make("lvlOverride", make("startOverride", val=str(first)), ilvl=str(level))
            after.addnext(make("num", make("abstractNumId", val=definition), override, numId=new))
        return to_bytes(root)


def numbers_of(paragraphs: Iterable[Element], numbering: Numbering, book: StyleBook) -> dict[Element, str]:
    """The number that each numbered paragraph bears, as Word prints it; bullets bear none."""
    return numbers_by_settings(((one, settings_of(one)) for one in paragraphs), numbering, book)


def numbers_by_settings(
    paragraphs: Iterable[tuple[Element, Settings]], numbering: Numbering, book: StyleBook
) -> dict[Element, str]:
    """As `numbers_of`, of paragraphs whose settings have been read."""
    counters: dict[str, dict[int, int]] = {}
    begun: set[str] = set()
    found: dict[Element, str] = {}
    levels: dict[Settings, tuple[str, int, Level | None]] = {}
    for paragraph, settings in paragraphs:
        if settings not in levels:
            num_id, at = list_by_settings(settings, numbering, book)
            levels[settings] = (num_id, at, numbering.level(num_id, at))
        num_id, at, level = levels[settings]
        if level is None:
            continue
        use = numbering.uses[num_id]
        counter = counters.setdefault(use.definition, {})
        if num_id not in begun:
            begun.add(num_id)
            for restarted, first in use.restarts.items():
                counter[restarted] = first - 1
        counter[at] = counter.get(at, level.start - 1) + 1
        for deeper in [one for one in counter if one > at]:
            del counter[deeper]
        if level.format not in ("bullet", "none"):
            found[paragraph] = _written(level, counter, numbering, num_id)
    return found


def list_of(paragraph: Element, numbering: Numbering, book: StyleBook) -> tuple[str, int]:
    """The list and level (0-based) that a paragraph belongs to; ("", 0) when to none."""
    return list_by_settings(settings_of(paragraph), numbering, book)


def list_by_settings(settings: Settings, numbering: Numbering, book: StyleBook) -> tuple[str, int]:
    """As `list_of`, of a paragraph whose settings have been read."""
    from_style = numbering.of_style(settings.style or book.default("paragraph"))
    if settings.own_list is None:
        return from_style
    num_id, level = settings.own_list[0] or from_style[0], settings.own_list[1]
    return ("", 0) if num_id in ("", "0") else (num_id, int(level) if level.isdigit() else from_style[1])


def level_element(numbering: Numbering, num_id: str, at: int) -> Element | None:
    """A level (0-based) of a list as it stands in the template's part; None when that does not have it."""
    use = numbering.uses.get(num_id)
    if use is None or numbering.data is None:
        return None
    for definition in parse(numbering.data).findall(W + "abstractNum"):
        if definition.get(W + "abstractNumId") == use.definition:
            levels = {_whole(one.get(W + "ilvl")): one for one in definition.findall(W + "lvl")}
            return levels.get(at)
    return None


def _written(level: Level, counter: Mapping[int, int], numbering: Numbering, num_id: str) -> str:
    written, *rest = _pieces(level.text)
    for place, literal in zip(rest[::2], rest[1::2], strict=True):
        at = int(place) - 1
        other = numbering.level(num_id, at)
        number = counter.get(at, other.start if other else 1)
        written += _number(number, "decimal" if level.legal or other is None else other.format) + literal
    return written


@lru_cache(maxsize=256)
def _pieces(text: str) -> tuple[str, ...]:
    """A level's text parted at its places: what stands before the first, its digit, what comes before the next, …."""
    return tuple(_PLACES.split(text))


def _number(number: int, written: str) -> str:
    if written in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if written == "lowerLetter" else letter.upper()
    if written in ("lowerRoman", "upperRoman"):
        roman = ""
        for worth, letters in (*_ROMAN, *_ROMAN_SMALL):
            roman += letters * (number // worth)
            number %= worth
        return roman if written == "lowerRoman" else roman.upper()
    if written == "decimalZero":
        return f"{number:02d}"
    return "" if written == "none" else str(number)
