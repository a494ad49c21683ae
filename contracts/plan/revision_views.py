"""What the templates of documents that change an agreement see."""

import datetime as dt
from dataclasses import dataclass

from contracts.ledger.document_ids import CHANGES as CHANGES
from contracts.plan.views import (
    AuthorityView,
    DecisionView,
    DocumentView,
    PartyView,
    SignatoryView,
    SignedDocumentView,
)


@dataclass(frozen=True, slots=True)
class ChangedAgreementView:
    """The agreement that a document changes."""

    kind: str  #: "avtal", as the authority calls it
    the_kind: str  #: "avtalet"
    separate_with: str | None  #: name of the one idea-based party, when it is a separate agreement with it
    signed_on: dt.date
    end: dt.date | None  #: last day of its term as it was last signed
    changes: tuple[SignedDocumentView, ...]  #: that have been signed since, in order


@dataclass(frozen=True, slots=True)
class PointView:
    """A point of the agreement that reads otherwise."""

    numbered: bool  #: it bears a number
    number: str  #: as it was signed: "14", "16.2"; for a new one "14 a"; "" for none
    heading: str  #: "" for what stands before the first heading
    under: str | None  #: heading of the section that it stands under; None for none
    former: str | None  #: its heading as it was signed; None for what was not there, or had none
    at_beginning: bool  #: it is what stands before the first heading
    added: bool  #: it is new
    removed: bool  #: it no longer holds, or what stands before its first subpoint does not; then there is no text
    renamed: bool  #: its heading was another
    before_first: bool  #: only what stands before the point's own first subpoint reads otherwise
    text: str  #: Markdown: the new wording


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A party's notice."""

    by: PartyView
    others: tuple[PartyView, ...]  #: to whom it is given
    without_ground: bool  #: the party leaves as the agreement lets it, without a ground
    ground: str | None  #: Markdown: sentences
    breach: bool  #: the ground is that another party has broken the agreement
    remedy_demanded_on: dt.date | None
    dialogue_on: dt.date | None
    given_on: dt.date | None
    notice_months: int | None  #: the period that counts
    last_day: dt.date | None  #: on which the agreement ends for the party
    ends_all: bool  #: on that day the whole agreement ends: it runs out, or those left are no partnership


@dataclass(frozen=True, slots=True)
class RevisionView:
    """Everything that the template of a document that changes an agreement may name at the top."""

    document: DocumentView
    authority: AuthorityView
    number: int  #: among those of its kind that change the agreement, 1-based
    name: str  #: the partnership's
    agreement: ChangedAgreementView
    parties: tuple[PartyView, ...]  #: all, those that come and those that go among them
    joining: tuple[PartyView, ...]
    leaving: tuple[PartyView, ...]
    reason: str | None  #: Markdown
    decision: DecisionView | None
    effective: dt.date | None  #: first day on which the new terms hold
    last_day: dt.date | None  #: of the term as it shall be
    added_time: str | None  #: "ett år", when the last day moves by whole months
    points: tuple[PointView, ...]  #: of the agreement that read otherwise
    notice: NoticeView | None
    signing_on_paper: bool
    signing_electronically: bool
    signatories: tuple[SignatoryView, ...]
