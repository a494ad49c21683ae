"""The documents of a meeting: all that is named, once, under a title that is true of them."""

from pathlib import Path

from tests.checks.documents.exempelstad_documents import MEMO, PACKET, check_documents
from tests.checks.exempelstad import Found

THREE_PARTIES = """
organisations:
  organisations:
    - {id: grannhjalpen, legal_name: Föreningen Grannhjälpen i Exempelstad, short_name: Grannhjälpen,
       organisation_number: 802999-0010, kind: ideell förening, aliases: [Föreningen Grannhjälpen]}
    - {id: kyrkan, legal_name: Exempelkyrkan, organisation_number: 802999-0028, kind: trossamfund}
parties:
  - {organisation: exempelstad}
  - {organisation: grannhjalpen}
  - {organisation: kyrkan}
signatories:
  - {party: exempelstad, name: Kim Påhittad, title: Chef, authority_basis: {kind: delegation, reference: 4.2}}
  - {party: grannhjalpen, name: Robin Fiktiv, title: Ordförande, authority_basis: {kind: fullmakt, reference: A}}
  - {party: kyrkan, name: Alex Låtsas, title: Ordförande, authority_basis: {kind: fullmakt, reference: B}}
"""


def _of(found: Found, rule: str) -> list[str]:
    return [problem.text for problem in found.problems if problem.rule == rule]


def test_a_title_names_all_parties_or_none(tmp_path: Path) -> None:
    edits = {PACKET: ("Information om grannar", "Information om IOP, Grannhjälpen")}
    found = check_documents(tmp_path, edits, THREE_PARTIES)
    assert _of(found, "packet-title-one-party") == [
        "rubriken nämner bara Grannhjälpen, men IOP Grannar har en idéburna parter till"
    ]
    assert found.lines("packet-title-one-party") == ["- title: Information om IOP, Grannhjälpen"]


def test_a_title_may_name_the_only_party(tmp_path: Path) -> None:
    edits = {PACKET: ("Information om grannar", "Information om IOP, Grannhjälpen")}
    assert check_documents(tmp_path, edits).silent("packet-title-one-party")


def test_a_document_stands_once(tmp_path: Path) -> None:
    edits = {PACKET: ("grannar/pm]", "grannar/pm, report-2024]")}
    assert check_documents(tmp_path, edits).errors("packet-document-twice") == [
        "”report-2024” finns två gånger bland handlingarna"
    ]
    assert check_documents(tmp_path / "right", {}).silent("packet-document-twice")


def test_the_memo_is_planned_for_the_meeting(tmp_path: Path) -> None:
    edits = {MEMO: ("{body: socialnamnden, date: 2024-09-10}", "{body: socialnamnden, date: 2024-10-08}")}
    found = check_documents(tmp_path, edits)
    assert found.warnings("packet-meeting-unplanned") == [
        "tjänsteskrivelsens planering har inget möte med socialnämnden 2024-09-10"
    ]
    assert [place.file.rpartition("/")[2] for place in found.problems[0].also] == [PACKET, MEMO]


def test_a_meeting_may_be_planned_by_the_name_of_the_board(tmp_path: Path) -> None:
    edits = {MEMO: ("{body: socialnamnden,", "{body: socialnämnden,")}
    assert check_documents(tmp_path, edits).silent("packet-meeting-unplanned")


def test_an_annex_of_the_memo_is_attached(tmp_path: Path) -> None:
    edits = {PACKET: ("[report-2024, economic-report-2024-08]", "[report-2024]")}
    assert check_documents(tmp_path, edits).warnings("packet-annex-left-out") == [
        "”economic-report-2024-08” är bilaga till tjänsteskrivelsen men finns inte bland ärendets handlingar"
    ]


def test_an_annex_of_an_agreement_is_attached(tmp_path: Path) -> None:
    annexes = """
annexes:
  - {id: uppgifter, number: 1, title: Avtal om uppgifter, kind: personuppgiftsavtal}
  - {id: pm, number: 2, title: Varför grannar behövs, kind: PM}
"""
    found = check_documents(tmp_path, {PACKET: ("[grannar/agreement, grannar/pm]", "[grannar/agreement]")}, annexes)
    assert found.warnings("packet-annex-left-out") == [
        "”grannar/pm” är bilaga till avtalet men finns inte bland ärendets handlingar"
    ]
    assert check_documents(tmp_path / "right", {}, annexes).silent("packet-annex-left-out")


def test_what_is_attached_is_named(tmp_path: Path) -> None:
    edits = {PACKET: ("economic-report-2024-08]", "economic-report-2024-08, grannar/agreement]")}
    found = check_documents(tmp_path, edits)
    assert _of(found, "packet-document-unnamed") == [
        "”grannar/agreement” är varken bilaga till tjänsteskrivelsen eller en del av dess underlag"
    ]
    assert check_documents(tmp_path / "right", {}).silent("packet-document-unnamed")


def test_an_agreement_that_holds_already_is_not_only_information(tmp_path: Path) -> None:
    informed = "decisions: [{kind: informed, body: socialnamnden, date: 2023-12-05}]"
    found = check_documents(tmp_path, {}, informed)
    assert _of(found, "packet-information-only") == [
        "avtalet gäller redan från 2024-01-01 och lämnas bara som information; inget beslut är angivet"
    ]
    (problem,) = [problem for problem in found.problems if problem.rule == "packet-information-only"]
    assert {place.file.rpartition("/")[2] for place in problem.also} == {"partnership.yaml"}


def test_an_agreement_that_is_to_be_decided_is_more_than_information(tmp_path: Path) -> None:
    informed = "decisions: [{kind: informed, body: socialnamnden, date: 2023-12-05}]"
    edits = {PACKET: ("har tagit del av informationen", "godkänner avtalet")}
    assert check_documents(tmp_path, edits, informed).silent("packet-information-only")


def test_a_packet_takes_in_no_packet(tmp_path: Path) -> None:
    edits = {PACKET: ("grannar/pm]", f"grannar/pm, {PACKET.removesuffix('.md')}]")}
    assert check_documents(tmp_path, edits).errors("packet-in-packet") == ["handlingarna tar in sig själva"]
    assert check_documents(tmp_path / "right", {}).silent("packet-in-packet")
