"""Warnings that the data accepts, with a reason; and what is wrong with the acceptances themselves."""

from collections.abc import Iterator, Mapping

from contracts.checks.rule import OWN_RULE, guess
from contracts.errors import Place, Problem, Severity
from contracts.facts.model.partnership import Acknowledgement
from contracts.facts.source import Source


def weighed(problem: Problem, acknowledged: tuple[Acknowledgement, ...]) -> Problem:
    """The problem, acknowledged when it is a warning that the data accepts."""
    if problem.severity is not Severity.WARNING:
        return problem
    meant = [known for known in acknowledged if _is_about(known, problem)]
    # What is said of this very finding is a better reason than what is said of the whole rule.
    meant.sort(key=lambda known: known.about is None)
    return problem.with_severity(Severity.ACKNOWLEDGED, meant[0].reason) if meant else problem


def faults(
    acknowledged: tuple[Acknowledgement, ...],
    found: tuple[Problem, ...],
    source: Source,
    severities: Mapping[str, Severity],
) -> Iterator[Problem]:
    """What is wrong with the acknowledgements of one file.

    Args:
        acknowledged: What the file accepts.
        found: What the rules found there.
        source: The file.
        severities: Of every rule that can find something there, by its id.
    """
    for at, known in enumerate(acknowledged):
        place = source.place(("acknowledged", at, "rule"))
        if severities.get(known.rule) is Severity.ERROR:
            yield Problem(
                "acknowledgement-of-error",
                f"”{known.rule}” är ett fel och går inte att godta",
                place,
                "rätta felet och ta bort raderna",
                source=OWN_RULE,
            )
        elif not any(problem.rule == known.rule for problem in found):
            warnings = [rule for rule, severity in severities.items() if severity is Severity.WARNING]
            remedy = "ta bort raderna" if known.rule in warnings else guess(known.rule, warnings)
            yield _unused(f"ingen varning har regel-id ”{known.rule}”", place, remedy)
        elif not any(_is_about(known, problem) for problem in found):
            yield _unused(
                f"ingen varning från ”{known.rule}” innehåller ”{known.about}”",
                source.place(("acknowledged", at, "about")),
                "skriv av en del av varningens text, eller ta bort raderna",
            )


def _is_about(known: Acknowledgement, problem: Problem) -> bool:
    """Whether the acknowledgement means this finding. Spaces count alike: findings have no-break spaces in amounts."""
    if known.rule != problem.rule:
        return False
    return known.about is None or " ".join(known.about.split()) in " ".join(problem.text.split())


def _unused(text: str, place: Place, remedy: str) -> Problem:
    return Problem("acknowledgement-unused", text, place, remedy, Severity.WARNING, OWN_RULE)
