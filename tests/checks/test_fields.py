"""Every rule says which fields it looks at, and they are there; what it points at is among them."""

import datetime as dt
from pathlib import Path

import pytest

from contracts.checks.check import RULES_BY_KIND, check_workspace, rules_looking_at
from contracts.checks.fields import BODY, names
from contracts.checks.rule import Finding, Rule
from contracts.errors import Severity
from contracts.facts.catalogue import fields_of
from contracts.facts.kinds import FILE_KINDS
from contracts.facts.load import load_workspace
from contracts.facts.model.document import DocumentKind
from tests.checks.pointing import spied

OWN = [(own, rule) for own, rules in RULES_BY_KIND.items() for rule in rules]
KNOWN = {kind.id: {*(field.name for field in fields_of(kind)), "*"} for kind in FILE_KINDS}


@pytest.mark.parametrize(("own", "rule"), OWN, ids=lambda one: getattr(one, "id", one))
def test_a_rule_names_fields_that_are_there(own: str, rule: Rule):
    assert rule.fields
    assert len(set(rule.fields)) == len(rule.fields)
    for named in rule.fields:
        kind, _, field = named.rpartition(":")
        assert (field in KNOWN[kind or own]) or (field == BODY and kind in set(DocumentKind)), named


def test_a_finding_elsewhere_is_seen():
    found = [Finding(("name",), "rätt"), Finding(("name",), "fel", also=(("term", "end"),))]
    rule = Rule("astray", Severity.WARNING, "", "", "", lambda subject: found, ("name",))
    looked_at = iter(spied(rule, "partnership", "partnership").find(None))
    assert next(looked_at).text == "rätt"
    with pytest.raises(AssertionError, match=r"astray points at term\.end"):
        next(looked_at)


@pytest.mark.parametrize(
    ("named", "field", "is_named"),
    [
        ("term.end", "term.end", True),
        ("term.end", "term", True),  # a group that lacks the field
        ("term.extension", "term.extension.last_end", True),
        ("term.end", "term.ending", False),
        ("term.end", "term.start", False),
        ("term.end", "", True),
        ("*", "goals", True),
        ("partnership:term.end", "term.end", True),
        ("authority:term.end", "term.end", False),
    ],
)
def test_a_name_takes_in_its_parts_and_what_it_is_a_part_of(named: str, field: str, is_named: bool):
    assert names(named, "partnership", field, "partnership") is is_named


def test_a_rule_about_several_kinds_names_none_without_its_kind():
    assert not names("term.end", "partnership", "term.end", "")


@pytest.mark.parametrize("project", ["exempelstad", "norrvik"])
def test_the_small_projects_are_looked_at_too(project: str):
    folder = Path(__file__).parents[1] / "projects" / project
    workspace, problems = load_workspace(folder / "data", folder / "templates")
    assert not [problem for problem in problems if problem.severity is Severity.ERROR]
    assert all(problem.rule for problem in check_workspace(workspace, dt.date(2031, 6, 1)))


def test_the_rules_on_a_field_are_those_that_name_it_its_group_or_a_part_of_it():
    on_end = {rule.id for rule in rules_looking_at("partnership", "term.end")}
    assert {"dates-reversed", "outside-term"} <= on_end
    assert "packet-information-only" not in on_end  # it looks at the first day alone
    assert {"outside-term", "extension-unreachable"} <= {
        rule.id for rule in rules_looking_at("partnership", "term.extension.last_end")
    }
    assert {rule.id for rule in rules_looking_at("memo", "proposals")} >= {"proposal-att-clause", "prose-literal"}
    assert {rule.id for rule in rules_looking_at("organisations", "organisations.kind")} >= {"parties-one-sided"}
    assert rules_looking_at("partnership", "summary") == ()
    assert {"personal-number", "range-dash"} <= {rule.id for rule in rules_looking_at("partnership", "*")}
