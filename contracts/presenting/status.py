"""How the state of partnerships looks: stage by stage, what is missing and what is not confirmed."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from contracts.errors import Problem, Stage
from contracts.plan.unconfirmed import UnconfirmedValue
from contracts.presenting.problems import place_json, problem_json
from contracts.readiness import PartnershipState, StageState, is_needed


def show_states(console: Console, states: Iterable[PartnershipState]) -> None:
    """A block for each partnership."""
    for number, state in enumerate(states):
        if number:
            console.print()
        status = f" ({state.status})" if state.status else ""
        console.print(Text(f"{state.id}: {state.name}{status}", "bold"))
        if state.register_only:
            console.print("  finns bara i registret: avtalet görs inte här")
        for stage in state.stages:
            _show_stage(console, stage)


def _show_stage(console: Console, state: StageState) -> None:
    console.print(Text(f"  för {state.stage.value}: ") + _summary(state))
    for problem in (problem for problem in state.problems if is_needed(problem)):
        _show_problem(console, _needed(state), "bold red", problem)
    for one in state.unconfirmed:
        line = Text("    att bekräfta: ", "bold yellow") + Text(f"{one.title}, {one.value}")
        console.print(line + Text(f" ({one.place})", "dim"), soft_wrap=True)
    for problem in (problem for problem in state.problems if not is_needed(problem)):
        _show_problem(console, "att se över", "yellow", problem)


def _show_problem(console: Console, label: str, style: str, problem: Problem) -> None:
    place = Text(f" ({problem.place}; {problem.rule})", "dim")
    console.print(Text(f"    {label}: ", style) + Text(problem.text) + place, soft_wrap=True)


def _summary(state: StageState) -> Text:
    if not state.known:
        return Text("går inte att säga förrän felen är rättade", "yellow")
    if state.ready:
        return Text("klart", "green")
    needed = sum(map(is_needed, state.problems))
    counts = (
        (needed, _needed(state)),
        (len(state.unconfirmed), "att bekräfta"),
        (len(state.problems) - needed, "att se över"),
    )
    words = [f"{number} {words}" for number, words in counts if number]
    if state.stopped:
        words.append("hindras av det som saknas här nedan, om inte läget är draft")
    return Text(", ".join(words))


def _needed(state: StageState) -> str:
    """What stops a draft is wrong; what stops a later stage is only missing so far."""
    return "fel" if state.stage is Stage.DRAFTING else "saknas"


def show_unconfirmed_count(console: Console, count: int) -> None:
    """How many values nobody has confirmed, and how to see them; nothing when there are none."""
    if count:
        console.print(f"{count} {'uppgift' if count == 1 else 'uppgifter'} att bekräfta: contracts status visar vilka")


def state_json(state: PartnershipState) -> dict[str, object]:
    """One partnership's state for machines."""
    return {
        "id": state.id,
        "name": state.name,
        "status": state.status,
        "register_only": state.register_only,
        "stages": [
            {
                "stage": stage.stage.value,
                "ready": stage.ready,
                "known": stage.known,
                "problems": [problem_json(problem) for problem in stage.problems],
                "unconfirmed": [unconfirmed_json(one) for one in stage.unconfirmed],
            }
            for stage in state.stages
        ],
    }


def unconfirmed_json(one: UnconfirmedValue) -> dict[str, object]:
    """One unconfirmed value for machines."""
    return {
        "title": one.title,
        "value": one.value,
        "field": list(one.route),
        "place": place_json(one.place),
    }
