"""Cross-references by name: the number that a heading got once conditions, loops and clauses had settled.

Word's own references are fields that show what was right when somebody last refreshed them. Here a template, or a text
from the facts, names the heading; its number is looked up when all headings are there, and a name that leads nowhere
stops the document. The result is plain text: a number that is a link would pass for a footnote's in the finished PDF.

A heading gets its name by a Word bookmark around it or at its start, by the filter `rubrik_id`, or, when it comes from
a Markdown text, by its own words: "Våra åtaganden" is `vara-ataganden`.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from lxml import etree
from markupsafe import escape

from contracts.sandbox.printing import MarkerText, TemplateValueError, printable
from contracts.sandbox.suggestions import did_you_mean
from contracts.word.draft import DocumentDraft, PartDraft
from contracts.word.headings import Heading, headings_in, outline_level
from contracts.word.inline_values import put_runs
from contracts.word.keyed_headings import bookmarks_of, name_key
from contracts.word.ooxml import MARK, MARK_URI, Element, W, drop, make, nearest, selecting, selecting_texts
from contracts.word.reference_runs import REFERENCE, TAG_LINE, reference_run
from contracts.word.tidy import MOVED

#: On a heading's paragraph: it may be referred to by its own words.
NAMED_BY_WORDS: Final = MARK + "named-by-words"
#: As Word wants the names of bookmarks, with hyphens for those who write slugs.
_NAME: Final = re.compile(r"[^\W\d_][\w-]{0,39}")


def ref(name: object) -> MarkerText:
    """A named heading's number, or its text in quotation marks when it bears none; for a tag of its own.

    Raises:
        TemplateValueError: it can be no name.
    """
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise _no_name(name)
    return MarkerText(_marker("ref", name))


def rubrik_id(text: object, name: object) -> MarkerText:
    """The text of a heading, which gets a name to be referred to by.

    Args:
        text: what the heading says; may be Markdown that `rad` has made.
        name: letters, digits and hyphens, 40 at most.

    Raises:
        TemplateValueError: it can be no name, or the text cannot be printed.
    """
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise _no_name(name)
    shown = text if isinstance(text, MarkerText) else escape(printable(text))
    return MarkerText(_marker("named", name) + str(shown))


FUNCTIONS: Final[Mapping[str, Callable[..., object]]] = MappingProxyType({"ref": ref})


def _no_name(name: object) -> TemplateValueError:
    shown = name if isinstance(name, str) else type(name).__name__
    text = f"”{shown}” kan inte vara namnet på en rubrik"
    remedy = "skriv bokstäver, siffror och bindestreck, högst 40 tecken, och börja med en bokstav"
    return TemplateValueError("reference-name", text, remedy)


def _marker(kind: str, name: str) -> str:
    marker = etree.Element(MARK + kind, {"name": name}, nsmap={"c": MARK_URI})
    return etree.tostring(marker, encoding="unicode")


def settle_references(draft: DocumentDraft, part: PartDraft) -> None:
    """Put a run in the place of each reference that a tag made, and bookmarks around headings that got a name."""
    for marker in list(part.root.iter(MARK + "ref", MARK + "named")):
        run, text = nearest(marker, W + "r"), marker.getparent()
        if run is None or text is None or text.tag != W + "t":
            continue  # in a Markdown text, whose runs are made with the rest of it
        if marker.tag == MARK + "named":
            _name_heading(draft, part, marker)
        else:
            put_runs(run, text, marker, [reference_run(marker, marker.get("at") or "", run.find(W + "rPr"))])


def _name_heading(draft: DocumentDraft, part: PartDraft, marker: Element) -> None:
    name, paragraph = (marker.get("name") or "").replace("-", "_"), nearest(marker, W + "p")
    following = marker.getnext()
    if following is not None and following.get("at") is None and str(following.tag).startswith(MARK):
        following.set("at", marker.get("at") or "")
    if paragraph is None or part is not draft.main or not outline_level(paragraph, draft.book):
        text, remedy = "namnet står inte i en rubrik", "använd filtret ”rubrik_id” i ett stycke med rubrikformat"
        draft.refuse(part, marker, TemplateValueError("reference-name", text, remedy))
    else:
        paragraph.insert(1 if paragraph.find(W + "pPr") is not None else 0, make("bookmarkStart", id=name, name=name))
        paragraph.append(make("bookmarkEnd", id=name))
    drop(marker)


@dataclass(slots=True)
class _Names:
    """The headings of a document by their names, in the form in which names are compared."""

    headings: dict[str, list[Heading]] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)  #: names as people wrote them
    unfinished: set[str] = field(default_factory=set)  #: unnumbered headings that hold a reference themselves

    def add(self, name: str, heading: Heading, *, unfinished: bool) -> None:
        key = name_key(name)
        self.headings.setdefault(key, []).append(heading)
        self.shown.setdefault(key, name)
        if unfinished and not heading.number:
            self.unfinished.add(key)


def resolve_references(draft: DocumentDraft) -> None:
    """Write the numbers of the headings that are referred to, or remember which names lead nowhere."""
    marked = [part for part in draft.unsettled() if _MARKS(part.root)]
    referring = [(part, text, text.get(REFERENCE) or "") for part in marked for text in _REFERRING(part.root)]
    names = _names(draft) if referring else _Names()
    for part, text, name in referring:
        found = _number(name, names)
        if isinstance(found, TemplateValueError):
            draft.refusals.append((part.name, int(text.get(TAG_LINE) or 0), found))
        else:
            text.text = found
        del text.attrib[REFERENCE]
        text.attrib.pop(TAG_LINE, "")
    for part in marked:
        for element in _MARKED(part.root):
            element.attrib.pop(NAMED_BY_WORDS, "")
            element.attrib.pop(MOVED, "")


_MARKS: Final = selecting_texts("descendant-or-self::*/@c:*")
_REFERRING: Final = selecting(f"descendant-or-self::w:t[@c:{REFERENCE.removeprefix(MARK)}]")
_MARKED: Final = selecting("descendant-or-self::w:*[@c:*]")


def _number(name: str, names: _Names) -> str | TemplateValueError:
    key = name_key(name)
    found = names.headings.get(key, [])
    if not found:
        text = f"hänvisningen till ”{name}” leder till en punkt som inte finns i dokumentet"
        if not names.shown:
            remedy = "ge rubriken ett bokmärke med det namnet i mallen (Infoga, Bokmärke)"
        else:
            remedy = did_you_mean(name, names.shown.values())
        return TemplateValueError("reference-dead", text, remedy)
    if len(found) > 1:
        text = f"hänvisningen till ”{name}” kan gälla {len(found)} rubriker med det namnet"
        return TemplateValueError("reference-ambiguous", text, "ge den ena rubriken ett annat namn")
    if key in names.unfinished:
        text = f"hänvisningen till ”{name}” gäller en rubrik utan nummer som själv innehåller en hänvisning"
        return TemplateValueError("reference-ambiguous", text, "skriv rubriken utan hänvisning")
    return found[0].number.rstrip(".") or f"”{found[0].text}”"


def _names(draft: DocumentDraft) -> _Names:
    names, by_words = _Names(), _Names()
    for paragraph, heading in headings_in(draft.main.root, draft.lists.numbering(), draft.book):
        unfinished = any(text.get(REFERENCE) is not None for text in paragraph.iter(W + "t"))
        for name in dict.fromkeys(bookmarks_of(paragraph)):
            names.add(name, heading, unfinished=unfinished)
        if paragraph.get(NAMED_BY_WORDS) is not None:
            by_words.add(_slug(heading.text), heading, unfinished=unfinished)
    for key in set(by_words.headings) - set(names.headings):  # a name that somebody gave comes first
        names.headings[key], names.shown[key] = by_words.headings[key], by_words.shown[key]
        names.unfinished |= by_words.unfinished & {key}
    return names


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
