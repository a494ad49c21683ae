"""Made-up signed states: records as the program writes them, beside blank PDFs."""

import datetime as dt
import hashlib
import io
import tempfile
from pathlib import Path

import pikepdf

from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.load import load_workspace
from contracts.facts.record import record_of
from contracts.keeping.keep import headings_in, written_decision
from contracts.keeping.writing import write_once
from contracts.ledger.ledger import ledger_of
from contracts.ledger.revisions import (
    MAIN_SERIES,
    Base,
    Notice,
    RevisionKind,
    RevisionRecord,
    SignedBy,
    SignedPdf,
    terms_in,
)
from contracts.pdf.attachments import DOCX_TYPE, WORDING_NAME, Attachment, Relationship, attach
from tests.checks.exempelstad import write_exempelstad


def loaded(data: Path, partnership: str) -> tuple[AuthorityFolder, PartnershipFolder]:
    """A partnership as it is read from data/."""
    workspace, _ = load_workspace(data, data.parent / "templates")
    return next(found for found in workspace.partnerships() if found[1].id == partnership)


def sign(
    data: Path,
    partnership: str,
    *,
    kind: RevisionKind = RevisionKind.AGREEMENT,
    on: str,
    effective: str | None = None,
    series: str = MAIN_SERIES,
    notice: Notice | None = None,
    pdf: bytes | None = None,
    wording: bytes | None = None,
) -> RevisionRecord:
    """File what data/ says now as signed on a day, in a PDF given or a blank one.

    The blank one carries the wording, as one that was built does.
    """
    authority, folder = loaded(data, partnership)
    ledger = ledger_of(folder)
    last = ledger.last(series)
    number = len(ledger.revisions) + 1
    facts, revision = folder.partnership, folder.partnership.revision
    of_its_kind = 1 + sum(one.record.kind is kind for one in ledger.series(series))
    own_series = (RevisionKind.AGREEMENT, RevisionKind.PLACES)
    document = series if kind in own_series else f"{kind.value}-{of_its_kind}"
    record = record_of(authority, f"{folder.id}/{document}", [folder.id], [])
    pdf = pdf or blank_page(f"{folder.id} {number}", wording)
    day = dt.date.fromisoformat(on)
    stated = revision.effective if revision and last else facts.term.start
    written = RevisionRecord(
        number=number,
        document=document,
        series=series,
        kind=kind,
        title=f"{facts.name}, {kind.value} {number}",
        date=day,
        effective=dt.date.fromisoformat(effective) if effective else stated or day,
        decision=written_decision(revision.decision) if last and revision and revision.decision else None,
        reason=revision.reason if last and revision else None,
        notice=notice,
        base=Base(number=last.number, sha256=last.sha256) if last else None,
        signatories=tuple(_made_up(party.organisation, day) for party in facts.parties),
        pdf=SignedPdf(sha256=hashlib.sha256(pdf).hexdigest(), pages=1, scan=True),
        checked=(),
        unchecked=("allt: den är påhittad",),
        record_sha256=hashlib.sha256(record).hexdigest(),
        terms=terms_in(record, folder.id),
    )
    if wording is not None:
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(pdf)
            file.flush()
            written = written.model_copy(update={"headings": headings_in(Path(file.name))})
    write_once(folder.path, pdf, written)
    return written


def blank_page(title: str, wording: bytes | None = None) -> bytes:
    """A PDF that can be read and says nothing, as a scan does."""
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = title
        if wording is not None:
            carried = Attachment(WORDING_NAME, wording, "Avtalets hela lydelse", DOCX_TYPE, Relationship.SUPPLEMENT)
            attach(pdf, [carried], dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
        pdf.save(written, deterministic_id=True)
    return written.getvalue()


def _made_up(party: str, day: dt.date) -> SignedBy:
    return SignedBy(party=party, name=None, title=None, signed_on=day, certificate=None, verdict="påhittad")


def with_number(record: RevisionRecord, number: int) -> RevisionRecord:
    """The same record under another number."""
    return record.model_copy(update={"number": number})


#: What the data says when Exempelstad's agreement has been prolonged by one step.
EXTENDED = "term: {end: 2028-12-31}\nrevision: {reason: Mer tid., effective: 2028-01-01}"


def signed_and_extended(folder: Path) -> Path:
    """data/ with Exempelstad's agreement, signed in 2024 and prolonged in 2027."""
    data = write_exempelstad(folder)
    sign(data, "grannar", on="2024-12-01")
    write_exempelstad(folder, EXTENDED)
    sign(data, "grannar", kind=RevisionKind.EXTENSION, on="2027-10-01")
    return data
