"""Pages that were read before are known again, and any change of what a page shows makes it a new one."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from contracts.pdf import page_memory
from contracts.pdf.page_memory import PageMemory, page_keys
from contracts.pdf.plain_document import PlainDocument
from contracts.pdf.read import read_pdf
from tests.pdf.finishing_fixtures import engine_pdfs, finished

__all__ = ["engine_pdfs", "finished"]

pytestmark = pytest.mark.office


@pytest.fixture
def read_pages(monkeypatch: pytest.MonkeyPatch) -> list[frozenset[int]]:
    """The pages that were really read, call by call."""
    calls: list[frozenset[int]] = []
    real = page_memory.page_texts

    def counted(document: PlainDocument, pages: frozenset[int] | None = None):
        calls.append(pages or frozenset())
        return real(document, pages)

    monkeypatch.setattr(page_memory, "page_texts", counted)
    return calls


def test_a_file_reads_the_same_by_memory(finished: Path, read_pages: list[frozenset[int]]):
    memory = PageMemory()
    plain = read_pdf(finished)
    assert [read_pdf(finished, memory) for _ in range(2)] == [plain, plain]
    assert read_pages == [frozenset({1, 2})]


def words(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[1].Contents.read_bytes()
    pdf.pages[1].Contents = pdf.make_stream(content.replace(b"Tm", b"Tm ", 1))


def font(pdf: pikepdf.Pdf) -> None:
    fonts = pdf.pages[1].Resources.Font
    first = next(iter(fonts.keys()))
    fonts[first].ToUnicode = pdf.make_stream(fonts[first].ToUnicode.read_bytes() + b"\n")


def crop(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.CropBox = Array([0, 0, 500, 800])


def annotation(pdf: pikepdf.Pdf) -> None:
    look = pdf.make_stream(b"1 g 0 0 9 9 re f", BBox=[0, 0, 9, 9], Type=Name.XObject, Subtype=Name.Form)
    note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[0, 0, 9, 9], AP=Dictionary(N=look))
    pdf.pages[1].Annots.append(pdf.make_indirect(note))


@pytest.mark.parametrize("change", [words, font, crop, annotation])
def test_a_page_that_may_read_otherwise_is_read_anew(
    finished: Path, tmp_path: Path, change: Callable[[pikepdf.Pdf], None], read_pages: list[frozenset[int]]
):
    memory = PageMemory()
    memory.page_texts(PlainDocument(finished))
    with pikepdf.open(finished) as pdf:
        change(pdf)
        pdf.save(tmp_path / "changed.pdf")
    changed = PlainDocument(tmp_path / "changed.pdf")
    assert memory.page_texts(changed) == tuple(page_memory.page_texts(changed))
    assert 2 in read_pages[1]


def test_the_same_page_in_another_place_is_another(finished: Path, tmp_path: Path):
    with pikepdf.open(finished) as pdf:
        pdf.pages.insert(0, pdf.pages[1])
        pdf.save(tmp_path / "moved.pdf")
    before, after = page_keys(finished), page_keys(tmp_path / "moved.pdf")
    assert len(set(after)) == 3
    assert after[1] not in before


def test_only_so_many_pages_are_kept(finished: Path, read_pages: list[frozenset[int]]):
    memory = PageMemory(most=1)
    memory.page_texts(PlainDocument(finished))
    memory.page_texts(PlainDocument(finished))
    assert read_pages == [frozenset({1, 2}), frozenset({1})]
