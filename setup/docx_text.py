"""Prints the text of a Word file, one paragraph a line, so that git can show what was changed in it.

Usage: python3 setup/docx_text.py FILE. `make diff-setup` tells git to use it. It reads with the standard library
alone, since a diff must work also where nothing is set up.
"""

import posixpath
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LARGEST_PART = 50_000_000  #: bytes unpacked; a text part of a contract is some hundred thousand
#: the parts that hold text, in the order in which a reader meets them; names as Word gives them
_PARTS = ("header", "document", "footnotes", "endnotes", "comments", "footer")
#: what stands for an element that has no text of its own. Source: ISO/IEC 29500-1, 17.3.3
_SIGNS = {"tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-", "drawing": "[picture]", "pict": "[picture]"}
#: Word writes a text box twice; this is the copy for old programs
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def docx_lines(path: Path) -> Iterator[str]:
    """The lines of a Word file: each part under its name, each paragraph after its style, table rows with bars.

    Raises:
        zipfile.BadZipFile: the file is not a Word file.
        ElementTree.ParseError: a part is not well-formed XML.
        ValueError: a part is too large to be a text.
    """
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist(), key=_reading_order):
            if _part_of(name) not in _PARTS:
                continue
            if archive.getinfo(name).file_size > _LARGEST_PART:
                raise ValueError(f"{path}: {name} is larger than {_LARGEST_PART} bytes; look at the file itself.")
            # expat refuses entities that grow without end, and fetches nothing.
            root = ElementTree.fromstring(archive.read(name))  # noqa: S314
            yield f"== {name}"
            yield from _block_lines(root)


def _part_of(name: str) -> str:
    folder, file = posixpath.split(name)
    return file.removesuffix(".xml").rstrip("0123456789") if folder == "word" and file.endswith(".xml") else ""


def _reading_order(name: str) -> tuple[int, str]:
    part = _part_of(name)
    return (_PARTS.index(part) if part in _PARTS else len(_PARTS), name)


def _block_lines(parent: ElementTree.Element) -> Iterator[str]:
    for element in parent:
        kind = element.tag.removeprefix(_WORD)
        if kind == "p":
            yield _paragraph_line(element)
        elif kind == "tbl":
            for row in _nearest(element, "tr"):
                cells = (" / ".join(_block_lines(cell)) for cell in _nearest(row, "tc"))
                yield f"| {' | '.join(cells)} |"
        else:
            yield from _block_lines(element)


def _nearest(parent: ElementTree.Element, kind: str) -> Iterator[ElementTree.Element]:
    """The elements of a kind below the parent, also inside content controls, but not those inside one another."""
    for element in parent:
        if element.tag == f"{_WORD}{kind}":
            yield element
        else:
            yield from _nearest(element, kind)


def _paragraph_line(paragraph: ElementTree.Element) -> str:
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    text = "".join(_texts(paragraph))
    return text if style is None else f"[{style.get(f'{_WORD}val')}] {text}"


def _texts(element: ElementTree.Element) -> Iterator[str]:
    """The text of a paragraph; insertions and deletions that are tracked stand in brackets, field codes in braces."""
    for child in element:
        kind = child.tag.removeprefix(_WORD)
        if kind in ("t", "delText"):
            yield child.text or ""
        elif kind == "instrText":
            yield f"{{{child.text or ''}}}"
        elif kind in ("ins", "del"):
            yield f"[{'+' if kind == 'ins' else '-'}{''.join(_texts(child))}]"
        elif kind in _SIGNS:
            yield "".join(_texts(child)) or _SIGNS[kind]
        elif child.tag != _FALLBACK:
            yield from _texts(child)


def main(arguments: list[str]) -> int:
    """Print the file's lines; when it cannot be read, one line that says so, because git needs an answer for each."""
    path = Path(arguments[0])
    try:
        lines = list(docx_lines(path))
    except (zipfile.BadZipFile, ElementTree.ParseError, ValueError) as error:
        # git hands over an empty file for the side that does not exist
        lines = [f"(not a readable Word file: {error})"] if path.stat().st_size else []
    sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
