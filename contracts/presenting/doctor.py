"""How the findings of `contracts doctor` look."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from contracts.doctor import Finding


def show_findings(console: Console, findings: Sequence[Finding]) -> None:
    """What doctor found."""
    for finding in findings:
        mark = Text("ok   ", "green") if finding.well else Text("!    ", "bold red")
        console.print(mark + Text(f"{finding.name}: {finding.text}"))
        if finding.remedy:
            console.print(f"     {finding.remedy}")


def finding_json(finding: Finding) -> dict[str, object]:
    """One finding for machines."""
    return {"name": finding.name, "well": finding.well, "text": finding.text, "remedy": finding.remedy}
