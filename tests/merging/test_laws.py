"""For any edit of a printed amount or day, the proposal printed again gives the edited text."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from contracts.filing.sent import read_sent
from contracts.merging.again import Again, again_of
from contracts.merging.candidates import set_to
from contracts.merging.comparison import compared, together
from contracts.merging.documents import Document, read_document
from contracts.merging.facts import Leaf, leaves
from contracts.merging.proposals import explanations
from contracts.project import Project
from contracts.spelling.amounts import kr
from contracts.spelling.dates import datum
from tests.building import Copy
from tests.merging.returned import Returned

#: Amounts and days of the built agreement that are printed as they are.
FACTS = ("350000", "50000", "2018-03-01", "2020-12-31")


@dataclass(frozen=True)
class Made:
    """What was sent, and what prints it again."""

    docx: bytes
    document: Document
    again: Again


@pytest.fixture(scope="module")
def made(built: Copy) -> Made:
    build: Path = built.build
    sent = next(one for one in read_sent(build) if one.document.endswith("/agreement"))
    docx = sent.docx_in(build).read_bytes()
    again = again_of(sent, Project(built.root / "data", built.root / "templates", build))
    assert again is not None
    return Made(docx, read_document(docx, "skickad"), again)


def printed(value: object) -> str:
    assert isinstance(value, int | dt.date)
    text = kr(value) if isinstance(value, int) else datum(value)
    return text.replace("\N{NO-BREAK SPACE}", " ")


def leaf_of(again: Again, raw: str) -> Leaf:
    return next(leaf for leaf in leaves(again.authority) if leaf.raw == raw and leaf.route[0] in ("economy", "term"))


VALUES = st.one_of(st.integers(1, 9_999_999), st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))


@given(raw=st.sampled_from(FACTS), value=VALUES)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_an_edited_amount_or_day_is_proposed_and_prints_as_edited(made: Made, raw: str, value: int | dt.date):
    leaf = leaf_of(made.again, raw)
    assert isinstance(leaf.value, int | dt.date)
    assume(type(value) is type(leaf.value) and value != leaf.value)
    old, new = printed(leaf.value), printed(value)
    # "50 000 kr" is the tail of "350 000 kr", in an earlier paragraph.
    only = 2 if raw == "50000" else 0
    edited = read_document(Returned(made.docx).replace(old, new, only=only).to_bytes(), "svar")
    comparison = compared(made.document, edited, made.again)
    assert comparison.sides is not None
    meant = value.isoformat() if isinstance(value, dt.date) else str(value)
    found = explanations(made.again, comparison.sides)
    if isinstance(value, dt.date) and not found:
        # The last day before the first: no data may say so.
        assert made.again.document(set_to(leaf, meant)) is None
        return
    [one] = found
    assert one.edits == set_to(leaf, meant)
    document = together(comparison, made.again, one.edits).document
    assert document is not None
    changed = [other for sent, other in comparison.edits.pairs.items() if sent.plain != other.plain]
    reads = {paragraph.plain for paragraph in document.paragraphs}
    assert changed
    assert [paragraph.plain for paragraph in changed if paragraph.plain not in reads] == []
