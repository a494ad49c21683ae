"""The ids of the documents of a signed agreement, within their partnership."""

import re
from typing import Final

#: The kinds of documents that change an agreement. A document's id has a number after its kind, and of a separate
#: agreement the party: "amendment-1", "extension-2-verdandi-botkyrka".
CHANGES: Final = ("amendment", "extension", "accession", "exit", "notice")
#: The first words of the ids of an agreement's whole new wording, and of that compared with the signed one.
CONSOLIDATED, COMPARISON = "consolidated", "comparison"
_CHANGE: Final = re.compile(rf"({'|'.join(CHANGES)})-\d+(?:-(.+))?")
_WHOLE: Final = re.compile(rf"({CONSOLIDATED}|{COMPARISON})(?:-(.+))?")


def agreement_of(name: str) -> tuple[str, str] | None:
    """What a document of a signed agreement is, and of which separate agreement; None for other documents.

    Args:
        name: the document's id within its partnership: "amendment-1", "consolidated-verdandi-botkyrka".

    Returns:
        "amendment", "consolidated" …, and the association, "" for the agreement of all.
    """
    found = _CHANGE.fullmatch(name) or _WHOLE.fullmatch(name)
    return (found[1], found[2] or "") if found else None
