"""JSON of which equal values give equal bytes: keys sorted, Swedish letters as they are, a line end last."""

import json


def canonical_json(value: object) -> bytes:
    """The value as canonical JSON.

    Raises:
        TypeError: it holds something that JSON has no form for.
    """
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
