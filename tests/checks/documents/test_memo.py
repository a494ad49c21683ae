"""What a nämnd asks of a memo, and ids and case numbers that lead somewhere."""

from pathlib import Path

import pytest

from tests.checks.documents.exempelstad_documents import (
    ECONOMY,
    MEMO,
    PACKET,
    PM,
    REPORT,
    check_documents,
    fires,
)

#: The rule, the document, the words that are changed, and a part of what is then said.
ROWS = (
    ("document-reference-unknown", MEMO, "document: report-2024", "document: report-2025", "”report-2025” finns inte"),
    ("document-reference-unknown", PACKET, "[grannar/agreement,", "[grannar/agreement, grannar/pn,", "”grannar/pn”"),
    (
        "document-nameless",
        MEMO,
        "  - document: report-2024",
        "  - document: report-2024\n  - dated: 2024-08-01",
        "vilket",
    ),
    (
        "packet-memo-kind",
        PACKET,
        "- memo: memo-2024-09-10",
        "- memo: report-2024",
        "”report-2024” är ingen tjänsteskrivelse",
    ),
    ("document-unit-unknown", REPORT, "department: social", "department: sociala", "”socialaforvaltningen” finns inte"),
    ("document-unit-unknown", MEMO, "body: socialnamnden,", "body: socialnamden,", "”socialnamden” finns inte"),
    ("basis-missing", MEMO, "  - document: report-2024\nplanning", "planning", "bara upp skrivelsen själv"),
    ("proposal-document-not-in-basis", MEMO, "godkänner prognosen", "godkänner *Plan för 2025*", "”Plan för 2025”"),
    ("basis-after-meeting", MEMO, "document: report-2024", "{title: Remissvar, dated: 2024-09-11}", "efter mötet"),
    ("memo-after-planning", MEMO, "date: 2024-08-20", "date: 2024-08-28", "2024-08-28, efter beredning 2024-08-27"),
    ("send-to-missing", MEMO, "send_to: [Föreningen Grannhjälpen i Exempelstad]\n", "", "vilka som ska få del"),
    ("proposal-att-clause", MEMO, "- Socialnämnden godkänner prognosen", "- att godkänna prognosen", "att-sats"),
    (
        "proposal-without-subject",
        MEMO,
        "- Socialnämnden godkänner prognosen",
        "- Prognosen godkänns",
        "vem som beslutar",
    ),
    ("document-case-number-form", MEMO, "SN-2024-40", "SN 2024/40", "”SN 2024/40” är inte skrivet"),
    ("case-number-two-ways", MEMO, "på SN-2024-17", "på SN 2024–17", "”SN 2024–17” här och ”SN-2024-17”"),
)


@pytest.mark.parametrize(("rule", "document", "old", "new", "text"), ROWS)
def test_a_rule_sees_what_is_wrong(tmp_path: Path, rule: str, document: str, old: str, new: str, text: str) -> None:
    found = check_documents(tmp_path, {document: (old, new)})
    texts = [problem.text for problem in found.problems if problem.rule == rule]
    assert len(texts) == 1, [(problem.rule, problem.text) for problem in found.problems]
    assert text in texts[0]


DECIDED_BEFORE = "previous_decisions: [{body: socialnamnden, date: 2024-05-07, text: Ärendet remitteras.}]\n"
#: The rule, the document, and words that are changed without anything being wrong for that rule.
RIGHT = (
    ("basis-missing", MEMO, "  - document: memo-2024-09-10\n", ""),
    ("proposal-document-not-in-basis", MEMO, "godkänner prognosen", "godkänner *Prognos per augusti*"),
    ("proposal-document-not-in-basis", MEMO, "document: report-2024", "title: Idéburna offentliga partnerskap 2024"),
    ("basis-after-meeting", MEMO, "document: report-2024", "{title: Remissvar, dated: 2024-09-10}"),
    ("memo-after-planning", MEMO, "date: 2024-08-20", "date: 2024-08-27"),
    (
        "memo-after-planning",
        MEMO,
        "planning:\n",
        f"{DECIDED_BEFORE}planning:\n  - {{body: socialnamnden, date: 2024-05-07}}\n",
    ),
    ("document-unit-unknown", MEMO, "body: Presidiet", "body: kommunstyrelsen"),
    ("proposal-without-subject", MEMO, "- Socialnämnden godkänner prognosen", "- Nämnden godkänner prognosen"),
    ("case-number-two-ways", MEMO, "på SN-2024-17", "på SN 2024–18"),
    ("document-case-number-form", MEMO, "SN-2024-40", "SN-2024-41"),
    ("document-reference-unknown", MEMO, "document: report-2024", "document: grannar/agreement"),
)


@pytest.mark.parametrize(("rule", "document", "old", "new"), RIGHT)
def test_a_rule_is_silent_of_what_is_right(tmp_path: Path, rule: str, document: str, old: str, new: str) -> None:
    assert check_documents(tmp_path, {document: (old, new)}).silent(rule)


def test_a_document_named_in_a_proposal_but_not_in_the_basis_shows_all_three_places(tmp_path: Path) -> None:
    edits = {MEMO: ("  - document: report-2024\nplanning", "  - {title: Underlag}\nplanning")}
    found = fires(
        tmp_path, "proposal-document-not-in-basis", edits | {PACKET: ("report-2024, ", "")}, "”Idéburna offentliga"
    )
    (problem,) = found.problems
    assert [place.file.rpartition("/")[2] for place in problem.also] == [MEMO, REPORT]
    assert problem.place is not None
    excerpt = problem.place.excerpt[problem.place.column - 1 :][: problem.place.width]
    assert excerpt == "Idéburna offentliga partnerskap 2024"


def test_an_id_in_an_expression_of_a_proposal_names_no_document(tmp_path: Path) -> None:
    proposal = 'Socialnämnden ingår {{ partnership("grannar").name }}.'
    edits = {MEMO: ("Socialnämnden godkänner prognosen.", proposal)}
    assert check_documents(tmp_path, edits).silent("proposal-document-not-in-basis")


def test_planning_that_is_out_of_order(tmp_path: Path) -> None:
    first, second = "{body: Presidiet, date: 2024-08-27, kind: beredning}", "{body: socialnamnden, date: 2024-09-10}"
    edits = {MEMO: (f"{first}\n  - {second}", f"{second}\n  - {first}")}
    assert check_documents(tmp_path, edits).warnings("planning-unordered") == [
        "beredning 2024-08-27 står efter socialnamnden 2024-09-10"
    ]
    assert check_documents(tmp_path / "right", {}).silent("planning-unordered")


def test_a_memo_without_any_documents_has_no_basis(tmp_path: Path) -> None:
    edits = {MEMO: ("basis:\n  - document: memo-2024-09-10\n  - document: report-2024\n", "")}
    found = check_documents(tmp_path, edits)
    assert found.silent("basis-missing"), "the annexes are what the decision rests on"


def test_the_same_number_in_two_ways_shows_the_other_place(tmp_path: Path) -> None:
    found = fires(tmp_path, "case-number-two-ways", {MEMO: ("på SN-2024-17", "på SN 2024-17")}, "SN 2024-17")
    (problem,) = found.problems
    assert problem.also[0].file.endswith("grannar/partnership.yaml")
    assert problem.place is not None
    assert problem.place.excerpt.endswith("bygger på SN 2024-17.")


def test_an_economic_report_has_a_known_board(tmp_path: Path) -> None:
    edits = {ECONOMY: ("board: socialnamnden", "board: socialnamden")}
    assert check_documents(tmp_path, edits).errors("document-unit-unknown") == [
        "enheten ”socialnamden” finns inte i authority.yaml"
    ]


def test_a_pm_has_a_case_number_like_others(tmp_path: Path) -> None:
    found = check_documents(tmp_path, {PM: ("SN-2024-17", "SN 2024–17")})
    assert found.rules == ["document-case-number-form", "case-number-two-ways"]
    assert found.problems[0].remedy == "rätta numret; godta varningen om det är en annan myndighets nummer"
