"""On which page each line of a contents list leads to its heading, as the finished PDF has it."""

import re
from collections.abc import Sequence

from contracts.pdf.comparing import folded
from contracts.pdf.reading import Block, ReadPdf

_HEADING = re.compile(r"H[1-6]")


def heading_pages(read: ReadPdf, lines: Sequence[str]) -> tuple[int, ...]:
    """The 1-based page of the heading behind each line.

    Args:
        read: the PDF.
        lines: the texts of the contents list's lines, number and heading without page, in the order of the document.

    Returns:
        As many pages as lines; nothing when a line has no heading in the PDF (the proof then says which).
    """
    pages: list[int] = []
    headings = iter([block for block in read.blocks if _HEADING.fullmatch(block.type)])
    for line in lines:
        found = next((block for block in headings if folded(line) in _texts(block)), None)
        if found is None:
            return ()
        pages.append(found.page)
    return tuple(pages)


def _texts(block: Block) -> tuple[str, ...]:
    return (
        folded(block.text_without(note_marks=True)),
        folded(block.text_without(label=True, note_marks=True)),
    )
