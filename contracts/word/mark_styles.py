"""The character styles of marks: shading and a dotted line, so that a mark never rests on colour alone.

A run has one character style. One that had another gets a style of marks that is based on it, and one with light
letters a style with dark ones, which can be read on the shading.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from contracts.word.ooxml import Element, W, child_value, make, nearest, parse, to_bytes

_ID: Final = "Obekraftat"
_NAME: Final = "Obekräftat"
_SHADING: Final = "FFF0C2"
_LINE: Final = "7A5900"
_DARK: Final = "1A1A1A"
#: Luminance from 0 to 1 above which letters cannot be read on the shading.
_LIGHT: Final = 0.45


@dataclass(frozen=True, slots=True, order=True)
class MarkStyle:
    """One style of marks."""

    base: str = ""  #: id of the character style that it is based on, "" for none
    dark: bool = False  #: whether it makes the letters dark

    @property
    def id(self) -> str:
        """The style's id."""
        return f"{_ID}{self.base}{'Mork' if self.dark else ''}"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of letters that a file's styles give."""

    by_id: Mapping[str, tuple[str, str]]  #: colour and base of each style, "" for none

    @classmethod
    def read(cls, styles: bytes) -> "Colours":
        """From a styles part."""
        found = {
            one.get(W + "styleId") or "": (child_value(one, "rPr/color"), child_value(one, "basedOn"))
            for one in parse(styles).findall(W + "style")
        }
        return cls(MappingProxyType(found))

    def mark_style(self, run: Element) -> MarkStyle:
        """The style of marks for a run."""
        base = child_value(run, "rPr/rStyle")
        paragraph = child_value(nearest(run, W + "p"), "pPr/pStyle")
        said = (child_value(run, "rPr/color"), *self._chain(base), *self._chain(paragraph))
        return MarkStyle(base, dark=_is_light(next((one for one in said if one), "auto")))

    def _chain(self, style: str) -> Iterator[str]:
        seen: set[str] = set()
        while style in self.by_id and style not in seen:
            seen.add(style)
            colour, style = self.by_id[style]
            yield colour


def _is_light(colour: str) -> bool:
    if len(colour) != 6:
        return False
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > _LIGHT


def with_mark_styles(styles: bytes, wanted: Iterable[MarkStyle]) -> bytes:
    """A styles part that has these styles of marks."""
    root = parse(styles)
    names = {one.get(W + "styleId"): child_value(one, "name") for one in root.findall(W + "style")}
    for style in sorted(set(wanted)):
        if style.id not in names:
            root.append(_element(style, names.get(style.base, "")))
    return to_bytes(root)


def _element(style: MarkStyle, base_name: str) -> Element:
    name = " ".join(word for word in (_NAME, base_name, "mörk" if style.dark else "") if word)
    element = make("style", make("name", val=name), type="character", customStyle="1", styleId=style.id)
    if style.base:
        element.append(make("basedOn", val=style.base))
    # ECMA-376 part 1, 17.7.4 and 17.3.2.28: the order of what a style and its run properties hold.
    look = [make("u", val="dotted", color=_LINE), make("shd", val="clear", color="auto", fill=_SHADING)]
    if style.dark:
        look.insert(0, make("color", val=_DARK))
    element.extend([make("uiPriority", val="99"), make("rPr", *look)])
    return element


def wear(run: Element, style: MarkStyle) -> None:
    """Gives a run a style of marks, and takes away what would hide it."""
    properties = run.find(W + "rPr")
    if properties is None:
        properties = make("rPr")
        run.insert(0, properties)
    for name in ("rStyle", "u", "shd", *(["color"] if style.dark else [])):
        for old in properties.findall(W + name):
            properties.remove(old)
    properties.insert(0, make("rStyle", val=style.id))
