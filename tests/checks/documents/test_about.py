"""Which partnership a memo or a packet is about, seen in what is compared with its facts."""

from pathlib import Path

import pytest

from contracts.checks.check import check_workspace
from contracts.facts.load import load_workspace
from tests.checks.documents.exempelstad_documents import write_documents
from tests.checks.exempelstad import TODAY, Found

MEMO, PACKET = "memo-2024-10-08.md", "packet-2024-10-08.md"
#: A second partnership whose agreement is made here, so that a memo does not mean the only one.
SECOND = "other: {name: IOP Annat, short_name: Annat, case_numbers: [SN-2024-18], area: fritid}\n"
#: A sentence that is wrong of IOP Grannar, and names nobody.
WRONG = "Avtalet gäller till och med den 31 maj 2027."
SAID = "texten säger ”31 maj 2027”, men avtalets sista dag är enligt uppgifterna 2026-12-31"


def _check(folder: Path, name: str, text: str, changes: str = "") -> list[str]:
    data = write_documents(folder, {}, changes)
    (data / "exempelstad" / name).write_text(text, encoding="utf-8")
    workspace, problems = load_workspace(data, folder / "templates")
    assert problems == ()
    found = Found(check_workspace(workspace, TODAY))
    return [one.text for one in found.problems if one.rule == "prose-contradicts"]


def _memo(fields: str = "", body: str = WRONG, title: str = "Ett ärende") -> str:
    return f"""---
title: {title}
date: 2024-10-01
board: socialnamnden
summary: Nämnden får ett avtal.
proposals: [Socialnämnden godkänner avtalet.]
{fields}
---

{body}
"""


#: What of a memo shows that it is about IOP Grannar: fields, body, title.
MEANS = (
    ("", WRONG, "Avtal om IOP Grannar"),
    ("basis: [{document: grannar/agreement}]", WRONG, "Avtal"),
    ("annexes: [{document: grannar/pm}]", WRONG, "Avtal"),
    ("", f'Avtalet är {{{{ partnership("grannar").name }}}}.\n\n{WRONG}', "Avtal"),
    ("", f"Avtalet är {{{{ partnership('grannar').name }}}}.\n\n{WRONG}", "Avtal"),
    ("overview: {day: 2024-10-01, area: socialt}", WRONG, "Avtal"),
)


@pytest.mark.parametrize(("fields", "body", "title"), MEANS)
def test_every_passage_of_a_memo_on_one_partnership_is_about_it(
    tmp_path: Path, fields: str, body: str, title: str
) -> None:
    assert _check(tmp_path, MEMO, _memo(fields, body, title), SECOND) == [SAID]


def test_a_memo_that_means_no_partnership_is_about_the_only_one(tmp_path: Path) -> None:
    assert _check(tmp_path / "1", MEMO, _memo()) == [SAID]
    assert _check(tmp_path / "2", MEMO, _memo(), SECOND) == []


#: What of a memo shows that it is about several partnerships, or about something else as well.
MEANS_MORE = (
    ("", WRONG, "Avtal om IOP Grannar och IOP Annat"),
    ("basis: [{document: grannar/agreement}, {document: annat/agreement}]", WRONG, "Avtal"),
    ("basis: [{document: grannar/agreement}, {document: economic-report-2024-08}]", WRONG, "Avtal"),
    ("basis: [{document: grannar/agreement}, {document: report-2024}]", WRONG, "Avtal"),
    ("window: {start: 2024-01-01, end: 2024-06-30}", WRONG, "Avtal om IOP Grannar"),
    ("basis: [{document: grannar/agreement}]", f"Annat är ett annat partnerskap.\n\n{WRONG}", "Avtal"),
)


@pytest.mark.parametrize(("fields", "body", "title"), MEANS_MORE)
def test_a_memo_on_more_than_one_partnership_is_about_none(tmp_path: Path, fields: str, body: str, title: str) -> None:
    assert _check(tmp_path, MEMO, _memo(fields, body, title), SECOND) == []


def test_a_passage_that_names_another_partnership_is_about_that(tmp_path: Path) -> None:
    body = "Avtalet om Annat gäller till och med den 31 maj 2027."
    assert _check(tmp_path, MEMO, _memo("basis: [{document: grannar/agreement}]", body), SECOND) == [
        "texten säger ”31 maj 2027”, men avtalets sista dag är enligt uppgifterna 2027-12-31"
    ]


ITEM = "title: Avtal, proposals: [Socialnämnden godkänner avtalet.]"
ITEMS = (
    (f"[{{{ITEM}, documents: [grannar/agreement, grannar/pm]}}]", [SAID]),
    (f"[{{memo: {MEMO.removesuffix('.md')}}}, {{{ITEM}, documents: [grannar/agreement]}}]", []),
    (
        f"[{{{ITEM}, documents: [grannar/agreement]}}, {{title: Budget, proposals: [Socialnämnden antar budgeten.]}}]",
        [],
    ),
    (f"[{{{ITEM}, documents: [grannar/agreement]}}, {{{ITEM}, documents: [annat/agreement]}}]", []),
    ("[{memo: memo-2024-09-10, documents: [grannar/agreement]}]", []),
    (f"[{{{ITEM}, documents: [grannar/agreement, economic-report-2024-08]}}]", []),
)


@pytest.mark.parametrize(("items", "said"), ITEMS)
def test_a_packet_is_about_the_partnership_of_all_its_items(tmp_path: Path, items: str, said: list[str]) -> None:
    data = write_documents(tmp_path, {}, SECOND)
    (data / "exempelstad" / MEMO).write_text(_memo(body="Texten."), encoding="utf-8")
    packet = f"---\ntitle: Handlingar\ndate: 2024-10-08\nboard: socialnamnden\nitems: {items}\n---\n\n{WRONG}\n"
    (data / "exempelstad" / PACKET).write_text(packet, encoding="utf-8")
    workspace, problems = load_workspace(data, tmp_path / "templates")
    assert problems == ()
    found = check_workspace(workspace, TODAY)
    assert [one.text for one in found if one.rule == "prose-contradicts"] == said


#: In a memo on one partnership: what is true of other things.
OTHERS = (
    "Hyresavtalet löper ut den 31 maj 2027.",
    "Det nuvarande avtalet gäller till och med den 31 maj 2025.",
    "Nämnden har 1 200 000 kr i budget för partnerskap och bidrag.",
    "Staten bidrar med 900 000 kr.",
    "Föreningslivet får bidrag på 500 kr per termin.",
    "Unga personer, 13–19 år, har egna träffar.",
    "Bristerna åtgärdas inom 45 dagar.",
    "I ett IOP är alla jämbördiga. Samtliga tre parter bidrar.",
    "Kommunen betalar 100 000 kr per år, tillsammans 300 000 kr.",
)


@pytest.mark.parametrize("body", OTHERS)
def test_what_is_true_of_other_things_is_left_alone(tmp_path: Path, body: str) -> None:
    changes = "termination: {remedy_days: 30}"
    assert _check(tmp_path, MEMO, _memo(body=body, title="Avtal om IOP Grannar"), changes) == []


def test_the_last_day_of_the_year_is_not_always_that_of_the_agreement(tmp_path: Path) -> None:
    data = write_documents(tmp_path, {})
    memo = _memo(body="Budgeten gäller till och med den 31 december 2026.", title="Avtal om IOP Grannar")
    (data / "exempelstad" / MEMO).write_text(memo, encoding="utf-8")
    workspace, _ = load_workspace(data, tmp_path / "templates")
    assert Found(check_workspace(workspace, TODAY)).silent("prose-literal")


def test_a_day_of_the_term_in_a_memo_has_its_own_expression(tmp_path: Path) -> None:
    data = write_documents(tmp_path, {})
    body = "Avtalet gäller från den 1 januari 2024 till och med den 31 december 2026."
    (data / "exempelstad" / MEMO).write_text(_memo(body=f"{body} {WRONG}"), encoding="utf-8")
    workspace, _ = load_workspace(data, tmp_path / "templates")
    found = [one for one in check_workspace(workspace, TODAY) if one.rule.startswith("prose-")]
    assert [(one.rule, one.remedy) for one in found] == [
        ("prose-literal", 'skriv {{ partnership("grannar").start | datum }}'),
        ("prose-literal", 'skriv {{ partnership("grannar").end | datum }}'),
        ("prose-contradicts", 'rätta uppgiften, eller skriv {{ partnership("grannar").end | datum }}'),
    ]
