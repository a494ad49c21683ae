"""What a value may look like in an editor: the JSON Schema of each type of text.

The reader keeps every value as text, but an editor gives it YAML's own type: 350000 is a number there, true a yes.
So these schemas take each way of writing that the models take, with the mark of an unconfirmed value (a blank and a
question mark) last. They may take more than the models, never less; `contracts check` has the last word.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

#: Last in a pattern: the mark of an unconfirmed value, and the line end of a block text.
_END: Final = r"(\s+\?)?\s*$"


@dataclass(frozen=True, slots=True)
class Written:
    """How the values of a type are written. Stands in `Annotated`, where pydantic takes the schema from it."""

    what: str  #: Swedish: what a value is, "hela kronor"
    advice: str  #: Swedish: how to write it, as an instruction; what an editor says of anything else
    schema: Mapping[str, Any] = field(hash=False)

    def __get_pydantic_json_schema__(self, core: object, handler: Callable[[object], object]) -> dict[str, Any]:
        """The schema of a value."""
        return {**self.schema, "errorMessage": self.advice}


def words(what: str, pattern: str, advice: str) -> Written:
    """A text that fits a pattern as a whole; a number in YAML is the text of its digits.

    Args:
        what: Swedish: what it is.
        pattern: Regular expression, without anchors.
        advice: Swedish: what to write.
    """
    return Written(what, advice, {"type": ["string", "number"], "pattern": f"^\\s*({pattern}){_END}"})


def exact(what: str, pattern: str, advice: str) -> Written:
    """A text without blanks around it that YAML never takes for a number. Arguments as for `words`."""
    return Written(what, advice, {"type": "string", "pattern": f"^({pattern}){_END}"})


def number(what: str, pattern: str, advice: str, lowest: int, highest: int, *, whole: bool = True) -> Written:
    """A number, also one written as text because it is not confirmed or has a comma.

    Args:
        what: Swedish: what it is.
        pattern: Regular expression of the text, without anchors.
        advice: Swedish: what to write.
        lowest: The least number.
        highest: The greatest number.
        whole: Whether it has no decimals.
    """
    kind = ["integer" if whole else "number", "string"]
    return Written(
        what, advice, {"type": kind, "minimum": lowest, "maximum": highest, "pattern": f"^({pattern}){_END}"}
    )


def yes_or_no(what: str, advice: str) -> Written:
    """Ja or nej, and what means the same; an editor offers ja and nej."""
    return Written(what, advice, _choices(["ja", "nej"], "ja|nej|true|false", also="boolean"))


def choice(choices: Sequence[str]) -> Written:
    """One of some words; an editor offers them."""
    named = ", ".join(choices)
    return Written("ett ord", f"skriv något av: {named}", _choices(list(choices), "|".join(choices)))


def one_of(choices: Sequence[str]) -> dict[str, Any]:
    """The schema of a list of words that pydantic knows as an enumeration."""
    chosen = choice(choices)
    return {**chosen.schema, "errorMessage": chosen.advice}


def _choices(choices: list[str], pattern: str, also: str = "") -> dict[str, Any]:
    """Words to offer, and what else may be written in their place.

    That is told by what it is not, since an editor would offer whatever stands as a type.
    """
    refused = [kind for kind in ("array", "boolean", "null", "number", "object") if kind != also]
    return {"anyOf": [{"enum": choices}, {"not": {"type": refused}, "pattern": f"^({pattern}){_END}"}]}


def or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field that may also be there with nothing written after it."""
    if "type" in schema:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return schema | {"type": [*kinds, "null"]}
    if "errorMessage" in schema:
        words, written = schema["anyOf"]
        refused = [kind for kind in written["not"]["type"] if kind != "null"]
        return schema | {"anyOf": [words, written | {"not": {"type": refused}}]}
    return {"anyOf": [schema, {"type": "null"}]}
