"""Each id, number and owner is given once: no two things share a name, and every commitment has one owner."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from contracts.checks.rule import OWN_RULE, Finding, Rule, Subject
from contracts.errors import Severity
from contracts.facts.model.organisation import Sector
from contracts.facts.model.partnership import Acknowledgement
from contracts.facts.source import Route

#: A name and where it is given.
Given = tuple[Route, str]


def repeated(given: Iterable[Given], text: str) -> Iterator[Finding]:
    """A finding for each name that is given again; `text` holds {} for the name."""
    places: defaultdict[str, list[Route]] = defaultdict(list)
    for route, name in given:
        places[name].append(route)
    for name, routes in places.items():
        for again in routes[1:]:
            yield Finding(again, text.format(name), also=(routes[0],))


def _id_repeated(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    parties = [(("parties", at, "organisation"), party.organisation) for at, party in enumerate(facts.parties)]
    funders = [
        (("economy", "external_funders", at, "id"), funder.id)
        for at, funder in enumerate(facts.economy.external_funders)
    ]
    documents = [(("referred_documents", at, "id"), found.id) for at, found in enumerate(facts.referred_documents)]
    annexes = [(("annexes", at, "id"), annex.id) for at, annex in enumerate(facts.annexes)]
    kinds: tuple[tuple[list[Given], str], ...] = (
        ([*parties, *funders], "”{}” finns två gånger bland parter och externa finansiärer"),
        ([(("bodies", at, "id"), body.id) for at, body in enumerate(facts.bodies)], "två grupper har id ”{}”"),
        ([*documents, *annexes], "två dokument eller bilagor har id ”{}”"),
        ([(("clauses", at, "id"), clause.id) for at, clause in enumerate(facts.clauses)], "två klausuler har id ”{}”"),
        (
            [(("criteria", at, "criterion"), found.criterion) for at, found in enumerate(facts.criteria)],
            "kriteriet ”{}” är bedömt två gånger",
        ),
        (
            [(("acknowledged", at, "rule"), _accepted(known)) for at, known in enumerate(facts.acknowledged)],
            "varningen ”{}” är godtagen två gånger",
        ),
    )
    for given, text in kinds:
        yield from repeated(given, text)


def _accepted(known: Acknowledgement) -> str:
    """What is accepted: one finding and another of the same rule are two things."""
    return known.rule if known.about is None else f"{known.rule}: {known.about}"


def _annex_number_repeated(subject: Subject) -> Iterator[Finding]:
    numbers = [(("annexes", at, "number"), annex.number) for at, annex in enumerate(subject.partnership.annexes)]
    return repeated(numbers, "två bilagor har nummer {}")


def _commitment_owner(subject: Subject) -> Iterator[Finding]:
    for at, commitment in enumerate(subject.partnership.commitments):
        if commitment.joint and commitment.party is not None:
            yield Finding(
                ("commitments", at, "party"), "åtagandet är både gemensamt och en parts", "ta bort party eller joint"
            )
        elif not commitment.joint and commitment.party is None:
            yield Finding(("commitments", at), "åtagandet har ingen som ska utföra det")


def _one_sided(subject: Subject) -> Iterator[Finding]:
    sectors = {known.sector for party in subject.party_ids if (known := subject.organisation_of(party))}
    for sector in Sector:
        if sectors and sector not in sectors:
            yield Finding(("parties",), f"partnerskapet har ingen {sector.value} part")


def _number_missing(subject: Subject) -> Iterator[Finding]:
    for at, party in enumerate(subject.partnership.parties):
        known = subject.organisation_of(party.organisation)
        if known is not None and known.organisation_number is None:
            yield Finding(("parties", at, "organisation"), f"{known.name} saknar organisationsnummer")


RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "id-repeated",
        Severity.ERROR,
        "Ett id betyder en sak.",
        "ge den ena ett annat id, eller ta bort den",
        OWN_RULE,
        _id_repeated,
    ),
    Rule(
        "annex-number-repeated",
        Severity.ERROR,
        "Bilagorna har var sitt nummer.",
        "numrera bilagorna i ordning",
        OWN_RULE,
        _annex_number_repeated,
    ),
    Rule(
        "commitment-owner",
        Severity.ERROR,
        "Ett åtagande är antingen en parts eller gemensamt.",
        "ange party, eller joint: ja",
        OWN_RULE,
        _commitment_owner,
    ),
    Rule(
        "parties-one-sided",
        Severity.WARNING,
        "Ett IOP har minst en offentlig och minst en idéburen part.",
        "lägg till parten, eller kontrollera organisationernas slag (kind)",
        "Forum – idéburna organisationer med social inriktning: ett IOP sluts mellan offentlig och idéburen sektor",
        _one_sided,
    ),
    Rule(
        "organisation-number-missing",
        Severity.WARNING,
        "Varje part har ett organisationsnummer.",
        "fyll i organisation_number i organisations.yaml",
        "Lärdom: avtal där de idéburna parterna saknar organisationsnummer går inte att knyta till en juridisk person",
        _number_missing,
    ),
)
