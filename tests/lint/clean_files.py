"""Word files without a single finding, for tests to put one fault in."""

from pathlib import Path

from tests.word.word_files import NAMESPACES, WordFiles

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>'
)
SWEDISH = (
    f'<w:styles xmlns:w="{NAMESPACES["w"]}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" '
    'w:hAnsi="Calibri"/><w:lang w:val="{language}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/></w:style>' for n in (1, 2, 3)
    )
    + "{styles}</w:styles>"
)


def clean_file(
    word: WordFiles,
    *body: str,
    title: str = "Avtal",
    language: str = "sv-SE",
    styles: str = "",
    extra: dict[str, bytes] | None = None,
    **parts: str,
) -> Path:
    """A Word file with this body, a title, styles in Swedish and a font that everyone has.

    Args:
        word: where.
        body: paragraphs and tables.
        title: the property, in which tags may stand.
        language: of the styles.
        styles: more of them.
        extra: other members.
        parts: as WordFiles takes them: header, footer, footnotes, numbering, name, …
    """
    members = {
        "docProps/core.xml": CORE.format(title=title).encode(),
        "word/styles.xml": SWEDISH.replace("{language}", language).replace("{styles}", styles).encode(),
    }
    return word.file(*body, extra=members | (extra or {}), **parts)
