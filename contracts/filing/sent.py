"""What was made, kept as it left the house: every .docx by its fingerprint, with its facts and its template.

A .docx is sent to the other side and comes back edited, perhaps after many builds. Then it is compared with what was
sent, not with what stands in build/ by then. What is kept is written in the same move as the build, and is never
removed by the program: `build/.sent/<sha256>.docx` with `<sha256>.json` beside it, and the facts and templates that
several of them share in `facts/` and `templates/`.
"""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from contracts.errors import OutputError
from contracts.filing.manifest import FileEntry, sha256_of

FOLDER: Final = ".sent"
_FACTS: Final = f"{FOLDER}/facts"
_TEMPLATES: Final = f"{FOLDER}/templates"


class SentDocument(BaseModel):
    """What is known of a .docx that was made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    authority: str  #: the authority folder's name
    document: str  #: the document's id within it
    stem: str  #: where it was built, without suffix
    title: str
    draft: bool
    whole: bool  #: not made of other documents, as the first pages of a packet and a comparison are
    docx: FileEntry
    facts_sha256: str
    template: FileEntry
    agreement: str | None = None  #: fingerprint of the template of the agreement that it changes or shows

    @property
    def origin(self) -> str:
        """What the file says of its own origin, also after Word has saved it."""
        return f"{self.authority}/{self.document} {self.facts_sha256}"

    def docx_in(self, build: Path) -> Path:
        """The file itself."""
        return build / FOLDER / f"{self.docx.sha256}.docx"

    def facts_in(self, build: Path) -> Path:
        """The facts that it was made of, as canonical JSON."""
        return build / _FACTS / f"{self.facts_sha256}.json"

    def template_in(self, build: Path) -> Path:
        """The template that it was made by."""
        return build / _TEMPLATES / f"{self.template.sha256}.docx"

    def agreement_in(self, build: Path) -> Path | None:
        """The template of the agreement that it changes or shows; None for other documents."""
        return build / _TEMPLATES / f"{self.agreement}.docx" if self.agreement else None


def keep_sent(
    output: Callable[[str], Path], sent: SentDocument, docx: bytes, facts: bytes, templates: Iterable[Path]
) -> None:
    """Stage what is kept of a document.

    Args:
        output: where to write what shall become a path in build/.
        sent: what is known of it.
        docx: the file itself.
        facts: as canonical JSON.
        templates: those that it was made by.
    """
    output(f"{FOLDER}/{sent.docx.sha256}.docx").write_bytes(docx)
    output(f"{FOLDER}/{sent.docx.sha256}.json").write_text(sent.model_dump_json(indent=1) + "\n", encoding="utf-8")
    output(f"{_FACTS}/{sent.facts_sha256}.json").write_bytes(facts)
    kept = [output(f"{_TEMPLATES}/{sha256}.docx") for sha256 in (sent.template.sha256, sent.agreement) if sha256]
    if not all(path.exists() for path in kept):  # many documents have them in common
        for template in (path.read_bytes() for path in templates):
            output(f"{_TEMPLATES}/{hashlib.sha256(template).hexdigest()}.docx").write_bytes(template)


def kept_facts(build: Path, sha256: str) -> bytes | None:
    """The facts with this fingerprint, as canonical JSON; None when they are not kept, or damaged."""
    try:
        facts = (build / _FACTS / f"{sha256}.json").read_bytes()
    except OSError:
        return None
    return facts if hashlib.sha256(facts).hexdigest() == sha256 else None


def read_sent(build: Path) -> tuple[SentDocument, ...]:
    """All that is kept, in the order of their fingerprints; what has been damaged is left out.

    Raises:
        OutputError: it cannot be read.
    """
    found: list[SentDocument] = []
    try:
        for path in sorted((build / FOLDER).glob("*.json")):
            try:
                sent = SentDocument.model_validate_json(path.read_bytes())
            except ValidationError:
                continue
            docx = sent.docx_in(build)
            if docx.is_file() and sha256_of(docx) == sent.docx.sha256:
                found.append(sent)
    except OSError as error:
        raise OutputError(str(build / FOLDER), error.strerror or str(error), "Check the folder's rights.") from error
    return tuple(found)
