"""The process that workers are forked from imports early, and nobody hears of it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.building import ROOT

RUN = """
import signal, time
from contracts.forking import begin_importing
signal.signal(signal.SIGINT, lambda *_: None)  # as a build, which ends in its own time
begin_importing()
print("begun", flush=True)
end = time.monotonic() + 0.8
while time.monotonic() < end:
    time.sleep(0.1)
"""


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.2])
def test_ctrl_c_while_it_imports_prints_no_traceback(seconds: float):
    with subprocess.Popen(
        [sys.executable, "-c", RUN], cwd=ROOT, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate() == (b"", b"")
        assert process.returncode == 0


def test_a_folder_for_temporary_files_with_a_long_name_hinders_nothing(tmp_path: Path):
    deep = tmp_path / ("å" * 60)
    deep.mkdir()
    code = "from contracts.forking import begin_importing; begin_importing()"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | {"TMPDIR": str(deep)}, capture_output=True, check=True
    )
    assert done.stderr == b""
