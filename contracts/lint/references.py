"""Traps in references: fields that point at what a condition takes away, and fields that show something stale."""

import difflib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from jinja2 import nodes

from contracts.errors import Place, Problem, Severity
from contracts.lint.enclosing import Block, Branch, Enclosures
from contracts.lint.rule import Find, LintSubject, TemplateRule
from contracts.sandbox.syntax import WrittenTag, statement_fault
from contracts.sandbox.tag_trees import tree_of
from contracts.word.blocks import Tag
from contracts.word.expressions import REFERENCE
from contracts.word.fields import fields_in
from contracts.word.ooxml import Element, W, nearest
from contracts.word.places import Paragraph
from contracts.word.tags import Kind, TagText

LOST: Final = TemplateRule(
    "reference-conditional",
    Severity.ERROR,
    "En hänvisning pekar på något som ett villkor eller en upprepning kan ta bort",
    "låt samma villkor omsluta hänvisningen, eller flytta rubriken ut ur upprepningen",
    "När punkten är borta finns inget att hänvisa till, och dokumentet stoppas; i en upprepning är målet flera",
)
GONE: Final = TemplateRule(
    "reference-without-target",
    Severity.ERROR,
    "En hänvisning pekar på ett bokmärke som inte finns i mallen",
    "ta bort hänvisningen eller infoga den på nytt (Infoga, Korsreferens)",
    "Word och LibreOffice skriver då ut ett felmeddelande mitt i texten",
)
MISSPELT: Final = TemplateRule(
    "reference-misspelt",
    Severity.WARNING,
    "En hänvisning har nästan samma namn som ett bokmärke i mallen",
    "skriv bokmärkets namn, som det står i Word (Infoga, Bokmärke): bara a–z, siffror och understreck",
    "Namnet kan komma ur data, så mallen ensam avgör det inte; finns det inte där heller stoppas dokumentet",
)
STALE: Final = TemplateRule(
    "field-stale",
    Severity.ERROR,
    "Ett fält räknas inte ut av uppgifterna, utan visar något annat eller ingenting",
    "ta bort fältet och skriv en tagg i stället, till exempel {{ document.date | datum }}",
    "Samma uppgifter ska ge samma dokument; sådana fält visar byggdagen, mallens egna uppgifter eller inget alls",
)
RULES: Final = (LOST, GONE, MISSPELT, STALE)

#: How alike two names are before one is taken for a slip of the other, from 0 to 1.
_NEAR: Final = 0.8
_LONGEST_SHOWN: Final = 120  #: letters of a condition that a remedy repeats
_POINTING: Final = frozenset({"REF", "PAGEREF", "NOTEREF"})
#: Fields that say something else than the facts. What fetches or runs something is refused at compiling.
_STALE: Final = {
    **dict.fromkeys(("DATE", "TIME", "PRINTDATE"), "visar dagen då dokumentet byggs"),
    **dict.fromkeys(("SAVEDATE", "CREATEDATE", "EDITTIME", "REVNUM", "LASTSAVEDBY"), "visar mallens uppgift"),
    **dict.fromkeys(
        ("AUTHOR", "FILENAME", "FILESIZE", "TEMPLATE", "USERNAME", "USERINITIALS"), "visar mallens uppgift"
    ),
    **dict.fromkeys(("IF", "COMPARE", "SKIPIF", "NEXTIF", "NEXT", "SET", "ASK", "FILLIN"), "visar inget i PDF-filen"),
    **dict.fromkeys(("MERGEFIELD", "MERGEREC", "MERGESEQ", "ADDRESSBLOCK", "GREETINGLINE"), "fylls inte i"),
    **dict.fromkeys(("FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"), "fylls inte i"),
}


@dataclass(frozen=True, slots=True)
class _Target:
    """A bookmark of the template, and what it stands in."""

    paragraph: Paragraph
    branches: tuple[Branch, ...]


def references(subject: LintSubject) -> Iterator[Problem]:
    """References to bookmarks that can be gone, or are: by fields, by links within the document, and by name."""
    targets: dict[str, _Target] = {}
    for part in subject.stories:
        targets |= _targets(part.paragraphs, part.around)
    for part in subject.stories:
        around = part.around
        places = {one.element: one for one in part.paragraphs}
        for name, element in _pointers(part.cleaned):
            home = nearest(element, W + "p")
            paragraph = places.get(home) if home is not None else None
            if paragraph is None:
                continue
            target = targets.get(_key(name))
            if target is None:
                if not name.startswith(("_Toc", "_top")) and name:
                    yield GONE.problem(paragraph.place, f"bokmärket ”{name}” finns inte i mallen")
            else:
                here = around.at(paragraph, _letter(paragraph, element))
                yield from _lost(name, paragraph.place, here, target)
        for tag in part.tags:
            for name in _names(tag.text):
                if _key(name) in targets:
                    here = around.at(tag.paragraph, tag.text.start)
                    yield from _lost(name, tag.place, here, targets[_key(name)])
                else:
                    yield from _misspelt(name, tag, targets)


def _key(name: str) -> str:
    return name.casefold().replace("-", "_")


def _targets(paragraphs: tuple[Paragraph, ...], around: Enclosures) -> dict[str, _Target]:
    found: dict[str, _Target] = {}
    for paragraph in paragraphs:
        for start in paragraph.element.iter(W + "bookmarkStart"):
            if nearest(start, W + "p") is paragraph.element:
                letter = _letter(paragraph, start)
                found.setdefault(_key(start.get(W + "name") or ""), _Target(paragraph, around.at(paragraph, letter)))
        before = paragraph.element.getprevious()
        while before is not None and before.tag in (W + "bookmarkStart", W + "bookmarkEnd"):
            if before.tag == W + "bookmarkStart":
                found.setdefault(_key(before.get(W + "name") or ""), _Target(paragraph, around.at(paragraph, -1)))
            before = before.getprevious()
    return found


def _letter(paragraph: Paragraph, element: Element) -> int:
    """Before which letter of a paragraph (0-based) an element stands."""
    atoms = {atom.element: atom.end for atom in paragraph.atoms}
    letter = -1
    for one in paragraph.element.iter():
        if one is element:
            break
        letter = atoms.get(one, letter)
    return letter


def _pointers(root: Element) -> Iterator[tuple[str, Element]]:
    """Names of bookmarks that fields and links point at, with the element that does."""
    for field in fields_in(root)[0]:
        words = field.code.split()
        if field.name in _POINTING and len(words) > 1:
            yield words[1].strip('"'), field.begin
    for link in root.iter(W + "hyperlink"):
        anchor = link.get(W + "anchor")
        if anchor:
            yield anchor, link


def _names(tag: TagText) -> Iterator[str]:
    """The headings that an expression refers to by a written name."""
    if REFERENCE not in tag.body or tag.kind is not Kind.OUTPUT:
        return
    written = WrittenTag(tag.raw, tag.body, statement=False)
    tree = tree_of(written) if statement_fault(written) is None else None
    for call in tree.find_all(nodes.Call) if tree else ():
        if isinstance(call.node, nodes.Name) and call.node.name == REFERENCE and call.args:
            name = call.args[0]
            if isinstance(name, nodes.Const) and isinstance(name.value, str):
                yield name.value


def _misspelt(name: str, tag: Tag, targets: Mapping[str, _Target]) -> Iterator[Problem]:
    known = {_key(_plain(key)): key for key in targets if key and not key.startswith("_")}
    near = difflib.get_close_matches(_key(_plain(name)), known, n=1, cutoff=_NEAR)
    if near:
        text = f"inget bokmärke i mallen heter ”{name}”"
        yield MISSPELT.problem(tag.place, text, f"menade du ”{known[near[0]]}”?")


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def _lost(name: str, place: Place, here: tuple[Branch, ...], target: _Target) -> Iterator[Problem]:
    known = {_condition(block, which) for block, which in here if not block.repeats}
    for block, which in target.branches:
        if (block, which) in here or (not block.repeats and _condition(block, which) in known):
            continue
        what = "upprepas" if block.repeats else "kan falla bort"
        text = f"”{name}” {what}, för det står i {block.opener.text.raw} (stycke {target.paragraph.place.paragraph})"
        yield LOST.problem(place, text, _surrounded(block, which), block.opener.place)
        return


def _surrounded(block: Block, which: int) -> str:
    """What to write around a reference, when it is a plain condition that can take its target away."""
    tag = block.tags[which]
    if block.repeats or which or len(tag.text.body) > _LONGEST_SHOWN:
        return ""
    return f"låt samma villkor omsluta hänvisningen: {{% {tag.text.body} %}} … {{% endif %}}"


def _condition(block: Block, which: int) -> str:
    tag = block.tags[which]
    # Two blocks with the same condition hold together; an else holds with no other block.
    return tag.text.body if which == 0 else f"{id(block)}:{which}"


def stale_fields(subject: LintSubject) -> Iterator[Problem]:
    """Fields that show the day of building, the template's own properties, or nothing."""
    for part in subject.stories:
        places = {one.element: one for one in part.paragraphs}
        for field in fields_in(part.cleaned)[0]:
            effect = _STALE.get(field.name)
            home = nearest(field.begin, W + "p")
            paragraph = places.get(home) if home is not None else None
            if effect and paragraph is not None:
                yield STALE.problem(paragraph.place, f"fältet {field.name} {effect}")


FINDS: Final[tuple[Find, ...]] = (references, stale_fields)
