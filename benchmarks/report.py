"""docs/benchmarks.md: written by the program from what was measured, never by hand."""

from collections.abc import Iterator

from benchmarks.bars import Bar, bars
from benchmarks.in_the_way import in_the_way
from benchmarks.results import Filling, Machine, Measured, Results, Size, Watched, What
from benchmarks.stages import STAGES

_HEAD = """\
# Benchmarks

Written by `make bench`; do not edit. Every figure is of whole process trees started cold, on one machine, and the
ratios are within one run. The partnerships are generated (`benchmarks/generate.py`), each with an agreement, a PM and a
memo, with the templates of this repository.

## How to repeat it

```
make bench                      # everything on this page; half an hour on a machine with nothing else to do
make bench SIZES="1 10"         # some sizes
```

The other programs are pinned in `benchmarks/requirements.txt` and `benchmarks/npm.txt`, and are installed into
`.bench/`. One that cannot be had is left out, and the report says so. Each size keeps its latest figures until it is
measured again; another machine or another version of anything starts the report anew.
"""

_FAIRNESS = """\
## What is compared

- **Ours** makes tagged PDF/A-3A and PDF/UA-1 with signature fields, attached facts and refreshed contents lists, and
  proves each file{judge}. The others make plain PDFs with LibreOffice's defaults, and look at nothing.
- **Their templates** are made from our finished Word files, so that pages, styles, tables and pictures are the same:
  what differs between partnerships is a value, a bulleted list is a loop. They have no conditions, and the values come
  ready to print: nothing is computed, checked or spelled. All that is in the others' favour. The first documents of
  each are compared with ours: pages and words must agree within ten per cent.
- **Fewer documents** stand in the rows of what takes long: ratios are reckoned by document. A start counts for a little
  more there.
- **unoserver** is one server and one client; **carbone** has as many factories as we have cores; **docxtemplater**
  leaves the PDF to LibreOffice, and gets one call for all.
- **One soffice call for all** is one for every 200 files: what starts LibreOffice takes no more than 255 arguments, and
  leaves out the rest without a word.
- **LibreOffice alone** exports our finished .docx files with our options, fonts and number of workers, each with an
  equal share and a profile of its own. Contents lists are not refreshed, nothing is finished or proved: the floor.
- **Memory** is the highest sum of proportional memory (PSS) of all processes, looked at ten times a second, and a
  hundred times in the first second. **CPU** counts all processes, also those whose parent was killed.
- **Steps** are seconds summed over the workers. Templates are filled in by one process, while the first documents are
  being made; *prove* reads the PDF back, and *judge* is what veraPDF takes of that, where it is installed; what is
  left to the time is start, filing, and waiting.
"""


def report(results: Results) -> str:
    """The document."""
    parts = [
        _HEAD,
        _machine(results.machine),
        _bar_table(bars(results)),
        *_in_the_way(results),
        *(_size_section(size) for size in results.sizes),
        *([_filling_section(results.filling)] if results.filling else []),
        *([_watched_section(results.watched)] if results.watched else []),
        _FAIRNESS.format(judge=", also with veraPDF" if "veraPDF" in results.machine.versions else ""),
    ]
    return "\n".join(parts)


def _machine(machine: Machine) -> str:
    versions = " · ".join(f"{name} {version}" for name, version in machine.versions.items())
    memory = f"{machine.memory / 2**30:.0f} GiB"
    return f"## Machine and versions\n\n{machine.processor}, {machine.cores} cores, {memory} of memory.\n{versions}.\n"


def _table(head: str, alignment: str, rows: Iterator[str]) -> str:
    return "\n".join([head, alignment, *rows]) + "\n"


def _bar_table(found: tuple[Bar, ...]) -> str:
    words = {True: "yes", False: "**no**", None: "–"}
    rows = (f"| {bar.what} | {bar.wanted} | {bar.found} | {words[bar.met]} |" for bar in found)
    return "## Bars\n\n" + _table("| what | bar | found | met |", "|---|---|---|---|", rows)


def _in_the_way(results: Results) -> Iterator[str]:
    if lines := [f"- {one}\n" for one in in_the_way(results)]:
        yield "## What stands in the way of the others\n\n" + "".join(lines)


def _size_section(size: Size) -> str:
    workers = "1 worker" if size.workers == 1 else f"{size.workers} workers"
    head = f"## {size.partnerships} × 3 documents\n\n{size.date.isoformat()}, commit {size.commit}, {workers}.\n\n"
    table = _table(
        "| what | documents | time s | CPU s | peak MB | s/document | against ours, full |",
        "|---|--:|--:|--:|--:|--:|--:|",
        _size_rows(size),
    )
    return head + table + _stage_table(size) + "".join(f"\nLeft out: {what}: {why}\n" for what, why in _left_out(size))


def _left_out(size: Size) -> Iterator[tuple[str, str]]:
    for what, why in size.left_out.items():
        yield what, " ".join(why.split())


def _size_rows(size: Size) -> Iterator[str]:
    full = size.of(What.FULL)
    for one in size.measured:
        ratio = f"{one.each / full.each:.2f} ×" if full else ""
        each = f"{one.each:.3f}" if one.each >= 0.001 else f"{one.each:.5f}"
        figures = f"{one.documents} | {one.wall:.2f} | {one.cpu:.2f} | {one.memory / 1e6:.0f} | {each} | {ratio}"
        yield f"| {one.what} | {figures} |"


def _stage_table(size: Size) -> str:
    timed = [one for one in size.measured if one.stages]
    if not timed:
        return ""
    head = "| s | " + " | ".join(STAGES) + " |"
    return "\n" + _table(head, "|---" + "|--:" * len(STAGES) + "|", map(_stage_row, timed))


def _stage_row(one: Measured) -> str:
    return f"| {one.what} | " + " | ".join(f"{one.stages.get(stage, 0):.2f}" for stage in STAGES) + " |"


def _filling_section(filling: Filling) -> str:
    equal = "The document XML of both is equal" if not filling.differences else "The document XML is **not equal**"
    text = f"""\
## The render step

{filling.date.isoformat()}, commit {filling.commit}: {filling.documents} agreements from one template and the same
facts, in one process each; processor time, after one document to warm up. Ours {filling.ours * 1000:.2f} ms for each
document, after {filling.compiling * 1000:.0f} ms to compile the template once; docxtpl {filling.docxtpl * 1000:.1f} ms:
{filling.docxtpl / filling.ours:.1f} times as long.
{equal} for all of them, after canonicalisation (`benchmarks/canonical.py` says what is left out).

The template is our agreement without what docxtpl cannot do (`benchmarks/filling.py`). Ours also settles numbering and
references, repairs cells, checks the finished structure, and gathers what the proof will look for.
"""
    lines = "".join(f"    {line}\n" for line in filling.differences)
    return text + (f"\n{lines}" if lines else "")


def _watched_section(watched: Watched) -> str:
    seconds = ", ".join(f"{one:.2f}" for one in watched.seconds)
    return f"""\
## In watch

{watched.date.isoformat()}, commit {watched.commit}: one partnership of {watched.partnerships} saved again and again,
and the time until its agreement was there as a draft, in seconds: {seconds}. The first save is not counted.
"""
