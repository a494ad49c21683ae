"""Tries a template with made-up facts, so that every condition goes both ways and every loop is empty, short and long.

The facts that the template depends on are combined in pairs (pairwise.py), each combination is rendered and looked at.
What fails is told with the smallest combination that still fails, and a branch that no facts reach is told too. The
same template gives the same findings: nothing is random, and the limit is a number of documents, not of seconds.
"""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

from jinja2 import nodes

from contracts.errors import Place, Problem, TemplateError
from contracts.lint.deep_choices import choices_of, varied_paths
from contracts.lint.deep_paths import Site
from contracts.lint.deep_rules import CUT_SHORT, SOURCE, UNREACHABLE
from contracts.lint.deep_shrinking import smallest
from contracts.lint.deep_sites import FALSE, MORE_ITEMS, ONE_ITEM, TRUE, Watched, watched
from contracts.lint.deep_structure import look_at
from contracts.lint.deep_words import in_words
from contracts.lint.pairwise import Choice, pairwise
from contracts.lint.samples import sample_names, tops_of
from contracts.lint.samples_promises import FOLLOWS_OTHERS
from contracts.spelling.filters import FILTERS
from contracts.word.properties import DocumentStamp
from contracts.word.template import compile_template

#: Documents that are made of one template at most. The project's own need up to a hundred.
MOST_RENDERS: Final = 1_000
#: Combinations that are tried for one branch that has not been reached.
_MOST_FOR_A_BRANCH: Final = 64
#: Different faults that are told of one template.
_MOST_FAULTS: Final = 20
_STAMP: Final = DocumentStamp("Provdokument", "Exempelstad kommun", dt.datetime(2026, 1, 2, 12, tzinfo=dt.UTC))

#: Told how far it has come: documents made, and how many at least are to be made.
Progress: TypeAlias = Callable[[int, int], None]
Levels: TypeAlias = Mapping[str, str]
#: What makes two faults the same, whatever facts they were seen with.
_Fault: TypeAlias = tuple[str, Place | None, str]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What it took to try a template, and what was found."""

    problems: tuple[Problem, ...]
    branches: int  #: conditions and loops of the template
    choices: int  #: facts that were varied
    combinations: int  #: rows that hold all their pairs
    renders: int  #: documents made in all, with those that shrink faults and look for branches
    whole: bool  #: whether the limit was enough


@dataclass(slots=True)
class _Trying:
    """One template being tried."""

    subject: Watched
    tops: Mapping[str, Any]
    choices: Sequence[Choice]
    most: int
    progress: Progress
    planned: int
    renders: int = 0
    faults: dict[_Fault, tuple[Problem, Levels]] = field(default_factory=dict)
    ways: dict[int, dict[str, Levels]] = field(default_factory=dict)  #: first facts that went so, by site and way

    def tried(self, levels: Levels) -> tuple[Problem, ...]:
        """What is wrong with the document of these facts; the ways it went are noted."""
        self.renders += 1
        self.progress(self.renders, max(self.planned, self.renders))
        self.subject.seen.clear()
        template = self.subject.template
        problems: tuple[Problem, ...]
        try:
            problems = look_at(template.render(sample_names(self.tops, levels), _STAMP).docx, template.shown_as)
        except TemplateError as error:
            problems = tuple(error.problems)
        for number, ways in self.subject.seen.items():
            for way in ways:
                self.ways.setdefault(number, {}).setdefault(way, levels)
        return problems

    def note(self, levels: Levels) -> None:
        """Try facts, and keep what is wrong with them."""
        for problem in self.tried(levels):
            self.faults.setdefault(_fault_of(problem), (problem, levels))

    @property
    def spent(self) -> bool:
        """Whether no more documents may be made."""
        return self.renders >= self.most


def lint_deep(
    path: Path, kind: str, progress: Progress, *, shown_as: str = "", most_renders: int = MOST_RENDERS
) -> tuple[Problem, ...]:
    """What goes wrong with a template for some facts, and its branches that no facts reach.

    Args:
        path: the template.
        kind: the kind of document it is for (contracts/lint/kinds.py).
        progress: told how far it has come.
        shown_as: how messages name the file; by its name when that is left out.
        most_renders: documents that are made at most; one takes a few hundredths of a second.

    Raises:
        KeyError: there is no such kind.
    """
    try:
        return cover(path, kind, progress, shown_as=shown_as, most_renders=most_renders).problems
    except TemplateError as error:
        return tuple(error.problems)


def cover(
    path: Path, kind: str, progress: Progress, *, shown_as: str = "", most_renders: int = MOST_RENDERS
) -> Coverage:
    """The same, with what it took.

    Raises:
        TemplateError: the template cannot be compiled, so there is nothing to try.
        KeyError: there is no such kind.
    """
    tops = tops_of(kind)
    subject = watched(compile_template(path, filters=FILTERS, shown_as=shown_as or path.name), tops)
    choices = choices_of(subject.paths, tops)
    rows = pairwise(choices)
    trying = _Trying(subject, tops, choices, most_renders, progress, len(rows) + 1)
    trying.note({})
    for row in itertools.islice(rows, max(0, most_renders - 1)):
        trying.note(row)
    if not trying.faults:
        _seek(trying)
    problems = [*_told(trying), *(() if trying.faults else _unreached(trying))]
    whole = trying.renders < most_renders
    if not whole:
        problems.append(_cut_short(shown_as or path.name, most_renders))
    return Coverage(tuple(problems), len(subject.sites), len(choices), len(rows), trying.renders, whole)


def _fault_of(problem: Problem) -> _Fault:
    # The words of a fault may quote a value, which differs between facts: its place tells it better, where it has one.
    place = problem.place
    return problem.rule, place, "" if place and place.paragraph else problem.text


def _told(trying: _Trying) -> Iterator[Problem]:
    """Every fault, with the smallest combination that still has it."""
    for fault, (problem, levels) in itertools.islice(trying.faults.items(), _MOST_FAULTS):

        def fails(some: Levels, wanted: _Fault = fault) -> bool:
            return not trying.spent and any(_fault_of(one) == wanted for one in trying.tried(some))

        found = smallest(levels, trying.choices, fails)
        when = in_words(found, trying.subject.paths.reads) or "vilka uppgifterna än är"
        yield Problem(
            problem.rule,
            f"{problem.text} – {when}",
            problem.place,
            problem.remedy,
            problem.severity,
            SOURCE,
            problem.also,
        )


def _wanted(site: Site) -> tuple[str, ...]:
    return (ONE_ITEM, MORE_ITEMS) if isinstance(site.node, nodes.For) else (TRUE, FALSE)


def _seek(trying: _Trying) -> None:
    """Look for facts that lead into branches which no pair of choices has reached."""
    names = {choice.name: choice for choice in trying.choices}
    for number, site in enumerate(trying.subject.sites):
        missing = [way for way in _wanted(site) if way not in trying.ways.get(number, {})]
        begun = list(trying.ways.get(number, {}).values())[:1]
        own = [names[one] for path in site.paths for one in varied_paths(path) if one in names]
        if not missing or not begun or not own:
            continue
        for levels in itertools.islice(itertools.product(*(one.levels for one in own)), _MOST_FOR_A_BRANCH):
            if trying.spent or all(way in trying.ways[number] for way in missing):
                break
            trying.tried({**begun[0], **{one.name: level for one, level in zip(own, levels, strict=True)}})


def _unreached(trying: _Trying) -> Iterator[Problem]:
    """A warning for each branch with something in it that no facts have led to; not for what is inside it."""
    for number, site in enumerate(trying.subject.sites):
        ways = trying.ways.get(number, {})
        if not ways:
            continue
        part = trying.subject.part_of(site)
        tag = part.tag_at(site.line)
        raw = tag.tag.raw if tag else part.label
        text = remedy = ""
        if isinstance(site.node, nodes.For):
            if ONE_ITEM not in ways and MORE_ITEMS not in ways:
                text, remedy = (
                    f"{raw} har aldrig någon post att gå igenom",
                    "ta bort upprepningen, eller välj rätt lista",
                )
        elif TRUE not in ways:
            text, remedy = f"villkoret i {raw} blir aldrig sant", "ta bort texten, eller rätta villkoret"
        elif FALSE not in ways and _has_other(site) and not _guards(site, trying):
            text = f"villkoret i {raw} är alltid sant, så texten efter else skrivs aldrig ut"
            remedy = "ta bort villkoret och texten efter else, eller rätta villkoret"
        if text:
            place = (tag.problem("", "", "").place if tag else None) or part.place
            yield UNREACHABLE.problem(place, text, remedy)


def _guards(site: Site, trying: _Trying) -> bool:
    """Whether a condition asks for what the types let be missing, though the facts never leave it out."""
    reads = (trying.subject.paths.reads.get(path) for path in site.paths)
    return any(read and f"{read.owner}.{read.path.rpartition('.')[2]}" in FOLLOWS_OTHERS for read in reads)


def _has_other(site: Site) -> bool:
    node = site.node
    if isinstance(node, nodes.CondExpr):
        return node.expr2 is not None
    return isinstance(node, nodes.If) and bool(node.elif_ or node.else_)


def _cut_short(shown_as: str, most: int) -> Problem:
    return CUT_SHORT.problem(Place(shown_as), f"mallen behöver fler än {most} provdokument, så allt prövades inte")
