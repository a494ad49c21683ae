"""What was measured, as values; kept in .bench/results.json, one record for each size, so that a report can be made."""

import datetime as dt
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from benchmarks.tools import FOLDER

FILE = FOLDER / "results.json"


class What(StrEnum):
    """What is measured, in the report's words."""

    FULL = "ours, full"
    FULL_ALONE = "ours, full, one worker"
    SAME = "ours, nothing changed"
    CHANGED = "ours, one fact changed"
    DRAFT = "ours as drafts (embedded engine), full"
    DRAFT_SAME = "ours as drafts, nothing changed"
    DRAFT_CHANGED = "ours as drafts, one fact changed"
    FLOOR = "LibreOffice alone on our .docx files"
    EACH = "docxtpl + one soffice call for each file"
    BATCH = "docxtpl + one soffice call for all"
    UNOSERVER = "docxtpl + unoserver"
    CARBONE = "carbone"
    DOCXTEMPLATER = "docxtemplater + one soffice call for all"


class Record(BaseModel):
    """A value that does not change."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Measured(Record):
    """One measured process tree."""

    what: What
    documents: int  #: that it made, or would have looked at
    wall: float  #: seconds
    cpu: float  #: seconds, of all processes
    memory: int  #: bytes, of all processes together, at the highest
    stages: dict[str, float] = {}  #: seconds by step, summed over the workers

    @property
    def each(self) -> float:
        """Seconds for each document."""
        return self.wall / self.documents


class Size(Record):
    """One size, measured in one run."""

    partnerships: int
    date: dt.date
    commit: str
    workers: int
    measured: tuple[Measured, ...]
    left_out: dict[str, str] = {}  #: why, by what

    def of(self, what: What) -> Measured | None:
        """The measurement, where it was made."""
        return next((one for one in self.measured if one.what is what), None)


class Filling(Record):
    """The render step of one template, against docxtpl on the same."""

    date: dt.date
    commit: str
    documents: int
    ours: float  #: seconds of the processor for each document, the template compiled before
    compiling: float  #: seconds for the template, once
    docxtpl: float  #: seconds of the processor for each document
    differences: tuple[str, ...]  #: lines of the canonical forms that differ; none when they are equal


class Watched(Record):
    """From a saved file to its finished draft, in `contracts watch`, warm."""

    date: dt.date
    commit: str
    partnerships: int
    seconds: tuple[float, ...]  #: of each save


class Machine(Record):
    """What it was measured on and with."""

    processor: str
    cores: int
    memory: int  #: bytes
    versions: dict[str, str]


class Results(Record):
    """All that has been measured on one machine with one set of versions."""

    machine: Machine
    sizes: tuple[Size, ...] = ()
    filling: Filling | None = None
    watched: Watched | None = None

    def with_size(self, size: Size) -> "Results":
        """These with one size measured anew."""
        others = [one for one in self.sizes if one.partnerships != size.partnerships]
        return self.model_copy(update={"sizes": (*sorted((*others, size), key=lambda one: one.partnerships),)})


def read_results(machine: Machine, file: Path = FILE) -> Results:
    """What was measured before on the same machine with the same versions; nothing otherwise."""
    if file.is_file():
        kept = Results.model_validate_json(file.read_text("utf-8"))
        if kept.machine == machine:
            return kept
    return Results(machine=machine)


def write_results(results: Results, file: Path = FILE) -> None:
    """Keep what has been measured so far."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(results.model_dump_json(indent=1), "utf-8")
