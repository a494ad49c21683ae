"""The kinds of files that hold facts: what each is called, and the model of its fields."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import BaseModel

from contracts.facts.clause_library import FOLDER
from contracts.facts.model.authority import Authority
from contracts.facts.model.document import DocumentKind
from contracts.facts.model.library_clause import ClauseHead
from contracts.facts.model.organisation import Organisations
from contracts.facts.model.partnership import Partnership
from contracts.facts.one_folder import DOCUMENT_MODELS, kind_of


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file."""

    id: str  #: also the name of its schema: "economic-report"
    file: str  #: how its files are called: "economic-report-….md"
    title: str  #: Swedish: what its facts are
    model: type[BaseModel]


def _document(kind: DocumentKind, file: str, title: str) -> FileKind:
    return FileKind(kind.value, file, title, DOCUMENT_MODELS[kind])


#: In the order in which they are explained.
FILE_KINDS: Final = (
    FileKind("partnership", "partnership.yaml", "Ett partnerskap", Partnership),
    FileKind("organisations", "organisations.yaml", "Organisationerna", Organisations),
    FileKind("authority", "authority.yaml", "Myndigheten", Authority),
    _document(DocumentKind.MEMO, "memo-….md", "En tjänsteskrivelse"),
    _document(DocumentKind.PM, "pm.md", "Ett PM"),
    _document(DocumentKind.REPORT, "report-….md", "En rapport om partnerskapen"),
    _document(DocumentKind.ECONOMIC_REPORT, "economic-report-….md", "En ekonomisk rapport"),
    _document(DocumentKind.PACKET, "packet-….md", "Handlingar till ett möte"),
    FileKind("clause", "templates/clauses/….md", "En klausul i biblioteket", ClauseHead),
)


def file_kind(path: Path) -> FileKind | None:
    """The kind of a file, by its name and folder; None for files that hold no facts."""
    if path.suffix == ".md" and path.name.lower() != "readme.md":
        named = "clause" if path.parent.name == FOLDER else kind_of(path.stem)
    else:
        named = path.stem if path.suffix == ".yaml" else None
    found = next((kind for kind in FILE_KINDS if kind.id == named), None)
    return found if found and Path(found.file).suffix == path.suffix else None
