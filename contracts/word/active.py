"""Refuses what fetches or runs something: embedded objects, linked text, fields that reach out, and odd addresses.

A template is opened by colleagues and turned into documents that people sign. Whatever in it reads other files, asks a
server or starts a program would do so on their machines, or bring in what nobody has looked at.

Source: ECMA-376 part 1, 17.16.5 (fields), 15.2 (parts); Microsoft security advisory 4053440 (DDE fields).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from contracts.errors import Place, Problem
from contracts.word.fields import fields_in
from contracts.word.ooxml import Element, W, nearest, parse
from contracts.word.places import Paragraph
from contracts.word.relationships import (
    CONTENT_TYPES,
    HYPERLINK,
    owner_of,
    read_content_types,
    read_relationships,
    target_name,
)

#: Kinds of relationship, by the last word of their type, and what they are in Swedish.
_EMBEDDED: Final = {
    "oleObject": "ett inbäddat objekt",
    "package": "en inbäddad fil",
    "control": "en aktiv kontroll",
    "activeXControlBinary": "en aktiv kontroll",
    "aFChunk": "ett annat dokument",
    "subDocument": "ett underdokument",
    "frame": "en ram med en annan sida",
    "attachedToolbars": "verktygsfält med makron",
    "extensibility": "egna knappar som kan starta makron",
    "xlMacrosheet": "makron",
    "vbaProject": "makron",
    "wordVbaData": "makron",
}
_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHART: Final = re.compile(r"(?:^|/)charts/[^/]+$")
#: Fields that read files, ask programs or start something.
_FETCHING: Final = frozenset(
    (
        *("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DATABASE", "RD", "EMBED"),
        *("MACROBUTTON", "GOTOBUTTON", "AUTOTEXT", "AUTOTEXTLIST", "GLOSSARY", "PRINT", "HTMLACTIVEX", "CONTROL"),
        *("ADDIN", "BARCODE", "DISPLAYBARCODE", "MERGEBARCODE", "PRIVATE", "DATA"),
    )
)
#: All others that Word has. A field of another name hides its name in a field inside it, as attacks do.
_HARMLESS: Final = frozenset(
    (
        *("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "TOC", "TC", "SEQ", "STYLEREF", "HYPERLINK", "LISTNUM"),
        *("REF", "PAGEREF", "NOTEREF", "FTNREF", "XE", "INDEX", "TOA", "TA", "BIBLIOGRAPHY", "CITATION", "EQ", "="),
        *("ADVANCE", "SYMBOL", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "BIDIOUTLINE", "QUOTE", "FORMULA", "SHAPE"),
        *("DATE", "TIME", "PRINTDATE", "SAVEDATE", "CREATEDATE", "EDITTIME", "REVNUM", "LASTSAVEDBY", "AUTHOR"),
        *("FILENAME", "FILESIZE", "TEMPLATE", "USERNAME", "USERINITIALS", "USERADDRESS", "TITLE", "SUBJECT"),
        *("KEYWORDS", "COMMENTS", "INFO", "NUMCHARS", "NUMWORDS", "DOCPROPERTY", "DOCVARIABLE", "IF", "COMPARE"),
        *("SKIPIF", "NEXTIF", "NEXT", "SET", "ASK", "FILLIN", "MERGEFIELD", "MERGEREC", "MERGESEQ", "ADDRESSBLOCK"),
        *("GREETINGLINE", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"),
    )
)
_SCHEME: Final = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):|\s*(?:\\\\|//)")
_QUOTED: Final = r'["“”][^"“”]*["“”]'
_ARGUMENT: Final = re.compile(
    rf"(?P<named>\\[oOtTlL]\s*(?:{_QUOTED}|[^\s\\]\S*))|(?P<switch>\\[a-zA-Z](?=\s|$))"
    r'|["“”](?P<quoted>[^"“”]*)["“”]?|(?P<bare>\S+)'
)
_SAFE_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
_VML: Final = ("{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}")


def embedded_problems(members: Mapping[str, bytes], shown_as: str) -> Iterator[Problem]:
    """One problem for each part or address of a template that would bring in or start something.

    Args:
        members: by name; what is XML in them is well-formed.
        shown_as: how messages name the file.
    """
    types = read_content_types(members[CONTENT_TYPES])
    for name, data in members.items():
        if not name.endswith(".rels"):
            continue
        owner = owner_of(name)
        for one in read_relationships(data):
            kind = one.type.rpartition("/")[2]
            place = Place(shown_as, part=owner)
            if one.external:
                if one.type == HYPERLINK and not _is_safe(one.target):
                    yield _link(one.target, place)
            elif kind in _EMBEDDED:
                # A chart drawn in Word keeps its figures in a workbook without macros.
                if kind == "package" and _CHART.search(owner) and types.of(target_name(owner, one.target)) == _WORKBOOK:
                    continue
                text = f"mallen innehåller {_EMBEDDED[kind]} (”{one.target}”)"
                remedy = "ta bort objektet, eller klistra in det som bild eller text"
                yield Problem("template-embedded", text, place, remedy)
    for name, data in members.items():
        if name.startswith("word/") and name.endswith(".xml") and b"urn:schemas-microsoft-com:vml" in data:
            yield from _vml_problems(parse(data), Place(shown_as, part=name))


def _is_safe(address: str) -> bool:
    found = _SCHEME.match(address)
    return found is None or (found[1] or "").lower() in _SAFE_SCHEMES


def _link(address: str, place: Place) -> Problem:
    text = f"en länk leder till ”{address[:80]}”, som inte är en webbadress, en e-postadress eller ett telefonnummer"
    return Problem("template-link", text, place, "ta bort länken eller skriv en adress som börjar med https://")


def _vml_problems(root: Element, place: Place) -> Iterator[Problem]:
    for element in root.iter():
        if not str(element.tag).startswith(_VML):
            continue
        for key, address in element.attrib.items():
            fetches = str(key).rpartition("}")[2] in ("src", "href", "althref")
            if fetches and _SCHEME.match(str(address)) and not str(address).startswith("#"):
                text = f"en bild eller form hämtas utifrån (”{str(address)[:80]}”)"
                yield Problem("template-outside", text, place, "infoga bilden i mallen i stället för att länka den")


def active_fields(root: Element, paragraphs: Iterable[Paragraph]) -> Iterator[Problem]:
    """One problem for each field of a part that reads something else than the document, or hides what it does."""
    by_element = {paragraph.element: paragraph for paragraph in paragraphs}
    for field in fields_in(root)[0]:
        home = nearest(field.begin, W + "p")
        paragraph = by_element.get(home) if home is not None else None
        if paragraph is None:
            continue
        if field.name in _FETCHING:
            text = f"fältet {field.name} hämtar eller startar något utanför dokumentet"
            yield Problem("template-field", text, paragraph.place, "ta bort fältet (markera det och tryck Delete)")
        elif field.name and field.name not in _HARMLESS and not field.name.startswith("="):
            text = f"fältet ”{field.name[:40]}” är okänt, så det går inte att se vad det gör"
            yield Problem("template-field", text, paragraph.place, "ta bort fältet, eller skriv dess text")
        elif field.name == "HYPERLINK":
            yield from (_link(one, paragraph.place) for one in _addresses(field.code) if not _is_safe(one))


def _addresses(code: str) -> Iterator[str]:
    """What a HYPERLINK may lead to: all that it says but its switches, its tip, its window and its bookmark."""
    for found in _ARGUMENT.finditer(code.strip()[len("HYPERLINK") :]):
        if not found["switch"] and not found["named"]:
            yield (found["quoted"] or found["bare"] or "").strip()
