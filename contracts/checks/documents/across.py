"""What rules know of all folders of an authority at once: ids, titles and case numbers.

It comes from what each folder shows outwards, and from nothing else: to look at all of an authority in this way looks
into no folder, so that a change inside one is nobody else's concern (facts/held.py).
"""

import contextlib
import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from contracts.checks.documents.numbers import key_of, numbers_of_document, numbers_of_partnership
from contracts.checks.documents.titles import AGREEMENT, folded
from contracts.errors import ProblemsError
from contracts.facts.folders import AuthorityFolder, DocumentFile, PartnershipFolder, dossier_of
from contracts.facts.held import noting
from contracts.facts.model.organisation import Sector
from contracts.facts.outward import Outward, OutwardDocument
from contracts.ledger.called import ids_since_signing


@dataclass(frozen=True, slots=True)
class Bearer:
    """A file that bears case numbers: a partnership's facts, or a document in prose."""

    id: str
    is_document: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A case number as it is written somewhere."""

    number: str
    position: int  #: among all numbers of the authority, in the order of the data
    bearer: Bearer
    at: int  #: 0-based, among those of its file


class Across:
    """What all folders of an authority show outwards.

    Args:
        authority: whose partnerships and documents there are.
        outward: of each of its dossiers.
    """

    def __init__(self, authority: AuthorityFolder, outward: Mapping[str, Outward]) -> None:
        self.outward = outward
        self._partnerships = tuple(folder.id for folder in authority.partnerships)
        self._documents = tuple((document.dossier, document.id) for document in authority.documents)

    @cached_property
    def bearers(self) -> Mapping[str, Sequence[str]]:
        """The partnerships' ids by their own case numbers."""
        found: dict[str, list[str]] = {}
        for folder in self._partnerships:
            for number in self.outward[dossier_of(folder)].case_numbers:
                found.setdefault(number, []).append(folder)
        return found

    @cached_property
    def ids(self) -> Mapping[str, None]:
        """Every document that another can refer to, in order: those in prose, and agreements with what changes them."""
        agreements = (one for folder in self._partnerships for one in self.outward[dossier_of(folder)].agreements)
        return dict.fromkeys((*(identifier for _, identifier in self._documents), *agreements))

    @cached_property
    def titles(self) -> Mapping[str, Sequence[str]]:
        """The ids of the documents in prose by their titles, folded."""
        found: dict[str, list[str]] = {}
        for _, identifier in self._documents:
            found.setdefault(folded(self._shown[identifier].title), []).append(identifier)
        return found

    @cached_property
    def numbers(self) -> Mapping[Bearer, Sequence[Written]]:
        """Every case number, by the file that it stands in."""
        found: dict[Bearer, list[Written]] = {}
        position = 0
        for bearer, numbers in self._numbers():
            for at, number in enumerate(numbers):
                found.setdefault(bearer, []).append(Written(number, position, bearer, at))
                position += 1
        return found

    @cached_property
    def ways(self) -> Mapping[tuple[str, ...], Sequence[Written]]:
        """Every case number, by what it means, in the order of the data."""
        found: dict[tuple[str, ...], list[Written]] = {}
        for numbers in self.numbers.values():
            for one in numbers:
                found.setdefault(key_of(one.number), []).append(one)
        return found

    def _numbers(self) -> Iterator[tuple[Bearer, tuple[str, ...]]]:
        for folder in self._partnerships:
            yield Bearer(folder, is_document=False), self.outward[dossier_of(folder)].numbers
        for _, identifier in self._documents:
            yield Bearer(identifier, is_document=True), self._shown[identifier].numbers

    @cached_property
    def _shown(self) -> Mapping[str, OutwardDocument]:
        dossiers = dict.fromkeys(dossier for dossier, _ in self._documents)
        return {shown.id: shown for dossier in dossiers for shown in self.outward[dossier].documents}


@functools.lru_cache(maxsize=4)  # rule after rule asks, and all get the same answer
def across(authority: AuthorityFolder) -> Across:
    """What all of an authority's folders show outwards; what is known of it from before is not looked for again."""
    dossiers = dict.fromkeys(
        (
            *(folder.dossier for folder in authority.partnerships),
            *(document.dossier for document in authority.documents),
        )
    )
    known = authority.outward
    return Across(authority, {dossier: known.get(dossier) or outward_of(authority, dossier) for dossier in dossiers})


def outward_of(authority: AuthorityFolder, dossier: str) -> Outward:
    """What one of its folders, or a document beside them, shows outwards."""
    identifier, slash, _ = dossier.partition("/")
    with noting() as looked_into:
        folder = authority.partnership(identifier) if slash else None
        beside = authority.document(dossier) if not slash else None
        documents = (beside,) if beside else authority.documents_of(identifier) if slash else ()
        shown = tuple(_document(document) for document in documents)
        found = Outward(documents=shown) if folder is None else _partnership(authority, folder, shown)
    assert looked_into <= {dossier}, f"what {dossier} shows outwards comes from {sorted(looked_into)}"
    return found


def _document(document: DocumentFile) -> OutwardDocument:
    numbers = tuple(one.number for one in numbers_of_document(document))
    return OutwardDocument(document.id, document.facts.title, numbers)


def _partnership(
    authority: AuthorityFolder, folder: PartnershipFolder, documents: tuple[OutwardDocument, ...]
) -> Outward:
    return Outward(
        case_numbers=folder.partnership.case_numbers,
        numbers=tuple(one.number for one in numbers_of_partnership(folder)),
        agreements=tuple(_agreements(authority, folder)),
        documents=documents,
    )


def _agreements(authority: AuthorityFolder, folder: PartnershipFolder) -> Iterator[str]:
    facts = folder.partnership
    if facts.register_only:
        return
    yield f"{folder.id}/{AGREEMENT}"
    for places in facts.places_agreements:
        yield f"{folder.id}/places-{places.year}-{places.party}"
    if facts.separate_agreements:
        for party in facts.parties:
            known = authority.organisation(party.organisation)
            if known is not None and known.sector is Sector.IDEA_BASED:
                yield f"{folder.id}/{AGREEMENT}-{party.organisation}"
    with contextlib.suppress(ProblemsError):  # what is wrong with signed/ is told by rules of its own
        yield from (f"{folder.id}/{name}" for name in ids_since_signing(authority, folder))
