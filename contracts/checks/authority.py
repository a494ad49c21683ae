"""Rules for the files that partnerships share: authority.yaml and organisations.yaml."""

from collections.abc import Iterator

from contracts.checks.fields import EVERY_TEXT
from contracts.checks.identity import repeated
from contracts.checks.privacy import SOURCE as PRIVACY
from contracts.checks.privacy import mentions, personal_numbers, running
from contracts.checks.rule import OWN_RULE, Finding, Rule, guess
from contracts.errors import Severity
from contracts.facts.folders import AuthorityFolder
from contracts.facts.model.organisation import PUBLIC_KINDS, Organisation, Organisations
from contracts.facts.source import Route


def _kind(folder: AuthorityFolder) -> Iterator[Finding]:
    if folder.authority.kind not in PUBLIC_KINDS:
        yield Finding(("kind",), f"en {folder.authority.kind.value} är ingen myndighet")


def _unit_id_repeated(folder: AuthorityFolder) -> Iterator[Finding]:
    units = [(("units", at, "id"), unit.id) for at, unit in enumerate(folder.authority.units)]
    yield from repeated(units, "två enheter har id ”{}”")
    criteria = folder.authority.criteria.criteria if folder.authority.criteria else ()
    given = [(("criteria", "criteria", at, "id"), criterion.id) for at, criterion in enumerate(criteria)]
    yield from repeated(given, "två kriterier har id ”{}”")


def _unit_parent_unknown(folder: AuthorityFolder) -> Iterator[Finding]:
    known = [unit.id for unit in folder.authority.units]
    for at, unit in enumerate(folder.authority.units):
        if unit.part_of is not None and unit.part_of not in known:
            yield Finding(("units", at, "part_of"), f"enheten ”{unit.part_of}” finns inte", guess(unit.part_of, known))


def _unit_circle(folder: AuthorityFolder) -> Iterator[Finding]:
    for at, unit in enumerate(folder.authority.units):
        above = unit.part_of
        for _ in folder.authority.units:
            parent = folder.authority.unit(above) if above is not None else None
            above = parent.part_of if parent else None
            if parent is not None and parent.id == unit.id:
                yield Finding(("units", at, "part_of"), f"{unit.name} hör till sig själv genom andra enheter")
                break


def _organisation_id_repeated(folder: AuthorityFolder) -> Iterator[Finding]:
    given = [(("organisations", at, "id"), found.id) for at, found in enumerate(folder.organisations)]
    yield from repeated(given, "två organisationer har id ”{}”")
    for route, identifier in given:
        if identifier == folder.id:
            yield Finding(route, f"id ”{identifier}” är myndighetens egen mapp", "ge organisationen ett annat id")


def _number_shared(folder: AuthorityFolder) -> Iterator[Finding]:
    known = folder.known_organisations()
    for at, organisation in enumerate(folder.organisations):
        for earlier in known[: at + 1]:
            same = earlier.organisation_number == organisation.organisation_number is not None
            if same and not _is_local_office(earlier.legal_name, organisation.legal_name):
                route: Route = ("organisations", at, "organisation_number")
                yield Finding(route, f"{organisation.legal_name} har samma nummer som {earlier.legal_name}")


def _is_local_office(one: str, other: str) -> bool:
    """Whether one name is the other with a place after it: both are the same legal person."""
    return one.startswith(other + " ") or other.startswith(one + " ")


def _number_kind(folder: AuthorityFolder) -> Iterator[Finding]:
    for at, organisation in enumerate(folder.organisations):
        number = organisation.organisation_number
        if number is not None and organisation.kind in PUBLIC_KINDS and not number.startswith("2"):
            route: Route = ("organisations", at, "organisation_number")
            yield Finding(
                route,
                f"{organisation.legal_name} anges som {organisation.kind.value}, men numret börjar på {number[0]}",
            )


def _name_clash(folder: AuthorityFolder) -> Iterator[Finding]:
    own, *_ = folder.known_organisations()
    bearers: dict[str, list[Organisation]] = {}
    _bear(own, bearers)
    for at, organisation in enumerate(folder.organisations):
        found = [
            (position, Finding(route, f"”{name}” är också ett namn på {earlier.legal_name}"))
            for route, name in _names(organisation, ("organisations", at))
            for position, earlier in enumerate(bearers.get(name.casefold(), ()))
        ]
        yield from (finding for _, finding in sorted(found, key=lambda one: one[0]))
        _bear(organisation, bearers)


def _bear(organisation: Organisation, bearers: dict[str, list[Organisation]]) -> None:
    for name in dict.fromkeys(name.casefold() for _, name in _names(organisation, ())):
        bearers.setdefault(name, []).append(organisation)


def _names(organisation: Organisation, route: Route) -> Iterator[tuple[Route, str]]:
    yield (*route, "legal_name"), organisation.legal_name
    if organisation.short_name is not None:
        yield (*route, "short_name"), organisation.short_name
    for position, alias in enumerate(organisation.aliases):
        yield (*route, "aliases", position), alias


def _personal_number(folder: AuthorityFolder) -> Iterator[Finding]:
    return mentions(running(folder.authority), personal_numbers, "ett personnummer")


def _personal_number_of_organisation(folder: AuthorityFolder) -> Iterator[Finding]:
    return mentions(running(Organisations(organisations=folder.organisations)), personal_numbers, "ett personnummer")


#: Looked for in authority.yaml.
AUTHORITY_RULES: tuple[Rule[AuthorityFolder], ...] = (
    Rule(
        "authority-kind",
        Severity.ERROR,
        "Den som har partnerskapen är en kommun, region eller statlig myndighet.",
        "ange kind: kommun eller kind: region",
        OWN_RULE,
        _kind,
        fields=("kind",),
    ),
    Rule(
        "authority-id-repeated",
        Severity.ERROR,
        "Ett id betyder en enhet eller ett kriterium.",
        "ge den ena ett annat id",
        OWN_RULE,
        _unit_id_repeated,
        fields=("units.id", "criteria.criteria.id"),
    ),
    Rule(
        "unit-parent-unknown",
        Severity.ERROR,
        "Den enhet som en annan hör till finns.",
        "lägg till enheten i units",
        OWN_RULE,
        _unit_parent_unknown,
        fields=("units.part_of", "units.id"),
    ),
    Rule(
        "unit-circle",
        Severity.ERROR,
        "Ingen enhet hör till sig själv.",
        "rätta part_of",
        OWN_RULE,
        _unit_circle,
        fields=("units.part_of",),
    ),
    Rule(
        "authority-personal-number",
        Severity.ERROR,
        "Ingen text innehåller personnummer.",
        "ta bort uppgiften",
        PRIVACY,
        _personal_number,
        fields=EVERY_TEXT,
    ),
)

#: Looked for in organisations.yaml.
ORGANISATION_RULES: tuple[Rule[AuthorityFolder], ...] = (
    Rule(
        "organisation-id-repeated",
        Severity.ERROR,
        "Ett id betyder en organisation.",
        "ge den ena ett annat id, eller ta bort den",
        OWN_RULE,
        _organisation_id_repeated,
        fields=("organisations.id",),
    ),
    Rule(
        "organisation-number-shared",
        Severity.WARNING,
        "Ett organisationsnummer hör till en juridisk person.",
        "rätta numret; är det ett lokalt kontor, ange det som local_office på parten i stället",
        "Lärdom: lokala kontor har angetts som parter med den nationella myndighetens nummer",
        _number_shared,
        fields=("organisations.organisation_number", "organisations.legal_name", "authority:organisation_number"),
    ),
    Rule(
        "organisation-number-kind",
        Severity.WARNING,
        "Statens, regioners och kommuners organisationsnummer börjar på 2.",
        "kontrollera numret och organisationens slag",
        "Bruk: organisationsnumrets första siffra visar organisationens form",
        _number_kind,
        fields=("organisations.organisation_number", "organisations.kind"),
    ),
    Rule(
        "organisation-name-clash",
        Severity.ERROR,
        "Ett namn eller skrivsätt hör till en organisation.",
        "ta bort skrivsättet från den ena",
        OWN_RULE,
        _name_clash,
        fields=(
            "organisations.legal_name",
            "organisations.short_name",
            "organisations.aliases",
            "authority:name",
            "authority:short_name",
        ),
    ),
    Rule(
        "organisation-personal-number",
        Severity.ERROR,
        "Ingen text innehåller personnummer.",
        "ta bort uppgiften",
        PRIVACY,
        _personal_number_of_organisation,
        fields=EVERY_TEXT,
    ),
)
