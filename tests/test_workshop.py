"""What a worker process keeps between its documents."""

import gc
import weakref
from dataclasses import replace
from pathlib import Path

import pytest

from contracts.filing.staging import Stage
from contracts.order import Orders
from contracts.workshop import Product, Workshop
from tests.test_working import changed_agreement, kit_and_jobs


def test_after_a_document_that_cannot_be_made_nothing_of_it_is_left(tmp_path: Path) -> None:
    kit, jobs = kit_and_jobs(changed_agreement(tmp_path / "projekt"))
    orders = Orders(kit, Stage(kit.project.build, tmp_path, tmp_path))
    workshop = Workshop(tmp_path / "verkstad", None)
    broken = replace(orders.order(jobs[0]), facts=b"")
    assert broken.files
    with workshop.stack:
        with pytest.raises(EOFError):
            workshop.make(broken)
        assert [path for path in workshop.folder.rglob("*") if path.is_file()] == []
        made = workshop.make(orders.order(jobs[0]))
        assert isinstance(made, Product)
        left = [path.relative_to(workshop.folder).parts[0] for path in workshop.folder.rglob("*") if path.is_file()]
        assert {one.partition("-")[0] for one in left} <= {"embedded", "fonts.conf"}


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
