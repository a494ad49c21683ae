"""How the clause library looks on a terminal and as JSON: what each clause is for, asks for and rests on."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from contracts.facts.model.library_clause import ClauseVariable
from contracts.plan.clause_list import ListedClause


def show_clause(console: Console, listed: ListedClause) -> None:
    """One clause, on as many lines as it needs."""
    head = listed.clause.head
    title = Text(listed.clause.id, "bold") + Text(f"  {head.heading}")
    if listed.authority:
        title += Text(f"  (own wording of {listed.authority})", "yellow")
    console.print(title)
    for label, text in _lines(listed):
        console.print(Text(f"  {label:<12}", "dim") + Text(text))


def _lines(listed: ListedClause) -> Iterator[tuple[str, str]]:
    head = listed.clause.head
    yield "for", head.summary
    yield "after", head.after
    for variable in head.needs:
        yield "needs", _variable(variable)
    for law in head.law:
        yield "rests on", f"{law.source} (read {law.as_of})" + (f": {law.note}" if law.note else "")
    yield "used by", ", ".join(listed.used_by) or "no partnership"


def _variable(variable: ClauseVariable) -> str:
    example = " ".join(variable.example.split())
    otherwise = "" if variable.default is None else f"; otherwise {' '.join(variable.default.split())}"
    return f"{variable.name}: {variable.title} ({variable.kind}), for example {example}{otherwise}"


def clause_json(listed: ListedClause) -> dict[str, object]:
    """One clause for machines."""
    clause = listed.clause
    return {
        "id": clause.id,
        "heading": clause.head.heading,
        "summary": clause.head.summary,
        "after": clause.head.after,
        "authority": listed.authority,
        "file": clause.body.shown_as,
        "needs": [
            {
                "name": variable.name,
                "title": variable.title,
                "kind": variable.kind.value,
                "example": variable.example,
                "default": variable.default,
            }
            for variable in clause.head.needs
        ],
        "law": [{"source": law.source, "as_of": law.as_of.isoformat(), "note": law.note} for law in clause.head.law],
        "used_by": list(listed.used_by),
    }
