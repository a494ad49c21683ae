"""Mends in a copy of a template what Word did to its tags, so that the lawyer's file reads as it was meant.

What is mended here is what the renderer understands anyway (split runs, curly quotes, odd spaces, marks inside a tag),
and a few slips that it must refuse but that can mean one thing only. Text outside tags is never touched. A tag that
crosses a link, a tracked change or a content control is left: where it belongs is for its writer to say.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contracts.errors import Place
from contracts.sandbox.syntax import WrittenTag
from contracts.sandbox.tag_trees import tree_of
from contracts.word.inventory import PROPERTIES
from contracts.word.ooxml import SPACE, Element, W, drop, own, parse, to_bytes
from contracts.word.packing import write_package
from contracts.word.places import LETTERS, Atom
from contracts.word.places import PROPERTIES as PROPERTIES_LABEL
from contracts.word.tags import Kind, TagText, find_tags, normalised
from contracts.word.written import (
    WordFile,
    Written,
    open_word_file,
    paragraphs_in,
    places_in,
    read_written,
    store,
)

_GAP: Final = r"[ \u00a0\u202f\u2009\u200b\u200c\u200d\u2060\ufeff\u00ad]*"
#: A tag whose braces have been driven apart: { { name } }, {\u200b% if … %}.
_APART: Final = re.compile(
    rf"\{{(?P<before>{_GAP})(?P<mark>[{{%])(?P<inside>[^{{}}]+?)(?P<end>[}}%])(?P<after>{_GAP})\}}"
)
_STRAY_LEVEL: Final = re.compile(r"\s*(?P<level>tr|tc|p|r)\s+(?=(?:if|elif|else|for|endif|endfor)\b)")
_STRAY_BLOCK_LEVEL: Final = re.compile(r"\s+(?P<level>p)\s+(?=(?!(?:if|is|in|and|or|not)\b)[A-Za-z_].*\|\s*stycken\b)")
_CURLY: Final = re.compile("[“”„‟«»″‘’‚‛′]")
_HARD_SPACE: Final = re.compile("[\u00a0\u202f\u2009\u2007\u2002\u2003]")
_INVISIBLE: Final = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_DASH: Final = re.compile("[\u2010\u2011\u2012\u2013\u2014\u2212]")
#: What Word keeps between runs for its own sake; it may as well stand after the tag.
_MARKS: Final = frozenset(
    W + name
    for name in (
        *("proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"),
        *("permStart", "permEnd"),
    )
)
_LETTERS_ONLY: Final = frozenset({W + "t", W + "lastRenderedPageBreak", W + "commentReference", *LETTERS})
_STATEMENT_PARTS: Final = frozenset({"if", "for", "elif", "else", "endif", "endfor"})


@dataclass(frozen=True, slots=True)
class Mending:
    """One tag as it should have been typed."""

    start: int  #: 0-based, in the paragraph's text
    end: int
    new: str
    what: tuple[str, ...]  #: Swedish, what is mended in its letters; nothing when they are right


def mended_copy(path: Path, target: Path) -> tuple[str, ...]:
    """A copy of a template with its tags mended, and what was mended, in Swedish, with places.

    Args:
        path: the lawyer's file.
        target: where the copy goes; it is written also when there is nothing to mend.

    Raises:
        TemplateError: it is no sound Word file.
        OutputError: the copy cannot be written.
    """
    file = open_word_file(path)
    members = dict(file.package.members)
    told: list[str] = []
    for member in (*file.labels, *((file.inventory.footnotes,) if file.inventory.footnotes else ())):
        root = parse(members[member])
        found = list(_mend_story(file, member, root))
        if found:
            members[member] = to_bytes(root)
            told += found
    for member in (name for name in PROPERTIES if name in members):
        root = parse(members[member])
        found = list(_mend_properties(root))
        if found:
            members[member] = to_bytes(root)
            told += found
    store(write_package(members), target)
    return tuple(dict.fromkeys(told))


def _mend_story(file: WordFile, member: str, root: Element) -> Iterator[str]:
    places = places_in(file, member, root, with_contents=True)
    label = file.labels.get(member, "fotnoter")
    shown = set(paragraphs_in(root))
    for number, paragraph in enumerate(list(root.iter(W + "p"))):
        found = list(_mend_paragraph(paragraph))
        if paragraph in shown:
            place = places.get(number, Place("", part=label, paragraph=number + 1))
            yield from (_sentence(place, tag, what) for tag, what in reversed(found))


def _sentence(place: Place, tag: str, what: tuple[str, ...]) -> str:
    heading = f", under ”{place.heading}”" if place.heading else ""
    return f"{place.part}, stycke {place.paragraph}{heading}: {tag}: {', '.join(what)}"


def _mend_properties(root: Element) -> Iterator[str]:
    for number, element in enumerate((e for e in root.iter() if (e.text or "").strip()), 1):
        text = element.text or ""
        # A line end in a property is white space to the compiler too.
        for one in reversed(mendings_in(re.sub(r"[\r\n\t]", " ", text))):
            if one.what:
                text = text[: one.start] + one.new + text[one.end :]
                yield _sentence(Place("", part=PROPERTIES_LABEL, paragraph=number), one.new, one.what)
        element.text = text


def mendings_in(text: str) -> tuple[Mending, ...]:
    """Every tag of a paragraph's text as it should have been typed, in order."""
    tags, _ = find_tags(text)
    found = [_regular(tag) for tag in tags]
    taken = [range(tag.start, tag.end) for tag in tags]
    for one in _apart(text):
        if not any(span.start < one.end and one.start < span.stop for span in taken):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _apart(text: str) -> Iterator[Mending]:
    for found in _APART.finditer(text):
        closing = {"{": "}", "%": "%"}[found["mark"]]
        raw = f"{{{found['mark']}{found['inside']}{closing}}}"
        tags, strays = find_tags(raw)
        if found["end"] != closing or not (found["before"] or found["after"]) or strays or len(tags) != 1:
            continue
        regular = _regular(tags[0])
        if _is_sound(find_tags(regular.new)[0][0]):
            what = ("krullparenteserna fördes ihop", *regular.what)
            yield Mending(found.start(), found.end(), regular.new, what)


def _is_sound(tag: TagText) -> bool:
    """Whether a tag says something: letters in braces that were driven apart may also be plain text."""
    if tag.kind is Kind.STATEMENT:
        return tag.word in _STATEMENT_PARTS
    can_be_read = tree_of(WrittenTag(tag.raw, tag.body, statement=False)) is not None
    return can_be_read and re.match(r"[A-Za-z_]\w*", tag.body) is not None


def _regular(tag: TagText) -> Mending:
    """A tag with straight quotes, plain spaces and its level where it belongs."""
    same = Mending(tag.start, tag.end, tag.raw, ())
    if tag.trims or tag.kind is Kind.COMMENT:
        return same
    inner, level, body = normalised(tag.raw[2:-2]), tag.level, tag.body
    stray = None
    if not level:
        pattern = _STRAY_LEVEL if tag.kind is Kind.STATEMENT else _STRAY_BLOCK_LEVEL
        stray = pattern.match(inner)
    if stray:
        level, body, inner = stray["level"], inner[stray.end() :].strip(), stray["level"] + " " + inner[stray.end() :]
    new = tag.raw[:2] + _spaced(inner, level) + tag.raw[-2:]
    read, strays = find_tags(new)
    sound = len(read) == 1 and not strays and (read[0].level, read[0].body) == (level, body)
    if new == tag.raw or not sound or re.search(r"[\t\n]", new):
        return same
    return Mending(tag.start, tag.end, new, tuple(_reasons(tag, new, moved=bool(stray))))


def _spaced(inner: str, level: str) -> str:
    """A tag's inside with at most one space at each end, and one after its level."""
    rest = inner[len(level) :] if level else inner
    before = " " if rest[:1] == " " else ""
    after = " " if rest.strip() and rest[-1:] == " " else ""
    return level + before + rest.strip(" ") + after


def _reasons(tag: TagText, new: str, *, moved: bool) -> Iterator[str]:
    def fewer(pattern: re.Pattern[str]) -> bool:
        return len(pattern.findall(new)) < len(pattern.findall(tag.raw))

    if fewer(_CURLY):
        yield "typografiska citattecken gjordes raka"
    if fewer(_HARD_SPACE):
        yield "hårda mellanslag gjordes vanliga"
    if fewer(_INVISIBLE):
        yield "osynliga tecken togs bort"
    if fewer(_DASH):
        yield "tankstreck gjordes till minustecken"
    if moved:
        yield "bokstaven efter klammern flyttades intill den"
    if len(re.sub(r"\s", " ", tag.raw)) != len(new) and not moved and not fewer(_INVISIBLE):
        yield "överflödiga mellanslag togs bort"


def _mend_paragraph(paragraph: Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Mend a paragraph's tags, last one first; yields each that was mended and what was done."""
    written = read_written(paragraph)
    # From the last to the first: what is changed behind a tag leaves the letters before it where they were.
    for one in reversed(mendings_in(written.text)):
        atoms = _atoms_of(written, one)
        joins = len(atoms) > 1
        if not (joins or one.what) or not _in_one_home(atoms):
            continue
        what = [*one.what]
        if joins:
            what.insert(0, "delarna fogades ihop" + (", märken i taggen flyttades ut" if _holds_marks(atoms) else ""))
        _set(one, atoms)
        yield one.new, tuple(what)


def _atoms_of(written: Written, one: Mending) -> list[Atom]:
    return [atom for atom in written.atoms if atom.start < one.end and one.start < atom.end]


def _in_one_home(atoms: list[Atom]) -> bool:
    """Whether a tag's letters stand in runs of one paragraph, link or control, with nothing but marks between them."""
    runs = [atom.element.getparent() for atom in atoms]
    homes = {None if run is None or run.tag != W + "r" else run.getparent() for run in runs}
    if None in homes or len(homes) > 1 or atoms[0].element.tag != W + "t":
        return False
    return all(
        element.tag in _MARKS or (element.tag == W + "r" and all(child.tag in _LETTERS_ONLY for child in own(element)))
        for element in _between(atoms)
    )


def _holds_marks(atoms: list[Atom]) -> bool:
    """Whether something else than letters stands between a tag's first run and its last."""
    return any(
        element.tag != W + "r" or element.find(W + "commentReference") is not None for element in _between(atoms)
    )


def _between(atoms: list[Atom]) -> list[Element]:
    first, last = atoms[0].element.getparent(), atoms[-1].element.getparent()
    if first is None or first is last:
        return []
    return list(itertools.takewhile(lambda element: element is not last, first.itersiblings()))


def _set(one: Mending, atoms: list[Atom]) -> None:
    """Write a tag whole into the run in which it begins, with that run's looks."""
    first = atoms[0]
    for atom in atoms[1:]:
        letters = atom.element.text or ""
        if atom.element.tag == W + "t" and atom.end > one.end:
            _write(atom.element, letters[one.end - atom.start :])
        else:
            _drop_with_run(atom.element)
    letters = first.element.text or ""
    kept = letters[one.end - first.start :] if first.end > one.end else ""
    _write(first.element, letters[: one.start - first.start] + one.new + kept)


def _write(element: Element, text: str) -> None:
    element.text = text
    element.set(SPACE, "preserve")


def _drop_with_run(element: Element) -> None:
    run = element.getparent()
    drop(element)
    if run is not None and run.tag == W + "r" and all(child.tag == W + "rPr" for child in run):
        drop(run)
