"""What was painted on a page, as plain values: text with its size and colour, and shapes and images around it."""

from dataclasses import dataclass

from contracts.pdf.boxes import Box


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green and blue, each 0 to 1."""

    red: float
    green: float
    blue: float


#: Paper.
WHITE = Colour(1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Part:
    """One closed part of a painted shape."""

    box: Box
    turn: int  #: 1 or -1: which way it is drawn


@dataclass(frozen=True, slots=True)
class Painting:
    """A filled shape, a line, an image or a shading."""

    order: int  #: among everything painted on the page
    parts: tuple[Part, ...]
    colour: Colour | None  #: None for what is no single colour: images, patterns, shadings
    opacity: float  #: 0 to 1
    even_odd: bool = False  #: how parts within parts are filled (ISO 32000-1, 8.5.3.3)


@dataclass(frozen=True, slots=True)
class Shown:
    """One shown string, as it looks."""

    order: int  #: among everything painted on the page
    text: str
    box: Box  #: of its small letters: points, origin bottom left
    height: float  #: points: the font's size across the base line
    width: float  #: points: the font's size along the base line
    mode: int  #: text rendering mode (ISO 32000-1, table 106)
    colours: tuple[Colour | None, ...]  #: that it is painted with; None when it is no single colour
    opacity: float  #: 0 to 1
    clip: Box | None  #: what of the page can be painted; None for all
