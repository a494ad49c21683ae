"""Several documents at a time: what fails or dies stops no other, and nothing outlives the build."""

import hashlib
import json
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import pytest

from contracts.crew import Crew, Hands, Parcel, processes
from contracts.errors import ConversionError, MissingProgramError, Place, Problem, ProblemsError, ProofError
from contracts.facts.load import load_workspace
from contracts.filing.staging import Stage
from contracts.filling import FilledDocuments, is_filled_before
from contracts.forking import processors
from contracts.order import Kit, Order, Orders, laid_out, pack, unpack
from contracts.pdf.embedded import Embedded, embedded_version
from contracts.plan.jobs import Job, plan
from contracts.project import Project
from contracts.provenance import versions
from contracts.working import Failure, Made
from contracts.workshop import Product
from tests.building import ROOT, Copy, copy_of
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import sign
from tests.test_due import scan

TODAY = ("--today", "2024-10-01")
HOME = "exempelstad/grannar"
WHITE = b'<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Detta ser ingen.</w:t></w:r></w:p><w:sectPr'


def changed_agreement(folder: Path) -> Copy:
    """A project whose signed agreement shall change: an amendment, the whole agreement and a comparison."""
    facts = write_exempelstad(folder / "fakta")
    sign(facts, "grannar", on="2024-12-01", pdf=scan())
    write_exempelstad(folder / "fakta", "goals: [Alla äldre har någon att prata med.]")
    return copy_of(facts, folder / "projekt")


def spoil(template: Path) -> None:
    """Give a template a text that the proof refuses."""
    with zipfile.ZipFile(template) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    before, mark, after = parts["word/document.xml"].rpartition(b"<w:sectPr")
    assert mark
    parts["word/document.xml"] = before + WHITE + after
    with zipfile.ZipFile(template, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


@pytest.mark.parametrize("jobs", [pytest.param("1", marks=pytest.mark.slow), "2"])
def test_one_that_fails_stops_no_other_and_is_told(tmp_path: Path, jobs: str):
    copy = changed_agreement(tmp_path)
    template = copy.root / "templates/amendment.docx"
    whole = template.read_bytes()
    spoil(template)
    ended = copy.run("build", "--draft", "--jobs", jobs, "-v", *TODAY)
    assert ended.status == 6, ended.err
    assert "/3 build/exempelstad/grannar/tillaggsavtal-1-utkast.pdf: kunde inte göras" in ended.err
    assert "3/3 build/exempelstad/grannar/" in ended.err
    assert "av 3 dokument" not in ended.err, "a pipe is told nothing while it waits"
    assert "build/exempelstad/grannar/tillaggsavtal-1-utkast.pdf could not be made" in ended.err
    assert "1 document could not be made" in ended.err
    assert "2 gjorda." in ended.out
    made = {"konsoliderat-avtal-utkast", "jamforelse-utkast"}
    assert {path.name for path in (copy.build / HOME).iterdir()} == {
        f"{one}{end}" for one in made for end in (".pdf", ".docx")
    }
    assert {
        Path(one["id"]).name for one in json.loads((copy.build / "manifest.json").read_text("utf-8"))["documents"]
    } == made

    template.write_bytes(whole)
    ended = copy.run("build", "--draft", "--jobs", jobs, *TODAY)
    assert ended.status == 0, ended.err
    assert "1 gjorda, 2 var redan aktuella." in ended.out


def kit_and_jobs(copy: Copy) -> tuple[Kit, tuple[Job, ...]]:
    project = Project(copy.root / "data", copy.root / "templates", copy.build)
    workspace, _ = load_workspace(project.data, project.templates)
    kit = Kit(project, {authority.id: authority for authority in workspace.authorities}, None)
    return kit, plan(workspace, project.templates, draft=True)


@pytest.mark.slow
def test_a_process_that_is_killed_loses_no_document(tmp_path: Path):
    kit, jobs = kit_and_jobs(changed_agreement(tmp_path))
    killed: list[int] = []

    def tick() -> None:
        """Kill one of the first processes as soon as there is one."""
        if not killed and (children := multiprocessing.active_children()):
            killed.append(children[0].pid or 0)
            children[0].kill()

    wanted = versions(Embedded.name, embedded_version())
    orders = Orders(kit, Stage(kit.project.build, tmp_path, tmp_path))
    with Crew(lambda: processes(kit, tmp_path, 2), tick, lambda job: (True, wanted, pack(orders.order(job)))) as crew:
        made = list(crew.make(jobs))
    assert killed
    assert {one.job.stem for one in made if isinstance(one, Made)} == {job.stem for job in jobs}
    assert all(
        one.outputs.keys() == {f"{one.job.stem}.docx", f"{one.job.stem}.pdf"} for one in made if isinstance(one, Made)
    )
    assert not multiprocessing.active_children()
    # Only who is killed at once cannot put away what it worked with; the build's own folder is put away after all.
    assert len(list(tmp_path.glob("worker-*"))) <= len(killed)


class Fragile(Executor):
    """Breaks for good at one document, as a pool does when a process of it dies."""

    def __init__(self, deadly: str, then: type[Exception]) -> None:
        self.deadly, self.then, self.broken = deadly, then, False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.broken:
            raise self.then
        future: Future[Any] = Future()
        stem = args[2].decode()
        self.broken = stem == self.deadly
        if self.broken:
            future.set_exception(BrokenExecutor())
        else:
            future.set_result(Product(None, {}))  # type: ignore[arg-type] - nobody looks at it here
        return future


class Patient(Executor):
    """Gives nothing back before it is told to."""

    def __init__(self) -> None:
        self.under_way: list[Future[Any]] = []
        self.told = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.under_way.append(Future())
        if self.told:
            self.give_back()
        return self.under_way[-1]

    def give_back(self) -> None:
        self.told = True
        for future in self.under_way:
            if not future.done():
                future.set_result(Product(None, {}))  # type: ignore[arg-type] - nobody looks at it here


class Deaf(Patient):
    """Does not end before it is let go of, as a pool one process of which was killed while it waited for an order."""

    def __init__(self) -> None:
        super().__init__()
        self.dropped = threading.Event()
        self.give_back()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        assert self.dropped.wait(30), "it would have waited for ever"


def test_processes_that_do_not_hear_that_there_is_no_more_to_do_are_let_go_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("contracts.crew._LATE", 0.1)
    _, jobs = kit_and_jobs(copy_of(write_exempelstad(tmp_path / "fakta"), tmp_path / "projekt"))
    deaf = Deaf()
    with Crew(lambda: Hands(deaf, lambda: 1, deaf.dropped.set), lambda: None, lambda _: (True, {}, b"")) as crew:
        assert len(list(crew.make(jobs))) == len(jobs)
    assert deaf.dropped.is_set()


def test_documents_are_got_ready_while_the_first_are_made(tmp_path: Path):
    _, jobs = kit_and_jobs(copy_of(write_exempelstad(tmp_path / "fakta"), tmp_path / "projekt"))
    patient, under_way = Patient(), []

    def coming() -> Iterator[Job]:
        for _ in range(9):
            under_way.append(len(patient.under_way))
            yield jobs[0]
        patient.give_back()

    looks = iter(range(50))

    def tick() -> None:
        assert next(looks, None) is not None, "it only waits for those that are under way"

    with Crew(lambda: Hands(patient, lambda: 1, lambda: None), tick, lambda _: (True, {}, b"")) as crew:
        assert len(list(crew.make(coming()))) == 9
    assert under_way == [0, 1, *[2] * 7], "the first are given out as soon as they are there, and then no more at once"


def test_every_template_is_tried_and_none_is_given_out_after_the_first_that_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    kit, jobs = kit_and_jobs(changed_agreement(tmp_path))
    wrong = Problem("wrong", "Mallen är fel.", Place("mall.docx"), "rätta den")
    other = Problem("wrong", "Även den här.", Place("annan.docx"), "rätta den")
    answers = iter([None, wrong, None, other])
    asked: list[str] = []

    def fill(job: Job, *_: object) -> str:
        asked.append(job.stem)
        if problem := next(answers, None):
            raise ProblemsError([problem])
        return "fylld"

    monkeypatch.setattr("contracts.filling.fill", fill)
    documents = FilledDocuments(tmp_path, {}, kit.authorities)
    agreement = next(job for job in jobs if is_filled_before(job))
    given: list[str] = []
    with pytest.raises(ProblemsError) as caught:
        given.extend(job.stem for job in documents.fill([agreement] * 4))
    assert (len(given), len(asked)) == (1, 4)
    assert caught.value.problems == (wrong, other)


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system keeps nothing to a processor")
def test_as_many_processes_as_processors_keep_to_one_each(tmp_path: Path):
    kit, _ = kit_and_jobs(copy_of(write_exempelstad(tmp_path / "fakta"), tmp_path / "projekt"))
    usable = processors()
    hands = processes(kit, tmp_path, len(usable))
    with hands.executor as pool:
        assert pool.submit(os.sched_getaffinity, 0).result() <= usable
        assert [len(pool.submit(os.sched_getaffinity, 0).result()) for _ in range(3)] == [1, 1, 1]
    if len(usable) > 1:
        fewer = processes(kit, tmp_path, 1)
        with fewer.executor as pool:
            assert pool.submit(os.sched_getaffinity, 0).result() == usable


@pytest.mark.parametrize("then", [BrokenExecutor, ConnectionRefusedError, EOFError])
def test_a_document_that_kills_its_process_fails_alone(tmp_path: Path, then: type[Exception]):
    _, jobs = kit_and_jobs(changed_agreement(tmp_path))
    deadly = jobs[0].stem
    begun: list[Fragile] = []

    def new() -> Hands:
        begun.append(Fragile(deadly, then))
        return Hands(begun[-1], lambda: 1, lambda: None)

    def parcel(job: Job) -> Parcel:
        return True, {}, job.stem.encode()

    with Crew(new, lambda: None, parcel) as crew:
        results = list(crew.make(jobs))
    assert [one.job.stem for one in results if isinstance(one, Failure)] == [deadly]
    assert {one.job.stem for one in results if isinstance(one, Made)} == {job.stem for job in jobs[1:]}
    assert len(begun) == 3, "each broken one has been replaced"


class Refusing(Fragile):
    """Takes no order at all, as a pool that can begin no process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        raise self.then


@pytest.mark.parametrize(("refusals", "fails"), [(3, False), (99, True)])
def test_an_order_that_nobody_takes_is_given_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusals: int, fails: bool
):
    """So it is when the process that begins all others has been killed, and the system has not put it away yet."""
    monkeypatch.setattr("contracts.crew._PAUSES", (0.0, 0.01, 0.01, 0.01))
    _, jobs = kit_and_jobs(changed_agreement(tmp_path))
    begun: list[Executor] = []

    def new() -> Hands:
        kind = Fragile if not begun or len(begun) > refusals else Refusing
        begun.append(kind(jobs[0].stem if not begun else "", ConnectionRefusedError))
        return Hands(begun[-1], lambda: 1, lambda: None)

    with Crew(new, lambda: None, lambda job: (True, {}, job.stem.encode())) as crew:
        results = list(crew.make(jobs[:1]))
    assert [isinstance(one, Failure) for one in results] == [fails]


def test_an_order_holds_all_that_it_takes_and_no_path_of_the_machine(tmp_path: Path):
    copy = changed_agreement(tmp_path / "har")
    kit, jobs = kit_and_jobs(copy)
    orders = Orders(kit, Stage(copy.build, tmp_path, tmp_path))
    packed = [pack(orders.order(job)) for job in jobs]
    assert not [job.stem for job, content in zip(jobs, packed, strict=True) if os.fsencode(tmp_path) in content]
    laid = [laid_out(unpack(content), tmp_path / f"dar-{at}") for at, content in enumerate(packed)]
    assert {path.name for order in laid for path in files_of(order)} >= {"agreement.docx", "amendment.docx", "1.pdf"}
    for order, job in zip(laid, jobs, strict=True):
        assert [path.read_bytes() for path in files_of(order)] == [path.read_bytes() for path in files_of(job)]
        assert order.job.stem == job.stem


def test_what_an_order_tells_of_a_template_is_told_of_what_it_sends(tmp_path: Path):
    copy = changed_agreement(tmp_path / "har")
    kit, jobs = kit_and_jobs(copy)
    orders = Orders(kit, Stage(copy.build, tmp_path, tmp_path))
    for job in jobs:  # they are filled in already
        orders.order(job, b"")
    for path in {job.template for job in jobs} | {job.agreement for job in jobs if job.agreement}:
        path.write_bytes(path.read_bytes() + b" ")
    for order in map(orders.order, jobs):
        for path, told in (
            (order.job.template, order.sources.template),
            (order.job.agreement, order.sources.agreement),
        ):
            assert (path is None) == (told is None)
            if path is not None and told is not None:
                assert hashlib.sha256(order.files[path]).hexdigest() == told.sha256


def files_of(one: Order | Job) -> list[Path]:
    job = one.job if isinstance(one, Order) else one
    signed = job.planned.wording.signed if job.planned.wording else ()
    return [path for path in (job.template, job.agreement, *signed) if path]


@pytest.mark.parametrize(
    "error",
    [
        ProofError("a.pdf", [Problem("x", "text")]),
        ConversionError("a.docx", "office", "why", "what"),
        MissingProgramError("what", "remedy"),
    ],
)
def test_an_error_comes_back_from_another_process_as_it_was(error: Exception):
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


@pytest.mark.slow
def test_nothing_outlives_a_build_that_is_killed_and_the_next_finishes_it(tmp_path: Path):
    copy = changed_agreement(tmp_path)
    command = [sys.executable, "-m", "contracts", "build", "--draft", "--jobs", "2", *TODAY]
    begun = subprocess.Popen(
        command, cwd=copy.root, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL
    )
    wait_for(lambda: bool(copy.at_work("worker-*/embedded-*")))
    begun.send_signal(signal.SIGKILL)
    begun.wait()
    wait_for(lambda: not copy.processes())
    assert not (copy.build / "manifest.json").exists()
    ended = copy.run("build", "--draft", *TODAY)
    assert ended.status == 0, ended.err
    assert "3 gjorda." in ended.out
    assert not copy.at_work()


def wait_for(there: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not there():
        assert time.monotonic() < until
        time.sleep(0.05)
