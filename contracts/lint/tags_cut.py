"""Tags that Word has cut or changed: by bookmarks, comments, links and content controls, or letter by letter.

What rendering mends by itself is a warning, because the next editor of the file, or another program, may not; what it
cannot mend is an error. Plain splits over runs (spelling, language, revision ids) are no finding: they change nothing.
"""

import itertools
import re
from collections.abc import Iterator
from typing import Final

from contracts.errors import Problem, Severity
from contracts.lint.rule import Find, LintPart, LintSubject, TemplateRule
from contracts.word.blocks import Tag
from contracts.word.ooxml import Element, W, nearest, own
from contracts.word.places import Paragraph
from contracts.word.tags import Kind

CUT: Final = TemplateRule(
    "tag-cut",
    Severity.WARNING,
    "Något av Words egna märken står mitt i en tagg",
    "radera taggen och skriv den på nytt i ett svep",
    "Programmet läser taggen ändå, men märket kan hamna fel eller försvinna när mallen redigeras",
)
CROSSING: Final = TemplateRule(
    "tag-crossing",
    Severity.ERROR,
    "En tagg börjar utanför och slutar i en länk eller ett fält, eller tvärtom",
    "ta bort länken eller fältet, skriv taggen i ett svep och lägg tillbaka länken runt hela taggen",
    "Det går inte att veta om värdet ska stå i länken eller utanför",
)
TYPOGRAPHY: Final = TemplateRule(
    "tag-typography",
    Severity.WARNING,
    "En tagg har typografiska citattecken, tankstreck, fasta blanksteg eller osynliga tecken",
    "skriv raka citattecken (Ctrl+Z när Word har bytt dem) och vanliga blanksteg; contracts lint --fix lagar det i en "
    "kopia",
    "Word byter själv ut tecknen (Autokorrigering); programmet läser dem rätt, men det gör inte andra program",
)
HIDDEN_LETTER: Final = TemplateRule(
    "tag-hidden-letter",
    Severity.ERROR,
    "En text i en tagg har ett osynligt tecken eller ett fast blanksteg som gör att den aldrig stämmer",
    "radera texten mellan citattecknen och skriv den på nytt",
    "En jämförelse är sann bara när varje tecken är lika, också de som inte syns",
)
BROKEN_MARK: Final = TemplateRule(
    "tag-broken-mark",
    Severity.ERROR,
    "Något liknar en tagg men har blanksteg eller osynliga tecken mellan klamrarna",
    "skriv klamrarna tätt ihop: {{ … }} eller {% … %}",
    "Det som inte är en tagg skrivs ut som det står, med klamrar och allt",
)
FOREIGN: Final = TemplateRule(
    "tag-foreign",
    Severity.WARNING,
    "Något liknar en tagg från ett annat program",
    "skriv {{ namn }} i stället",
    "Bara {{ … }} och {% … %} fylls i; allt annat skrivs ut som det står",
)
RULES: Final = (CUT, CROSSING, TYPOGRAPHY, HIDDEN_LETTER, BROKEN_MARK, FOREIGN)

_CURLY: Final = "“”„‟«»″‘’‚‛′"
_SPACES: Final = "\u00a0\u202f\u2009\u2007\u2002\u2003"
_INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2212"
_STRING: Final = re.compile(r"[\"“”„‟«»″][^\"“”„‟«»″]*[\"“”„‟«»″]|['‘’‚‛′][^'‘’‚‛′]*['‘’‚‛′]")
_COMPARING: Final = re.compile(r"(?:==|!=|\bin)\s*[\[(]?$")
_WORDS: Final = 40  #: letters before a text in which its comparison sign is looked for
_GAP: Final = rf"[\s{_INVISIBLE}]"
_BROKEN: Final = re.compile(
    rf"\{{{_GAP}+[{{%][^{{}}]*[%}}]{_GAP}*\}}|(?<=[\w\s])[%}}]{_GAP}+\}}|\{{\{{[{_INVISIBLE}]*\}}"
)
_LEVEL: Final = re.compile(
    rf"\{{[{{%][{_INVISIBLE}]*(?:p|tr|tc|r)[{_INVISIBLE}]+(?=\w)|\{{[{{%][{_INVISIBLE}]+(?:p|tr|tc|r)\s"
)
_FOREIGN: Final = re.compile(
    r"(?<![{$])\{[#/^@]?[A-Za-z_][\w.]{0,60}\}(?!\})|\$\{[\w.]+\}|\[\[\s*\w[\w. ]*\]\]|<<\s*\w[\w. ]*>>|«\w[\w. ]*»"
)
_FIELD_MARKS: Final = frozenset({W + "fldChar", W + "instrText"})
_MARKS: Final = {
    W + "bookmarkStart": "ett bokmärke",
    W + "bookmarkEnd": "ett bokmärke",
    W + "commentRangeStart": "en kommentar",
    W + "commentRangeEnd": "en kommentar",
    W + "commentReference": "en kommentar",
}
_BOXES: Final = {W + "sdt": "en innehållskontroll", W + "smartTag": "en smart tagg", W + "customXml": "ett XML-element"}
_CROSSED: Final = {W + "hyperlink": "en länk", W + "fldSimple": "ett fält"}


def cut_tags(subject: LintSubject) -> Iterator[Problem]:
    """Tags with a bookmark, comment, link, field or content control beginning or ending in their midst."""
    for part in subject.stories:
        for cleaned, tags in itertools.groupby(part.tags, key=lambda tag: tag.paragraph):
            paragraph = subject.original(cleaned)
            everything = list(own(paragraph))
            letters = _letters(everything, cleaned)
            for tag in tags:
                yield from _cut(tag, paragraph, everything, letters)


def _cut(tag: Tag, paragraph: Element, everything: list[Element], letters: list[Element]) -> Iterator[Problem]:
    wanted = [n for n, a in enumerate(tag.paragraph.atoms) if a.end > tag.text.start and a.start < tag.text.end]
    pieces = [letters[n] for n in wanted] if letters else []
    if len(pieces) < 2:
        return
    for crossed, what in _CROSSED.items():
        if len({nearest(piece, crossed) for piece in pieces}) > 1:
            yield CROSSING.problem(tag.place, f"{tag.text.raw} börjar utanför och slutar i {what}, eller tvärtom")
            return
    between = everything[everything.index(pieces[0]) + 1 : everything.index(pieces[-1])]
    inside = [one for one in between if not _is_cursor(one, paragraph)]
    if any(element.tag in _FIELD_MARKS for element in inside):
        yield CROSSING.problem(tag.place, f"ett fält börjar eller slutar mitt i {tag.text.raw}")
        return
    marks = {what for element in inside for name, what in _MARKS.items() if element.tag == name}
    boxes = {what for box, what in _BOXES.items() if len({nearest(piece, box) for piece in pieces}) > 1}
    if marks or boxes:
        text = f"{' och '.join(sorted(marks | boxes))} börjar eller slutar mitt i {tag.text.raw}"
        yield CUT.problem(tag.place, text, "" if boxes else f"{CUT.remedy}; contracts lint --fix lagar den i en kopia")


def _letters(everything: list[Element], cleaned: Paragraph) -> list[Element]:
    """What holds the letters in the lawyer's own paragraph, one for each atom of its cleaned copy; or nothing."""
    kinds = {atom.element.tag for atom in cleaned.atoms} | {W + "t"}
    letters = [element for element in everything if element.tag in kinds]
    # The cleaned copy has the same letters; where it has not, nothing can be said of their neighbours.
    return letters if len(letters) == len(cleaned.atoms) else []


def _is_cursor(element: Element, paragraph: Element) -> bool:
    """Whether it is the bookmark with which Word remembers where the writer last stood."""
    starts = [element] if element.tag == W + "bookmarkStart" else []
    if element.tag == W + "bookmarkEnd":
        starts = [one for one in paragraph.iter(W + "bookmarkStart") if one.get(W + "id") == element.get(W + "id")]
    return any(start.get(W + "name") == "_GoBack" for start in starts)


def odd_letters(subject: LintSubject) -> Iterator[Problem]:
    """Typographic, no-break and invisible characters in tags."""
    for part in subject.parts:
        for tag in part.tags:
            if tag.text.kind is not Kind.COMMENT and not tag.text.raw.isascii():
                yield from _odd_letters(tag)


def _odd_letters(tag: Tag) -> Iterator[Problem]:
    raw = tag.text.raw
    strings = [found.span() for found in _STRING.finditer(raw)]
    for start, end in strings:
        inside = raw[start + 1 : end - 1]
        compared = _COMPARING.search(raw[max(0, start - _WORDS) : start].rstrip()) is not None
        bad = [letter for letter in inside if letter in _INVISIBLE or (compared and letter in _SPACES)]
        if bad:
            place = tag.paragraph.place_of(tag.text.start + start, end - start)
            yield HIDDEN_LETTER.problem(place, f"texten ”{_plain(inside)}” innehåller {_named(bad[0])}")
    outside, at = "", 0
    for start, end in strings:
        outside += raw[at : start + 1]
        at = end - 1
    outside += raw[at:]
    odd = [letter for letter in dict.fromkeys(outside) if letter in _CURLY + _SPACES + _INVISIBLE + _DASHES]
    if odd:
        named = ", ".join(dict.fromkeys(_named(letter) for letter in odd))
        yield TYPOGRAPHY.problem(tag.place, f"taggen {_plain(raw)} innehåller {named}")


def _plain(text: str) -> str:
    return re.sub(f"[{_INVISIBLE}]", "", text)


def _named(letter: str) -> str:
    if letter in _CURLY:
        return "typografiska citattecken"
    if letter in _SPACES:
        return "fast blanksteg"
    return "tankstreck" if letter in _DASHES else f"det osynliga tecknet U+{ord(letter):04X}"


def broken_marks(subject: LintSubject) -> Iterator[Problem]:
    """What looks like a tag and is none: it would be printed as it stands."""
    for part in subject.parts:
        inside = _inside_tags(part)
        for paragraph in part.paragraphs:
            if not any(mark in paragraph.text for mark in "{}[<«"):
                continue
            for rule, pattern, text in (
                (BROKEN_MARK, _BROKEN, "klamrarna står isär, så det här är ingen tagg"),
                (FOREIGN, _FOREIGN, "det här fylls inte i"),
            ):
                for found in pattern.finditer(paragraph.text):
                    if any(start < found.end() and found.start() < end for start, end in inside.get(paragraph, ())):
                        continue
                    place = paragraph.place_of(found.start(), len(found[0]))
                    yield rule.problem(place, f"”{_plain(found[0])}”: {text}")
        for tag in part.tags:
            if _LEVEL.match(tag.text.raw) and any(letter in _INVISIBLE for letter in tag.text.raw[:6]):
                text = f"ett osynligt tecken först i {_plain(tag.text.raw)} gör att bokstaven där inte förstås"
                yield BROKEN_MARK.problem(tag.place, text)


def _inside_tags(part: LintPart) -> dict[Paragraph, list[tuple[int, int]]]:
    found: dict[Paragraph, list[tuple[int, int]]] = {}
    for tag in part.tags:
        found.setdefault(tag.paragraph, []).append((tag.text.start, tag.text.end))
    return found


FINDS: Final[tuple[Find, ...]] = (cut_tags, odd_letters, broken_marks)
