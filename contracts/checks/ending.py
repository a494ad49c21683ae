"""How a party gets out, and what happens to money that was not used as agreed."""

from collections.abc import Iterator

from contracts.checks.rule import Finding, Rule, Subject
from contracts.errors import Severity
from contracts.spelling.names import lista


def _ordinary_exit_missing(subject: Subject) -> Iterator[Finding]:
    termination = subject.partnership.termination
    if termination is not None and termination.grounds and termination.ordinary_notice_months is None:
        yield Finding(("termination", "grounds"), "avtalet kan bara sägas upp av särskilda skäl")


def _repayment_vague(subject: Subject) -> Iterator[Finding]:
    repayment = subject.partnership.repayment
    if repayment is None or not repayment.required:
        return
    missing = []
    if repayment.deadline_days is None:
        missing.append("inom vilken tid")
    if repayment.procedure is None:
        missing += ["med vilket belopp", "i vilken ordning"]
    if missing:
        yield Finding(
            ("repayment", "required"), f"återbetalning kan krävas, men det står inte {lista(missing)} det ska ske"
        )


RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "ordinary-exit-missing",
        Severity.WARNING,
        "En part kan lämna partnerskapet utan särskilda skäl.",
        "ange ordinary_notice_months, om parterna vill ha en sådan möjlighet",
        "Lärdom: den som inte kan säga upp utan skäl är bunden hela avtalstiden",
        _ordinary_exit_missing,
        fields=("termination.grounds", "termination.ordinary_notice_months"),
    ),
    Rule(
        "repayment-vague",
        Severity.WARNING,
        "Ett villkor om återbetalning säger hur mycket, när och hur.",
        "ange deadline_days och procedure",
        "Lärdom: krav på återbetalning utan belopp, tid och ordning går inte att genomföra",
        _repayment_vague,
        fields=("repayment.required", "repayment.deadline_days", "repayment.procedure"),
    ),
)
