"""What this machine has for building documents: engines, fonts, validator. Looks only; changes nothing."""

import importlib.metadata
import platform
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contracts.errors import MissingProgramError
from contracts.pdf import vera
from contracts.pdf.fonts import METRIC_TWINS
from contracts.pdf.office import find_office


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    well: bool
    text: str
    remedy: str = ""


def examine(templates: Path, office: tuple[Path, ...]) -> tuple[Finding, ...]:
    """Everything that building needs, and whether it is there."""
    return (_python(), _office(office), _library("rdocx", "engine for drafts"), *_fonts(templates), _validator())


def _python() -> Finding:
    return Finding("Python", True, f"{platform.python_version()} on {platform.system()}")


def _office(folders: tuple[Path, ...]) -> Finding:
    try:
        program = find_office(folders)
    except MissingProgramError as error:
        return Finding("LibreOffice", False, "missing: only drafts can be made", error.remedy)
    return Finding("LibreOffice", True, f"{program.version}, {program.soffice}; makes signable documents")


def _library(name: str, purpose: str) -> Finding:
    try:
        return Finding(name, True, f"{importlib.metadata.version(name)}, {purpose}")
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, False, "missing", "Run make contracts, which installs it.")


def _fonts(templates: Path) -> Iterator[Finding]:
    for font, users in sorted(_asked(templates).items()):
        twins = METRIC_TWINS.get(font, ())
        where = ", ".join(users)
        if twins:
            yield Finding(font, True, f"drawn with {twins[0]}, equally wide, which comes with the project ({where})")
        elif any(font in known for known in METRIC_TWINS.values()):
            yield Finding(font, True, f"comes with the project ({where})")
        else:
            remedy = "Choose Calibri, Cambria, Arial, Times New Roman or Courier New in the template."
            yield Finding(font, False, f"has no equally wide font here; lines would break elsewhere ({where})", remedy)


def _asked(templates: Path) -> dict[str, list[str]]:
    """The fonts that templates name, each with the templates that name it."""
    asked: dict[str, list[str]] = {}
    for path in sorted(templates.rglob("*.docx")):
        try:
            with zipfile.ZipFile(path) as parts:
                xml = "".join(
                    parts.read(name).decode("utf-8", "replace")
                    for name in parts.namelist()
                    if re.fullmatch(r"word/[\w/]+\.xml", name) and "fontTable" not in name
                )
        except (zipfile.BadZipFile, OSError):
            continue  # `contracts check` says what is wrong with it
        for font in sorted(set(re.findall(r'w:(?:ascii|hAnsi)="([^"{}]+)"', xml))):
            asked.setdefault(font, []).append(path.relative_to(templates).as_posix())
    return asked


def _validator() -> Finding:
    if vera.available():
        return Finding("veraPDF", True, "judges PDF/A and PDF/UA in the tests and in every proof")
    return Finding("veraPDF", True, "not installed; optional (make test installs it)")
