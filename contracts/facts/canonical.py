"""JSON of which equal values give equal bytes: keys sorted, Swedish letters as they are, a line end last."""

from typing import Any

from pydantic_core import to_json


def canonical_json(value: object) -> bytes:
    """The value as canonical JSON.

    Raises:
        TypeError: it holds something that JSON has no form for, or that has several, such as a fraction.
        ValueError: it holds half a character.
    """
    # The standard library writes indented JSON by Python code; this is many times as fast.
    return to_json(_in_order(value), indent=1) + b"\n"


def _in_order(value: object) -> Any:
    if isinstance(value, dict):
        return {key: _in_order(value[key]) for key in sorted(value)}
    if isinstance(value, list | tuple):
        return [_in_order(item) for item in value]
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"{type(value).__name__} has no place in canonical JSON")
