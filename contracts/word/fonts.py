"""Which fonts a document asks for, by following each run's styles; the proof compares them with those in the PDF."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from contracts.word.numbering import Numbering, list_by_settings
from contracts.word.ooxml import A, Element, W, child_value, nearest, parse, selecting
from contracts.word.paragraph_settings import Settings
from contracts.word.reading import Reading, ReadRun, read_story
from contracts.word.styles import StyleBook, fonts_of

#: What Word takes when nothing at all names a font.
_LAST_RESORT: Final = "Times New Roman"
_NO_FONTS: Final = ("", "", "")
_ASCII: Final = re.compile(r"[\x00-\x7f]")
#: Runs that stand in no paragraph.
_ASTRAY: Final = selecting("descendant-or-self::w:r[not(ancestor::w:p)]")


#: Which letters a run has.
_IN_ASCII: Final = 1
_OTHER: Final = 2
_BOTH: Final = _IN_ASCII | _OTHER
#: All else that decides the font of a run: its own fonts for ASCII and for other letters and its style, and the styles
#: of its paragraph and table.
_Asking: TypeAlias = tuple[tuple[str, str, str], str, str]


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
    asked: dict[_Asking, int] = {}
    for part in parts:
        tables = _Tables({None: ""})
        styles: dict[Element | None, str] = {}  # of the tables around, by what the paragraphs stand in
        counted = 0
        for paragraph, own_settings, read, _ in part.every:
            settings.add(own_settings)
            runs = read if read is not None else _runs_of(paragraph)
            counted += len(runs)
            home = paragraph.getparent()
            if home not in styles:
                styles[home] = tables.around(home)
            _ask(asked, runs, own_settings.style, styles[home])
        if counted < sum([1 for _ in part.root.iter(W + "r")]):  # some stand in no paragraph
            for run in _ASTRAY(part.root):
                _ask(asked, (_plain(run),), "", tables.around(run))
    found = {name for asking, letters in asked.items() for name in _of_runs(asking, letters, book, theme)}
    return tuple(sorted(found.union(*(_of_list_sign(one, book, theme, numbering) for one in settings))))


def _ask(asked: dict[_Asking, int], runs: Iterable[ReadRun], paragraph_style: str, table_style: str) -> None:
    """Add what the runs of a paragraph ask for, and for which letters."""
    plain = (_NO_FONTS, paragraph_style, table_style)
    known = asked.get(plain, 0)
    for properties, letters in runs:
        if (properties is None and known == _BOTH) or not letters or letters.isspace():
            continue
        if properties is None:
            known = asked[plain] = known | _kinds(letters)
        else:
            asking = (_fonts_and_style(properties), paragraph_style, table_style)
            asked[asking] = asked.get(asking, 0) | _kinds(letters)
            known = asked.get(plain, 0)


def _runs_of(paragraph: Element) -> tuple[ReadRun, ...]:
    return tuple(_plain(run) for run in paragraph.iter(W + "r") if nearest(run, W + "p") is paragraph)


def _plain(run: Element) -> ReadRun:
    letters = "".join([text.text or "" for text in run.iterchildren(W + "t")])
    return next(run.iterchildren(W + "rPr"), None), letters


def _fonts_and_style(properties: Element) -> tuple[str, str, str]:
    return (*fonts_of(properties), child_value(properties, "rStyle"))


def _kinds(letters: str) -> int:
    """Which letters there are: in ASCII, others, or both."""
    if letters.isascii():
        return _IN_ASCII
    return _BOTH if _ASCII.search(letters) else _OTHER


@dataclass(frozen=True, slots=True)
class _Tables:
    """The styles of tables, each looked up once."""

    styles: dict[Element | None, str]

    def around(self, inside: Element | None) -> str:
        """The style of the innermost table around something; "" when it stands in none."""
        table = nearest(inside, W + "tbl")
        if table not in self.styles:
            self.styles[table] = child_value(table, "tblPr/tblStyle")
        return self.styles[table]


def _of_runs(asking: _Asking, letters: int, book: StyleBook, theme: Theme) -> set[str]:
    (ascii_font, other_font, run_style), paragraph_style, table_style = asking
    styles = [book.fonts_of(one) for one in (run_style, paragraph_style or book.default("paragraph"), table_style)]
    in_ascii = ascii_font or next((style[0] for style in styles if style[0]), book.ascii_font) or _LAST_RESORT
    other = other_font or next((style[1] for style in styles if style[1]), book.other_font) or _LAST_RESORT
    names = ([in_ascii] if letters & _IN_ASCII else []) + ([other] if letters & _OTHER else [])
    return {theme.resolve(name) or _LAST_RESORT for name in names}


def _of_list_sign(settings: Settings, book: StyleBook, theme: Theme, numbering: Numbering) -> set[str]:
    level = numbering.level(*list_by_settings(settings, numbering, book))
    name = theme.resolve(level.font) if level else ""
    return {name} if name else set()
