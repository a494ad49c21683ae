"""A Markdown file with typed fields before its text."""

from pathlib import Path

import pytest

from contracts.errors import Place, Problem, ProblemsError
from contracts.facts.front_matter import Body, read_front_matter
from contracts.facts.source import Source


def read(folder: Path, content: str | bytes) -> tuple[Source, Body]:
    path = folder / "pm.md"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_front_matter(path, "data/pm.md")


def refused(folder: Path, content: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as caught:
        read(folder, content)
    return tuple(caught.value.problems)


def test_fields_and_text_are_told_apart(tmp_path: Path):
    source, body = read(tmp_path, "---\nheading: Hävning\n---\n\nText med *stil*.\n")
    assert source.plain() == {"heading": "Hävning"}
    assert body == Body("\nText med *stil*.\n", 4, "data/pm.md")


def test_both_halves_count_lines_from_the_top_of_the_file(tmp_path: Path):
    source, body = read(tmp_path, "---\n# en kommentar\nheading: Hävning\n---\nFörsta raden\nandra raden\n")
    assert source.place(("heading",)) == Place("data/pm.md", 3, 10, 7, "heading: Hävning")
    assert body.place(2) == Place("data/pm.md", 6, 0, 1, "andra raden")
    assert body.place(2, column=1, width=5) == Place("data/pm.md", 6, 1, 5, "andra raden")
    assert body.place(2, "ett annat utdrag").excerpt == "ett annat utdrag"


def test_the_text_may_be_empty(tmp_path: Path):
    assert read(tmp_path, "---\nheading: Hävning\n---")[1].text == ""
    assert read(tmp_path, "---\nheading: Hävning\n---\n")[1].text == ""


def test_line_ends_of_another_system_are_read_alike(tmp_path: Path):
    source, body = read(tmp_path, "\ufeff---\r\nheading: Hävning\r\n---  \r\nText\r\n")
    assert (source.plain(), body.text, body.first_line) == ({"heading": "Hävning"}, "Text\n", 4)


def test_a_line_of_three_hyphens_in_the_text_belongs_to_the_text(tmp_path: Path):
    assert read(tmp_path, "---\na: b\n---\nEtt\n---\nTvå\n")[1].text == "Ett\n---\nTvå\n"


@pytest.mark.parametrize("content", ["heading: Hävning\n---\n", "", "\n---\na: b\n---\n", " ---\na: b\n---\n"])
def test_a_file_without_fields_at_its_top_is_refused(tmp_path: Path, content: str):
    [problem] = refused(tmp_path, content)
    assert (problem.rule, problem.place and problem.place.line) == ("front-matter-missing", 1)
    assert "---" in problem.remedy


def test_fields_without_an_end_are_refused(tmp_path: Path):
    [problem] = refused(tmp_path, "---\nheading: Hävning\n\nText\n")
    assert (problem.rule, problem.place) == ("front-matter-unclosed", Place("data/pm.md", 1, 1, 3, "---"))


def test_what_yaml_refuses_is_told_with_the_line_of_the_file(tmp_path: Path):
    [problem] = refused(tmp_path, "---\nheading: a\nheading: b\n---\nText\n")
    assert (problem.rule, problem.place and problem.place.line) == ("yaml-repeated-key", 3)


def test_what_cannot_be_printed_in_the_text_is_told_with_its_line_and_column(tmp_path: Path):
    [problem] = refused(tmp_path, "---\na: b\n---\nrad\nnoll\u200bbredd\n")
    assert problem.rule == "text-control-character"
    assert "U+200B" in problem.text
    assert problem.place == Place("data/pm.md", 5, 5, 1, "noll\N{REPLACEMENT CHARACTER}bredd")


def test_what_is_wrong_in_both_halves_is_told_in_one_run(tmp_path: Path):
    assert [problem.rule for problem in refused(tmp_path, "---\na: &b c\n---\nx\u202ey\n")] == [
        "yaml-anchor",
        "text-control-character",
    ]


def test_another_encoding_is_refused_with_its_line(tmp_path: Path):
    [problem] = refused(tmp_path, "---\na: b\n---\nÅr\n".encode("latin-1"))
    assert (problem.rule, problem.place) == ("file-not-utf8", Place("data/pm.md", 4))


def test_fields_that_say_nothing_are_refused(tmp_path: Path):
    [problem] = refused(tmp_path, "---\n---\nText\n")
    assert problem.rule == "yaml-empty"
