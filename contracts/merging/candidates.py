"""Which facts may have been changed where a paragraph reads otherwise: guesses, to be proved by printing them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from contracts.editing.splice import Set
from contracts.facts.folders import AuthorityFolder
from contracts.facts.model_fields import ValueKind
from contracts.merging.facts import Edits, FactEdit, Leaf
from contracts.merging.values import exchanged, written_instead
from contracts.merging.words import Hunk, Word, cut, hunks, matched, plain, words_of
from contracts.prose.escaping import escaped

#: The share of a paragraph's words that a text with marks or expressions in it must have, to be what it was made of.
_LEAST: Final = 0.6
#: A text of fewer words must stand there word for word.
_FEW: Final = 4


def set_to(leaf: Leaf, raw: str) -> Edits:
    """The change of one value."""
    return (FactEdit(leaf.file, Set(leaf.route, raw)),)


def value_candidates(leaves: Sequence[Leaf], old: str, new: str) -> Iterator[Edits]:
    """Amounts, counts, days and months that may have been changed between two texts."""
    before, after = words_of(old), words_of(new)
    for hunk in hunks(before, after):
        for one, other in exchanged(plain(cut(old, before, hunk.old)), plain(cut(new, after, hunk.new))):
            for leaf in leaves:
                raw = written_instead(leaf.raw, leaf.value, one, other)
                if raw is not None and raw != leaf.raw:
                    yield set_to(leaf, raw)


def reference_candidates(leaves: Sequence[Leaf], authority: AuthorityFolder, old: str, new: str) -> Iterator[Edits]:
    """Facts that may lead to another organisation now, since another one's name stands where its name stood."""
    known = {one.id: plain(one.name) for one in authority.known_organisations()}
    before, after = plain(old), plain(new)
    for leaf in leaves:
        name = known.get(leaf.raw, "") if leaf.kind is ValueKind.IDENTIFIER else ""
        if not name or before.count(name) <= after.count(name):
            continue
        for identifier, other in known.items():
            if other != name and after.count(other) > before.count(other):
                yield set_to(leaf, identifier)


def text_candidates(leaf: Leaf, raw: str, old: str, new: str) -> Iterator[str]:
    """How data would write a text, so that it reads as it was edited; the best first.

    Args:
        leaf: the text's place.
        raw: how data writes it, perhaps already with another paragraph's changes.
        old: a paragraph that it may have been printed in.
        new: the paragraph as it was edited.
    """
    if leaf.kind is ValueKind.IDENTIFIER:
        return
    written, before, after = words_of(raw), words_of(old), words_of(new)
    if not written or not before:
        return
    changed = hunks(before, after)
    told: set[str] = set()
    for standing in _standing(written, before):
        touching = [hunk for hunk in changed if _inside(hunk, standing)]
        edges = [hunk for hunk in touching if not hunk.old and not _within(hunk, standing)]
        choices = [touching, [one for one in touching if one not in edges]] if edges else [touching]
        for choice in choices:
            spelt = _respelt(leaf, raw, written, before, after, new, standing, choice)
            if choice and spelt.strip() and spelt != raw and spelt not in told:
                told.add(spelt)
                yield spelt


def _standing(written: Sequence[Word], before: Sequence[Word]) -> Iterator[Mapping[int, int]]:
    """Where a text stands in a paragraph: which word of the paragraph is which of the text."""
    found = False
    for start in range(len(before) - len(written) + 1):
        if all(_same(one, before[start + n], last=n + 1 == len(written)) for n, one in enumerate(written)):
            found = True
            yield {start + n: n for n in range(len(written))}
    if found or len(written) < _FEW:
        return
    alike = matched(before, written)
    if len(alike) >= _LEAST * len(before):
        yield alike


def _same(written: Word, printed: Word, *, last: bool) -> bool:
    one, other = written.text.casefold(), printed.text.casefold()
    return one == other or (last and other == f"{one}s")


def _inside(hunk: Hunk, standing: Mapping[int, int]) -> bool:
    """Whether a change is one of this text, or beside its first or last word."""
    if hunk.old:
        numbers = [standing.get(n, -1) for n in hunk.old]
        return -1 not in numbers and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return hunk.old.start - 1 in standing or hunk.old.start in standing


def _within(hunk: Hunk, standing: Mapping[int, int]) -> bool:
    return hunk.old.start - 1 in standing and hunk.old.start in standing


def _respelt(
    leaf: Leaf,
    raw: str,
    written: Sequence[Word],
    before: Sequence[Word],
    after: Sequence[Word],
    new: str,
    standing: Mapping[int, int],
    changed: Sequence[Hunk],
) -> str:
    pieces: list[tuple[int, int, str]] = []
    for hunk in changed:
        said = cut(new, after, hunk.new)
        if not hunk.old:
            # With the white space that stands between it and the word that stays.
            if hunk.old.start - 1 in standing:
                at = written[standing[hunk.old.start - 1]].end
                said = new[after[hunk.new.start - 1].end if hunk.new.start else 0 : after[hunk.new.stop - 1].end]
            else:
                at = written[standing[hunk.old.start]].start
                said = new[after[hunk.new.start].start : after[hunk.new.stop].start]
            pieces.append((at, at, said))
            continue
        first, last = standing[hunk.old[0]], standing[hunk.old[-1]]
        start, end = written[first].start, written[last].end
        if not said:  # with the white space before it
            start = written[first - 1].end if first else start
            end = end if first or last + 1 == len(written) else written[last + 1].start
        elif before[hunk.old[-1]].text.casefold() == f"{written[last].text.casefold()}s" and said.endswith("s"):
            said = said[:-1]
        if said and first == 0 and written[0].text[:1].islower() and before[hunk.old[0]].text[:1].isupper():
            said = said[:1].lower() + said[1:]
        pieces.append((start, end, said))
    for start, end, said in sorted(pieces, reverse=True):
        said = said.replace("\N{NO-BREAK SPACE}", " ")
        raw = raw[:start] + (_as_markdown(said) if leaf.kind is ValueKind.MARKDOWN else said) + raw[end:]
    return raw


def _as_markdown(said: str) -> str:
    """The text as Markdown, with the spaces around it as they are."""
    head, tail = said[: len(said) - len(said.lstrip())], said[len(said.rstrip()) :]
    return f"{head}{escaped(said.strip())}{tail}"
