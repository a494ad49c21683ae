"""The question mark after a value that is not confirmed: taken off, remembered, refused where it says nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.errors import Problem, ProblemsError
from contracts.facts.front_matter import read_front_matter
from contracts.facts.load import load_workspace
from contracts.facts.reader import source_of
from contracts.facts.source import Source
from tests.building import ROOT
from tests.checks.exempelstad import write_exempelstad


def read(text: str) -> Source:
    return source_of(text, "partnership.yaml")


def refused(text: str) -> Problem:
    with pytest.raises(ProblemsError) as caught:
        read(text)
    (problem,) = caught.value.problems
    assert problem.remedy
    return problem


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("350000 ?", "350000"),
        ("350000   ?  # enligt mejl", "350000"),
        ("'350000 ?'", "350000"),
        ('"Är det så? ?"', "Är det så?"),
        ("|\n  Första raden.\n  Andra raden. ?\n", "Första raden.\nAndra raden."),
        (">\n  Första raden\n  fortsätter.\n  ?\n", "Första raden fortsätter."),
        ("Ett namn\n  som fortsätter ?", "Ett namn som fortsätter"),
    ],
)
def test_the_mark_is_no_part_of_the_value_and_is_remembered(written: str, value: str) -> None:
    source = read(f"a: {written}\nb: 1\n")
    assert source.plain() == {"a": value, "b": "1"}
    assert source.unconfirmed() == (("a",),)


@pytest.mark.parametrize("written", ["Vad händer sedan?", "är det ? så", "'? så'", "350000\N{NO-BREAK SPACE}?"])
def test_a_question_mark_that_belongs_to_the_text_stays(written: str) -> None:
    source = read(f"a: {written}\n")
    assert source.plain() == {"a": written.strip("'")}
    assert source.unconfirmed() == ()


def test_marks_are_found_in_lists_and_in_fields_on_one_line() -> None:
    source = read("parties:\n  - organisation: b ?\n    roles: [c ?, d]\n  - {organisation: e, unit: f ?}\nname: g ?\n")
    assert source.unconfirmed() == (
        ("parties", 0, "organisation"),
        ("parties", 0, "roles", 0),
        ("parties", 1, "unit"),
        ("name",),
    )
    assert str(source.place(("parties", 1, "unit"))) == "partnership.yaml:4:29"


def test_the_place_shows_the_mark_too() -> None:
    place = read("amount: 350000 ?\n").place(("amount",))
    assert (place.excerpt, place.column, place.width) == ("amount: 350000 ?", 9, 8)


@pytest.mark.parametrize(
    ("written", "where"),
    [
        ("amount: ?\n", "1:9"),
        ("amount: '?'\n", "1:9"),
        ("amount: ' ? '\n", "1:9"),
        ("text: |\n  ?\n", "1:7"),
        ("parties:\n  - ?\n", "2:5"),
        ("party: {unit: ?}\n", "1:15"),
        ("years: [?]\n", "1:9"),
        ("years: [2019, ?]\n", "1:15"),
    ],
)
def test_a_mark_without_a_value_is_refused_with_the_remedy(written: str, where: str) -> None:
    problem = refused(written)
    assert problem.rule == "unconfirmed-alone"
    assert str(problem.place) == f"partnership.yaml:{where}"


def test_a_mark_after_the_name_of_a_field_is_refused() -> None:
    problem = refused("amount ?: 350000\n")
    assert problem.rule == "unconfirmed-key"
    assert "amount: … ?" in problem.remedy


def test_front_matter_takes_marks_and_the_text_after_it_does_not(tmp_path: Path) -> None:
    path = tmp_path / "memo.md"
    path.write_text("---\ntitle: Uppföljning ?\n---\nVad nu ?\n", "utf-8")
    source, body = read_front_matter(path, "memo.md")
    assert source.unconfirmed() == (("title",),)
    assert body.text == "Vad nu ?\n"


def test_the_models_see_the_plain_value(tmp_path: Path) -> None:
    data = write_exempelstad(tmp_path, "term:\n  start: 2025-01-01 ?\n  end: 2027-12-31 ?\nname: IOP Grannar ?")
    workspace, problems = load_workspace(data, tmp_path / "templates")
    assert problems == ()
    ((_, folder),) = workspace.partnerships()
    assert folder.partnership.name == "IOP Grannar"
    assert str(folder.partnership.term.start) == "2025-01-01"
    assert set(folder.source.unconfirmed()) == {("term", "start"), ("term", "end"), ("name",)}


def test_a_clause_of_the_library_has_no_unconfirmed_values(tmp_path: Path) -> None:
    clauses = tmp_path / "templates" / "clauses"
    clauses.mkdir(parents=True)
    head = (ROOT / "templates" / "clauses" / "tvist.md").read_text("utf-8")
    (clauses / "tvist.md").write_text(head.replace("heading: Tvist", "heading: Tvist ?"), "utf-8")
    _, (problem,) = load_workspace(write_exempelstad(tmp_path), tmp_path / "templates")
    assert (problem.rule, str(problem.place)) == ("clause-unconfirmed", "templates/clauses/tvist.md:3:10")


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1).filter(lambda text: text.strip(" ?")))
def test_a_quoted_value_loses_the_mark_and_nothing_else(text: str) -> None:
    quoted = text.replace("'", "''")
    source = read(f"a: '{quoted} ?'\n")
    assert source.plain() == {"a": text.rstrip(" ")}
    assert source.unconfirmed() == (("a",),)
