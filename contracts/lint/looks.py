"""Traps in looks: fonts that nobody else has, headings that are none, and what a reader of the file is not told.

That a picture has no alternative text is refused when the template is compiled, and told from there.
"""

import re
from collections.abc import Iterator
from typing import Final

from contracts.errors import Problem, Severity
from contracts.lint.rule import Find, LintSubject, TemplateRule
from contracts.word.fields import contents_paragraphs
from contracts.word.font_twins import has_twin
from contracts.word.fonts import fonts_used, read_theme
from contracts.word.headings import outline_level
from contracts.word.numbering import read_numbering
from contracts.word.ooxml import Element, W, child_value, is_on, nearest, parse, value
from contracts.word.places import Paragraph

FONT: Final = TemplateRule(
    "font-unknown",
    Severity.ERROR,
    "Ett teckensnitt finns varken med programmet eller har någon lika bred ersättare där",
    "byt till Calibri, Cambria, Arial, Times New Roman eller Courier New i formatmallen",
    "PDF-filen får ett annat teckensnitt med andra radbrytningar, och provet av den stoppar bygget",
)
NO_HEADING_STYLE: Final = TemplateRule(
    "heading-without-style",
    Severity.WARNING,
    "Ett kort stycke i fetstil ser ut som en rubrik men är ingen",
    "välj en rubrikformatmall (Rubrik 1, 2, 3) i stället för fetstil",
    "Bara rubrikformatmallar ger bokmärken, innehållsförteckning och rubriker för skärmläsare (PDF/UA, 7.4)",
)
HEADING_JUMP: Final = TemplateRule(
    "heading-jump",
    Severity.WARNING,
    "En rubriknivå hoppas över",
    "använd nivåerna i ordning: Rubrik 2 under Rubrik 1, Rubrik 3 under Rubrik 2",
    "PDF/UA (ISO 14289-1, 7.4.2): rubriknivåer får inte hoppas över nedåt",
)
HEADING_LOOKS: Final = TemplateRule(
    "heading-direct-formatting",
    Severity.WARNING,
    "En rubrik har formatering som inte kommer ur dess formatmall",
    "markera rubriken, tryck Ctrl+mellanslag och Ctrl+Q, och ändra formatmallen i stället",
    "Rubriker av samma nivå ska se likadana ut, och formatmallen är det enda ställe där det ändras",
)
LANGUAGE: Final = TemplateRule(
    "language-missing",
    Severity.WARNING,
    "Mallens språk är inte svenska",
    "markera allt (Ctrl+A) och välj Granska, Språk, Svenska (Sverige)",
    "PDF/UA (ISO 14289-1, 7.2): en skärmläsare väljer röst efter språket, och Word avstavar efter det",
)
TITLE: Final = TemplateRule(
    "title-missing",
    Severity.WARNING,
    "Mallen har ingen titel bland sina egenskaper",
    "skriv {{ document.title }} som titel (Arkiv, Info, Titel)",
    "Titeln visar vad filen är också när den öppnas som mall; det färdiga dokumentet får sin egen titel ur data",
)
RIGHT_TAB: Final = TemplateRule(
    "tab-beyond-margin",
    Severity.WARNING,
    "Text står efter en högertabb som ligger utanför styckets högra indrag",
    "flytta tabben in till högermarginalen, eller ta bort högerindraget",
    "LibreOffice tappar texten efter tabben; provet av PDF-filen stoppar då bygget",
)
RULES: Final = (FONT, NO_HEADING_STYLE, HEADING_JUMP, HEADING_LOOKS, LANGUAGE, TITLE, RIGHT_TAB)

_SWEDISH: Final = "sv-SE"
#: Longest text, in letters, that is taken for a heading.
_LONGEST_HEADING: Final = 80
_HEADING_RUNS: Final = ("b", "i", "u", "caps", "smallCaps", "color", "sz", "rFonts", "highlight", "spacing", "shd")
_HEADING_PARAGRAPHS: Final = ("jc", "ind", "spacing", "shd", "pBdr")
#: A longer tag is refused.
_TAGS: Final = re.compile(r"\{[{%#].{,2000}?[}%#]\}")
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
#: twentieths of a point: as much as Word itself rounds away
_TOLERANCE: Final = 20


def fonts_without_twin(subject: LintSubject) -> Iterator[Problem]:
    """Fonts that neither come with the project nor have a twin as wide that does; each where it is first used."""
    members, book = subject.inventory.members, subject.book
    numbering = read_numbering(members.get(subject.inventory.numbering), book)
    theme = read_theme(members.get(subject.inventory.theme))
    roots = [part.cleaned for part in subject.stories]
    waiting = {font for font in fonts_used(roots, book, theme, numbering) if not _is_fine(font)}
    for paragraph in (one for part in subject.stories for one in part.paragraphs):
        if not waiting:
            return
        for font in waiting.intersection(fonts_used([paragraph.element], book, theme, numbering)):
            waiting.discard(font)
            yield FONT.problem(paragraph.place, f"teckensnittet ”{font}” har ingen ersättare")


def _is_fine(font: str) -> bool:
    # Signs of lists in symbol fonts have a rule of their own, and are mended.
    return has_twin(font) or font.startswith(("Symbol", "Wingdings", "Webdings"))


def false_headings(subject: LintSubject) -> Iterator[Problem]:
    """Short bold paragraphs in the body that stand alone as headings do."""
    for paragraph in subject.body.paragraphs:
        text = _TAGS.sub("x", paragraph.text).strip()
        if not 0 < len(text) <= _LONGEST_HEADING or text[-1] in ".,;:?!" or not any(map(str.isalpha, text)):
            continue
        element = paragraph.element
        if nearest(element, W + "tc") is not None or subject.book.looks_like_heading(
            child_value(element, "pPr/pStyle")
        ):
            continue
        following = element.getnext()
        if _TAGS.sub("", paragraph.text).strip() and following is not None and following.tag in (W + "p", W + "tbl"):
            # Boldness by a named style is meant; only what somebody pressed Ctrl+B for is a heading in disguise.
            runs = [run for run in element.iter(W + "r") if "".join(t.text or "" for t in run.iter(W + "t")).strip()]
            follows = following.tag == W + "tbl" or not _all_bold(following)
            if runs and all(_is_bold(run) for run in runs) and follows and not outline_level(element, subject.book):
                yield NO_HEADING_STYLE.problem(paragraph.place, "stycket är kort och i fetstil, men ingen rubrik")


def _is_bold(run: Element) -> bool:
    return is_on(run.find(f"{W}rPr/{W}b"))


def _all_bold(paragraph: Element) -> bool:
    runs = [run for run in paragraph.iter(W + "r") if "".join(t.text or "" for t in run.iter(W + "t")).strip()]
    return bool(runs) and all(_is_bold(run) for run in runs)


def headings(subject: LintSubject) -> Iterator[Problem]:
    """Levels that are skipped, and headings with a look of their own."""
    before = 0
    listed = contents_paragraphs(subject.body.cleaned)
    for paragraph in subject.body.paragraphs:
        level = outline_level(paragraph.element, subject.book)
        if not level or not paragraph.text.strip() or paragraph.element in listed:
            continue
        if level > before + 1:
            after = f"rubrik {before}" if before else "dokumentets början"
            yield HEADING_JUMP.problem(paragraph.place, f"rubrik {level} följer på {after}")
        before = level
        look = _own_look(paragraph)
        if look:
            yield HEADING_LOOKS.problem(paragraph.place, f"rubriken har egen formatering: {look}")


def _own_look(paragraph: Paragraph) -> str:
    found = [name for name in _HEADING_PARAGRAPHS if paragraph.element.find(f"{W}pPr/{W}{name}") is not None]
    for run in paragraph.element.iter(W + "r"):
        if nearest(run, W + "p") is paragraph.element and run.find(W + "t") is not None:
            found += [name for name in _HEADING_RUNS if run.find(f"{W}rPr/{W}{name}") is not None]
    return ", ".join(dict.fromkeys(_SWEDISH_LOOKS[name] for name in found))


_SWEDISH_LOOKS: Final = {
    "b": "fetstil",
    "i": "kursiv",
    "u": "understrykning",
    "caps": "versaler",
    "smallCaps": "kapitäler",
    "color": "färg",
    "sz": "storlek",
    "rFonts": "teckensnitt",
    "highlight": "överstrykningspenna",
    "spacing": "avstånd",
    "shd": "bakgrund",
    "jc": "justering",
    "ind": "indrag",
    "pBdr": "ram",
}


def language(subject: LintSubject) -> Iterator[Problem]:
    """A template whose text is not Swedish by its styles, and text that is marked as another language."""
    data = subject.inventory.members.get(subject.inventory.styles)
    styled = _language_of_styles(parse(data)) if data is not None else ""
    if styled != _SWEDISH:
        said = f"”{styled}”" if styled else "inte angivet"
        yield LANGUAGE.problem(subject.body.place, f"språket i formatmallarna är {said}; det ska vara {_SWEDISH}")
        return
    for part in subject.stories:
        for paragraph in part.paragraphs:
            for mark in paragraph.element.iter(W + "lang"):
                run = nearest(mark, W + "r")
                other = value(mark)
                shown = "" if run is None else "".join(text.text or "" for text in run.iter(W + "t"))
                if other and not other.startswith("sv") and len(re.findall(r"[^\W\d_]+", _TAGS.sub("", shown))) > 3:
                    text = f"texten ”{shown[:60]}” är märkt som språket {other}"
                    yield LANGUAGE.problem(paragraph.place, text)


def _language_of_styles(styles: Element) -> str:
    default = next((one for one in styles.findall(W + "style") if one.get(W + "default") in ("1", "true")), None)
    own = child_value(default, "rPr/lang")
    return own or child_value(styles, "docDefaults/rPrDefault/rPr/lang")


def title(subject: LintSubject) -> Iterator[Problem]:
    """A template without a title among its properties."""
    data = subject.package.members.get("docProps/core.xml")
    shown = parse(data).findtext(_TITLE) if data is not None else ""
    if not (shown or "").strip():
        yield TITLE.problem(subject.body.place, "egenskapen Titel är tom")


def right_tabs(subject: LintSubject) -> Iterator[Problem]:
    """Text after a right tab that lies beyond the right indent."""
    data = subject.inventory.members.get(subject.inventory.styles)
    stops = _stops_of_styles(parse(data)) if data is not None else {}
    widths, standard = _text_widths(subject.body.cleaned)
    for part in subject.stories:
        for paragraph in part.paragraphs:
            if "\t" not in paragraph.text or not paragraph.text.rpartition("\t")[2].strip():
                continue
            width = widths.get(paragraph.element, standard)
            if not width or nearest(paragraph.element, W + "tc") is not None:
                continue
            properties = paragraph.element.find(W + "pPr")
            style = child_value(properties, "pStyle") or subject.book.default("paragraph")
            chain = [stops[one.id] for one in reversed(list(subject.book.chain(style))) if one.id in stops]
            tabs, indent = _tabs([*chain, *([properties] if properties is not None else [])])
            beyond = [at for at in tabs if at > width - indent + _TOLERANCE]
            if beyond:
                limit = f"styckets högra indrag vid {_centimetres(width - indent)} cm"
                text = f"högertabben vid {_centimetres(beyond[0])} cm ligger utanför {limit}"
                yield RIGHT_TAB.problem(paragraph.place, text)


def _stops_of_styles(styles: Element) -> dict[str, Element]:
    found = ((style.get(W + "styleId") or "", style.find(W + "pPr")) for style in styles.findall(W + "style"))
    return {name: properties for name, properties in found if properties is not None}


def _tabs(properties: list[Element]) -> tuple[list[int], int]:
    """The right tabs, and the right indent, that a chain of properties comes to; twentieths of a point."""
    tabs: dict[int, str] = {}
    indent = 0
    for one in properties:
        for tab in one.iterfind(f"{W}tabs/{W}tab"):
            tabs[_number(tab.get(W + "pos"))] = value(tab)
        said = one.find(W + "ind")
        if said is not None:
            right = said.get(W + "right") or said.get(W + "end")
            indent = _number(right) if right else indent
    return sorted(at for at, kind in tabs.items() if kind in ("right", "end")), indent


def _text_widths(body: Element) -> tuple[dict[Element, int], int]:
    """From margin to margin, in twentieths of a point: for each paragraph of the body, and in its last section.

    0 stands for what the file does not say.
    """
    widths: dict[Element, int] = {}
    waiting: list[Element] = []
    for paragraph in body.iter(W + "p"):
        waiting.append(paragraph)
        section = paragraph.find(f"{W}pPr/{W}sectPr")
        if section is not None:  # a section's own properties stand in its last paragraph
            widths.update(dict.fromkeys(waiting, _width(section)))
            waiting = []
    last = body.find(f"{W}body/{W}sectPr")
    standard = 0 if last is None else _width(last)
    widths.update(dict.fromkeys(waiting, standard))
    return widths, standard


def _width(section: Element) -> int:
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    if size is None or margins is None:
        return 0
    return _number(size.get(W + "w")) - _number(margins.get(W + "left")) - _number(margins.get(W + "right"))


def _number(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else 0


def _centimetres(twentieths: int) -> str:
    return f"{twentieths / 567:.1f}".replace(".", ",")


FINDS: Final[tuple[Find, ...]] = (fonts_without_twin, false_headings, headings, language, title, right_tabs)
