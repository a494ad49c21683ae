"""Each id, number and owner is given once: no two things share a name, and every commitment has one owner."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from contracts.checks.rule import OWN_RULE, Finding, Rule, Subject
from contracts.errors import Severity, Stage
from contracts.facts.model.organisation import Sector
from contracts.facts.model.partnership import Acknowledgement, Partnership
from contracts.facts.source import Route
from contracts.spelling.names import lista

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
        (_clause_ids(facts), "två klausuler har id ”{}”"),
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


def _clause_ids(facts: Partnership) -> list[Given]:
    """The ids of clauses; that one from the library is used twice is told by the rule clause-twice."""
    seen: set[str] = set()
    given: list[Given] = []
    for at, clause in enumerate(facts.clauses):
        if clause.use is None or clause.use not in seen or clause.id != clause.use:
            given.append((("clauses", at, "id"), clause.id))
        seen.add(clause.use or "")
    return given


def _accepted(known: Acknowledgement) -> str:
    """What is accepted: one finding and another of the same rule are two things."""
    return known.rule if known.about is None else f"{known.rule}: {known.about}"


def _annex_number_repeated(subject: Subject) -> Iterator[Finding]:
    numbers = [(("annexes", at, "number"), annex.number) for at, annex in enumerate(subject.partnership.annexes)]
    return repeated(numbers, "två bilagor har nummer {}")


def _commitment_owner(subject: Subject) -> Iterator[Finding]:
    for at, commitment in enumerate(subject.partnership.commitments):
        owners = {
            "party": commitment.party is not None,
            "sector": commitment.sector is not None,
            "joint": commitment.joint,
        }
        given = [field for field, is_given in owners.items() if is_given]
        if len(given) > 1:
            whose = {"party": "en parts", "sector": "en sidas", "joint": "gemensamt"}
            yield Finding(
                ("commitments", at, given[0]),
                f"åtagandet är både {lista([whose[field] for field in given])}",
                f"behåll en av {lista(given)}",
                also=tuple(("commitments", at, field) for field in given[1:]),
            )
        elif not given:
            yield Finding(("commitments", at), "åtagandet har ingen som ska utföra det")


def _one_sided(subject: Subject) -> Iterator[Finding]:
    sectors = {known.sector for party in subject.party_ids if (known := subject.organisation_of(party))}
    for sector in Sector:
        if sectors and sector not in sectors:
            yield Finding(("parties",), f"partnerskapet har ingen {sector.value} part")


def _number_missing(subject: Subject) -> Iterator[Finding]:
    for at, party in enumerate(subject.partnership.parties):
        known = subject.organisation_of(party.organisation)
        own = party.organisation == subject.authority.id
        if known is not None and known.organisation_number is None and not own:
            yield Finding(("parties", at, "organisation"), f"{known.name} saknar organisationsnummer")


def _authority_number_missing(subject: Subject) -> Iterator[Finding]:
    authority = subject.authority
    if authority.authority.organisation_number is None and subject.authority.id in subject.party_ids:
        yield Finding(
            ("parties", subject.party_ids.index(authority.id), "organisation"),
            f"{authority.authority.name} är part men saknar organisationsnummer",
            also=(authority.source.place(("name",)),),
        )


#: Rules for every partnership.
RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "id-repeated",
        Severity.ERROR,
        "Ett id betyder en sak.",
        "ge den ena ett annat id, eller ta bort den",
        OWN_RULE,
        _id_repeated,
        fields=(
            "parties.organisation",
            "economy.external_funders.id",
            "bodies.id",
            "referred_documents.id",
            "annexes.id",
            "clauses.id",
            "criteria.criterion",
            "acknowledged.rule",
            "acknowledged.about",
        ),
    ),
    Rule(
        "annex-number-repeated",
        Severity.ERROR,
        "Bilagorna har var sitt nummer.",
        "numrera bilagorna i ordning",
        OWN_RULE,
        _annex_number_repeated,
        fields=("annexes.number",),
    ),
    Rule(
        "commitment-owner",
        Severity.ERROR,
        "Ett åtagande är en parts, en sidas eller gemensamt.",
        "ange party, sector eller joint: ja",
        OWN_RULE,
        _commitment_owner,
        fields=("commitments.party", "commitments.sector", "commitments.joint"),
    ),
    Rule(
        "parties-one-sided",
        Severity.WARNING,
        "Ett IOP har minst en offentlig och minst en idéburen part.",
        "lägg till parten, eller kontrollera organisationernas slag (kind)",
        "Forum – idéburna organisationer med social inriktning: ett IOP sluts mellan offentlig och idéburen sektor",
        _one_sided,
        fields=("parties.organisation", "organisations:organisations.kind"),
    ),
)

#: Rules for agreements that are made here.
AGREEMENT_RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "organisation-number-missing",
        Severity.WARNING,
        "Varje part har ett organisationsnummer.",
        "fyll i organisation_number i organisations.yaml",
        "Lärdom: avtal där de idéburna parterna saknar organisationsnummer går inte att knyta till en juridisk person",
        _number_missing,
        fields=("parties.organisation", "organisations:organisations.organisation_number"),
        stage=Stage.SIGNING,
    ),
    Rule(
        "authority-number-missing",
        Severity.ERROR,
        "Myndigheten är en juridisk person med organisationsnummer.",
        "fyll i organisation_number i authority.yaml",
        "Lärdom: avtal har slutits i en förvaltnings eller nämnds namn, fast bara kommunen är en juridisk person",
        _authority_number_missing,
        fields=("parties.organisation", "authority:organisation_number"),
        stage=Stage.SIGNING,
    ),
)
