"""What the machine has, read from made-up folders, and what is said and done when something is missing."""

import os
from pathlib import Path

from setup.programs import POPPLER, UNO, WRITER, Machine, advice, install_with_apt, missing_programs, writer_folder


def machine_in(top: Path, *files: str, system: str = "") -> Machine:
    """A machine whose files lie under `top`; programs in usr/bin are on its path."""
    for name in files:
        file = top / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("#!/bin/sh\n")
        file.chmod(0o755)
    if system:
        (top / "etc").mkdir(parents=True, exist_ok=True)
        (top / "etc/os-release").write_text(system)
    return Machine(str(top / "usr/bin"), top, "linux")


PROGRAM = "usr/lib/libreoffice/program"
POPPLERS = ("usr/bin/pdfsig", "usr/bin/pdftotext", "usr/bin/pdftoppm")


def test_a_bare_machine_lacks_all(tmp_path: Path):
    assert missing_programs(machine_in(tmp_path), for_tests=False) == (WRITER, UNO)
    assert missing_programs(machine_in(tmp_path), for_tests=True) == (WRITER, UNO, POPPLER)


def test_a_whole_machine_lacks_nothing(tmp_path: Path):
    uno = "usr/lib/python3/dist-packages/uno.py"
    machine = machine_in(tmp_path, f"{PROGRAM}/soffice", f"{PROGRAM}/libswlo.so", uno, *POPPLERS)
    assert missing_programs(machine, for_tests=True) == ()


def test_libreoffice_without_writer_is_not_enough(tmp_path: Path):
    assert writer_folder(machine_in(tmp_path, f"{PROGRAM}/soffice", f"{PROGRAM}/libsclo.so")) is None


def test_writer_is_found_through_a_link_on_the_path(tmp_path: Path):
    machine = machine_in(tmp_path, "elsewhere/program/soffice", "elsewhere/program/libswlo.so", "usr/bin/sh")
    (tmp_path / "usr/bin/soffice").symlink_to(tmp_path / "elsewhere/program/soffice")
    assert writer_folder(machine) == tmp_path / "elsewhere/program"


def test_libreoffice_from_its_makers_brings_its_own_bridge(tmp_path: Path):
    office = "opt/libreoffice25.8/program"
    machine = machine_in(tmp_path, f"{office}/soffice", f"{office}/libswlo.so", f"{office}/python")
    assert missing_programs(machine, for_tests=False) == ()


def test_the_advice_is_for_this_system(tmp_path: Path):
    text = advice([WRITER, UNO], machine_in(tmp_path, system='ID=linuxmint\nID_LIKE="ubuntu debian"\n'))
    assert text.splitlines() == [
        f"Missing: {WRITER.name} and {UNO.name}. Until installed, {WRITER.without}.",
        "Install with:",
        "  Debian, Ubuntu: sudo apt-get install --no-install-recommends libreoffice-writer-nogui python3-uno",
    ]


def test_an_unknown_system_gets_the_advice_for_all(tmp_path: Path):
    text = advice([WRITER, UNO], machine_in(tmp_path, system="ID=hemsnickrad\n"))
    assert text.splitlines()[-4:] == [
        "  Debian, Ubuntu: sudo apt-get install --no-install-recommends libreoffice-writer-nogui python3-uno",
        "  Fedora: sudo dnf install libreoffice-writer libreoffice-pyuno",
        "  Arch: sudo pacman -S libreoffice-fresh",
        "  macOS with Homebrew: brew install --cask libreoffice",
    ]


def fake_apt(top: Path, *, status: int = 0) -> Machine:
    """A machine whose apt-get writes down how it was called, and a sudo that lets everybody."""
    machine = machine_in(top, "usr/bin/apt-get", "usr/bin/sudo")
    (top / "usr/bin/apt-get").write_text(f'#!/bin/sh\necho "$DEBIAN_FRONTEND $*" >> "{top}/calls"\nexit {status}\n')
    (top / "usr/bin/sudo").write_text('#!/bin/sh\n[ "$1" != -n ] || shift\nexec "$@"\n')
    return machine


def test_what_will_be_installed_is_said_first(tmp_path: Path):
    said: list[str] = []

    def say(text: str) -> None:
        assert not (tmp_path / "calls").exists(), "said too late"
        said.append(text)

    assert install_with_apt([WRITER, UNO, WRITER], fake_apt(tmp_path), os.environ, say, may_ask=False)
    assert "libreoffice-writer-nogui, python3-uno" in said[0]
    update, install = (tmp_path / "calls").read_text().splitlines()
    assert update.endswith(" update")
    assert install.endswith(" install -y --no-install-recommends libreoffice-writer-nogui python3-uno")


def test_a_failing_apt_is_told(tmp_path: Path):
    assert not install_with_apt([WRITER], fake_apt(tmp_path, status=100), os.environ, str, may_ask=False)


def test_without_apt_nothing_is_tried(tmp_path: Path):
    said: list[str] = []
    assert not install_with_apt([WRITER], machine_in(tmp_path), os.environ, said.append, may_ask=True)
    assert said == []
