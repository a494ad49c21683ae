"""Reads a table from an Excel file or a text file with columns, each cell as the text that data would hold."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contracts.errors import Place, Problem, ProblemsError

#: Bytes. A table of a thousand rows has some 50 kB.
LARGEST: Final = 2_000_000
MOST_ROWS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the headings."""

    number: int  #: 1-based, as Excel counts
    cells: tuple[str, ...]  #: as many as there are headings; "" where nothing is written


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its headings."""

    shown_as: str
    headings: tuple[str, ...]
    heading_row: int  #: 1-based
    rows: tuple[Row, ...]

    def place(self, row: int, column: int | None = None) -> Place:
        """Where a cell is, by its row and the heading of its column; the whole row without a column."""
        where = f"rad {row}"
        if column is not None:
            where += f", kolumnen ”{self.headings[column]}”"
        return Place(self.shown_as, part=where)


def read_sheet(path: Path, shown_as: str) -> Sheet:
    """Read the table: the first row with anything in it holds the headings, empty rows are passed over.

    Args:
        path: .xlsx, or .csv with commas, semicolons or tabs.
        shown_as: The file's name in messages.

    Raises:
        ProblemsError: It is no such file, or holds no table.
        OSError: It cannot be opened.
    """
    size = path.stat().st_size
    if size > LARGEST:
        raise _refused("table-large", f"filen är {-(-size // 1_000_000)} MB stor", "spara bara tabellen", shown_as)
    if path.suffix.lower() == ".xlsx":
        lines = _of_excel(path, shown_as)
    elif path.suffix.lower() == ".csv":
        lines = _of_text(path, shown_as)
    else:
        raise _refused("table-kind", f"”{path.suffix}” är ingen tabell", "spara den som .xlsx eller .csv", shown_as)
    filled = [(number, cells) for number, cells in enumerate(lines, 1) if any(cells)]
    if len(filled) < 2:
        raise _refused("table-empty", "tabellen har inga rader", "skriv rubriker på en rad och värden under", shown_as)
    if len(filled) > MOST_ROWS:
        text = f"tabellen har fler än {MOST_ROWS} rader"
        raise _refused("table-long", text, "ta bort de rader som inte ska vara med", shown_as)
    (heading_row, headings), *below = filled
    while headings and not headings[-1]:
        headings = headings[:-1]
    rows = tuple(Row(number, _padded(cells, len(headings))) for number, cells in below)
    return Sheet(shown_as, headings, heading_row, rows)


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """As many cells as there are headings, and those without a heading that hold something."""
    kept = cells + ("",) * (width - len(cells))
    while len(kept) > width and not kept[-1]:
        kept = kept[:-1]
    return kept


def _of_text(path: Path, shown_as: str) -> Iterator[tuple[str, ...]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        remedy = "spara den ur Excel som ”CSV UTF-8”, eller som .xlsx"
        raise _refused("table-not-utf8", "filen är inte sparad som UTF-8", remedy, shown_as) from error
    first = text.lstrip("\r\n").partition("\n")[0]
    # Excel writes semicolons on a Swedish machine.
    delimiter = max(";,\t", key=first.count)
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield tuple(cell.strip() for cell in line)


def _of_excel(path: Path, shown_as: str) -> Iterator[tuple[str, ...]]:
    from xml.etree.ElementTree import ParseError
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, ParseError) as error:
        raise _refused("table-kind", "filen går inte att läsa som Excel", "spara den på nytt", shown_as) from error
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    try:
        for number, line in enumerate(sheets[0].iter_rows(values_only=True) if sheets else ()):
            if number > 2 * MOST_ROWS:
                return
            yield tuple(_cell(value) for value in line)
    finally:
        book.close()


def _cell(value: object) -> str:
    """What a cell of Excel holds, as it is written in data."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _refused(rule: str, text: str, remedy: str, shown_as: str) -> ProblemsError:
    return ProblemsError([Problem(rule, text, Place(shown_as), remedy)])
