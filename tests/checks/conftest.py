"""A test of a rule has its input as docstring: YAML that changes Exempelstad."""

import datetime as dt
import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.checks import check
from tests.checks.exempelstad import Found, check_exempelstad
from tests.checks.pointing import watched


@pytest.fixture(autouse=True)
def _every_finding_points_at_a_field_that_its_rule_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "_problems", watched)


@pytest.fixture
def found(request: pytest.FixtureRequest, tmp_path: Path) -> Found:
    """What the checks say when Exempelstad is changed by the test's docstring."""
    return check_exempelstad(tmp_path, inspect.cleandoc(request.function.__doc__ or ""))


@pytest.fixture
def found_on(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[dt.date], Found]:
    """The same, on another day than 2024-10-01."""
    changes = inspect.cleandoc(request.function.__doc__ or "")
    return lambda today: check_exempelstad(tmp_path, changes, today)
