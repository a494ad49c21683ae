"""How problems look."""

from contracts.errors import Place, Problem
from contracts.presenting.problems import problem_json, problem_text


def test_a_place_is_told_once_however_many_things_are_missing_there():
    page, other = Place("1.pdf", page=8), Place("1.pdf", page=9)
    problem = Problem("signature-missing", "ingen har undertecknat filen", page, "", also=(page, other, page))
    assert problem_text(problem).plain.count("-->") == 2
    assert problem_json(problem)["places"] == [{"file": "1.pdf", "page": 8}, {"file": "1.pdf", "page": 9}]
