"""The day on which an agreement begins to hold, against the signing, the documents and the decision behind it."""

import datetime as dt
from collections.abc import Iterator

from contracts.checks.fields import SIGNING_DAYS
from contracts.checks.rule import Finding, Rule, Subject
from contracts.checks.signing import UNSIGNED, signed_on
from contracts.errors import Severity, Stage
from contracts.facts.model.decision import DecisionKind
from contracts.facts.model.party import AuthorityBasisKind
from contracts.facts.source import Route

RETROACTIVE = "Lärdom: avtal har börjat gälla innan de var undertecknade och innan nämnden kände till dem"


def _start_before_signing(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    start, signed = facts.term.start, signed_on(facts)
    if start is None:
        return
    if signed is not None and start < signed:
        text = f"avtalet börjar gälla {start} men undertecknades först {signed}"
        yield Finding(("term", "start"), text, also=(("signing", "signed_on"),))
    elif signed is None and facts.status in UNSIGNED and start < subject.today:
        yield Finding(("term", "start"), f"avtalet börjar gälla {start} men är ännu inte undertecknat")


def _start_before_document(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    documents: list[tuple[Route, str, dt.date | None]] = [
        (("referred_documents", at, "dated"), found.title, found.dated)
        for at, found in enumerate(facts.referred_documents)
    ]
    documents += [(("annexes", at, "dated"), annex.title, annex.dated) for at, annex in enumerate(facts.annexes)]
    for route, title, dated in documents:
        joined_later = route[0] == "annexes" and facts.annexes[int(route[1])].party is not None
        if dated is None or facts.term.start is None or dated <= facts.term.start or joined_later:
            continue
        text = f"avtalet börjar gälla {facts.term.start}, men ”{title}” som det vilar på är daterat {dated}"
        yield Finding(route, text, also=(("term", "start"),))


def _start_before_decision(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    for at, decision in enumerate(facts.decisions):
        if decision.date is None or facts.term.start is None or decision.date <= facts.term.start:
            continue
        unit = subject.authority.authority.unit(decision.body)
        done = "beslutade" if decision.kind is DecisionKind.DECIDED else "informerades"
        yield Finding(
            ("decisions", at, "date"),
            f"{unit.name if unit else decision.body} {done} {decision.date}, efter att avtalet börjat gälla"
            f" {facts.term.start}",
            also=(("term", "start"),),
        )


def _decision_missing(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    decided = [found for found in facts.decisions if found.kind is DecisionKind.DECIDED or found.delegation is not None]
    delegated = any(
        signatory.party == subject.authority.id
        and signatory.authority_basis is not None
        and signatory.authority_basis.kind is AuthorityBasisKind.DELEGATION
        for signatory in facts.signatories
    )
    if not decided and not delegated:
        told = "; ärendet har bara lämnats som information" if facts.decisions else ""
        yield Finding(("decisions",), f"varken beslut eller delegation är angivet för avtalet{told}")
    for at, decision in enumerate(facts.decisions):
        if decision in decided and decision.date is None:
            yield Finding(("decisions", at), "beslutet saknar datum", "ange date för beslutet")


#: Rules for every partnership.
RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "start-before-signing",
        Severity.WARNING,
        "Ett avtal börjar inte gälla innan det är undertecknat.",
        "flytta fram första dagen, eller skriv varför avtalet gäller bakåt i tiden",
        RETROACTIVE,
        _start_before_signing,
        fields=("term.start", "status", *SIGNING_DAYS),
        stage=Stage.SIGNING,
    ),
    Rule(
        "start-before-document",
        Severity.WARNING,
        "De dokument som avtalet vilar på fanns när det började gälla.",
        "kontrollera dokumentets dag, eller flytta fram första dagen",
        RETROACTIVE,
        _start_before_document,
        fields=("term.start", "referred_documents.dated", "annexes.dated", "annexes.party"),
    ),
    Rule(
        "start-before-decision",
        Severity.WARNING,
        "Nämnden har beslutat eller informerats innan avtalet börjar gälla.",
        "flytta fram första dagen, eller ta upp i ärendet att avtalet redan gäller",
        RETROACTIVE,
        _start_before_decision,
        fields=("term.start", "decisions.date"),
        stage=Stage.SIGNING,
    ),
)

#: Rules for agreements that are made here.
AGREEMENT_RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "decision-missing",
        Severity.WARNING,
        "Ett behörigt beslut ligger bakom avtalet.",
        "lägg till beslutet i decisions, eller delegationen som undertecknarens behörighet",
        "Kommunallagen (2017:725) 6 kap. 37–38 §§ och 7 kap. 5–6 §§, läst 2025-09-01",
        _decision_missing,
        fields=("decisions.kind", "decisions.date", "decisions.delegation", "signatories.authority_basis.kind"),
        stage=Stage.SIGNING,
    ),
)
