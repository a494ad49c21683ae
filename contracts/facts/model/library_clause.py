"""A clause of the library, as the fields of its file say: where it stands, what it rests on, and what it asks for."""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError, model_validator

from contracts.facts.clause_places import CLAUSE_PLACES
from contracts.facts.model.base import Count, Day, Fact, Kronor, Line, Percent, Prose, Slug, Year, YesNo, refusal
from contracts.facts.model.written import choice
from contracts.facts.source import nearest


class VariableKind(StrEnum):
    """What a variable holds."""

    COUNT = "antal"
    AMOUNT = "belopp"
    PERCENT = "procent"
    DAY = "dag"
    YEAR = "ar"
    LINE = "text"
    PROSE = "stycken"  #: Markdown, for the filter ”text”
    PARTY = "part"  #: id of a party; the text sees the whole party
    YES_NO = "ja-nej"


_TYPES: Final[Mapping[VariableKind, TypeAdapter[object]]] = MappingProxyType(
    {
        VariableKind.COUNT: TypeAdapter(Count),
        VariableKind.AMOUNT: TypeAdapter(Kronor),
        VariableKind.PERCENT: TypeAdapter(Percent),
        VariableKind.DAY: TypeAdapter(Day),
        VariableKind.YEAR: TypeAdapter(Year),
        VariableKind.LINE: TypeAdapter(Line),
        VariableKind.PROSE: TypeAdapter(Prose),
        VariableKind.PARTY: TypeAdapter(Slug),
        VariableKind.YES_NO: TypeAdapter(YesNo),
    }
)


class UnfitValueError(Exception):
    """A text does not say what a variable of its kind holds. Text and remedy are Swedish."""

    def __init__(self, text: str, remedy: str) -> None:
        self.text, self.remedy = text, remedy
        super().__init__(text)


def typed_value(kind: VariableKind, text: str) -> object:
    """The value that a text says: int for antal, belopp and ar (kronor, a year), Decimal, date, bool or text.

    Raises:
        UnfitValueError: It says no such thing.
    """
    try:
        return _TYPES[kind].validate_python(text)
    except ValidationError as error:
        said = error.errors(include_url=False)[0].get("ctx", {})
        fault = str(said.get("text", f"”{text}” är inte {kind}"))
        raise UnfitValueError(fault, str(said.get("remedy", "rätta värdet"))) from error


def _variable_name(text: str) -> str:
    if not re.fullmatch(r"[a-z]+(_[a-z]+)*", text):
        remedy = "skriv små bokstäver a–z och understreck, till exempel remedy_days"
        raise refusal("variable-name", f"”{text}” kan inte vara namnet på en variabel", remedy)
    return text


def _place(text: str) -> str:
    if text not in CLAUSE_PLACES:
        guess = nearest(text, list(CLAUSE_PLACES))
        remedy = f"menade du ”{guess}”?" if guess else f"ange en av {', '.join(CLAUSE_PLACES)}"
        raise refusal("clause-place-unknown", f"avtalet har ingen punkt ”{text}” att ställa klausulen efter", remedy)
    return text


class ClauseLaw(Fact):
    """A law or guidance that a clause rests on, and when it was read."""

    source: Line = Field(title="Källa", description="Lagen med nummer och paragraf, eller vägledningen.")
    as_of: Day = Field(title="Läst", description="Dagen då källan lästes.", examples=["2025-09-01"])
    note: Line | None = Field(default=None, title="Not", description="När det gäller, eller vad det inte säger.")


class ClauseVariable(Fact):
    """What a clause asks the partnership for."""

    name: Annotated[Line, AfterValidator(_variable_name)] = Field(
        title="Namn", description="Namnet i texten: a–z och understreck.", examples=["remedy_days"]
    )
    title: Line = Field(title="Titel", description="Vad det är, med en handläggares ord.")
    kind: VariableKind = Field(
        title="Slag", description="antal, belopp, procent, dag, ar, text, stycken, part eller ja-nej."
    )
    example: Prose = Field(title="Exempel", description="Ett värde som det kan se ut.")
    default: Prose | None = Field(default=None, title="Annars", description="Värdet om inget anges; tomt: måste anges.")

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "ClauseVariable":
        for name, text in (("example", self.example), ("default", self.default)):
            if text is None:
                continue
            try:
                typed_value(self.kind, text)
            except UnfitValueError as error:
                raise refusal("variable-value", f"{name} för {self.name}: {error.text}", error.remedy) from error
        return self


class ClauseHead(Fact):
    """The fields of a clause's file, before its text."""

    heading: Line = Field(title="Rubrik", description="Punktens rubrik i avtalet.")
    after: Annotated[Line, AfterValidator(_place), choice(CLAUSE_PLACES)] = Field(
        title="Står efter", description="Id för den punkt som klausulen står efter, om partnerskapet inte säger annat."
    )
    summary: Line = Field(title="I korthet", description="När klausulen används, till listan.")
    law: tuple[ClauseLaw, ...] = Field(
        title="Stöd", description="Lag eller vägledning som texten bygger på, med dagen den lästes.", min_length=1
    )
    needs: tuple[ClauseVariable, ...] = Field(default=(), title="Variabler", description="Det som ska fyllas i.")

    @model_validator(mode="after")
    def _asks_once(self) -> "ClauseHead":
        names = [variable.name for variable in self.needs]
        twice = next((name for name in names if names.count(name) > 1), "")
        if twice:
            raise refusal("variable-twice", f"variabeln ”{twice}” står två gånger", "ta bort den ena")
        return self
