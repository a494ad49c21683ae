"""An authority's files of facts as values of one kind, so that a fact is found and replaced wherever it stands."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from contracts.facts.files import AUTHORITY_FILE, ORGANISATIONS_FILE, document_file, partnership_file
from contracts.facts.folders import AuthorityFolder
from contracts.facts.model.base import Fact
from contracts.facts.model.organisation import Organisations
from contracts.facts.source import Route, Source


@dataclass(frozen=True, slots=True)
class FactFile:
    """One file: its facts, and where they are written."""

    name: str  #: relative to the authority's folder: "kvinna-i-botkyrka/partnership.yaml"
    facts: Fact
    source: Source


def fact_files(
    authority: AuthorityFolder, partnerships: Iterable[str] | None = None, documents: Iterable[str] | None = None
) -> tuple[FactFile, ...]:
    """The files of an authority: its own, its organisations', then those of partnerships and documents.

    Args:
        authority: whose files.
        partnerships: ids of those wanted; None for all.
        documents: ids of those wanted; None for all.
    """
    organisations = authority.organisations_source
    known = Organisations.model_construct(organisations=authority.organisations)
    return (
        FactFile(AUTHORITY_FILE, authority.authority, authority.source),
        *([FactFile(ORGANISATIONS_FILE, known, organisations)] if organisations else []),
        *(
            FactFile(partnership_file(one.id), one.partnership, one.source)
            for one in authority.some_partnerships(partnerships)
        ),
        *(FactFile(document_file(one.id), one.facts, one.source) for one in authority.some_documents(documents)),
    )


def with_facts(authority: AuthorityFolder, name: str, facts: Fact) -> AuthorityFolder:
    """The authority with other facts in one file; nothing is checked.

    Args:
        authority: the authority as it is.
        name: of the file, relative to the authority's folder.
        facts: of the same model as those that they replace.
    """
    authority = replace(authority, outward={})  # that is of the facts as they are
    if name == AUTHORITY_FILE:
        return replace(authority, authority=facts)  # type: ignore[arg-type]  # of the same model
    if name == ORGANISATIONS_FILE:
        return replace(authority, organisations=facts.organisations)  # type: ignore[attr-defined]  # of the same model
    partnerships = tuple(
        replace(one, partnership=facts) if partnership_file(one.id) == name else one  # type: ignore[arg-type]
        for one in authority.partnerships
    )
    documents = tuple(
        replace(one, facts=facts) if document_file(one.id) == name else one  # type: ignore[arg-type]
        for one in authority.documents
    )
    return replace(authority, partnerships=partnerships, documents=documents)


def value_at(facts: object, route: Route) -> object:
    """The value at a route.

    Raises:
        LookupError: nothing is there.
    """
    for step in route:
        if isinstance(step, int):
            facts = facts[step]  # type: ignore[index]  # the route of a list leads to a tuple
        elif isinstance(facts, Fact) and step in type(facts).model_fields:
            facts = getattr(facts, step)
        else:
            raise LookupError(f"no field {step}")
    return facts


def with_value(facts: object, route: Route, value: object) -> object:
    """The same facts with another value at a route; nothing is checked.

    Raises:
        LookupError: nothing is there.
    """
    if not route:
        return value
    step, rest = route[0], route[1:]
    inner = with_value(value_at(facts, (step,)), rest, value)
    if isinstance(step, int):
        assert isinstance(facts, tuple)
        return (*facts[:step], inner, *facts[step + 1 :])
    assert isinstance(facts, Fact)
    return facts.model_copy(update={step: inner})
