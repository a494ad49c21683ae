"""Reads data/ into a workspace: every authority and partnership, or every problem in every file."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from contracts.errors import Place, Problem, ProblemsError, Severity
from contracts.facts.clause_library import NO_CLAUSES, ClauseLibrary, load_clauses
from contracts.facts.files import AUTHORITY_FILE, ORGANISATIONS_FILE, PARTNERSHIP_FILE
from contracts.facts.front_matter import Body, read_front_matter
from contracts.facts.model.authority import Authority
from contracts.facts.model.document import DocumentKind
from contracts.facts.model.economic_report import EconomicReport
from contracts.facts.model.memo import Memo
from contracts.facts.model.organisation import Organisation, OrganisationKind, Organisations
from contracts.facts.model.packet import Packet
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.pm import Pm
from contracts.facts.model.report import Report
from contracts.facts.reader import read_source
from contracts.facts.refusals import problems_of
from contracts.facts.signed import NOTHING_SIGNED, SignedFolder, read_signed
from contracts.facts.source import Source, nearest

Model = TypeVar("Model", bound=BaseModel)

#: The facts of a document in prose.
DocumentFacts = Memo | Pm | Report | EconomicReport | Packet
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
class PartnershipFolder:
    """One partnership and where its facts are written."""

    id: str  #: the folder's name
    path: Path
    partnership: Partnership
    source: Source
    signed: SignedFolder = NOTHING_SIGNED


@dataclass(frozen=True, slots=True, eq=False)
class DocumentFile:
    """One document in prose: front matter, typed, and a Markdown body. What has been read once is equal to itself."""

    id: str  #: "memo-2018-04-09", or in a partnership's folder "kvinna-i-botkyrka/pm"
    kind: DocumentKind
    path: Path
    facts: DocumentFacts
    source: Source
    body: Body

    @property
    def partnership(self) -> str | None:
        """The partnership whose folder it stands in; None when it stands beside the partnerships."""
        folder, slash, _ = self.id.partition("/")
        return folder if slash else None

    @property
    def name(self) -> str:
        """The file's name without suffix."""
        return self.id.rpartition("/")[2]


@dataclass(frozen=True, eq=False)
class AuthorityFolder:
    """One authority, the organisations it knows, and its partnerships.

    Each is itself alone: comparing every fact would cost more than what is remembered by it.
    """

    id: str  #: the folder's name
    path: Path
    authority: Authority
    source: Source
    organisations: tuple[Organisation, ...]
    organisations_source: Source | None
    partnerships: tuple[PartnershipFolder, ...]
    documents: tuple[DocumentFile, ...] = ()
    clauses: ClauseLibrary = NO_CLAUSES

    def partnership(self, identifier: str) -> PartnershipFolder | None:
        """The partnership in the folder of this name, or None."""
        return self._partnerships.get(identifier)

    def document(self, identifier: str) -> DocumentFile | None:
        """The document with this id, or None."""
        return self._documents.get(identifier)

    def documents_of(self, partnership: str) -> tuple[DocumentFile, ...]:
        """The documents in a partnership's folder, in their order."""
        return self._documents_by_partnership.get(partnership, ())

    def organisation(self, identifier: str) -> Organisation | None:
        """The organisation with this id; the authority itself is one, under its folder's name."""
        return self._organisations.get(identifier)

    def some_partnerships(self, identifiers: Iterable[str] | None) -> tuple[PartnershipFolder, ...]:
        """The partnerships with these ids that there are, in their order; all for None."""
        if identifiers is None:
            return self.partnerships
        known = [folder for one in set(identifiers) if (folder := self.partnership(one))]
        return tuple(sorted(known, key=lambda folder: folder.id))

    def some_documents(self, identifiers: Iterable[str] | None) -> tuple[DocumentFile, ...]:
        """The documents with these ids that there are, in their order; all for None."""
        if identifiers is None:
            return self.documents
        known = [document for one in set(identifiers) if (document := self.document(one))]
        return tuple(sorted(known, key=lambda document: (document.partnership or "", document.id)))

    def organisation_written(self, identifier: str) -> tuple[int, object] | None:
        """Where in organisations.yaml an organisation is written, and as what; None when it is not."""
        return self._organisations_written.get(identifier)

    @functools.cached_property
    def _organisations_written(self) -> Mapping[str, tuple[int, object]]:
        source = self.organisations_source
        written: Any = source.plain().get("organisations", []) if source else []
        return {item["id"]: (at, item) for at, item in reversed(tuple(enumerate(written)))}

    def known_organisations(self) -> tuple[Organisation, ...]:
        """The authority as an organisation, and those of organisations.yaml."""
        return self._known

    @functools.cached_property
    def _known(self) -> tuple[Organisation, ...]:
        own = self.authority
        as_one = _organisation(self.id, own.name, own.short_name, own.organisation_number, own.kind)
        return (as_one, *self.organisations)

    # Of two with the same id, which is an error of its own, the first is meant.
    @functools.cached_property
    def _partnerships(self) -> Mapping[str, PartnershipFolder]:
        return {folder.id: folder for folder in reversed(self.partnerships)}

    @functools.cached_property
    def _documents(self) -> Mapping[str, DocumentFile]:
        return {document.id: document for document in reversed(self.documents)}

    @functools.cached_property
    def _documents_by_partnership(self) -> Mapping[str, tuple[DocumentFile, ...]]:
        found: dict[str, list[DocumentFile]] = {}
        for document in self.documents:
            if document.partnership is not None:
                found.setdefault(document.partnership, []).append(document)
        return {partnership: tuple(documents) for partnership, documents in found.items()}

    @functools.cached_property
    def _organisations(self) -> Mapping[str, Organisation]:
        return {known.id: known for known in reversed(self._known)}


@functools.lru_cache(maxsize=256)  # every rule about parties asks
def _organisation(
    identifier: str, name: str, short_name: str | None, number: str | None, kind: OrganisationKind
) -> Organisation:
    return Organisation(id=identifier, legal_name=name, short_name=short_name, organisation_number=number, kind=kind)


@dataclass(frozen=True, slots=True)
class Workspace:
    """All that data/ says."""

    data: Path
    authorities: tuple[AuthorityFolder, ...]

    def partnerships(self) -> tuple[tuple[AuthorityFolder, PartnershipFolder], ...]:
        """Every partnership with its authority, in the order of the folders' names."""
        return tuple((authority, folder) for authority in self.authorities for folder in authority.partnerships)


def load_workspace(
    data: Path, templates: Path, only: frozenset[str] = frozenset(), tick: Callable[[], None] = lambda: None
) -> tuple[Workspace, tuple[Problem, ...]]:
    """Read every file under `data`, and the clause library.

    Args:
        data: The folder of facts.
        templates: The folder of templates, with the clauses that the partnerships may use.
        only: Names of the authorities' folders to read; all when it is empty.
        tick: Called before each partnership's folder is read; may raise to stop.

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
    authorities = [
        folder
        for path in sorted(data.iterdir())
        if path.is_dir()
        and not path.name.startswith(".")
        and (not only or path.name in only)
        and (folder := _authority(path, data, templates, problems, tick))
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
    path: Path, data: Path, templates: Path, problems: list[Problem], tick: Callable[[], None]
) -> AuthorityFolder | None:
    read = _read(path / AUTHORITY_FILE, data, Authority, problems)
    organisations = (
        _read(path / ORGANISATIONS_FILE, data, Organisations, problems)
        if (path / ORGANISATIONS_FILE).exists()
        else None
    )
    _unknown_files(path, data, (AUTHORITY_FILE, ORGANISATIONS_FILE), problems)
    documents = list(_documents(path, path, data, problems))
    clauses, clause_problems = load_clauses(templates, path.name)
    problems += clause_problems
    partnerships = []
    for folder in sorted(path.iterdir()):
        if not folder.is_dir() or folder.name.startswith("."):
            continue
        tick()
        if found := _partnership(folder, data, problems):
            partnerships.append(found)
        documents += _documents(folder, path, data, problems)
    if read is None:
        return None
    known, source = organisations if organisations else (None, None)
    organisations_known = known.organisations if known else ()
    return AuthorityFolder(
        path.name, path, *read, organisations_known, source, tuple(partnerships), tuple(documents), clauses
    )


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


def _documents(folder: Path, authority: Path, data: Path, problems: list[Problem]) -> Iterator[DocumentFile]:
    """The documents in prose straight in a folder; a Markdown file of no known kind is told of."""
    for path in sorted(folder.glob("*.md")):
        if found := _document(path, authority, data, problems):
            yield found


def _document(path: Path, authority: Path, data: Path, problems: list[Problem]) -> DocumentFile | None:
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
    if (found := _read_document(path, shown_as, kind, problems)) is None:
        return None
    return DocumentFile(f"{path.parent.name}/{path.stem}" if inside else path.stem, kind, path, *found)


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
