"""Files attached to the PDF as associated files (ISO 19005-3, 6.8): the facts that the document was made from."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from contracts.pdf.metadata import pdf_date

#: The name of the attachment that holds an agreement's whole wording, once its document is signed.
WORDING_NAME: Final = "lydelse.docx"
#: The media type of a Word file.
DOCX_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Relationship(StrEnum):
    """What an attached file is to the document (ISO 19005-3, annex E)."""

    SOURCE = "Source"  #: the document was made from it
    DATA = "Data"  #: the data behind what the document shows
    SUPPLEMENT = "Supplement"
    ALTERNATIVE = "Alternative"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file to attach."""

    name: str  #: file name, unique in the document
    data: bytes
    description: str  #: Swedish, shown by viewers
    media_type: str = "application/json"
    relationship: Relationship = Relationship.SOURCE


def attach(pdf: pikepdf.Pdf, attachments: Iterable[Attachment], date: dt.datetime) -> None:
    """Attaches the files, named in the document's name tree and associated with the document as a whole."""
    ordered = sorted(attachments, key=lambda attachment: attachment.name)
    if not ordered:
        return
    names, associated = Array(), Array()
    for attachment in ordered:
        entry = _file_specification(pdf, attachment, date)
        names.extend([String(attachment.name), entry])
        associated.append(entry)
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = Dictionary(Names=names)
    pdf.Root.AF = pdf.make_indirect(associated)


def _file_specification(pdf: pikepdf.Pdf, attachment: Attachment, date: dt.datetime) -> pikepdf.Object:
    stamp = String(pdf_date(date))
    checksum = hashlib.md5(attachment.data, usedforsecurity=False).digest()  # the format's own, ISO 32000-1, table 46
    stream = pdf.make_stream(
        attachment.data,
        Type=Name.EmbeddedFile,
        Subtype=Name("/" + attachment.media_type),
        Params=Dictionary(Size=len(attachment.data), CreationDate=stamp, ModDate=stamp, CheckSum=String(checksum)),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(attachment.name),
            UF=String(attachment.name),
            Desc=String(attachment.description),
            AFRelationship=Name("/" + attachment.relationship.value),
            EF=Dictionary(F=stream, UF=stream),
        )
    )
