"""`python -m benchmarks`: measures the sizes that were asked for and writes docs/benchmarks.md; see the Makefile."""

import argparse
import compileall
import contextlib
import datetime as dt
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

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

#: What the bars do not ask about.
_NOT_IN_BARS = {What.BATCH, What.DOCXTEMPLATER}


def main() -> int:
    """Measure, keep what was found, and write the report after each size."""
    options = _options()
    program = find_office()
    command = Path(shutil.which("soffice") or program.soffice)
    tools = Tools(command, program.soffice.parent, program.python, len(os.sched_getaffinity(0)))
    for package in ("contracts", "benchmarks"):  # as after a first run: a start is not to compile the program
        compileall.compile_dir(ROOT / package, quiet=2)
    adopt_orphans()
    limits = Limits(options.most, options.most_started, options.most_alone, _chosen(options))
    date = dt.datetime.now(dt.UTC).date()
    results = read_results(this_machine(program), options.results)
    if options.filling:
        say("the render step")
        with _folder() as folder:
            results = _keep(results.model_copy(update={"filling": fill(folder, date)}), options)
    if options.watch:
        say(f"watch, {options.watch} partnerships")
        with _folder() as folder:
            try:
                results = _keep(results.model_copy(update={"watched": watch(options.watch, folder, date)}), options)
            except FailedError as error:
                say(f"  watch left out: {error}")
    for partnerships in options.sizes:
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
    parser.add_argument("sizes", nargs="*", type=int, help="numbers of partnerships")
    parser.add_argument("--most", type=int, default=120, help="documents that another program makes at most (120)")
    parser.add_argument(
        "--most-started", type=int, default=30, help="the same where LibreOffice is started for each document (30)"
    )
    parser.add_argument(
        "--most-alone", type=int, default=20, help="partnerships that our build makes at most with one worker (20)"
    )
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="measure these; see results.What")
    parser.add_argument("--bars", action="store_true", help="measure what the bars ask about, and no other program")
    parser.add_argument("--filling", action="store_true", help="measure the render step by itself")
    parser.add_argument("--watch", type=int, metavar="PARTNERSHIPS", help="measure contracts watch among so many")
    parser.add_argument("--report", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--results", type=Path, default=FILE, help="where figures are kept between runs")
    return parser.parse_args()


def _chosen(options: argparse.Namespace) -> frozenset[What]:
    if options.bars:
        return frozenset(What) - _NOT_IN_BARS
    return frozenset(What[name] for name in options.only)


if __name__ == "__main__":
    sys.exit(main())
