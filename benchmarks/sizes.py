"""Measures one size: everything that makes the same documents, one after another, on the same machine."""

import datetime as dt
import shutil
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.comparing import OtherContentError, compare
from benchmarks.contents import DIALECTS, Document, Flat, rendered
from benchmarks.generate import generate
from benchmarks.machine import commit
from benchmarks.measuring import FailedError, measure
from benchmarks.others import OTHERS, Other, environment_of
from benchmarks.ours import ROOT, Built, Site, has_workers
from benchmarks.results import Measured, Size, What
from benchmarks.tools import missing
from benchmarks.work import Tools, write_work
from contracts.pdf.fonts import fonts_configuration
from contracts.project import Project

#: A build that does nothing is so short that it is run more than once; the median counts.
SHORT_RUNS = 3
DOCUMENTS_EACH = 3  #: of a partnership: agreement, PM, memo


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a size the other programs do; the time of more is reckoned by document."""

    most: int  #: documents
    most_started: int  #: documents of a program that starts LibreOffice for each
    most_alone: int  #: partnerships that our build makes with one worker
    only: frozenset[What] = frozenset()  #: all when it is empty


def say(text: str) -> None:
    """Tell how far it has come."""
    print(f"{dt.datetime.now(dt.UTC):%H:%M:%S} {text}", file=sys.stderr, flush=True)


def measure_size(partnerships: int, folder: Path, tools: Tools, limits: Limits, date: dt.date) -> Size:
    """Generate so many partnerships, and measure all that is wanted of them.

    Args:
        partnerships: how many.
        folder: an existing one, empty.
        tools: what there is.
        limits: how much the other programs do.
        date: today.

    Raises:
        FailedError: One of our own builds failed.
    """
    say(f"{partnerships} partnerships")
    generate(partnerships, folder)
    site = Site(folder, partnerships)
    wanted = [other for other in OTHERS if not limits.only or other.what in limits.only]
    documents, flats = _contents(site, folder, limits.most) if wanted else ([], {})
    measured: list[Measured] = []
    for one in _ours(site, tools.workers, limits):
        measured.append(one)
        _tell(one)
    left_out: dict[str, str] = {}
    for other in wanted:
        reason = next((reason for need in other.needs if (reason := missing(need))), None)
        try:
            if reason is None:
                measured.append(_other(other, site, documents, flats, tools, limits))
                _tell(measured[-1])
        except (FailedError, OtherContentError) as error:
            reason = str(error)
        if reason is not None:
            left_out[other.what] = reason
            say(f"  {other.what}: left out: {reason}")
    return Size(
        partnerships=partnerships,
        date=date,
        commit=commit(),
        workers=tools.workers if has_workers() else 1,
        measured=tuple(measured),
        left_out=left_out,
    )


def _tell(one: Measured) -> None:
    say(f"  {one.what}: {one.wall:.2f} s, {one.documents} documents, {one.memory / 1e6:.0f} MB")


def _ours(site: Site, workers: int, limits: Limits) -> Iterator[Measured]:
    count = DOCUMENTS_EACH * site.partnerships
    as_measured = partial(_as_measured, count)
    wanted = limits.only or frozenset(What)
    yield as_measured(What.FULL, site.build("build", timed=True))
    if has_workers() and What.FULL_ALONE in wanted:
        few = min(limits.most_alone, site.partnerships)
        targets = (f"exempelstad/traffpunkt-{number}" for number in range(1, few + 1))
        built = site.build("alone", "--jobs", "1", *targets, timed=True)
        yield _as_measured(DOCUMENTS_EACH * few, What.FULL_ALONE, built)
    if What.FLOOR in wanted:
        yield _floor(site, workers if has_workers() else 1, count)
    if What.DRAFT in wanted:
        yield as_measured(What.DRAFT, site.build("drafts", "--draft", timed=True))
    yield as_measured(What.SAME, _median([site.build("build") for _ in range(SHORT_RUNS)]))
    if What.DRAFT in wanted:
        again = _median([site.build("drafts", "--draft") for _ in range(SHORT_RUNS)])
        yield as_measured(What.DRAFT_SAME, again)
    site.change_one_fact()
    yield as_measured(What.CHANGED, site.build("build"))
    if What.DRAFT in wanted:
        yield as_measured(What.DRAFT_CHANGED, site.build("drafts", "--draft"))


def _as_measured(documents: int, what: What, built: Built) -> Measured:
    run = built.run
    return Measured(what=what, documents=documents, wall=run.wall, cpu=run.cpu, memory=run.memory, stages=built.stages)


def _median(built: Sequence[Built]) -> Built:
    middle = statistics.median_low(one.run.wall for one in built)
    return next(one for one in built if one.run.wall == middle)


def _floor(site: Site, workers: int, count: int) -> Measured:
    source = site.folder / "our-docx"
    source.mkdir()
    for docx in (site.folder / "build").rglob("*.docx"):
        if ".sent" not in docx.parts:
            shutil.copy(docx, source / docx.relative_to(site.folder / "build").as_posix().replace("/", "_"))
    target = site.folder / "office-alone"
    command = [sys.executable, "-m", "benchmarks.office_alone", str(source), str(target), str(workers)]
    run = measure(command, site.folder / "office-alone.log", folder=ROOT)
    made = len([*target.glob("*.pdf")])
    if made != count:
        raise FailedError(f"LibreOffice alone made {made} of {count} documents")
    return Measured(what=What.FLOOR, documents=count, wall=run.wall, cpu=run.cpu, memory=run.memory)


def _contents(site: Site, folder: Path, most: int) -> tuple[list[Document], dict[str, Flat]]:
    """The documents that the others are to make, and what each kind has in common."""
    documents = [*rendered(Project(site.data, ROOT / "templates", folder), most)]
    pair = folder / "pair"
    generate(2, pair)
    samples = [*rendered(Project(pair / "data", ROOT / "templates", pair))]
    kinds = {document.kind for document in samples}
    return documents, {kind: Flat.of([one for one in samples if one.kind == kind]) for kind in kinds}


def _other(
    other: Other,
    site: Site,
    documents: Sequence[Document],
    flats: dict[str, Flat],
    tools: Tools,
    limits: Limits,
) -> Measured:
    chosen = documents[: limits.most_started] if other.starts_each else documents
    work = write_work(site.folder / other.name, chosen, flats, DIALECTS[other.dialect], tools)
    fonts = fonts_configuration(work / "tmp")
    environment = environment_of(work, tools, fonts)
    run = measure(other.call(work), work / "log", extra=environment, folder=ROOT)
    names = [document.stem for document in chosen]
    theirs = [work / "pdf" / f"{name.replace('/', '_')}.pdf" for name in names]
    compare(other.what, theirs, [site.folder / "build" / f"{name}.pdf" for name in names])
    return Measured(what=other.what, documents=len(chosen), wall=run.wall, cpu=run.cpu, memory=run.memory)
