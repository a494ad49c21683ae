"""Runs every rule over what is known, and turns findings into problems with their places.

This is the only module that knows all rules, files and acknowledgements.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import chain

from contracts.checks import (
    cases,
    contributions,
    criteria,
    dates,
    economy,
    ending,
    governance,
    guidance,
    identity,
    law,
    privacy,
    references,
    signing,
    wording,
)
from contracts.checks.authority import AUTHORITY_RULES, ORGANISATION_RULES
from contracts.checks.rule import OWN_RULE, Finding, Of, Rule, Subject, guess
from contracts.errors import Place, Problem, Severity
from contracts.facts.load import AuthorityFolder, PartnershipFolder, Workspace
from contracts.facts.model.partnership import Acknowledgement
from contracts.facts.source import Source

#: Every rule for one partnership.
RULES: tuple[Rule[Subject], ...] = (
    *references.RULES,
    *identity.RULES,
    *dates.RULES,
    *signing.RULES,
    *cases.RULES,
    *governance.RULES,
    *ending.RULES,
    *economy.RULES,
    *contributions.RULES,
    *criteria.RULES,
    *guidance.RULES,
    *law.RULES,
    *privacy.RULES,
    *wording.RULES,
)


def check_workspace(workspace: Workspace, today: dt.date) -> tuple[Problem, ...]:
    """Everything that the rules find, file by file and line by line.

    Args:
        workspace: What could be read.
        today: The day from which deadlines and ages are counted.
    """
    found: list[Problem] = []
    for authority in workspace.authorities:
        found += check_authority(authority)
        for folder in authority.partnerships:
            found += check_partnership(Subject(authority, folder, today))
    return tuple(found)


def check_authority(folder: AuthorityFolder) -> tuple[Problem, ...]:
    """What the rules find in authority.yaml and organisations.yaml."""
    problems = _in_order(_problems(AUTHORITY_RULES, folder, folder.source))
    if folder.organisations_source is not None:
        problems += _in_order(_problems(ORGANISATION_RULES, folder, folder.organisations_source))
    return problems


def check_partnership(subject: Subject) -> tuple[Problem, ...]:
    """What the rules find in one partnership, with its acknowledgements applied, in the order of the lines."""
    found = tuple(_problems(RULES, subject, subject.folder.source))
    weighed = (_weighed(problem, subject.partnership.acknowledged) for problem in found)
    return _in_order(chain(weighed, _acknowledgements(found, subject.folder)))


def _problems(rules: Iterable[Rule[Of]], of: Of, source: Source) -> Iterator[Problem]:
    for rule in rules:
        for finding in rule.find(of):
            yield Problem(
                rule.id,
                finding.text,
                place_of(finding, source),
                finding.remedy or rule.remedy,
                rule.severity,
                rule.source,
                tuple(source.place(route) for route in finding.also),
            )


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By line; what concerns the whole file first. Sorting is stable, so a line keeps the order of the rules."""
    return tuple(sorted(problems, key=lambda problem: problem.place.line if problem.place else 0))


def place_of(finding: Finding, source: Source) -> Place:
    """Where the finding is: the field, or the very line of a long text that holds the finding's needle."""
    place = source.place(finding.route)
    if not finding.needle or not place.line:
        return place
    indent = _indent(source, finding, place)
    for number in range(place.line, len(source.lines) + 1):
        line = source.lines[number - 1]
        if number > place.line and line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        if (at := line.find(finding.needle)) >= 0:
            return Place(source.file, number, at + 1, len(finding.needle), line)
    return place


def _indent(source: Source, finding: Finding, place: Place) -> int:
    """Spaces before the field's key or the list item's hyphen: lines of its text are indented more."""
    if isinstance(finding.route[-1], int):
        return len(place.excerpt) - len(place.excerpt.lstrip())
    return source.key_place(finding.route).column - 1


def _weighed(problem: Problem, acknowledged: tuple[Acknowledgement, ...]) -> Problem:
    if problem.severity is not Severity.WARNING:
        return problem
    meant = [known for known in acknowledged if _is_about(known, problem)]
    # What is said of this very finding is a better reason than what is said of the whole rule.
    meant.sort(key=lambda known: known.about is None)
    return problem.with_severity(Severity.ACKNOWLEDGED, meant[0].reason) if meant else problem


def _is_about(known: Acknowledgement, problem: Problem) -> bool:
    """Whether the acknowledgement means this finding. Spaces count alike: findings have no-break spaces in amounts."""
    if known.rule != problem.rule:
        return False
    return known.about is None or " ".join(known.about.split()) in " ".join(problem.text.split())


def _acknowledgements(found: tuple[Problem, ...], folder: PartnershipFolder) -> Iterator[Problem]:
    """What is wrong with the acknowledgements themselves."""
    severities = {rule.id: rule.severity for rule in RULES}
    for at, known in enumerate(folder.partnership.acknowledged):
        place = folder.source.place(("acknowledged", at, "rule"))
        if severities.get(known.rule) is Severity.ERROR:
            yield Problem(
                "acknowledgement-of-error",
                f"”{known.rule}” är ett fel och går inte att godta",
                place,
                "rätta felet och ta bort raderna",
                source=OWN_RULE,
            )
        elif not any(problem.rule == known.rule for problem in found):
            warnings = [rule for rule, severity in severities.items() if severity is Severity.WARNING]
            remedy = "ta bort raderna" if known.rule in warnings else guess(known.rule, warnings)
            yield _unused(f"ingen varning har regel-id ”{known.rule}”", place, remedy)
        elif not any(_is_about(known, problem) for problem in found):
            yield _unused(
                f"ingen varning från ”{known.rule}” innehåller ”{known.about}”",
                folder.source.place(("acknowledged", at, "about")),
                "skriv av en del av varningens text, eller ta bort raderna",
            )


def _unused(text: str, place: Place, remedy: str) -> Problem:
    return Problem("acknowledgement-unused", text, place, remedy, Severity.WARNING, OWN_RULE)
