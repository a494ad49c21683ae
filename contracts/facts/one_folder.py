"""Reads one file or folder of data/: typed, or with every problem in it; or leaves it until somebody looks into it."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from contracts.errors import Place, Problem, ProblemsError, Severity
from contracts.facts.files import PARTNERSHIP_FILE
from contracts.facts.folders import DocumentFacts, DocumentFile, PartnershipFolder
from contracts.facts.front_matter import Body, read_front_matter
from contracts.facts.held import NotAsBeforeError, Unread
from contracts.facts.model.document import DocumentKind
from contracts.facts.model.economic_report import EconomicReport
from contracts.facts.model.memo import Memo
from contracts.facts.model.packet import Packet
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.pm import Pm
from contracts.facts.model.report import Report
from contracts.facts.reader import read_source
from contracts.facts.refusals import problems_of
from contracts.facts.signed import NOTHING_SIGNED, SignedFolder, read_signed
from contracts.facts.source import Source, nearest

Model = TypeVar("Model", bound=BaseModel)

#: The model of each kind's front matter.
DOCUMENT_MODELS: MappingProxyType[DocumentKind, type[DocumentFacts]] = MappingProxyType(
    {
        DocumentKind.MEMO: Memo,
        DocumentKind.PM: Pm,
        DocumentKind.REPORT: Report,
        DocumentKind.ECONOMIC_REPORT: EconomicReport,
        DocumentKind.PACKET: Packet,
    }
)


def read_partnership(folder: Path, data: Path, problems: list[Problem]) -> PartnershipFolder | None:
    """A partnership's folder; None when its facts cannot be read.

    Args:
        folder: the folder.
        data: the folder of facts, for how files are shown.
        problems: what is found in it is added.
    """
    warn_of_unknown_files(folder, data, (PARTNERSHIP_FILE,), problems)
    found = read_file(folder / PARTNERSHIP_FILE, data, Partnership, problems)
    return PartnershipFolder(folder.name, folder, *found, _signed(folder, data, problems)) if found else None


def _signed(folder: Path, data: Path, problems: list[Problem]) -> SignedFolder:
    shown_as = f"{data.name}/{folder.relative_to(data).as_posix()}"
    try:
        return read_signed(folder, shown_as)
    except OSError as error:
        problems.append(_unreadable(f"{shown_as}/{Path(error.filename or folder).name}", error))
        return NOTHING_SIGNED


def unread_partnership(folder: Path, data: Path) -> PartnershipFolder:
    """A partnership's folder that was read before and is as it was; see `read_partnership`.

    Whoever looks into it may be told by a NotAsBeforeError that it is not.
    """

    def read() -> Mapping[str, object]:
        problems: list[Problem] = []
        with _as_before(problems):
            found = read_partnership(folder, data, problems)
        return {name: getattr(found, name) for name in ("partnership", "source", "signed")}

    held: Any = Unread(read)
    return PartnershipFolder(folder.name, folder, held, held, held)


def unread_document(path: Path, authority: Path, data: Path) -> DocumentFile | None:
    """A document that was read before and is as it was; see `unread_partnership`."""
    found = _place_of(path, authority, data, [])
    if found is None:
        return None

    def read() -> Mapping[str, object]:
        problems: list[Problem] = []
        with _as_before(problems):
            document = read_document(path, authority, data, problems)
        return {name: getattr(document, name) for name in ("facts", "source", "body")}

    held: Any = Unread(read)
    return DocumentFile(*found, path, held, held, held)


def texts_in(folder: Path) -> tuple[Path, ...]:
    """The Markdown files straight in a folder; hidden ones are an editor's, and nobody's facts."""
    return tuple(path for path in sorted(folder.glob("*.md")) if not path.name.startswith("."))


@contextlib.contextmanager
def _as_before(problems: Iterable[Problem]) -> Iterator[None]:
    """Read what could be read before: that it cannot now, or is gone, says that it is not as it was."""
    try:
        yield
    except OSError as error:
        raise NotAsBeforeError from error
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise NotAsBeforeError


def read_document(path: Path, authority: Path, data: Path, problems: list[Problem]) -> DocumentFile | None:
    """A document in prose; None when the file is none, or cannot be read.

    Args:
        path: the file.
        authority: the authority's folder.
        data: the folder of facts, for how files are shown.
        problems: what is found in it is added.
    """
    if (found := _place_of(path, authority, data, problems)) is None:
        return None
    identifier, kind = found
    shown_as = f"{data.name}/{path.relative_to(data).as_posix()}"
    read = _read_document(path, shown_as, kind, problems)
    return DocumentFile(identifier, kind, path, *read) if read else None


def _place_of(path: Path, authority: Path, data: Path, problems: list[Problem]) -> tuple[str, DocumentKind] | None:
    """Id and kind of the document in a Markdown file; one of no known kind, or in a wrong folder, is told of."""
    kind = kind_of(path.stem)
    shown_as = f"{data.name}/{path.relative_to(data).as_posix()}"
    inside = path.parent != authority
    if kind is None or path.name.lower() == "readme.md":
        if path.name.lower() != "readme.md":
            problems.append(_unread(path, shown_as))
        return None
    if inside != (kind is DocumentKind.PM) and kind is not DocumentKind.MEMO:
        problems.append(_misplaced(kind, shown_as, f"{data.name}/{authority.name}/"))
        return None
    return f"{path.parent.name}/{path.stem}" if inside else path.stem, kind


def kind_of(stem: str) -> DocumentKind | None:
    """The kind of document that a file's name begins with: "memo-2018-04-09" is a memo."""
    return next((kind for kind in DocumentKind if stem == kind or stem.startswith(f"{kind}-")), None)


def _read_document(
    path: Path, shown_as: str, kind: DocumentKind, problems: list[Problem]
) -> tuple[DocumentFacts, Source, Body] | None:
    try:
        source, body = read_front_matter(path, shown_as)
    except OSError as error:
        problems.append(_unreadable(shown_as, error))
        return None
    except ProblemsError as error:
        problems.extend(error.problems)
        return None
    model = DOCUMENT_MODELS[kind]
    try:
        return model.model_validate(source.plain()), source, body
    except ValidationError as error:
        problems.extend(problems_of(error, model, source))
    return None


def _unread(path: Path, shown_as: str) -> Problem:
    guess = nearest(path.stem, list(DocumentKind)) or nearest(path.stem.partition("-")[0], list(DocumentKind))
    remedy = f"menade du ”{guess}”?" if guess else f"börja namnet med något av: {', '.join(DocumentKind)}."
    text = "filens namn säger inte vad för slags dokument det är"
    return Problem("file-unread", text, Place(shown_as), f"{remedy} Annars flytta den härifrån", Severity.WARNING)


def _misplaced(kind: DocumentKind, shown_as: str, authority: str) -> Problem:
    inside = kind is DocumentKind.PM
    where = "i ett partnerskaps mapp" if inside else "i myndighetens mapp, bredvid partnerskapen"
    right = f"{authority}<partnerskap>/" if inside else authority
    text = f"dokument av slaget {kind} ska ligga {where}"
    return Problem("document-misplaced", text, Place(shown_as), f"flytta den till mappen {right}")


def _unreadable(shown_as: str, error: OSError) -> Problem:
    return Problem(
        "file-unreadable",
        f"filen går inte att läsa ({error.strerror})",
        Place(shown_as),
        "kontrollera filens rättigheter",
    )


def read_file(path: Path, data: Path, model: type[Model], problems: list[Problem]) -> tuple[Model, Source] | None:
    """A YAML file, typed; None when it cannot be read.

    Args:
        path: the file.
        data: the folder of facts, for how files are shown.
        model: what it holds.
        problems: what is found in it is added.
    """
    shown_as = f"{data.name}/{path.relative_to(data).as_posix()}"
    try:
        source = read_source(path, shown_as)
        return model.model_validate(source.plain()), source
    except FileNotFoundError:
        problems.append(
            Problem("file-missing", f"filen {path.name} saknas", Place(shown_as), "skapa den, eller ta bort mappen")
        )
    except OSError as error:
        problems.append(_unreadable(shown_as, error))
    except ProblemsError as error:
        problems.extend(error.problems)
    except ValidationError as error:
        problems.extend(problems_of(error, model, source))
    return None


def warn_of_unknown_files(folder: Path, data: Path, known: tuple[str, ...], problems: list[Problem]) -> None:
    """Warn of a YAML file that nothing reads: its name is probably misspelt."""
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".")
        if path.suffix in (".yaml", ".yml") and not hidden and path.name not in known and path.is_file():
            guess = nearest(path.stem + ".yaml", list(known)) or known[0]
            shown_as = f"{data.name}/{path.relative_to(data).as_posix()}"
            problems.append(
                Problem(
                    "file-unread",
                    "filen läses inte av programmet",
                    Place(shown_as),
                    f"menade du ”{guess}”? Annars flytta den härifrån",
                    Severity.WARNING,
                )
            )
