"""The PM: the front matter of pm.md (or pm-….md) in a partnership's folder."""

from pydantic import Field

from contracts.facts.model.base import Day, Line
from contracts.facts.model.document import ProseDocument


class Pm(ProseDocument):
    """A document in prose about one partnership; the body of the file is the whole text."""

    title: Line = Field(title="Rubrik", description="PM:ets rubrik.")
    subtitle: Line | None = Field(default=None, title="Underrubrik", description="En rad under rubriken.")
    date: Day | None = Field(default=None, title="Datum", description="Dagen som PM:et är daterat, om den är känd.")
    place: Line | None = Field(default=None, title="Ort", description="Ort eller avsändare före datumet.")
    case_number: Line | None = Field(default=None, title="Diarienummer", description="Ärendets diarienummer.")
