"""What goes along with a template unseen: figures behind charts, and panes of add-ins.

What fetches or runs something (macros, embedded objects, linked pictures and texts, fields that reach out, odd
addresses) is refused when the template is compiled, and told from there.
"""

import re
from collections.abc import Iterator
from typing import Final

from contracts.errors import Place, Problem, Severity
from contracts.lint.rule import Find, LintSubject, TemplateRule
from contracts.word.relationships import read_relationships

WORKBOOK: Final = TemplateRule(
    "safety-workbook",
    Severity.WARNING,
    "En hel arbetsbok följer med ett diagram",
    "klistra in diagrammet som bild med alternativtext, eller kontrollera att arbetsboken bara har diagrammets siffror",
    "Den som får dokumentet kan öppna arbetsboken och läsa allt i den, också det som inte syns i diagrammet",
)
ADD_IN: Final = TemplateRule(
    "safety-add-in",
    Severity.WARNING,
    "Mallen öppnar ett tilläggsprogram i Word",
    "stäng tilläggets fönster och spara mallen på nytt",
    "Tillägg hämtas från en server när filen öppnas; programmet tar bort dem ur dokumenten som görs med mallen",
)
RULES: Final = (WORKBOOK, ADD_IN)

_CHARTS: Final = re.compile(r"(?:^|/)charts/_rels/")


def unseen_company(subject: LintSubject) -> Iterator[Problem]:
    """Workbooks behind charts, and panes of add-ins."""
    for name, data in subject.package.members.items():
        if not name.endswith(".rels"):
            continue
        kinds = [(one.type.rpartition("/")[2], one.target) for one in read_relationships(data) if not one.external]
        for kind, target in kinds:
            if kind == "package" and _CHARTS.search(name):
                place = Place(subject.shown_as, part=target)
                yield WORKBOOK.problem(place, f"arbetsboken ”{target.rpartition('/')[2]}” följer med ett diagram")
            elif kind == "webextensiontaskpanes":
                yield ADD_IN.problem(subject.body.place, "mallen öppnar ett tilläggsprogram")


FINDS: Final[tuple[Find, ...]] = (unseen_company,)
