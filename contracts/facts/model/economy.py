"""The economic terms: who pays what to whom, for what, when, and on what condition."""

from enum import StrEnum

from pydantic import Field, model_validator

from contracts.facts.model.base import (
    Count,
    Day,
    Fact,
    Kronor,
    Length,
    Line,
    Percent,
    Prose,
    Slug,
    Year,
    YesNo,
    refusal,
)


class Per(StrEnum):
    """What period an amount covers."""

    YEAR = "year"
    SCHOOL_YEAR = "school_year"
    AGREEMENT_PERIOD = "agreement_period"
    PERIOD = "period"  #: the contribution's own from–to


class YearAmount(Fact):
    """The amount of one year, when years differ."""

    year: Year = Field(title="År", description="Kalenderår.")
    amount: Kronor = Field(title="Belopp", description="Hela kronor.")


class Indexation(Fact):
    """How an amount follows an index."""

    index: Line = Field(title="Index", description="Till exempel konsumentprisindex (KPI).")
    base: Line = Field(title="Bastal", description="Den månad som är utgångspunkt.", examples=["oktober 2024"])
    from_year: Year = Field(title="Från år", description="Första året med uppräknat belopp.")


class Contribution(Fact):
    """Money from a payer to a payee: an amount, a ceiling, amounts per year, or a share in per cent."""

    payer: Slug = Field(title="Betalar", description="Id för part eller extern finansiär som betalar.")
    payee: Slug | None = Field(default=None, title="Får", description="Id för part som får pengarna.")
    amount: Kronor | None = Field(default=None, title="Belopp", description="Hela kronor per period.")
    ceiling: Kronor | None = Field(default=None, title="Högst", description="Hela kronor som inte får överskridas.")
    by_year: tuple[YearAmount, ...] = Field(
        default=(), title="Per år", description="När beloppen skiljer sig mellan åren."
    )
    percent: Percent | None = Field(default=None, title="Andel", description="Procent av verksamhetens kostnad.")
    per: Per = Field(
        default=Per.YEAR,
        title="Period",
        description="Vad amount eller ceiling täcker: year, school_year, agreement_period eller period.",
    )
    start: Day | None = Field(default=None, title="Från", description="Första dagen, när per är period.")
    end: Day | None = Field(default=None, title="Till", description="Sista dagen, när per är period.")
    purpose: Line = Field(title="Ändamål", description="Som fortsättning på ”för”.")
    cost_centre: Line | None = Field(default=None, title="Kostnadsställe", description="Kontering.")
    condition: Line | None = Field(default=None, title="Villkor", description="Vad betalningen förutsätter.")
    indexation: Indexation | None = Field(default=None, title="Uppräkning", description="Om beloppet följer ett index.")

    @model_validator(mode="after")
    def _one_measure(self) -> "Contribution":
        given = [self.amount is not None, self.ceiling is not None, bool(self.by_year), self.percent is not None]
        if sum(given) != 1:
            raise refusal(
                "contribution-one-measure",
                "bidraget ska ha precis ett mått" if sum(given) else "bidraget har inget mått",
                "ange en av amount, ceiling, by_year och percent",
            )
        return self

    @model_validator(mode="after")
    def _one_period(self) -> "Contribution":
        if self.per is not Per.YEAR and (self.by_year or self.percent is not None):
            measure = "by_year" if self.by_year else "percent"
            raise refusal(
                "contribution-per-unused",
                f"bidraget har {measure}, och då betyder per ingenting",
                "ta bort per (och start och end), eller ange amount eller ceiling i stället",
            )
        if self.per is Per.PERIOD and (self.start is None or self.end is None):
            raise refusal("contribution-period", "perioden saknar början eller slut", "ange start och end")
        if self.per is not Per.PERIOD and (self.start is not None or self.end is not None):
            raise refusal(
                "contribution-days-unused",
                "bidraget har start eller end, men gäller inte en egen period",
                "ange per: period, eller ta bort start och end",
            )
        return self


class InKindKind(StrEnum):
    """What a party brings besides money, as it is printed."""

    STAFF = "personal"
    PREMISES = "lokal"
    ADMINISTRATION = "administration"
    VOLUNTEERS = "volontärtid"
    METHOD = "metod"
    STATE_GRANT = "statsbidrag"
    SUPPORT = "stödresurser"
    BENEFIT = "ersättning till deltagare"


class InKind(Fact):
    """What a party brings besides money."""

    party: Slug = Field(title="Part", description="Id för parten.")
    kinds: tuple[InKindKind, ...] = Field(title="Slag", description="Personal, lokal, administration …", min_length=1)
    text: Prose = Field(title="Text", description="Vad parten bidrar med, i en mening.")
    estimated_value: Kronor | None = Field(default=None, title="Uppskattat värde", description="Hela kronor per år.")


class Tier(Fact):
    """One step of a rate that depends on a count."""

    first: Count = Field(title="Från", description="Lägsta antal i steget.")
    last: Count | None = Field(default=None, title="Till och med", description="Högsta antal; tomt i sista steget.")
    amount: Kronor = Field(title="Belopp", description="Hela kronor.")


class TierExtra(Fact):
    """An addition to a tiered rate."""

    purpose: Line = Field(title="Ändamål", description="Vad tillägget gäller.")
    amount: Kronor | None = Field(default=None, title="Belopp", description="Hela kronor; tomt om det inte är bestämt.")


class TieredRate(Fact):
    """Compensation in steps by a count."""

    payer: Slug = Field(title="Betalar", description="Id för parten som betalar.")
    metric: Line = Field(title="Räknas på", description="Vad som räknas.", examples=["antal deltagare"])
    tiers: tuple[Tier, ...] = Field(title="Steg", description="Stegen i ordning.", min_length=1)
    extras: tuple[TierExtra, ...] = Field(default=(), title="Tillägg", description="Extra medel utöver stegen.")
    adjustable: Prose | None = Field(default=None, title="Ändring", description="Hur nivån kan ändras.")


class UnitRate(Fact):
    """A rate per individual or per something else, fixed or set one by one."""

    payer: Slug = Field(title="Betalar", description="Id för parten som betalar.")
    unit: Line = Field(title="Per", description="Vad som ersätts.", examples=["individ"])
    amount: Kronor | None = Field(
        default=None, title="Belopp", description="Hela kronor; tomt om det bestäms i varje fall."
    )
    text: Prose = Field(title="Text", description="Hur ersättningen bestäms.")


class UserFee(Fact):
    """What a participant pays."""

    amount: Kronor = Field(title="Avgift", description="Hela kronor.")
    per: Line = Field(title="Per", description="Till exempel övernattning.")


class OwnFinancing(Fact):
    """The share that a party finances by itself."""

    party: Slug = Field(title="Part", description="Id för parten.")
    percent: Percent = Field(title="Andel", description="Procent av verksamhetens kostnad.")


class ExternalFunder(Fact):
    """Someone who pays without being a party."""

    id: Slug = Field(title="Id", description="Kort namn som bidragen hänvisar med.")
    name: Line = Field(title="Namn", description="Finansiärens namn.")


class PaymentTerms(Fact):
    """When and how money is paid."""

    by_invoice: YesNo = Field(default=False, title="Mot faktura", description="Om betalning sker mot faktura.")
    frequency: Line | None = Field(default=None, title="Hur ofta", description="Till exempel årligen.")
    days_before_start: Length | None = Field(
        default=None, title="Senast före start", description="Dagar före verksamhetens start."
    )
    text: Prose | None = Field(default=None, title="Text", description="Övriga betalningsvillkor.")


class Reservation(Fact):
    """Years for which the payer must still set money aside."""

    party: Slug = Field(title="Part", description="Id för parten vars pengar det gäller.")
    years: tuple[Year, ...] = Field(title="År", description="Budgetår som förbehållet gäller.", min_length=1)


class PartyFinancing(Fact):
    """Free text on how one party takes part in the financing, under the party's own heading."""

    party: Slug = Field(title="Part", description="Id för parten.")
    text: Prose = Field(title="Text", description="Stycken under partens rubrik.")


class Economy(Fact):
    """All economic terms of a partnership."""

    contributions: tuple[Contribution, ...] = Field(default=(), title="Bidrag", description="Pengar mellan parterna.")
    in_kind: tuple[InKind, ...] = Field(default=(), title="Egna insatser", description="Annat än pengar.")
    tiered_rates: tuple[TieredRate, ...] = Field(
        default=(), title="Ersättning i steg", description="Schabloner efter antal."
    )
    unit_rates: tuple[UnitRate, ...] = Field(
        default=(), title="Schabloner", description="Ersättning per individ eller enhet."
    )
    user_fees: tuple[UserFee, ...] = Field(default=(), title="Avgifter", description="Vad deltagare betalar.")
    own_financing: tuple[OwnFinancing, ...] = Field(
        default=(), title="Egenfinansiering", description="Andel i procent."
    )
    external_funders: tuple[ExternalFunder, ...] = Field(
        default=(), title="Externa finansiärer", description="De som betalar utan att vara parter."
    )
    cost_share_rule: Line | None = Field(default=None, title="Fördelning", description="Till exempel lika delar.")
    reservation: Reservation | None = Field(
        default=None, title="Budgetförbehåll", description="År som ännu ska beslutas."
    )
    payment: PaymentTerms | None = Field(default=None, title="Betalning", description="När och hur pengar betalas.")
    texts: tuple[PartyFinancing, ...] = Field(
        default=(), title="Texter per part", description="Stycken under partens rubrik."
    )
