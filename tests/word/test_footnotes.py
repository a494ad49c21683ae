"""Footnotes belong to the text that refers to them."""

import re

from contracts.word.structure import check_structure
from tests.word.word_files import WordFiles, member, paragraph, run, table

REFERENCE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'


def noted(text: str, *ids: int) -> str:
    return f"<w:p>{run(text)}{''.join(REFERENCE.format(i) for i in ids)}</w:p>"


def notes(*texts: str) -> str:
    separators = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p/></w:footnote>'
    )
    return separators + "".join(f'<w:footnote w:id="{i}">{paragraph(t)}</w:footnote>' for i, t in enumerate(texts, 1))


def shown(docx: bytes) -> list[tuple[str, str]]:
    xml = member(docx, "word/footnotes.xml")
    return [
        (number, "".join(re.findall(r"<w:t[^>]*>([^<]*)", inner)))
        for number, inner in re.findall(r'<w:footnote w:id="(\d+)">(.*?)</w:footnote>', xml)
        if number != "0"
    ]


def test_a_note_whose_reference_is_left_out_goes_and_the_rest_are_renumbered(word: WordFiles) -> None:
    body = (paragraph("{%p if x %}"), noted("a", 1), paragraph("{%p endif %}"), noted("b", 2))
    rendered = word.render(*body, footnotes=notes("ett", "två"), context={"x": False})
    assert shown(rendered.docx) == [("1", "två")]
    assert rendered.paragraphs == ("b", "två")
    assert not check_structure(rendered.docx)


def test_a_note_in_a_loop_knows_the_loop(word: WordFiles) -> None:
    body = table(("{%tr for p in xs %}",), (noted("{{ p }}", 1),), ("{%tr endfor %}",))
    rendered = word.render(body, footnotes=notes("om {{ p }}"), context={"xs": ["a", "b"]})
    assert shown(rendered.docx) == [("1", "om a"), ("2", "om b")]


def test_a_value_in_a_note_is_one_text_in_two_sections(word: WordFiles) -> None:
    section = f"<w:p><w:pPr><w:sectPr/></w:pPr>{run('a')}</w:p>"
    rendered = word.render(section, noted("b", 1), footnotes=notes("{{ x }}"), context={"x": "{{ 7*7 }}"})
    assert shown(rendered.docx) == [("1", "{{ 7*7 }}")]


def test_notes_from_markdown_stand_among_the_templates_own(word: WordFiles) -> None:
    body = (noted("a", 1), paragraph("{{p x | stycken }}"), noted("c", 2))
    text = "b[^n]\n\n[^n]: mitten [länk](https://exempel.se)"
    rendered = word.render(*body, footnotes=notes("först", "sist"), context={"x": text})
    assert [number for number, _ in shown(rendered.docx)] == ["1", "2", "3"]
    assert [words.strip() for _, words in shown(rendered.docx)] == ["först", "mitten länk", "sist"]
    assert "https://exempel.se" in member(rendered.docx, "word/_rels/footnotes.xml.rels")
    assert not check_structure(rendered.docx)


def test_the_part_is_made_when_the_template_has_none(word: WordFiles) -> None:
    rendered = word.render(paragraph("{{p x | stycken }}"), context={"x": "a[^n]\n\n[^n]: b"})
    assert shown(rendered.docx) == [("1", " b")]
    assert "footnotes+xml" in member(rendered.docx, "[Content_Types].xml")
    assert 'w:styleId="FootnoteText"' in member(rendered.docx, "word/styles.xml")
    assert not check_structure(rendered.docx)


def test_a_block_may_not_begin_in_the_text_and_end_in_a_note(word: WordFiles) -> None:
    problems = word.refusals(noted("{% if x %}a", 1), footnotes=notes("{% endif %}"))
    assert {problem.rule for problem in problems} == {"template-block"}
    assert {problem.place.part for problem in problems if problem.place} == {"brödtext", "fotnoter"}


def test_an_endnote_whose_reference_is_left_out_goes(word: WordFiles) -> None:
    reference = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    body = f"<w:p>{run('{% if x %}a')}{reference}{run('{% endif %}b')}</w:p>"
    part = f'<w:endnote w:id="1">{paragraph("slut {{ y }}")}</w:endnote>'
    assert "slut" not in member(word.render(body, endnotes=part, context={"x": 0, "y": 1}).docx, "word/endnotes.xml")
    assert "slut 1" in member(word.render(body, endnotes=part, context={"x": 1, "y": 1}).docx, "word/endnotes.xml")
