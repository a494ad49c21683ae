"""Takes a template apart once, for all rules: its parts as the lawyer has them and cleaned, paragraphs and tags."""

import copy
from collections.abc import Iterable
from pathlib import Path

from contracts.errors import Place
from contracts.lint.enclosing import enclosures
from contracts.lint.rule import ORDER, LintPart, LintSubject
from contracts.word.blocks import Tag
from contracts.word.cleaning import clean
from contracts.word.contents_list import empty_contents
from contracts.word.footnotes import move_notes_in
from contracts.word.inventory import PROPERTIES, Inventory, take_inventory
from contracts.word.ooxml import Element, W, parse
from contracts.word.package import Package, read_package
from contracts.word.places import FOOTNOTES, Paragraph, part_labels, read_paragraphs, read_properties
from contracts.word.places import PROPERTIES as PROPERTIES_LABEL
from contracts.word.styles import StyleBook, read_styles
from contracts.word.tags import find_tags


def read_subject(path: Path, shown_as: str, kind: str = "") -> LintSubject:
    """The template in a Word file, for rules to look at.

    Args:
        path: the file.
        shown_as: how messages name it.
        kind: the kind of document that it is for, "" when that is unknown.

    Raises:
        TemplateError: it is missing, is no sound Word file, is too large, or holds what may not be in a template.
    """
    return subject_of(read_package(path, shown_as), shown_as, kind)


def subject_of(package: Package, shown_as: str, kind: str = "") -> LintSubject:
    """The template in a package, for rules to look at."""
    inventory = take_inventory(package)
    book = read_styles(inventory.members.get(inventory.styles))
    originals: dict[str, tuple[Element, ...]] = {}
    roots = {name: _two(name, inventory, originals) for name in _members(inventory)}
    body = roots[inventory.main][1]
    empty_contents(body)
    if inventory.footnotes:
        move_notes_in(body, roots[inventory.footnotes][1])
    labels = part_labels(dict.fromkeys(inventory.stories))
    stories = (_story(name, label, roots[name], book, shown_as) for name, label in labels.items())
    parts = sorted(stories, key=lambda part: inventory.stories.index(part.name))
    if inventory.footnotes:
        place = Place(shown_as, part=FOOTNOTES)
        parts.append(LintPart(inventory.footnotes, FOOTNOTES, *roots[inventory.footnotes], place))
    for name in PROPERTIES:
        if name in inventory.members:
            parts.append(_properties(name, inventory, shown_as))
    return LintSubject(shown_as, kind, package, inventory, book, tuple(parts), originals)


def _members(inventory: Inventory) -> tuple[str, ...]:
    return (*inventory.stories, *((inventory.footnotes,) if inventory.footnotes else ()))


def _two(name: str, inventory: Inventory, originals: dict[str, tuple[Element, ...]]) -> tuple[Element, Element]:
    """A part as it is, and a cleaned copy in which each paragraph knows which one it was."""
    root = parse(inventory.members[name])
    originals[name] = tuple(root.iter(W + "p"))
    cleaned = copy.deepcopy(root)
    for number, paragraph in enumerate(cleaned.iter(W + "p")):
        paragraph.set(ORDER, f"{name}#{number}")
    clean(cleaned)
    return root, cleaned


def _story(name: str, label: str, roots: tuple[Element, Element], book: StyleBook, shown_as: str) -> LintPart:
    paragraphs = read_paragraphs(roots[1], label, book, shown_as)
    tags = _tags(paragraphs)
    place = Place(shown_as, part=label)
    return LintPart(name, label, *roots, place, paragraphs, tags, enclosures(paragraphs, tags))


def _properties(name: str, inventory: Inventory, shown_as: str) -> LintPart:
    root = parse(inventory.members[name])
    texts = read_properties(root, shown_as)
    return LintPart(name, PROPERTIES_LABEL, root, root, Place(shown_as, part=PROPERTIES_LABEL), texts, _tags(texts))


def _tags(paragraphs: Iterable[Paragraph]) -> tuple[Tag, ...]:
    tags: list[Tag] = []
    for paragraph in paragraphs:
        tags += [Tag(number, text, paragraph) for number, text in enumerate(find_tags(paragraph.text)[0], len(tags))]
    return tuple(tags)
