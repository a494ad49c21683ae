"""A packet: items from their memos, the documents that follow in order, and the pages that come to be known."""

from pathlib import Path

import pytest

from contracts.errors import ProblemsError
from contracts.plan.documents import ids_of, planned
from contracts.plan.packet import PlacedPart, with_pages
from contracts.plan.planned import PacketPart, Planned
from tests.plan.small_authority import authority_of

MEMO = """---
title: Om grannar
date: 2030-04-09
case_number: KN-1
board: namnden
summary: Allt.
proposals: ["Nämnden godkänner {{ title }}."]
---
"""
PACKET = """---
title: Kallelse
date: 2030-05-01
board: namnden
note: "Möte den {{ date | datum }}."
items:
  - memo: memo-2030
    documents: [grannar/pm]
  - title: Anmälan
    case_number: KN-2
    proposals: ["Nämnden tar del av {{ board }}s post."]
    documents: [grannar/agreement, grannar/agreement-alfa]
---
"""
FILES = {
    "grannar/partnership.yaml": "case_numbers: [KN-7, KN-8]\ndocument_date: 2030-02-01\nseparate_agreements: ja\n",
    "grannar/pm.md": "---\ntitle: Om grannar\ndate: 2030-02-03\n---\nText.\n",
    "memo-2030.md": MEMO,
    "packet-2030.md": PACKET,
}


def read(folder: Path, packet: str = PACKET, *, draft: bool = False) -> Planned:
    return planned(authority_of(folder, FILES | {"packet-2030.md": packet}), "packet-2030", draft=draft)


def test_an_item_takes_title_number_and_proposals_from_its_memo(tmp_path: Path):
    first, second = read(tmp_path).names["items"]
    assert (first.number, first.title, first.case_number) == (1, "Om grannar", "KN-1")
    assert first.proposals == ("Nämnden godkänner Om grannar.",)
    assert (second.number, second.title, second.case_number) == (2, "Anmälan", "KN-2")
    assert second.proposals == ("Nämnden tar del av kulturnämndens post.",)


def test_the_parts_follow_in_order_with_their_own_numbers(tmp_path: Path):
    agreement = "Grannar – avtal om idéburet offentligt partnerskap (IOP)"
    assert read(tmp_path).parts == (
        PacketPart(
            "memo-2030",
            "exempelstad/tjansteutlatande-2030",
            "Tjänsteutlåtande: Om grannar",
            "1 Om grannar",
            "KN-1",
        ),
        PacketPart("grannar/pm", "exempelstad/grannar/pm", "PM: Om grannar", "1 Om grannar", "KN-1"),
        PacketPart("grannar/agreement", "exempelstad/grannar/avtal", agreement, "2 Anmälan", "KN-7, KN-8"),
        PacketPart(
            "grannar/agreement-alfa",
            "exempelstad/grannar/avtal-alfa",
            f"{agreement} med Alfa",
            "2 Anmälan",
            "KN-7, KN-8",
        ),
    )


def test_a_draft_takes_in_drafts(tmp_path: Path):
    assert all(part.stem.endswith("-utkast") for part in read(tmp_path, draft=True).parts)


def test_it_is_called_by_the_authoritys_word_and_names_the_board(tmp_path: Path):
    one = read(tmp_path)
    assert (one.document.kind, one.document.title) == ("kallelse", "Kallelse, kulturnämnden")
    assert str(one.names["note"]).replace("\N{NO-BREAK SPACE}", " ") == "Möte den 1 maj 2030."


def test_packets_are_planned_after_everything_they_take_in(tmp_path: Path):
    files = FILES | {"memo-a.md": MEMO, "report-2030.md": REPORT}
    assert ids_of(authority_of(tmp_path, files))[-1] == "packet-2030"


REPORT = """---
title: Partnerskap
date: 2030-06-01
board: namnden
window: {start: 2029-01-01, end: 2030-06-01}
areas: [{area: barn, name: området barn, heading: Barn}]
ended_heading: Avslutade
---
"""


@pytest.mark.parametrize("identifier", ["grannar/pn", "grannar/agreement-beta", "memo-2031"])
def test_a_document_that_is_not_there_is_refused(tmp_path: Path, identifier: str):
    with pytest.raises(ProblemsError) as caught:
        read(tmp_path, PACKET.replace("[grannar/pm]", f"[{identifier}]"))
    (problem,) = caught.value.problems
    assert problem.rule == "reference-unknown"
    assert identifier in problem.text


def test_the_pages_are_told_document_by_document_when_they_are_known(tmp_path: Path):
    one = read(tmp_path)
    placed = [PlacedPart(2, 1), PlacedPart(3, 4), PlacedPart(7, 6), PlacedPart(13, 2)]
    names = with_pages(one, placed, 14)
    documents = [document for item in names["items"] for document in item.documents]
    assert [(document.first_page, document.pages) for document in documents] == [(2, 1), (3, 4), (7, 6), (13, 2)]
    assert names["pages"] == 14
    assert one.names["pages"] is None, "the plan itself is as it was"


def test_the_first_pages_must_show_items_numbers_proposals_and_documents(tmp_path: Path):
    shown = {wording for fact in read(tmp_path).facts for wording in fact.wordings}
    assert {"Om grannar", "KN-1", "KN-2", "Anmälan", "PM: Om grannar", "kulturnämnden"} <= shown
    assert "Nämnden tar del av kulturnämndens post." in shown


def test_the_record_holds_the_partnerships_and_documents_that_it_takes_in(tmp_path: Path):
    one = read(tmp_path)
    assert one.partnerships == ("grannar",)
    assert one.documents == ("grannar/pm", "memo-2030", "packet-2030")
