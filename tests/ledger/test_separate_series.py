"""A separate agreement is compared by what concerns its own parties: what others do changes nothing in it."""

import datetime as dt
from pathlib import Path

import pytest

from contracts.checks.check import check_workspace
from contracts.facts.load import load_workspace
from contracts.ledger.classification import Classification
from contracts.ledger.comparing import Compared, compare
from contracts.ledger.revisions import Notice, RevisionKind
from contracts.ledger.telling import tell
from contracts.plan.documents import ids_of, planned
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import loaded, sign
from tests.ledger.test_leaving import BOTH, ENDING, KNOWN

SEPARATE = "separate_agreements: ja\n" + BOTH
SERIES = ("agreement", "agreement-grannhjalpen", "agreement-lotsen")
THIRD = "    - {id: bryggan, legal_name: Bryggan, organisation_number: 802999-0036, kind: ideell förening}\n"


def write(folder: Path, yaml: str) -> Path:
    return write_exempelstad(folder, yaml + KNOWN + THIRD)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The agreement of all and one with each association, all signed."""
    data = write(tmp_path, SEPARATE)
    for series in SERIES:
        sign(data, "grannar", on="2024-12-01", series=series)
    return data


def compared(data: Path, series: str) -> tuple[Compared, Classification]:
    found = compare(*loaded(data, "grannar"), series)
    assert found is not None
    return found, found.classified(dt.date(2026, 2, 1))


def kinds(data: Path) -> list[RevisionKind | None]:
    return [compared(data, series)[1].kind for series in SERIES]


def documents(data: Path) -> list[str]:
    authority, _ = loaded(data, "grannar")
    names = [name.partition("/")[2] for name in ids_of(authority) if name.startswith("grannar/")]
    for name in names:
        planned(authority, f"grannar/{name}", draft=True)  # each can be planned
    return names


def test_a_notice_ends_the_associations_own_agreement_and_leaves_the_others_alone(data: Path, tmp_path: Path):
    write(tmp_path, SEPARATE + ENDING.format(by="lotsen"))
    assert kinds(data) == [RevisionKind.NOTICE, None, RevisionKind.NOTICE]
    assert documents(data) == ["notice-1", "notice-1-lotsen"]
    own, notice = compared(data, "agreement-lotsen")
    assert [change.route[0] for change in tell(own.signed, own.outcome(notice))] == ["term"]
    assert "upphör" in notice.arithmetic[-1]
    assert "fortsätter" not in notice.arithmetic[-1]


def test_a_notice_by_the_municipality_ends_them_all(data: Path, tmp_path: Path):
    write(tmp_path, SEPARATE + ENDING.format(by="exempelstad"))
    assert kinds(data) == [RevisionKind.NOTICE] * 3


def test_one_that_joins_changes_the_agreement_of_all_alone(data: Path, tmp_path: Path):
    joined = SEPARATE.replace("{organisation: lotsen}]", "{organisation: lotsen}, {organisation: bryggan}]")
    write(tmp_path, joined)
    assert kinds(data) == [RevisionKind.ACCESSION, None, None]


def test_an_amount_changes_the_agreement_of_all_and_that_of_the_one_who_gets_it(data: Path, tmp_path: Path):
    write(tmp_path, SEPARATE.replace("60000", "70000"))
    assert kinds(data) == [RevisionKind.AMENDMENT, None, RevisionKind.AMENDMENT]
    assert compared(data, "agreement-lotsen")[1].signers == ("exempelstad", "lotsen")


def test_when_the_association_has_left_its_own_agreement_calls_for_nothing(data: Path, tmp_path: Path):
    write(tmp_path, SEPARATE + ENDING.format(by="lotsen"))
    notice = Notice(by="lotsen", last_day=dt.date(2026, 7, 31))
    for series in ("agreement", "agreement-lotsen"):
        sign(
            data,
            "grannar",
            kind=RevisionKind.NOTICE,
            on="2026-01-31",
            notice=notice,
            effective="2026-08-01",
            series=series,
        )
    left = SEPARATE.replace(", {organisation: lotsen}]", "]").replace(", shared_with: [lotsen]", "")
    left = left.replace("    - {payer: exempelstad, payee: lotsen, amount: 60000, per: year, purpose: kaffe}\n", "")
    left = left.replace("  - {party: lotsen, text: ordna kaffe}\n", "").replace(", responsible_party: lotsen", "")
    write(tmp_path, left)
    assert kinds(data)[:2] == [None, RevisionKind.AMENDMENT], "with Grannhjälpen it was agreed to work with Lotsen"
    workspace, _ = load_workspace(data, data.parent / "templates")
    rules = {problem.rule for problem in check_workspace(workspace, dt.date(2026, 9, 1))}
    assert not rules & {"exit-leaves-one-side", "notice-party-stays"}
