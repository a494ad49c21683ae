"""All terms of an agreement to read: section by section, line by line, values as documents spell them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from contracts.facts.source import Route
from contracts.ledger.changes import path_of
from contracts.ledger.identity import IDENTITIES
from contracts.ledger.sections import Headings, Section, order_of, section_at
from contracts.ledger.spelt import field_at
from contracts.ledger.subjects import item_name
from contracts.ledger.terms import Terms
from contracts.ledger.trees import Fields, Tree
from contracts.ledger.wording import details, in_words
from contracts.spelling.names import versal_forst

#: Groups whose fields are told one by one, each where it belongs.
_OPENED: Final = frozenset({("economy",), ("commitment_texts",)})
#: Their names are told with the parties.
_NAMED: Final = frozenset({"organisations", "units"})


@dataclass(frozen=True, slots=True)
class TermLine:
    """One line of the terms."""

    depth: int  #: 0 for a term, 1 for what it says more
    text: str


@dataclass(frozen=True, slots=True)
class ListedSection:
    """One section with its terms."""

    section: Section
    lines: tuple[TermLine, ...]


def listing(terms: Terms, headings: Headings | None = None) -> tuple[ListedSection, ...]:
    """The terms, section by section in the agreement's order.

    Args:
        terms: the state to tell.
        headings: what the rendered agreement calls its sections; otherwise the common template's names, unnumbered.
    """
    found: dict[Section, list[TermLine]] = {}
    for route, value in _parts(terms.tree, ()):
        section = section_at(route, terms, headings)
        lines = found.setdefault(section, [])
        for line in _lines(value, route, terms, section.heading):
            # Several items of one name, such as a party's commitments, stand under it once.
            if line.depth or line != next((one for one in reversed(lines) if not one.depth), None):
                lines.append(line)
    order = sorted(found, key=lambda section: order_of(section, terms))
    return tuple(ListedSection(section, tuple(found[section])) for section in order)


def _parts(tree: Fields, above: Route) -> Iterator[tuple[Route, Tree]]:
    """Every term that is told by itself: a field, or an item of a list."""
    for name, value in tree.items():
        route: Route = (*above, name)
        if name in _NAMED:
            continue
        if isinstance(value, list):
            yield from (((*route, at), item) for at, item in enumerate(value))
        elif isinstance(value, dict) and (route in _OPENED or path_of(route)[:1] == ("commitment_texts",)):
            yield from _parts(value, route)
        else:
            yield route, value


def _lines(value: Tree, route: Route, terms: Terms, heading: str) -> Iterator[TermLine]:
    """One term. What the section's heading says already is not said again."""
    path = path_of(route)
    title = field_at(path).title if path not in IDENTITIES else ""
    label = "" if title == heading else title
    if not isinstance(value, dict):
        yield from _text(label, in_words(value, path, terms), 0)
        return
    name = versal_forst(item_name(path, value, terms)) if path in IDENTITIES else label
    if name and name != heading:
        yield TermLine(0, name)
    for told, text in details(value, path, terms):
        yield from _text(told, text, 1 if name and name != heading else 0)


def _text(label: str, text: str, depth: int) -> Iterator[TermLine]:
    """A text on its line, or with each of its paragraphs below its title."""
    lines = [" ".join(paragraph.split("\n")).strip() for paragraph in re.split(r"\n\s*\n", text.strip())]
    if len(lines) == 1:
        yield TermLine(depth, f"{label}: {lines[0]}" if label else lines[0])
        return
    if label:
        yield TermLine(depth, f"{label}:")
    yield from (TermLine(depth + bool(label), line) for line in lines)
