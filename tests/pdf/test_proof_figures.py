"""The proof of pictures: what is there passes, and a picture that is lost, silent or told otherwise is missed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import String

from contracts.pdf.examining import Case, Verdict
from contracts.pdf.expectation import Expectation, ExpectedFigure
from contracts.pdf.finish import finish
from contracts.pdf.proof_figures import check_figures
from contracts.pdf.read import read_pdf
from contracts.pdf.structure import elements, kids
from tests.pdf.finishing_fixtures import engine_pdfs, expectation, finishing

__all__ = ["engine_pdfs"]

pytestmark = pytest.mark.office

ALT = "Kommunens vapen"
EXPECTED = replace(expectation(), figures=(ExpectedFigure(ALT),))
Change = Callable[[pikepdf.Object], None]


@pytest.fixture
def pictured(engine_pdfs: Path, tmp_path: Path) -> Path:
    finish(engine_pdfs / "hard.pdf", tmp_path / "a.pdf", finishing())
    return tmp_path / "a.pdf"


def verdict(pdf: Path, wanted: Expectation = EXPECTED) -> Verdict:
    return check_figures(Case(pdf.name, read_pdf(pdf), wanted))


def changed(pdf: Path, change: Change) -> Path:
    with pikepdf.open(pdf, allow_overwriting_input=True) as file:
        change(next(one.node for one in elements(file) if one.type == "Figure"))
        file.save(pdf)
    return pdf


def test_a_picture_with_its_text_passes(pictured: Path) -> None:
    found = verdict(pictured)
    assert found.problems == ()
    assert found.count == 1


def retell(figure: pikepdf.Object) -> None:
    figure.Alt = String("Kommunens vapensköld")


def silence(figure: pikepdf.Object) -> None:
    del figure.Alt


def empty(figure: pikepdf.Object) -> None:
    del figure.K


def untag(figure: pikepdf.Object) -> None:
    figure.P.K = pikepdf.Array([kid for kid in kids(figure.P) if kid.objgen != figure.objgen])


@pytest.mark.parametrize("change", [retell, silence, empty, untag])
def test_a_picture_that_is_told_otherwise_silent_empty_or_gone_is_missed(pictured: Path, change: Change) -> None:
    (problem,) = verdict(changed(pictured, change)).problems
    assert problem.rule == "proof-figure"
    assert ALT in problem.text
    assert problem.remedy
    assert ("”Kommunens vapensköld”" in problem.text) == (change is retell)


def test_a_second_picture_with_the_same_text_is_missed(pictured: Path) -> None:
    (problem,) = verdict(pictured, replace(EXPECTED, figures=(ExpectedFigure(ALT),) * 2)).problems
    assert "finns inte" in problem.text


def test_a_figure_without_a_box_fails_unless_it_is_a_draft(pictured: Path) -> None:
    def unbox(figure: pikepdf.Object) -> None:
        del figure.A

    (problem,) = verdict(changed(pictured, unbox)).problems
    assert "var på sidan" in problem.text
    assert verdict(pictured, replace(EXPECTED, draft=True, loose=True)).problems == ()
