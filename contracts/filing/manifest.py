"""build/manifest.json: what each document was made from, by what, and what was proved."""

import datetime as dt
import functools
import hashlib
import json
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from contracts.errors import OutputError

NAME = "manifest.json"
FORMAT = "contracts-manifest-2"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FileEntry(_Entry):
    """A file and its fingerprint."""

    path: str  #: with forward slashes; outputs relative to build/, inputs relative to the project
    sha256: str


class CheckEntry(_Entry):
    """One thing that was proved."""

    rule: str
    label: str
    count: int  #: how many facts, paragraphs, fields or fonts were looked at
    passed: bool


class SignatureEntry(_Entry):
    """A signature field."""

    name: str
    label: str
    page: int  #: 1-based


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that a document is made from."""

    inputs: tuple[FileEntry, ...]  #: those behind its facts
    template: FileEntry
    agreement: FileEntry | None  #: the template of the agreement that it changes, shows or compares


class DocumentEntry(_Entry):
    """One document of the build."""

    id: str  #: "botkyrka/kvinna-i-botkyrka/avtal"
    kind: str  #: as the authority calls it: "avtal"
    draft: bool
    title: str
    name: str  #: the partnership's name
    date: dt.date
    engine: str  #: "office" or "embedded"
    engine_version: str
    program_version: str
    code_sha256: str
    fonts_sha256: str
    facts_sha256: str
    template: FileEntry
    inputs: tuple[FileEntry, ...]
    outputs: tuple[FileEntry, ...]
    pages: int
    signatures: tuple[SignatureEntry, ...]
    checks: tuple[CheckEntry, ...]
    conformance: tuple[str, ...]  #: "PDF/A-3A", "PDF/UA-1"; nothing for a draft
    key: str = ""  #: fingerprint of all that can change a byte of the outputs; "" before there were keys
    tools: str = ""  #: which of the manifest's tools made it
    asked: bool = False  #: whether it is a draft because somebody asked for one
    agreement: FileEntry | None = None  #: the template of the agreement that it changes, shows or compares


def pack_entry(entry: DocumentEntry) -> bytes:
    """An entry until it is filed: a build holds those of all that it has made, and each takes 19 KB as values."""
    return zlib.compress(entry.model_dump_json().encode(), 1)


def unpack_entry(packed: bytes) -> DocumentEntry:
    """The entry that was packed."""
    return DocumentEntry.model_validate_json(zlib.decompress(packed))


class ToolsEntry(_Entry):
    """What makes documents beside the engine: everything whose version can change a byte."""

    id: str  #: fingerprint of the rest
    program_version: str
    code_sha256: str
    python_version: str
    zlib_version: str
    libraries: dict[str, str]  #: versions by name
    fonts_sha256: str


class Manifest(_Entry):
    """All documents in build/."""

    format: str = FORMAT
    tools: tuple[ToolsEntry, ...] = ()  #: those that made the documents, by id
    documents: tuple[DocumentEntry, ...] = ()

    @functools.cached_property
    def by_id(self) -> dict[str, DocumentEntry]:
        """The documents by id."""
        return {entry.id: entry for entry in self.documents}

    @functools.cached_property
    def by_output(self) -> dict[str, FileEntry]:
        """The outputs by path."""
        return {file.path: file for entry in self.documents for file in entry.outputs}

    def document(self, identifier: str) -> DocumentEntry | None:
        """The entry with this id, or None."""
        return self.by_id.get(identifier)

    def output(self, path: str) -> FileEntry | None:
        """The output with this path relative to build/, or None."""
        return self.by_output.get(path)

    def tools_of(self, entry: DocumentEntry) -> ToolsEntry | None:
        """What made a document; None when that was not written down."""
        return next((tools for tools in self.tools if tools.id == entry.tools), None)

    def with_documents(self, made: Iterable[DocumentEntry], tools: ToolsEntry | None = None) -> "Manifest":
        """This manifest with the made documents in place of older ones of the same id, sorted by id.

        Args:
            made: the documents.
            tools: what made them.
        """
        entries = self.by_id | {entry.id: entry for entry in made}
        return self._of(entries[key] for key in sorted(entries)).with_tools(tools)

    def with_tools(self, tools: ToolsEntry | None) -> "Manifest":
        """This manifest with these tools among those that it knows; tools that made nothing are left out."""
        used = {entry.tools for entry in self.documents}
        known = {one.id: one for one in (*self.tools, *([tools] if tools else [])) if one.id in used}
        return Manifest(tools=tuple(known[key] for key in sorted(known)), documents=self.documents)

    def keeping(self, kept: Callable[[DocumentEntry], bool]) -> "Manifest":
        """This manifest with only those documents."""
        return self._of(entry for entry in self.documents if kept(entry)).with_tools(None)

    def _of(self, documents: Iterable[DocumentEntry]) -> "Manifest":
        return Manifest(tools=self.tools, documents=tuple(documents))

    def to_bytes(self) -> bytes:
        """The file's content, a line for each document; equal manifests give equal bytes."""
        head = {"format": self.format, "tools": [one.model_dump(mode="json") for one in self.tools]}
        lines = ",\n".join(json.dumps(one.model_dump(mode="json"), ensure_ascii=False) for one in self.documents)
        begun = json.dumps(head, ensure_ascii=False).removesuffix("}")
        return f'{begun}, "documents": [\n{lines}\n]}}\n'.encode()


def read_manifest(build: Path) -> Manifest:
    """The manifest of a build folder; an empty one when there is none.

    Raises:
        OutputError: It is there but cannot be read.
    """
    path = build / NAME
    try:
        return _read(path.read_bytes())
    except FileNotFoundError:
        return Manifest()
    except (ValidationError, OSError) as error:
        raise OutputError(
            str(path), "the manifest that is there cannot be read", "Move it away and build again; documents stay."
        ) from error


@functools.lru_cache(maxsize=1)  # a build looks at it before, while and after it files
def _read(content: bytes) -> Manifest:
    return Manifest.model_validate_json(content)


def sha256_of(path: Path) -> str:
    """Fingerprint of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
