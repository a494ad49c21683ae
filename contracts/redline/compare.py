"""Compares two Word files: the newer one, with all that has come, gone and moved since the older as tracked changes.

Accepting all changes gives the newer file, rejecting all gives the older: texts, structure and looks. What Word cannot
track (how a style looks, which proofing language a text has, the settings) is as in the newer file, and is told when a
reader would see it.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from contracts.errors import Problem
from contracts.redline.borrowed_styles import BorrowedStyles
from contracts.redline.carrying import Carrier
from contracts.redline.document import DocumentComparison
from contracts.redline.likeness import Vocabulary
from contracts.redline.lists import bring_lists
from contracts.redline.parts import Between
from contracts.redline.revisions import Revisions
from contracts.redline.source import read_source
from contracts.word.package import write_package
from contracts.word.relationships import NUMBERING
from contracts.word.styles import read_styles

_NUMBERING_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who made the changes, and when, as Word shows it beside each."""

    author: str
    date: dt.datetime | None  #: aware; None when no date is known

    @property
    def stamp(self) -> str:
        """The date as Word writes it; "" when there is none."""
        return "" if self.date is None else self.date.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Redline:
    """The newer file with tracked changes."""

    docx: bytes
    remarks: tuple[Problem, ...]  #: warnings: what cannot be tracked, or was taken as given


def compare(old: bytes, new: bytes, signature: Signature, names: tuple[str, str]) -> Redline:
    """The newer of two Word files with what has changed since the older; same input, same bytes.

    Args:
        old: the older file.
        new: the newer.
        signature: by whom the changes are said to be made.
        names: how messages name the two files.

    Raises:
        ProblemsError: one of them is no sound Word file, or holds something whose changes Word cannot track.
    """
    before, after = read_source(old, names[0]), read_source(new, names[1])
    styles = BorrowedStyles(before, after)
    remarks = styles.rename()
    lists = bring_lists(before, after, styles.brought)
    merged = styles.to_bytes()
    carrier = Carrier(before, after)
    if merged is not None:
        carrier.put(after.styles, merged, "")
    if lists is not None:
        name = after.lists or "word/numbering.xml"
        carrier.put(name, lists, _NUMBERING_TYPE)
        carrier.relate(after.main, NUMBERING, name)
    book = before.book if merged is None else read_styles(merged)
    revisions = Revisions(signature.author, signature.stamp)
    DocumentComparison(Between(before, after, book, revisions, carrier, Vocabulary())).write()
    return Redline(write_package(carrier.finished()), (*before.remarks, *after.remarks, *remarks))
