import io
import os
import re
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from pypdf import PdfReader

from contracts.errors import ConversionError, ProblemsError
from contracts.pdf.embedded import Embedded
from contracts.pdf.embedded_preparation import prepare
from contracts.pdf.office import Office
from tests.pdf.conftest import MakeDocx, add_field, processes_of

ROOT = Path(__file__).parents[2]
LEVELS = ('<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/>', '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/>')
BULLET = '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr>'
LETTERS = '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/>'


def words_of(pdf: Path) -> list[list[str]]:
    """The words of each page, in reading order; what a contents list fills its lines with is left out."""
    texts = [page.extract_text().replace("\u00a0", " ") for page in PdfReader(pdf).pages]
    return [re.sub(r"(\. ?){4,}", " ", text).split() for text in texts]


def tags_of(pdf: Path) -> list[str]:
    def below(node: pikepdf.Object) -> list[str]:
        if isinstance(node, pikepdf.Array):
            return [tag for child in node for tag in below(child)]
        if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:
            return []
        return [str(node.S)[1:], *below(node.get("/K", pikepdf.Array()))]

    with pikepdf.open(pdf) as file:
        return below(file.Root.StructTreeRoot.K)


def number_headings(document: WordDocument) -> None:
    """A list with headings on two levels and lettered clauses on the third."""
    styles = ("Heading1", "Heading2", "")
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/>{kind.replace("<w:lvlText", _style(style) + "<w:lvlText")}'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{567 + 283 * at}" w:hanging="{567 + 283 * at}"/></w:pPr></w:lvl>'
        for at, (kind, style) in enumerate(zip((*LEVELS, LETTERS), styles, strict=True))
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for at, name in enumerate(("Heading 1", "Heading 2")):
        xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{at}"/><w:numId w:val="77"/></w:numPr>'
        document.styles[name].element.get_or_add_pPr()._insert_numPr(parse_xml(xml))


def add_bullets(document: WordDocument, *texts: str) -> None:
    """A list with real bullets.

    python-docx's own list has the bullet U+F0B7 of the font Symbol, as Word writes it. rdocx prints that as U+2022,
    LibreOffice as the private character that it is.
    """
    numbering = document.part.numbering_part.element
    xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="79"><w:lvl w:ilvl="0">{BULLET}</w:lvl></w:abstractNum>'
    numbering.insert(0, parse_xml(xml))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="79"><w:abstractNumId w:val="79"/></w:num>'))
    for text in texts:
        add_clause(document, text, level=0, number=79).style = "List Bullet"


def _style(style: str) -> str:
    return f'<w:pStyle w:val="{style}"/>' if style else ""


def add_clause(document: WordDocument, text: str, level: int = 2, number: int = 77) -> Paragraph:
    paragraph = document.add_paragraph(text)
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    paragraph._p.get_or_add_pPr()._insert_numPr(parse_xml(xml))
    return paragraph


def add_bookmark(paragraph: Paragraph, name: str, ident: int) -> None:
    paragraph._p.insert(1, parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{ident}" w:name="{name}"/>'))
    paragraph._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{ident}"/>'))


def add_contents(document: WordDocument, entries: Sequence[tuple[str, str]]) -> None:
    """A contents list with linked entries, all saying page 9."""
    paragraphs = [document.add_paragraph() for _ in entries]
    runs = "<w:r><w:t>{2}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>9</w:t></w:r>"
    link = f'<w:hyperlink {{0}} w:anchor="{{1}}">{runs}</w:hyperlink>'
    run = f"<w:r {nsdecls('w')}>"
    for xml in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText> TOC \\o "1-2" \\h </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
    ):
        paragraphs[0]._p.append(parse_xml(f"{run}{xml}</w:r>"))
    for paragraph, (anchor, text) in zip(paragraphs, entries, strict=True):
        paragraph._p.append(parse_xml(link.format(nsdecls("w"), anchor, text)))
    paragraphs[-1]._p.append(parse_xml(f'{run}<w:fldChar w:fldCharType="end"/></w:r>'))


def agreement(document: WordDocument) -> None:
    """Three pages: contents list, numbered headings and clauses, references, a list, page numbers in the footer."""
    number_headings(document)
    footer = document.sections[0].footer.paragraphs[0]
    footer.text = "Sida "
    add_field(footer, "PAGE")
    footer.add_run(" av ")
    add_field(footer, "NUMPAGES", "9")
    add_contents(document, [("_Toc1", "1 Bakgrund"), ("_Toc2", "2 Ekonomi"), ("_Toc3", "2.1 Stöd")])
    document.add_page_break()
    add_bookmark(document.add_heading("Bakgrund", 1), "_Toc1", 5)
    add_clause(document, "Kommunen upplåter lokal.")
    add_clause(document, "Föreningen ordnar rådgivning.")
    document.add_page_break()
    add_bookmark(document.add_heading("Ekonomi", 1), "_Toc2", 5)
    add_bookmark(document.add_heading("Stöd", 2), "_Toc3", 6)
    add_bookmark(add_clause(document, "Stödet är 350 000 kr."), "belopp", 7)
    add_bullets(document, "Första punkten", "Andra punkten")
    for code in ("REF _Toc3 \\r \\h", "REF belopp \\n \\h", "REF belopp \\w \\h", "REF _Toc2 \\h", "PAGEREF _Toc2 \\h"):
        add_field(document.add_paragraph("Se "), code, "gammalt")


# What it makes


def test_a_draft_has_its_text_and_its_name(embedded: Embedded, make_docx: MakeDocx, tmp_path: Path) -> None:
    embedded.convert(make_docx("Överenskommelse om & <samverkan>"), tmp_path / "å ä.pdf")
    assert words_of(tmp_path / "å ä.pdf") == [["Överenskommelse", "om", "&", "<samverkan>"]]
    assert (embedded.name, embedded.version) == ("embedded", "0.16.3")


@pytest.mark.office
def test_both_engines_put_the_same_words_on_the_same_pages(
    embedded: Embedded, office: Office, make_docx: MakeDocx, tmp_path: Path
) -> None:
    docx = make_docx(agreement)
    embedded.convert(docx, tmp_path / "e.pdf")
    office.convert(docx, tmp_path / "o.pdf")
    ours, theirs = words_of(tmp_path / "e.pdf"), words_of(tmp_path / "o.pdf")
    assert [sorted(page) for page in ours] == [sorted(page) for page in theirs]
    assert len(ours) == 3
    assert ours[2].count("•") == 2


def test_contents_lists_and_page_numbers_are_the_real_ones(
    embedded: Embedded, make_docx: MakeDocx, tmp_path: Path
) -> None:
    embedded.convert(make_docx(agreement), tmp_path / "a.pdf")
    pages = [" ".join(page) for page in words_of(tmp_path / "a.pdf")]
    assert pages[0].startswith("1 Bakgrund 2 2 Ekonomi 3 2.1 Stöd 3")
    assert [re.search(r"Sida \d av \d", page)[0] for page in pages] == [f"Sida {n} av 3" for n in (1, 2, 3)]


def test_numbers_and_references_to_them_are_right(embedded: Embedded, make_docx: MakeDocx, tmp_path: Path) -> None:
    embedded.convert(make_docx(agreement), tmp_path / "a.pdf")
    second, third = (" ".join(page) for page in words_of(tmp_path / "a.pdf")[1:])
    assert second.startswith("1 Bakgrund (a) Kommunen upplåter lokal. (b) Föreningen ordnar rådgivning.")
    assert third.startswith("2 Ekonomi 2.1 Stöd (a) Stödet är 350 000 kr.")
    assert "Se 2.1 Se (a) Se 2.1(a) Se Ekonomi Se 3" in third


def test_headings_are_tagged_as_headings(embedded: Embedded, make_docx: MakeDocx, tmp_path: Path) -> None:
    embedded.convert(make_docx(agreement), tmp_path / "a.pdf")
    tags = tags_of(tmp_path / "a.pdf")
    assert [tag for tag in tags if tag.startswith("H")] == ["H1", "H1", "H2"]
    assert tags.count("LI") == 2


def test_the_preparation_is_still_needed(make_docx: MakeDocx, tmp_path: Path) -> None:
    from rdocx import Document as Rdocx
    from rdocx import RdocxError

    with pytest.raises(RdocxError):  # equal bookmark ids
        Rdocx.open(make_docx(agreement))

    def heading(document: WordDocument) -> None:
        number_headings(document)
        document.add_heading("Bakgrund", 1)

    (tmp_path / "a.pdf").write_bytes(Rdocx.open(make_docx(heading)).to_pdf())
    assert "H1" not in tags_of(tmp_path / "a.pdf")


def test_the_fonts_are_ours(embedded: Embedded, make_docx: MakeDocx, tmp_path: Path) -> None:
    def fill(document: WordDocument) -> None:
        for family in ("Calibri", "Cambria", "Arial", "Times New Roman", "Courier New"):
            document.add_paragraph().add_run(f"Åtagande i {family}").font.name = family

    embedded.convert(make_docx(fill), tmp_path / "a.pdf")
    fonts = PdfReader(tmp_path / "a.pdf").pages[0]["/Resources"]["/Font"].values()
    found = {re.sub(r"^/([A-Z]{6}\+)?|-.*$", "", str(font.get_object()["/BaseFont"])) for font in fonts}
    assert found == {"Caladea", "Carlito", "LiberationMono", "LiberationSans", "LiberationSerif"}


def test_the_same_document_gives_the_same_bytes(embedded: Embedded, make_docx: MakeDocx, tmp_path: Path) -> None:
    docx = make_docx(agreement)
    embedded.convert(docx, tmp_path / "a.pdf")
    with Embedded(tmp_path) as another:
        another.convert(docx, tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


# The preparation


def prepared(docx: Path) -> WordDocument:
    return Document(io.BytesIO(prepare(docx.read_bytes()).docx))


def test_bookmarks_with_equal_ids_become_different(make_docx: MakeDocx) -> None:
    body = prepared(make_docx(agreement)).element.body
    starts = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(set(starts)) == len(starts) == 4
    assert sorted(mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkEnd"))) == sorted(starts)


def test_space_is_closed_up_between_neighbours_of_one_style_only(make_docx: MakeDocx) -> None:
    def fill(document: WordDocument) -> None:
        for text in ("a", "b"):
            document.add_paragraph(text, style="List Bullet")  # asks for it
        for text in ("c", "d"):
            document.add_paragraph(text)

    spaces = [
        {side: p.paragraph_format.__getattribute__(f"space_{side}") for side in ("before", "after")}
        for p in prepared(make_docx(fill)).paragraphs
    ]
    assert spaces == [
        {"before": None, "after": 0},
        {"before": 0, "after": None},
        {"before": None, "after": None},
        {"before": None, "after": None},
    ]


def test_a_list_of_its_own_starts_where_it_says(make_docx: MakeDocx) -> None:
    def fill(document: WordDocument) -> None:
        number_headings(document)
        restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
        xml = f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="77"/>{restart}</w:num>'
        document.part.numbering_part.element.append(parse_xml(xml))
        document.add_heading("Första", 1)
        add_clause(document, "Femte", level=0, number=78)
        document.add_heading("Sjätte", 1)

    assert [p.text for p in prepared(make_docx(fill)).paragraphs] == ["1\tFörsta", "5\tFemte", "6\tSjätte"]


def test_numbers_in_a_way_unknown_here_are_left_to_the_engine(make_docx: MakeDocx) -> None:
    def fill(document: WordDocument) -> None:
        number_headings(document)
        for kind in document.part.numbering_part.element.iter(qn("w:numFmt")):
            kind.set(qn("w:val"), "ordinalText")
        document.add_heading("Första", 1)

    assert [p.text for p in prepared(make_docx(fill)).paragraphs] == ["Första"]


def test_preparing_gives_the_same_bytes_in_any_process(make_docx: MakeDocx, tmp_path: Path) -> None:
    docx = make_docx(agreement)
    code = (
        "import sys; from contracts.pdf.embedded_preparation import prepare\n"
        "sys.stdout.buffer.write(prepare(sys.stdin.buffer.read()).docx)"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=docx.read_bytes(),
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {prepare(docx.read_bytes()).docx}
    with zipfile.ZipFile(io.BytesIO(outputs.pop())) as archive:
        assert archive.testzip() is None


# Crash and hang


@pytest.mark.parametrize("how", ["killed", "hung"])
def test_a_lost_process_is_replaced(make_docx: MakeDocx, tmp_path: Path, how: str) -> None:
    work = tmp_path / "arbete"
    work.mkdir()
    with Embedded(work, limit=5.0 if how == "killed" else 1.5) as engine:
        engine.convert(make_docx("första"), tmp_path / "a.pdf")
        (folder,) = work.iterdir()
        (child,) = (pid for pid in _children() if _home(pid) == str(folder))
        os.kill(child, signal.SIGSTOP)
        if how == "killed":
            threading.Timer(0.3, os.kill, (child, signal.SIGKILL)).start()
        engine.convert(make_docx("andra"), tmp_path / "b.pdf")
    assert words_of(tmp_path / "b.pdf") == [["andra"]]
    assert list(work.iterdir()) == []
    assert processes_of(work) == ()
    assert child not in _children()


def test_the_system_ends_a_process_whose_supervisor_is_gone(make_docx: MakeDocx, tmp_path: Path) -> None:
    code = (
        "import signal, sys, time; from contracts.pdf import embedded\n"
        "embedded.GRACE = 0; embedded.prepare = lambda docx: time.sleep(60)\n"
        "embedded.main('.', '1')"
    )
    request = f'{{"source": "{make_docx("text")}", "target": "{tmp_path / "a.pdf"}"}}\n'
    child = subprocess.run(
        [sys.executable, "-c", code],
        input=request,
        text=True,
        capture_output=True,
        timeout=20,
        cwd=Path(__file__).parents[2],
    )
    assert child.returncode == -signal.SIGALRM


def test_what_the_engine_cannot_read_is_told(embedded: Embedded, make_docx: MakeDocx, tmp_path: Path) -> None:
    docx = make_docx("text")
    with pytest.raises(ProblemsError):
        embedded.convert(tmp_path / "finns inte.docx", tmp_path / "a.pdf")
    with (
        pytest.raises(ConversionError, match=r"avtal\.docx: embedded made no PDF"),
        Embedded(tmp_path, tmp_path / "x") as bad,
    ):
        bad.convert(docx, tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


def _children() -> list[int]:
    return [
        int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and _parent(entry) == os.getpid()
    ]


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _home(pid: int) -> str:
    entries = Path(f"/proc/{pid}/environ").read_bytes().decode(errors="replace").split("\0")
    return next((entry.removeprefix("HOME=") for entry in entries if entry.startswith("HOME=")), "")
