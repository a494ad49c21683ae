"""A document that has been filed, and what follows from that."""

from dataclasses import dataclass
from pathlib import Path

from contracts.ledger.revisions import RevisionRecord


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that has been filed."""

    path: Path  #: of the PDF in signed/
    record: RevisionRecord
    edited: tuple[str, ...]  #: Swedish: what was brought up to date in partnership.yaml
    steps: tuple[str, ...]  #: Swedish: what to do next, and where
    before: bool = False  #: whether it lay in signed/ already, by a filing that was killed before it had written edits
