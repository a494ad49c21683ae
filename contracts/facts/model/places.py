"""The yearly agreement with one party on how many places it offers; the compensation follows from the agreed steps."""

from pydantic import Field

from contracts.facts.model.base import Count, Day, Fact, Line, Slug, Year


class PlacesAgreement(Fact):
    """What one party and the authority have agreed for one year."""

    party: Slug = Field(title="Part", description="Id för den idéburna parten.")
    year: Year = Field(title="År", description="Året som platserna gäller.")
    places: Count = Field(title="Antal platser", description="Platser som parten erbjuder.")
    extra_places: Count | None = Field(
        default=None, title="Varav med extra medel", description="Platser som ger rätt till extra medel."
    )
    kinds_of_places: tuple[Line, ...] = Field(default=(), title="Platser", description="Vilka platser som erbjuds.")
    added_value: Line | None = Field(default=None, title="Mervärde", description="Det mervärde som platserna ger.")
    period_start: Day | None = Field(default=None, title="Från och med", description="Periodens första dag.")
    period_end: Day | None = Field(default=None, title="Till och med", description="Periodens sista dag.")
