"""Rectangles on a page, in points with the origin bottom left."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: points, origin bottom left."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Points."""
        return self.top - self.bottom

    def overlaps(self, other: "Box", *, tolerance: float = 0.5) -> bool:
        """Whether the two share more than `tolerance` points in both directions."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > tolerance
            and min(self.top, other.top) - max(self.bottom, other.bottom) > tolerance
        )

    def inside(self, other: "Box") -> bool:
        """Whether this box lies wholly within the other."""
        return (
            self.left >= other.left
            and self.bottom >= other.bottom
            and self.right <= other.right
            and self.top <= other.top
        )


def around(boxes: Iterable[Box]) -> Box | None:
    """The smallest box that holds all; None of nothing."""
    each = tuple(boxes)
    if not each:
        return None
    return Box(
        min(box.left for box in each),
        min(box.bottom for box in each),
        max(box.right for box in each),
        max(box.top for box in each),
    )
