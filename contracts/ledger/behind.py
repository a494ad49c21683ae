"""Is everything known that must stand behind a change of signed terms: why, by which decision, and from when?"""

import datetime as dt
from collections.abc import Iterator

from contracts.facts.calendar import last_day
from contracts.facts.model.revision import Revision as RevisionFacts
from contracts.ledger.classification import Classification
from contracts.ledger.comparing import Compared
from contracts.ledger.findings import LedgerFinding
from contracts.ledger.leaving import ends_all, holds_from, notices_in_effect
from contracts.ledger.parties import parties_of
from contracts.ledger.revisions import RevisionKind
from contracts.ledger.spelt import party_name
from contracts.spelling.dates import datum
from contracts.spelling.names import lista

#: What each field is called where it is missed.
_WANTED = {"reason": "skälet", "effective": "dagen då ändringen börjar gälla", "decision": "beslutet"}


def behind_findings(compared: Compared, found: Classification) -> Iterator[LedgerFinding]:
    """What is missing or doubtful in `revision`, for the document that the difference calls for."""
    revision = compared.new.partnership.revision
    signed = datum(compared.last.record.date)
    if found.kind is not None and compared.new.partnership.register_only:
        text = f"det som undertecknades den {signed} ska ändras, men register_only gör att inget dokument byggs"
        remedy = (
            "ta bort register_only om ändringen ska göras eller filas här; låt annars uppgifterna säga det som är"
            " undertecknat"
        )
        yield LedgerFinding("change-in-register", text, remedy, ("register_only",))
        return
    if found.kind is None or found.kind is RevisionKind.NOTICE:
        if revision is not None:
            text = "revision står kvar, men inga villkor skiljer sig från det som senast undertecknades"
            yield LedgerFinding(
                "revision-unused", text, "ta bort revision; det står i det filade dokumentet", ("revision",)
            )
        return
    if revision is None:
        text = f"villkoren skiljer sig från det som undertecknades den {signed}, men revision saknas"
        remedy = "fyll i revision med reason, decision och effective; contracts diff visar vad som skiljer"
        yield LedgerFinding("revision-missing", text, remedy, ("revision",))
        return
    if used := next((one for one in compared.series[1:] if one.terms.partnership.revision == revision), None):
        text = f"revision är den som står bakom {used.number}.pdf, undertecknad den {datum(used.record.date)}"
        remedy = "ange skälet, beslutet och dagen för den nya ändringen"
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
    before = max(one.record.effective for one in compared.series if one.record.notice is None)
    if effective < before:
        text = f"ändringen börjar gälla den {datum(effective)}, före de villkor som den ändrar ({datum(before)})"
        yield LedgerFinding("revision-order", text, "rätta dagen", route)
    decided = revision.decision.date if revision.decision else None
    if decided is not None and effective < decided:
        text = f"ändringen börjar gälla den {datum(effective)}, innan den beslutades den {datum(decided)}"
        yield LedgerFinding("revision-retroactive", text, "flytta fram dagen, eller skriv i skälet varför", route)
    if decided is not None and revision.date is not None and revision.date < decided:
        text = f"dokumentet är daterat den {datum(revision.date)}, men beslutet bakom det fattas den {datum(decided)}"
        yield LedgerFinding("revision-before-decision", text, "rätta den ena dagen", ("revision", "date"))
    late = last_day(compared.new.partnership.term)
    if late is not None and effective > late:
        text = f"ändringen börjar gälla den {datum(effective)}, efter avtalets sista dag den {datum(late)}"
        yield LedgerFinding("revision-after-end", text, "rätta dagen, eller förläng avtalet först", route)
    yield from _around_notices(compared, effective)
    end = last_day(compared.signed.partnership.term)
    if found.kind is RevisionKind.EXTENSION and end is not None and effective > end + dt.timedelta(days=1):
        text = f"förlängningen börjar gälla den {datum(effective)}, men avtalet går ut den {datum(end)}"
        yield LedgerFinding("revision-gap", text, f"ange senast den {datum(end + dt.timedelta(days=1))}", route)


def _around_notices(compared: Compared, effective: dt.date) -> Iterator[LedgerFinding]:
    """Whether a party that has given notice is bound by the change exactly as long as it is a party."""
    now = parties_of(compared.new)
    for notice in notices_in_effect(compared.series):
        who, last = party_name(notice.by, compared.series[0].terms), datum(notice.last_day)
        ends = ends_all(compared.new, notice.by, notice.last_day)
        if notice.by in now and effective > notice.last_day and not ends:
            text = f"{who} har sagt upp avtalet till den {last} och är ingen part när ändringen börjar gälla"
            yield LedgerFinding("revision-party-left", text, "ta bort parten ur parties", ("revision", "effective"))
        elif notice.by not in now and effective <= notice.last_day:
            text = f"{who} är part till och med den {last}, men står inte bland parterna när ändringen börjar gälla"
            remedy = f"låt ändringen gälla från den {datum(holds_from(notice))}, eller låt parten stå kvar så länge"
            yield LedgerFinding("revision-party-left", text, remedy, ("revision", "effective"))
