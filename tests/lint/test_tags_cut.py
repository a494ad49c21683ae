"""Tags that Word cut or changed are told, and plain splits change nothing, wherever they fall."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.lint import paragraphs, tags_cut
from tests.lint.finding import pointed, problems, rules
from tests.word.word_files import WordFiles, paragraph, run

BOOKMARK = '<w:bookmarkStart w:id="1" w:name="här"/>', '<w:bookmarkEnd w:id="1"/>'
COMMENT = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'


def p(*inside: str) -> str:
    return f"<w:p>{''.join(inside)}</w:p>"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (p(run("{{ a"), *BOOKMARK, run(" }}")), ["tag-cut"]),
        (p(COMMENT[0], run("{{ a"), COMMENT[1], run(" }}")), ["tag-cut"]),
        (p(run("{{ a"), f"<w:sdt><w:sdtContent>{run(' }}')}</w:sdtContent></w:sdt>"), ["tag-cut"]),
        (p(run("{{ a"), f'<w:hyperlink w:anchor="x">{run(" }} här")}</w:hyperlink>'), ["tag-crossing"]),
        (paragraph("{{ a | default(”x”) }}"), ["tag-typography"]),
        (paragraph("{{\u00a0a\u00a0}}"), ["tag-typography"]),
        (paragraph("{{ a\u200b }}"), ["tag-typography"]),
        (paragraph("{% if a == 'ett\u00a0två' %}x{% endif %}"), ["tag-hidden-letter"]),
        (paragraph("{{ a | default('x\u200by') }}"), ["tag-hidden-letter"]),
        (paragraph("Namn: { { a } }"), ["tag-broken-mark"]),
        (paragraph("{\u200b{ a }}"), ["tag-broken-mark"]),
        (paragraph("{%p\u200bif a %}"), ["tag-broken-mark", "tag-typography"]),
        (paragraph("Hej {namn}, välkommen"), ["tag-foreign"]),
        (paragraph("Hej «Namn» och ${namn}"), ["tag-foreign", "tag-foreign"]),
    ],
)
def test_a_trap_is_found(word: WordFiles, body: str, found: list[str]) -> None:
    assert sorted(rules(tags_cut, word.file(body))) == found


@pytest.mark.parametrize(
    "body",
    [
        p(BOOKMARK[0], run("{{ a }}"), BOOKMARK[1]),
        p(COMMENT[0], run("text {{ a }}"), COMMENT[1]),
        p(f'<w:hyperlink w:anchor="x">{run("{{ a }}")}</w:hyperlink>'),
        p(f"<w:sdt><w:sdtContent>{run('{{ a }}')}</w:sdtContent></w:sdt>"),
        paragraph("{{ a | default('1\u00a0000 kr') }}"),
        paragraph("{{ a | default('”x” – y') }}"),
        paragraph("{# {namn} i en kommentar #}"),
        paragraph("Vanlig text (a) [b] {c d} 1 < 2"),
    ],
)
def test_what_is_right_is_left_alone(word: WordFiles, body: str) -> None:
    assert rules(tags_cut, word.file(body)) == []


def test_what_is_only_a_warning_is_mended_when_rendering(word: WordFiles) -> None:
    for body in (p(run("{{ a"), *BOOKMARK, run(" }}")), paragraph("{{\u00a0a\u200b | default(”x”) }}")):
        assert word.render(body, context={"a": "rätt"}).paragraphs == ("rätt",)


def test_the_finding_points_at_the_tag(word: WordFiles) -> None:
    [problem] = problems(tags_cut, word.file(p(run("Pris: {{ a"), *BOOKMARK, run(" }} kr"))))
    assert pointed(problem) == "{{ a }}"


_MARKERS = st.sampled_from(
    [
        "",
        '<w:proofErr w:type="spellStart"/>',
        "<w:r><w:lastRenderedPageBreak/></w:r>",
        '<w:bookmarkStart w:id="9" w:name="_GoBack"/><w:bookmarkEnd w:id="9"/>',
        "lang",
        "rsid",
    ]
)


@settings(max_examples=12, deadline=None)
@given(
    st.sampled_from(["Pris {{ a }} kr.", "{% if a %}x{% endif %}.", "ett {% if a == 'å\u00a0ä' %}två{% endif %} tre"]),
    st.lists(st.tuples(st.integers(1, 30), _MARKERS), max_size=6),
)
def test_plain_splits_give_the_findings_of_the_whole(text: str, splits: list[tuple[int, str]]) -> None:
    with TemporaryDirectory() as folder:
        word = WordFiles(Path(folder))
        whole = word.file(paragraph(text))
        expected = [(one.rule, one.place) for area in (tags_cut, paragraphs) for one in problems(area, whole)]
        inside, at = "", 0
        for cut, marker in sorted(splits):
            cut = min(cut, len(text))
            properties = '<w:lang w:val="en-US"/>' if marker == "lang" else ""
            piece = run(text[at:cut], properties) if cut > at else ""
            inside += piece.replace("<w:r>", '<w:r w:rsidR="00AB12CD">') if marker == "rsid" else piece
            inside += marker if marker.startswith("<w:") else ""
            at = max(at, cut)
        split = word.file(p(inside, run(text[at:]) if at < len(text) else ""))
        found = [(one.rule, one.place) for area in (tags_cut, paragraphs) for one in problems(area, split)]
    assert found == expected
