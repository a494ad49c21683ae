"""Relationships between the parts of a package, and the content types of parts.

Source: ECMA-376 part 2, clauses 6.5 (relationships) and 7.2 (content types).
"""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from lxml import etree

from contracts.word.ooxml import R_URI, parse, to_bytes

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_RELATIONSHIP: Final = "{" + _PACKAGE + "/relationships}Relationship"
_TYPES: Final = "{" + _PACKAGE + "/content-types}"
CONTENT_TYPES: Final = "[Content_Types].xml"
ROOT_RELATIONSHIPS: Final = "_rels/.rels"

OFFICE_DOCUMENT: Final = f"{R_URI}/officeDocument"
CORE_PROPERTIES: Final = f"{_PACKAGE}/relationships/metadata/core-properties"
CUSTOM_PROPERTIES: Final = f"{R_URI}/custom-properties"
HYPERLINK: Final = f"{R_URI}/hyperlink"
IMAGE: Final = f"{R_URI}/image"
FOOTNOTES: Final = f"{R_URI}/footnotes"
ENDNOTES: Final = f"{R_URI}/endnotes"
NUMBERING: Final = f"{R_URI}/numbering"
STYLES: Final = f"{R_URI}/styles"
THEME: Final = f"{R_URI}/theme"
HEADER: Final = f"{R_URI}/header"
FOOTER: Final = f"{R_URI}/footer"
SETTINGS: Final = f"{R_URI}/settings"


@dataclass(frozen=True, slots=True)
class Relationship:
    """One arrow from a part to another part or to an address outside."""

    id: str
    type: str
    target: str  #: as written: relative to the folder of the part it starts from, or an address
    external: bool = False


def relationships_of(part: str) -> str:
    """The name of the member that holds a part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def owner_of(member: str) -> str:
    """The part that a relationships member belongs to; "" for the package itself."""
    folder, name = posixpath.split(member)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def target_name(part: str, target: str) -> str:
    """The member that a relationship of `part` points to."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


#: Results that are remembered of each function below: documents of one template have the same of most.
_REMEMBERED: Final = 64


@lru_cache(_REMEMBERED)
def read_relationships(data: bytes | None) -> tuple[Relationship, ...]:
    """The relationships in a member; none when the member is missing."""
    if data is None:
        return ()
    return tuple(
        Relationship(
            item.get("Id") or "", item.get("Type") or "", item.get("Target") or "", item.get("TargetMode") == "External"
        )
        for item in parse(data).iter(_RELATIONSHIP)
    )


def write_relationships(relationships: Iterable[Relationship]) -> bytes:
    """The member that holds these relationships."""
    return _written(tuple(relationships))


@lru_cache(_REMEMBERED)
def _written(relationships: tuple[Relationship, ...]) -> bytes:
    root = parse(f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode())
    for one in relationships:
        item = etree.SubElement(root, _RELATIONSHIP, Id=one.id, Type=one.type, Target=one.target)
        if one.external:
            item.set("TargetMode", "External")
    return to_bytes(root)


@dataclass(frozen=True, slots=True)
class ContentTypes:
    """Which kind each part of a package is."""

    by_extension: tuple[tuple[str, str], ...]
    by_part: tuple[tuple[str, str], ...]  #: part names without the leading slash

    def of(self, part: str) -> str:
        """The content type of a part, "" when none is declared."""
        # Part names are the same whatever their capitals (ECMA-376 part 2, 6.2.2.3).
        extension = part.rpartition(".")[2].lower()
        return _by_folded_name(self.by_part).get(part.casefold()) or dict(self.by_extension).get(extension, "")

    def with_part(self, part: str, kind: str) -> "ContentTypes":
        """The same, with one part's own type declared."""
        rest = tuple(pair for pair in self.by_part if pair[0] != part)
        return ContentTypes(self.by_extension, (*rest, (part, kind)))

    def with_extension(self, extension: str, kind: str) -> "ContentTypes":
        """The same, with the type of an extension declared unless it is already."""
        if extension in dict(self.by_extension):
            return self
        return ContentTypes((*self.by_extension, (extension, kind)), self.by_part)

    def only(self, parts: Iterable[str]) -> "ContentTypes":
        """The same, for these parts only."""
        kept = set(parts)
        return ContentTypes(self.by_extension, tuple(pair for pair in self.by_part if pair[0] in kept))


@lru_cache(_REMEMBERED)
def _by_folded_name(by_part: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return MappingProxyType({name.casefold(): kind for name, kind in by_part})


@lru_cache(_REMEMBERED)
def read_content_types(data: bytes) -> ContentTypes:
    """The content types that a package declares."""
    root = parse(data)
    return ContentTypes(
        tuple(((e.get("Extension") or "").lower(), e.get("ContentType") or "") for e in root.iter(_TYPES + "Default")),
        tuple(
            ((e.get("PartName") or "").lstrip("/"), e.get("ContentType") or "") for e in root.iter(_TYPES + "Override")
        ),
    )


@lru_cache(_REMEMBERED)
def write_content_types(types: ContentTypes) -> bytes:
    """The member that declares the content types."""
    root = parse(f'<Types xmlns="{_PACKAGE}/content-types"/>'.encode())
    for extension, kind in types.by_extension:
        etree.SubElement(root, _TYPES + "Default", Extension=extension, ContentType=kind)
    for part, kind in types.by_part:
        etree.SubElement(root, _TYPES + "Override", PartName=f"/{part}", ContentType=kind)
    return to_bytes(root)
