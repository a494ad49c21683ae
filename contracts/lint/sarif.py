"""Findings as SARIF 2.1.0, for tools that show them in code review.

A Word file has no lines, so a result's place is logical: part, heading and paragraph, with the text in its message.

Source: OASIS Static Analysis Results Interchange Format (SARIF) 2.1.0, 3.13 (log), 3.14 (run), 3.27 (result), 3.33
(logical location) and 3.49 (rule).
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

from contracts.errors import Place, Problem, Severity
from contracts.lint.rule import TemplateRule

VERSION: Final = "2.1.0"
SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final[Mapping[Severity, str]] = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ACKNOWLEDGED: "note"}
)


def sarif(problems: Iterable[Problem], rules: Sequence[TemplateRule], version: str) -> dict[str, object]:
    """A SARIF log with one run.

    Args:
        problems: the findings.
        rules: every rule that there is; a finding of another rule gets a rule of its own, without texts.
        version: of this program.
    """
    found = tuple(problems)
    known = {rule.id: _rule(rule) for rule in rules}
    for problem in found:
        known.setdefault(problem.rule, {"id": problem.rule})
    indices = {identifier: index for index, identifier in enumerate(known)}
    driver = {"name": "contracts", "semanticVersion": version, "language": "sv-SE", "rules": list(known.values())}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, indices[problem.rule]) for problem in found],
    }
    return {"$schema": SCHEMA, "version": VERSION, "runs": [run]}


def _rule(rule: TemplateRule) -> dict[str, object]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.title}. {rule.source}."},
        "help": {"text": f"{rule.remedy[:1].upper()}{rule.remedy[1:]}."},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(problem: Problem, index: int) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": _message(problem)},
        "locations": [_location(problem.place)] if problem.place else [],
    }
    if problem.also:
        result["relatedLocations"] = [{"id": at, **_location(place)} for at, place in enumerate(problem.also)]
    return result


def _message(problem: Problem) -> str:
    pieces = [problem.text]
    if problem.place and problem.place.excerpt:
        pieces.append(f"I stycket: ”{problem.place.excerpt}”")
    if problem.remedy:
        pieces.append(f"Gör så här: {problem.remedy}")
    return " ".join(piece if piece[-1] in ".?!" else f"{piece}." for piece in pieces)


def _location(place: Place) -> dict[str, object]:
    location: dict[str, object] = {
        "physicalLocation": {"artifactLocation": {"uri": quote(place.file.replace("\\", "/"))}}
    }
    steps = [place.part, place.heading, f"stycke {place.paragraph}" if place.paragraph else ""]
    if any(steps):
        full = " / ".join(step for step in steps if step)
        name = next(step for step in reversed(steps) if step)
        location["logicalLocations"] = [{"name": name, "fullyQualifiedName": full, "kind": "element"}]
    return location
