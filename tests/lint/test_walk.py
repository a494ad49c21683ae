"""The walk goes through every part and every branch, in the order of rendering, also where tags are lost."""

from pathlib import Path

from contracts.lint.subject import read_subject
from contracts.lint.walk import walked
from contracts.plan.views import PartyView
from tests.word.word_files import WordFiles, paragraph, run, table


def told(folder: Path, *body: str, kind: str = "agreement", **parts: str) -> list[tuple[str, str, int]]:
    """Rule, part and paragraph of each finding."""
    path = WordFiles(folder).file(*body, **parts)
    problems = walked(read_subject(path, "mall.docx", kind)).problems
    return [(one.rule.removeprefix("template-"), one.place.part, one.place.paragraph) for one in problems if one.place]


def text_box(inner: str) -> str:
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp>"
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="r" descr="ruta"/><a:graphic><a:graphicData>{shape}'
        f"</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def test_every_part_is_walked(tmp_path: Path) -> None:
    reference = '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    note = f'<w:footnote w:id="2">{paragraph("{{ fel1 }}")}</w:footnote>'
    core = (
        b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ fel2 }}</dc:title></cp:coreProperties>'
    )
    found = told(
        tmp_path,
        paragraph("{{ fel3 }}"),
        reference,
        text_box(paragraph("{{ fel4 }}")),
        header=paragraph("{{ fel5 }}"),
        footer=paragraph("{{ fel6 }}"),
        footnotes=note,
        extra={"docProps/core.xml": core},  # type: ignore[arg-type]
    )
    assert {part for _, part, _ in found} == {
        *("brödtext", "fotnoter", "textruta", "sidhuvud 1", "sidfot 1", "dokumentegenskaper"),
    }


def test_a_condition_holds_over_paragraphs_and_table_rows(tmp_path: Path) -> None:
    rows = table(("{%tr if economy.total_per_year %}",), ("{{ economy.total_per_year | kr }}",), ("{%tr endif %}",))
    assert told(tmp_path, rows, paragraph("{{ economy.total_per_year | kr }}")) == [("unguarded", "brödtext", 4)]


def test_a_footnote_is_guarded_by_the_condition_around_its_reference(tmp_path: Path) -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2">{paragraph("{{ subtitle }}")}</w:footnote>'
    guarded = f"<w:p>{run('{% if subtitle %}')}{reference}{run('{% endif %}')}</w:p>"
    bare = f"<w:p>{reference}{run('{% if subtitle %}A{% endif %}')}</w:p>"
    assert told(tmp_path, guarded, footnotes=notes) == []
    assert told(tmp_path, bare, footnotes=notes) == [("unguarded", "fotnoter", 1)]


def test_a_condition_asked_twice_is_told(tmp_path: Path) -> None:
    lines = ["{%p if goals %}", "{%p if goals %}", "A", "{%p endif %}", "{%p if not goals %}", "B", "{%p endif %}"]
    found = told(tmp_path, *map(paragraph, [*lines, "{%p endif %}"]))
    assert found == [("constant-condition", "brödtext", 2), ("constant-condition", "brödtext", 5)]


def test_what_one_branch_knows_another_does_not(tmp_path: Path) -> None:
    lines = ["{%p if subtitle %}", "{{ subtitle }}", "{%p elif background %}", "{{ background }}", "{%p else %}"]
    assert told(tmp_path, *map(paragraph, [*lines, "{{ background }}", "{%p endif %}"])) == [
        ("unguarded", "brödtext", 6)
    ]


def test_a_name_that_only_one_branch_sets_may_be_missing(tmp_path: Path) -> None:
    assert told(tmp_path, paragraph("{% if goals %}{% set n = 1 %}{% endif %}{{ n }}")) == [
        ("unguarded", "brödtext", 1)
    ]


def test_a_name_set_in_a_part_is_not_known_in_another(tmp_path: Path) -> None:
    found = told(tmp_path, paragraph("{% set n = 1 %}{{ n }}"), header=paragraph("{{ n }}"))
    assert found == [("unknown-name", "sidhuvud 1", 1)]


def test_a_lost_end_does_not_hide_what_comes_after(tmp_path: Path) -> None:
    lines = ["{%p if subtitle %}", "{%p for p in parties %}", "{{ p.nam }}", "{%p endif %}", "{{ subtitle }}"]
    assert told(tmp_path, *map(paragraph, lines)) == [("unknown-name", "brödtext", 3), ("unguarded", "brödtext", 5)]
    lines = ["{%p endfor %}", "{%p else %}", "{{ subtitle }}", "{{ nam }", "{{ name | }}", "{{ nam }}"]
    assert told(tmp_path, *map(paragraph, lines)) == [("unguarded", "brödtext", 3), ("unknown-name", "brödtext", 6)]


def test_the_fields_that_are_read_are_known(tmp_path: Path) -> None:
    path = WordFiles(tmp_path).file(paragraph("{% for p in parties %}{{ p.full_name }}{% endfor %}"))
    used = walked(read_subject(path, "mall.docx", "agreement")).used
    assert (PartyView, "full_name") in used
    assert (PartyView, "unit") not in used
