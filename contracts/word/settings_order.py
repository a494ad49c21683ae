"""Puts a setting of a paragraph where the schema has it: Word refuses a file whose settings stand in another order.

Source: ECMA-376 part 1, 17.3.1.26 (pPr).
"""

from typing import Final

from contracts.word.ooxml import Element, W

#: What stands before a paragraph's place in a list.
BEFORE_LIST: Final = frozenset(
    W + name for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)
#: What stands before a paragraph's indent.
BEFORE_INDENT: Final = BEFORE_LIST | {
    W + name
    for name in (
        *("numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"),
        *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid"),
        "spacing",
    )
}


def put_setting(properties: Element, setting: Element, before: frozenset[str]) -> None:
    """Put a setting among a paragraph's properties, instead of any of its kind.

    Args:
        properties: a w:pPr.
        setting: what to put.
        before: the tags of all that stands before it.
    """
    for one in properties.findall(str(setting.tag)):
        properties.remove(one)
    properties.insert(sum(1 for one in properties if one.tag in before), setting)
