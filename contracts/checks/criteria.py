"""Why an IOP is the right form: all criteria assessed, met and motivated one by one."""

from collections.abc import Iterator

from contracts.checks.rule import OWN_RULE, Finding, Rule, Subject
from contracts.errors import Severity
from contracts.facts.model.organisation import Sector
from contracts.facts.model.party import Role
from contracts.spelling.names import lista

CRITERIA = "Forums kriterier för IOP, som de står i authority.yaml"


def _not_motivated(subject: Subject) -> Iterator[Finding]:
    bare = [(at, found.criterion) for at, found in enumerate(subject.partnership.criteria) if found.motivation is None]
    if bare:
        yield Finding(
            ("criteria", bare[0][0], "criterion"),
            f"bedömningen är inte motiverad för {lista([criterion for _, criterion in bare])}",
            also=tuple(("criteria", at, "criterion") for at, _ in bare[1:]),
        )


def _not_assessed(subject: Subject) -> Iterator[Finding]:
    criteria = subject.authority.authority.criteria
    assessed = {found.criterion for found in subject.partnership.criteria}
    missing = [criterion.id for criterion in criteria.criteria if criterion.id not in assessed] if criteria else []
    if missing:
        yield Finding(("criteria",), f"partnerskapet är inte bedömt mot {lista(missing)}")


def _not_met(subject: Subject) -> Iterator[Finding]:
    for at, found in enumerate(subject.partnership.criteria):
        if not found.met:
            yield Finding(("criteria", at, "met"), f"kriteriet {found.criterion} är inte uppfyllt")


def _initiator_public(subject: Subject) -> Iterator[Finding]:
    initiator = subject.partnership.initiator
    if initiator is not None and subject.stands_on(initiator, Sector.PUBLIC):
        yield Finding(("initiator",), f"initiativet kommer från {subject.name_of(initiator)}, en offentlig part")


def _initiator_differs(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    if facts.initiator is None or facts.initiator not in subject.party_ids:
        return
    for at, party in enumerate(facts.parties):
        if Role.INITIATOR in party.roles and party.organisation != facts.initiator:
            name = subject.name_of(party.organisation)
            yield Finding(
                ("parties", at, "roles"),
                f"{name} har rollen initiativtagare, men som initiativtagare anges {subject.name_of(facts.initiator)}",
                also=(("initiator",),),
            )


#: Rules for every partnership.
RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "criterion-not-met",
        Severity.WARNING,
        "Alla kriterier är uppfyllda.",
        "pröva om IOP är rätt form, och skriv bedömningen",
        CRITERIA,
        _not_met,
        fields=("criteria.met",),
    ),
    Rule(
        "initiator-public",
        Severity.WARNING,
        "Initiativet kommer från en idéburen organisation.",
        "kontrollera initiator, eller pröva om IOP är rätt form",
        CRITERIA,
        _initiator_public,
        fields=("initiator", "organisations:organisations.kind"),
    ),
    Rule(
        "initiator-differs",
        Severity.WARNING,
        "Rollen initiativtagare och fältet initiator säger samma sak.",
        "rätta rollen eller initiator",
        OWN_RULE,
        _initiator_differs,
        fields=("initiator", "parties.roles"),
    ),
)

#: Rules for agreements that are made here.
AGREEMENT_RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "criterion-not-motivated",
        Severity.WARNING,
        "Varje kriterium är motiverat för sig.",
        "skriv motivation vid kriterierna",
        CRITERIA,
        _not_motivated,
        fields=("criteria.motivation", "criteria.criterion"),
    ),
    Rule(
        "criterion-not-assessed",
        Severity.WARNING,
        "Partnerskapet är bedömt mot alla myndighetens kriterier.",
        "lägg till bedömningen i criteria",
        CRITERIA,
        _not_assessed,
        fields=("criteria.criterion", "authority:criteria.criteria.id"),
    ),
)
