"""The parts that guidance asks every IOP agreement to have, one rule for each part that can be missing."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from contracts.checks.clauses import with_library
from contracts.checks.fields import field_at
from contracts.checks.rule import Finding, Rule, Subject
from contracts.errors import Severity
from contracts.facts.model.partnership import Partnership
from contracts.facts.source import Route

#: Where a clause or an annex says what it is about.
CLAUSE_NAMES = ("clauses.id", "clauses.use", "clauses.heading", "annexes.title")
UDDEVALLA = "Uddevallas riktlinjer för IOP: delar som alla överenskommelser ska ha"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an agreement, and how it is recognised in the facts."""

    id: str
    name: str  #: Swedish, indefinite, as in "avtalet saknar …"
    route: Route  #: where it would stand
    remedy: str
    present: Callable[[Partnership], bool]
    also: tuple[str, ...] = ()  #: other fields in which it can be recognised

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields in which it can be recognised."""
        return (field_at(self.route), *self.also)


def clause_on(facts: Partnership, words: str) -> bool:
    """Whether a free clause or an annex is about it, by its name, heading or title; `words` is a regular expression."""
    headings = [f"{clause.id} {clause.heading or ''}" for clause in facts.clauses]
    headings += [annex.title for annex in facts.annexes]
    return any(re.search(words, heading, re.IGNORECASE) for heading in headings)


def _economy(facts: Partnership) -> bool:
    economy = facts.economy
    return bool(economy.contributions or economy.in_kind or economy.tiered_rates or economy.unit_rates or economy.texts)


def _renegotiation(facts: Partnership) -> bool:
    """Whether anything is agreed: with both answers nej the agreement is silent."""
    agreed = facts.renegotiation
    return agreed is not None and (agreed.any_time or agreed.on_material_change)


PARTS: tuple[Part, ...] = (
    Part(
        "background-missing",
        "bakgrund",
        ("background",),
        "skriv background",
        lambda facts: facts.background is not None,
    ),
    Part(
        "value-base-missing",
        "en gemensam värdegrund",
        ("value_base",),
        "skriv value_base",
        lambda facts: facts.value_base is not None,
    ),
    Part(
        "organisation-missing",
        "en grupp som leder partnerskapet",
        ("bodies",),
        "lägg till minst en grupp i bodies",
        lambda facts: bool(facts.bodies),
    ),
    Part(
        "goals-missing",
        "mål",
        ("goals",),
        "skriv goals",
        lambda facts: bool(facts.goals or facts.targets),
        ("targets",),
    ),
    Part(
        "commitments-missing",
        "åtaganden",
        ("commitments",),
        "lägg till vad parterna åtar sig i commitments",
        lambda facts: bool(facts.commitments),
    ),
    Part(
        "follow-up-missing",
        "uppföljning",
        ("follow_ups",),
        "lägg till hur partnerskapet följs upp i follow_ups",
        lambda facts: bool(facts.follow_ups),
    ),
    Part(
        "economy-missing",
        "ekonomiska villkor",
        ("economy",),
        "skriv vad parterna bidrar med i economy",
        _economy,
    ),
    Part(
        "gain-analysis-missing",
        "en analys av samhällsvinst och kostnadseffektivitet",
        ("clauses",),
        "lägg till analysen som klausul eller bilaga, med ordet samhällsvinst i rubriken",
        lambda facts: clause_on(facts, "samhällsvinst|samhällsnytta|kostnadseffektiv|samhällsekonomi"),
        CLAUSE_NAMES,
    ),
    Part(
        "termination-missing",
        "uppsägningstid",
        ("termination",),
        "fyll i termination",
        lambda facts: facts.termination is not None or clause_on(facts, "uppsägning"),
        CLAUSE_NAMES,
    ),
    Part(
        "amendments-missing",
        "villkor om ändringar och tillägg",
        ("amendments",),
        "fyll i amendments",
        lambda facts: facts.amendments is not None or clause_on(facts, "ändring"),
        CLAUSE_NAMES,
    ),
    Part(
        "renegotiation-missing",
        "villkor om omförhandling",
        ("renegotiation",),
        "fyll i renegotiation",
        lambda facts: _renegotiation(facts) or clause_on(facts, "omförhandling"),
        CLAUSE_NAMES,
    ),
    Part(
        "rescission-missing",
        "villkor om hävning",
        ("rescission",),
        "fyll i rescission",
        lambda facts: facts.rescission is not None or clause_on(facts, "hävning"),
        CLAUSE_NAMES,
    ),
    Part(
        "disputes-missing",
        "villkor om hur tvister löses",
        ("clauses",),
        "lägg till en klausul med ordet tvist i rubriken",
        lambda facts: clause_on(facts, "tvist"),
        CLAUSE_NAMES,
    ),
)


def _missing(part: Part) -> Callable[[Subject], Iterable[Finding]]:
    def find(subject: Subject) -> Iterator[Finding]:
        if not part.present(with_library(subject)):
            yield Finding(part.route, f"avtalet saknar {part.name}")

    return find


RULES: tuple[Rule[Subject], ...] = tuple(
    Rule(part.id, Severity.WARNING, f"Avtalet har {part.name}.", part.remedy, UDDEVALLA, _missing(part), part.fields)
    for part in PARTS
)
