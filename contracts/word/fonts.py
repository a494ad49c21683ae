"""Which fonts a document asks for, by following each run's styles; the proof compares them with those in the PDF."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from contracts.word.numbering import Numbering, list_of
from contracts.word.ooxml import A, Element, W, child_value, nearest, parse
from contracts.word.styles import StyleBook, fonts_of

#: What Word takes when nothing at all names a font.
_LAST_RESORT: Final = "Times New Roman"


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
    found: set[str] = set()
    asked: dict[tuple[str, ...], set[str]] = {}
    for root in roots:
        for paragraph in root.iter(W + "p"):
            found |= _of_list_sign(paragraph, book, theme, numbering)
        within: tuple[Element | None, str, str] = (None, "", "")
        for run in root.iter(W + "r"):
            letters = "".join([text.text or "" for text in run.iterchildren(W + "t")])
            if not letters.strip():
                continue
            around = nearest(run, W + "p")
            if around is None or around is not within[0]:  # runs of a paragraph come one after another
                within = (around, *_around(around, run))
            key = _key(run, letters, *within[1:])
            if key not in asked:
                asked[key] = _of_run(key, book, theme)
            found |= asked[key]
    return tuple(sorted(found))


def _around(paragraph: Element | None, run: Element) -> tuple[str, str]:
    """The styles of a run's paragraph and table."""
    return child_value(paragraph, "pPr/pStyle"), child_value(nearest(run, W + "tbl"), "tblPr/tblStyle")


def _key(run: Element, letters: str, paragraph_style: str, table_style: str) -> tuple[str, ...]:
    """All that decides a run's font: its own, its styles', its table's, and which letters it has."""
    properties = next(run.iterchildren(W + "rPr"), None)
    kinds = "a" if letters.isascii() else ("ao" if any(letter.isascii() for letter in letters) else "o")
    return (
        *fonts_of(properties),
        child_value(properties, "rStyle"),
        paragraph_style,
        table_style,
        kinds,
    )


def _of_run(key: tuple[str, ...], book: StyleBook, theme: Theme) -> set[str]:
    ascii_font, other_font, run_style, paragraph_style, table_style, kinds = key
    chains = [
        *book.chain(run_style),
        *book.chain(paragraph_style or book.default("paragraph")),
        *book.chain(table_style),
    ]
    names: dict[str, str] = {
        "a": next((n for n in (ascii_font, *(s.ascii_font for s in chains), book.ascii_font) if n), _LAST_RESORT),
        "o": next((n for n in (other_font, *(s.other_font for s in chains), book.other_font) if n), _LAST_RESORT),
    }
    return {theme.resolve(names[kind]) or _LAST_RESORT for kind in kinds}


def _of_list_sign(paragraph: Element, book: StyleBook, theme: Theme, numbering: Numbering) -> set[str]:
    level = numbering.level(*list_of(paragraph, numbering, book))
    name = theme.resolve(level.font) if level else ""
    return {name} if name else set()
