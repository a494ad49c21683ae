"""The clause library: templates/clauses/*.md, and over it what an authority has written its own way.

An authority's file takes the place of the common one with the same name. Reading says what is wrong with the fields;
the text is looked at where it is filled in (prose/clauses.py).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from contracts.errors import Place, Problem, ProblemsError
from contracts.facts.front_matter import Body, read_front_matter
from contracts.facts.model.base import is_slug
from contracts.facts.model.library_clause import ClauseHead
from contracts.facts.nodes import Mapping as FieldMapping
from contracts.facts.nodes import Mark
from contracts.facts.refusals import problems_of
from contracts.facts.source import Source

FOLDER = "clauses"


@dataclass(frozen=True, slots=True)
class LibraryClause:
    """One clause of the library."""

    id: str  #: the file's name without suffix
    own: bool  #: the authority's own, in place of a common one or beside them
    path: Path
    head: ClauseHead
    source: Source
    body: Body


@dataclass(frozen=True, slots=True)
class ClauseLibrary:
    """The clauses that an authority's partnerships may use, in the order of their names."""

    clauses: tuple[LibraryClause, ...] = ()

    def clause(self, identifier: str) -> LibraryClause | None:
        """The clause of this name, or None."""
        return next((clause for clause in self.clauses if clause.id == identifier), None)

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of all clauses."""
        return tuple(clause.id for clause in self.clauses)


#: A library without clauses.
NO_CLAUSES: Final = ClauseLibrary()


def load_clauses(templates: Path, authority: str | None) -> tuple[ClauseLibrary, tuple[Problem, ...]]:
    """Read the library.

    Args:
        templates: The folder of templates.
        authority: Whose own clauses go before the common ones; None for the common ones alone.

    Returns:
        The clauses that could be read, and every problem. A folder that is not there holds no clauses.
    """
    problems: list[Problem] = []
    found = {clause.id: clause for clause in _read_folder(templates / FOLDER, templates, problems, own=False)}
    if authority is not None:
        folder = templates / authority / FOLDER
        found |= {clause.id: clause for clause in _read_folder(folder, templates, problems, own=True)}
    return ClauseLibrary(tuple(found[identifier] for identifier in sorted(found))), tuple(problems)


def _read_folder(folder: Path, templates: Path, problems: list[Problem], *, own: bool) -> Iterator[LibraryClause]:
    for path in sorted(folder.glob("*.md")):
        shown_as = f"{templates.name}/{path.relative_to(templates).as_posix()}"
        if path.name.lower() == "readme.md" or path.name.startswith("."):
            continue
        if not is_slug(path.stem):
            text, remedy = (
                "filens namn kan inte vara namnet på en klausul",
                "döp om den med a–z, siffror och bindestreck",
            )
            problems.append(Problem("clause-file-name", text, Place(shown_as), remedy))
            continue
        try:
            source, body = read_front_matter(path, shown_as)
            head = ClauseHead.model_validate(source.plain())
        except OSError as error:
            text = f"filen går inte att läsa ({error.strerror})"
            problems.append(Problem("file-unreadable", text, Place(shown_as), "kontrollera filens rättigheter"))
        except ProblemsError as error:
            problems.extend(error.problems)
        except ValidationError as error:
            problems.extend(problems_of(error, ClauseHead, source))
        else:
            problems.extend(_unconfirmed(source))
            yield LibraryClause(path.stem, own, path, head, source, body)


def _unconfirmed(source: Source) -> Iterator[Problem]:
    for route in source.unconfirmed():
        text = "en klausul i biblioteket är antagen text och kan inte ha obekräftade uppgifter"
        yield Problem("clause-unconfirmed", text, source.place(route), "ta bort frågetecknet sist i värdet")


def clause_as_json(clause: LibraryClause) -> dict[str, object]:
    """A clause as plain JSON, for the record that a document carries."""
    return {"id": clause.id, "own": clause.own, "fields": clause.source.plain(), "text": clause.body.text}


def clause_from_json(written: Mapping[str, object], shown_as: str) -> LibraryClause:
    """The clause that a record holds; it fills in to the same text as the one that was recorded.

    Args:
        written: What clause_as_json gave.
        shown_as: The record's name in messages.

    Raises:
        KeyError: Something is left out.
        ValidationError: The fields do not fit the model of this version.
    """
    return LibraryClause(
        str(written["id"]),
        bool(written["own"]),
        Path(f"{written['id']}.md"),
        ClauseHead.model_validate(written["fields"]),
        Source(shown_as, (), FieldMapping((), Mark(1, 1, 1))),
        Body(str(written["text"]), 1, shown_as),
    )
