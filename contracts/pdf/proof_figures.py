"""Are the pictures there, each with the text for those who do not see it?

An engine that cannot draw a picture leaves nothing in its place, and one that does not tag it leaves it untold.
"""

from collections import Counter
from collections.abc import Iterator

from contracts.errors import Problem
from contracts.pdf.comparing import excerpt, folded, nearest
from contracts.pdf.examining import Case, Verdict
from contracts.pdf.reading import ReadElement

REMEDY = "Skapa dokumentet på nytt. Öppna Word-filen och se efter att bilden syns där."
SOURCE = "ISO 14289-1, 7.3"


def check_figures(case: Case) -> Verdict:
    """Every picture of the Word file is a figure that paints something and has its alternative text, in order.

    The figures of a loose draft need no box: the embedded engine writes none.
    """
    problems = (*_missing(case), *_order(case), *_boxes(case))
    return Verdict("proof-figure", "bilder med alternativtext", len(case.expectation.figures), problems)


def _figures(case: Case) -> tuple[ReadElement, ...]:
    """The figures that show something."""
    return tuple(one for one in case.read.elements if one.type == "Figure" and one.pages)


def _missing(case: Case) -> Iterator[Problem]:
    wanted = [figure.alt for figure in case.expectation.figures]
    left = Counter(folded(one.alt) for one in _figures(case))
    known = {folded(alt) for alt in wanted}
    others = [(one.alt, one.pages[0]) for one in _figures(case) if one.alt and folded(one.alt) not in known]
    for alt in wanted:
        left[folded(alt)] -= 1
        if left[folded(alt)] >= 0:
            continue
        hint = nearest(alt, others)
        said = f" En bild på sidan {hint[1]} har texten ”{excerpt(hint[0])}”." if hint else ""
        text = f"Bilden med alternativtexten ”{excerpt(alt)}” finns inte i dokumentet.{said}"
        yield case.problem("proof-figure", text, page=hint[1] if hint else 0, remedy=REMEDY, source=SOURCE)


def _order(case: Case) -> Iterator[Problem]:
    wanted = [folded(figure.alt) for figure in case.expectation.figures]
    shown = [key for one in _figures(case) if (key := folded(one.alt)) in set(wanted)]
    if Counter(shown) == Counter(wanted) and shown != wanted:
        yield case.problem("proof-figure", "Bilderna står i annan ordning än i Word-filen.", remedy=REMEDY)


def _boxes(case: Case) -> Iterator[Problem]:
    if case.expectation.loose:
        return
    wanted = {folded(figure.alt) for figure in case.expectation.figures}
    for one in _figures(case):
        if folded(one.alt) in wanted and (one.box is None or one.box.width <= 0 or one.box.height <= 0):
            text = f"Bilden ”{excerpt(one.alt)}” säger inte var på sidan den står."
            yield case.problem("proof-figure", text, page=one.pages[0], remedy=REMEDY, source=SOURCE)
