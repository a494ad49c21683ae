"""Proves a PDF again, from the facts that it carries, and says where it comes from."""

from dataclasses import dataclass
from pathlib import Path

from contracts.errors import OutputError, Place, Problem, ProblemsError
from contracts.expectations import expectation_of_record
from contracts.facts.load import AuthorityFolder, PartnershipFolder
from contracts.facts.record import RECORD_NAME, read_record
from contracts.filing.manifest import NAME, DocumentEntry, FileEntry, read_manifest, sha256_of
from contracts.pdf.prove import prove
from contracts.pdf.read import read_pdf
from contracts.pdf.reading import ReadPdf
from contracts.plan.agreement import agreement_view
from contracts.spelling.periods import period
from contracts.word.text import DocxText, read_docx


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found about one PDF."""

    pdf: Path
    sha256: str
    listed: bool  #: the manifest beside it lists exactly these bytes
    lines: tuple[str, ...]  #: what it is, for a person
    problems: tuple[Problem, ...]

    @property
    def passed(self) -> bool:
        """Whether it is what it should be."""
        return not self.problems


def verify(pdf: Path) -> Verification:
    """Prove a PDF again.

    The facts come from the PDF itself. When the manifest of its build/ is found above it, the bytes are compared with
    the manifest too, and the text with the .docx beside it; elsewhere the facts and the structure alone are proved.

    Raises:
        ProblemsError: It cannot be read, or carries no facts.
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
    authority, folder = read_record(record, f"{pdf.name} ({RECORD_NAME})")
    entry, build = _listed(pdf)
    listed = entry is not None and any(file.sha256 == sha256 for file in entry.outputs)
    problems = list(_differences(pdf, entry, listed=listed))
    text = _unchanged_text(entry, build)
    draft = entry.draft if entry else _looks_like_draft(found)
    proof = prove(pdf, expectation_of_record(authority, folder, record, text, draft=draft))
    lines = (
        *_origin(authority, folder, found, draft=draft),
        f"SHA-256: {sha256}",
        "listed in the manifest with these bytes" if listed else "not listed in a manifest beside it",
        *(f"template: {entry.template.path} {entry.template.sha256[:12]}…" for _ in (1,) if entry),
        *(f"facts: {file.path} {file.sha256[:12]}…" for file in (entry.inputs if entry else ())),
        *(f"proved: {check.count} {check.label}" for check in proof.checks if check.count and check.passed),
    )
    return Verification(pdf, sha256, listed, lines, (*problems, *proof.problems))


def _record(pdf: Path, found: ReadPdf) -> bytes:
    record = next((file.data for file in found.attachments if file.name == RECORD_NAME), None)
    if record is None:
        problem = Problem(
            "record-missing",
            "PDF:en bär inga uppgifter, så det går inte att säga vad den är gjord av",
            Place(str(pdf)),
            "kontrollera att filen är gjord av programmet och inte har skrivits ut på nytt",
        )
        raise ProblemsError([problem])
    return record


def _listed(pdf: Path) -> tuple[DocumentEntry | None, Path]:
    """The manifest's entry for this path, and the build folder it was found in."""
    for build in pdf.resolve().parents:
        if (build / NAME).is_file():
            relative = pdf.resolve().relative_to(build).as_posix()
            try:
                documents = read_manifest(build).documents
            except OutputError:
                continue
            for entry in documents:
                if any(file.path == relative for file in entry.outputs):
                    return entry, build
    return None, pdf.parent


def _differences(pdf: Path, entry: DocumentEntry | None, *, listed: bool) -> tuple[Problem, ...]:
    if entry is None or listed:
        return ()
    problem = Problem(
        "pdf-changed",
        "filen är inte den som byggdes: innehållet har ändrats efteråt",
        Place(str(pdf)),
        "om den har undertecknats är det väntat; annars bygg den igen",
    )
    return (problem,)


def _unchanged_text(entry: DocumentEntry | None, build: Path) -> DocxText:
    """The text of the Word file beside the PDF; an empty one when it is gone or has been changed."""
    file: FileEntry | None = (
        next((item for item in entry.outputs if item.path.endswith(".docx")), None) if entry else None
    )
    if file is None or not (build / file.path).exists() or sha256_of(build / file.path) != file.sha256:
        return DocxText()
    return read_docx((build / file.path).read_bytes())


def _looks_like_draft(found: ReadPdf) -> bool:
    return all("UTKAST" in page.text for page in found.pages)


def _origin(authority: AuthorityFolder, folder: PartnershipFolder, found: ReadPdf, *, draft: bool) -> tuple[str, ...]:
    view = agreement_view(authority, folder, draft=draft)
    parties = ", ".join(party.full_name for party in view.parties)
    term = f"{period(view.term.start, view.term.end)}" if view.term.start and view.term.end else view.term.season or ""
    return (
        f"{view.document.title}{' (UTKAST)' if draft else ''}",
        f"made from: {authority.id}/{folder.id}",
        f"parties: {parties}",
        f"term: {term}",
        f"signature fields: {len(found.fields)}, signed: {sum(field.signed for field in found.fields)}",
    )
