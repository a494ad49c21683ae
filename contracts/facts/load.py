"""Reads data/ into a workspace: every authority and partnership, or every problem in every file."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from contracts.errors import Place, Problem, ProblemsError, Severity
from contracts.facts.model.authority import Authority
from contracts.facts.model.organisation import Organisation, Organisations
from contracts.facts.model.partnership import Partnership
from contracts.facts.reader import read_source
from contracts.facts.refusals import problems_of
from contracts.facts.source import Source, nearest

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class PartnershipFolder:
    """One partnership and where its facts are written."""

    id: str  #: the folder's name
    path: Path
    partnership: Partnership
    source: Source


@dataclass(frozen=True, slots=True)
class AuthorityFolder:
    """One authority, the organisations it knows, and its partnerships."""

    id: str  #: the folder's name
    path: Path
    authority: Authority
    source: Source
    organisations: tuple[Organisation, ...]
    organisations_source: Source | None
    partnerships: tuple[PartnershipFolder, ...]

    def organisation(self, identifier: str) -> Organisation | None:
        """The organisation with this id; the authority itself is one, under its folder's name."""
        return next((known for known in self.known_organisations() if known.id == identifier), None)

    def known_organisations(self) -> tuple[Organisation, ...]:
        """The authority as an organisation, and those of organisations.yaml."""
        own = Organisation(
            id=self.id,
            legal_name=self.authority.name,
            short_name=self.authority.short_name,
            organisation_number=self.authority.organisation_number,
            kind=self.authority.kind,
        )
        return (own, *self.organisations)


@dataclass(frozen=True, slots=True)
class Workspace:
    """All that data/ says."""

    data: Path
    authorities: tuple[AuthorityFolder, ...]

    def partnerships(self) -> tuple[tuple[AuthorityFolder, PartnershipFolder], ...]:
        """Every partnership with its authority, in the order of the folders' names."""
        return tuple((authority, folder) for authority in self.authorities for folder in authority.partnerships)


def load_workspace(data: Path) -> tuple[Workspace, tuple[Problem, ...]]:
    """Read every file under `data`.

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
        if path.is_dir() and not path.name.startswith(".") and (folder := _authority(path, data, problems))
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
    return Workspace(data, tuple(authorities)), tuple(problems)


def _authority(path: Path, data: Path, problems: list[Problem]) -> AuthorityFolder | None:
    read = _read(path / "authority.yaml", data, Authority, problems)
    organisations = (
        _read(path / "organisations.yaml", data, Organisations, problems)
        if (path / "organisations.yaml").exists()
        else None
    )
    _unknown_files(path, data, ("authority.yaml", "organisations.yaml"), problems)
    partnerships = []
    for folder in sorted(path.iterdir()):
        if not folder.is_dir() or folder.name.startswith("."):
            continue
        _unknown_files(folder, data, ("partnership.yaml",), problems)
        if found := _read(folder / "partnership.yaml", data, Partnership, problems):
            partnerships.append(PartnershipFolder(folder.name, folder, *found))
    if read is None:
        return None
    known, source = organisations if organisations else (None, None)
    return AuthorityFolder(path.name, path, *read, known.organisations if known else (), source, tuple(partnerships))


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
        problems.append(
            Problem(
                "file-unreadable",
                f"filen går inte att läsa ({error.strerror})",
                Place(shown_as),
                "kontrollera filens rättigheter",
            )
        )
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
