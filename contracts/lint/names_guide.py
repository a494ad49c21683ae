"""A guide to the names of templates, made from the views: what each is, how it is printed, and which templates use it.

python -m contracts.lint.names_guide > templates/NAMES.md
python -m contracts.lint.names_guide docs/faltguide.docx
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from contracts.lint.names_field_guide import field_guide
from contracts.lint.names_filters import FilterGuide, filter_guides
from contracts.lint.names_groups import Group, Name, groups

_TEMPLATES: Final = Path(__file__).parents[2] / "templates"
_HEAD: Final = """\
# Namn i mallarna

Den här filen är gjord ur programmets vyer (`python -m contracts.lint.names_guide > templates/NAMES.md`); samma
innehåll finns som Word-fil att kopiera ur, docs/faltguide.docx.

Varje rad: taggen att klistra in, vad den är, vilken sorts uppgift, vad den skriver ut (→) och vilka mallar som använder
den. Indragna namn hör till raden ovanför. En lista gås igenom med `{%p for … in … %}`, och inuti den heter posten det
som står efter `for`. Det som *kan saknas* omges med `{% if … %}`: ett tomt värde skrivs aldrig ut. *Ja eller nej* är
till för villkor. *Markdown* står i ett eget stycke med `stycken`.

I en Markdowntext (memo-….md och andra) används samma namn som i dokumentets mall utom `body`, med `{{ … }}`, och
dessutom `partnership("id")`, `changes_of("id")`, `economic_report("id")` och `figures("id", "tabell", "rad")`. I en
Wordmall ger `{{ ref("namn") }}` numret på en rubrik med det bokmärket.
"""


def guide(found: Sequence[Group], filters: Sequence[FilterGuide]) -> str:
    """The whole guide, in Swedish, as Markdown."""
    lines = [_HEAD]
    for group in found:
        lines += [f"## {group.title} ({group.kind})", "", *(_line(name) for name in group.names), ""]
    return "\n".join([*lines, *_filter_lines(filters)]) + "\n"


def _line(name: Name) -> str:
    shown = f"`{name.tag}`" if name.tag else f"`{name.path}`"
    said = [f"{'  ' * name.depth}- {shown} {name.title}."]
    if name.description:
        said.append(name.description.rstrip(".") + ".")
    said.append(f"*{name.kind}*")
    if name.see:
        said.append(f"· samma namn som i `{name.see}`")
    if name.example:
        said.append(f"→ {name.example}")
    if name.used_by:
        said.append(f"· {', '.join(name.used_by)}")
    return " ".join(said)


def _filter_lines(filters: Sequence[FilterGuide]) -> Iterator[str]:
    yield from ("## Filter", "")
    for one in filters:
        yield f"- `{one.tag}` {one.what}" + (f" → {one.prints}" if one.prints else "")


def main(arguments: Sequence[str]) -> None:
    """Write the Word guide to the file that is named, or the Markdown guide when none is."""
    found, filters = groups(_TEMPLATES), filter_guides()
    if arguments:
        Path(arguments[0]).write_bytes(field_guide(found, filters))
    else:
        sys.stdout.write(guide(found, filters))


if __name__ == "__main__":
    main(sys.argv[1:])
