"""Traps in tables: rows that can all go, cells that can become empty, and tables whose columns nobody can name.

A row tag outside a table, and text beside one, is refused when the template is compiled, and told from there.
"""

import re
from collections.abc import Iterator
from typing import Final

from contracts.errors import Problem, Severity
from contracts.lint.enclosing import Branch, Enclosures
from contracts.lint.rule import Find, LintPart, LintSubject, TemplateRule
from contracts.lint.samples_promises import DERIVED, NEVER_EMPTY
from contracts.word.blocks import Tag
from contracts.word.ooxml import Element, W, is_on, nearest
from contracts.word.places import Paragraph

NO_ROWS: Final = TemplateRule(
    "table-without-rows",
    Severity.WARNING,
    "En tabell kan bli utan rader, eller få bara sin rubrikrad",
    "sätt {%p if lista %} före tabellens ingress och {%p endif %} efter tabellen, med listan som raderna kommer från",
    "En tabell utan rader tas bort, men rubriken och ingressen före den blir kvar; en ensam rubrikrad säger ingenting",
)
EMPTY_CELL: Final = TemplateRule(
    "table-empty-cell",
    Severity.WARNING,
    "En cell blir tom när ett villkor inte gäller eller en lista är tom",
    "skriv vad som ska stå i stället: lägg till {% else %} och till exempel ett tankstreck före {% endif %}",
    "Läsaren ska se att uppgiften saknas, och en skärmläsare läser annars upp en tom cell",
)
NO_HEADER: Final = TemplateRule(
    "table-without-header",
    Severity.WARNING,
    "En tabell har ingen rubrikrad",
    "markera första raden och välj Tabellayout, Upprepa rubrikrader",
    "PDF/UA (ISO 14289-1, 7.5): skärmläsare läser upp kolumnens rubrik vid varje cell, och den upprepas på nästa sida",
)
#: The name of the list in a tag such as "for pair in signatories | batch(2)" or "if tables".
_LIST: Final = re.compile(r"(?:for\s.+?\sin|if)\s+([\w.]+)\s*(?:\||$)")
#: The filter that sets items side by side.
_IN_GROUPS: Final = "batch("
#: What shows in a cell without being text.
_SEEN: Final = tuple(W + name for name in ("drawing", "pict", "object", "fldChar", "fldSimple", "sym"))
#: The lists that the facts always fill, without the views that they are fields of.
_FILLED: Final = frozenset(name.rpartition(".")[2] for name in NEVER_EMPTY)
RULES: Final = (NO_ROWS, EMPTY_CELL, NO_HEADER)


def tables_without_rows(subject: LintSubject) -> Iterator[Problem]:
    """Tables of which nothing, or only the header row, is left when their lists are empty."""
    for part in subject.stories:
        around, firsts, tag_rows = part.around, _first_paragraphs(part), _tag_rows(part)
        for table in part.cleaned.iter(W + "tbl"):
            rows = [firsts[row] for row in table.findall(W + "tr") if row in firsts and row not in tag_rows]
            if not rows:
                continue
            outer = _around_table(table, rows[0], around)
            inner = [[b for b in _around_row(row, around) if b not in outer] for row in rows]
            headed = table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
            content = inner[1:] if headed and not inner[0] else inner
            if not content or not all(content) or _one_always_prints(content) or outer:
                continue
            tag = content[0][0][0].opener
            if any(_never_empty(row[0][0].opener) for row in content):
                continue
            left = "har tabellen bara sin rubrikrad" if len(content) < len(inner) else "försvinner hela tabellen"
            yield NO_ROWS.problem(tag.place, f"när {tag.text.raw} inte ger någon rad {left}")


def _never_empty(tag: Tag) -> bool:
    """Whether a block goes through, or asks for, a list that the facts always fill."""
    asked = _LIST.match(tag.text.body)
    if asked is None:
        return False
    name = asked[1].rpartition(".")[2]
    return any(one in _FILLED for one in DERIVED.get(name, (name,)))


def _first_paragraphs(part: LintPart) -> dict[Element, Paragraph]:
    """The first paragraph of each row."""
    found: dict[Element, Paragraph] = {}
    for paragraph in part.paragraphs:
        row = nearest(paragraph.element, W + "tr")
        if row is not None:
            found.setdefault(row, paragraph)
    return found


def _tag_rows(part: LintPart) -> set[Element | None]:
    """The rows that only hold a row tag."""
    return {nearest(tag.paragraph.element, W + "tr") for tag in part.tags if tag.text.level == "tr"}


def _around_row(first: Paragraph, around: Enclosures) -> tuple[Branch, ...]:
    # A statement that begins in a row's first cell and ends in a later one stands around the row.
    row = nearest(first.element, W + "tr")
    begun = tuple(
        (block, 0)
        for block in around.begun_in(first)
        if block.closer.paragraph is not first
        and nearest(block.closer.paragraph.element, W + "tr") is row
        and nearest(block.closer.paragraph.element, W + "tc") is not nearest(first.element, W + "tc")
    )
    return (*around.at(first, -1), *begun)


def _around_table(table: Element, first: Paragraph, around: Enclosures) -> tuple[Branch, ...]:
    """What stands around the whole table.

    Args:
        table: the table.
        first: the first paragraph of its first row, tag rows included.
        around: the blocks of its part.
    """
    inside = set(table.iter(W + "p"))
    return tuple(branch for branch in around.at(first, -1) if branch[0].opener.paragraph.element not in inside)


def _one_always_prints(rows: list[list[Branch]]) -> bool:
    """Whether some row stands in conditions only of which each has an else with a row of its own."""
    branches = {(block, which) for row in rows for block, which in row[:1]}
    blocks = {block for block, _ in branches}
    return any(
        not block.repeats
        and block.always_prints
        and all((block, which) in branches for which in range(len(block.tags) - 1))
        for block in blocks
    )


def empty_cells(subject: LintSubject) -> Iterator[Problem]:
    """Cells of which nothing is left when their conditions do not hold, or their lists are empty."""
    for part in subject.stories:
        cells: dict[Element, list[Paragraph]] = {}
        for paragraph in part.paragraphs:
            cell = nearest(paragraph.element, W + "tc")
            if cell is not None and nearest(paragraph.story, W + "tc") is not cell:
                cells.setdefault(cell, []).append(paragraph)
        for cell, paragraphs in cells.items():
            outer = part.around.at(paragraphs[0], -1)
            if cell.find(W + "tbl") is not None or any(_IN_GROUPS in block.opener.text.body for block, _ in outer):
                continue  # who stand two and two may be one at the end
            tag = _may_all_go(paragraphs, part.around)
            if tag is not None:
                when = "inte ger någon post" if tag.text.word == "for" else "inte gäller"
                yield EMPTY_CELL.problem(tag.place, f"cellen blir tom när {tag.text.raw} {when}")


def _may_all_go(paragraphs: list[Paragraph], around: Enclosures) -> Tag | None:
    """The first of the tags that take away all text of a cell; None when something is always printed."""
    inside = set(paragraphs)
    conditions = {block.opener.text.body for paragraph in paragraphs for block in around.begun_in(paragraph)}
    if any(f"if not {one.removeprefix('if ')}" in conditions for one in conditions):
        return None  # one of the two holds
    first: Tag | None = None
    for paragraph in paragraphs:
        if any(block.closer.paragraph not in inside for block in around.begun_in(paragraph)):
            return None  # it stands around the cell, or around its row
        enclosed = next((block for block, _ in around.at(paragraph, -1) if block.opener.paragraph in inside), None)
        if enclosed is not None or _holds_only_tags(paragraph, around):
            block = enclosed or next(iter(around.begun_in(paragraph)), None)
            tag = block.opener if block else None
            if block is not None and (block.always_prints or _never_empty(block.opener)):
                return None
            if block is not None and _is_asked(block.opener, around.at(paragraphs[0], -1)):
                return None
        elif paragraph.text.strip():
            tag = _covered(paragraph, around)
            if tag is None or _never_empty(tag) or _is_asked(tag, around.at(paragraph, -1)):
                return None
        else:
            if next(paragraph.element.iter(*_SEEN), None) is not None:
                return None
            continue
        first = first or tag
    return first


def _holds_only_tags(paragraph: Paragraph, around: Enclosures) -> bool:
    """Whether a paragraph holds nothing but the tags of a block that goes on in later ones."""
    begun = around.begun_in(paragraph)
    return bool(begun) and begun[0].opener.text.raw == paragraph.text.strip()


def _is_asked(tag: Tag, outer: tuple[Branch, ...]) -> bool:
    """Whether what is around a cell has asked for the list that it goes through already."""
    wanted = _LIST.match(tag.text.body)
    asked = [_LIST.match(block.opener.text.body) for block, which in outer if which == 0 and not block.repeats]
    return wanted is not None and any(one is not None and one[1] == wanted[1] for one in asked)


def _covered(paragraph: Paragraph, around: Enclosures) -> Tag | None:
    """The first of the conditions that all of a paragraph stands in; None when something is always printed."""
    at = 0
    first: Tag | None = None
    for block in around.begun_in(paragraph):
        if block.opener.text.start < at:
            continue
        if block.always_prints or paragraph.text[at : block.opener.text.start].strip():
            return None
        first, at = first or block.opener, block.closer.text.end
    return None if paragraph.text[at:].strip() else first


def headerless_tables(subject: LintSubject) -> Iterator[Problem]:
    """Tables of more than one row without a header row."""
    for part in subject.stories:
        firsts, tag_rows = _first_paragraphs(part), _tag_rows(part)
        for table in part.cleaned.iter(W + "tbl"):
            rows = [row for row in table.findall(W + "tr") if row not in tag_rows]
            repeated = len(rows) < len(table.findall(W + "tr"))
            if len(rows) + repeated < 2 or any(is_on(row.find(f"{W}trPr/{W}tblHeader")) for row in rows[:1]):
                continue
            first = firsts.get(rows[0]) if rows else None
            if first is not None:
                yield NO_HEADER.problem(first.place, "tabellen har ingen rubrikrad")


FINDS: Final[tuple[Find, ...]] = (tables_without_rows, empty_cells, headerless_tables)
