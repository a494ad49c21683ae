"""What a report shows of one partnership: everything that is known, in words, and None for what is not."""

import datetime as dt
from pathlib import Path

import pytest

from contracts.ledger.as_of import authority_on
from contracts.ledger.revisions import RevisionKind
from contracts.plan.document_views import PartnershipView
from contracts.plan.overview import partnership_view
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import loaded, sign
from tests.plan.small_authority import authority_of


def view_of(folder: Path, partnership: str) -> PartnershipView:
    authority = authority_of(folder, {"grannar/partnership.yaml": partnership})
    return partnership_view(authority, authority.partnerships[0])


def plain(texts: tuple[str, ...]) -> list[str]:
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in texts]


@pytest.mark.parametrize(
    ("term", "period"),
    [
        ("{start: 2030-01-01, end: 2031-06-30}", "1 januari 2030 – 30 juni 2031"),
        ("{start: 2030-01-01, end: 2032-12-31, precision: year}", "2030–2032"),
        ("{start: 2030-01-01, months: 6}", "1 januari 2030 – 30 juni 2030"),
        ("{season: Vintern 2029–2030, precision: season}", "Vintern 2029–2030"),
        ("{unknown: ja}", None),
    ],
)
def test_the_period_is_as_exact_as_the_facts(tmp_path: Path, term: str, period: str | None):
    view = view_of(tmp_path, f"register_only: ja\nterm: {term}\n")
    assert (view.period or "").replace("\N{NO-BREAK SPACE}", " ") == (period or "")
    assert view.period is None or period is not None


def test_what_is_not_known_is_none_or_nothing(tmp_path: Path):
    view = view_of(tmp_path, "register_only: ja\nterm: {unknown: ja}\n")
    assert (view.extension, view.last_end, view.yearly, view.target_group, view.purpose) == (None,) * 5
    assert (view.summary, view.assessment) == (None, None)
    assert view.budget == view.funding == view.results == view.targets == view.goals == view.case_numbers == ()


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("{kind: fixed_steps, step_months: 12, max_steps: 2}", "kan förlängas två gånger med ett år"),
        ("{kind: fixed_steps, step_months: 6, max_steps: 1}", "kan förlängas en gång med sex månader"),
        ("{kind: repeated, step_months: 12}", "kan förlängas med ett år i taget"),
        (
            "{kind: repeated, step_months: 12, last_end: 2033-12-31}",
            "kan förlängas med ett år i taget, längst till och med 31 december 2033",
        ),
    ],
)
def test_the_extension_says_how_often_by_how_much_and_how_far(tmp_path: Path, clause: str, words: str):
    view = view_of(tmp_path, f"term: {{start: 2030-01-01, end: 2030-12-31, extension: {clause}}}\n")
    assert (view.extension or "").replace("\N{NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize(
    ("clause", "end", "words"),
    [
        ("{kind: fixed_steps, step_months: 12, max_steps: 2}", "2031-12-31", "kan förlängas en gång till med ett år"),
        (
            "{kind: fixed_steps, step_months: 12, max_steps: 3}",
            "2031-12-31",
            "kan förlängas två gånger till med ett år",
        ),
        ("{kind: fixed_steps, step_months: 12, max_steps: 2}", "2032-12-31", "kan inte förlängas fler gånger"),
        ("{kind: fixed_steps, step_months: 12, max_steps: 1}", "2032-12-31", "kan inte förlängas fler gånger"),
        ("{kind: repeated, step_months: 12, last_end: 2032-12-31}", "2032-12-31", "kan inte förlängas fler gånger"),
        ("{kind: repeated, step_months: 12}", "2032-12-31", "kan förlängas med ett år i taget"),
    ],
)
def test_extensions_that_have_been_agreed_are_not_left(tmp_path: Path, clause: str, end: str, words: str):
    history = (
        "[{start: 2030-01-01, end: 2030-12-31, kind: original}, {start: 2031-01-01, end: 2031-12-31, kind: extension}]"
    )
    term = f"{{start: 2030-01-01, end: {end}, history: {history}, extension: {clause}}}"
    assert view_of(tmp_path, f"term: {term}\n").extension == words


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-06-01", "kan förlängas en gång med ett år"), ("2028-06-01", "kan inte förlängas fler gånger")],
)
def test_an_extension_that_has_been_filed_is_counted_from_its_own_day(tmp_path: Path, day: str, words: str):
    clause = "extension: {kind: fixed_steps, step_months: 12, max_steps: 1, last_end: ''}"
    data = write_exempelstad(tmp_path, f"term: {{{clause}}}")
    sign(data, "grannar", on="2024-12-01")
    write_exempelstad(tmp_path, f"term: {{end: 2028-12-31, {clause}}}\nrevision: {{effective: 2028-01-01}}")
    sign(data, "grannar", kind=RevisionKind.EXTENSION, on="2027-10-01")
    held = authority_on(loaded(data, "grannar")[0], dt.date.fromisoformat(day))
    assert partnership_view(held, held.partnerships[0]).extension == words


def test_what_the_authority_pays_is_budget_and_what_others_pay_is_funding(tmp_path: Path):
    view = view_of(
        tmp_path,
        """
economy:
  contributions:
    - {payer: exempelstad, amount: 40000, per: year, purpose: hyra}
    - {payer: exempelstad, amount: 2500, per: year, purpose: bröd}
    - {payer: exempelstad, amount: 9000, per: agreement_period, purpose: köket}
    - {payer: alfa, amount: 700, per: year, purpose: kaffe}
    - {payer: fonden, amount: 100000, per: year, purpose: en samordnare}
  external_funders: [{id: fonden, name: Exempelfonden}]
  user_fees: [{amount: 15, per: måltid}]
  cost_share_rule: lika delar
""",
    )
    assert plain(view.budget) == [
        "40 000 kr per år för hyra",
        "2 500 kr per år för bröd",
        "9 000 kr för hela avtalstiden för köket",
    ]
    assert plain(view.funding) == [
        "Alfa: 700 kr per år för kaffe",
        "Exempelfonden: 100 000 kr per år för en samordnare",
        "Deltagarna: 15 kr per måltid",
        "Fördelning: lika delar",
    ]
    assert view.yearly == 42_500


def test_a_sum_for_the_whole_term_is_no_sum_per_year(tmp_path: Path):
    contribution = "{payer: exempelstad, amount: 9000, per: agreement_period, purpose: köket}"
    assert view_of(tmp_path, f"economy: {{contributions: [{contribution}]}}\n").yearly is None


def test_a_party_is_the_legal_person_with_its_unit_or_office(tmp_path: Path):
    parties = "[{organisation: exempelstad, unit: namnden}, {organisation: beta, local_office: Vik}]"
    view = view_of(tmp_path, f"parties: {parties}\n")
    assert view.parties == ("Exempelstad (kulturnämnden)", "Beta Vik")
    assert view.idea_based == ("Beta",)


def test_a_target_group_is_told_with_age_conditions_and_exclusions(tmp_path: Path):
    view = view_of(
        tmp_path,
        """
target_groups:
  - {description: unga, age_min: 16, age_max: 24, criteria: [arbetslösa], exclusions: [elever, studenter]}
  - {description: deras föräldrar}
""",
    )
    assert plain((view.target_group or "",)) == [
        "Unga, 16–24 år, arbetslösa (inte elever och studenter); deras föräldrar"
    ]


def test_a_target_carries_its_measure_and_a_result_its_parts(tmp_path: Path):
    view = view_of(
        tmp_path,
        """
targets:
  - {text: Deltagare, operator: minst, value: 60, unit: individer, period: varje år}
  - {text: Fler trivs}
results:
  - {period: "2029", indicator: i arbete, value: 40, unit: procent, numerator: 4, denominator: 10, women_percent: 75}
  - {period: våren 2030, indicator: besök, value: 1200, unit: personer}
""",
    )
    assert plain(view.targets) == ["Deltagare (minst 60 individer, varje år)", "Fler trivs"]
    assert plain(view.results) == [
        "I arbete: 40 procent, 4 av 10, varav 75 procent kvinnor (2029)",
        "Besök: 1 200 personer (våren 2030)",
    ]
