"""One call that compares two files described in a few words."""

import datetime as dt

from contracts.redline.compare import Redline, compare
from tests.redline.documents import Doc, docx

AUTHOR, DATE = "Exempelstads kommun", dt.datetime(2024, 5, 2, 12, tzinfo=dt.UTC)
NAMES = ("äldre.docx", "nyare.docx")


def redline(old: Doc | bytes, new: Doc | bytes) -> Redline:
    """The comparison of two files."""
    before, after = (one if isinstance(one, bytes) else docx(one) for one in (old, new))
    return compare(before, after, AUTHOR, DATE, NAMES)
