"""From when to when, and for how long it can be prolonged, with the arithmetic in sight."""

import re

from contracts.dialogue.question import Question
from contracts.drafting.arithmetic import term_in_words
from contracts.drafting.draft import new_problems
from contracts.drafting.interview.on import Interview
from contracts.drafting.tree import plain
from contracts.errors import Problem
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.term import ExtensionKind
from contracts.facts.refusals import problems_of_value

_LENGTH = re.compile(r"(\d+)\s*(år|mån\w*)", re.IGNORECASE)


def term(on: Interview) -> None:
    """The term, its conditions and how it can be prolonged."""
    on.top.ask("term.start", "Vilken är den första dagen?", required=True, example="2030-03-01")
    _end(on)
    _tell(on)
    on.talk.say("Vilar avtalstiden på något? Skriv det som kan stå efter ”under förutsättning att”.")
    on.top.each("term.conditions", _condition, example="nämnden har medel i sin budget")
    _extension(on)


def _condition(at: int) -> str:
    return f"Vilken förutsättning? (Enter: {'inga fler' if at else 'ingen'})"


def _end(on: Interview) -> None:
    """The last day, or a length in years or months."""
    start = on.said("term", "start")

    def check(answer: str) -> tuple[Problem, ...]:
        if not answer:
            return ()
        field, value = _read(answer)
        if refused := problems_of_value(Partnership, ("term", field), value):
            return refused
        return new_problems(on.draft, ("term", field), on.draft.with_field(("term", field), value), on.today)

    asked = Question(
        "term.end",
        "Vilken är den sista dagen, eller hur länge gäller avtalet? (Enter: inte bestämt)",
        explanation=f"En dag, eller ett antal år eller månader från {start}.",
        example="2033-02-28, 3 år eller 18 månader",
        markable=True,
        check=check,
    )
    if answer := on.talk.ask(asked):
        field, value = _read(plain(answer))
        on.draft = on.draft.with_field(("term", field), value + answer[len(plain(answer)) :])


def _read(answer: str) -> tuple[str, str]:
    """The field that an answer is for, and its value."""
    if found := _LENGTH.fullmatch(answer):
        return ("years" if found[2].casefold() == "år" else "months"), found[1]
    return "end", answer


def _extension(on: Interview) -> None:
    group = on.group(("term", "extension"))
    if not (kind := group.ask("kind", "Hur ska avtalet kunna förlängas? (Enter: inte alls)")):
        return
    group.ask("step_months", "Hur många månader är varje förlängning?", required=True, example="12")
    if plain(kind) == ExtensionKind.FIXED_STEPS.value:
        text = "Hur många gånger kan det förlängas?"
        group.ask("max_steps", text, required=True, why="Två gånger ett år brukar skrivas 1+1 år.", example="2")
    else:
        text = "Till och med vilken dag kan det längst förlängas? (Enter: ingen sista dag)"
        group.ask("last_end", text, example="2036-02-28")
    text = "Hur många månader före slutdagen ska parterna senast vara överens?"
    group.ask("decide_months_before", text, example="3")
    group.ask("written", "Ska förlängningen vara skriftlig?")
    group.put()
    _tell(on)


def _tell(on: Interview) -> None:
    """Show what follows from the days."""
    if subject := on.draft.subject(on.today):
        on.talk.say("\n".join(term_in_words(subject.partnership.term)))
