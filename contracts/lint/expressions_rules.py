"""The rules about what expressions say: their ids, words and reasons. expressions.py and walk.py find them."""

from typing import Final

from contracts.errors import Severity
from contracts.lint.rule import TemplateRule

_SILENT: Final = "Egen regel: ett fel i ett villkor som sällan gäller märks annars först den dag det behövs"
_EMPTY: Final = "Egen regel: inget odefinierat skrivs ut; en tom uppgift utan villkor stoppar dokumentet"
_DEAD: Final = "Egen regel: text som aldrig kan skrivas ut, eller alltid skrivs ut, ska inte se ut som ett val"

UNKNOWN_NAME: Final = TemplateRule(
    "template-unknown-name",
    Severity.ERROR,
    "Varje namn i en mall finns bland uppgifterna",
    "kontrollera stavningen mot listan över namn (templates/NAMES.md, docs/faltguide.docx)",
    _SILENT,
)
OUTSIDE_LOOP: Final = TemplateRule(
    "template-outside-loop",
    Severity.ERROR,
    "Ett namn från en upprepning används bara inuti den",
    "flytta taggen in i upprepningen, eller använd ett namn som finns överallt",
    _SILENT,
)
HIDDEN_NAME: Final = TemplateRule(
    "template-hidden-name",
    Severity.WARNING,
    "Ett namn i en upprepning döljer inte en av dokumentets uppgifter",
    "välj ett annat namn i upprepningen",
    "Egen regel: den som läser mallen ska inte behöva veta vilket av två lika namn som menas",
)
UNGUARDED: Final = TemplateRule(
    "template-unguarded",
    Severity.ERROR,
    "En uppgift som kan vara tom används bara under villkor",
    'omge texten med {% if … %} … {% endif %}, eller skriv | default("…")',
    _EMPTY,
)
FILTER_KIND: Final = TemplateRule(
    "template-filter-kind",
    Severity.ERROR,
    "Ett filter får den sorts uppgift som det kan skriva",
    "välj ett filter för den sortens uppgift",
    _SILENT,
)
FILTER_ARGUMENTS: Final = TemplateRule(
    "template-filter-arguments",
    Severity.ERROR,
    "Ett filter får det antal värden inom parentes som det behöver",
    "jämför med filtrets exempel i listan över namn (templates/NAMES.md, docs/faltguide.docx)",
    _SILENT,
)
NEVER_TRUE: Final = TemplateRule(
    "template-never-true",
    Severity.ERROR,
    "En jämförelse kan bli både sann och falsk",
    "jämför med ett värde av samma sort, eller ta bort villkoret",
    _DEAD,
)
NOT_COMPARABLE: Final = TemplateRule(
    "template-not-comparable",
    Severity.ERROR,
    "Bara värden av samma sort jämförs efter storlek eller räknas ihop",
    "räkna ut värdet i data; mallen ska bara skriva ut det",
    _SILENT,
)
CONSTANT: Final = TemplateRule(
    "template-constant-condition",
    Severity.WARNING,
    "Ett villkor kan få olika utfall",
    "ta bort villkoret, eller det som aldrig kan skrivas ut",
    _DEAD,
)
NOT_A_LIST: Final = TemplateRule(
    "template-not-a-list",
    Severity.ERROR,
    "{% for %} går igenom en lista",
    "välj en uppgift som är en lista, eller skriv ut värdet med {{ … }}",
    _SILENT,
)
UNPRINTABLE: Final = TemplateRule(
    "template-unprintable",
    Severity.ERROR,
    "Bara texter, tal och datum skrivs ut",
    "välj en av uppgifterna i gruppen med en punkt",
    _SILENT,
)
UNSPELT: Final = TemplateRule(
    "template-unspelt",
    Severity.WARNING,
    "Datum och decimaltal skrivs ut med ett filter",
    "skriv till exempel | datum eller | tal",
    "Myndigheternas skrivregler: datum och tal i löpande text",
)
UNKNOWN_KIND: Final = TemplateRule(
    "template-unknown-kind",
    Severity.WARNING,
    "Mallens filnamn säger vilken sorts dokument den är till",
    "döp filen efter dokumentet, till exempel agreement.docx, agreement-kort.docx eller memo.docx",
    "Egen regel: filnamnet bestämmer vilka namn som mallen får använda",
)
RULES: Final = (
    *(UNKNOWN_NAME, OUTSIDE_LOOP, HIDDEN_NAME, UNGUARDED, FILTER_KIND, FILTER_ARGUMENTS, NEVER_TRUE),
    *(NOT_COMPARABLE, CONSTANT, NOT_A_LIST, UNPRINTABLE, UNSPELT, UNKNOWN_KIND),
)
