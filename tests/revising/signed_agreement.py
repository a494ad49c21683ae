"""An agreement that is signed, changed and built step by step, in one process and without test certificates.

What is signed is a blank page that carries the wording, as a PDF that was built does. The documents are drafts of the
embedded engine.
"""

import datetime as dt
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from contracts.choosing import jobs_for, outlook
from contracts.filing.stat_cache import StatCache
from contracts.ledger.revisions import MAIN_SERIES, Notice, RevisionKind
from contracts.pdf.read import read_pdf
from contracts.pipeline import build, check_facts
from contracts.plan.jobs import Job
from contracts.project import Project
from contracts.rendering import render
from contracts.revising.material import material_of
from contracts.spelling.filters import FILTERS
from contracts.word.render import Template
from contracts.word.template import compile_template
from tests.building import ROOT
from tests.ledger.signed_states import sign

TODAY = dt.date(2024, 10, 1)
NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Built:
    """One document that was built."""

    docx: bytes
    pdf: Path

    @property
    def pages(self) -> tuple[str, ...]:
        """What each page says, on one line."""
        return tuple(" ".join(page.text.split()).replace(NBSP, " ") for page in read_pdf(self.pdf).pages)

    @property
    def text(self) -> str:
        """What its pages say, on one line."""
        return " ".join(self.pages)


@dataclass(frozen=True, slots=True)
class SignedAgreement:
    """A project in which one agreement lives."""

    root: Path
    authority: str
    partnership: str

    @property
    def project(self) -> Project:
        return Project(self.root / "data", ROOT / "templates", self.root / "build")

    @property
    def file(self) -> Path:
        return self.root / "data" / self.authority / self.partnership / "partnership.yaml"

    @property
    def facts(self) -> dict[str, object]:
        facts = yaml.load(self.file.read_text("utf-8"), yaml.BaseLoader)
        assert isinstance(facts, dict)
        return facts

    def write(self, **fields: object) -> None:
        """The data with these fields instead of its own; None takes one away."""
        kept = {name: value for name, value in (self.facts | fields).items() if value is not None}
        self.file.write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), "utf-8")

    def sign(
        self,
        on: str,
        kind: RevisionKind = RevisionKind.AGREEMENT,
        notice: Notice | None = None,
        series: str = MAIN_SERIES,
    ) -> bytes | None:
        """File what the data says as signed on a day; the wording that it carries, which a notice has not."""
        wording = None if kind is RevisionKind.NOTICE else self._wording(kind, series)
        sign(self.root / "data", self.partnership, kind=kind, on=on, notice=notice, series=series, wording=wording)
        return wording

    def jobs(self, *, draft: bool = False) -> dict[str, Job]:
        """What the data calls for now, by id within the partnership, when no rule finds an error."""
        checked = check_facts(self.project, TODAY)
        assert not checked.stops(strict=False), checked.problems
        jobs = jobs_for(self.project, checked.workspace, [f"{self.authority}/{self.partnership}"], draft=draft)
        return {job.planned.id.partition("/")[2]: job for job in jobs}

    def build(self, *, draft: bool = True) -> Mapping[str, Built]:
        """Build, prove and file what the data calls for, as drafts or not; by id within the partnership."""
        workspace, jobs = check_facts(self.project, TODAY).workspace, self.jobs(draft=draft)
        due = outlook(self.project, workspace, [*jobs.values()], StatCache(self.project.build), places=())
        build(self.project, workspace, due, [*jobs.values()], progress=lambda document, step: None)
        stems = {name: self.project.build / job.stem for name, job in jobs.items()}
        return {name: Built(Path(f"{stem}.docx").read_bytes(), Path(f"{stem}.pdf")) for name, stem in stems.items()}

    def wording_of(self, change: Job) -> bytes:
        """The whole wording that a change brings, as the document that is signed carries it."""
        wordings = material_of(
            change.planned,
            {path: compiled(path) for path in (change.template, change.agreement) if path},
            change.agreement,
        ).wordings
        assert wordings is not None
        assert not any(one.rule == "wording-template-changed" for one in wordings.remarks), "the template is the same"
        return wordings.new.docx

    def _wording(self, kind: RevisionKind, series: str) -> bytes:
        jobs = self.jobs()
        tail = series.removeprefix(MAIN_SERIES)
        if kind is RevisionKind.AGREEMENT:
            return render(jobs[series].planned, compiled(jobs[series].template)).docx
        [change] = [one for one in jobs.values() if one.planned.kind == kind.value and one.planned.id.endswith(tail)]
        return self.wording_of(change)


@cache
def compiled(template: Path) -> Template:
    """One of the real templates."""
    return compile_template(template, filters=FILTERS, shown_as=template.name)


def agreement_in(folder: Path, data: Path, authority: str, partnership: str) -> SignedAgreement:
    """One agreement of some data, alone in a project of its own, for the real templates."""
    home = folder / "data" / authority
    for name in ("authority.yaml", "organisations.yaml", f"{partnership}/partnership.yaml"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(data / authority / name, home / name)
    return SignedAgreement(folder, authority, partnership)


def behind(effective: str, date: str, decided: str, reason: str = "Parterna är överens.") -> dict[str, object]:
    """Why, by which decision and from when."""
    decision = {"body": "socialnamnden", "date": decided, "paragraph": "§ 80"}
    return {"reason": reason, "decision": decision, "effective": effective, "date": date}
