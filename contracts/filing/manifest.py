"""build/manifest.json: what each document was made from, by what, and what was proved."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from contracts.errors import OutputError

NAME = "manifest.json"
FORMAT = "contracts-manifest-1"


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


class Manifest(_Entry):
    """All documents in build/."""

    format: str = FORMAT
    documents: tuple[DocumentEntry, ...] = ()

    def document(self, identifier: str) -> DocumentEntry | None:
        """The entry with this id, or None."""
        return next((entry for entry in self.documents if entry.id == identifier), None)

    def output(self, path: str) -> FileEntry | None:
        """The output with this path relative to build/, or None."""
        return next((file for entry in self.documents for file in entry.outputs if file.path == path), None)

    def with_documents(self, made: Iterable[DocumentEntry]) -> "Manifest":
        """This manifest with the made documents in place of older ones of the same id, sorted by id."""
        entries = {entry.id: entry for entry in self.documents} | {entry.id: entry for entry in made}
        return Manifest(documents=tuple(entries[key] for key in sorted(entries)))

    def to_bytes(self) -> bytes:
        """The file's content; equal manifests give equal bytes."""
        return (json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(build: Path) -> Manifest:
    """The manifest of a build folder; an empty one when there is none.

    Raises:
        OutputError: It is there but cannot be read.
    """
    path = build / NAME
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Manifest()
    except (ValidationError, OSError) as error:
        raise OutputError(
            str(path), "the manifest that is there cannot be read", "Move it away and build again; documents stay."
        ) from error


def sha256_of(path: Path) -> str:
    """Fingerprint of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
