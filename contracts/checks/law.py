"""Flags for a lawyer: what the law may ask of this partnership. A flag, never a verdict."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.checks.clauses import with_library
from contracts.checks.fields import AGREED_TIME
from contracts.checks.guidance import clause_on
from contracts.checks.rule import Finding, Rule, Subject
from contracts.errors import Severity
from contracts.facts.calendar import add_months
from contracts.facts.model.clause import AnnexKind
from contracts.facts.model.economy import Contribution, Per
from contracts.facts.model.organisation import Sector
from contracts.facts.model.term import Term
from contracts.facts.source import Route
from contracts.register.reckoning import begun_months, latest_end, school_years
from contracts.spelling.amounts import kr

#: SEK. LOU (2016:1145) 19 a kap. 2 §, read 2025-09-01.
DIRECT_AWARD_LIMIT = 700_000
#: Months after which a note on the law is to be read again.
NOTE_HOLDS = 12


@dataclass(frozen=True, slots=True)
class _Payment:
    """What one contribution comes to over the whole time that the agreement can last."""

    at: int  #: position among the contributions
    amount: int  #: SEK each time
    times: int
    unit: str  #: Swedish: what `times` counts; empty when the amount is the whole

    def wording(self) -> str:
        return f"{kr(self.amount)} × {self.times} {self.unit}" if self.unit else kr(self.amount)


def _direct_award_limit(subject: Subject) -> Iterator[Finding]:
    """Adds up per payer, because the limit is each authority's own; extensions count as if all were used."""
    term = subject.partnership.term
    payers = dict.fromkeys(paid.payer for paid in subject.partnership.economy.contributions)
    for payer in payers:
        if not subject.stands_on(payer, Sector.PUBLIC):
            continue
        payments = [
            _payment(at, paid, term)
            for at, paid in enumerate(subject.partnership.economy.contributions)
            if paid.payer == payer and not (paid.payee and subject.stands_on(paid.payee, Sector.PUBLIC))
        ]
        total = sum(payment.amount * payment.times for payment in payments)
        if total > DIRECT_AWARD_LIMIT:
            until = f" till och med {end}" if (end := latest_end(term)) else ""
            sums = " + ".join(payment.wording() for payment in payments if payment.amount)
            yield Finding(
                ("economy", "contributions", payments[0].at),
                f"{subject.name_of(payer)} kan komma att betala {kr(total)}{until} ({sums}; alla förlängningar"
                f" inräknade, påbörjat år som helt{_uncounted(subject, payer)}); gränsen för direktupphandling är"
                f" {kr(DIRECT_AWARD_LIMIT)}",
                also=tuple(("economy", "contributions", payment.at) for payment in payments[1:]),
            )


def _payment(at: int, paid: Contribution, term: Term) -> _Payment:
    if paid.by_year:
        return _Payment(at, sum(part.amount for part in paid.by_year), 1, "")
    amount = paid.amount or paid.ceiling or 0
    end = latest_end(term)
    if paid.per in (Per.AGREEMENT_PERIOD, Per.PERIOD) or term.start is None or end is None or end < term.start:
        return _Payment(at, amount, 1, "")
    if paid.per is Per.SCHOOL_YEAR:
        return _Payment(at, amount, school_years(term.start, end), "läsår")
    return _Payment(at, amount, -(-begun_months(term.start, end) // 12), "år")


def _uncounted(subject: Subject, payer: str) -> str:
    """What the sum leaves out because its size is not known beforehand."""
    economy = subject.partnership.economy
    payers = {rate.payer for rate in economy.tiered_rates} | {rate.payer for rate in economy.unit_rates}
    payers |= {paid.payer for paid in economy.contributions if paid.percent is not None}
    return ", ersättning efter antal eller andel inte medräknad" if payer in payers else ""


def _note_old(subject: Subject) -> Iterator[Finding]:
    for at, note in enumerate(subject.partnership.legal_notes):
        route: Route = ("legal_notes", at, "as_of")
        if add_months(note.as_of, NOTE_HOLDS) < subject.today:
            yield Finding(route, f"rättsläget är beskrivet per {note.as_of}, för mer än ett år sedan")


def _data_protection_unsaid(subject: Subject) -> Iterator[Finding]:
    facts = with_library(subject)
    annexed = any(annex.kind is AnnexKind.DATA_PROTECTION for annex in facts.annexes)
    written = any(re.search("personuppgift", clause.text or "", re.IGNORECASE) for clause in facts.clauses)
    if not annexed and not written and not clause_on(facts, "personuppgift|dataskydd"):
        yield Finding(("annexes",), "det står inte vem som ansvarar för personuppgifter om deltagarna")


#: Rules for every partnership.
RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "legal-note-old",
        Severity.WARNING,
        f"En notering om rättsläget är högst {NOTE_HOLDS} månader gammal.",
        "läs om källorna, och rätta texten och as_of",
        "Lärdom: en rapport beskrev ett mål som pågående efter att domen kommit",
        _note_old,
        fields=("legal_notes.as_of",),
    ),
)

#: Rules for agreements that are made here.
AGREEMENT_RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "direct-award-limit",
        Severity.WARNING,
        "Värdet av avtalet jämförs med gränsen för direktupphandling.",
        "låt en jurist bedöma om partnerskapet är ett tjänstekontrakt och vilken gräns som gäller; för sociala tjänster"
        " kan den vara högre. Godta sedan varningen med bedömningen som skäl",
        "LOU (2016:1145) 19 a kap. 2 §, läst 2025-09-01; HFD 2020 ref. 15: vad parterna kallar avtalet avgör inte",
        _direct_award_limit,
        fields=(
            "economy.contributions.payer",
            "economy.contributions.payee",
            "economy.contributions.amount",
            "economy.contributions.ceiling",
            "economy.contributions.by_year.amount",
            "economy.contributions.per",
            *AGREED_TIME,
        ),
    ),
    Rule(
        "data-protection-unsaid",
        Severity.WARNING,
        "Det framgår vem som ansvarar för personuppgifter.",
        "bilägg ett personuppgiftsavtal, eller lägg till en klausul om vem som ansvarar för vilka uppgifter",
        "Dataskyddsförordningen (EU) 2016/679, artiklarna 26 och 28",
        _data_protection_unsaid,
        fields=("annexes.kind", "annexes.title", "clauses.heading", "clauses.text", "clauses.use", "clauses.id"),
    ),
)
