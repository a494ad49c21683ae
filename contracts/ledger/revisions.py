"""Signed states of the terms: what a record in signed/ says, how it is written and how it is read.

A record is canonical JSON with a seal, the fingerprint of all else in it: whoever changes a letter later is found out.
It holds the terms as the data files have them, with the authority, the organisations and the clauses that they need,
so that a signed state can be planned again when today's data has long been another.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from contracts.facts.canonical import canonical_json
from contracts.facts.clause_library import ClauseLibrary, clause_from_json
from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.organisation import Organisation
from contracts.facts.model.partnership import Partnership
from contracts.facts.recorded_source import recorded_source
from contracts.facts.shown import recorded_authority
from contracts.facts.signed import SignedFile
from contracts.ledger.terms import Terms

#: Raised when the record's shape changes; readers refuse what they do not know.
FORMAT: Final = "contracts-revision-1"
#: The agreement of all parties: the series that counts for registers and overviews.
MAIN_SERIES: Final = "agreement"


class RevisionKind(StrEnum):
    """What kind of document was signed."""

    AGREEMENT = "agreement"
    PLACES = "places-agreement"
    AMENDMENT = "amendment"
    EXTENSION = "extension"
    ACCESSION = "accession"
    EXIT = "exit"
    NOTICE = "notice"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SignedBy(_Part):
    """One signature, or on paper one who should have signed."""

    party: str  #: id
    name: str | None
    title: str | None
    signed_on: dt.date | None  #: None when nobody can tell
    certificate: str | None  #: whom the certificate is issued to; None on paper
    verdict: str  #: Swedish: what was found about the signature


class Base(_Part):
    """The signed state that a document builds on."""

    number: int
    sha256: str  #: of its record


class SignedPdf(_Part):
    """The signed document itself."""

    sha256: str
    pages: int
    scan: bool  #: signed on paper and scanned: nothing in it could be checked


class SignedHeading(_Part):
    """A heading of the wording that was signed, which others refer to by its number."""

    key: str  #: the name that it bears in the Word file: "giltighet"
    number: str  #: as printed; "" when it bears none
    text: str


class Notice(_Part):
    """A party's notice, and the day on which the agreement ends for it."""

    by: str  #: the party's id
    last_day: dt.date


class RevisionRecord(_Part):
    """All that stands in a record, but for its seal."""

    format: str = FORMAT
    number: int  #: 1-based, in the order of filing
    document: str  #: the document's id within the partnership: "agreement", "agreement-<association>"
    series: str  #: the id of the agreement that it is, or changes
    kind: RevisionKind
    title: str
    date: dt.date  #: of the last signature
    effective: dt.date  #: from when the terms hold
    decision: dict[str, str] | None  #: as in the data
    reason: str | None
    notice: Notice | None
    base: Base | None  #: None for an agreement
    signatories: tuple[SignedBy, ...]
    pdf: SignedPdf
    checked: tuple[str, ...]  #: Swedish: what was found to be as it should
    unchecked: tuple[str, ...]  #: Swedish: what could not be checked
    record_sha256: str | None  #: of the facts that the PDF carries; None for a scan without them
    terms: dict[str, Any]  #: authority, clauses, organisations and partnership, as in the data files
    headings: tuple[SignedHeading, ...] = ()  #: those of the first level; none of a scan, a notice and an older record

    def to_bytes(self) -> bytes:
        """The file's content, sealed; equal records give equal bytes."""
        # A record from before there were headings in it is sealed without.
        written = self.model_dump(mode="json", exclude=None if self.headings else {"headings"})
        return canonical_json(written | {"seal": seal_of(written)})


@dataclass(frozen=True, slots=True)
class Revision:
    """One signed state of the terms."""

    record: RevisionRecord
    terms: Terms
    shown_as: str  #: the record's name in messages
    sha256: str  #: of the record's file

    @property
    def number(self) -> int:
        """1-based, in the order of filing."""
        return self.record.number


class UnreadableRevisionError(ValueError):
    """A record cannot be read, or its terms do not fit the model of this version."""

    def __init__(self, reason: str, *, model: bool = False) -> None:
        self.reason = reason  #: Swedish
        self.model = model  #: whether the record is whole, but the model has changed since
        super().__init__(reason)


def seal_of(written: Mapping[str, Any]) -> str:
    """The fingerprint of all else in a record."""
    return hashlib.sha256(canonical_json({key: value for key, value in written.items() if key != "seal"})).hexdigest()


def read_record_file(file: SignedFile) -> RevisionRecord:
    """The record in a file.

    Raises:
        UnreadableRevisionError: it is none, or of another format.
    """
    try:
        written = json.loads(file.content)
        if not isinstance(written, dict) or written.get("format") != FORMAT:
            raise UnreadableRevisionError("filen är ingen akt som denna version av programmet känner")
        return RevisionRecord.model_validate({key: value for key, value in written.items() if key != "seal"})
    except ValidationError as error:
        fields = ", ".join(sorted({".".join(map(str, item["loc"])) for item in error.errors(include_url=False)}))
        raise UnreadableRevisionError(f"uppgifter saknas eller har fel form: {fields}") from error
    except ValueError as error:
        if isinstance(error, UnreadableRevisionError):
            raise
        raise UnreadableRevisionError("filen går inte att läsa som JSON") from error


def read_revision(file: SignedFile, partnership: str) -> Revision:
    """The signed state in a file.

    Args:
        file: a record of signed/.
        partnership: the id of the partnership whose it is.

    Raises:
        UnreadableRevisionError: it is no record, of another format, or its terms do not fit the model.
    """
    record = read_record_file(file)
    try:
        terms = terms_from(record.terms, partnership, file.shown_as)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
        raise UnreadableRevisionError(
            f"villkoren passar inte programmets modell i dag: {faults}", model=True
        ) from error
    except (KeyError, TypeError) as error:
        raise UnreadableRevisionError(f"villkoren saknar {error}") from error
    return Revision(record, terms, file.shown_as, file.sha256)


def terms_from(written: Mapping[str, Any], partnership: str, shown_as: str) -> Terms:
    """Terms as a record holds them.

    Args:
        written: authority, clauses, organisations and partnership.
        partnership: the partnership's id.
        shown_as: the record's name in messages.

    Raises:
        KeyError: something is left out.
        ValidationError: the facts do not fit the model of this version.
    """
    facts, own = written["partnership"], written["authority"]
    source = recorded_source(facts, shown_as, {})
    folder = PartnershipFolder(partnership, Path(partnership), Partnership.model_validate(facts), source)
    identifier = str(own["id"])
    authority = AuthorityFolder(
        identifier,
        Path(identifier),
        recorded_authority(own["facts"]),
        recorded_source(own["facts"], shown_as, {}),
        tuple(Organisation.model_validate(item) for item in written["organisations"]),
        recorded_source({"organisations": written["organisations"]}, shown_as, {}),
        (folder,),
        (),
        ClauseLibrary(tuple(clause_from_json(held, shown_as) for held in written["clauses"])),
    )
    return Terms(authority, folder)


def terms_in(record: bytes, partnership: str) -> dict[str, Any]:
    """The terms of a partnership as the facts attached to its document have them, to be kept in signed/.

    Raises:
        KeyError: the facts hold no such partnership.
    """
    facts = json.loads(record)
    return {
        "authority": facts["authority"],
        "clauses": facts["clauses"],
        "organisations": facts["organisations"],
        "partnership": facts["partnerships"][partnership],
    }
