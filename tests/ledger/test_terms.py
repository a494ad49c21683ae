"""Which facts are terms, and how they are written out."""

import dataclasses
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.partnership import Partnership
from contracts.facts.source import Route
from contracts.ledger.identity import IDENTITIES
from contracts.ledger.terms import NO_TERMS, USES, Terms, Use, pinned, with_terms
from contracts.ledger.trees import Fields, Tree, tree_of
from contracts.plan.agreement import agreement_view
from contracts.plan.views import AgreementView
from tests.ledger.edited_terms import all_terms


@pytest.mark.parametrize("terms", all_terms(), ids=lambda terms: terms.folder.id)
def test_facts_written_out_are_read_back_as_the_same_facts(terms: Terms):
    written = tree_of(terms.partnership)
    read = Partnership.model_validate(written)
    assert read == terms.partnership
    assert tree_of(read) == written


def test_two_spellings_of_a_fact_are_one_tree():
    base = {"name": "Grannar", "status": "draft", "parties": [{"organisation": "alfa"}]}
    term = {"start": "2030-01-01", "end": "2030-12-31"}
    share = {"payer": "alfa", "purpose": "mat"}
    one = base | {"term": term, "economy": {"contributions": [share | {"percent": "2,5"}]}, "register_only": "nej"}
    other = base | {"term": term | {"precision": "day"}, "economy": {"contributions": [share | {"percent": "2.50"}]}}
    assert tree_of(Partnership.model_validate(one)) == tree_of(Partnership.model_validate(other))


def test_every_field_of_a_partnership_is_classified():
    assert USES.keys() == Partnership.model_fields.keys()


def test_the_table_of_identities_names_lists_of_terms_only():
    named = {path[0] for path in IDENTITIES} - {"organisations", "units"}
    assert {name for name in named if USES[name] is not Use.TERM} == set()


def test_every_list_of_terms_has_its_identity():
    """A list of groups of fields without one would be compared by likeness alone."""
    unknown = {path for terms in all_terms() for path in _lists(terms.tree, ()) if path not in IDENTITIES}
    assert unknown == set()


def _lists(tree: Tree, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if isinstance(tree, list):
        if isinstance(tree[0], dict):
            yield path
        for item in tree:
            yield from _lists(item, path)
    elif isinstance(tree, dict):
        for name, value in tree.items():
            yield from _lists(value, (*path, name))


#: What the view shows of the document and its signing, not of the terms.
NOT_OF_TERMS = ("document", "decisions", "signing_on_paper", "signing_electronically", "signatories", "authority")


def shown(authority: AuthorityFolder, folder: PartnershipFolder) -> AgreementView:
    """What a template may show of the terms."""
    view = agreement_view(authority, folder, draft=False)
    empty = agreement_view(authority, dataclasses.replace(folder, partnership=FIXED), draft=False)
    return dataclasses.replace(view, **{name: getattr(empty, name) for name in NOT_OF_TERMS})


FIXED = Partnership.model_validate(
    {
        "name": "x",
        "status": "draft",
        "parties": [{"organisation": "exempelstad"}],
        "term": {"start": "2030-01-01", "end": "2030-01-02"},
    }
)


@cache
def sprakcafe() -> Terms:
    """The partnership of the tests that says most."""
    return next(terms for terms in all_terms() if terms.folder.id == "sprakcafe")


def leaves(tree: Tree, route: Route = ()) -> Iterator[Route]:
    if isinstance(tree, str):
        yield route
        return
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in pairs:
        yield from leaves(value, (*route, key))


#: Leaves that cannot be changed alone, for the facts would no longer hang together; and those that no view shows,
#: but by which the items of a list are known.
LEFT_ALONE = {
    ("parties", "organisation"),
    ("initiator",),
    ("bodies", "id"),
    ("annexes", "id"),
    ("economy", "external_funders", "id"),
    ("referred_documents", "id"),
    ("follow_ups", "commissioned_by"),
    ("clauses", "after"),
    ("related_agreements", "relation"),
    ("commitments", "joint"),
    ("economy", "contributions", "per"),
}


def path_of(route: Route) -> tuple[str, ...]:
    return tuple(step for step in route if isinstance(step, str))


def changed_at(tree: Fields, route: Route) -> Fields:
    """The tree with another value of the same form there."""
    step = route[0]
    items: dict[object, object] | list[object] = dict(tree) if isinstance(tree, dict) else list(tree)  # type: ignore[assignment]
    value = items[step]  # type: ignore[index,call-overload]
    items[step] = changed_at(value, route[1:]) if len(route) > 1 else _other(value)  # type: ignore[index,call-overload]
    return items  # type: ignore[return-value]


#: Another of the allowed words.
OTHER_WORDS = {
    "ja": "nej",
    "nej": "ja",
    "resurs": "tjänst",
    "tjänst": "resurs",
    "information": "resurs",
    "initiativtagare": "samordnare",
    "volontärtid": "metod",
    "fixed_steps": "repeated",
    "varje halvår": "årligen",
    "minst": "högst",
    "school_year": "year",
    "PM": "rapport",
    "electronic": "paper",
    "delegation": "fullmakt",
    "firmatecknare": "fullmakt",
    "fullmakt": "delegation",
    "exempelstad": "bokvannerna",
    "bokvannerna": "kaffestiftelsen",
    "kaffestiftelsen": "bokvannerna",
    "lansfonden": "bokvannerna",
    "kulturforvaltningen": "kultur",
    "kultur": "kulturforvaltningen",
    "styrgrupp": "styrgrupp",
    "decided": "signed",
}


def _other(value: str) -> str:
    if value in OTHER_WORDS:
        return OTHER_WORDS[value]
    if len(value) == 10 and value[4] == "-":
        return f"{value[:8]}{int(value[8:]) % 27 + 1:02}"
    return str(int(value) + 1) if value.isdigit() else f"{value}2" if value[-1].isdigit() else f"{value}x"


@pytest.mark.parametrize(
    "route",
    [route for route in leaves(tree_of(sprakcafe().partnership)) if path_of(route) not in LEFT_ALONE],
    ids=lambda route: ".".join(map(str, route)),
)
def test_a_fact_is_a_term_exactly_when_an_agreement_can_show_it(route: Route):
    """Every leaf of a rich partnership is changed in turn: either both the terms and the view change, or neither."""
    terms = sprakcafe()
    other = Partnership.model_validate(changed_at(tree_of(terms.partnership), route))
    folder = dataclasses.replace(terms.folder, partnership=other)
    told = Terms(terms.authority, folder).tree != terms.tree
    seen = shown(terms.authority, folder) != shown(terms.authority, terms.folder)
    assert told == seen


def test_the_table_of_what_is_no_term_names_real_fields():
    """A misspelt name would leave out nothing."""
    model = Partnership.model_json_schema()
    for path in NO_TERMS:
        assert USES[path[0]] is Use.TERM
        here = model["properties"][path[0]]
        for step in path[1:]:
            here = _inside(here, model)["properties"][step]


def _inside(schema: dict[str, object], root: dict[str, object]) -> dict[str, object]:
    text = str(schema)
    name = text.split("#/$defs/", 1)[1].split("'", 1)[0]
    return root["$defs"][name]  # type: ignore[index,no-any-return]


def test_a_term_that_needs_no_signature_is_left_as_it_is_today():
    old = sprakcafe().partnership
    today = old.model_copy(update={"summary": "Nytt.", "goals": ("Annat mål.",), "name": "Nytt namn"})
    held = with_terms(today, old)
    assert (held.summary, held.goals, held.name) == ("Nytt.", old.goals, old.name)


def test_a_clause_of_the_library_reads_as_when_it_was_signed():
    signed = next(terms for terms in all_terms() if terms.folder.id == "seglarhjalpen")
    library = signed.authority.clauses
    edited = dataclasses.replace(
        library,
        clauses=tuple(
            dataclasses.replace(clause, body=dataclasses.replace(clause.body, text="Omskrivet."))
            for clause in library.clauses
        ),
    )
    today = Terms(dataclasses.replace(signed.authority, clauses=edited), signed.folder)
    assert pinned(today, signed).authority.clauses == library
    assert today.tree == signed.tree


@given(st.sampled_from(all_terms()))
@settings(max_examples=20, deadline=None)
def test_terms_are_a_part_of_the_facts(terms: Terms):
    written = tree_of(terms.partnership)
    assert {name for name in terms.tree if name not in ("organisations", "units")} <= written.keys()
