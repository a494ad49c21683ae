"""The text that git shows for a Word file."""

import subprocess
import sys
import zipfile
from pathlib import Path

from setup.docx_text import docx_lines

SCRIPT = Path(__file__).parent.parent.parent / "setup/docx_text.py"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def word_file(path: Path, body: str, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {"document": body, **parts}.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACES}>{content}</w:{name}>")
    return path


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_each_paragraph_is_a_line_after_its_style(tmp_path: Path):
    body = '<w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Parter</w:t></w:r></w:p></w:body>'
    file = word_file(tmp_path / "a.docx", body, header1=paragraph("{{ namn }}"))
    assert list(docx_lines(file)) == ["== word/header1.xml", "{{ namn }}", "== word/document.xml", "[Heading1] Parter"]


def test_a_row_of_a_table_is_a_line_also_in_a_content_control(tmp_path: Path):
    row = f"<w:tr><w:tc>{paragraph('Eva')}{paragraph('chef')}</w:tc><w:tc>{paragraph('2 kr')}</w:tc></w:tr>"
    table = f"<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt></w:tbl>"
    assert list(docx_lines(word_file(tmp_path / "a.docx", table)))[1:] == ["| Eva / chef | 2 kr |"]


def test_tracked_changes_fields_and_pictures_are_seen(tmp_path: Path):
    body = (
        "<w:p><w:del><w:r><w:delText>tio</w:delText></w:r></w:del><w:ins><w:r><w:t>elva</w:t></w:r></w:ins>"
        "<w:r><w:tab/><w:instrText>PAGE</w:instrText></w:r><w:r><w:drawing/></w:r></w:p>"
    )
    assert list(docx_lines(word_file(tmp_path / "a.docx", body)))[1:] == ["[-tio][+elva]\t{PAGE}[picture]"]


def test_a_text_box_is_read_once(tmp_path: Path):
    box = f"<w:txbxContent>{paragraph('ruta')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert list(docx_lines(word_file(tmp_path / "a.docx", body)))[1:] == ["ruta"]


def test_a_file_that_is_not_word_gives_a_line_that_says_so(tmp_path: Path):
    (tmp_path / "a.docx").write_text("inte Word")
    (tmp_path / "empty.docx").touch()
    for name, start in (("a.docx", b"(not a readable Word file: "), ("empty.docx", b"")):
        printed = subprocess.run([sys.executable, SCRIPT, tmp_path / name], capture_output=True, check=True).stdout
        assert printed.startswith(start)
        assert bool(printed) == bool(start)


def test_git_shows_which_words_were_changed(tmp_path: Path):
    def git(*words: str) -> str:
        call = ["git", "-c", "user.name=Prov", "-c", "user.email=prov@exempelstad.example", *words]
        return subprocess.run(call, cwd=tmp_path, capture_output=True, check=True, text=True).stdout

    git("init", "--quiet")
    git("config", "diff.docx.textconv", f'"{sys.executable}" "{SCRIPT}"')
    (tmp_path / ".gitattributes").write_text("*.docx -text -merge diff=docx\n")
    word_file(tmp_path / "mall.docx", paragraph("tre månader"))
    git("add", ".")
    git("commit", "--quiet", "--message", "mall")
    word_file(tmp_path / "mall.docx", paragraph("sex månader"))
    shown = git("diff").splitlines()
    assert "-tre månader" in shown
    assert "+sex månader" in shown
