"""What a build made is kept by its fingerprint, in the same move, and never written over or moved aside."""

import hashlib
from pathlib import Path

from contracts.filing.manifest import FileEntry, Manifest
from contracts.filing.sent import FOLDER, SentDocument, keep_sent, read_sent
from contracts.filing.staging import file_away, staging

FACTS, TEMPLATE = b"{}", b"mall"


def sent_document(docx: bytes, facts: bytes = FACTS) -> SentDocument:
    return SentDocument(
        authority="exempelstad",
        document="grannar/agreement",
        stem="exempelstad/grannar/avtal",
        title="IOP Grannar",
        draft=True,
        whole=True,
        docx=FileEntry(path="exempelstad/grannar/avtal.docx", sha256=hashlib.sha256(docx).hexdigest()),
        facts_sha256=hashlib.sha256(facts).hexdigest(),
        template=FileEntry(path="templates/agreement.docx", sha256=hashlib.sha256(TEMPLATE).hexdigest()),
    )


def build_once(build: Path, docx: bytes) -> tuple[Path, ...]:
    with staging(build) as stage:
        sent = sent_document(docx)
        stage.output(sent.docx.path).write_bytes(docx)
        keep_sent(stage.output, sent, FACTS, [TEMPLATE])
        return file_away(stage, Manifest())


def test_every_version_that_was_made_is_kept_with_its_facts_and_template(tmp_path: Path):
    build_once(tmp_path, b"ett")
    build_once(tmp_path, b"tva")
    kept = {one.docx_in(tmp_path).read_bytes(): one for one in read_sent(tmp_path)}
    assert kept.keys() == {b"ett", b"tva"}
    assert kept[b"ett"].facts_in(tmp_path).read_bytes() == FACTS
    assert kept[b"ett"].template_in(tmp_path).read_bytes() == TEMPLATE
    assert kept[b"ett"] == sent_document(b"ett")


def test_the_same_made_again_is_kept_once_and_nothing_is_moved_aside(tmp_path: Path):
    build_once(tmp_path, b"ett")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    assert build_once(tmp_path, b"ett") == ()
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_a_build_that_fails_keeps_nothing(tmp_path: Path):
    with staging(tmp_path) as stage:
        stage.output("exempelstad/grannar/avtal.docx").write_bytes(b"ett")
        keep_sent(stage.output, sent_document(b"ett"), FACTS, [TEMPLATE])
    assert not (tmp_path / FOLDER).exists()
    assert read_sent(tmp_path) == ()


def test_what_has_been_damaged_is_not_taken_for_what_was_sent(tmp_path: Path):
    build_once(tmp_path, b"ett")
    [sent] = read_sent(tmp_path)
    sent.docx_in(tmp_path).write_bytes(b"annat")
    assert read_sent(tmp_path) == ()
    (tmp_path / FOLDER / f"{sent.docx.sha256}.json").write_text("{", encoding="utf-8")
    assert read_sent(tmp_path) == ()
