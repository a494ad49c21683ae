"""Finds template tags in a paragraph's text.

The dialect is docxtpl's: {{ output }}, {% statement %}, {# comment #}, and p, tr, tc or r right after the opening mark.
Word's own habits are undone outside quoted strings only: curly quotes, no-break spaces, dashes and invisible
characters. Inside a string every character is kept, because there it is text.
"""

import enum
import re
from dataclasses import dataclass
from typing import Final


class Kind(enum.Enum):
    """What a tag does."""

    OUTPUT = "{{"
    STATEMENT = "{%"
    COMMENT = "{#"


@dataclass(frozen=True, slots=True)
class TagText:
    """One tag in a paragraph's text."""

    start: int  #: 0-based, in the paragraph's text
    end: int
    raw: str  #: as written, with its marks
    kind: Kind
    level: str  #: "p", "tr", "tc", "r" or ""
    body: str  #: what Jinja reads, without marks and level
    trims: bool  #: has Jinja's white space control, as in {%- … -%}

    @property
    def word(self) -> str:
        """The statement's first word ("if", "endfor"), "" for other tags."""
        found = re.match(r"\w+", self.body) if self.kind is Kind.STATEMENT else None
        return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Stray:
    """An opening or closing mark without its other half in the same paragraph."""

    start: int  #: 0-based, in the paragraph's text
    mark: str


_MARK: Final = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSING: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LEVEL: Final = re.compile(r"(p|tr|tc|r)\s+(?=\S)")
#: After {{p: what shows that "p" is a variable and not a level. A parenthesis does not: variables are never called.
_OPERATOR: Final = re.compile(r"[|.,)~+*/%=<>!\[-]|(?:if|is|in|and|or|not)\b")
_DOUBLE: Final = '"“”„‟«»″'
_SINGLE: Final = "'‘’‚‛′"
#: All that can begin or end something inside a tag.
_SIGN: Final = re.compile(rf"[{_DOUBLE}{_SINGLE}{{}}%]")
_SPACES: Final = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u2002\u2003\t\n\r"), " ")
_CONTROL: Final = re.compile(r"[\t\n\r]")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), "")
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_OUTSIDE: Final = {**_SPACES, **_INVISIBLE, **_DASHES}


def find_tags(text: str) -> tuple[tuple[TagText, ...], tuple[Stray, ...]]:
    """All tags in a text, and the marks that belong to none."""
    tags: list[TagText] = []
    strays: list[Stray] = []
    at = 0
    last_of_comments = text.rfind("#}")  # so that a text full of {# is not searched to its end for each
    while found := _MARK.search(text, at):
        closable = found[0] in _CLOSING and (found[0] != "{#" or found.end() <= last_of_comments)
        end = _end_of_tag(text, found.end(), _CLOSING[found[0]]) if closable else None
        if end is None:
            strays.append(Stray(found.start(), found[0]))
            at = found.end()
        else:
            tags.append(_tag(text, found.start(), end))
            at = end
    return tuple(tags), tuple(strays)


def _end_of_tag(text: str, at: int, closing: str) -> int | None:
    if closing == "#}":
        found = text.find(closing, at)
        return None if found < 0 else found + 2
    quote, depth = "", 0
    for sign in _SIGN.finditer(text, at):
        index = sign.start()
        char, pair = text[index], text[index : index + 2]
        if quote:
            quote = "" if char in quote else quote
        elif char in _DOUBLE or char in _SINGLE:
            quote = _DOUBLE if char in _DOUBLE else _SINGLE
        elif char == "}" and depth:
            depth -= 1
        elif pair == closing:
            return index + 2
        elif pair in _CLOSING:
            return None  # the next tag begins before this one has ended
        elif char == "{":
            depth += 1
    return _plain_end(text, at, closing)


def _plain_end(text: str, at: int, closing: str) -> int | None:
    # A quote that never ends: the tag still ends at its mark, and its expression is refused with its place.
    found = text.find(closing, at)
    if found < 0 or any(opening in text[at:found] for opening in _CLOSING):
        return None
    return found + 2


def _tag(text: str, start: int, end: int) -> TagText:
    raw = text[start:end]
    kind = Kind(raw[:2])
    inner = raw[2:-2]
    level = _LEVEL.match(inner)
    if level and kind is Kind.OUTPUT and _OPERATOR.match(inner, level.end()):
        level = None
    body = inner[level.end() :] if level else inner
    trims = kind is not Kind.COMMENT and (inner[:1] in ("-", "+") or inner[-1:] in ("-", "+"))
    return TagText(start, end, raw, kind, level[1] if level else "", normalised(body).strip(), trims)


def normalised(body: str) -> str:
    """A tag's inside with what Word did to it undone; every character inside quoted strings stays."""
    if body.isascii() and not _CONTROL.search(body):
        return body
    out: list[str] = []
    quote = ""
    for char in body:
        if quote:
            ends = char in quote
            out.append(quote[0] if ends else char)
            quote = "" if ends else quote
        elif char in _DOUBLE or char in _SINGLE:
            quote = _DOUBLE if char in _DOUBLE else _SINGLE
            out.append(quote[0])
        else:
            out.append(char.translate(_OUTSIDE))
    return "".join(out).replace("\n", " ")
