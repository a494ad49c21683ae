"""Reads a Word file's package safely.

A template comes from outside: it may be cut off, swollen, encrypted, hold macros or point at files elsewhere. All that
is found out here, before anything in it is believed.
"""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from lxml import etree

from contracts.errors import Place, Problem, TemplateError
from contracts.word.active import embedded_problems
from contracts.word.limits import oversized
from contracts.word.ooxml import R_URI, STRICT, DoctypeError, W, parse
from contracts.word.relationships import (
    CONTENT_TYPES,
    CORE_PROPERTIES,
    ENDNOTES,
    FOOTER,
    FOOTNOTES,
    HEADER,
    HYPERLINK,
    NUMBERING,
    OFFICE_DOCUMENT,
    ROOT_RELATIONSHIPS,
    SETTINGS,
    STYLES,
    THEME,
    owner_of,
    read_content_types,
    read_relationships,
    target_name,
)
from contracts.word.whole_numbers import misnumbered

_MOST_MEMBERS: Final = 2_000
_MOST_BYTES: Final = 100 * 1024 * 1024  #: uncompressed, of all members together
_MOST_XML: Final = 30 * 1024 * 1024  #: uncompressed, of one XML member
#: All that reading a damaged zip file has been seen to raise, names that are no UTF-8 among it.
_BROKEN_ZIP: Final = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, NotImplementedError, ValueError, RuntimeError),
)
#: Parts that are read as XML by their role.
_READ: Final = frozenset(
    (
        *(OFFICE_DOCUMENT, HEADER, FOOTER, FOOTNOTES, ENDNOTES),
        *(STYLES, NUMBERING, THEME, SETTINGS, CORE_PROPERTIES, f"{R_URI}/comments"),
    )
)
_SAVE_AGAIN: Final = "öppna filen i Word och spara den på nytt som Word-dokument (.docx)"


@dataclass(frozen=True, slots=True)
class Package:
    """The members of a Word file, by name."""

    members: Mapping[str, bytes]
    main: str  #: the member that holds the body, nearly always "word/document.xml"


def read_package(path: Path, shown_as: str) -> Package:
    """The package at `path`.

    Raises:
        TemplateError: it is missing, is no sound Word file, is larger than a template needs to be, or holds macros,
            embedded files or pointers to the outside.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _refused(
            "template-missing", "mallen går inte att läsa", "kontrollera namnet och var filen ligger", shown_as
        ) from error
    package = open_package(data, shown_as)
    problems = (
        *oversized(package.members, shown_as),
        *misnumbered(package.members, shown_as),
        *embedded_problems(package.members, shown_as),
    )
    if problems:
        raise TemplateError(problems)
    return package


def open_package(data: bytes, shown_as: str) -> Package:
    """The package in these bytes; see `read_package`."""
    package = open_unchecked(data, shown_as)
    problems = (
        *_macro_problems(package.members, package.main, shown_as),
        *_outside_problems(package.members, shown_as),
    )
    if problems:
        raise TemplateError(problems)
    return package


def open_unchecked(data: bytes, shown_as: str) -> Package:
    """The package in these bytes with macros and pointers to the outside still in it: to look at, never to render.

    Raises:
        TemplateError: it is no sound Word file, or is too large.
    """
    members = _read_members(data, shown_as)
    problems = tuple(_xml_problems(members, shown_as)) or tuple(_name_problems(members, shown_as))
    if problems:
        raise TemplateError(problems)
    return Package(MappingProxyType(members), _main_part(members, shown_as))


def open_own(data: bytes, shown_as: str) -> Package:
    """The package in bytes that this program has just written; see `open_package`, which looks at every part.

    Raises:
        TemplateError: it is no Word file.
    """
    members = _read_members(data, shown_as)
    return Package(MappingProxyType(members), _main_part(members, shown_as))


def _refused(rule: str, text: str, remedy: str, shown_as: str, part: str = "") -> TemplateError:
    return TemplateError([Problem(rule, text, Place(shown_as, part=part), remedy)])


def _read_members(data: bytes, shown_as: str) -> dict[str, bytes]:
    if not data:
        raise _refused("template-corrupt", "filen är tom", "hämta filen på nytt", shown_as)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _refuse_bad_listing(infos, shown_as)
            members: dict[str, bytes] = {}
            left = _MOST_BYTES
            for info in infos:
                members[info.filename] = _read_member(archive, info, left, shown_as)
                left -= len(members[info.filename])
            return members
    except _BROKEN_ZIP as error:
        raise _refused("template-corrupt", "filen är inget helt Word-dokument", _SAVE_AGAIN, shown_as) from error


def _refuse_bad_listing(infos: list[zipfile.ZipInfo], shown_as: str) -> None:
    names = [info.filename for info in infos]
    if len(names) > _MOST_MEMBERS:
        text = f"filen har {len(names)} delar; högst {_MOST_MEMBERS} godtas"
        raise _refused("template-too-large", text, "ta bort bilder och inbäddade filer", shown_as)
    if len({name.casefold() for name in names}) != len(names):
        raise _refused("template-corrupt", "filen innehåller samma del två gånger", _SAVE_AGAIN, shown_as)
    if any(info.flag_bits & 0x1 for info in infos):
        raise _refused("template-encrypted", "filen är skyddad med lösenord", "ta bort lösenordet", shown_as)
    for name in names:
        if name.startswith("/") or "\\" in name or posixpath.normpath(name).startswith(".."):
            text = f"filen innehåller en del med otillåtet namn: ”{name}”"
            raise _refused("template-corrupt", text, _SAVE_AGAIN, shown_as)


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int, shown_as: str) -> bytes:
    most = min(left, _MOST_XML) if info.filename.endswith((".xml", ".rels")) else left
    # The size in the listing can lie, so the content itself is measured.
    with archive.open(info) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        text = f"filen är för stor uppackad (”{info.filename}”)"
        raise _refused("template-too-large", text, "gör bilderna mindre eller ta bort inbäddade filer", shown_as)
    return data


def _xml_problems(members: Mapping[str, bytes], shown_as: str) -> Iterable[Problem]:
    for name, data in members.items():
        if not name.endswith((".xml", ".rels")):
            continue
        try:
            parse(data)
        except DoctypeError:
            text = f"delen ”{name}” har en dokumenttypsdeklaration, som kan läsa andra filer"
            yield Problem("template-doctype", text, Place(shown_as, part=name), _SAVE_AGAIN)
        except etree.XMLSyntaxError as error:
            text = f"delen ”{name}” är skadad (rad {error.lineno or 1})"
            yield Problem("template-corrupt", text, Place(shown_as, part=name), _SAVE_AGAIN)


def _name_problems(members: Mapping[str, bytes], shown_as: str) -> Iterable[Problem]:
    """A problem for each part that is read as XML but is not named so, and has therefore not been looked at."""
    for name, data in members.items():
        if not name.endswith(".rels"):
            continue
        for one in read_relationships(data):
            part = target_name(owner_of(name), one.target)
            if part in members and not one.external and one.type in _READ and not part.endswith(".xml"):
                text = f"delen ”{part}” ska vara XML, men heter inte så"
                yield Problem("template-corrupt", text, Place(shown_as, part=part), _SAVE_AGAIN)


def _main_part(members: Mapping[str, bytes], shown_as: str) -> str:
    if CONTENT_TYPES in members:
        for one in read_relationships(members.get(ROOT_RELATIONSHIPS)):
            name = target_name("", one.target)
            if one.type == OFFICE_DOCUMENT and name in members:
                root = parse(members[name])
                if root.tag == W + "document" and root.find(W + "body") is not None:
                    return name
                if root.tag == STRICT + "document":
                    remedy = "spara den som ”Word-dokument (.docx)”, inte ”Strict Open XML-dokument”"
                    raise _refused("template-strict", "filen är sparad som Strict Open XML", remedy, shown_as)
    raise _refused("template-corrupt", "filen är inget Word-dokument: brödtexten saknas", _SAVE_AGAIN, shown_as)


def _macro_problems(members: Mapping[str, bytes], main: str, shown_as: str) -> Iterable[Problem]:
    types = read_content_types(members[CONTENT_TYPES])
    macro = "macroEnabled" in types.of(main) or any(
        "vbaProject" in name or "vbaProject" in types.of(name) or "activeX" in name for name in members
    )
    if macro:
        text = "filen innehåller makron eller aktiva kontroller"
        yield Problem("template-macro", text, Place(shown_as), "spara den som Word-dokument utan makron (.docx)")


def _outside_problems(members: Mapping[str, bytes], shown_as: str) -> Iterable[Problem]:
    for name, data in members.items():
        if not name.endswith(".rels"):
            continue
        for one in read_relationships(data):
            kind = one.type.rpartition("/")[2]
            if one.external and one.type != HYPERLINK:
                text = f"filen hämtar något utifrån ({kind}: ”{one.target}”)"
                remedy = (
                    "koppla loss dokumentmallen (Utvecklare, Dokumentmall) så att Normal används"
                    if kind == "attachedTemplate"
                    else "bädda in innehållet i filen i stället för att länka det"
                )
                yield Problem("template-outside", text, Place(shown_as, part=owner_of(name)), remedy)
            elif not one.external and target_name(owner_of(name), one.target) not in members:
                if one.target.startswith("#") or one.type == HYPERLINK:
                    continue
                text = f"filen hänvisar till en del som saknas: ”{one.target}”"
                yield Problem("template-corrupt", text, Place(shown_as, part=owner_of(name)), _SAVE_AGAIN)
