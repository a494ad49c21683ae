"""Only what has changed is made again, and what has no source any more goes; nothing done by hand is lost."""

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from contracts.filing.sent import FOLDER as SENT
from tests.building import ROOT, Copy

TODAY = ("--today", "2030-06-01")
NORRVIK = ROOT / "tests" / "projects" / "norrvik"
HOME = "data/norrvik"
#: Stems of the documents, without folder and what drafts end with.
PM = "seglarhjalpen/promemoria"
SAILING = frozenset(
    {
        *("seglarhjalpen/overenskommelse", "seglarhjalpen/overenskommelse-brygghuset"),
        *("seglarhjalpen/overenskommelse-segelsallskapet", "seglarhjalpen/platsavtal-2031-segelsallskapet"),
    }
)


def norrvik(target: Path) -> Copy:
    """A project of the fictive municipality, with one of each kind of document."""
    shutil.copytree(NORRVIK / "data", target / "data")
    shutil.copytree(ROOT / "templates", target / "templates", ignore=shutil.ignore_patterns("botkyrka", "malmo"))
    shutil.copytree(NORRVIK / "templates" / "norrvik", target / "templates" / "norrvik")
    return Copy(target)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Drafts of all; not to be changed."""
    copy = norrvik(tmp_path_factory.mktemp("byggt"))
    drafts(copy, "--jobs", "2")
    return copy


@pytest.fixture
def own(built: Copy, tmp_path: Path) -> Copy:
    """The same, to change."""
    shutil.copytree(built.root, tmp_path / "projekt")
    return Copy(tmp_path / "projekt")


def drafts(copy: Copy, *options: str) -> str:
    ended = copy.run("build", "--draft", *TODAY, *options)
    assert ended.status == 0, ended.err
    return ended.out + ended.err


def edit(copy: Copy, file: str, old: str, new: str) -> None:
    path = copy.root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def prints(copy: Copy) -> dict[str, str]:
    """Fingerprints of the PDFs in build/, by their short names."""
    return {
        short(path.relative_to(copy.build / "norrvik")): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in copy.build.rglob("*.pdf")
    }


def times(copy: Copy) -> dict[str, tuple[int, int]]:
    """When each file in build/ was written, and its number."""
    return {
        name: (found.st_mtime_ns, found.st_ino) for name in copy.snapshot() for found in [(copy.build / name).stat()]
    }


def short(path: Path) -> str:
    return path.with_suffix("").as_posix().removesuffix("-utkast")


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def rewritten(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    pdfs = {name for name in changed(before, after) if name.endswith(".pdf")}
    return {short(Path(name).relative_to("norrvik")) for name in pdfs}


def test_nothing_changed_is_nothing_done(own: Copy):
    before = times(own)
    assert "Inget att göra: 9 dokument är aktuella." in drafts(own)
    assert times(own) == before


def test_a_touched_file_is_not_a_changed_one(own: Copy):
    before = times(own)
    for path in (own.root / "templates/agreement.docx", own.root / HOME / "authority.yaml"):
        path.touch()
    assert "Inget att göra" in drafts(own)
    assert times(own) == before


def slow(*values: object) -> Any:
    """One more change of the same kind."""
    return pytest.param(*values, marks=pytest.mark.slow)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        slow(f"{HOME}/authority.yaml", "case_number_pattern:", "# en anmärkning\ncase_number_pattern:", frozenset()),
        (f"{HOME}/authority.yaml", "name: ekonomistödet", "name: ekonomienheten", frozenset()),
        slow(
            f"{HOME}/seglarhjalpen/partnership.yaml", "text: anvisa praktikanter", "text: välja praktikanter", SAILING
        ),
        slow(
            f"{HOME}/seglarhjalpen/pm.md", "# Frågan", "# Ärendet", {"seglarhjalpen/promemoria", "kallelse-2030-05-14"}
        ),
    ],
    ids=["comment", "unit that nobody names", "commitment", "words of a PM"],
)
def test_what_is_made_again_is_what_comes_out_otherwise(
    own: Copy, tmp_path: Path, file: str, old: str, new: str, expected: frozenset[str]
):
    """A law: what is made again is exactly that whose bytes a build from nothing would change."""
    before, bytes_before = times(own), prints(own)
    edit(own, file, old, new)
    drafts(own)
    again = rewritten(before, times(own))
    assert expected <= again
    afresh = Copy(tmp_path / "afresh")
    for folder in ("data", "templates"):
        shutil.copytree(own.root / folder, afresh.root / folder)
    drafts(afresh)
    there, here = afresh.snapshot(), own.snapshot()
    # The manifest says of each document which files it was made from then, and what was sent before is kept.
    other = {name for name in changed(there, here) if not name.startswith(SENT)} - {"manifest.json"}
    assert other == set()
    assert {name for name in there if name.startswith(SENT)} <= here.keys()
    assert again == changed(bytes_before, prints(afresh))


@pytest.mark.slow
def test_a_part_made_again_takes_its_packet_with_it_and_a_current_part_is_not_made(own: Copy):
    before = times(own)
    edit(own, f"{HOME}/memo-2030-05-14.md", "Nämnden har pengar", "Nämnden saknar inte pengar")
    out = drafts(own)
    assert "2 gjorda, 7 var redan aktuella." in out
    assert rewritten(before, times(own)) == {"tjansteutlatande-2030-05-14", "kallelse-2030-05-14"}


def test_what_is_named_is_all_that_is_looked_at(own: Copy):
    before = times(own)
    edit(own, f"{HOME}/memo-2030-05-14.md", "Nämnden har pengar", "Nämnden saknar inte pengar")
    edit(own, f"{HOME}/seglarhjalpen/pm.md", "# Frågan", "# Ärendet")
    drafts(own, "norrvik/seglarhjalpen/pm")
    assert rewritten(before, times(own)) == {"seglarhjalpen/promemoria"}


def test_the_documents_of_a_partnership_that_has_gone_are_removed(own: Copy):
    (own.build / "norrvik/seglarhjalpen/anteckning.txt").write_text("min egen", "utf-8")
    for name in ("memo-2030-05-14.md", "packet-2030-05-14.md"):
        (own.root / HOME / name).unlink()
    shutil.rmtree(own.root / HOME / "seglarhjalpen")
    assert "Borttagen" in drafts(own)
    left = {name for name in own.snapshot() if "seglarhjalpen" in name}
    assert left == {"norrvik/seglarhjalpen/anteckning.txt"}, "what nobody built is nobody's to remove"
    assert not [name for name in own.snapshot() if "kallelse" in name]


def test_what_a_partnership_calls_for_no_more_goes_when_it_is_built_alone(own: Copy):
    for name in ("memo-2030-05-14.md", "packet-2030-05-14.md", "report-2031.md", "seglarhjalpen/pm.md"):
        (own.root / HOME / name).unlink()
    left = {name for name in own.snapshot() if "tjansteutlatande" in name}
    drafts(own, "norrvik/seglarhjalpen")
    assert not [name for name in own.snapshot() if "promemoria" in name]
    assert left == {name for name in own.snapshot() if "tjansteutlatande" in name} != set(), (
        "of these nothing was asked"
    )


@pytest.mark.slow
def test_a_partnership_of_another_name_moves_its_documents(own: Copy):
    for name in ("memo-2030-05-14.md", "packet-2030-05-14.md", "report-2031.md", "economic-report-2031-04.md"):
        (own.root / HOME / name).unlink()
    (own.root / HOME / "seglarhjalpen").rename(own.root / HOME / "sjohjalpen")
    drafts(own)
    assert not (own.build / "norrvik/seglarhjalpen").exists()
    assert (own.build / "norrvik/sjohjalpen/promemoria-utkast.pdf").exists()


def test_a_file_changed_by_hand_is_made_again_and_kept_beside(own: Copy):
    before = own.snapshot()
    target = own.build / "norrvik/seglarhjalpen/promemoria-utkast.docx"
    target.write_bytes(b"egna ord")
    out = drafts(own)
    kept = target.with_name("promemoria-utkast-andrad-1.docx")
    assert "changed by hand" in out
    assert kept.read_bytes() == b"egna ord"
    kept.unlink()
    assert own.snapshot() == before


def test_a_file_changed_by_hand_is_kept_when_its_source_has_gone(own: Copy):
    name = "norrvik/delarsuppfoljning-2031-04-utkast"
    (own.build / f"{name}.docx").write_bytes(b"egna ord")
    (own.root / HOME / "economic-report-2031-04.md").unlink()
    drafts(own)
    assert not (own.build / f"{name}.pdf").exists()
    assert not (own.build / f"{name}.docx").exists()
    assert (own.build / f"{name}-andrad-1.docx").read_bytes() == b"egna ord"


def test_a_missing_file_is_made_again(own: Copy):
    before = own.snapshot()
    (own.build / "norrvik/seglarhjalpen/promemoria-utkast.pdf").unlink()
    assert "1 gjorda, 8 var redan aktuella." in drafts(own)
    assert own.snapshot() == before


@pytest.mark.slow
def test_force_makes_all_the_same_however_many_processes_there_are(own: Copy):
    before, bytes_before = times(own), own.snapshot()
    assert "9 gjorda." in drafts(own, "--force", "--jobs", "1")
    assert len(rewritten(before, times(own))) == 9
    assert own.snapshot() == bytes_before


def test_a_build_that_fails_makes_nothing_current(own: Copy):
    """The document that cannot be made is still due, and so are those beside it."""
    before = own.snapshot()
    edit(own, f"{HOME}/memo-2030-05-14.md", "Nämnden har pengar", "Nämnden saknar inte pengar")
    template = own.root / "templates/norrvik/memo.docx"
    whole = template.read_bytes()
    template.write_bytes(b"ingen Word-fil")
    assert own.run("build", "--draft", *TODAY).status == 3
    assert own.snapshot() == before
    template.write_bytes(whole)
    assert "2 gjorda, 7 var redan aktuella." in drafts(own)
