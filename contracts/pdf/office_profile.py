"""A profile of LibreOffice's that is ready before its first start."""

import contextlib
from pathlib import Path
from xml.sax.saxutils import escape

#: beside the program's folder: extensions that came with LibreOffice, or that somebody installed for all its users
EXTENSIONS = ("share/extensions", "share/uno_packages/cache/uno_packages", "share/prereg/bundled")
#: bytes of laid out text that LibreOffice remembers. All of it keeps the fonts of its document in memory, which are not
#: counted: with the usual 20 MB it grows by 80 MB in its first eighty documents, and is no faster for it.
TEXT_MEMORY = 1_000_000
#: a profile's settings; one that a LibreOffice does not know is passed over
SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Product">
<prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>{version}</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Common/Cache/Font">
<prop oor:name="GlyphsCacheSize" oor:op="fuse"><value>{text_memory}</value></prop>
</item>
</oor:items>
"""


def prepare_profile(soffice: Path, version: str, profile: Path) -> None:
    """Tell a profile that is not there yet what a first start would otherwise find out, or decide for itself.

    - Which LibreOffice it belongs to. In a profile of an older one, or of none, LibreOffice tries its drawing out: half
      of the start, and 130 MB of memory for that time.
    - Which build, so that one start is enough. A profile of no build, or of another, makes LibreOffice forget its
      extensions, look for them anew and ask to be started once more. Where there are none, as in Debian's packages,
      that changes nothing. Where there are, and dictionaries may be among them, they count only after the second
      start: there no build is written.
    - How much laid out text to remember.

    Source: `runGraphicsRenderTests`, `cleanExtensionCache` and `SynchronizeExtensionRepositories` in LibreOffice's
    desktop/source/app; `SalLayoutGlyphsCache` in its vcl.

    Args:
        soffice: the program, not a launcher elsewhere.
        version: its version, such as 7.4.7.2.
        profile: the folder of the profile.
    """
    program, user = soffice.resolve().parent, profile / "user"
    build = _build(program / "versionrc")
    settings = SETTINGS.format(version=escape(version), text_memory=TEXT_MEMORY)
    with contextlib.suppress(OSError):  # it starts slower then, and takes more memory
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(settings, "utf-8")
        if build and not any(_has_entries(program.parent / name) for name in EXTENSIONS):
            (user / "extensions").mkdir()
            (user / "extensions" / "buildid").write_text(build, "utf-8")


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
