"""Styles that a template asks for and does not have: those of its own text, and those that Markdown needs."""

from collections.abc import Iterator
from typing import Final

from contracts.errors import Problem, Severity
from contracts.lint.rule import Find, LintSubject, TemplateRule
from contracts.word.expressions import BLOCK_FILTER
from contracts.word.numbering import read_numbering
from contracts.word.ooxml import Element, W, nearest, value
from contracts.word.tags import Kind

MISSING: Final = TemplateRule(
    "style-missing",
    Severity.ERROR,
    "En formatmall som texten använder finns inte i mallen",
    "markera texten och välj en formatmall i listan, för en rubrik Rubrik 1, 2 eller 3",
    "Word visar texten som Normal: en rubrik blir ingen rubrik, och dokumentet stoppas när det görs",
)
FOR_MARKDOWN: Final = TemplateRule(
    "style-missing-for-markdown",
    Severity.WARNING,
    "En formatmall saknas som en text ur data kan behöva",
    "lägg till formatmallen (Formatmallar, Nytt format), eller kopiera den från en annan mall",
    "Markdown blir rubriker, listor och tabeller i mallens egna formatmallar; saknas en stoppas dokumentet",
)
RULES: Final = (MISSING, FOR_MARKDOWN)

_NAMING: Final = (W + "pStyle", W + "rStyle", W + "tblStyle")
#: What a text in Markdown can come to be, with the level that its first one has, and what Word calls the style.
_WANTED: Final = (
    ("heading", 2, "Rubrik 2"),
    ("bullet", 1, "Punktlista"),
    ("number", 1, "Numrerad lista"),
    ("table", 0, "Tabellrutnät"),
)


def missing_styles(subject: LintSubject) -> Iterator[Problem]:
    """Styles that are named but not defined; each where it is first used."""
    told: set[str] = set()
    for part in subject.stories:
        places = {paragraph.element: paragraph.place for paragraph in part.paragraphs}
        for mark in part.cleaned.iter(*_NAMING):
            name = value(mark)
            if not name or name in subject.book.by_id or name in told:
                continue
            home = _first_paragraph(mark)
            told.add(name)
            place = part.place if home is None else places.get(home, part.place)
            yield MISSING.problem(place, f"formatmallen ”{name}” används här men finns inte i mallen")


def _first_paragraph(mark: Element) -> Element | None:
    paragraph = nearest(mark, W + "p")
    table = nearest(mark, W + "tbl")
    return paragraph if paragraph is not None or table is None else next(table.iter(W + "p"), None)


def missing_for_markdown(subject: LintSubject) -> Iterator[Problem]:
    """Styles for headings, lists and tables that are missing where a text in Markdown is printed."""
    tags = (tag for part in subject.stories for tag in part.tags if tag.text.kind is Kind.OUTPUT)
    first = next((tag for tag in tags if tag.text.level == "p" and BLOCK_FILTER in tag.text.body), None)
    if first is None:
        return
    lists = read_numbering(subject.inventory.members.get(subject.inventory.numbering), subject.book)
    lacking: list[str] = []
    for what, level, named in _WANTED:
        style = subject.book.find(what, level)
        if style is None:
            lacking.append(f"”{named}”")
        elif what in ("bullet", "number") and lists.level(*lists.of_style(style.id)) is None:
            lacking.append(f"”{named}” med numrering")
    if lacking:
        text = f"texten som skrivs ut här kan behöva det som mallen saknar: {', '.join(lacking)}"
        yield FOR_MARKDOWN.problem(first.place, text)


FINDS: Final[tuple[Find, ...]] = (missing_styles, missing_for_markdown)
