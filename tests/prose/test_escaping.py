"""A fact prints as it is, whatever marks it holds and wherever it stands."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from contracts.facts.front_matter import Body
from contracts.prose.evaluate import evaluate

NASTY = "*_`[]()<>#|~&!\\-+=.:1)^ \u00a0aå\"'{}"


def printed(markdown: str, kinds: list[str]) -> str:
    """The text of the only inline of a document of these kinds of tokens."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").use(footnote_plugin).parse(markdown)
    assert [token.type for token in tokens if token.nesting != -1] == kinds, markdown
    (inline,) = [token for token in tokens if token.type == "inline"]
    assert {child.type for child in inline.children or ()} <= {"text", "text_special"}, markdown
    return "".join(child.content for child in inline.children or ())


def filled(text: str, value: str) -> str:
    return evaluate(Body(text, 1, "pm.md"), {"value": value})


@pytest.mark.parametrize("value", ["1. maj-kommittén", "- streck", "# nummer", "a #", "C:\\|", "&amp;", "===", "[^1]"])
def test_marks_in_a_name_are_printed(value: str):
    assert printed(filled("{{ value }}\n", value), ["paragraph_open", "inline"]) == value


@given(st.text(NASTY, min_size=1, max_size=12).filter(lambda text: text.strip("\u00a0 ") == text))
def test_any_value_prints_as_it_is_at_the_beginning_of_a_line(value: str):
    assert printed(filled("{{ value }}\n", value), ["paragraph_open", "inline"]) == value


@given(st.text(NASTY, min_size=1, max_size=12).filter(lambda text: text.strip("\u00a0 ") == text))
def test_any_value_prints_as_it_is_in_a_list_and_a_heading(value: str):
    kinds = ["bullet_list_open", "list_item_open", "paragraph_open", "inline"]
    assert printed(filled("- {{ value }}\n", value), kinds) == value
    assert printed(filled("## {{ value }}\n", value), ["heading_open", "inline"]) == value


@given(st.text(NASTY, min_size=1, max_size=12).filter(lambda text: text.strip("\u00a0 ") == text))
def test_any_value_prints_as_it_is_in_a_table(value: str):
    markdown = filled("| a | b |\n|---|---|\n| {{ value }} | c |\n", value)
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    cells = [token for token in tokens if token.type == "inline"]
    assert len(cells) == 4
    assert unescape("".join(child.content for child in cells[2].children or ())) == unescape(value)
