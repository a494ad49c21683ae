"""How a difference from the signed terms looks: section by section, and the document that it calls for."""

from collections.abc import Iterator
from typing import Final

from rich.console import Console
from rich.text import Text

from contracts.ledger.around import around_the_difference
from contracts.ledger.changes import ChangeKind
from contracts.ledger.classification import CALLED, Classification
from contracts.ledger.revisions import Revision
from contracts.ledger.telling import ToldChange
from contracts.presenting.effects import effect_json, show_effect
from contracts.presenting.problems import problem_json, show_problems
from contracts.signed_terms import Differing
from contracts.spelling.dates import datum

_STYLES: Final = {ChangeKind.ADDED: "green", ChangeKind.REMOVED: "red"}


def show_differing(console: Console, found: Differing) -> None:
    """The difference, and what it calls for."""
    console.print(Text(f"{found.name} ({found.partnership})", "bold"))
    console.print(f"  från: {_state(found.old)}")
    console.print(f"  till: {_state(found.new) if found.new else 'partnership.yaml så som den är nu'}")
    section = None
    for change in found.changes:
        if change.section != section:
            section = change.section
            console.print(Text(f"\n{section}", "bold"))
        for line in _lines(change):
            console.print(line, soft_wrap=True)
    if not found.changes and found.classification is None:
        console.print("\nInga villkor skiljer.")
    if found.classification is not None:
        _show_classification(console, found.classification)
    if found.changes:
        show_effect(console, found.effect)
        asked = "change-in-register" not in [one.rule for one in found.findings]
        if found.effect.undated and not found.effect.complete and asked:
            console.print("  Ange revision.effective i partnership.yaml, så räknas effekten i allt.", soft_wrap=True)
    show_problems(console, found.findings)


def _state(revision: Revision) -> str:
    record = revision.record
    days = f"undertecknad den {datum(record.date)}, gäller från den {datum(record.effective)}"
    return f"{record.number}.pdf, {record.title}, {days}"


def _lines(change: ToldChange) -> Iterator[Text]:
    yield Text("  ") + Text(change.headline, _STYLES.get(change.kind, "yellow"))
    if change.kind is ChangeKind.MOVED:
        yield Text(f"      stod {change.old}, står {change.new}")
        return
    old, new = around_the_difference(change.old, change.new)
    if old:
        yield Text("    - ", "red") + Text(old)
    if new:
        yield Text("    + ", "green") + Text(new)


def _show_classification(console: Console, found: Classification) -> None:
    if found.kind is None:
        console.print()
    else:
        console.print(Text(f"\nDet kallar på {CALLED[found.kind]}.", "bold"))
    for text in (*found.reasons, *found.arithmetic):
        console.print(f"  {text}", soft_wrap=True)


def differing_json(found: Differing) -> dict[str, object]:
    """A difference for machines."""
    return {
        "partnership": found.partnership,
        "from": _state_json(found.old),
        "to": _state_json(found.new) if found.new else None,
        "changes": [change_json(change) for change in found.changes],
        "classification": _classification_json(found.classification) if found.classification else None,
        "effect": effect_json(found.effect),
        "problems": [problem_json(problem) for problem in found.findings],
    }


def change_json(change: ToldChange) -> dict[str, object]:
    """One change for machines."""
    return {
        "kind": change.kind.value,
        "section": {"id": change.section.id, "heading": change.section.heading, "number": change.section.number},
        "subject": change.subject,
        "field": change.field,
        "old": change.old,
        "new": change.new,
        "route": list(change.route),
        "binding": change.binding,
    }


def _state_json(revision: Revision) -> dict[str, object]:
    record = revision.record
    return {
        "number": record.number,
        "kind": record.kind.value,
        "title": record.title,
        "date": record.date.isoformat(),
        "effective": record.effective.isoformat(),
    }


def _classification_json(found: Classification) -> dict[str, object]:
    return {
        "kind": found.kind.value if found.kind else None,
        "reasons": list(found.reasons),
        "arithmetic": list(found.arithmetic),
        "signers": list(found.signers),
        "last_day": found.last_day.isoformat() if found.last_day else None,
    }
