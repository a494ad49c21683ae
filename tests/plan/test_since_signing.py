"""What changes a signed agreement goes to a meeting: packets take it in, and memos name it, as any other document."""

from pathlib import Path

import pytest

from contracts.checks.check import check_workspace
from contracts.errors import ProblemsError
from contracts.facts.load import load_workspace
from contracts.ledger.revisions import RevisionKind
from contracts.plan.documents import handed_out, ids_of, planned
from contracts.plan.planned import Planned
from tests.checks.exempelstad import TODAY, Found, write_exempelstad
from tests.ledger.signed_states import sign

CHANGED = "goals: [Alla äldre har någon.]\nrevision: {reason: Fler vill., effective: 2026-01-01, date: 2025-10-01}"
PACKET = """---
title: Handlingar
date: 2025-11-01
board: socialnamnden
items:
  - title: Tilläggsavtal om grannar
    case_number: SN-2025-17
    proposals: [Socialnämnden godkänner tilläggsavtalet.]
    documents: [grannar/amendment-1, grannar/consolidated, grannar/comparison]
---
"""
MEMO = """---
title: Ändrade mål
date: 2025-10-15
board: socialnamnden
case_number: SN-2025-17
summary: Målen ändras.
proposals: [Socialnämnden godkänner tilläggsavtalet.]
annexes: [{document: grannar/amendment-1}]
basis: [{document: grannar/consolidated}, {document: grannar/comparison}]
---

Målen ändras.
"""
AMENDMENT = "IOP Grannar – tilläggsavtal nr\N{NO-BREAK SPACE}1 till avtal om idéburet offentligt partnerskap (IOP)"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Exempelstad's agreement, signed, with a change that is going to a meeting."""
    data = write_exempelstad(tmp_path)
    sign(data, "grannar", on="2024-12-01")
    write_exempelstad(tmp_path, CHANGED)
    (data / "exempelstad" / "packet-2025-11-01.md").write_text(PACKET, "utf-8")
    (data / "exempelstad" / "memo-2025-10-15.md").write_text(MEMO, "utf-8")
    return data


def read(data: Path, identifier: str) -> Planned:
    workspace, _ = load_workspace(data, data.parent / "templates")
    return planned(workspace.authorities[0], identifier, draft=False)


def checked(data: Path) -> Found:
    workspace, _ = load_workspace(data, data.parent / "templates")
    return Found(check_workspace(workspace, TODAY))


def test_a_packet_takes_in_the_change_the_whole_wording_and_the_comparison(data: Path):
    packet = read(data, "packet-2025-11-01")
    assert [part.stem.rpartition("/")[2] for part in packet.parts] == [
        "tillaggsavtal-1",
        "konsoliderat-avtal",
        "jamforelse",
    ]
    [item] = packet.names["items"]
    assert item.documents[0].title == AMENDMENT
    assert [one.kind for one in item.documents] == ["tilläggsavtal", "konsoliderat avtal", "jämförelse"]
    assert packet.signed == ("grannar",)


def test_a_memo_names_the_change_by_its_title_and_day(data: Path):
    memo = read(data, "memo-2025-10-15")
    assert memo.names["annexes"] == (AMENDMENT,)
    basis, compared = memo.names["basis"]
    assert compared.title.endswith("jämförelse med det undertecknade")
    assert (basis.title.partition(" – ")[2].partition(" om")[0], str(basis.date)) == (
        "konsoliderat avtal",
        "2025-10-01",
    )


def test_they_are_known_to_the_checks_and_what_nobody_calls_for_is_not(data: Path):
    assert not checked(data).lines("document-reference-unknown")
    packet = data / "exempelstad" / "packet-2025-11-01.md"
    packet.write_text(PACKET.replace("amendment-1", "amendment-2"), "utf-8")
    [problem] = [one for one in checked(data).problems if one.rule == "document-reference-unknown"]
    assert problem.remedy == "menade du ”grannar/amendment-1”?"
    with pytest.raises(ProblemsError, match="inget dokument har id ”grannar/amendment-2”"):
        read(data, "packet-2025-11-01")


def test_when_the_change_has_been_filed_the_packet_stays_as_it_was_and_the_memo_still_names_it(data: Path):
    record = sign(data, "grannar", kind=RevisionKind.AMENDMENT, on="2025-12-01")
    workspace, _ = load_workspace(data, data.parent / "templates")
    authority = workspace.authorities[0]
    [(packet, parts)] = handed_out(authority)
    assert packet.id == "packet-2025-11-01"
    assert f"grannar/{record.document}" == "grannar/amendment-1" == parts[0]
    assert "packet-2025-11-01" not in ids_of(authority)
    memo = read(data, "memo-2025-10-15")
    assert memo.names["annexes"] == (record.title,)
    assert [one.title for one in memo.names["basis"]][1] == "IOP Grannar – jämförelse", "nothing is compared any more"
