"""Makes drafts anew while somebody edits: what is warm stays warm, and only what a change touches is made.

Kept between two looks: each authority's facts, problems and plan; compiled templates; the engine. What is made passes
the same steps as in a build, the proof among them, and is filed in the same way.
"""

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from contracts.compiling import compile_templates, templates_of
from contracts.delivery import Built, make_and_file
from contracts.errors import ConversionError, Place, Problem, ProblemsError, ProofError, Severity
from contracts.filing.manifest import read_manifest, sha256_of
from contracts.filing.staging import staging
from contracts.lint.lint import lint, shown
from contracts.looking import Known, look_at, look_near, near_of
from contracts.making import Making, Progress
from contracts.pdf.engine import Engine
from contracts.pdf.page_memory import PageMemory
from contracts.pipeline import check_facts
from contracts.plan.affected import affected, fingerprints
from contracts.plan.jobs import Job, selected
from contracts.project import Project
from contracts.provenance import is_current, made_by
from contracts.word.render import Template
from contracts.working import part_missing


class Rebuilding:
    """What is kept while somebody edits.

    Args:
        project: where the folders are.
        engine: open; makes the drafts.
        targets: what to make, as for a build; nothing means everything.
    """

    def __init__(self, project: Project, engine: Engine, targets: Sequence[str]) -> None:
        self.project, self.engine, self.targets = project, engine, tuple(targets)
        self._known: dict[str, Known] = {}
        self._template_files: frozenset[Path] = frozenset()
        self._pages = PageMemory()
        self._templates: dict[Path, tuple[str, Template]] = {}
        #: Fingerprints by stem: as last planned; of what need not be made or tried again; of what is in build/.
        self._planned: dict[str, str] = {}
        self._settled: dict[str, str] = {}
        self._made: dict[str, str] = {}
        self._failed: dict[str, tuple[Problem, ...]] = {}
        self._linted: dict[Path, tuple[Problem, ...]] = {}
        self._unlinted: set[Path] = set()
        self._unlooked: set[str] = set()
        self._empty: tuple[Problem, ...] = ()
        self._begun = False

    def look(self, today: dt.date, changed: Iterable[Path] | None = None) -> tuple[Job, ...]:
        """Read what has changed, apply the rules to it and plan it anew; `look_on` does the same for what lies far off.

        The first look decides what is made without a change: what of the targets is not current in build/; without
        targets nothing.

        Args:
            today: The day from which deadlines and ages are counted.
            changed: Absolute paths of files and folders that may have changed; None for everything.

        Returns:
            The documents to make, in that order: what the latest change touched first, packets last.

        Raises:
            ProblemsError: At the first look: a target means nothing.
        """
        here = self._authorities()
        self._unlooked &= here
        paths = None if changed is None else tuple(changed)
        touched = self._touched(paths, here)
        self._known = {name: known for name, known in self._known.items() if name in here}
        for name in sorted(touched):
            self._look_at(name, today, paths or ())
        self._empty = () if here else check_facts(self.project, today).problems
        return self._planned_anew()

    def has_more(self) -> bool:
        """Whether the last look left something out: what else than its own documents a saved file may touch."""
        return bool(self._unlooked)

    def look_on(self, today: dt.date, tick: Callable[[], None] = lambda: None) -> tuple[Job, ...]:
        """Look at what was left out.

        Args:
            today: The day from which deadlines and ages are counted.
            tick: called again and again; may raise to stop, and then it is still left out.

        Returns:
            As `look`.
        """
        for name in sorted(self._unlooked):
            self._known[name] = look_at(self.project, name, today, self._known.get(name), tick)
            self._unlooked.discard(name)
        return self._planned_anew()

    def _look_at(self, authority: str, today: dt.date, changed: Sequence[Path]) -> None:
        before = self._known.get(authority)
        near = near_of(self.project, authority, changed) if changed else None
        known = look_near(self.project, authority, near, today, before) if near else None
        self._unlooked.discard(authority)
        if known is not None:
            self._unlooked.add(authority)
        self._known[authority] = known or look_at(self.project, authority, today, before)

    def _planned_anew(self) -> tuple[Job, ...]:
        """What is due by what is known now."""
        jobs = [job for name in sorted(self._known) for job in self._known[name].jobs]
        before, now = self._planned, self._fingerprints(jobs)
        self._planned = before | now
        self._forget_gone(now)
        if not self._begun:
            self._begin(jobs)
        due = self._due(jobs, now)
        return tuple(sorted(due, key=lambda job: (bool(job.parts), before.get(job.stem) == now[job.stem])))

    def problems(self) -> tuple[Problem, ...]:
        """All problems that there are now: of facts and clauses, of documents that could not be made, of templates."""
        found = [*self._empty, *(problem for known in self._known.values() for problem in known.problems)]
        found += (problem for problems in (*self._failed.values(), *self._linted.values()) for problem in problems)
        # What is wrong with a common clause or template is found for every authority and document.
        return tuple(dict.fromkeys(found))

    def make(self, job: Job, progress: Progress) -> Built | None:
        """Make, prove and file one document that was due, those before it made or tried.

        A document that does not come out is tried again when something that it uses has changed. What could not be
        written, and what `progress` stopped, is still due.

        Args:
            job: the document.
            progress: told of each step; may raise to stop.

        Returns:
            What was made; None when it did not come out: `problems` then says why.

        Raises:
            OutputError: build/ cannot be written now.
        """
        try:
            built = self._make(job, progress)
        except (ProblemsError, ProofError) as error:
            self._failed[job.stem] = tuple(error.problems)
        except ConversionError as error:
            text, remedy = f"dokumentet kunde inte läggas ut ({error.reason})", "öppna Word-filen och se om den är hel"
            self._failed[job.stem] = (Problem("conversion", text, Place(f"{job.stem}.docx"), remedy),)
        else:
            self._failed.pop(job.stem, None)
            self._settled[job.stem] = self._made[job.stem] = self._planned[job.stem]
            return built
        self._settled[job.stem] = self._planned[job.stem]
        return None

    def has_unlinted(self) -> bool:
        """Whether templates have changed that were not looked at as their lawyer wrote them."""
        return bool(self._unlinted)

    def lint_next(self) -> None:
        """Lint one of them, so that `problems` tells what is wrong with it."""
        path = min(self._unlinted)
        self._unlinted.remove(path)
        self._linted.pop(path, None)
        if path in self._template_files:
            self._linted[path] = lint(path, self.project.templates, shown(path, self.project.templates))

    def _authorities(self) -> frozenset[str]:
        if not self.project.data.is_dir():
            return frozenset()
        folders = (path for path in self.project.data.iterdir() if path.is_dir())
        return frozenset(path.name for path in folders if not path.name.startswith("."))

    def _touched(self, changed: Iterable[Path] | None, here: frozenset[str]) -> frozenset[str]:
        """The authorities whose facts, clauses or choice of templates may be others now."""
        files = frozenset(self.project.templates.rglob("*.docx"))
        known, self._template_files = self._template_files, files
        self._unlinted |= {self.project.templates / path for path in self._templates_among(changed or ())}
        if changed is None or known != files:
            return here
        names = (self._authority_of(path) for path in changed)
        return frozenset(name for found in names for name in (here if found is None else {found} & here))

    def _templates_among(self, changed: Iterable[Path]) -> Iterator[Path]:
        """Those of the paths that are Word templates, relative to their folder."""
        templates = self.project.templates.absolute()
        return (
            path.relative_to(templates) for path in changed if path.is_relative_to(templates) and path.suffix == ".docx"
        )

    def _authority_of(self, path: Path) -> str | None:
        """The authority that a path belongs to; "" for none, since a template's words are no facts; None for all."""
        if path.is_relative_to(data := self.project.data.absolute()) and path != data:
            return path.relative_to(data).parts[0]
        if path.is_relative_to(templates := self.project.templates.absolute()) and path != templates:
            if path.suffix == ".docx":
                return ""
            first = path.relative_to(templates).parts[0]
            return first if first in self._known else None
        return None

    def _fingerprints(self, jobs: Sequence[Job]) -> dict[str, str]:
        used = {path for job in jobs for path in (job.template, job.agreement) if path is not None}
        # Word takes a file away for a moment when it saves.
        templates = {path: sha256_of(path) if path.is_file() else "" for path in used}
        return fingerprints(jobs, templates, made_by(self.engine.name, self.engine.version))

    def _forget_gone(self, now: Mapping[str, str]) -> None:
        """Forget what went wrong with documents that are not planned any more, but for those of facts with errors."""
        stopped = {name for name, known in self._known.items() if not known.jobs}
        self._failed = {
            stem: problems
            for stem, problems in self._failed.items()
            if stem in now or stem.partition("/")[0] in stopped
        }

    def _begin(self, jobs: Sequence[Job]) -> None:
        self._begun = True
        if not any(problem.severity is Severity.ERROR for problem in self.problems()):
            selected(jobs, self.targets, self.project.build.as_posix())
        manifest = read_manifest(self.project.build)
        current = [
            job for job in jobs if is_current(manifest.document(job.stem), self._planned[job.stem], self.project)
        ]
        self._made = {job.stem: self._planned[job.stem] for job in current}
        self._settled = dict(self._made) if self.targets else dict(self._planned)

    def _due(self, jobs: Sequence[Job], now: Mapping[str, str]) -> list[Job]:
        """What to make, in the order of the plan; with a packet come those of its parts that are not in build/.

        Packets wait until all has been looked at: more of their parts may have changed.
        """
        due = affected(self._wanted(jobs), now, self._settled)
        due = tuple(job for job in due if not (job.parts and job.authority in self._unlooked))
        parts = {part.stem for job in due for part in job.parts}
        missing = affected([job for job in jobs if job.stem in parts], now, self._made)
        stems = {job.stem for job in (*due, *missing)}
        return [job for job in jobs if job.stem in stems]

    def _wanted(self, jobs: Sequence[Job]) -> tuple[Job, ...]:
        """The jobs of the targets; a target that means nothing just now is left out."""
        wanted: set[str] = set()
        for target in self.targets:
            with contextlib.suppress(ProblemsError):
                wanted |= {job.stem for job in selected(jobs, (target,), self.project.build.as_posix())}
        return tuple(job for job in jobs if not self.targets or job.stem in wanted)

    def _make(self, job: Job, progress: Progress) -> Built:
        missing = [part for part in job.parts if self._made.get(part.stem) != self._planned[part.stem]]
        if missing:
            raise part_missing(job, missing[0].title, self.project.data.name)
        with staging(self.project.build) as stage:
            authorities = {authority.id: authority for authority in self._known[job.authority].workspace.authorities}
            making = Making(self.project, authorities, self.engine, stage, progress, self._pages)
            return make_and_file(job, self._templates_of(job), making, self._planned[job.stem])

    def _templates_of(self, job: Job) -> dict[Path, Template]:
        """The templates that a job uses, compiled when they are others than last time."""
        found = {}
        for path in templates_of([job]):
            sha256 = sha256_of(path)
            kept = self._templates.get(path)
            if kept is None or kept[0] != sha256:
                kept = sha256, compile_templates(self.project, (path,))[path]
                self._templates[path] = kept
            found[path] = kept[1]
        return found
