"""What of its facts a document can show: the rest stays out of its record, so that it can change without the document.

What is taken away is decided from the facts and the template's words alone, so equal inputs give equal records, and
always too little rather than too much: a document that is planned again from its record must come out the same.
Fields that hold a value that nobody has confirmed stay: a draft lists them.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from contracts.facts.model.authority import Authority
from contracts.facts.model.document import DocumentKind
from contracts.facts.source import Source

#: Optional lines of the letterhead, by the names that templates and texts have for them.
_LETTERHEAD: Final[Mapping[str, str]] = MappingProxyType(
    {"unit": "sender_unit", "address": "address", "telephone": "telephone", "web": "web"}
)
#: What the authority calls each kind of document.
_WORDS: Final[Mapping[DocumentKind, str]] = MappingProxyType(
    {
        DocumentKind.MEMO: "memo",
        DocumentKind.PM: "pm",
        DocumentKind.REPORT: "report",
        DocumentKind.ECONOMIC_REPORT: "economic_report",
        DocumentKind.PACKET: "packet",
    }
)
#: The kinds that try partnerships against the authority's criteria.
_BY_CRITERIA: Final = frozenset({DocumentKind.PM, DocumentKind.REPORT})
#: What is only checked of an organisation, and never printed.
_UNPRINTED_OF_ORGANISATIONS: Final = frozenset({"aliases", "municipality", "checked_on"})
#: What no document shows: which warnings somebody has accepted.
_ACKNOWLEDGED: Final = "acknowledged"
#: An id may hold hyphens; beside a name one takes away.
_WORD: Final = re.compile(r"[\w-]+")
_NAME: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Shown:
    """What one document can show."""

    words: frozenset[str]  #: every word of its template, the names in its expressions among them
    partnership: frozenset[str]  #: fields of partnership.yaml that it never shows
    changes: bool = False  #: whether it is about a change of what has been signed


def words_of(text: str) -> frozenset[str]:
    """The words of a text; a name in an expression is one."""
    return frozenset((*_WORD.findall(text), *_NAME.findall(text)))


def authority_shown(source: Source, shown: Shown, others: object, kinds: Collection[DocumentKind]) -> Any:
    """authority.yaml without what a document does not show.

    Args:
        source: the file.
        shown: what the document can show.
        others: all other facts that it uses, as dicts, lists and texts.
        kinds: the kinds of the documents in prose that it uses.
    """
    facts: Any = source.plain()
    if source.unconfirmed():
        return facts
    leaves = tuple(_leaves(others))
    used = shown.words.union(words_of("\n".join(leaves)), leaves)  # no word goes on after a line end
    kept = {name: value for name, value in facts.items() if name not in ("case_number_pattern", "criteria")}
    if "criteria" in facts and _BY_CRITERIA & set(kinds):
        kept["criteria"] = facts["criteria"]
    if units := [one for one in facts.get("units") or () if one["id"] in used]:
        kept["units"] = [{name: value for name, value in one.items() if name != "part_of"} for one in units]
    else:
        kept.pop("units", None)
    kept["letterhead"] = {
        name: value for name, value in facts["letterhead"].items() if _LETTERHEAD.get(name, name) in used | {"sender"}
    }
    words = {"agreement", "agreement_definite", "places_agreement", *(_WORDS[kind] for kind in kinds)}
    if named := {name: word for name, word in (facts.get("documents") or {}).items() if shown.changes or name in words}:
        kept["documents"] = named
    else:
        kept.pop("documents", None)
    return kept


def recorded_authority(facts: Any) -> Authority:
    """The authority that a record holds. What only the checks ask for is not in it, and any case number fits."""
    return Authority.model_validate({"case_number_pattern": ".*", **facts})


def partnership_shown(source: Source, shown: Shown) -> dict[str, object]:
    """partnership.yaml without what a document does not show."""
    return _without(source, shown.partnership | {_ACKNOWLEDGED})


def document_shown(source: Source) -> dict[str, object]:
    """What stands before the text of a document in prose, without what no document shows."""
    return _without(source, frozenset({_ACKNOWLEDGED}))


def organisation_shown(facts: Any) -> Any:
    """An organisation without what no document shows. None of it may be unconfirmed."""
    return {name: value for name, value in facts.items() if name not in _UNPRINTED_OF_ORGANISATIONS}


def _without(source: Source, fields: frozenset[str]) -> dict[str, object]:
    unconfirmed = {route[0] for route in source.unconfirmed()}
    return {name: value for name, value in source.plain().items() if name not in fields - unconfirmed}


def _leaves(facts: object) -> Iterator[str]:
    if isinstance(facts, Mapping):
        for value in facts.values():
            yield from _leaves(value)
    elif isinstance(facts, list | tuple):
        for value in facts:
            yield from _leaves(value)
    elif isinstance(facts, str):
        yield facts
