"""One document as it is planned: what its template sees, and what its PDF must show. Template and record come later."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from contracts.facts.record import RevisionMark
from contracts.ledger.findings import LedgerFinding
from contracts.plan.unconfirmed import UnconfirmedValue
from contracts.plan.views import AuthorityView, DocumentView, SignatoryView
from contracts.spelling.wordings import PlannedFact


class DraftReason(StrEnum):
    """Why a document is a draft."""

    ASKED = "asked"  #: somebody asked for drafts
    UNCONFIRMED = "unconfirmed"  #: values that it is made from are not confirmed
    STATUS = "status"  #: its partnership has the status draft
    PART = "part"  #: a document that it takes in is a draft
    REVISION = "revision"  #: what must stand behind a change of signed terms is not known


@dataclass(frozen=True, slots=True)
class Wording:
    """An agreement as it was last signed, and as it shall read."""

    before: "Planned"  #: as the templates of today write the signed terms
    after: "Planned"
    signed: tuple[Path, ...]  #: the PDFs that were signed, the latest first; notices, which carry no wording, left out
    left: bool = False  #: whether a party has gone by notice since, so that none of these reads as `before`
    plain: "Planned | None" = None  #: the signed terms as an agreement, when both wordings are consolidated ones


@dataclass(frozen=True, slots=True)
class PacketPart:
    """A finished document that a packet takes in."""

    document: str  #: the document's id
    stem: str  #: where it is built
    title: str
    item: str  #: the item that it stands under: "1 Information om …"
    case_number: str  #: printed on its pages; "" for none


@dataclass(frozen=True, slots=True)
class Planned:
    """One document to make."""

    id: str  #: within the authority: "kvinna-i-botkyrka/agreement", "memo-2018-04-09"
    kind: str  #: the template's name: "agreement", "memo", "pm", "report", "economic-report", "packet" …
    variant: str | None  #: chooses agreement-<variant>.docx
    partnership: str | None  #: the partnership folder's name, when the document is one partnership's
    stem: str  #: output without suffix, relative to build/: "botkyrka/kvinna-i-botkyrka/avtal"
    date: dt.date
    name: str  #: for lists: the partnership's or the document's name
    document: DocumentView
    authority: AuthorityView
    names: Mapping[str, object]  #: what the template may name at the top
    facts: Sequence[PlannedFact]  #: what its PDF must show
    partnerships: tuple[str, ...]  #: ids of those whose facts it uses, sorted
    documents: tuple[str, ...]  #: ids of the prose documents whose facts it uses, its own among them, sorted
    signatories: tuple[SignatoryView, ...] = ()
    parts: tuple[PacketPart, ...] = ()
    unconfirmed: tuple[UnconfirmedValue, ...] = ()  #: of the values that it is made from
    draft_reasons: tuple[DraftReason, ...] = ()  #: nothing when it can be signed
    signed: tuple[str, ...] = ()  #: ids of the partnerships whose signed states it uses, sorted
    revision: RevisionMark | None = None  #: what it says of itself when it changes an agreement
    wording: Wording | None = None  #: the agreement that it rewords, shows anew or compares
    missing: tuple[LedgerFinding, ...] = ()  #: what must be known behind a change before it can be signed
