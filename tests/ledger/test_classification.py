"""Which document a difference calls for: by kind, with the reckoning of days, and why."""

import datetime as dt
import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.ledger.behind import behind_findings
from contracts.ledger.classification import Classification
from contracts.ledger.comparing import Compared, compare
from contracts.ledger.revisions import Notice, RevisionKind
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import loaded, sign

NBSP = "\N{NO-BREAK SPACE}"
TODAY = dt.date(2027, 6, 1)
Classified = Callable[..., Classification]


def compared_in(data: Path) -> Compared:
    found = compare(*loaded(data, "grannar"))
    assert found is not None
    return found


@pytest.fixture
def compared(request: pytest.FixtureRequest, tmp_path: Path) -> Compared:
    """Exempelstad signed as it is, and then changed by the test's docstring."""
    data = write_exempelstad(tmp_path)
    sign(data, "grannar", on="2024-12-01")
    write_exempelstad(tmp_path, inspect.cleandoc(request.function.__doc__ or ""))
    return compared_in(data)


def plain(lines: tuple[str, ...]) -> list[str]:
    return [line.replace(NBSP, " ") for line in lines]


def rules(found: Classification) -> list[str]:
    return [finding.rule for finding in found.findings]


def test_one_step_in_time_is_an_extension_with_its_reckoning(compared: Compared):
    """
    term: {end: 2028-12-31}
    revision: {date: 2027-10-31}
    """
    found = compared.classified(TODAY)
    assert found.kind is RevisionKind.EXTENSION
    assert plain(found.arithmetic) == [
        "Det senast undertecknade gäller till och med den 31 december 2027.",
        (
            "Villkoret tillåter ett år i taget, längst till och med den 31 december 2029, räknat från den 31 december"
            " 2027."
        ),
        "Nästa steg är det första, till och med den 31 december 2028.",
        "Förlängningen ska vara avtalad två månader före den 31 december 2027: senast den 31 oktober 2027.",
        "Den nya sista dagen är den 31 december 2028: ett steg, inom villkoret.",
    ]
    assert found.findings == ()
    assert found.signers == ("exempelstad", "grannhjalpen")


def test_a_new_period_after_the_old_one_is_an_extension_too(compared: Compared):
    """
    term: {start: 2028-01-01, end: 2028-12-31}
    """
    assert compared.classified(TODAY).kind is RevisionKind.EXTENSION


def test_an_extension_agreed_a_day_late_is_an_amendment(compared: Compared):
    """
    term: {end: 2028-12-31}
    revision: {date: 2027-11-01}
    """
    found = compared.classified(TODAY)
    assert found.kind is RevisionKind.AMENDMENT
    [reason] = plain(found.reasons)
    assert reason.startswith("Avtalstiden flyttas, men inte som villkoret om förlängning säger: ")
    assert reason.endswith("den skulle ha avtalats senast den 31 oktober 2027, men avtalas den 1 november 2027.")


def test_without_a_day_of_its_own_the_decision_and_then_today_count(compared: Compared):
    """
    term: {end: 2028-12-31}
    """
    assert compared.classified(dt.date(2027, 10, 31)).kind is RevisionKind.EXTENSION
    assert compared.classified(dt.date(2027, 11, 1)).kind is RevisionKind.AMENDMENT


@pytest.mark.parametrize(("end", "told"), [("2029-12-31", "31 december 2029"), ("2028-06-30", "30 juni 2028")])
def test_two_steps_or_half_a_step_are_an_amendment(tmp_path: Path, end: str, told: str):
    data = write_exempelstad(tmp_path)
    sign(data, "grannar", on="2024-12-01")
    write_exempelstad(tmp_path, f"term: {{end: {end}}}")
    found = compared_in(data).classified(TODAY)
    assert found.kind is RevisionKind.AMENDMENT
    why = f"den nya sista dagen, {told}, är inte ett steg på ett år, som slutar den 31 december 2028"
    assert why in plain(found.reasons)[0]


def test_a_step_past_the_clauses_last_day_is_an_amendment_with_the_reckoning(tmp_path: Path):
    """As in Feriepraktik: whole years from the last of February never reach the end of 2022."""
    clause = "{kind: repeated, step_months: 12, last_end: 2022-12-31, decide_months_before: 2}"
    signed = f"term: {{start: 2018-03-01, end: 2020-02-29, extension: {clause}}}"
    data = write_exempelstad(tmp_path, signed)
    sign(data, "grannar", on="2018-03-01")
    for end, day in (("2021-02-28", "2019-12-01"), ("2022-02-28", "2020-12-01")):
        write_exempelstad(
            tmp_path, signed.replace("2020-02-29", end) + f"\nrevision: {{effective: {day}, date: {day}}}"
        )
        assert compared_in(data).classified(TODAY).kind is RevisionKind.EXTENSION
        sign(data, "grannar", kind=RevisionKind.EXTENSION, on=day)
    write_exempelstad(tmp_path, signed.replace("2020-02-29", "2022-12-31") + "\nrevision: {date: 2021-12-01}")
    found = compared_in(data).classified(TODAY)
    assert found.kind is RevisionKind.AMENDMENT
    assert (
        "ett helt steg går till den 28 februari 2023, förbi villkorets sista dag den 31 december 2022"
        in (plain(found.reasons)[0])
    )
    assert "Nästa steg är det tredje, till och med den 28 februari 2023." in plain(found.arithmetic)


def test_used_up_extensions_are_counted_from_what_was_signed(tmp_path: Path):
    clause = "{kind: fixed_steps, step_months: 12, max_steps: 1}"
    signed = f"term: {{start: 2025-01-01, end: 2027-12-31, extension: {clause}}}"
    data = write_exempelstad(tmp_path, signed)
    sign(data, "grannar", on="2024-12-01")
    longer = signed.replace("2027-12-31", "2028-12-31")
    write_exempelstad(tmp_path, f"{longer}\nrevision: {{effective: 2028-01-01}}")
    sign(data, "grannar", kind=RevisionKind.EXTENSION, on="2027-10-01")
    write_exempelstad(tmp_path, longer.replace("2028-12-31", "2029-12-31"))
    found = compared_in(data).classified(TODAY)
    assert found.kind is RevisionKind.AMENDMENT
    assert "villkorets enda förlängning är redan använd" in found.reasons[0]


def test_an_agreement_without_a_clause_is_prolonged_by_amendment(tmp_path: Path):
    data = write_exempelstad(tmp_path, "term: {extension: ''}")
    sign(data, "grannar", on="2024-12-01")
    write_exempelstad(tmp_path, "term: {extension: '', end: 2028-12-31}")
    found = compared_in(data).classified(TODAY)
    assert found.kind is RevisionKind.AMENDMENT
    assert "avtalet har inget villkor om förlängning" in found.reasons[0]


def test_what_has_run_out_is_told(compared: Compared):
    """
    term: {end: 2028-12-31}
    revision: {date: 2028-01-15}
    """
    assert rules(compared.classified(TODAY)) == ["extension-lapsed"]


def test_a_party_that_joins_with_what_it_takes_on_is_an_accession(compared: Compared):
    """
    parties:
      - {organisation: exempelstad, unit: socialforvaltningen}
      - {organisation: grannhjalpen, roles: [initiativtagare]}
      - {organisation: staten}
    commitments:
      - {party: grannhjalpen, text: besöka äldre, shared_with: [staten]}
      - {joint: ja, text: utveckla arbetet}
      - {party: staten, text: anvisa deltagare}
    economy:
      in_kind:
        - {party: grannhjalpen, kinds: [volontärtid], text: Grannhjälpen bidrar med volontärer.}
        - {party: staten, kinds: [personal], text: Exempelmyndigheten bidrar med personal.}
    """
    found = compared.classified(TODAY)
    assert found.kind is RevisionKind.ACCESSION
    assert found.reasons == ("Det enda som ändras är att Exempelmyndigheten ansluter sig.",)
    assert found.signers == ("exempelstad", "grannhjalpen", "staten")
    assert rules(found) == ["accession-unforeseen"]


def test_money_from_another_party_to_the_new_one_is_an_amendment(compared: Compared):
    """
    parties:
      - {organisation: exempelstad, unit: socialforvaltningen}
      - {organisation: grannhjalpen, roles: [initiativtagare]}
      - {organisation: staten}
    economy:
      contributions:
        - {payer: exempelstad, payee: grannhjalpen, amount: 100000, per: year, purpose: samordning}
        - {payer: exempelstad, payee: staten, amount: 5000, per: year, purpose: resor}
    """
    found = compared.classified(TODAY)
    assert found.kind is RevisionKind.AMENDMENT
    changed = "Exempelmyndigheten ansluter sig; villkor ändras under ”Ekonomiska villkor”"
    assert found.reasons == (f"Flera saker ändras på en gång ({changed}). Därför ett tilläggsavtal om allt.",)


def test_a_party_that_leaves_with_what_was_its_own_is_an_exit(tmp_path: Path):
    three = """
    parties: [{organisation: exempelstad}, {organisation: grannhjalpen}, {organisation: staten}]
    commitments:
      - {party: grannhjalpen, text: besöka äldre, shared_with: [staten]}
      - {party: staten, text: anvisa deltagare}
    economy:
      contributions:
        - {payer: exempelstad, payee: grannhjalpen, amount: 100000, per: year, purpose: samordning}
        - {payer: exempelstad, payee: staten, amount: 5000, per: year, purpose: resor}
    follow_ups: [{frequency: årligen, responsible_party: staten}]
    """
    two = """
    parties: [{organisation: exempelstad}, {organisation: grannhjalpen}]
    commitments:
      - {party: grannhjalpen, text: besöka äldre}
    economy:
      contributions:
        - {payer: exempelstad, payee: grannhjalpen, amount: 100000, per: year, purpose: samordning}
    follow_ups: [{frequency: årligen}]
    """
    data = write_exempelstad(tmp_path, three)
    sign(data, "grannar", on="2024-12-01")
    write_exempelstad(tmp_path, two)
    found = compared_in(data).classified(TODAY)
    assert (found.kind, found.findings) == (RevisionKind.EXIT, ())
    assert found.reasons == ("Det enda som ändras är att Exempelmyndigheten lämnar partnerskapet.",)
    assert found.signers == ("exempelstad", "grannhjalpen", "staten")


def test_the_last_association_that_leaves_ends_the_partnership(compared: Compared):
    """
    parties: [{organisation: exempelstad, unit: socialforvaltningen}]
    initiator:
    commitments: [{joint: ja, text: utveckla arbetet}]
    economy: {contributions: '', in_kind: ''}
    """
    found = compared.classified(TODAY)
    assert (found.kind, rules(found)) == (RevisionKind.EXIT, ["exit-leaves-one-side"])


def test_another_amount_is_an_amendment(compared: Compared):
    """
    economy:
      contributions:
        - {payer: exempelstad, payee: grannhjalpen, amount: 120000, per: year, purpose: samordning}
    """
    found = compared.classified(TODAY)
    assert found.kind is RevisionKind.AMENDMENT
    assert found.reasons == ("Det är ett tilläggsavtal, för villkor ändras under ”Ekonomiska villkor”.",)


def test_a_later_end_and_another_amount_are_one_amendment(compared: Compared):
    """
    term: {end: 2028-12-31}
    economy:
      contributions:
        - {payer: exempelstad, payee: grannhjalpen, amount: 120000, per: year, purpose: samordning}
    """
    found = compared.classified(TODAY)
    assert found.kind is RevisionKind.AMENDMENT
    assert plain(found.reasons) == [
        (
            "Flera saker ändras på en gång (sista dagen blir den 31 december 2028; villkor ändras under ”Ekonomiska"
            " villkor”). Därför ett tilläggsavtal om allt."
        )
    ]


def test_a_term_that_begins_anew_is_perhaps_a_new_agreement(compared: Compared):
    """
    term: {start: 2030-01-01, end: 2031-12-31}
    """
    found = compared.classified(TODAY)
    assert found.kind is RevisionKind.AMENDMENT
    assert found.reasons[1].startswith("Avtalstiden börjar om")


def test_a_new_name_calls_for_no_document(compared: Compared):
    """
    authority:
      units:
        - {id: socialnamnden, name: socialnämnden, kind: nämnd}
        - {id: socialforvaltningen, name: omsorgsförvaltningen, kind: förvaltning, part_of: socialnamnden}
    """
    found = compared.classified(TODAY)
    assert (found.kind, found.reasons) == (
        None,
        ("Bara namn på parter eller enheter skiljer. Det ändrar inget som parterna har avtalat.",),
    )


def test_nothing_that_differs_calls_for_nothing(compared: Compared):
    """
    summary: Partnerskapet i korthet.
    """
    assert compared.classified(TODAY).kind is None


def test_without_a_signed_agreement_there_is_nothing_to_compare_with(tmp_path: Path):
    assert compare(*loaded(write_exempelstad(tmp_path), "grannar")) is None


#: Whoever gives notice for the municipality does so on a decision.
DECIDED = "decision: {body: socialnamnden, date: 2026-03-10, paragraph: 12}"


def test_a_notice_for_breach_counts_the_time_for_remedy_and_then_the_months(tmp_path: Path):
    breach = "termination: {notice_months: 3, remedy_days: 30, breach_ground: ja, prior_dialogue_required: ja}"
    data = write_exempelstad(tmp_path, breach)
    sign(data, "grannar", on="2024-12-01")
    days = "remedy_demanded_on: 2026-03-01, dialogue_on: 2026-03-20, given_on: 2026-04-01"
    ending = f"ending: {{kind: notice, by: exempelstad, ground: Inga besök görs., breach: ja, {DECIDED}, {days}}}"
    write_exempelstad(tmp_path, f"{breach}\n{ending}")
    found = compared_in(data).classified(TODAY)
    assert (found.kind, found.last_day, found.findings) == (RevisionKind.NOTICE, dt.date(2026, 7, 1), ())
    assert found.signers == ("exempelstad",)
    assert plain(found.arithmetic) == [
        "Rättelse begärdes den 1 mars 2026; tiden för rättelse, 30 dagar, gick ut den 31 mars 2026.",
        "Exempelstad kommun lämnar uppsägningen den 1 april 2026.",
        "Uppsägningstiden är tre månader: sista dagen är den 1 juli 2026.",
        "Avtalet har två parter och upphör därmed helt.",
    ]
    write_exempelstad(tmp_path, f"{breach}\n{ending.replace('2026-04-01', '2026-03-31')}")
    [early] = compared_in(data).classified(TODAY).findings
    assert early.rule == "ending-too-early"
    assert early.remedy.replace(NBSP, " ") == "lämna uppsägningen tidigast den 1 april 2026"


@pytest.mark.parametrize(("given", "last"), [("2026-01-31", "2026-07-31"), ("2025-08-31", "2026-02-28")])
def test_an_exit_without_a_ground_counts_its_own_months(tmp_path: Path, given: str, last: str):
    """A month without that day ends on its last."""
    data = write_exempelstad(tmp_path)
    sign(data, "grannar", on="2024-12-01")
    write_exempelstad(tmp_path, f"ending: {{kind: exit, by: grannhjalpen, dialogue_on: 2025-08-01, given_on: {given}}}")
    found = compared_in(data).classified(TODAY)
    assert (found.last_day, found.findings) == (dt.date.fromisoformat(last), ())


def test_a_notice_ends_nothing_later_than_the_agreement_ends_by_itself(tmp_path: Path):
    data = write_exempelstad(tmp_path)
    sign(data, "grannar", on="2024-12-01")
    write_exempelstad(tmp_path, "ending: {kind: exit, by: grannhjalpen, dialogue_on: 2027-12-01, given_on: 2027-12-15}")
    assert compared_in(data).classified(TODAY).last_day == dt.date(2027, 12, 31)


TALKED = "dialogue_on: 2026-01-01, given_on: 2026-01-31"


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        ("kind: exit, by: grannhjalpen, dialogue_on: 2026-01-01", ["ending-incomplete"]),
        ("kind: exit, by: grannhjalpen, given_on: 2026-01-31", ["ending-incomplete"]),
        ("kind: exit, by: grannhjalpen, dialogue_on: 2026-03-01, given_on: 2026-01-31", ["ending-too-early"]),
        ("kind: exit, by: grannhjalpen, dialogue_on: 2031-03-01, given_on: 2031-03-31", ["ending-outside-term"]),
        (f"kind: exit, by: staten, {TALKED}", ["ending-party"]),
        (f"kind: notice, by: exempelstad, {DECIDED}, breach: ja, {TALKED}", ["ending-incomplete"]),
        (f"kind: notice, by: exempelstad, {DECIDED}, ground: Nej., {TALKED}", ["ending-unfounded"]),
        (f"kind: exit, by: exempelstad, {TALKED}", ["ending-incomplete"]),
    ],
)
def test_what_a_notice_lacks_is_told(tmp_path: Path, ending: str, expected: list[str]):
    data = write_exempelstad(tmp_path)
    sign(data, "grannar", on="2024-12-01")
    write_exempelstad(tmp_path, f"ending: {{{ending}}}")
    assert rules(compared_in(data).classified(TODAY)) == expected


def test_a_notice_cannot_change_terms(compared: Compared):
    """
    ending: {kind: exit, by: grannhjalpen, dialogue_on: 2026-01-01, given_on: 2026-01-31}
    term: {end: 2028-12-31}
    """
    assert rules(compared.classified(TODAY)) == ["ending-with-changes"]


def test_a_notice_that_is_filed_is_done_with(tmp_path: Path):
    ending = "ending: {kind: exit, by: grannhjalpen, dialogue_on: 2026-01-01, given_on: 2026-01-31}"
    data = write_exempelstad(tmp_path, ending)
    sign(data, "grannar", on="2024-12-01")
    notice = Notice(by="grannhjalpen", last_day=dt.date(2026, 7, 31))
    sign(data, "grannar", kind=RevisionKind.NOTICE, on="2026-01-31", notice=notice)
    found = compared_in(data).classified(TODAY)
    assert (found.kind, found.last_day) == (None, dt.date(2026, 7, 31))


def behind(compared: Compared) -> list[str]:
    return [finding.rule for finding in behind_findings(compared, compared.classified(TODAY))]


def test_a_change_without_a_revision_block_is_told(compared: Compared):
    """
    term: {end: 2028-12-31}
    """
    [finding] = behind_findings(compared, compared.classified(TODAY))
    assert (finding.rule, finding.route) == ("revision-missing", ("revision",))
    assert "1 december 2024" in finding.text.replace(NBSP, " ")


def test_what_the_revision_block_lacks_is_told_at_once(compared: Compared):
    """
    term: {end: 2028-12-31}
    revision: {reason: Mer tid behövs.}
    """
    [finding] = behind_findings(compared, compared.classified(TODAY))
    assert finding.text == "i revision saknas dagen då ändringen börjar gälla och beslutet"
    assert finding.remedy == "fyll i effective och decision"


WHOLE = "reason: Mer tid behövs., decision: {body: socialnamnden, date: 2027-09-10}"


@pytest.mark.parametrize(
    ("effective", "expected"),
    [
        ("2028-01-01", []),
        ("2028-01-02", ["revision-gap"]),
        ("2027-09-09", ["revision-retroactive"]),
        ("2024-12-31", ["revision-order", "revision-retroactive"]),
    ],
)
def test_the_day_from_which_it_holds_comes_at_the_right_time(tmp_path: Path, effective: str, expected: list[str]):
    data = write_exempelstad(tmp_path)
    sign(data, "grannar", on="2024-12-01")
    write_exempelstad(tmp_path, f"term: {{end: 2028-12-31}}\nrevision: {{{WHOLE}, effective: {effective}}}")
    assert behind(compared_in(data)) == expected


def test_a_revision_block_without_a_change_is_told(compared: Compared):
    """
    revision: {reason: Mer tid behövs.}
    """
    assert behind(compared) == ["revision-unused"]
