"""Items and groups of the terms in words: field by field, each value spelt as documents spell it."""

from collections.abc import Iterable, Iterator
from typing import Final

from contracts.facts.measures import measure
from contracts.facts.model.economy import Contribution
from contracts.ledger.identity import IDENTITIES, Path
from contracts.ledger.spelt import field_at, spell
from contracts.ledger.subjects import item_name, told_by_name
from contracts.ledger.terms import Terms
from contracts.ledger.trees import Fields, Tree
from contracts.spelling.names import lista

CONTRIBUTIONS: Final = ("economy", "contributions")
#: Fields that say together how much a contribution is.
MEASURES: Final = frozenset({"amount", "ceiling", "percent", "per", "start", "end", "by_year"})


def in_words(tree: Tree, path: Path, terms: Terms) -> str:
    """A value, a list or a group of fields, on one line."""
    if isinstance(tree, str):
        return spell(tree, path, terms)
    if isinstance(tree, dict):
        said = [*details(tree, path, terms)]
        return said[0][1] if len(said) == 1 and path in IDENTITIES else _joined(map(_labelled, said))
    if all(isinstance(item, str) for item in tree):
        return lista([in_words(item, path, terms) for item in tree])
    return ", ".join(_item(item, path, terms) for item in tree if isinstance(item, dict))


def _joined(texts: Iterable[str]) -> str:
    """Texts in a row. A sentence has its own end."""
    whole = ""
    for text in texts:
        between = "" if not whole else " " if whole.endswith((".", "!", "?")) else "; "
        whole += between + text
    return whole


def _item(item: Fields, path: Path, terms: Terms) -> str:
    said = in_words(item, path, terms)
    return f"{item_name(path, item, terms)}: {said}" if said else item_name(path, item, terms)


def _labelled(said: tuple[str, str]) -> str:
    label, text = said
    return f"{label}: {text}" if label else text


def _grouped(label: str, value: Tree, text: str) -> tuple[str, str]:
    return ("", f"{label} ({text})") if isinstance(value, dict) else (label, text)


def details(item: Fields, path: Path, terms: Terms) -> Iterator[tuple[str, str]]:
    """What an item says beyond its name, field by field: the field's title and what stands in it.

    The title is empty where the words need none: of a text, of how much a contribution is.
    """
    skipped = set(told_by_name(path)) if path in IDENTITIES else set()
    if path == CONTRIBUTIONS:
        yield "", measure(Contribution.model_validate(item))
        skipped |= MEASURES
    if path == ("parties",):
        organisation = terms.organisation(str(item["organisation"]))
        if organisation and organisation.organisation_number:
            yield "Organisationsnummer", organisation.organisation_number
    for name, value in item.items():
        if name not in skipped:
            inner = (*path, name)
            label = "" if name == "text" else field_at(inner).title
            yield _grouped(label, value, in_words(value, inner, terms))
