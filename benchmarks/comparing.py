"""Whether another program's PDFs say as much as ours: pages and words, within ten per cent."""

from collections.abc import Iterable
from pathlib import Path

from pdfminer.high_level import extract_text

#: how far apart they may be
MARGIN = 0.10
#: so many documents of each program are looked at, the first ones
LOOKED_AT = 6


class OtherContentError(Exception):
    """A program's documents are not the same as ours."""


def compare(program: str, theirs: Iterable[Path], ours: Iterable[Path]) -> None:
    """Look at the first documents of each.

    Raises:
        OtherContentError: One is missing, or has another number of pages or words.
    """
    pairs = list(zip(theirs, ours, strict=True))
    for their, _ in pairs:
        if not their.is_file():
            raise OtherContentError(f"{program} made no {their.name}")
    for their, our in pairs[:LOOKED_AT]:
        for what, mine, other in zip(("pages", "words"), size(our), size(their), strict=True):
            if abs(other - mine) > MARGIN * mine:
                raise OtherContentError(f"{program}: {their.name} has {other} {what}, ours has {mine}")


def size(pdf: Path) -> tuple[int, int]:
    """Pages and words of a PDF."""
    text = extract_text(pdf)
    return text.count("\f"), len(text.split())  # a form feed ends each page
