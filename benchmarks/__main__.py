"""`python -m benchmarks`: measures the sizes that were asked for and writes docs/benchmarks.md; see the Makefile."""

import argparse
import compileall
import contextlib
import datetime as dt
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from benchmarks.filling import fill
from benchmarks.machine import this_machine
from benchmarks.measuring import FailedError, adopt_orphans
from benchmarks.ours import ROOT
from benchmarks.report import report
from benchmarks.results import FILE, Results, What, read_results, write_results
from benchmarks.sizes import Limits, measure_size, say
from benchmarks.watching import watch
from benchmarks.work import Tools
from contracts.pdf.office import find_office

#: What a whole run measures: sizes, and of each what is asked for there; everything for None. Our own full build, the
#: one with nothing changed and the one with one fact changed are measured of every size.
_OURS = frozenset({What.FULL})
_WHOLE: Mapping[int, frozenset[What] | None] = MappingProxyType(
    {
        1: None,
        10: None,
        12: _OURS,  # nothing changed
        34: _OURS,  # memory, of some hundred documents
        100: _OURS | {What.FULL_ALONE, What.FLOOR, What.DRAFT},  # growth
        200: None,  # against the others
        667: _OURS,  # memory, of two thousand documents
        1000: _OURS,
    }
)
#: Partnerships among which one is edited.
_WATCHED = 1000


def main() -> int:
    """Measure, keep what was found, and write the report after each size."""
    options = _options()
    program = find_office()
    command = Path(shutil.which("soffice") or program.soffice)
    tools = Tools(command, program.soffice.parent, program.python, len(os.sched_getaffinity(0)))
    for package in ("contracts", "benchmarks"):  # as after a first run: a start is not to compile the program
        compileall.compile_dir(ROOT / package, quiet=2)
    adopt_orphans()
    whole = not options.sizes
    sizes = _WHOLE if whole else dict.fromkeys(options.sizes)
    date = dt.datetime.now(dt.UTC).date()
    results = read_results(this_machine(program), options.results)
    if whole or options.filling:
        say("the render step")
        with _folder() as folder:
            results = _keep(results.model_copy(update={"filling": fill(folder, date)}), options)
    if watched := options.watch or (_WATCHED if whole else 0):
        say(f"watch, {watched} partnerships")
        with _folder() as folder:
            try:
                results = _keep(results.model_copy(update={"watched": watch(watched, folder, date)}), options)
            except FailedError as error:
                say(f"  watch left out: {error}")
    for partnerships, asked in sizes.items():
        only = frozenset(What[name] for name in options.only) or asked or frozenset()
        limits = Limits(options.most, options.most_started, options.most_alone, only)
        with _folder() as folder:
            results = _keep(results.with_size(measure_size(partnerships, folder, tools, limits, date)), options)
    return 0


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="contracts-bench-") as folder:
        yield Path(folder)


def _keep(results: Results, options: argparse.Namespace) -> Results:
    """Write what has been measured so far, so that nothing is lost when a later size is stopped."""
    write_results(results, options.results)
    options.report.write_text(report(results), "utf-8")
    say(f"{options.report.name} written")
    return results


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "sizes",
        nargs="*",
        type=int,
        help="numbers of partnerships; without any the whole is run, which takes half an hour",
    )
    parser.add_argument("--most", type=int, default=300, help="documents that another program makes at most (300)")
    parser.add_argument(
        "--most-started", type=int, default=60, help="the same where LibreOffice is started for each document (60)"
    )
    parser.add_argument(
        "--most-alone", type=int, default=200, help="partnerships that our build makes at most with one worker (200)"
    )
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="measure these; see results.What")
    parser.add_argument("--filling", action="store_true", help="measure the render step by itself")
    parser.add_argument("--watch", type=int, metavar="PARTNERSHIPS", help="measure contracts watch among so many")
    parser.add_argument("--report", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--results", type=Path, default=FILE, help="where figures are kept between runs")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
