"""A template from a stranger is safe to lint and to render: what it could do is refused, and in time."""

import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from contracts.errors import TemplateError
from contracts.lint import safety
from contracts.word.package import read_package
from tests.lint.finding import rules
from tests.word.word_files import NAMESPACES, WordFiles, paragraph, run, table

OFFICE = NAMESPACES["r"]
#: seconds of CPU that refusing anything may take
DEADLINE = 8.0


@contextmanager
def in_time() -> Iterator[None]:
    """Fails when what is inside keeps the processor busy."""
    began = time.process_time()
    yield
    assert time.process_time() - began < DEADLINE


def related(kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def field(code: str) -> str:
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("1")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


@pytest.mark.parametrize("kind", ["oleObject", "package", "control", "aFChunk", "subDocument", "extensibility"])
def test_what_is_embedded_is_refused(word: WordFiles, kind: str) -> None:
    path = word.file(
        paragraph("x"), relationships=related(kind, "embeddings/a.bin"), extra={"word/embeddings/a.bin": b"x"}
    )
    assert [one.rule for one in refused(path)] == ["template-embedded"]


def refused(path: Path) -> tuple:  # type: ignore[type-arg]
    try:
        read_package(path, "mall.docx")
    except TemplateError as error:
        return tuple(error.problems)
    return ()


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject", "subDocument", "frame", "hyperlinkBase"])
def test_what_is_fetched_from_elsewhere_is_refused(word: WordFiles, kind: str) -> None:
    external = related(kind, "https://exempel.se/x", ' TargetMode="External"')
    assert [one.rule for one in refused(word.file(paragraph("x"), relationships=external))] == ["template-outside"]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "\\\\server\\dela", "javascript:alert(1)", "ms-msdt:/id"])
def test_a_link_that_is_no_address_is_refused(word: WordFiles, address: str) -> None:
    external = related("hyperlink", address, ' TargetMode="External"')
    assert [one.rule for one in refused(word.file(paragraph("x"), relationships=external))] == ["template-link"]


@pytest.mark.parametrize("address", ["https://exempel.se/", "mailto:a" + "@exempel.se", "tel:+4612345", "#punkt"])
def test_an_ordinary_link_is_no_finding(word: WordFiles, address: str) -> None:
    external = related("hyperlink", address, ' TargetMode="External"')
    assert refused(word.file(paragraph("x"), relationships=external)) == ()


def test_a_picture_that_only_its_attribute_names_is_refused(word: WordFiles) -> None:
    shape = '<w:p><w:r><w:pict><v:shape><v:imagedata src="http://exempel.se/a.png"/></v:shape></w:pict></w:r></w:p>'
    assert [one.rule for one in refused(word.file(shape))] == ["template-outside"]


@pytest.mark.parametrize(
    "codes",
    [
        code("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe"),
        code("INCLUDETEXT x"),
        code("INCLUDEPICTURE x"),
        code("LINK Excel.Sheet x"),
        code("DDE") + code("AUTO x"),
        code("MACROBUTTON m x"),
        code("c:\\\\program x"),
    ],
)
def test_a_field_that_reaches_out_is_refused_with_its_place(word: WordFiles, codes: str) -> None:
    [problem] = word.refusals(paragraph("x"), field(codes))
    assert problem.rule == "template-field"
    assert problem.place
    assert problem.place.paragraph == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (r'\o "tips" "file:///etc/passwd"', True),
        (r'\t "_blank" \\server\dela', True),
        ('"  javascript:alert(1)"', True),
        (r'"https://exempel.se/a b" \o "C:tips" \t "_blank"', False),
        (r'\l "punkt"', False),
        (r"\l punkt \n", False),
    ],
)
def test_a_link_field_is_judged_by_its_address_wherever_it_stands(word: WordFiles, arguments: str, told: bool) -> None:
    found = [one.rule for one in word.refusals(field(code(f"HYPERLINK {arguments}")))]
    assert found == (["template-link"] if told else [])


def test_macros_under_another_name_are_refused(word: WordFiles) -> None:
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    rel = f'<Relationship Id="rIdX" Type="{kind}" Target="plain.bin"/>'
    path = word.file(paragraph("x"), relationships=rel, extra={"word/plain.bin": b"x"})
    assert [one.rule for one in refused(path)] == ["template-embedded"]


def test_a_type_holds_for_a_part_whatever_its_capitals(word: WordFiles) -> None:
    path = word.file(paragraph("x"))
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml")
    shouted = types.replace(b"/word/document.xml", b"/WORD/Document.XML").replace(
        b"document.main", b"document.macroEnabled.main"
    )
    path = word.file(paragraph("x"), extra={"[Content_Types].xml": shouted})
    assert [one.rule for one in refused(path)] == ["template-macro"]


def test_a_part_that_hides_that_it_is_xml_is_refused(word: WordFiles) -> None:
    rel = related("header", "header1.bin")
    path = word.file(paragraph("x"), relationships=rel, extra={"word/header1.bin": b"<!DOCTYPE a><a/>"})
    assert [one.rule for one in refused(path)] == ["template-corrupt"]


def test_a_field_whose_name_is_made_by_another_field_is_refused(word: WordFiles) -> None:
    inner = field(code("QUOTE 68 68 69")).removeprefix("<w:p>").removesuffix("</w:p>")
    assert "template-field" in [one.rule for one in word.refusals(field(inner + code(" c:\\\\program")))]


def test_ordinary_fields_are_no_finding(word: WordFiles) -> None:
    assert word.refusals(field(code("PAGE")), field(code('HYPERLINK "https://exempel.se"'))) == ()


def test_workbooks_and_add_ins_are_told(word: WordFiles) -> None:
    chart = {
        "word/charts/chart1.xml": b"<c/>",
        "word/charts/_rels/chart1.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{related('package', '../embeddings/a.xlsx')}</Relationships>"
        ).encode(),
        "word/embeddings/a.xlsx": b"x",
    }
    path = word.file(paragraph("x"), relationships=related("chart", "charts/chart1.xml"), extra=chart)
    assert [one.rule for one in refused(path)] == ["template-embedded"]  # the workbook's type is not declared
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml")
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    declared = types.replace(b"</Types>", f'<Default Extension="xlsx" ContentType="{sheet}"/></Types>'.encode())
    whole = {**chart, "[Content_Types].xml": declared}
    path = word.file(paragraph("x"), relationships=related("chart", "charts/chart1.xml"), extra=whole)
    assert rules(safety, path) == ["safety-workbook"]
    pane = (
        '<Relationship Id="rIdX" Type="http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes" '
    )
    extra = {"word/webextensions/a.xml": b"<a/>"}
    path = word.file(paragraph("x"), relationships=pane + 'Target="webextensions/a.xml"/>', extra=extra)
    assert rules(safety, path) == ["safety-add-in"]
    assert (
        b"webextension"
        not in word.render(paragraph("x"), relationships=pane + 'Target="webextensions/a.xml"/>', extra=extra).docx
    )
    assert rules(safety, word.file(paragraph("x"))) == []


@pytest.mark.parametrize(
    "body",
    [
        "".join(paragraph("{%p if a %}") for _ in range(9_000)),
        paragraph("{#" * 50_000),
        paragraph("{{ '" * 20_000),
        paragraph("{{" * 50_000),
        "<w:p/>" * 25_000,
        paragraph("x" * 150_000),
        "".join(f'<w:bookmarkStart w:id="{n}" w:name="_GoBack"/><w:bookmarkEnd w:id="{n}"/>' for n in range(20_000)),
        table(*[("{%tr if a %}",), ("x",), ("{%tr endif %}",)] * 900),
    ],
    ids=["open", "comments", "quotes", "marks", "paragraphs", "letters", "cursors", "rows"],
)
def test_a_huge_template_is_settled_in_time(word: WordFiles, body: str) -> None:
    with in_time():
        word.refusals(body, context={"a": True})


def test_nesting_of_xml_has_an_end(word: WordFiles) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 400 + "</w:tc></w:tr></w:tbl>" * 400
    with in_time():
        assert [one.rule for one in refused(word.file(deep))] == ["template-corrupt"]


def test_entities_that_multiply_are_refused(word: WordFiles) -> None:
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    body = f'<w:document xmlns:w="{NAMESPACES["w"]}"><w:body>&e9;</w:body></w:document>'
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "ha">{levels}]>{body}'
    with in_time():
        [problem] = refused(word.file(extra={"word/document.xml": bomb.encode()}))
    assert problem.rule in ("template-doctype", "template-corrupt")


@pytest.mark.parametrize(
    "tag",
    [
        "{{ " + "(" * 500 + "a" + ")" * 500 + " }}",
        "{{ a" + ".b" * 500 + " }}",
        "{{ a" + "|upper" * 500 + " }}",
        "{% if " + "not " * 500 + "a %}x{% endif %}",
        "{{ " + "9" * 5_000 + " }}",
    ],
    ids=["brackets", "dots", "filters", "nots", "digits"],
)
def test_an_expression_too_deep_to_work_out_is_refused(word: WordFiles, tag: str) -> None:
    with in_time():
        assert [one.rule for one in word.refusals(paragraph(tag))] == ["template-too-large"]


@pytest.mark.parametrize("word_", ["if a", "for x in a"])
def test_blocks_nested_without_end_are_refused(word: WordFiles, word_: str) -> None:
    end = "endif" if word_.startswith("if") else "endfor"
    body = paragraph(f"{{%p {word_} %}}") * 40 + paragraph("x") + paragraph(f"{{%p {end} %}}") * 40
    assert {one.rule for one in word.refusals(body, context={"a": [1]})} == {"template-block"}


def test_the_heaviest_template_that_is_let_through_renders(word: WordFiles) -> None:
    tags = [
        "{{ a" + "|trim" * 70 + " }}",
        "{% if " + "not " * 140 + "a %}x{% endif %}",
        "{{ " + "(" * 10 + "a" + ")" * 10 + " }}",
    ]
    blocks = "".join(f"{{% for x{n} in b %}}" for n in range(14))
    body = paragraph(blocks + "".join(tags) + "{% endfor %}" * 14)
    assert word.render(body, context={"a": "x", "b": [1]}).paragraphs == ("xxx",)


#: What is known to lead out of sandboxes that let attributes or calls through.
ESCAPES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ a.__init__.__globals__ }}",
    "{{ a['__cla' ~ 'ss__'] }}",
    "{{ a|attr('__class__') }}",
    "{{ [a]|map(attribute='__class__')|list }}",
    "{{ [a]|map('attr', '__class__')|list }}",
    "{{ [a]|groupby('__class__')|list }}",
    "{{ [a]|selectattr('__class__')|list }}",
    "{{ [a]|sort(attribute='__class__.__name__') }}",
    "{{ '{0.__class__}'.format(a) }}",
    "{{ '%s' % a }}",
    "{{ '{0.__class__}'|format(a) }}",
    "{{ a.format_map({}) }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner }}",
    "{{ namespace() }}",
    "{{ lipsum.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ config.items() }}",
    "{{ request }}",
    "{{ get_flashed_messages() }}",
    "{{ range(10**9)|list }}",
    "{{ range }}",
    "{% for x in range(999999999) %}x{% endfor %}",
    "{{ 'a' * 999999999 }}",
    "{{ [0] * 999999999 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ ref.__globals__ }}",
    "{{ ref.func }}",
    "{{ ref|string }}",
    "{{ loop.__class__ }}",
    "{{ caller() }}",
    "{{ a.model_dump() }}",
    "{{ a.copy }}",
    "{{ a|pprint }}",
    "{{ a|tojson }}",
    "{{ '<w:p/>'|safe }}",
    "{{ [1]|batch(999999999, 'x')|list }}",
    "{{ [1]|batch(linecount=999999999, fill_with='x')|list }}",
    "{{ 'xy'|list }}",
    "{{ 'xy'|join('-') }}",
    "{{ [a]|map(b)|list }}",
    "{% set x = ref %}{{ x('a') }}",
    "{% set loop = a %}",
    "{% for loop in [1] %}{{ loop }}{% endfor %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% call a() %}{% endcall %}",
    "{% filter upper %}{% endfilter %}",
]


@pytest.mark.parametrize("tag", ESCAPES)
def test_nothing_leads_out_of_the_sandbox(word: WordFiles, tag: str) -> None:
    with in_time():
        assert word.refusals(paragraph(tag), context={"a": "text", "b": "_counted"})


def test_texts_cannot_be_blown_up(word: WordFiles) -> None:
    grown = paragraph("{% set x = a|replace('x', a) %}{{ x|length }}{{ x|replace('x', x) }}")
    with in_time():
        assert [one.rule for one in word.refusals(grown, context={"a": "x" * 400})] == ["template-too-large"]
        joined = paragraph("{% set x = a|replace('x', a) %}{{ [1, 2]|join(x) }}")
        assert [one.rule for one in word.refusals(joined, context={"a": "x" * 400})] == ["template-too-large"]


def test_loops_within_loops_have_an_end(word: WordFiles) -> None:
    body = paragraph("".join(f"{{% for x{n} in a %}}" for n in range(8)) + "x" + "{% endfor %}" * 8)
    with in_time():
        assert [one.rule for one in word.refusals(body, context={"a": list(range(50))})] == ["template-too-large"]
