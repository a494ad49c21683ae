"""A clause of a partnership is either its own, whole, or from the library, without a text."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from contracts.facts.load import load_workspace
from contracts.facts.model.clause import Clause
from contracts.facts.model.library_clause import UnfitValueError, VariableKind, typed_value
from tests.checks.exempelstad import write_exempelstad

OWN = {"id": "tvist", "heading": "Tvist", "text": "Parterna talar.", "after": "ansvar"}


def test_a_clause_from_the_library_is_called_what_it_is_called_there():
    assert Clause.model_validate({"use": "tvist"}).id == "tvist"
    assert Clause.model_validate({"use": "tvist", "id": "annan"}).id == "annan"
    assert Clause.model_validate(OWN).use is None


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({}, "clause-incomplete"),
        ({**OWN, "text": None}, "clause-incomplete"),
        ({**OWN, "values": [{"name": "a", "value": "b"}]}, "clause-values-unasked"),
        ({**OWN, "use": "tvist"}, "clause-text-twice"),
    ],
)
def test_too_little_and_too_much_are_refused(given: dict[str, object], rule: str):
    with pytest.raises(ValidationError) as caught:
        Clause.model_validate({key: value for key, value in given.items() if value is not None})
    assert [error["type"] for error in caught.value.errors()] == [rule]


def test_what_is_missing_is_told_at_the_clause(tmp_path: Path):
    data = write_exempelstad(tmp_path, "clauses: [{id: tvist, heading: Tvist}]")
    _, (problem,) = load_workspace(data, tmp_path / "templates")
    assert (problem.rule, problem.text) == ("clause-incomplete", "klausulen saknar text, after")
    assert problem.place
    assert problem.place.excerpt.strip() == "- id: tvist"
    assert "use:" in problem.remedy


def test_a_misspelt_name_in_the_library_is_told_once(tmp_path: Path):
    _, problems = load_workspace(write_exempelstad(tmp_path, "clauses: [{use: Häv ning}]"), tmp_path / "templates")
    assert [problem.rule for problem in problems] == ["slug"]


@pytest.mark.parametrize("kind", [kind for kind in VariableKind if kind not in (VariableKind.LINE, VariableKind.PROSE)])
def test_a_value_of_no_kind_is_refused_in_swedish(kind: VariableKind):
    with pytest.raises(UnfitValueError) as caught:
        typed_value(kind, "Ungefär 3 %!")
    assert "Ungefär 3 %!" in caught.value.text
    assert caught.value.remedy
