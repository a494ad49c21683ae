"""For every rule of lint: a Word file that breaks it, and one beside it that is right.

What is right is right altogether: nothing at all is found in it.
"""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import pytest

from contracts.errors import Problem
from contracts.lint import lint as whole
from contracts.lint.deep import lint_deep
from tests.building import ROOT
from tests.lint.clean_files import clean_file
from tests.word.word_files import NAMESPACES, WordFiles, run, table
from tests.word.word_files import paragraph as p

Found: TypeAlias = Callable[[WordFiles], Sequence[Problem]]


@dataclass(frozen=True, slots=True)
class Pair:
    """What is found where a rule is broken, and where it is kept."""

    wrong: Found
    right: Found


def of(*body: str, name: str = "agreement.docx", **parts: object) -> Found:
    """What lint finds in a file with this body, which is clean but for that."""

    def found(word: WordFiles) -> Sequence[Problem]:
        path = clean_file(word, *body, name=name, **parts)  # type: ignore[arg-type]
        return whole.lint(path, ROOT / "templates", name)

    return found


def deep(*body: str, most: int = 200, **parts: object) -> Found:
    """What trying a file with made-up facts finds."""

    def found(word: WordFiles) -> Sequence[Problem]:
        path = clean_file(word, *body, **parts)  # type: ignore[arg-type]
        return lint_deep(path, "agreement", lambda _done, _of: None, most_renders=most)

    return found


def of_bytes(change: Callable[[bytes], bytes]) -> Found:
    """What lint finds in a clean file whose bytes were changed."""

    def found(word: WordFiles) -> Sequence[Problem]:
        path = clean_file(word, p("x"), name="agreement.docx")
        path.write_bytes(change(path.read_bytes()))
        return whole.lint(path, ROOT / "templates", "agreement.docx")

    return found


def _locked(data: bytes) -> bytes:
    """The same, with every member marked as encrypted."""
    changed, at = bytearray(data), 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        changed[at + 8] |= 1
        at += 4
    return bytes(changed)


def _missing(word: WordFiles) -> Sequence[Problem]:
    return whole.lint(word.folder / "agreement.docx", ROOT / "templates", "agreement.docx")


def _stumbling(word: WordFiles) -> Sequence[Problem]:
    def stumble(_subject: object) -> Sequence[Problem]:
        raise RecursionError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whole, "FINDS", (stumble,))
        return of(p("x"))(word)


def _never_printed(word: WordFiles) -> Sequence[Problem]:
    clean_file(word, p("{{ title }}"), name="packet.docx")
    return whole.lint_all(word.folder)


def _all_printed(word: WordFiles) -> Sequence[Problem]:
    (word.folder / "packet.docx").write_bytes((ROOT / "templates/packet.docx").read_bytes())
    return whole.lint_all(word.folder)


def related(kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="rIdX" Type="{NAMESPACES["r"]}/{kind}" Target="{target}"{mode}/>'


def field(code: str) -> str:
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("1")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def headed(*rows: tuple[str, ...]) -> str:
    """A table whose first row is repeated as header."""
    return table(*rows).replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)


def one(*inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inside)}</w:p>"


def picture(alt: str) -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="b" descr="{alt}"/><a:graphic><a:graphicData>'
        "<a:blip/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def listed(text: str, level: int = 0) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def bullets(sign: str, font: str) -> str:
    return (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val="{sign}"/><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )


def contents(switches: str) -> str:
    return field(f"TOC {switches}")


def workbook(*, behind_chart: bool) -> Mapping[str, bytes]:
    """A chart with, or without, the workbook that Word keeps behind it."""
    inner = related("package", "../embeddings/a.xlsx") if behind_chart else ""
    relations = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}'
    return {
        "word/charts/chart1.xml": b"<c/>",
        "word/charts/_rels/chart1.xml.rels": f"{relations}</Relationships>".encode(),
        "word/embeddings/a.xlsx": b"x",
    }


def with_sheet_type(parts: Mapping[str, bytes], relationships: str) -> Found:
    """What lint finds in a file whose list of types knows workbooks."""

    def found(word: WordFiles) -> Sequence[Problem]:
        with zipfile.ZipFile(clean_file(word, p("x"), relationships=relationships)) as archive:
            types = archive.read("[Content_Types].xml")
        sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        added = f'<Default Extension="xlsx" ContentType="{sheet}"/></Types>'.encode()
        whole_parts = {**parts, "[Content_Types].xml": types.replace(b"</Types>", added)}
        return of(p("x"), relationships=relationships, extra=whole_parts)(word)

    return found


IF, END = p("{%p if goals %}"), p("{%p endif %}")
FOR, ENDFOR = p("{%p for g in goals %}"), p("{%p endfor %}")
PARTY = "{%p for party in parties %}"
BOLD, TAB = "<w:b/>", "<w:r><w:tab/></w:r>"
BOOKMARK = '<w:bookmarkStart w:id="1" w:name="punkt"/>', '<w:bookmarkEnd w:id="1"/>'
TARGET = one(BOOKMARK[0], run("Punkt"), BOOKMARK[1])
NOTE = '<w:p><w:r><w:t>x</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
NUMBERED = bullets("%1.", "Calibri").replace("bullet", "decimal")
TOC_STYLE = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
BEYOND = '<w:tabs><w:tab w:val="right" w:pos="9072"/></w:tabs><w:ind w:right="1000"/>'
AT_MARGIN = '<w:tabs><w:tab w:val="right" w:pos="9072"/></w:tabs>'
PANE = '<Relationship Id="rIdX" Type="http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes" '
PLAIN = of(p("x"))


def styled(toggle: str) -> str:
    return one(run("text", f"<w:{toggle}/>"))


def external(kind: str, target: str) -> Found:
    return of(p("x"), relationships=related(kind, target, ' TargetMode="External"'))


PAIRS: Final[Mapping[str, Pair]] = {
    "template-not-examined": Pair(_stumbling, PLAIN),
    "template-missing": Pair(_missing, PLAIN),
    "template-corrupt": Pair(of_bytes(lambda data: data[: len(data) // 2]), of_bytes(lambda data: data)),
    "template-encrypted": Pair(of_bytes(_locked), PLAIN),
    "template-strict": Pair(
        of(
            extra={
                "word/document.xml": b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">'
                b"<w:body/></w:document>"
            }
        ),
        PLAIN,
    ),
    "template-too-large": Pair(of(p("{{ " + " + ".join(["name"] * 100) + " }}")), of(p("{{ name + name }}"))),
    "template-doctype": Pair(of(p("x"), extra={"word/settings.xml": b"<!DOCTYPE x><x/>"}), PLAIN),
    "template-macro": Pair(of(p("x"), extra={"word/vbaProject.bin": b"\xd0\xcf"}), PLAIN),
    "template-outside": Pair(external("attachedTemplate", "https://exempel.se/x.dotx"), PLAIN),
    "template-embedded": Pair(
        of(p("x"), relationships=related("oleObject", "a.bin"), extra={"word/a.bin": b"x"}), PLAIN
    ),
    "template-link": Pair(external("hyperlink", "file:///x"), external("hyperlink", "https://exempel.se/")),
    "template-field": Pair(of(field("INCLUDETEXT x")), of(field("PAGE"))),
    "template-dangerous": Pair(of(p("{{ name.upper() }}")), of(p("{{ name | upper }}"))),
    "template-statement": Pair(of(p("{% include 'x.docx' %}")), of(p("{% set x = name %}{{ x }}"))),
    "template-syntax": Pair(of(p("{{ name name }}")), of(p("{{ name }} {{ name }}"))),
    "template-stray": Pair(of(p("{{ name")), of(p("{{ name }}"))),
    "template-block": Pair(of(IF, p("x")), of(IF, p("x"), END)),
    "template-level": Pair(of(p("{%tr if goals %}"), p("x"), p("{%tr endif %}")), of(IF, p("x"), END)),
    "template-crossing": Pair(
        of(headed(("A", "B"), (IF + p("x"), p("y") + END))), of(headed(("A", "B"), ("x", p("y") + IF + p("z") + END)))
    ),
    "template-unknown-filter": Pair(of(p("{{ name | versaler }}")), of(p("{{ name | upper }}"))),
    "template-unknown-test": Pair(of(p("{% if goals is finns %}x{% endif %}")), of(p("{% if goals %}x{% endif %}"))),
    "template-text-lost": Pair(of(p("Mål: {%p if goals %}"), p("x"), END), of(p("Mål:"), IF, p("x"), END)),
    "template-tag-unreachable": Pair(of(picture("{{ name }}")), of(picture("Karta"))),
    "template-tracked-change": Pair(
        of(one(run("{{ na"), f'<w:ins w:id="1" w:author="A">{run("me")}</w:ins>', run(" }}"))), of(p("{{ name }}"))
    ),
    "template-vanish": Pair(of(styled("vanish")), of(styled('vanish w:val="0"'))),
    "template-strike": Pair(of(styled("strike")), of(styled('strike w:val="0"'))),
    "template-dstrike": Pair(of(styled("dstrike")), of(styled('dstrike w:val="0"'))),
    "template-character": Pair(of(p("Kryssa \uf0fc här")), of(p("Kryssa ☐ här"))),
    "template-contents": Pair(
        of(contents(r'\t "Min stil,1"'), p("Ett", style="Heading1"), styles=TOC_STYLE),
        of(contents(r'\o "1-1"'), p("Ett", style="Heading1"), styles=TOC_STYLE),
    ),
    "template-footnote": Pair(
        of(NOTE, footnotes=f'<w:footnote w:id="3">{p("y")}</w:footnote>'),
        of(NOTE, footnotes=f'<w:footnote w:id="2">{p("y")}</w:footnote>'),
    ),
    "template-style": Pair(
        deep(contents(r'\o "1-1"'), p("Ett", style="Heading1")),
        deep(contents(r'\o "1-1"'), p("Ett", style="Heading1"), styles=TOC_STYLE),
    ),
    "template-picture-alt": Pair(of(picture("")), of(picture("Karta"))),
    "reference-form": Pair(of(p('{{ ref("punkt") | upper }}')), of(TARGET, p('{{ ref("punkt") }}'))),
    "template-unknown-name": Pair(
        of(p("{{ trem.season }}")), of(p("{% if term.season %}{{ term.season }}{% endif %}"))
    ),
    "template-outside-loop": Pair(
        of(p(PARTY), p("{{ party.name }}"), ENDFOR, p("{{ party.name }}")), of(p(PARTY), p("{{ party.name }}"), ENDFOR)
    ),
    "template-hidden-name": Pair(
        of(p("{%p for name in goals %}"), p("{{ name }}"), ENDFOR), of(FOR, p("{{ g }}"), ENDFOR)
    ),
    "template-unguarded": Pair(of(p("{{ subtitle }}")), of(p("{% if subtitle %}{{ subtitle }}{% endif %}"))),
    "template-filter-kind": Pair(of(p("{{ name | datum }}")), of(p("{{ name | upper }}"))),
    "template-filter-arguments": Pair(of(p("{{ name | versal_forst('å') }}")), of(p("{{ name | versal_forst }}"))),
    "template-never-true": Pair(of(p("{% if name == 3 %}x{% endif %}")), of(p("{% if name == 'A' %}x{% endif %}"))),
    "template-not-comparable": Pair(
        of(p("{% if name > 3 %}x{% endif %}")), of(p("{% if goals | length > 3 %}x{% endif %}"))
    ),
    "template-constant-condition": Pair(of(p("{% if term %}x{% endif %}")), of(p("{% if goals %}x{% endif %}"))),
    "template-not-a-list": Pair(of(p("{%p for x in name %}"), p("{{ x }}"), ENDFOR), of(FOR, p("{{ g }}"), ENDFOR)),
    "template-unprintable": Pair(of(p("{{ goals }}")), of(p("{{ goals | lista }}"))),
    "template-unspelt": Pair(of(p("{{ date }}"), name="memo.docx"), of(p("{{ date | datum }}"), name="memo.docx")),
    "template-unknown-kind": Pair(of(p("{{ name }}"), name="avtal.docx"), of(p("{{ name }}"))),
    "paragraph-tags-together": Pair(
        of(IF, p("x"), p("{%p endif %}{%p if decisions %}"), p("y"), END),
        of(IF, p("x"), END, p("{%p if decisions %}"), p("y"), END),
    ),
    "block-encloses-nothing": Pair(of(IF, END, p("x")), of(IF, p("x"), END)),
    "paragraph-left-empty": Pair(
        of(listed("{% if goals %}x{% endif %}."), numbering=NUMBERED),
        of(listed("{% if goals %}x.{% endif %}"), numbering=NUMBERED),
    ),
    "paragraph-blank": Pair(of(p("a"), p("   "), p("b")), of(p("a"), p("b"))),
    "paragraph-spacing": Pair(of(p("a"), p(), p("b")), of(p("a"), table(("x",)), p(), p("b"))),
    "text-double-space": Pair(of(p("ett  två")), of(p("ett två"))),
    "condition-double-space": Pair(
        of(p("ett {% if goals %}två{% endif %} tre")), of(p("ett{% if goals %} två{% endif %} tre"))
    ),
    "table-without-rows": Pair(
        of(headed(("Mål",), ("{%tr for g in goals %}",), ("{{ g }}",), ("{%tr endfor %}",))),
        of(IF, headed(("Mål",), ("{%tr for g in goals %}",), ("{{ g }}",), ("{%tr endfor %}",)), END),
    ),
    "table-empty-cell": Pair(
        of(headed(("A", "B"), ("x", IF + p("y") + END))), of(headed(("A", "B"), ("x", p("y") + IF + p("z") + END)))
    ),
    "table-without-header": Pair(of(table(("A", "B"), ("x", "y"))), of(headed(("A", "B"), ("x", "y")))),
    "tag-cut": Pair(
        of(one(run("{{ na"), *BOOKMARK, run("me }}"))), of(one(BOOKMARK[0], run("{{ na"), run("me }}"), BOOKMARK[1]))
    ),
    "tag-crossing": Pair(
        of(TARGET, one(run("{{ na"), f'<w:hyperlink w:anchor="punkt">{run("me }} här")}</w:hyperlink>')),
        of(TARGET, one(f'<w:hyperlink w:anchor="punkt">{run("{{ name }} här")}</w:hyperlink>')),
    ),
    "tag-typography": Pair(
        of(p("{{ subtitle\u00a0| default(”x”) }}")), of(p("”Namn”: {{ subtitle | default('x') }}\u00a0–"))
    ),
    "tag-hidden-letter": Pair(
        of(p("{% if name == 'A\u200bB' %}x{% endif %}")), of(p("{% if name == 'AB' %}x{% endif %}"))
    ),
    "tag-broken-mark": Pair(of(p("{ { name } }")), of(p("{{ name }}"))),
    "tag-foreign": Pair(of(p("Hej «Namn»")), of(p("Hej {{ name }}"))),
    "numbering-typed": Pair(of(p("1. Parter")), of(listed("Parter"), numbering=NUMBERED)),
    "numbering-counts-on": Pair(
        of(p(PARTY), p("x"), FOR, listed("{{ g }}"), ENDFOR, ENDFOR, numbering=NUMBERED),
        of(FOR, listed("{{ g }}"), ENDFOR, numbering=NUMBERED),
    ),
    "numbering-symbol-bullet": Pair(
        of(listed("x"), numbering=bullets("\uf0b7", "Symbol")), of(listed("x"), numbering=bullets("•", "Calibri"))
    ),
    "text-symbol-font": Pair(
        of(one(run("x"), '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>')), of(one(run("x"), run("•")))
    ),
    "font-unknown": Pair(
        of(one(run("x", '<w:rFonts w:ascii="Aptos" w:hAnsi="Aptos"/>'))),
        of(one(run("x", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'))),
    ),
    "heading-without-style": Pair(
        of(one(run("Ekonomi", BOLD)), p("text")), of(p("Ekonomi", style="Heading1"), p("text"))
    ),
    "heading-jump": Pair(
        of(p("a", style="Heading1"), p("b", style="Heading3")), of(p("a", style="Heading1"), p("b", style="Heading2"))
    ),
    "heading-direct-formatting": Pair(
        of(one(run("a", '<w:color w:val="FF0000"/>'), properties='<w:pStyle w:val="Heading1"/>')),
        of(one(run("a"), properties='<w:pStyle w:val="Heading1"/>')),
    ),
    "language-missing": Pair(of(p("x"), language="en-US"), PLAIN),
    "title-missing": Pair(of(p("x"), title=""), of(p("x"), title="{{ document.title }}")),
    "tab-beyond-margin": Pair(
        of(one(run("a"), TAB, run("b"), properties=BEYOND)), of(one(run("a"), TAB, run("b"), properties=AT_MARGIN))
    ),
    "style-missing": Pair(of(p("Parter", style="Rubrik7")), of(p("Parter", style="Heading1"))),
    "style-missing-for-markdown": Pair(
        of(IF, p("{{p goals | first | stycken }}"), END),
        of(
            IF,
            p("{{p goals | first | stycken }}"),
            END,
            styles="".join(
                f'<w:style w:type="{kind}" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
                f'<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
                for kind, name in (("paragraph", "List Bullet"), ("paragraph", "List Number"), ("table", "Table Grid"))
            ),
            numbering=bullets("•", "Calibri"),
        ),
    ),
    "reference-misspelt": Pair(of(TARGET, p('{{ ref("punk") }}')), of(TARGET, p('{{ ref("punkt") }}'))),
    "reference-conditional": Pair(of(IF, TARGET, END, field("REF punkt")), of(IF, TARGET, field("REF punkt"), END)),
    "reference-without-target": Pair(of(field("REF borta")), of(TARGET, field("REF punkt"))),
    "field-stale": Pair(of(field("DATE")), of(field("PAGE"))),
    "safety-workbook": Pair(
        with_sheet_type(workbook(behind_chart=True), related("chart", "charts/chart1.xml")),
        with_sheet_type(workbook(behind_chart=False), related("chart", "charts/chart1.xml")),
    ),
    "safety-add-in": Pair(of(p("x"), relationships=PANE + 'Target="a.xml"/>', extra={"word/a.xml": b"<a/>"}), PLAIN),
    "template-fact-never-printed": Pair(_never_printed, _all_printed),
    "deep-unreachable": Pair(
        deep(p("{% if goals %}{% if not goals %}x{% endif %}{% endif %}")),
        deep(p("{% if goals %}{% if decisions %}x{% endif %}{% endif %}")),
    ),
    "deep-grid": Pair(deep(table(("a", "b"), ("c",)), p("x")), deep(table(("a", "b"), ("c", "d")), p("x"))),
    "deep-empty": Pair(
        deep(p("x"), listed(""), p("{{ name }}"), numbering=NUMBERED),
        deep(p("x"), listed("{% if goals %}y{% endif %}"), numbering=NUMBERED),
    ),
    "deep-cut-short": Pair(deep(p("{% if goals %}x{% endif %}"), most=2), deep(p("{% if goals %}x{% endif %}"))),
}
