"""The answers as a file: the same as an interview asks for, in the shape of the files that they become."""

from pydantic import Field

from contracts.facts.model.base import Day, Fact, Slug
from contracts.facts.model.document import Person
from contracts.facts.model.organisation import Organisation
from contracts.facts.model.partnership import Partnership


class NewMemo(Fact):
    """What a memo begins with."""

    date: Day = Field(title="Datum", description="Skrivelsens dag. Den står också i filens namn.")
    board: Slug = Field(title="Nämnd", description="Id för nämnden som beslutar.")
    meeting: Day | None = Field(default=None, title="Möte", description="Dagen då nämnden tar upp ärendet.")
    case_officer: Person | None = Field(default=None, title="Vår referens", description="Handläggaren.")


class NewPm(Fact):
    """What a PM begins with."""

    date: Day | None = Field(default=None, title="Datum", description="Dagen som PM:et är daterat.")


class Answers(Fact):
    """The file answers.yaml."""

    organisations: tuple[Organisation, ...] = Field(
        default=(), title="Nya organisationer", description="De som myndigheten inte känner förut."
    )
    partnership: Partnership = Field(title="Partnerskapet", description="Som i partnership.yaml; status blir draft.")
    memo: NewMemo | None = Field(default=None, title="Tjänsteskrivelse", description="Tomt: ingen skrivs.")
    pm: NewPm = Field(default=NewPm(), title="PM", description="Det som PM:et börjar med.")
