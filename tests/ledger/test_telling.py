"""A difference told to an officer: in Swedish, by section, by who and what, with values as documents spell them."""

import dataclasses
import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.facts.model.partnership import Partnership
from contracts.ledger.changes import ChangeKind
from contracts.ledger.sections import Section
from contracts.ledger.telling import ToldChange, tell
from contracts.ledger.terms import Terms
from tests.checks.exempelstad import load_exempelstad
from tests.ledger.edited_terms import all_terms

NBSP = "\N{NO-BREAK SPACE}"


def terms_of(folder: Path, changes: str = "") -> Terms:
    [(authority, partnership)] = load_exempelstad(folder, changes).partnerships()
    return Terms(authority, partnership)


@pytest.fixture
def told(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[ToldChange, ...]:
    """What differs when Exempelstad is changed by the test's docstring."""
    changes = inspect.cleandoc(request.function.__doc__ or "")
    return tell(terms_of(tmp_path / "old"), terms_of(tmp_path / "new", changes))


def lines(told: tuple[ToldChange, ...]) -> list[str]:
    return [f"{one.section}: {one.headline}: {one.old} -> {one.new}".replace(NBSP, " ") for one in told]


def test_an_amount_is_told_by_payer_payee_and_purpose(told: tuple[ToldChange, ...]):
    """
    economy:
      contributions:
        - {payer: exempelstad, payee: grannhjalpen, ceiling: 120000, per: school_year, purpose: samordning}
    """
    assert lines(told) == [
        (
            "Ekonomiska villkor: Bidraget från Exempelstad kommun till Grannhjälpen för samordning, belopp: ändras: "
            "100 000 kr per år -> högst 120 000 kr per läsår"
        )
    ]


def test_dates_and_lengths_are_spelt_as_in_documents(told: tuple[ToldChange, ...]):
    """
    term: {end: 2028-06-30, extension: {decide_months_before: 3}}
    termination: {ordinary_notice_months: 13}
    """
    assert lines(told) == [
        "Uppsägning: Uppsägning, utträde utan skäl: ändras: sex månader -> 13 månader",
        "Giltighet: Till och med: ändras: 31 december 2027 -> 30 juni 2028",
        "Giltighet: Förlängning, senast före slutdagen: ändras: två månader -> tre månader",
    ]


def test_a_party_that_comes_is_told_with_its_number_once(told: tuple[ToldChange, ...]):
    """
    parties:
      - {organisation: exempelstad, unit: socialforvaltningen}
      - {organisation: grannhjalpen, roles: [initiativtagare]}
      - {organisation: staten}
    """
    assert lines(told) == ["Parter: Parten Exempelmyndigheten: tillkommer: None -> 202199-0011"]
    assert told[0].binding


def test_parties_that_change_places_are_moved_and_nothing_else(told: tuple[ToldChange, ...]):
    """
    parties:
      - {organisation: grannhjalpen, roles: [initiativtagare]}
      - {organisation: exempelstad, unit: socialforvaltningen}
    """
    assert [(one.kind, one.subject) for one in told] == [(ChangeKind.MOVED, "parten Exempelstad kommun")]


def test_an_organisation_that_has_changed_its_name_is_the_same_party(told: tuple[ToldChange, ...]):
    """
    organisations:
      organisations:
        - id: grannhjalpen
          legal_name: Föreningen Grannar
          short_name: Grannhjälpen
          organisation_number: 802999-0010
          kind: ideell förening
    """
    assert lines(told) == [
        (
            "Parter: Parten Föreningen Grannhjälpen i Exempelstad: byter namn: "
            "Föreningen Grannhjälpen i Exempelstad -> Föreningen Grannar"
        )
    ]
    assert not told[0].binding


def test_another_organisation_number_is_another_person_under_the_same_id(told: tuple[ToldChange, ...]):
    """
    organisations:
      organisations:
        - id: grannhjalpen
          legal_name: Föreningen Grannhjälpen i Exempelstad
          short_name: Grannhjälpen
          organisation_number: 802999-1018
          kind: ideell förening
    """
    assert [one.binding for one in told] == [True]


def test_a_unit_with_a_new_name_binds_nobody(told: tuple[ToldChange, ...]):
    """
    authority:
      units:
        - {id: socialnamnden, name: socialnämnden, kind: nämnd}
        - {id: socialforvaltningen, name: omsorgsförvaltningen, kind: förvaltning, part_of: socialnamnden}
    """
    assert lines(told) == [
        "Parter: Enheten socialförvaltningen: byter namn: socialförvaltningen -> omsorgsförvaltningen"
    ]
    assert not told[0].binding


def test_a_commitment_that_goes_over_is_told_with_both_sides(told: tuple[ToldChange, ...]):
    """
    commitments:
      - {party: exempelstad, text: besöka äldre}
      - {joint: ja, text: utveckla arbetet}
    """
    assert lines(told) == [
        "De offentliga parternas åtaganden: Åtagandet ”besöka äldre”: går över: Grannhjälpen -> Exempelstad kommun"
    ]


def commitments(folder: Path, *said: tuple[str, str]) -> Terms:
    """The agreement with these commitments: party and words."""
    items = "".join(f"  - {{party: {party}, text: {text}}}\n" for party, text in said)
    return terms_of(folder, f"commitments:\n{items}")


VISIT, TRAIN, LEAD = (("grannhjalpen", text) for text in ("besöka äldre", "utbilda volontärer", "leda arbetet"))
ROOMS = ("exempelstad", "upplåta lokaler")


def test_a_commitment_that_moves_is_told_with_its_words_and_its_neighbours(tmp_path: Path):
    found = tell(
        commitments(tmp_path / "old", VISIT, TRAIN, LEAD, ROOMS),
        commitments(tmp_path / "new", TRAIN, LEAD, VISIT, ROOMS),
    )
    assert lines(found) == [
        (
            "De idéburna parternas åtaganden: Åtagandet ”besöka äldre” för Grannhjälpen: flyttas:"
            " först -> efter ”leda arbetet”"
        )
    ]


def test_what_only_stands_elsewhere_between_others_commitments_has_not_moved(tmp_path: Path):
    old, new = commitments(tmp_path / "old", VISIT, ROOMS, TRAIN), commitments(tmp_path / "new", ROOMS, VISIT, TRAIN)
    assert tell(old, new) == ()
    mine = ("exempelstad", VISIT[1])
    found = tell(commitments(tmp_path / "a", VISIT, TRAIN, ROOMS), commitments(tmp_path / "b", TRAIN, ROOMS, mine))
    assert [one.kind for one in found] == [ChangeKind.TRANSFERRED]


def test_a_reworded_commitment_and_a_new_one_stand_under_their_sides(told: tuple[ToldChange, ...]):
    """
    commitments:
      - {party: grannhjalpen, text: besöka äldre varje vecka}
      - {party: exempelstad, text: upplåta lokaler, shared_with: [grannhjalpen]}
      - {joint: ja, text: utveckla arbetet}
    """
    assert lines(told) == [
        (
            "De offentliga parternas åtaganden: Åtagandet för Exempelstad kommun: tillkommer: None -> upplåta lokaler; "
            "I samverkan med: Grannhjälpen"
        ),
        (
            "De idéburna parternas åtaganden: Åtagandet för Grannhjälpen, åtagande: ändras: besöka äldre -> "
            "besöka äldre varje vecka"
        ),
    ]


def test_a_body_keeps_its_identity_under_another_name(told: tuple[ToldChange, ...]):
    """
    bodies:
      - {id: styrgrupp, name: Ledningsgruppen, heading: Styrgrupp, tasks: [planera året]}
    """
    assert lines(told) == [
        "Organisation och samverkan: Styrgruppen: byter namn: Styrgruppen -> Ledningsgruppen",
        "Organisation och samverkan: Ledningsgruppen, uppgifter: tillkommer: None -> planera året",
    ]


def test_a_clause_stands_under_its_own_heading_after_the_section_it_follows(told: tuple[ToldChange, ...]):
    """
    name: IOP Grannskap
    liability: Var och en svarar för sitt.
    clauses:
      - {id: vinst, heading: Samhällsvinst, text: Arbetet minskar ensamheten., after: ekonomi}
      - {id: tvist, heading: Tvist, text: Parterna talar först med varandra i två veckor., after: ansvar}
      - {id: lokal, heading: Lokaler, text: Föreningen får låna salen., after: samverkan}
    """
    assert [str(one.section) for one in told] == ["Avtalets namn", "Lokaler", "Ansvar och försäkring", "Tvist", "Tvist"]
    assert told[0].headline == "Partnerskapet: byter namn"
    assert told[1].new == "Föreningen får låna salen. Står efter: Organisation och samverkan"


def test_what_is_no_term_is_no_difference(told: tuple[ToldChange, ...]):
    """
    status: active
    case_numbers: [SN-2024-17, SN-2026-4]
    signatories:
      - {party: exempelstad, name: Någon Annan, title: Förvaltningschef}
    signing: {signed_on: 2024-12-01}
    revision: {reason: Fler ska få plats., effective: 2026-01-01}
    """
    assert told == ()


def test_headings_and_numbers_of_the_rendered_agreement_are_used(tmp_path: Path):
    old, new = terms_of(tmp_path / "old"), terms_of(tmp_path / "new", "term: {end: 2028-12-31}")
    [one] = tell(old, new, {"giltighet": Section("giltighet", "Avtalstid", "15")})
    assert str(one.section) == "15 Avtalstid"


@pytest.mark.parametrize("terms", all_terms(), ids=lambda terms: terms.folder.id)
def test_everything_that_can_be_agreed_can_be_told(terms: Terms):
    """From an agreement that says next to nothing, and back to it: every term is told, with a heading and a value."""
    bare = Partnership.model_validate(
        {"name": "x", "status": "draft", "parties": [{"organisation": terms.authority.id}], "term": {"unknown": "ja"}}
    )
    nothing = Terms(terms.authority, dataclasses.replace(terms.folder, partnership=bare))
    for old, new in ((nothing, terms), (terms, nothing)):
        told = tell(old, new)
        assert told
        for one in told:
            assert one.section.heading
            assert one.headline[0].isupper()
            assert "{" not in f"{one.old}{one.new}"


@pytest.fixture
def rich() -> Callable[[str], list[str]]:
    """What is told under a heading when the richest agreement of the tests comes out of nothing."""
    terms = next(terms for terms in all_terms() if terms.folder.id == "sprakcafe")
    bare = Partnership.model_validate(
        {"name": "x", "status": "draft", "parties": [{"organisation": "exempelstad"}], "term": {"unknown": "ja"}}
    )
    told = tell(Terms(terms.authority, dataclasses.replace(terms.folder, partnership=bare)), terms)
    return lambda heading: [line.partition(": ")[2] for line in lines(told) if line.startswith(heading)]


def test_money_of_every_kind_is_told_in_words(rich: Callable[[str], list[str]]):
    said = [line.rpartition("tillkommer: None -> ")[2] for line in rich("Ekonomiska villkor")]
    assert said[:4] == [
        "2030: 80 000 kr och 2031: 90 000 kr",
        "högst 20 000 kr per läsår; Villkor: mot kvitto",
        (
            "5 000 kr från och med den 1 juni 2030 till och med den 31 augusti 2030; Uppräkning (Index: "
            "konsumentprisindex (KPI); Bastal: oktober 2029; Från år: 2031)"
        ),
        "12,5 procent av kostnaden",
    ]
    assert "Steg: steget 1–10: 1 000 kr, steget 11–20: 2 000 kr, steget 21 eller fler: 3 000 kr" in said[5]
