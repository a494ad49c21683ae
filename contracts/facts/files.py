"""What the files of facts are called, in an authority's folder."""

from typing import Final

AUTHORITY_FILE: Final = "authority.yaml"
ORGANISATIONS_FILE: Final = "organisations.yaml"
PARTNERSHIP_FILE: Final = "partnership.yaml"


def partnership_file(identifier: str) -> str:
    """The file of a partnership's facts, relative to its authority's folder."""
    return f"{identifier}/{PARTNERSHIP_FILE}"


def document_file(identifier: str) -> str:
    """The file of a document in prose, relative to its authority's folder."""
    return f"{identifier}.md"
