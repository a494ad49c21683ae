"""A page break beside a block tag is kept: LibreOffice puts it there when it saves a template."""

import datetime as dt
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_BREAK

from contracts.word.ooxml import W, parse
from contracts.word.package import open_package
from contracts.word.render import DocumentStamp
from contracts.word.template import compile_template

STAMP = DocumentStamp("Prov", "Exempelstad kommun", dt.datetime(2030, 1, 1, tzinfo=dt.UTC))


def rendered(tmp_path: Path, how: str, *, background: bool) -> list[str]:
    """The printed paragraphs, those with a page break before marked."""
    document = Document()
    document.add_paragraph("Innehåll")
    tag = document.add_paragraph("{%p if background %}")
    if how == "run":
        tag.runs[0].add_break(WD_BREAK.PAGE)
    else:
        tag.paragraph_format.page_break_before = True
    document.add_paragraph("Bakgrund")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("Parter")
    document.save(str(tmp_path / "mall.docx"))
    template = compile_template(tmp_path / "mall.docx", filters={}, shown_as="mall.docx")
    package = open_package(template.render({"background": background}, STAMP).docx, "prov")
    root = parse(package.members[package.main])
    return [
        ("| " if paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None else "")
        + "".join(text.text or "" for text in paragraph.iter(W + "t"))
        for paragraph in root.iter(W + "p")
    ]


@pytest.mark.parametrize("how", ["run", "property"])
def test_a_page_break_beside_a_block_tag_goes_to_the_next_printed_paragraph(tmp_path: Path, how: str) -> None:
    assert rendered(tmp_path, how, background=True) == ["Innehåll", "| Bakgrund", "Parter"]
