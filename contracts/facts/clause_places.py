"""The sections of an agreement after which a clause may stand."""

from typing import Final

CLAUSE_PLACES: Final = ("parter", "samverkan", "uppfoljning", "uppsagning", "giltighet", "ekonomi", "ansvar")
