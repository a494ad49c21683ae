"""How the terms of a day look: to read, as YAML and as JSON."""

import yaml
from rich.console import Console
from rich.text import Text

from contracts.ledger.listing import listing
from contracts.ledger.terms import USES, Use
from contracts.ledger.trees import Fields, tree_of
from contracts.signed_terms import Held
from contracts.spelling.dates import datum


def show_held(console: Console, found: Held) -> None:
    """The terms, section by section."""
    console.print(Text(f"{found.name} ({found.partnership})", "bold"))
    console.print(f"  Villkoren den {datum(found.day)}")
    if found.revision is not None:
        record = found.revision.record
        told = f"{record.number}.pdf, {record.title}, undertecknad den {datum(record.date)}"
        console.print(f"  enligt {told}; gäller från den {datum(record.effective)}", soft_wrap=True)
    for note in found.notes:
        console.print(Text(f"  {note}", "yellow"), soft_wrap=True)
    for section in listing(found.terms):
        console.print(Text(f"\n{section.section}", "bold"))
        for line in section.lines:
            console.print(Text("  " * (line.depth + 1) + line.text), soft_wrap=True)


def held_json(found: Held) -> dict[str, object]:
    """The terms for machines."""
    record = found.revision.record if found.revision else None
    return {
        "partnership": found.partnership,
        "day": found.day.isoformat(),
        "revision": record.model_dump(mode="json", exclude={"terms"}) if record else None,
        "notes": list(found.notes),
        "terms": found.terms.tree,
    }


class _PlainDumper(yaml.SafeDumper):
    """Writes every scalar as the text that it is: our reader takes no text for a number or a date."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - the name and shape are PyYAML's


def held_yaml(found: Held) -> str:
    """The terms as partnership.yaml has them: a file that can be compared with today's."""
    written = tree_of(found.terms.partnership)
    terms: Fields = {name: value for name, value in written.items() if USES[name] is Use.TERM and value != {}}
    return yaml.dump(terms, Dumper=_PlainDumper, allow_unicode=True, sort_keys=False, width=110)
