"""A refusal tells the cause, and not all that follows from it."""

import datetime as dt
from pathlib import Path

import pytest

from contracts.errors import Place, Problem, ProblemsError
from contracts.keeping.keep import Asked, keep
from contracts.keeping.refusals import causes_of
from contracts.keeping.scanned import scan_target
from contracts.project import Project
from contracts.signing.signatures import Signature, Trust
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import sign


def signature(field: str, *faults: str) -> Signature:
    return Signature(field, "", None, timestamped=False, trust=Trust.UNKNOWN, faults=faults)


def problem(rule: str) -> Problem:
    return Problem(rule, "text", Place("a.pdf"), "remedy")


def test_a_broken_signature_is_told_once_and_before_what_follows_from_it():
    found = [problem(rule) for rule in ("signature-broken", "fact-missing", "pdf-changed-after-signing", "text-lost")]
    signatures = [signature("a", "ändrad", "omfattar inte allt"), signature("b", "ändrad"), signature("c")]
    first, second = causes_of(found, signatures, "a.pdf")
    assert first.text == (
        "filen är inte den som undertecknades: underskrifterna a och b håller inte (ändrad; omfattar inte allt)"
    )
    assert "contracts verify a.pdf" in first.remedy
    assert second.rule == "pdf-changed-after-signing"


def test_while_all_signatures_hold_everything_is_told():
    found = [problem("fact-missing"), problem("signed-draft")]
    assert causes_of(found, [signature("a")], "a.pdf") == found


def scan(folder: Path, content: bytes) -> Problem:
    """What is said of these bytes, filed as Exempelstad's agreement."""
    (folder / "skannad.pdf").write_bytes(content)
    project = Project(folder / "data", folder / "templates", folder / "build")
    with pytest.raises(ProblemsError) as caught:
        keep(project, Asked(folder / "skannad.pdf", scan_target("exempelstad/grannar"), dt.date(2024, 12, 1)))
    [found] = caught.value.problems
    return found


def test_what_is_no_whole_pdf_is_told_in_swedish(tmp_path: Path):
    write_exempelstad(tmp_path)
    found = scan(tmp_path, b"%PDF-1.7 avbruten")
    assert found.rule == "pdf-unreadable"
    assert found.text.startswith("filen går inte att läsa som en hel PDF")


def test_whoever_has_the_file_that_is_gone_is_told_where_it_belongs(tmp_path: Path):
    data = write_exempelstad(tmp_path, "signing: {filed: 1}")
    sign(data, "grannar", on="2024-12-01")
    filed = data / "exempelstad" / "grannar" / "signed" / "1.pdf"
    content = filed.read_bytes()
    assert scan(tmp_path, content).remedy == "gör ingenting: det ligger där det ska"
    filed.unlink()
    assert scan(tmp_path, content).remedy == "det här är den: kopiera den till data/exempelstad/grannar/signed/1.pdf"
