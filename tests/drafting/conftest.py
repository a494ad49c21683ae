"""Exempelstad's data in a folder of its own, and interviews about a new partnership there."""

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from contracts.drafting.files import files_of
from contracts.drafting.sitting import Sat, sitting
from contracts.facts.folders import AuthorityFolder
from contracts.facts.load import load_workspace
from tests.drafting.officer import LAXHJALP, Known, Officer

ROOT = Path(__file__).parent.parent.parent
TODAY = dt.date(2030, 1, 15)


def exempelstad_in(folder: Path) -> AuthorityFolder:
    """Exempelstad, in a copy of its data."""
    shutil.copytree(ROOT / "tests" / "projects" / "exempelstad" / "data", folder / "data")
    workspace, problems = load_workspace(folder / "data", ROOT / "templates")
    assert not problems
    return workspace.authorities[0]


@pytest.fixture
def exempelstad(tmp_path: Path) -> AuthorityFolder:
    """Exempelstad, in a copy of its data."""
    return exempelstad_in(tmp_path)


@dataclass
class Interviewed:
    """What came of an interview."""

    officer: Officer
    sat: Sat

    @property
    def screen(self) -> str:
        """All that was shown."""
        return "\n".join(self.officer.screen)

    def texts(self) -> dict[str, str]:
        """The files that it becomes, by their names."""
        return {path.name: content.decode() for path, content in files_of(self.sat.draft).items()}


def interviewed(authority: AuthorityFolder, known: Known, *, kept: Path, **proposed: str) -> Interviewed:
    """Answer a whole interview about a new partnership."""
    officer = Officer(known)
    return Interviewed(officer, sitting(officer, [authority], authority.id, TODAY, kept, proposed))


#: Answers a whole interview in Exempelstad.
Interview = Callable[[Known], Interviewed]


@pytest.fixture
def interview(exempelstad: AuthorityFolder, tmp_path: Path) -> Interview:
    """Answer a whole interview in Exempelstad."""
    return lambda known: interviewed(exempelstad, known, kept=tmp_path / ".answers")


@pytest.fixture(scope="session")
def laxhjalp(tmp_path_factory: pytest.TempPathFactory) -> Interviewed:
    """The whole interview about Läxhjälp, answered once."""
    folder = tmp_path_factory.mktemp("laxhjalp")
    return interviewed(exempelstad_in(folder), LAXHJALP, kept=folder / ".answers")
