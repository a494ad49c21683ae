"""Says a combination of facts in words: "när bilagor (annexes) saknas och målgrupper (target_groups) har en post"."""

from collections.abc import Mapping

from contracts.lint.deep_paths import Read
from contracts.lint.names_texts import explained
from contracts.lint.samples import (
    EMPTY,
    GONE,
    HARD,
    LETTERS,
    LONG,
    MIXED,
    NO,
    NONE,
    ONE,
    SAME,
    SEVERAL,
    YES,
)
from contracts.lint.samples_promises import DERIVED
from contracts.spelling.names import lista


def in_words(levels: Mapping[str, str], reads: Mapping[str, Read]) -> str:
    """A combination, as what follows a sentence: "när …"; "" when there is nothing to say.

    Args:
        levels: what differs from an ordinary document, by path.
        reads: what the template reads, by path.
    """
    said = [_one(path, level, reads) for path, level in levels.items()]
    return f"när {lista(said)}" if said else ""


def _one(path: str, level: str, reads: Mapping[str, Read]) -> str:
    if path == LETTERS:
        return {HARD: "texterna har tecken som & och <", LONG: "namn och texter är mycket långa"}.get(
            level, "texterna är vanliga"
        )
    what = _named(path, reads)
    if level.startswith(SAME):
        return f"{what} är {level.removeprefix(SAME)}"
    said = {
        GONE: f"{what} saknas",
        EMPTY: f"{what} är tom",
        NONE: f"{what} är utan poster",
        ONE: f"{what} har en post",
        SEVERAL: f"{what} har flera poster",
        YES: f"{what} är ja",
        NO: f"{what} är nej",
        MIXED: f"{what} skiljer sig mellan posterna",
    }
    return said.get(level, f"{what} finns")


def _named(path: str, reads: Mapping[str, Read]) -> str:
    read = reads.get(path) or _derived(path, reads)
    title = explained(read.owner, path.rpartition(".")[2])[0] if read else ""
    return f"{title[:1].lower()}{title[1:]} ({path})" if title else path


def _derived(path: str, reads: Mapping[str, Read]) -> Read | None:
    """What a path is when the template reads it through a field that is made of others."""
    top = path.partition(".")[0].removesuffix("[]")
    for name, parts in DERIVED.items():
        if top in parts:
            return reads.get(name + path.removeprefix(top))
    return None
