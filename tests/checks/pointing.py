"""Watches the rules while other tests run them: none may point at a field that it does not name."""

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from contracts.checks import check
from contracts.checks.fields import BODY, field_at, names
from contracts.checks.rule import DocumentSubject, Finding, Of, Rule, Subject
from contracts.errors import Place, Problem
from contracts.facts.source import Source

run_rules = check._problems


def watched(rules: Iterable[Rule[Of]], of: Of, source: Source) -> Iterator[Problem]:
    """What `check` finds with these rules, every finding looked at."""
    kind, own = kinds_of(of, source)
    return run_rules([spied(rule, kind, own) for rule in rules], of, source)


def kinds_of(of: Any, source: Source) -> tuple[str, str]:
    """The kind of the file that is looked at, and that which the rules' names are of."""
    if isinstance(of, DocumentSubject):
        return of.document.kind.value, ""
    if isinstance(of, Subject):
        return "partnership", "partnership"
    kind = "authority" if source is of.source else "organisations"
    return kind, kind


def spied(rule: Rule[Of], kind: str, own: str) -> Rule[Of]:
    """The rule, failing when it points at a field that it does not name."""

    def find(of: Of) -> Iterator[Finding]:
        for finding in rule.find(of):
            for field in pointed_at(finding):
                assert any(names(named, kind, field, own) for named in rule.fields), (
                    f"{rule.id} points at {field} of {kind}; name it in the rule's fields"
                )
            yield finding

    return dataclasses.replace(rule, find=find)


def pointed_at(finding: Finding) -> Iterator[str]:
    """The fields that a finding points at; a line of a body is the body, and another file has no fields."""
    if finding.line is None:
        yield field_at(finding.route)
    elif finding.line.line:
        yield BODY
    yield from (field_at(also) for also in finding.also if not isinstance(also, Place))
