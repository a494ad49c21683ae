"""Results that have been reported: no person is counted twice."""

from collections.abc import Iterator
from itertools import combinations

from contracts.checks.rule import Finding, Rule, Subject
from contracts.errors import Severity
from contracts.facts.model.governance import ResultReport
from contracts.spelling.numbers import tal

#: How units begin of which one and the same can be counted twice.
PERSONS = ("person", "individ", "deltagare", "ungdom", "kvinn", "män", "barn", "elev", "famil", "besökare")


def _added_as_persons(subject: Subject) -> Iterator[Finding]:
    results = subject.partnership.results
    counted = [(at, result) for at, result in enumerate(results) if _is_count(result)]
    for at, total in counted:
        if not total.unit.casefold().startswith(PERSONS):
            continue
        others = [(position, result) for position, result in counted if position != at]
        for (first, one), (second, other) in combinations(others, 2):
            if one.value + other.value == total.value:
                yield Finding(
                    ("results", at, "value"),
                    f"{tal(total.value)} {total.unit} är summan av {tal(one.value)} ({one.indicator}) och"
                    f" {tal(other.value)} ({other.indicator}); den som varit med båda gångerna är räknad två gånger",
                    also=(("results", first, "value"), ("results", second, "value")),
                )


def _is_count(result: ResultReport) -> bool:
    return result.value > 0 and result.unit.casefold() not in ("procent", "%")


RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "results-added",
        Severity.WARNING,
        "Ett antal personer är inte summan av två tillfällen.",
        "ange hur många olika personer det är, eller skriv i indicator att det är antal tillfällen",
        "Lärdom: en sammanställning lade ihop två mätningar och kallade summan för antalet deltagare",
        _added_as_persons,
        fields=("results.value", "results.unit", "results.indicator"),
    ),
)
