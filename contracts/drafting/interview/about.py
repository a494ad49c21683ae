"""What the partnership is about, whom it is for, and what it shall reach."""

from collections.abc import Collection

from contracts.dialogue.question import Question
from contracts.drafting.interview.on import Interview
from contracts.drafting.tree import plain
from contracts.errors import Problem
from contracts.facts.model.base import is_slug
from contracts.facts.model.governance import Operator, Rank
from contracts.spelling.names import ascii_name


def about(on: Interview) -> None:
    """Name, purpose and background."""
    on.top.ask(
        "name",
        "Vad ska partnerskapet heta?",
        required=True,
        why="Namnet står i avtalets rubrik och i alla sammanställningar.",
        example="Språkcafé i Exempelstad",
    )
    if not on.draft.id:
        _folder(on)
    on.top.ask(
        "subtitle",
        "Vilken rad om ändamålet ska stå under namnet? (Enter: ingen)",
        why="Raden står under namnet i rubriken. Många avtal har ingen.",
        example="Samtal på svenska för den som är ny i landet",
    )
    on.top.ask(
        "purpose",
        "Vad ska partnerskapet uppnå?",
        why="Syftet, i en eller ett par meningar. Belopp och datum skriver du inte här: de frågas efter längre fram.",
        example="Språkcaféet ska föra människor samman.",
    )
    on.top.ask(
        "background",
        "Varför behövs det?",
        why="Bakgrunden: vad som saknas i dag, för vem, och varför parterna går ihop om det.",
    )
    on.top.ask("area", "Vilket område hör det till?", why=_areas(on), example="arbetsmarknad")
    on.top.ask(
        "case_numbers.0",
        "Vilket diarienummer har ärendet?",
        why="Som myndigheten skriver sina nummer. Finns inget än: hoppa över frågan.",
    )


def _areas(on: Interview) -> str:
    used = dict.fromkeys(one.partnership.area for one in on.draft.authority.partnerships if one.partnership.area)
    text = "Ett ord med små bokstäver, som rapporterna räknar partnerskapen efter."
    return f"{text} Används redan: {', '.join(used)}." if used else text


def _folder(on: Interview) -> None:
    """Ask for the folder's name; the draft gets it as its id."""
    taken = {path.name for path in on.draft.authority.path.iterdir()}

    def check(answer: str) -> tuple[Problem, ...]:
        if answer in taken:
            text = f"mappen {on.draft.authority.id}/{answer} finns redan"
            return (Problem("folder-taken", text, remedy="välj ett annat namn på mappen"),)
        if not is_slug(answer):
            remedy = "skriv små bokstäver a–z, siffror och bindestreck, till exempel sprakcafe"
            return (Problem("slug", f"”{answer}” kan inte vara en mapps namn", remedy=remedy),)
        return ()

    asked = Question(
        "folder",
        "Vad ska mappen heta där uppgifterna sparas?",
        explanation="Mappens namn blir partnerskapets id: det som andra dokument hänvisar med.",
        example="sprakcafe",
        default=folder_name(plain(on.said("name"))),
        required=True,
        check=check,
    )
    on.name_folder(on.talk.ask(asked))


def folder_name(name: str) -> str:
    """A name as a folder is called; "" when nothing of it can be written so."""
    try:
        return ascii_name(name)
    except ValueError:
        return ""


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, with a number after it if it is taken: styrgrupp, styrgrupp-2 and so on."""
    numbered = (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in numbered if one not in taken)


def target_groups(on: Interview) -> None:
    """Whom it is for."""
    at = 0
    while True:
        group = on.group(("target_groups", at))
        text = "Vilka är det till för?" if at == 0 else "Vilka fler är det till för? (Enter: inga fler)"
        why = "Gruppen i ord, utan ålder, så att orden kan fortsätta en mening: målgruppen är …"
        if not group.ask("description", text, why=why, example="vuxna som är nya i landet"):
            return
        if at:
            group.set("rank", Rank.SECONDARY.value)
        group.ask("age_min", "Vilken är den lägsta åldern? (Enter: ingen gräns)", example="18")
        group.ask("age_max", "Vilken är den högsta åldern? (Enter: ingen gräns)", example="64")
        group.ask("residence", "Ska de bo på en viss plats?", example="Exempelstad")
        group.each("criteria", lambda _: "Finns det något annat villkor? (Enter: inga fler)", example="arbetssökande")
        group.put()
        at += 1


def goals(on: Interview) -> None:
    """Goals in words, and targets that can be measured."""
    why = "Ett mål i taget, som en hel mening."
    on.top.each("goals", _next_goal, why=why, example="Fler talar svenska i vardagen.")
    on.talk.say("Nu mål som går att mäta. Utan ett sådant går det inte att säga om partnerskapet lyckas.")
    at = 0
    while True:
        group = on.group(("targets", at))
        text = "Vad ska mätas? (Enter: inget mer)"
        why = "Det som räknas, som en fras utan tal och punkt."
        if not group.ask("text", text, why=why, example="deltagare som kommer minst fem gånger"):
            return
        if group.ask("value", "Vilket tal ska nås?", why="Bara talet. Enter om målet inte är ett tal.", example="60"):
            group.ask("operator", "Är det minst, högst eller exakt så många?", default=Operator.AT_LEAST.value)
            group.ask("unit", "I vilken enhet?", required=True, example="personer")
            group.ask("period", "När ska det vara nått?", example="varje år")
        group.put()
        at += 1


def _next_goal(at: int) -> str:
    return "Vilket mål har parterna tillsammans?" if at == 0 else "Vilket mål har de mer? (Enter: inga fler)"
