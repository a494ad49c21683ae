"""Small makers of planned facts, and the ways in which agreements say what is only a yes or no in the data."""

from collections.abc import Iterator

from contracts.facts.prose import REFERENCE, paragraphs
from contracts.spelling.names import versal_forst
from contracts.spelling.wordings import PlannedFact

#: That something must be in writing.
WRITTEN = ("skriftlig", "skriftligen", "skriftligt", "skrivits ned")
#: That the parties must have talked first.
NEGOTIATED = ("talat med varandra", "dialog", "samtal", "överlagt", "samråd")
#: That a party does something together with others; their names follow.
TOGETHER = ("i samverkan med", "tillsammans med", "i samarbete med")
#: What may stand for "per år" after an amount.
YEARLY = ("per år", "årligen", "varje år", "om året")


def word(path: str, label: str, text: str) -> PlannedFact:
    """A text that must stand as it is; it may begin a sentence."""
    return PlannedFact(path, label, tuple(dict.fromkeys((text, versal_forst(text)))))


def prose(path: str, label: str, markdown: str | None) -> Iterator[PlannedFact]:
    """Each paragraph of a Markdown text; where a number of another section is printed, what stands on either side."""
    for text in paragraphs(markdown or ""):
        for piece in text.split(REFERENCE):
            if any(char.isalnum() for char in piece):
                yield word(path, label, piece.strip())
