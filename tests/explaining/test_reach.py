"""What a field reaches is what differs when it is otherwise, and no more."""

import pytest

from contracts.explaining.reach import reach_of
from contracts.facts.catalogue import find


def reached(name: str) -> dict[str, set[str]]:
    [field] = find(name)
    return {kind: set(names) for kind, names in reach_of(field).names.items()}


def test_an_amount_reaches_itself_its_wording_and_the_sums():
    found = reached("partnership.economy.contributions.amount")
    assert {"economy.contributions[].amount", "parties[].pays[].measure"} <= found["agreement"]
    assert {"total_yearly", "totals[].yearly"} <= found["report"]
    assert not any("purpose" in name or "term" in name for name in found["agreement"])


def test_a_last_day_reaches_what_is_derived_from_it():
    found = reached("partnership.term.end")
    assert "term.end" in found["agreement"]
    assert "timeline" in found["report"]
    assert "term.start" not in found["agreement"]


def test_a_field_of_a_document_reaches_those_that_take_it_in():
    found = reached("memo.proposals")
    assert found["memo"] == {"proposals"}
    assert found["packet"] == {"items[].proposals"}
    assert "agreement" not in found


def test_a_reference_reaches_what_another_in_its_place_would_change():
    assert reached("partnership.initiator") == {"agreement": {"initiator"}, "places-agreement": {"initiator"}}
    assert "decisions[].body" in reached("partnership.decisions.body")["agreement"]


def test_a_reference_on_which_all_rests_reaches_what_its_name_does():
    found = reached("partnership.parties.organisation")
    assert {"parties[].legal_name", "signatories[].party"} <= found["agreement"]


def test_a_list_that_changes_its_length_is_named_without_what_is_in_it():
    found = reached("partnership.status")["report"]
    assert "areas[].partnerships" in found
    assert not any(name.startswith("areas[].partnerships[].") for name in found)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("partnership.termination.breach_ground", "termination.breach_ground"),
        ("partnership.economy.contributions.per", "economy.contributions[].measure"),
    ],
)
def test_a_value_that_others_rest_on_is_made_otherwise_too(name: str, told: str):
    assert told in reached(name)["agreement"]


def test_what_only_the_text_of_a_pm_can_name_stands_under_its_file():
    assert reached("partnership.vision") == {"pm.md": {"vision"}}


@pytest.mark.parametrize(
    ("name", "kind", "told"),
    [
        ("economic-report.period", "economic-report", "period"),
        ("organisations.organisations.organisation_number", "agreement", "parties[].organisation_number"),
        ("partnership.clauses.after", "agreement", "clauses.ansvar"),
        ("partnership.clauses.use", "agreement", "clauses.uppsagning"),
        ("packet.items.memo", "packet", "items"),
        ("clause.heading", "agreement", "clauses.uppsagning[].heading"),
    ],
)
def test_values_of_every_sort_are_made_otherwise(name: str, kind: str, told: str):
    assert told in reached(name)[kind]


def test_a_field_may_decide_which_documents_are_made():
    [separate] = find("partnership.separate_agreements")
    assert reach_of(separate).made == {"agreement"}


@pytest.mark.parametrize(
    "name", ["partnership.acknowledged.reason", "authority.case_number_pattern", "partnership.predecessor"]
)
def test_what_no_document_tells_reaches_nothing(name: str):
    assert reached(name) == {}
