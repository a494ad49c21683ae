"""What a paragraph itself says of its style, its list and its level, read in one go."""

from functools import lru_cache
from typing import Final, NamedTuple

from contracts.word.ooxml import Element, W, child_value

_PROPERTIES: Final = W + "pPr"
_STYLE: Final = W + "pStyle"
_LIST: Final = W + "numPr"
_OUTLINE: Final = W + "outlineLvl"
_VALUE: Final = W + "val"


class Settings(NamedTuple):
    """A paragraph's settings, as they are written; "" where it says nothing."""

    style: str = ""  #: the style's id
    own_list: tuple[str, str] | None = None  #: w:numId and w:ilvl, None when it says nothing of lists
    outline: str = ""  #: w:outlineLvl


NO_SETTINGS: Final = Settings()


def settings_of(paragraph: Element) -> Settings:
    """What a paragraph says of itself; of settings that stand twice, the first."""
    properties = next(paragraph.iterchildren(_PROPERTIES), None)
    return NO_SETTINGS if properties is None else settings_in(properties)


def settings_in(properties: Element) -> Settings:
    """What paragraph properties say; of settings that stand twice, the first."""
    if len(properties) == 1 and properties[0].tag == _STYLE:  # as nearly all are
        return _of_style(properties[0].get(_VALUE) or "")
    style: str | None = None
    own_list: tuple[str, str] | None = None
    outline: str | None = None
    for one in properties:
        tag = one.tag
        if tag == _STYLE and style is None:
            style = one.get(_VALUE) or ""
        elif tag == _LIST and own_list is None:
            own_list = (child_value(one, "numId"), child_value(one, "ilvl"))
        elif tag == _OUTLINE and outline is None:
            outline = one.get(_VALUE) or ""
    return Settings(style or "", own_list, outline or "")


@lru_cache(maxsize=256)
def _of_style(style: str) -> Settings:
    return Settings(style)
