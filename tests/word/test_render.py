"""What is rendered is what the template and the facts say: all of it, nothing else, and the same bytes every time."""

import datetime as dt
import enum
import gc
import itertools
import os
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, computed_field

from contracts.errors import Problem, TemplateError
from contracts.word.properties import DocumentStamp
from contracts.word.render import Template
from contracts.word.structure import check_structure
from contracts.word.text import read_docx
from tests.word.word_files import STAMP, W, WordFiles, body, member, paragraph, run, table, tree


class Part(BaseModel):
    model_config = ConfigDict(frozen=True)
    name: str
    end: dt.date | None = None
    inner: tuple["Part", ...] = ()

    @property
    def greeting(self) -> str:
        return f"Hej {self.name}"

    @computed_field
    def shout(self) -> str:
        return self.name.upper()

    def secret(self) -> str:
        return "hemligt"


@dataclass(frozen=True, slots=True)
class View:
    part: Part
    parts: tuple[Part, ...] = ()


class Kind(enum.StrEnum):
    AGREEMENT = "avtal"


def texts(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.text for problem in problems]


# What values print


def test_markup_in_data_prints_as_it_stands(word: WordFiles) -> None:
    value = "A & B <b>fet</b> {{ 7*7 }} {% if x %} ”citat” 'apostrof'"
    rendered = word.render(
        paragraph("{{ x }}"), paragraph("{{ x }}"), header=paragraph("{{ x }}"), context={"x": value}
    )
    assert rendered.paragraphs == (value, value)
    assert rendered.running == (value,)


def test_data_is_not_run_when_it_is_rendered_again(word: WordFiles) -> None:
    first = word.render(paragraph("{{ x }}"), context={"x": "{{ 7*7 }}"})
    template = word.folder / "igen.docx"
    template.write_bytes(first.docx)
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    sections = f"<w:p><w:pPr><w:sectPr/></w:pPr>{run('{{ x }}')}{reference}</w:p>" + paragraph("{{ x }}")
    note = f'<w:footnote w:id="1">{paragraph("{{ x }}")}</w:footnote>'
    two = word.render(sections, footnotes=note, context={"x": "{{ 7*7 }}"})
    assert two.paragraphs == ("{{ 7*7 }}",) * 3


def test_line_ends_and_tabs_in_values_become_words_own(word: WordFiles) -> None:
    rendered = word.render(paragraph("A {{ x }} B"), context={"x": "ett\r\ntvå\ttre\rfyra"})
    assert rendered.paragraphs == ("A ett\ntvå\ttre\nfyra B",)
    assert body(rendered.docx).count("<w:br/>") == 2
    assert body(rendered.docx).count("<w:tab/>") == 1


def test_the_kinds_that_may_be_printed(word: WordFiles) -> None:
    context = {"t": "å", "i": 12, "d": Decimal("1.50"), "day": dt.date(2018, 3, 1), "k": Kind.AGREEMENT}
    rendered = word.render(paragraph("{{ t }} {{ i }} {{ d }} {{ day }} {{ k }} {{ day.year }}"), context=context)
    assert rendered.paragraphs == ("å 12 1.50 2018-03-01 avtal 2018",)


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        (None, "{% if … %}"),
        (True, "{% if … %}"),
        (1.5, "decimaltal"),
        (Decimal("NaN"), "decimaltal"),
        ([1, 2], "| lista"),
        ({"a": 1}, "med en punkt"),
        (Part(name="A"), "med en punkt"),
        (dt.datetime(2018, 3, 1, 12, tzinfo=dt.UTC), "klockslag"),
        (dt.time(9), "klockslag"),
    ],
)
def test_what_may_not_be_printed_is_refused_with_a_remedy(word: WordFiles, value: object, remedy: str) -> None:
    (problem,) = word.refusals(paragraph("Värde: {{ x }}."), context={"x": value})
    assert problem.text.startswith("{{ x }}: ")
    assert remedy in problem.remedy
    assert problem.place
    assert problem.place.column == 8


@pytest.mark.parametrize(
    "bad", ["\x00", "\x0b", "\x1b", "\x85", "\ud800", "\ue000", "\uf0b7", "\u2028", "\u202e", "\uffff"]
)
def test_a_character_that_cannot_be_printed_is_named(word: WordFiles, bad: str) -> None:
    (problem,) = word.refusals(paragraph("{{ part.name }}"), context={"part": {"name": f"före{bad}efter"}})
    assert problem.text == f"{{{{ part.name }}}}: värdet innehåller tecknet U+{ord(bad):04X}, som inte kan skrivas ut"


def test_every_value_that_cannot_be_printed_is_told_in_one_run(word: WordFiles) -> None:
    body_text = paragraph("{{ a }} {{ b }}") + paragraph("{{ c }}")
    found = word.refusals(body_text, header=paragraph("{{ d }}"), context={"a": None, "b": True, "c": "\x0b", "d": []})
    assert len(found) == 4


@pytest.fixture(scope="module")
def one_value(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return WordFiles(tmp_path_factory.mktemp("mall")).template(paragraph("{{ x }}"))


@settings(max_examples=60, deadline=None)
@given(value=st.text(max_size=60))
def test_any_text_comes_back_exactly_or_is_refused(one_value: Template, value: str) -> None:
    marked = f"|{value}|"
    try:
        rendered = one_value.render({"x": marked}, STAMP)
    except TemplateError as error:
        assert [problem.rule for problem in error.problems] == ["template-character"]
    else:
        assert read_docx(rendered.docx).paragraphs == (marked.replace("\r\n", "\n").replace("\r", "\n"),)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.integers(1, 60), max_size=8))
def test_it_does_not_matter_where_word_has_parted_a_tag(word: WordFiles, cuts: list[int]) -> None:
    text = "Med {{ x }}{% if y %} och {{ x | upper }}{% endif %}, slut"
    places = sorted({0, *(cut for cut in cuts if cut < len(text)), len(text)})
    pieces = [text[a:b] for a, b in itertools.pairwise(places)]
    rendered = word.render(paragraph(*pieces), context={"x": "Ö", "y": True})
    assert rendered.paragraphs == ("Med Ö och Ö, slut",)


# What can be read of the facts


def test_fields_properties_and_computed_fields_can_be_read(word: WordFiles) -> None:
    view = View(Part(name="Ö"))
    rendered = word.render(paragraph("{{ v.part.name }} {{ v.part.greeting }} {{ v.part.shout }}"), context={"v": view})
    assert rendered.paragraphs == ("Ö Hej Ö Ö",)


@pytest.mark.parametrize(
    "name", ["secret", "copy", "model_dump", "parse_raw", "parse_file", "model_fields_set", "dict"]
)
def test_nothing_else_of_a_model_can_be_read(word: WordFiles, name: str) -> None:
    (problem,) = word.refusals(paragraph(f"{{{{ part.{name} }}}}"), context={"part": Part(name="A")})
    assert problem.rule == "template-unknown-name"


def test_a_mapping_is_read_by_its_keys_and_not_by_its_methods(word: WordFiles) -> None:
    rendered = word.render(
        paragraph("{{ p.items }} {{ p['keys'] }}"), context={"p": {"items": "saker", "keys": "nycklar"}}
    )
    assert rendered.paragraphs == ("saker nycklar",)
    assert word.refusals(paragraph("{{ p.values }}"), context={"p": {"items": 1}})[0].rule == "template-unknown-name"


def test_an_unknown_name_gets_the_nearest_that_exists(word: WordFiles) -> None:
    problems = word.refusals(
        paragraph("{{ prat.name }} {{ part.nmae }}"),
        paragraph("{% if part.zzz %}x{% endif %}"),
        context={"part": Part(name="A")},
    )
    assert [problem.remedy for problem in problems[:2]] == ["menade du ”part”?", "menade du ”name”?"]
    assert problems[2].remedy == "det som finns är: end, greeting, inner, name, shout"
    place = problems[1].place
    assert place
    assert place.excerpt[place.column - 1 : place.column - 1 + place.width] == "nmae"


def test_an_unknown_name_in_a_branch_not_taken_is_found_too(word: WordFiles) -> None:
    view = View(Part(name="A"))
    body_text = paragraph(
        "{% if v.part.end %}{{ v.part.end.years }}{% endif %}{% for p in v.parts %}{{ p.nam }}{% endfor %}"
    )
    assert texts(word.refusals(body_text, context={"v": view})) == [
        "{{ v.part.end.years }}: namnet ”years” finns inte",
        "{{ p.nam }}: namnet ”nam” finns inte",
    ]


def test_a_name_that_the_template_asks_for_may_be_missing(word: WordFiles) -> None:
    body_text = paragraph("{% if x is defined %}{{ x }}{% endif %}{{ y | default('–') }}{{ z | default('tom') }}")
    assert word.render(body_text, context={"z": None}).paragraphs == ("–tom",)


def test_a_value_under_an_empty_one_is_refused_with_its_place(word: WordFiles) -> None:
    (problem,) = word.refusals(paragraph("{{ part.end.year }}"), context={"part": Part(name="A")})
    assert (problem.rule, problem.place.paragraph if problem.place else 0) == ("template-empty", 1)


def test_a_filter_that_cannot_write_a_value_says_so(word: WordFiles) -> None:
    def kr(value: int) -> str:
        if not isinstance(value, int):
            raise TypeError("kr takes an int")
        return f"{value} kr"

    assert word.render(paragraph("{{ x | kr }}"), filters={"kr": kr}, context={"x": 5}).paragraphs == ("5 kr",)
    (problem,) = word.refusals(paragraph("{{ x | kr }}"), filters={"kr": kr}, context={"x": "5"})
    assert "filtret ”kr” kan inte skriva en text" in problem.text
    (problem,) = word.refusals(paragraph("{{ x | kr }}"), filters={"kr": kr}, context={"x": None})
    assert problem.rule == "template-empty"


def test_empty_and_strange_values_never_hide_in_a_joined_text(word: WordFiles) -> None:
    for expression in (
        "[a, none] | join(', ')",
        "'x' ~ none",
        "none | upper",
        "a + none",
        "'%s' % none",
        "none | lower",
    ):
        assert word.refusals(paragraph(f"{{{{ {expression} }}}}"), context={"a": "x"}), expression


def test_loops_and_texts_have_an_end(word: WordFiles) -> None:
    hundred = list(range(101))
    inner = "{% for a in xs %}{% for b in xs %}{% for c in xs %}.{% endfor %}{% endfor %}{% endfor %}"
    assert word.refusals(paragraph(inner), context={"xs": hundred})[0].rule == "template-too-large"
    doubling = "{% set x = 'aaaaaaaaaa' %}" + "{% set x = x ~ x %}" * 20
    assert word.refusals(paragraph(doubling), context={})[0].rule == "template-too-large"
    assert word.refusals(paragraph("{{ 'a' * 1000000000 }}"))[0].rule == "template-sum"
    for looped in (None, "abc", 5):
        assert word.refusals(paragraph("{% for a in x %}.{% endfor %}"), context={"x": looped})


def test_names_with_an_underscore_first_are_refused(word: WordFiles) -> None:
    with pytest.raises(ValueError, match="_x"):
        word.render(paragraph("a"), context={"_x": 1})


# What becomes of paragraphs, tables, headers and properties


def test_a_condition_does_not_move_formatting(word: WordFiles) -> None:
    bold = f"<w:p>{run('{% if x %}fet', '<w:b/>')}{run('{% endif %} mager')}</w:p>"
    assert "<w:b/>" not in body(word.render(bold, context={"x": False}).docx)


def test_a_paragraph_whose_tags_all_came_out_empty_goes(word: WordFiles) -> None:
    lone = paragraph("{% if x %}text{% endif %}{% if x %}mer{% endif %}", style="ListBullet")
    assert body(word.render(lone, paragraph("kvar"), context={"x": False}).docx).count("<w:p>") == 1
    assert word.render(lone, context={"x": True}).paragraphs == ("textmer",)


def test_an_empty_paragraph_that_the_writer_left_stays(word: WordFiles) -> None:
    assert body(word.render("<w:p/>", paragraph("a"), "<w:p/>").docx).count("<w:p/>") == 2


def test_a_cell_keeps_a_paragraph(word: WordFiles) -> None:
    cells = table(
        (paragraph("{%p for p in xs %}") + paragraph("{{ p }}") + paragraph("{%p endfor %}"), "{% if no %}x{% endif %}")
    )
    docx = word.render(cells, context={"xs": [], "no": False}).docx
    assert all(cell.find(f"{{{W}}}p") is not None for cell in tree(docx).iter(f"{{{W}}}tc"))


def test_a_table_without_rows_goes(word: WordFiles) -> None:
    rows = table(("{%tr for x in xs %}",), ("{{ x }}",), ("{%tr endfor %}",))
    docx = word.render(paragraph("före"), rows, paragraph("efter"), context={"xs": []}).docx
    assert "<w:tbl>" not in body(docx)


def test_columns_that_are_repeated_share_the_width(word: WordFiles) -> None:
    columns = table(("{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"))
    grid = tree(word.render(columns, context={"xs": [1, 2, 3, 4]}).docx).find(f".//{{{W}}}tblGrid")
    assert grid is not None
    assert [column.get(f"{{{W}}}w") for column in grid] == ["1500"] * 4


def test_tags_in_links_and_content_controls_are_rendered(word: WordFiles) -> None:
    link = (
        f'<w:p><w:bookmarkStart w:id="0" w:name="mål"/><w:bookmarkEnd '
        f'w:id="0"/><w:hyperlink w:anchor="mål">{run("{{ x }}")}</w:hyperlink></w:p>'
    )
    inside = paragraph("{%p if yes %}") + paragraph("{{ x }}") + paragraph("{%p endif %}")
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    inline = f"<w:p><w:sdt><w:sdtContent>{run('{{ x')}</w:sdtContent></w:sdt>{run(' }}')}</w:p>"
    assert word.render(link, control, inline, context={"x": "ö", "yes": True}).paragraphs == ("ö", "ö", "ö")


def test_a_bookmark_inside_a_tag_is_kept(word: WordFiles) -> None:
    split = f'<w:p>{run("{{ x")}<w:bookmarkStart w:id="3" w:name="här"/>{run(" }}")}<w:bookmarkEnd w:id="3"/></w:p>'
    assert 'w:name="här"' in body(word.render(split, context={"x": "ö"}).docx)


def test_text_boxes_are_rendered_in_both_their_copies(word: WordFiles) -> None:
    inner = f"<w:txbxContent>{paragraph('Ruta {{ x }}')}</w:txbxContent>"
    box = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wp:docPr id='9' name='r'/>"
        f"<wps:txbx>{inner}</wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    rendered = word.render(box, context={"x": "ö"})
    assert body(rendered.docx).count("Ruta ö") == 2
    assert rendered.paragraphs == ("Ruta ö",)
    (problem,) = word.refusals(box, context={"y": 1})
    assert problem.place
    assert (problem.place.part, problem.place.paragraph) == ("textruta", 1)


def test_repeated_pictures_and_bookmarks_get_ids_of_their_own(word: WordFiles) -> None:
    marked = (
        '<w:p><w:bookmarkStart w:id="1" w:name="b"/><w:r><w:drawing>'
        '<wp:inline><wp:docPr id="4" name="n"/></wp:inline></w:drawing>'
        '</w:r><w:bookmarkEnd w:id="1"/></w:p>'
    )
    docx = word.render(
        paragraph("{%p for x in xs %}"), marked, paragraph("{%p endfor %}"), context={"xs": [1, 2, 3]}
    ).docx
    assert 'docPr id="3"' in body(docx)
    assert body(docx).count("bookmarkStart") == 1
    assert not check_structure(docx)


def test_a_dead_reference_is_refused(word: WordFiles) -> None:
    target = '<w:p><w:bookmarkStart w:id="1" w:name="mål"/><w:r><w:t>mål</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'
    reference = '<w:p><w:fldSimple w:instr=" REF mål \\h "><w:r><w:t>mål</w:t></w:r></w:fldSimple></w:p>'
    parts = (paragraph("{%p if x %}"), target, paragraph("{%p endif %}"), reference)
    assert word.render(*parts, context={"x": True}).paragraphs == ("mål", "mål")
    assert [problem.rule for problem in word.refusals(*parts, context={"x": False})] == ["dead-reference"]


def test_properties_come_from_the_document_and_never_from_the_template(word: WordFiles) -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Mall</dc:title><dc:creator>Någon</dc:creator>'
        "<dc:subject>Om {{ x }}</dc:subject><cp:keywords>{% if yes "
        "%}ja{% else %}nej{% endif %}</cp:keywords></cp:coreProperties>"
    )
    parts = {"extra": {"docProps/core.xml": core.encode()}}
    docx = word.render(paragraph("a"), context={"x": "A & B", "yes": True}, **parts).docx
    xml = member(docx, "docProps/core.xml")
    for expected in (
        "<dc:title>Avtal<",
        "<dc:creator>Exempelstads kommun<",
        ">2026-01-02T03:04:00Z<",
        "sv-SE",
        "Om A &amp; B<",
        ">ja<",
    ):
        assert expected in xml
    assert "Någon" not in xml
    (problem,) = word.refusals(paragraph("a"), context={"yes": True}, **parts)
    assert problem.place
    assert problem.place.part == "dokumentegenskaper"


def test_a_date_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        DocumentStamp("a", "b", dt.datetime(2026, 1, 1))  # noqa: DTZ001 - that is the point


def test_the_same_facts_give_the_same_bytes_with_another_hash_seed(word: WordFiles) -> None:
    path = word.file(
        paragraph("{%p for k in xs %}"),
        paragraph("{{p k | stycken }}"),
        paragraph("{%p endfor %}"),
        header=paragraph("{{ xs | join(', ') }}"),
    )
    script = (
        "import sys, datetime as dt, hashlib; from pathlib import "
        "Path; from contracts.word.template import compile_template;"
        "from contracts.word.properties import DocumentStamp;"
        "t = compile_template(Path(sys.argv[1]), filters={}, shown_as='m');"
        "r = t.render({'xs': ['a [b](https://x.se) c[^1]\\n\\n- d\\n\\n[^1]: n', '1. e']},"
        "DocumentStamp('T', 'A', dt.datetime(2026, 1, 1, tzinfo=dt.UTC)));"
        "print(hashlib.sha256(r.docx).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script, str(path)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(found) == 1


def test_a_template_is_rendered_many_times_without_a_trace(word: WordFiles) -> None:
    template = word.template(paragraph("{{ x }}{% for y in ys %} {{ y }}{% endfor %}"))
    first = template.render({"x": "a", "ys": [1, 2]}, STAMP)
    assert template.render({"x": "b", "ys": []}, STAMP).paragraphs == ("b",)
    assert template.render({"x": "a", "ys": [1, 2]}, STAMP) == first


@pytest.mark.parametrize("active", [True, False])
def test_the_collector_rests_while_a_document_is_made_and_leaves_nothing(word: WordFiles, active: bool) -> None:
    seen: list[bool] = []
    watching = {"watch": lambda text: seen.append(gc.isenabled()) or text}
    template = word.template(paragraph("{{ x | watch }}"), table(("{{ x }}",)), filters=watching)
    was = gc.isenabled()
    try:
        template.render({"x": "a"}, STAMP)
        gc.collect()
        (gc.enable if active else gc.disable)()
        template.render({"x": "a"}, STAMP)
        with pytest.raises(TemplateError):
            template.render({"x": None}, STAMP)
        assert gc.isenabled() is active
        gc.disable()
        gc.collect()
        template.render({"x": "a"}, STAMP)
        assert gc.collect() == 0  # nothing was left in a cycle
    finally:
        (gc.enable if was else gc.disable)()
    assert seen and not any(seen)


def test_what_a_rendered_file_holds_is_sound(word: WordFiles) -> None:
    rendered = word.render(table(("{{ x }}", "b")), paragraph("c"), footer=paragraph("{{ x }}"), context={"x": "a"})
    assert not check_structure(rendered.docx)
