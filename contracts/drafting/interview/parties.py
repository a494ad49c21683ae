"""Who enters the partnership: the authority itself, organisations that it knows, and new ones."""

from contracts.dialogue.question import Kind, Option, Question
from contracts.drafting.draft import problems_with_organisation
from contracts.drafting.fields import field_at
from contracts.drafting.interview.about import folder_name, free_name
from contracts.drafting.interview.on import Interview
from contracts.drafting.tree import Tree, plain
from contracts.errors import Problem
from contracts.facts.model.authority import UnitKind
from contracts.facts.model.organisation import OrganisationKind, Organisations, Sector
from contracts.facts.model.party import Role
from contracts.facts.refusals import problems_of_value

#: What is chosen for an organisation that is not in the list; no id looks so.
_NEW = "+"
#: The id of an organisation while it is asked about.
_UNNAMED = "den-som-det-fragas-om"


def parties(on: Interview) -> None:
    """The authority, then one party after another; who took the initiative; how many agreements it becomes."""
    _own(on)
    at = 1
    while _party(on, at):
        at += 1
    _initiator(on)
    if len(on.parties(Sector.IDEA_BASED)) > 1:
        on.top.ask(
            "separate_agreements",
            "Ska varje förening dessutom ha ett eget avtal?",
            why="Ja: utöver huvudavtalet görs ett avtal med var och en av de idéburna parterna.",
        )


def _own(on: Interview) -> None:
    authority = on.draft.authority
    on.draft = on.draft.with_field(("parties", 0, "organisation"), authority.id)
    on.talk.say(f"{authority.authority.name} är den första parten.")
    units = [unit for unit in authority.authority.units if unit.kind is UnitKind.DEPARTMENT]
    if units:
        on.top.ask(
            "parties.0.unit",
            f"Vilken förvaltning företräder {authority.authority.name}?",
            options=[Option(unit.id, unit.name) for unit in units],
            default=units[0].id if len(units) == 1 else "",
        )


def _party(on: Interview, at: int) -> bool:
    """Ask for one more party; whether there was one."""
    taken = {party.value for party in on.parties()}
    known = [one for one in on.draft.known().known_organisations() if one.id not in taken]
    options = [Option(one.id, one.name) for one in known]
    asked = Question(
        f"parties.{at}.organisation",
        "Vilken är den andra parten?" if at == 1 else "Vilken är nästa part? (Enter: inga fler)",
        Kind.CHOICE,
        "Organisationer som myndigheten redan känner, och sist en som inte finns i listan. En ny frågas det efter en"
        " gång; sedan finns den med här.",
        options=(*options, Option(_NEW, "en organisation som inte finns i listan")),
        required=at == 1,
        markable=True,
    )
    answer = on.talk.ask(asked)
    if not answer:
        return False
    mark = answer[len(plain(answer)) :]
    party = _new_organisation(on, at) if plain(answer) == _NEW else plain(answer)
    group = on.group(("parties", at))
    group.set("organisation", party + mark)
    found = on.draft.known().organisation(party)
    if found is not None and found.kind is OrganisationKind.STATE_AUTHORITY:
        group.ask("local_office", f"Genom vilket lokalt kontor deltar {found.name}?", example="Exempelstad–Söderby")
    group.ask("roles", f"Vilka roller har {on.name_of(party)}?")
    group.put()
    return True


def _new_organisation(on: Interview, at: int) -> str:
    """Ask for an organisation once; it is added to those of the draft. Gives its id."""
    entry: Tree = {}
    _ask(on, at, entry, "legal_name", "Vad heter organisationen enligt stadgarna eller registreringsbeviset?")
    name = plain(str(entry["legal_name"]))
    _ask(on, at, entry, "short_name", "Vad kallas den i löpande text? (Enter: detsamma)", required=False)
    number = "Vilket organisationsnummer har den?"
    _ask(on, at, entry, "organisation_number", number, required=False)
    _ask(on, at, entry, "kind", f"Vad för slags organisation är {name}?")
    entry = {"id": _free_id(on, at, plain(str(entry.get("short_name", name)))), **entry}
    on.add_organisation(entry)
    return str(entry["id"])


def _ask(on: Interview, at: int, entry: Tree, name: str, text: str, *, required: bool = True) -> None:
    route = ("organisations", 0, name)
    field = field_at(Organisations, route)

    def check(answer: str) -> tuple[Problem, ...]:
        if not answer or (refused := problems_of_value(Organisations, route, answer)):
            return refused if answer else ()
        # Until its kind is known it is taken for one of no particular kind.
        one: Tree = {"id": _UNNAMED, "legal_name": "–", "kind": OrganisationKind.OTHER.value, **entry, name: answer}
        return tuple(problems_with_organisation(on.draft, one, name))

    asked = Question(
        f"parties.{at}.new.{name}",
        text,
        field.kind,
        field.explanation,
        field.example,
        field.options,
        required=required,
        markable=True,
        check=check,
    )
    if answer := on.talk.ask(asked):
        entry[name] = answer


def _free_id(on: Interview, at: int, name: str) -> str:
    taken = {one.id for one in on.draft.known().known_organisations()}
    return free_name(folder_name(name) or f"part-{at + 1}", taken)


def _initiator(on: Interview) -> None:
    with_role = [
        option.value
        for at, option in enumerate(on.parties())
        if Role.INITIATOR.value in {on.said("parties", at, "roles", place) for place in range(len(Role))}
    ]
    on.top.ask(
        "initiator",
        "Vem tog initiativet?",
        why="Ett IOP brukar börja med att en idéburen organisation kommer med förslaget.",
        options=on.parties(),
        default=with_role[0] if with_role else "",
    )
