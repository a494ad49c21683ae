"""What a template may cost, in letters and in work: whatever comes from outside is settled, or refused, in a moment."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.errors import ContractsError, TemplateError
from contracts.lint.comments import write_commented_copy
from contracts.lint.lint import lint
from contracts.lint.mend import mended_copy
from contracts.lint.scan import scan
from contracts.spelling.filters import FILTERS
from contracts.word.limits import MOST_BRACES, MOST_LETTERS, MOST_PARAGRAPHS, MOST_PIECES
from contracts.word.template import compile_template
from tests.lint.test_safety import in_time
from tests.word.word_files import STAMP, WordFiles, paragraph, run

NOWHERE = Path("nowhere")
CONTEXT = {"a": "x" * 400, "n": list(range(100)), "many": list(range(9_900)), "one": 1}
#: A text of 160,000 letters.
GROWN = "{% set x = a|replace('x', a) %}"


def repeated(text: str) -> str:
    return paragraph(f"{{% for i in many %}}{text}{{% endfor %}}")


@pytest.mark.parametrize(
    "body",
    [
        paragraph(GROWN) + repeated("{{ x" + "|upper|lower" * 30 + "|length }}"),
        paragraph(GROWN) + repeated("{% if " + " or ".join(["x == x ~ 'z'"] * 10) + " %}{% endif %}"),
        paragraph(GROWN) + repeated("{% if x" + "[1:]" * 25 + " %}{% endif %}"),
        paragraph(GROWN) + repeated("{% if loop.changed(x, x) %}{% endif %}"),
        paragraph(GROWN) + repeated("{{ [" + ",".join(["x"] * 50) + "]|sort|length }}"),
        paragraph(GROWN) + repeated("{% if x is upper %}{% endif %}"),
        paragraph(GROWN) + paragraph("{{ x }}") * 600,
        repeated("{% if " + " or ".join(["-1 in many"] * 20) + " %}{% endif %}"),
        repeated("{% if " + "not " * 140 + "one %}{% endif %}" * 1 + "{{ '' }}" * 1_000),
        paragraph("{% for i in n %}{{ many|select('in', many)|list|length }}{% endfor %}"),
        paragraph("{%p for i in many %}") + paragraph("text") * 100 + paragraph("{%p endfor %}"),
    ],
    ids=[
        *("filters", "comparisons", "slices", "changes", "sorting", "tests", "printing"),
        *("searching", "nothing", "selecting", "paragraphs"),
    ],
)
def test_work_without_end_is_refused(word: WordFiles, body: str) -> None:
    with in_time():
        assert [one.rule for one in word.refusals(body, context=CONTEXT)] == ["template-too-large"]


def test_lists_cannot_be_doubled_by_adding_them(word: WordFiles) -> None:
    doubled = paragraph("{% set c = [" + ",".join(["c"] * 40) + "]|sum(start=[]) %}") * 9
    [problem] = word.refusals(paragraph("{% set c = [1] %}"), doubled)
    assert problem.rule == "template-sum"


def test_numbers_are_added(word: WordFiles) -> None:
    sums = "{{ rows|sum(attribute='cost') }} {{ [1, 2]|sum }} {{ rows|map(attribute='cost')|sum(start=1) }}"
    rendered = word.render(paragraph(sums), context={"rows": [{"cost": 2}, {"cost": 3}]})
    assert rendered.paragraphs == ("5 3 6",)


@pytest.mark.parametrize(
    "tag",
    ["{{p ('a' if (1, 2).a else 'b')|stycken }}", "{{ {'a': 1}['b']|upper }}", "{{ [{'a': 1}]|join(attribute=0) }}"],
)
def test_constants_that_cannot_be_worked_out_are_refused_like_facts(word: WordFiles, tag: str) -> None:
    assert word.refusals(paragraph(tag))


#: Paragraphs that keep a searcher busy who goes back and forth; as long as they may be.
HOSTILE = {
    "spaces in a tag": "{{ a in " + " " * (MOST_LETTERS - 50) + "x 'a' }}",
    "openings": "{{ " * (MOST_BRACES // 2 - 1),
    "quotes": "{{ " + "'" * (MOST_LETTERS - 10) + " }}",
    "braces apart": "} " * (MOST_LETTERS // 2),
    "dots": "." * MOST_LETTERS,
    "lines": "_" * MOST_LETTERS,
    "xs": "x " * (MOST_LETTERS // 2),
    "digits": "123 " * (MOST_LETTERS // 4),
    "years": "2018, " * (MOST_LETTERS // 6),
    "leaders": ".... " * (MOST_LETTERS // 5),
    "brackets": "[" * MOST_LETTERS,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_paragraph_made_to_stall_does_not(word: WordFiles, text: str) -> None:
    path = word.file(f"<w:p>{run(text, '<w:b/>')}</w:p>", paragraph("Text."), name="agreement.docx")
    with in_time():
        everything(path)


def test_thousands_of_findings_find_their_places(word: WordFiles) -> None:
    body = paragraph("{{ okand }}") * (MOST_BRACES // 6)
    path = word.file(body, name="agreement.docx")
    with in_time():
        everything(path)


def test_a_tag_in_many_runs_is_put_together(word: WordFiles) -> None:
    pieces = MOST_PIECES // 4
    path = word.file("<w:p>" + (run("{{") + run(" name }}")) * pieces + "</w:p>", name="agreement.docx")
    with in_time():
        everything(path)


@pytest.mark.parametrize(
    "body",
    [
        paragraph("x" * (MOST_LETTERS + 1)),
        paragraph("{{ a }}") * (MOST_BRACES // 2 + 1),
        "<w:p/>" * (MOST_PARAGRAPHS + 1),
        f"<w:p>{'<w:r><w:tab/></w:r>' * (MOST_PIECES + 1)}</w:p>",
    ],
    ids=["letters", "braces", "paragraphs", "pieces"],
)
def test_what_no_template_needs_is_too_large_to_be_looked_at(word: WordFiles, body: str) -> None:
    path = word.file(body)
    assert [one.rule for one in lint(path, NOWHERE, "mall.docx")] == ["template-too-large"]
    with pytest.raises(TemplateError):
        scan(path, word.folder / "ut.docx", kind="agreement", parties=())


def test_more_blanks_than_any_agreement_has_are_not_proposed_for(word: WordFiles) -> None:
    with pytest.raises(TemplateError, match="fler än"):
        scan(word.file(paragraph("____ " * 50) * 30), word.folder / "ut.docx", kind="agreement", parties=())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=6), st.floats(0, 1))
def test_a_damaged_file_is_told_as_such(word: WordFiles, changes: list[tuple[float, int]], kept: float) -> None:
    path = word.file(paragraph("{{ name }}"), paragraph("____"), name="agreement.docx")
    data = bytearray(path.read_bytes())
    for at, byte in changes:
        data[int(at * len(data))] = byte
    path.write_bytes(bytes(data[: int(kept * len(data))] if kept < 0.3 else data))
    everything(path)


@pytest.mark.parametrize("name", [b"wor\xe9/a.xml", b"word/\xff.xml"])
def test_a_name_that_no_zip_should_have_is_a_damage(word: WordFiles, name: bytes) -> None:
    path = word.file(paragraph("x"), extra={"word/abcd.xml": b"<a/>", "word/a.xml": b"<a/>"})
    data = path.read_bytes()
    old = b"word/abcd.xml"[: len(name)] if len(name) > 10 else b"word/a.xml"
    first = data.index(old)
    path.write_bytes(data[:first] + name[: len(old)] + data[first + len(old) :])
    assert [one.rule for one in lint(path, NOWHERE, "mall.docx")] == ["template-corrupt"]


def everything(path: Path) -> None:
    """Lint, comment, mend, scan and render a file: each works, or is refused with a reason."""
    target = path.with_name("ut.docx")
    found = lint(path, NOWHERE, path.name)
    assert "template-not-examined" not in {one.rule for one in found}
    for step in (
        lambda: write_commented_copy(path, found, target),
        lambda: mended_copy(path, target),
        lambda: scan(path, target, kind="agreement", parties=()),
        lambda: compile_template(path, filters=FILTERS, shown_as=path.name).render({"name": "x"}, STAMP),
    ):
        try:
            step()
        except ContractsError as error:
            assert str(error)
