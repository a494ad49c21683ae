"""Where a signed document belongs: its partnership, its kind, and what it builds on in signed/."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.errors import Place, Problem, ProblemsError, Severity
from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.load import load_workspace
from contracts.facts.model.partnership import Partnership
from contracts.facts.record import RevisionMark
from contracts.facts.signed import FOLDER
from contracts.ledger.leaving import holds_from
from contracts.ledger.ledger import Ledger, ledger_of
from contracts.ledger.revisions import Base, Notice, RevisionKind, RevisionRecord
from contracts.plan.stems import AGREEMENT, PLACES
from contracts.project import Project
from contracts.spelling.dates import datum


@dataclass(frozen=True, slots=True)
class LedgerPlace:
    """What is known of a document before its signatures are looked at."""

    authority: AuthorityFolder
    folder: PartnershipFolder
    ledger: Ledger
    document: str  #: the document's id within the partnership: "agreement", "agreement-<association>"
    kind: RevisionKind
    series: str
    mark: RevisionMark | None  #: what it says of the state that it builds on

    @property
    def number(self) -> int:
        """The number it gets."""
        return max((file.number for file in self.folder.signed.files), default=0) + 1

    @property
    def base(self) -> Base | None:
        """The signed state that it builds on."""
        return Base(number=self.mark.base, sha256=self.mark.base_sha256) if self.mark else None


def place_of(project: Project, authority: str, identifier: str, mark: RevisionMark | None, shown: str) -> LedgerPlace:
    """Where a document belongs.

    Args:
        project: where data/ is.
        authority: the authority's id.
        identifier: the document's id: "kvinna-i-botkyrka/agreement".
        mark: what the document says of the change that it makes.
        shown: how the PDF is written in messages.

    Raises:
        ProblemsError: data/ has no such partnership or cannot be read, or the document is of a kind that nobody signs.
    """
    partnership, _, document = identifier.partition("/")
    kind = _kind(document, mark)
    if kind is None:
        text, remedy = (
            f"”{identifier}” är inget avtal, så det undertecknas inte",
            "bara avtal och ändringar av dem filas",
        )
        raise ProblemsError([Problem("signed-no-agreement", text, Place(shown), remedy)])
    found, folder = find_partnership(project, authority, partnership, shown)
    series = mark.series if mark else document
    return LedgerPlace(found, folder, ledger_of(folder), document, kind, series, mark)


def find_partnership(
    project: Project, authority: str, partnership: str, shown: str
) -> tuple[AuthorityFolder, PartnershipFolder]:
    """The partnership's folder in data/. Raises as `place_of`."""
    workspace, problems = load_workspace(project.data, project.templates, frozenset({authority}))
    for found in workspace.authorities:
        folder = found.partnership(partnership)
        if folder is not None:
            return found, folder
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors and any(folder.name == authority for folder in project.data.iterdir()):
        raise ProblemsError(errors)
    text = f"{project.data.name}/ har inget partnerskap {authority}/{partnership}"
    remedy = "kontrollera att det är rätt mapp (--data), eller lägg tillbaka partnerskapets mapp"
    raise ProblemsError([Problem("signed-partnership-unknown", text, Place(shown), remedy)])


def _kind(document: str, mark: RevisionMark | None) -> RevisionKind | None:
    if mark is not None:
        # A kind that this version does not know is none that it can file.
        return next((kind for kind in RevisionKind if kind == mark.kind), None)
    if document == AGREEMENT or document.startswith(f"{AGREEMENT}-"):
        return RevisionKind.AGREEMENT
    return RevisionKind.PLACES if document.startswith(f"{PLACES}-") else None


def place_problems(place: LedgerPlace, pdf_sha256: str, record_sha256: str | None, shown: str) -> Iterator[Problem]:
    """Why the document cannot be the next: it is there already, or builds on another state than the last.

    Args:
        place: where it belongs.
        pdf_sha256: fingerprint of the PDF.
        record_sha256: fingerprint of the facts that it carries; None for a scan.
        shown: how the PDF is written in messages.
    """
    for revision in place.ledger.revisions:
        record = revision.record
        same_facts = record_sha256 is not None and record.record_sha256 == record_sha256
        if record.pdf.sha256 == pdf_sha256 or (same_facts and record.document == place.document):
            yield _already(place, record, pdf_sha256, shown)
            return
    last = place.ledger.last(place.series)
    if place.mark is None and last is not None:
        text = (
            f"avtalet är redan undertecknat: {last.record.number}.pdf, {last.record.title}, {datum(last.record.date)}"
        )
        remedy = "ändra i partnership.yaml, bygg och låt ändringen undertecknas; den filas bredvid det första"
        yield Problem("signed-agreement-twice", text, Place(shown), remedy, also=(Place(last.shown_as),))
    elif place.mark is not None and (last is None or place.base != Base(number=last.number, sha256=last.sha256)):
        yield _wrong_base(place, place.mark.base, shown)


def _already(place: LedgerPlace, record: RevisionRecord, pdf_sha256: str, shown: str) -> Problem:
    told = f"{record.number}.pdf ({record.title}, {datum(record.date)})"
    there = next((file.pdf_sha256 for file in place.folder.signed.files if file.number == record.number), None)
    if there == record.pdf.sha256:
        text, remedy = f"dokumentet är redan filat, som {told}", "gör ingenting: det ligger där det ska"
    else:
        lacks = "har ändrats" if there else "finns inte"
        text = f"dokumentet är redan filat, som {told}, men filen i {FOLDER}/ {lacks}"
        same = pdf_sha256 == record.pdf.sha256
        restore = f"det här är den: kopiera den till {place.folder.signed.shown_as}/{record.number}.pdf"
        remedy = restore if same else "hämta den filade filen ur en säkerhetskopia"
    return Problem("signed-already", text, Place(shown), remedy)


def _wrong_base(place: LedgerPlace, base: int, shown: str) -> Problem:
    last = place.ledger.last(place.series)
    what = f"det senast undertecknade är {last.number}.pdf" if last else "inget avtal är filat"
    return Problem(
        "signed-wrong-base",
        f"dokumentet ändrar de villkor som undertecknades med {base}.pdf, men {what}",
        Place(shown),
        "fila först det som fattas; finns inget sådant, bygg ändringen på nytt och låt den undertecknas igen",
        also=(Place(last.shown_as),) if last else (),
    )


def effective_day(place: LedgerPlace, facts: Partnership, notice: Notice | None, date: dt.date) -> dt.date:
    """From when the signed terms hold: as the change says, else from the term's first day, else from the signing.

    Args:
        place: where the document belongs.
        facts: the partnership as it was signed.
        notice: the notice that it is; what it leaves holds from the day after its last.
        date: of the last signature.
    """
    if notice is not None:
        return holds_from(notice)
    if place.mark is not None:
        return (facts.revision.effective if facts.revision else None) or date
    if place.kind is RevisionKind.PLACES:
        return date
    return facts.term.start or date
