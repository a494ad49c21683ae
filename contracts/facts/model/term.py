"""How long the agreement holds, how it is prolonged, changed and ended.

A term of the agreement is there only when somebody has typed it: what is left out defaults to nej.
"""

from enum import StrEnum

from pydantic import Field, model_validator

from contracts.facts.model.base import LONGEST_LENGTH, Day, Fact, Length, Line, Prose, YesNo, refusal


class Precision(StrEnum):
    """How exactly the term is given."""

    DAY = "day"
    YEAR = "year"
    SEASON = "season"


class ExtensionKind(StrEnum):
    """How a term may be prolonged."""

    FIXED_STEPS = "fixed_steps"  #: "1+1 år": a fixed number of steps
    REPEATED = "repeated"  #: "ett år i taget", up to a last day


class Extension(Fact):
    """The extension clause."""

    kind: ExtensionKind = Field(title="Slag", description="fixed_steps (1+1 år) eller repeated (ett år i taget).")
    step_months: Length = Field(title="Steg", description="Hur många månader varje förlängning omfattar.")
    max_steps: Length | None = Field(default=None, title="Antal steg", description="Högsta antal förlängningar.")
    last_end: Day | None = Field(default=None, title="Längst till och med", description="Sista möjliga slutdag.")
    decide_months_before: Length | None = Field(
        default=None,
        title="Senast före slutdagen",
        description="Månader före avtalstidens slut då man senast är överens.",
    )
    written: YesNo = Field(
        default=False, title="Skriftligt", description="Om förlängning kräver skriftlig överenskommelse."
    )

    @model_validator(mode="after")
    def _bounded(self) -> "Extension":
        if self.step_months == 0:
            raise refusal(
                "extension-step", "steget är noll månader", "ange hur många månader varje förlängning omfattar"
            )
        if self.kind is ExtensionKind.FIXED_STEPS and self.max_steps is None:
            raise refusal("extension-steps", "antal steg saknas", "ange max_steps, till exempel 2 för 1+1 år")
        if self.step_months * (self.max_steps or 0) > LONGEST_LENGTH:
            raise refusal(
                "extension-too-long",
                f"förlängningarna är tillsammans längre än {LONGEST_LENGTH} månader",
                "kontrollera step_months och max_steps",
            )
        return self


class PeriodKind(StrEnum):
    """What a past period of the agreement was."""

    ORIGINAL = "original"
    EXTENSION = "extension"


class TermPeriod(Fact):
    """One period that has been agreed."""

    start: Day = Field(title="Från", description="Första dagen.")
    end: Day = Field(title="Till", description="Sista dagen.")
    kind: PeriodKind = Field(title="Slag", description="original eller extension.")
    decision: Line | None = Field(default=None, title="Beslut", description="Beslutet bakom perioden.")


class Term(Fact):
    """The agreement's term: given by its last day, or by a length, or as a season. A draft's end may be left open."""

    start: Day | None = Field(default=None, title="Från och med", description="Första dagen.")
    end: Day | None = Field(default=None, title="Till och med", description="Sista dagen.")
    months: Length | None = Field(default=None, title="Längd i månader", description="I stället för slutdag.")
    years: Length | None = Field(default=None, title="Längd i år", description="I stället för slutdag.")
    season: Line | None = Field(
        default=None, title="Säsong", description="När bara en säsong är avtalad.", examples=["Vintern 2018–2019"]
    )
    unknown: YesNo = Field(
        default=False, title="Okänd", description="Ja: källorna anger ingen avtalstid. Bara för register_only."
    )
    precision: Precision = Field(default=Precision.DAY, title="Noggrannhet", description="day, year eller season.")
    extension: Extension | None = Field(default=None, title="Förlängning", description="Villkor för förlängning.")
    history: tuple[TermPeriod, ...] = Field(
        default=(), title="Tidigare perioder", description="Perioder som har avtalats."
    )
    conditions: tuple[Line, ...] = Field(
        default=(),
        title="Förutsättningar",
        description="Vad giltigheten vilar på, som fortsättning på ”under förutsättning att”.",
    )

    @model_validator(mode="after")
    def _one_way(self) -> "Term":
        given = [self.end is not None, self.months is not None, self.years is not None, self.season is not None]
        if self.unknown:
            if any(given) or self.start is not None or self.extension is not None:
                raise refusal("term-unknown", "avtalstiden är både okänd och angiven", "ta bort unknown eller tiden")
            return self
        if sum(given) > 1:
            raise refusal(
                "term-one-way", "slutet är angett på mer än ett sätt", "ange bara en av end, months, years och season"
            )
        if self.season is not None and self.start is not None:
            raise refusal(
                "term-season-alone",
                "både en säsong och en första dag är angivna",
                "ta bort start, eller ange end, months eller years i stället för season",
            )
        if self.season is None and self.start is None:
            raise refusal("term-start-missing", "första dagen saknas", "ange start, till exempel 2018-03-01")
        return self


class Termination(Fact):
    """Notice of termination."""

    notice_months: Length = Field(title="Uppsägningstid", description="I månader.")
    grounds: tuple[Line, ...] = Field(
        default=(),
        title="Grunder",
        description="När uppsägning får ske, som fortsättning på ”om”. Tomt: när som helst.",
    )
    remedy_days: Length | None = Field(
        default=None, title="Tid för rättelse", description="Dagar som en part har på sig att rätta ett avtalsbrott."
    )
    breach_ground: YesNo = Field(
        default=False, title="Avtalsbrott", description="Om avtalsbrott som inte rättas i tid är en grund."
    )
    prior_dialogue_required: YesNo = Field(
        default=False, title="Dialog först", description="Om parterna ska ha talats vid först."
    )
    written: YesNo = Field(default=False, title="Skriftligt", description="Om uppsägning ska vara skriftlig.")
    ordinary_notice_months: Length | None = Field(
        default=None, title="Utträde utan skäl", description="Uppsägningstid i månader för utträde utan särskild grund."
    )

    @model_validator(mode="after")
    def _remedy_of_a_breach(self) -> "Termination":
        if self.remedy_days is not None and not self.breach_ground:
            raise refusal(
                "termination-remedy-unused",
                "en tid för rättelse är angiven, men avtalsbrott är ingen grund för uppsägning",
                "ange breach_ground: ja, eller ta bort remedy_days",
            )
        return self


class Rescission(Fact):
    """The right to cancel at once on serious breach (hävning)."""

    text: Prose = Field(title="Text", description="När avtalet får hävas.")


class Repayment(Fact):
    """What happens to money that was not used as agreed."""

    required: YesNo = Field(title="Återbetalning", description="Om parten kan bli skyldig att betala tillbaka.")
    deadline_days: Length | None = Field(default=None, title="Inom", description="Dagar från krav till betalning.")
    procedure: Prose | None = Field(default=None, title="Hur", description="Hur beloppet bestäms och krävs.")


class Renegotiation(Fact):
    """When terms may or must be negotiated anew."""

    any_time: YesNo = Field(
        default=False, title="När som helst", description="Om en part får begära omförhandling när som helst."
    )
    on_material_change: YesNo = Field(
        default=False,
        title="Vid väsentlig förändring",
        description="Om väsentligt ändrade villkor kräver omförhandling.",
    )


class Amendments(Fact):
    """How the agreement is changed."""

    written: YesNo = Field(title="Skriftligt", description="Om ändringar ska vara skriftliga.")
    signed_by_all: YesNo = Field(title="Av alla", description="Om alla parter ska skriva under.")
