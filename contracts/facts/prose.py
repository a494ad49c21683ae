"""Markdown in the facts, read as plain text: what a reader sees without its marks."""

import functools
from collections.abc import Iterator
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

#: Stands for a cross-reference, [](#name), which prints a number that is known only in the document.
REFERENCE: Final = "\N{OBJECT REPLACEMENT CHARACTER}"


@functools.lru_cache(maxsize=512)  # planning asks for the same texts, document by document and time after time
def paragraphs(markdown: str) -> tuple[str, ...]:
    """The text of each paragraph, heading, list item and table cell, in order, without emphasis marks and links."""
    tokens = _parser().parse(markdown)
    return tuple(text for token in tokens if token.type == "inline" and (text := _text(token)))


@functools.cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").use(footnote_plugin)


def _text(inline: Token) -> str:
    return "".join(_pieces(inline)).strip()


def _pieces(inline: Token) -> Iterator[str]:
    before = ""
    for token in inline.children or ():
        if token.type == "link_close" and before == "link_open":
            yield REFERENCE
        before = token.type
        if token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type in ("text", "code_inline"):
            yield token.content
