"""The report's counts, areas and sums follow from the register; what nobody has said is printed as missing."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.facts.folders import AuthorityFolder
from contracts.facts.model.report import Report
from contracts.plan.document_views import ReportView
from contracts.plan.documents import planned
from contracts.plan.report import report_facts, report_view
from tests.plan.small_authority import authority_of, lookup_in

REPORT = """---
title: Partnerskap 2030
date: 2030-06-01
board: namnden
department: kontoret
responsible: {name: Kim Påhittad}
window: {start: 2029-01-01, end: 2030-06-01}
areas:
  - {area: barn, name: området barn, heading: Barn, introduction: "{{ areas[0].counts.total }} har funnits."}
  - {area: vuxna, name: området vuxna, heading: Vuxna}
ended_heading: Avslutade
ended_introduction: "Avslutade: {{ counts.ended }}."
---
Av {{ counts.total | antal_ord }} pågår {{ counts.ongoing | antal_ord }}.
"""
DAYS = st.dates(dt.date(2028, 1, 1), dt.date(2032, 12, 31))


def partnership(name: str, area: str, end: str, *amounts: tuple[int, str]) -> str:
    paid = ", ".join(f"{{payer: exempelstad, amount: {sek}, per: {per}, purpose: allt}}" for sek, per in amounts)
    return (
        f"name: {name}\nregister_only: ja\narea: {area}\nterm: {{start: 2028-01-01, end: {end}}}\n"
        f"economy: {{contributions: [{paid}]}}\n"
    )


FILES = {
    "a/partnership.yaml": partnership("Alfa i skolan", "barn", "2031-12-31", (5000, "year"), (700, "agreement_period")),
    "b/partnership.yaml": partnership("Läxläsning", "barn", "2030-12-31", (1000, "year")),
    "c/partnership.yaml": partnership("Soppkök", "vuxna", "2030-06-01"),
    "d/partnership.yaml": partnership("Kören", "vuxna", "2030-05-31", (90_000, "year")),
    "e/partnership.yaml": partnership("Det gamla", "vuxna", "2028-12-31", (90_000, "year")),
    "report-2030.md": REPORT,
}


def view_of(authority: AuthorityFolder) -> ReportView:
    document = authority.document("report-2030")
    assert document is not None
    assert isinstance(document.facts, Report)
    return report_view(document, document.facts, lookup_in(authority), draft=False)


@pytest.fixture
def view(tmp_path: Path) -> ReportView:
    return view_of(authority_of(tmp_path, FILES))


def test_each_area_shows_what_goes_on_and_the_ended_ones_stand_apart(view: ReportView):
    assert [[one.name for one in area.partnerships] for area in view.areas] == [
        ["Alfa i skolan", "Läxläsning"],
        ["Soppkök"],
    ]
    assert [one.name for one in view.ended] == ["Kören"]


def test_what_ended_before_the_window_is_not_in_the_report(view: ReportView):
    assert "Det gamla" not in repr(view)


def test_the_counts_are_those_of_the_blocks_below(view: ReportView):
    assert (view.counts.total, view.counts.ongoing, view.counts.ended) == (4, 3, 1)
    assert [(area.counts.total, area.counts.ongoing, area.counts.ended) for area in view.areas] == [
        (2, 2, 0),
        (2, 1, 1),
    ]


def test_sums_are_of_the_ongoing_ones_and_say_how_many_state_an_amount(view: ReportView):
    assert [(one.yearly, one.stated, one.partnerships) for one in view.totals] == [(6000, 2, 2), (0, 0, 1)]
    assert view.total_yearly == 6000
    (other,) = view.totals[0].other
    assert other.replace("\N{NO-BREAK SPACE}", " ").startswith("700 kr för hela avtalstiden")


def test_texts_of_the_front_matter_may_count_too(view: ReportView):
    assert view.areas[0].introduction == "2 har funnits."
    assert view.areas[1].introduction is None
    assert view.ended_introduction == "Avslutade: 1."
    assert view.body == "Av fyra pågår tre."


def test_the_timeline_has_a_row_for_each_block(view: ReportView):
    assert [row.name for row in view.timeline.rows] == ["Alfa i skolan", "Läxläsning", "Soppkök", "Kören"]
    assert [row.group for row in view.timeline.rows] == ["Området barn", "Området barn", "Området vuxna", "Avslutade"]


def test_where_the_facts_say_nothing_the_proof_looks_for_the_words_that_say_so(view: ReportView):
    facts = tuple(report_facts(view))
    missing = [fact for fact in facts if fact.path == "partnerships.c" and "uppgift saknas" in fact.wordings]
    assert len(missing) == 2, "no target group, no budget"
    assert any("6 000 kr" in wording.replace("\N{NO-BREAK SPACE}", " ") for fact in facts for wording in fact.wordings)


def test_the_record_holds_every_partnership_that_is_counted_and_no_other(tmp_path: Path):
    one = planned(authority_of(tmp_path, FILES), "report-2030", draft=False)
    assert one.partnerships == ("a", "b", "c", "d")
    assert one.documents == ("report-2030",)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    terms=st.lists(st.tuples(st.sampled_from(("barn", "vuxna")), DAYS, st.integers(0, 10**7)), min_size=1, max_size=6)
)
def test_totals_and_counts_are_the_sums_of_their_areas(
    tmp_path_factory: pytest.TempPathFactory, terms: list[tuple[str, dt.date, int]]
):
    files = {
        f"p{at}/partnership.yaml": partnership(f"P{at}", area, end.isoformat(), (sek, "year"))
        for at, (area, end, sek) in enumerate(terms)
    }
    found = view_of(authority_of(tmp_path_factory.mktemp("rapport"), files | {"report-2030.md": REPORT}))
    assert found.total_yearly == sum(total.yearly for total in found.totals)
    assert found.counts.total == sum(area.counts.total for area in found.areas)
    assert found.counts.ongoing == sum(len(area.partnerships) for area in found.areas)
    assert found.counts.ended == len(found.ended)
