import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from contracts.pdf.fonts import FONTS
from contracts.pictures.drawing import ACCENT, INK, TINT, draw_timeline
from contracts.pictures.layout import WIDTH, Layout, lay_out
from contracts.pictures.timeline import Bar, BarKind, Timeline, TimelineRow
from contracts.word.pictures import bild

DAY = dt.date(2019, 3, 27)


def bar(start: str, end: str, kind: BarKind = BarKind.AGREED) -> Bar:
    return Bar(dt.date.fromisoformat(start), dt.date.fromisoformat(end), kind)


TIMELINE = Timeline(
    DAY,
    (
        TimelineRow("Exempelhuset", "Sociala området", (bar("2018-01-01", "2018-12-31"),), None),
        TimelineRow(
            "Läxstugan",
            "Sociala området",
            (
                bar("2016-07-01", "2017-06-30", BarKind.EARLIER),
                bar("2017-07-01", "2018-06-30"),
                bar("2018-07-01", "2020-02-29", BarKind.POSSIBLE),
            ),
            None,
        ),
        TimelineRow(
            "Nattcaféet", "Avslutade", (bar("2017-03-01", "2017-03-01", BarKind.KNOWN_DAY),), "Vintern 2016–2017"
        ),
        TimelineRow("Verkstaden", "Avslutade", (), "uppgift saknas"),
    ),
    "Tidslinje över partnerskapen.",
)


def pixels(timeline: Timeline) -> Image.Image:
    return Image.open(io.BytesIO(draw_timeline(timeline, FONTS).png))


def run(image: Image.Image, height: int, colour: str) -> tuple[int, int]:
    """The first pixel of a colour on a row, and the one after the last."""
    wanted = tuple(bytes.fromhex(colour[1:]))
    found = [x for x in range(image.width) if image.getpixel((x, height)) == wanted]
    return found[0], found[-1] + 1


def place_of(day: dt.date, layout: Layout) -> float:
    """Where a day begins, reckoned anew."""
    first, after = dt.date(layout.axis.first_year, 1, 1), dt.date(layout.axis.last_year + 1, 1, 1)
    return layout.axis.left + (day - first) / (after - first) * layout.axis.width


def test_the_same_facts_give_the_same_bytes():
    assert draw_timeline(TIMELINE, FONTS) == draw_timeline(TIMELINE, FONTS)


def test_the_picture_is_opaque_and_says_its_size_at_300_dots_per_inch():
    picture = draw_timeline(TIMELINE, FONTS)
    image = pixels(TIMELINE)
    assert (picture.name, picture.alt) == ("tidslinje", TIMELINE.alt)
    assert image.mode == "RGB"
    assert image.size == (picture.width, picture.height)
    assert picture.width == WIDTH
    assert [round(dots) for dots in image.info["dpi"]] == [300, 300]
    assert b"tIME" not in picture.png


def test_a_word_template_takes_the_picture():
    assert bild(draw_timeline(TIMELINE, FONTS), 15.7)


@pytest.mark.parametrize(("start", "end"), [("2018-01-01", "2018-12-31"), ("2016-02-29", "2016-03-31")])
def test_a_bar_begins_and_ends_on_its_days(start: str, end: str):
    one = bar(start, end)
    timeline = replace(TIMELINE, rows=(TimelineRow("Exempelhuset", "Sociala området", (one,), None),))
    layout = lay_out(timeline, FONTS)
    left, right = run(pixels(timeline), layout.rows[0].middle, ACCENT)
    assert left == pytest.approx(place_of(one.start, layout), abs=1)
    assert right == pytest.approx(place_of(one.end + dt.timedelta(days=1), layout), abs=1)


def test_a_bar_of_one_day_among_many_years_is_seen():
    one = bar("2010-05-05", "2010-05-05")
    timeline = Timeline(dt.date(2040, 1, 1), (TimelineRow("E", "A", (one,), None),), "alt")
    left, right = run(pixels(timeline), lay_out(timeline, FONTS).rows[0].middle, ACCENT)
    assert right - left >= 3


def test_the_kinds_differ_in_form_and_not_in_colour_alone():
    layout, grey = lay_out(TIMELINE, FONTS), pixels(TIMELINE).convert("L")
    # The beginning of each bar, within its outline and clear of the day's line.
    earlier, agreed, possible = (
        grey.crop(
            (layout.axis.start_of(one.start) + 8, row.middle - 10, layout.axis.start_of(one.start) + 90, row.middle)
        )
        for row in layout.rows[1:2]
        for one in row.bars
    )
    assert agreed.getextrema()[1] < 90, "solid and dark"
    assert earlier.getextrema()[0] > 220, "light within its outline"
    assert possible.getextrema()[0] < 90, "hatched: dark …"
    assert possible.getextrema()[1] > 220, "… and light"


def test_a_known_day_is_a_diamond_on_its_day():
    layout, image = lay_out(TIMELINE, FONTS), pixels(TIMELINE)
    row = layout.rows[2]
    centre = round(place_of(row.bars[0].start, layout))
    half = layout.density.bar // 2
    dark = [
        sum(image.getpixel((x, row.middle + away)) == (0x1F, 0x3A, 0x4D) for x in range(centre - 30, centre + 30))
        for away in (0, half // 2, half - 3)
    ]
    assert dark[0] > dark[1] > dark[2] > 0


def test_the_reports_day_is_a_line_through_every_row():
    layout, image = lay_out(TIMELINE, FONTS), pixels(TIMELINE)
    x = round(place_of(DAY, layout))
    assert all(image.getpixel((x, row.middle)) == (0x1F, 0x3A, 0x4D) for row in layout.rows)


def test_every_row_bears_its_name_and_only_there():
    drawn = pixels(TIMELINE)
    for at, place in enumerate(lay_out(TIMELINE, FONTS).rows):
        rows = list(TIMELINE.rows)
        # The column keeps its width: another letter of a name that is not the longest.
        rows[at] = replace(rows[at], name="!" + rows[at].name[1:])
        box = ImageChops.difference(drawn, pixels(replace(TIMELINE, rows=tuple(rows)))).crop((0, 0, 60, drawn.height))
        changed = box.getbbox()
        assert changed is not None
        assert place.top <= changed[1] < changed[3] <= place.bottom


def test_headings_stand_on_a_tinted_band():
    layout, image = lay_out(TIMELINE, FONTS), pixels(TIMELINE)
    for heading in layout.headings:
        middle = (heading.top + heading.bottom) // 2
        assert image.getpixel((3, middle)) == tuple(bytes.fromhex(TINT[1:]))
        assert run(image, middle, INK)[0] < layout.axis.left


def test_a_timeline_without_rows_is_a_picture_that_says_so():
    empty = replace(TIMELINE, rows=())
    layout = lay_out(empty, FONTS)
    assert layout.empty is not None
    text = pixels(empty).crop(
        (layout.empty.left, layout.empty.middle - 15, layout.empty.left + 100, layout.empty.middle)
    )
    assert text.convert("L").getextrema()[0] < 120


def test_a_bar_that_ends_before_it_begins_is_refused():
    wrong = replace(TIMELINE, rows=(TimelineRow("E", "A", (bar("2019-01-02", "2019-01-01"),), None),))
    with pytest.raises(ValueError, match="before it begins"):
        draw_timeline(wrong, FONTS)


def test_a_known_day_of_several_days_is_refused():
    wrong = replace(
        TIMELINE, rows=(TimelineRow("E", "A", (bar("2019-01-01", "2019-01-02", BarKind.KNOWN_DAY),), None),)
    )
    with pytest.raises(ValueError, match="one day"):
        draw_timeline(wrong, FONTS)


def test_a_folder_without_the_fonts_is_refused(tmp_path: Path):
    with pytest.raises(OSError, match="open"):
        draw_timeline(TIMELINE, tmp_path)
