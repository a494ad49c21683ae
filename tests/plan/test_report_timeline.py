"""The timeline: one row for each partnership, with what was, what is agreed, and what can still be reached."""

import datetime as dt
from pathlib import Path

from contracts.facts.folders import PartnershipFolder
from contracts.pictures.timeline import Bar, BarKind, Timeline
from contracts.plan.report_timeline import timeline_of
from tests.plan.small_authority import authority_of

DAY = dt.date(2030, 6, 1)


def folder_of(folder: Path, text: str) -> PartnershipFolder:
    return authority_of(folder, {"grannar/partnership.yaml": text}).partnerships[0]


def row_of(folder: Path, text: str) -> tuple[tuple[Bar, ...], str | None]:
    (row,) = timeline_of([("området barn", [folder_of(folder, text)])], [], DAY).rows
    return row.bars, row.note


def bar(start: str, end: str, kind: BarKind) -> Bar:
    return Bar(dt.date.fromisoformat(start), dt.date.fromisoformat(end), kind)


def test_earlier_agreed_and_possible_time_follow_one_another(tmp_path: Path):
    term = """
term:
  start: 2030-01-01
  end: 2031-12-31
  history: [{start: 2028-01-01, end: 2029-12-31, kind: original}]
  extension: {kind: repeated, step_months: 12, last_end: 2033-12-31}
"""
    assert row_of(tmp_path, term) == (
        (
            bar("2028-01-01", "2029-12-31", BarKind.EARLIER),
            bar("2030-01-01", "2031-12-31", BarKind.AGREED),
            bar("2032-01-01", "2033-12-31", BarKind.POSSIBLE),
        ),
        None,
    )


def test_without_an_extension_nothing_more_is_possible(tmp_path: Path):
    term = "term: {start: 2030-01-01, end: 2031-12-31}\n"
    assert row_of(tmp_path, term) == ((bar("2030-01-01", "2031-12-31", BarKind.AGREED),), None)


def test_a_season_is_said_beside_the_day_on_which_it_was_known_to_go_on(tmp_path: Path):
    known = "status_on: 2030-03-01\nregister_only: ja\nterm: {season: Vintern 2029–2030, precision: season}\n"
    assert row_of(tmp_path, known) == ((bar("2030-03-01", "2030-03-01", BarKind.KNOWN_DAY),), "Vintern 2029–2030")


def test_a_partnership_of_which_no_day_is_known_says_so(tmp_path: Path):
    unknown = "status: expired\nregister_only: ja\nterm: {unknown: ja}\n"
    assert row_of(tmp_path, unknown) == ((), "uppgift saknas")


def test_the_areas_come_in_their_order_and_the_ended_ones_last(tmp_path: Path):
    folder = folder_of(tmp_path, "short_name: Grann\n")
    found = timeline_of([("området vuxna", [folder]), ("området barn", [folder])], [folder], DAY)
    assert [(row.group, row.name) for row in found.rows] == [
        ("Området vuxna", "Grann"),
        ("Området barn", "Grann"),
        ("Avslutade", "Grann"),
    ]


def test_who_does_not_see_it_is_told_every_row_and_the_day(tmp_path: Path):
    folder = folder_of(tmp_path, "")
    found: Timeline = timeline_of([("barn", [folder])], [folder], DAY)
    told = found.alt.replace("\N{NO-BREAK SPACE}", " ")
    assert found.day == DAY
    assert told.startswith("Tidslinje över partnerskapen per den 1 juni 2030. ")
    row = "Grannar gäller 1 januari 2030 – 31 december 2030."
    assert told.split(". ", 1)[1] == f"Barn: {row} Avslutade: {row}"
