"""A file that was read takes little room, and says the same whenever it is asked."""

import pickle
from pathlib import Path

from contracts.facts import packed_tree
from contracts.facts.reader import source_of
from contracts.facts.source import Source

TEXT = "name: Träffpunkt\nparties:\n  - organisation: forening-1\n    roles: [utförare]\nterm: {start: 2030-03-01 ?}\n"


def others() -> None:
    for number in range(2 * packed_tree._OPEN):
        source_of(f"number: {number}\n", "data/another.yaml").plain()


def said(source: Source) -> tuple[object, ...]:
    places = [source.place(("parties", 0, "roles", 0)), source.place(("term", "end")), source.key_place(("name",))]
    return source.plain(), places, source.unconfirmed(), tuple(source.lines)


def test_a_file_says_the_same_when_others_have_been_read() -> None:
    source = source_of(TEXT, "data/partnership.yaml")
    before = said(source)
    others()
    assert source._packed not in packed_tree._open
    assert said(source) == before


def test_a_part_of_a_file_keeps_its_lines() -> None:
    part = source_of(TEXT, "data/partnership.yaml").below("term")
    others()
    assert part.plain() == {"start": "2030-03-01"}
    assert part.unconfirmed() == (("start",),)
    assert str(part.place(("start",))) == "data/partnership.yaml:5:15"


def test_a_file_at_rest_takes_no_more_room_than_on_disk() -> None:
    path = Path("data/malmo/uvas/partnership.yaml")
    source = source_of(path.read_text(encoding="utf-8"), path.as_posix())
    assert len(pickle.dumps(source)) < path.stat().st_size


def test_few_files_are_kept_open() -> None:
    others()
    assert len(packed_tree._open) == packed_tree._OPEN
