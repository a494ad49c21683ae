"""A script answered line by line, as through a pipe or by somebody at a terminal."""

import io
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from contracts.dialogue.talk import Answered, PausedError, Talk, converse
from contracts.dialogue.terminal import Streams


@dataclass
class Sitting:
    """What came of one sitting."""

    result: object  #: what the script returned; None when it was paused
    screen: str
    kept: Answered | None  #: what was last put away
    paused: bool


#: Runs a script on typed lines.
Sit = Callable[..., Sitting]


def sit(script: Callable[[Talk], object], typed: str, *, begun: Answered | None = None, pipe: bool = False) -> Sitting:
    kept: list[Answered] = []
    screen = io.StringIO()
    terminal = Streams(io.StringIO(typed), screen, interactive=not pipe)
    result, paused = None, False
    try:
        result = converse(script, terminal, begun=begun, keep=kept.append)
    except PausedError:
        paused = True
    return Sitting(result, screen.getvalue(), kept[-1] if kept else None, paused)


@pytest.fixture(name="sit")
def _sit() -> Sit:
    return sit
