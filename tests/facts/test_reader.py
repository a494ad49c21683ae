"""YAML that is refused before anything is typed, and what is kept of YAML that is not."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from contracts.errors import Problem, ProblemsError
from contracts.facts.reader import DEEPEST, LARGEST_FILE, read_source
from contracts.facts.source import Source
from contracts.facts.unconfirmed_marks import is_mark_alone, without_mark


def read(folder: Path, content: str | bytes) -> Source:
    path = folder / "partnership.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_source(path, "data/partnership.yaml")


def refused(folder: Path, content: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as caught:
        read(folder, content)
    assert all(problem.remedy for problem in caught.value.problems)
    return tuple(caught.value.problems)


def said(folder: Path, content: str | bytes) -> tuple[str, str, str]:
    """The only problem's rule, place and text."""
    (problem,) = refused(folder, content)
    return problem.rule, str(problem.place), problem.text


def test_a_text_cut_off_by_a_hash_is_refused(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, "liability: Varje #1 part svarar\n")
    assert problem.rule == "yaml-cut-off"
    assert problem.place is not None
    assert problem.place.excerpt == "liability: Varje #1 part svarar"


def test_a_comment_after_a_value_is_a_comment(tmp_path: Path) -> None:
    assert read(tmp_path, "status: draft  # tills vidare\n").plain() == {"status": "draft"}


def test_every_scalar_stays_text(tmp_path: Path) -> None:
    source = read(tmp_path, "a: NO\nb: 0123\nc: 12:30\nd: 2018-03-01\ne: 1_000\nf: null\n")
    assert source.plain() == {"a": "NO", "b": "0123", "c": "12:30", "d": "2018-03-01", "e": "1_000", "f": "null"}


def test_a_field_without_value_is_as_good_as_left_out(tmp_path: Path) -> None:
    assert read(tmp_path, "a:\nb: ~\nc: ''\nd: {e: , f: g}\n").plain() == {"c": "", "d": {"f": "g"}}


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbfname: A\n").plain() == {"name": "A"}


def test_values_know_their_place(tmp_path: Path) -> None:
    source = read(tmp_path, "name: A\nterm:\n  start: 2018-03-01\nparties:\n  - organisation: b\n    unit: c\n  - d\n")
    assert str(source.place(("term", "start"))) == "data/partnership.yaml:3:10"
    assert source.place(("term", "start")).width == len("2018-03-01")
    assert str(source.key_place(("term", "start"))) == "data/partnership.yaml:3:3"
    assert source.place(("parties", 0, "unit")).excerpt == "    unit: c"
    assert str(source.place(("parties", 1))) == "data/partnership.yaml:7:5"


def test_what_is_not_written_has_the_place_of_what_is_above_it(tmp_path: Path) -> None:
    source = read(tmp_path, "term:\n  start: 2018-03-01\n")
    assert str(source.place(("term", "end"))) == "data/partnership.yaml:1:1"
    assert str(source.place(("parties", 0))) == "data/partnership.yaml"


@pytest.mark.parametrize("content", ["", "\n\n", "# bara en kommentar\n", "~\n", "---\n"])
def test_an_empty_file(tmp_path: Path, content: str) -> None:
    assert said(tmp_path, content) == ("yaml-empty", "data/partnership.yaml", "filen är tom")


@pytest.mark.parametrize("content", ["- a\n", "bara text\n", "'12'\n"])
def test_a_file_without_fields(tmp_path: Path, content: str) -> None:
    assert said(tmp_path, content) == ("yaml-not-fields", "data/partnership.yaml:1:1", "filen innehåller inga fält")


def test_a_file_that_is_not_yaml(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, "name: A\nparties: [a, b\nstatus: draft\n")
    assert (problem.rule, str(problem.place)) == ("yaml-syntax", "data/partnership.yaml:3:7")
    assert problem.place is not None
    assert problem.place.excerpt == "status: draft"


def test_a_colon_in_a_text_is_explained(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, "name: A\nsubtitle: Samverkan: en början\n")
    assert str(problem.place).startswith("data/partnership.yaml:2:")
    assert "kolon står inom citattecken" in problem.remedy


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    rule, place, text = said(tmp_path, "name: A\nsubtitle: Väg\n".encode("latin-1"))
    assert (rule, place) == ("file-not-utf8", "data/partnership.yaml:2")
    assert text == "filen är inte sparad som UTF-8 (tecken nummer 20)"


def test_a_binary_file(tmp_path: Path) -> None:
    assert said(tmp_path, b"PK\x03\x04\xff\xfe\x00")[0] == "file-not-utf8"


def test_every_line_that_is_indented_with_a_tab_is_shown(tmp_path: Path) -> None:
    problems = refused(tmp_path, "term:\n\tstart: 2018-03-01\n  \tend: 2018-04-01\n")
    assert [(problem.rule, str(problem.place)) for problem in problems] == [
        ("yaml-tab", "data/partnership.yaml:2:1"),
        ("yaml-tab", "data/partnership.yaml:3:3"),
    ]
    assert [problem.place.excerpt for problem in problems if problem.place] == [
        "→start: 2018-03-01",
        "  →end: 2018-04-01",
    ]


def test_a_repeated_key_shows_both_lines(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, "name: A\nterm:\n  start: 1\nname: B\n")
    assert (problem.rule, str(problem.place)) == ("yaml-repeated-key", "data/partnership.yaml:4:1")
    assert problem.text == "fältet ”name” står två gånger (första gången på rad 1)"
    assert [str(place) for place in problem.also] == ["data/partnership.yaml:1:1"]


def test_all_repeated_keys_are_shown(tmp_path: Path) -> None:
    problems = refused(tmp_path, "a: {b: 1, b: 2}\na: 3\nc: 4\nc: 5\n")
    assert [str(problem.place) for problem in problems] == [
        "data/partnership.yaml:1:11",
        "data/partnership.yaml:2:1",
        "data/partnership.yaml:4:1",
    ]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\u2028", "\uffff"])
def test_an_invisible_character_is_named_and_placed(tmp_path: Path, character: str) -> None:
    (problem,) = refused(tmp_path, f"status: draft\nname: A{character}B\n")
    assert (problem.rule, str(problem.place)) == ("text-control-character", "data/partnership.yaml:2:8")
    assert problem.text == f"texten innehåller det osynliga tecknet U+{ord(character):04X}"
    assert problem.place is not None
    assert problem.place.excerpt == "name: A\N{REPLACEMENT CHARACTER}B"


def test_lines_may_end_as_on_any_system(tmp_path: Path) -> None:
    for ending in ("\n", "\r\n", "\r"):
        assert str(read(tmp_path, f"a: b{ending}c: d{ending}").place(("c",))) == "data/partnership.yaml:2:4"


def test_a_file_of_fifty_megabytes_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "partnership.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(ProblemsError) as caught:
        read_source(path, "data/partnership.yaml")
    assert caught.value.problems[0].rule == "file-too-large"
    assert caught.value.problems[0].text == "filen är 50 MB; gränsen är 1 MB"


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    content = b"name: A\n" + b"#" * (LARGEST_FILE - 9) + b"\n"
    assert len(content) == LARGEST_FILE
    assert read(tmp_path, content).plain() == {"name": "A"}


def test_an_alias_bomb_is_refused_before_it_grows(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*{'a' if n == 0 else f'b{n - 1}'}, *a]\n" for n in range(30))
    problems = refused(tmp_path, bomb)
    assert {problem.rule for problem in problems} == {"yaml-anchor", "yaml-alias"}
    assert str(problems[0].place) == "data/partnership.yaml:1:4"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_lists_in_lists_in_lists_end_somewhere(tmp_path: Path, opening: str) -> None:
    (problem,) = refused(tmp_path, "a:\n  " + opening * 50_000)
    assert problem.rule == "yaml-deep"
    assert read(tmp_path, "a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)).plain()


def test_tags_merges_and_several_documents_are_refused(tmp_path: Path) -> None:
    assert said(tmp_path, "a: !!python/name:os.system b\n")[:2] == ("yaml-tag", "data/partnership.yaml:1:4")
    assert said(tmp_path, "a: {b: c}\n<<: {d: e}\n")[:2] == ("yaml-merge", "data/partnership.yaml:2:1")
    assert said(tmp_path, "a: b\n---\nc: d\n")[:2] == ("yaml-documents", "data/partnership.yaml:2:1")


def test_a_key_that_is_no_name(tmp_path: Path) -> None:
    assert said(tmp_path, "? [a, b]\n: c\n")[0] == "yaml-key"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=60), st.text(alphabet="ab:-[]{}&*!|>'\"#?, \n\t", max_size=40).map(str.encode)))
@example(b"a: *b")
@example(b'a: "\\')
def test_any_bytes_are_read_or_refused_with_a_place(tmp_path: Path, content: bytes) -> None:
    try:
        source = read(tmp_path, content)
    except ProblemsError as error:
        assert all(problem.place and problem.remedy for problem in error.problems)
    else:
        assert source.plain() is not None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_a_quoted_text_comes_back_as_it_was_written(tmp_path: Path, text: str) -> None:
    kept = re.sub("[^ -~\u00a0-\ud7ff]|[\u2028\u2029]", "", text)
    assume(not is_mark_alone(kept) and without_mark(kept) == (kept, False))
    assert read(tmp_path, f"a: '{kept.replace(chr(39), chr(39) * 2)}'\n").plain() == {"a": kept}
