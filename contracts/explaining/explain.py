"""All that there is to say of a field."""

from dataclasses import dataclass
from pathlib import Path

from contracts.checks.check import AnyRule, rules_looking_at
from contracts.errors import Problem, ProblemsError
from contracts.explaining.example import example_of
from contracts.explaining.prints import Printed, printed
from contracts.explaining.reach import Reach, reach_of
from contracts.facts.catalogue import Field, fields_of, find, nearest_names
from contracts.facts.kinds import FILE_KINDS


@dataclass(frozen=True, slots=True)
class Explained:
    """One field, explained."""

    field: Field
    example: str  #: YAML, with what the field stands in
    inside: tuple[Field, ...]  #: the fields straight in it
    rules: tuple[AnyRule, ...]  #: that look at this very field
    text_rules: tuple[AnyRule, ...]  #: that look at every text, when it is one
    reach: Reach
    prints: tuple[Printed, ...]  #: where the project's templates print what it reaches


def explain(field: Field, templates: Path) -> Explained:
    """A field, explained.

    Args:
        field: A field of any kind of file.
        templates: The folder of the Word templates to look for it in.

    Raises:
        TemplateError: A template has faults; `contracts lint` tells of them.
    """
    reach = reach_of(field)
    return Explained(
        field,
        example_of(field),
        tuple(one for one in fields_of(field.kind) if one.name.rpartition(".")[0] == field.name),
        rules_looking_at(field.kind.id, field.name),
        rules_looking_at(field.kind.id, "*") if field.is_text else (),
        reach,
        printed(reach, templates),
    )


def named(name: str) -> tuple[Field, ...]:
    """The fields that a name may mean; of a kind of file ("memo") its outermost fields, and of "" those of all files.

    Args:
        name: As `catalogue.find` takes it, or the id of a kind of file.

    Raises:
        ProblemsError: No field is called so; with those that are called nearly so.
    """
    outermost = [
        field for kind in FILE_KINDS if name in ("", kind.id) for field in fields_of(kind) if "." not in field.name
    ]
    if found := (*find(name), *outermost):
        return tuple(dict.fromkeys(found))
    like = nearest_names(name)
    remedy = f"menade du {' eller '.join(f'”{one}”' for one in like)}?" if like else "docs/falt.md räknar upp alla fält"
    raise ProblemsError([Problem("field-unknown", f"inget fält heter ”{name}”", None, remedy)])
