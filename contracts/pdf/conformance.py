"""A quick look at PDF/A-3A and PDF/UA-1 in this process, some ten milliseconds a document.

page-validation is young and finds most faults, not all; veraPDF (vera.py) is the judge in the tests and, where it is
installed, in the proof. Its known false alarm is left out (FALSE_ALARMS). It is for documents that are
not signed yet: when pyHanko signs, it writes the XMP in another of RDF's forms, which veraPDF reads and this does not.
"""

from pathlib import Path

import page as page_validation
from page import ValidationProfile

from contracts.errors import Place, Problem

#: What a signable document must be, as people call it.
PROFILES = (("PDF/A-3A", ValidationProfile.PDF_A_3A), ("PDF/UA-1", ValidationProfile.PDF_UA_1))
SOURCES = {"PDF/A-3A": "ISO 19005-3", "PDF/UA-1": "ISO 14289-1"}
#: A compressed stream whose last byte happens to be a carriage return is taken for one with a line end too many; about
#: one document in five has such a stream. Lengths are qpdf's own, and veraPDF, which counts rightly, judges them.
FALSE_ALARMS = ("STREAM-LENGTH",)
REMEDY = "Dokumentet får inte sändas så. Rapportera felet, och bifoga Word-filen."


def check_conformance(pdf: Path) -> tuple[Problem, ...]:
    """What keeps the PDF from being PDF/A-3A and PDF/UA-1, in Swedish with the check's own words.

    A file that cannot be checked is a problem too: it has not been seen to be right.
    """
    problems: list[Problem] = []
    for name, profile in PROFILES:
        try:
            report = page_validation.validate_pdf(str(pdf), profile=profile)
        except page_validation.PageError as error:
            problems.append(_problem(pdf, name, f"kontrollen kunde inte göras ({error})"))
            continue
        problems += [
            _problem(pdf, name, f"{failure.rule_id}: {failure.message}")
            for failure in report.failures
            if not any(alarm in failure.rule_id for alarm in FALSE_ALARMS)
        ]
        if not report.is_compliant and not report.failures:
            problems.append(_problem(pdf, name, "kontrollen underkände filen utan att säga varför"))
    return tuple(problems)


def _problem(pdf: Path, profile: str, reason: str) -> Problem:
    return Problem(
        rule="proof-conformance",
        text=f"Filen är inte {profile}: {reason}",
        place=Place(file=pdf.name),
        remedy=REMEDY,
        source=SOURCES[profile],
    )
