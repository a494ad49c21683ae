"""The floor: LibreOffice alone exports our .docx files, with our export options, fonts and number of workers.

`python -m benchmarks.office_alone SOURCE TARGET WORKERS` starts one soffice for each worker, each with a profile of its
own and an equal share of the files, and does nothing else: nothing is looked at, refreshed, finished or proved.
"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from contracts.pdf.fonts import fonts_configuration
from contracts.pdf.office import find_office
from contracts.pdf.office_bridge import RESTART_STATUS
from contracts.pdf.office_inside import OPTIONS


def export_filter() -> str:
    """The filter with our options, as the command line takes it."""
    kinds = {bool: "boolean", int: "long"}
    options = {name: {"type": kinds[type(value)], "value": str(value).lower()} for name, value in OPTIONS}
    return f"pdf:writer_pdf_Export:{json.dumps(options)}"


def main(source: Path, target: Path, workers: int) -> int:
    """Export all files of `source` into `target`."""
    program = find_office()
    files = sorted(str(path) for path in source.glob("*.docx"))
    target.mkdir(parents=True)
    shares = []
    for number in range(workers):
        home = target / f".home-{number}"
        home.mkdir()
        command = [str(program.soffice), f"-env:UserInstallation={(home / 'profile').resolve().as_uri()}", "--headless"]
        command += ["--convert-to", export_filter(), "--outdir", str(target), *files[number::workers]]
        environment = {**os.environ, "HOME": str(home), "FONTCONFIG_FILE": str(fonts_configuration(home))}
        shares.append((command, environment))
    with ThreadPoolExecutor(workers) as pool:
        return max(pool.map(_run, shares))


def _run(share: tuple[list[str], dict[str, str]]) -> int:
    """Export one share; a fresh profile may want a second start."""
    command, environment = share
    status = subprocess.run(command, env=environment).returncode
    return subprocess.run(command, env=environment).returncode if status == RESTART_STATUS else status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
