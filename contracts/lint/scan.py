"""Reads an agreement from elsewhere and proposes, as comments in a copy, which fields its values could become.

It proposes and changes nothing: whether "1 mars 2018" is when the term starts is for a lawyer to say. So each proposal
says why it is made and how sure it is, and where several fields fit, all are listed.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contracts.errors import Place, Problem, ProblemsError, TemplateError
from contracts.lint.kinds import VIEWS
from contracts.lint.scan_fields import Sort
from contracts.lint.scan_values import Value, marked, values_in
from contracts.lint.scan_weighing import Around, Candidate, candidates
from contracts.plan.known_parties import KnownParty
from contracts.sandbox.suggestions import did_you_mean
from contracts.word.comments import Line, Note, commented
from contracts.word.ooxml import Element, W, child_value, nearest, parse, value
from contracts.word.tags import find_tags
from contracts.word.written import (
    WordFile,
    Written,
    open_word_file,
    paragraphs_in,
    places_in,
    read_written,
    store,
)

_NAMED: Final = frozenset({Sort.PARTY, Sort.AUTHORITY})
_MENTIONS: Final = frozenset({"{{ party.full_name }}", "{{ party.name }}"})
_SURE: Final = 6  #: points from which a proposal is called sure; from half of it likely
#: Proposals for one file. An agreement has a hundred or two.
_MOST: Final = 1_000
_BEFORE: Final = 90
_AFTER: Final = 60
#: What stands before a line that somebody writes on with a pen.
_SIGNED_BY_HAND: Final = re.compile(
    r"(?:ort(?: och|,) datum|datum och ort|underskrift|namnteckning|signatur)\W*$", re.IGNORECASE
)
_PERSON: Final = re.compile(r"[A-ZÅÄÖÉ][\w’'-]+(?: [A-ZÅÄÖÉ][\w’'-]+){1,3}")
_POSITION: Final = re.compile(r"[A-ZÅÄÖ]?[\wåäö]+(?:[ -][\wåäö]+){0,3}")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value, and the fields that it could become."""

    text: str  #: what stands there
    sort: Sort | None
    blank: bool
    place: Place
    fits: tuple[Candidate, ...]  #: most likely first; none when nothing speaks for any

    @property
    def write(self) -> str:
        """The tag to write: "{{ term.start | datum }}"; "" when no field fits."""
        return f"{{{{ {self.fits[0].field.write} }}}}" if self.fits else ""

    @property
    def sureness(self) -> str:
        """Swedish: how sure the first of the fields is."""
        if not self.fits:
            return "ingen"
        rival = self.fits[1].score if len(self.fits) > 1 else 0
        best = self.fits[0].score
        if best >= _SURE and best > rival:
            return "säker"
        return "trolig" if best >= _SURE / 2 and best > rival else "osäker"


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a file could become as a template."""

    proposals: tuple[Proposal, ...]  #: body first, in reading order


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """A paragraph of the file, and what stands around it."""

    written: Written
    place: Place
    before: str  #: the paragraph before, the beginning of the table row, and the column's heading
    member: str


def scan(
    path: Path, target: Path, *, kind: str, parties: Sequence[KnownParty], day: dt.datetime | None = None
) -> Scanned:
    """Propose fields for a Word file's values, as comments in a copy of it.

    Args:
        path: the agreement; it is not changed.
        target: where the copy goes.
        kind: the kind of template that it would become.
        parties: the organisations to recognise.
        day: what the comments are dated; None leaves the date out.

    Raises:
        TemplateError: it is no sound Word file, or has more values than an agreement has.
        ProblemsError: there is no such kind.
        OutputError: the copy cannot be written.
    """
    if kind not in VIEWS:
        problem = Problem("template-kind-unknown", f"ingen mall heter ”{kind}”", None, did_you_mean(kind, VIEWS))
        raise ProblemsError([problem])
    file = open_word_file(path)
    root = parse(file.package.members[file.package.main])
    names = {name: Sort.AUTHORITY if one.authority else Sort.PARTY for one in parties for name in one.names}
    proposals: list[Proposal] = []
    notes: list[Note] = []
    elsewhere: list[Proposal] = []
    told: set[tuple[str, str]] = set()
    for seen in _paragraphs(file, root, path.name):
        for one, found in _proposals(seen, names, kind):
            if one.sort in _NAMED and one.write in _MENTIONS:
                # A party is named over and over; once under each heading is enough to see what it is.
                if (one.text, seen.place.heading) in told:
                    continue
                told.add((one.text, seen.place.heading))
            proposals.append(one)
            if len(proposals) > _MOST:
                text = f"filen har fler än {_MOST} uppgifter och luckor att ge förslag till"
                remedy = "dela upp filen, eller ta bort det som inte hör till avtalet"
                raise TemplateError([Problem("template-too-large", text, seen.place, remedy)])
            inside = seen.member == file.package.main and nearest(seen.written.element, W + "txbxContent") is None
            if inside:
                notes.append(Note(tuple(_lines(one)), seen.written.element, found.start, found.end))
            else:
                elsewhere.append(one)
    if elsewhere:
        lines = (line for one in elsewhere for line in (Line(f"{one.place.part}: ”{one.text}”", "Var:"), *_lines(one)))
        notes.insert(0, Note(tuple(lines)))
    store(commented(file, root, notes, day), target)
    return Scanned(tuple(proposals))


def _paragraphs(file: WordFile, root: Element, shown_as: str) -> Iterator[_Seen]:
    """Every paragraph with text: the body's from the tree that is commented, then those of the other parts."""
    members = [*file.labels, *((file.inventory.footnotes,) if file.inventory.footnotes else ())]
    for member in members:
        tree = root if member == file.package.main else parse(file.package.members[member])
        places = places_in(file, member, tree, with_contents=True)
        label = file.labels.get(member, "fotnoter")
        numbers = {element: number for number, element in enumerate(tree.iter(W + "p"))}
        earlier = ""
        for element in paragraphs_in(tree):
            place = places.get(numbers[element], Place(shown_as, part=label, paragraph=numbers[element] + 1))
            written = read_written(element)
            yield _Seen(written, place, f"{earlier} {_column_heading(element)}".strip(), member)
            if written.text.strip():
                earlier = written.text.strip()[-_BEFORE:]


def _column_heading(paragraph: Element) -> str:
    """What stands at the top of the table column that a paragraph is in, and at the left of its row."""
    cell, row, table = (nearest(paragraph, W + name) for name in ("tc", "tr", "tbl"))
    if cell is None or row is None or table is None:
        return ""
    column = row.findall(W + "tc").index(cell) if cell.getparent() is row else 0
    heads = table.findall(f"{W}tr")[0].findall(W + "tc") if table.find(W + "tr") is not None else []
    found = [heads[column]] if len(heads) > column and heads[column] is not cell else []
    left = row.find(W + "tc")
    found += [left] if left is not None and left is not cell else []
    return " ".join("".join(t.text or "" for t in one.iter(W + "t")) for one in reversed(found))[-_BEFORE:]


def _proposals(seen: _Seen, names: Mapping[str, Sort], kind: str) -> Iterator[tuple[Proposal, Value]]:
    text = seen.written.text
    tags = [range(tag.start, tag.end) for tag in find_tags(text)[0]]
    found = list(values_in(text, names))
    found += marked(text, _marked_spans(seen.written), found)
    found += _lone_lines(seen, found)
    for one in sorted(found, key=lambda value: value.start):
        if any(one.start < tag.stop and tag.start < one.end for tag in tags):
            continue
        around = _around(seen, one)
        fits = () if one.blank and _SIGNED_BY_HAND.search(around.before) else candidates(one.sort, around, kind)
        if fits or one.blank:
            place = seen.place
            yield Proposal(one.text, one.sort, one.blank, place, fits), one


def _around(seen: _Seen, one: Value) -> Around:
    text = seen.written.text
    before = text[max(0, one.start - _BEFORE) : one.start]
    if len(before.strip()) < 25:
        before = f"{seen.before}. {before}" if before.strip() else seen.before
    prompt = one.text.strip("[]<>‹›«»_.… ") if one.blank and one.sort is None else ""
    return Around(
        f"{before}{prompt}"[-2 * _BEFORE :], text[one.end : one.end + _AFTER], seen.place.heading or seen.place.part
    )


def _lone_lines(seen: _Seen, found: Sequence[Value]) -> Iterator[Value]:
    """A title, and the names and titles of those who sign, which are lines of their own."""
    text = seen.written.text.strip()
    if found or not text or len(text) > 80:
        return
    start = seen.written.text.index(text)
    style = child_value(seen.written.element, "pPr/pStyle")
    if style == "Title":
        yield Value(start, start + len(text), text, Sort.HEADLINE, False)
    elif re.search(r"(?:ort och datum|namnförtydligande)\W*$", seen.before, re.IGNORECASE):
        if _PERSON.fullmatch(text):
            yield Value(start, start + len(text), text, Sort.NAME, False)
    elif _follows_a_name(seen) and _POSITION.fullmatch(text):
        yield Value(start, start + len(text), text, Sort.TITLE, False)


def _follows_a_name(seen: _Seen) -> bool:
    lines = [one for one in _lines_before(seen.written.element, 2) if one]
    return (
        len(lines) == 2
        and _PERSON.fullmatch(lines[0]) is not None
        and re.match(r"(?:ort och datum|namnförtydligande)", lines[1], re.IGNORECASE) is not None
    )


def _lines_before(paragraph: Element, count: int) -> list[str]:
    """The texts of the paragraphs with text just before one, the nearest first."""
    texts = (read_written(one).text.strip() for one in paragraph.itersiblings(W + "p", preceding=True))
    return [text for _, text in zip(range(count), (text for text in texts if text), strict=False)]


def _marked_spans(written: Written) -> Iterator[tuple[int, int]]:
    """The spans of a paragraph that are highlighted, or that are a content control's prompt."""
    spans: list[tuple[int, int]] = []
    for atom in written.atoms:
        run = nearest(atom.element, W + "r")
        control = nearest(atom.element, W + "sdt")
        highlight = None if run is None else run.find(f"{W}rPr/{W}highlight")
        prompt = control is not None and control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
        if prompt or (highlight is not None and value(highlight) not in ("", "none")):
            if spans and spans[-1][1] == atom.start:
                spans[-1] = (spans[-1][0], atom.end)
            else:
                spans.append((atom.start, atom.end))
    yield from spans


def _lines(one: Proposal) -> Iterator[Line]:
    if not one.fits:
        yield Line("inget fält i mallens namn passar säkert; är det en uppgift eller fast text?", "Förslag:")
        return
    first = one.fits[0]
    yield Line(f"{one.write} ({one.sureness})", "Förslag:")
    if first.why:
        yield Line(", ".join(f"”{word}”" if "”" not in word else word for word in first.why), "Därför:")
    for name, source in first.field.loops:
        yield Line(f"{{%p for {name} in {source} %}} … {{%p endfor %}}", "I en slinga:")
    if first.may_be_none:
        yield Line(f"{{% if {' and '.join(first.may_be_none)} %}} … {{% endif %}}", "Uppgiften kan saknas:")
    for other in one.fits[1:]:
        why = f" ({', '.join(other.why)})" if other.why else ""
        yield Line(f"{{{{ {other.field.write} }}}}{why}", "Annars:")
