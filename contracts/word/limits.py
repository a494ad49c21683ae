"""How large a template may be, so that whatever comes from outside is looked at, or refused, in a moment.

A real template has a few hundred paragraphs and tags. The bounds lie far above that, and far below what would keep a
reader busy: some of what is asked of tags grows faster than their number.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from contracts.errors import Place, Problem
from contracts.word.ooxml import Element, W, nearest, parse

MOST_PARAGRAPHS: Final = 10_000  #: in one part; some two hundred pages
MOST_LETTERS: Final = 20_000  #: in one paragraph, or in one property
MOST_PIECES: Final = 3_000  #: texts, tabs and line breaks in one paragraph
MOST_BRACES: Final = 6_000  #: opening braces in one part, two for each tag with an output in it
MOST_ELEMENTS: Final = 120_000  #: of XML, in one part
_RULE: Final = "template-too-large"
_PIECES: Final = [W + name for name in ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "instrText")]


def oversized(members: Mapping[str, bytes], shown_as: str) -> Iterator[Problem]:
    """One problem for each part of a template that is larger than any template needs to be.

    Args:
        members: by name; what is XML in them is well-formed.
        shown_as: how messages name the file.
    """
    for name, data in members.items():
        if name.endswith(".xml"):
            root = parse(data)
            fault = _fault(root) or (_property_fault(root) if name.startswith("docProps/") else "")
            if fault:
                remedy = "dela upp mallen, eller ta bort det som inte hör till den"
                yield Problem(_RULE, f"delen ”{name}” {fault}", Place(shown_as, part=name), remedy)


def _fault(root: Element) -> str:
    elements = braces = paragraphs = 0
    for element in root.iter():
        elements += 1
        paragraphs += element.tag == W + "p"
        braces += (element.text or "").count("{")
    letters: dict[Element | None, int] = {}
    pieces: dict[Element | None, int] = {}
    for piece in root.iter(*_PIECES):
        home = nearest(piece, W + "p")
        letters[home] = letters.get(home, 0) + len(piece.text or "")
        pieces[home] = pieces.get(home, 0) + 1
    found = (
        (elements > MOST_ELEMENTS, f"har mer än {MOST_ELEMENTS} XML-element"),
        (paragraphs > MOST_PARAGRAPHS, f"har mer än {MOST_PARAGRAPHS} stycken"),
        (braces > MOST_BRACES, f"har mer än {MOST_BRACES} klamrar"),
        (max(letters.values(), default=0) > MOST_LETTERS, f"har ett stycke med mer än {MOST_LETTERS} tecken"),
        (max(pieces.values(), default=0) > MOST_PIECES, f"har ett stycke i mer än {MOST_PIECES} bitar"),
    )
    return next((text for over, text in found if over), "")


def _property_fault(root: Element) -> str:
    longest = max((len(element.text or "") for element in root.iter()), default=0)
    return f"har en text med mer än {MOST_LETTERS} tecken" if longest > MOST_LETTERS else ""
