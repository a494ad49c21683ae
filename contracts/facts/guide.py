"""A guide to the data files, made from the models: every field with its title, meaning, and whether it is required.

python -m contracts.facts.guide > docs/falt.md
"""

import sys

from contracts.facts.catalogue import Field, fields_of
from contracts.facts.kinds import FILE_KINDS


def guide() -> str:
    """The whole guide, in Swedish, as Markdown."""
    lines = [
        "# Fält i uppgifterna",
        "",
        "Den här filen är gjord ur programmets modell (`python -m contracts.facts.guide > docs/falt.md`).",
        "Indragna fält hör till fältet ovanför; *lista* betyder att varje post börjar med ett bindestreck. Fält med",
        "**fet** stil måste finnas där fältet ovanför finns. Det som inte skrivs blir inget villkor.",
        "",
        "Ett värde som slutar med ett blanksteg och ett frågetecken (`amount: 350000 ?`) är inte bekräftat.",
        "Dokumenten som bygger på det blir utkast, där allt som vilar på värdet är markerat; `contracts status` räknar",
        "upp det.",
    ]
    for kind in FILE_KINDS:
        lines += ["", f"## {kind.file}", "", *(_line(field) for field in fields_of(kind))]
    return "\n".join(lines) + "\n"


def _line(field: Field) -> str:
    shown = f"**`{field.last_name}`**" if field.required else f"`{field.last_name}`"
    return f"{'  ' * field.name.count('.')}- {shown} {field.title}{_kind(field)}. {field.description}"


def _kind(field: Field) -> str:
    """What follows the title: "(lista)" for lists, and the allowed words where there are such."""
    words = [" (lista)"] if field.many else []
    if field.choices and field.choices != ("ja", "nej"):
        words.append(": " + ", ".join(f"`{choice}`" for choice in field.choices))
    return "".join(words)


if __name__ == "__main__":
    sys.stdout.write(guide())
