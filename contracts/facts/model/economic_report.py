"""The economic report (prognosrapport, månadsuppföljning): the front matter of economic-report-….md.

All amounts are whole thousands of kronor (tkr), as such reports are written: income positive, costs negative.
"""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from contracts.facts.model.base import LARGEST_AMOUNT, Day, Fact, Line, Number, Slug, refusal
from contracts.facts.model.document import Person, ProseDocument
from contracts.facts.model.written import exact, number

_MINUS = "−"
_WHOLE = "0|[1-9][0-9]{0,9}"
_MONTH = "(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])"


def _thousands(text: object) -> int:
    written = text.replace(_MINUS, "-") if isinstance(text, str) else ""
    if not re.fullmatch(f"-?({_WHOLE})", written) or written == "-0" or abs(int(written)) > LARGEST_AMOUNT:
        raise refusal(
            "amount-thousands",
            f"”{text}” är inte ett belopp i hela tusental kronor",
            "skriv bara siffror, med - före när det är en kostnad: -247451",
        )
    return int(written)


#: Whole thousands of SEK, with sign.
Thousands = Annotated[
    int,
    BeforeValidator(_thousands),
    number(
        "tusental kronor",
        f"[-−]?({_WHOLE})",
        "skriv bara siffror, med - före när det är en kostnad: -247451",
        -LARGEST_AMOUNT,
        LARGEST_AMOUNT,
    ),
]


def _month(text: object) -> str:
    if not isinstance(text, str) or not re.fullmatch(_MONTH, text):
        raise refusal("month", f"”{text}” är inte en månad", "skriv år och månad så här: 2018-03")
    return text


#: A month, written 2018-03.
Month = Annotated[str, BeforeValidator(_month), exact("månad", _MONTH, "skriv år och månad så här: 2018-03")]


class Figures(Fact):
    """One row's amounts, in tkr. The deviation is derived: forecast less budget."""

    outcome: Thousands | None = Field(default=None, title="Utfall", description="Ackumulerat utfall, tkr.")
    budget: Thousands | None = Field(default=None, title="Budget", description="Årets budget, tkr.")
    forecast: Thousands | None = Field(default=None, title="Prognos", description="Prognos för helåret, tkr.")
    deviation: Thousands | None = Field(
        default=None,
        title="Angiven avvikelse",
        description="Avvikelsen som underlaget anger, tkr; jämförs med den uträknade.",
    )


class FiguresRow(Figures):
    """One row of a table of amounts."""

    id: Slug = Field(title="Id", description="Kort namn som förklaringarna hänvisar med.")
    label: Line = Field(title="Rad", description="Radens namn i tabellen.")
    none_yet: Line | None = Field(
        default=None,
        title="Inget ännu",
        description="Varför raden saknar belopp, till exempel ”ännu inte uppbokade”.",
    )

    @model_validator(mode="after")
    def _says_something(self) -> "FiguresRow":
        given = [amount is not None for amount in (self.outcome, self.budget, self.forecast)]
        if any(given) and not all(given):
            amounts = {"outcome": self.outcome, "budget": self.budget, "forecast": self.forecast}
            missing = " och ".join(name for name, amount in amounts.items() if amount is None)
            raise refusal("figures-part", f"raden saknar {missing}", "ange outcome, budget och forecast, alla tre")
        if any(given) == (self.none_yet is not None):
            raise refusal(
                "figures-none",
                "raden ska ha antingen belopp eller ett skäl att de saknas",
                "ange belopp eller none_yet",
            )
        return self


class FiguresTable(Fact):
    """A table of amounts with a total that is derived."""

    id: Slug = Field(title="Id", description="Kort namn som förklaringarna hänvisar med.")
    heading: Line = Field(title="Rubrik", description="Rubriken över tabellen.")
    rows_are: Line = Field(title="Raderna är", description="Första kolumnens rubrik.", examples=["Verksamhet"])
    rows: tuple[FiguresRow, ...] = Field(title="Rader", description="Raderna i ordning.", min_length=1)
    stated_total: Figures | None = Field(
        default=None, title="Angiven summa", description="Summorna som underlaget anger; jämförs med de uträknade."
    )

    @model_validator(mode="after")
    def _has_amounts(self) -> "FiguresTable":
        if all(row.outcome is None for row in self.rows):
            raise refusal("figures-empty", "ingen rad i tabellen har belopp", "ange belopp, eller ta bort tabellen")
        return self


class Explanation(Fact):
    """Why a row deviates, as far as it has been explained."""

    table: Slug = Field(title="Tabell", description="Id för tabellen.")
    row: Slug = Field(title="Rad", description="Id för raden.")
    where: Line | None = Field(default=None, title="Var", description="Verksamheten som står för avvikelsen.")
    amount: Thousands = Field(title="Belopp", description="Den del av avvikelsen som förklaras, tkr.")
    text: Line = Field(title="Förklaring", description="Varför, i en mening.")


class Measure(Fact):
    """Something that is followed beside the money, such as sick leave."""

    name: Line = Field(title="Mått", description="Vad som mäts.", examples=["Sjukfrånvaro"])
    unit: Line = Field(title="Enhet", description="Till exempel procent.")
    before: Number = Field(title="Tidigare", description="Värdet vid förra mätningen.")
    now: Number = Field(title="Nu", description="Värdet nu.")


class EconomicReport(ProseDocument):
    """A nämnd's economy up to a month, with the forecast for the year; the body of the file is comments."""

    title: Line = Field(title="Titel", description="Rapportens titel.")
    date: Day = Field(title="Datum", description="Rapportens dag.")
    case_number: Line | None = Field(default=None, title="Diarienummer", description="Ärendets diarienummer.")
    period: Month = Field(title="Till och med månad", description="Månaden som utfallet gäller.", examples=["2018-03"])
    board: Slug = Field(title="Nämnd", description="Id för nämnden vars ekonomi det är.")
    recipient: Slug | None = Field(default=None, title="Mottagare", description="Id för mottagaren.")
    case_officer: Person | None = Field(default=None, title="Referens", description="Handläggaren.")
    tables: tuple[FiguresTable, ...] = Field(title="Tabeller", description="Tabellerna i ordning.", min_length=1)
    explanations: tuple[Explanation, ...] = Field(
        default=(), title="Förklaringar", description="Vad avvikelserna beror på."
    )
    measures: tuple[Measure, ...] = Field(default=(), title="Andra mått", description="Det som följs utöver pengarna.")
