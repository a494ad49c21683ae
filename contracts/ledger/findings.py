"""What is wrong or doubtful about a change of signed terms; a place is added by whoever knows the file."""

from dataclasses import dataclass

from contracts.errors import Severity
from contracts.facts.source import Route


@dataclass(frozen=True, slots=True)
class LedgerFinding:
    """One thing that was found."""

    rule: str  #: id, as for rules of the checks
    text: str  #: Swedish
    remedy: str  #: Swedish
    route: Route  #: in partnership.yaml
    severity: Severity = Severity.WARNING
