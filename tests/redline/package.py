"""The members of a Word file, to look at and to change."""

import io
import zipfile
from collections.abc import Callable, Mapping

TEXT, TYPES, LINKS = "word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"


def members(data: bytes) -> dict[str, bytes]:
    """All members by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(data: bytes, changes: Mapping[str, Callable[[str], str] | bytes | None]) -> bytes:
    """The file with members changed, added or (None) left out; a change that changes nothing is a mistake."""
    found = members(data)
    for name, change in changes.items():
        if change is None:
            del found[name]
            continue
        before = found.get(name, b"")
        found[name] = change if isinstance(change, bytes) else change(before.decode()).encode()
        assert found[name] != before, f"{name} is as it was"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return out.getvalue()
