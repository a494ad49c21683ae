"""Which fonts a document asks for, by following each run's styles; the proof compares them with those in the PDF."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from contracts.word.numbering import Numbering, list_by_settings
from contracts.word.ooxml import A, Element, W, child_value, nearest, parse, selecting
from contracts.word.paragraph_settings import Settings
from contracts.word.reading import PlainRun, Reading, read_story
from contracts.word.styles import StyleBook, fonts_of

#: What Word takes when nothing at all names a font.
_LAST_RESORT: Final = "Times New Roman"
_NO_FONTS: Final = ("", "", "")
_ASCII: Final = re.compile(r"[\x00-\x7f]")
#: Runs that stand in no paragraph.
_ASTRAY: Final = selecting("descendant-or-self::w:r[not(ancestor::w:p)]")


#: All that decides the font of a run: its own fonts for ASCII and for other letters and its style, the styles of its
#: paragraph and table, and which letters it has: "a", "o" or "ao".
_Asked: TypeAlias = tuple[tuple[str, str, str], str, str, str]


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
        tables, counted = _TableStyles(), 0
        for one in part.every:
            settings.add(one.settings)
            runs = one.runs if one.runs is not None else _runs_of(one.element)
            counted += len(runs)
            if runs:
                _ask(asked, runs, one.settings.style, tables.around(one.element))
        if counted < sum(1 for _ in part.root.iter(W + "r")):  # some stand in no paragraph
            for run in _ASTRAY(part.root):
                _ask(asked, (_plain(run),), "", tables.around(run))
    found = {name for one in asked for name in _of_runs(one, book, theme)}
    return tuple(sorted(found.union(*(_of_list_sign(one, book, theme, numbering) for one in settings))))


def _runs_of(paragraph: Element) -> tuple[PlainRun, ...]:
    return tuple(_plain(run) for run in paragraph.iter(W + "r") if nearest(run, W + "p") is paragraph)


def _plain(run: Element) -> PlainRun:
    letters = "".join([text.text or "" for text in run.iterchildren(W + "t")])
    return PlainRun(next(run.iterchildren(W + "rPr"), None), letters)


def _ask(asked: set[_Asked], runs: Iterable[PlainRun], paragraph_style: str, table_style: str) -> None:
    """Add what the runs with letters of one paragraph ask for."""
    for properties, letters in runs:
        if not letters or letters.isspace():
            continue
        own = _NO_FONTS if properties is None else (*fonts_of(properties), child_value(properties, "rStyle"))
        kinds = "a" if letters.isascii() else ("ao" if _ASCII.search(letters) else "o")
        asked.add((own, paragraph_style, table_style, kinds))


class _TableStyles:
    """The styles of the tables that things stand in, each looked up once."""

    def __init__(self) -> None:
        self._by_home: dict[Element | None, str] = {}
        self._by_table: dict[Element | None, str] = {None: ""}

    def around(self, element: Element) -> str:
        """The style of the innermost table around an element; "" when it stands in none."""
        home = element.getparent()
        if home not in self._by_home:
            table = nearest(home, W + "tbl")
            if table not in self._by_table:
                self._by_table[table] = child_value(table, "tblPr/tblStyle")
            self._by_home[home] = self._by_table[table]
        return self._by_home[home]


def _of_runs(asked: _Asked, book: StyleBook, theme: Theme) -> set[str]:
    (ascii_font, other_font, run_style), paragraph_style, table_style, kinds = asked
    styles = [book.fonts_of(one) for one in (run_style, paragraph_style or book.default("paragraph"), table_style)]
    names = {
        "a": ascii_font or next((style[0] for style in styles if style[0]), book.ascii_font) or _LAST_RESORT,
        "o": other_font or next((style[1] for style in styles if style[1]), book.other_font) or _LAST_RESORT,
    }
    return {theme.resolve(names[kind]) or _LAST_RESORT for kind in kinds}


def _of_list_sign(settings: Settings, book: StyleBook, theme: Theme, numbering: Numbering) -> set[str]:
    level = numbering.level(*list_by_settings(settings, numbering, book))
    name = theme.resolve(level.font) if level else ""
    return {name} if name else set()
