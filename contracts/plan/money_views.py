"""What an agreement's template sees of the money."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContributionView:
    """One payment."""

    payer: str
    payee: str | None
    measure: str  #: "350 000 kr per år", "högst 20 000 kr per läsår", "30 procent av kostnaden"
    amount: int | None  #: whole SEK per period, where it is one amount
    purpose: str
    condition: str | None
    indexation: str | None  #: "konsumentprisindex (KPI), bas oktober 2024, från 2026"


@dataclass(frozen=True, slots=True)
class TierView:
    """One step of a tiered rate."""

    span: str  #: "1–10", "från 21"
    amount: int  #: whole SEK


@dataclass(frozen=True, slots=True)
class TierExtraView:
    """An addition to a tiered rate."""

    purpose: str
    amount: int | None  #: whole SEK


@dataclass(frozen=True, slots=True)
class TieredRateView:
    """Compensation in steps."""

    metric: str
    tiers: tuple[TierView, ...]
    extras: tuple[TierExtraView, ...]
    adjustable: str | None


@dataclass(frozen=True, slots=True)
class UnitRateView:
    """A rate per something."""

    unit: str
    amount: int | None  #: whole SEK
    text: str


@dataclass(frozen=True, slots=True)
class PaymentView:
    """How money is paid."""

    by_invoice: bool
    frequency: str | None
    days_before_start: int | None
    text: str | None


@dataclass(frozen=True, slots=True)
class EconomyView:
    """Economic terms that are not one party's alone."""

    contributions: tuple[ContributionView, ...]
    total_per_year: int | None  #: whole SEK, when more than one yearly amount is added up
    reservation_party: str | None
    reservation_years: tuple[str, ...]
    user_fees: tuple[str, ...]  #: "15 kr per övernattning"
    external_funders: tuple[str, ...]
    cost_share_rule: str | None
    payment: PaymentView | None
