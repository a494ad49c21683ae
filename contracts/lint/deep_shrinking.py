"""Finds the smallest combination that still fails: what a reader is told must be what matters, and nothing else."""

from collections.abc import Callable, Mapping, Sequence

from contracts.lint.pairwise import Choice


def smallest(
    levels: Mapping[str, str], choices: Sequence[Choice], fails: Callable[[Mapping[str, str]], bool]
) -> Mapping[str, str]:
    """The least that must be asked for to fail, of what was asked for when it failed.

    Halves are left out at first, then quarters, down to single choices, for as long as it fails without them. Nothing
    is left when it fails whatever is asked for.

    Args:
        levels: what was asked for, by choice.
        choices: all of them, each after the one that it hangs on.
        fails: whether it fails when only this is asked for.
    """
    names = [choice.name for choice in choices if choice.name in levels]
    if fails({}):
        return {}
    size = max(1, len(names) // 2)
    while size:
        at = 0
        while at < len(names):
            rest = names[:at] + names[at + size :]
            if fails({name: levels[name] for name in rest}):
                names = rest
            else:
                at += size
        size //= 2
    return {name: levels[name] for name in names}
