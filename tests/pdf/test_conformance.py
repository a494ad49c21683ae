"""The quick check's known false alarm is left out, and nothing else is."""

from pathlib import Path

import page as page_validation
import pikepdf

from contracts.pdf.conformance import FALSE_ALARMS, PROFILES, check_conformance
from tests.pdf.finishing_fixtures import engine_pdfs, finished

__all__ = ["engine_pdfs", "finished"]  # fixtures


def ending_in_a_carriage_return(finished: Path, folder: Path) -> Path:
    """The same document with a sound stream whose last byte is 0x0D."""
    with pikepdf.open(finished) as pdf:
        content = pdf.pages[0].Contents.read_bytes() + b"\r"
        pdf.pages[0].Contents = pdf.make_stream(content)
        pdf.save(folder / "avtal.pdf", compress_streams=False, deterministic_id=True)
    return folder / "avtal.pdf"


def test_a_stream_that_ends_in_a_carriage_return_is_no_fault(finished: Path, tmp_path: Path) -> None:
    path = ending_in_a_carriage_return(finished, tmp_path)
    report = page_validation.validate_pdf(str(path), profile=PROFILES[0][1])
    assert [failure.rule_id for failure in report.failures if FALSE_ALARMS[0] in failure.rule_id], "the alarm is gone"
    assert check_conformance(path) == ()


def test_a_missing_language_is_still_a_fault(finished: Path, tmp_path: Path) -> None:
    with pikepdf.open(finished) as pdf:
        del pdf.Root.Lang
        pdf.save(tmp_path / "avtal.pdf")
    assert check_conformance(tmp_path / "avtal.pdf")
