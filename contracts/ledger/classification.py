"""Which document a difference from the signed terms calls for, and why; Swedish sentences for the officer.

Only the last day, by one step of the extension clause and in time: an extension. Only parties that come: an accession.
Only parties that go: an exit. A notice that somebody gives: a notice. Everything else, and several at once: an
amendment.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from contracts.facts.calendar import last_day
from contracts.ledger.changes import Change, ChangeKind, changes_in, path_of
from contracts.ledger.difference import difference
from contracts.ledger.ending import judge_ending
from contracts.ledger.extension import ExtensionJudgement, judge_extension
from contracts.ledger.findings import LedgerFinding
from contracts.ledger.identity import Path
from contracts.ledger.parties import both_sides, only_accession, only_exit, parties_of
from contracts.ledger.revisions import RevisionKind
from contracts.ledger.spelt import party_name
from contracts.ledger.telling import ToldChange, tell
from contracts.ledger.terms import Terms
from contracts.spelling.dates import datum
from contracts.spelling.names import lista

#: Fields of the term that say how long it is.
DAYS: frozenset[Path] = frozenset({("term", "start"), ("term", "end"), ("term", "months"), ("term", "years")})

#: The document that each kind of difference calls for.
CALLED: Final[Mapping[RevisionKind, str]] = MappingProxyType(
    {
        RevisionKind.AMENDMENT: "ett tilläggsavtal",
        RevisionKind.EXTENSION: "en förlängning",
        RevisionKind.ACCESSION: "ett anslutningsavtal",
        RevisionKind.EXIT: "ett utträdesavtal",
        RevisionKind.NOTICE: "en uppsägning",
    }
)


@dataclass(frozen=True, slots=True)
class Classification:
    """The document that a difference calls for."""

    kind: RevisionKind | None  #: None when nothing that the parties have agreed differs
    reasons: tuple[str, ...]  #: Swedish: why this kind
    arithmetic: tuple[str, ...] = ()  #: Swedish: the reckoning of days behind it
    findings: tuple[LedgerFinding, ...] = ()  #: what is wrong or doubtful
    signers: tuple[str, ...] = ()  #: ids of the parties who must sign
    last_day: dt.date | None = None  #: on which the agreement ends for the party that gives notice


def classify(signed: Terms, new: Terms, today: dt.date) -> Classification:
    """Classify the difference between the terms last signed and those that shall hold.

    Args:
        signed: the terms last signed, with the earlier periods in the term's history (ledger/comparing.py).
        new: the terms as they shall be.
        today: the day to take for the agreement when the data gives none.
    """
    told = tell(signed, new)
    binding = [change for change in told if change.binding]
    if new.partnership.ending is not None:
        return _notice(signed, new, binding)
    if not binding:
        return Classification(None, (_nothing(told),))
    changes = changes_in(difference(signed.tree, new.tree))
    joining = frozenset(parties_of(new)) - frozenset(parties_of(signed))
    leaving = frozenset(parties_of(signed)) - frozenset(parties_of(new))
    findings = [*_one_sided(new)] if leaving else []
    everybody = tuple(dict.fromkeys((*parties_of(signed), *parties_of(new))))
    term = _extension(signed, new, changes, today)
    if term is not None and term.within:
        kind, reasons = RevisionKind.EXTENSION, ["Bara avtalstidens slut flyttas, ett steg inom avtalets villkor."]
    elif only_accession(changes, joining, new):
        kind, reasons = RevisionKind.ACCESSION, [f"Det enda som ändras är att {_names(new, joining)} ansluter sig."]
        findings += _closed(signed)
    elif only_exit(changes, leaving, signed):
        who = _names(signed, leaving)
        kind, reasons = RevisionKind.EXIT, [f"Det enda som ändras är att {who} lämnar partnerskapet."]
    else:
        kind, reasons = RevisionKind.AMENDMENT, _why_amendment(signed, new, binding, joining, leaving, term)
    arithmetic, found = (term.arithmetic, term.findings) if term else ((), ())
    return Classification(kind, tuple(reasons), arithmetic, (*found, *findings), everybody)


def _names(terms: Terms, parties: frozenset[str]) -> str:
    return lista([party_name(party, terms) for party in parties_of(terms) if party in parties])


def _nothing(told: Sequence[ToldChange]) -> str:
    if told:
        return "Bara namn på parter eller enheter skiljer. Det ändrar inget som parterna har avtalat."
    return "Ingenting skiljer från det som senast undertecknades."


def _notice(signed: Terms, new: Terms, binding: Sequence[ToldChange]) -> Classification:
    ending = new.partnership.ending
    assert ending is not None
    judged = judge_ending(signed, ending)
    findings = list(judged.findings)
    if binding:
        where = _quoted([change.section.heading for change in binding])
        text = f"uppgifterna säger både upp avtalet och ändrar villkor ({where})"
        remedy = "ta bort ändringarna: en uppsägning gäller villkoren som de är; eller ta bort ending"
        findings.append(LedgerFinding("ending-with-changes", text, remedy, ("ending",)))
    reasons = (f"{party_name(ending.by, signed)} säger upp avtalet för egen del.",)
    return Classification(
        RevisionKind.NOTICE, reasons, judged.arithmetic, tuple(findings), (ending.by,), judged.last_day
    )


def _extension(signed: Terms, new: Terms, changes: Sequence[Change], today: dt.date) -> ExtensionJudgement | None:
    """The judgement of a later last day, when the days of the term are all that differs; None when more does."""
    before, after = signed.partnership.term, new.partnership.term
    if not {path_of(change.route) for change in changes} <= DAYS or not _prolongs(signed, new):
        return None
    revision = new.partnership.revision
    decided = revision.decision.date if revision and revision.decision else None
    return judge_extension(before, after, (revision.date if revision else None) or decided or today)


def _prolongs(signed: Terms, new: Terms) -> bool:
    """Whether the last day comes later, and the first is the same or the day after the old last one."""
    before, after = signed.partnership.term, new.partnership.term
    old, late = last_day(before), last_day(after)
    if old is None or late is None or late <= old:
        return False
    return after.start in (before.start, old + dt.timedelta(days=1))


def _why_amendment(
    signed: Terms,
    new: Terms,
    binding: Sequence[ToldChange],
    joining: frozenset[str],
    leaving: frozenset[str],
    term: ExtensionJudgement | None,
) -> list[str]:
    if term is not None:
        return [f"Avtalstiden flyttas, men inte som villkoret om förlängning säger: {lista(term.against)}."]
    parts = [*_parts(signed, new, joining, leaving)]
    moves_end = last_day(signed.partnership.term) != last_day(new.partnership.term)
    others = [change.section.heading for change in binding if not _told_in_parts(change, moves_end=moves_end)]
    if others:
        parts.append(f"villkor ändras under {_quoted(others)}")
    reasons = [f"Det är ett tilläggsavtal, för {parts[0]}."]
    if len(parts) > 1:
        reasons = [f"Flera saker ändras på en gång ({'; '.join(parts)}). Därför ett tilläggsavtal om allt."]
    start, begun = signed.partnership.term.start, new.partnership.term.start
    if start != begun and begun is not None:
        reasons.append(
            f"Avtalstiden börjar om, den {datum(begun)}. Är det ett nytt avtal, lägg det i en egen mapp med predecessor"
            " och related_agreements i stället."
        )
    return reasons


def _parts(signed: Terms, new: Terms, joining: frozenset[str], leaving: frozenset[str]) -> list[str]:
    parts = []
    if joining:
        parts.append(f"{_names(new, joining)} ansluter sig")
    if leaving:
        parts.append(f"{_names(signed, leaving)} lämnar partnerskapet")
    old, late = last_day(signed.partnership.term), last_day(new.partnership.term)
    if old != late and late is not None:
        parts.append(f"sista dagen blir den {datum(late)}")
    return parts


def _quoted(headings: Sequence[str]) -> str:
    """Headings as a list, each once. Within quotation marks an "och" of their own is no end of an item."""
    *first, last = [f"”{heading}”" for heading in dict.fromkeys(headings)]
    return f"{', '.join(first)} och {last}" if first else last


def _told_in_parts(change: ToldChange, *, moves_end: bool) -> bool:
    """Whether a change is one of those that have a sentence of their own: another last day, parties come and go."""
    path = path_of(change.route)
    if path == ("parties",):
        return change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED)
    return path in DAYS and moves_end


def _one_sided(new: Terms) -> list[LedgerFinding]:
    if both_sides(new, parties_of(new)):
        return []
    text = "efter utträdet finns inte både en offentlig och en idéburen part kvar: då upphör partnerskapet"
    return [LedgerFinding("exit-leaves-one-side", text, "säg upp avtalet i stället (ending)", ("parties",))]


def _closed(signed: Terms) -> list[LedgerFinding]:
    if signed.partnership.new_parties is not None:
        return []
    text = "det undertecknade avtalet säger inte att fler parter kan ansluta sig"
    remedy = "låt alla parter underteckna anslutningen, och skriv gärna in det i avtalet (new_parties)"
    return [LedgerFinding("accession-unforeseen", text, remedy, ("parties",))]
