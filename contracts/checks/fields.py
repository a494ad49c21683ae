"""How a rule names the fields that it looks at, and which of them many rules share.

A field is named from the root of the file that the rule is about: "term.end", "parties.organisation" (of every party).
A field of another file has that file's kind before it: "authority:units.id"; a rule about documents in prose names the
kind always: "memo:proposals". "*" is every text of the file, and "body" the text after a document's fields.
"""

from typing import Final

from contracts.facts.model.document import DocumentKind
from contracts.facts.source import Route

#: Stands for every text of a file.
EVERY_TEXT: Final = ("*",)
#: Stands for the text after the fields of a document in prose.
BODY: Final = "body"
#: From these follow the first and the last day, and those that extensions can reach.
AGREED_TIME: Final = ("term.start", "term.end", "term.months", "term.years", "term.extension", "term.history")
#: From these follows the day when the last party signed.
SIGNING_DAYS: Final = ("signing.signed_on", "signatories.signed_on")
#: The names that texts may and may not use.
ORGANISATION_NAMES: Final = tuple(
    f"organisations:organisations.{name}" for name in ("legal_name", "short_name", "aliases")
)
#: Every text of every document in prose, also after its fields.
EVERY_DOCUMENT: Final = tuple(f"{kind}:{name}" for kind in DocumentKind for name in ("*", BODY))
#: What follows the fields of every document in prose.
EVERY_BODY: Final = tuple(f"{kind}:{BODY}" for kind in DocumentKind)


def fields(kind: str, *names: str) -> tuple[str, ...]:
    """The names of fields of another kind of file."""
    return tuple(f"{kind}:{name}" for name in names)


def names(named: str, kind: str, field: str, own: str) -> bool:
    """Whether what a rule names takes in a field, or is a part of it.

    Args:
        named: As the rule has it.
        kind: The kind of file that the field is in.
        field: Its name in that file, "term.end"; "" means the file itself.
        own: The kind of file that the rule is about; "" when it is about several.
    """
    before, colon, name = named.rpartition(":")
    if kind != (before if colon else own):
        return False
    return name == "*" or name == field or not field or name.startswith(f"{field}.") or field.startswith(f"{name}.")


def field_at(route: Route) -> str:
    """The name of the field at a route: positions in lists are left out."""
    return ".".join(step for step in route if isinstance(step, str))
