"""The guide to names as a Word file: a lawyer has it open beside the template and copies tags out of it.

The tags are text here and are never run, so the file must not lie where templates are looked for. It is written as
OOXML at once: a template with these tags as its facts would be refused, since marks of templates in facts are mistakes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape

from contracts.lint.names_filters import FilterGuide
from contracts.lint.names_groups import Group, Name
from contracts.word.packing import write_package

_OFFICE: Final = "http://schemas.openxmlformats.org"
_MAIN: Final = f"{_OFFICE}/wordprocessingml/2006/main"
_RELATIONS: Final = f"{_OFFICE}/officeDocument/2006/relationships"
_PACKAGE: Final = f"{_OFFICE}/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
#: Twentieths of a point, on a page that lies down: the tag, what it is, what it prints.
_WIDTHS: Final = (6200, 4900, 3470)
_INDENT: Final = 240
_BETWEEN: Final = re.compile(r"(?<=%\}) | (?=\{%)")
_HEADS: Final = ("Tagg att kopiera", "Vad det är", "Skriver ut")


def field_guide(groups: Sequence[Group], filters: Sequence[FilterGuide]) -> bytes:
    """The whole guide, in Swedish, as a Word file: the same bytes for the same names."""
    members = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _related((("officeDocument", "word/document.xml"),), core=True),
        "docProps/core.xml": _CORE,
        "word/_rels/document.xml.rels": _related((("styles", "styles.xml"), ("settings", "settings.xml"))),
        "word/styles.xml": _STYLES,
        "word/settings.xml": f'<w:settings xmlns:w="{_MAIN}"><w:zoom w:percent="100"/></w:settings>',
        "word/document.xml": _document(groups, filters),
    }
    return write_package({name: _declared(text) for name, text in members.items()})


def _declared(text: str) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text.encode()


def _document(groups: Sequence[Group], filters: Sequence[FilterGuide]) -> str:
    titles = [*(f"{group.title} ({group.kind})" for group in groups), "Filter"]
    body = [
        _paragraph("Title", "Fältguide till mallarna"),
        _paragraph("", _INTRODUCTION),
        _paragraph("ContentsHeading", "Innehåll"),
        *(_contents_line(at, title) for at, title in enumerate(titles)),
    ]
    for at, (group, title) in enumerate(zip(groups, titles, strict=False)):
        body += [_heading(at, title), *_sections(group)]
    rows = [(_tag_cell(one.tag, 0), _cell(_run(one.what)), _cell(_run(one.prints))) for one in filters]
    body += [_heading(len(groups), "Filter"), _table(rows)]
    section = (
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" '
        'w:gutter="0"/>'
        "</w:sectPr>"
    )
    return (
        f'<w:document xmlns:w="{_MAIN}" xmlns:r="{_RELATIONS}"><w:body>{"".join(body)}{section}</w:body></w:document>'
    )


def _sections(group: Group) -> Iterator[str]:
    """A heading and a table for each name at the top that holds others; the plain ones together, before them."""
    plain: list[Name] = []
    parts: list[list[Name]] = []
    for name in group.names:
        if name.depth == 0 and name.kind.partition(",")[0] in ("lista", "grupp"):
            parts.append([name])
        elif name.depth == 0:
            plain.append(name)
        else:
            parts[-1].append(name)
    if plain:
        yield _paragraph("Heading2", "Enkla uppgifter")
        yield _table([_row_of(name, 0) for name in plain])
    for part in parts:
        yield _paragraph("Heading2", f"{part[0].title} ({part[0].path})")
        yield _table([_row_of(name, name.depth) for name in part])


def _row_of(name: Name, depth: int) -> tuple[str, str, str]:
    told = f"{name.description.rstrip('.')}. " if name.description else ""
    see = f" Samma namn som i {name.see}." if name.see else ""
    what = _run(name.title, "Strong") + _run(f". {told}{name.kind[:1].upper()}{name.kind[1:]}.{see}")
    if name.used_by:
        what += _run(f" Används i {', '.join(name.used_by)}.", "Used")
    return _tag_cell(name.tag or name.path, depth), _cell(what), _cell(_run(name.example))


def _table(rows: Sequence[tuple[str, str, str]]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    head = "".join(f"<w:tc>{_width(at)}{_cell(_run(text, 'Strong'))}</w:tc>" for at, text in enumerate(_HEADS))
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(f"<w:tc>{_width(at)}{cell}</w:tc>" for at, cell in enumerate(row))
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{body}</w:tbl>"
        '<w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>'
    )


def _width(at: int) -> str:
    return f'<w:tcPr><w:tcW w:w="{_WIDTHS[at]}" w:type="dxa"/></w:tcPr>'


def _cell(runs: str, indent: int = 0) -> str:
    left = f'<w:ind w:left="{indent}"/>' if indent else ""
    return f'<w:p><w:pPr><w:pStyle w:val="Cell"/>{left}</w:pPr>{runs}</w:p>'


def _tag_cell(tag: str, depth: int) -> str:
    """The tag; what must stand in paragraphs of its own does so here too, so that it can be copied as it is."""
    pieces = _BETWEEN.split(tag) if tag.startswith(("{%p ", "{%tr ")) else [tag]
    return "".join(_cell(_run(piece, "Tag"), depth * _INDENT) for piece in pieces)


def _run(text: str, style: str = "") -> str:
    if not text:
        return ""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(style: str, text: str) -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{_run(text)}</w:p>"


def _heading(at: int, text: str) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:bookmarkStart w:id="{at}" w:name="_guide{at}"/>'
        f'{_run(text)}<w:bookmarkEnd w:id="{at}"/></w:p>'
    )


def _contents_line(at: int, text: str) -> str:
    link = f'<w:hyperlink w:anchor="_guide{at}" w:history="1">{_run(text, "Hyperlink")}</w:hyperlink>'
    return f'<w:p><w:pPr><w:pStyle w:val="ContentsLine"/></w:pPr>{link}</w:p>'


def _related(parts: Sequence[tuple[str, str]], *, core: bool = False) -> str:
    found = [
        f'<Relationship Id="rId{at}" Type="{_RELATIONS}/{kind}" Target="{name}"/>'
        for at, (kind, name) in enumerate(parts, 1)
    ]
    if core:
        kind = f"{_PACKAGE}/relationships/metadata/core-properties"
        found.append(f'<Relationship Id="rIdCore" Type="{kind}" Target="docProps/core.xml"/>')
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(found)}</Relationships>'


_INTRODUCTION: Final = (
    "Kopiera en tagg ur den vänstra kolumnen och klistra in den i mallen. Indragna taggar hör till listan ovanför och "
    "fungerar bara inuti den: mellan {%p for … %} och {%p endfor %}, som står i egna stycken. Det som kan saknas omges "
    "med {% if … %} och {% endif %}. Guiden görs ur programmet och är ingen mall."
)
_CONTENT_TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_TYPE}.settings+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_CORE: Final = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>Fältguide till mallarna</dc:title><dc:language>sv-SE</dc:language></cp:coreProperties>"
)


def _style(kind: str, identifier: str, name: str, look: str = "", paragraph: str = "", more: str = "") -> str:
    inside = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    letters = f"<w:rPr>{look}</w:rPr>" if look else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identifier}"{more}><w:name w:val="{name}"/>{inside}{letters}</w:style>'
    )


_MONO: Final = (
    '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/><w:noProof/><w:sz w:val="17"/>'
)
_EDGES: Final[Mapping[str, str]] = {
    edge: f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
}
_STYLES: Final = "".join(
    (
        f'<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>',
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="21"/><w:lang w:val="sv-SE"/>',
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>',
        _style("paragraph", "Normal", "Normal", more=' w:default="1"'),
        _style("paragraph", "Title", "Title", '<w:b/><w:sz w:val="40"/>', '<w:spacing w:after="200"/>'),
        _style(
            "paragraph",
            "Heading1",
            "heading 1",
            '<w:b/><w:sz w:val="30"/>',
            '<w:keepNext/><w:pageBreakBefore/><w:spacing w:after="120"/><w:outlineLvl w:val="0"/>',
        ),
        _style(
            "paragraph",
            "Heading2",
            "heading 2",
            '<w:b/><w:sz w:val="24"/>',
            '<w:keepNext/><w:spacing w:before="160" w:after="80"/><w:outlineLvl w:val="1"/>',
        ),
        _style("paragraph", "ContentsHeading", "Contents Heading", '<w:b/><w:sz w:val="26"/>', "<w:keepNext/>"),
        _style("paragraph", "ContentsLine", "Contents Line", "", '<w:spacing w:after="40"/>'),
        _style("paragraph", "Cell", "Cell", '<w:sz w:val="19"/>', '<w:spacing w:before="20" w:after="20"/>'),
        _style("paragraph", "AfterTable", "After Table", '<w:sz w:val="8"/>', '<w:spacing w:after="0"/>'),
        _style("character", "Strong", "Strong", "<w:b/>"),
        _style("character", "Tag", "Tag", _MONO),
        _style("character", "Used", "Used", '<w:color w:val="595959"/>'),
        _style("character", "Hyperlink", "Hyperlink", '<w:color w:val="1F4E79"/><w:u w:val="single"/>'),
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr>',
        f"<w:tblBorders>{''.join(_EDGES.values())}</w:tblBorders>",
        '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>',
        "</w:tblPr></w:style></w:styles>",
    )
)
