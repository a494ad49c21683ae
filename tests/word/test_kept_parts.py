"""A template remembers parts of the document it made last, and no document can tell."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from contracts.word.kept_parts import KeptParts, stands_alone
from contracts.word.ooxml import MARK_URI
from contracts.word.render import Template
from tests.word.word_files import DECLARED, STAMP, WordFiles, paragraph

MARKED = '<w:p><w:bookmarkStart w:id="7" w:name="m"/><w:r><w:t>a</w:t></w:r><w:bookmarkEnd w:id="7"/></w:p>'
CONTEXTS = st.fixed_dictionaries(
    {
        "body": st.sampled_from(["a", "b", "# Rubrik\n\n- en\n- två\n", "Not.[^1]\n\n[^1]: noten"]),
        "header": st.sampled_from(["a", "a\nb\tc", "*a* [b](https://exempel.se)"]),
        "footer": st.sampled_from(["a", "", "å & ä"]),
        "marked": st.booleans(),
    }
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """One with values in all its parts."""
    folder: Path = tmp_path_factory.mktemp("kept")
    return WordFiles(folder).template(
        MARKED,
        paragraph("{{p body | stycken }}"),
        header=f"{paragraph('{{ header | rad }}')}{paragraph('{%p if marked %}')}{MARKED}{paragraph('{%p endif %}')}",
        footer=paragraph("{{ footer }}") + paragraph("alltid"),
    )


@settings(max_examples=20)
@given(st.lists(CONTEXTS, min_size=2, max_size=4))
def test_a_document_is_the_same_whatever_was_made_before_it(
    template: Template, contexts: list[dict[str, object]]
) -> None:
    remembering = replace(template, packed={}, kept=KeptParts())
    for context in contexts:
        alone = replace(template, packed={}, kept=KeptParts())
        stamp = replace(STAMP, title=str(context["footer"]), origin=str(context["body"])[:1])
        assert remembering.render(context, stamp) == alone.render(context, stamp)


def test_a_part_that_says_the_same_is_taken_again(template: Template) -> None:
    remembering = replace(template, packed={}, kept=KeptParts())
    remembering.render({"body": "a", "header": "a", "footer": "a", "marked": False}, STAMP)
    first = dict(remembering.kept.parts)
    remembering.render({"body": "b", "header": "b", "footer": "a", "marked": False}, STAMP)
    again = {name.rpartition("/")[2] for name, part in remembering.kept.parts.items() if first.get(name) is part}
    assert "footer1.xml" in again
    assert "header1.xml" not in again


@pytest.mark.parametrize(
    "inner",
    [
        '<w:bookmarkStart w:id="1" w:name="a"/>',
        '<w:r><w:drawing><wp:docPr id="1"/></w:drawing></w:r>',
        f'<w:r><w:t><c:inline xmlns:c="{MARK_URI}"/></w:t></w:r>',
    ],
)
def test_what_is_numbered_or_settled_with_other_parts_does_not_stand_alone(inner: str) -> None:
    for xml, alone in ((f"<w:hdr {DECLARED}><w:p>{inner}</w:p></w:hdr>", False), (f"<w:hdr {DECLARED}/>", True)):
        assert stands_alone(xml, etree.fromstring(xml)) is alone
