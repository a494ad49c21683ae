"""The wheel: what is in it, and that a project can be begun and built with it alone.

It is installed in a clean environment of its own, without the checkout; the libraries come from the tests' environment
by a line in a .pth file, so that nothing is fetched.
"""

import importlib.util
import os
import shutil
import site
import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from contracts.facts.schema import schema_files
from tests.building import ROOT
from tests.test_init import ANSWERS

PARTNERSHIP = """
folder: exempelstad/laxhjalp
partnership:
  name: Läxhjälp i Exempelstad
  document_date: 2030-02-01
  parties:
    - {organisation: exempelstad, unit: kultur}
    - {organisation: bokvannerna, roles: [initiativtagare]}
  initiator: bokvannerna
  purpose: Barn ska få hjälp med läxorna.
  goals: [Fler barn klarar målen i skolan.]
  commitments:
    - {party: exempelstad, text: upplåta lokal, kind: resurs}
    - {party: bokvannerna, text: leda läxhjälpen, kind: tjänst}
  term: {start: 2030-08-01, end: 2033-07-31}
  signatories:
    - {party: exempelstad, name: Anna Exempel, title: Förvaltningschef}
    - {party: bokvannerna, name: Bo Påhittad, title: Ordförande}
"""


def build_wheel(folder: Path) -> Path:
    """The wheel of this checkout, made with the locked build tool."""
    call = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(call, cwd=ROOT, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("dist"))


def test_the_wheel_has_the_program_the_common_templates_and_the_fonts(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert {name.split("/")[0] for name in names} == {"contracts"}
    templates = {name.removeprefix("contracts/_templates/") for name in names if "/_templates/" in name}
    common = (*ROOT.glob("templates/*.docx"), *ROOT.glob("templates/clauses/*.md"), ROOT / "templates" / "NAMES.md")
    assert templates == {path.relative_to(ROOT / "templates").as_posix() for path in common}
    sources = {path.relative_to(ROOT).as_posix() for path in (ROOT / "contracts").rglob("*.py")}
    assert sources <= names
    assert {f"contracts/pdf/fonts/{path.name}" for path in (ROOT / "contracts/pdf/fonts").glob("*.ttf")} <= names
    assert {
        f"contracts/beginning/files/{path.name}" for path in (ROOT / "contracts/beginning/files").iterdir()
    } <= names
    assert not any("__pycache__" in name or name.endswith(".pyc") for name in names)


def test_the_same_checkout_gives_the_same_wheel(wheel: Path, tmp_path: Path):
    assert build_wheel(tmp_path).read_bytes() == wheel.read_bytes()


@dataclass(frozen=True, slots=True)
class Installed:
    """A project's folder, and an environment with the wheel and no checkout."""

    program: Path
    folder: Path

    def run(self, *command: str) -> str:
        """What a command says, run as a user would who has the environment on the path."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        environment["PATH"] = f"{self.program.parent}:{os.environ['PATH']}"
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=environment | {"COLUMNS": "200"},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=240,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    if importlib.util.find_spec("pip") is None:
        pytest.skip("there is no pip to install the wheel with")
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv", symlinks=True)
    python = folder / "venv" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, str(wheel)], check=True, stdin=subprocess.DEVNULL)
    (packages,) = (folder / "venv" / "lib").glob("python3*/site-packages")
    # Only the folder itself is added: what leads from there to the checkout is not followed.
    (packages / "libraries.pth").write_text("\n".join(site.getsitepackages()) + "\n")
    (folder / "iop").mkdir()
    return Installed(folder / "venv" / "bin" / "contracts", folder / "iop")


def test_the_installed_program_is_the_wheels(installed: Installed):
    found = installed.run(str(installed.program.parent / "python"), "-c", "import contracts; print(contracts.__file__)")
    assert Path(found.strip()).is_relative_to(installed.program.parent.parent)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("make") is None, reason="make is missing")
def test_an_empty_folder_becomes_a_project_that_builds_a_proved_pdf(installed: Installed):
    (installed.folder / "svar.yaml").write_text(ANSWERS, encoding="utf-8")
    installed.run("contracts", "init", "--from", "svar.yaml")
    assert {path.name for path in (installed.folder / "data" / ".schema").iterdir()} == set(schema_files())
    assert "inget att bygga än" in installed.run("make", "contracts")
    (installed.folder / "nytt.yaml").write_text(PARTNERSHIP, encoding="utf-8")
    installed.run("contracts", "new", "--from", "nytt.yaml")
    told = installed.run("make", "contracts")
    pdf = "build/exempelstad/laxhjalp/overenskommelse-utkast.pdf"
    assert pdf in told
    installed.run("contracts", "verify", pdf)
    installed.run("make", "check")
    installed.run("make", "clean")
    assert [path.name for path in (installed.folder / "build").iterdir()] == [".sent"], "what was sent is kept"
