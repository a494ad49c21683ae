"""Prose against the facts: what is repeated by hand, and what contradicts them."""

from pathlib import Path

import pytest

from tests.checks.documents.exempelstad_documents import (
    BEGUN,
    ECONOMY,
    MEMO,
    PACKET,
    PM,
    REPORT,
    check_documents,
    fires,
)

AGES = "{{ target_groups[0].age_min | aldersspann(target_groups[0].age_max) }}"
PARTIES = "{{ parties | length | antal_ord }} parter"
END = "{{ term.end | datum }}"

#: The words of the PM that are changed, a part of what is said, and the expression to use instead.
LITERAL = (
    (END, "31 december 2026", "avtalets sista dag, ”31 december 2026”", END),
    (END, "2026-12-31", "avtalets sista dag, ”2026-12-31”", "{{ term.end | datum_iso }}"),
    (END, "31 december 2028", "avtalets sista möjliga dag", "{{ term.extension.last_end | datum }}"),
    ("den 3 maj 1998", "den 1 januari 2024", "avtalets första dag", "{{ term.start | datum }}"),
    (AGES, "65–90 år", "målgruppens ålder, ”65–90 år”", AGES),
    (AGES, "mellan 65 och 90 år", "målgruppens ålder", AGES),
    (PARTIES, "två parter", "antalet parter, ”två parter”", "{{ parties | length | antal_ord }}"),
    ("växte.", "har tre månaders uppsägning.", "uppsägningstiden", "{{ termination.notice_months | antal_manader }}"),
    ("växte.", "kan sägas upp, med 6 månader.", "uppsägn", "{{ termination.ordinary_notice_months | antal_manader }}"),
    ("växte.", "fick 100 000 kr.", "bidraget för samordning", "{{ economy.contributions[0].amount | kr }}"),
    ("växte.", "fick 0,1 miljoner kronor.", "bidraget för", "{{ economy.contributions[0].amount | kr }}"),
    ("växte.", "(802999-0010).", "för Grannhjälpen, ”802999-0010”", "{{ parties[1].organisation_number | orgnr }}"),
)


@pytest.mark.parametrize(("old", "new", "text", "expression"), LITERAL)
def test_a_fact_written_by_hand_is_told_with_its_expression(
    tmp_path: Path, old: str, new: str, text: str, expression: str
) -> None:
    found = fires(tmp_path, "prose-literal", {PM: (old, new)}, text)
    (problem,) = found.problems
    assert problem.remedy == f"skriv {expression}"
    assert problem.also[0].file == "data/exempelstad/grannar/partnership.yaml"
    assert problem.also[0].line > 0


#: The words of the PM that are changed, and what is then said.
WRONG = (
    (END, "31 mars 2027", "texten säger ”31 mars 2027”, men avtalets sista dag är enligt uppgifterna 2026-12-31"),
    ("växte.", "löper ut 2025-12-31, som avtalet.", "men avtalets sista dag är enligt uppgifterna 2026-12-31"),
    (AGES, "65–80 år", "texten säger ”65–80 år”, men målgruppens ålder är enligt uppgifterna 65–90 år"),
    (f"har {PARTIES}", "har fem parter", "texten säger ”fem parter”, men antalet parter är enligt uppgifterna två"),
    ("växte.", "godtogs av alla tre parter.", "texten säger ”tre parter”, men antalet parter"),
    ("växte.", "växte. Det är fem parter.", "texten säger ”fem parter”, men antalet parter är enligt uppgifterna två"),
    (
        "växte.",
        "kostar. Kommunen betalar per år till och med den 30 november 2028.",
        "”30 november 2028”, men avtalets",
    ),
    ("växte.", "kostar. Kommunen betalar 125 000 kr per år.", "”125 000 kr”, men bidraget för samordning är"),
    ("växte.", "har två månaders uppsägningstid.", "men uppsägningstiden är enligt uppgifterna tre månader"),
    ("växte.", "fick ett bidrag på 120 000 kr.", "”120 000 kr”, men bidraget för samordning är enligt uppgif"),
    ("växte.", "drevs av Grannhjälpen, 802999-0028.", "”802999-0028”, men organisationsnumret för Grannhjälpen"),
)


@pytest.mark.parametrize(("old", "new", "text"), WRONG)
def test_what_contradicts_a_fact_is_told_with_both_places(tmp_path: Path, old: str, new: str, text: str) -> None:
    found = fires(tmp_path, "prose-contradicts", {PM: (old, new)}, text)
    (problem,) = found.problems
    assert problem.place is not None
    assert problem.place.file == "data/exempelstad/grannar/pm.md"
    assert problem.also[0].file == "data/exempelstad/grannar/partnership.yaml"


#: Words that look like facts but say something else.
OTHER = (
    "en utredning som lades fram den 31 mars 2027.",
    "i 2–3 år, med 40 personer.",
    "tills två parter har enats.",
    "med stöd av SN-2024-17 och 802999-0028.",
    "och kostade staten 15 000 000 kr.",
    "och {{ term.end | datum }} är sista dagen.",
    "och båda parter är nöjda.",
    "och varje möte tog två månader att förbereda.",
    "i ett IOP där alla tre parter är jämbördiga.",
    "och det är fem parter i varje grupp.",
    "med bidrag: kommunen betalar 300 000 kr under hela tiden.",
    "med 2 000 000 kr som staten betalar.",
    "och betalar 200 kr i månaden.",
    "fast regionen betalar sitt per år till och med den 30 november 2023.",
)


@pytest.mark.parametrize("words", OTHER)
def test_words_that_say_something_else_are_left_alone(tmp_path: Path, words: str) -> None:
    found = check_documents(tmp_path, {PM: ("växte.", words)})
    assert found.silent("prose-literal")
    assert found.silent("prose-contradicts")


def test_a_fact_that_is_broken_over_two_lines_is_seen(tmp_path: Path) -> None:
    found = fires(tmp_path, "prose-literal", {PM: (END, "31\ndecember 2026")}, "31 december 2026")
    (problem,) = found.problems
    assert problem.place is not None
    assert problem.place.excerpt.endswith("31")


def test_cells_of_a_table_are_no_one_number(tmp_path: Path) -> None:
    table = "växte.\n\n| År | Bidrag |\n|---|---|\n| 12 | 100 000 kr |"
    fires(tmp_path, "prose-literal", {PM: ("växte.", table)}, "”100 000 kr”")


def test_a_payment_may_end_another_day_than_the_agreement(tmp_path: Path) -> None:
    paid = "{payer: exempelstad, payee: grannhjalpen, amount: 100000, per: period, purpose: a, start: 2024-01-01, end: "
    changes = f"  contributions: [{paid}2025-06-30}}]\n"
    economy = "economy: {reservation: {years: [2025, 2026, 2027, 2028]}}\n"
    assert economy in BEGUN
    words = "växte. Det betalas varje år till och med den 30 juni 2025."
    begun = "economy:\n  reservation: {years: [2025, 2026, 2027, 2028]}\n" + changes
    found = check_documents(tmp_path, {PM: ("växte.", words)}, begun)
    assert found.silent("prose-contradicts")


def test_a_memo_is_about_the_partnership_that_it_names(tmp_path: Path) -> None:
    edits = {MEMO: ("Grannar ger äldre", "Grannar får 100 000 kr och ger äldre")}
    found = fires(tmp_path, "prose-literal", edits, "bidragen per år")
    assert found.problems[0].remedy == 'skriv {{ partnership("grannar").yearly | kr }}'


def test_a_memo_that_names_no_partnership_is_about_none(tmp_path: Path) -> None:
    edits = {MEMO: ("Grannar ger äldre", "Avtalet löper ut 1 maj 2025 och ger äldre")}
    assert check_documents(tmp_path, edits).silent("prose-contradicts")


COUNT = "{{ counts.total | antal_ord }} partnerskap"


def test_a_count_of_partnerships_by_hand(tmp_path: Path) -> None:
    two = "other: {" + BEGUN.strip().splitlines()[0] + ", name: IOP Annat, case_numbers: [SN-2024-18]}"
    changes = two.replace("}", ", area: socialt, term: {start: 2024-01-01, end: 2026-12-31, extension: ''}}")
    found = check_documents(tmp_path, {REPORT: (f"i {COUNT}", "i två partnerskap")}, changes)
    literal = [problem for problem in found.problems if problem.rule == "prose-literal"]
    assert [problem.remedy for problem in literal] == ["skriv {{ counts.total | antal_ord }}"]
    assert literal[0].also[0].excerpt.startswith("window:")


def test_a_wrong_count_of_partnerships(tmp_path: Path) -> None:
    found = fires(tmp_path, "prose-contradicts", {REPORT: (f"i {COUNT}", "i tio partnerskap")}, "”tio partnerskap”")
    assert "antalet partnerskap är enligt uppgifterna en" in found.problems[0].text


def test_a_wrong_count_in_the_summary_of_a_memo(tmp_path: Path) -> None:
    found = check_documents(tmp_path, {MEMO: ("Nämnden får en rapport.", "Nämnden har fem pågående partnerskap.")})
    assert found.warnings("prose-contradicts") == [
        "texten säger ”fem pågående partnerskap”, men antalet partnerskap är enligt uppgifterna en"
    ]
    assert found.lines("prose-contradicts")[0].startswith("summary:")


def test_some_of_the_partnerships_are_not_all(tmp_path: Path) -> None:
    found = check_documents(tmp_path, {REPORT: (f"i {COUNT}", "i två partnerskap som rör äldre")})
    assert found.silent("prose-contradicts")


def test_an_amount_of_the_economic_report_in_its_memo(tmp_path: Path) -> None:
    deviation = '{{ economic_report("economic-report-2024-08").total.deviation | tkr }}'
    found = fires(tmp_path / "1", "prose-literal", {MEMO: (deviation, "minus 300 tkr")}, "”Prognos per augusti”")
    assert (
        found.problems[0].remedy
        == 'skriv {{ economic_report("economic-report-2024-08").tables[0].total.deviation | tkr }}'
    )
    wrong = fires(tmp_path / "2", "prose-contradicts", {MEMO: (deviation, "minus 400 tkr")}, "säger ”400 tkr”")
    assert wrong.problems[0].also[0].file == f"data/exempelstad/{ECONOMY}"


def test_a_report_repeats_its_own_amount(tmp_path: Path) -> None:
    found = fires(tmp_path, "prose-literal", {ECONOMY: ("ökar.", "ökar med 300 tkr.")}, "”300 tkr”")
    assert found.problems[0].remedy == "skriv {{ tables[0].total.deviation | tkr }}"


def test_a_packet_has_no_facts_of_its_own_to_repeat(tmp_path: Path) -> None:
    assert check_documents(tmp_path, {PACKET: ("---\n", "---\nnote: Mötet gäller tio ärenden.\n")}).rules == []
