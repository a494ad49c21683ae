"""Writes a fact into Markdown so that it prints as it is: a name with * in it is a name, not emphasis."""

import re
from typing import Final

#: What Markdown may take for a mark wherever it stands. A backslash escape is Markdown's own for each of them.
_MARKS: Final = re.compile(r"[`*_\[\]{}<>|#~&^]")
#: What only opens a block at the beginning of a line. A value may stand there, or after the mark of a list.
_OPENING: Final = re.compile(r"[-+=:]|[0-9]{1,9}(?=[.)](?:\s|$))")
_EDGES: Final = re.compile(r"^[ \t]+|[ \t]+$")


def escaped(text: str) -> str:
    """One line of plain text as Markdown that prints exactly that text.

    Source: CommonMark 0.31, 2.4 (backslash escapes) and 2.5 (entities).
    """
    # As an entity, since a backslash before a table's own | would join two cells.
    written = _MARKS.sub(r"\\\g<0>", text.replace("\\", "\ue000"))
    opening = _OPENING.match(written)
    if opening:
        at = opening.end() if opening[0][0].isdigit() else 0
        written = f"{written[:at]}\\{written[at:]}"
    return _EDGES.sub(lambda found: "".join(f"&#{ord(space)};" for space in found[0]), written).replace(
        "\ue000", "&#92;"
    )
