"""A profile of LibreOffice's that is ready before its first start."""

import contextlib
from pathlib import Path

#: beside the program's folder: extensions that came with LibreOffice, or that somebody installed for all its users
EXTENSIONS = ("share/extensions", "share/uno_packages/cache/uno_packages", "share/prereg/bundled")


def prepare_profile(soffice: Path, profile: Path) -> None:
    """Tell a profile that is not there yet which build of LibreOffice it belongs to, so that one start is enough.

    A profile of no build, or of another, makes LibreOffice forget its extensions, look for them anew and ask to be
    started once more. Where there are none, as in Debian's packages, that changes nothing. Where there are, and
    dictionaries may be among them, they count only after the second start: there nothing is written.

    Source: `cleanExtensionCache` and `SynchronizeExtensionRepositories` in LibreOffice's desktop/source/app.

    Args:
        soffice: the program, not a launcher elsewhere.
        profile: the folder of the profile, which is made when there is something to write.
    """
    program = soffice.resolve().parent
    build = _build(program / "versionrc")
    if not build or any(_has_entries(program.parent / name) for name in EXTENSIONS):
        return
    with contextlib.suppress(OSError):  # it starts twice then
        (profile / "user" / "extensions").mkdir(parents=True)
        (profile / "user" / "extensions" / "buildid").write_text(build, "utf-8")


def _build(version: Path) -> str:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        for line in version.read_text("utf-8").splitlines():
            key, _, value = line.partition("=")
            if key.strip() == "buildid":
                return value.strip()
    return ""


def _has_entries(folder: Path) -> bool:
    try:
        return any(folder.iterdir())
    except FileNotFoundError:
        return False
    except OSError:
        return True
