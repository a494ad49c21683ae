"""What the last build worked out of each folder of data/, and what of it still holds.

To read, check and plan a partnership takes longer than to see that its files are as they were. What came of it is
remembered in build/.cache, and holds while all of this is as it was, by content:

- the folder's own files;
- every other folder that the rules and the plan looked into for it: each folder notes that itself (facts/held.py), so
  that no rule can look past it;
- what all folders show outwards (facts/outward.py), which rules see without looking in;
- the authority's own files, the templates, the program and the machine;
- for what the rules found: the day.

What does not hold is worked out anew, and what is looked into meanwhile is read. Nothing is taken for current here:
the documents' fingerprints decide that afterwards, as they do without any memory.

The fingerprints are taken before anything is read, so nothing is remembered when somebody has touched a file since.
When it turns out that a folder is not as it was (NotAsBeforeError), all is forgotten and looked at.
"""

import contextlib
import datetime as dt
import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from contracts.checks.check import Ruled, check_dossier
from contracts.checks.documents.across import outward_of
from contracts.errors import Problem, Severity
from contracts.facts.folders import AuthorityFolder, Workspace
from contracts.facts.held import noting
from contracts.facts.load import ReadFolder, Reading
from contracts.facts.outward import Outward
from contracts.filing.own_folder import own_folder, read_remembered, remember
from contracts.plan.documents import dossiers_of
from contracts.plan.head import Head
from contracts.plan.jobs import Job, jobs_in
from contracts.plan.views import AuthorityView
from contracts.project import Project
from contracts.sharing import shared
from contracts.unchanged import Footing, Standing

_FORM: Final = "contracts-dossiers-1"
_FOLDER: Final = "dossiers"
#: So many folders take longer to look at than to begin a process for half of them.
_WORTH_SHARING: Final = 16
#: So many folders are read in one go: what another process gives at once has its words in common.
_BATCH: Final = 8
_NO_FOOTING: Final = Footing({}, "")


@dataclass(frozen=True, slots=True)
class Worked:
    """What was worked out of one partnership's folder, or of one text beside them."""

    digest: str  #: of its files
    read: tuple[Problem, ...]  #: found in reading them
    ruled: Ruled
    heads: tuple[Head, ...]  #: of its documents; their templates relative to the folder of templates
    reach: tuple[str, ...]  #: the other dossiers that were looked into for it
    outward: Outward


_WORKED: Final = TypeAdapter(dict[str, Worked])


class Memory:
    """What is remembered of a project's folders, and what this build works out.

    Args:
        project: where the folders are.
        standing: its files as they stand.
        today: the day by which the rules go.
        draft: whether drafts are asked for, since these are planned otherwise.
        processes: how many may share what must be worked out.
    """

    def __init__(
        self, project: Project, standing: Standing, today: dt.date, *, draft: bool, processes: int = 1
    ) -> None:
        self._project, self._today, self._draft = project, today, draft
        self._standing, self._footings = standing, standing.footings()
        here = [str(path.absolute()) for path in (project.data, project.templates, project.build)]
        shown = [project.data.name, project.templates.name]  # problems name files as the user does
        self._name = hashlib.sha256(repr((here, shown, draft)).encode(errors="replace")).hexdigest()[:24]
        self._authorities: dict[str, _OfAuthority] = {}
        self._processes = processes
        self._ahead: dict[tuple[str, str], _Ahead] = {}

    def reading(self) -> Reading:
        """What of data/ need not be read; to be asked for first."""
        folder = own_folder(self._project.build)
        known: dict[tuple[str, str], tuple[Problem, ...]] = {}
        for authority, footing in self._footings.items():
            held = read_remembered(self._file(folder, authority), _FORM) if folder else None
            before = _OfAuthority(footing, _as_before(held, footing), _day_of(held) == self._today.isoformat())
            self._authorities[authority] = before
            known |= {(authority, dossier): before.worked[dossier].read for dossier in before.kept}
        self._reading = Reading(known, share=self._read_ahead)
        return self._reading

    def _read_ahead(
        self, read: Callable[[Path], ReadFolder], folders: Sequence[Path]
    ) -> Iterator[tuple[Path, ReadFolder]]:
        """Read folders by several processes, when there are many; nothing otherwise."""
        if self._processes < 2 or len(folders) < _WORTH_SHARING:
            return
        batches = [folders[at : at + _BATCH] for at in range(0, len(folders), _BATCH)]
        for batch, found in shared(lambda batch: [read(one) for one in batch], batches, self._processes):
            yield from zip(batch, found, strict=True)

    def settle(self, workspace: Workspace) -> Workspace:
        """Decide what holds, now that the other folders have been read; and work out the rest, when it is much.

        Returns:
            The workspace, which knows what its folders show outwards.
        """
        workspace = replace(
            workspace, authorities=tuple(self._settle(authority) for authority in workspace.authorities)
        )
        due = [
            _Due(authority, dossier, is_planned=dossier in planned)
            for authority in workspace.authorities
            for planned in (frozenset(dossiers_of(authority)) - self._authorities[authority.id].holding,)
            for dossier in authority.outward
            if not self._holds(authority.id, dossier)
        ]
        if self._processes > 1 and len(due) >= _WORTH_SHARING:
            views: dict[AuthorityView, AuthorityView] = {}
            for at, ahead in shared(lambda at: self._work_ahead(due[at]), range(len(due)), self._processes):
                self._ahead[due[at].authority.id, due[at].dossier] = ahead.with_one_view(views)
        return workspace

    def _settle(self, authority: AuthorityFolder) -> AuthorityFolder:
        known = self._authorities.setdefault(authority.id, _OfAuthority(_NO_FOOTING, {}, same_day=False))
        known.read = {dossier: found for (of, dossier), found in self._reading.found.items() if of == authority.id}
        changed = known.read.keys() - known.kept
        known.outward = {dossier: known.worked[dossier].outward for dossier in known.read.keys() & known.kept}
        known.outward |= {dossier: outward_of(authority, dossier) for dossier in changed}
        before = {dossier: worked.outward for dossier, worked in known.worked.items()}
        if known.outward == before:
            known.holding = {dossier for dossier in known.kept if changed.isdisjoint(known.worked[dossier].reach)}
        return replace(authority, outward=known.outward)

    def _holds(self, authority: str, dossier: str) -> bool:
        known = self._authorities[authority]
        return dossier in known.holding and known.same_day

    def _work_ahead(self, due: "_Due") -> "_Ahead":
        with noting() as reach:
            ruled = check_dossier(due.authority, due.dossier, self._today)
            jobs: tuple[Job, ...] | None = None
            wrong = any(problem.severity is Severity.ERROR for problem in (*ruled.facts, *ruled.documents))
            if due.is_planned and not wrong:
                # It may fail for an error elsewhere that is still to be found. What is wrong shows in its turn.
                with contextlib.suppress(Exception):
                    jobs = jobs_in(due.authority, due.dossier, self._project.templates, draft=self._draft)
        return _Ahead(ruled, jobs, frozenset(reach))

    def ruled(self, authority: AuthorityFolder, dossier: str, today: dt.date) -> Ruled:
        """What the rules find in a dossier; as `check_dossier`."""
        assert today == self._today
        known = self._authorities[authority.id]
        if dossier in known.holding and known.same_day:
            return known.worked[dossier].ruled
        if (ahead := self._ahead.get((authority.id, dossier))) is not None:
            known.ruled[dossier], reach = ahead.ruled, ahead.reach
        else:
            with noting() as looked_into:
                known.ruled[dossier] = check_dossier(authority, dossier, today)
            reach = frozenset(looked_into)
        known.reach.setdefault(dossier, set()).update(reach)
        return known.ruled[dossier]

    def heads(self, authority: AuthorityFolder, dossier: str) -> Sequence[Head]:
        """The documents of a dossier; as `jobs_in`. Those that must be planned are whole jobs.

        Raises:
            ProblemsError: As `jobs_in`.
        """
        known = self._authorities[authority.id]
        templates = self._project.templates
        if dossier in known.holding:
            return tuple(_moved(head, lambda path: templates / path) for head in known.worked[dossier].heads)
        ahead = self._ahead.pop((authority.id, dossier), None)
        with noting() as reach:
            planned = ahead.jobs if ahead is not None else None
            jobs = jobs_in(authority, dossier, templates, draft=self._draft) if planned is None else planned
        known.reach.setdefault(dossier, set()).update(reach)
        known.heads[dossier] = tuple(_bare(job, templates) for job in jobs)
        return jobs

    def save(self) -> None:
        """Remember what was worked out, when all has been read, checked and planned; then it is let go of."""
        authorities, self._authorities, self._ahead = self._authorities, {}, {}
        if not self._standing.is_still():
            return
        with contextlib.suppress(OSError):  # whoever makes documents tells of it
            self._project.build.mkdir(parents=True, exist_ok=True)
        folder = own_folder(self._project.build)
        for authority, known in authorities.items():
            if folder is not None and known.is_new:
                with contextlib.suppress(ValueError):  # a name that is no text is shown, and never remembered
                    dossiers = _WORKED.dump_json(known.now()).decode()
                    content = {"rest": known.footing.rest, "day": self._today.isoformat(), "dossiers": dossiers}
                    remember(self._file(folder, authority), _FORM, content)

    def _file(self, folder: Path, authority: str) -> Path:
        of = hashlib.sha256(authority.encode(errors="replace")).hexdigest()[:24]
        return folder / _FOLDER / f"{self._name}-{of}.json"


def forget(build: Path) -> None:
    """Forget all that is remembered of folders.

    Args:
        build: the build folder.
    """
    folder = own_folder(build)
    if folder is not None:
        shutil.rmtree(folder / _FOLDER, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Due:
    """A dossier that must be looked at."""

    authority: AuthorityFolder
    dossier: str
    is_planned: bool  #: whether its documents must be planned too


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What was worked out of a dossier before its turn."""

    ruled: Ruled
    jobs: tuple[Job, ...] | None  #: None when they must be planned in their turn
    reach: frozenset[str]

    def with_one_view(self, known: dict[AuthorityView, AuthorityView]) -> "_Ahead":
        """The same, of which each job has the same view of the authority: from another process each brings its own."""
        if self.jobs is None:
            return self
        views = ((job, known.setdefault(job.planned.authority, job.planned.authority)) for job in self.jobs)
        jobs = (replace(job, planned=replace(job.planned, authority=view)) for job, view in views)
        return replace(self, jobs=tuple(jobs))


@dataclass
class _OfAuthority:
    """What is known of one authority's dossiers."""

    footing: Footing
    worked: Mapping[str, Worked]  #: what was worked out before
    same_day: bool  #: whether the rules went by this day then
    read: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)  #: of every dossier that there is
    outward: dict[str, Outward] = field(default_factory=dict)  #: of each of them
    holding: set[str] = field(default_factory=set)  #: of which all is as it was that what was worked out rests on
    ruled: dict[str, Ruled] = field(default_factory=dict)  #: worked out now; so are the next two
    heads: dict[str, tuple[Head, ...]] = field(default_factory=dict)
    reach: dict[str, set[str]] = field(default_factory=dict)

    @cached_property
    def kept(self) -> frozenset[str]:
        """The dossiers whose own files are as they were."""
        return frozenset(one for one, worked in self.worked.items() if self.footing.dossiers.get(one) == worked.digest)

    @property
    def is_new(self) -> bool:
        """Whether anything was worked out, or has gone."""
        holds = self.same_day and self.holding == self.read.keys() == self.worked.keys()
        return bool(self.read) and not holds

    def now(self) -> dict[str, Worked]:
        """What is known of each dossier whose files have a fingerprint."""
        return {dossier: self._worked(dossier) for dossier in self.read if dossier in self.footing.dossiers}

    def _worked(self, dossier: str) -> Worked:
        """What holds, and what was worked out instead of what does not; what was looked into for either counts."""
        held = self.worked[dossier] if dossier in self.holding else None
        reach = self.reach.get(dossier, set()).union(held.reach if held else ()) - {dossier}
        return Worked(
            self.footing.dossiers[dossier],
            self.read[dossier],
            self.ruled.get(dossier, held.ruled if held else Ruled((), ())),
            held.heads if held else self.heads.get(dossier, ()),
            tuple(sorted(reach)),
            self.outward[dossier],
        )


def _day_of(held: Any) -> object:
    return held.get("day") if isinstance(held, dict) else None


def _as_before(held: Any, footing: Footing) -> Mapping[str, Worked]:
    """What a file remembers; nothing when all else is not as it was then."""
    if not isinstance(held, dict) or held.get("rest") != footing.rest:
        return {}
    try:
        return _WORKED.validate_json(held.get("dossiers", ""))
    except ValidationError:
        return {}


def _bare(head: Head, templates: Path) -> Head:
    """What is remembered of a document."""
    own = {name: getattr(head, name) for name in Head.__dataclass_fields__}
    return _moved(Head(**own), lambda path: path.relative_to(templates))


def _moved(head: Head, move: Callable[[Path], Path]) -> Head:
    agreement = move(head.agreement) if head.agreement is not None else None
    return replace(head, template=move(head.template), agreement=agreement)
