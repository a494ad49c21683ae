"""A tree becomes a file that says the same, in the style of data/."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given

from contracts.editing.emit import Unsaid, emit
from contracts.editing.nodes import raw_tree
from contracts.editing.scalars import WIDTH, prose
from contracts.errors import ProblemsError
from contracts.facts.reader import read_source, source_of
from contracts.facts.source import Route
from contracts.facts.unconfirmed_marks import without_mark
from tests.editing.written import trees

DATA = Path(__file__).parent.parent.parent / "data"


@given(trees())
@example({"a": "x\n", "b": ["", "y"], "c": {}, "d": [], "e": [{}, [[]]], "f": ["g ?", "h\n\ni ?\n"]})
def test_what_is_written_reads_back_the_same(tree):
    source = source_of(emit(tree), "f.yaml")
    assert source.plain() == without_marks(tree)
    assert set(source.unconfirmed()) == set(marked(tree))


def without_marks(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: without_marks(value) for name, value in part.items()}
    if isinstance(part, list):
        return [without_marks(value) for value in part]
    return part if part is None else without_mark(part)[0]


def marked(part: Any, route: Route = ()) -> Iterator[Route]:
    if isinstance(part, dict | list):
        for step, value in part.items() if isinstance(part, dict) else enumerate(part):
            yield from marked(value, (*route, step))
    elif part is not None and without_mark(part)[1]:
        yield route


@given(trees())
def test_lines_and_marks_are_kept_as_written(tree):
    assert raw_tree(emit(tree)) == tree


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.yaml")), ids=lambda path: path.parent.name)
def test_the_projects_own_facts_survive(path: Path):
    tree = read_source(path, path.name).plain()
    assert source_of(emit(tree), path.name).plain() == tree


def test_the_style_is_that_of_data():
    tree = {
        "name": "IOP Ett",
        "parties": [
            {"organisation": "exempelstad", "unit": None, "roles": ["finansiär"]},
            {"organisation": "forening", "roles": ["utförare", "samordnare"]},
        ],
        "background": prose("Ett stycke med ord.\n\nEtt annat."),
        "purpose": prose(
            "Partnerskapet ska bidra till att fler blir delaktiga, till social hållbarhet och till ekonomisk jämlikhet"
            " mellan kvinnor och män."
        ),
        "term": {"start": "2030-01-01", "end": "2031-12-31 ?"},
        "termination": Unsaid({"notice_months": "3"}, "Uppsägning är inte avtalad."),
        "economy": {"contributions": [{"amount": "350000", "purpose": "lön: halv tid"}], "reservation": Unsaid("2031")},
        "criteria": [{"criterion": "initiativ", "met": "ja"}],
    }
    comments = {
        (): ["yaml-language-server: $schema=../x.json"],
        ("term",): ["Två år."],
        ("parties", 1): ["Den enda föreningen."],
        ("parties", 1, "roles"): ["Båda rollerna."],
        ("criteria", 0, "criterion"): ["Fler kriterier följer."],
    }
    assert emit(tree, comments) == (
        """\
# yaml-language-server: $schema=../x.json
name: IOP Ett

parties:
  - organisation: exempelstad
    unit:
    roles: [finansiär]
  # Den enda föreningen.
  - organisation: forening
    # Båda rollerna.
    roles: [utförare, samordnare]

background: |
  Ett stycke med ord.

  Ett annat.

purpose: >
  Partnerskapet ska bidra till att fler blir delaktiga, till social hållbarhet och till ekonomisk jämlikhet mellan
  kvinnor och män.

# Två år.
term:
  start: 2030-01-01
  end: 2031-12-31 ?

# Uppsägning är inte avtalad.
# termination:
#   notice_months: 3

economy:
  contributions:
    - amount: 350000
      purpose: "lön: halv tid"
  # reservation: 2031

criteria:
  # Fler kriterier följer.
  - criterion: initiativ
    met: ja
"""
    )


def test_a_comment_that_is_taken_away_leaves_the_field_that_it_showed():
    text = emit({"name": "X", "term": {"start": "2030-01-01", "end": Unsaid("2031-12-31")}, "area": Unsaid("socialt")})
    filled_in = source_of(text.replace("# ", ""), "f.yaml").plain()
    assert filled_in == {"name": "X", "term": {"start": "2030-01-01", "end": "2031-12-31"}, "area": "socialt"}


def test_what_the_reader_would_refuse_is_refused():
    with pytest.raises(ProblemsError, match="<<"):
        emit({"<<": "x"})


def test_wrapped_prose_keeps_lists_tables_and_the_beginnings_of_lines():
    word = "ord " * 40
    listed = f"- {word.strip()}\n- b"
    assert prose(f"Först.\n\n{listed}") == f"Först.\n\n{listed}\n"
    dashed = f"{word.strip()} - {word.strip()}"
    for paragraph in prose(f"{dashed}\n\nSlut.").split("\n"):
        assert not paragraph.startswith("-")
    wrapped = prose(f"{word.strip()}\n\nSlut.")
    assert max(map(len, wrapped.split("\n"))) <= WIDTH - 2
    assert wrapped.split() == [*word.split(), "Slut."]


def test_the_mark_of_an_unconfirmed_value_never_stands_alone_on_a_line():
    words = "x" * 10 + " " + "ord " * 26 + "abc ?"
    assert all(line.strip() != "?" for n in range(8) for line in emit({"name": "y" * n + words + "\n"}).split("\n"))
