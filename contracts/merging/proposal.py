"""What a comparison comes to: changes of the data to say yes or no to, and what can only be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from contracts.filing.sent import SentDocument
from contracts.merging.facts import Edits
from contracts.merging.prose import From


class Verdict(StrEnum):
    """What may be done with a proposal. Swedish, as it is printed."""

    SAFE = "kan införas"
    CONFLICT = "konflikt"  #: only by an answer of its own
    BLOCKED = "kan inte införas"  #: by no answer
    DONE = "redan infört"


class Sort(StrEnum):
    """What a proposal does."""

    SET = "ändra"
    ADD = "lägg till"
    REMOVE = "ta bort"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the edited file something is said."""

    place: str  #: Swedish: heading, point, table and row
    stored: int | None  #: 0-based, among all paragraphs of the stored body; None outside it
    text: str = ""  #: the words there; "" for the whole paragraph


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a proposal."""

    title: str  #: Swedish: "Ekonomi, bidrag nr 1: belopp"
    before: str  #: as today's data writes it; "" of what is added
    after: str  #: as data would write it; "" of what is taken away
    where: str  #: "data/botkyrka/kvinna-i-botkyrka/partnership.yaml:293"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of the data that makes the document read as it was edited."""

    number: int  #: 1-based
    sort: Sort
    verdict: Verdict
    values: tuple[Value, ...]
    printed: tuple[tuple[str, str], ...]  #: what the document said and says, each once
    spots: tuple[Spot, ...]  #: where it was edited
    reasons: tuple[str, ...]  #: Swedish: why it is no safe change, or is done
    follows: tuple[str, ...]  #: Swedish: what else changes with it
    edits: Edits  #: for today's data


@dataclass(frozen=True, slots=True)
class Told:
    """An edit that no change of typed facts explains."""

    number: int  #: 1-based, after the proposals
    before: str
    after: str
    spot: Spot
    source: From


@dataclass(frozen=True, slots=True)
class Merge:
    """What an edited file comes to."""

    sent: SentDocument
    how: str  #: Swedish: how it was known which document was sent
    proposals: tuple[Proposal, ...]
    told: tuple[Told, ...]
    remarks: tuple[str, ...]  #: Swedish
    files: Mapping[str, bytes]  #: today's files of facts as they were compared, relative to the authority's folder

    @property
    def changed(self) -> bool:
        """Whether anything was edited."""
        return bool(self.proposals or self.told)
