"""Bullets from symbol fonts become bullets that everybody can read, and hidden or struck text is refused."""

from pathlib import Path

import pytest
from docx import Document

from contracts.errors import TemplateError
from contracts.word.bullets import plain_bullets
from contracts.word.template import compile_template

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def numbering(text: str, font: str, kind: str = "bullet") -> bytes:
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr></w:lvl>'
        "</w:abstractNum></w:numbering>"
    ).encode()


@pytest.mark.parametrize(("sign", "font"), [("\uf0b7", "Symbol"), ("\uf0a7", "Wingdings"), ("§", "Wingdings")])
def test_a_bullet_from_a_symbol_font_becomes_an_ordinary_one(sign: str, font: str) -> None:
    plain = plain_bullets(numbering(sign, font)).decode()
    assert 'w:lvlText w:val="•"' in plain
    assert font not in plain


@pytest.mark.parametrize(("sign", "font", "kind"), [("–", "Calibri", "bullet"), ("%1.", "Symbol", "decimal")])
def test_ordinary_bullets_and_numbers_stay_as_they_are(sign: str, font: str, kind: str) -> None:
    given = numbering(sign, font, kind)
    assert plain_bullets(given) is given


@pytest.mark.parametrize(
    ("toggle", "rule"),
    [("hidden", "template-vanish"), ("strike", "template-strike"), ("double_strike", "template-dstrike")],
)
def test_hidden_and_struck_text_is_refused_with_its_paragraph(tmp_path: Path, toggle: str, rule: str) -> None:
    document = Document()
    document.add_paragraph("Synlig text.")
    run = document.add_paragraph().add_run("Det här gäller inte.")
    setattr(run.font, toggle, True)
    document.save(str(tmp_path / "mall.docx"))
    with pytest.raises(TemplateError) as caught:
        compile_template(tmp_path / "mall.docx", filters={}, shown_as="mall.docx")
    (problem,) = caught.value.problems
    assert problem.rule == rule
    assert problem.place is not None
    assert problem.place.paragraph == 2


def test_text_hidden_by_its_style_is_refused_too(tmp_path: Path) -> None:
    document = Document()
    document.styles["Quote"].font.hidden = True
    document.add_paragraph("Det här syns inte.", style="Quote")
    document.save(str(tmp_path / "mall.docx"))
    with pytest.raises(TemplateError, match="dold"):
        compile_template(tmp_path / "mall.docx", filters={}, shown_as="mall.docx")
