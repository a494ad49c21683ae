"""What a partnership takes from the clause library: it exists, gets what it asks for, and is not out of date."""

from collections.abc import Callable, Iterator

from contracts.checks.rule import OWN_RULE, Finding, Rule, Subject
from contracts.errors import Severity
from contracts.facts.calendar import add_months
from contracts.facts.clause_library import LibraryClause
from contracts.facts.model.clause import Clause
from contracts.facts.model.partnership import Partnership
from contracts.facts.source import Route
from contracts.prose.clauses import MISSING, UNKNOWN, UNUSED, WRONG, clause_faults

#: Months after which what a clause rests on has to be read again.
LAW_HOLDS = 24


def with_library(subject: Subject) -> Partnership:
    """The partnership's facts, with the headings and texts that its clauses have in the library.

    Texts are as the library has them, before anything is filled in: enough to see what a clause is about.
    """
    clauses = tuple(_with_library(clause, subject) for clause in subject.partnership.clauses)
    return subject.partnership.model_copy(update={"clauses": clauses})


def _with_library(clause: Clause, subject: Subject) -> Clause:
    found = subject.authority.clauses.clause(clause.use) if clause.use is not None else None
    if found is None:
        return clause
    return clause.model_copy(update={"heading": clause.heading or found.head.heading, "text": found.body.text})


def _faults(rule: str) -> Callable[[Subject], Iterator[Finding]]:
    def find(subject: Subject) -> Iterator[Finding]:
        parties = (*subject.party_ids, *sorted(subject.misspelt_parties))
        for at, clause in enumerate(subject.partnership.clauses):
            for fault in clause_faults(clause, subject.authority.clauses, parties):
                if fault.rule == rule:
                    yield Finding(("clauses", at, *fault.route), fault.text, fault.remedy)

    return find


def _twice(subject: Subject) -> Iterator[Finding]:
    seen: dict[str, Route] = {}
    for at, clause in enumerate(subject.partnership.clauses):
        if clause.use is None:
            continue
        route: Route = ("clauses", at, "use")
        if clause.use in seen:
            yield Finding(route, f"klausulen ”{clause.use}” används två gånger", also=(seen[clause.use],))
        seen.setdefault(clause.use, route)


def _law_old(subject: Subject) -> Iterator[Finding]:
    for route, clause in _used(subject):
        for law in clause.head.law:
            if add_months(law.as_of, LAW_HOLDS) < subject.today:
                text = f"klausulen ”{clause.id}” vilar på {law.source}, läst {law.as_of}, för mer än två år sedan"
                remedy = f"läs källan igen och skriv dagen i {clause.body.shown_as}"
                yield Finding(route, text, remedy)


def _used(subject: Subject) -> Iterator[tuple[Route, LibraryClause]]:
    for at, clause in enumerate(subject.partnership.clauses):
        found = subject.authority.clauses.clause(clause.use) if clause.use is not None else None
        if found is not None:
            yield ("clauses", at, "use"), found


def _error(
    identifier: str, title: str, remedy: str, find: Callable[[Subject], Iterator[Finding]], *fields: str
) -> Rule[Subject]:
    return Rule(identifier, Severity.ERROR, title, remedy, OWN_RULE, find, fields)


RULES: tuple[Rule[Subject], ...] = (
    _error(
        UNKNOWN,
        "En klausul som hämtas ur biblioteket finns där.",
        "rätta namnet; contracts clauses visar vilka som finns",
        _faults(UNKNOWN),
        "clauses.use",
    ),
    _error(
        MISSING,
        "En klausul ur biblioteket får alla värden som den behöver.",
        "lägg till värdet under values",
        _faults(MISSING),
        "clauses.use",
        "clauses.values",
        "clause:needs.name",
        "clause:needs.default",
    ),
    _error(
        WRONG,
        "Varje värde är av det slag som klausulen behöver.",
        "rätta värdet",
        _faults(WRONG),
        "clauses.values.value",
        "clause:needs.kind",
    ),
    _error(
        UNUSED,
        "Varje värde hör till en variabel i klausulen.",
        "ta bort raden",
        _faults(UNUSED),
        "clauses.values.name",
        "clause:needs.name",
    ),
    _error("clause-twice", "En klausul ur biblioteket används en gång.", "ta bort den ena", _twice, "clauses.use"),
    Rule(
        "clause-law-old",
        Severity.WARNING,
        f"Det som en klausul vilar på är läst de senaste {LAW_HOLDS} månaderna.",
        "läs källan igen",
        "Lärdom: klausuler skrivs av från äldre avtal och lever kvar när lagen har ändrats",
        _law_old,
        fields=("clauses.use", "clause:law.as_of"),
    ),
)
