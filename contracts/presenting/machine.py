"""Results for machines: one JSON document, with Swedish letters as they are."""

import json


def as_json(value: object) -> str:
    """Text of a JSON document, with Swedish letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2)
