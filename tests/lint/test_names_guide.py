"""The guides to names are made from the views, fresh, and what they tell to copy works in a template."""

import io
from pathlib import Path

import docx
import pytest

from contracts.lint.kinds import names_of
from contracts.lint.names_field_guide import field_guide
from contracts.lint.names_filters import filter_guides, unexplained_filters
from contracts.lint.names_groups import Group, groups
from contracts.lint.names_guide import guide
from contracts.lint.samples import sample_names, tops_of
from contracts.spelling.filters import FILTERS
from contracts.word.structure import check_structure
from tests.building import ROOT
from tests.word.word_files import STAMP, WordFiles, paragraph


@pytest.fixture(scope="module")
def found() -> tuple[Group, ...]:
    return groups(ROOT / "templates")


def test_names_md_is_fresh(found: tuple[Group, ...]) -> None:
    written = (ROOT / "templates" / "NAMES.md").read_text("utf-8")
    assert written == guide(found, filter_guides()), "run: python -m contracts.lint.names_guide > templates/NAMES.md"


def test_the_field_guide_is_fresh_and_sound(found: tuple[Group, ...]) -> None:
    written = (ROOT / "docs" / "faltguide.docx").read_bytes()
    made = field_guide(found, filter_guides())
    assert text_of(written) == text_of(made), "run: python -m contracts.lint.names_guide docs/faltguide.docx"
    assert check_structure(made) == ()
    assert made == field_guide(found, filter_guides())


def text_of(data: bytes) -> list[str]:
    """Paragraphs, then the cells of every table."""
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_the_field_guide_lies_where_no_template_is_looked_for() -> None:
    assert not list(Path(ROOT / "templates").glob("**/*guide*.docx"))


def test_every_name_at_the_top_of_a_kind_is_told(found: tuple[Group, ...]) -> None:
    for group in found:
        # Kinds with one view are told of once.
        if group.kind not in ("pm.md", "places-agreement", "extension", "accession", "exit", "notice"):
            assert {name.path for name in group.names if name.depth == 0} == set(names_of(group.kind))


def test_every_tag_that_is_told_prints_its_example(found: tuple[Group, ...], word: WordFiles) -> None:
    agreement = found[0]
    names = sample_names(tops_of("agreement"), {"term.season": "saknas"})
    separate = sample_names(tops_of("agreement"), {"separate_with": "finns"})
    names |= {name: separate[name] for name in ("separate_with", "main_parties")}
    shown = [one for one in agreement.names if one.depth < 2 and one.example and not one.tag.startswith("{{p")]
    # A term has days or a season, never both.
    top = [one for one in shown if one.path.split(".")[0] in names and one.path != "term.season"]
    document = word.template(*(paragraph(one.tag) for one in top), filters=FILTERS)
    printed = document.render(names, STAMP).paragraphs
    assert [(one.tag, text) for one, text in zip(top, printed, strict=True)] == [(one.tag, one.example) for one in top]


def test_every_filter_is_explained_with_an_example() -> None:
    assert unexplained_filters() == frozenset()
    assert {one.name: one.prints for one in filter_guides()}["datum"] == "1\N{NO-BREAK SPACE}mars 2026"
