"""How documents look: the jobs of a plan, and the table of a build."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console, JustifyMethod
from rich.table import Table

from contracts.filing.manifest import DocumentEntry
from contracts.plan.head import Head
from contracts.plan.jobs import Job
from contracts.plan.planned import DraftReason
from contracts.plan.stems import DRAFT
from contracts.presenting.status import unconfirmed_json


def show_documents(console: Console, documents: Sequence[DocumentEntry], build: Path) -> None:
    """The table of a build."""
    if not documents:
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("document", "pages", "signatories", "size", "proved", "file"):
        justify: JustifyMethod = "right" if column in ("pages", "signatories", "size") else "left"
        # A path is copied from here: it is never cut.
        table.add_column(column, justify=justify, overflow="fold", no_wrap=column == "file")
    for entry in documents:
        pdf = build / next(file.path for file in entry.outputs if file.path.endswith(".pdf"))
        table.add_row(
            _called(entry.name, entry.kind) + (" (UTKAST)" if entry.draft else ""),
            str(entry.pages),
            str(len(entry.signatures)),
            f"{pdf.stat().st_size / 1000:.0f} kB",
            _proved(entry),
            pdf.as_posix(),
        )
    console.print(table)


def _called(name: str, kind: str) -> str:
    """A document by name and kind; the name of what an agreement calls for ends with its kind already."""
    return name if kind in name.rpartition(", ")[2] else f"{name}, {kind}"


def show_removed(console: Console, removed: Iterable[Path]) -> None:
    """A line for each file that was taken away."""
    for path in removed:
        console.print(f"Borttagen, för underlaget är borta: {path.as_posix()}", style="yellow")


def _proved(entry: DocumentEntry) -> str:
    """What was proved, in short; the manifest has it all."""
    counts = {check.rule: check.count for check in entry.checks}
    judged = " by veraPDF" if "proof-judge" in counts else ""
    words = {"proof-fact": "facts", "proof-paragraph": "paragraphs", "packet-page": "pages", "packet-tag": "tags"}
    return ", ".join(
        (
            *(f"{counts[rule]} {word}" for rule, word in words.items() if rule in counts),
            *entry.conformance[:-1],
            *(f"{last}{judged}" for last in entry.conformance[-1:]),
        )
    )


def draft_lines(jobs: Iterable[Head], build: Path) -> Iterator[tuple[str, str]]:
    """A line for each document that is a draft although nobody asked for one, and its style.

    It says why, and what is left from before.
    """
    for job in jobs:
        if not job.draft or DraftReason.ASKED in job.draft_reasons:
            continue
        yield f"{_called(job.name, job.word)}, is a draft: {_why(job)}", "yellow"
        earlier = build / f"{job.stem.removesuffix(f'-{DRAFT}')}.pdf"
        if earlier.exists():
            yield f"{earlier.as_posix()} is from before that, and not to be signed", "bold yellow"


def _why(job: Head) -> str:
    number = job.unconfirmed_values
    words = {
        DraftReason.UNCONFIRMED: "1 value is not confirmed" if number == 1 else f"{number} values are not confirmed",
        DraftReason.STATUS: "the partnership's status is draft",
        DraftReason.PART: "a document in it is a draft",
        DraftReason.REVISION: "what stands behind the change is not known (revision in partnership.yaml)",
    }
    return ", ".join(words[reason] for reason in job.draft_reasons)


def show_plan(console: Console, jobs: Sequence[Job], build_shown_as: str) -> None:
    """The table of a plan."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("document", "template", "facts to show", "signatories", "output"):
        table.add_column(column, overflow="fold", no_wrap=column == "output")
    for job in jobs:
        table.add_row(
            _called(job.name, job.word) + (" (UTKAST)" if job.draft else ""),
            f"{job.template.parent.name}/{job.template.name}",
            str(len(job.planned.facts)),
            str(len(job.planned.signatories)),
            f"{build_shown_as}/{job.stem}.pdf",
        )
    console.print(table)


def job_json(job: Job) -> dict[str, object]:
    """One job for machines."""
    return {
        "document": job.stem,
        "id": f"{job.authority}/{job.planned.id}",
        "kind": job.planned.kind,
        "title": job.title,
        "date": job.date.isoformat(),
        "draft": job.draft,
        "draft_reasons": [reason.value for reason in job.planned.draft_reasons],
        "unconfirmed": [unconfirmed_json(one) for one in job.planned.unconfirmed],
        "template": job.template.name,
        "facts_sha256": job.facts_sha256,
        "facts": [
            {"path": fact.path, "label": fact.label, "wordings": list(fact.wordings)} for fact in job.planned.facts
        ],
        "signatures": [{"name": block.id, "label": block.label} for block in job.planned.signatories],
        "parts": [part.stem for part in job.parts],
    }
