"""Compiles a Word template: everything that is wrong with it in one run, or a template ready to be rendered."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from contracts.errors import Place, Problem, TemplateError
from contracts.sandbox.environment import TemplateEnvironment
from contracts.sandbox.printing import unprintable_character
from contracts.word.active import active_fields
from contracts.word.blocks import Reach, Tag, arrange
from contracts.word.bullets import plain_bullets
from contracts.word.cleaning import clean, tracked_changes, unreachable_tags, unreadable_texts
from contracts.word.contents_list import CONTENTS, empty_contents, levels_of
from contracts.word.expressions import PlacedTag, expression_problems
from contracts.word.fonts import read_theme
from contracts.word.footnotes import dead_references, move_notes_in
from contracts.word.inventory import PROPERTIES, Inventory, take_inventory
from contracts.word.markdown import rad, stycken
from contracts.word.numbering import read_numbering
from contracts.word.ooxml import Element, R, W, nearest, parse, to_bytes, value
from contracts.word.package import read_package
from contracts.word.part import CompiledPart, compile_part
from contracts.word.pictures import bild
from contracts.word.places import PROPERTIES as PROPERTIES_LABEL
from contracts.word.places import Paragraph, part_labels, read_paragraphs, read_properties
from contracts.word.placing import place_tags, placeholder
from contracts.word.references import FUNCTIONS, rubrik_id
from contracts.word.render import Template
from contracts.word.signature_places import underskriftsplats
from contracts.word.standing_pictures import undescribed_pictures
from contracts.word.styles import StyleBook, needed_by_markdown, read_styles, strip_unused, with_note_and_link_styles
from contracts.word.tags import Kind, Stray, find_tags
from contracts.word.tags_in_fields import tags_in_fields
from contracts.word.tidy import COLUMNS, drop_empty_runs

__all__ = ["FILTERS", "Template", "compile_template", "template_problems"]

#: The filters that this room gives every template, beside those for spelling.
FILTERS: Final[Mapping[str, Callable[..., object]]] = MappingProxyType(
    {"stycken": stycken, "rad": rad, "underskriftsplats": underskriftsplats, "bild": bild, "rubrik_id": rubrik_id}
)
_MARKDOWN: Final = re.compile(r"\|\s*(?:stycken|rad)\b")
_ENCODED_TAG: Final = re.compile(r"\{\{|\{%|%7B%7B|%7B%25", re.IGNORECASE)


@dataclass(slots=True)
class _Opened:
    """One part on its way to being compiled."""

    name: str
    label: str
    root: Element
    place: Place
    tags: tuple[PlacedTag, ...] = ()


@dataclass(slots=True)
class _Examined:
    """A template whose tags have been looked at, one by one and in their order."""

    inventory: Inventory
    environment: TemplateEnvironment
    stories: list[_Opened]
    properties: list[_Opened]
    separators: bytes | None  #: the footnotes part without its notes
    problems: list[Problem]


def compile_template(path: Path, *, filters: Mapping[str, Callable[..., object]], shown_as: str) -> Template:
    """The template in a Word file, ready to be rendered.

    Args:
        path: the file.
        filters: filters by name; those for Markdown, pictures, headings and signature places come with every template.
        shown_as: how messages name the file.

    Raises:
        TemplateError: with all problems of all parts of the file.
        ValueError: a filter has the name of one that comes with every template.
    """
    examined = _examine(take_inventory(read_package(path, shown_as)), filters, shown_as)
    if examined.problems:
        raise TemplateError(dict.fromkeys(examined.problems))
    return _template(examined, shown_as)


def template_problems(
    inventory: Inventory, *, filters: Mapping[str, Callable[..., object]], shown_as: str
) -> tuple[Problem, ...]:
    """All that compiling the template with this inventory would refuse; see `compile_template`."""
    return tuple(dict.fromkeys(_examine(inventory, filters, shown_as).problems))


def _examine(inventory: Inventory, filters: Mapping[str, Callable[..., object]], shown_as: str) -> _Examined:
    twice = sorted(set(filters) & set(FILTERS))
    if twice:
        raise ValueError(f"the filter {twice[0]!r} comes with every template: give yours another name")
    environment = TemplateEnvironment({**FILTERS, **filters}, FUNCTIONS)
    book = read_styles(inventory.members.get(inventory.styles))
    problems: list[Problem] = []
    opened = [_open(name, label, inventory, shown_as) for name, label in part_labels(_names(inventory)).items()]
    separators = _take_notes(opened, inventory, book, shown_as, problems)
    for part in opened:
        problems += _compile_story(part, environment, book, shown_as)
        problems += _link_problems(part, inventory)
    properties = _open_properties(inventory, shown_as)
    for part in properties:
        problems += _compile_properties(part, environment, shown_as)
    problems += _tags_elsewhere(inventory, shown_as)
    return _Examined(inventory, environment, opened, properties, separators, problems)


def _names(inventory: Inventory) -> dict[str, None]:
    return dict.fromkeys(inventory.stories)


def _open(name: str, label: str, inventory: Inventory, shown_as: str) -> _Opened:
    root = parse(inventory.members[name])
    clean(root)
    return _Opened(name, label, root, Place(shown_as, part=label))


def _take_notes(
    opened: list[_Opened], inventory: Inventory, book: StyleBook, shown_as: str, problems: list[Problem]
) -> bytes | None:
    """Empty the contents list and move the footnotes into the body; what is left of the footnotes part."""
    body = next(part for part in opened if part.name == inventory.main)
    for error in empty_contents(body.root):
        problems.append(Problem(error.rule, error.text, body.place, error.remedy))
    if not inventory.footnotes:
        return None
    notes = parse(inventory.members[inventory.footnotes])
    clean(notes)
    dead = move_notes_in(body.root, notes)
    if dead:
        problems += dead_references(read_paragraphs(body.root, body.label, book, shown_as), dead)
    return to_bytes(notes)


def _compile_story(
    part: _Opened, environment: TemplateEnvironment, book: StyleBook, shown_as: str
) -> Iterator[Problem]:
    """Find a part's tags and put placeholders in their places; yields all that is wrong."""
    paragraphs = read_paragraphs(part.root, part.label, book, shown_as)
    yield from tracked_changes(paragraphs)
    yield from unreadable_texts(paragraphs, book)
    yield from undescribed_pictures(paragraphs)
    yield from active_fields(part.root, paragraphs)
    tags: list[Tag] = []
    for paragraph in paragraphs:
        found, strays = find_tags(paragraph.text)
        yield from _paragraph_problems(paragraph, strays)
        tags += [Tag(n, text, paragraph) for n, text in enumerate(found, len(tags))]
    yield from tags_in_fields(part.root, tags)
    yield from _arranged(part, tags, environment)
    yield from unreachable_tags(part.root, paragraphs, part.place)


def _paragraph_problems(paragraph: Paragraph, strays: Iterable[Stray]) -> Iterator[Problem]:
    for stray in strays:
        opens = stray.mark.startswith("{")
        text = (
            f"taggen som börjar med {stray.mark} avslutas inte i samma stycke"
            if opens
            else f"{stray.mark} avslutar en tagg som inte har börjat i samma stycke"
        )
        place = paragraph.place_of(stray.start, len(stray.mark))
        yield Problem("template-stray", text, place, "skriv hela taggen i ett stycke: {{ … }} eller {% … %}")
    character = unprintable_character(paragraph.text)
    if character:
        at = next(i for i, letter in enumerate(paragraph.text) if unprintable_character(letter))
        text = f"stycket innehåller tecknet {character}, som hör till ett symbolteckensnitt eller inte kan skrivas ut"
        yield Problem("template-character", text, paragraph.place_of(at, 1), "byt ut tecknet mot ett vanligt tecken")


def _arranged(part: _Opened, tags: list[Tag], environment: TemplateEnvironment) -> Iterator[Problem]:
    part.tags = tuple(PlacedTag(tag.text, tag.paragraph.text, tag.paragraph.place) for tag in tags)
    sound: set[str] = set()  # most tags stand many times; what is right once is right everywhere
    for placed in part.tags:
        if placed.tag.raw not in sound:
            problems = tuple(expression_problems(placed, environment))
            yield from problems
            sound.update(() if problems else [placed.tag.raw])
    arrangement = arrange(tags)
    yield from arrangement.problems
    if arrangement.problems:
        return
    for tag in tags:
        if arrangement.reach[tag.number] is Reach.CELL:
            table = nearest(tag.paragraph.element, W + "tbl")
            if table is not None:
                table.set(COLUMNS, "1")
    place_tags(tags, arrangement.reach)


def _link_problems(part: _Opened, inventory: Inventory) -> Iterator[Problem]:
    owners = [part.name] + ([inventory.footnotes] if part.name == inventory.main else [])
    for one in (one for owner in owners for one in inventory.relationships.get(owner, ())):
        if one.external and _ENCODED_TAG.search(one.target):
            shown = next((e for e in part.root.iter(W + "hyperlink") if e.get(R + "id") == one.id), None)
            label = "" if shown is None else "".join(text.text or "" for text in shown.iter(W + "t"))
            text = f"länken ”{label}” har en tagg i sin adress; den skulle inte fyllas i"
            remedy = "skriv adressen i data som Markdown, [text](adress), och skriv ut den med | rad"
            yield Problem("template-tag-unreachable", text, part.place, remedy)


def _open_properties(inventory: Inventory, shown_as: str) -> list[_Opened]:
    place = Place(shown_as, part=PROPERTIES_LABEL)
    return [
        _Opened(name, PROPERTIES_LABEL, parse(inventory.members[name]), place)
        for name in PROPERTIES
        if name in inventory.members
    ]


def _compile_properties(part: _Opened, environment: TemplateEnvironment, shown_as: str) -> Iterator[Problem]:
    tags: list[Tag] = []
    for paragraph in read_properties(part.root, shown_as):
        found, strays = find_tags(paragraph.text)
        yield from _paragraph_problems(paragraph, strays)
        tags += [Tag(n, text, paragraph) for n, text in enumerate(found, len(tags))]
    part.tags = tuple(PlacedTag(tag.text, tag.paragraph.text, tag.paragraph.place) for tag in tags)
    for placed in part.tags:
        yield from expression_problems(placed, environment)
        if placed.tag.level:
            text = f"{placed.tag.raw} kan inte stå i en dokumentegenskap"
            yield placed.problem("template-level", text, "skriv {{ … }} utan bokstav efter klammern")
    yield from arrange([replace(tag, text=replace(tag.text, level="")) for tag in tags]).problems
    for tag in reversed(tags):
        letters = tag.paragraph.element.text or ""
        put = "" if tag.text.kind is Kind.COMMENT else placeholder(tag)
        tag.paragraph.element.text = letters[: tag.text.start] + put + letters[tag.text.end :]


def _tags_elsewhere(inventory: Inventory, shown_as: str) -> Iterator[Problem]:
    """A problem for each other part, such as a chart, whose text holds a tag: it would be printed as it stands."""
    read = {*inventory.stories, inventory.footnotes, inventory.styles, inventory.numbering, *PROPERTIES}
    for name, data in inventory.members.items():
        if name in read or not name.endswith(".xml") or not (b"{{" in data or b"{%" in data):
            continue
        texts = [element.text or "" for element in parse(data).iter()]
        if any(tag for text in texts for tag in find_tags(text)[0]):
            text = "en tagg står i ett diagram eller en annan del som inte fylls i"
            yield Problem("template-tag-unreachable", text, Place(shown_as, part=name), "flytta taggen till ett stycke")


def _template(examined: _Examined, shown_as: str) -> Template:
    inventory, opened, environment = examined.inventory, examined.stories, examined.environment
    uses_markdown = any(_MARKDOWN.search(placed.tag.body) for part in opened for placed in part.tags)
    members = dict(inventory.members)
    if inventory.styles:
        data = members[inventory.styles]
        data = with_note_and_link_styles(data) if uses_markdown else data
        roots = [part.root for part in opened] + (
            [parse(examined.separators)] if examined.separators is not None else []
        )
        members[inventory.styles] = strip_unused(data, _used_styles(roots, members, inventory, data, uses_markdown))
    if inventory.numbering in members:
        members[inventory.numbering] = plain_bullets(members[inventory.numbering])
    book = read_styles(members.get(inventory.styles))
    opened.sort(key=lambda part: inventory.stories.index(part.name))
    return Template(
        shown_as,
        replace(inventory, members=MappingProxyType(members)),
        tuple(_compiled(part, environment) for part in opened),
        tuple(_compiled(part, environment) for part in examined.properties),
        examined.separators,
        book,
        read_numbering(members.get(inventory.numbering), book),
        read_theme(members.get(inventory.theme)),
    )


def _compiled(part: _Opened, environment: TemplateEnvironment) -> CompiledPart:
    drop_empty_runs(part.root)  # tags leave them behind; every document would have to drop them anew
    return compile_part(part.name, part.label, part.place, part.root, part.tags, environment)


def _used_styles(
    roots: Iterable[Element], members: Mapping[str, bytes], inventory: Inventory, styles: bytes, uses_markdown: bool
) -> set[str]:
    book = read_styles(styles)
    used: set[str] = set(needed_by_markdown(book)) if uses_markdown else set()
    for root in roots:
        for element in root.iter():
            if element.tag in (W + "pStyle", W + "rStyle", W + "tblStyle"):
                used.add(value(element))
            elif element.tag == W + "instrText" and "STYLEREF" in (element.text or ""):
                used |= {one.id for one in book.by_id.values() if one.name.lower() in (element.text or "").lower()}
            code = element.get(CONTENTS)
            found = [book.find("toc", level) for level in levels_of(code)] if code is not None else []
            used |= {style.id for style in found if style}
    numbering = members.get(inventory.numbering)
    if numbering is not None:
        lists = parse(numbering)
        used |= {value(element) for element in lists.iter(W + "styleLink", W + "numStyleLink")}
    return used
