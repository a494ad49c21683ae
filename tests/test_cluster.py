"""A build on a Dask cluster: nothing shared but the network, and the same documents."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest

from contracts.cluster import cluster, is_open_to_others
from contracts.errors import ClusterError, OtherVersionsError
from contracts.pdf.embedded import Embedded, embedded_version
from contracts.provenance import versions
from contracts.workshop import carry_out
from tests.building import ROOT, Copy, copy_of
from tests.pdf.signing_fixtures import throwaway_identities
from tests.test_working import TODAY, changed_agreement, wait_for

#: Seconds after which a scheduler that nobody uses, and a worker that has lost its scheduler, end by themselves.
ALONE = "60"


@dataclass
class Cluster:
    """A scheduler and two workers, each in a folder of its own."""

    address: str
    workers: dict[Path, subprocess.Popen[bytes]]


def certificates(folder: Path) -> dict[str, str]:
    """Dask's settings for a cluster in which all have to prove who they are, with certificates made for it."""
    folder.mkdir()
    throwaway_identities(folder, ["kluster"])
    settings = {"DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "true"}
    settings["DASK_DISTRIBUTED__COMM__TLS__CA_FILE"] = str(folder / "kluster.root")
    for one in ("SCHEDULER", "WORKER", "CLIENT"):
        settings[f"DASK_DISTRIBUTED__COMM__TLS__{one}__CERT"] = str(folder / "kluster.crt")
        settings[f"DASK_DISTRIBUTED__COMM__TLS__{one}__KEY"] = str(folder / "kluster.key")
    return settings


@contextlib.contextmanager
def cluster_in(folder: Path, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[Cluster]:
    scheduler_file = folder / "scheduler" / "scheduler.json"
    protocol = "tls" if settings else "tcp"
    options = ("--protocol", protocol, "--scheduler-file", scheduler_file, "--port", "0", "--idle-timeout", ALONE)
    begun = [dask(scheduler_file.parent, settings, "scheduler", *options)]
    try:
        wait_for(scheduler_file.exists)
        address = next(part for part in scheduler_file.read_text().split('"') if part.startswith(f"{protocol}://"))
        workers = {}
        for name in ("ett", "två"):
            options = ("--nthreads", "1", "--no-nanny", "--death-timeout", ALONE)
            workers[folder / name] = dask(folder / name, settings, "worker", address, *options)
        begun += workers.values()
        yield Cluster(address, workers)
    finally:
        for process in reversed(begun):  # the workers take leave of the scheduler, which must still be there
            process.terminate()
            process.wait(60)


def dask(folder: Path, settings: Mapping[str, str], what: str, *options: object) -> subprocess.Popen[bytes]:
    """A process of the cluster, which knows nothing of the others but an address."""
    (folder / "tmp").mkdir(parents=True)
    own = {"PATH": os.defpath, "HOME": str(folder), "TMPDIR": str(folder / "tmp"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "dask", what, "--host", "127.0.0.1", "--no-dashboard", *map(str, options)]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            command, cwd=folder, env={**own, **settings}, stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )


def built_here(copy: Copy, *options: str, **environment: str) -> dict[str, bytes]:
    ended = copy.run("build", *options, *TODAY, **environment)
    assert ended.status == 0, ended.err
    return copy.snapshot()


@pytest.mark.slow
def test_a_worker_that_is_killed_in_the_middle_loses_no_document_and_changes_no_byte(tmp_path: Path):
    copy = changed_agreement(tmp_path / "här")
    here = built_here(copy_of(copy.root / "data", tmp_path / "för sig"), "--draft")
    with cluster_in(tmp_path) as those:
        command = [sys.executable, "-m", "contracts", "build", "--draft", "--scheduler", those.address, *TODAY]
        build = subprocess.Popen(
            command, cwd=copy.root, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True
        )
        at_work: list[Path] = []

        def somebody_works() -> bool:
            at_work.extend(folder for folder in those.workers if any(folder.glob("tmp/worker-*/work/*")))
            return bool(at_work)

        wait_for(somebody_works)
        those.workers[at_work[0]].kill()
        out, _ = build.communicate(timeout=120)
    assert build.returncode == 0
    assert "3 gjorda." in out
    assert copy.snapshot() == here


@pytest.mark.slow
@pytest.mark.office
def test_what_can_be_signed_is_made_there_as_here_and_nobody_else_is_let_in(tmp_path: Path):
    copy = changed_agreement(tmp_path / "här")
    here = built_here(copy_of(copy.root / "data", tmp_path / "för sig"))
    settings = certificates(tmp_path / "intyg")
    with cluster_in(tmp_path, settings) as those:
        stranger = certificates(tmp_path / "främmande")
        ended = copy.run("build", "--scheduler", those.address, *TODAY, **stranger)
        assert (ended.status, "cannot be used" in ended.err, copy.snapshot()) == (4, True, {})
        assert built_here(copy, "--scheduler", those.address, **settings) == here
    assert not list(tmp_path.glob("*/tmp/worker-*")), "the workers have tidied up after themselves"


def test_a_worker_with_another_version_of_something_makes_nothing():
    wanted = versions(Embedded.name, embedded_version()) | {"Python": "3.10.1", "fonts": "andra"}
    with pytest.raises(OtherVersionsError) as caught:
        carry_out(True, wanted, b"never opened")
    assert f"Python is {sys.version.split()[0]} there and 3.10.1 here" in str(caught.value)
    assert [name for name, *_ in caught.value.differences] == ["Python", "fonts"]


@pytest.mark.parametrize(
    ("address", "open_to_others"),
    [
        ("tcp://127.0.0.1:8786", False),
        ("tcp://[::1]:8786", False),
        ("tcp://localhost:8786", False),
        ("tls://byggare.exempelstad.example:8786", False),
        ("tcp://192.168.1.4:8786", True),
        ("tcp://byggare:8786", True),
    ],
)
def test_a_connection_that_others_may_read_is_known(address: str, open_to_others: bool):
    assert is_open_to_others(address) is open_to_others


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(ClusterError, match=r"tcp://127\.0\.0\.1:9 cannot be used"):
        cluster("tcp://127.0.0.1:9", patience=0.2)
