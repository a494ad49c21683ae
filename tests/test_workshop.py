"""What a worker process keeps between its documents."""

import gc
import weakref
from pathlib import Path

from contracts.workshop import Workshop


class Left:
    """Something that holds itself, as what a document leaves."""

    def __init__(self) -> None:
        self.itself = self


def test_what_old_documents_left_is_gone_before_it_is_much(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, None)
    left = Left()
    gone = weakref.ref(left)
    gc.disable()
    try:
        del left
        workshop.one_more()
        assert gone() is not None  # the search costs more than it finds after a single document
        for _ in range(30):
            workshop.one_more()
        assert gone() is None
    finally:
        gc.enable()
