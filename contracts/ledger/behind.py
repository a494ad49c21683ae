"""Is everything known that must stand behind a change of signed terms: why, by which decision, and from when?"""

import datetime as dt
from collections.abc import Iterator

from contracts.facts.calendar import last_day
from contracts.facts.model.revision import Revision as RevisionFacts
from contracts.ledger.classification import Classification
from contracts.ledger.comparing import Compared
from contracts.ledger.findings import LedgerFinding
from contracts.ledger.revisions import RevisionKind
from contracts.spelling.dates import datum
from contracts.spelling.names import lista

#: What each field is called where it is missed.
_WANTED = {"reason": "skälet", "effective": "dagen då ändringen börjar gälla", "decision": "beslutet"}


def behind_findings(compared: Compared, found: Classification) -> Iterator[LedgerFinding]:
    """What is missing or doubtful in `revision`, for the document that the difference calls for."""
    revision = compared.new.partnership.revision
    if found.kind is None or found.kind is RevisionKind.NOTICE:
        if revision is not None:
            text = "revision står kvar, men inga villkor skiljer sig från det som senast undertecknades"
            yield LedgerFinding(
                "revision-unused", text, "ta bort revision; det står i det filade dokumentet", ("revision",)
            )
        return
    if revision is None:
        signed = datum(compared.last.record.date)
        text = f"villkoren skiljer sig från det som undertecknades den {signed}, men revision saknas"
        remedy = "fyll i revision med reason, decision och effective; contracts diff visar vad som skiljer"
        yield LedgerFinding("revision-missing", text, remedy, ("revision",))
        return
    if missing := [words for field, words in _WANTED.items() if getattr(revision, field) is None]:
        text = f"i revision saknas {lista(missing)}"
        fields = lista([field for field in _WANTED if getattr(revision, field) is None])
        yield LedgerFinding("revision-incomplete", text, f"fyll i {fields}", ("revision",))
    if revision.effective is not None:
        yield from _days(compared, found, revision, revision.effective)


def _days(
    compared: Compared, found: Classification, revision: RevisionFacts, effective: dt.date
) -> Iterator[LedgerFinding]:
    route = ("revision", "effective")
    before = compared.last.record.effective
    if effective < before:
        text = f"ändringen börjar gälla den {datum(effective)}, före de villkor som den ändrar ({datum(before)})"
        yield LedgerFinding("revision-order", text, "rätta dagen", route)
    decided = revision.decision.date if revision.decision else None
    if decided is not None and effective < decided:
        text = f"ändringen börjar gälla den {datum(effective)}, innan den beslutades den {datum(decided)}"
        yield LedgerFinding("revision-retroactive", text, "flytta fram dagen, eller skriv i skälet varför", route)
    end = last_day(compared.signed.partnership.term)
    if found.kind is RevisionKind.EXTENSION and end is not None and effective > end + dt.timedelta(days=1):
        text = f"förlängningen börjar gälla den {datum(effective)}, men avtalet går ut den {datum(end)}"
        yield LedgerFinding("revision-gap", text, f"ange senast den {datum(end + dt.timedelta(days=1))}", route)
