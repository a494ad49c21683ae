"""What the ids in a partnership's facts stand for."""

from dataclasses import dataclass

from contracts.facts.folders import AuthorityFolder
from contracts.facts.model.organisation import Sector
from contracts.facts.model.partnership import Partnership


@dataclass(frozen=True, slots=True)
class Names:
    """Looks up what ids stand for; the checks have seen to it that they all resolve."""

    folder: AuthorityFolder
    partnership: Partnership

    def party(self, identifier: str) -> str:
        """The name in running text of a party or an external funder."""
        organisation = self.folder.organisation(identifier)
        if organisation:
            return organisation.name
        funders = {funder.id: funder.name for funder in self.partnership.economy.external_funders}
        return funders[identifier]

    def unit(self, identifier: str | None) -> str | None:
        """The name of a unit of the authority; None when none is meant."""
        unit = self.folder.authority.unit(identifier) if identifier else None
        return unit.name if unit else None

    def sector(self, identifier: str) -> Sector:
        """The side on which a party stands."""
        organisation = self.folder.organisation(identifier)
        assert organisation is not None
        return organisation.sector
