"""Does the contents list tell the truth, and are headings and bookmarks those of the Word file?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contracts.errors import Problem
from contracts.pdf.comparing import excerpt, folded
from contracts.pdf.examining import Case, Verdict
from contracts.pdf.expectation import ExpectedHeading
from contracts.pdf.reading import Block

HEADING = re.compile(r"H([1-6])")
#: A contents line: the heading, leaders, and the page number.
ENTRY = re.compile(r"(.*?)[\s.…_]*(\d+)\s*", re.DOTALL)
REMEDY_CONTENTS = "Skapa dokumentet på nytt, så att innehållsförteckningen uppdateras."
REMEDY_HEADING = "Kontrollera att rubriken har en rubrikformatmall i mallen."


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading that stands in the PDF."""

    level: int
    keys: frozenset[str]  #: its text with and without its number
    block: Block


def check_contents(case: Case) -> Verdict:
    """Each line of the contents list gives its heading's page, and no heading of those levels is left out.

    In a packet the contents lists of its parts count their own pages; they were proved in the parts.
    """
    if not case.expectation.own_pages:
        return Verdict("proof-contents", "rader i innehållsförteckningen", 0, ())
    entries = [block for block in case.read.blocks if _is_entry(case, block)]
    headings = _headings(case)
    matched: list[_Heading] = []
    problems: list[Problem] = []
    for entry in entries:
        match = ENTRY.fullmatch(entry.text)
        text, page = (match[1], int(match[2])) if match else (entry.text, 0)
        found = next((one for one in headings if one not in matched and folded(text) in one.keys), None)
        if found is None:
            problems.append(_problem(case, entry.page, f"raden ”{excerpt(entry.text)}” motsvarar ingen rubrik"))
            continue
        matched.append(found)
        if page != found.block.page:
            shown = f"sidan {page}" if page else "ingen sida"
            reason = f"”{excerpt(text)}” hänvisar till {shown}, men rubriken står på sidan {found.block.page}"
            problems.append(_problem(case, entry.page, reason))
    problems += _left_out(case, entries, headings, matched)
    return Verdict("proof-contents", "rader i innehållsförteckningen", len(entries), tuple(problems))


def _is_entry(case: Case, block: Block) -> bool:
    around = (block.element, *case.read.ancestors(block.element))
    return any(case.read.elements[index].type == "TOCI" for index in around)


def _headings(case: Case) -> list[_Heading]:
    found = []
    for block in case.read.blocks:
        match = HEADING.fullmatch(block.type)
        if match:
            marks = block.text_without(note_marks=True)
            unnumbered = block.text_without(label=True, note_marks=True)
            found.append(_Heading(int(match[1]), frozenset({folded(marks), folded(unnumbered)} - {""}), block))
    return found


def _left_out(
    case: Case, entries: Sequence[Block], headings: Sequence[_Heading], matched: Sequence[_Heading]
) -> Iterator[Problem]:
    deepest = max((one.level for one in matched), default=0)
    for one in headings:
        if entries and one.level <= deepest and one not in matched:
            text = f"rubriken ”{excerpt(one.block.text)}” på sidan {one.block.page} saknas"
            yield _problem(case, entries[0].page, text)


def _problem(case: Case, page: int, reason: str) -> Problem:
    return case.problem(
        "proof-contents", f"Innehållsförteckningen stämmer inte: {reason}.", page=page, remedy=REMEDY_CONTENTS
    )


def check_headings(case: Case) -> Verdict:
    """The headings are those of the Word file, in order and on their levels. A loose draft need not tag them."""
    wanted = case.expectation.headings
    if case.expectation.loose:
        return Verdict("proof-heading", "rubriker", 0, ())
    shown = _headings(case)
    problems = []
    for number, heading in enumerate(wanted):
        if number >= len(shown):
            reason = f"Rubriken ”{excerpt(_full(heading))}” är inte märkt som rubrik i PDF-filen."
            problems.append(case.problem("proof-heading", reason, remedy=REMEDY_HEADING))
            continue
        one = shown[number]
        if not _same(heading, one):
            reason = (
                f"Rubrik {number + 1} ska vara ”{excerpt(_full(heading))}” på nivå {heading.level}, "
                f"men är ”{excerpt(one.block.text)}” på nivå {one.level}."
            )
            problems.append(case.problem("proof-heading", reason, page=one.block.page, remedy=REMEDY_HEADING))
            break  # what follows is shifted; one cause, one problem
    else:
        problems += [
            case.problem(
                "proof-heading",
                f"”{excerpt(one.block.text)}” är märkt som rubrik men är ingen rubrik i Word-filen.",
                page=one.block.page,
                remedy=REMEDY_HEADING,
            )
            for one in shown[len(wanted) :]
        ]
    return Verdict("proof-heading", "rubriker", len(wanted), tuple(problems))


def _full(heading: ExpectedHeading) -> str:
    return f"{heading.number} {heading.text}".strip()


def _same(heading: ExpectedHeading, shown: _Heading) -> bool:
    """Level and text agree, and the number too where the Word file gives one."""
    return heading.level == shown.level and folded(_full(heading)) == folded(shown.block.text_without(note_marks=True))


def check_bookmarks(case: Case) -> Verdict:
    """Every heading has a bookmark that leads to its page. A loose draft need not have bookmarks."""
    wanted = () if case.expectation.loose else case.expectation.headings
    left = [(folded(bookmark.title), bookmark.page) for bookmark in case.read.bookmarks]
    pages = {key: one.block.page for one in _headings(case) for key in one.keys}
    problems = []
    for heading in wanted:
        keys = {folded(_full(heading)), folded(heading.text)}
        found = next((entry for entry in left if entry[0] in keys), None)
        if found is None:
            reason = f"Rubriken ”{excerpt(_full(heading))}” saknar bokmärke."
            problems.append(case.problem("proof-bookmark", reason, remedy=REMEDY_HEADING))
            continue
        left.remove(found)
        page = next((pages[key] for key in keys if key in pages), found[1])
        if found[1] != page and [folded(h.text) for h in wanted].count(folded(heading.text)) == 1:
            reason = (
                f"Bokmärket ”{excerpt(_full(heading))}” leder till sidan {found[1]}, men rubriken står på sidan {page}."
            )
            problems.append(case.problem("proof-bookmark", reason, page=page, remedy=REMEDY_HEADING))
    return Verdict("proof-bookmark", "bokmärken", len(wanted), tuple(problems))
