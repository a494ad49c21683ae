"""What compiling a template refuses, as rules: the compiler finds it (contracts/word/), and here stands why.

A template with any of these makes no document at all. Lint tells them beside its own findings, in the same words.
"""

from dataclasses import replace
from typing import Final

from contracts.errors import Problem, Severity
from contracts.lint.rule import TemplateRule

_LOSS: Final = "Egen regel: ingenting i mallen får försvinna eller ändras utan att någon ser det"
_TAGS: Final = "Egen regel: en tagg som inte går att tolka stoppar dokumentet, så den rättas innan"
_SAFE: Final = "Egen regel: en mall får läsa uppgifter och placera text, ingenting annat"
_WHOLE: Final = "Egen regel: mallen är ett helt Word-dokument, så att dokumenten som görs av den går att öppna"
_READER: Final = "WCAG 2.1, 1.1.1: den som inte ser bilden ska få veta vad den visar"


def _refusal(name: str, title: str, remedy: str, source: str) -> TemplateRule:
    return TemplateRule(name, Severity.ERROR, title, remedy, source)


_AGAIN: Final = "öppna filen i Word och spara den på nytt som Word-dokument (.docx)"
_ALONE: Final = "ge taggen ett eget stycke"
TOO_HARD: Final = _refusal("template-not-examined", "Varje mall går att pröva i sin helhet", _AGAIN, _WHOLE)
REFUSALS: Final = (
    TOO_HARD,
    _refusal("template-missing", "Mallen finns och går att läsa", "kontrollera namnet och var filen ligger", _WHOLE),
    _refusal("template-corrupt", "Filen är ett helt Word-dokument", _AGAIN, _WHOLE),
    _refusal("template-encrypted", "Mallen är inte skyddad med lösenord", "ta bort lösenordet", _WHOLE),
    _refusal(
        "template-strict", "Mallen är sparad som vanligt Word-dokument", "spara som Word-dokument (.docx)", _WHOLE
    ),
    _refusal("template-too-large", "Mallen är inte orimligt stor", "ta bort stora bilder och inbäddade filer", _SAFE),
    _refusal("template-doctype", "Filens delar läser inga andra filer", _AGAIN, _SAFE),
    _refusal("template-macro", "Mallen har inga makron", "spara den som Word-dokument utan makron (.docx)", _SAFE),
    _refusal("template-outside", "Mallen hämtar ingenting utifrån", "bädda in innehållet i mallen", _SAFE),
    _refusal("template-embedded", "Mallen bäddar inte in andra filer", "kopiera in innehållet i mallen", _SAFE),
    _refusal("template-link", "Länkar i mallen leder till webben eller inom dokumentet", "skriv https://…", _SAFE),
    _refusal("template-field", "Mallens fält läser inga filer och startar inga program", "ta bort fältet", _SAFE),
    _refusal("template-dangerous", "En tagg läser bara uppgifter", "använd bara namn, punkter och filter", _SAFE),
    _refusal("template-statement", "Mallen använder bara if, for och set", "använd if, for och set", _SAFE),
    _refusal("template-syntax", "Varje tagg går att tolka", "jämför med en tagg som fungerar", _TAGS),
    _refusal("template-stray", "Varje tagg börjar och slutar i samma stycke", "skriv hela taggen i ett stycke", _TAGS),
    _refusal("template-block", "Varje villkor och upprepning har sin början och sitt slut", "lägg till taggen", _TAGS),
    _refusal("template-level", "En tagg står där det den omger kan tas bort", _ALONE, _TAGS),
    _refusal("template-crossing", "Ett block börjar och slutar i samma cell", "flytta taggarna", _TAGS),
    _refusal("template-unknown-filter", "Varje filter finns", "kontrollera stavningen", _TAGS),
    _refusal("template-unknown-test", "Varje prov efter ”is” finns", "kontrollera stavningen", _TAGS),
    _refusal("template-text-lost", "Ingen text försvinner med en tagg", _ALONE, _LOSS),
    _refusal("template-tag-unreachable", "Varje tagg står där den fylls i", "flytta taggen till vanlig text", _LOSS),
    _refusal("template-tracked-change", "Inga ändringar är ogranskade", "godta eller avvisa alla ändringar", _LOSS),
    _refusal("template-vanish", "Mallen har ingen dold text", "ta bort texten eller formateringen", _LOSS),
    _refusal("template-strike", "Mallen har ingen överstruken text", "ta bort texten eller formateringen", _LOSS),
    _refusal("template-dstrike", "Mallen har ingen överstruken text", "ta bort texten eller formateringen", _LOSS),
    _refusal("template-character", "Varje tecken går att skriva ut", "byt ut tecknet mot ett vanligt", _LOSS),
    _refusal("template-contents", "Innehållsförteckningen går att göra på nytt", "infoga en ny i Word", _LOSS),
    _refusal("template-footnote", "Varje fotnot finns i filen", "ta bort fotnoten och infoga den på nytt", _LOSS),
    _refusal("template-style", "Formatmallarna som behövs finns i mallen", "lägg till formatmallen i Word", _LOSS),
    _refusal("template-picture-alt", "Varje bild har en alternativtext", "skriv vad bilden visar", _READER),
    _refusal("reference-form", "En hänvisning står ensam i sin tagg", 'skriv {{ ref("namn") }}', _TAGS),
)
_SOURCES: Final = {rule.id: rule.source for rule in REFUSALS}


def explained(problem: Problem) -> Problem:
    """A refusal of the compiler, with why it is one."""
    return problem if problem.source else replace(problem, source=_SOURCES.get(problem.rule, ""))
