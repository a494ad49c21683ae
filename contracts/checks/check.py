"""Runs every rule over what is known, and turns findings into problems with their places.

This is the only module that knows all rules and files.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from types import MappingProxyType
from typing import TypeAlias

from contracts.checks import (
    acknowledged,
    beginning,
    cases,
    clauses,
    contributions,
    criteria,
    dates,
    economy,
    ending,
    governance,
    guidance,
    identity,
    law,
    places,
    privacy,
    references,
    register_only,
    results,
    signed,
    signing,
    statements,
    wording,
)
from contracts.checks.authority import AUTHORITY_RULES, ORGANISATION_RULES
from contracts.checks.documents import DOCUMENT_RULES
from contracts.checks.fields import names
from contracts.checks.rule import DocumentSubject, Finding, Of, Rule, Subject
from contracts.errors import Place, Problem, Severity, Stage
from contracts.facts.folders import AuthorityFolder, Workspace
from contracts.facts.model.partnership import Acknowledgement, Status
from contracts.facts.source import Source

#: Rules for every partnership, whether its agreement is made here or it is only in the register.
EVERY_RULES: tuple[Rule[Subject], ...] = (
    *references.RULES,
    *identity.RULES,
    *dates.RULES,
    *signing.RULES,
    *beginning.RULES,
    *cases.RULES,
    *governance.RULES,
    *results.RULES,
    *economy.RULES,
    *contributions.RULES,
    *criteria.RULES,
    *law.RULES,
    *privacy.RULES,
    *wording.RULES,
    *statements.RULES,
    *clauses.RULES,
    *places.RULES,
    *signed.RULES,
)

#: Rules for what only an agreement that is made here needs.
AGREEMENT_RULES: tuple[Rule[Subject], ...] = (
    *identity.AGREEMENT_RULES,
    *dates.AGREEMENT_RULES,
    *signing.AGREEMENT_RULES,
    *beginning.AGREEMENT_RULES,
    *cases.AGREEMENT_RULES,
    *governance.AGREEMENT_RULES,
    *ending.RULES,
    *economy.AGREEMENT_RULES,
    *criteria.AGREEMENT_RULES,
    *guidance.RULES,
    *law.AGREEMENT_RULES,
)

#: Every rule that can find something in partnership.yaml.
RULES: tuple[Rule[Subject], ...] = (*EVERY_RULES, *AGREEMENT_RULES, *register_only.RULES)

#: A rule, whatever it is about.
AnyRule: TypeAlias = Rule[Subject] | Rule[DocumentSubject] | Rule[AuthorityFolder]
#: All rules by the kind of file that each is about; "" for those about documents of several kinds.
RULES_BY_KIND: Mapping[str, tuple[AnyRule, ...]] = MappingProxyType(
    {
        "partnership": RULES,
        "authority": AUTHORITY_RULES,
        "organisations": ORGANISATION_RULES,
        "": DOCUMENT_RULES,
    }
)


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules find in one folder of data/, or in one document beside them."""

    facts: tuple[Problem, ...]  #: of a partnership
    documents: tuple[Problem, ...]  #: of those in its folder, or the one beside, in their order


def check_dossier(authority: AuthorityFolder, dossier: str, today: dt.date) -> Ruled:
    """What the rules find in one partnership's folder, or in one document beside them.

    Args:
        authority: All that it says.
        dossier: Which, as the folder or the document says it.
        today: The day from which deadlines and ages are counted.
    """
    identifier, slash, _ = dossier.partition("/")
    folder = authority.partnership(identifier) if slash else None
    beside = None if slash else authority.document(dossier)
    documents = (beside,) if beside else authority.documents_of(identifier) if slash else ()
    return Ruled(
        check_partnership(Subject(authority, folder, today)) if folder else (),
        tuple(problem for one in documents for problem in check_document(DocumentSubject(authority, one, today))),
    )


def check_workspace(
    workspace: Workspace,
    today: dt.date,
    tick: Callable[[], None] = lambda: None,
    check: Callable[[AuthorityFolder, str, dt.date], Ruled] = check_dossier,
) -> tuple[Problem, ...]:
    """Everything that the rules find, file by file and line by line.

    Args:
        workspace: What could be read.
        today: The day from which deadlines and ages are counted.
        tick: Called before each folder is looked at; may raise to stop.
        check: Says what `check_dossier` would, for who remembers it.
    """
    found: list[Problem] = []
    for authority in workspace.authorities:
        found += check_authority(authority)
        folders = [folder.dossier for folder in authority.partnerships]
        beside = [document.dossier for document in authority.documents if document.partnership is None]
        ruled = {}
        for dossier in (*folders, *beside):
            tick()
            ruled[dossier] = check(authority, dossier, today)
        found += (problem for dossier in folders for problem in ruled[dossier].facts)
        found += (problem for dossier in (*beside, *folders) for problem in ruled[dossier].documents)
    return tuple(found)


def check_some(
    authority: AuthorityFolder, partnerships: frozenset[str], documents: frozenset[str], today: dt.date
) -> tuple[Problem, ...]:
    """What the rules find in some of an authority's files.

    Args:
        authority: All that it says.
        partnerships: Ids of those whose facts are looked at.
        documents: Ids of those that are looked at.
        today: The day from which deadlines and ages are counted.
    """
    found: list[Problem] = []
    for folder in authority.partnerships:
        if folder.id in partnerships:
            found += check_partnership(Subject(authority, folder, today))
    for document in authority.documents:
        if document.id in documents:
            found += check_document(DocumentSubject(authority, document, today))
    return tuple(found)


def check_authority(folder: AuthorityFolder) -> tuple[Problem, ...]:
    """What the rules find in authority.yaml and organisations.yaml."""
    problems = _in_order(_problems(AUTHORITY_RULES, folder, folder.source))
    if folder.organisations_source is not None:
        problems += _in_order(_problems(ORGANISATION_RULES, folder, folder.organisations_source))
    return problems


def check_partnership(subject: Subject) -> tuple[Problem, ...]:
    """What the rules find in one partnership, with its acknowledgements applied, in the order of the lines."""
    facts = subject.partnership
    needed = register_only.RULES if facts.register_only else AGREEMENT_RULES
    found = tuple(_problems((*EVERY_RULES, *needed), subject, subject.folder.source))
    weighed = _with_acknowledgements(found, facts.acknowledged, subject.folder.source, RULES)
    return tuple(map(can_wait, weighed)) if facts.status is Status.DRAFT else weighed


def found_in_partnership(subject: Subject) -> Iterator[tuple[Rule[Subject], Finding]]:
    """What each rule finds in a partnership, before it has a place: for facts that no file holds yet."""
    needed = register_only.RULES if subject.partnership.register_only else AGREEMENT_RULES
    return ((rule, finding) for rule in (*EVERY_RULES, *needed) for finding in rule.find(subject))


def found_in_organisations(folder: AuthorityFolder) -> Iterator[tuple[Rule[AuthorityFolder], Finding]]:
    """The same for the organisations that an authority knows."""
    return ((rule, finding) for rule in ORGANISATION_RULES for finding in rule.find(folder))


def check_document(subject: DocumentSubject) -> tuple[Problem, ...]:
    """What the rules find in one document in prose, with its acknowledgements applied, in the order of the lines."""
    document = subject.document
    found = tuple(_problems(DOCUMENT_RULES, subject, document.source))
    return _with_acknowledgements(found, document.facts.acknowledged, document.source, DOCUMENT_RULES)


def rules_looking_at(kind: str, field: str) -> tuple[AnyRule, ...]:
    """The rules that look at a field by its name.

    Args:
        kind: The kind of file that the field is in: "partnership", "memo".
        field: Its name in that file; "*" for the rules that look at every text.
    """
    found = []
    for own, rules in RULES_BY_KIND.items():
        for rule in rules:
            named = [name for name in rule.fields if (name.rpartition(":")[2] == "*") is (field == "*")]
            if any(names(name, kind, field, own) for name in named):
                found.append(rule)
    return tuple(found)


def can_wait(problem: Problem) -> Problem:
    """The problem of a draft: an error of a later stage is a warning."""
    if problem.severity is not Severity.ERROR or problem.stage is Stage.DRAFTING:
        return problem
    return replace(problem, severity=Severity.WARNING, waits=True)


def _with_acknowledgements(
    found: tuple[Problem, ...], known: tuple[Acknowledgement, ...], source: Source, rules: Iterable[Rule[Of]]
) -> tuple[Problem, ...]:
    severities = {rule.id: rule.severity for rule in rules}
    weighed = (acknowledged.weighed(problem, known) for problem in found)
    return _in_order(chain(weighed, acknowledged.faults(known, found, source, severities)))


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
                tuple(also if isinstance(also, Place) else source.place(also) for also in finding.also),
                stage=rule.stage,
            )


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By line; what concerns the whole file first. Sorting is stable, so a line keeps the order of the rules."""
    return tuple(sorted(problems, key=lambda problem: problem.place.line if problem.place else 0))


def place_of(finding: Finding, source: Source) -> Place:
    """Where the finding is: the field, or the very line of a long text that holds the finding's needle."""
    if finding.line is not None:
        return finding.line
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
