"""Every rule of lint is seen to fire at a place in a file that breaks it, and nothing is found in one that is right."""

import pytest

from contracts.lint.lint import RULES
from tests.lint.rule_fixtures import PAIRS
from tests.word.word_files import WordFiles

IDS = [rule.id for rule in RULES]


def test_every_rule_has_a_wrong_fixture_and_a_right_one() -> None:
    assert sorted(PAIRS) == sorted(IDS)


@pytest.mark.parametrize("rule", IDS)
def test_a_rule_fires_where_it_is_broken(word: WordFiles, rule: str) -> None:
    found = PAIRS[rule].wrong(word)
    fired = [problem for problem in found if problem.rule == rule]
    assert fired, [problem.rule for problem in found]
    for problem in fired:
        assert problem.text
        assert problem.remedy
        assert problem.source
        assert problem.place
        assert problem.place.file


@pytest.mark.parametrize("rule", IDS)
def test_nothing_is_found_in_what_is_right(word: WordFiles, rule: str) -> None:
    assert [f"{problem.rule}: {problem.text}" for problem in PAIRS[rule].right(word)] == []
