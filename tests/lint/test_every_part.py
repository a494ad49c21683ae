"""A fault in a tag is told wherever Word lets one write: body, cell, header, footer, notes, text box, properties."""

from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.lint.lint import lint
from tests.lint.clean_files import clean_file
from tests.word.word_files import WordFiles, paragraph, run, table

NOTE = '<w:p><w:r><w:t>x</w:t></w:r><w:r><w:{kind}Reference w:id="2"/></w:r></w:p>'


def text_box(inner: str) -> str:
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp>"
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="r" descr="ruta"/><a:graphic><a:graphicData>{shape}'
        f"</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def note(kind: str, word: WordFiles, text: str) -> Path:
    notes = f'<w:{kind} w:id="2">{paragraph(text)}</w:{kind}>'
    return clean_file(word, NOTE.replace("{kind}", kind), name="agreement.docx", **{f"{kind}s": notes})


PARTS: dict[str, Callable[[WordFiles, str], Path]] = {
    "brödtext": lambda word, text: clean_file(word, paragraph(text), name="agreement.docx"),
    "brödtext i en cell": lambda word, text: clean_file(word, table((f"x {text}",)), name="agreement.docx"),
    "sidhuvud 1": lambda word, text: clean_file(word, paragraph("x"), header=paragraph(text), name="agreement.docx"),
    "sidfot 1": lambda word, text: clean_file(word, paragraph("x"), footer=paragraph(text), name="agreement.docx"),
    "fotnoter": lambda word, text: note("footnote", word, text),
    "slutnoter": lambda word, text: note("endnote", word, text),
    "textruta": lambda word, text: clean_file(word, text_box(paragraph(text)), name="agreement.docx"),
    "dokumentegenskaper": lambda word, text: clean_file(word, paragraph("x"), title=text, name="agreement.docx"),
}
FAULTS = {
    "template-unknown-name": "{{ nmae }}",
    "template-unknown-filter": "{{ name | uper }}",
    "template-filter-kind": "{{ name | datum }}",
    "template-unguarded": "{{ subtitle }}",
    "template-never-true": "{% if name == 3 %}x{% endif %}",
    "template-not-a-list": "{% for x in name %}{{ x }}{% endfor %}",
    "template-outside-loop": "{% for g in goals %}{{ g }}{% endfor %}{{ g }}",
    "template-unprintable": "{{ parties }}",
    "template-constant-condition": "{% if true %}x{% endif %}",
    "template-stray": "{{ name",
    "template-syntax": "{{ name name }}",
    "template-block": "{% if goals %}x",
    "template-dangerous": "{{ name.upper() }}",
    "tag-typography": "{{\u00a0name }}",
    "tag-hidden-letter": "{% if name == 'A\u200bB' %}x{% endif %}",
    "tag-broken-mark": "{ { name } }",
    "tag-foreign": "«Namn»",
}
#: What a paragraph of text can have and a property cannot, or need not.
OF_PARAGRAPHS = {
    "text-double-space": "ett  två",
    "paragraph-left-empty": "{% if goals %}x{% endif %}.",
    "block-encloses-nothing": "x {% if goals %}{% endif %}y",
}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(("rule", "text"), FAULTS.items(), ids=list(FAULTS))
def test_a_fault_in_a_tag_is_told_in_every_part(word: WordFiles, part: str, rule: str, text: str) -> None:
    found = lint(PARTS[part](word, text), word.folder, "agreement.docx")
    places = [one.place.part for one in found if one.rule == rule and one.place]
    assert places == [part.partition(" i ")[0]], [one.rule for one in found]


@pytest.mark.parametrize("part", [part for part in PARTS if part not in ("dokumentegenskaper", "brödtext i en cell")])
@pytest.mark.parametrize(("rule", "text"), OF_PARAGRAPHS.items(), ids=list(OF_PARAGRAPHS))
def test_a_trap_of_paragraphs_is_told_in_every_story(word: WordFiles, part: str, rule: str, text: str) -> None:
    found = lint(PARTS[part](word, text), word.folder, "agreement.docx")
    assert [one.place.part for one in found if one.rule == rule and one.place] == [part]


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_found_where_all_is_right(word: WordFiles, part: str) -> None:
    text = "{{ name }}{% if subtitle %} {{ subtitle }}{% endif %}{% for g in goals %}, {{ g }}{% endfor %}"
    assert lint(PARTS[part](word, text), word.folder, "agreement.docx") == ()


@pytest.mark.parametrize("part", ["header", "footer"])
def test_pictures_fonts_and_cut_tags_are_told_in_headers_and_footers(word: WordFiles, part: str) -> None:
    picture = (
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="b"/><a:graphic><a:graphicData><a:blip/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    font = '<w:rFonts w:ascii="Aptos" w:hAnsi="Aptos"/>'
    aptos = f"<w:p>{run('x', font)}</w:p>"
    mark = '<w:bookmarkStart w:id="1" w:name="b"/><w:bookmarkEnd w:id="1"/>'
    cut = f"<w:p>{run('{{ na')}{mark}{run('me }}')}</w:p>"
    path = clean_file(word, paragraph("x"), name="agreement.docx", **{part: picture + aptos + cut})
    found = lint(path, word.folder, "agreement.docx")
    assert [(one.rule, one.place.paragraph) for one in found if one.place] == [
        ("template-picture-alt", 1),
        ("font-unknown", 2),
        ("tag-cut", 3),
    ]
