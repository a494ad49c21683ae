"""What the new document needs of the old one: pictures, links and other parts, under names that are free."""

import hashlib
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from contracts.redline.source import Source
from contracts.word.ooxml import Element, R
from contracts.word.relationships import (
    CONTENT_TYPES,
    Relationship,
    owner_of,
    read_relationships,
    relationships_of,
    target_name,
    write_content_types,
    write_relationships,
)

#: Kinds of relationship that a comparison does without: macros, comments, and what lies on somebody's disk.
_LEFT_BEHIND: Final = frozenset(
    (
        *("vbaProject", "wordVbaData", "attachedTemplate", "comments", "commentsExtended", "commentsIds"),
        *("commentsExtensible", "people", "attachedToolbars", "keyMapCustomizations", "recipientData"),
    )
)
_DOCUMENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


class Carrier:
    """The members of the document in the making: the new file's, and what is brought along of the old one's."""

    def __init__(self, old: Source, new: Source) -> None:
        self.old, self.new = old, new
        # Whatever it was, a template or with macros: it is an ordinary document now.
        self.types = new.types.with_part(new.main, _DOCUMENT_TYPE)
        self.members: dict[str, bytes] = dict(new.members)
        self._related: dict[str, list[Relationship]] = {}
        self._brought: dict[str, str] = {}  # member of the old file -> member here
        self._digests: dict[tuple[int, str], str] = {}
        for name in [one for one in new.members if one.endswith(".rels")]:
            self._leave_behind(name)

    def _leave_behind(self, member: str) -> None:
        if member not in self.members:
            return
        owner = owner_of(member)
        kept = [
            one
            for one in read_relationships(self.members[member])
            if _kind(one) not in _LEFT_BEHIND
            # What leads to a part that is not there would make Word refuse the file.
            and (one.external or one.target.startswith("#") or target_name(owner, one.target) in self.new.members)
        ]
        for one in read_relationships(self.members[member]):
            if _kind(one) in _LEFT_BEHIND and not one.external:
                name = target_name(owner, one.target)
                self.members.pop(name, None)
                self.members.pop(relationships_of(name), None)
        self._related[owner] = kept

    def digest(self, source: Source, part: str, identifier: str) -> str:
        """What a relationship of a part leads to, as a value that is equal for equal content."""
        found = source.related(part).get(identifier)
        if found is None:
            found = {one.id: one for one in read_relationships(source.members.get(relationships_of(part)))}.get(
                identifier
            )
        if found is None:
            return ""
        if found.external:
            return f"{_kind(found)} {found.target}"
        return f"{_kind(found)} {self._digest(source, target_name(part, found.target))}"

    def _digest(self, source: Source, member: str) -> str:
        key = (id(source), member)
        if key not in self._digests:
            self._digests[key] = member  # should it lead back to itself
            found = hashlib.sha256(source.members.get(member, b""))
            for one in read_relationships(source.members.get(relationships_of(member))):
                inner = one.target if one.external else self._digest(source, target_name(member, one.target))
                found.update(f"{one.id} {inner}".encode())
            self._digests[key] = found.hexdigest()
        return self._digests[key]

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """The identifier of a relationship from a part, made unless it is there.

        Args:
            part: a member of the document in the making.
            kind: the relationship's type.
            target: a member, or an address.
            external: whether it is an address.
        """
        related = self._related.setdefault(part, [])
        written = target if external else posixpath.relpath(target, posixpath.dirname(part) or ".")
        for one in related:
            same = one.target == target if external else target_name(part, one.target) == target
            if one.type == kind and one.external == external and same:
                return one.id
        taken = {one.id for one in related}
        number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        related.append(Relationship(f"rId{number}", kind, written, external))
        return f"rId{number}"

    def bring(self, element: Element, old_part: str, part: str) -> None:
        """Let all that an element of the old file points at be there for it in a part of the document in the making."""
        known = self.old.related(old_part)
        for one in element.iter():
            for key in [str(key) for key in one.attrib if str(key).startswith(R)]:
                found = known.get(str(one.get(key)))
                if found is None:
                    continue
                target = found.target if found.external else self.member(target_name(old_part, found.target))
                one.set(key, self.relate(part, found.type, target, external=found.external))

    def member(self, old_member: str) -> str:
        """The member here that is the old file's: the same one when it is equal, or a copy with what it needs."""
        if old_member in self._brought:
            return self._brought[old_member]
        same = self.members.get(old_member) is not None and self._digest(self.old, old_member) == self._digest(
            self.new, old_member
        )
        name = old_member if same or old_member not in self.members else self.free_name(old_member)
        self._brought[old_member] = name
        if not same and old_member in self.old.members:
            self.put(name, self.old.members[old_member], self.old.types.of(old_member))
            self._related[name] = [
                one
                if one.external
                else Relationship(
                    one.id,
                    one.type,
                    posixpath.relpath(self.member(target_name(old_member, one.target)), posixpath.dirname(name) or "."),
                )
                for one in read_relationships(self.old.members.get(relationships_of(old_member)))
            ]
        return name

    def free_name(self, member: str) -> str:
        """A name like a member's that none has."""
        stem, dot, extension = member.rpartition(".")
        return next(
            name for n in range(1, len(self.members) + 2) if (name := f"{stem}_{n}{dot}{extension}") not in self.members
        )

    def put(self, name: str, data: bytes, kind: str) -> None:
        """Put a member there.

        Args:
            name: of the member.
            data: its content.
            kind: its content type.
        """
        self.members[name] = data
        if kind and self.types.of(name) != kind:
            self.types = self.types.with_part(name, kind)

    def copy_relationships(self, source: Source, part: str, name: str) -> None:
        """Give a member the relationships that a part of one of the files has, with what they lead to."""
        for one in read_relationships(source.members.get(relationships_of(part))):
            target = one.target
            if not one.external:
                found = target_name(part, one.target)
                found = self.member(found) if source is self.old else found
                target = posixpath.relpath(found, posixpath.dirname(name) or ".")
            self._related.setdefault(name, []).append(Relationship(one.id, one.type, target, one.external))

    def finished(self) -> dict[str, bytes]:
        """All members, with relationships and content types."""
        members = {name: data for name, data in self.members.items() if not name.endswith(".rels")}
        for part, related in self._related.items():
            if related and (not part or part in members):
                members[relationships_of(part)] = write_relationships(related)
        members[CONTENT_TYPES] = write_content_types(self.types.only(members))
        return members


@dataclass(slots=True)
class Names:
    """Gives out names that are free."""

    taken: set[str] = field(default_factory=set)

    def free(self, name: str) -> str:
        """The name, or one like it; taken from now on."""
        found = next(one for one in _like(name) if one not in self.taken)
        self.taken.add(found)
        return found


def _like(name: str) -> Iterator[str]:
    yield name
    number = 1
    while True:
        number += 1
        # Word cuts the names of bookmarks at 40 characters.
        yield f"{name[:34]}_{number}"


def _kind(relationship: Relationship) -> str:
    return relationship.type.rpartition("/")[2]
