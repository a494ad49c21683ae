"""Clauses from the library, filled in."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from contracts.errors import Problem, ProblemsError
from contracts.facts.clause_library import (
    NO_CLAUSES,
    ClauseLibrary,
    clause_as_json,
    clause_from_json,
    load_clauses,
)
from contracts.facts.model.clause import Clause
from contracts.facts.reader import source_of
from contracts.prose.clauses import FilledClause, fill, library_problems

HEAD = """---
heading: Hävning
after: uppsagning
summary: När en part får häva.
law:
  - source: Lag (2020:1) om påhittade avtal
    as_of: 2024-09-01
"""
NEEDS = """needs:
  - {name: remedy_days, title: Tid för rättelse, kind: antal, example: "30"}
"""
TEXT = "---\nFelet rättas inom {{ remedy_days | antal_dagar }}.\n"


@dataclass(frozen=True)
class Party:
    """A party, as the agreement's view has it."""

    id: str
    name: str


NAMES = {"parties": (Party("grannhjalpen", "Granne *och* hjälp"),), "name": "IOP Grannar"}


def write(folder: Path, content: str, name: str = "havning", where: str = "clauses") -> Path:
    path = folder / "templates" / where / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return folder / "templates"


def library(folder: Path, content: str = HEAD + NEEDS + TEXT) -> ClauseLibrary:
    found, problems = load_clauses(write(folder, content), None)
    assert problems == ()
    return found


def used(found: ClauseLibrary, written: str) -> FilledClause:
    """The first clause of a partnership with these clauses."""
    source = source_of(f"clauses:\n{written}\n", "data/exempelstad/grannar/partnership.yaml")
    given = yaml.load(written, yaml.BaseLoader)[0]
    return fill(Clause.model_validate(given), ("clauses", 0), found, NAMES, source)


def refused(found: ClauseLibrary, written: str) -> Problem:
    with pytest.raises(ProblemsError) as caught:
        used(found, written)
    (problem,) = caught.value.problems
    return problem


def test_a_clause_is_filled_with_the_values_of_the_partnership(tmp_path: Path):
    clause = used(library(tmp_path), '- {use: havning, values: [{name: remedy_days, value: "30"}]}')
    assert (clause.id, clause.heading, clause.after) == ("havning", "Hävning", "uppsagning")
    assert clause.text == "Felet rättas inom 30\u00a0dagar."
    assert [law.source for law in clause.law] == ["Lag (2020:1) om påhittade avtal"]


def test_a_partnership_may_choose_id_heading_and_place(tmp_path: Path):
    written = '- {use: havning, id: brott, heading: Brott, after: ansvar, values: [{name: remedy_days, value: "5"}]}'
    clause = used(library(tmp_path), written)
    assert (clause.id, clause.heading, clause.after) == ("brott", "Brott", "ansvar")


def test_a_clause_of_its_own_is_left_as_it_is():
    written = "- {id: tvist, heading: Tvist, text: 'Parterna *talar* {x}.', after: ansvar}"
    assert used(NO_CLAUSES, written) == FilledClause("tvist", "Tvist", "Parterna *talar* {x}.", "ansvar", ())


@pytest.mark.parametrize(
    ("kind", "written", "printed", "text"),
    [
        ("antal", "3", "tre", "{{ value | antal_ord }}"),
        ("belopp", "350000", "350\u00a0000\u00a0kr", "{{ value | kr }}"),
        ("procent", "2,5", "2,5 procent", "{{ value | procent }}"),
        ("dag", "2018-03-01", "1\u00a0mars 2018", "{{ value | datum }}"),
        ("ar", "2019", "2019", "{{ value }}"),
        ("text", "a_b", "a\\_b", "{{ value }}"),
        ("stycken", "*a*\n\nb", "*a*\n\nb", "{{ value | text }}"),
        ("part", "grannhjalpen", "Granne \\*och\\* hjälp", "{{ value.name }}"),
        ("ja-nej", "nej", "Nej", "{% if value %}\nJa\n{% else %}\nNej\n{% endif %}"),
    ],
)
def test_a_value_is_typed_by_its_kind(tmp_path: Path, kind: str, written: str, printed: str, text: str):
    value = json.dumps(written)
    needs = f"needs:\n  - {{name: value, title: Värdet, kind: {kind}, example: {value}, default: {value}}}\n"
    found = library(tmp_path, f"{HEAD}{needs}---\n{text}\n")
    assert used(found, "- {use: havning}").text.replace("\u00a0", " ") == printed.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("written", "rule", "excerpt", "remedy"),
    [
        ("- use: havnin", "clause-unknown", "- use: havnin", "menade du ”havning”?"),
        ("- use: havning", "clause-value-missing", "- use: havning", '- {name: remedy_days, value: "30"}'),
        (
            "- use: havning\n  values:\n    - {name: remedy_days, value: trettio}",
            "clause-value-wrong",
            "    - {name: remedy_days, value: trettio}",
            "bara siffror",
        ),
    ],
)
def test_a_mistake_is_told_at_its_line_in_the_partnership(
    tmp_path: Path, written: str, rule: str, excerpt: str, remedy: str
):
    problem = refused(library(tmp_path), written)
    assert problem.rule == rule
    assert problem.place
    assert problem.place.excerpt == excerpt
    assert remedy in problem.remedy


def test_what_the_text_cannot_print_is_told_in_the_library_and_where_it_is_used(tmp_path: Path):
    problem = refused(library(tmp_path, f"{HEAD}---\n\nVi är {{{{ nam }}}}.\n"), "- use: havning")
    assert problem.place
    assert (problem.place.file, problem.place.line) == ("templates/clauses/havning.md", 10)
    assert problem.remedy == "menade du ”name”?"
    assert [place.excerpt for place in problem.also] == ["- use: havning"]


def test_a_variable_may_not_hide_a_fact(tmp_path: Path):
    needs = "needs:\n  - {name: name, title: Namn, kind: text, example: A, default: B}\n"
    found = library(tmp_path, f"{HEAD}{needs}---\n{{{{ name }}}}\n")
    assert refused(found, "- use: havning").rule == "clause-variable-hides"
    assert [problem.rule for problem in library_problems(found, frozenset({"name"}))] == ["clause-variable-hides"]


def test_a_sound_library_has_no_problems(tmp_path: Path):
    assert library_problems(library(tmp_path), frozenset({"parties"})) == ()


@pytest.mark.parametrize(
    ("content", "rule", "line"),
    [
        (HEAD + NEEDS + "---\nFelet rättas.\n", "clause-variable-unused", 9),
        (HEAD + "---\nFelet {{ rattas }}.\n", "template-unknown-name", 9),
        (HEAD + "---\n\nFelet {{ a b }}.\n", "template-syntax", 10),
        (HEAD + "---\n\n", "clause-text-empty", 2),
    ],
)
def test_a_text_is_looked_at_also_when_nobody_uses_it(tmp_path: Path, content: str, rule: str, line: int):
    (problem,) = library_problems(library(tmp_path, content), frozenset({"parties"}))
    assert (problem.rule, problem.place and problem.place.line) == (rule, line)
    assert problem.remedy


def test_an_authority_may_write_a_clause_its_own_way(tmp_path: Path):
    write(tmp_path, HEAD + "---\nGemensam.\n")
    write(tmp_path, HEAD + "---\nAnnan.\n", name="tvist")
    templates = write(tmp_path, HEAD + "---\nEgen.\n", where="exempelstad/clauses")
    texts = [(clause.id, clause.own, clause.body.text) for clause in load_clauses(templates, "exempelstad")[0].clauses]
    assert texts == [("havning", True, "Egen.\n"), ("tvist", False, "Annan.\n")]
    assert [clause.own for clause in load_clauses(templates, "annanstad")[0].clauses] == [False, False]


def test_no_folder_is_an_empty_library(tmp_path: Path):
    assert load_clauses(tmp_path, "exempelstad") == (NO_CLAUSES, ())


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("heading: Hävning\n", "", "field-missing", 0),
        ("after: uppsagning", "after: uppsagningen", "clause-place-unknown", 3),
        ("as_of: 2024-09-01", "as_of: i höstas", "date", 7),
        ("kind: antal", "kind: tal", "field-enum", 9),
        ('example: "30"', "example: trettio", "variable-value", 9),
        ("name: remedy_days", "name: Dagar", "variable-name", 9),
        (
            "law:\n  - source: Lag (2020:1) om påhittade avtal\n    as_of: 2024-09-01\n",
            "law: []\n",
            "field-too-short",
            5,
        ),
        ("needs:\n", "needs:\n  - {name: remedy_days, title: A, kind: text, example: B}\n", "variable-twice", 0),
    ],
)
def test_what_is_wrong_with_the_fields_is_told_at_its_line(tmp_path: Path, old: str, new: str, rule: str, line: int):
    content = HEAD + NEEDS + TEXT
    assert old in content
    found, problems = load_clauses(write(tmp_path, content.replace(old, new)), None)
    assert found == NO_CLAUSES
    assert [(problem.rule, problem.place and problem.place.line) for problem in problems] == [(rule, line)]


def test_a_file_that_cannot_be_named_is_told(tmp_path: Path):
    _, (problem,) = load_clauses(write(tmp_path, HEAD + TEXT, name="Hävning"), None)
    assert problem.rule == "clause-file-name"


def test_a_clause_goes_through_the_record_and_fills_in_to_the_same(tmp_path: Path):
    found = library(tmp_path)
    recorded = ClauseLibrary(
        tuple(clause_from_json(clause_as_json(clause), "uppgifter.json") for clause in found.clauses)
    )
    written = '- {use: havning, values: [{name: remedy_days, value: "30"}]}'
    assert used(recorded, written) == used(found, written)
