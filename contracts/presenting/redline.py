"""How a comparison of two Word files looks: its changes in short, and where they can be read."""

from rich.console import Console
from rich.text import Text

from contracts.presenting.problems import problem_json, problem_text
from contracts.redline.changes import Change
from contracts.redlining import Written


def show_redline(console: Console, written: Written) -> None:
    """Print the changes, what the reader should know, and the files."""
    for change in written.changes:
        console.print(Text(f"{change.number:>3}  ", "bold") + Text(f"{change.place}: {change.kind}"), soft_wrap=True)
    number = {0: "inga ändringar", 1: "1 ändring"}.get(len(written.changes), f"{len(written.changes)} ändringar")
    console.print(Text(number, "bold"))
    for remark in written.remarks:
        console.print(problem_text(remark), soft_wrap=True)
    console.print(f"{written.docx.as_posix()}  (spårade ändringar, att godta eller avvisa i Word)")
    if written.pdf is not None and written.proof is not None:
        proved = ", ".join((f"{written.proof.pages} sidor", *written.proof.conformance))
        console.print(f"{written.pdf.as_posix()}  ({proved}; {written.engine})")


def redline_json(written: Written) -> dict[str, object]:
    """A comparison for machines."""
    return {
        "docx": written.docx.as_posix(),
        "pdf": written.pdf.as_posix() if written.pdf is not None else None,
        "engine": written.engine,
        "conformance": list(written.proof.conformance) if written.proof is not None else [],
        "changes": [change_json(change) for change in written.changes],
        "problems": [problem_json(remark) for remark in written.remarks],
    }


def change_json(change: Change) -> dict[str, object]:
    """One change for machines."""
    return {
        "number": change.number,
        "kind": change.kind,
        "place": change.place,
        "before": change.before_text,
        "after": change.after_text,
    }
