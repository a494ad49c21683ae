"""The render step by itself: our compiled template against docxtpl, on one template, with the same facts and filters.

The template is our agreement, with all its conditions, loops and tables, but for what docxtpl cannot do: Markdown, the
place of a signature and the name of a heading are plain text in it, and the contents list and the footnote (docxtpl
renders it also where its condition is false) are taken out.
`python -m benchmarks.filling ours|docxtpl FOLDER` measures one of the two; `fill` measures both and compares them.
"""

import datetime as dt
import difflib
import io
import json
import re
import sys
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from benchmarks.canonical import canonical
from benchmarks.contents import TODAY
from benchmarks.generate import generate
from benchmarks.machine import commit
from benchmarks.measuring import measure
from benchmarks.ours import ROOT
from benchmarks.results import Filling
from benchmarks.tools import PYTHON
from contracts import choosing, pipeline
from contracts.plan.stems import AGREEMENT
from contracts.project import Project
from contracts.spelling.filters import FILTERS
from contracts.word.properties import DocumentStamp
from contracts.word.template import compile_template

PARTNERSHIPS = 25
ROUNDS = 4  #: each agreement is rendered so many times
BODY, NOTES = "word/document.xml", "word/footnotes.xml"
#: So many lines of a difference are told.
MOST_LINES = 40
#: What docxtpl cannot do, and what stands there instead.
_INSTEAD = (
    (re.compile(r"\{\{p (.*?) \| stycken(?:\([^)]*\))? \}\}"), r"{{ \1 | plain }}"),
    (re.compile(r" \| underskriftsplats\([^)]*\)"), " | plain"),
    (re.compile(r" \| rubrik_id\([^)]*\)"), ""),
    (re.compile(r'<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>.*?</w:p>'), ""),
    (re.compile(r"<w:footnoteReference [^>]*/>"), ""),
)
_TAG = re.compile(r"\{[{%].*?[}%]\}")
_STAMP = DocumentStamp("Agreement", "Exempelstad", dt.datetime(2030, 2, 10, 12, tzinfo=dt.UTC), "sv-SE", "")


def plain(value: object) -> str:
    """A text as one line; a line to write on for anything else."""
    return " ".join(value.split()) if isinstance(value, str) else "________"


def write_template(target: Path) -> None:
    """The agreement's template, without what docxtpl cannot do."""
    source = ROOT / "templates" / "agreement.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name in (BODY, NOTES):
                text = content.decode("utf-8")
                for pattern, instead in _INSTEAD if name == BODY else ((_TAG, ""),):
                    text = pattern.sub(instead, text)
                content = text.encode("utf-8")
            new.writestr(name, content)


def fill(folder: Path, date: dt.date) -> Filling:
    """Measure both, each in a process of its own, and compare what they made.

    Args:
        folder: an existing one, empty.
        date: today.

    Raises:
        FailedError: One of them failed.
    """
    generate(PARTNERSHIPS, folder)
    write_template(folder / "agreement.docx")
    found = {}
    for name in ("ours", "docxtpl"):
        (folder / name).mkdir()
        command = [sys.executable, "-m", "benchmarks.filling", name, str(folder)]
        measure(command, folder / f"{name}.log", extra={"PYTHONPATH": str(PYTHON)}, folder=ROOT)
        found[name] = json.loads((folder / f"{name}.json").read_text())
    return Filling(
        date=date,
        commit=commit(),
        documents=PARTNERSHIPS * ROUNDS,
        ours=found["ours"]["each"],
        compiling=found["ours"]["compiling"],
        docxtpl=found["docxtpl"]["each"],
        differences=_differences(folder),
    )


def _differences(folder: Path) -> tuple[str, ...]:
    for ours in sorted((folder / "ours").iterdir()):
        mine, theirs = (form(path) for path in (ours, folder / "docxtpl" / ours.name))
        if mine != theirs:
            lines = difflib.unified_diff(theirs, mine, "docxtpl", "ours", n=1, lineterm="")
            return tuple(lines)[:MOST_LINES]
    return ()


def form(path: Path) -> list[str]:
    """The body of a Word file in canonical form."""
    with zipfile.ZipFile(path) as archive:
        return canonical(etree.fromstring(archive.read(BODY))).splitlines()


def facts(folder: Path) -> tuple[Mapping[str, object], ...]:
    """What the template of each agreement in `folder` may name."""
    project = Project(folder / "data", ROOT / "templates", folder / "build")
    workspace = pipeline.check_facts(project, TODAY).workspace
    jobs = choosing.jobs_for(project, workspace, (), draft=False)
    return tuple(job.planned.names for job in jobs if job.planned.kind == AGREEMENT)


def by_ours(template: Path) -> Callable[[Mapping[str, object]], bytes]:
    """Our own way from facts to a Word file."""
    compiled = compile_template(template, filters={**FILTERS, "plain": plain}, shown_as=template.name)
    return lambda names: compiled.render(names, _STAMP).docx


def by_docxtpl(template: Path) -> Callable[[Mapping[str, object]], bytes]:
    """The way that docxtpl's documentation shows, with its template opened anew for each document."""
    from docxtpl import DocxTemplate
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.filters |= {**FILTERS, "plain": plain}

    def render(names: Mapping[str, object]) -> bytes:
        document = DocxTemplate(template)
        document.render(dict(names), environment)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return render


def _measure(folder: Path, name: str) -> dict[str, Any]:
    known: Sequence[Mapping[str, object]] = facts(folder)
    start = time.process_time()
    render = {"ours": by_ours, "docxtpl": by_docxtpl}[name](folder / "agreement.docx")
    compiling = time.process_time() - start
    render(known[0])
    start = time.process_time()
    for _ in range(ROUNDS):
        made = [render(names) for names in known]
    each = (time.process_time() - start) / (ROUNDS * len(known))
    for number, docx in enumerate(made):
        (folder / name / f"{number}.docx").write_bytes(docx)
    return {"compiling": compiling, "each": each}


if __name__ == "__main__":
    _name, _folder = sys.argv[1], Path(sys.argv[2])
    (_folder / f"{_name}.json").write_text(json.dumps(_measure(_folder, _name)))
