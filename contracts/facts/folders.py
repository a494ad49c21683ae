"""What data/ says, folder by folder: authorities, the partnerships in them, and documents in prose."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from contracts.facts.clause_library import NO_CLAUSES, ClauseLibrary
from contracts.facts.front_matter import Body
from contracts.facts.held import Held
from contracts.facts.model.authority import Authority
from contracts.facts.model.document import DocumentKind
from contracts.facts.model.economic_report import EconomicReport
from contracts.facts.model.memo import Memo
from contracts.facts.model.organisation import Organisation, OrganisationKind
from contracts.facts.model.packet import Packet
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.pm import Pm
from contracts.facts.model.report import Report
from contracts.facts.outward import Outward
from contracts.facts.signed import NOTHING_SIGNED, SignedFolder
from contracts.facts.source import Source

#: The facts of a document in prose.
DocumentFacts = Memo | Pm | Report | EconomicReport | Packet


@dataclass(frozen=True)
class PartnershipFolder:
    """One partnership and where its facts are written."""

    id: str  #: the folder's name
    path: Path
    partnership: Held[Partnership] = Held()
    source: Held[Source] = Held()
    signed: Held[SignedFolder] = Held(NOTHING_SIGNED)

    @property
    def dossier(self) -> str:
        """What is noted when somebody looks into it."""
        return dossier_of(self.id)


@dataclass(frozen=True, eq=False)
class DocumentFile:
    """One document in prose: front matter, typed, and a Markdown body. What has been read once is equal to itself."""

    id: str  #: "memo-2018-04-09", or in a partnership's folder "kvinna-i-botkyrka/pm"
    kind: DocumentKind
    path: Path
    facts: Held[DocumentFacts] = Held()
    source: Held[Source] = Held()
    body: Held[Body] = Held()

    @property
    def dossier(self) -> str:
        """What is noted when somebody looks into it: the folder that it stands in, or itself."""
        return dossier_of(self.partnership) if self.partnership else self.id

    @property
    def partnership(self) -> str | None:
        """The partnership whose folder it stands in; None when it stands beside the partnerships."""
        folder, slash, _ = self.id.partition("/")
        return folder if slash else None

    @property
    def name(self) -> str:
        """The file's name without suffix."""
        return self.id.rpartition("/")[2]


def dossier_of(partnership: str) -> str:
    """The name of a partnership's dossier, which is no document's id.

    A dossier is what is looked into as one: a partnership's folder with all that is in it, or a document that stands
    beside the partnerships, named by its id.
    """
    return f"{partnership}/"


@dataclass(frozen=True, eq=False)
class AuthorityFolder:
    """One authority, the organisations it knows, and its partnerships.

    Each is itself alone: comparing every fact would cost more than what is remembered by it.
    """

    id: str  #: the folder's name
    path: Path
    authority: Authority
    source: Source
    organisations: tuple[Organisation, ...]
    organisations_source: Source | None
    partnerships: tuple[PartnershipFolder, ...]
    documents: tuple[DocumentFile, ...] = ()
    clauses: ClauseLibrary = NO_CLAUSES
    outward: Mapping[str, Outward] = field(default_factory=dict)  #: by dossier: what is known of it from before

    def partnership(self, identifier: str) -> PartnershipFolder | None:
        """The partnership in the folder of this name, or None."""
        return self._partnerships.get(identifier)

    def document(self, identifier: str) -> DocumentFile | None:
        """The document with this id, or None."""
        return self._documents.get(identifier)

    def documents_of(self, partnership: str) -> tuple[DocumentFile, ...]:
        """The documents in a partnership's folder, in their order."""
        return self._documents_by_partnership.get(partnership, ())

    def organisation(self, identifier: str) -> Organisation | None:
        """The organisation with this id; the authority itself is one, under its folder's name."""
        return self._organisations.get(identifier)

    def some_partnerships(self, identifiers: Iterable[str] | None) -> tuple[PartnershipFolder, ...]:
        """The partnerships with these ids that there are, in their order; all for None."""
        if identifiers is None:
            return self.partnerships
        known = [folder for one in set(identifiers) if (folder := self.partnership(one))]
        return tuple(sorted(known, key=lambda folder: folder.id))

    def some_documents(self, identifiers: Iterable[str] | None) -> tuple[DocumentFile, ...]:
        """The documents with these ids that there are, in their order; all for None."""
        if identifiers is None:
            return self.documents
        known = [document for one in set(identifiers) if (document := self.document(one))]
        return tuple(sorted(known, key=lambda document: (document.partnership or "", document.id)))

    def organisation_written(self, identifier: str) -> tuple[int, object] | None:
        """Where in organisations.yaml an organisation is written, and as what; None when it is not."""
        return self._organisations_written.get(identifier)

    @functools.cached_property
    def _organisations_written(self) -> Mapping[str, tuple[int, object]]:
        source = self.organisations_source
        written: Any = source.plain().get("organisations", []) if source else []
        return {item["id"]: (at, item) for at, item in reversed(tuple(enumerate(written)))}

    def known_organisations(self) -> tuple[Organisation, ...]:
        """The authority as an organisation, and those of organisations.yaml."""
        return self._known

    @functools.cached_property
    def _known(self) -> tuple[Organisation, ...]:
        own = self.authority
        as_one = _organisation(self.id, own.name, own.short_name, own.organisation_number, own.kind)
        return (as_one, *self.organisations)

    # Of two with the same id, which is an error of its own, the first is meant.
    @functools.cached_property
    def _partnerships(self) -> Mapping[str, PartnershipFolder]:
        return {folder.id: folder for folder in reversed(self.partnerships)}

    @functools.cached_property
    def _documents(self) -> Mapping[str, DocumentFile]:
        return {document.id: document for document in reversed(self.documents)}

    @functools.cached_property
    def _documents_by_partnership(self) -> Mapping[str, tuple[DocumentFile, ...]]:
        found: dict[str, list[DocumentFile]] = {}
        for document in self.documents:
            if document.partnership is not None:
                found.setdefault(document.partnership, []).append(document)
        return {partnership: tuple(documents) for partnership, documents in found.items()}

    @functools.cached_property
    def _organisations(self) -> Mapping[str, Organisation]:
        return {known.id: known for known in reversed(self._known)}


@functools.lru_cache(maxsize=256)  # every rule about parties asks
def _organisation(
    identifier: str, name: str, short_name: str | None, number: str | None, kind: OrganisationKind
) -> Organisation:
    return Organisation(id=identifier, legal_name=name, short_name=short_name, organisation_number=number, kind=kind)


@dataclass(frozen=True, slots=True)
class Workspace:
    """All that data/ says."""

    data: Path
    authorities: tuple[AuthorityFolder, ...]

    def partnerships(self) -> tuple[tuple[AuthorityFolder, PartnershipFolder], ...]:
        """Every partnership with its authority, in the order of the folders' names."""
        return tuple((authority, folder) for authority in self.authorities for folder in authority.partnerships)
