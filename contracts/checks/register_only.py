"""What a partnership that is only in the register lacks of what a compilation prints: a warning for each fact."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from contracts.checks.rule import Finding, Rule, Subject
from contracts.errors import Severity
from contracts.facts.model.partnership import Partnership
from contracts.facts.source import Route


@dataclass(frozen=True, slots=True)
class Printed:
    """A fact that a compilation prints of each partnership, and how its absence is seen."""

    name: str  #: Swedish, as after "uppgift saknas:"
    route: Route  #: where it would stand
    present: Callable[[Partnership], bool]


PRINTED: tuple[Printed, ...] = (
    Printed("område", ("area",), lambda facts: facts.area is not None),
    Printed("avtalstid", ("term", "unknown"), lambda facts: not facts.term.unknown),
    Printed("budget", ("economy",), lambda facts: bool(facts.economy.contributions)),
    Printed("målgrupp", ("target_groups",), lambda facts: bool(facts.target_groups)),
    Printed("syfte", ("purpose",), lambda facts: facts.purpose is not None),
)


def _missing(subject: Subject) -> Iterator[Finding]:
    for fact in PRINTED:
        if not fact.present(subject.partnership):
            field = fact.route[0]
            yield Finding(fact.route, f"uppgift saknas: {fact.name} ({field})", f"fyll i {field} om källorna säger det")


#: Rules for partnerships that are only in the register.
RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "register-fact-missing",
        Severity.WARNING,
        "Ett partnerskap i registret har de uppgifter som en sammanställning visar.",
        "fyll i uppgiften, eller godta varningen om källorna inte säger den",
        "Lärdom (PwC:s granskning i Sollefteå 2014): ett register utan uppgifter om tid och pengar går inte att bevaka",
        _missing,
        fields=("register_only", "area", "term.unknown", "economy.contributions", "target_groups", "purpose"),
    ),
)
