"""What a document looks up is noted, since its record carries that and nothing else."""

from pathlib import Path

import pytest

from contracts.errors import ProblemsError
from contracts.facts.folders import AuthorityFolder
from contracts.plan.lookup import Lookup
from tests.plan.small_authority import authority_of, lookup_in

MEMO = "---\ntitle: {}\ndate: 2030-04-09\nboard: namnden\nsummary: Allt.\nproposals: [Nämnden tar del.]\n---\n"
FILES = {
    "grannar/partnership.yaml": "separate_agreements: ja\n",
    "ovanner/partnership.yaml": "name: Ovänner\n",
    "grannar/pm.md": "---\ntitle: Om grannar\n---\nText.\n",
    "memo-a.md": MEMO.format("Om grannar"),
    "memo-b.md": MEMO.format("Tjänsteutlåtande om grannar"),
}


@pytest.fixture
def lookup(tmp_path: Path) -> Lookup:
    authority: AuthorityFolder = authority_of(tmp_path, FILES)
    return lookup_in(authority)


def test_nothing_is_noted_before_something_is_looked_up(lookup: Lookup):
    assert (lookup.partnerships, lookup.documents) == (set(), set())


def test_a_partnership_that_is_looked_up_is_noted(lookup: Lookup):
    assert lookup.partnership("grannar").name == "Grannar"
    assert (lookup.partnerships, lookup.documents) == ({"grannar"}, set())


def test_a_document_is_noted_with_the_partnership_that_it_is_about(lookup: Lookup):
    lookup.document("grannar/pm")
    assert (lookup.partnerships, lookup.documents) == ({"grannar"}, {"grannar/pm"})


@pytest.mark.parametrize(
    ("identifier", "title"),
    [
        ("memo-a", "Tjänsteutlåtande: Om grannar"),
        ("memo-b", "Tjänsteutlåtande om grannar"),
        ("grannar/pm", "PM: Om grannar"),
        ("grannar/agreement", "Grannar – avtal om idéburet offentligt partnerskap (IOP)"),
        ("grannar/agreement-alfa", "Grannar – avtal om idéburet offentligt partnerskap (IOP) med Alfa"),
    ],
)
def test_a_title_says_once_what_kind_of_document_it_is(lookup: Lookup, identifier: str, title: str):
    assert lookup.title(identifier) == title


@pytest.mark.parametrize(
    ("identifier", "remedy"),
    [
        ("memo-c", "menade du ”memo-"),
        ("granar/agreement", "menade du ”grannar”?"),
        ("grannar/agreement-alfred", "menade du ”grannar/agreement-alfa”?"),
        ("ovanner/agreement-alfa", "menade du ”ovanner/agreement”?"),
        ("helt-annat", "kontrollera namnet mot mapparna i data/"),
    ],
)
def test_what_is_not_there_is_refused_with_the_nearest(lookup: Lookup, identifier: str, remedy: str):
    with pytest.raises(ProblemsError) as caught:
        lookup.title(identifier)
    (problem,) = caught.value.problems
    assert problem.rule == "reference-unknown"
    assert problem.place is not None
    assert problem.remedy.startswith(remedy), problem.remedy


def test_a_body_that_is_no_unit_keeps_its_name(lookup: Lookup):
    assert lookup.unit("namnden") == "kulturnämnden"
    assert lookup.unit("Presidiet") == "Presidiet"
