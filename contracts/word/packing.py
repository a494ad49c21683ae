"""Writes a Word file's package: fixed order, dates and attributes, so that equal members give equal bytes.

Python's own writer would give the same bytes, but presses every member anew. Most members of a document are the same as
in the one before it, made by the same template.

Source: PKWARE APPNOTE 6.3.3, 4.3.7 (local file header), 4.3.12 (central directory), 4.3.16 (its end).
"""

import functools
import struct
import zlib
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Final

from contracts.word.relationships import CONTENT_TYPES, ROOT_RELATIONSHIPS

_VERSION: Final = 20  #: of the format that is needed to unpack: 2.0, deflated
_DEFLATED: Final = 8
_LEVEL: Final = 6
_SMALL: Final = 20_000  #: bytes of a member that is remembered where nobody knows the file written before
_UTF8: Final = 0x800  #: the flag for a name that is not ASCII
_MIDNIGHT: Final = 0
_FIRST_DAY: Final = 0x21  #: 1 January 1980, the first that a member can bear
_READABLE: Final = 0o600 << 16  #: attributes outside: for the owner to read and write
#: All that the header before a member and its entry in the directory have in common.
_ABOUT: Final = struct.Struct("<HHHHHLLLHH")
_MADE_BY: Final = struct.pack("<BB", _VERSION, 0)
_ENTRY_END: Final = struct.Struct("<HHHLL")
_DIRECTORY_END: Final = struct.Struct("<4sHHHHLLH")


@dataclass(frozen=True, slots=True)
class Packed:
    """A member as it is stored."""

    data: bytes
    pressed: bytes
    checksum: int

    @classmethod
    def of(cls, data: bytes) -> "Packed":
        """The member with this content."""
        press = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        return cls(data, press.compress(data) + press.flush(), zlib.crc32(data))


@functools.lru_cache(maxsize=32)
def _press_once(data: bytes) -> Packed:
    return Packed.of(data)


def write_package(members: Mapping[str, bytes], before: MutableMapping[str, Packed] | None = None) -> bytes:
    """A Word file of these members.

    Args:
        members: by name.
        before: the members of the file written before, by name; becomes those of this one.
    """
    known = {} if before is None else before
    written: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name in sorted(members, key=_storing_order):
        packed = known.get(name)
        if packed is None or packed.data != members[name]:
            press = _press_once if before is None and len(members[name]) <= _SMALL else Packed.of
            packed = known[name] = press(members[name])
        stored = name.encode()
        sizes = (packed.checksum, len(packed.pressed), len(packed.data), len(stored), 0)
        flags = 0 if name.isascii() else _UTF8
        about = _ABOUT.pack(_VERSION, flags, _DEFLATED, _MIDNIGHT, _FIRST_DAY, *sizes)
        written += (b"PK\3\4", about, stored, packed.pressed)
        directory += (b"PK\1\2", _MADE_BY, about, _ENTRY_END.pack(0, 0, 0, _READABLE, at), stored)
        at += 4 + len(about) + len(stored) + len(packed.pressed)
    for name in [name for name in tuple(known) if name not in members]:  # names of pictures differ in every document
        known.pop(name, None)
    listed = b"".join(directory)
    end = _DIRECTORY_END.pack(b"PK\5\6", 0, 0, len(members), len(members), len(listed), at, 0)
    return b"".join((*written, listed, end))


def _storing_order(name: str) -> tuple[bool, bool, str]:
    # Readers that stream want the content types first, then the package's own relationships.
    return (name != CONTENT_TYPES, name != ROOT_RELATIONSHIPS, name)
