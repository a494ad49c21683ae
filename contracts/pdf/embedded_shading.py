"""The shading of runs, which rdocx does not paint: it goes there as a highlight, and gets its own colour back after.

Word has sixteen colours for highlights and any for shading. So each shading borrows a highlight that the document does
not use, and in the finished PDF the areas of that colour are painted in the shading's.
"""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pikepdf
from pikepdf import ContentStreamInstruction, Operator

from contracts.pdf.content_survey import Instruction
from contracts.pdf.embedded_styles import Styles
from contracts.word.ooxml import Element, W, child_value, descendant, make

#: Highlights that may be borrowed, as rdocx paints them: red, green, blue from 0 to 1.
_COLOURS: Final[Mapping[str, tuple[float, float, float]]] = {
    "yellow": (1, 1, 0),
    "green": (0, 1, 0),
    "cyan": (0, 1, 1),
    "magenta": (1, 0, 1),
}


@dataclass(frozen=True, slots=True)
class Borrowed:
    """One highlight that stands for a shading."""

    highlight: str
    fill: str  #: the shading's colour, "FFF0C2"


def shade_by_highlights(parts: Iterable[Element], styles: Styles) -> tuple[Borrowed, ...]:
    """Gives runs with a shading a highlight instead; what was borrowed.

    More shadings than highlights share the last one: they are seen, in another's colour.

    Args:
        parts: the parts with text; changed in place.
        styles: of the document.
    """
    roots = tuple(parts)
    shaded = [(run, fill) for root in roots for run in root.iter(W + "r") if (fill := _fill(run, styles))]
    fills = tuple(dict.fromkeys(fill for _, fill in shaded))
    used = {child_value(run, "rPr/highlight") for root in roots for run in root.iter(W + "r")}
    free = [name for name in _COLOURS if name not in used] or [*_COLOURS]
    names = {fill: free[min(at, len(free) - 1)] for at, fill in enumerate(fills)}
    for run, fill in shaded:
        properties = run.find(W + "rPr")
        if properties is not None and properties.find(W + "highlight") is None:
            properties.append(make("highlight", val=names[fill]))
    return tuple(Borrowed(name, fill) for fill, name in names.items())


def _fill(run: Element, styles: Styles) -> str:
    """The colour that a run is shaded in, by itself or by its character style; "" for none."""
    own = descendant(run, "rPr/shd")
    shading = own if own is not None else styles.find(child_value(run, "rPr/rStyle"), "rPr/shd")
    fill = "" if shading is None else (shading.get(W + "fill") or "")
    return fill if len(fill) == 6 and fill.upper() != "FFFFFF" else ""


def paint_shadings(content: bytes, borrowed: Iterable[Borrowed]) -> bytes:
    """A PDF whose borrowed highlights have their shadings' colours."""
    colours = {_COLOURS[one.highlight]: _rgb(one.fill) for one in reversed(tuple(borrowed))}
    if not colours:
        return content
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            instructions = list(pikepdf.parse_content_stream(page))
            for at, colour in enumerate(instructions[:-2]):
                area = [str(one.operator) for one in instructions[at : at + 3]]
                if area == ["rg", "re", "f"] and (fill := colours.get(_colour(colour))):
                    instructions[at] = ContentStreamInstruction(list(fill), Operator("rg"))
            page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


def _colour(instruction: Instruction) -> tuple[float, float, float]:
    red, green, blue = (float(number) for number in instruction.operands)
    return red, green, blue


def _rgb(fill: str) -> tuple[float, float, float]:
    red, green, blue = (round(int(fill[at : at + 2], 16) / 255, 4) for at in (0, 2, 4))
    return red, green, blue
