"""Is the file itself as it should be? Fonts, tags, title, language, claims, pages, draft mark and attachments."""

import hashlib
from collections.abc import Iterator, Sequence

from contracts.errors import Problem
from contracts.pdf.comparing import excerpt
from contracts.pdf.examining import Case, Verdict
from contracts.pdf.fonts import is_metric_compatible
from contracts.pdf.reading import ReadFont

DRAFT_MARK = "UTKAST"
SIGNABLE = ("3A", "1")  #: what a signable document claims: PDF/A part and level, PDF/UA part
REMEDY_AGAIN = "Skapa dokumentet på nytt."


def check_fonts(case: Case) -> Verdict:
    """Every font is embedded, says which characters it shows, and is one asked for or as wide as one asked for.

    A loose draft or a comparison may show another font than the one asked for: it is for reading, and its pages need
    not break alike.
    """
    asked = case.expectation.fonts
    problems: list[Problem] = []
    for font in case.read.fonts:
        if not font.embedded:
            problems.append(_font_problem(case, f"Typsnittet {font.name} är inte inbäddat."))
        if not font.has_unicode:
            problems.append(_font_problem(case, f"Typsnittet {font.name} säger inte vilka tecken det visar."))
        free = case.expectation.loose or case.expectation.quoting
        if asked and not free and not _is_asked_for(font, asked):
            wanted = ", ".join(sorted(asked))
            problems.append(_font_problem(case, f"Typsnittet {font.name} används, men mallen ber om {wanted}."))
    return Verdict("proof-font", "typsnitt", len(case.read.fonts), tuple(problems))


def _font_problem(case: Case, text: str) -> Problem:
    return case.problem(
        "proof-font",
        text,
        remedy="Kör `contracts doctor`: det visar vilka typsnitt som saknas och vad som ersätter dem.",
    )


def _is_asked_for(font: ReadFont, asked: Sequence[str]) -> bool:
    names = [name for name in (font.family, font.name) if name]
    return any(is_metric_compatible(family, name) for family in asked for name in names)


def check_description(case: Case) -> Verdict:
    """Title and language, tags, the title in the window, and what the file claims to be."""
    read, expectation = case.read, case.expectation
    wanted = [
        (read.title == expectation.title, f"Titeln är ”{read.title}” i stället för ”{expectation.title}”."),
        (read.language == expectation.language, f"Språket är ”{read.language}”, inte ”{expectation.language}”."),
    ]
    if not expectation.loose:
        wanted += [
            (read.marked and bool(read.elements), "Filen saknar taggar."),
            (read.shows_title, "Fönstret visar filnamnet i stället för titeln."),
        ]
    if not expectation.draft and expectation.claims:
        wanted += [
            (read.pdfa == SIGNABLE[0], f"Filen säger sig vara PDF/A-{read.pdfa or '(inget)'}, inte PDF/A-3A."),
            (read.pdfua == SIGNABLE[1], "Filen säger sig inte vara PDF/UA-1."),
        ]
    else:
        what = "Ett utkast" if expectation.draft else "Filen"
        wanted.append((not read.pdfa and not read.pdfua, f"{what} säger sig vara PDF/A eller PDF/UA."))
    problems = tuple(
        case.problem("proof-description", text, remedy=REMEDY_AGAIN) for right, text in wanted if not right
    )
    return Verdict("proof-description", "uppgifter om filen", len(wanted), problems)


def check_pages(case: Case) -> Verdict:
    """No page is empty, no text is outside the tags, and the draft's mark is on every page or on none."""
    problems = tuple(_page_faults(case))
    if not case.read.pages:
        problems = (case.problem("proof-page", "Filen har inga sidor.", remedy=REMEDY_AGAIN),)
    return Verdict("proof-page", "sidor", len(case.read.pages), problems)


def _page_faults(case: Case) -> Iterator[Problem]:
    tagged = {page for element in case.read.elements for page in element.pages}
    for page in case.read.pages:
        number = page.number
        if number not in tagged:
            remedy = "Ta bort tomma stycken och sidbrytningar i slutet av mallen."
            yield case.problem("proof-page", f"Sidan {number} är tom.", page=number, remedy=remedy)
        if page.untagged.strip() and not case.expectation.loose:
            text = f"På sidan {number} står text utanför taggarna: ”{excerpt(page.untagged)}”."
            yield case.problem("proof-page", text, page=number, remedy=REMEDY_AGAIN)
        if case.expectation.quoting:
            continue
        if case.expectation.draft and DRAFT_MARK not in page.text:
            text = f"Sidan {number} saknar ordet {DRAFT_MARK}, fast dokumentet är ett utkast."
            yield case.problem("proof-draft", text, page=number, remedy=REMEDY_AGAIN)
        if not case.expectation.draft and DRAFT_MARK in page.artifacts:
            text = f"Sidan {number} är märkt {DRAFT_MARK}, fast dokumentet inte är ett utkast."
            yield case.problem("proof-draft", text, page=number, remedy=REMEDY_AGAIN)


def check_attachments(case: Case) -> Verdict:
    """The attached files are those planned, unchanged and associated with the document, and no others."""
    attached = {one.name: one for one in case.read.attachments}
    wanted = {one.name: one.sha256 for one in case.expectation.attachments}
    problems = []
    for name, sha256 in wanted.items():
        if name not in attached:
            problems.append(f"Den bifogade filen {name} saknas.")
        elif hashlib.sha256(attached[name].data).hexdigest() != sha256:
            problems.append(f"Den bifogade filen {name} är ändrad.")
        elif not attached[name].relationship:
            problems.append(f"Den bifogade filen {name} är inte knuten till dokumentet.")
    problems += [f"Filen {name} är bifogad men inte planerad." for name in attached if name not in wanted]
    return Verdict(
        "proof-attachment",
        "bifogade filer",
        len(wanted),
        tuple(case.problem("proof-attachment", text, remedy=REMEDY_AGAIN) for text in problems),
    )
