"""How problems look: the sentence, the place with the offending line, the remedy, the rule and its source."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from contracts.errors import Place, Problem, Severity

_LABEL = {Severity.ERROR: "fel", Severity.WARNING: "varning", Severity.ACKNOWLEDGED: "känd varning"}
_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.ACKNOWLEDGED: "bold cyan"}
#: Characters of an excerpt shown on each side of what is underlined.
_CONTEXT = 60


def problem_text(problem: Problem) -> Text:
    """One problem: its sentence, its place with the offending line, its remedy, rule and source."""
    text = Text()
    text.append(f"{_LABEL[problem.severity]}: ", _STYLE[problem.severity])
    text.append(f"{_sentence(problem)}\n", "bold")
    for place in _places(problem):
        text.append(_place_text(place))
    if problem.remedy:
        text.append(f"   = {problem.remedy}\n")
    if problem.reason:
        text.append(f"   = godtas: {problem.reason}\n")
    text.append(f"   = regel {problem.rule}" + (f"; {problem.source}" if problem.source else "") + "\n", "dim")
    return text


def _places(problem: Problem) -> Iterator[Place]:
    """Where it is, each place once: five signatures may be missing on one page."""
    yield from dict.fromkeys(place for place in (problem.place, *problem.also) if place is not None)


def _sentence(problem: Problem) -> str:
    waits = f" (det hindrar inget utkast, men behövs för {problem.stage.value})" if problem.waits else ""
    return problem.text + waits


def _place_text(place: Place) -> Text:
    text = Text(f"  --> {place}\n", "blue")
    if not place.excerpt:
        return text
    excerpt, column = _cut(place.excerpt, place.column)
    margin = f"{place.line} " if place.line else "  "
    text.append(f"{margin:>4}| {excerpt}\n")
    if column:
        width = min(max(place.width, 1), max(len(excerpt) - column + 1, 1))
        text.append(f"    | {' ' * (column - 1)}{'^' * width}\n", "red")
    return text


def _cut(excerpt: str, column: int) -> tuple[str, int]:
    """The part of a long excerpt around `column`, and the column in it."""
    excerpt = " ".join(excerpt.split("\n"))
    start = max(0, column - 1 - _CONTEXT)
    stop = max(column - 1, 0) + _CONTEXT
    shown = ("…" if start else "") + excerpt[start:stop] + ("…" if stop < len(excerpt) else "")
    return shown, column - start + (1 if start else 0) if column else 0


def problems_summary(problems: Sequence[Problem]) -> str:
    """How many of each weight: "2 fel, 14 varningar och 1 känd varning"."""
    counts = {severity: sum(1 for problem in problems if problem.severity is severity) for severity in Severity}
    words = []
    if counts[Severity.ERROR]:
        words.append(f"{counts[Severity.ERROR]} fel")
    if number := counts[Severity.WARNING]:
        words.append(f"{number} {'varning' if number == 1 else 'varningar'}")
    if number := counts[Severity.ACKNOWLEDGED]:
        words.append(f"{number} {'känd varning' if number == 1 else 'kända varningar'}")
    return ", ".join(words) or "inga fel och inga varningar"


def show_problems(console: Console, problems: Iterable[Problem]) -> None:
    """Print problems, errors last, so that they are what one sees first on the screen."""
    order = (Severity.ACKNOWLEDGED, Severity.WARNING, Severity.ERROR)
    for problem in sorted(problems, key=lambda problem: order.index(problem.severity)):
        console.print(problem_text(problem), soft_wrap=True, highlight=False)


def show_warnings_in_brief(console: Console, problems: Iterable[Problem]) -> None:
    """A line for each warning: what stops nothing must not hide the table below it."""
    for problem in problems:
        label = Text(f"{_LABEL[problem.severity]}: ", _STYLE[problem.severity])
        console.print(label + Text(_sentence(problem)) + Text(f" ({problem.place}; {problem.rule})", "dim"))


def current_line(current: int, *, made: int) -> str:
    """How many documents needed nothing: "Inget att göra: 20 dokument är aktuella."."""
    if not made:
        return f"Inget att göra: {current} dokument är {'aktuellt' if current == 1 else 'aktuella'}."
    return f"{made} gjorda, {current} var redan aktuella." if current else f"{made} gjorda."


def problem_json(problem: Problem) -> dict[str, object]:
    """One problem for machines."""
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "stage": problem.stage.value,
        "waits": problem.waits,
        "text": problem.text,
        "remedy": problem.remedy,
        "source": problem.source,
        "reason": problem.reason,
        "places": [place_json(place) for place in _places(problem)],
    }


def place_json(place: Place) -> dict[str, object]:
    """A place for machines; keys that say nothing are left out."""
    fields = {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "width": place.width if place.column else 0,
        "excerpt": place.excerpt,
        "part": place.part,
        "paragraph": place.paragraph,
        "heading": place.heading,
        "page": place.page,
    }
    return {key: value for key, value in fields.items() if value}
