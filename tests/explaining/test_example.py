"""The made-up facts have every field, and no rule finds an error in them."""

import datetime as dt

import pytest

from contracts.checks.check import check_workspace
from contracts.errors import Severity
from contracts.explaining.example import example_authority, example_of
from contracts.facts.catalogue import every_field, find
from contracts.facts.folders import Workspace
from contracts.facts.reader import source_of


@pytest.mark.parametrize("field", every_field(), ids=lambda field: field.whole_name)
def test_every_field_has_an_example_that_leads_to_it(field):
    found = source_of(example_of(field), "example").plain()
    for step in field.name.split("."):
        found = found[0] if isinstance(found, list) else found
        assert list(found) == [step]
        found = found[step]


def test_an_example_shows_what_the_field_stands_in():
    [amount] = find("contributions.amount")
    assert example_of(amount) == "economy:\n  contributions:\n    - amount: 350000\n"


def test_no_rule_finds_an_error_in_the_made_up_facts():
    authority = example_authority()
    problems = check_workspace(Workspace(authority.path.parent, (authority,)), dt.date(2030, 4, 1))
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
