"""What is wrong with signed/: a file that was changed, a gap, a record that does not hang together with the others."""

from collections.abc import Iterator, Sequence
from typing import Final

from contracts.facts.folders import PartnershipFolder
from contracts.facts.signed import FOLDER, SignedFile
from contracts.ledger.findings import LedgerFault
from contracts.ledger.lateness import signed_late
from contracts.ledger.revisions import (
    RevisionKind,
    RevisionRecord,
    UnreadableRevisionError,
    read_record_file,
    read_revision,
)
from contracts.spelling.dates import datum
from contracts.spelling.numbers import antal

RESTORE: Final = "hämta filen ur en säkerhetskopia: det som är undertecknat ändras aldrig"


def ledger_faults(folder: PartnershipFolder) -> tuple[LedgerFault, ...]:
    """Everything that is wrong with a partnership's signed/, file by file."""
    return tuple(_faults(folder))


def _faults(folder: PartnershipFolder) -> Iterator[LedgerFault]:
    signed = folder.signed
    yield from (_stray(name, f"{signed.shown_as}/{name}") for name in signed.strays)
    numbers = {file.number for file in signed.files}
    for number in sorted(set(range(1, max(numbers, default=0))) - numbers):
        text = f"numren i {FOLDER}/ har en lucka: {number}.json finns inte"
        remedy = "hämta paret ur en säkerhetskopia; inget filat dokument tas bort"
        yield LedgerFault("signed-gap", text, remedy, signed.shown_as)
    last, stated = max(numbers, default=0), folder.partnership.signing.filed
    if stated is not None and stated > last:
        there = f"bara de till och med {last}.pdf" if last else "inget"
        text = f"{antal(stated, 'dokument', 'dokument', 'ett')} har filats, men i {FOLDER}/ finns {there}"
        remedy = f"{RESTORE}; finns ingen, rätta signing.filed och fila dokumentet på nytt"
        yield LedgerFault("signed-missing", text, remedy, folder.source.file)
    elif (stated or 0) < last == len(numbers):
        text = f"signing.filed är {stated or 'inte angivet'}, men i {FOLDER}/ finns dokument till och med {last}.pdf"
        remedy = f"ange signing.filed: {last}, eller fila {last}.pdf igen: då skrivs det som fattas"
        yield LedgerFault("signed-uncounted", text, remedy, folder.source.file)
    known: list[tuple[SignedFile, RevisionRecord]] = []
    for file in signed.files:
        try:
            record = read_record_file(file)
        except UnreadableRevisionError as error:
            yield LedgerFault("signed-unreadable", error.reason, RESTORE, file.shown_as)
            continue
        yield from _pdf_faults(file, record)
        yield from _record_faults(file, record, folder.id)
        yield from _chain_faults(file, record, known)
        known.append((file, record))
    yield from _late_faults(signed.files, folder.id)


def _late_faults(files: Sequence[SignedFile], partnership: str) -> Iterator[LedgerFault]:
    try:
        revisions = [read_revision(file, partnership) for file in files]
    except UnreadableRevisionError:
        return  # told above
    for series in dict.fromkeys(revision.record.series for revision in revisions):
        yield from signed_late([revision for revision in revisions if revision.record.series == series])


def _stray(name: str, shown_as: str) -> LedgerFault:
    if name.endswith(".pdf"):
        text, remedy = (
            f"{name} har ingen akt ({name[:-4]}.json)",
            f"hämta akten ur en säkerhetskopia; finns ingen, flytta filen ur {FOLDER}/ och fila den på nytt",
        )
        return LedgerFault("signed-gap", text, remedy, shown_as)
    text, remedy = f"{name} hör inte till något filat dokument", f"flytta filen; i {FOLDER}/ skriver bara programmet"
    return LedgerFault("signed-stray", text, remedy, shown_as)


def _pdf_faults(file: SignedFile, record: RevisionRecord) -> Iterator[LedgerFault]:
    shown = file.shown_as.removesuffix(".json") + ".pdf"
    if file.pdf_sha256 is None:
        yield LedgerFault(
            "signed-changed", f"{file.pdf.name} finns inte, fast {file.path.name} gör det", RESTORE, shown
        )
    elif file.pdf_sha256 != record.pdf.sha256:
        text = f"{file.pdf.name} är inte den fil som filades: innehållet har ändrats"
        yield LedgerFault("signed-changed", text, RESTORE, shown)


def _record_faults(file: SignedFile, record: RevisionRecord, partnership: str) -> Iterator[LedgerFault]:
    if record.to_bytes() != file.content:
        text = f"{file.path.name} är inte den akt som skrevs: en uppgift eller formen har ändrats"
        yield LedgerFault("signed-changed", text, RESTORE, file.shown_as)
    if record.number != file.number:
        text = f"{file.path.name} är akten med nummer {record.number}: filen har fått ett annat namn"
        yield LedgerFault("signed-changed", text, RESTORE, file.shown_as)
    try:
        read_revision(file, partnership)
    except UnreadableRevisionError as error:
        if not error.model:
            yield LedgerFault("signed-unreadable", error.reason, RESTORE, file.shown_as)
            return
        remedy = "läs den med den version av programmet som skrev den; dokumentet självt gäller som det är"
        yield LedgerFault("signed-terms", error.reason, remedy, file.shown_as)


def _chain_faults(
    file: SignedFile, record: RevisionRecord, known: Sequence[tuple[SignedFile, RevisionRecord]]
) -> Iterator[LedgerFault]:
    """Whether it builds on what was last signed before it, and comes after that."""
    before = [one for one in known if one[1].series == record.series]
    begins = record.kind in (RevisionKind.AGREEMENT, RevisionKind.PLACES)
    if begins and not before and record.base is None:
        return
    last = before[-1] if before else None
    sound = last is not None and record.base is not None and not begins
    if not sound or last is None or record.base is None or record.base.number != last[0].number:
        text = f"{file.path.name} bygger inte på det som undertecknades närmast före"
        yield LedgerFault("signed-base", text, RESTORE, file.shown_as)
        return
    if record.base.sha256 != last[0].sha256:
        text = f"{last[0].path.name} är en annan akt än den som {file.path.name} bygger på"
        yield LedgerFault("signed-base", text, RESTORE, last[0].shown_as)
    if record.date < last[1].date:
        day, first = datum(record.date), datum(last[1].date)
        text = f"{file.path.name} undertecknades den {day}, före det som den ändrar ({first})"
        remedy = "kontrollera dagarna på dokumenten; är de rätta, anteckna varför i ärendet"
        yield LedgerFault("signed-order", text, remedy, file.shown_as)
