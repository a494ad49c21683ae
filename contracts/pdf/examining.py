"""The form of every check of a proof: a case goes in, a verdict comes out."""

from dataclasses import dataclass

from contracts.errors import Place, Problem
from contracts.pdf.expectation import Expectation
from contracts.pdf.reading import ReadPdf


@dataclass(frozen=True, slots=True)
class Case:
    """A PDF that was read back, and what it must show."""

    file: str  #: name of the PDF, for people
    read: ReadPdf
    expectation: Expectation

    def problem(self, rule: str, text: str, *, page: int = 0, remedy: str = "", source: str = "") -> Problem:
        """A problem in this PDF; `page` is 1-based, 0 for the whole document."""
        return Problem(rule=rule, text=text, place=Place(file=self.file, page=page), remedy=remedy, source=source)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one check."""

    rule: str
    label: str  #: Swedish: what was checked
    count: int  #: how many things were looked at
    problems: tuple[Problem, ...]
