"""Traps in lists: typed numbers and bullets, lists that count on in a repetition, and bullets in symbol fonts."""

import re
from collections.abc import Iterator
from typing import Final

from contracts.errors import Problem, Severity
from contracts.lint.enclosing import Block
from contracts.lint.rule import Find, LintSubject, TemplateRule
from contracts.word.bullets import is_symbol
from contracts.word.headings import outline_level
from contracts.word.numbering import Numbering, list_of, read_numbering
from contracts.word.ooxml import W, child_value, nearest, parse
from contracts.word.places import Paragraph

TYPED_NUMBER: Final = TemplateRule(
    "numbering-typed",
    Severity.WARNING,
    "Ett nummer eller en punkt är skriven för hand",
    "ta bort tecknet och välj en formatmall för listor eller numrerade rubriker",
    "Skrivna nummer räknas inte om när ett villkor tar bort en punkt, och läses inte upp som lista (PDF/UA)",
)
COUNTS_ON: Final = TemplateRule(
    "numbering-counts-on",
    Severity.WARNING,
    "En numrerad lista i en upprepning börjar inte om",
    "använd punkter i stället för nummer, lägg listan under en rubrik i samma numrering, eller skriv den som Markdown "
    "i data och ut med {{p … | stycken }}, som börjar om",
    "Word räknar vidare genom hela dokumentet för stycken i samma lista (ECMA-376 del 1, 17.9)",
)
SYMBOL_BULLET: Final = TemplateRule(
    "numbering-symbol-bullet",
    Severity.WARNING,
    "En punktlista hämtar sitt tecken ur ett symbolteckensnitt",
    "välj tecknet • (U+2022) i textens eget teckensnitt (Definiera ny punkt, Symbol)",
    "PDF/A nivå A kräver tecken som går att läsa; programmet byter till •, så dokumentet ser annorlunda ut än mallen",
)
SYMBOL: Final = TemplateRule(
    "text-symbol-font",
    Severity.WARNING,
    "Ett tecken är infogat ur ett symbolteckensnitt",
    "skriv tecknet med ett vanligt teckensnitt (Infoga, Symbol, normal text)",
    "Tecknet saknar betydelse för skärmläsare och för kontrollen av PDF-filens text (PDF/A nivå A)",
)
RULES: Final = (TYPED_NUMBER, COUNTS_ON, SYMBOL_BULLET, SYMBOL)

_TYPED: Final = re.compile(
    r"\s*((?:\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+|[a-zåäö]\)|\([a-zåäö0-9]{1,2}\)|[•·▪–—-])[ \t\u00a0]+)\S"
)


def typed_numbers(subject: LintSubject) -> Iterator[Problem]:
    """Paragraphs that begin with a number or bullet which somebody typed."""
    for part in subject.stories:
        if part is not subject.body:
            continue
        for paragraph in part.paragraphs:
            found = _TYPED.match(paragraph.text)
            if found is None or nearest(paragraph.element, W + "tc") is not None:
                continue
            sign = found[1].strip()
            what = "numret" if any(letter.isalnum() for letter in sign) else "punkttecknet"
            place = paragraph.place_of(found.start(1), len(sign))
            yield TYPED_NUMBER.problem(place, f"{what} ”{sign}” är skrivet för hand")


def lists_that_count_on(subject: LintSubject) -> Iterator[Problem]:
    """Numbered lists that a repetition prints again without beginning at 1."""
    numbering = _numbering(subject)
    for part in subject.stories:
        around = part.around
        in_loops: dict[tuple[Block, str], list[tuple[Paragraph, int, bool]]] = {}
        for paragraph in part.paragraphs:
            loops = [block for block, _ in around.at(paragraph) if block.repeats]
            definition, level = _numbered(paragraph, numbering, subject) if loops else ("", 0)
            for loop in loops if definition else ():
                found = in_loops.setdefault((loop, definition), [])
                found.append((paragraph, level, loop is not loops[-1]))
        told: set[Paragraph] = set()
        for (loop, _), items in in_loops.items():
            first, level, within_another = items[0]  # what comes later on a deeper level begins again by itself
            many = within_another or sum(1 for _, other, _ in items if other == level) > 1
            if many and first not in told:
                told.add(first)
                text = f"listan räknar vidare för varje varv i {loop.opener.text.raw}"
                yield COUNTS_ON.problem(first.place, text, "", loop.opener.place)


def _numbered(paragraph: Paragraph, numbering: Numbering, subject: LintSubject) -> tuple[str, int]:
    """The definition and level (0-based) of a numbered paragraph that is no heading; ("", 0) for others."""
    num_id, at = list_of(paragraph.element, numbering, subject.book)
    level = numbering.level(num_id, at)
    if level is None or level.format in ("bullet", "none") or outline_level(paragraph.element, subject.book):
        return "", 0
    return numbering.uses[num_id].definition, at


def symbol_signs(subject: LintSubject) -> Iterator[Problem]:
    """Lists of the template, and characters in its text, that take their signs from symbol fonts."""
    numbering = _numbering(subject)
    bad = _symbol_levels(subject)
    told: set[tuple[str, int]] = set()
    for part in subject.stories:
        for paragraph in part.paragraphs:
            num_id, level = list_of(paragraph.element, numbering, subject.book)
            use = numbering.uses.get(num_id)
            key = (use.definition if use else "", level)
            if key in bad and key not in told:
                told.add(key)
                yield SYMBOL_BULLET.problem(paragraph.place, "punktens tecken kommer ur ett symbolteckensnitt")
            for sign in paragraph.element.iter(W + "sym"):
                if nearest(sign, W + "p") is paragraph.element:
                    text = f"ett tecken kommer ur teckensnittet {sign.get(W + 'font') or 'Symbol'}"
                    yield SYMBOL.problem(paragraph.place, text)


def _symbol_levels(subject: LintSubject) -> set[tuple[str, int]]:
    data = subject.inventory.members.get(subject.inventory.numbering)
    if data is None:
        return set()
    return {
        (definition.get(W + "abstractNumId") or "", int(level.get(W + "ilvl") or 0))
        for definition in parse(data).findall(W + "abstractNum")
        for level in definition.findall(W + "lvl")
        if child_value(level, "numFmt") == "bullet" and is_symbol(level)
    }


def _numbering(subject: LintSubject) -> Numbering:
    return read_numbering(subject.inventory.members.get(subject.inventory.numbering), subject.book)


FINDS: Final[tuple[Find, ...]] = (typed_numbers, lists_that_count_on, symbol_signs)
