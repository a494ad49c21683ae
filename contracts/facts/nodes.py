"""The tree of a YAML file: texts, fields with values, and lists, each with its mark."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a node starts, and how much of that line it covers."""

    line: int  #: 1-based
    column: int  #: 1-based
    width: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, or None where nothing was written."""

    text: str | None
    mark: Mark
    unconfirmed: bool = False  #: whether a question mark after it says that nobody has confirmed it yet


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order written; no key stands twice."""

    items: tuple[tuple[Scalar, "Node"], ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Sequence:
    """Values in the order written."""

    items: tuple["Node", ...]
    mark: Mark


Node = Scalar | Mapping | Sequence
