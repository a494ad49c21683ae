"""Pairs the statements of a template and decides what each of them encloses: text, paragraphs, rows or cells.

A statement that stands alone in its paragraph encloses paragraphs, even without the p of {%p %}: that is what its
writer sees. Whatever would be lost with the paragraph, row or cell that such a tag takes away is refused instead.
"""

import enum
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from contracts.errors import Place, Problem
from contracts.sandbox.syntax import MOST_OPEN_BLOCKS, too_deep
from contracts.word.ooxml import MARK, Element, W, nearest, own
from contracts.word.places import Paragraph
from contracts.word.tags import Kind, TagText

OPENERS: Final[Mapping[str, str]] = {"if": "endif", "for": "endfor"}
MIDDLES: Final = frozenset({"else", "elif"})
CLOSERS: Final = frozenset(OPENERS.values())


class Reach(enum.Enum):
    """What a tag takes the place of."""

    TEXT = "text"  #: its own letters
    PARAGRAPH = "p"  #: the paragraph it stands in
    ROW = "tr"  #: the table row
    CELL = "tc"  #: the table cell
    AROUND_ROW = "around"  #: its own letters; the statement then stands before or after the row


_ELEMENT: Final[Mapping[Reach, str]] = {Reach.PARAGRAPH: W + "p", Reach.ROW: W + "tr", Reach.CELL: W + "tc"}
_SWEDISH: Final[Mapping[Reach, str]] = {Reach.PARAGRAPH: "stycket", Reach.ROW: "tabellraden", Reach.CELL: "cellen"}


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """A tag of a template, with the paragraph it stands in."""

    number: int  #: 0-based, in its part
    text: TagText
    paragraph: Paragraph

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.paragraph.place_of(self.text.start, len(self.text.raw))

    @property
    def container(self) -> Element | None:
        """What holds the run in which the tag begins: the paragraph, or a link in it."""
        for atom in self.paragraph.atoms:
            if atom.start <= self.text.start < atom.end:
                run = nearest(atom.element, W + "r")
                return None if run is None else run.getparent()
        return None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What every tag of a part takes the place of, by the tag's number."""

    reach: Mapping[int, Reach]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Sorting:
    """The state of arranging one part."""

    reach: dict[int, Reach] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, rule: str, text: str, tag: Tag, remedy: str, *also: Tag) -> None:
        places = tuple(other.place for other in also)
        self.problems.append(Problem(rule, text, tag.place, remedy, also=places))


def arrange(tags: Sequence[Tag]) -> Arrangement:
    """Decide for each tag of a part what it takes the place of, or say why it cannot be."""
    sorting = _Sorting()
    for block in _pairs(tags, sorting):
        _settle_block(block, sorting)
    for tag in tags:
        if tag.number not in sorting.reach:
            _settle_single(tag, sorting)
    if not sorting.problems:
        _refuse_losses(tags, sorting)
    return Arrangement(sorting.reach, tuple(sorting.problems))


def _pairs(tags: Sequence[Tag], sorting: _Sorting) -> list[list[Tag]]:
    stories: dict[Element, list[list[Tag]]] = defaultdict(list)
    blocks: list[list[Tag]] = []
    for tag in tags:
        open_blocks = stories[tag.paragraph.story]
        word = tag.text.word
        if word in OPENERS and len(open_blocks) >= MOST_OPEN_BLOCKS:
            fault = too_deep(tag.text.raw)
            sorting.refuse(fault.rule, fault.text, tag, fault.remedy)
            return blocks
        if word in OPENERS:
            open_blocks.append([tag])
        elif word in MIDDLES:
            _add_middle(tag, open_blocks, sorting)
        elif word in CLOSERS:
            closed = _close(tag, open_blocks, sorting)
            if closed:
                blocks.append(closed)
    for left in (block for open_blocks in stories.values() for block in open_blocks):
        _refuse_open(left[0], sorting)
    return blocks


def _add_middle(tag: Tag, open_blocks: list[list[Tag]], sorting: _Sorting) -> None:
    word = tag.text.word
    if not open_blocks:
        text = f"{{% {word} %}} står utan något {{% if %}} före sig"
        sorting.refuse("template-block", text, tag, "lägg till {% if … %} eller ta bort taggen")
        return
    block = open_blocks[-1]
    last = block[-1].text.word
    if (word == "elif" and block[0].text.word == "for") or last == "else":
        text = f"{{% {word} %}} kan inte stå här: det föregående är {block[-1].text.raw}"
        sorting.refuse("template-block", text, tag, "kontrollera ordningen if, elif, else, endif", block[0])
        return
    block.append(tag)


def _close(tag: Tag, open_blocks: list[list[Tag]], sorting: _Sorting) -> list[Tag] | None:
    word = tag.text.word
    fits = [index for index, block in enumerate(open_blocks) if OPENERS[block[0].text.word] == word]
    if not fits:
        opened = open_blocks[-1][0] if open_blocks else None
        if opened is None:
            text = f"{{% {word} %}} stänger något som aldrig har öppnats"
            sorting.refuse("template-block", text, tag, "ta bort taggen eller lägg till den som öppnar")
        else:
            text = f"{{% {word} %}} stänger {opened.text.raw}, som öppnades i stycke {opened.paragraph.place.paragraph}"
            remedy = f"skriv {{% {OPENERS[opened.text.word]} %}}"
            sorting.refuse("template-block", text, tag, remedy, opened)
        return None
    for inner in open_blocks[fits[-1] + 1 :]:
        _refuse_open(inner[0], sorting, before=tag)
    block = open_blocks[fits[-1]]
    del open_blocks[fits[-1] :]
    return [*block, tag]


def _refuse_open(tag: Tag, sorting: _Sorting, before: Tag | None = None) -> None:
    where = f" före {before.text.raw} i stycke {before.paragraph.place.paragraph}" if before else ""
    text = f"{tag.text.raw} stängs aldrig{where}"
    closer = f"{{%{tag.text.level} {OPENERS[tag.text.word]} %}}"
    remedy = f"lägg till {closer} där det ska sluta, i samma text, fotnot eller textruta"
    sorting.refuse("template-block", text, tag, remedy, *((before,) if before else ()))


def _settle_block(block: list[Tag], sorting: _Sorting) -> None:
    levels = {tag.text.level for tag in block} - {""}
    paragraphs = {tag.paragraph for tag in block}
    if len(levels - {"r"}) > 1 or ("r" in levels and len(levels) > 1):
        written = " och ".join(f"{{%{level}" for level in sorted(levels))
        text = f"blocket är skrivet både med {written}"
        sorting.refuse("template-level", text, block[-1], "använd samma slag i alla taggar i blocket", block[0])
        return
    if not levels - {"r"} and len(paragraphs) == 1:
        _settle_inline(block, sorting)
        return
    if "r" in levels:
        text = "ett block med {%r måste börja och sluta i samma stycke"
        sorting.refuse("template-level", text, block[-1], "använd {%p i egna stycken", block[0])
        return
    reach = Reach(levels.pop()) if levels else _guess(block)
    for tag in block:
        sorting.reach[tag.number] = reach
    if reach is Reach.AROUND_ROW:
        if len(block) > 2:
            text = "{% else %} kan inte stå mitt i en tabellrad som upprepas"
            sorting.refuse("template-level", text, block[1], "använd {%tr i egna rader", block[0])
        return
    elements = [nearest(tag.paragraph.element, _ELEMENT[reach]) for tag in block]
    if any(element is None for element in elements):
        text = f"taggen {block[0].text.raw} gäller {_SWEDISH[reach]}, men står inte i någon tabell"
        sorting.refuse("template-level", text, block[0], "använd {%p i ett eget stycke")
    elif len({element.getparent() for element in elements if element is not None}) > 1:
        text = f"{block[0].text.raw} … {block[-1].text.raw} börjar och slutar i olika celler, tabeller eller textrutor"
        remedy = "låt blocket börja och sluta i samma cell, eller använd {%tr i egna rader"
        sorting.refuse("template-crossing", text, block[-1], remedy, block[0])


def _settle_inline(block: list[Tag], sorting: _Sorting) -> None:
    for tag in block:
        sorting.reach[tag.number] = Reach.TEXT
    if len({tag.container for tag in block}) > 1:
        text = f"{block[0].text.raw} … {block[-1].text.raw} börjar utanför och slutar i en länk, eller tvärtom"
        sorting.refuse(
            "template-crossing", text, block[-1], "flytta taggarna så att båda står utanför länken", block[0]
        )


def _guess(block: list[Tag]) -> Reach:
    """What a block without written level, over several paragraphs, is seen to enclose."""
    rows = [nearest(tag.paragraph.element, W + "tr") for tag in block]
    cells = {nearest(tag.paragraph.element, W + "tc") for tag in block}
    if None in rows or len(cells) == 1:
        return Reach.PARAGRAPH
    if len(set(rows)) == 1:
        return Reach.AROUND_ROW
    one_table = len({row.getparent() for row in rows if row is not None}) == 1
    return Reach.ROW if one_table and len(set(rows)) == len(rows) else Reach.PARAGRAPH


def _settle_single(tag: Tag, sorting: _Sorting) -> None:
    level = tag.text.level
    lifts = level in ("p", "tr", "tc") and tag.text.kind is not Kind.OUTPUT
    sorting.reach[tag.number] = Reach(level) if lifts else Reach.TEXT
    if tag.text.kind is Kind.OUTPUT and level in ("tr", "tc"):
        text = f"{{{{{level} … }}}} skriver inte ut något som Word förstår"
        sorting.refuse("template-level", text, tag, "skriv {{ … }}, eller {%tr for … %} i en egen rad")
    elif lifts and nearest(tag.paragraph.element, W + level) is None:
        text = f"taggen {tag.text.raw} gäller en tabell, men står inte i någon"
        sorting.refuse("template-level", text, tag, "ta bort bokstäverna efter klammern")


def _refuse_losses(tags: Sequence[Tag], sorting: _Sorting) -> None:
    going_with: dict[Reach, set[int]] = {}
    by_paragraph: dict[Element, list[Tag]] = defaultdict(list)
    for tag in tags:
        by_paragraph[tag.paragraph.element].append(tag)
    told: set[Element] = set()
    for tag in tags:
        reach = sorting.reach[tag.number]
        if tag.text.kind is Kind.OUTPUT and tag.text.level == "p":
            _refuse_company(tag, by_paragraph[tag.paragraph.element], sorting)
        if reach not in _ELEMENT:
            continue
        lifted = nearest(tag.paragraph.element, _ELEMENT[reach])
        if lifted is None or lifted in told:
            continue
        if reach not in going_with:
            alike = (t for t in tags if sorting.reach[t.number] is reach or t.text.kind is Kind.COMMENT)
            going_with[reach] = {t.number for t in alike}
        going = going_with[reach]
        if any(not _only_tags(p, by_paragraph, going) for p in lifted.iter(W + "p")):
            told.add(lifted)
            text = f"text eller annat innehåll bredvid {tag.text.raw} skulle försvinna med {_SWEDISH[reach]}"
            own_place = {"stycket": "ett eget stycke", "tabellraden": "en egen rad", "cellen": "en egen cell"}
            keys = " (tryck Enter mellan den och texten)" if reach is Reach.PARAGRAPH else ""
            sorting.refuse("template-text-lost", text, tag, f"ge taggen {own_place[_SWEDISH[reach]]}{keys}")


def _only_tags(paragraph: Element, by_paragraph: Mapping[Element, list[Tag]], going: set[int]) -> bool:
    tags = by_paragraph.get(paragraph, [])
    if any(tag.number not in going for tag in tags) or paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return False
    if tags:
        return not _rest(tags).strip() and not _holds_objects(paragraph)
    return not _holds_objects(paragraph) and not "".join(t.text or "" for t in paragraph.iter(W + "t")).strip()


def _refuse_company(tag: Tag, tags: list[Tag], sorting: _Sorting) -> None:
    others = [t for t in tags if t is not tag and t.text.kind is Kind.OUTPUT]
    section = tag.paragraph.element.find(f"{W}pPr/{W}sectPr") is not None
    if others or _rest(tags).strip() or section or _holds_objects(tag.paragraph.element):
        text = f"{tag.text.raw} blir hela stycken och måste stå ensam i sitt stycke"
        sorting.refuse("template-text-lost", text, tag, "ge taggen ett eget stycke")


def _rest(tags: list[Tag]) -> str:
    text = tags[0].paragraph.text
    for tag in sorted(tags, key=lambda t: t.text.start, reverse=True):
        text = text[: tag.text.start] + text[tag.text.end :]
    return text


def _holds_objects(paragraph: Element) -> bool:
    objects = [W + name for name in ("drawing", "pict", "object", "fldChar", "fldSimple", "footnoteReference", "sym")]
    return any(
        element.tag in objects
        or str(element.tag).startswith(MARK)
        or (element.tag == W + "br" and element.get(W + "type") in ("page", "column"))
        for element in own(paragraph)
    )
