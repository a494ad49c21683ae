"""What a project's authority is asked: who it is, its units and letterhead, how it numbers and names, its criteria."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from contracts.beginning.case_numbers import another_like, problems_of_example
from contracts.beginning.criteria import CriteriaChoice, criteria_set
from contracts.dialogue.question import Check, Kind, Option, Question
from contracts.dialogue.shown import COMMANDS
from contracts.dialogue.talk import Talk
from contracts.drafting.fields import field_at
from contracts.drafting.interview.about import folder_name, free_name
from contracts.drafting.tree import Tree, Value, value_at, with_value
from contracts.errors import Problem
from contracts.facts.model.authority import Authority, DocumentNames, UnitKind
from contracts.facts.model.base import is_slug
from contracts.facts.model.organisation import Organisation, OrganisationKind
from contracts.facts.refusals import problems_of_value
from contracts.facts.source import Route

#: The definite form of what an agreement is called.
_DEFINITE: Final = {
    "avtal": "avtalet",
    "överenskommelse": "överenskommelsen",
    "partnerskapsavtal": "partnerskapsavtalet",
}
_OWN, _NONE = "egna", "inga"


@dataclass(slots=True)
class _Asking:
    """One run through the questions, and what has been said so far."""

    talk: Talk
    answers: Tree = field(default_factory=dict)

    def field(self, route: Route, text: str, *, required: bool = False, default: str = "", why: str = "") -> str:
        """Ask for a field of authority.yaml; the answer is kept."""
        about = field_at(Authority, route)
        asked = Question(
            id=".".join(str(step) for step in route),
            text=text,
            kind=Kind.LINE if about.kind is Kind.TEXT else about.kind,
            explanation=why or about.explanation,
            example=about.example,
            options=about.options,
            default=default,
            required=required,
            check=_check(Authority, route),
        )
        if answer := self.talk.ask(asked):
            self.put(("authority", *route), answer)
        return answer

    def put(self, route: Route, value: Value) -> None:
        self.answers = with_value(self.answers, route, value)

    def said(self, *route: str | int) -> str:
        return str(value_at(self.answers, ("authority", *route)) or "")


def _check(model: type[Authority] | type[Organisation], route: Route) -> Check:
    return lambda answer: problems_of_value(model, route, answer) if answer else ()


def interview(talk: Talk) -> Tree:
    """Ask for all that a project begins with.

    Returns:
        The answers, in the shape of a file for `contracts init --from`.
    """
    talk.say(
        "Ett nytt projekt. Frågorna gäller kommunen eller regionen själv; partnerskapen kommer sedan. Det tar några"
        " minuter, och allt kan ändras i authority.yaml."
    )
    talk.say("\n".join(COMMANDS))
    asking = _Asking(talk)
    for name, chapter in _CHAPTERS:
        talk.chapter(name)
        chapter(asking)
    return asking.answers


def _authority(asking: _Asking) -> None:
    name = asking.field(("name",), "Vad heter kommunen eller regionen?", required=True)
    kinds = (OrganisationKind.MUNICIPALITY, OrganisationKind.REGION)
    region = OrganisationKind.REGION.value in name.casefold()
    asked = Question(
        "kind",
        "Är det en kommun eller en region?",
        Kind.CHOICE,
        options=tuple(Option(kind.value) for kind in kinds),
        default=kinds[region].value,
        required=True,
    )
    asking.put(("authority", "kind"), asking.talk.ask(asked))
    asking.field(("organisation_number",), "Vilket organisationsnummer har den? (Enter: fyll i senare)")
    short = "Vad kallas den i löpande text, om inte hela namnet? (Enter: hela namnet)"
    asking.field(("short_name",), short)
    _folder(asking, name)


def _folder(asking: _Asking, name: str) -> None:
    def check(answer: str) -> tuple[Problem, ...]:
        if is_slug(answer):
            return ()
        remedy = "skriv små bokstäver a–z, siffror och bindestreck, till exempel exempelstad"
        return (Problem("slug", f"”{answer}” kan inte vara en mapps namn", remedy=remedy),)

    asked = Question(
        "folder",
        "Vad ska mappen heta där uppgifterna sparas?",
        explanation="Namnet är också myndighetens id: det som den kallas bland parterna i ett partnerskap.",
        example="exempelstad",
        default=folder_name(_bare(name)),
        required=True,
        check=check,
    )
    asking.put(("folder",), asking.talk.ask(asked))


def _bare(name: str) -> str:
    """A municipality's name without what it is: Exempelstads kommun is in the folder exempelstad."""
    words = [word for word in name.split() if word.casefold() not in ("kommun", "stad", "region", "regionen")]
    bare = " ".join(words) or name
    return bare[:-1] if len(words) < len(name.split()) and bare.endswith("s") and len(bare) > 3 else bare


def _units(asking: _Asking) -> None:
    asking.talk.say("Nämnder, förvaltningar och enheter som har med partnerskapen att göra.")
    ids: list[str] = []
    while True:
        at = len(ids)
        text = "Vad heter den första nämnden eller förvaltningen?" if not at else "Vilken fler? (Enter: inga fler)"
        name = asking.field(("units", at, "name"), text)
        if not name:
            return
        own = free_name(folder_name(name) or "enhet", ids)
        asking.put(("authority", "units", at, "id"), own)
        kind = next((one.value for one in UnitKind if one.value in name.casefold()), UnitKind.DEPARTMENT.value)
        asking.field(
            ("units", at, "kind"), "Är det en nämnd, en förvaltning eller en enhet?", default=kind, required=True
        )
        if ids:
            options = tuple(Option(one, asking.said("units", number, "name")) for number, one in enumerate(ids))
            above = Question(
                f"units.{at}.part_of", "Vilken hör den till? (Enter: ingen av dem)", Kind.CHOICE, options=options
            )
            if answer := asking.talk.ask(above):
                asking.put(("authority", "units", at, "part_of"), answer)
        ids.append(own)


def _letterhead(asking: _Asking) -> None:
    asking.field(
        ("letterhead", "sender"), "Vilket namn ska stå i brevhuvudet?", default=asking.said("name"), required=True
    )
    asking.field(("letterhead", "unit"), "Vilken nämnd eller förvaltning ska stå under namnet? (Enter: ingen)")
    at = 0
    while asking.field(("letterhead", "address", at), "Adressrad i sidfoten (Enter: inga fler)"):
        at += 1
    asking.field(("letterhead", "telephone"), "Växelns telefonnummer (Enter: inget)")
    asking.field(("letterhead", "web"), "Webbplats, utan https:// (Enter: ingen)")


def _case_numbers(asking: _Asking) -> None:
    asking.talk.say("Visa hur ni skriver diarienummer, så säger programmet till när ett är felskrivet.")
    at = 0
    while True:
        first = at == 0
        asked = Question(
            f"case_numbers.{at}",
            "Skriv ett diarienummer som ni har använt"
            if first
            else "Skrivs de på något annat sätt också? (Enter: nej)",
            explanation="Årtal och löpnummer får vara andra, bokstäverna likaså; allt annat ska stå som i exemplet.",
            example="KS 2026/0123",
            required=first,
            check=lambda answer: problems_of_example(answer) if answer else (),
        )
        answer = asking.talk.ask(asked)
        if not answer:
            return
        asking.put(("case_numbers", at), answer)
        asking.talk.say(f"Då godtas till exempel också {another_like(answer)}.")
        at += 1


def _names(asking: _Asking) -> None:
    asking.talk.say("Vad ni kallar era dokument, med liten bokstav. Enter tar det som föreslås; hoppa tar alla.")
    for name, info in DocumentNames.model_fields.items():
        default = str(info.default)
        if name == "agreement_definite":
            agreement = asking.said("documents", "agreement") or default
            default = _DEFINITE.get(agreement, default)
        asking.field(("documents", name), f"{info.title}:", default=default, required=True)


def _criteria(asking: _Asking) -> None:
    options = tuple(Option(one.value, str(criteria_set(one)["source"])) for one in CriteriaChoice)
    own = (Option(_OWN, "egna kriterier, som ni skriver nu"), Option(_NONE, "inga än"))
    asked = Question(
        "criteria_set",
        "Vilka kriterier prövar ni ett partnerskap mot?",
        Kind.CHOICE,
        explanation="Varje nytt partnerskap bedöms mot dem, ett och ett, med motivering.",
        options=(*options, *own),
        default=CriteriaChoice.FORUM.value,
        required=True,
    )
    chosen = asking.talk.ask(asked)
    if chosen == _OWN:
        _own_criteria(asking)
    elif chosen != _NONE:
        asking.put(("criteria_set",), chosen)


def _own_criteria(asking: _Asking) -> None:
    asking.put(("authority", "criteria", "id"), "egna")
    asking.field(
        ("criteria", "source"),
        "Var kommer kriterierna ifrån?",
        default=f"Riktlinjer för {asking.said('name')}",
        required=True,
    )
    at = 0
    while True:
        text = "Det första kriteriet, som en mening" if at == 0 else "Nästa kriterium (Enter: inga fler)"
        if not asking.field(("criteria", "criteria", at, "text"), text, required=at == 0):
            return
        asking.put(("authority", "criteria", "criteria", at, "id"), f"kriterium-{at + 1}")
        at += 1


def _organisations(asking: _Asking) -> None:
    asking.talk.say("Föreningar som ni redan har partnerskap med. Fler kan läggas till när de behövs.")
    ids = [str(asking.answers["folder"])]
    for at, name in _each_organisation(asking):
        own = free_name(folder_name(name) or "organisation", ids)
        ids.append(own)
        asking.put(("organisations", at, "id"), own)
        for key, text, required in (
            ("organisation_number", "Vilket organisationsnummer har den? (Enter: fyll i senare)", False),
            ("kind", "Vad är den?", True),
        ):
            about = field_at(Organisation, (key,))
            asked = Question(
                f"organisations.{at}.{key}",
                text,
                about.kind,
                about.explanation,
                about.example,
                about.options,
                default=OrganisationKind.ASSOCIATION.value if key == "kind" else "",
                required=required,
                check=_check(Organisation, (key,)),
            )
            if answer := asking.talk.ask(asked):
                asking.put(("organisations", at, key), answer)


def _each_organisation(asking: _Asking) -> Iterator[tuple[int, str]]:
    about = field_at(Organisation, ("legal_name",))
    at = 0
    while True:
        text = "Vad heter den första föreningen? (Enter: ingen än)" if at == 0 else "Vilken fler? (Enter: inga fler)"
        asked = Question(
            f"organisations.{at}.legal_name",
            text,
            explanation=about.explanation,
            check=_check(Organisation, ("legal_name",)),
        )
        name = asking.talk.ask(asked)
        if not name:
            return
        asking.put(("organisations", at, "legal_name"), name)
        yield at, name
        at += 1


_CHAPTERS: Final[tuple[tuple[str, Callable[[_Asking], None]], ...]] = (
    ("Myndigheten", _authority),
    ("Nämnder och förvaltningar", _units),
    ("Brevhuvud", _letterhead),
    ("Diarienummer", _case_numbers),
    ("Dokumentens namn", _names),
    ("Kriterier", _criteria),
    ("Föreningar", _organisations),
)
