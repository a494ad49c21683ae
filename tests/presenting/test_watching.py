"""What a watch tells: what is new, what is mended, and what was made."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from contracts.errors import Place, Problem, Severity
from contracts.presenting.watching import Lines, difference


def problem(rule: str = "amount", text: str = "beloppet är fel", line: int = 3, *, warning: bool = False) -> Problem:
    severity = Severity.WARNING if warning else Severity.ERROR
    return Problem(rule, text, Place("data/a/b.yaml", line, 1, 4, "rad"), "rätta det", severity)


@pytest.fixture
def lines() -> Lines:
    return Lines(Console(file=io.StringIO(), width=200), lambda: "10.00.00")


def said(lines: Lines) -> str:
    file = lines._console.file
    assert isinstance(file, io.StringIO)
    text = file.getvalue()
    file.truncate(0)
    file.seek(0)
    return text


def test_a_problem_that_has_moved_is_neither_new_nor_mended():
    found = difference([problem(line=3)], [problem(line=9)])
    assert (found.new, found.mended) == ((), ())


def test_an_error_in_other_words_is_new_and_the_old_one_not_mended():
    before, after = problem(text="5 är fel"), problem(text="6 är fel")
    found = difference([before], [after])
    assert (found.new, found.mended) == ((after,), ())


def test_a_warning_in_other_words_is_neither():
    found = difference([problem(text="summan är 5", warning=True)], [problem(text="summan är 6", warning=True)])
    assert (found.new, found.mended) == ((), ())


def test_one_of_two_alike_that_is_mended_is_told():
    found = difference([problem(line=3), problem(line=4)], [problem(line=3)])
    assert (found.new, len(found.mended)) == ((), 1)


def test_at_first_only_errors_are_shown_and_warnings_counted(lines: Lines):
    lines.problems([problem(), problem("small", "en småsak", warning=True)])
    text = said(lines)
    assert "fel: beloppet är fel\n  --> data/a/b.yaml:3:1\n" in text
    assert "en småsak" not in text
    assert "1 fel, 1 varning (contracts check visar alla)" in text


def test_afterwards_what_is_new_is_shown_and_what_is_gone_is_mended(lines: Lines):
    lines.problems([problem()])
    said(lines)
    lines.problems([problem("small", "en småsak", warning=True)])
    text = said(lines)
    assert "10.00.00  rättat: beloppet är fel (data/a/b.yaml)" in text
    assert "varning: en småsak\n  --> data/a/b.yaml:3:1" in text
    lines.problems([problem("small", "en småsak", warning=True)])
    assert said(lines) == ""


def test_waiting_is_said_once(lines: Lines):
    for _ in range(3):
        lines.waiting("another build is running")
    assert said(lines) == "10.00.00  väntar: another build is running\n"


def test_what_was_kept_is_named(lines: Lines):
    lines.kept((Path("build/avtal-andrad-1.pdf"),))
    assert "finns kvar som build/avtal-andrad-1.pdf" in said(lines)
