"""Reads the signatures of a PDF: whose, when, and whether they hold over all that the file shows.

Every change that was made after a signature is judged too: signing and timestamps may be added, nothing else. Tools
that only recompute the signature's own bytes say "valid" after a page has been painted over by an update of the file.
"""

import datetime as dt
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from contracts.errors import Place, Problem, ProblemsError

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation import PdfSignatureStatus
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

#: Loggers whose warnings we put into words ourselves.
_TALKATIVE: Final = ("pyhanko", "pyhanko_certvalidator")


class Trust(StrEnum):
    """Whether the certificate leads to somebody who is trusted."""

    UNKNOWN = "unknown"  #: nobody has said whom to trust
    TRUSTED = "trusted"
    UNTRUSTED = "untrusted"  #: it leads to none of those who are trusted


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a PDF."""

    field: str  #: name of its field
    certificate: str  #: whom the certificate is issued to; "" when it cannot be read
    signed_at: dt.datetime | None  #: with time zone; None when it does not say
    timestamped: bool  #: whether the time is somebody else's word than the signer's
    trust: Trust
    faults: tuple[str, ...]  #: Swedish: why it does not hold; whom the certificate leads to is no fault of the file

    @property
    def holds(self) -> bool:
        """Whether it is whole and covers all that the file shows."""
        return not self.faults


def read_signatures(pdf: Path, roots: Sequence[Path] = ()) -> tuple[Signature, ...]:
    """The signatures of a PDF, in the order in which they were made.

    Args:
        pdf: the file.
        roots: certificates (PEM or DER) of those whom to trust. Without any, trust is unknown.

    Raises:
        ProblemsError: a certificate or the PDF cannot be read.
        OSError: a file cannot be opened.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    for name in _TALKATIVE:
        logging.getLogger(name).addHandler(logging.NullHandler())
    trusted = [_certificate(root) for root in roots]
    with pdf.open("rb") as file:
        try:
            found = PdfFileReader(file).embedded_regular_signatures
            return tuple(_signature(one, trusted) for one in found)
        except PdfError as error:
            text = f"underskrifterna i filen går inte att läsa ({error})"
            remedy = "begär den undertecknade filen på nytt, så som e-tjänsten lämnade den"
            raise ProblemsError([Problem("signature-unreadable", text, Place(str(pdf)), remedy)]) from error


def _certificate(path: Path) -> "Certificate":
    from pyhanko.keys import load_cert_from_pemder

    try:
        return load_cert_from_pemder(str(path))  # type: ignore[no-untyped-call]
    except ValueError as error:
        text, remedy = "filen är inget certifikat", "ange rotcertifikatet som PEM eller DER"
        raise ProblemsError([Problem("certificate-unreadable", text, Place(str(path)), remedy)]) from error


def _signature(embedded: "EmbeddedPdfSignature", roots: "Sequence[Certificate]") -> Signature:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    field = str(embedded.field_name)
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False, revocation_mode="soft-fail")
    try:
        status = validate_pdf_signature(embedded, context, context)
    except (PdfError, ValueError) as error:
        return Signature(field, "", None, False, Trust.UNKNOWN, (f"den går inte att läsa ({error})",))
    stamp = status.timestamp_validity
    trust = Trust.UNKNOWN if not roots else Trust.TRUSTED if status.trusted else Trust.UNTRUSTED
    return Signature(
        field,
        str(status.signing_cert.subject.human_friendly),
        stamp.timestamp if stamp is not None else embedded.self_reported_timestamp,
        stamp is not None,
        trust,
        tuple(_faults(status)),
    )


def _faults(status: "PdfSignatureStatus") -> Iterator[str]:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import SignatureCoverageLevel

    if not status.intact:
        yield "det som undertecknades har ändrats"
    if not status.valid:
        yield "underskriften är inte gjord med certifikatets nyckel"
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        yield "den omfattar inte hela filen"
    allowed = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
    if status.modification_level not in allowed:
        yield "filen har ändrats efter underskriften på ett sätt som underskrifter inte gör"
    elif not status.docmdp_ok:
        yield "filen har ändrats efter underskriften på ett sätt som den inte tillåter"
    if status.timestamp_validity is not None and not status.timestamp_validity.intact:
        yield "tidsstämpeln håller inte"
