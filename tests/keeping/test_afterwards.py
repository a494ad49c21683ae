"""What a filing writes into partnership.yaml, also when the filing itself was killed before it."""

import datetime as dt
from pathlib import Path

import pytest

from contracts.checks.check import check_workspace
from contracts.errors import ProblemsError
from contracts.facts.load import load_workspace
from contracts.keeping.afterwards import state_after
from contracts.keeping.keep import Asked, keep
from contracts.keeping.scanned import scan_target
from contracts.ledger.faults import ledger_faults
from contracts.ledger.revisions import RevisionRecord
from contracts.project import Project
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import loaded, sign

SEPARATE = "agreement-grannhjalpen"


def test_a_separate_agreement_says_nothing_of_the_state_of_the_one_between_all(tmp_path: Path):
    data = write_exempelstad(tmp_path)
    first = sign(data, "grannar", on="2024-11-01", series=SEPARATE)
    assert written(data, first) == ("signing.filed: 1",)
    workspace, _ = load_workspace(data, data.parent / "templates")
    assert "signed-status" not in {one.rule for one in check_workspace(workspace, dt.date(2024, 11, 2))}
    main = sign(data, "grannar", on="2024-12-01")
    told = ("status: signed", "signing.signed_on: 2024-12-01", "signing.filed: 2")
    assert written(data, main) == told


def test_a_filing_killed_before_it_wrote_the_state_is_told_of_and_completed_by_the_next(tmp_path: Path):
    data = write_exempelstad(tmp_path)
    sign(data, "grannar", on="2024-12-01")
    home = data / "exempelstad" / "grannar"
    project = Project(data, tmp_path / "templates", tmp_path / "build")
    asked = Asked(home / "signed" / "1.pdf", scan_target("exempelstad/grannar"), dt.date(2024, 12, 1))
    before = files_in(home / "signed")
    [fault] = ledger_faults(loaded(data, "grannar")[1])
    assert (fault.rule, "signing.filed: 1" in fault.remedy) == ("signed-uncounted", True)
    kept = keep(project, asked)
    assert (kept.before, kept.path) == (True, asked.pdf)
    assert kept.edited == ("status: signed", "signing.signed_on: 2024-12-01", "signing.filed: 1")
    assert files_in(home / "signed") == before
    assert ledger_faults(loaded(data, "grannar")[1]) == ()
    with pytest.raises(ProblemsError, match="redan filat"):
        keep(project, asked)


def written(data: Path, record: RevisionRecord) -> tuple[str, ...]:
    """Write the state that follows from a filing; what that was."""
    state = state_after(loaded(data, "grannar")[1], record)
    state.file.path.write_bytes(state.file.after)
    return state.edited


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_state_written_late_counts_all_that_has_been_filed_since(tmp_path: Path):
    data = write_exempelstad(tmp_path)
    first = sign(data, "grannar", on="2024-12-01")
    sign(data, "grannar", on="2024-12-02", series=SEPARATE)
    assert "signing.filed: 2" in state_after(loaded(data, "grannar")[1], first).edited
