"""Drafts beside what can be signed: in one build, in one packet, proved again, and refused where they must not be."""

import json
import shutil
from pathlib import Path

import pikepdf
import pypdf
import pytest

from contracts.pdf.read import read_pdf
from tests.building import ROOT, Copy, copy_of
from tests.conftest import Golden, numbered

pytestmark = pytest.mark.office

HOME = "exempelstad"
#: All that a draft needs.
MINIMUM = """
name: Läxhjälp
status: draft
parties:
  - organisation: exempelstad
  - organisation: kaffestiftelsen ?
term:
  start: 2031-01-01 ?
"""
PACKET = """---
title: Kallelse
date: 2030-02-20
board: kultur
items:
  - title: Två överenskommelser
    proposals: [Nämnden godkänner dem.]
    documents: [sprakcafe/agreement, laxhjalp/agreement]
---
"""
SIGNABLE, DRAFT, BOTH = (
    "exempelstad/sprakcafe/overenskommelse",
    "exempelstad/laxhjalp/overenskommelse-utkast",
    "exempelstad/handlingar-2030-02-20-utkast",
)


def project_in(folder: Path) -> Copy:
    """The fictive municipality with a partnership that has just begun, and a packet with both agreements."""
    copy = copy_of(ROOT / "tests/projects/exempelstad/data", folder)
    home = copy.root / "data" / HOME
    (home / "laxhjalp").mkdir()
    (home / "laxhjalp" / "partnership.yaml").write_text(MINIMUM, "utf-8")
    (home / "packet-2030-02-20.md").write_text(PACKET, "utf-8")
    return copy


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    copy = project_in(tmp_path_factory.mktemp("utkast"))
    ended = copy.run("build")
    assert ended.status == 0, ended.err
    (copy.root / "out.txt").write_text(ended.out, "utf-8")
    (copy.root / "err.txt").write_text(ended.err, "utf-8")
    return copy


def pages(pdf: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(pdf).pages]


def test_drafts_and_what_can_be_signed_come_from_one_build_and_one_engine(built: Copy) -> None:
    manifest = json.loads((built.build / "manifest.json").read_text("utf-8"))
    entries = {entry["id"]: entry for entry in manifest["documents"]}
    assert {name: entry["draft"] for name, entry in entries.items()} == {SIGNABLE: False, DRAFT: True, BOTH: True}
    assert {entry["engine"] for entry in entries.values()} == {"office"}
    assert entries[SIGNABLE]["signatures"]
    assert entries[SIGNABLE]["conformance"] == ["PDF/A-3A", "PDF/UA-1"]
    assert entries[DRAFT]["signatures"] == []
    assert not (built.build / f"{DRAFT.removesuffix('-utkast')}.pdf").exists()


def test_only_the_drafts_say_utkast(built: Copy) -> None:
    assert not any("UTKAST" in page for page in pages(built.build / f"{SIGNABLE}.pdf"))
    assert all("UTKAST" in page for page in pages(built.build / f"{DRAFT}.pdf"))
    assert all("UTKAST" in page for page in pages(built.build / f"{BOTH}.pdf"))


def test_the_summary_says_which_are_drafts_and_why(built: Copy) -> None:
    said = (built.root / "err.txt").read_text("utf-8")
    assert (
        "Läxhjälp, överenskommelse, is a draft: 2 values are not confirmed, the partnership's status is draft" in said
    )
    assert "a document in it is a draft" in said
    assert "Språkcafé" not in "".join(line for line in said.splitlines() if "is a draft" in line)


def test_the_text_of_a_draft_of_next_to_nothing_is_as_agreed(built: Copy, golden: Golden) -> None:
    golden("utkast.pdf.txt", numbered(pages(built.build / f"{DRAFT}.pdf")))


def test_the_list_is_tagged_with_a_header_row_on_the_last_page(built: Copy) -> None:
    read = read_pdf(built.build / f"{DRAFT}.pdf")
    last = len(read.pages)
    assert "Obekräftade uppgifter" in [bookmark.title for bookmark in read.bookmarks if bookmark.page == last]
    kinds = [element.type for element in read.elements if element.pages == (last,)]
    assert kinds.count("TH") == 3
    assert kinds.count("TD") == 6


@pytest.mark.parametrize("stem", [SIGNABLE, DRAFT, BOTH])
def test_each_can_be_proved_again_far_from_where_it_was_built(built: Copy, tmp_path: Path, stem: str) -> None:
    carried = Path(shutil.copy(built.build / f"{stem}.pdf", tmp_path / "mottagen.pdf"))
    ended = built.run("verify", str(carried))
    assert ended.status == 0, ended.out
    assert ("(UTKAST)" in ended.out) is (stem != SIGNABLE)


def test_a_file_that_hides_that_it_is_a_draft_does_not_verify(built: Copy, tmp_path: Path) -> None:
    """Without the word on its pages, the record that it carries still says that it is one."""
    false = tmp_path / "falsk.pdf"
    with pikepdf.open(built.build / f"{DRAFT}.pdf") as draft, pikepdf.open(built.build / f"{SIGNABLE}.pdf") as pdf:
        record = draft.attachments["uppgifter.json"].get_file().read_bytes()
        pdf.attachments["uppgifter.json"] = pikepdf.AttachedFileSpec(pdf, record, filename="uppgifter.json")
        pdf.save(false)
    ended = built.run("verify", str(false))
    assert ended.status == 6
    assert "proof-draft" in ended.out


def test_what_must_be_signable_is_refused_with_every_value_and_nothing_is_made(tmp_path: Path) -> None:
    copy = project_in(tmp_path)
    ended = copy.run("build", "--signable", "exempelstad/laxhjalp")
    assert ended.status == 3
    for said in ("partnership.yaml:6:19", "partnership.yaml:8:10", "partnership.yaml:3:9", "value-unconfirmed"):
        assert said in ended.err
    assert not copy.build.exists()
    assert copy.run("build", "--signable", "--draft").status == 2


def test_what_is_confirmed_is_signable(built: Copy) -> None:
    ended = built.run("build", "--signable", "--json", "--build", "other", "exempelstad/sprakcafe")
    assert ended.status == 0, ended.err
    assert json.loads(ended.out)["drafts"] == {}


def test_the_embedded_engine_makes_the_same_draft(built: Copy, tmp_path: Path) -> None:
    copy = project_in(tmp_path)
    ended = copy.run("build", "--draft", "exempelstad/laxhjalp")
    assert ended.status == 0, ended.err
    assert "is a draft" not in ended.err  # somebody asked for it
    ours, theirs = ("".join(pages(one.build / f"{DRAFT}.pdf")[-1].split()) for one in (copy, built))
    assert ours == theirs


def test_a_signable_file_from_before_is_told_of(tmp_path: Path) -> None:
    copy = project_in(tmp_path)
    earlier = copy.build / "exempelstad/laxhjalp/overenskommelse.pdf"
    earlier.parent.mkdir(parents=True)
    earlier.write_bytes(b"%PDF-1.7 made when everything was confirmed")
    ended = copy.run("build", "exempelstad/laxhjalp")
    assert "build/exempelstad/laxhjalp/overenskommelse.pdf is from before that, and not to be signed" in ended.err
    assert earlier.exists()


def test_the_same_draft_has_the_same_bytes(built: Copy, tmp_path: Path) -> None:
    copy = project_in(tmp_path)
    assert copy.run("build", "exempelstad/laxhjalp", PYTHONHASHSEED="11", TZ="Asia/Tokyo").status == 0
    again = copy.snapshot()
    assert {f"{DRAFT}.pdf", f"{DRAFT}.docx"} < set(again)
    assert all(built.snapshot()[name] == again[name] for name in again if name != "manifest.json")


def test_status_says_in_swedish_what_is_missing_stage_by_stage(tmp_path: Path) -> None:
    copy = project_in(tmp_path)
    ended = copy.run("status", "exempelstad/laxhjalp", "--today", "2030-02-01")
    assert ended.status == 0
    stages = [line.strip() for line in ended.out.splitlines() if line.startswith("  för ")]
    assert [line.partition(":")[0] for line in stages] == ["för utkast", "för beslut", "för undertecknande"]
    assert stages[0] == "för utkast: klart"
    assert "2 att bekräfta" in stages[1]
    assert "att bekräfta: Giltighet: från och med, 1\N{NO-BREAK SPACE}januari 2031" in ended.out
    machine = json.loads(copy.run("status", "--json").out)
    assert [one["id"] for one in machine["partnerships"]] == ["exempelstad/laxhjalp", "exempelstad/sprakcafe"]
    assert copy.run("status", "exempelstad/laxhjelp").status == 3


def test_plan_shows_what_would_be_a_draft(tmp_path: Path) -> None:
    copy = project_in(tmp_path)
    assert "Läxhjälp, överenskommelse (UTKAST)" in copy.run("plan").out
    documents = {one["document"]: one for one in json.loads(copy.run("plan", "--json").out)["documents"]}
    assert documents[DRAFT]["draft_reasons"] == ["unconfirmed", "status"]
    assert documents[DRAFT]["unconfirmed"][0]["value"] == "Kaffestiftelsen"
    assert documents[SIGNABLE]["draft_reasons"] == []
