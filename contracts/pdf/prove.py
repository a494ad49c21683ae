"""Proof: a PDF may be sent only after it has been read back and compared with what was planned.

Each check is a function of its own; all of them run, and all problems come at once. The proof does not ask which
engine made the file: what passes may be signed.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from contracts.errors import Place, Problem, Severity
from contracts.pdf import vera
from contracts.pdf.conformance import PROFILES, check_conformance
from contracts.pdf.examining import Case, Verdict
from contracts.pdf.expectation import (
    Expectation,
    ExpectedAttachment,
    ExpectedFigure,
    ExpectedHeading,
    ExpectedSignature,
)
from contracts.pdf.proof_contents import check_bookmarks, check_contents, check_headings
from contracts.pdf.proof_figures import check_figures
from contracts.pdf.proof_form import check_attachments, check_description, check_fonts, check_pages
from contracts.pdf.proof_signatures import check_signatures
from contracts.pdf.proof_text import check_facts, check_paragraphs, check_running, check_unresolved
from contracts.pdf.proof_visible import check_visible
from contracts.pdf.read import UnreadablePdfError, read_pdf
from contracts.pdf.reading import ReadPdf

__all__ = [
    "Check",
    "Expectation",
    "ExpectedAttachment",
    "ExpectedFigure",
    "ExpectedHeading",
    "ExpectedSignature",
    "Proof",
    "conformance_verdicts",
    "proof_of",
    "prove",
    "unreadable",
]

CHECKS: tuple[Callable[[Case], Verdict], ...] = (
    check_facts,
    check_unresolved,
    check_visible,
    check_contents,
    check_signatures,
    check_fonts,
    check_description,
    check_pages,
    check_attachments,
)
#: Those that compare with the Word file.
WORD_FILE_CHECKS: tuple[Callable[[Case], Verdict], ...] = (
    check_paragraphs,
    check_running,
    check_headings,
    check_bookmarks,
    check_figures,
)
JUDGED: tuple[tuple[str, vera.ProfileName], ...] = (("PDF/A-3A", "PDFA-3-A"), ("PDF/UA-1", "PDFUA-1"))


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked."""

    rule: str
    label: str  #: Swedish: "uppgifter funna i texten"
    count: int  #: how many were looked at
    passed: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """What was checked on a finished PDF, and what was found."""

    document: str
    checks: tuple[Check, ...]
    pages: int
    signatures: int  #: signature fields
    size_bytes: int
    sha256: str  #: of the file, hexadecimal
    conformance: tuple[str, ...]  #: what it was found to be: "PDF/A-3A", "PDF/UA-1"; nothing for a draft
    problems: tuple[Problem, ...]

    @property
    def passed(self) -> bool:
        """Whether the document may be sent."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


def prove(pdf: Path, expectation: Expectation, *, judge: bool = False, read: ReadPdf | None = None) -> Proof:
    """Reads the PDF back and compares it with what was planned.

    Args:
        pdf: the finished file.
        expectation: what it must show.
        judge: also ask veraPDF, which takes a second the first time.
        read: the same file, where the caller has just read it back.

    Raises:
        OSError: the file cannot be read.
        MissingProgramError: `judge` is set and veraPDF is not installed.
    """
    data = pdf.read_bytes()
    try:
        read = read or read_pdf(pdf)
    except UnreadablePdfError as error:
        return unreadable(pdf, expectation.document, data, error.reason)
    case = Case(pdf.name, read, expectation)
    verdicts = [check(case) for check in (*CHECKS, *(WORD_FILE_CHECKS if expectation.word_file else ()))]
    if expectation.claims and not expectation.draft:
        verdicts += conformance_verdicts(pdf, judge=judge)
    return proof_of(expectation.document, data, read, verdicts)


def conformance_verdicts(pdf: Path, *, judge: bool) -> list[Verdict]:
    """Whether the PDF is PDF/A-3A and PDF/UA-1, after a quick look, and with `judge` also after veraPDF's.

    Raises:
        MissingProgramError: `judge` is set and veraPDF is not installed.
    """
    return [_conformance(pdf), *([_judgement(pdf)] if judge else [])]


def proof_of(document: str, data: bytes, read: ReadPdf, verdicts: Sequence[Verdict]) -> Proof:
    """The verdicts on a PDF as its proof.

    Args:
        document: for people.
        data: the file.
        read: the same, read back.
        verdicts: of all checks; without `conformance_verdicts` the file was found to be nothing.
    """
    judged = [verdict for verdict in verdicts if verdict.rule in ("proof-conformance", "proof-judge")]
    conforming = bool(judged) and not any(verdict.problems for verdict in judged)
    return Proof(
        document=document,
        checks=tuple(Check(one.rule, one.label, one.count, not one.problems) for one in verdicts),
        pages=len(read.pages),
        signatures=len(read.fields),
        size_bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        conformance=tuple(name for name, _ in PROFILES) if conforming else (),
        problems=tuple(problem for verdict in verdicts for problem in verdict.problems),
    )


def unreadable(pdf: Path, document: str, data: bytes, reason: str) -> Proof:
    """The proof of a file that is not a readable PDF."""
    problem = Problem(
        rule="proof-unreadable",
        text=f"Filen går inte att läsa som PDF ({reason}).",
        place=Place(file=pdf.name),
        remedy="Skapa dokumentet på nytt.",
    )
    check = Check("proof-unreadable", "läsbar PDF", 1, passed=False)
    return Proof(document, (check,), 0, 0, len(data), hashlib.sha256(data).hexdigest(), (), (problem,))


def _conformance(pdf: Path) -> Verdict:
    return Verdict("proof-conformance", "snabb kontroll av PDF/A och PDF/UA", len(PROFILES), check_conformance(pdf))


def _judgement(pdf: Path) -> Verdict:
    problems, checks = [], 0
    for name, profile in JUDGED:
        verdict = vera.validate(pdf, profile)
        checks += verdict.checks
        problems += [
            Problem(
                rule="proof-judge",
                text=f"Filen är inte {name}: {failure.rule} {failure.message} ({failure.count} ggr)",
                place=Place(file=pdf.name),
                remedy="Dokumentet får inte sändas så. Rapportera felet, och bifoga Word-filen.",
            )
            for failure in verdict.failures
        ]
    return Verdict("proof-judge", "veraPDF:s kontroller", checks, tuple(problems))
