"""The packet (nämndhandlingar): the front matter of packet-….md, the documents of one meeting in order."""

from pydantic import Field, model_validator

from contracts.facts.model.base import Day, Fact, Line, Prose, Slug, refusal
from contracts.facts.model.document import DocumentId, ProseDocument


class PacketItem(Fact):
    """One item of the agenda. What its memo says of title, case number and proposals is not repeated here."""

    memo: DocumentId | None = Field(
        default=None, title="Tjänsteskrivelse", description="Id för ärendets tjänsteskrivelse, om det har någon."
    )
    title: Line | None = Field(
        default=None, title="Rubrik", description="Ärendets rubrik; utan tjänsteskrivelse måste den anges."
    )
    case_number: Line | None = Field(
        default=None, title="Diarienummer", description="Ärendets diarienummer, om tjänsteskrivelse saknas."
    )
    proposals: tuple[Line, ...] = Field(
        default=(), title="Förslag till beslut", description="Förslag, om tjänsteskrivelse saknas."
    )
    documents: tuple[DocumentId, ...] = Field(
        default=(), title="Handlingar", description="Bilagorna i ordning, efter tjänsteskrivelsen."
    )

    @model_validator(mode="after")
    def _known_once(self) -> "PacketItem":
        if self.memo is None and self.title is None:
            raise refusal(
                "packet-item-title", "punkten har varken tjänsteskrivelse eller rubrik", "ange memo eller title"
            )
        if self.memo is not None and (self.proposals or self.case_number):
            raise refusal(
                "packet-item-twice",
                "tjänsteskrivelsen säger redan förslag och diarienummer",
                "ta bort proposals och case_number",
            )
        return self


class Packet(ProseDocument):
    """The documents of a meeting; the body of the file stands before the list of items."""

    title: Line = Field(title="Titel", description="Till exempel Handlingar till sammanträde.")
    date: Day = Field(title="Mötesdag", description="Sammanträdets dag.")
    board: Slug = Field(title="Nämnd", description="Id för nämnden som sammanträder.")
    place: Line | None = Field(default=None, title="Plats", description="Var sammanträdet hålls.")
    note: Prose | None = Field(default=None, title="Upplysning", description="Stycken på första sidan.")
    items: tuple[PacketItem, ...] = Field(title="Ärenden", description="Ärendena i ordning.", min_length=1)
