"""Finishing: an engine's PDF becomes a tagged PDF/A-3A and PDF/UA-1 that can be signed, with the same bytes every time.

One pass, and the last one before signing: after the first signature only incremental updates are allowed. What is done:
signature fields at the marked places, metadata and language, attached facts, and the engine's faults mended.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Name

from contracts.errors import ConversionError, OutputError
from contracts.pdf.attachments import Attachment, Relationship, attach
from contracts.pdf.boxes import Box
from contracts.pdf.content import read_contents
from contracts.pdf.mending import mend_structure
from contracts.pdf.metadata import Metadata, forget_the_clock, write_metadata
from contracts.pdf.signature_fields import SignatureField, add_signature_fields, describe_places

__all__ = ["Attachment", "Box", "Finishing", "Relationship", "SignatureField", "finish"]


@dataclass(frozen=True, slots=True)
class Finishing:
    """What a finished PDF says of itself and carries with it."""

    title: str
    author: str
    date: dt.datetime  #: aware; the same date gives the same bytes in every time zone
    producer: str
    document_id: str  #: a UUID or another stable identifier of this document
    subject: str = ""
    keywords: str = ""
    language: str = "sv-SE"
    attachments: tuple[Attachment, ...] = ()
    #: a draft gets no signature fields and does not call itself PDF/A or PDF/UA
    draft: bool = False

    def __post_init__(self) -> None:
        if self.date.tzinfo is None:
            raise ValueError(
                "Finishing.date has no time zone. Give an aware datetime, such as dt.datetime(…, tzinfo=dt.UTC)."
            )


def finish(source: Path, target: Path, finishing: Finishing) -> tuple[SignatureField, ...]:
    """Writes `target` from the engine's `source`. Returns the signature fields in reading order.

    Raises:
        ConversionError: `source` is not a PDF, or a signature place has no box or a name that is taken.
        OutputError: `target` cannot be written.
    """
    try:
        pdf = pikepdf.open(source)
    except pikepdf.PdfError as error:
        raise ConversionError(
            source.name, "finish", "the engine's file is not a readable PDF", "Convert the document again."
        ) from error
    with pdf:
        forget_the_clock(pdf)
        contents = read_contents(pdf)
        tree = mend_structure(pdf, contents)
        for content in contents.values():
            content.write(pdf)
        fields: tuple[SignatureField, ...] = ()
        if finishing.draft:
            describe_places(tree)
        else:
            fields = add_signature_fields(pdf, tree, source)
        for page in pdf.pages:
            # Reading order also for fields that a signing program adds later (ISO 14289-1, 7.18.3).
            page.obj.Tabs = Name.S
        write_metadata(pdf, _metadata(finishing))
        attach(pdf, finishing.attachments, finishing.date)
        _save(pdf, target)
    return fields


def _metadata(finishing: Finishing) -> Metadata:
    return Metadata(
        title=finishing.title,
        author=finishing.author,
        subject=finishing.subject,
        keywords=finishing.keywords,
        language=finishing.language,
        date=finishing.date,
        producer=finishing.producer,
        document_id=finishing.document_id,
        claims_archival=not finishing.draft,
    )


def _save(pdf: pikepdf.Pdf, target: Path) -> None:
    try:
        pdf.save(
            target,
            min_version="1.7",
            deterministic_id=True,
            # A plain cross-reference table is what every signing service reads.
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=True,
            linearize=False,
        )
    except OSError as error:
        reason = error.strerror or "the system refused it"
        raise OutputError(str(target), reason, "Make room on the disk, and check who may write there.") from error
