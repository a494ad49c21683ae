"""A story read once: each paragraph with what it says of itself and its runs, for all who ask for it afterwards.

Nearly every paragraph holds nothing but runs of plain text. Those are read here, in one walk; the rest is left to those
who know fields, hidden text and text boxes.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple, TypeAlias

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
#: What shows a character, to all who read a paragraph.
_SIGNS: Final = {W + "tab": "\t", W + "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
#: Stands for what a run shows in another way than by letters. No document holds the character.
_UNTOLD: Final = "\0"
#: What stands between the runs of a paragraph and shows nothing.
_SILENT: Final = frozenset(W + name for name in ("bookmarkStart", "bookmarkEnd"))


#: A run: its w:rPr, and the letters of its texts, also when they are hidden.
ReadRun: TypeAlias = tuple[Element | None, str]


class ReadParagraph(NamedTuple):
    """One paragraph."""

    element: Element
    settings: Settings
    runs: tuple[ReadRun, ...] | None  #: None when runs may stand in other things than the paragraph itself
    text: str | None  #: what it shows; None when it takes more than its runs to tell


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
    runs: list[ReadRun] = []
    shown: list[str] = []
    known = True
    for child in paragraph:
        tag = child.tag
        if tag == _RUN:
            if len(child) == 1 and child[0].tag == _TEXT and not len(child[0]):  # as nearly all are
                text = child[0].text or ""
                runs.append((None, text))
                shown.append(text)
            else:
                known = known and _read_run(child, runs, shown)
        elif tag == _PROPERTIES:
            if settings is None:
                settings = settings_in(child)
        elif tag not in _SILENT or len(child):
            known = False
    whole = "".join(shown) if known and plain and _UNTOLD not in shown else None
    return ReadParagraph(paragraph, settings or NO_SETTINGS, tuple(runs) if known else None, whole)


def _read_run(run: Element, runs: list[ReadRun], shown: list[str]) -> bool:
    """Add a run and what it shows; false when something stands in it that may hold other runs."""
    properties: Element | None = None
    letters = ""
    for one in run:
        tag = one.tag
        if tag == _RUN_PROPERTIES:
            if properties is None:
                properties = one
                if is_on(next(one.iterchildren(_HIDDEN), None)):
                    shown.append(_UNTOLD)
        elif len(one):
            return False
        elif tag == _TEXT:
            text = one.text or ""
            letters += text
            shown.append(text)
        else:
            shown.append(_SIGNS.get(tag, _UNTOLD))
    runs.append((properties, letters))
    return True
