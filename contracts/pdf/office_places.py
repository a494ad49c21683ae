"""Where LibreOffice lies. Nothing is started or loaded to find that out."""

import os
from collections.abc import Iterable
from pathlib import Path

#: where LibreOffice's program is found when it is not on the search path
USUAL_FOLDERS = (
    Path("/usr/bin"),
    Path("/usr/local/bin"),
    Path("/usr/lib/libreoffice/program"),
    Path("/usr/lib64/libreoffice/program"),
    Path("/opt/libreoffice/program"),
    Path("/Applications/LibreOffice.app/Contents/MacOS"),
)
PROGRAMS = ("soffice", "libreoffice")


def usual_folders() -> tuple[Path, ...]:
    """Where LibreOffice's program lies when it is not on the search path; of versions side by side the newest first."""
    numbered = sorted(Path("/opt").glob("libreoffice*/program"), reverse=True)
    return (*USUAL_FOLDERS, *numbered)


def office_in(folders: Iterable[Path]) -> Path | None:
    """The first LibreOffice in these folders, or None."""
    found = next((place / name for place in folders for name in PROGRAMS if os.access(place / name, os.X_OK)), None)
    return _without_launcher(found.resolve()) if found else None


def _without_launcher(soffice: Path) -> Path:
    """The program itself: its launchers leave it running when they are killed."""
    program = soffice.with_name("soffice.bin")
    return program if os.access(program, os.X_OK) else soffice
