"""What is read of a story in one walk is what those say who look at one paragraph at a time."""

import random
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from contracts.word.fonts import Theme, read_fonts
from contracts.word.headings import heading_text, paragraphs_of
from contracts.word.numbering import read_numbering
from contracts.word.ooxml import W, child_value, descendant
from contracts.word.reading import read_story
from contracts.word.styles import read_styles
from contracts.word.text import paragraph_text
from tests.word.word_files import DECLARED

STYLES = f"""<w:styles {DECLARED}>
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:rPr><w:rFonts w:ascii="H1"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="C"><w:name w:val="c"/>
<w:rPr><w:rFonts w:ascii="C1" w:hAnsi="C2"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="T"><w:name w:val="t"/><w:rPr><w:rFonts w:ascii="T1" w:hAnsi="T2"/></w:rPr></w:style>
</w:styles>""".encode()
TEXTS = ("a", "å", "aå", " ", "", "\u00a0")
RUN_PROPERTIES = (
    *("", "<w:rPr/>", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:rStyle w:val="C"/></w:rPr>'),
    *("<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:vanish w:val="0"/></w:rPr>'),
    '<w:rPr><w:rFonts w:ascii="X" w:hAnsi="Y"/></w:rPr>',
)
PROPERTIES = (
    *("", "<w:pPr/>", '<w:pPr><w:pStyle w:val="H"/></w:pPr>', '<w:pPr><w:pStyle/><w:pStyle w:val="H"/></w:pPr>'),
    '<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs><w:outlineLvl w:val="2"/><w:rPr><w:vanish/></w:rPr></w:pPr>',
    '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr>',
)
SIGNS = ("<w:tab/>", "<w:br/>", '<w:br w:type="page"/>', "<w:noBreakHyphen/>", "<w:sym/>")
BOX = "<w:r><mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent></w:r>"


def story(seed: int) -> str:
    """A part with all that a paragraph may hold, most of it plain."""
    chance = random.Random(seed)

    def run() -> str:
        inner = "".join(
            chance.choice(SIGNS) if chance.random() < 0.1 else f"<w:t>{chance.choice(TEXTS)}</w:t>"
            for _ in range(chance.choice((0, 1, 1, 1, 2)))
        )
        return f"<w:r>{chance.choice(RUN_PROPERTIES) if chance.random() < 0.4 else ''}{inner}</w:r>"

    def paragraph(depth: int) -> str:
        pieces = []
        for _ in range(chance.randint(0, 4)):
            kind = chance.random()
            if kind < 0.75:
                pieces.append(run())
            elif kind < 0.8:
                pieces.append(chance.choice(('<w:bookmarkStart w:id="1"/>', f"<w:bookmarkEnd>{run()}</w:bookmarkEnd>")))
            elif kind < 0.85:
                pieces.append(f"<w:hyperlink>{run()}</w:hyperlink>")
            elif kind < 0.88:
                code = chance.choice(("PAGE", "REF x"))
                marks = [f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end")]
                pieces.append(f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{run()}{marks[2]}")
            elif kind < 0.9:
                pieces.append(f'<w:fldSimple w:instr="{chance.choice(("PAGE", "REF x"))}">{run()}</w:fldSimple>')
            elif depth:
                pieces.append(BOX.format(f"<w:txbxContent>{block(depth - 1)}</w:txbxContent>"))
        return f"<w:p>{chance.choice(PROPERTIES)}{''.join(pieces)}</w:p>"

    def block(depth: int) -> str:
        if depth and chance.random() < 0.2:
            named = chance.choice(("", '<w:tblStyle w:val="T"/>'))
            cells = "".join(f"<w:tc>{block(depth - 1)}</w:tc>" for _ in range(2))
            return f"<w:tbl><w:tblPr>{named}</w:tblPr><w:tr>{cells}</w:tr></w:tbl>"
        return paragraph(depth)

    return f"<w:body {DECLARED}>{''.join(block(2) for _ in range(chance.randint(1, 4)))}{run()}</w:body>"


@given(st.integers(0, 1_000_000))
def test_one_walk_reads_what_is_read_paragraph_by_paragraph(seed: int) -> None:
    read = read_story(etree.fromstring(story(seed)))
    assert [one.element for one in read.paragraphs] == list(paragraphs_of(read.root))
    for one in read.every:
        assert one.settings.style == child_value(one.element, "pPr/pStyle")
        assert one.settings.outline == child_value(one.element, "pPr/outlineLvl")
        own_list = descendant(one.element, "pPr/numPr")
        said = None if own_list is None else (child_value(own_list, "numId"), child_value(own_list, "ilvl"))
        assert one.settings.own_list == said
        if one.text is not None:
            assert one.text == paragraph_text(one.element) == paragraph_text(one.element, with_fields=False)
            assert re.sub("[ \t]+", " ", one.text).strip() == heading_text(one.element)
        if one.runs is not None:
            assert [properties for properties, _ in one.runs] == [
                run.find(W + "rPr") for run in one.element.iter(W + "r")
            ]


@given(st.integers(0, 1_000_000))
def test_the_fonts_of_what_was_read_are_those_of_each_run(seed: int) -> None:
    read = read_story(etree.fromstring(story(seed)))
    one_by_one = replace(read, every=tuple(one._replace(runs=None) for one in read.every))
    book = read_styles(STYLES)
    about = (book, Theme("", ""), read_numbering(None, book))
    assert read_fonts([read], *about) == read_fonts([one_by_one], *about)
    assert any(run.getparent().tag == W + "body" for run in read.root.iter(W + "r"))
