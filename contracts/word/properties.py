"""A document's properties: title, author, date, language and origin, from its own facts and never from a clock.

The origin is a property of its own (custom), because Word and LibreOffice keep those through every saving; so an edited
file still says which document it once was.

Source: ECMA-376 part 2, clause 8.3 (core properties); part 1, 22.3 (custom properties).
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from lxml import etree

from contracts.word.ooxml import parse, to_bytes

CORE: Final = "docProps/core.xml"
CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
CUSTOM: Final = "docProps/custom.xml"
CUSTOM_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
#: What the property with a document's origin is called.
ORIGIN: Final = "contracts-document"
_CUSTOM_URI: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_CUSTOM: Final = "{" + _CUSTOM_URI + "}"
_VALUES_URI: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_VALUES: Final = "{" + _VALUES_URI + "}"
_NO_PROPERTIES: Final = f'<Properties xmlns="{_CUSTOM_URI}" xmlns:vt="{_VALUES_URI}"/>'.encode()
#: The set of properties that a user has given, and the first number that one of them may bear.
_USER_DEFINED: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST: Final = 2
_CP: Final = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_TERMS: Final = "{http://purl.org/dc/terms/}"
_XSI: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
#: What a template may say itself; the rest is the document's.
_KEPT: Final = (_DC + "subject", _DC + "description", _CP + "keywords", _CP + "category", _CP + "contentStatus")


@dataclass(frozen=True, slots=True)
class DocumentStamp:
    """What is written into a document's properties."""

    title: str
    author: str
    date: dt.datetime  #: with time zone
    language: str = "sv-SE"
    origin: str = ""  #: which document it is and of which facts; "" leaves the property out

    def __post_init__(self) -> None:
        if self.date.tzinfo is None:
            raise ValueError("the date of a document has no time zone: give it one, such as dt.UTC")


def core_properties(stamp: DocumentStamp, rendered: etree._Element | None) -> bytes:
    """The member with a document's core properties.

    Args:
        stamp: what the document itself says.
        rendered: the template's own core properties with its tags filled in, None when it has none; it is not changed.
    """
    prefixes = {"cp": _CP, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    root = etree.Element(_CP + "coreProperties", nsmap={name: uri[1:-1] for name, uri in prefixes.items()})
    etree.SubElement(root, _DC + "title").text = stamp.title
    etree.SubElement(root, _DC + "creator").text = stamp.author
    etree.SubElement(root, _DC + "language").text = stamp.language
    etree.SubElement(root, _CP + "lastModifiedBy").text = stamp.author
    etree.SubElement(root, _CP + "revision").text = "1"
    moment = stamp.date.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name in ("created", "modified"):
        element = etree.SubElement(root, _TERMS + name)
        element.set(_XSI + "type", "dcterms:W3CDTF")
        element.text = moment
    if rendered is not None:
        for old in rendered:
            if old.tag in _KEPT and (old.text or "").strip():
                etree.SubElement(root, old.tag).text = " ".join((old.text or "").split())
    return to_bytes(root)


def with_origin(origin: str, custom: bytes | None) -> bytes:
    """The member with custom properties that says a document's origin, and what else the template says there.

    Args:
        origin: what to say.
        custom: the template's own custom properties, None when it has none.
    """
    root = parse(_NO_PROPERTIES if custom is None else custom)
    for old in [one for one in root if one.get("name") == ORIGIN]:
        root.remove(old)
    taken = [int(number) for one in root if (number := one.get("pid") or "").isdigit()]
    free = str(max(taken, default=_FIRST - 1) + 1)
    held = etree.SubElement(root, _CUSTOM + "property", fmtid=_USER_DEFINED, pid=free, name=ORIGIN)
    etree.SubElement(held, _VALUES + "lpwstr").text = origin
    return to_bytes(root)


def stated_origin(custom: bytes | None) -> str:
    """The origin that a member with custom properties says; "" when it says none."""
    if custom is None:
        return ""
    found = next((one for one in parse(custom) if one.get("name") == ORIGIN), None)
    return "" if found is None else "".join(str(text) for text in found.itertext()).strip()


@dataclass(frozen=True, slots=True)
class StatedProperties:
    """What a file from elsewhere says of itself; "" and None where it says nothing."""

    title: str
    author: str
    modified: dt.datetime | None  #: with time zone


def stated_properties(core: bytes | None) -> StatedProperties:
    """What a member with core properties says.

    Args:
        core: the member; None when the file has none.
    """
    root = etree.Element("none") if core is None else parse(core)
    changed, made = (_moment(root.findtext(_TERMS + name)) for name in ("modified", "created"))
    author = root.findtext(_DC + "creator") or root.findtext(_CP + "lastModifiedBy") or ""
    return StatedProperties((root.findtext(_DC + "title") or "").strip(), author.strip(), changed or made)


def _moment(text: str | None) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=dt.UTC)
