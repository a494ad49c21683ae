"""YAML as different people write it: the same tree in block or brackets, with comments and quotation marks."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from contracts.facts.unconfirmed_marks import is_mark_alone, without_mark

#: Letters that YAML gives a meaning, beside some that it does not.
_NASTY = st.text("ab åÖ09-?:,[]{}#&*!|>'\"%@`=~\\<.\n\t\r\x85\u2028\xa0\x07\ufeff😀", max_size=20)
_SENTENCE = st.lists(st.text("abcåäö.,-#?", min_size=1, max_size=12), min_size=1, max_size=40).map(" ".join)
_ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
#: Without those that the reader refuses: a mark of an unconfirmed value without the value.
TEXTS = st.one_of(
    _NASTY,
    _SENTENCE,
    _SENTENCE.map(lambda text: text + "\n"),
    st.lists(_SENTENCE, min_size=2, max_size=3).map("\n\n".join),
    _ANY,
    st.sampled_from(["", "null", "~", "NO", "0123", "12:30", "ja", "---", "...", "a: b", "350000", "2018-03-01", "<<"]),
).filter(lambda text: not is_mark_alone(text))
KEYS = st.one_of(st.sampled_from(["name", "term", "parties", "a b", "ja", "1"]), _NASTY, _ANY).filter(
    lambda key: key != "<<" and not is_mark_alone(key) and without_mark(key) == (key, False)
)


def trees(texts: st.SearchStrategy[str] = TEXTS, keys: st.SearchStrategy[str] = KEYS) -> st.SearchStrategy[dict]:
    """Fields whose values are texts, lists and fields; an item of a list may be nothing."""
    inside = st.recursive(
        texts,
        lambda part: st.one_of(
            st.lists(part, max_size=4), st.lists(st.none() | texts, max_size=3), st.dictionaries(keys, part, max_size=4)
        ),
        max_leaves=12,
    )
    return st.dictionaries(keys, inside, max_size=5)


_WORDS = st.sampled_from(
    ["ett", "två ord", "2018-03-01", "350000 ?", "åäö", "AVUX/2016:55", "ett\ntvå\n", "lång " * 20]
)
_NAMES = st.sampled_from(["name", "term", "start", "end", "parties", "roles", "text", "x"])


@st.composite
def files(draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    """A file in a style that varies from line to line."""
    tree = draw(st.dictionaries(_NAMES, _parts(), min_size=1, max_size=4))
    lines = _fields(draw, tree, 0)
    eol = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    text = eol.join(lines) + draw(st.sampled_from([eol, "", eol * 2]))
    return draw(st.sampled_from(["", "\ufeff"])) + text


def _parts() -> st.SearchStrategy[Any]:
    return st.recursive(
        _WORDS | st.none(),
        lambda part: st.lists(part, max_size=3) | st.dictionaries(_NAMES, part, max_size=3),
        max_leaves=8,
    )


def _comment(draw: Any) -> str:
    return draw(st.sampled_from(["", "", "", "  # en kommentar: [inte] {det}"]))


def _between(draw: Any, indent: int) -> list[str]:
    return draw(
        st.sampled_from([[], [], [], [""], [" " * indent + "# för sig: - själv"], ["", "# längst till vänster"]])
    )


def _fields(draw: Any, tree: dict[str, Any], indent: int) -> list[str]:
    lines = []
    for name, value in tree.items():
        lines += [*_between(draw, indent), *_entry(draw, " " * indent + name + ":", value, indent, False)]
    return lines


def _entry(draw: Any, lead: str, value: Any, indent: int, in_list: bool) -> list[str]:
    if value is None:
        return [lead + _comment(draw)]
    if isinstance(value, str):
        return _text(draw, lead, value, indent)
    if not value or draw(st.integers(0, 3)) == 0:
        return [f"{lead} {_flow(draw, value)}{_comment(draw)}"]
    if in_list and isinstance(value, dict) and draw(st.booleans()):
        lines = _fields(draw, value, indent + 2)
        if lines[0].strip() and not lines[0].lstrip().startswith("#"):
            return [f"{lead} {lines[0].lstrip()}", *lines[1:]]
    deeper = indent + draw(st.sampled_from([2, 2, 4]))
    if isinstance(value, dict):
        return [lead + _comment(draw), *_fields(draw, value, deeper)]
    if not in_list:
        deeper = draw(st.sampled_from([indent, deeper, deeper]))
    lines = [lead + _comment(draw)]
    for item in value:
        lines += [*_between(draw, deeper), *_entry(draw, " " * deeper + "-", item, deeper, True)]
    return lines


def _text(draw: Any, lead: str, value: str, indent: int) -> list[str]:
    margin = " " * (indent + draw(st.sampled_from([2, 3])))
    if value.endswith("\n"):
        empty = draw(st.sampled_from([[], [""], ["", ""]]))
        return [f"{lead} |{_comment(draw)}", *[margin + line for line in value.split("\n")[:-1]], *empty]
    if " " in value and draw(st.booleans()):
        words = value.split(" ")
        if value == value.strip() and draw(st.booleans()):
            return [f"{lead} {words[0]}", f"{margin}{' '.join(words[1:])}{_comment(draw)}"]
        return [f"{lead} >-{_comment(draw)}", margin + value.rstrip()]
    if value == value.strip() and draw(st.booleans()):
        if draw(st.integers(0, 4)) == 0:
            return [lead + _comment(draw), margin + value]
        return [f"{lead} {value}{_comment(draw)}"]
    return [f'{lead} "{value}"{_comment(draw)}']


def _flow(draw: Any, value: Any) -> str:
    if value is None:
        return "~"
    if isinstance(value, str):
        quoted = '"' + value.replace("\n", "\\n") + '"'
        return draw(st.sampled_from([quoted, value])) if value == value.strip() and "\n" not in value else quoted
    gap = draw(st.sampled_from(["", " "]))
    if isinstance(value, dict):
        return "{" + gap + ", ".join(f"{name}: {_flow(draw, part)}" for name, part in value.items()) + gap + "}"
    return "[" + gap + ", ".join(_flow(draw, part) for part in value) + gap + "]"
