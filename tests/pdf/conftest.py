"""What the tests of PDFs share: a warm LibreOffice, and small Word files."""

import io
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from contracts.errors import MissingProgramError
from contracts.pdf.embedded import Embedded
from contracts.pdf.fonts import fonts_configuration
from contracts.pdf.office import Office, OfficeProgram, find_office

MakeDocx = Callable[..., Path]


@pytest.fixture(scope="session")
def program() -> OfficeProgram:
    """The LibreOffice of this machine; the tests that need it are skipped aloud without it."""
    try:
        return find_office()
    except MissingProgramError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def office(program: OfficeProgram, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A started LibreOffice, in a folder whose name is no easy one."""
    work = tmp_path_factory.mktemp("arbete åäö (1)")
    with Office(program, work, fonts_configuration(work)) as engine:
        yield engine


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    """A started rdocx."""
    with Embedded(tmp_path_factory.mktemp("arbete åäö")) as engine:
        yield engine


@pytest.fixture
def make_docx(tmp_path: Path) -> MakeDocx:
    """Writes a Word file: paragraphs from texts, or what a function adds to an empty document."""

    def make(*content: str | Callable[[WordDocument], object], name: str = "avtal.docx") -> Path:
        document = Document()
        for item in content:
            if callable(item):
                item(document)
            else:
                document.add_paragraph(item)
        path = tmp_path / name
        document.save(str(path))
        return path

    return make


def add_field(paragraph: Paragraph, code: str, shown: str = "1") -> None:
    """A complex field, such as PAGE."""
    for xml in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{xml}</w:r>"))


def rewritten(docx: Path, changes: Mapping[str, bytes | Callable[[bytes], bytes] | None]) -> Path:
    """The file with members replaced, changed, added or (None) left out."""
    target = io.BytesIO()
    with ZipFile(docx) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in dict.fromkeys((*old.namelist(), *changes)):
            change = changes.get(name, old.read(name) if name in old.namelist() else b"")
            if change is not None:
                new.writestr(name, change(old.read(name)) if callable(change) else change)
    docx.write_bytes(target.getvalue())
    return docx


def processes_of(folder: Path) -> tuple[int, ...]:
    """The processes whose command line names a folder; zombies have none."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                command = (entry / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if str(folder) in command:
                found.append(int(entry.name))
    return tuple(found)
