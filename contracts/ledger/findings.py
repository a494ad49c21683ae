"""What is wrong or doubtful about signed terms, or about a change of them; a place is added by who knows the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from contracts.errors import Place, Problem, Severity
from contracts.facts.source import Route

_E, _W = Severity.ERROR, Severity.WARNING
#: How much each finding of this room weighs, by its rule.
SEVERITIES: Final[Mapping[str, Severity]] = MappingProxyType(
    {
        "signed-unreadable": _E,
        "signed-changed": _E,
        "signed-gap": _E,
        "signed-missing": _E,
        "signed-uncounted": _W,
        "signed-base": _E,
        "signed-order": _W,
        "signed-late": _W,
        "signed-before-decision": _W,
        "signed-terms": _W,
        "signed-stray": _W,
        "change-in-register": _W,
        "revision-missing": _W,
        "revision-incomplete": _W,
        "revision-unused": _W,
        "revision-order": _E,
        "revision-retroactive": _W,
        "revision-before-decision": _W,
        "revision-gap": _W,
        "revision-after-end": _W,
        "revision-party-left": _E,
        "extension-lapsed": _W,
        "accession-unforeseen": _W,
        "exit-leaves-one-side": _W,
        "ending-party": _E,
        "ending-unfounded": _E,
        "ending-incomplete": _W,
        "ending-too-early": _E,
        "ending-outside-term": _E,
        "ending-with-changes": _E,
    }
)


@dataclass(frozen=True, slots=True)
class LedgerFinding:
    """One thing that was found about a change of signed terms."""

    rule: str
    text: str  #: Swedish
    remedy: str  #: Swedish
    route: Route  #: in partnership.yaml

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return SEVERITIES[self.rule]


@dataclass(frozen=True, slots=True)
class LedgerFault:
    """One thing that is wrong with what has been filed."""

    rule: str
    text: str  #: Swedish
    remedy: str  #: Swedish
    file: str  #: as shown to people

    @property
    def problem(self) -> Problem:
        """The same for those who have no rules of their own."""
        return Problem(self.rule, self.text, Place(self.file), self.remedy, SEVERITIES[self.rule])
