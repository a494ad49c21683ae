"""The run that waits for the number of a heading, until all headings are there."""

import copy
from typing import Final

from contracts.word.ooxml import MARK, Element, make

#: On a w:t: the name of the heading whose number it will show.
REFERENCE: Final = MARK + "reference"
#: On the same w:t: the line of the tag that it came from, for the place of a refusal.
TAG_LINE: Final = MARK + "at"
#: Keeps the run from being taken for an empty one.
_PLACEHOLDER: Final = "0"


def reference_run(piece: Element, at: str, properties: Element | None) -> Element:
    """A run that waits for a heading's number.

    Args:
        piece: the reference's marker.
        at: the line of its tag, for the place of a refusal.
        properties: how the run looks; they are copied.
    """
    text = make("t", text=_PLACEHOLDER)
    text.set(REFERENCE, piece.get("name") or "")
    text.set(TAG_LINE, at)
    run = make("r", text)
    if properties is not None:
        run.insert(0, copy.deepcopy(properties))
    return run
