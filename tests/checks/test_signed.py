"""What the checks say of filed documents, and of changes to what they say."""

import datetime as dt
import inspect
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from contracts.checks import signed as rules_of_signed
from contracts.checks.check import check_workspace
from contracts.facts.load import load_workspace
from contracts.facts.signed import read_signed
from contracts.ledger import behind, classification, ending, extension, faults
from contracts.ledger.findings import SEVERITIES
from contracts.ledger.revisions import Notice, RevisionKind, read_record_file
from tests.checks.exempelstad import Found, write_exempelstad
from tests.ledger.signed_states import sign

SIGNED = "status: signed\nsigning: {signed_on: 2024-12-01, filed: 1}\n"
COUNTED = SIGNED.replace("filed: 1", "filed: 2")


def checked(folder: Path, today: dt.date = dt.date(2027, 6, 1)) -> Found:
    workspace, problems = load_workspace(folder / "data", folder / "templates")
    assert problems == ()
    return Found(check_workspace(workspace, today))


@pytest.fixture
def found(request: pytest.FixtureRequest, tmp_path: Path) -> Found:
    """What the checks say when Exempelstad, signed, is changed by the test's docstring."""
    sign(write_exempelstad(tmp_path, SIGNED), "grannar", on="2024-12-01")
    write_exempelstad(tmp_path, SIGNED + inspect.cleandoc(request.function.__doc__ or ""))
    return checked(tmp_path)


def test_a_filed_agreement_that_holds_is_no_problem(found: Found):
    """
    summary: Inget nytt.
    """
    assert found.rules == []


def test_a_change_without_its_reason_is_warned_of(found: Found):
    """
    term: {end: 2028-12-31}
    """
    assert found.warnings("revision-missing") == [
        "villkoren skiljer sig från det som undertecknades den 1\N{NO-BREAK SPACE}december 2024, men revision saknas"
    ]


def test_a_change_in_the_register_alone_is_asked_for_no_revision(found: Found):
    """
    register_only: ja
    term: {end: 2028-12-31}
    """
    assert "change-in-register" in found.rules
    assert "revision-missing" not in found.rules


def test_steps_of_extension_are_counted_from_what_was_signed(found: Found):
    """
    term: {end: 2028-12-31}
    revision: {reason: Mer tid., decision: {body: socialnamnden, date: 2027-05-10}, effective: 2028-01-01}
    """
    assert found.rules == []


def test_an_unknown_body_behind_a_change_is_an_error(found: Found):
    """
    term: {end: 2028-12-31}
    revision: {reason: Mer tid., decision: {body: socialnamden, date: 2027-05-10}, effective: 2028-01-01}
    """
    assert found.errors("unit-unknown")
    assert "socialnamden" in found.lines("unit-unknown")[0]


def test_an_unknown_body_behind_a_notice_is_an_error(found: Found):
    """
    ending:
      kind: exit
      by: exempelstad
      dialogue_on: 2026-01-01
      given_on: 2026-01-31
      decision: {body: socialnamden, date: 2026-01-10}
    """
    assert found.errors("unit-unknown")


def test_a_notice_without_support_is_an_error_at_its_field(found: Found):
    """
    ending: {kind: notice, by: grannhjalpen, ground: Nej., dialogue_on: 2026-01-01, given_on: 2026-01-31}
    """
    assert found.errors("ending-unfounded")


def test_the_status_lags_behind_what_is_filed(tmp_path: Path):
    sign(write_exempelstad(tmp_path, "signing: {filed: 1}"), "grannar", on="2024-12-01")
    assert checked(tmp_path, dt.date(2024, 12, 5)).warnings("signed-status") == [
        "läget är negotiating, men avtalet är filat som undertecknat den 1\N{NO-BREAK SPACE}december 2024"
    ]


#: What the data says after the signing, so that each rule on a change finds something.
CHANGES = [
    ("change-in-register", "register_only: ja\nterm: {end: 2028-12-31}"),
    ("revision-missing", "term: {end: 2028-12-31}"),
    ("revision-incomplete", "term: {end: 2028-12-31}\nrevision: {reason: Mer tid.}"),
    ("revision-unused", "revision: {reason: Mer tid.}"),
    ("revision-order", "term: {end: 2028-12-31}\nrevision: {reason: Mer., effective: 2024-11-01}"),
    (
        "revision-retroactive",
        (
            "term: {end: 2028-12-31}\n"
            "revision: {reason: Mer., effective: 2026-01-01, decision: {body: socialnamnden, date: 2026-02-01}}"
        ),
    ),
    (
        "revision-before-decision",
        (
            "term: {end: 2028-12-31}\n"
            "revision: {reason: Mer., date: 2027-06-01, effective: 2028-01-01,"
            " decision: {body: socialnamnden, date: 2027-06-02}}"
        ),
    ),
    ("revision-gap", "term: {end: 2028-12-31}\nrevision: {reason: Mer., effective: 2028-02-01}"),
    ("revision-after-end", "liability: Var och en för sig.\nrevision: {reason: Mer., effective: 2028-02-01}"),
    ("extension-lapsed", "term: {end: 2028-12-31}\nrevision: {reason: Mer., date: 2028-02-01}"),
    (
        "accession-unforeseen",
        (
            "parties: [{organisation: exempelstad, unit: socialforvaltningen},"
            " {organisation: grannhjalpen}, {organisation: staten}]"
        ),
    ),
    (
        "exit-leaves-one-side",
        (
            "parties: [{organisation: exempelstad, unit: socialforvaltningen}]\ninitiator: ''\n"
            "commitments: [{joint: ja, text: utveckla arbetet}]\neconomy: {contributions: '', in_kind: ''}"
        ),
    ),
    ("ending-party", "ending: {kind: exit, by: staten, dialogue_on: 2026-01-01, given_on: 2026-01-31}"),
    ("ending-unfounded", "ending: {kind: notice, by: exempelstad, ground: Nej.}"),
    ("ending-incomplete", "ending: {kind: exit, by: exempelstad}"),
    ("ending-too-early", "ending: {kind: exit, by: exempelstad, dialogue_on: 2026-02-01, given_on: 2026-01-31}"),
    ("ending-outside-term", "ending: {kind: exit, by: exempelstad, dialogue_on: 2024-01-01, given_on: 2024-01-31}"),
    ("ending-with-changes", "ending: {kind: exit, by: exempelstad}\nterm: {end: 2028-12-31}"),
    ("signed-date-differs", "signing: {signed_on: 2024-12-02}"),
]


@pytest.mark.parametrize(("rule", "changes"), CHANGES)
def test_each_rule_on_a_change_fires(tmp_path: Path, rule: str, changes: str):
    """Without a change none does: test_a_filed_agreement_that_holds_is_no_problem."""
    sign(write_exempelstad(tmp_path, SIGNED), "grannar", on="2024-12-01")
    merged = "status: signed\n" if changes.startswith("signing") else SIGNED
    write_exempelstad(tmp_path, merged + changes)
    found = checked(tmp_path)
    assert rule in found.rules
    assert all(problem.remedy and problem.place for problem in found.problems if problem.rule == rule)


def swap_days(folder: Path) -> None:
    """The amendment's record, with a day of signing before the agreement's."""
    record = read_record_file(read_signed(folder.parent, "").files[1])
    (folder / "2.json").write_bytes(record.model_copy(update={"date": dt.date(2024, 1, 1)}).to_bytes())


def outgrown(folder: Path) -> None:
    """A record whose terms have a field that the model does not know any more."""
    record = read_record_file(read_signed(folder.parent, "").files[1])
    terms = record.terms | {"partnership": record.terms["partnership"] | {"gammalt": "ja"}}
    (folder / "2.json").write_bytes(record.model_copy(update={"terms": terms}).to_bytes())


def again_as(folder: Path, number: int) -> None:
    """Another pair in signed/, as a filing leaves it that is killed before it writes partnership.yaml."""
    for suffix in ("pdf", "json"):
        shutil.copy(folder / f"2.{suffix}", folder / f"{number}.{suffix}")


#: What somebody does in signed/, so that each rule on its files finds something.
SPOILT = [
    ("signed-changed", lambda folder: (folder / "1.pdf").write_bytes(b"annan")),
    ("signed-unreadable", lambda folder: (folder / "2.json").write_text("{")),
    ("signed-gap", lambda folder: (folder / "3.pdf").write_bytes(b"")),
    ("signed-missing", lambda folder: [(folder / f"2.{suffix}").unlink() for suffix in ("pdf", "json")]),
    ("signed-missing", shutil.rmtree),
    ("signed-uncounted", lambda folder: again_as(folder, 3)),
    ("signed-base", lambda folder: [(folder / f"1.{suffix}").unlink() for suffix in ("pdf", "json")]),
    ("signed-order", swap_days),
    ("signed-terms", outgrown),
    ("signed-stray", lambda folder: (folder / "anteckning.txt").write_text("")),
]


@pytest.mark.parametrize(("rule", "spoil"), SPOILT)
def test_each_rule_on_the_files_fires_at_its_file(tmp_path: Path, rule: str, spoil: Callable[[Path], object]):
    data = write_exempelstad(tmp_path, SIGNED)
    sign(data, "grannar", on="2024-12-01")
    write_exempelstad(tmp_path, SIGNED + "term: {end: 2028-12-31}\nrevision: {reason: Mer., effective: 2028-01-01}")
    sign(data, "grannar", kind=RevisionKind.EXTENSION, on="2027-05-20")
    write_exempelstad(tmp_path, COUNTED + "term: {end: 2028-12-31}")
    assert checked(tmp_path).rules == []
    spoil(data / "exempelstad" / "grannar" / "signed")
    [place] = {problem.place for problem in checked(tmp_path).problems if problem.rule == rule}
    where = "partnership.yaml" if rule in ("signed-missing", "signed-uncounted") else "signed"
    assert str(place).startswith(f"data/exempelstad/grannar/{where}")


def test_a_change_of_what_nobody_has_signed_is_told(tmp_path: Path):
    write_exempelstad(tmp_path, "revision: {reason: Mer tid.}")
    assert checked(tmp_path, dt.date(2024, 10, 1)).warnings("revision-without-agreement")


def test_what_is_signed_may_be_changed(found: Found):
    """
    term: {end: 2028-12-31}
    revision: {reason: Mer tid., decision: {body: socialnamnden, date: 2027-05-10}, effective: 2028-01-01}
    """
    assert found.silent("revision-without-agreement")
    assert found.silent("signed-status")


def test_an_amendment_in_a_series_of_its_own_is_compared_with_that_series(tmp_path: Path):
    """A separate agreement is changed for itself; the other is not told of."""
    data = write_exempelstad(tmp_path, SIGNED)
    sign(data, "grannar", on="2024-12-01", series="agreement-grannhjalpen")
    raised = "term: {end: 2028-12-31}\nrevision: {reason: Mer., effective: 2028-01-01}\n"
    write_exempelstad(tmp_path, COUNTED + raised)
    sign(data, "grannar", kind=RevisionKind.EXTENSION, on="2027-05-20", series="agreement-grannhjalpen")
    assert checked(tmp_path).warnings("revision-unused")


def test_every_finding_of_the_ledger_has_its_rule():
    """A finding whose id no rule knows would be lost without a word."""
    known = {rule.id for rule in rules_of_signed.RULES}
    assert SEVERITIES.keys() <= known
    for module in (behind, classification, ending, extension, faults):
        named = set(re.findall(r'"((?:signed|revision|ending|exit|accession|extension)-[a-z-]+)"', source_of(module)))
        assert named <= SEVERITIES.keys()


def source_of(module: ModuleType) -> str:
    return Path(str(module.__file__)).read_text("utf-8")


@pytest.mark.parametrize(
    ("signed", "told"),
    [
        ("2027-10-31", []),
        ("2027-11-01", ["men skulle ha varit avtalad senast den 31 oktober 2027"]),
        ("2028-01-01", ["men avtalet gick ut den 31 december 2027"]),
    ],
)
def test_an_extension_that_was_signed_too_late_is_told_of(tmp_path: Path, signed: str, told: list[str]):
    """The clause: a year at a time, agreed two months before the last day, the 31st of December 2027."""
    data = write_exempelstad(tmp_path, SIGNED)
    sign(data, "grannar", on="2024-12-01")
    write_exempelstad(tmp_path, SIGNED + "term: {end: 2028-12-31}\nrevision: {reason: Mer., effective: 2028-01-01}")
    sign(data, "grannar", kind=RevisionKind.EXTENSION, on=signed)
    write_exempelstad(tmp_path, COUNTED + "term: {end: 2028-12-31}")
    found = checked(tmp_path)
    assert found.silent("signed-late") is not bool(told)
    texts = found.warnings("signed-late") if told else []
    assert [text.replace("\N{NO-BREAK SPACE}", " ").partition(", ")[2] for text in texts] == told


THREE = """
status: signed
signing: {signed_on: 2024-12-01}
parties: [{organisation: exempelstad, unit: socialforvaltningen}, {organisation: grannhjalpen}, {organisation: lotsen}]
organisations:
  organisations:
    - {id: grannhjalpen, legal_name: Grannhjälpen, organisation_number: 802999-0010, kind: ideell förening}
    - {id: lotsen, legal_name: Lotsen, organisation_number: 802999-0028, kind: ideell förening}
"""


@pytest.mark.parametrize(("today", "effective"), [("2026-07-31", "2026-07-31"), ("2026-08-01", "2026-08-01")])
def test_a_party_that_has_given_notice_is_one_until_its_last_day(tmp_path: Path, today: str, effective: str):
    data = write_exempelstad(tmp_path, THREE)
    sign(data, "grannar", on="2024-12-01")
    notice = Notice(by="lotsen", last_day=dt.date(2026, 7, 31))
    sign(data, "grannar", kind=RevisionKind.NOTICE, on="2026-01-31", notice=notice, effective="2026-08-01")
    decision = "{body: socialnamnden, date: 2026-02-10, paragraph: 7}"
    revision = f"revision: {{reason: Mer., effective: {effective}, decision: {decision}}}"
    write_exempelstad(tmp_path, f"{THREE}liability: Var och en för sig.\n{revision}")
    found = checked(tmp_path, dt.date.fromisoformat(today))
    assert found.silent("notice-party-stays") is (today == "2026-07-31")
    assert found.silent("revision-party-left") is (effective == "2026-07-31")
    if today != "2026-07-31":
        assert found.lines("notice-party-stays") == ["parties:"]
        assert found.lines("revision-party-left") == ["effective: '2026-08-01'"]


def test_a_party_that_is_taken_out_before_its_last_day_is_told_of(tmp_path: Path):
    data = write_exempelstad(tmp_path, THREE)
    sign(data, "grannar", on="2024-12-01")
    notice = Notice(by="lotsen", last_day=dt.date(2026, 7, 31))
    sign(data, "grannar", kind=RevisionKind.NOTICE, on="2026-01-31", notice=notice, effective="2026-08-01")
    two = THREE.replace(", {organisation: lotsen}", "")
    write_exempelstad(tmp_path, two)
    write_exempelstad(tmp_path, two.replace("2024-12-01}", "2024-12-01, filed: 2}"))
    assert "står inte bland parterna" in checked(tmp_path, dt.date(2026, 7, 31)).warnings("notice-party-stays")[0]
    assert checked(tmp_path, dt.date(2026, 8, 1)).silent("notice-party-stays")


def test_a_block_that_stands_behind_a_filed_change_stands_behind_no_other(tmp_path: Path):
    data = write_exempelstad(tmp_path, SIGNED)
    sign(data, "grannar", on="2024-12-01")
    used = "revision: {reason: Mer., effective: 2026-01-01, decision: {body: socialnamnden, date: 2025-09-09}}"
    write_exempelstad(tmp_path, f"{SIGNED}liability: Var och en för sig.\n{used}")
    sign(data, "grannar", kind=RevisionKind.AMENDMENT, on="2025-12-01")
    write_exempelstad(tmp_path, f"{COUNTED}liability: Alla för en.\n{used}")
    [told] = checked(tmp_path).warnings("revision-missing")
    assert "står bakom 2.pdf" in told


def test_parties_in_another_order_are_a_change_like_any(tmp_path: Path):
    sign(write_exempelstad(tmp_path, SIGNED), "grannar", on="2024-12-01")
    turned = "parties: [{organisation: grannhjalpen}, {organisation: exempelstad, unit: socialforvaltningen}]"
    write_exempelstad(tmp_path, SIGNED + turned)
    assert checked(tmp_path).warnings("revision-missing")


@pytest.mark.parametrize(("signed", "told"), [("2027-05-09", 1), ("2027-05-10", 0)])
def test_what_was_signed_before_it_was_decided_is_told_of(tmp_path: Path, signed: str, told: int):
    data = write_exempelstad(tmp_path, SIGNED)
    sign(data, "grannar", on="2024-12-01")
    decided = "decision: {body: socialnamnden, date: 2027-05-10}"
    change = f"term: {{end: 2028-12-31}}\nrevision: {{reason: Mer., {decided}, effective: 2028-01-01}}"
    write_exempelstad(tmp_path, SIGNED + change)
    sign(data, "grannar", kind=RevisionKind.EXTENSION, on=signed)
    write_exempelstad(tmp_path, COUNTED + "term: {end: 2028-12-31}")
    texts = checked(tmp_path).warnings("signed-before-decision") if told else []
    assert len(texts) == told == (not checked(tmp_path).silent("signed-before-decision"))
    assert all("före beslutet bakom det den 10" in text for text in texts)
