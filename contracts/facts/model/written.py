"""What a value may look like in an editor: the JSON Schema of each type of text.

The reader keeps every value as text, but an editor gives it YAML's own type: 350000 is a number there, true a yes.
So these schemas take each way of writing that the models take, with the mark of an unconfirmed value (a blank and a
question mark) last. They may take more than the models, never less; `contracts check` has the last word.
"""

from typing import Any, Final

from pydantic import WithJsonSchema

#: Last in a pattern: the mark of an unconfirmed value, and the line end of a block text.
_END: Final = r"(\s+\?)?\s*$"


def words(pattern: str, message: str) -> WithJsonSchema:
    """A text that fits a pattern as a whole; a number in YAML is the text of its digits.

    Args:
        pattern: Regular expression, without anchors.
        message: Swedish: what to write instead.
    """
    return WithJsonSchema({"type": ["string", "number"], "pattern": f"^\\s*({pattern}){_END}", "errorMessage": message})


def exact(pattern: str, message: str) -> WithJsonSchema:
    """A text without blanks around it that YAML never takes for a number."""
    return WithJsonSchema({"type": "string", "pattern": f"^({pattern}){_END}", "errorMessage": message})


def number(pattern: str, message: str, lowest: int, highest: int, *, whole: bool = True) -> WithJsonSchema:
    """A number, also one written as text because it is not confirmed or has a comma.

    Args:
        pattern: Regular expression of the text, without anchors.
        message: Swedish: what to write instead.
        lowest: The least number.
        highest: The greatest number.
        whole: Whether it has no decimals.
    """
    kind = "integer" if whole else "number"
    return WithJsonSchema(
        {
            "type": [kind, "string"],
            "minimum": lowest,
            "maximum": highest,
            "pattern": f"^({pattern}){_END}",
            "errorMessage": message,
        }
    )


def yes_or_no(message: str) -> WithJsonSchema:
    """Ja or nej, and what means the same; an editor offers ja and nej."""
    return WithJsonSchema(_choices(["ja", "nej"], "ja|nej|true|false", message, "boolean"))


def one_of(choices: list[str]) -> dict[str, object]:
    """One of some words; an editor offers them."""
    return _choices(choices, "|".join(choices), f"skriv något av: {', '.join(choices)}")


def _choices(choices: list[str], pattern: str, message: str, also: str = "") -> dict[str, object]:
    """Words to offer, and what else may be written in their place.

    That is told by what it is not, since an editor would offer whatever stands as a type.
    """
    refused = [kind for kind in ("array", "boolean", "null", "number", "object") if kind != also]
    written = {"not": {"type": refused}, "pattern": f"^({pattern}){_END}"}
    return {"anyOf": [{"enum": choices}, written], "errorMessage": message}


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
