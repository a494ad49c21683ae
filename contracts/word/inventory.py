"""What a template consists of: its parts by their roles, without those that no document needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from contracts.word.ooxml import W, parse, to_bytes
from contracts.word.package import Package
from contracts.word.relationships import (
    CONTENT_TYPES,
    ENDNOTES,
    FOOTER,
    FOOTNOTES,
    HEADER,
    NUMBERING,
    ROOT_RELATIONSHIPS,
    SETTINGS,
    STYLES,
    THEME,
    Relationship,
    owner_of,
    read_content_types,
    read_relationships,
    relationships_of,
    target_name,
    write_content_types,
    write_relationships,
)

#: Comments, drafts of building blocks, data for content controls, previews: of use to the template's writer only.
_NOT_NEEDED: Final = frozenset(
    (
        *("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "documentTasks"),
        # Panes of add-ins, which Word fetches from a server when the document is opened.
        *("webextensiontaskpanes", "webextension"),
        *("glossaryDocument", "customXml", "stylesWithEffects", "thumbnail", "keyMapCustomizations"),
    )
)
#: Settings that would mark changes, ask questions at opening or differ at each saving.
_SETTINGS_DROPPED: Final = ("trackRevisions", "updateFields", "rsids", "attachedTemplate", "mailMerge", "revisionView")
_WORDPROCESSING: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
#: A .dotx that was renamed .docx: Word does not open a document that says it is a template.
_WORD_TEMPLATE: Final = f"{_WORDPROCESSING}.template.main+xml"
_WORD_DOCUMENT: Final = f"{_WORDPROCESSING}.document.main+xml"
PROPERTIES: Final = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")


@dataclass(frozen=True, slots=True)
class Inventory:
    """A template's members and the roles they play."""

    members: Mapping[str, bytes]  #: those that are kept
    main: str
    relationships: Mapping[str, tuple[Relationship, ...]]  #: by the part they start from
    headers_and_footers: tuple[str, ...]
    footnotes: str  #: the member's name, "" when there is none
    endnotes: str
    styles: str
    numbering: str
    theme: str

    @property
    def stories(self) -> tuple[str, ...]:
        """The parts that hold text, footnotes aside: they are rendered with the body."""
        return (self.main, *self.headers_and_footers, *((self.endnotes,) if self.endnotes else ()))


def take_inventory(package: Package) -> Inventory:
    """The parts of a package that a document needs."""
    relationships = {
        owner_of(name): tuple(one for one in read_relationships(data) if one.type.rpartition("/")[2] not in _NOT_NEEDED)
        for name, data in package.members.items()
        if name.endswith(".rels")
    }
    reached = _reached(relationships)
    members = {name: data for name, data in package.members.items() if name in reached}
    members.update(
        {
            relationships_of(owner): write_relationships(all_)
            for owner, all_ in relationships.items()
            if owner in reached
        }
    )
    members[ROOT_RELATIONSHIPS] = write_relationships(relationships[""])
    types = read_content_types(package.members[CONTENT_TYPES]).only(reached)
    if types.of(package.main) == _WORD_TEMPLATE:
        types = types.with_part(package.main, _WORD_DOCUMENT)
    members[CONTENT_TYPES] = write_content_types(types)
    return _by_roles(members, package.main, {k: v for k, v in relationships.items() if k in reached or not k})


def _reached(relationships: Mapping[str, tuple[Relationship, ...]]) -> set[str]:
    reached: set[str] = set()
    waiting = [""]
    while waiting:
        part = waiting.pop()
        for one in relationships.get(part, ()):
            name = target_name(part, one.target)
            if not one.external and name not in reached:
                reached.add(name)
                waiting.append(name)
    return reached


def _by_roles(members: dict[str, bytes], main: str, relationships: dict[str, tuple[Relationship, ...]]) -> Inventory:
    roles: dict[str, list[str]] = {}
    for one in relationships.get(main, ()):
        name = target_name(main, one.target)
        if not one.external and name in members and name not in roles.setdefault(one.type, []):
            roles[one.type].append(name)

    def single(kind: str) -> str:
        return roles.get(kind, [""])[0]

    settings = single(SETTINGS)
    if settings:
        members[settings] = _plain_settings(members[settings])
    return Inventory(
        MappingProxyType(members),
        main,
        MappingProxyType(relationships),
        tuple(sorted(roles.get(HEADER, []) + roles.get(FOOTER, []), key=lambda name: (len(name), name))),
        single(FOOTNOTES),
        single(ENDNOTES),
        single(STYLES),
        single(NUMBERING),
        single(THEME),
    )


def _plain_settings(data: bytes) -> bytes:
    root = parse(data)
    for name in _SETTINGS_DROPPED:
        for element in root.findall(W + name):
            root.remove(element)
    return to_bytes(root)
