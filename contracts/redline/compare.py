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
from contracts.redline.word_for_word import prove_words
from contracts.word.packing import write_package
from contracts.word.relationships import NUMBERING
from contracts.word.styles import read_styles

_NOBODY: Final = "Jämförelse"
_NUMBERING_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"


@dataclass(frozen=True, slots=True)
class Redline:
    """The newer file with tracked changes."""

    docx: bytes
    title: str  #: of the newer document; "" when it says none
    author: str  #: by whom the changes are said to be made
    date: dt.datetime | None  #: when; aware, None when no date is known
    remarks: tuple[Problem, ...]  #: warnings: what cannot be tracked, or was taken as given


def compare(old: bytes, new: bytes, author: str | None, date: dt.datetime | None, names: tuple[str, str]) -> Redline:
    """The newer of two Word files with what has changed since the older; same input, same bytes.

    Args:
        old: the older file.
        new: the newer.
        author: by whom the changes are said to be made; None for whom the newer file names.
        date: when they are said to be made, aware; None for what the newer file says.
        names: how messages name the two files.

    Raises:
        ProblemsError: one of them is no sound Word file, or holds something whose changes Word cannot track.
        ProofError: a word would be lost; a fault in this program.
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
    author = author or after.about.author or _NOBODY
    date = date or after.about.modified
    stamp = "" if date is None else date.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    revisions = Revisions(author, stamp)
    body = DocumentComparison(Between(before, after, book, revisions, carrier, Vocabulary())).write()
    prove_words(body, before.text, after.text, names[1])
    made = write_package(carrier.finished())
    return Redline(made, after.about.title, author, date, (*before.remarks, *after.remarks, *remarks))
