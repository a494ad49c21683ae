"""Steering and follow-up: who asks for it, what is measured, and whether the results can be right."""

from collections.abc import Iterator

from contracts.checks.rule import Finding, Rule, Subject
from contracts.errors import Severity

FOLLOW_UP = "Lärdom (Stadsrevisionen i Stockholm 3/2021): styrning och uppföljning av IOP behöver bli tydligare"


def _commissioner_unnamed(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    for at, follow_up in enumerate(facts.follow_ups):
        if (name := follow_up.commissioned_by_text) is None:
            continue
        route = ("follow_ups", at, "commissioned_by_text")
        alike = [
            body.id
            for body in facts.bodies
            if name.casefold() in (body.name.casefold(), body.heading.casefold(), body.id)
        ]
        if alike:
            text = f"”{name}” är en av avtalets grupper men anges med fri text"
            yield Finding(route, text, f"skriv commissioned_by: {alike[0]} i stället")
        else:
            yield Finding(route, f"uppföljningen görs på uppdrag av ”{name}”, men avtalet har ingen sådan grupp")


def _target_follow_up_missing(subject: Subject) -> Iterator[Finding]:
    for at, target in enumerate(subject.partnership.targets):
        if target.followed_up_by is None:
            yield Finding(("targets", at, "text"), "ingen grupp följer upp målet")


def _measurable_target_missing(subject: Subject) -> Iterator[Finding]:
    if all(target.value is None for target in subject.partnership.targets):
        yield Finding(("targets",), "partnerskapet har inget mål som går att mäta")


def _target_half_measured(subject: Subject) -> Iterator[Finding]:
    for at, target in enumerate(subject.partnership.targets):
        parts = {"operator": target.operator, "value": target.value, "unit": target.unit}
        missing = [name for name, part in parts.items() if part is None]
        if missing and len(missing) < len(parts):
            yield Finding(("targets", at, "text"), f"målet är bara delvis uttryckt i tal; {', '.join(missing)} saknas")


def _result_impossible(subject: Subject) -> Iterator[Finding]:
    for at, result in enumerate(subject.partnership.results):
        numerator, denominator = result.numerator, result.denominator
        if numerator is not None and denominator is not None and numerator > denominator:
            yield Finding(
                ("results", at, "numerator"),
                f"{numerator} av {denominator} är mer än alla",
                also=(("results", at, "denominator"),),
            )
        women, men = result.women_percent, result.men_percent
        if women is not None and men is not None and women + men > 100:
            yield Finding(
                ("results", at, "women_percent"),
                f"kvinnor och män är tillsammans {women + men} procent",
                also=(("results", at, "men_percent"),),
            )


#: Rules for every partnership.
RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "commissioner-unnamed",
        Severity.WARNING,
        "Den som ger uppdrag om uppföljning är en av avtalets grupper.",
        "ange en av grupperna som commissioned_by, eller lägg till den som menas bland bodies",
        "Lärdom: uppföljning på uppdrag av ett organ som avtalet inte har blir ingens ansvar",
        _commissioner_unnamed,
        fields=("follow_ups.commissioned_by_text", "bodies.name", "bodies.heading"),
    ),
    Rule(
        "target-half-measured",
        Severity.WARNING,
        "Ett mätbart mål har jämförelse, värde och enhet.",
        "ange operator, value och unit, eller ingen av dem",
        FOLLOW_UP,
        _target_half_measured,
        fields=("targets.text", "targets.operator", "targets.value", "targets.unit"),
    ),
    Rule(
        "result-impossible",
        Severity.ERROR,
        "Ett redovisat resultat är möjligt.",
        "rätta de antal eller andelar som är fel",
        "Lärdom: sammanställningar har räknat samma personer flera gånger",
        _result_impossible,
        fields=("results.numerator", "results.denominator", "results.women_percent", "results.men_percent"),
    ),
)

#: Rules for agreements that are made here.
AGREEMENT_RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "target-follow-up-missing",
        Severity.WARNING,
        "Varje målsatt mått följs upp av någon.",
        "ange followed_up_by",
        FOLLOW_UP,
        _target_follow_up_missing,
        fields=("targets.text", "targets.followed_up_by"),
    ),
    Rule(
        "measurable-target-missing",
        Severity.WARNING,
        "Minst ett mål går att mäta.",
        "lägg till ett mål med operator, value och unit i targets",
        FOLLOW_UP,
        _measurable_target_missing,
        fields=("targets.value",),
    ),
)
