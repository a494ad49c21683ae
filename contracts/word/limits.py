"""How large a template may be, so that whatever comes from outside is looked at, or refused, in a moment.

A real template has a few hundred paragraphs and tags. The bounds lie far above that, and far below what would keep a
reader busy: some of what is asked of tags grows faster than their number.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from contracts.errors import Place, Problem
from contracts.word.ooxml import Element, W, parse

MOST_PARAGRAPHS: Final = 20_000  #: in one part
MOST_LETTERS: Final = 100_000  #: in one paragraph
MOST_BRACES: Final = 20_000  #: opening braces in one part, two for each tag with an output in it
MOST_ELEMENTS: Final = 500_000  #: of XML, in one part
_RULE: Final = "template-too-large"


def oversized(members: Mapping[str, bytes], shown_as: str) -> Iterator[Problem]:
    """One problem for each part of a template that is larger than any template needs to be.

    Args:
        members: by name; what is XML in them is well-formed.
        shown_as: how messages name the file.
    """
    for name, data in members.items():
        if name.startswith("word/") and name.endswith(".xml"):
            fault = _fault(parse(data))
            if fault:
                remedy = "dela upp mallen, eller ta bort det som inte hör till den"
                yield Problem(_RULE, f"delen ”{name}” {fault}", Place(shown_as, part=name), remedy)


def _fault(root: Element) -> str:
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        return f"har mer än {MOST_ELEMENTS} XML-element"
    if sum(1 for _ in root.iter(W + "p")) > MOST_PARAGRAPHS:
        return f"har mer än {MOST_PARAGRAPHS} stycken"
    if sum((element.text or "").count("{") for element in root.iter(W + "t")) > MOST_BRACES:
        return f"har mer än {MOST_BRACES} klamrar"
    letters: dict[Element | None, int] = {}
    for text in root.iter(W + "t"):
        run = text.getparent()
        home = None if run is None else run.getparent()
        letters[home] = letters.get(home, 0) + len(text.text or "")
    return f"har ett stycke med mer än {MOST_LETTERS} tecken" if max(letters.values(), default=0) > MOST_LETTERS else ""
