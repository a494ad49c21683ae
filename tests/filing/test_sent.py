"""What a build made is kept by its fingerprint, in the same move, and never written over or moved aside."""

import hashlib
from pathlib import Path

from contracts.filing.manifest import FileEntry, Manifest
from contracts.filing.sent import FOLDER, SentDocument, keep_sent, read_sent
from contracts.filing.staging import file_away, staging

FACTS, TEMPLATE = b"{}", b"mall"


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sent_document(docx: bytes, facts: bytes = FACTS) -> SentDocument:
    return SentDocument(
        authority="exempelstad",
        document="grannar/agreement",
        stem="exempelstad/grannar/avtal",
        title="IOP Grannar",
        draft=True,
        whole=True,
        docx=FileEntry(path="exempelstad/grannar/avtal.docx", sha256=sha256_of(docx)),
        facts_sha256=sha256_of(facts),
        template=FileEntry(path="templates/agreement.docx", sha256=sha256_of(TEMPLATE)),
    )


def template_in(folder: Path) -> Path:
    template = folder.with_name(f"{folder.name}-mall.docx")
    template.write_bytes(TEMPLATE)
    return template


def build_once(build: Path, docx: bytes) -> tuple[Path, ...]:
    with staging(build) as stage:
        sent = sent_document(docx)
        stage.output(sent.docx.path).write_bytes(docx)
        keep_sent(stage.output, sent, docx, FACTS, [template_in(build)])
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


def test_a_template_that_changes_while_documents_are_made_is_kept_in_each_form(tmp_path: Path):
    template = template_in(tmp_path)
    other = sent_document(b"tva").model_copy(update={"template": FileEntry(path="a", sha256=sha256_of(b"annan"))})
    with staging(tmp_path) as stage:
        keep_sent(stage.output, sent_document(b"ett"), b"ett", FACTS, [template])
        template.write_bytes(b"annan")
        keep_sent(stage.output, sent_document(b"ett"), b"ett", FACTS, [template])
        keep_sent(stage.output, other, b"tva", FACTS, [template])
        file_away(stage, Manifest())
    assert {one.template_in(tmp_path).read_bytes() for one in read_sent(tmp_path)} == {TEMPLATE, b"annan"}


def test_a_build_that_fails_keeps_nothing(tmp_path: Path):
    with staging(tmp_path) as stage:
        stage.output("exempelstad/grannar/avtal.docx").write_bytes(b"ett")
        keep_sent(stage.output, sent_document(b"ett"), b"ett", FACTS, [template_in(tmp_path)])
    assert not (tmp_path / FOLDER).exists()
    assert read_sent(tmp_path) == ()


def test_what_has_been_damaged_is_not_taken_for_what_was_sent(tmp_path: Path):
    build_once(tmp_path, b"ett")
    [sent] = read_sent(tmp_path)
    sent.docx_in(tmp_path).write_bytes(b"annat")
    assert read_sent(tmp_path) == ()
    (tmp_path / FOLDER / f"{sent.docx.sha256}.json").write_text("{", encoding="utf-8")
    assert read_sent(tmp_path) == ()
