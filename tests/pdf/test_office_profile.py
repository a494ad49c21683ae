from pathlib import Path
from xml.etree import ElementTree

import pytest

from contracts.pdf.office_profile import EXTENSIONS, TEXT_MEMORY, prepare_profile

OOR = "{http://openoffice.org/2001/registry}"
VERSION = "[Version]\nAllLanguages=en-US sv\nbuildid=40(Build:2)\nVendor=Norrvik\n"


@pytest.fixture
def soffice(tmp_path: Path) -> Path:
    """A LibreOffice as Debian installs it: its folders for extensions are there, and empty."""
    program = tmp_path / "libreoffice" / "program"
    for folder in (program, *(program.parent / name for name in EXTENSIONS)):
        folder.mkdir(parents=True)
    (program / "versionrc").write_text(VERSION, "utf-8")
    return program / "soffice.bin"


def written(profile: Path) -> list[str]:
    return sorted(path.relative_to(profile).as_posix() for path in profile.rglob("*") if path.is_file())


def test_a_profile_says_its_build_before_the_first_start(soffice: Path, tmp_path: Path) -> None:
    prepare_profile(soffice, "7.4.7.2", tmp_path / "profile")
    assert written(tmp_path / "profile") == ["user/extensions/buildid", "user/registrymodifications.xcu"]
    assert (tmp_path / "profile/user/extensions/buildid").read_text("utf-8") == "40(Build:2)"


def test_a_profile_belongs_to_the_version_that_starts_in_it(soffice: Path, tmp_path: Path) -> None:
    prepare_profile(soffice, "24.8<&", tmp_path / "profile")
    tree = ElementTree.parse(tmp_path / "profile/user/registrymodifications.xcu")
    values = {prop.attrib[f"{OOR}name"]: prop.findtext("value") for prop in tree.iter("prop")}
    assert values == {"ooSetupLastVersion": "24.8<&", "GlyphsCacheSize": str(TEXT_MEMORY)}


@pytest.mark.parametrize("place", EXTENSIONS)
def test_a_libreoffice_with_extensions_starts_twice(soffice: Path, tmp_path: Path, place: str) -> None:
    (soffice.parents[1] / place / "dict-sv").mkdir()
    prepare_profile(soffice, "7.4.7.2", tmp_path / "profile")
    assert written(tmp_path / "profile") == ["user/registrymodifications.xcu"]


@pytest.mark.parametrize("version", [None, b"", b"[Version]\nVendor=Norrvik\n", b"buildid=\xff\n"])
def test_a_libreoffice_that_tells_no_build_starts_twice(soffice: Path, tmp_path: Path, version: bytes | None) -> None:
    (soffice.parent / "versionrc").unlink()
    if version is not None:
        (soffice.parent / "versionrc").write_bytes(version)
    prepare_profile(soffice, "7.4.7.2", tmp_path / "profile")
    assert written(tmp_path / "profile") == ["user/registrymodifications.xcu"]


def test_a_profile_that_cannot_be_written_is_left_to_libreoffice(soffice: Path, tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("")
    prepare_profile(soffice, "7.4.7.2", tmp_path / "profile")
    assert (tmp_path / "profile").read_text() == ""
