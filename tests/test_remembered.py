"""What is remembered of folders that are as they were never says anything else than a look at everything would."""

import datetime as dt
import json
import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from contracts import remembered
from contracts.choosing import heads_for, whole
from contracts.errors import Problem, ProblemsError
from contracts.facts.held import NotAsBeforeError, noting
from contracts.pipeline import Checked, check_facts
from contracts.plan.head import Head
from contracts.plan.jobs import Job
from contracts.project import Project
from contracts.remembered import Memory
from contracts.sharing import shared
from contracts.unchanged import Standing
from tests.building import Copy
from tests.test_incremental import norrvik

TODAY = dt.date(2030, 6, 1)
HOME = "data/norrvik"
SAILING, CAFE, WALK, MEETING = (f"{one}/" for one in ("seglarhjalpen", "hamnkaffe", "natvandring", "traffpunkt"))
PARTNERSHIPS = {SAILING, CAFE, WALK, MEETING}
MEMO, REPORT, PACKET = "memo-2030-05-14", "report-2031", "packet-2030-05-14"


@dataclass
class Looked:
    """What a look says, and which folders it worked out anew."""

    problems: tuple[Problem, ...]
    documents: tuple[Head, ...] | tuple[Problem, ...] = ()
    anew: set[str] = field(default_factory=set, compare=False)
    checked: Checked | None = field(default=None, compare=False)

    def text(self) -> str:
        return "\n".join(f"{one.rule}: {one.text}" for one in self.problems)


@dataclass(frozen=True)
class Place:
    """A project to look at, with what is remembered of it."""

    copy: Copy
    day: dt.date = TODAY
    draft: bool = False
    processes: int = 1

    @property
    def project(self) -> Project:
        return Project(self.copy.root / "data", self.copy.root / "templates", self.copy.build)

    def memory(self) -> Memory:
        self.copy.build.mkdir(exist_ok=True)
        return Memory(
            self.project, Standing(self.project, (), self.day), self.day, draft=self.draft, processes=self.processes
        )

    def look(self) -> Looked:
        """With what is remembered, which remembers this."""
        memory = self.memory()
        looked = self._look(memory)
        for known in memory._authorities.values():
            looked.anew |= known.read.keys() - known.holding
        if looked.checked is not None and all(isinstance(one, Head) for one in looked.documents):
            memory.save()
        return looked

    def look_at_everything(self) -> Looked:
        return self._look(None)

    def _look(self, memory: Memory | None) -> Looked:
        checked = check_facts(self.project, self.day, memory=memory)
        if checked.stops(strict=False):
            return Looked(checked.problems)
        try:
            heads = heads_for(self.project, checked.workspace, draft=self.draft, memory=memory)
        except ProblemsError as error:
            return Looked(checked.problems, tuple(error.problems), checked=checked)
        bare = tuple(Head(**{name: getattr(head, name) for name in Head.__dataclass_fields__}) for head in heads)
        return Looked(checked.problems, bare, checked=checked)

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.copy.root / HOME / file
        text = path.read_text("utf-8")
        assert old in text, file
        path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Not to be changed."""
    copy = norrvik(tmp_path_factory.mktemp("minne"))
    assert Place(copy).look().anew == {*PARTNERSHIPS, MEMO, REPORT, PACKET, "economic-report-2031-04"}
    return copy


@pytest.fixture
def place(looked_at: Copy, tmp_path: Path) -> Place:
    """The same in a folder of its own, looked at once, to change."""
    shutil.copytree(looked_at.root, tmp_path / "projekt", ignore=shutil.ignore_patterns(".cache"))
    place = Place(Copy(tmp_path / "projekt"))
    place.look()
    return place


def test_nothing_is_worked_out_again_when_nothing_has_changed(place: Place):
    looked = place.look()
    assert looked.anew == set()
    assert looked == place.look_at_everything()
    assert looked.documents


def test_a_change_inside_a_folder_concerns_only_those_who_looked_into_it(place: Place):
    place.edit("hamnkaffe/partnership.yaml", "amount: 62000", "amount: 63000")
    looked = place.look()
    assert looked.anew & PARTNERSHIPS == {CAFE}
    assert REPORT in looked.anew
    assert looked == place.look_at_everything()


def test_a_text_of_a_partnership_concerns_its_memo_and_packet_but_no_other_partnership(place: Place):
    place.edit("seglarhjalpen/pm.md", "# Prövning", "Det behövs.\n\n# Prövning")
    looked = place.look()
    assert looked.anew & PARTNERSHIPS == {SAILING}
    assert PACKET in looked.anew
    assert looked == place.look_at_everything()


def test_what_a_folder_shows_outwards_concerns_everybody(place: Place):
    place.edit("hamnkaffe/partnership.yaml", "2029/VN 0280 002", "2028/VN 0280 007")
    looked = place.look()
    assert looked.anew >= PARTNERSHIPS
    assert looked == place.look_at_everything()
    assert looked.text().count("diarienumret 2028/VN 0280 007 har också") == 2


def test_a_rule_that_has_looked_into_another_folder_is_asked_again_when_that_changes(place: Place):
    place.edit("hamnkaffe/partnership.yaml", "2029/VN 0280 002", "2028/VN 0280 007")
    place.look()
    place.edit("hamnkaffe/partnership.yaml", "name: Hamnkaffe", "name: Bryggkaffe")
    looked = place.look()
    assert "har också Bryggkaffe" in looked.text()
    assert MEETING not in looked.anew, "it has no such number"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("seglarhjalpen/partnership.yaml", "separate_agreements: ja", "separate_agreements: nej"),
        ("seglarhjalpen/partnership.yaml", "name: Seglarhjälpen", "name: Seglarhjälpen\nstatus_note: x"),
        ("natvandring/partnership.yaml", "name: Nattvandring", "name: Hamnkaffe"),
        ("memo-2030-05-14.md", "2030/VN 0280 013", "2030-VN 0280 013"),
        ("memo-2030-05-14.md", "seglarhjalpen/pm", "seglarhjalpen/finns-inte"),
        ("packet-2030-05-14.md", "date: 2030-05-14", "date: 2031-05-14"),
        ("report-2031.md", "title: ", "title: En annan "),
        ("organisations.yaml", "legal_name: ", "legal_name: Nya "),
        ("authority.yaml", "name: ", "name: Stora "),
    ],
)
def test_a_look_with_what_is_remembered_says_what_a_look_at_everything_says(
    place: Place, file: str, old: str, new: str
):
    place.edit(file, old, new)
    assert place.look() == place.look_at_everything()
    assert place.look() == place.look_at_everything()


def test_a_partnership_that_comes_or_goes_is_seen(place: Place):
    home = place.copy.root / HOME
    shutil.copytree(home / "hamnkaffe", home / "kaffe-igen")
    assert "diarienumret 2029/VN 0280 002 har också Hamnkaffe" in place.look().text()
    shutil.rmtree(home / "kaffe-igen")
    looked = place.look()
    assert "har också" not in looked.text()
    assert looked == place.look_at_everything()


def test_on_another_day_the_rules_are_asked_again_and_nothing_is_planned_again(place: Place):
    later = Place(place.copy, dt.date(2031, 12, 24))
    memory = later.memory()
    checked = check_facts(later.project, later.day, memory=memory)
    assert checked.problems == later.look_at_everything().problems != place.look_at_everything().problems
    heads = heads_for(later.project, checked.workspace, draft=False, memory=memory)
    assert not any(isinstance(head, Job) for head in heads)
    assert later.look() == later.look_at_everything()
    assert place.look() == place.look_at_everything(), "back on the first day"


@pytest.mark.parametrize("changed", ["template", "clause", "stranger"])
def test_all_is_worked_out_anew_when_what_everything_rests_on_has_changed(place: Place, changed: str):
    root = place.copy.root
    if changed == "template":
        shutil.copy(root / "templates/norrvik/memo.docx", root / "templates/norrvik/pm.docx")
    elif changed == "clause":
        clause = next((root / "templates/clauses").glob("*.md"))
        clause.write_text(clause.read_text("utf-8") + "\n", "utf-8")
    else:
        (root / "data/brev.txt").write_text("?", "utf-8")
    looked = place.look()
    assert looked.anew >= {*PARTNERSHIPS, MEMO, REPORT, PACKET}
    assert looked == place.look_at_everything()


def test_drafts_are_remembered_for_themselves(place: Place):
    drafts = Place(place.copy, draft=True)
    assert drafts.look().anew >= PARTNERSHIPS
    assert drafts.look() == drafts.look_at_everything()
    assert place.look().anew == set()


@pytest.mark.parametrize("content", ["", "{}", "[" * 100_000])
def test_a_broken_memory_is_none(place: Place, content: str):
    [file] = (place.copy.build / ".cache/dossiers").iterdir()
    file.write_text(content, "utf-8")
    assert place.look().anew >= PARTNERSHIPS
    assert place.look().anew == set()


@pytest.mark.parametrize("dossiers", [None, 7, [], {}, "[]", '{"hamnkaffe/": 1}'])
def test_a_memory_of_the_wrong_type_is_none(place: Place, dossiers: object):
    [file] = (place.copy.build / ".cache/dossiers").iterdir()
    held = json.loads(file.read_text("utf-8"))
    held["content"]["dossiers"] = dossiers
    file.write_text(json.dumps(held), "utf-8")
    assert place.look().anew >= PARTNERSHIPS


def test_what_is_remembered_of_another_shape_is_none(place: Place):
    [file] = (place.copy.build / ".cache/dossiers").iterdir()
    file.write_text(file.read_text("utf-8").replace("digest", "print"), "utf-8")
    assert place.look().anew >= PARTNERSHIPS


def test_a_file_that_changes_under_our_hands_is_not_believed(place: Place):
    memory = place.memory()
    checked = check_facts(place.project, TODAY, memory=memory)
    place.edit("hamnkaffe/partnership.yaml", "status: active", "status: nonsens")
    cafe = checked.workspace.authorities[0].partnership("hamnkaffe")
    assert cafe is not None
    with pytest.raises(NotAsBeforeError):
        _ = cafe.partnership


def test_a_folder_that_has_gone_meanwhile_is_not_believed(place: Place):
    checked = check_facts(place.project, TODAY, memory=place.memory())
    shutil.rmtree(place.copy.root / HOME / "hamnkaffe")
    cafe = checked.workspace.authorities[0].partnership("hamnkaffe")
    assert cafe is not None
    with pytest.raises(NotAsBeforeError):
        _ = cafe.partnership


def test_what_was_read_of_a_file_that_was_changed_and_put_back_is_not_remembered(place: Place):
    file = place.copy.root / HOME / "hamnkaffe/partnership.yaml"
    before = file.read_text("utf-8")
    file.write_text(before.replace("62000", "63000"), "utf-8")
    memory = place.memory()
    file.write_text(before.replace("62000", "64000"), "utf-8")
    checked = check_facts(place.project, TODAY, memory=memory)
    heads_for(place.project, checked.workspace, draft=False, memory=memory)
    file.write_text(before.replace("62000", "63000"), "utf-8")
    memory.save()
    looked = place.look()
    assert CAFE in looked.anew
    assert looked == place.look_at_everything()


def test_what_was_looked_into_for_the_plan_counts_on_another_day_too(place: Place):
    def reach() -> dict[str, set[str]]:
        [file] = (place.copy.build / ".cache/dossiers").iterdir()
        dossiers = json.loads(json.loads(file.read_text("utf-8"))["content"]["dossiers"])
        return {dossier: set(worked["reach"]) for dossier, worked in dossiers.items()}

    # As if the plan alone had looked into it.
    [file] = (place.copy.build / ".cache/dossiers").iterdir()
    held = json.loads(file.read_text("utf-8"))
    dossiers = json.loads(held["content"]["dossiers"])
    dossiers[SAILING]["reach"] = [WALK]
    held["content"]["dossiers"] = json.dumps(dossiers)
    file.write_text(json.dumps(held), "utf-8")
    Place(place.copy, dt.date(2030, 6, 2)).look()
    assert WALK in reach()[SAILING]


def test_a_note_with_the_name_of_a_partnership_is_no_part_of_it(place: Place):
    (place.copy.root / HOME / "seglarhjalpen.md").write_text("Kom ihåg.", "utf-8")
    looked = place.look()
    assert "file-unread" in looked.text()
    assert looked == place.look_at_everything()
    assert place.look().anew == set()


def test_a_document_that_would_be_another_now_is_not_believed(place: Place):
    memory = place.memory()
    checked = check_facts(place.project, TODAY, memory=memory)
    heads = heads_for(place.project, checked.workspace, draft=False, memory=memory)
    memo = next(head for head in heads if head.id == MEMO)
    assert not isinstance(memo, Job)
    place.edit("memo-2030-05-14.md", "title: Överenskommelse", "title: Avtal")
    with pytest.raises(NotAsBeforeError):
        whole(place.project, checked.workspace, [memo], draft=False)


def test_a_remembered_document_can_be_planned_whole(place: Place):
    memory = place.memory()
    checked = check_facts(place.project, TODAY, memory=memory)
    heads = heads_for(place.project, checked.workspace, draft=False, memory=memory)
    jobs = whole(place.project, checked.workspace, heads, draft=False)
    assert [(job.stem, job.facts_sha256) for job in jobs] == [(head.stem, head.facts_sha256) for head in heads]
    assert all(job.planned.facts for job in jobs)


def of_many(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The same, looked at by several processes."""
    monkeypatch.setattr(remembered, "_WORTH_SHARING", 1)
    return Place(place.copy, processes=3)


def test_several_processes_say_what_one_says(place: Place, monkeypatch: pytest.MonkeyPatch):
    (place.copy.root / "data/brev.txt").write_text("?", "utf-8")  # so that all is looked at
    looked = of_many(place, monkeypatch).look()
    assert looked.anew >= PARTNERSHIPS
    assert looked == place.look_at_everything()
    place.edit("hamnkaffe/partnership.yaml", "amount: 62000", "amount: 63000")
    looked = of_many(place, monkeypatch).look()
    assert CAFE in looked.anew
    assert SAILING not in looked.anew
    assert looked == place.look_at_everything()


def test_folders_are_read_ruled_and_planned_by_several_processes_when_they_are_many(
    place: Place, monkeypatch: pytest.MonkeyPatch
):
    given: list[tuple[Sequence[Any], int]] = []

    def noted(work: Callable[[Any], Any], things: Sequence[Any], processes: int) -> Iterator[tuple[Any, Any]]:
        given.append((things, processes))
        return shared(work, things, processes)

    monkeypatch.setattr(remembered, "shared", noted)
    Place(place.copy, processes=3).look()
    assert given == [], "these are few"
    (place.copy.root / "data/brev.txt").write_text("?", "utf-8")  # so that all is looked at
    of_many(place, monkeypatch).look()
    [read, worked] = given
    assert {f"{folder.name}/" for batch in read[0] for folder in batch} == PARTNERSHIPS
    assert len(worked[0]) >= len(PARTNERSHIPS)
    assert (read[1], worked[1]) == (3, 3)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("seglarhjalpen/partnership.yaml", "parties:", "partier:"),
        ("memo-2030-05-14.md", "seglarhjalpen/pm", "seglarhjalpen/finns-inte"),
        ("seglarhjalpen/pm.md", "{{ initiator }}", "{{ finns_inte }}"),
    ],
)
def test_what_is_wrong_is_told_whichever_process_finds_it(
    place: Place, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str
):
    place.edit(file, old, new)
    looked = of_many(place, monkeypatch).look()
    assert looked == place.look_at_everything()
    assert any(isinstance(one, Problem) for one in looked.documents) or not looked.documents


def test_a_folder_is_not_read_before_somebody_looks_into_it(place: Place):
    memory = place.memory()
    checked = check_facts(place.project, TODAY, memory=memory)
    with noting() as reach:
        names = [folder.id for folder in checked.workspace.authorities[0].partnerships]
    assert len(names) == len(PARTNERSHIPS)
    assert not reach


def edits(place: Place, numbers: random.Random) -> Iterator[str]:
    """Slips of the pen: a digit, a letter, a line left out or written twice, a line of another file, a lost file."""
    files = [path for path in sorted((place.copy.root / HOME).rglob("*")) if path.suffix in (".yaml", ".md")]
    while True:
        path, other = numbers.choice(files), numbers.choice(files)
        before = path.read_text("utf-8")
        lines = before.split("\n")
        at = numbers.randrange(len(lines))
        match numbers.choice(("digit", "letter", "out", "twice", "other", "lost")):
            case "digit":
                lines[at] = re.sub(r"\d", str(numbers.randrange(10)), lines[at], count=1)
            case "letter":
                lines[at] = re.sub(r"([a-zåäö]{3})([a-zåäö])", r"\2\1", lines[at], count=1)
            case "out":
                del lines[at]
            case "twice":
                lines.insert(at, lines[at])
            case "other":
                lines[at] = numbers.choice(other.read_text("utf-8").split("\n"))
            case "lost":
                path.unlink()
        if path.exists():
            path.write_text("\n".join(lines), "utf-8")
        yield f"{path.name}:{at + 1}"
        if not path.exists() or not place.look_at_everything().documents:  # what stops a build is mended
            path.write_text(before, "utf-8")
            yield f"{path.name} as it was"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_edited_it_says_what_a_look_at_everything_says(place: Place, seed: int):
    some = edits(place, random.Random(seed))
    told = []
    for _ in range(40):
        told.append(next(some))
        assert place.look() == place.look_at_everything(), told
