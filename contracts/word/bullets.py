"""Bullets in letters that everybody has.

Word's own bullet lists take their signs from symbol fonts, by numbers that mean nothing elsewhere (U+F0B7 in Symbol).
In a PDF such a sign has no character: a screen reader says nothing, and PDF/A refuses it. So they become U+2022, and
the dash that Wingdings has for second levels stays recognisable by its indent.
"""

from typing import Final

from contracts.word.ooxml import Element, W, child_value, parse, to_bytes

BULLET: Final = "\N{BULLET}"
_SYMBOL_FONTS: Final = frozenset({"Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings"})


def plain_bullets(numbering: bytes) -> bytes:
    """A numbering part whose bullets are ordinary characters in the text's own font; the same bytes if they are."""
    root = parse(numbering)
    changed = False
    for level in root.iter(W + "lvl"):
        if child_value(level, "numFmt") != "bullet" or not is_symbol(level):
            continue
        text, fonts = level.find(W + "lvlText"), level.find(f"{W}rPr/{W}rFonts")
        if text is None:
            continue
        text.set(W + "val", BULLET)
        if fonts is not None and (parent := fonts.getparent()) is not None:
            parent.remove(fonts)
        changed = True
    return to_bytes(root) if changed else numbering


def is_symbol(level: Element) -> bool:
    """Whether a bullet level (w:lvl) takes its sign from a symbol font."""
    sign = child_value(level, "lvlText")
    fonts = level.find(f"{W}rPr/{W}rFonts")
    font = "" if fonts is None else (fonts.get(W + "ascii") or "")
    return font in _SYMBOL_FONTS or any("\ue000" <= letter <= "\uf8ff" for letter in sign)
