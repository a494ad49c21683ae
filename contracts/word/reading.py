"""A story read once: each paragraph with what it says of itself and its runs, for all who ask for it afterwards.

Nearly every paragraph holds nothing but runs of plain text. Those are read here, in one walk; the rest is left to those
who know fields, hidden text and text boxes.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from contracts.word.fields import contents_paragraphs
from contracts.word.ooxml import MC, Element, W, is_on, nearest
from contracts.word.paragraph_settings import NO_SETTINGS, Settings, settings_in

_PARAGRAPH: Final = W + "p"
_RUN: Final = W + "r"
_TEXT: Final = W + "t"
_PROPERTIES: Final = W + "pPr"
_RUN_PROPERTIES: Final = W + "rPr"
_HIDDEN: Final = W + "vanish"
_COPY: Final = MC + "Fallback"
#: What stands between the runs of a paragraph and shows nothing.
_SILENT: Final = frozenset(W + name for name in ("bookmarkStart", "bookmarkEnd"))


class PlainRun(NamedTuple):
    """A run that shows its letters and nothing else."""

    properties: Element | None  #: its w:rPr
    letters: str


class ReadParagraph(NamedTuple):
    """One paragraph."""

    element: Element
    settings: Settings
    runs: tuple[PlainRun, ...] | None  #: None when it holds more than runs of plain text

    @property
    def plain_text(self) -> str:
        """What it shows, when its runs are known."""
        assert self.runs is not None
        return "".join([run.letters for run in self.runs])


@dataclass(frozen=True)
class Reading:
    """A body, header, footer or notes part, read; valid until something in its tree is changed."""

    root: Element
    every: tuple[ReadParagraph, ...] = field(repr=False)  #: all paragraphs in document order

    @cached_property
    def contents(self) -> frozenset[Element]:
        """The paragraphs that contents lists consist of."""
        return frozenset(contents_paragraphs(self.root))

    @cached_property
    def paragraphs(self) -> tuple[ReadParagraph, ...]:
        """In reading order; of the two copies of a text box, the newer one."""
        if next(self.root.iter(_COPY), None) is None:
            return self.every
        return tuple(one for one in self.every if nearest(one.element, _COPY) is None)

    @cached_property
    def without_contents(self) -> tuple[ReadParagraph, ...]:
        """The paragraphs in reading order, but for those of contents lists."""
        if not self.contents:
            return self.paragraphs
        return tuple(one for one in self.paragraphs if one.element not in self.contents)


def read_story(root: Element) -> Reading:
    """The paragraphs of a part."""
    # A field in one element may hide what stands in it, however deep.
    plain = next(root.iter(W + "fldSimple"), None) is None
    return Reading(root, tuple([_read(element, plain=plain) for element in root.iter(_PARAGRAPH)]))


def _read(paragraph: Element, *, plain: bool) -> ReadParagraph:
    settings: Settings | None = None
    runs: list[PlainRun] = []
    for child in paragraph:
        tag = child.tag
        if tag == _RUN:
            run = _plain_run(child) if plain else None
            plain = run is not None
            if run is not None:
                runs.append(run)
        elif tag == _PROPERTIES:
            if settings is None:
                settings = settings_in(child)
        elif tag not in _SILENT:
            plain = False
    return ReadParagraph(paragraph, settings or NO_SETTINGS, tuple(runs) if plain else None)


def _plain_run(run: Element) -> PlainRun | None:
    properties: Element | None = None
    letters = ""
    for one in run:
        tag = one.tag
        if tag == _TEXT and not len(one):
            letters += one.text or ""
        elif tag == _RUN_PROPERTIES and properties is None:
            properties = one
            if is_on(next(one.iterchildren(_HIDDEN), None)):
                return None
        else:
            return None
    return PlainRun(properties, letters)
