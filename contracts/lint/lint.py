"""Lints templates: what compiling refuses, what every rule finds, and what no template prints.

This is the only module of the room that knows all rules. It never raises on a file, whatever the file is: what cannot
be read, and what a rule cannot get through, is a finding too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contracts.errors import Place, Problem, Severity, TemplateError
from contracts.lint import looks, missing_styles, numbering, paragraphs, references, safety, tables, tags_cut, walk
from contracts.lint.deep_rules import RULES as DEEP_RULES
from contracts.lint.expressions_rules import RULES as EXPRESSION_RULES
from contracts.lint.expressions_rules import UNKNOWN_KIND
from contracts.lint.kinds import VIEWS, kind_of
from contracts.lint.refusals import REFUSALS, TOO_HARD, explained
from contracts.lint.rule import Find, LintSubject, TemplateRule
from contracts.lint.subject import read_subject
from contracts.lint.unused import NEVER_PRINTED, Uses, never_printed
from contracts.sandbox.suggestions import did_you_mean
from contracts.spelling.filters import FILTERS
from contracts.word.template import template_problems

_AREAS: Final = (paragraphs, tables, tags_cut, numbering, looks, missing_styles, references, safety)
#: What finds, beside the walk over expressions.
FINDS: Final[tuple[Find, ...]] = tuple(find for area in _AREAS for find in area.FINDS)
#: Every rule, in the words that lists of rules show.
RULES: Final[tuple[TemplateRule, ...]] = (
    *REFUSALS,
    *EXPRESSION_RULES,
    *(rule for area in _AREAS for rule in area.RULES),
    NEVER_PRINTED,
    *DEEP_RULES,
)


@dataclass(frozen=True, slots=True)
class Linted:
    """What one template came to."""

    problems: tuple[Problem, ...]
    uses: Uses | None  #: the facts that it reads; None when it could not be read, or when its kind is unknown


def lint(path: Path, templates: Path, shown_as: str) -> tuple[Problem, ...]:
    """All that is wrong with one template, in the order of its text.

    Args:
        path: the file, which may be anything at all.
        templates: the folder of templates; a template in it is meant to be built with.
        shown_as: how messages name the file.
    """
    return _linted(path, templates, shown_as).problems


def lint_all(templates: Path) -> tuple[Problem, ...]:
    """All that is wrong with every template in a folder, and the facts that none of an authority's templates reads."""
    problems: list[Problem] = []
    uses: list[Uses] = []
    for path in templates_in(templates):
        linted = _linted(path, templates, shown(path, templates))
        problems += linted.problems
        uses += [linted.uses] if linted.uses else []
    return (*problems, *never_printed(uses, templates.name))


def templates_in(folder: Path) -> tuple[Path, ...]:
    """Every Word file in the folder and in its authorities' folders; Word's own lock files left out."""
    found = (*folder.glob("*.do[ct][xm]"), *folder.glob("*/*.do[ct][xm]"))
    return tuple(sorted(path for path in found if not path.name.startswith("~$")))


def shown(path: Path, templates: Path) -> str:
    """How messages name a template: by the folder of templates, or as it is given when it lies elsewhere."""
    if path.is_relative_to(templates):
        return f"{templates.name}/{path.relative_to(templates).as_posix()}"
    return path.as_posix()


def _linted(path: Path, templates: Path, shown_as: str) -> Linted:
    kind = kind_of(path.name)
    try:
        subject = read_subject(path, shown_as, kind)
    except TemplateError as error:
        return Linted(tuple(map(explained, error.problems)), None)
    except Exception as error:  # whatever a stranger's file can do to a reader of Word files
        return Linted((_too_hard(Place(shown_as), "filen", error),), None)
    problems: list[Problem] = [*_refused(subject)]
    walked: walk.Walked | None = None
    try:
        walked = walk.walked(subject)
        problems += walked.problems
    except Exception as error:  # as above
        problems.append(_too_hard(Place(shown_as), "uttrycken", error))
    for find in FINDS:
        problems += _found(find, subject)
    problems += _kind_problems(path, templates, subject)
    uses = Uses(path, templates, kind, walked.used) if walked and kind else None
    return Linted(tuple(_in_order(dict.fromkeys(problems), subject)), uses)


def _refused(subject: LintSubject) -> Iterator[Problem]:
    """What compiling refuses."""
    try:
        found: Sequence[Problem] = template_problems(subject.inventory, filters=FILTERS, shown_as=subject.shown_as)
    except TemplateError as error:
        found = error.problems
    except Exception as error:  # as above
        found = (_too_hard(Place(subject.shown_as), "mallen", error),)
    yield from map(explained, found)


def _found(find: Find, subject: LintSubject) -> list[Problem]:
    problems: list[Problem] = []
    try:
        # One by one: what a rule has found before it stumbles is kept.
        for problem in find(subject):
            problems.append(problem)
    except Exception as error:  # as above
        problems.append(_too_hard(Place(subject.shown_as), f"en av kontrollerna ({find.__name__})", error))
    return problems


def _too_hard(place: Place, what: str, error: Exception) -> Problem:
    return TOO_HARD.problem(place, f"{what} gick inte att pröva ({type(error).__name__})")


def _kind_problems(path: Path, templates: Path, subject: LintSubject) -> Iterator[Problem]:
    if path.is_relative_to(templates) and path.suffix != ".docx":
        text = f"inget dokument görs med ”{path.name}”: bara filer som slutar på .docx används"
        remedy = "spara den som Word-dokument (.docx), inte som Word-mall"
        yield UNKNOWN_KIND.problem(subject.body.place, text, remedy, severity=Severity.ERROR)
    if subject.kind or not any(part.tags for part in subject.parts):
        return
    unused = ", och inget dokument görs med mallen" if path.is_relative_to(templates) else ""
    text = f"filnamnet ”{path.name}” säger inte vilken sorts dokument mallen är till: namnen i den prövas inte{unused}"
    severity = Severity.ERROR if unused else None
    yield UNKNOWN_KIND.problem(subject.body.place, text, did_you_mean(path.stem, VIEWS), severity=severity)


def _in_order(problems: Iterable[Problem], subject: LintSubject) -> list[Problem]:
    """Problems as they stand in the file: part by part, paragraph by paragraph."""
    labels = list(dict.fromkeys(paragraph.place.part for part in subject.parts for paragraph in part.paragraphs))

    def place(problem: Problem) -> tuple[int, int, int]:
        at = problem.place
        if at is None:
            return (-1, 0, 0)
        return (labels.index(at.part) if at.part in labels else len(labels), at.paragraph, at.column)

    return sorted(problems, key=place)
