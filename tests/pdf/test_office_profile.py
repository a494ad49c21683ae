from pathlib import Path

import pytest

from contracts.pdf.office_profile import EXTENSIONS, prepare_profile

VERSION = "[Version]\nAllLanguages=en-US sv\nbuildid=40(Build:2)\nVendor=Norrvik\n"


@pytest.fixture
def soffice(tmp_path: Path) -> Path:
    """A LibreOffice as Debian installs it: its folders for extensions are there, and empty."""
    program = tmp_path / "libreoffice" / "program"
    for folder in (program, *(program.parent / name for name in EXTENSIONS)):
        folder.mkdir(parents=True)
    (program / "versionrc").write_text(VERSION, "utf-8")
    return program / "soffice.bin"


def test_a_profile_says_its_build_before_the_first_start(soffice: Path, tmp_path: Path) -> None:
    prepare_profile(soffice, tmp_path / "profile")
    (written,) = (path for path in (tmp_path / "profile").rglob("*") if path.is_file())
    assert written == tmp_path / "profile" / "user" / "extensions" / "buildid"
    assert written.read_text("utf-8") == "40(Build:2)"


@pytest.mark.parametrize("place", EXTENSIONS)
def test_a_libreoffice_with_extensions_starts_as_it_wants(soffice: Path, tmp_path: Path, place: str) -> None:
    (soffice.parents[1] / place / "dict-sv").mkdir()
    prepare_profile(soffice, tmp_path / "profile")
    assert not (tmp_path / "profile").exists()


@pytest.mark.parametrize("version", [None, b"", b"[Version]\nVendor=Norrvik\n", b"buildid=\xff\n"])
def test_a_libreoffice_that_tells_no_build_starts_as_it_wants(
    soffice: Path, tmp_path: Path, version: bytes | None
) -> None:
    (soffice.parent / "versionrc").unlink()
    if version is not None:
        (soffice.parent / "versionrc").write_bytes(version)
    prepare_profile(soffice, tmp_path / "profile")
    assert not (tmp_path / "profile").exists()


def test_a_profile_that_cannot_be_written_is_left_to_libreoffice(soffice: Path, tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("")
    prepare_profile(soffice, tmp_path / "profile")
    assert (tmp_path / "profile").read_text() == ""
