import datetime as dt
import itertools

import pytest

from contracts.errors import TemplateError
from contracts.pdf.fonts import FONTS
from contracts.pictures.layout import DENSITIES, HIGHEST, WIDTH, Layout, lay_out
from contracts.pictures.timeline import Bar, BarKind, Timeline, TimelineRow

DAY = dt.date(2019, 3, 27)
TERM = Bar(dt.date(2018, 1, 1), dt.date(2020, 12, 31), BarKind.AGREED)
KNOWN = Bar(DAY, DAY, BarKind.KNOWN_DAY)


def laid_out(*rows: TimelineRow, day: dt.date = DAY) -> Layout:
    return lay_out(Timeline(day, rows, "alt"), FONTS)


def many(number: int, groups: int = 4) -> tuple[TimelineRow, ...]:
    return tuple(
        TimelineRow(f"Exempelhuset {at}", f"Område {at * groups // number}", (TERM,), None) for at in range(number)
    )


@pytest.mark.parametrize("number", [1, 10, 40, 60])
def test_a_page_holds_as_many_partnerships_as_a_municipality_has(number: int):
    layout = laid_out(*many(number))
    assert len(layout.rows) == number
    assert layout.height <= HIGHEST


def test_few_rows_are_airy_and_many_are_close():
    assert laid_out(*many(10)).density == DENSITIES[0]
    assert laid_out(*many(40)).density in DENSITIES[1:]
    assert laid_out(*many(60)).density == DENSITIES[-1]


def test_text_is_never_under_eight_points():
    assert all(density.letters * 72 / 300 >= 8 for density in DENSITIES)


def test_more_rows_than_fit_are_refused_and_it_says_how_many_do():
    with pytest.raises(TemplateError) as caught:
        laid_out(*many(100, groups=1))
    [problem] = caught.value.problems
    assert problem.rule == "timeline-too-high"
    fitting = int(problem.text.split()[2])
    assert problem.text == f"tidslinjen rymmer {fitting} av de 100 partnerskapen på en sida"
    assert len(laid_out(*many(fitting, groups=1)).rows) == fitting
    with pytest.raises(TemplateError):
        laid_out(*many(fitting + 1, groups=1))


def test_rows_stand_under_one_heading_for_each_group_and_never_on_each_other():
    layout = laid_out(*many(10, groups=3))
    assert [heading.text[0].text for heading in layout.headings] == ["Område 0", "Område 1", "Område 2"]
    edges = sorted((place.top, place.bottom) for place in (*layout.headings, *layout.rows))
    assert all(above[1] <= below[0] for above, below in itertools.pairwise(edges))
    assert edges[-1][1] == layout.plot_bottom


def test_short_names_leave_their_room_to_the_bars():
    narrow, wide = laid_out(TimelineRow("En", "A", (TERM,), None)), laid_out(*many(1))
    assert narrow.axis.left < wide.axis.left
    assert narrow.axis.right == wide.axis.right


@pytest.mark.parametrize(
    "name",
    [
        "Mötesplats för unga vuxna och deras familjer i Exempelstad",
        "Mötesplats för unga vuxna och deras familjer i Exempelstads norra och södra stadsdelar",
    ],
)
def test_a_long_name_takes_two_lines_whole_and_clear_of_the_bars(name: str):
    layout = laid_out(TimelineRow(name, "A", (TERM,), None), TimelineRow("Kort", "A", (TERM,), None))
    long, short = layout.rows
    assert len(long.name) == 2
    assert " ".join(line.text for line in long.name) == name
    assert long.bottom - long.top > short.bottom - short.top
    for line in long.name:
        assert line.left + layout.lettering.regular.width(line.text) < layout.axis.left
        assert long.top < line.middle < long.bottom


def test_a_name_of_hundreds_of_letters_is_still_whole():
    name = " ".join(["Exempelverksamheten"] * 15)
    [row] = laid_out(TimelineRow(name, "A", (TERM,), None)).rows
    assert " ".join(line.text for line in row.name) == name


def test_a_note_without_bars_stands_where_the_bars_would_be():
    layout = laid_out(TimelineRow("Ett", "A", (), "uppgift saknas"))
    [note] = layout.rows[0].note
    assert (note.text, note.middle) == ("uppgift saknas", layout.rows[0].name[0].middle)
    assert layout.axis.left < note.left < layout.axis.left + 100


def test_a_note_stands_to_the_right_of_its_day():
    layout = laid_out(TimelineRow("Ett", "A", (KNOWN,), "Vintern 2018–2019"))
    assert layout.rows[0].note[0].left > layout.axis.end_of(DAY)


def test_a_note_stands_to_the_left_where_there_is_no_room_to_the_right():
    day = dt.date(2019, 12, 30)
    layout = laid_out(TimelineRow("Ett", "A", (Bar(day, day, BarKind.KNOWN_DAY),), "Vintern 2018–2019"), day=day)
    [note] = layout.rows[0].note
    assert layout.axis.left < note.left
    assert note.left + layout.lettering.regular.width(note.text) < layout.axis.start_of(day)


def test_a_note_stands_under_bars_that_fill_the_row_and_is_whole():
    text = " ".join(["en anteckning som är så lång att den inte får plats på en enda rad under staplarna"] * 2)
    [row] = laid_out(TimelineRow("Ett", "A", (TERM,), text)).rows
    assert " ".join(line.text for line in row.note) == text
    assert row.top < row.middle < row.note[0].middle < row.note[-1].middle < row.bottom


@pytest.mark.parametrize("day", [dt.date(2018, 1, 1), DAY, dt.date(2020, 12, 31)])
def test_the_days_label_is_whole_also_at_the_edges(day: dt.date):
    layout = laid_out(TimelineRow("E", "A", (TERM,), None), day=day)
    assert layout.day.left >= 0
    assert layout.day.left + layout.lettering.bold.width(layout.day.text) <= WIDTH


def test_the_legend_names_only_the_kinds_that_occur():
    possible = Bar(dt.date(2021, 1, 1), dt.date(2021, 12, 31), BarKind.POSSIBLE)
    assert [place.text.text for place in laid_out(TimelineRow("E", "A", (TERM, possible), None)).legend] == [
        "Avtalad tid",
        "Möjlig förlängning",
    ]
    assert [place.text.text for place in laid_out(TimelineRow("E", "A", (KNOWN,), None)).legend] == [
        "Känd dag, avtalstid saknas"
    ]
    assert laid_out(TimelineRow("E", "A", (), "uppgift saknas")).legend == ()


def test_a_timeline_without_rows_says_so():
    layout = laid_out()
    assert layout.empty is not None
    assert layout.empty.text == "Inga partnerskap"
    assert layout.plot_top < layout.empty.middle < layout.plot_bottom
