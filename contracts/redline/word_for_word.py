"""Whether a comparison holds every letter of both files: read back before anybody gets it."""

from contracts.errors import Place, Problem, ProofError
from contracts.redline.revisions import DELETED, INSERTED, MOVED_AWAY, MOVED_HERE
from contracts.word.ooxml import Element, W

_REMEDY = "Rapportera felet, och bifoga de två filerna."
_OLD = frozenset((W + DELETED, W + MOVED_AWAY))
_NEW = frozenset((W + INSERTED, W + MOVED_HERE))


def prove_words(body: Element, old: str, new: str, shown_as: str) -> None:
    """See to it that accepting gives the letters of the newer file, and rejecting those of the older.

    Args:
        body: the w:body with tracked changes.
        old: all letters of the older body.
        new: all letters of the newer.
        shown_as: how messages name the comparison.

    Raises:
        ProofError: it does not.
    """
    texts = [(one.text or "", {str(above.tag) for above in one.iterancestors()}) for one in _letters(body)]
    for name, expected, gone in (("äldre", old, _NEW), ("nyare", new, _OLD)):
        found = "".join(text for text, above in texts if not above & gone)
        if found != expected:
            at = next(
                (n for n, pair in enumerate(zip(found, expected, strict=False)) if pair[0] != pair[1]), len(found)
            )
            there = expected[at : at + 60]
            text = f"Jämförelsen återger inte den {name} filen ord för ord. Den skiljer sig vid ”{there}”."
            raise ProofError(shown_as, [Problem("redline-words", text, Place(shown_as), _REMEDY)])


def _letters(body: Element) -> list[Element]:
    return list(body.iter(W + "t", W + "delText"))
