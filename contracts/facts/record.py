"""The facts of one document as canonical JSON: what is attached to its PDF, and how it is read back.

The record holds the texts as they were written, not typed values, so that reading it back goes through the same models
as the data. It holds what the document can show of its authority's data, and hardly more (facts/shown.py). Equal facts
give equal bytes: keys are sorted, nothing depends on the order of the files.

Values that nobody has confirmed are listed beside the facts, with the lines that they stand on. Such a record has a
format of its own, so that a program that knows nothing of them refuses it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from contracts.errors import Place, Problem, ProblemsError
from contracts.facts.canonical import canonical_json
from contracts.facts.clause_library import ClauseLibrary, clause_as_json, clause_from_json
from contracts.facts.files import AUTHORITY_FILE, ORGANISATIONS_FILE, document_file, partnership_file
from contracts.facts.folders import AuthorityFolder, DocumentFile, PartnershipFolder
from contracts.facts.front_matter import Body
from contracts.facts.model.organisation import Organisation
from contracts.facts.model.partnership import Partnership
from contracts.facts.one_folder import DOCUMENT_MODELS, kind_of
from contracts.facts.recorded_source import recorded_source
from contracts.facts.shown import (
    Shown,
    authority_shown,
    document_shown,
    organisation_shown,
    partnership_shown,
    recorded_authority,
)
from contracts.facts.signed import FOLDER, NOTHING_SIGNED, SignedFile, SignedFolder
from contracts.facts.source import Route, Source

#: The attachment's name in the PDF.
RECORD_NAME = "uppgifter.json"
#: Raised when the record's shape changes; readers refuse what they do not know.
FORMAT = "contracts-facts-3"
#: What follows it, in this order, when the record also holds what has been signed, and values that are not confirmed.
_SIGNED, _UNCONFIRMED = "-signed", "-unconfirmed"
#: The one before held more of the same.
_FORMATS = frozenset(
    own + signed + unconfirmed
    for own in (FORMAT, "contracts-facts-2")
    for signed in ("", _SIGNED)
    for unconfirmed in ("", _UNCONFIRMED)
)


@dataclass(frozen=True, slots=True)
class RevisionMark:
    """What a document that changes an agreement says of itself: what it is, and which signed state it builds on."""

    kind: str  #: "amendment", "extension", "accession", "exit" or "notice"
    series: str  #: the agreement that it changes: "agreement", or "agreement-<association>"
    base: int  #: number of the signed state
    base_sha256: str  #: fingerprint of that state's record in signed/


def record_of(
    authority: AuthorityFolder,
    document: str,
    partnerships: Iterable[str],
    documents: Iterable[str],
    *,
    signed: Iterable[str] = (),
    revision: RevisionMark | None = None,
    shown: Shown | None = None,
) -> bytes:
    """The facts behind a document: what it uses, its authority, and the organisations that are parties there.

    Args:
        authority: the whole authority.
        document: the document's id.
        partnerships: ids of the partnerships that it uses.
        documents: ids of the prose documents that it uses.
        signed: ids of the partnerships whose signed states it uses.
        revision: what it says of itself when it changes an agreement.
        shown: what it can show of all that; None for everything.
    """
    folders = authority.some_partnerships(partnerships)
    files = authority.some_documents(documents)
    clauses = {clause.use for folder in folders for clause in folder.partnership.clauses}
    used = {party.organisation for folder in folders for party in folder.partnership.parties}
    source = authority.organisations_source
    known: Any = [found for one in sorted(used) if (found := authority.organisation_written(one))]
    organisations = [item for _, item in known]
    trimmed = shown is not None and not (source and source.unconfirmed())
    facts = {
        "clauses": [clause_as_json(clause) for clause in authority.clauses.clauses if clause.id in clauses],
        "organisations": [organisation_shown(item) for item in organisations] if trimmed else organisations,
        "partnerships": {
            folder.id: partnership_shown(folder.source, shown) if shown else folder.source.plain() for folder in folders
        },
        "documents": {
            file.id: {
                "facts": document_shown(file.source) if shown else file.source.plain(),
                "body": file.body.text,
            }
            for file in files
        },
    }
    own = authority.source
    kinds = frozenset(file.kind for file in files)
    written_here = authority_shown(own, shown, facts, kinds) if shown else own.plain()
    record: dict[str, Any] = {
        "format": FORMAT,
        "document": document,
        "authority": {"id": authority.id, "facts": written_here},
        **facts,
    }
    filed = {folder.id: folder.signed for folder in folders if folder.id in set(signed) and folder.signed.files}
    if filed or revision:
        record["signed"] = {folder: _filed(files) for folder, files in filed.items()}
        record["format"] = FORMAT + _SIGNED
    if revision:
        base = {"number": revision.base, "sha256": revision.base_sha256}
        record["revision"] = {"kind": revision.kind, "series": revision.series, "base": base}
    unconfirmed = [
        *_unconfirmed(AUTHORITY_FILE, authority.source),
        *_unconfirmed_organisations(source, {at: place for place, (at, _) in enumerate(known)}),
        *(one for folder in folders for one in _unconfirmed(partnership_file(folder.id), folder.source)),
        *(one for file in files for one in _unconfirmed(document_file(file.id), file.source)),
    ]
    if unconfirmed:
        record |= {"format": f"{record['format']}{_UNCONFIRMED}", "unconfirmed": unconfirmed}
    return canonical_json(record)


def _filed(signed: SignedFolder) -> dict[str, object]:
    return {str(file.number): json.loads(file.content) for file in signed.files}


def _unconfirmed(file: str, source: Source) -> Iterator[Any]:
    for route in source.unconfirmed():
        yield {"file": file, "field": list(route), "line": source.place(route).line}


def _unconfirmed_organisations(source: Source | None, places: Mapping[int, int]) -> Iterator[Any]:
    """Those of organisations that the record holds; `places` says where it holds which of the file's."""
    for one in _unconfirmed(ORGANISATIONS_FILE, source) if source else ():
        name, at, *rest = one["field"]
        if (place := places.get(at)) is not None:
            yield one | {"field": [name, place, *rest]}


def read_record(content: bytes, shown_as: str) -> tuple[AuthorityFolder, str]:
    """The facts that a record holds, and the id of the document that they are behind.

    Raises:
        ProblemsError: It is no record, or one of another format, or its facts do not fit the model of this version.
    """
    try:
        record = json.loads(content)
        if record["format"] not in _FORMATS:
            raise KeyError(record["format"])
        return _authority(record, shown_as), str(record["document"])
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise _unreadable(shown_as) from error


def read_revision_mark(content: bytes, shown_as: str) -> RevisionMark | None:
    """What the record of a document says of the change that it makes; None for one that changes nothing.

    Raises:
        ProblemsError: it is no record.
    """
    try:
        written = json.loads(content).get("revision")
        if written is None:
            return None
        base = written["base"]
        return RevisionMark(str(written["kind"]), str(written["series"]), int(base["number"]), str(base["sha256"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unreadable(shown_as) from error


def _unreadable(shown_as: str) -> ProblemsError:
    problem = Problem(
        "record-unreadable",
        "de bifogade uppgifterna går inte att läsa med denna version av programmet",
        Place(shown_as),
        "kontrollera att filen är gjord av programmet, eller använd samma version som gjorde den",
    )
    return ProblemsError([problem])


def _authority(record: Any, shown_as: str) -> AuthorityFolder:
    lines: dict[str, dict[Route, int]] = {}
    for one in record.get("unconfirmed", []):
        lines.setdefault(one["file"], {})[tuple(one["field"])] = one["line"]

    def source(file: str, facts: Any) -> Source:
        return recorded_source(facts, shown_as, lines.get(file, {}))

    organisations = {"organisations": record["organisations"]}
    return AuthorityFolder(
        record["authority"]["id"],
        Path(record["authority"]["id"]),
        recorded_authority(record["authority"]["facts"]),
        source(AUTHORITY_FILE, record["authority"]["facts"]),
        tuple(Organisation.model_validate(item) for item in record["organisations"]),
        source(ORGANISATIONS_FILE, organisations),
        tuple(
            PartnershipFolder(
                identifier,
                Path(identifier),
                Partnership.model_validate(facts),
                source(partnership_file(identifier), facts),
                _signed(record.get("signed", {}).get(identifier, {}), shown_as),
            )
            for identifier, facts in sorted(record["partnerships"].items())
        ),
        tuple(
            _document(identifier, held, source(document_file(identifier), held["facts"]))
            for identifier, held in sorted(record["documents"].items())
        ),
        ClauseLibrary(tuple(clause_from_json(held, shown_as) for held in record["clauses"])),
    )


def _signed(filed: Any, shown_as: str) -> SignedFolder:
    """The signed states that a record carries. The PDFs are elsewhere; their fingerprints are those that were filed."""
    if not filed:
        return NOTHING_SIGNED
    files = (
        SignedFile(
            int(number), Path(FOLDER) / f"{number}.json", shown_as, canonical_json(one), str(one["pdf"]["sha256"])
        )
        for number, one in filed.items()
    )
    return SignedFolder(shown_as, tuple(sorted(files, key=lambda file: file.number)))


def _document(identifier: str, held: Any, source: Source) -> DocumentFile:
    kind = kind_of(identifier.rpartition("/")[2])
    if kind is None:
        raise KeyError(identifier)
    body = Body(str(held["body"]), 1, source.file)
    facts = DOCUMENT_MODELS[kind].model_validate(held["facts"])
    return DocumentFile(identifier, kind, Path(identifier), facts, source, body)
