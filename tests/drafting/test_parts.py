"""The small parts of a draft: what is unsaid, the forms, the arithmetic, the shape of another partnership."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.drafting.arithmetic import term_in_words
from contracts.drafting.forms import ALL, GRANT, PROCUREMENT, forms_for
from contracts.drafting.like import proposals, shaped
from contracts.drafting.tree import Tree, plain_tree, source_of, tree_of, with_value
from contracts.drafting.unsaid import EXAMPLES, unsaid_fields
from contracts.facts.calendar import add_months
from contracts.facts.folders import AuthorityFolder
from contracts.facts.model.authority import Criterion
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.term import Term
from contracts.facts.reader import source_of as read
from contracts.spelling.dates import datum
from tests.drafting.conftest import Interviewed


def test_every_example_of_what_is_unsaid_can_be_said():
    tree: Tree = {"name": "Läxhjälp", "status": "draft", "parties": [{"organisation": "a"}]}
    tree["term"] = {"start": "2030-08-01", "years": "3"}
    for name, example in EXAMPLES.items():
        tree = with_value(tree, tuple(name.split(".")), example)
    Partnership.model_validate(tree)
    assert all(unsaid.why for unsaid in unsaid_fields().values())


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Ingen marknad eller konkurrens finns att ta hänsyn till.", PROCUREMENT),
        ("Inget företag erbjuder samma sak.", PROCUREMENT),
        ("Föreningen bestämmer själv över sitt arbete.", PROCUREMENT),
        ("Verksamheten ingår inte i de vanliga bidragen till föreningar.", GRANT),
        ("Varje part bidrar med något eget.", GRANT),
        ("Parterna vill fortsätta i flera år.", GRANT),
        ("Något helt annat.", ALL[0]),
    ],
)
def test_a_criterion_leads_to_the_likeliest_form(text: str, form: object):
    assert forms_for(Criterion(id="x", text=text))[0] == form


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 60), st.integers(1, 5), st.integers(0, 6))
def test_each_extension_is_told_with_its_last_day_and_the_day_to_decide_by(
    start: dt.date, months: int, steps: int, decide: int
):
    """Written anew from the first day: a step ends the day before the same day of its last month."""
    extension = {
        "kind": "fixed_steps",
        "step_months": "12",
        "max_steps": str(steps),
        "decide_months_before": str(decide),
    }
    facts = Term.model_validate({"start": start.isoformat(), "months": str(months), "extension": extension})
    lines = list(term_in_words(facts))
    first = add_months(start, months)
    day = dt.timedelta(days=1)
    ends = [first - day, *(add_months(first, 12 * step) - day for step in range(1, steps + 1))]
    assert len(lines) == steps + 2
    for number, (before, after) in enumerate(pairwise(ends), 1):
        by = datum(add_months(before, -decide))
        told = f"Förlängning {number}: till och med den {datum(after)}; parterna är överens senast den {by}."
        assert lines[number] == told
    assert lines[-1] == f"Det kan längst gälla till och med den {datum(ends[-1])}."


def test_a_term_without_days_has_no_arithmetic():
    assert list(term_in_words(Term.model_validate({"season": "Vintern 2030"}))) == []


#: The shape of sprakcafe: no name, no amount, no day and no text of its own.
SHAPE: Mapping[str, str] = {
    "initiator": "2",
    "parties.1.roles": "initiativtagare",
    "commitments.0.0.kind": "resurs",
    "commitments.joint.0.kind": "information",
    "in_kind.1.kinds": "volontärtid",
    "signatories.0.0.authority_basis.kind": "delegation",
    "signing.method": "electronic",
    "economy.contributions.0.payer": "1",
    "economy.contributions.1.payee": "2",
    "economy.contributions.1.per": "school_year",
    "economy.payment.by_invoice": "ja",
    "term.extension.kind": "fixed_steps",
    "term.extension.step_months": "6",
    "term.extension.written": "ja",
    "termination.notice_months": "6",
    "amendments.signed_by_all": "nej",
    "repayment.required": "ja",
    "bodies.0.heading": "Styrgrupp",
    "bodies.0.min_meetings_per_year": "4",
    "follow_ups.0.frequency": "varje halvår",
    "follow_ups.0.responsible_party": "1",
}


def test_the_shape_is_what_enter_answers(exempelstad: AuthorityFolder):
    model = exempelstad.partnership("sprakcafe")
    assert model is not None
    found = proposals(exempelstad, model)
    assert {name: found.get(name) for name in SHAPE} == SHAPE
    facts = " ".join(found.values())
    assert not any(
        fact in facts for fact in ("Språk", "bokvannerna", "Anna", "80000", "20000", "2030", "samtal", "kaffe")
    )


def test_the_shape_beside_a_file_of_answers_is_not_confirmed(exempelstad: AuthorityFolder, laxhjalp: Interviewed):
    model = exempelstad.partnership("sprakcafe")
    assert model is not None
    little = {name: laxhjalp.sat.draft.partnership[name] for name in ("name", "parties", "term")}
    term = {"start": "2030-08-01", "years": "3"}
    draft = shaped(replace(laxhjalp.sat.draft, partnership={**little, "term": term}), model)
    assert draft.partnership["term"] == {
        **term,
        "extension": {
            "kind": "fixed_steps ?",
            "step_months": "6 ?",
            "max_steps": "2 ?",
            "decide_months_before": "3 ?",
            "written": "ja ?",
        },
    }
    assert draft.partnership["amendments"] == {"written": "ja ?", "signed_by_all": "nej ?"}
    Partnership.model_validate({"status": "draft", **plain_tree(draft.partnership)})


def test_what_a_file_of_answers_says_goes_before_the_shape(exempelstad: AuthorityFolder, laxhjalp: Interviewed):
    model = exempelstad.partnership("sprakcafe")
    assert model is not None
    assert shaped(laxhjalp.sat.draft, model) == laxhjalp.sat.draft


def test_marks_survive_a_file():
    source = read("amount: 350000 ?\nroles: [a ?, b]\ntext: |\n  Ett.\n\n  Två. ?\n", "x")
    assert tree_of(source) == {"amount": "350000 ?", "roles": ["a ?", "b"], "text": "Ett.\n\nTvå. ?"}
    assert source_of({"amount": "350000 ?"}).plain() == {"amount": "350000"}
