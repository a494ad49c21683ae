"""Which other form may suit better where a criterion for an IOP is not met. A flag for a lawyer, never a verdict."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from contracts.facts.model.authority import Criterion
from contracts.spelling.dates import datum
from contracts.spelling.names import lista_eller

#: The day on which the sources below were read.
READ: Final = dt.date(2025, 9, 1)


@dataclass(frozen=True, slots=True)
class Form:
    """A form for what a municipality and an organisation do together, or for each other."""

    name: str
    when: str  #: Swedish: when it is used, in a sentence of its own
    source: str  #: Swedish: what that rests on


GRANT: Final = Form(
    "föreningsbidrag",
    "Kommunen stöder det som föreningen själv vill göra, utan att beställa något.",
    "kommunallagen (2017:725) 2 kap. 1 och 3 §§",
)
PROCUREMENT: Final = Form(
    "upphandling",
    "Kommunen betalar någon för att utföra det som kommunen har bestämt.",
    "LOU (2016:1145), direktupphandling under gränsen i 19 a kap. 2 §; enligt HFD 2020 ref. 15 avgör inte namnet på"
    " avtalet om det är ett tjänstekontrakt",
)
RESERVED: Final = Form(
    "reserverad upphandling",
    "Kommunen upphandlar, men bara idéburna organisationer får lämna anbud.",
    "LOU (2016:1145) 19 kap. 25 a §",
)
#: What a criterion is about, by words of its text, and the forms to think of when it is not met.
_BY_WORDS: Final = (
    (r"marknad|konkurrens|företag", (PROCUREMENT, RESERVED)),
    (r"detalj|oberoende|självständig|bestämmer själv", (PROCUREMENT, RESERVED)),
    (r"bidrag(?:en|et)? till förening|föreningsbidrag", (GRANT,)),
    (r"finansier|bidrar|insats", (GRANT, PROCUREMENT, RESERVED)),
    (r"initiativ|förslag", (PROCUREMENT, RESERVED, GRANT)),
    (r"länge|lång|flera år|uthåll|fortsätt", (GRANT, PROCUREMENT)),
)
ALL: Final = (GRANT, PROCUREMENT, RESERVED)


def forms_for(criterion: Criterion) -> tuple[Form, ...]:
    """The forms to think of when this criterion is not met, the likeliest first; all of them when nobody can tell."""
    text = f"{criterion.id} {criterion.text}".casefold()
    return next((forms for words, forms in _BY_WORDS if re.search(words, text)), ALL)


def told(criterion: Criterion, why: str, known: set[str]) -> str:
    """What is told when a criterion is not met or not motivated.

    Args:
        criterion: Which one.
        why: A Swedish sentence that begins it.
        known: Names of the forms that have been explained already; those that are explained now are added.
    """
    forms = forms_for(criterion)
    new = [form for form in forms if form.name not in known]
    known.update(form.name for form in new)
    first = f"{why} Då kan en annan form passa bättre: {lista_eller([form.name for form in forms])}."
    lines = [f"- {form.name}: {form.when} ({form.source})" for form in new]
    if new:
        lines.append(f"Källorna är lästa den {datum(READ)}. Det här är ingen bedömning: låt en jurist pröva saken.")
    return "\n".join([first, *lines])
