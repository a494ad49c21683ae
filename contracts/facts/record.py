"""The facts of one partnership as canonical JSON: what is attached to its PDF, and how it is read back.

The record holds the texts as they were written, not typed values, so that reading it back goes through the same models
as the data. Equal facts give equal bytes: keys are sorted, nothing depends on the order of the file.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from contracts.errors import Place, Problem, ProblemsError
from contracts.facts.load import AuthorityFolder, PartnershipFolder
from contracts.facts.model.authority import Authority
from contracts.facts.model.organisation import Organisation
from contracts.facts.model.partnership import Partnership
from contracts.facts.source import Mapping, Mark, Source

#: The attachment's name in the PDF.
RECORD_NAME = "uppgifter.json"
#: Raised when the record's shape changes; readers refuse what they do not know.
FORMAT = "contracts-facts-1"


def record_of(authority: AuthorityFolder, folder: PartnershipFolder) -> bytes:
    """The facts behind a partnership's documents: the partnership, its authority, and the organisations it names."""
    used = {party.organisation for party in folder.partnership.parties}
    source = authority.organisations_source
    written: Any = source.plain().get("organisations", []) if source else []
    record = {
        "format": FORMAT,
        "authority": {"id": authority.id, "facts": authority.source.plain()},
        "organisations": sorted((item for item in written if item["id"] in used), key=lambda item: str(item["id"])),
        "partnership": {"id": folder.id, "facts": folder.source.plain()},
    }
    return (json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def read_record(content: bytes, shown_as: str) -> tuple[AuthorityFolder, PartnershipFolder]:
    """The facts that a record holds.

    Raises:
        ProblemsError: It is no record, or one of another format, or its facts do not fit the model of this version.
    """
    try:
        record = json.loads(content)
        if record["format"] != FORMAT:
            raise KeyError(record["format"])
        organisations = tuple(Organisation.model_validate(item) for item in record["organisations"])
        empty = Source(shown_as, (), Mapping((), Mark(1, 1, 1)))
        partnership = PartnershipFolder(
            record["partnership"]["id"],
            Path(record["partnership"]["id"]),
            Partnership.model_validate(record["partnership"]["facts"]),
            empty,
        )
        authority = AuthorityFolder(
            record["authority"]["id"],
            Path(record["authority"]["id"]),
            Authority.model_validate(record["authority"]["facts"]),
            empty,
            organisations,
            None,
            (partnership,),
        )
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        problem = Problem(
            "record-unreadable",
            "de bifogade uppgifterna går inte att läsa med denna version av programmet",
            Place(shown_as),
            "kontrollera att filen är gjord av programmet, eller använd samma version som gjorde den",
        )
        raise ProblemsError([problem]) from error
    return authority, partnership
