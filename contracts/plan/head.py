"""What a build must know of a document to tell whether it is due: little enough to be remembered of all of them."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from contracts.plan.planned import DraftReason, PacketPart


@dataclass(frozen=True, slots=True)
class Head:
    """One document of a plan, without what it says."""

    authority: str  #: the authority folder's name
    id: str  #: within the authority: "kvinna-i-botkyrka/agreement", "memo-2018-04-09"
    kind: str  #: the template's name: "agreement", "memo" …
    word: str  #: what the authority calls that kind: "tjänsteskrivelse"
    stem: str  #: output without suffix, relative to build/: "botkyrka/kvinna-i-botkyrka/avtal"
    title: str
    name: str  #: for lists: the partnership's or the document's name
    date: dt.date  #: the document's day; stands in its metadata, never the day of the build
    draft: bool  #: whether it is a draft, marked UTKAST
    draft_reasons: tuple[DraftReason, ...]  #: nothing when it can be signed
    unconfirmed_values: int  #: how many of the values that it is made from are not confirmed
    parts: tuple[PacketPart, ...]  #: the finished documents that a packet takes in
    template: Path
    agreement: Path | None  #: the template of the agreement whose wording it changes, shows or compares
    facts_sha256: str  #: fingerprint of the facts behind it


AnyHead = TypeVar("AnyHead", bound=Head)
