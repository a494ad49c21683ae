"""What lies in a partnership's signed/: numbered pairs of a PDF and a record, as they are, unread.

The files are written by the program when something signed is filed, and never changed. What the records say is read in
ledger/, so that the facts need not know it.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = "signed"
_NAME: Final = re.compile(r"([1-9][0-9]{0,3})\.(pdf|json)")


@dataclass(frozen=True, slots=True)
class SignedFile:
    """One filed record, and the fingerprint of the PDF beside it."""

    number: int
    path: Path  #: of the record
    shown_as: str  #: the record's name in messages
    content: bytes  #: of the record
    pdf_sha256: str | None  #: None when the PDF is missing

    @property
    def sha256(self) -> str:
        """The fingerprint of the record."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def pdf(self) -> Path:
        """The signed PDF itself."""
        return self.path.with_suffix(".pdf")


@dataclass(frozen=True, slots=True)
class SignedFolder:
    """All of signed/."""

    shown_as: str = ""  #: its name in messages: "data/botkyrka/feriepraktik/signed"
    files: tuple[SignedFile, ...] = ()  #: in the order of their numbers
    strays: tuple[str, ...] = ()  #: names of files that are no part of a pair


#: Nothing has been filed.
NOTHING_SIGNED: Final = SignedFolder()


def read_signed(partnership: Path, shown_as: str) -> SignedFolder:
    """Look into a partnership's signed/.

    Args:
        partnership: the partnership's folder.
        shown_as: its name in messages.

    Raises:
        OSError: a file cannot be read.
    """
    folder = partnership / FOLDER
    if not folder.is_dir():
        return NOTHING_SIGNED
    shown = f"{shown_as}/{FOLDER}"
    # Names that begin with a dot are work that was interrupted, or the system's own.
    names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    records = {name for name in names if _NAME.fullmatch(name) and name.endswith(".json")}
    files = tuple(sorted(_files(folder, shown, records), key=lambda file: file.number))
    paired = {file.pdf.name for file in files}
    return SignedFolder(shown, files, tuple(name for name in names if name not in records | paired))


def _files(folder: Path, shown: str, records: set[str]) -> Iterator[SignedFile]:
    for name in records:
        path = folder / name
        pdf = path.with_suffix(".pdf")
        sha256 = hashlib.sha256(pdf.read_bytes()).hexdigest() if pdf.is_file() else None
        yield SignedFile(int(path.stem), path, f"{shown}/{name}", path.read_bytes(), sha256)
