"""What the examination of a signed document came to."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from contracts.keeping.place import LedgerPlace
from contracts.ledger.revisions import SignedBy


@dataclass(frozen=True, slots=True)
class Examined:
    """A document that may be filed."""

    place: LedgerPlace
    sha256: str  #: of the file that was examined
    title: str
    pages: int
    scan: bool
    signatories: tuple[SignedBy, ...]
    date: dt.date  #: of the last signature
    checked: tuple[str, ...]  #: Swedish
    unchecked: tuple[str, ...]  #: Swedish
    record_sha256: str | None  #: of the facts that the PDF carries; of a scan, those that its terms are taken from
    terms: dict[str, Any]  #: authority, clauses, organisations and partnership
