"""Small Word files for the comparison, described in a few words and built anew each time.

All content is fictive.
"""

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."
STYLES = {"": "Normal", "h1": "heading 1", "h2": "heading 2", "body": "Body Text", "quote": "Quote"}


@dataclass(frozen=True)
class Run:
    """Letters of one look; in a link when it has an address, followed by a footnote when it has one."""

    text: str
    bold: bool = False
    link: str = ""
    note: str = ""


@dataclass(frozen=True)
class Para:
    """A paragraph; in a numbered list when it names one."""

    runs: tuple[Run, ...] = ()
    style: str = ""
    list: str = ""
    centred: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Table:
    """A table of texts."""

    rows: tuple[tuple[str, ...], ...]


Block = Para | Table


@dataclass(frozen=True)
class Doc:
    """A whole file."""

    blocks: tuple[Block, ...] = ()
    header: str = ""
    footer: str = ""
    landscape: bool = False


def para(text: str, style: str = "", **more: object) -> Para:
    """A paragraph of one look."""
    return Para((Run(text),) if text else (), style, **more)  # type: ignore[arg-type]


def doc(*blocks: Block | str, **more: object) -> Doc:
    """A file of these blocks; "# Text" is a heading."""
    made = [
        block if not isinstance(block, str) else para(block[2:], "h1") if block.startswith("# ") else para(block)
        for block in blocks
    ]
    return Doc(tuple(made), **more)  # type: ignore[arg-type]


@dataclass
class _Building:
    lists: dict[str, int] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def docx(document: Doc) -> bytes:
    """The file."""
    building = _Building()
    body = "".join(_block(block, building) for block in document.blocks)
    if not document.blocks or isinstance(document.blocks[-1], Table):
        body += "<w:p/>"
    running = [(kind, text) for kind, text in (("header", document.header), ("footer", document.footer)) if text]
    references = "".join(f'<w:{kind}Reference w:type="default" r:id="r{kind}"/>' for kind, _ in running)
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if document.landscape else 'w:w="11906" w:h="16838"'
    section = f"<w:sectPr>{references}<w:pgSz {size}/></w:sectPr>"
    parts = {"document": f"<w:body>{body}{section}</w:body>", "styles": _styles(), "numbering": _numbering(building)}
    if building.notes:
        parts["footnotes"] = _notes(building)
    for kind, text in running:
        parts[kind + "1"] = f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>{_run(Run(text), building)}</w:p>'
    return _package(parts, building)


def _block(block: Block, building: _Building) -> str:
    if isinstance(block, Table):
        grid = "".join('<w:gridCol w:w="2000"/>' for _ in block.rows[0])
        rows = "".join(
            "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{_block(para(text), building)}</w:tc>" for text in row) + "</w:tr>"
            for row in block.rows
        )
        return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    style = STYLES[block.style].title().replace(" ", "")
    properties = f'<w:pStyle w:val="{style}"/>' if block.style else ""
    if block.list:
        number = building.lists.setdefault(block.list, len(building.lists) + 1)
        properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    properties += '<w:jc w:val="center"/>' if block.centred else ""
    properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{properties}{''.join(_run(run, building) for run in block.runs)}</w:p>"


def _run(run: Run, building: _Building) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if run.bold else ""
    made = f'<w:r>{look}<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'
    if run.link:
        if run.link not in building.links:
            building.links.append(run.link)
        made = f'<w:hyperlink r:id="rlink{building.links.index(run.link)}">{made}</w:hyperlink>'
    if run.note:
        building.notes.append(run.note)
        made += f'<w:r>{look}<w:footnoteReference w:id="{len(building.notes)}"/></w:r>'
    return made


def _styles() -> str:
    made = []
    for name in STYLES.values():
        identifier = name.title().replace(" ", "")
        outline = f'<w:pPr><w:outlineLvl w:val="{int(name[-1]) - 1}"/></w:pPr>' if name[-1].isdigit() else ""
        default = ' w:default="1"' if name == "Normal" else ""
        made.append(
            f'<w:style w:type="paragraph" w:styleId="{identifier}"{default}><w:name w:val="{name}"/>{outline}</w:style>'
        )
    return "".join(made)


def _numbering(building: _Building) -> str:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    uses = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number in building.lists.values()
    )
    return f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>{uses}'


def _notes(building: _Building) -> str:
    separator = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    return separator + "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{_run(Run(text), building)}</w:p></w:footnote>'
        for number, text in enumerate(list(building.notes), 1)
    )


_ROOTS = {"document": "document", "styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}


def _package(parts: dict[str, str], building: _Building) -> bytes:
    names = f'xmlns:w="{MAIN}" xmlns:r="{RELATED}"'
    members, types, related = {}, [], []
    for part, content in parts.items():
        kind = part.rstrip("1")
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        members[f"word/{part}.xml"] = f"<w:{root} {names}>{content}</w:{root}>"
        suffix = "document.main" if kind == "document" else kind
        types.append(f'<Override PartName="/word/{part}.xml" ContentType="{KIND}{suffix}+xml"/>')
        if kind != "document":
            related.append(f'<Relationship Id="r{kind}" Type="{RELATED}/{kind}" Target="{part}.xml"/>')
    for n, address in enumerate(building.links):
        kind = f'Type="{RELATED}/hyperlink" TargetMode="External"'
        related.append(f'<Relationship Id="rlink{n}" {kind} Target={quoteattr(address)}/>')
    members["[Content_Types].xml"] = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{"".join(types)}</Types>'
    )
    members["_rels/.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELATED}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    members["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(related)}</Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()
