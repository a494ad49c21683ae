"""The case: the memo to the board and the PM that the officer begins to write from."""

from dataclasses import replace

from contracts.dialogue.question import Check, Kind, Option, Question
from contracts.drafting.answers import NewMemo
from contracts.drafting.fields import field_at
from contracts.drafting.interview.on import Interview
from contracts.drafting.tree import Tree, with_value
from contracts.facts.model.authority import UnitKind
from contracts.facts.refusals import problems_of_value
from contracts.facts.source import Route


def case(on: Interview) -> None:
    """Ask what the memo and the PM begin with."""
    authority = on.draft.authority.authority
    boards = tuple(Option(unit.id, unit.name) for unit in authority.units if unit.kind is UnitKind.BOARD)
    word = authority.documents.memo
    if not boards:
        on.talk.say(f"authority.yaml har ingen nämnd, så någon {word} att börja från skrivs inte.")
        return
    on.talk.say(f"Sist {word} och {authority.documents.pm}: de skrivs med en början som du fortsätter på.")
    memo: Tree = {}
    text = f"Vilken dag dateras ärendets {word}? (ta bort förslaget med - om ingen ska skrivas)"
    if not (day := _ask(on, ("date",), text, default=on.today.isoformat())):
        return
    memo["date"] = day
    decides = on.said("deciding_body") or (boards[0].value if len(boards) == 1 else "")
    memo["board"] = _ask(on, ("board",), "Till vilken nämnd?", options=boards, default=decides, required=True)
    for route, text in (
        (("meeting",), "Vilken dag är nämndens möte? (Enter: inte bestämt)"),
        (("case_officer", "name"), "Vem är handläggare?"),
    ):
        if answer := _ask(on, route, text):
            memo = with_value(memo, route, answer)
    if "case_officer" in memo and (title := _ask(on, ("case_officer", "title"), "Vilken titel har handläggaren?")):
        memo = with_value(memo, ("case_officer", "title"), title)
    on.draft = replace(on.draft, memo=memo, pm={"date": day})


def _ask(
    on: Interview,
    route: Route,
    text: str,
    *,
    default: str = "",
    options: tuple[Option, ...] = (),
    required: bool = False,
) -> str:
    field = field_at(NewMemo, route)
    asked = Question(
        "memo." + ".".join(str(step) for step in route),
        text,
        Kind.CHOICE if options else field.kind,
        field.explanation,
        field.example,
        options,
        default=default,
        required=required,
        check=_check(route),
    )
    return on.talk.ask(asked)


def _check(route: Route) -> Check:
    return lambda answer: problems_of_value(NewMemo, route, answer) if answer else ()
