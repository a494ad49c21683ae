"""Mending changes how a tag is written, never what it says, and nothing beside it."""

import datetime as dt
import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.errors import TemplateError
from contracts.lint.mend import mended_copy, mendings_in
from contracts.spelling.filters import FILTERS
from contracts.word.structure import check_structure
from contracts.word.template import compile_template
from tests.word.test_oracle import canonical
from tests.word.word_files import STAMP, WordFiles, member, paragraph, run, table, tree

FACTS = {"namn": "Alfa & Co", "dag": dt.date(2030, 1, 2), "flera": ("a", "b"), "tom": ()}
MARKS = (
    '<w:proofErr w:type="gramStart"/>',
    '<w:bookmarkStart w:id="{n}" w:name="b{n}"/><w:bookmarkEnd w:id="{n}"/>',
    '<w:permStart w:id="{n}" w:edGrp="everyone"/><w:permEnd w:id="{n}"/>',
)


def mended(path: Path) -> tuple[bytes, tuple[str, ...]]:
    target = path.with_name("lagad.docx")
    told = mended_copy(path, target)
    return target.read_bytes(), told


def inside(data: bytes) -> str:
    return member(data).partition("<w:body>")[2].partition("<w:sectPr>")[0]


def rendered(path: Path) -> str:
    """What a template prints, or why it prints nothing."""
    try:
        made = compile_template(path, filters=FILTERS, shown_as="m").render(FACTS, STAMP)
    except TemplateError as error:
        return "; ".join(sorted(problem.rule for problem in error.problems))
    return canonical(tree(made.docx)) + "\n".join((*made.paragraphs, *made.running))


def test_a_split_tag_is_one_run_with_its_first_looks_and_marks_stand_after_it(word: WordFiles):
    bookmark = MARKS[1].replace("{n}", "7")
    body = f"<w:p>{run('Till {{ na', '<w:b/>')}{MARKS[0]}{bookmark}{run('mn }} hälsar')}</w:p>"
    data, told = mended(word.file(body, name="mall.docx"))
    assert inside(data) == (f"<w:p>{run('Till {{ namn }}', '<w:b/>')}{MARKS[0]}{bookmark}{run(' hälsar')}</w:p>")
    assert told == ("brödtext, stycke 1: {{ namn }}: delarna fogades ihop, märken i taggen flyttades ut",)


@pytest.mark.parametrize(
    ("written", "meant", "why"),
    [
        ("{{ flera | map(attribute=”namn”) | lista }}", '{{ flera | map(attribute="namn") | lista }}', "citattecken"),
        ("{{\u00a0namn\u00a0}}", "{{ namn }}", "hårda mellanslag"),
        ("{{ na\u200bmn }}", "{{ namn }}", "osynliga"),
        ("{% if tal \u2013 1 %}", "{% if tal - 1 %}", "tankstreck"),
        ("{{ namn   }}", "{{ namn }}", "överflödiga mellanslag"),
        ("{%p  if namn %}", "{%p if namn %}", "överflödiga mellanslag"),
        ("{%  p if namn %}", "{%p if namn %}", "flyttades intill"),
        ("{% tr for x in flera %}", "{%tr for x in flera %}", "flyttades intill"),
        ("{{ p text | stycken }}", "{{p text | stycken }}", "flyttades intill"),
        ("{ { namn } }", "{{ namn }}", "krullparenteserna"),
        ("{\u200b{ namn }}", "{{ namn }}", "krullparenteserna"),
        ("{ % p if namn % }", "{%p if namn %}", "krullparenteserna"),
    ],
)
def test_what_is_mended_in_a_tag(word: WordFiles, written: str, meant: str, why: str):
    data, [told] = mended(word.file(paragraph(f"före {written} efter"), name="mall.docx"))
    assert inside(data) == paragraph(f"före {meant} efter")
    assert why in told


@pytest.mark.parametrize(
    "text",
    [
        "{{ namn }}",
        "{{namn}}",
        "{{p | upper }}",
        "{{ p if p else namn }}",
        "”citat” – \u00a0utanför",
        "{# anteckning ”med” citat #}",
        "{{- namn }}",
        "{ 1, 2 } och { % }",
        "{ {1: 2} }",
        "{{ namn",
        "namn }}",
        '{{ "hårt\u00a0mellanslag och – streck" }}',
    ],
)
def test_what_is_left_as_it_is(word: WordFiles, text: str):
    path = word.file(paragraph(text))
    data, told = mended(path)
    assert (inside(data), told) == (paragraph(text), ())


def test_a_tag_that_crosses_a_link_or_a_tracked_change_or_holds_an_object_is_left(word: WordFiles):
    link = f'<w:p>{run("{{ na")}<w:hyperlink w:anchor="x">{run("mn }}")}</w:hyperlink></w:p>'
    tracked = f'<w:p>{run("{{ na")}<w:ins w:id="1" w:author="A">{run("mn")}</w:ins>{run(" }}")}</w:p>'
    gone = '<w:del w:id="2" w:author="A"><w:r><w:delText>x</w:delText></w:r></w:del>'
    deleted = f"<w:p>{run('{{ na')}{gone}{run('mn }}')}</w:p>"
    note = f'<w:p>{run("{{ na")}<w:r><w:footnoteReference w:id="2"/></w:r>{run("mn }}")}</w:p>'
    for body in (link, tracked, deleted, note):
        data, told = mended(word.file(body))
        assert (inside(data), told) == (body, ())


def test_headers_footnotes_cells_text_boxes_and_properties_are_mended_too(word: WordFiles):
    box = (
        "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{paragraph('{{ na', 'mn }}')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    properties = (
        b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ na\xe2\x80\x8bmn }}</dc:title></cp:coreProperties>'
    )
    path = word.file(
        table(("{{\u00a0namn }}",)),
        box,
        header=paragraph("{{ na", "mn }}"),
        footnotes=f'<w:footnote w:id="2">{paragraph("{{ na", "mn }}")}</w:footnote>',
        extra={"docProps/core.xml": properties},
    )
    data, told = mended(path)
    assert [sentence.partition(":")[0] for sentence in told] == [
        "brödtext, stycke 1",
        "textruta, stycke 1",
        "sidhuvud 1, stycke 1",
        "fotnoter, stycke 1",
        "dokumentegenskaper, stycke 1",
    ]
    assert "{{ namn }}" in member(data, "docProps/core.xml")


def test_a_file_in_order_is_copied_as_it_is(word: WordFiles):
    path = word.file(paragraph("{{ namn }}"))
    data, told = mended(path)
    assert told == ()
    assert {n: member(data, n) for n in ("word/document.xml", "word/styles.xml")} == {
        n: member(path.read_bytes(), n) for n in ("word/document.xml", "word/styles.xml")
    }


TAGS = st.sampled_from(
    [
        "{{ namn }}",
        "{{\u00a0dag | datum }}",
        "{{ flera | join(“ – ”) }}",
        "{{ “a\u00a0b” }}",
        "{% if namn == ‘x’ %}ja{% else %}nej{% endif %}",
        "{% for x in flera %}{{ x  }}{% endfor %}",
        "{{ na\u200bmn }}",
        "{# anm. #}",
        "{{ { 'a': 1 }['a'] }}",
        "{{ ’a \u2013 b’ }}",
    ]
)
WORDS = st.sampled_from(["Till ", " – ”citat” ", "\u00a0", " { lös } ", "\u200b", " & <"])


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """A paragraph whose text is parted anywhere, with looks and marks between."""
    text = "".join(draw(st.lists(st.one_of(TAGS, WORDS), min_size=1, max_size=5)))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    looks = st.sampled_from(["", "<w:b/>", '<w:lang w:val="en-US"/>'])
    marks = st.sampled_from(["", "", *MARKS])
    inner = "".join(run(piece, draw(looks)) + draw(marks).replace("{n}", str(n)) for n, piece in enumerate(pieces))
    return f"<w:p>{inner}</w:p>"


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(body=bodies())
def test_mending_keeps_what_is_rendered_and_is_done_once(tmp_path_factory: pytest.TempPathFactory, body: str):
    word = WordFiles(tmp_path_factory.mktemp("lagning"))
    path = word.file(body, name="mall.docx")
    first, _ = mended(path)
    assert not check_structure(first)
    (word.folder / "lagad1.docx").write_bytes(first)
    assert rendered(word.folder / "lagad1.docx") == rendered(path)
    again, told_again = mended(word.folder / "lagad1.docx")
    assert (again, told_again) == (first, ())


@given(text=st.text(st.sampled_from("{}%p ifx|”“’'\"\u00a0\u200b–"), max_size=25))
def test_mending_any_letters_is_done_once_and_leaves_what_is_outside(text: str):
    done = mendings_in(text)
    new, at, outside = [], 0, []
    for one in done:
        new += [text[at : one.start], one.new]
        outside.append(text[at : one.start])
        at = one.end
    new.append(text[at:])
    again = mendings_in("".join(new))
    assert all(not one.what for one in again), (text, "".join(new))
    assert all(one.end <= later.start for one, later in itertools.pairwise(done))
