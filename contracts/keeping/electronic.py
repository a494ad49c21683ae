"""Examines an electronically signed document: is it what was built, and has everybody signed it?"""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from contracts.errors import OutputError, Place, Problem, ProblemsError
from contracts.facts.record import read_revision_mark
from contracts.filing.manifest import read_manifest
from contracts.keeping.examined import Examined
from contracts.keeping.place import LedgerPlace, place_of, place_problems
from contracts.keeping.refusals import causes_of
from contracts.ledger.revisions import SignedBy, terms_in
from contracts.plan.views import SignatoryView
from contracts.project import Project
from contracts.signing.signatures import Signature, Trust
from contracts.spelling.names import lista
from contracts.spelling.numbers import antal
from contracts.sweden import swedish_day
from contracts.verification import Carried, Verification, verify


def examine(
    project: Project, pdf: Path, roots: Sequence[Path], signed_on: dt.date | None, *, build_differs: bool
) -> Examined:
    """Everything that can be checked about a document that was signed electronically.

    Args:
        project: where data/ and build/ are.
        pdf: the signed file.
        roots: certificates of those whom to trust with saying who has signed.
        signed_on: the day to take for signatures that do not say when they were made.
        build_differs: whether it may be another file than the one that build/ made of the same facts.

    Raises:
        ProblemsError: with every reason why it may not be filed; where a signature is broken, only with that.
        UnreadablePdfError: it is no whole PDF.
    """
    shown = str(pdf)
    found = verify(pdf, roots)
    carried = found.carried
    place = place_of(project, carried.authority, carried.document.id, read_revision_mark(carried.record, shown), shown)
    # That the file is not the unsigned one in build/ is what signing is for; the part before is compared below.
    problems = [problem for problem in found.problems if problem.rule != "pdf-changed"]
    problems += _draft(carried, shown)
    problems += _unsigned(carried, shown)
    record_sha256 = hashlib.sha256(carried.record).hexdigest()
    problems += place_problems(place, found.sha256, record_sha256, shown)
    whole, why = _as_built(project, carried, record_sha256)
    if why and not whole and not build_differs:
        problems += why
    problems += _undated(found.signatures, signed_on, shown)
    if problems:
        raise ProblemsError(causes_of(problems, found.signatures, shown))
    signatories = tuple(_signed_by(found, place, signed_on))
    checked = ["uppgifterna och formen är de som byggdes", "ingenting utom underskrifter har lagts till sedan dess"]
    checked.append(f"{antal(len(signatories), 'underskrift', 'underskrifter')}: alla håller och omfattar hela filen")
    unchecked = [*_names_unlike(found)]
    if whole:
        checked.append("filen är till sista byten den som byggdes")
    else:
        unchecked.append(
            "att varje mening är den som byggdes: " + (why[0].text if why else "build/ har inte dokumentet")
        )
    if any(signature.trust is Trust.UNKNOWN for signature in found.signatures):
        unchecked.append("vem som står bakom certifikaten: inga betrodda utfärdare är angivna (--trust)")
    return Examined(
        place,
        sha256=found.sha256,
        title=carried.document.document.title,
        pages=carried.pages,
        scan=False,
        signatories=signatories,
        date=max(one.signed_on for one in signatories if one.signed_on),
        checked=tuple(checked),
        unchecked=tuple(unchecked),
        record_sha256=record_sha256,
        terms=terms_in(carried.record, place.folder.id),
    )


def _draft(carried: Carried, shown: str) -> Iterator[Problem]:
    if carried.document.document.draft:
        text = "filen är ett utkast; ett utkast är inget avtal, också om någon har undertecknat det"
        yield Problem("signed-draft", text, Place(shown), "bygg dokumentet för underskrift (contracts build)")


def _unsigned(carried: Carried, shown: str) -> Iterator[Problem]:
    """One problem for all signatories who have not signed, so that it can be read to them as it is."""
    missing = [field for field in carried.fields if not field.signed]
    if not missing:
        return
    who = [_who(field.name, carried.document.signatories) for field in missing]
    pages = tuple(Place(shown, page=field.page) for field in missing)
    if len(missing) == len(carried.fields):
        text = "ingen har undertecknat filen"
        remedy = "låt den undertecknas; är den undertecknad på papper, skanna den och ange --scan"
    else:
        text = f"underskrift saknas: {lista(who)}"
        remedy = "låt dem som saknas underteckna samma fil"
    yield Problem("signature-missing", text, pages[0], remedy, also=pages[1:])


def _who(field: str, signatories: Sequence[SignatoryView]) -> str:
    return next((signatory.label for signatory in signatories if signatory.id == field), field)


def _as_built(project: Project, carried: Carried, record_sha256: str) -> tuple[bool, tuple[Problem, ...]]:
    """Whether the file before its signatures is byte for byte what build/ holds; and what speaks against it.

    Equal facts give equal bytes, so another file made of the same facts is one that somebody changed before it was
    signed, or one from before the template or the program was changed.
    """
    shown = project.build.name
    try:
        entry = read_manifest(project.build).document(carried.document.stem)
    except OutputError:
        entry = None
    if entry is None or entry.facts_sha256 != record_sha256:
        return False, ()
    file = next(file for file in entry.outputs if file.path.endswith(".pdf"))
    if file.sha256 == carried.built_sha256:
        return True, ()
    text = f"{shown}/{file.path} är gjord av samma uppgifter men är en annan fil än den som undertecknades"
    remedy = (
        "jämför dem noga: någon kan ha ändrat texten före underskriften. Har mallen eller programmet ändrats sedan den"
        " skickades är det väntat; ange då --build-differs, så antecknas det"
    )
    return False, (Problem("signed-other-file", text, Place(f"{shown}/{file.path}"), remedy),)


def _undated(signatures: Sequence[Signature], signed_on: dt.date | None, shown: str) -> Iterator[Problem]:
    undated = [signature.field for signature in signatures if signature.signed_at is None]
    if undated and signed_on is None:
        text = f"underskriften {lista(undated)} säger inte när den gjordes"
        yield Problem("signature-undated", text, Place(shown), "ange dagen med --signed-on")


def _signed_by(found: Verification, place: LedgerPlace, signed_on: dt.date | None) -> Iterator[SignedBy]:
    by_field = {signature.field: signature for signature in found.signatures}
    parties = {party.organisation for party in place.folder.partnership.parties}
    for signatory in found.carried.document.signatories:
        signature = by_field[signatory.id]
        clock = "tidsstämplad" if signature.timestamped else "tiden enligt undertecknarens egen klocka"
        trust = "betrodd" if signature.trust is Trust.TRUSTED else "okänd"
        yield SignedBy(
            party=signatory.id if signatory.id in parties else signatory.id.rpartition("-")[0],
            name=signatory.name,
            title=signatory.title,
            signed_on=swedish_day(signature.signed_at) if signature.signed_at else signed_on,
            certificate=signature.certificate,
            verdict=f"håller; {clock}; certifikatets utfärdare är {trust}",
        )


def _names_unlike(found: Verification) -> Iterator[str]:
    """Certificates that do not carry the signatory's name: often an e-signature service's own."""
    signatories = {signatory.id: signatory for signatory in found.carried.document.signatories}
    for signature in found.signatures:
        name = signatories[signature.field].name if signature.field in signatories else None
        if name and name.casefold() not in signature.certificate.casefold():
            yield f"att {name} själv har undertecknat: certifikatet är utfärdat för {signature.certificate}"
