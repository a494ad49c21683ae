"""What is made anew while one edits, and what is told: in one process, with the engine for drafts."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from contracts.errors import OutputError, ProblemsError
from contracts.filing.staging import staging
from contracts.project import Project
from contracts.rebuilding import Rebuilding
from contracts.working import open_engine
from tests.building import ROOT, Copy, copy_of

TODAY = dt.date(2030, 2, 1)
FOLDER = "norrvik/seglarhjalpen"
AGREEMENT = f"{FOLDER}/overenskommelse-utkast"
AGREEMENTS = [
    AGREEMENT,
    f"{FOLDER}/overenskommelse-segelsallskapet-utkast",
    f"{FOLDER}/overenskommelse-brygghuset-utkast",
    f"{FOLDER}/platsavtal-2031-segelsallskapet-utkast",
]
PM = f"{FOLDER}/promemoria-utkast"
PACKET = "norrvik/kallelse-2030-05-14-utkast"

Begin = Callable[..., "Watched"]


class Watched:
    """A project that is edited, and what is kept warm of it."""

    def __init__(self, copy: Copy, rebuilding: Rebuilding) -> None:
        self.copy, self.rebuilding = copy, rebuilding
        self.due = rebuilding.look(TODAY)

    def save(self, name: str, old: str, new: str) -> list[str]:
        """Change a file; the stems that are due at once."""
        path = self.copy.root / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        return self.saved(path)

    def saved(self, *paths: Path) -> list[str]:
        self.due = self.rebuilding.look(TODAY, paths)
        return [job.stem for job in self.due]

    def later(self) -> list[str]:
        """The stems that are due when all has been looked at."""
        self.due = self.rebuilding.look_on(TODAY)
        return [job.stem for job in self.due]

    def make_all(self) -> list[str]:
        """Make what is due; the stems that came out."""
        return [job.stem for job in self.due if self.rebuilding.make(job, lambda document, step: None)]

    def rules(self) -> set[str]:
        return {problem.rule for problem in self.rebuilding.problems()}


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Begin to watch targets in a copy of norrvik."""
    copy = copy_of(ROOT / "tests" / "projects" / "norrvik" / "data", tmp_path)
    shutil.copytree(ROOT / "tests" / "projects" / "norrvik" / "templates", tmp_path / "templates", dirs_exist_ok=True)
    project = Project(copy.root / "data", copy.root / "templates", copy.root / "build")
    work = tmp_path / "work"
    work.mkdir()
    with open_engine(project, work, embedded=True) as engine:
        yield lambda *targets: Watched(copy, Rebuilding(project, engine, targets))


SEGLARHJALPEN = "data/norrvik/seglarhjalpen/partnership.yaml"


def test_without_targets_nothing_is_made_until_something_changes(begin: Begin):
    watched = begin()
    assert watched.due == ()
    assert watched.saved(watched.copy.root / SEGLARHJALPEN) == []


def test_a_change_is_made_first_in_its_own_document_and_then_where_it_is_used(begin: Begin):
    watched = begin()
    assert watched.save(SEGLARHJALPEN, "Maj Påhittad", "Eva Påhittad") == AGREEMENTS
    assert watched.make_all() == AGREEMENTS
    assert (watched.copy.build / f"{AGREEMENT}.pdf").read_bytes().startswith(b"%PDF")
    later = watched.later()
    assert AGREEMENT not in later
    assert PM in later
    assert later[-1] == PACKET
    assert watched.make_all() == later
    assert watched.later() == []


def test_a_comment_changes_no_document(begin: Begin):
    watched = begin()
    assert watched.save(SEGLARHJALPEN, "\n", "  # kommentar\n") == []
    assert watched.later() == []


def test_an_error_stops_and_is_told_until_it_is_mended(begin: Begin):
    watched = begin()
    warnings = watched.rules()
    assert watched.save(SEGLARHJALPEN, "status: decided", "status: aktiv") == []
    assert watched.rules() - warnings == {"field-enum"}
    assert warnings <= watched.rules()
    assert watched.save(SEGLARHJALPEN, "status: aktiv", "status: decided") == []
    assert watched.rules() == warnings


def test_a_document_that_does_not_come_out_is_told_of_and_tried_again_after_a_change(begin: Begin):
    watched = begin()
    (watched.copy.root / "templates" / "pm.docx").write_bytes(b"no Word file")
    template = watched.copy.root / "templates" / "pm.docx"
    due = watched.saved(template)
    assert (due[0], due[-1]) == (PM, PACKET)
    assert not {PM, PACKET} & set(watched.make_all())
    assert {"template-corrupt", "packet-part-missing"} <= watched.rules()
    assert watched.saved(watched.copy.root / SEGLARHJALPEN) == []
    shutil.copy(ROOT / "templates" / "pm.docx", template)
    assert watched.saved(template) == [PM]
    assert watched.make_all() == [PM]
    assert watched.later() == [PACKET]
    assert watched.make_all() == [PACKET]
    assert not {"template-corrupt", "packet-part-missing"} & watched.rules()


def test_a_changed_template_is_linted_when_its_documents_are_made(begin: Begin):
    watched = begin("norrvik/seglarhjalpen/pm")
    assert not watched.rebuilding.has_unlinted()
    watched.saved(watched.copy.root / "templates" / "pm.docx")
    assert watched.rebuilding.has_unlinted()
    watched.rebuilding.lint_next()
    assert not watched.rebuilding.has_unlinted()


def test_targets_that_are_not_in_build_are_made_at_once_and_then_only_when_they_change(begin: Begin):
    watched = begin("norrvik/seglarhjalpen")
    assert [job.stem for job in watched.due] == [*AGREEMENTS, PM]
    watched.make_all()
    again = begin("norrvik/seglarhjalpen")
    assert again.due == ()
    assert again.save("data/norrvik/authority.yaml", "# En påhittad kommun", "# En uppdiktad kommun") == []


def test_a_target_that_means_nothing_is_refused(begin: Begin):
    with pytest.raises(ProblemsError, match="inget som kan byggas"):
        begin("norrvik/seglarhjelpen")


def test_what_lies_outside_the_targets_is_not_made(begin: Begin):
    watched = begin("norrvik/delarsuppfoljning-2031-04")
    watched.make_all()
    assert watched.save(SEGLARHJALPEN, "Maj Påhittad", "Eva Påhittad") == []
    assert watched.later() == []


def test_a_packet_takes_the_parts_that_are_missing_with_it(begin: Begin):
    watched = begin()
    assert watched.save("data/norrvik/packet-2030-05-14.md", "Anmäl förhinder", "Meddela förhinder") == []
    due = watched.later()
    assert due[-1] == PACKET
    assert {AGREEMENT, PM} < set(due)
    assert watched.make_all() == due


def test_a_partnership_that_comes_is_made_and_one_that_goes_is_forgotten(begin: Begin):
    watched = begin()
    home = watched.copy.root / "data" / "norrvik"
    shutil.copytree(home / "seglarhjalpen", home / "kajhjalpen")
    due = watched.saved(home / "kajhjalpen")
    assert "norrvik/kajhjalpen/overenskommelse-utkast" in due
    assert AGREEMENT not in due
    (home / "kajhjalpen" / "partnership.yaml").write_text("name: [\n")
    watched.saved(home / "kajhjalpen" / "partnership.yaml")
    assert "yaml" in " ".join(watched.rules())
    shutil.rmtree(home / "kajhjalpen")
    watched.saved(home / "kajhjalpen")
    assert "yaml" not in " ".join(watched.rules())


def test_a_document_waits_while_another_build_is_running(begin: Begin):
    watched = begin()
    watched.save(SEGLARHJALPEN, "Maj Påhittad", "Eva Påhittad")
    with staging(watched.copy.build), pytest.raises(OutputError, match="another build"):
        watched.make_all()
    assert watched.make_all() == AGREEMENTS


def test_a_document_that_was_stopped_is_still_due(begin: Begin):
    class StoppedError(Exception):
        pass

    def stop(document: str, step: str) -> None:
        raise StoppedError

    watched = begin()
    watched.save(SEGLARHJALPEN, "Maj Påhittad", "Eva Påhittad")
    with pytest.raises(StoppedError):
        watched.rebuilding.make(watched.due[0], stop)
    assert watched.saved() == AGREEMENTS


def test_a_warm_draft_is_the_one_that_a_build_makes(begin: Begin):
    watched = begin()
    for before, name in (("Maj", "Eva"), ("Eva", "Cia")):
        watched.save(SEGLARHJALPEN, f"{before} Påhittad", f"{name} Påhittad")
        watched.make_all()
    warm = {path: (watched.copy.build / path).read_bytes() for path in (f"{AGREEMENT}.pdf", f"{AGREEMENT}.docx")}
    built = watched.copy.run("build", "--draft", "norrvik/seglarhjalpen/agreement")
    assert built.status == 0, built.err
    assert {path: (watched.copy.build / path).read_bytes() for path in warm} == warm
