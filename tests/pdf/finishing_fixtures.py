"""Small Word files and their PDFs from LibreOffice, shared by the tests of finishing, reading back and proof.

The rendered agreement is fictive. It holds what an agreement of the project holds: title, contents list with links,
numbered headings, a table, a list, a footnote, header and footer with page fields, a link, and two signature blocks
in a table.
"""

import datetime as dt
import hashlib
import io
import json
import os
import shutil
import struct
import subprocess
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from lxml import etree

from contracts.pdf.finish import Attachment, Finishing, finish
from contracts.pdf.prove import Expectation, ExpectedAttachment, ExpectedHeading, ExpectedSignature
from contracts.spelling.wordings import PlannedFact

DATE = dt.datetime(2026, 1, 15, 12, 0, tzinfo=dt.UTC)
FACTS = json.dumps({"belopp": 350000, "parter": ["Exempelstads kommun", "Föreningen Örtagården"]}).encode()
FONTS = Path(__file__).resolve().parents[2] / "contracts" / "pdf" / "fonts"
EXPORT = {
    "SelectPdfVersion": ("long", "3"),
    "PDFUACompliance": ("boolean", "true"),
    "UseTaggedPDF": ("boolean", "true"),
    "ExportBookmarks": ("boolean", "true"),
    "DisplayPDFDocumentTitle": ("boolean", "true"),
    "ExportFormFields": ("boolean", "false"),
}


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs in the fictive agreement."""

    id: str
    party: str
    name: str
    title: str

    @property
    def label(self) -> str:
        return f"{self.name}, {self.title}, {self.party}"


SIGNATORIES = (
    Signatory("kommunen", "Exempelstads kommun", "Åsa Öberg", "kommundirektör"),
    Signatory("ortagarden", "Föreningen Örtagården", "Björn Ängström", "ordförande"),
)


def png(row: bytes, rows: int, colour_type: int) -> bytes:
    """A square PNG of equal rows; colour type 0 is grey, 2 is RGB."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", rows, rows, 8, colour_type, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress((b"\0" + row) * rows)) + chunk(b"IEND", b"")


def add_signature_place(paragraph: Paragraph, ident: str, label: str, number: int) -> None:
    """The picture that the finisher turns into a signature field."""
    picture, _ = paragraph.part.get_or_add_image(io.BytesIO(png(b"\xff", 1, 0)))
    width, height = int(Cm(7)), int(Cm(1.6))
    alt = quoteattr(f"sign:{ident}|{label}")
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w", "wp", "a", "pic", "r")}><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{7000 + number}" name="sign:{ident}" descr={alt}/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{7000 + number}" name="sign:{ident}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{picture}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )
    )


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


def add_footnote(document: WordDocument, paragraph: Paragraph, text: str) -> None:
    """One real footnote; the part is made here because python-docx has none."""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>'
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        "</w:footnote>"
        '<w:footnote w:id="1"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, RT.FOOTNOTES)
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            '<w:footnoteReference w:id="1"/></w:r>'
        )
    )


def add_heading(document: WordDocument, text: str, number: int) -> None:
    """A heading that the contents list links to."""
    heading = document.add_heading(text, 1)
    heading._p.insert(1, parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="_Toc{number:08d}"/>'))
    heading._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'))


def add_contents(document: WordDocument, entries: Sequence[tuple[str, int]]) -> None:
    """A contents list as Word stores it: a TOC field with one linked paragraph per heading."""
    run = f"<w:r {nsdecls('w')}>"
    for index, (text, page) in enumerate(entries, 1):
        paragraph = document.add_paragraph()
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:tabs {nsdecls("w")}><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>')
        )
        if index == 1:
            for xml in (
                '<w:fldChar w:fldCharType="begin"/>',
                r'<w:instrText xml:space="preserve"> TOC \o "1-2" \h </w:instrText>',
                '<w:fldChar w:fldCharType="separate"/>',
            ):
                paragraph._p.append(parse_xml(f"{run}{xml}</w:r>"))
        paragraph._p.append(
            parse_xml(
                f'<w:hyperlink {nsdecls("w")} w:anchor="_Toc{index:08d}" w:history="1">'
                f"<w:r><w:t>{escape(text)}</w:t></w:r>"
                f"<w:r><w:tab/></w:r><w:r><w:t>{page}</w:t></w:r></w:hyperlink>"
            )
        )
        if index == len(entries):
            paragraph._p.append(parse_xml(f'{run}<w:fldChar w:fldCharType="end"/></w:r>'))


def plain_document(language: str = "sv-SE") -> WordDocument:
    """An empty Word file in Liberation fonts, A4, Swedish, with numbered headings."""
    document = Document()
    styles = document.styles.element
    for tag in styles.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)
        tag.set(qn("w:eastAsia"), language)
    for name, font in (
        ("Normal", "Liberation Serif"),
        ("Title", "Liberation Sans"),
        ("Heading 1", "Liberation Sans"),
    ):
        style = document.styles[name]
        style.font.name = font
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), font)
    for border in document.styles["Title"].element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    number_headings(document)
    return document


def number_headings(document: WordDocument) -> None:
    """Word's own numbering on Heading 1."""
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>'
            '<w:lvl w:ilvl="0">'
            '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading1"/><w:lvlText w:val="%1"/>'
            '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl>'
            "</w:abstractNum>"
        ),
    )
    numbering.insert(
        1,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="78"><w:multiLevelType w:val="singleLevel"/>'
            '<w:lvl w:ilvl="0">'
            '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#8226;"/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:ind w:left="567" w:hanging="283"/></w:pPr><w:rPr><w:rFonts w:ascii="Liberation Serif" '
            'w:hAnsi="Liberation Serif"/></w:rPr></w:lvl></w:abstractNum>'
        ),
    )
    for number in (77, 78):
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )
    document.styles["Heading 1"].element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>')
    )


def add_bullet(document: WordDocument, text: str) -> None:
    """A list item with a real U+2022."""
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="78"/></w:numPr>')
    )


def add_link(document: WordDocument, text: str, address: str) -> None:
    """A paragraph that is a link, in the character style that LibreOffice needs."""
    paragraph = document.add_paragraph("Läs mer på ")
    relation = document.part.relate_to(address, RT.HYPERLINK, is_external=True)
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
            '<w:rPr><w:u w:val="single"/></w:rPr></w:style>'
        )
    )
    paragraph._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>'
            f"<w:t>{escape(text)}</w:t></w:r></w:hyperlink>"
        )
    )


def add_table(document: WordDocument) -> None:
    """The parties' contributions, with a header row."""
    table = document.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, ("Part", "Organisationsnummer", "Bidrag"), strict=True):
        cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in (
        ("Exempelstads kommun", "212000-0000", "350\u00a0000 kr"),
        ("Föreningen Örtagården", "802000-0000", "125\u00a0000 kr"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def add_signature_blocks(document: WordDocument, signatories: Sequence[Signatory]) -> None:
    """Two blocks beside each other per row, each in a cell of its own."""
    table = document.add_table(rows=0, cols=2)
    for start in range(0, len(signatories), 2):
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, number in zip(row.cells, range(start, min(start + 2, len(signatories))), strict=False):
            signatory = signatories[number]
            cell.text = f"För {signatory.party}"
            add_signature_place(cell.add_paragraph(), signatory.id, signatory.label, number)
            cell.add_paragraph(signatory.name)
            cell.add_paragraph(signatory.title)


PROSE = (
    "Parterna ska samverka effektivt och i god anda så att fler finner vägen till arbete, officiellt och i vardagen.",
    "Styrgruppen sammanträder minst två gånger per år och för protokoll över sina möten.",
    "Den part som inte kan fullgöra sina åtaganden ska utan dröjsmål underrätta de andra om orsaken.",
)
HEADINGS = ("Bakgrund", "Ekonomi", "Avtalstid", "Underskrifter")


def agreement(pages: Sequence[int] = (1, 1, 2, 2), *, draft: bool = False) -> WordDocument:
    """The fictive agreement: two pages, two signatories. `pages` stand in its contents list."""
    document = plain_document()
    header = document.sections[0].header.paragraphs[0]
    header.text = "UTKAST Exempelstads kommun" if draft else "Exempelstads kommun"
    footer = document.sections[0].footer.paragraphs[0]
    footer.text = "Dnr KS 2026/0123, sida "
    add_field(footer, "PAGE")
    document.add_paragraph("Överenskommelse om partnerskap", style="Title")
    entries = [(f"{i} {text}", page) for i, (text, page) in enumerate(zip(HEADINGS, pages, strict=True), 1)]
    add_contents(document, entries)
    add_heading(document, HEADINGS[0], 1)
    first = document.add_paragraph(PROSE[0])
    add_footnote(document, first, "Enligt beslut den 13 december 2025.")
    for text in (PROSE[1], "Följande gäller:"):
        document.add_paragraph(text)
    for text in ("rådgivning i grupp", "stöd till enskilda"):
        add_bullet(document, text)
    add_link(document, "exempelstad.example", "https://exempelstad.example/")
    add_heading(document, HEADINGS[1], 2)
    document.add_paragraph("Kommunen betalar 350\u00a0000 kr per år och föreningen bidrar med 125\u00a0000 kr.")
    add_table(document)
    document.add_page_break()
    add_heading(document, HEADINGS[2], 3)
    document.add_paragraph("Avtalet gäller från den 1 mars 2026 till och med den 31 december 2028.")
    document.add_paragraph(PROSE[2])
    add_heading(document, HEADINGS[3], 4)
    document.add_paragraph("Parterna undertecknar elektroniskt.")
    add_signature_blocks(document, SIGNATORIES)
    return document


def paragraphs_of(document: WordDocument) -> tuple[str, ...]:
    """The texts of the body in reading order, without the contents list, and footnotes last."""
    texts: list[str] = []
    for paragraph in document.element.body.iter(qn("w:p")):
        if any("TOC" in (code.text or "") for code in paragraph.iter(qn("w:instrText"))):
            continue
        if any((link.get(qn("w:anchor")) or "").startswith("_Toc") for link in paragraph.iter(qn("w:hyperlink"))):
            continue
        text = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        if text.strip():
            texts.append(text)
    for part in document.part.package.iter_parts():
        if part.partname == "/word/footnotes.xml":
            root = etree.fromstring(part.blob)
            texts += ["".join(p.itertext()).strip() for p in root.iter(qn("w:p")) if "".join(p.itertext()).strip()]
    return tuple(texts)


def to_pdf(folder: Path, documents: dict[str, WordDocument]) -> None:
    """All documents through one LibreOffice, with our fonts only: `name` becomes folder/name.pdf."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in documents.items():
        document.save(str(folder / f"{name}.docx"))
    fonts = folder / "fonts.conf"
    fonts.write_text(
        f"<fontconfig><dir>{escape(str(FONTS))}</dir><cachedir>{escape(str(folder / 'cache'))}</cachedir></fontconfig>"
    )
    options = json.dumps({key: {"type": kind, "value": value} for key, (kind, value) in EXPORT.items()})
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice Writer is not installed")
    subprocess.run(
        [
            soffice,
            "--headless",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to",
            f"pdf:writer_pdf_Export:{options}",
            "--outdir",
            str(folder),
            *(str(folder / f"{name}.docx") for name in documents),
        ],
        check=True,
        capture_output=True,
        timeout=180,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "FONTCONFIG_FILE": str(fonts)},
    )
    for name in documents:
        assert (folder / f"{name}.pdf").stat().st_size > 1000


def many_signatories(count: int) -> tuple[Signatory, ...]:
    """As many parties as asked for, each with one signatory."""
    return tuple(
        Signatory(f"part{i:02d}", f"Föreningen Nummer {word}", f"Person {word}", "ordförande")
        for i, word in enumerate(("Ett", "Två", "Tre", "Fyra", "Fem", "Sex", "Sju", "Åtta")[:count], 1)
    )


def plain_signatures() -> WordDocument:
    """Signature blocks of plain paragraphs, below each other, without a table."""
    document = plain_document()
    add_heading(document, "Underskrifter", 1)
    document.add_paragraph("Parterna undertecknar elektroniskt.")
    for number, signatory in enumerate(SIGNATORIES):
        document.add_paragraph(f"För {signatory.party}")
        add_signature_place(document.add_paragraph(), signatory.id, signatory.label, number)
        document.add_paragraph(f"{signatory.name}, {signatory.title}")
    return document


def hard_document() -> WordDocument:
    """What tags go wrong on: a border, a picture, a long table, a missing character, text over two pages."""
    document = plain_document()
    style = document.styles.add_style("Brödtext avtal", 1)
    style.base_style = document.styles["Normal"]
    document.add_paragraph("Ett stycke i en egen stil & inget annat.", style="Brödtext avtal")
    picture = document.add_paragraph()
    picture.add_run().add_picture(io.BytesIO(red_square()), width=Cm(3))
    for properties in picture._p.iter(qn("wp:docPr")):
        properties.set("descr", "Kommunens vapen")
    bordered = document.add_paragraph("Stycke med ram, fet")
    bordered.add_run(" text").bold = True
    bordered.add_run(" och Hemlig\u00adhet, fiffigt.")
    bordered._p.get_or_add_pPr().append(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>')
    )
    document.add_paragraph("Tecknet 漢 saknas i typsnittet.")
    table = document.add_table(rows=1, cols=2)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, ("År", "Belopp"), strict=True):
        cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for number in range(45):
        for cell, text in zip(table.add_row().cells, (f"Rad {number}", f"{number} kr"), strict=True):
            cell.text = text
    for number in range(4):
        document.add_paragraph(f"Långt stycke {number} " + "som fortsätter från den ena sidan till den andra " * 60)
    return document


def red_square() -> bytes:
    """A small red PNG."""
    return png(b"\xc8\x1e\x1e" * 8, 8, 2)


JOINT = (
    Signatory("nord-1", "Föreningen Nord", "Person Ett", "ordförande"),
    Signatory("nord-2", "Föreningen Nord", "Person Två", "kassör"),
    Signatory("ungdom", "Föreningen Nord Ungdom", "Person Tre", "ordförande"),
)


def joint_signatures() -> WordDocument:
    """Two sign for one party in one block, and another party's name begins with the first's."""
    document = plain_document()
    document.add_paragraph("Parterna undertecknar elektroniskt.")
    table = document.add_table(rows=2, cols=1)
    for cell, members in ((table.cell(0, 0), JOINT[:2]), (table.cell(1, 0), JOINT[2:])):
        cell.text = f"För {members[0].party}"
        for number, signatory in enumerate(members, len(members[0].id)):
            add_signature_place(cell.add_paragraph(), signatory.id, signatory.label, number)
            cell.add_paragraph(f"{signatory.name}, {signatory.title}")
    return document


def many_signatures() -> WordDocument:
    """Eight parties on landscape pages: the blocks go on over a page break."""
    document = plain_document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph("Parterna undertecknar elektroniskt.")
    add_signature_blocks(document, many_signatories(8))
    return document


def lonely_signatures() -> WordDocument:
    """A page break leaves the signature blocks alone on the last page."""
    document = plain_document()
    document.add_paragraph(PROSE[0])
    document.add_page_break()
    add_signature_blocks(document, SIGNATORIES)
    return document


DOCUMENTS = {
    "agreement": agreement,
    "again": agreement,
    "stale": lambda: agreement((1, 1, 1, 2)),
    "draft": lambda: agreement(draft=True),
    "plain": plain_signatures,
    "hard": hard_document,
    "lonely": lonely_signatures,
    "joint": joint_signatures,
    "many": many_signatures,
}


@pytest.fixture(scope="session")
def engine_pdfs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the documents' PDFs as LibreOffice made them; made once for all test modules."""
    folder = tmp_path_factory.getbasetemp() / "engine"
    if not (folder / "done").exists():
        to_pdf(folder, {name: make() for name, make in DOCUMENTS.items()})
        (folder / "done").touch()
    return folder


def finishing(*, draft: bool = False) -> Finishing:
    """How the fictive agreement is finished."""
    return Finishing(
        title="Överenskommelse om partnerskap",
        author="Exempelstads kommun",
        subject="Partnerskap för fler i arbete & gemenskap",
        keywords="partnerskap, överenskommelse",
        date=DATE,
        producer="contracts 0.1.0",
        document_id="6c1f0a4e-0000-4000-8000-000000000001",
        attachments=(Attachment("facts.json", FACTS, "Uppgifterna som dokumentet är gjort av"),),
        draft=draft,
    )


@pytest.fixture(scope="session")
def finished(engine_pdfs: Path) -> Path:
    """The fictive agreement, finished."""
    target = engine_pdfs / "finished.pdf"
    finish(engine_pdfs / "agreement.pdf", target, finishing())
    return target


def expected_signatures(signatories: Sequence[Signatory] = SIGNATORIES) -> tuple[ExpectedSignature, ...]:
    """What the proof expects of the signatories' fields."""
    return tuple(
        ExpectedSignature(name=one.id, label=one.label, party=one.party, signatory=one.name, title=one.title)
        for one in signatories
    )


def expectation() -> Expectation:
    """What the fictive agreement must show."""
    return Expectation(
        document="avtal",
        title="Överenskommelse om partnerskap",
        facts=(
            PlannedFact("economy.amount", "belopp per år", ("350\u00a0000 kr", "350\u00a0000 kronor")),
            PlannedFact("term.start", "startdatum", ("den 1 mars 2026",)),
            PlannedFact("case_number", "diarienummer", ("KS 2026/0123",)),
            PlannedFact("parties.1.name", "part", ("Föreningen Örtagården",)),
            PlannedFact("decision.date", "beslutsdatum", ("13 december 2025",)),
        ),
        paragraphs=paragraphs_of(agreement()),
        running=("Exempelstads kommun", "Dnr KS 2026/0123, sida "),
        headings=tuple(ExpectedHeading(1, str(number), text) for number, text in enumerate(HEADINGS, 1)),
        signatures=expected_signatures(),
        attachments=(ExpectedAttachment("facts.json", hashlib.sha256(FACTS).hexdigest()),),
        fonts=("Times New Roman", "Arial"),
    )
