"""Examines a scan of a document signed on paper: nothing in a picture can be checked, and that is said."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from contracts.errors import OutputError, Place, Problem, ProblemsError
from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.party import Signatory
from contracts.facts.record import RECORD_NAME, read_record, read_revision_mark, record_of
from contracts.facts.source import nearest
from contracts.filing.manifest import read_manifest, sha256_of
from contracts.keeping.examined import Examined
from contracts.keeping.place import find_partnership, place_of, place_problems
from contracts.ledger.called import called_for
from contracts.ledger.document_ids import agreement_of
from contracts.ledger.findings import LedgerFinding
from contracts.ledger.revisions import RevisionKind, SignedBy, terms_in
from contracts.ledger.separate import separable_parties, separate_folder
from contracts.pdf.read import read_pdf
from contracts.pdf.reading import ReadPdf
from contracts.plan.agreement import agreement_title
from contracts.plan.documents import ids_of, planned_as
from contracts.plan.signable import missing_problem, unconfirmed_problem
from contracts.plan.stems import AGREEMENT, COMPARISON, CONSOLIDATED, PLACES, stem_of
from contracts.plan.unconfirmed import unconfirmed_in
from contracts.project import Project
from contracts.spelling.numbers import antal


@dataclass(frozen=True, slots=True)
class ScanTarget:
    """What somebody says that a scan is: "authority/partnership[:document]"."""

    authority: str
    partnership: str
    document: str  #: "agreement" when nothing else is said

    @property
    def identifier(self) -> str:
        """The document's id within the authority."""
        return f"{self.partnership}/{self.document}"


def scan_target(text: str) -> ScanTarget:
    """The target that a text names.

    Raises:
        ProblemsError: it names none.
    """
    path, _, document = text.removeprefix("data/").strip("/").partition(":")
    authority, slash, partnership = path.partition("/")
    if not slash or not partnership or "/" in partnership:
        remedy = "skriv myndighet/partnerskap, till exempel botkyrka/feriepraktik, och :dokument om det inte är avtalet"
        raise ProblemsError([Problem("scan-target", f"”{text}” är inget partnerskap", None, remedy)])
    return ScanTarget(authority, partnership, document or AGREEMENT)


@dataclass(frozen=True, slots=True)
class _Behind:
    """The facts behind a paper that was signed."""

    record: bytes
    title: str
    pages: int | None  #: of the built document; None when there is none
    told: str  #: Swedish: where they were taken
    drafted: tuple[Problem, ...] = ()  #: why it can only be made as a draft


def examine_scan(project: Project, pdf: Path, target: ScanTarget, signed_on: dt.date | None) -> Examined:
    """What can be said of a scan: that it can be read, has as many pages as the built document, and is none before.

    The terms are those of the built document in build/, which was printed and signed; where it is not there any more,
    those of the data today.

    Raises:
        ProblemsError: with every reason why it may not be filed.
        UnreadablePdfError: it is no whole PDF.
    """
    shown = str(pdf)
    found = read_pdf(pdf)
    authority, folder = find_partnership(project, target.authority, target.partnership, shown)
    target = _known(target, authority, folder)
    _refuse_twice(project, pdf, target, authority)
    behind = _built(project, authority, target) or _of_data(project, authority, folder, target)
    mark = read_revision_mark(behind.record, shown)
    place = place_of(project, target.authority, target.identifier, mark, shown)
    problems = [*_scan_problems(found, behind, signed_on, shown)]
    problems += place_problems(place, sha256_of(pdf), None, shown)
    if problems or signed_on is None:
        raise ProblemsError(problems)
    return Examined(
        place,
        sha256=sha256_of(pdf),
        title=behind.title,
        pages=len(found.pages),
        scan=True,
        signatories=tuple(_on_paper(behind.record, target, authority, folder)),
        date=signed_on,
        checked=(f"den har {_pages(len(found.pages))}, som det byggda dokumentet",) if behind.pages else (),
        unchecked=(
            "underskrifterna och texten kunde inte kontrolleras: filen är inskannad",
            f"att villkoren är de på papperet: de är tagna ur {behind.told}",
        ),
        record_sha256=hashlib.sha256(behind.record).hexdigest(),
        terms=terms_in(behind.record, folder.id),
    )


def _known(target: ScanTarget, authority: AuthorityFolder, folder: PartnershipFolder) -> ScanTarget:
    """The target with the document's id, also where the document is named as its file in build/ is."""
    files = {_file(authority, f"{folder.id}/{name}"): name for name in _called(authority, folder)}
    document = files.get(target.document, target.document)
    if document not in (AGREEMENT, *files.values()):
        guess = nearest(document, [*files, *files.values()])
        remedy = f"menade du ”{guess}”?" if guess else f"de som finns: {', '.join(files) or AGREEMENT}"
        text = f"partnerskapet {folder.id} har inget dokument ”{document}”"
        raise ProblemsError([Problem("scan-target", text, None, remedy)])
    return replace(target, document=document)


def _called(authority: AuthorityFolder, folder: PartnershipFolder) -> tuple[str, ...]:
    """The ids, within the partnership, of the documents that the data calls for."""
    return tuple(name.partition("/")[2] for name in ids_of(authority) if name.startswith(f"{folder.id}/"))


def _file(authority: AuthorityFolder, identifier: str) -> str:
    return stem_of(authority, identifier, draft=False).rpartition("/")[2]


def _refuse_twice(project: Project, pdf: Path, target: ScanTarget, authority: AuthorityFolder) -> None:
    """Whoever scans a change and leaves out its name has named the agreement, which is filed already."""
    if agreement_of(target.document) is not None:
        return
    shown = str(pdf)
    place = place_of(project, target.authority, target.identifier, None, shown)
    if place.kind is not RevisionKind.AGREEMENT or place.ledger.last(place.series) is None:
        return
    changes = [name for name in _called(authority, place.folder) if _is_change(name)]
    problems = list(place_problems(place, sha256_of(pdf), None, shown))
    if changes:
        own = f"{authority.id}/{place.folder.id}"
        named = " eller ".join(f"--scan {own}:{_file(authority, f'{place.folder.id}/{one}')}" for one in changes)
        problems = [
            replace(one, remedy=f"är det ändringen som är undertecknad, ange den: {named}")
            if one.rule == "signed-agreement-twice"
            else one
            for one in problems
        ]
    raise ProblemsError(problems)


def _is_change(name: str) -> bool:
    found = agreement_of(name)
    return found is not None and found[0] not in (CONSOLIDATED, COMPARISON)


def _built(project: Project, authority: AuthorityFolder, target: ScanTarget) -> _Behind | None:
    """The built document and the facts that it carries; None when build/ has none."""
    stem = stem_of(authority, target.identifier, draft=False)
    try:
        entry = read_manifest(project.build).document(stem)
    except OutputError:
        return None
    path = project.build / f"{stem}.pdf"
    if entry is None or not path.is_file():
        return None
    record = next((file.data for file in read_pdf(path).attachments if file.name == RECORD_NAME), None)
    return _Behind(record, entry.title, entry.pages, path.as_posix()) if record is not None else None


def _of_data(project: Project, authority: AuthorityFolder, folder: PartnershipFolder, target: ScanTarget) -> _Behind:
    missing: tuple[LedgerFinding, ...] = ()
    own: tuple[tuple[str, ...], tuple[str, ...]] = ((folder.id,), ())
    if agreement_of(target.document) is not None:
        one = planned_as(authority, target.identifier, draft=False)
        title, own, missing = one.document.title, (one.partnerships, one.documents), one.missing
        record = record_of(authority, one.id, *own, signed=one.signed, revision=one.revision)
    else:
        title = agreement_title(authority, folder.partnership, None)
        record = record_of(authority, target.identifier, *own)
    told = f"{project.data.name}/{authority.id}/{folder.id}/partnership.yaml så som den är i dag"
    unconfirmed = unconfirmed_in(authority, target.identifier, *own)
    drafted = (*map(unconfirmed_problem, unconfirmed), *(missing_problem(folder, one) for one in missing))
    return _Behind(record, title, None, told, drafted)


def _scan_problems(found: ReadPdf, behind: _Behind, signed_on: dt.date | None, shown: str) -> Iterator[Problem]:
    if any(file.name == RECORD_NAME for file in found.attachments):
        text, remedy = "filen är ingen skanning: den bär dokumentets uppgifter", "fila den utan --scan, så prövas den"
        yield Problem("scan-of-original", text, Place(shown), remedy)
    if behind.drafted:
        text = (
            f"av {behind.told} kan dokumentet bara bli ett utkast; ett utkast är inget avtal, också om någon har"
            " undertecknat det"
        )
        remedy = "rätta det som står här bredvid, så som det står på papperet, och fila skanningen igen"
        yield Problem("signed-draft", text, Place(shown), remedy)
        yield from behind.drafted
    if signed_on is None:
        text, remedy = "dagen för undertecknandet går inte att läsa ur en skanning", "ange den med --signed-on"
        yield Problem("scan-undated", text, Place(shown), remedy)
    if behind.pages is not None and len(found.pages) != behind.pages:
        text = f"skanningen har {_pages(len(found.pages))}, men {behind.told} har {_pages(behind.pages)}"
        remedy = "skanna alla sidor, och inga andra, i ordning till en fil"
        yield Problem("scan-pages", text, Place(shown), remedy)


def _pages(count: int) -> str:
    return antal(count, "sida", "sidor")


def _on_paper(
    record: bytes, target: ScanTarget, authority: AuthorityFolder, folder: PartnershipFolder
) -> Iterator[SignedBy]:
    """Those who should have signed, by the facts behind the paper; of a change those who must sign it."""
    for signatory in _signatories(record, target, authority, folder):
        yield SignedBy(
            party=signatory.party,
            name=signatory.name,
            title=signatory.title,
            signed_on=signatory.signed_on,
            certificate=None,
            verdict="på papper; kunde inte kontrolleras",
        )


def _signatories(
    record: bytes, target: ScanTarget, authority: AuthorityFolder, folder: PartnershipFolder
) -> tuple[Signatory, ...]:
    behind, _ = read_record(record, RECORD_NAME)
    found = behind.partnership(target.partnership)
    assert found is not None  # the record was made for it
    if (change := agreement_of(target.document)) is not None:
        # What was made of the data of today carries no signed states: they are those of the data.
        at = (behind, found) if found.signed.files else (authority, folder)
        called = called_for(*at, change[1])
        if called is not None:
            return called.signatories
    party = target.document.removeprefix(AGREEMENT).removeprefix("-")
    if target.document.startswith(f"{PLACES}-"):
        party = target.document.split("-", 2)[2]  # after the year
    if party in separable_parties(behind, found.partnership):
        found = separate_folder(behind, found, party)
    return found.partnership.signatories
