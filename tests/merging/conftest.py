"""One project, built once as drafts, and a copy of it for each test to merge into."""

import shutil
from pathlib import Path

import pytest

from contracts.filing.sent import SentDocument, read_sent
from tests.building import Copy, real_agreement

CLAUSE = """
clauses:
  - use: force-majeure
    values:
      - {name: exit_months, value: "3"}
"""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The first real agreement with its PM, a clause of the library and an unconfirmed amount, built as drafts."""
    copy = real_agreement(tmp_path_factory.mktemp("skickat"))
    source = Path(__file__).parents[2] / "data" / "botkyrka" / "kvinna-i-botkyrka" / "pm.md"
    shutil.copy(source, copy.partnership.parent / "pm.md")
    copy.replace("amount: 50000\n", "amount: 50000 ?\n")
    copy.partnership.write_text(copy.partnership.read_text("utf-8") + CLAUSE, "utf-8")
    ended = copy.run("build", "--draft")
    assert ended.status == 0, ended.err
    return copy


@pytest.fixture
def project(built: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    """A copy of it, in which the test stands."""
    shutil.copytree(built.root, tmp_path / "projekt", symlinks=True)
    monkeypatch.chdir(tmp_path / "projekt")
    return Copy(tmp_path / "projekt")


@pytest.fixture
def sent(project: Copy) -> bytes:
    """The agreement as it was sent."""
    return _sent(project, "agreement").docx_in(project.build).read_bytes()


@pytest.fixture
def sent_pm(project: Copy) -> bytes:
    """The PM as it was sent."""
    return _sent(project, "pm").docx_in(project.build).read_bytes()


def _sent(project: Copy, name: str) -> SentDocument:
    return next(one for one in read_sent(project.build) if one.document.endswith(f"/{name}"))
