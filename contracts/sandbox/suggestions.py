"""The nearest name that exists, for someone who has misspelt one."""

import difflib
from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A Swedish remedy that names the nearest known name, or the known names when none is near."""
    names = sorted(set(known))
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        return f"menade du ”{near[0]}”?"
    if not names:
        return "kontrollera stavningen"
    shown = ", ".join(names[:12]) + (" … (alla står i templates/NAMES.md)" if len(names) > 12 else "")
    return f"det som finns är: {shown}"
