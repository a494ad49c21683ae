"""Reads data/ into a workspace: every authority and partnership, or every problem in every file."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from contracts.errors import Place, Problem
from contracts.facts.clause_library import load_clauses
from contracts.facts.files import AUTHORITY_FILE, ORGANISATIONS_FILE
from contracts.facts.folders import AuthorityFolder, DocumentFile, PartnershipFolder, Workspace, dossier_of
from contracts.facts.model.authority import Authority
from contracts.facts.model.organisation import Organisations
from contracts.facts.one_folder import (
    read_document,
    read_file,
    read_partnership,
    texts_in,
    unread_document,
    unread_partnership,
    warn_of_unknown_files,
)


@dataclass(frozen=True, slots=True)
class ReadFolder:
    """What was read in a partnership's folder."""

    partnership: PartnershipFolder | None  #: None when it cannot be read; so with the documents
    documents: tuple[DocumentFile | None, ...]
    problems: tuple[Problem, ...]


#: Reads folders, in this process or several; gives each with what was read in it, in any order, and may leave some out.
Share: TypeAlias = Callable[[Callable[[Path], ReadFolder], Sequence[Path]], Iterable[tuple[Path, ReadFolder]]]


@dataclass(frozen=True, slots=True)
class Reading:
    """Which folders of data/, and documents beside them, need not be read, and what was found in reading each.

    All are named by their authority's folder and their `dossier`.
    """

    known: Mapping[tuple[str, str], tuple[Problem, ...]]  #: of those that are as they were: what was found then
    found: dict[tuple[str, str], tuple[Problem, ...]] = field(default_factory=dict)  #: of all, when all was read
    share: Share = lambda read, folders: ()  #: reads ahead; what it leaves out is read in its turn


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
    read = read_file(path / AUTHORITY_FILE, data, Authority, problems)
    organisations = (
        read_file(path / ORGANISATIONS_FILE, data, Organisations, problems)
        if (path / ORGANISATIONS_FILE).exists()
        else None
    )
    warn_of_unknown_files(path, data, (AUTHORITY_FILE, ORGANISATIONS_FILE), problems)
    documents: list[DocumentFile | None] = []
    for file in texts_in(path):
        with _dossier(path.name, file.stem, reading, problems) as known:
            documents.append(unread_document(file, path, data) if known else read_document(file, path, data, problems))
    clauses, clause_problems = load_clauses(templates, path.name)
    problems += clause_problems
    folders = [folder for folder in sorted(path.iterdir()) if folder.is_dir() and not folder.name.startswith(".")]
    ahead = _read_ahead(folders, data, tick, reading)
    partnerships: list[PartnershipFolder | None] = []
    for folder in folders:
        tick()
        with _dossier(path.name, dossier_of(folder.name), reading, problems) as known:
            if known:
                partnerships.append(unread_partnership(folder, data))
                documents += (unread_document(file, path, data) for file in texts_in(folder))
            else:
                read_now = ahead.pop(folder, None) or _read_folder(folder, data)
                partnerships.append(read_now.partnership)
                documents += read_now.documents
                problems += read_now.problems
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


def _read_ahead(
    folders: Iterable[Path], data: Path, tick: Callable[[], None], reading: Reading
) -> dict[Path, ReadFolder]:
    """What was read before its turn, of the partnerships' folders of one authority."""
    due = [one for one in folders if (one.parent.name, dossier_of(one.name)) not in reading.known]
    found: dict[Path, ReadFolder] = {}
    for folder, read in reading.share(partial(_read_folder, data=data), due):
        tick()
        found[folder] = read
    return found


def _read_folder(folder: Path, data: Path) -> ReadFolder:
    problems: list[Problem] = []
    partnership = read_partnership(folder, data, problems)
    documents = tuple(read_document(file, folder.parent, data, problems) for file in texts_in(folder))
    return ReadFolder(partnership, documents, tuple(problems))


@contextlib.contextmanager
def _dossier(authority: str, dossier: str, reading: Reading, problems: list[Problem]) -> Iterator[bool]:
    """Whether it need not be read; what is found in it meanwhile, or was, is among the problems and noted."""
    known, begun = reading.known.get((authority, dossier)), len(problems)
    problems += known or ()
    yield known is not None
    reading.found[authority, dossier] = tuple(problems[begun:])


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
    fresh = {one: read_partnership(authority.path / one, data, problems) for one in partnerships}
    written = {one: read_document(authority.path / f"{one}.md", authority.path, data, problems) for one in documents}
    anew = {*map(dossier_of, fresh), *(dossier_of(one.partition("/")[0]) if "/" in one else one for one in written)}
    folders = (fresh.get(one.id, one) for one in authority.partnerships)
    files = (written.get(one.id, one) for one in authority.documents)
    again = replace(
        authority,
        partnerships=tuple(one for one in folders if one is not None),
        documents=tuple(one for one in files if one is not None),
        outward={dossier: shown for dossier, shown in authority.outward.items() if dossier not in anew},
    )
    return again, tuple(problems)
