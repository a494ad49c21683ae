"""Made-up facts are what the views allow, keep what the views promise, and do as they are asked."""

import dataclasses
import inspect
import itertools
import typing
from decimal import Decimal

import pytest

from contracts.lint.kinds import VIEWS
from contracts.lint.names_texts import OWN, explained, from_model
from contracts.lint.samples import hints_of, needed, sample_names, tops_of
from contracts.lint.samples_promises import FOLLOWS_OTHERS, NEVER_EMPTY, RARE
from contracts.lint.samples_values import VALUES
from contracts.plan import change_views, document_views, money_views, revision_views, views
from contracts.spelling.filters import FILTERS

ALL_VIEWS = [
    view
    for module in (views, money_views, document_views, change_views, revision_views)
    for _, view in inspect.getmembers(module, dataclasses.is_dataclass)
    if view.__module__ == module.__name__
]
FIELDS = [(view.__name__, name, hint) for view in ALL_VIEWS for name, hint in hints_of(view).items()]


def agreement(**levels: str) -> dict[str, object]:
    return sample_names(tops_of("agreement"), {path.replace("__", "."): level for path, level in levels.items()})


@pytest.mark.parametrize("kind", VIEWS)
def test_every_name_of_a_kind_has_a_value(kind: str) -> None:
    names = sample_names(tops_of(kind), {})
    assert set(names) >= set(hints_of(VIEWS[kind]))
    assert names == sample_names(tops_of(kind), {})


def test_every_field_has_values_of_its_own_type() -> None:
    for owner, name, hint in FIELDS:
        kind = needed(hint)
        kind = typing.get_args(kind)[0] if typing.get_origin(kind) is tuple else kind
        if kind in (str, int, Decimal):
            found = VALUES.get(f"{owner}.{name}", VALUES.get(name, ()))
            assert any(type(one) is kind for one in found), f"{owner}.{name} has no value in samples_values.py"


def test_values_promises_and_texts_name_fields_that_there_are() -> None:
    derived = [(v.__name__, n) for v in ALL_VIEWS for n, one in vars(v).items() if isinstance(one, property)]
    known = {f"{owner}.{name}" for owner, name, *_ in (*FIELDS, *derived)}
    plain = {name for _, name, *_ in FIELDS}
    for names in (VALUES, OWN, NEVER_EMPTY, FOLLOWS_OTHERS, RARE):
        assert {name for name in names if "." in name} <= known
    assert {name for name in VALUES if "." not in name} <= plain


def test_every_field_is_explained_in_swedish_once() -> None:
    for owner, name, _ in FIELDS:
        title, description = explained(owner, name)
        assert title, f"{owner}.{name} has no text: its model has none, and names_texts.py neither"
        assert not description.startswith("Id "), f"{owner}.{name} is explained as what an officer writes, not reads"
        own = OWN.get(f"{owner}.{name}")
        assert own is None or from_model(owner, name) != (title, description), f"{owner}.{name} is explained twice"


def test_what_is_asked_for_is_given() -> None:
    names = agreement(annexes="inga", goals="en", background="saknas", document__draft="nej")
    assert (names["annexes"], len(names["goals"]), names["background"]) == ((), 1, None)
    assert names["document"].draft is False


def test_items_differ_when_they_are_to_be_mixed() -> None:
    names = sample_names(tops_of("agreement"), {"target_groups[].age_min": "blandat", "bodies[].tasks": "blandat"})
    assert [group.age_min is None for group in names["target_groups"]] == [False, True, False]
    assert [len(body.tasks) for body in names["bodies"]] == [3, 0, 1]


def test_promises_of_the_views_are_kept() -> None:
    names = agreement()
    assert names["parties"] == (*names["public_parties"], *names["idea_based_parties"])
    assert all(group.age_min <= group.age_max for group in names["target_groups"])
    assert (names["term"].season, names["term"].start) == ("vintern 2026–2027", None)
    assert agreement(term__season="saknas")["term"].end is not None
    assert len(agreement(separate_with="finns")["idea_based_parties"]) == 1
    assert agreement(economy__contributions="en")["economy"].total_per_year is None
    assert len({one.id for one in names["signatories"]}) == 3


def test_pages_of_a_packet_follow_one_another_or_are_all_unknown() -> None:
    known = sample_names(tops_of("packet"), {})
    pages = [(one.first_page, one.pages) for item in known["items"] for one in item.documents]
    assert all(first + count == following for (first, count), (following, _) in itertools.pairwise(pages))
    unknown = sample_names(tops_of("packet"), {"pages": "saknas"})
    assert {one.first_page for item in unknown["items"] for one in item.documents} == {None}


def test_hard_letters_and_long_names_are_written_where_there_is_no_form() -> None:
    hard, long = agreement(tecken="svåra"), agreement(tecken="långa")
    assert all(letter in hard["name"] for letter in "&<”Åä\N{NO-BREAK SPACE}")
    assert hard["document"].case_number == "KS/2026:14"
    assert len(long["name"]) > 250


def test_organisation_numbers_are_written_right_and_belong_to_nobody_known() -> None:
    assert {FILTERS["orgnr"](number) for number in VALUES["organisation_number"]} == set(VALUES["organisation_number"])
