"""Proves a PDF again, from the facts that it carries, and says where it comes from."""

import contextlib
import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from contracts.errors import OutputError, Place, Problem, ProblemsError
from contracts.expectations import expectation_of_facts
from contracts.facts.record import RECORD_NAME, read_record
from contracts.filing.manifest import NAME, DocumentEntry, read_manifest, sha256_of
from contracts.pdf.attachments import WORDING_NAME
from contracts.pdf.expectation import Expectation, ExpectedAttachment
from contracts.pdf.prove import prove
from contracts.pdf.read import read_pdf
from contracts.pdf.reading import ReadAttachment, ReadField, ReadPdf
from contracts.pdf.signed_changes import REMEDY, changes_since
from contracts.plan.documents import planned
from contracts.plan.planned import Planned
from contracts.signing.signatures import Signature, Trust, read_signatures
from contracts.spelling.dates import datum
from contracts.spelling.names import lista

_END_OF_FILE = b"%%EOF"


@dataclass(frozen=True, slots=True)
class Carried:
    """What a PDF says of itself: the document that it is, by the facts that it carries."""

    authority: str  #: id
    document: Planned
    record: bytes  #: the facts
    fields: tuple[ReadField, ...]
    pages: int
    built_sha256: str  #: of the file as it was before anyone signed it


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found about one PDF."""

    pdf: Path
    sha256: str
    listed: bool  #: the manifest beside it lists exactly these bytes
    lines: tuple[str, ...]  #: what it is, for a person
    problems: tuple[Problem, ...]
    carried: Carried
    signatures: tuple[Signature, ...]  #: in the order in which they were made

    @property
    def passed(self) -> bool:
        """Whether it is what it should be."""
        return not self.problems


def verify(pdf: Path, roots: Sequence[Path] = ()) -> Verification:
    """Prove a PDF again.

    The facts come from the PDF itself. When the manifest of its build/ is found above it, the bytes are compared with
    the manifest too: equal bytes have passed the whole proof, against the Word file as well; without it only the facts
    and the form are proved. Of a signed PDF the state before the first signature is proved, that nothing but
    signatures was added since, and that each signature holds over all that the file shows.

    Args:
        pdf: the file.
        roots: certificates of those whom to trust with saying who has signed; without any, that is not judged.

    Raises:
        ProblemsError: It cannot be read, or carries no facts.
        UnreadablePdfError: It is no whole PDF.
    """
    try:
        sha256 = sha256_of(pdf)
    except OSError as error:
        problem = Problem(
            "pdf-unreadable", f"filen går inte att läsa ({error.strerror})", Place(str(pdf)), "ange en PDF ur build/"
        )
        raise ProblemsError([problem]) from error
    found = read_pdf(pdf)
    record = _record(pdf, found)
    authority, identifier = read_record(record, f"{pdf.name} ({RECORD_NAME})")
    entry = _listed(pdf)
    listed = entry is not None and any(file.sha256 == sha256 for file in entry.outputs)
    problems = list(_differences(pdf, entry, listed=listed))
    draft = entry.draft if entry else _looks_like_draft(found)
    document = planned(authority, identifier, draft=draft)
    signatures = _signatures(pdf, found, roots, problems)
    with _as_built(pdf, found) as built:
        proof = prove(built, _expectation(document, record, found, draft=draft))
        problems += changes_since(built, pdf) if built != pdf and proof.pages else ()
        carried = Carried(authority.id, document, record, found.fields, len(found.pages), sha256_of(built))
    lines = (
        *_origin(authority.id, document, found),
        f"SHA-256: {sha256}",
        "listed in the manifest with these bytes" if listed else "not listed in a manifest beside it",
        *(_made_by(entry) if entry else ()),
        *(f"proved: {check.count} {check.label}" for check in proof.checks if check.count and check.passed),
        *(f"signed: {_told(signature)}" for signature in signatures if signature.holds),
        *_limits(signatures, entry),
    )
    return Verification(pdf, sha256, listed, lines, (*problems, *proof.problems), carried, signatures)


def _signatures(pdf: Path, found: ReadPdf, roots: Sequence[Path], problems: list[Problem]) -> tuple[Signature, ...]:
    """The signatures; what is wrong with them is added to the problems."""
    if not any(field.signed for field in found.fields):
        return ()
    try:
        signatures = read_signatures(pdf, roots)
    except ProblemsError as error:
        problems += error.problems
        return ()
    problems += _untrusted(signatures, str(pdf))
    known = {signature.field: signature for signature in signatures}
    for field in found.fields:
        # What pyHanko has no name for it leaves out without a word.
        unknown = ("den är av ett slag som inte går att pröva",) if field.signed else ()
        for fault in known[field.name].faults if field.name in known else unknown:
            text = f"underskriften {field.name} håller inte: {fault}"
            problems.append(Problem("signature-broken", text, Place(str(pdf), page=field.page), REMEDY))
    return signatures


def _untrusted(signatures: Iterable[Signature], shown: str) -> Iterator[Problem]:
    """That certificates lead to none of those whom somebody named: the file may be as right as it can be."""
    found = [signature for signature in signatures if signature.trust is Trust.UNTRUSTED]
    if not found:
        return
    which = lista([f"{signature.field} ({signature.certificate})" for signature in found])
    whose = "underskrifternas certifikat" if len(found) > 1 else "underskriftens certifikat"
    text = f"{whose} leder inte till någon av de utfärdare som är angivna med --trust: {which}"
    remedy = (
        "kontrollera att det är e-tjänstens rotcertifikat som är angivet. Är det rätt, ta reda på vem som har utfärdat"
        " certifikaten innan ni litar på underskrifterna; utan --trust prövas inte vem som står bakom dem"
    )
    yield Problem("signature-untrusted", text, Place(shown), remedy)


def _told(signature: Signature) -> str:
    """One signature in a line: whose, when, and on whose word."""
    when = signature.signed_at.isoformat(" ", "minutes") if signature.signed_at else "at a time that it does not say"
    word = "time-stamped" if signature.timestamped else "by the signer's own clock"
    return f"{signature.field} by {signature.certificate}, {when} {word}; certificate {signature.trust.value}"


def _expectation(document: Planned, record: bytes, found: ReadPdf, *, draft: bool) -> Expectation:
    """What the PDF must show. A packet must show the facts of its parts too, whose records it carries."""
    expectation = expectation_of_facts(document, record)
    wordings = _expected(_carried(found, WORDING_NAME))
    expectation = replace(expectation, attachments=(*expectation.attachments, *wordings))
    if not document.parts:
        return expectation
    carried = [file for file in _carried(found, RECORD_NAME) if file.name != RECORD_NAME]
    parts = [planned(*read_record(file.data, file.name), draft=draft) for file in carried]
    drafted = expectation.draft or any(part.document.draft for part in parts)
    return replace(
        expectation,
        draft=drafted,
        loose=drafted,
        facts=(*expectation.facts, *(fact for part in parts if part.id != document.id for fact in part.facts)),
        attachments=(
            *expectation.attachments,
            *_expected(carried),
        ),
    )


def _carried(found: ReadPdf, name: str) -> list[ReadAttachment]:
    """The attached files of that name: a packet's own, and those of its parts, which are told apart by a prefix."""
    return [file for file in found.attachments if file.name == name or file.name.endswith(f"-{name}")]


def _expected(files: Iterable[ReadAttachment]) -> tuple[ExpectedAttachment, ...]:
    return tuple(ExpectedAttachment(file.name, hashlib.sha256(file.data).hexdigest()) for file in files)


def _limits(signatures: Sequence[Signature], entry: DocumentEntry | None) -> Iterator[str]:
    """What this cannot tell."""
    if any(signature.trust is Trust.UNKNOWN for signature in signatures):
        yield "not proved: who has signed; name the certificates to trust with --trust, or ask a signature validator"
    if entry is None:
        yield "not proved: without a manifest only the facts and the form were proved, not every sentence"


def _made_by(entry: DocumentEntry) -> Iterator[str]:
    yield f"made by: contracts {entry.program_version}, engine {entry.engine} {entry.engine_version}"
    for what, file in (("template", entry.template), *(("facts", file) for file in entry.inputs)):
        yield f"{what}: {file.path} {file.sha256[:12]}…"


def _record(pdf: Path, found: ReadPdf) -> bytes:
    record = next((file.data for file in found.attachments if file.name == RECORD_NAME), None)
    if record is None:
        problem = Problem(
            "record-missing",
            "PDF:en bär inga uppgifter, så det går inte att säga vad den är gjord av",
            Place(str(pdf)),
            "kontrollera att filen är gjord av programmet och inte utskriven på nytt; en skanning filas med --scan",
        )
        raise ProblemsError([problem])
    return record


def _listed(pdf: Path) -> DocumentEntry | None:
    """The manifest's entry for this path."""
    for build in pdf.resolve().parents:
        if (build / NAME).is_file():
            relative = pdf.resolve().relative_to(build).as_posix()
            try:
                documents = read_manifest(build).documents
            except OutputError:
                continue
            for entry in documents:
                if any(file.path == relative for file in entry.outputs):
                    return entry
    return None


def _differences(pdf: Path, entry: DocumentEntry | None, *, listed: bool) -> tuple[Problem, ...]:
    if entry is None or listed:
        return ()
    problem = Problem(
        "pdf-changed",
        "filen är inte den som byggdes: innehållet har ändrats efteråt",
        Place(str(pdf)),
        "om den har undertecknats efter bygget är det väntat; spara då den undertecknade filen någon annanstans",
    )
    return (problem,)


@contextlib.contextmanager
def _as_built(pdf: Path, found: ReadPdf) -> Iterator[Path]:
    """The PDF as it was before anyone signed it.

    Signing only adds to a file (ISO 32000-1, 7.5.6), so the built document is what stands before the first update.
    """
    if not any(field.signed for field in found.fields):
        yield pdf
        return
    content = pdf.read_bytes()
    end = content.find(_END_OF_FILE) + len(_END_OF_FILE)
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / pdf.name
        built.write_bytes(content[:end] + b"\n")
        yield built


def _looks_like_draft(found: ReadPdf) -> bool:
    return all("UTKAST" in page.text for page in found.pages)


def _origin(authority: str, document: Planned, found: ReadPdf) -> tuple[str, ...]:
    shown = document.document
    parties = document.names.get("parties")
    named = ", ".join(party.full_name for party in parties) if isinstance(parties, tuple) else ""
    return (
        f"{shown.title}{' (UTKAST)' if shown.draft else ''}",
        f"made from: {authority}/{document.id}, {datum(document.date)}",
        *((f"parties: {named}",) if named else ()),
        f"signature fields: {len(found.fields)}, signed: {sum(field.signed for field in found.fields)}",
    )
