"""The rules that trying a template with made-up facts adds to those of reading it."""

from typing import Final

from contracts.errors import Severity
from contracts.lint.rule import TemplateRule

SOURCE: Final = "Egen regel: en mall ska hålla för alla uppgifter som kan komma"

UNREACHABLE: Final = TemplateRule(
    "deep-unreachable",
    Severity.WARNING,
    "En del av mallen skrivs aldrig ut, vilka uppgifterna än är",
    "ta bort det som aldrig skrivs ut, eller rätta villkoret",
    SOURCE,
)
GRID: Final = TemplateRule(
    "deep-grid",
    Severity.ERROR,
    "En tabellrad fyller inte sin tabell",
    "ge alla rader lika många celler, eller slå ihop celler på bredden",
    "Word flyttar cellerna i en rad som inte passar tabellen",
)
EMPTY: Final = TemplateRule(
    "deep-empty",
    Severity.WARNING,
    "Ett nummer, en punkt eller en rubrik kan bli utan text",
    "låt villkoret eller upprepningen börja och sluta i egna stycken utanför det",
    SOURCE,
)
CUT_SHORT: Final = TemplateRule(
    "deep-cut-short",
    Severity.WARNING,
    "Mallen är för stor för att prövas helt",
    "dela mallen, eller ta bort villkor som inte behövs",
    SOURCE,
)
#: Beside these, what rendering refuses is told under its own rule.
RULES: Final = (UNREACHABLE, GRID, EMPTY, CUT_SHORT)
