"""docxtpl as the oracle: on templates that both can render, the XML is the same.

What is left out of the comparison stands in `benchmarks.canonical`.
"""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from lxml import etree

from benchmarks.canonical import canonical
from tests.word.word_files import DECLARED, WordFiles, paragraph, run, table, tree


def by_docxtpl(path: Path, context: Mapping[str, object], part: str) -> etree._Element:
    """The same template as docxtpl renders it."""
    template = DocxTemplate(path)
    template.render(dict(context), Environment(autoescape=True, undefined=StrictUndefined))
    out = io.BytesIO()
    template.save(out)
    with zipfile.ZipFile(out) as archive:
        return etree.fromstring(archive.read(part))


PARTIES = {"parties": [{"name": "Exempelstad", "n": 1}, {"name": "Föreningen Ö & A", "n": 2}], "yes": True, "no": False}
BOLD = "<w:b/>"
CASES: dict[str, str] = {
    "text in one run": paragraph("Avtal med {{ parties[0].name }}."),
    "a tag over several runs": paragraph("Med {{ par", "ties[1].na", "me }} idag"),
    "formatting around a tag": f"<w:p>{run('Med ')}{run('{{ parties[1].name }}', BOLD)}{run(' idag')}</w:p>",
    "a condition in text": paragraph("A{% if yes %} och B{% endif %}{% if no %} och C{% else %} men D{% endif %}."),
    "a loop in text": paragraph("{% for p in parties %}{{ p.name }}{% if not loop.last %}, {% endif %}{% endfor %}"),
    "paragraphs by condition": (
        paragraph("{%p if yes %}")
        + paragraph("ja")
        + paragraph("{%p else %}")
        + paragraph("nej")
        + paragraph("{%p endif %}")
    ),
    "nested paragraphs": (
        paragraph("{%p for p in parties %}")
        + paragraph("{{ p.name }}", style="Heading2")
        + paragraph("{%p if p.n == 2 %}")
        + paragraph("den andra")
        + paragraph("{%p endif %}")
        + paragraph("{%p endfor %}")
        + paragraph("slut")
    ),
    "rows": table(
        ("Part", "Nr"), ("{%tr for p in parties %}", ""), ("{{ p.name }}", "{{ p.n }}"), ("{%tr endfor %}", "")
    ),
    "rows by condition": table(("{%tr if no %}", ""), ("bort", "bort"), ("{%tr endif %}", ""), ("kvar", "kvar")),
    "columns": table(("{%tc for p in parties %}", "{{ p.name }}", "{%tc endfor %}")),
    "paragraphs in a cell": table(
        (paragraph("{%p for p in parties %}") + paragraph("{{ p.name }}") + paragraph("{%p endfor %}"),)
    ),
    "runs": f"<w:p>{run('A ')}{run('{%r if yes %}')}{run('B', BOLD)}{run('{%r endif %}')}{run(' C')}</w:p>",
    "runs left out": f"<w:p>{run('A ')}{run('{%r if no %}')}{run('B', BOLD)}{run('{%r endif %}')}{run(' C')}</w:p>",
    "a comment": paragraph("A{# inte tryckt #}B"),
    "a value with lines": paragraph("{{ lines }}"),
    "a set value": paragraph("{%p set x = parties | length %}") + paragraph("{{ x }} parter"),
    "a test and a filter": paragraph(
        "{{ parties | map(attribute='name') | join(', ') | upper }}, {{ parties | length }}"
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_body_is_as_docxtpl_renders_it(word: WordFiles, name: str) -> None:
    context = {**PARTIES, "lines": "ett\ntvå\tB"}
    path = word.file(CASES[name])
    ours = word.render(CASES[name], context=context)
    expected = canonical(by_docxtpl(path, context, "word/document.xml"))
    assert canonical(tree(ours.docx)) == expected


def test_headers_footers_and_footnotes_are_as_docxtpl_renders_them(word: WordFiles) -> None:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    parts = {
        "header": paragraph("{{ parties[0].name }}"),
        "footer": paragraph("{% for p in parties %}{{ p.n }} {% endfor %}"),
        "footnotes": f'<w:footnote w:id="1">{paragraph("Se {{ parties[1].name }}")}</w:footnote>',
    }
    body = f"<w:p>{run('Text')}{reference}</w:p>"
    path = word.file(body, **parts)
    ours = word.render(body, context=PARTIES, **parts)
    for part in ("word/header1.xml", "word/footer1.xml", "word/footnotes.xml"):
        assert canonical(tree(ours.docx, part)) == canonical(by_docxtpl(path, PARTIES, part))


def test_the_canonical_form_tells_different_documents_apart() -> None:
    """The oracle could otherwise agree with anything."""

    def form(inner: str) -> str:
        return canonical(etree.fromstring(f"<w:p {DECLARED}>{inner}</w:p>"))

    assert form(run("a") + run("b")) == form(run("ab"))
    assert form(run("a") + run("b", BOLD)) != form(run("ab"))
    assert form(run("a")) != form(run("a "))
    assert form(run("a") + "<w:r><w:tab/></w:r>") != form(run("a"))


def test_a_template_that_word_has_saved_is_as_docxtpl_renders_it(word: WordFiles) -> None:
    """Runs parted inside tags, proofing marks and revision ids, as Word leaves them."""
    noisy = (
        '<w:p w:rsidR="00AB12CD"><w:r w:rsidRPr="00AB12CE"><w:t>Med {</w:t></w:r><w:proofErr w:type="spellStart"/>'
        f'{run("{ part")}<w:proofErr w:type="spellEnd"/>{run("ies[0].name }} idag")}</w:p>'
    )
    ours = word.render(noisy, context=PARTIES)
    assert canonical(tree(ours.docx)) == canonical(by_docxtpl(word.file(noisy), PARTIES, "word/document.xml"))
