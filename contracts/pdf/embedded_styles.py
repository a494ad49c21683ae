"""Styles, settings of paragraphs and looks of runs in a .docx, as the preparation for rdocx reads and makes them."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from contracts.word.ooxml import Element, W, child_value, descendant

#: the children of w:pPr that are put here, among those that must come after them. Source: ECMA-376 part 1, 17.3.1.26
PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers"),
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
    *("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
    *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl"),
    *("divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
)


@dataclass(frozen=True, slots=True)
class Styles:
    """The document's paragraph styles, with what they inherit."""

    by_id: Mapping[str, Element]

    @classmethod
    def read(cls, root: Element | None) -> "Styles":
        """From the styles part, or none."""
        entries = root.findall(f"{W}style") if root is not None else []
        return cls(MappingProxyType({str(entry.get(f"{W}styleId")): entry for entry in entries}))

    def chain(self, style: str) -> Iterator[Element]:
        """A style and those it is based on, nearest first; a circle ends."""
        seen: set[str] = set()
        while style in self.by_id and style not in seen:
            seen.add(style)
            yield self.by_id[style]
            style = child_value(self.by_id[style], "basedOn")

    def find(self, style: str, path: str) -> Element | None:
        """The nearest setting, such as `pPr/numPr`."""
        for entry in self.chain(style):
            found = descendant(entry, path)
            if found is not None:
                return found
        return None

    def setting(self, paragraph: Element, name: str) -> Element | None:
        """A paragraph's setting such as `ind`: its own, or its style's."""
        own = own_setting(paragraph, name)
        return own if own is not None else self.find(style_of(paragraph), f"pPr/{name}")


def style_of(paragraph: Element) -> str:
    """The id of a paragraph's style; "" when it names none."""
    return child_value(paragraph, "pPr/pStyle")


def own_setting(holder: Element, name: str) -> Element | None:
    """The setting that a paragraph, a style or a level of a list has itself."""
    return descendant(holder, f"pPr/{name}")


def put_setting(paragraph: Element, name: str) -> Element:
    """The paragraph's own setting, made in its right place if it is not there."""
    settings = paragraph.find(f"{W}pPr")
    if settings is None:
        settings = paragraph.makeelement(f"{W}pPr")
        paragraph.insert(0, settings)
    found = settings.find(W + name)
    if found is None:
        found = settings.makeelement(W + name)
        before = {W + earlier for earlier in PARAGRAPH_ORDER[: PARAGRAPH_ORDER.index(name)]}
        settings.insert(sum(1 for child in settings if child.tag in before), found)
    return found


def run_like(holder: Element) -> Element:
    """A new, empty run with the look of another run, or of the numbers of a list's level."""
    run = holder.makeelement(f"{W}r")
    look = holder.find(f"{W}rPr")
    if look is not None:
        run.append(copy.deepcopy(look))
    return run
