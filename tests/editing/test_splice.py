"""A change in a file leaves all else byte for byte as it was."""

import itertools
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.editing import nodes
from contracts.editing.splice import Insert, Remove, Set, edit_prose, edit_text
from contracts.errors import EditError, ProblemsError
from tests.editing.written import TEXTS, files, trees

Tree = Any


def tree_of(text: str) -> Tree:
    """What a text says; a block text is the same whether the file's last line has an end or not."""
    return nodes.plain(nodes.nodes(text.removeprefix("\ufeff") + ("" if text.endswith("\n") else "\n")))


def routes(tree: Tree, route: tuple = ()) -> list[tuple]:
    parts = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [route, *itertools.chain.from_iterable(routes(value, (*route, step)) for step, value in parts)]


def at(tree: Tree, route: tuple) -> Tree:
    for step in route:
        tree = tree[step]
    return tree


VALUES = st.one_of(TEXTS, st.lists(st.sampled_from(["a", "b c", "d ?"]), max_size=3), trees())


@given(files())
def test_no_edits_give_the_same_bytes(text: str):
    assert edit_text(text, [], "f.yaml") is text


@given(files(), st.data())
def test_a_value_that_is_set_is_read_and_the_rest_is_as_before(text: str, data: st.DataObject):
    before = tree_of(text)
    route = data.draw(st.sampled_from(routes(before)[1:]))
    value = data.draw(VALUES)
    after = edit_text(text, [Set(route, value)], "f.yaml")
    expected = deepcopy(before)
    at(expected, route[:-1])[route[-1]] = value
    assert nodes.tidy(tree_of(after)) == nodes.tidy(expected)
    assert edit_text(after, [Set(route, value)], "f.yaml") == after
    untouched(text, after, route[:1])


@given(files(), st.data())
def test_a_field_that_is_added_is_read_and_every_line_that_was_there_stays(text: str, data: st.DataObject):
    before = tree_of(text)
    route = data.draw(st.sampled_from([one for one in routes(before) if isinstance(at(before, one), dict)]))
    value = data.draw(VALUES)
    after = edit_text(text, [Set((*route, "nytt"), value)], "f.yaml")
    expected = deepcopy(before)
    at(expected, route)["nytt"] = value
    assert nodes.tidy(tree_of(after)) == nodes.tidy(expected)
    untouched(text, after, route[:1])
    back = edit_text(after, [Remove((*route, "nytt"))], "f.yaml")
    assert nodes.tidy(tree_of(back)) == nodes.tidy(before)


@given(files(), st.data())
def test_an_item_that_is_inserted_stands_in_its_place(text: str, data: st.DataObject):
    before = tree_of(text)
    lists = [one for one in routes(before) if isinstance(at(before, one), list)]
    if not lists:
        return
    route = data.draw(st.sampled_from(lists))
    place = data.draw(st.none() | st.integers(0, len(at(before, route))))
    value = data.draw(VALUES)
    after = edit_text(text, [Insert(route, value, place)], "f.yaml")
    expected = deepcopy(before)
    into = at(expected, route)
    into.insert(len(into) if place is None else place, value)
    assert nodes.tidy(tree_of(after)) == nodes.tidy(expected)
    untouched(text, after, route[:1])


@given(files(), st.data())
def test_what_is_removed_is_gone_and_the_rest_is_as_before(text: str, data: st.DataObject):
    before = tree_of(text)
    route = data.draw(st.sampled_from(routes(before)[1:]))
    after = edit_text(text, [Remove(route)], "f.yaml")
    expected = deepcopy(before)
    del at(expected, route[:-1])[route[-1]]
    assert nodes.tidy(tree_of(after)) == nodes.tidy(expected)
    untouched(text, after, route[:1])


def untouched(before: str, after: str, route: tuple) -> None:
    """Before the field that was touched, and after it, every character is the same."""
    if not route:
        return
    root = nodes.nodes(before.removeprefix("\ufeff"))
    assert isinstance(root, nodes.Mapping)
    offset = before.startswith("\ufeff")
    place = [name.text for name, _ in root.items].index(route[0])
    assert after.startswith("\ufeff") == before.startswith("\ufeff")
    if len(root.items) > 1:
        first = root.items[place][0].start + offset
        kept = before[: before.rfind("\n", 0, first) + 1]
        assert after.startswith(kept) or (place == len(root.items) - 1 and after.startswith(kept.rstrip("\r\n")))
        if place + 1 < len(root.items) and not root.flow:
            following = root.items[place + 1][0].start + offset
            assert after.endswith(before[following:])
    assert ("\r\n" in after) <= ("\r\n" in before)


SMALL = """\
# Först en kommentar.
name: IOP Ett   # kort
term:
  start: 2030-01-01  # säkert
  # end är inte bestämt
parties:
  - organisation: a
    roles: [x, y]

  # Den andra.
  - organisation: b

goals: []
text: |
  Ett.

  Två.
# Sist.
"""


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (Set(("name",), "IOP Två: nu"), "IOP Ett ", '"IOP Två: nu" '),
        (Set(("term", "start"), "2030-02-01 ?"), "2030-01-01", "2030-02-01 ?"),
        (Set(("term", "end"), "2031-12-31"), "säkert\n", "säkert\n  end: 2031-12-31\n"),
        (
            Set(("term", "extension", "kind"), "repeated"),
            "säkert\n",
            "säkert\n  extension:\n    kind: repeated\n",
        ),
        (Insert(("parties", 0, "roles"), "z ?"), "[x, y]", "[x, y, z ?]"),
        (Insert(("parties", 0, "roles"), "z", 0), "[x, y]", "[z, x, y]"),
        (Insert(("parties",), {"organisation": "c"}), "tion: b\n", "tion: b\n  - organisation: c\n"),
        (Insert(("parties",), {"organisation": "c"}, 1), "[x, y]\n", "[x, y]\n  - organisation: c\n"),
        (
            Insert(("parties",), {"organisation": "c"}, 0),
            "  - organisation: a",
            "  - organisation: c\n  - organisation: a",
        ),
        (Insert(("goals",), "Fler får arbete."), "goals: []", "goals:\n  - Fler får arbete."),
        (Insert(("visions",), "Alla."), "Två.\n", "Två.\n\nvisions:\n  - Alla.\n"),
        (Set(("text",), "Ett.\n\nTre.\n"), "  Två.\n", "  Tre.\n"),
        (Set(("text",), "Ett"), "|\n  Ett.\n\n  Två.\n", "Ett\n"),
        (Remove(("parties", 0, "organisation")), "- organisation: a\n    roles", "- roles"),
        (Remove(("parties", 1, "organisation")), "- organisation: b", "- {}"),
        (Remove(("parties", 1)), "  - organisation: b\n", ""),
        (Remove(("term",)), "term:\n  start: 2030-01-01  # säkert\n", ""),
        (Set(("area",), "socialt", after="name"), "# kort\n", "# kort\narea: socialt\n"),
    ],
    ids=lambda value: f"{type(value).__name__} {'.'.join(map(str, value.route))}" if hasattr(value, "route") else "",
)
@pytest.mark.parametrize("eol", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_only_what_was_meant_changes(edit: Any, old: str, new: str, eol: str):
    assert SMALL.count(old) == 1
    text = SMALL.replace("\n", eol)
    assert edit_text(text, [edit], "f.yaml") == SMALL.replace(old, new).replace("\n", eol)


def test_the_fields_before_prose_change_and_the_prose_does_not():
    text = "\ufeff---\r\ntitle: Ett # x\r\nproposals: [a]\r\n---\r\n# Rubrik\r\ntitle: Ett\r\n"
    after = edit_prose(text, [Set(("title",), "Två"), Insert(("proposals",), "b")], "pm.md")
    assert after == text.replace("Ett #", "Två #").replace("[a]", "[a, b]")


def test_a_file_without_a_last_line_end_still_has_none():
    assert edit_text("a: b\nc: d", [Set(("e",), "f")], "f.yaml") == "a: b\nc: d\ne: f"
    assert edit_text("a: b\nc: d", [Remove(("c",))], "f.yaml") == "a: b"


@pytest.mark.parametrize(
    "edit",
    [Remove(("b",)), Remove(("a", 0)), Set(("a", 0, "b"), "c"), Insert(("a",), "c"), Set(("l", 2), "x"), Set((), "x")],
)
def test_what_is_not_there_is_refused_with_the_route(edit: Any):
    with pytest.raises(EditError, match="finns inte i filen"):
        edit_text("a: b\nl: [1]\n", [edit], "f.yaml")


def test_a_change_that_cannot_be_made_alone_is_refused():
    with pytest.raises(EditError, match="utan att något annat ändras"):
        edit_text("a: [b: c]\n", [Set(("a", 0, "d"), "e")], "f.yaml")


def test_a_file_that_the_reader_refuses_is_not_touched():
    with pytest.raises(ProblemsError, match="två gånger"):
        edit_text("a: b\na: c\n", [Set(("a",), "d")], "f.yaml")
