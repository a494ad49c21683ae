"""Looks a Word file over before an engine gets it: nothing that hangs, reaches out or prints something wrong.

LibreOffice turns almost anything into a PDF: a text file, a file with a picture missing, a date field that prints the
day of conversion. Three small archives made it use gigabytes and minutes. So what is not plainly a sound, self-
contained Word file is refused here, with every reason at once. This file looks at the package: its members, its parts
and what they point to; preflight_text looks at what stands in each part's text.
"""

import functools
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from contracts.errors import Place, Problem, ProblemsError
from contracts.pdf.preflight_text import is_plain_link, story_problems

MOST_MEMBERS = 2_000
#: bytes, unpacked, all together
MOST_BYTES = 200_000_000
#: bytes, unpacked, of one XML part: 600 pages take about 15 million
MOST_XML_BYTES = 50_000_000
#: bytes; parts no larger are remembered when they are sound
MOST_REMEMBERED_BYTES = 20_000
#: unpacked bytes per packed one; Word's own parts reach about 30, bombs 1 000
HIGHEST_RATIO = 200
#: a small part may be packed as tightly as it likes
RATIO_FROM_BYTES = 1_000_000

CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS = "_rels/.rels"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
WORD_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORD_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
MACROS = re.compile(r"macroEnabled|vbaProject", re.IGNORECASE)

#: kind of relationship -> (what it is, remedy); refused inside the file and out
REFUSED_KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "vbaProject": ("makron", "Spara filen som ett vanligt Word-dokument (.docx), utan makron."),
        "oleObject": ("ett inbäddat objekt", "Ersätt objektet med text, en tabell eller en bild."),
        "package": ("ett inbäddat dokument", "Ersätt dokumentet med text, en tabell eller en bild."),
        "control": ("en ActiveX-kontroll", "Ta bort kontrollen."),
        "aFChunk": ("ett inlagt främmande dokument", "Klistra in innehållet som vanlig text."),
        "subDocument": ("ett underdokument", "Klistra in innehållet i dokumentet."),
        "comments": ("kommentarer", "Ta bort kommentarerna under Granska › Ta bort alla kommentarer."),
    }
)
#: kind of relationship that points out of the file -> (what it is, remedy)
OUTSIDE_KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "attachedTemplate": ("en mall utanför filen", "Koppla bort mallen under Utvecklare › Dokumentmall."),
        "image": ("en länkad bild", "Infoga bilden i dokumentet i stället för att länka till den."),
        "hyperlink": ("en länk som inte går till en webb- eller e-postadress", "Rätta länken eller ta bort den."),
    }
)
#: kind of relationship -> Swedish name of the story and its root element
STORIES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "officeDocument": ("brödtext", "document"),
        "header": ("sidhuvud", "hdr"),
        "footer": ("sidfot", "ftr"),
        "footnotes": ("fotnoter", "footnotes"),
        "endnotes": ("slutnoter", "endnotes"),
    }
)


class _PartError(Exception):
    """A part cannot be used; the text is Swedish."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part."""

    source: str  #: the part it starts from; "" for the package
    kind: str  #: the last word of its type, such as `header`
    target: str
    outside: bool

    @property
    def part(self) -> str:
        """The name of the member that it points to."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.source), self.target)).lstrip("/")


def preflight(docx: Path) -> None:
    """Let a Word file pass, or say everything that is wrong with it.

    Raises:
        ProblemsError: Swedish problems, each with its place in the file.
    """
    problems = tuple(_problems(docx))
    if problems:
        raise ProblemsError(problems)


def _problems(docx: Path) -> Iterator[Problem]:
    try:
        with zipfile.ZipFile(docx) as archive:
            members = archive.infolist()
            found = tuple(_member_problems(docx.name, members))
            yield from found
            if found:  # unpacking might do the harm
                return
            contents = {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
        yield _unreadable(docx, error)
        return
    parts: dict[str, etree._Element] = {}
    for name, content in contents.items():
        if name.endswith((".xml", ".rels")):
            try:
                parts[name] = _parsed(content)
            except _PartError as error:
                text = f"Delen {name} i filen godtas inte: {error}."
                yield _problem(
                    "preflight-xml", text, docx.name, "Öppna filen i Word, spara den på nytt och försök igen."
                )
    yield from _package_problems(docx.name, parts)


def _unreadable(docx: Path, error: Exception) -> Problem:
    if not docx.is_file():
        return _problem("preflight-missing", "Word-filen finns inte.", docx.name, "Kontrollera filens namn och plats.")
    if docx.stat().st_size == 0:
        return _problem("preflight-empty", "Word-filen är tom.", docx.name, "Hämta filen på nytt ur en kopia.")
    with docx.open("rb") as file:
        old = file.read(4) == b"\xd0\xcf\x11\xe0"
    if old:
        text = "Filen är lösenordsskyddad eller i det gamla formatet .doc."
        return _problem("preflight-old", text, docx.name, "Öppna den i Word och spara den som .docx utan lösenord.")
    text = f"Filen är ingen hel Word-fil (.docx): {error}."
    return _problem("preflight-zip", text, docx.name, "Öppna filen i Word och spara den på nytt, eller ta en kopia.")


def _member_problems(file: str, members: list[zipfile.ZipInfo]) -> Iterator[Problem]:
    remedy = "Filen kommer inte från Word. Gör om den: kopiera texten till ett nytt dokument."
    names = [member.filename for member in members]
    if len(names) > MOST_MEMBERS:
        yield _problem("preflight-size", f"Filen har {len(names)} delar; högst {MOST_MEMBERS} godtas.", file, remedy)
    if len(set(names)) < len(names):
        yield _problem("preflight-zip", "Filen har två delar med samma namn.", file, remedy)
    total = sum(member.file_size for member in members)
    if total > MOST_BYTES:
        text = f"Filen är {total // 1_000_000} MB uppackad; högst {MOST_BYTES // 1_000_000} MB godtas."
        yield _problem("preflight-size", text, file, "Minska bilderna, eller dela dokumentet.")
    for member in members:
        name = member.filename
        if member.flag_bits & 1:
            yield _problem("preflight-encrypted", f"Delen {name} är krypterad.", file, "Spara filen utan lösenord.")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield _problem("preflight-zip", f"Delen {name} är packad på ett sätt som Word inte använder.", file, remedy)
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name:
            yield _problem("preflight-zip", f"Delen {name} har ett namn som leder ut ur filen.", file, remedy)
        if member.file_size > RATIO_FROM_BYTES and member.file_size > HIGHEST_RATIO * max(member.compress_size, 1):
            yield _problem("preflight-size", f"Delen {name} är orimligt hårt packad.", file, remedy)
        if name.endswith((".xml", ".rels")) and member.file_size > MOST_XML_BYTES:
            yield _problem("preflight-size", f"Delen {name} är för stor.", file, "Dela dokumentet.")


def _parsed(content: bytes) -> etree._Element:
    """The root of a part, which nobody changes: most parts of a document are those of the one before it.

    Raises:
        _PartError: as `_parse`.
    """
    return _parse_once(content) if len(content) <= MOST_REMEMBERED_BYTES else _parse(content)


@functools.lru_cache(maxsize=32)
def _parse_once(content: bytes) -> etree._Element:
    return _parse(content)


def _parse(content: bytes) -> etree._Element:
    """The root of a part.

    Raises:
        _PartError: it is not well-formed, nests too deeply, or has a document type.
    """
    start = content.lstrip()[:4]
    plain = content.decode("utf-16", "replace").encode() if start[:2] in (b"\xff\xfe", b"\xfe\xff") else content
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:  # before the parser sees it: a bomb goes off in there
        raise _PartError("den har en dokumenttyp (DOCTYPE)")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _PartError(f"den är ingen hel XML ({error.msg})") from error


def _package_problems(file: str, parts: Mapping[str, etree._Element]) -> Iterator[Problem]:
    relations = tuple(_relations(parts))
    mains = [r for r in relations if not r.source and r.kind == "officeDocument" and not r.outside]
    if CONTENT_TYPES not in parts or len(mains) != 1 or mains[0].part not in parts:
        text = "Filen saknar delar som varje Word-fil har."
        yield _problem("preflight-parts", text, file, "Öppna filen i Word och spara den på nytt.")
        return
    yield from _kind_problems(file, parts[CONTENT_TYPES], mains[0].part)
    for relation in relations:
        yield from _relation_problems(file, relation)
    stories = [mains[0], *(r for r in relations if r.source == mains[0].part and r.kind in STORIES and not r.outside)]
    for story in stories:
        yield from _problems_in_story(file, story, parts.get(story.part))


def _kind_problems(file: str, types: etree._Element, main: str) -> Iterator[Problem]:
    kinds = [str(entry.get("ContentType")) for entry in types.iter(etree.Element)]
    named = [str(e.get("ContentType")) for e in types.iter(etree.Element) if str(e.get("PartName")).lstrip("/") == main]
    if any(MACROS.search(kind) for kind in kinds):
        what, remedy = REFUSED_KINDS["vbaProject"]
        yield _problem("preflight-macros", f"Filen innehåller {what}.", file, remedy)
    elif WORD_TEMPLATE in named:
        text = "Filen är en Word-mall (.dotx), inte ett dokument."
        yield _problem("preflight-kind", text, file, "Spara den som Word-dokument (.docx).")
    elif named != [WORD_DOCUMENT]:
        text = "Filen är inte märkt som ett Word-dokument."
        yield _problem("preflight-kind", text, file, "Öppna den i Word och spara den som .docx.")


def _relations(parts: Mapping[str, etree._Element]) -> Iterator[Relation]:
    for name, root in parts.items():
        if not name.endswith(".rels"):
            continue
        folder, _, base = name.rpartition("/")
        source = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels")) if name != RELATIONSHIPS else ""
        for entry in root.iter(RELATIONSHIP):
            kind = str(entry.get("Type")).rpartition("/")[2]
            outside = entry.get("TargetMode") == "External"
            yield Relation(source, kind, str(entry.get("Target")), outside)


def _relation_problems(file: str, relation: Relation) -> Iterator[Problem]:
    if relation.kind in REFUSED_KINDS:
        what, remedy = REFUSED_KINDS[relation.kind]
        rule = {"vbaProject": "preflight-macros", "comments": "preflight-comments"}.get(
            relation.kind, "preflight-embedded"
        )
        yield _problem(rule, f"Filen innehåller {what}.", file, remedy)
    elif relation.outside and not (relation.kind == "hyperlink" and is_plain_link(relation.target)):
        other = ("en hänvisning utanför filen", "Ta bort hänvisningen, eller lägg in det som den pekar på.")
        what, remedy = OUTSIDE_KINDS.get(relation.kind, other)
        yield _problem("preflight-external", f"Filen innehåller {what}: {relation.target}.", file, remedy)


def _problems_in_story(file: str, story: Relation, root: etree._Element | None) -> Iterator[Problem]:
    swedish, element = STORIES[story.kind]
    number = re.search(r"\d+", posixpath.basename(story.part))
    part = f"{swedish} {number[0]}" if number and story.kind in ("header", "footer") else swedish
    if root is None:
        yield _problem("preflight-parts", f"Filens {part} saknas.", file, "Öppna filen i Word och spara den på nytt.")
    else:
        yield from story_problems(root, element, file, part)


def _problem(rule: str, text: str, file: str, remedy: str) -> Problem:
    return Problem(rule, text, Place(file), remedy)
