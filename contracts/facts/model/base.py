"""The base of all facts and the types that their fields share.

Data reaches the models as text (facts/source.py keeps YAML from guessing), so each type here says exactly what text it
takes. Refusals are Swedish sentences with a remedy; facts/refusals.py adds the place.
"""

import datetime as dt
import functools
import re
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError
from stdnum.exceptions import ValidationError as NumberError
from stdnum.se import orgnr

from contracts.facts.model.written import exact, number, words, yes_or_no
from contracts.facts.source import invisible_character

#: A text longer than this is a pasted document, not a fact.
LONGEST_TEXT = 20_000
#: SEK. Bounded, so that any sum over years can still be written out.
LARGEST_AMOUNT = 9_999_999_999
#: Months, days or years. Bounded, so that any day reached by counting can still be written with four digits.
LONGEST_LENGTH = 1_200


class Fact(BaseModel):
    """A frozen value whose unknown keys are refused; every field has a Swedish title and description."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def model_post_init(self, context: Any, /) -> None:
        """Share the names of the fields that were given: as sets of their own they were a third of all facts.

        Nobody changes them: a frozen value is never assigned to, and a copy of it copies them.
        """
        object.__setattr__(self, "__pydantic_fields_set__", _given(frozenset(self.__pydantic_fields_set__)))


@functools.lru_cache(maxsize=1024)  # few combinations come again and again
def _given(names: frozenset[str]) -> set[str]:
    return set(names)


def refusal(rule: str, text: str, remedy: str) -> PydanticCustomError:
    """The error a validator raises: rule id, Swedish sentence, Swedish remedy."""
    return PydanticCustomError(rule, "{text}", {"text": text, "remedy": remedy})


# C0 and C1 controls, lone surrogates, private use (the pipeline's own marks live there), bidirectional overrides
# (they make a text read otherwise than it is stored), characters without width (a name of these alone prints nothing),
# line and paragraph separators, tags and non-characters. Tab and newline are judged by the type.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe"
    "\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)


def _printable(text: str) -> str:
    if found := UNPRINTABLE.search(text):
        raise refusal("text-control-character", *invisible_character(found[0]))
    if len(text) > LONGEST_TEXT:
        raise refusal(
            "text-too-long",
            f"texten är {len(text)} tecken lång; gränsen är {LONGEST_TEXT}",
            "lägg den långa texten i en bilaga eller ett PM",
        )
    return text


def _one_line(text: str) -> str:
    if "\n" in text or "\t" in text:
        raise refusal("text-one-line", "texten ska stå på en rad", "ta bort radbrytningar och tabbar")
    return _printable(text)


#: Text on one line, never empty.
Line = Annotated[
    str,
    StringConstraints(min_length=1),
    AfterValidator(_one_line),
    words("text på en rad", r"\S([^\n\t]*\S)?", "skriv en text på en rad"),
]
#: Markdown in one or more paragraphs, never empty.
Prose = Annotated[
    str,
    StringConstraints(min_length=1),
    AfterValidator(_printable),
    words("text i Markdown, ett eller flera stycken", r"\S[\s\S]*", "skriv en text"),
]


_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"


def is_slug(text: object) -> bool:
    """Whether a text can be an identifier."""
    return isinstance(text, str) and re.fullmatch(_SLUG, text) is not None


def _slug(text: str) -> str:
    if not is_slug(text):
        raise refusal(
            "slug",
            f"”{text}” kan inte vara ett id",
            "skriv små bokstäver a–z, siffror och bindestreck, till exempel hela-manniskan",
        )
    return text


#: Identifier inside the data: a–z, digits and hyphens.
Slug = Annotated[
    str, AfterValidator(_slug), words("id", _SLUG, "skriv små bokstäver a–z, siffror och bindestreck: hela-manniskan")
]


_WHOLE = "0|[1-9][0-9]{0,14}"
_DIGITS = "skriv bara siffror, utan mellanslag: "


def _whole(text: object, what: str, example: str) -> int:
    if not isinstance(text, str) or not re.fullmatch(_WHOLE, text):
        raise refusal(f"{what}-whole", f"”{text}” är inte ett helt tal", f"{_DIGITS}{example}")
    return int(text)


def _kronor(text: object) -> int:
    if not isinstance(text, str) or not re.fullmatch(_WHOLE, text):
        raise refusal(
            "amount-whole-kronor",
            f"”{text}” är inte ett belopp i hela kronor",
            "skriv bara siffror, utan mellanslag, decimaler och kr: 350000",
        )
    if int(text) > LARGEST_AMOUNT:
        raise refusal(
            "amount-too-large", f"beloppet {text} är större än programmet räknar med", "kontrollera antalet nollor"
        )
    return int(text)


#: Whole SEK, never negative.
Kronor = Annotated[
    int,
    BeforeValidator(_kronor),
    number("hela kronor", _WHOLE, "skriv bara siffror, utan mellanslag, decimaler och kr: 350000", 0, LARGEST_AMOUNT),
]
#: A count of something: 0, 1, 2, …
Count = Annotated[
    int,
    BeforeValidator(lambda value: _whole(value, "count", "60")),
    number("antal", _WHOLE, f"{_DIGITS}60", 0, 999_999_999_999_999),
]


def _length(text: object) -> int:
    value = _whole(text, "length", "3")
    if value > LONGEST_LENGTH:
        raise refusal(
            "length-too-long", f"{value} är en orimlig längd; gränsen är {LONGEST_LENGTH}", "kontrollera siffrorna"
        )
    return value


#: A number of months, days or years.
Length = Annotated[int, BeforeValidator(_length), number("antal", _WHOLE, f"{_DIGITS}3", 0, LONGEST_LENGTH)]


_YEAR = "(19|20|21)[0-9][0-9]"


def _year(text: object) -> int:
    if not isinstance(text, str) or not re.fullmatch(_YEAR, text):
        raise refusal("year", f"”{text}” är inte ett årtal", "skriv fyra siffror, till exempel 2019")
    return int(text)


#: A calendar year, 1900–2199.
Year = Annotated[
    int, BeforeValidator(_year), number("årtal", _YEAR, "skriv fyra siffror, till exempel 2019", 1900, 2199)
]


_PARAGRAPH = "(§ ?)?[1-9][0-9]*( [a-zåäö])?"


def _paragraph(text: object) -> str:
    if not isinstance(text, str) or not re.fullmatch(_PARAGRAPH, text):
        raise refusal("paragraph", f"”{text}” är inte numret på en paragraf", "skriv numret: 41 eller § 41")
    return text.removeprefix("§").strip()


#: Number of a paragraph of minutes, "41" or "41 a"; the sign § may be written, and is not kept.
Paragraph = Annotated[str, BeforeValidator(_paragraph), words("paragraf", _PARAGRAPH, "skriv numret: 41 eller § 41")]


_DECIMAL = "[0-9]{1,12}([.,][0-9]{1,6})?"


def _decimal(text: object) -> Decimal:
    try:
        if not isinstance(text, str) or not re.fullmatch(_DECIMAL, text):
            raise InvalidOperation
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise refusal("number", f"”{text}” är inte ett tal", "skriv till exempel 51 eller 2,5") from None


def _percent(text: object) -> Decimal:
    value = _decimal(text)
    if value > 100:
        raise refusal("percent", f"”{text}” är mer än 100 procent", "skriv ett tal mellan 0 och 100")
    return value


#: A number of at least 0, decimals with comma or point.
Number = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    number("tal", _DECIMAL, "skriv till exempel 51 eller 2,5", 0, 999_999_999_999, whole=False),
]
#: 0–100 per cent.
Percent = Annotated[
    Decimal,
    BeforeValidator(_percent),
    number("procent", _DECIMAL, "skriv ett tal mellan 0 och 100", 0, 100, whole=False),
]


def _day(text: object) -> dt.date:
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{4}-[0-9][0-9]-[0-9][0-9]", text):
        raise refusal("date", f"”{text}” är inte ett datum", "skriv år, månad och dag så här: 2018-03-01")
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise refusal(
            "date-impossible", f"dagen {text} finns inte", "kontrollera månadens antal dagar och skottår"
        ) from None
    if not 1900 <= day.year <= 2199:
        raise refusal("date-year", f"året i {text} är orimligt", "skriv ett år mellan 1900 och 2199")
    return day


#: A calendar day, 1900–2199, written 2018-03-01.
Day = Annotated[
    dt.date,
    BeforeValidator(_day),
    exact(
        "datum", "(19|20|21)[0-9][0-9]-(0[1-9]|1[0-2])-([0-2][0-9]|3[01])", "skriv år, månad och dag så här: 2018-03-01"
    ),
]


def _yes_no(text: object) -> bool:
    try:
        return {"ja": True, "true": True, "nej": False, "false": False}[str(text)]
    except KeyError:
        raise refusal("yes-no", f"”{text}” är varken ja eller nej", "skriv ja eller nej") from None


#: Written ja or nej (true and false are taken too).
YesNo = Annotated[bool, BeforeValidator(_yes_no), yes_or_no("ja eller nej", "skriv ja eller nej")]


def _organisation_number(text: object) -> str:
    written = str(text)
    digits = written.replace("-", "")
    if not re.fullmatch(r"[0-9]{6}-[0-9]{4}", written):
        raise refusal(
            "orgnr-form",
            f"”{written}” är inte ett organisationsnummer",
            "skriv sex siffror, bindestreck och fyra siffror: 802403-0119",
        )
    if digits[2] in "01":
        # Skatteverket: the third digit of an organisation number is at least 2, so that it can't be a birth date.
        raise refusal(
            "orgnr-personal",
            "numret ser ut som ett personnummer (tredje siffran är mindre än 2)",
            "skriv organisationens nummer; personnummer får inte stå i uppgifterna",
        )
    try:
        orgnr.validate(digits)
    except NumberError:
        raise refusal(
            "orgnr-check-digit",
            f"kontrollsiffran i organisationsnumret {written} stämmer inte",
            "jämför med registreringsbeviset; troligen är en siffra fel",
        ) from None
    return written


#: Organisation number with hyphen and right check digit, never a personal number.
OrganisationNumber = Annotated[
    str,
    BeforeValidator(_organisation_number),
    exact(
        "organisationsnummer",
        "[0-9]{2}[2-9][0-9]{3}-[0-9]{4}",
        "skriv sex siffror, bindestreck och fyra siffror: 802403-0119",
    ),
]
