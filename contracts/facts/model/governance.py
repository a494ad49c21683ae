"""How the partnership is steered and followed up."""

from enum import StrEnum

from pydantic import Field

from contracts.facts.model.base import Count, Day, Fact, Length, Line, Number, Percent, Prose, Slug, YesNo


class GovernanceBody(Fact):
    """A styrgrupp, samverkansgrupp, arbetsgrupp or samrådsgrupp."""

    id: Slug = Field(title="Id", description="Kort namn som andra fält hänvisar med.", examples=["styrgrupp"])
    name: Line = Field(
        title="Namn", description="Namnet i bestämd form, som det inleder en mening.", examples=["Styrgruppen"]
    )
    heading: Line = Field(title="Rubrik", description="Gruppens rubrik i avtalet.", examples=["Styrgrupp"])
    introduction: Prose | None = Field(default=None, title="Inledning", description="Stycken före uppgifterna.")
    tasks: tuple[Line, ...] = Field(default=(), title="Uppgifter", description="Vad gruppen ska göra, punkt för punkt.")
    closing: Prose | None = Field(default=None, title="Avslutning", description="Stycken efter uppgifterna.")
    members_rule: Prose | None = Field(default=None, title="Sammansättning", description="Hur ledamöterna utses.")
    min_meetings_per_year: Count | None = Field(
        default=None, title="Möten per år, minst", description="Hur ofta gruppen minst ska träffas."
    )
    meeting_occasions: tuple[Line, ...] = Field(
        default=(), title="Mötestillfällen", description="När på året mötena hålls."
    )
    interval: Line | None = Field(default=None, title="Intervall", description="Till exempel varannan månad.")
    chair_rule: Prose | None = Field(default=None, title="Ordförande", description="Hur ordförande utses.")
    convener: Line | None = Field(default=None, title="Sammankallande", description="Vem som kallar till möte.")
    decision_rule: Prose | None = Field(default=None, title="Beslutsregel", description="Hur gruppen fattar beslut.")
    mandate: Prose | None = Field(default=None, title="Mandat", description="Vad gruppen får besluta om.")


class Frequency(StrEnum):
    """How often something is followed up, as it is printed."""

    YEARLY = "årligen"
    HALF_YEARLY = "varje halvår"
    QUARTERLY = "varje kvartal"
    MONTHLY = "varje månad"
    PER_PERIOD = "en gång per avtalsperiod"


class FollowUp(Fact):
    """How the parties follow up what has been done."""

    frequency: Frequency = Field(title="Hur ofta", description="Hur ofta uppföljning görs.")
    responsible_party: Slug | None = Field(
        default=None, title="Ansvarig part", description="Id för den ansvariga parten."
    )
    commissioned_by: Slug | None = Field(
        default=None, title="På uppdrag av", description="Id för den grupp som ger uppdraget."
    )
    commissioned_by_text: Line | None = Field(
        default=None,
        title="På uppdrag av (enligt originalet)",
        description="Organets namn när det inte går att knyta till någon av avtalets grupper.",
    )
    method: Line | None = Field(default=None, title="Metod", description="Till exempel dialogmöte eller årsrapport.")
    report_to: Line | None = Field(default=None, title="Rapporteras till", description="Vem som får rapporten.")
    due_dates: tuple[Day, ...] = Field(default=(), title="Förfallodagar", description="Dagar då rapport ska lämnas.")
    financial_statement_required: YesNo | None = Field(
        default=None, title="Ekonomisk redovisning", description="Om rapporten ska redovisa hur pengarna använts."
    )
    text: Prose | None = Field(default=None, title="Text", description="Stycken om hur uppföljningen går till.")


class ResultReport(Fact):
    """A reported result for a period."""

    period: Line = Field(title="Period", description="Den period som resultatet gäller.")
    start: Day | None = Field(default=None, title="Från", description="Periodens första dag, om den är känd.")
    end: Day | None = Field(default=None, title="Till", description="Periodens sista dag, om den är känd.")
    indicator: Line = Field(title="Mått", description="Vad som har mätts.")
    value: Number = Field(title="Värde", description="Det uppmätta värdet.")
    unit: Line = Field(title="Enhet", description="Till exempel individer eller procent.")
    numerator: Count | None = Field(default=None, title="Täljare", description="Antal som uppfyller måttet.")
    denominator: Count | None = Field(default=None, title="Nämnare", description="Antal som måttet räknas på.")
    women_percent: Percent | None = Field(default=None, title="Andel kvinnor", description="I procent.")
    men_percent: Percent | None = Field(default=None, title="Andel män", description="I procent.")


class Operator(StrEnum):
    """How a target is compared with what was reached."""

    AT_LEAST = "minst"
    AT_MOST = "högst"
    EXACTLY = "exakt"


class Target(Fact):
    """A measurable target, or a qualitative one with text alone."""

    text: Line = Field(
        title="Mål", description="Vad som mäts, som en fras utan tal och punkt.", examples=["deltagare som får arbete"]
    )
    operator: Operator | None = Field(default=None, title="Jämförelse", description="Minst, högst eller exakt.")
    value: Number | None = Field(default=None, title="Värde", description="Det tal som ska nås.")
    unit: Line | None = Field(default=None, title="Enhet", description="Till exempel individer, platser, procent.")
    population: Line | None = Field(default=None, title="Av vilka", description="Gruppen som måttet räknas på.")
    period: Line | None = Field(default=None, title="Period", description="När målet ska vara nått.")
    baseline: Line | None = Field(default=None, title="Utgångsläge", description="Värdet när partnerskapet började.")
    followed_up_by: Slug | None = Field(
        default=None, title="Följs upp av", description="Id för gruppen som följer upp."
    )


class Rank(StrEnum):
    """Which target group comes first, as it is printed."""

    PRIORITISED = "prioriterad"
    PRIMARY = "primär"
    SECONDARY = "sekundär"


class TargetGroup(Fact):
    """Whom the partnership is for."""

    rank: Rank = Field(default=Rank.PRIMARY, title="Rang", description="Prioriterad, primär eller sekundär målgrupp.")
    description: Line = Field(
        title="Vilka",
        description="Gruppen i ord utan ålder, som fortsättning på en mening.",
        examples=["utrikesfödda kvinnor"],
    )
    age_min: Length | None = Field(default=None, title="Lägsta ålder", description="I år.")
    age_max: Length | None = Field(default=None, title="Högsta ålder", description="I år.")
    gender: Line | None = Field(default=None, title="Kön", description="Om gruppen avgränsas efter kön.")
    residence: Line | None = Field(default=None, title="Bosättning", description="Var personerna bor.")
    enrolment: Line | None = Field(default=None, title="Inskrivning", description="Var personerna är inskrivna.")
    criteria: tuple[Line, ...] = Field(
        default=(), title="Villkor", description="Andra villkor, till exempel arbetslös."
    )
    exclusions: tuple[Line, ...] = Field(default=(), title="Omfattas inte", description="Vilka som inte ingår.")
    revised_on: Day | None = Field(default=None, title="Ändrad", description="Dag då målgruppen senast ändrades.")
    mixing_rule: Prose | None = Field(default=None, title="Blandning", description="När även andra får delta.")
