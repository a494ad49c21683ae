"""Which fonts a document asks for, by following each run's styles; the proof compares them with those in the PDF."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, cast

from lxml import etree

from contracts.word.numbering import Numbering, list_by_settings
from contracts.word.ooxml import W_URI, A, Element, W, child_value, nearest, parse
from contracts.word.paragraph_settings import Settings
from contracts.word.reading import PlainRun, Reading, ReadParagraph, read_story
from contracts.word.styles import StyleBook, fonts_of

#: What Word takes when nothing at all names a font.
_LAST_RESORT: Final = "Times New Roman"
_NO_FONTS: Final = ("", "", "")
_ASCII: Final = re.compile(r"[\x00-\x7f]")
#: Runs that stand in no paragraph.
_ASTRAY: Final = etree.XPath("descendant-or-self::w:r[not(ancestor::w:p)]", namespaces={"w": W_URI})


class _Asked(NamedTuple):
    """All that decides the font of a run."""

    ascii: str  #: its own font for letters in ASCII
    other: str  #: its own for other letters
    run_style: str
    paragraph_style: str
    table_style: str
    kinds: str  #: which letters it has: "a", "o" or "ao"


@dataclass(frozen=True, slots=True)
class Theme:
    """The two fonts of a theme."""

    major: str
    minor: str

    def resolve(self, name: str) -> str:
        """The font itself, when a name points at the theme."""
        if not name.startswith("theme:"):
            return name
        return self.major if name.removeprefix("theme:").startswith("major") else self.minor


def read_theme(data: bytes | None) -> Theme:
    """The fonts of a theme part; none when it is missing."""
    if data is None:
        return Theme("", "")
    root = parse(data)

    def latin(kind: str) -> str:
        found = next(root.iter(A + kind), None)
        font = None if found is None else found.find(A + "latin")
        return "" if font is None else (font.get("typeface") or "")

    return Theme(latin("majorFont"), latin("minorFont"))


def fonts_used(roots: Iterable[Element], book: StyleBook, theme: Theme, numbering: Numbering) -> tuple[str, ...]:
    """The names of all fonts that runs with text ask for, and the signs of lists, in alphabetical order."""
    return read_fonts(map(read_story, roots), book, theme, numbering)


def read_fonts(parts: Iterable[Reading], book: StyleBook, theme: Theme, numbering: Numbering) -> tuple[str, ...]:
    """As `fonts_used`, of parts that have been read."""
    settings: set[Settings] = set()
    asked: set[_Asked] = set()
    for part in parts:
        tables: dict[Element | None, str] = {}
        for one in part.every:
            settings.add(one.settings)
            around = one.element.getparent()
            if around not in tables:
                tables[around] = _table_style(around)
            asked.update(_asked_by(one, tables[around]))
        for run in cast(list[Element], _ASTRAY(part.root)):
            asked.update(_asked_by_runs([_plain(run)], "", _table_style(run)))
    found = {name for one in asked for name in _of_runs(one, book, theme)}
    return tuple(sorted(found.union(*(_of_list_sign(one, book, theme, numbering) for one in settings))))


def _asked_by(paragraph: ReadParagraph, table_style: str) -> Iterator["_Asked"]:
    runs = paragraph.runs
    if runs is None:
        inside = paragraph.element.iter(W + "r")
        runs = tuple(_plain(run) for run in inside if nearest(run, W + "p") is paragraph.element)
    return _asked_by_runs(runs, paragraph.settings.style, table_style)


def _plain(run: Element) -> PlainRun:
    letters = "".join([text.text or "" for text in run.iterchildren(W + "t")])
    return PlainRun(next(run.iterchildren(W + "rPr"), None), letters)


def _asked_by_runs(runs: Iterable[PlainRun], paragraph_style: str, table_style: str) -> Iterator["_Asked"]:
    for properties, letters in runs:
        if letters.isspace() or not letters:
            continue
        own = _NO_FONTS if properties is None else (*fonts_of(properties), child_value(properties, "rStyle"))
        kinds = "a" if letters.isascii() else ("ao" if _ASCII.search(letters) else "o")
        yield _Asked(*own, paragraph_style, table_style, kinds)


def _table_style(inside: Element | None) -> str:
    return child_value(nearest(inside, W + "tbl"), "tblPr/tblStyle")


def _of_runs(asked: _Asked, book: StyleBook, theme: Theme) -> set[str]:
    chains = [
        *book.chain(asked.run_style),
        *book.chain(asked.paragraph_style or book.default("paragraph")),
        *book.chain(asked.table_style),
    ]
    names: dict[str, str] = {
        "a": next((n for n in (asked.ascii, *(s.ascii_font for s in chains), book.ascii_font) if n), _LAST_RESORT),
        "o": next((n for n in (asked.other, *(s.other_font for s in chains), book.other_font) if n), _LAST_RESORT),
    }
    return {theme.resolve(names[kind]) or _LAST_RESORT for kind in asked.kinds}


def _of_list_sign(settings: Settings, book: StyleBook, theme: Theme, numbering: Numbering) -> set[str]:
    level = numbering.level(*list_by_settings(settings, numbering, book))
    name = theme.resolve(level.font) if level else ""
    return {name} if name else set()
