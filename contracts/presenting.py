"""How results look on a terminal and as JSON: problems with their place, the table of a build, jobs of a plan."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from contracts.errors import Place, Problem, Severity

if TYPE_CHECKING:  # every command shows something, and should not load what the others need
    from contracts.doctor import Finding
    from contracts.filing.manifest import DocumentEntry
    from contracts.plan.jobs import Job
    from contracts.verification import Verification

_LABEL = {Severity.ERROR: "fel", Severity.WARNING: "varning", Severity.ACKNOWLEDGED: "känd varning"}
_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.ACKNOWLEDGED: "bold cyan"}
#: Characters of an excerpt shown on each side of what is underlined.
_CONTEXT = 60


def problem_text(problem: Problem) -> Text:
    """One problem: its sentence, its place with the offending line, its remedy, rule and source."""
    text = Text()
    text.append(f"{_LABEL[problem.severity]}: ", _STYLE[problem.severity])
    text.append(f"{problem.text}\n", "bold")
    for place in (problem.place, *problem.also):
        if place is not None:
            text.append(_place_text(place))
    if problem.remedy:
        text.append(f"   = {problem.remedy}\n")
    if problem.reason:
        text.append(f"   = godtas: {problem.reason}\n")
    text.append(f"   = regel {problem.rule}" + (f"; {problem.source}" if problem.source else "") + "\n", "dim")
    return text


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
        console.print(label + Text(problem.text) + Text(f" ({problem.place}; {problem.rule})", "dim"))


def show_documents(console: Console, documents: Sequence[DocumentEntry], build: Path) -> None:
    """The table of a build."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("document", "pages", "signatories", "size", "proved", "file"):
        justify: JustifyMethod = "right" if column in ("pages", "signatories", "size") else "left"
        # A path is copied from here: it is never cut.
        table.add_column(column, justify=justify, overflow="fold", no_wrap=column == "file")
    for entry in documents:
        pdf = build / next(file.path for file in entry.outputs if file.path.endswith(".pdf"))
        table.add_row(
            f"{entry.name}, {entry.kind}{' (UTKAST)' if entry.draft else ''}",
            str(entry.pages),
            str(len(entry.signatures)),
            f"{pdf.stat().st_size / 1000:.0f} kB",
            _proved(entry),
            pdf.as_posix(),
        )
    console.print(table)


def _proved(entry: DocumentEntry) -> str:
    """What was proved, in short; the manifest has it all."""
    counts = {check.rule: check.count for check in entry.checks}
    judged = " by veraPDF" if "proof-judge" in counts else ""
    words = {"proof-fact": "facts", "proof-paragraph": "paragraphs", "packet-page": "pages", "packet-tag": "tags"}
    return ", ".join(
        (
            *(f"{counts[rule]} {word}" for rule, word in words.items() if rule in counts),
            *entry.conformance[:-1],
            *(f"{last}{judged}" for last in entry.conformance[-1:]),
        )
    )


def show_plan(console: Console, jobs: Sequence[Job], build_shown_as: str) -> None:
    """The table of a plan."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("document", "template", "facts to show", "signatories", "output"):
        table.add_column(column, overflow="fold", no_wrap=column == "output")
    for job in jobs:
        table.add_row(
            f"{job.planned.name}, {job.planned.document.kind}",
            f"{job.template.parent.name}/{job.template.name}",
            str(len(job.planned.facts)),
            str(len(job.planned.signatories)),
            f"{build_shown_as}/{job.stem}.pdf",
        )
    console.print(table)


def problem_json(problem: Problem) -> dict[str, object]:
    """One problem for machines."""
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "text": problem.text,
        "remedy": problem.remedy,
        "source": problem.source,
        "reason": problem.reason,
        "places": [place_json(place) for place in (problem.place, *problem.also) if place is not None],
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


def job_json(job: Job) -> dict[str, object]:
    """One job for machines."""
    return {
        "document": job.stem,
        "id": f"{job.authority}/{job.planned.id}",
        "kind": job.planned.kind,
        "title": job.title,
        "date": job.date.isoformat(),
        "draft": job.draft,
        "template": job.template.name,
        "facts_sha256": job.facts_sha256,
        "facts": [
            {"path": fact.path, "label": fact.label, "wordings": list(fact.wordings)} for fact in job.planned.facts
        ],
        "signatures": [{"name": block.id, "label": block.label} for block in job.planned.signatories],
        "parts": [part.stem for part in job.parts],
    }


def as_json(value: object) -> str:
    """Text of a JSON document, with Swedish letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def show_findings(console: Console, findings: Sequence[Finding]) -> None:
    """What doctor found."""
    for finding in findings:
        mark = Text("ok   ", "green") if finding.well else Text("!    ", "bold red")
        console.print(mark + Text(f"{finding.name}: {finding.text}"))
        if finding.remedy:
            console.print(f"     {finding.remedy}")


def finding_json(finding: Finding) -> dict[str, object]:
    """One finding for machines."""
    return {"name": finding.name, "well": finding.well, "text": finding.text, "remedy": finding.remedy}


def show_verification(console: Console, result: Verification) -> None:
    """What verify found about one PDF."""
    mark = Text("proved ", "bold green") if result.passed else Text("NOT PROVED ", "bold red")
    console.print(mark + Text(str(result.pdf)))
    for line in result.lines:
        console.print(f"  {line}")
    show_problems(console, result.problems)


def verification_json(result: Verification) -> dict[str, object]:
    """One verification for machines."""
    return {
        "pdf": str(result.pdf),
        "passed": result.passed,
        "sha256": result.sha256,
        "listed": result.listed,
        "lines": list(result.lines),
        "problems": [problem_json(problem) for problem in result.problems],
    }
