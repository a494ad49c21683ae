"""Compares two Word files and writes the comparison: what `contracts redline` does.

The Word file with tracked changes comes first; it is whole by itself. The PDF is made of its printed form and proved
like any other: all paragraphs are there, in order, and it is PDF/A and PDF/UA. A file from elsewhere may hold what
PDF/UA does not allow, such as a picture that nobody has described: then the PDF does not claim to be that, and the
reader is told why.
"""

import contextlib
import datetime as dt
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from contracts import __version__
from contracts.errors import (
    ConversionError,
    MissingProgramError,
    OutputError,
    Place,
    Problem,
    ProblemsError,
    Severity,
)
from contracts.pdf import vera
from contracts.pdf.embedded import Embedded
from contracts.pdf.engine import Engine
from contracts.pdf.expectation import Expectation, ExpectedFigure, ExpectedHeading
from contracts.pdf.finish import Finishing, finish
from contracts.pdf.fonts import fonts_configuration
from contracts.pdf.office import Office, find_office
from contracts.pdf.prove import Proof, prove
from contracts.redline.changes import Change
from contracts.redline.compare import Redline, compare
from contracts.redline.legend import Heads
from contracts.redline.printout import Printout, print_out
from contracts.word.standing_pictures import described_pictures
from contracts.word.structure import read_finished
from contracts.word.text import text_of

#: Namespace of the comparisons' identifiers.
_COMPARISONS: Final = uuid.UUID("0d3c2a6e-0c7d-5a52-9a53-5b8de0c3f1a7")
#: What a PDF says when neither file has a date.
_NO_DATE: Final = dt.datetime(2000, 1, 1, 12, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Limits:
    """Where LibreOffice may lie, and how long it may take."""

    office: Sequence[Path] | None  #: folders to look in; None for the usual ones
    seconds: float


@dataclass(frozen=True, slots=True)
class Written:
    """A comparison that was written."""

    docx: Path
    pdf: Path | None  #: None when none could be made
    changes: tuple[Change, ...]
    remarks: tuple[Problem, ...]  #: what the reader should know
    engine: str  #: what laid out the PDF; "" when there is none
    proof: Proof | None


def write_redline(
    old: Path,
    new: Path,
    target: Path,
    author: str | None,
    date: dt.datetime | None,
    limits: Limits,
    progress: Callable[[str], None],
) -> Written:
    """Compare two Word files; write the one with tracked changes and, beside it, the PDF.

    Args:
        old: the older file.
        new: the newer.
        target: the .docx to write; the PDF gets the same name with another ending.
        author: by whom the changes are said to be made; None for whom the newer file names.
        date: when they are said to be made, aware; None for what the newer file says.
        limits: for the PDF.
        progress: told of each step.

    Raises:
        ProblemsError: one of the files cannot be read or compared.
        ProofError: the comparison would lose a word.
        OutputError: the target cannot be written, or is one of the two files.
    """
    data = [_content(path) for path in (old, new)]
    if target.resolve() in (old.resolve(), new.resolve()):
        raise OutputError(str(target), "it is one of the two files that are compared", "Name another file by --output.")
    progress("compare")
    redline = compare(data[0], data[1], author, date, (old.name, new.name))
    title = redline.title or new.stem
    printout = print_out(redline.docx, Heads(title, old.name, new.name), target.name)
    with _work_folder(target) as work:
        docx = work / target.name
        docx.write_bytes(redline.docx)
        pdf = work / target.with_suffix(".pdf").name
        made, problems = _pdf(printout, redline, f"Jämförelse: {title}", pdf, limits, progress)
        _move(docx, target)
        if made is not None:
            _move(pdf, target.with_suffix(".pdf"))
        else:
            with contextlib.suppress(FileNotFoundError):
                target.with_suffix(".pdf").unlink()  # of an earlier comparison, and no longer true
    return Written(
        target,
        target.with_suffix(".pdf") if made is not None else None,
        printout.changes,
        (*redline.remarks, *problems),
        made[0] if made is not None else "",
        made[1] if made is not None else None,
    )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        text = f"filen går inte att läsa ({error.strerror or error})"
        remedy = "kontrollera namnet och var filen ligger"
        raise ProblemsError([Problem("redline-missing", text, Place(str(path)), remedy)]) from error


@contextlib.contextmanager
def _work_folder(target: Path) -> Iterator[Path]:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".jamforelse-", dir=target.parent))
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except OSError as error:
        raise _unwritable(target, error) from error


def _unwritable(target: Path, error: OSError) -> OutputError:
    return OutputError(str(target), error.strerror or str(error), "Check that the folder exists and may be written.")


def _pdf(
    printout: Printout, redline: Redline, title: str, pdf: Path, limits: Limits, progress: Callable[[str], None]
) -> tuple[tuple[str, Proof] | None, tuple[Problem, ...]]:
    """The engine and the proof of the PDF, and what stands in its way; None when none could be made."""
    printed = pdf.with_name("utskrift.docx")
    printed.write_bytes(printout.docx)
    raw = pdf.with_name("motor.pdf")
    try:
        with _engine(pdf.parent, limits) as engine:
            progress("convert")
            engine.convert(printed, raw)
            name, draft = f"{engine.name} {engine.version}", engine.name != Office.name
        progress("prove")
        finishing = Finishing(
            title=title,
            author=redline.author,
            date=redline.date or _NO_DATE,
            producer=f"contracts {__version__}; {name}",
            document_id=str(uuid.uuid5(_COMPARISONS, printout.docx.hex())),
            subject="jämförelse",
            draft=draft,
        )
        expectation = expectation_of_printout(printout, title, draft=draft)
        proof = _proved(raw, pdf, finishing, expectation)
        if proof.passed or draft:
            return _verdict(name, proof, ())
        lesser = _proved(raw, pdf, replace(finishing, draft=True), replace(expectation, claims=False))
        return _verdict(name, lesser, tuple(_as_warning(problem) for problem in proof.problems))
    except ProblemsError as error:
        return None, (_NO_PDF, *(_as_warning(problem) for problem in error.problems))
    except ConversionError as error:
        return None, (replace(_NO_PDF, text=f"{_NO_PDF.text} ({error.reason})"),)


_NO_PDF: Final = Problem(
    "redline-pdf",
    "Ingen PDF-fil kunde göras; Word-filen är hel.",
    None,
    "Åtgärda det som sägs om filerna, eller skriv ut jämförelsen från Word.",
    Severity.WARNING,
)


def _verdict(
    name: str, proof: Proof, problems: tuple[Problem, ...]
) -> tuple[tuple[str, Proof] | None, tuple[Problem, ...]]:
    if proof.passed:
        return (name, proof), problems
    return None, (_NO_PDF, *(_as_warning(problem) for problem in proof.problems))


def _as_warning(problem: Problem) -> Problem:
    return problem.with_severity(Severity.WARNING)


def _proved(raw: Path, pdf: Path, finishing: Finishing, expectation: Expectation) -> Proof:
    finish(raw, pdf, finishing)
    return prove(pdf, expectation, judge=not finishing.draft and vera.available())


@contextlib.contextmanager
def _engine(work: Path, limits: Limits) -> Iterator[Engine]:
    """LibreOffice, or, where it cannot be had, the embedded engine."""
    engine: Engine
    try:
        program = find_office(limits.office)
        engine = Office(program, work, fonts_configuration(work), limits.seconds, limits.seconds)
    except MissingProgramError:
        engine = Embedded(work, limit=limits.seconds)
    with engine:
        yield engine


def expectation_of_printout(printout: Printout, title: str, *, draft: bool) -> Expectation:
    """What the PDF of a comparison's printed form must show."""
    finished = read_finished(printout.docx, "jämförelsen")
    text = text_of(finished)
    return Expectation(
        document="jämförelse",
        title=title,
        paragraphs=text.paragraphs,
        running=text.running,
        running_later=text.running_later,
        headings=tuple(ExpectedHeading(one.level, one.number, one.text) for one in text.headings),
        figures=tuple(ExpectedFigure(alt) for alt in described_pictures(finished.stories[finished.main])),
        fonts=text.fonts,
        draft=draft,
        loose=draft,
        quoting=True,
    )
