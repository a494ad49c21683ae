"""The names under which a packet carries its parts' attachments: those of different documents are often the same."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

#: Longest beginning of a part's title in the names of its attachments.
LONGEST_SLUG = 60


def carried_names(
    titles: Sequence[str], carried: Sequence[Sequence[str]], own: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """New names for the parts' attachments: each begins with the part's title, and none occurs twice.

    Args:
        titles: of the parts in order.
        carried: names of each part's attachments.
        own: names of the packet's own attachments, which stay.

    Returns:
        For each part the new names in the order of the old.
    """
    taken = set(own)
    renamed: list[tuple[str, ...]] = []
    for title, names in zip(titles, carried, strict=True):
        candidates = (tuple(f"{prefix}-{name}" for name in names) for prefix in _prefixes(title))
        renamed.append(next(candidate for candidate in candidates if taken.isdisjoint(candidate)))
        taken.update(renamed[-1])
    return tuple(renamed)


def _prefixes(title: str) -> Iterator[str]:
    """The title in letters that every file system takes, then the same with 2, 3, and so on."""
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_SLUG].strip("-") or "del"
    yield slug
    number = 2
    while True:
        yield f"{slug}-{number}"
        number += 1
