"""The part of planned facts that is about decisions and signatures."""

from collections.abc import Iterable, Iterator

from contracts.plan.planned_words import word
from contracts.plan.views import DecisionView, SignatoryView
from contracts.spelling.references import paragraf
from contracts.spelling.wordings import PlannedFact, date_wordings


def decision_facts(path: str, decision: DecisionView) -> Iterator[PlannedFact]:
    """What must stand of a decision."""
    yield word(f"{path}.body", "vem som har beslutat", decision.body)
    if decision.date:
        yield PlannedFact(f"{path}.date", "beslutets dag", date_wordings(decision.date))
    if decision.paragraph:
        yield word(f"{path}.paragraph", "beslutets paragraf", paragraf(decision.paragraph))


def signatory_facts(signatories: Iterable[SignatoryView]) -> Iterator[PlannedFact]:
    """What must stand of those who sign."""
    for index, signatory in enumerate(signatories):
        who = signatory.name or signatory.party
        yield word(f"signatories.{index}.party", "en part som skriver under", signatory.party)
        if signatory.name:
            yield word(f"signatories.{index}.name", "en undertecknare", signatory.name)
        if signatory.title:
            yield word(f"signatories.{index}.title", f"titeln för {who}", signatory.title)
        if signatory.basis:
            yield word(f"signatories.{index}.authority_basis", f"behörigheten för {who}", signatory.basis)
