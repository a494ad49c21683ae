"""From a table to yearly agreements on places under a framework: one row, one agreement with one party.

A row becomes an entry in the framework's places_agreements, and no partnership of its own: the parties have signed the
framework already, what they agree each year is a number of places, and the compensation follows from its steps.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from contracts.checks.check import found_in_partnership
from contracts.checks.rule import Subject
from contracts.drafting.sheet import Row, Sheet, read_sheet
from contracts.drafting.tree import Tree, Value
from contracts.editing.files import edited
from contracts.editing.splice import Edit, Insert, Set
from contracts.errors import Place, Problem, ProblemsError, Severity
from contracts.facts.files import PARTNERSHIP_FILE
from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.places import PlacesAgreement
from contracts.facts.refusals import problems_of_value
from contracts.facts.source import Route, nearest
from contracts.plan.stems import PLACES

_FIELD: Final = "places_agreements"
#: Each field by what its column may be called: its name and its Swedish title.
_COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        called.casefold(): name
        for name, info in PlacesAgreement.model_fields.items()
        for called in (name, str(info.title))
    }
)
_REQUIRED: Final = tuple(name for name, info in PlacesAgreement.model_fields.items() if info.is_required())


@dataclass(frozen=True, slots=True)
class PlacesTable:
    """The agreements of a table, and what is worth knowing of them."""

    entries: tuple[Tree, ...]
    warnings: tuple[Problem, ...]

    def documents(self, framework: PartnershipFolder) -> tuple[str, ...]:
        """Ids of the documents that they become."""
        return tuple(f"{framework.id}/{PLACES}-{entry['year']}-{entry['party']}" for entry in self.entries)


def read_places(
    path: Path, shown_as: str, authority: AuthorityFolder, framework: PartnershipFolder, today: dt.date
) -> PlacesTable:
    """Read a table of places under a framework agreement.

    Args:
        path: .xlsx or .csv, with a heading for each field of a places agreement, in Swedish or as in data.
        shown_as: The file's name in messages.
        authority: Whose framework it is.
        framework: The partnership that the places belong to.
        today: The day from which deadlines are counted.

    Raises:
        ProblemsError: With everything that is wrong in any row, by row and column.
        OSError: The file cannot be opened.
    """
    sheet = read_sheet(path, shown_as)
    columns = _columns(sheet)
    names = _Names(authority, framework)
    problems: list[Problem] = []
    good: list[tuple[Row, Tree]] = []
    for row in sheet.rows:
        before = len(problems)
        entry = _entry(row, sheet, columns, names, problems)
        if len(problems) == before:
            good.append((row, entry))
    problems += _found(good, sheet, columns, Subject(authority, framework, today))
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise ProblemsError(problems)
    return PlacesTable(tuple(entry for _, entry in good), tuple(problems))


def _columns(sheet: Sheet) -> Mapping[str, int]:
    """The 0-based column of each field that the table has."""
    problems: list[Problem] = []
    columns: dict[str, int] = {}
    place = sheet.place(sheet.heading_row)
    for at, heading in enumerate(sheet.headings):
        name = _COLUMNS.get(heading.casefold())
        if name is None:
            titles = [str(info.title) for info in PlacesAgreement.model_fields.values()]
            guess = nearest(heading, titles)
            remedy = f"menade du ”{guess}”?" if guess else f"rubriker som finns: {', '.join(titles)}"
            problems.append(Problem("column-unknown", f"rubriken ”{heading}” betyder ingenting här", place, remedy))
        elif name in columns:
            problems.append(Problem("column-twice", f"rubriken ”{heading}” står två gånger", place, "ta bort den ena"))
        else:
            columns[name] = at
    for name in _REQUIRED:
        if name not in columns:
            title = PlacesAgreement.model_fields[name].title
            text = f"kolumnen ”{title}” saknas"
            problems.append(Problem("column-missing", text, place, "lägg till den; rubriken står överst i kolumnen"))
    if problems:
        raise ProblemsError(problems)
    return columns


class _Names:
    """Finds parties by whatever they are called."""

    def __init__(self, authority: AuthorityFolder, framework: PartnershipFolder) -> None:
        self._known = {
            name.casefold(): one.id
            for one in authority.known_organisations()
            for name in (one.id, one.legal_name, one.short_name or "", *one.aliases)
        }
        self._parties = tuple(party.organisation for party in framework.partnership.parties)
        self._names = [one.name for one in authority.known_organisations() if one.id in self._parties]

    def problem(self, written: str, place: Place) -> Problem | None:
        """Why this is no party of the framework; None when it is one."""
        identifier = self.id_of(written)
        if identifier in self._parties:
            return None
        if identifier != written:
            text = f"”{written}” är ingen part i ramavtalet"
            return Problem("places-party", text, place, "ta bort raden, eller låt organisationen först ansluta sig")
        guess = nearest(written, self._names)
        remedy = f"menade du ”{guess}”?" if guess else f"skriv någon av: {', '.join(self._names)}"
        return Problem("places-party", f"”{written}” är ingen känd organisation", place, remedy)

    def id_of(self, written: str) -> str:
        """The id of an organisation; what was written when nobody is called so."""
        return self._known.get(" ".join(written.split()).casefold(), written)


def _entry(row: Row, sheet: Sheet, columns: Mapping[str, int], names: _Names, problems: list[Problem]) -> Tree:
    if len(row.cells) > len(sheet.headings):
        text = f"raden har {len(row.cells)} värden men tabellen {len(sheet.headings)} rubriker"
        problems.append(Problem("row-long", text, sheet.place(row.number), "flytta värdena under sina rubriker"))
    entry: Tree = {}
    for name, info in PlacesAgreement.model_fields.items():
        written = row.cells[columns[name]] if name in columns else ""
        place = sheet.place(row.number, columns.get(name))
        if not written:
            if info.is_required():
                problems.append(Problem("cell-empty", "värdet saknas", place, f"fyll i {str(info.title).lower()}"))
            continue
        if name == "party":
            if problem := names.problem(written, place):
                problems.append(problem)
            entry[name] = names.id_of(written)
            continue
        entry[name] = value = _value(name, written)
        refused = problems_of_value(Partnership, (_FIELD, 0, name), value) if isinstance(value, str) else ()
        problems += [replace(problem, place=place) for problem in refused]
    return entry


def _value(name: str, written: str) -> Value:
    """The cell as the field holds it: of a list, an item for each line or between semicolons."""
    if name != "kinds_of_places":
        return written
    return [item for part in written.splitlines() for one in part.split(";") if (item := one.strip())]


def _found(
    rows: Sequence[tuple[Row, Tree]], sheet: Sheet, columns: Mapping[str, int], before: Subject
) -> Iterator[Problem]:
    """What the rules find in rows that are right by themselves, beside each other and what the framework has."""
    facts, source = before.partnership, before.folder.source
    old = len(facts.places_agreements)
    new = tuple(PlacesAgreement.model_validate(entry) for _, entry in rows)
    after = facts.model_copy(update={_FIELD: (*facts.places_agreements, *new)})

    def place(route: Route) -> Place:
        at = route[1] if route[:1] == (_FIELD,) and len(route) > 1 else -1
        if not isinstance(at, int) or at < old:
            return source.place(route)
        return sheet.place(rows[at - old][0].number, columns.get(str(route[2])) if len(route) > 2 else None)

    subject = replace(before, folder=replace(before.folder, partnership=after))
    for rule, finding in found_in_partnership(subject):
        if finding.route[:1] == (_FIELD,) and place(finding.route).file == sheet.shown_as:
            also = tuple(one if isinstance(one, Place) else place(one) for one in finding.also)
            remedy = finding.remedy or rule.remedy
            yield Problem(rule.id, finding.text, place(finding.route), remedy, rule.severity, rule.source, also)


def with_places(framework: PartnershipFolder, entries: tuple[Tree, ...]) -> Mapping[Path, bytes]:
    """The framework's file with the agreements added; all else in it as it was.

    Raises:
        ProblemsError: The file cannot be added to.
    """
    path = framework.path / PARTNERSHIP_FILE
    edits: list[Edit] = (
        [Insert((_FIELD,), entry) for entry in entries]
        if framework.partnership.places_agreements
        else [Set((_FIELD,), list(entries), after="separate_agreements")]
    )
    return {path: edited(path, edits, framework.source.file)}
