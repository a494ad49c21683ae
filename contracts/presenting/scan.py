"""How the proposals for an agreement's values look on a terminal and as JSON."""

from collections import Counter

from rich.console import Console
from rich.table import Table

from contracts.lint.scan import Proposal, Scanned
from contracts.lint.starting import Started


def show_scan(console: Console, scanned: Scanned, copy: str) -> None:
    """The table of proposals, how many of each sureness, and where the copy lies."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("står där", "slag", "förslag", "hur säkert", "var"):
        table.add_column(column, overflow="fold")
    for one in scanned.proposals:
        where = one.place.heading or f"{one.place.part}, stycke {one.place.paragraph}"
        table.add_row(one.text.strip(), _sort(one), one.write.replace("[", r"\["), one.sureness, where)
    console.print(table)
    console.print(summary(scanned), style="bold")
    console.print(f"Förslagen står som kommentarer i {copy}; ingen text är ändrad.")


def _sort(one: Proposal) -> str:
    known = one.sort.value if one.sort else ""
    return f"lucka{', ' if known else ''}{known}" if one.blank else known


def summary(scanned: Scanned) -> str:
    """How many proposals: "74 uppgifter: 40 säkra, 20 troliga, 10 osäkra, 4 utan förslag"."""
    counts = Counter(one.sureness for one in scanned.proposals)
    words = {"säker": "säkra", "trolig": "troliga", "osäker": "osäkra", "ingen": "utan förslag"}
    parts = ", ".join(f"{counts[name]} {word}" for name, word in words.items() if counts[name])
    number = len(scanned.proposals)
    return f"{number} {'uppgift' if number == 1 else 'uppgifter'}" + (f": {parts}" if parts else "")


def scan_json(scanned: Scanned, copy: str) -> dict[str, object]:
    """The proposals for machines."""
    return {
        "copy": copy,
        "proposals": [
            {
                "text": one.text,
                "kind": one.sort.name.casefold() if one.sort else None,
                "blank": one.blank,
                "part": one.place.part,
                "paragraph": one.place.paragraph,
                "heading": one.place.heading,
                "sureness": one.sureness,
                "fields": [{"write": fit.field.write, "score": fit.score, "why": list(fit.why)} for fit in one.fits],
            }
            for one in scanned.proposals
        ],
    }


def show_started(console: Console, started: Started) -> None:
    """Where the new template lies, and what to do next."""
    console.print(f"Ny mall: {started.path.as_posix()}", style="bold")
    for step in started.steps:
        console.print(f"  – {step}")
