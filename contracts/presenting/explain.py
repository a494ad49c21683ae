"""How an explained field looks on a terminal and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from contracts.checks.check import AnyRule
from contracts.errors import Severity, Stage
from contracts.explaining.explain import Explained
from contracts.explaining.prints import Printed
from contracts.explaining.reach import PM_TEXT
from contracts.facts.catalogue import Field
from contracts.lint.names_groups import KINDS

_WEIGHT: Final = {Severity.ERROR: "fel", Severity.WARNING: "varning"}
_LABEL_WIDTH: Final = 14
#: Headings and names shown of one template.
_MOST: Final = 6


def show_fields(console: Console, fields: Sequence[Field]) -> None:
    """Several fields, on two lines each, and how to ask for one."""
    for field in fields:
        console.print(Text(field.whole_name, "bold") + Text(f"  {field.title}") + Text(f"  {_kind(field)}", "dim"))
        console.print(Text(f"  {field.description}"))
    console.print(Text(f"\n{len(fields)} fält. Mer om ett av dem: contracts explain {fields[0].whole_name}", "dim"))


def show_explained(console: Console, explained: Explained) -> None:
    """One field, with all that there is to say."""
    field = explained.field
    console.print(Text(field.whole_name, "bold") + Text(f"  {field.title}") + Text(f"  ({field.kind.file})", "dim"))
    console.print(Text(field.description))
    for label, lines in _sections(explained):
        for at, line in enumerate(lines):
            console.print(Text(f"  {'' if at else label:<{_LABEL_WIDTH}}", "dim") + Text(line))


def _sections(explained: Explained) -> Iterator[tuple[str, Sequence[str]]]:
    field = explained.field
    yield "skrivs", [_written(field)]
    yield "måste finnas", [_required(field)]
    if field.default:
        yield "annars", [field.default]
    yield "exempel", explained.example.splitlines()
    if explained.inside:
        yield "fält i det", [f"{one.last_name}: {one.title}. {one.description}" for one in explained.inside]
    yield "regler", [_rule(rule) for rule in explained.rules] or ["ingen ser på just detta fält"]
    if explained.text_rules:
        yield "i alla texter", [", ".join(rule.id for rule in explained.text_rules)]
    if explained.reach.made:
        yield "avgör", [f"om det görs: {', '.join(KINDS[kind] for kind in sorted(explained.reach.made))}"]
    yield "skrivs ut", list(_prints(explained))


def _written(field: Field) -> str:
    if field.written is None or field.choices:
        return _kind(field) + (f": {', '.join(field.choices)}" if field.choices else "")
    advice = field.written.advice
    return _kind(field) if field.written.what in advice else f"{_kind(field)}; {advice}"


def _kind(field: Field) -> str:
    """What its values are, in words."""
    what = field.written.what if field.written else "ett ord" if field.choices else "fält"
    return f"lista av {what}" if field.many else what


def _required(field: Field) -> str:
    above = field.name.rpartition(".")[0]
    if field.required:
        return f"ja, där {above} finns" if above else "ja"
    return "nej"


def _rule(rule: AnyRule) -> str:
    waits = "" if rule.stage is Stage.DRAFTING else f", för {rule.stage}"
    return f"{rule.id} ({_WEIGHT[rule.severity]}{waits}): {rule.title}"


def _prints(explained: Explained) -> Iterator[str]:
    for one in explained.prints:
        yield f"{one.template}: {_few(one.places)}; {_few([f'{{{{ {name} }}}}' for name in one.names])}"
    reached = explained.reach.names
    if not explained.prints:
        unused = [f"{name} ({KINDS[kind]})" for kind in KINDS for name in sorted(reached.get(kind, ()))]
        if unused:
            yield f"ingen mall skriver ut det; namn att använda: {_few(unused)}"
        elif PM_TEXT not in reached:
            yield "se fälten i det" if explained.inside else "nej"
    if PM_TEXT in reached:
        yield f"i texten i ett PM som nämner {_few([f'{{{{ {name} }}}}' for name in sorted(reached[PM_TEXT])])}"


def _few(items: Sequence[str]) -> str:
    more = len(items) - _MOST
    return ", ".join(items[:_MOST]) + (f" och {more} till" if more > 0 else "")


def field_json(field: Field) -> dict[str, object]:
    """A field for machines."""
    return {
        "name": field.whole_name,
        "file": field.kind.file,
        "title": field.title,
        "description": field.description,
        "type": _kind(field),
        "written": field.written.advice if field.written else "",
        "list": field.many,
        "required": field.required,
        "choices": list(field.choices),
        "default": field.default,
    }


def explained_json(explained: Explained) -> dict[str, object]:
    """An explained field for machines."""
    return field_json(explained.field) | {
        "example": explained.example,
        "inside": [one.whole_name for one in explained.inside],
        "rules": [_rule_json(rule) for rule in (*explained.rules, *explained.text_rules)],
        "decides": sorted(explained.reach.made),
        "reaches": {kind: sorted(names) for kind, names in sorted(explained.reach.names.items())},
        "prints": [_print_json(one) for one in explained.prints],
    }


def _rule_json(rule: AnyRule) -> dict[str, object]:
    return {
        "id": rule.id,
        "severity": rule.severity.value,
        "stage": rule.stage.value,
        "title": rule.title,
        "source": rule.source,
    }


def _print_json(one: Printed) -> dict[str, object]:
    return {"kind": one.kind, "template": one.template, "names": list(one.names), "places": list(one.places)}
