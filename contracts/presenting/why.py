"""How it looks why documents would be made: a line for each document, and one for each reason below it."""

from collections.abc import Sequence

from rich.console import Console

from contracts.filing.manifest import DocumentEntry
from contracts.why import Why


def show_why(console: Console, found: Sequence[Why], gone: Sequence[DocumentEntry], build_shown_as: str) -> None:
    """Each document with its reasons, what would be removed, and how many there are of each."""
    for one in found:
        console.print(f"{build_shown_as}/{one.stem}.pdf: {'görs' if one.reasons else 'är aktuellt'}", style="bold")
        for reason in one.reasons:
            console.print(f"   {reason.file}: {reason.text}" if reason.file else f"   {reason.text}", markup=False)
    for entry in gone:
        console.print(f"{build_shown_as}/{entry.id}.pdf: tas bort, för underlaget är borta", style="bold")
    due = sum(bool(one.reasons) for one in found)
    console.print(f"{due} görs, {len(found) - due} är aktuella, {len(gone)} tas bort.", style="bold")


def why_json(found: Sequence[Why], gone: Sequence[DocumentEntry]) -> dict[str, object]:
    """The same for machines."""
    return {
        "why": {
            one.stem: [
                {"cause": reason.cause.value, "text": reason.text, "file": reason.file} for reason in one.reasons
            ]
            for one in found
        },
        "gone": [entry.id for entry in gone],
    }
