"""The filters that templates and Markdown bodies may use, each with an example that is run when the guide is made."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from contracts.sandbox.environment import TemplateEnvironment
from contracts.sandbox.metering import RENDERING, Rendering
from contracts.spelling.filters import FILTERS
from contracts.word.references import FUNCTIONS
from contracts.word.template import FILTERS as WORD_FILTERS

#: By name: what it does, and an expression that shows it. `dag` is 1 March 2026, `kl` nine o'clock.
_SHOWN: Final[tuple[tuple[str, str, str], ...]] = (
    ("kr", "belopp med kr", "350000 | kr"),
    ("kr_andring", "hur mycket ett belopp ändras, alltid med tecken", "50000 | kr_andring"),
    ("kronor", "belopp med kronor, i löpande text", "350000 | kronor"),
    ("tkr", "belopp i tusental", "79839500 | tkr"),
    ("tkr_tal", "belopp i tusental utan enhet, i tabeller", "79839500 | tkr_tal"),
    ("mnkr", "belopp i miljoner", "1500000 | mnkr"),
    ("tal", "ett tal med siffror", "1427 | tal"),
    ("spann", "två tal, eller ett tal och uppåt", "11 | spann(20)"),
    ("antal", "ett antal med det som räknas", '5 | antal("gång", "gånger")'),
    ("antal_ord", "ett antal i ord", "5 | antal_ord"),
    ("antal_manader", "ett antal månader", "3 | antal_manader"),
    ("antal_dagar", "ett antal dagar", "30 | antal_dagar"),
    ("antal_ar", "ett antal år", "2 | antal_ar"),
    ("ordningstal", "ordningstal med siffror", "3 | ordningstal"),
    ("ordningstal_ord", "ordningstal i ord", "3 | ordningstal_ord"),
    ("procent", "procent i löpande text", "andel | procent"),
    ("procent_tecken", "procent i tabeller", "andel | procent_tecken"),
    ("datum", "ett datum i löpande text", "dag | datum"),
    ("datum_iso", "ett datum i tabeller", "dag | datum_iso"),
    ("manad", "månaden som ett datum ligger i", "dag | manad"),
    ("klockslag", "ett klockslag", "kl | klockslag"),
    ("tidsspann", "två klockslag", "kl | tidsspann(slut_kl)"),
    ("period", "en tid mellan två datum", "dag | period(slut)"),
    ("period_tom", "en tid till och med ett datum", "dag | period_tom(slut)"),
    ("iso_period", "en tid mellan två datum, i tabeller", "dag | iso_period(slut)"),
    ("manadsspann", "månaderna mellan två datum", "dag | manadsspann(slut)"),
    ("arsspann", "två årtal", "2026 | arsspann(2029)"),
    ("aldersspann", "två åldrar, eller en ålder och uppåt", "16 | aldersspann(29)"),
    ("lista", "texter med komma och ”och”", '["dialog", "insyn", "kvalitet"] | lista'),
    ("lista_eller", "texter med komma och ”eller”", '["dialog", "insyn"] | lista_eller'),
    ("bokstavsordning", "texter i bokstavsordning, för lista", '["ö", "a", "å"] | bokstavsordning | lista'),
    ("versal_forst", "stor bokstav först", '"avtalet" | versal_forst'),
    ("genitiv", "ett namn som ägare", '"Exempelstads kommun" | genitiv'),
    ("orgnr", "ett organisationsnummer", '"8020000013" | orgnr'),
    ("dnr", "ett diarienummer med dnr före", '"KS/2026:14" | dnr'),
    ("paragraf", "en paragraf i ett protokoll", '"14" | paragraf'),
    ("lagrum", "en paragraf i en lag", '"3" | lagrum("12")'),
    ("punkt", "en punkt i en förteckning", '"3.2" | punkt'),
    ("join", "texter med något annat emellan", '["insyn", "dialog"] | join(" och att ")'),
    ("default", "något annat när uppgiften saknas", 'none | default("uppgift saknas")'),
    ("upper", "stora bokstäver", '"utkast" | upper'),
    ("lower", "små bokstäver", '"PM" | lower'),
    ("trim", "utan mellanslag i början och slutet", '" text " | trim'),
    ("replace", "byter ut en del av en text", '"2025" | replace("5", "6")'),
    ("length", "hur många poster en lista har", '["a", "b"] | length'),
    ("count", "detsamma som length", '["a", "b"] | count'),
    ("first", "den första posten", '["a", "b"] | first'),
    ("last", "den sista posten", '["a", "b"] | last'),
    ("sum", "summan av tal", "[100, 200] | sum"),
    ("min", "det minsta", "[100, 200] | min"),
    ("max", "det största", "[100, 200] | max"),
    ("sort", "i ordning; för svenska texter: bokstavsordning", '["b", "a"] | sort | lista'),
    ("reverse", "i omvänd ordning", '["a", "b"] | reverse | lista'),
    ("unique", "var och en bara en gång", '["a", "b", "a"] | unique | lista'),
    ("list", "som en lista, efter select, map med flera", '["a", "b"] | list | lista'),
    ("map", "en uppgift, eller ett filter, för varje post", '["a", "b"] | map("upper") | lista'),
    ("select", "bara de poster som klarar ett prov", "[1, 2, 3] | select('odd') | sum"),
    ("reject", "bara de poster som inte klarar ett prov", "[1, 2, 3] | reject('odd') | sum"),
)
#: What cannot be shown as a text on one line: by name, what it does and how it is written.
_TOLD: Final[tuple[tuple[str, str, str], ...]] = (
    ("stycken", "Markdown som hela stycken, i ett eget stycke", "{{p background | stycken }}"),
    ("rad", "Markdown på en rad", "{{ proposal | rad }}"),
    ("underskriftsplats", "platsen för en underskrift", "{{ signatory.id | underskriftsplats(signatory.label) }}"),
    ("bild", "en bild med bredd i centimeter, i ett eget stycke", "{{ timeline | bild(bredd_cm=16) }}"),
    ("rubrik_id", "en rubrik som kan hänvisas till med ref", "{{ clause.heading | rubrik_id(clause.id) }}"),
    (
        "selectattr",
        "bara de poster som har uppgiften",
        '{% if parties | selectattr("commitments") | list %} … {% endif %}',
    ),
    ("rejectattr", "bara de poster som saknar uppgiften", '{% if parties | rejectattr("unit") | list %} … {% endif %}'),
    ("batch", "posterna några i taget", "{%tr for pair in signatories | batch(2) %} … {%tr endfor %}"),
    ("groupby", "posterna efter en uppgift", '{%p for grupp in parties | groupby("kind") %} … {%p endfor %}'),
)


@dataclass(frozen=True, slots=True)
class FilterGuide:
    """One filter."""

    name: str
    what: str  #: Swedish
    tag: str
    prints: str  #: "" for what gives more than a text


def filter_guides() -> tuple[FilterGuide, ...]:
    """Every filter, with what its example prints."""
    environment = TemplateEnvironment({**WORD_FILTERS, **FILTERS}, FUNCTIONS)
    names = {
        "dag": dt.date(2026, 3, 1),
        "slut": dt.date(2029, 2, 28),
        "kl": dt.time(9),
        "slut_kl": dt.time(15, 30),
        "andel": Decimal("2.5"),
    }
    shown = (
        FilterGuide(
            name,
            what,
            f"{{{{ {written} }}}}",
            str(environment.compile_expression(written)({RENDERING: Rendering(), **names})),
        )
        for name, what, written in _SHOWN
    )
    return (*shown, *(FilterGuide(name, what, written, "") for name, what, written in _TOLD))


def unexplained_filters() -> frozenset[str]:
    """Filters that templates may use and that nothing is said of here."""
    known = {name for name, _, _ in (*_SHOWN, *_TOLD)} | {"d"}  # d is another name for default
    every = TemplateEnvironment({**WORD_FILTERS, **FILTERS}, FUNCTIONS).filters
    return frozenset(name for name in every if not name.startswith("_")) - known
