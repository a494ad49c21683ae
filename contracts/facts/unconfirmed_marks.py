"""The mark of a value that nobody has confirmed yet: a blank and a question mark last in it, "350000 ?".

The mark is taken off when a file is read, and remembered (`Source.unconfirmed`), so that models, checks and templates
see the plain value.
"""

import re
from collections.abc import Sequence

from contracts.errors import Place, Problem
from contracts.facts.nodes import Mark

#: With the blanks before it. A no-break space is part of a text.
_MARK = re.compile(r"[ \t\n]+\?[ \t\n]*\Z")
#: A question mark where YAML expects a value; for YAML it begins a key.
_ALONE = re.compile(r"(?:^|[-:,\[{])\s*(\?)\s*(?:[,\]}#]|$)")


def without_mark(text: str) -> tuple[str, bool]:
    """A value as it is written, without the mark; and whether it bore one."""
    plain = _MARK.sub("", text)
    return plain, plain != text


def is_mark_alone(text: str) -> bool:
    """Whether there is nothing but the mark."""
    return text.strip() == "?"


def alone_on(lines: Sequence[str], first: int, last: int) -> Mark | None:
    """Where the mark takes the place of a value; None when it does not.

    Args:
        lines: of the file.
        first: the first line to look at, 1-based.
        last: the last line to look at, 1-based.
    """
    for number in range(first, min(last, len(lines)) + 1):
        if found := _ALONE.search(lines[number - 1]):
            return Mark(number, found.start(1) + 1, 1)
    return None


def alone(place: Place) -> Problem:
    """That the mark stands alone."""
    return Problem(
        "unconfirmed-alone",
        "frågetecknet står ensamt, utan något värde som ska bekräftas",
        place,
        "skriv det värde som är troligt före frågetecknet, eller ta bort fältet tills något är känt",
    )


def on_key(name: str, place: Place) -> Problem:
    """That the mark stands after a field's name."""
    text, remedy = "frågetecknet står efter fältets namn", f"skriv det efter värdet: {name}: … ?"
    return Problem("unconfirmed-key", text, place, remedy)
