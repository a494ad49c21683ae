"""Traps in paragraphs: tags that crowd each other, paragraphs that are left empty, and emptiness used as spacing.

That text beside a paragraph tag would be lost, and that a row tag stands outside a table, is refused when the template
is compiled, and told from there.
"""

import itertools
import re
from collections.abc import Iterator
from typing import Final

from contracts.errors import Problem, Severity
from contracts.lint.enclosing import Block, Enclosures
from contracts.lint.rule import Find, LintSubject, TemplateRule
from contracts.word.numbering import list_of, read_numbering
from contracts.word.ooxml import MARK, Element, W, is_blank, nearest
from contracts.word.places import TAKEN_OUT, Paragraph
from contracts.word.tags import Kind

TAGS_TOGETHER: Final = TemplateRule(
    "paragraph-tags-together",
    Severity.WARNING,
    "Två taggar som ska ha var sitt stycke står i samma",
    "ge varje tagg ett eget stycke (tryck Enter mellan dem)",
    "Ett stycke per tagg visar var ett villkor börjar och slutar, och går att flytta utan att något följer med",
)
NOTHING_ENCLOSED: Final = TemplateRule(
    "block-encloses-nothing",
    Severity.ERROR,
    "Ett villkor eller en upprepning omsluter ingenting",
    "flytta den avslutande taggen till efter det som villkoret gäller, eller ta bort båda",
    "Det som skulle vara villkorat står utanför och skrivs alltid ut",
)
LEFT_EMPTY: Final = TemplateRule(
    "paragraph-left-empty",
    Severity.WARNING,
    "Ett stycke blir nästan tomt när ett villkor inte gäller",
    "sätt {% if … %} och {% endif %} i egna stycken runt hela stycket, eller ta med tecknen i villkoret",
    "Bara stycken där allt står i taggar tas bort när de blir tomma; en punkt, ett streck eller en tabb blir kvar",
)
BLANK: Final = TemplateRule(
    "paragraph-blank",
    Severity.WARNING,
    "Ett stycke innehåller bara blanksteg eller tabbar",
    "ta bort stycket och ge stycket före det avstånd efter (Stycke, Avstånd)",
    "En skärmläsare läser upp tomma stycken, och tabbar ser olika ut i Word och i PDF-filen",
)
SPACING: Final = TemplateRule(
    "paragraph-spacing",
    Severity.WARNING,
    "Tomma stycken används som avstånd",
    "ta bort de tomma styckena och ange avståndet i formatmallen (Stycke, Avstånd före och efter)",
    "Tomma stycken blir kvar när text runt dem villkoras bort, och läses upp av skärmläsare (PDF/UA)",
)
DOUBLE_SPACE: Final = TemplateRule(
    "text-double-space",
    Severity.WARNING,
    "Två blanksteg står efter varandra",
    "ta bort det ena blanksteget",
    "Myndigheternas skrivregler: ett blanksteg mellan ord och meningar",
)
CONDITION_SPACE: Final = TemplateRule(
    "condition-double-space",
    Severity.WARNING,
    "Ett villkor lämnar två blanksteg efter sig när det inte gäller",
    "flytta det ena blanksteget in i villkoret: skriv ”ord{% if … %} tillägg{% endif %} ord”",
    "Blanksteg utanför taggarna skrivs alltid ut",
)
RULES: Final = (TAGS_TOGETHER, NOTHING_ENCLOSED, LEFT_EMPTY, BLANK, SPACING, DOUBLE_SPACE, CONDITION_SPACE)

_DOUBLE: Final = re.compile(r"(?<=[^ ]) {2,}(?=[^ ])")
_WORDS: Final = re.compile(r"[^\W_]")


def crowded_tags(subject: LintSubject) -> Iterator[Problem]:
    """Blocks that enclose nothing, and paragraphs with more than one paragraph tag."""
    for part in subject.stories:
        around = part.around
        empty = [block for block in around.blocks if _encloses_nothing(block, around)]
        for block in empty:
            text = f"mellan {block.opener.text.raw} och {block.closer.text.raw} står ingenting"
            yield NOTHING_ENCLOSED.problem(block.opener.place, text, "", block.closer.place)
        told = {tag for block in empty for tag in block.tags}
        lifting = [tag for tag in part.tags if tag.text.level == "p" and tag not in told]
        for first, second in itertools.pairwise(lifting):
            if first.paragraph is second.paragraph:
                text = f"{first.text.raw} och {second.text.raw} står i samma stycke"
                yield TAGS_TOGETHER.problem(second.place, text)


def _encloses_nothing(block: Block, around: Enclosures) -> bool:
    opener, closer = block.opener, block.closer
    if len(block.tags) > 2:
        return False
    if opener.paragraph is closer.paragraph:
        if opener.text.level == "p":
            return True
        return opener.text.end == closer.text.start and not _has_object(opener.paragraph.element)
    first, last = around.number(opener.paragraph), around.number(closer.paragraph)
    in_table = nearest(opener.paragraph.element, W + "tc") is not None
    after = opener.paragraph.element.getnext()
    return last == first + 1 and opener.text.level == "p" and not in_table and after is closer.paragraph.element


def _has_object(paragraph: Element) -> bool:
    shown = (W + "drawing", W + "pict", W + "object", W + "fldChar", W + "fldSimple", MARK + "note")
    return next(paragraph.iter(*shown), None) is not None


def left_empty(subject: LintSubject) -> Iterator[Problem]:
    """Paragraphs of which only a sign, a number or a tab is left when their conditions do not hold."""
    numbering = read_numbering(subject.inventory.members.get(subject.inventory.numbering), subject.book)
    for part in subject.stories:
        around = part.around
        inline = {block.opener.paragraph: block for block in around.blocks if _is_inline(block)}
        for paragraph in inline:
            if _has_object(paragraph.element) or nearest(paragraph.element, W + "tc") is not None:
                continue
            rest = _always_printed(paragraph, around)
            if rest is None or not rest or _WORDS.search(rest) or not (rest.strip() or "\t" in rest):
                continue
            if part is not subject.body and not rest.strip():
                continue  # a header's tabs keep its halves apart, and Word wants a paragraph there anyhow
            shown = "en tabb" if not rest.strip() else f"”{' '.join(rest.split())}”"
            numbered = " och sitt nummer" if list_of(paragraph.element, numbering, subject.book)[0] else ""
            text = f"när villkoret inte gäller har stycket bara {shown} kvar{numbered}"
            yield LEFT_EMPTY.problem(inline[paragraph].opener.place, text)


def _is_inline(block: Block) -> bool:
    return block.opener.paragraph is block.closer.paragraph and block.opener.text.level in ("", "r")


def _always_printed(paragraph: Paragraph, around: Enclosures) -> str | None:
    """The letters outside all inline blocks of a paragraph; None when something is printed there anyhow."""
    at, rest = 0, []
    for block in around.begun_in(paragraph):
        if not _is_inline(block) or block.opener.text.start < at:
            continue
        if block.always_prints:
            return None
        rest.append(paragraph.text[at : block.opener.text.start])
        at = block.closer.text.end
    rest.append(paragraph.text[at:])
    outside = "\n".join(rest)
    return None if "{{" in outside else re.sub(r"\{[%#].*?[%#]\}", "", outside).replace("\n", "")


def empty_paragraphs(subject: LintSubject) -> Iterator[Problem]:
    """Paragraphs of nothing but spaces, and empty ones that only keep others apart."""
    for part in subject.stories:
        told: set[Element] = set()
        for paragraph in part.paragraphs:
            element = paragraph.element
            if paragraph.text and not paragraph.text.strip() and not paragraph.text.count("\n"):
                if not _has_object(element):
                    yield BLANK.problem(paragraph.place, "stycket innehåller bara blanksteg eller tabbar")
            elif not paragraph.text and element not in told and _is_spacing(element) and not element.get(TAKEN_OUT):
                run = _run_of_empty(element)
                told.update(run)
                text = "ett tomt stycke" if len(run) == 1 else f"{len(run)} tomma stycken"
                yield SPACING.problem(paragraph.place, f"{text} används som avstånd")


def _is_spacing(element: Element) -> bool:
    """Whether an empty paragraph could go: Word needs one alone in a cell or header, after a table, at a section."""
    parent, before, after = element.getparent(), element.getprevious(), element.getnext()
    if parent is None or before is None or not is_blank(element) or _has_mark(element):
        return False
    while before is not None and before.tag in (W + "bookmarkStart", W + "bookmarkEnd"):
        before = before.getprevious()
    if before is None or before.tag == W + "tbl":
        return False
    return after is not None and after.tag in (W + "p", W + "tbl", W + "bookmarkStart", W + "bookmarkEnd")


def _has_mark(element: Element) -> bool:
    # A line, a frame or a section is something to see.
    marks = ("pBdr", "framePr", "sectPr", "pageBreakBefore")
    return any(element.find(f"{W}pPr/{W}{name}") is not None for name in marks)


def _run_of_empty(element: Element) -> list[Element]:
    run = [element]
    for following in element.itersiblings():
        if following.tag != W + "p" or not is_blank(following) or _has_mark(following):
            break
        run.append(following)
    return run


def double_spaces(subject: LintSubject) -> Iterator[Problem]:
    """Spaces that follow each other, as written or when a condition between them does not hold."""
    for part in subject.stories:
        tags: dict[Paragraph, list[tuple[int, int]]] = {}
        for tag in part.tags:
            tags.setdefault(tag.paragraph, []).append((tag.text.start, tag.text.end))
        for paragraph in part.paragraphs:
            if "  " not in paragraph.text:
                continue
            inside = tags.get(paragraph, [])
            for found in _DOUBLE.finditer(paragraph.text):
                if not any(start < found.start() < end for start, end in inside):
                    place = paragraph.place_of(found.start(), found.end() - found.start())
                    yield DOUBLE_SPACE.problem(
                        place, f"{found.end() - found.start()} blanksteg står efter varandra här"
                    )
        for block in part.around.blocks:
            if _is_inline(block) and not block.always_prints and _leaves_two_spaces(block):
                text = f"när {block.opener.text.raw} inte gäller blir det två blanksteg"
                yield CONDITION_SPACE.problem(block.opener.place, text)


def _leaves_two_spaces(block: Block) -> bool:
    text, start, end = block.opener.paragraph.text, block.opener.text.start, block.closer.text.end
    if block.opener.text.kind is not Kind.STATEMENT or block.repeats:
        return False
    return text[:start].endswith(" ") and bool(text[:start].strip()) and text[end:].startswith(" ")


FINDS: Final[tuple[Find, ...]] = (crowded_tags, left_empty, empty_paragraphs, double_spaces)
