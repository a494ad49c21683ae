"""Facts that no template of an authority prints are told once; those that steer only are not."""

import dataclasses
from pathlib import Path

from contracts.lint.lint import lint_all
from contracts.lint.unused import STEERING, Uses, never_printed
from contracts.plan.document_views import PacketDocumentView, PacketItemView, PacketView
from contracts.plan.views import AuthorityView, DocumentView
from tests.word.word_files import WordFiles, paragraph

ALL_OF_PACKET = frozenset(
    (view, field.name)
    for view in (PacketView, PacketItemView, PacketDocumentView, AuthorityView, DocumentView)
    for field in dataclasses.fields(view)
)


def uses(name: str, *unread: str, folder: str = "") -> Uses:
    """A packet's template that reads all but some fields."""
    read = frozenset((view, field) for view, field in ALL_OF_PACKET if field not in unread)
    return Uses(Path("templates") / folder / name, Path("templates"), "packet", read)


def told(*found: Uses) -> list[str]:
    return [problem.text for problem in never_printed(found, "templates")]


def test_a_field_that_nobody_reads_is_told() -> None:
    assert told(uses("packet.docx", "note")) == ["uppgiften ”Upplysning” (note) skrivs inte ut i någon mall"]


def test_a_field_that_is_read_is_not_told() -> None:
    assert told(uses("packet.docx")) == []


def test_a_field_inside_another_is_told() -> None:
    assert told(uses("packet.docx", "proposals")) == [
        "uppgiften ”Förslag till beslut” (items.proposals) skrivs inte ut i någon mall"
    ]


def test_a_field_that_steers_only_is_not_told() -> None:
    assert told(uses("packet.docx", "kind", "the_kind")) == [
        "uppgiften ”Slag” (items.documents.kind) skrivs inte ut i någon mall"
    ]
    assert all(STEERING.values())


def test_an_authority_may_leave_out_what_the_common_template_prints() -> None:
    assert told(uses("packet.docx"), uses("packet.docx", "note", folder="exempelstad")) == []
    assert told(uses("packet.docx", "note"), uses("packet.docx", folder="exempelstad")) != []


def test_it_is_told_in_the_run_over_all_templates(tmp_path: Path) -> None:
    WordFiles(tmp_path).file(paragraph("{{ title }}"), name="packet.docx")
    found = [problem for problem in lint_all(tmp_path) if problem.rule == "template-fact-never-printed"]
    assert any("(note)" in problem.text for problem in found)
    assert not any(problem.text == "uppgiften ”Titel” (title) skrivs inte ut i någon mall" for problem in found)
