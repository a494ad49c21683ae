"""Ctrl-C is never lost."""

import signal
from types import FrameType


class Interruption:
    """Remembers a Ctrl-C: Python drops the exception when it comes while some object is being cleaned away."""

    def __init__(self) -> None:
        self.asked = False
        # Whoever starts the program deaf to Ctrl-C (nohup, a shell's background) means it.
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
        raise KeyboardInterrupt

    def check(self) -> None:
        """Raise what was dropped."""
        if self.asked:
            raise KeyboardInterrupt
