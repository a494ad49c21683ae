"""Who signs, on what authority, when, and what the agreement then rests on."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from contracts.checks.rule import OWN_RULE, Finding, Rule, Subject
from contracts.errors import Severity
from contracts.facts.model.partnership import DecisionKind, Partnership, Status
from contracts.facts.model.party import AuthorityBasisKind, Signatory
from contracts.facts.source import Route
from contracts.spelling.names import lista

#: Statuses in which the parties have signed.
SIGNED = (Status.SIGNED, Status.ACTIVE, Status.EXTENDED)
#: Statuses in which they have not signed yet.
UNSIGNED = (Status.DRAFT, Status.NEGOTIATING, Status.DECIDED)

RETROACTIVE = "Lärdom: avtal har börjat gälla innan de var undertecknade och innan nämnden kände till dem"
AUDIT = "Lärdom (PwC:s granskning i Trelleborg 2014): granskare frågar om avtalet är undertecknat av behörig person"


def _signed_on(facts: Partnership) -> dt.date | None:
    """The day when the last party signed; None while that is not known of all."""
    if facts.signing.signed_on is not None:
        return facts.signing.signed_on
    days = [signatory.signed_on for signatory in facts.signatories]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _signatory_missing(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    signing = {signatory.party for signatory in facts.signatories}
    for at, party in enumerate(facts.parties):
        if party.left_on is None and party.organisation not in signing:
            name = subject.name_of(party.organisation)
            yield Finding(("parties", at, "organisation"), f"ingen skriver under för {name}", also=(("signatories",),))


def _signatory_repeated(subject: Subject) -> Iterator[Finding]:
    signatories = subject.partnership.signatories
    counted = Counter((signatory.party, signatory.name) for signatory in signatories)
    for (party, name), count in counted.items():
        if count > 1:
            places = [at for at, found in enumerate(signatories) if (found.party, found.name) == (party, name)]
            first: Route = ("signatories", places[0], "name")
            yield Finding(
                ("signatories", places[-1], "name"),
                f"{name} skriver under {count} gånger för {subject.name_of(party)}",
                also=(first,),
            )


def _signatory_of_two(subject: Subject) -> Iterator[Finding]:
    signatories = subject.partnership.signatories
    for at, signatory in enumerate(signatories):
        earlier = {found.party: position for position, found in enumerate(signatories[:at]) if _same(found, signatory)}
        if signatory.party in earlier or not earlier:
            continue
        names = [subject.name_of(party) for party in (*earlier, signatory.party)]
        yield Finding(
            ("signatories", at, "name"),
            f"{signatory.name} skriver under för {lista(names)}",
            also=tuple(("signatories", position, "name") for position in earlier.values()),
        )


def _same(one: Signatory, other: Signatory) -> bool:
    return one.name.casefold() == other.name.casefold()


def _party_has_left(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    left = {party.organisation: (at, party.left_on) for at, party in enumerate(facts.parties)}
    for at, signatory in enumerate(facts.signatories):
        position, left_on = left.get(signatory.party, (0, None))
        # Who signed while the party was still there stays in the facts: signed is never changed.
        day = signatory.signed_on or facts.signing.signed_on or facts.document_date or subject.today
        if left_on is not None and left_on <= day:
            yield Finding(
                ("signatories", at, "party"),
                f"{signatory.name} skriver under för {subject.name_of(signatory.party)}, som lämnade partnerskapet"
                f" {left_on}",
                also=(("parties", position, "left_on"),),
            )


def _basis_missing(subject: Subject) -> Iterator[Finding]:
    without = [
        (at, signatory.name)
        for at, signatory in enumerate(subject.partnership.signatories)
        if signatory.authority_basis is None
    ]
    if without:
        yield Finding(
            ("signatories", without[0][0], "party"),
            f"behörigheten att skriva under är inte angiven för {lista([name for _, name in without])}",
            also=tuple(("signatories", at, "name") for at, _ in without[1:]),
        )


def _date_missing(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    if facts.status in SIGNED and _signed_on(facts) is None:
        yield Finding(("status",), f"läget är {facts.status.value}, men dagen för undertecknandet saknas")


def _dates_differ(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    stated = facts.signing.signed_on
    days = [signatory.signed_on for signatory in facts.signatories if signatory.signed_on is not None]
    if stated is None or not days:
        return
    last = max(days)
    if last > stated or (len(days) == len(facts.signatories) and last != stated):
        at = next(at for at, signatory in enumerate(facts.signatories) if signatory.signed_on == last)
        yield Finding(
            ("signing", "signed_on"),
            f"avtalet anges som undertecknat {stated}, men den sista undertecknaren skrev under {last}",
            also=(("signatories", at, "signed_on"),),
        )


def _status_behind(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    day = _signed_on(facts)
    if facts.status in UNSIGNED and day is not None:
        yield Finding(("status",), f"läget är {facts.status.value}, men avtalet undertecknades {day}")
    elif day is not None and day > subject.today:
        yield Finding(("signing", "signed_on"), f"dagen för undertecknandet, {day}, har inte varit")


def _start_before_signing(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    start, signed = facts.term.start, _signed_on(facts)
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


RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "signatory-missing",
        Severity.ERROR,
        "Varje part har någon som skriver under.",
        "lägg till undertecknaren i signatories",
        "Lärdom: ett avtal med elva parter hade plats för en enda underskrift",
        _signatory_missing,
    ),
    Rule(
        "signatory-repeated",
        Severity.ERROR,
        "Samma person skriver under en gång för en part.",
        "ta bort den ena; flera personer får skriva under för samma part",
        OWN_RULE,
        _signatory_repeated,
    ),
    Rule(
        "signatory-of-two",
        Severity.WARNING,
        "En person skriver under för en part.",
        "kontrollera namnet och parten; får samma person företräda båda, godta varningen med skälet",
        "Bruk: den som skriver under för båda sidor av ett avtal kan vara jävig",
        _signatory_of_two,
    ),
    Rule(
        "signatory-of-party-that-left",
        Severity.ERROR,
        "Bara den som är part skriver under.",
        "ta bort undertecknaren, eller rätta partens left_on",
        OWN_RULE,
        _party_has_left,
    ),
    Rule(
        "authority-basis-missing",
        Severity.WARNING,
        "För varje undertecknare är det angivet vad som ger rätt att skriva under.",
        "ange authority_basis: firmatecknare, delegation eller fullmakt, med hänvisning",
        AUDIT,
        _basis_missing,
    ),
    Rule(
        "signing-date-missing",
        Severity.ERROR,
        "Ett undertecknat avtal har en dag för undertecknandet.",
        "ange signing.signed_on, eller ändra status",
        OWN_RULE,
        _date_missing,
    ),
    Rule(
        "signing-dates-differ",
        Severity.ERROR,
        "Dagen för undertecknandet är den dag då den sista skrev under.",
        "rätta den dag som är fel, eller ta bort signing.signed_on",
        OWN_RULE,
        _dates_differ,
    ),
    Rule(
        "status-behind",
        Severity.WARNING,
        "Läget stämmer med dagen för undertecknandet.",
        "ändra status eller dagen",
        OWN_RULE,
        _status_behind,
    ),
    Rule(
        "start-before-signing",
        Severity.WARNING,
        "Ett avtal börjar inte gälla innan det är undertecknat.",
        "flytta fram första dagen, eller skriv varför avtalet gäller bakåt i tiden",
        RETROACTIVE,
        _start_before_signing,
    ),
    Rule(
        "start-before-document",
        Severity.WARNING,
        "De dokument som avtalet vilar på fanns när det började gälla.",
        "kontrollera dokumentets dag, eller flytta fram första dagen",
        RETROACTIVE,
        _start_before_document,
    ),
    Rule(
        "start-before-decision",
        Severity.WARNING,
        "Nämnden har beslutat eller informerats innan avtalet börjar gälla.",
        "flytta fram första dagen, eller ta upp i ärendet att avtalet redan gäller",
        RETROACTIVE,
        _start_before_decision,
    ),
    Rule(
        "decision-missing",
        Severity.WARNING,
        "Ett behörigt beslut ligger bakom avtalet.",
        "lägg till beslutet i decisions, eller delegationen som undertecknarens behörighet",
        "Kommunallagen (2017:725) 6 kap. 37–38 §§ och 7 kap. 5–6 §§, läst 2025-09-01",
        _decision_missing,
    ),
)
