"""What others may know of a folder of data/ without looking into it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutwardDocument:
    """What others may know of a document in prose without looking into it."""

    id: str
    title: str
    numbers: tuple[str, ...]  #: case numbers in it, in the order in which they stand


@dataclass(frozen=True, slots=True)
class Outward:
    """What rules that look at all of an authority know of a partnership's folder, or of a document beside them.

    While this stays as it is, a change of the folder touches only those who have looked into it.
    """

    case_numbers: tuple[str, ...] = ()  #: the partnership's own
    numbers: tuple[str, ...] = ()  #: those and its related cases'
    agreements: tuple[str, ...] = ()  #: ids of its agreements, and of what changes them, that others can refer to
    documents: tuple[OutwardDocument, ...] = ()
