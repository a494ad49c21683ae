"""The organisations that somebody's data knows by name: what a reader of old agreements can recognise."""

from dataclasses import dataclass
from pathlib import Path

from contracts.facts.load import load_workspace


@dataclass(frozen=True, slots=True)
class KnownParty:
    """One organisation."""

    name: str  #: legal name
    names: tuple[str, ...]  #: every way in which it is written, the legal name among them
    organisation_number: str | None
    authority: bool  #: whether it is the authority itself


def known_parties(data: Path, templates: Path, authority: str | None) -> tuple[KnownParty, ...]:
    """The organisations of one authority, or of all.

    What is wrong with the data is left to the checks: a name that can be read is a name that can be recognised.

    Args:
        data: the data folder.
        templates: the templates' folder, where clauses lie.
        authority: a folder's name in data/; None for all.
    """
    workspace, _ = load_workspace(data, templates)
    found = [
        KnownParty(
            one.legal_name,
            tuple(dict.fromkeys(name for name in (one.legal_name, one.short_name, *one.aliases) if name)),
            one.organisation_number,
            one.id == folder.id,
        )
        for folder in workspace.authorities
        if authority in (None, folder.id)
        for one in folder.known_organisations()
    ]
    return tuple(dict.fromkeys(found))
