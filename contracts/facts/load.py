"""Reads data/ into a workspace: every authority and partnership, or every problem in every file."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from contracts.errors import Place, Problem, ProblemsError, Severity
from contracts.facts.clause_library import load_clauses
from contracts.facts.files import AUTHORITY_FILE, ORGANISATIONS_FILE, PARTNERSHIP_FILE
from contracts.facts.folders import AuthorityFolder, DocumentFacts, DocumentFile, PartnershipFolder, Workspace, unit_of
from contracts.facts.front_matter import Body, read_front_matter
from contracts.facts.model.authority import Authority
from contracts.facts.model.document import DocumentKind
from contracts.facts.model.economic_report import EconomicReport
from contracts.facts.model.memo import Memo
from contracts.facts.model.organisation import Organisations
from contracts.facts.model.packet import Packet
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.pm import Pm
from contracts.facts.model.report import Report
from contracts.facts.reach import NotAsBeforeError, Unread
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


@dataclass(frozen=True, slots=True)
class Reading:
    """Which folders of data/, and documents beside them, need not be read, and what was found in reading each.

    All are named by their authority's folder and their `unit`.
    """

    known: Mapping[tuple[str, str], tuple[Problem, ...]]  #: of those that are as they were: what was found then
    found: dict[tuple[str, str], tuple[Problem, ...]] = field(default_factory=dict)  #: of all, when all was read


def load_workspace(
    data: Path,
    templates: Path,
    only: frozenset[str] = frozenset(),
    tick: Callable[[], None] = lambda: None,
    reading: Reading | None = None,
) -> tuple[Workspace, tuple[Problem, ...]]:
    """Read every file under `data`, and the clause library.

    Args:
        data: The folder of facts.
        templates: The folder of templates, with the clauses that the partnerships may use.
        only: Names of the authorities' folders to read; all when it is empty.
        tick: Called before each partnership's folder is read; may raise to stop.
        reading: What need not be read: it is when somebody looks into it. None to read everything.

    Returns:
        What could be read, and every problem found. When there are errors among the problems, what could not be read
        is missing from the workspace, and nothing may be built from it.
    """
    if not data.is_dir():
        place = Place(data.name + "/")
        problem = Problem(
            "data-missing", "mappen med uppgifter finns inte", place, "skapa den, eller ange rätt mapp med --data"
        )
        return Workspace(data, ()), (problem,)
    problems: list[Problem] = []
    reading = reading or Reading({})
    authorities = [
        folder
        for path in sorted(data.iterdir())
        if path.is_dir()
        and not path.name.startswith(".")
        and (not only or path.name in only)
        and (folder := _authority(path, data, templates, problems, tick, reading))
    ]
    if not authorities and not problems:
        problems.append(
            Problem(
                "data-empty",
                "mappen innehåller ingen myndighet",
                Place(data.name + "/"),
                "lägg till en mapp med authority.yaml",
            )
        )
    # What is wrong with a common clause is found for every authority.
    return Workspace(data, tuple(authorities)), tuple(dict.fromkeys(problems))


def _authority(
    path: Path, data: Path, templates: Path, problems: list[Problem], tick: Callable[[], None], reading: Reading
) -> AuthorityFolder | None:
    read = _read(path / AUTHORITY_FILE, data, Authority, problems)
    organisations = (
        _read(path / ORGANISATIONS_FILE, data, Organisations, problems)
        if (path / ORGANISATIONS_FILE).exists()
        else None
    )
    _unknown_files(path, data, (AUTHORITY_FILE, ORGANISATIONS_FILE), problems)
    documents: list[DocumentFile | None] = []
    for file in sorted(path.glob("*.md")):
        with _unit(path.name, file.stem, reading, problems) as known:
            documents.append(_unread_document(file, path, data) if known else _document(file, path, data, problems))
    clauses, clause_problems = load_clauses(templates, path.name)
    problems += clause_problems
    partnerships: list[PartnershipFolder | None] = []
    for folder in sorted(path.iterdir()):
        if not folder.is_dir() or folder.name.startswith("."):
            continue
        tick()
        files = sorted(folder.glob("*.md"))
        with _unit(path.name, unit_of(folder.name), reading, problems) as known:
            if known:
                partnerships.append(_unread_partnership(folder, data))
                documents += (_unread_document(file, path, data) for file in files)
            else:
                partnerships.append(_partnership(folder, data, problems))
                documents += (_document(file, path, data, problems) for file in files)
    if read is None:
        return None
    known_organisations, source = organisations if organisations else (None, None)
    return AuthorityFolder(
        path.name,
        path,
        *read,
        known_organisations.organisations if known_organisations else (),
        source,
        tuple(folder for folder in partnerships if folder),
        tuple(document for document in documents if document),
        clauses,
    )


@contextlib.contextmanager
def _unit(authority: str, unit: str, reading: Reading, problems: list[Problem]) -> Iterator[bool]:
    """Whether it need not be read; what is found in it meanwhile, or was, is among the problems and noted."""
    known, begun = reading.known.get((authority, unit)), len(problems)
    problems += known or ()
    yield known is not None
    reading.found[authority, unit] = tuple(problems[begun:])


def read_again(
    authority: AuthorityFolder, data: Path, partnerships: Iterable[str], documents: Iterable[str]
) -> tuple[AuthorityFolder, tuple[Problem, ...]]:
    """An authority with some of its files read anew, and every problem found in these.

    Args:
        authority: as it was read.
        data: the folder of facts.
        partnerships: ids of those whose folder is read: its facts, and what has been signed.
        documents: ids of the documents in prose that are read.

    Returns:
        It is without what is not there any more, or cannot be read; the problems say why.
    """
    problems: list[Problem] = []
    fresh = {one: _partnership(authority.path / one, data, problems) for one in partnerships}
    written = {one: _document(authority.path / f"{one}.md", authority.path, data, problems) for one in documents}
    folders = (fresh.get(one.id, one) for one in authority.partnerships)
    files = (written.get(one.id, one) for one in authority.documents)
    again = replace(
        authority,
        partnerships=tuple(one for one in folders if one is not None),
        documents=tuple(one for one in files if one is not None),
    )
    return again, tuple(problems)


def _partnership(folder: Path, data: Path, problems: list[Problem]) -> PartnershipFolder | None:
    _unknown_files(folder, data, (PARTNERSHIP_FILE,), problems)
    found = _read(folder / PARTNERSHIP_FILE, data, Partnership, problems)
    return PartnershipFolder(folder.name, folder, *found, _signed(folder, data, problems)) if found else None


def _signed(folder: Path, data: Path, problems: list[Problem]) -> SignedFolder:
    shown_as = f"{data.name}/{folder.relative_to(data).as_posix()}"
    try:
        return read_signed(folder, shown_as)
    except OSError as error:
        problems.append(_unreadable(f"{shown_as}/{Path(error.filename or folder).name}", error))
        return NOTHING_SIGNED


def _unread_partnership(folder: Path, data: Path) -> PartnershipFolder:
    def read() -> Mapping[str, object]:
        problems: list[Problem] = []
        found = _partnership(folder, data, problems)
        _require_as_before(problems)
        return {name: getattr(found, name) for name in ("partnership", "source", "signed")}

    held: Any = Unread(read)
    return PartnershipFolder(folder.name, folder, held, held, held)


def _unread_document(path: Path, authority: Path, data: Path) -> DocumentFile | None:
    found = _place_of(path, authority, data, [])
    if found is None:
        return None

    def read() -> Mapping[str, object]:
        problems: list[Problem] = []
        document = _document(path, authority, data, problems)
        _require_as_before(problems)
        return {name: getattr(document, name) for name in ("facts", "source", "body")}

    held: Any = Unread(read)
    return DocumentFile(*found, path, held, held, held)


def _require_as_before(problems: Iterable[Problem]) -> None:
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise NotAsBeforeError


def _document(path: Path, authority: Path, data: Path, problems: list[Problem]) -> DocumentFile | None:
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


def _read(path: Path, data: Path, model: type[Model], problems: list[Problem]) -> tuple[Model, Source] | None:
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


def _unknown_files(folder: Path, data: Path, known: tuple[str, ...], problems: list[Problem]) -> None:
    """Warn of a YAML file that nothing reads: its name is probably misspelt."""
    for path in sorted(folder.iterdir()):
        if path.suffix in (".yaml", ".yml") and path.name not in known and path.is_file():
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
