"""The same facts and templates give the same bytes, wherever and under whatever settings they are built."""

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.building import Copy, copy_of
from tests.checks.exempelstad import write_exempelstad

TODAY = ("--today", "2024-10-01")
HERE = {"LC_ALL": "C", "LANG": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"}
THERE = {"LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "America/Adak", "PYTHONHASHSEED": "4711"}


def hashes(copy: Copy) -> dict[str, str]:
    """Of all that was built, the manifest among it."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in copy.snapshot().items()}


@pytest.mark.parametrize("kind", ["--draft", pytest.param("--signable", marks=[pytest.mark.office, pytest.mark.slow])])
def test_two_copies_give_equal_hashes_and_each_is_frozen_in_the_other_place(tmp_path: Path, kind: str):
    decided = "decisions: [{body: socialnamnden, date: 2024-09-10, paragraph: 76}]"
    facts = write_exempelstad(tmp_path, decided)
    here, there = copy_of(facts, tmp_path / "här"), copy_of(facts, tmp_path / "en annan" / "mapp med långt namn")
    for copy, settings in ((here, HERE), (there, THERE)):
        ended = copy.run("build", kind, *TODAY, **settings)
        assert ended.status == 0, ended.err
    assert hashes(here) == hashes(there)
    assert any(name.endswith(".pdf") for name in hashes(here))

    shutil.rmtree(there.build)
    shutil.copytree(here.build, there.build)
    ended = there.run("build", kind, "--frozen", *TODAY, **THERE)
    assert ended.status == 0, ended.err
    assert hashes(there) == hashes(here)
