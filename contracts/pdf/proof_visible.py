"""Can it be read? Text that is in the file, but too small, hidden, covered or in the colour of its ground."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from contracts.errors import Problem
from contracts.pdf.boxes import Box, around
from contracts.pdf.comparing import excerpt
from contracts.pdf.examining import Case, Verdict
from contracts.pdf.looks import WHITE, Colour, Painting, Shown
from contracts.pdf.reading import ReadPage

#: Points; the smallest that a text, and the number of a footnote, may be high and wide.
SMALLEST, SMALLEST_MARK = 5.0, 4.0
#: What the number of a footnote looks like.
MARK = re.compile(r"\s*[\d*†‡§]{1,3}\s*")
#: Text rendering modes that paint and do not clip (ISO 32000-1, table 106).
PAINTING_MODES = frozenset({0, 1, 2})
#: Contrast of text to its ground from which it can be seen, and that of equal colours is 1. Black on white has 21, and
#: WCAG 2.2 (1.4.3) asks for 4.5 of good design; this asks only whether anybody can see it.
LEAST_CONTRAST = 2.0
#: Share of the small letters' height, and ems of a line's length, that may be hidden: rules and borders, not words.
HIDDEN_HEIGHT, HIDDEN_LENGTH = 0.35, 0.25


#: What a page is before anything is painted on it.
_PAPER: Final[frozenset[Colour | None]] = frozenset({WHITE})


@dataclass(frozen=True, slots=True)
class _Look:
    """A text's colour on its ground; None when it cannot be told."""

    text: Colour | None
    ground: Colour | None


def check_visible(case: Case) -> Verdict:
    """Every shown text is large enough, stands out from its ground, and nothing hides it."""
    problems = tuple(problem for page in case.read.pages for problem in _page_problems(case, page))
    count = sum(len(page.shown) for page in case.read.pages)
    return Verdict("proof-visible", "texter som går att läsa", count, problems)


def _page_problems(case: Case, page: ReadPage) -> Iterator[Problem]:
    """One problem for each fault on the page, with the texts that have it."""
    faulty: dict[tuple[str, str], list[str]] = {}
    bounds = tuple((painting, around(part.box for part in painting.parts)) for painting in page.paintings)
    for shown in page.shown:
        fault = _fault(shown, tuple(painting for painting, box in bounds if box is not None and _meets(box, shown.box)))
        if fault is not None:
            faulty.setdefault(fault, []).append(shown.text)
    for (fault_text, remedy), texts in faulty.items():
        yield case.problem(
            "proof-visible",
            f"Text på sidan {page.number} går inte att läsa, {fault_text}: ”{excerpt(' '.join(texts))}”.",
            page=page.number,
            remedy=remedy,
        )


def _meets(one: Box, other: Box) -> bool:
    """Whether two boxes share anything."""
    return one.left < other.right and other.left < one.right and one.bottom < other.top and other.bottom < one.top


def _fault(shown: Shown, paintings: tuple[Painting, ...]) -> tuple[str, str] | None:
    """What hides the text, and what to do; None when it can be read. The paintings are those that reach the text."""
    if shown.mode not in PAINTING_MODES:
        return "för den är satt som osynlig", "Gör texten synlig i mallen, eller ta bort den."
    smallest = SMALLEST_MARK if MARK.fullmatch(shown.text) else SMALLEST
    if min(shown.height, shown.width) < smallest:
        return (
            f"för den är lägre eller smalare än {smallest:.0f} punkter",
            "Ge texten en större storlek i mallen, och full teckenbredd.",
        )
    if shown.clip is not None and _hides(shown, shown.clip):
        return (
            "för den står helt eller delvis utanför sidan eller sin ruta",
            "Flytta texten in på sidan, eller låt ramen eller raden växa med texten.",
        )
    before = tuple(painting for painting in paintings if painting.order < shown.order)
    after = tuple(painting for painting in paintings if painting.order > shown.order)
    looks = _on_ground(shown, before)
    if any(look.text is None or look.ground is None for look in looks):
        return (
            "för den står på en bild eller i ett mönster, och då kan ingen avgöra om den syns",
            "Flytta texten eller bilden, och ge texten en enda färg.",
        )
    if any(_contrast(look) < LEAST_CONTRAST for look in looks):
        return "för färgen skiljer sig för lite från bakgrunden", "Ge texten en mörkare färg, eller en annan bakgrund."
    if any(_contrast(look) < LEAST_CONTRAST for look in _under(shown, looks, after)):
        return "för något ligger över den", "Flytta formen, bilden eller textrutan som täcker texten."
    return None


def _hides(shown: Shown, clip: Box) -> bool:
    """Whether more than a little of the text lies outside the clip."""
    box, length = shown.box, HIDDEN_LENGTH * shown.width
    height = HIDDEN_HEIGHT * box.height
    return (
        clip.left - box.left > length
        or box.right - clip.right > length
        or clip.bottom - box.bottom > height
        or box.top - clip.top > height
    )


def _on_ground(shown: Shown, before: tuple[Painting, ...]) -> frozenset[_Look]:
    """The text on everything that lies under some part of it."""
    grounds = _PAPER
    for painting in before:
        touches, whole = _touches(painting, shown)
        if touches:
            painted = frozenset(_mixed(painting.colour, ground, painting.opacity) for ground in grounds)
            grounds = painted if whole else grounds | painted
    return _looks(frozenset(shown.colours), shown.opacity, grounds)


@functools.lru_cache(maxsize=1024)  # a document has few colours
def _looks(colours: frozenset[Colour | None], opacity: float, grounds: frozenset[Colour | None]) -> frozenset[_Look]:
    """Each colour on each ground."""
    return frozenset(_Look(_mixed(colour, ground, opacity), ground) for ground in grounds for colour in colours)


def _under(shown: Shown, looks: frozenset[_Look], after: tuple[Painting, ...]) -> frozenset[_Look]:
    """The same with what is painted over it."""
    for painting in after:
        if _touches(painting, shown)[0]:
            over, opacity = painting.colour, painting.opacity
            looks |= {_Look(_mixed(over, look.text, opacity), _mixed(over, look.ground, opacity)) for look in looks}
    return looks


def _touches(painting: Painting, shown: Shown) -> tuple[bool, bool]:
    """Whether the painting lies on more than a little of the text, and whether it lies on the whole of it."""
    windings, partly = 0, False
    for part in painting.parts:
        wide = min(part.box.right, shown.box.right) - max(part.box.left, shown.box.left)
        high = min(part.box.top, shown.box.top) - max(part.box.bottom, shown.box.bottom)
        if wide <= min(HIDDEN_LENGTH * shown.width, shown.box.width / 2) or high <= HIDDEN_HEIGHT * shown.box.height:
            continue
        if not _hides(shown, part.box):
            windings += 1 if painting.even_odd else part.turn
        else:
            partly = True
    whole = bool(windings % 2 if painting.even_odd else windings)
    return whole or partly, whole


def _mixed(over: Colour | None, under: Colour | None, opacity: float) -> Colour | None:
    """One colour painted over another; None when one that shows is unknown."""
    if opacity >= 1.0:
        return over
    if opacity <= 0.0:
        return under
    if over is None or under is None:
        return None
    return Colour(
        over.red * opacity + under.red * (1 - opacity),
        over.green * opacity + under.green * (1 - opacity),
        over.blue * opacity + under.blue * (1 - opacity),
    )


@functools.lru_cache(maxsize=1024)
def _contrast(look: _Look) -> float:
    """From 1 (none) to 21 (black on white), as WCAG 2.2 defines it; none for colours that cannot be told."""
    if look.text is None or look.ground is None:
        return 1.0
    light, dark = sorted((_luminance(look.text), _luminance(look.ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    return 0.2126 * _linear(colour.red) + 0.7152 * _linear(colour.green) + 0.0722 * _linear(colour.blue)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
