"""Two long texts told apart: what differs, and a few words around it."""

from typing import Final

#: Longer texts are shown around what differs.
_LONG: Final = 160


def around_the_difference(old: str | None, new: str | None) -> tuple[str, str]:
    """Both texts on a line each; of two long ones what differs, with some words on each side."""
    before, after = (" ".join((text or "").split(" ")).replace("\n", " ") for text in (old, new))
    if not before or not after or max(len(before), len(after)) <= _LONG:
        return before, after
    words, others = before.split(" "), after.split(" ")
    start = next((at for at, pair in enumerate(zip(words, others, strict=False)) if pair[0] != pair[1]), 0)
    end = next(
        (at for at, pair in enumerate(zip(reversed(words), reversed(others), strict=False)) if pair[0] != pair[1]), 0
    )
    first, last = max(0, start - 6), max(0, end - 6)
    return _cut(words, first, last), _cut(others, first, last)


def _cut(words: list[str], first: int, last: int) -> str:
    kept = " ".join(words[first : len(words) - last])
    return f"{'… ' if first else ''}{kept}{' …' if last else ''}"
