"""What follows from a filing: the state in partnership.yaml, and what the officer should do next."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from contracts.editing.files import edited
from contracts.editing.splice import Set
from contracts.facts.calendar import last_day
from contracts.facts.files import PARTNERSHIP_FILE
from contracts.facts.folders import PartnershipFolder
from contracts.facts.model.partnership import Partnership, Status
from contracts.filing.disk import refused
from contracts.keeping.writing import Rewritten
from contracts.ledger.leaving import ends_all
from contracts.ledger.revisions import MAIN_SERIES, RevisionKind, RevisionRecord, terms_from
from contracts.ledger.separate import terms_of

#: What the state becomes with each kind of document, from which states.
_STATUS: Final = MappingProxyType(
    {
        RevisionKind.AGREEMENT: (Status.SIGNED, (Status.DRAFT, Status.NEGOTIATING, Status.DECIDED)),
        RevisionKind.EXTENSION: (Status.EXTENDED, (Status.SIGNED, Status.ACTIVE)),
    }
)


@dataclass(frozen=True, slots=True)
class NewState:
    """The state that follows from a filing, thought out and not written yet."""

    file: Rewritten
    edited: tuple[str, ...]  #: Swedish: what becomes so in partnership.yaml


def state_after(folder: PartnershipFolder, record: RevisionRecord) -> NewState:
    """What partnership.yaml says when a document has been filed; everything else in it stays as it is.

    Args:
        folder: the partnership as the data has it.
        record: what is filed.

    Raises:
        ProblemsError: the file has changed since, and is wrong now, or can only be edited by hand.
        OutputError: the file cannot be read.
    """
    edits = tuple(_edits(folder, record))
    path, shown = folder.path / PARTNERSHIP_FILE, folder.source.file
    try:
        file = Rewritten(path, shown, path.read_bytes(), edited(path, edits, shown))
    except OSError as error:
        raise refused(error, path, again="file it again", kept="data/ is as it was") from error
    return NewState(file, tuple(f"{'.'.join(map(str, edit.route))}: {edit.value}" for edit in edits))


def _edits(folder: PartnershipFolder, record: RevisionRecord) -> Iterator[Set]:
    facts = folder.partnership
    # A separate agreement with one association says nothing of the one between all.
    if record.series == MAIN_SERIES:
        yield from _of_the_agreement(facts, record)
    # What stands outside signed/ tells when the last of it has gone. Others may have been filed since.
    numbers = [file.number for file in folder.signed.files]
    yield Set(("signing", "filed"), str(max([record.number, *numbers])), after="status")


def _of_the_agreement(facts: Partnership, record: RevisionRecord) -> Iterator[Set]:
    wanted, before = _STATUS.get(record.kind, (facts.status, ()))
    if facts.status in before:
        yield Set(("status",), wanted.value)
    if record.kind is RevisionKind.AGREEMENT and facts.signing.signed_on is None:
        yield Set(("signing", "signed_on"), record.date.isoformat(), after="status")


def next_steps(folder: PartnershipFolder, record: RevisionRecord) -> Iterator[str]:
    """What the officer should do now, and where. Arguments as `state_after`."""
    where = folder.source.file
    if folder.partnership.revision is not None and record.base is not None:
        yield f"ta bort revision ur {where}: det står i det filade dokumentet"
    if record.notice is not None:
        yield f"ta bort ending ur {where}: uppsägningen står i det filade dokumentet"
        terms = terms_of(terms_from(record.terms, folder.id, where), record.series)
        last = record.notice.last_day
        if last == last_day(terms.partnership.term):
            yield f"ange status: expired i {where} när avtalstiden har gått ut den {last}; då upphör avtalet för alla"
        elif ends_all(terms, record.notice.by, last):
            yield (
                f"ange status: terminated och status_on: {last} i {where} när uppsägningstiden har"
                " gått ut; då upphör avtalet helt"
            )
        else:
            yield (
                f"ta bort {record.notice.by} ur parties i {where}, med dess åtaganden, pengar och undertecknare, när"
                f" uppsägningstiden har gått ut den {last}; avtalet fortsätter mellan de andra"
            )
    yield "kör contracts check, och lägg in data/ i versionshanteringen eller säkerhetskopian"
