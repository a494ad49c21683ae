"""Which items of the facts' lists may have been added or taken away, where a paragraph has come or gone."""

from collections.abc import Iterator, Mapping, Sequence

from contracts.editing.emit import Tree
from contracts.editing.splice import Insert, Remove
from contracts.facts.fact_files import fact_files
from contracts.facts.folders import AuthorityFolder
from contracts.facts.model_fields import ValueKind, model_at
from contracts.facts.source import Route
from contracts.merging.facts import Edits, FactEdit, Leaf, tree_at, trees
from contracts.merging.words import plain
from contracts.prose.escaping import escaped


def gone_candidates(leaves: Sequence[Leaf], authority: AuthorityFolder, text: str) -> Iterator[Edits]:
    """What may have been taken away: an item of a list with a text of this paragraph in it, or that text itself."""
    names = {one.id: plain(one.name) for one in authority.known_organisations()}
    for leaf in leaves:
        said = names.get(leaf.raw, leaf.raw) if leaf.kind is ValueKind.IDENTIFIER else leaf.raw
        if not isinstance(leaf.value, str) or len(said) < 3 or plain(said).casefold() not in plain(text).casefold():
            continue
        numbers = [at for at, step in enumerate(leaf.route) if isinstance(step, int)]
        for at in reversed(numbers):
            yield (FactEdit(leaf.file, Remove(leaf.route[: at + 1])),)
        if not numbers:
            yield (FactEdit(leaf.file, Remove(leaf.route)),)


def come_candidates(
    leaves: Sequence[Leaf], authority: AuthorityFolder, text: str, neighbour: str, *, before: bool
) -> Iterator[Edits]:
    """What may have been added: an item like the one that is printed in a neighbouring paragraph.

    Args:
        leaves: all values.
        authority: the facts.
        text: of the paragraph that has come.
        neighbour: the paragraph beside it, as it was.
        before: whether the new one stands before that.
    """
    known = trees(authority)
    models = {file.name: type(file.facts) for file in fact_files(authority)}
    for leaf in leaves:
        at = next((n for n in range(len(leaf.route) - 1, -1, -1) if isinstance(leaf.route[n], int)), None)
        if at is None or not isinstance(leaf.value, str) or leaf.kind is ValueKind.IDENTIFIER:
            continue
        said = _said(leaf, text, neighbour)
        if not said:
            continue
        into, number = leaf.route[:at], leaf.route[at]
        assert isinstance(number, int)
        item = tree_at(known[leaf.file], leaf.route[: at + 1])
        model = model_at(models[leaf.file], leaf.route[: at + 1])
        required = {name for name, field in model.model_fields.items() if field.is_required()} if model else set()
        place = number if before else number + 1
        for value in _like(item, leaf.route[at + 1 :], said, required):
            yield (FactEdit(leaf.file, Insert(into, value, place)),)


def _said(leaf: Leaf, text: str, neighbour: str) -> str:
    """What a new item says, without what the template prints around each; "" when the neighbour is another's."""
    around, own, new = plain(neighbour), plain(leaf.raw), plain(text)
    at = around.casefold().find(own.casefold())
    if at < 0 or len(own) < 3 or 2 * len(own) < len(around):
        return ""
    head, tail = around[:at], around[at + len(own) :]
    if new.startswith(head):
        new = new[len(head) :]
    if tail and new.endswith(tail):
        new = new[: -len(tail)]
    if own[:1].islower() and around[at : at + 1].isupper():
        new = new[:1].lower() + new[1:]
    return escaped(new) if leaf.kind is ValueKind.MARKDOWN else new


def _like(item: object, inner: Route, said: str, required: set[str]) -> Iterator[Tree]:
    """Items like one of a list, which say something else: the fewer other facts they take over, the sooner."""
    if not inner:
        yield said
        return
    if len(inner) != 1 or not isinstance(item, Mapping):
        return
    name = str(inner[0])
    full: dict[str, Tree] = {str(key): said if key == name else held for key, held in item.items() if key != "id"}
    single: dict[str, Tree] = {key: held for key, held in full.items() if isinstance(held, str)}
    least = {key: held for key, held in single.items() if key in required or key == name}
    tried: list[dict[str, Tree]] = []
    for one in (least, single, full):
        if one not in tried:
            tried.append(one)
            yield one
