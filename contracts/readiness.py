"""How far a partnership has come: what it lacks for a draft, for a decision and for signing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from contracts.errors import Problem, ProblemsError, Severity, Stage
from contracts.facts.files import AUTHORITY_FILE, partnership_file
from contracts.facts.folders import AuthorityFolder, PartnershipFolder, Workspace
from contracts.facts.model.partnership import Status
from contracts.facts.source import nearest
from contracts.plan.signable import draft_problem
from contracts.plan.unconfirmed import UnconfirmedValue, unconfirmed_about

#: Fields that a decision does not rest on: who signs is settled after it.
_ABOUT_SIGNING: Final = ("signatories", "signing")


@dataclass(frozen=True, slots=True)
class StageState:
    """What one stage lacks."""

    stage: Stage
    problems: tuple[Problem, ...]  #: errors first
    unconfirmed: tuple[UnconfirmedValue, ...]
    known: bool = True  #: False while a file cannot be read, so that nothing can be said
    #: whether what a later stage lacks stops this one too: only a partnership with the status draft can go without
    stopped: bool = False

    @property
    def ready(self) -> bool:
        """Whether nothing is missing."""
        return self.known and not self.stopped and not self.problems and not self.unconfirmed


@dataclass(frozen=True, slots=True)
class PartnershipState:
    """One partnership, stage by stage."""

    id: str  #: "botkyrka/feriepraktik"
    name: str  #: the id when the facts cannot be read
    status: str  #: "draft"; "" when the facts cannot be read
    register_only: bool
    stages: tuple[StageState, ...]  #: in the order in which they come


def states_of(
    workspace: Workspace, problems: Sequence[Problem], targets: Sequence[str], *, ruled: bool
) -> tuple[PartnershipState, ...]:
    """The state of each partnership.

    An error outside every partnership's folder stops them all, and is told with each.

    Args:
        workspace: What could be read.
        problems: Everything that was found.
        targets: Authorities and partnerships; when it is empty, all whose agreements are made here.
        ruled: Whether the rules were applied.

    Raises:
        ProblemsError: A target is no authority and no partnership, or an authority's own file cannot be read, so that
            nothing can be said of its partnerships.
    """
    data = workspace.data.name
    found = {f"{authority.id}/{folder.id}": (authority, folder) for authority, folder in workspace.partnerships()}
    unread = [identifier for problem in problems if (identifier := _folder_of(problem, data)) not in ("", *found)]
    known = (*found, *dict.fromkeys(unread))
    if lost := [problem for problem in problems if _hides_an_authority(problem, workspace)]:
        raise ProblemsError(lost)
    if wrong := [target for target in targets if not any(_is_meant(one, target) for one in known)]:
        raise ProblemsError(_unknown(target, known) for target in wrong)
    chosen = [one for one in known if not targets or any(_is_meant(one, target) for target in targets)]
    states = []
    for identifier in sorted(chosen):
        own = [problem for problem in problems if _concerns(problem, identifier, data)]
        authority, folder = found.get(identifier, (None, None))
        if not targets and folder is not None and folder.partnership.register_only:
            continue
        states.append(_state(identifier, authority, folder, own, ruled=ruled))
    return tuple(states)


def _folder_of(problem: Problem, data: str) -> str:
    """The partnership's folder that a problem lies in, such as "botkyrka/feriepraktik"; "" for none."""
    parts = problem.place.file.split("/") if problem.place else []
    return "/".join(parts[1:3]) if len(parts) == 4 and parts[0] == data else ""


def _hides_an_authority(problem: Problem, workspace: Workspace) -> bool:
    parts = problem.place.file.split("/") if problem.place else []
    return parts[2:] == [AUTHORITY_FILE] and parts[1] not in [one.id for one in workspace.authorities]


def _concerns(problem: Problem, identifier: str, data: str) -> bool:
    folder = _folder_of(problem, data)
    return folder == identifier if folder else problem.severity is Severity.ERROR


def _is_meant(identifier: str, target: str) -> bool:
    plain = target.removeprefix("data/").rstrip("/")
    return plain in (identifier, identifier.partition("/")[0])


def _unknown(target: str, known: Iterable[str]) -> Problem:
    names = [name for identifier in known for name in (identifier, identifier.partition("/")[0])]
    guess = nearest(target, names)
    remedy = f"menade du ”{guess}”?" if guess else "ange en myndighet eller ett partnerskap: botkyrka/feriepraktik"
    return Problem("target-unknown", f"”{target}” är varken en myndighet eller ett partnerskap", None, remedy)


def _state(
    identifier: str,
    authority: AuthorityFolder | None,
    folder: PartnershipFolder | None,
    problems: Iterable[Problem],
    *,
    ruled: bool,
) -> PartnershipState:
    facts = folder.partnership if folder else None
    own = [*problems]
    if folder and folder.partnership.status is Status.DRAFT:
        own.append(replace(draft_problem(folder), severity=Severity.WARNING, waits=True))
    values = unconfirmed_about(authority, folder.id) if authority and folder else ()
    return PartnershipState(
        id=identifier,
        name=facts.name if facts else identifier,
        status=facts.status.value if facts else "",
        register_only=bool(facts and facts.register_only),
        stages=tuple(
            StageState(
                stage,
                tuple(_of_stage(own, stage)),
                tuple(one for one in values if _stage_of(one, identifier) is stage),
                known=ruled or stage is Stage.DRAFTING,
                stopped=stage is Stage.DRAFTING and any(map(_stops_early, own)),
            )
            for stage in Stage
        ),
    )


def _of_stage(problems: Iterable[Problem], stage: Stage) -> Iterator[Problem]:
    """What must be there for the stage, then what to look over.

    A warning stops no draft: what it asks for is needed for the decision at the earliest.
    """
    mine = [
        problem
        for problem in problems
        if problem.severity is not Severity.ACKNOWLEDGED
        and stage is (problem.stage if is_needed(problem) else max(problem.stage, Stage.DECISION, key=[*Stage].index))
    ]
    yield from sorted(mine, key=is_needed, reverse=True)


def _stops_early(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR and problem.stage is not Stage.DRAFTING


def is_needed(problem: Problem) -> bool:
    """Whether its stage cannot come before it is mended."""
    return problem.severity is Severity.ERROR or problem.waits


def _stage_of(one: UnconfirmedValue, identifier: str) -> Stage:
    own = one.file == partnership_file(identifier.partition("/")[2])
    return Stage.SIGNING if own and one.route[0] in _ABOUT_SIGNING else Stage.DECISION
