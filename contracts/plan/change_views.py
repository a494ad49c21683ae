"""What templates and prose see of a difference from the signed terms, and what it costs."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeRowView:
    """One change. No text is empty: an en dash stands for no effect."""

    section: str | None  #: number, where it is known, and heading: "14 Ekonomiska villkor"; None where `what` says it
    what: str
    before: str
    after: str
    per_year: str  #: "+50 000 kr", "okänd"
    total: str  #: as `per_year`, over what is left of the term


@dataclass(frozen=True, slots=True)
class EffectYearView:
    """The effect on one calendar year, in whole SEK; what is saved is negative."""

    label: str  #: "2019"; "Utan bestämt år" for amounts that have none
    public: int
    others: int
    total: int


@dataclass(frozen=True, slots=True)
class EffectView:
    """The economic effect over what is left of the term. Amounts are whole SEK; what is saved is negative."""

    summary: str  #: a sentence: the sums, or that there is no effect
    counted: str | None  #: a sentence: from when to when it is counted; None when there is no effect
    years: tuple[EffectYearView, ...]
    per_year: int | None  #: None when amounts are not yearly, or cannot be told
    total: int | None  #: None when it cannot be told in SEK
    public: int | None
    others: int | None
    lines: tuple[str, ...]  #: a sentence for each payer and purpose, with its arithmetic
    notes: tuple[str, ...]  #: what the sums leave out, or rest on


@dataclass(frozen=True, slots=True)
class ChangesView:
    """The difference of one partnership's terms from those that were signed."""

    partnership: str
    signed_on: dt.date  #: the day of the terms that held
    document: str | None  #: what the difference calls for: "ett tilläggsavtal"; None when nothing binding differs
    effective: dt.date | None  #: the first day of the new terms
    reason: str | None  #: Markdown
    rows: tuple[ChangeRowView, ...]
    effect: EffectView
