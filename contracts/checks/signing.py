"""Who signs, on what authority, and when."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from contracts.checks.fields import SIGNING_DAYS
from contracts.checks.rule import OWN_RULE, Finding, Rule, Subject
from contracts.errors import Severity, Stage
from contracts.facts.model.partnership import Partnership, Status
from contracts.facts.model.party import Signatory
from contracts.facts.source import Route
from contracts.spelling.names import bokstavsordning, lista

#: Statuses in which the parties have signed.
SIGNED = (Status.SIGNED, Status.ACTIVE, Status.EXTENDED)
#: Statuses in which they have not signed yet.
UNSIGNED = (Status.DRAFT, Status.NEGOTIATING, Status.DECIDED)

AUDIT = "Lärdom (PwC:s granskning i Trelleborg 2014): granskare frågar om avtalet är undertecknat av behörig person"


def signed_on(facts: Partnership) -> dt.date | None:
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
        # Who signs for an id that is nobody's can be told when `party-unknown` has been mended.
        is_known = subject.organisation_of(party.organisation) is not None
        if is_known and party.left_on is None and party.organisation not in signing:
            name = subject.name_of(party.organisation)
            yield Finding(("parties", at, "organisation"), f"ingen skriver under för {name}", also=(("signatories",),))


def _signatory_repeated(subject: Subject) -> Iterator[Finding]:
    signatories = subject.partnership.signatories
    counted = Counter((signatory.party, signatory.name) for signatory in signatories if signatory.name is not None)
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
    """Whether they are one person; of those whose names are not known, nobody can tell."""
    return one.name is not None and other.name is not None and one.name.casefold() == other.name.casefold()


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
                f"{signatory.name or 'någon'} skriver under för {subject.name_of(signatory.party)}, som lämnade"
                f" partnerskapet {left_on}",
                also=(("parties", position, "left_on"),),
            )


def _basis_missing(subject: Subject) -> Iterator[Finding]:
    without = [
        (at, signatory.name)
        for at, signatory in enumerate(subject.partnership.signatories)
        # Of somebody unknown it can't be known either: that is the rule signatory-unknown.
        if signatory.authority_basis is None and signatory.name is not None
    ]
    if without:
        yield Finding(
            ("signatories", without[0][0], "party"),
            f"behörigheten att skriva under är inte angiven för {lista([name for _, name in without])}",
            also=tuple(("signatories", at, "name") for at, _ in without[1:]),
        )


def _signatory_unknown(subject: Subject) -> Iterator[Finding]:
    unknown = [
        (at, signatory.party)
        for at, signatory in enumerate(subject.partnership.signatories)
        if signatory.name is None or signatory.title is None
    ]
    if unknown:
        parties = dict.fromkeys(subject.name_of(party) for _, party in unknown)
        yield Finding(
            ("signatories", unknown[0][0], "party"),
            f"namn eller titel saknas på den som skriver under för {lista(bokstavsordning(list(parties)))}",
            also=tuple(("signatories", at, "party") for at, _ in unknown[1:]),
        )


def _date_missing(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    if facts.status in SIGNED and signed_on(facts) is None:
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
    day = signed_on(facts)
    if facts.status in UNSIGNED and day is not None:
        yield Finding(("status",), f"läget är {facts.status.value}, men avtalet undertecknades {day}")
    elif day is not None and day > subject.today:
        yield Finding(("signing", "signed_on"), f"dagen för undertecknandet, {day}, har inte varit")


#: Rules for every partnership.
RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "signatory-repeated",
        Severity.ERROR,
        "Samma person skriver under en gång för en part.",
        "ta bort den ena; flera personer får skriva under för samma part",
        OWN_RULE,
        _signatory_repeated,
        fields=("signatories.name", "signatories.party"),
    ),
    Rule(
        "signatory-of-two",
        Severity.WARNING,
        "En person skriver under för en part.",
        "kontrollera namnet och parten; får samma person företräda båda, godta varningen med skälet",
        "Bruk: den som skriver under för båda sidor av ett avtal kan vara jävig",
        _signatory_of_two,
        fields=("signatories.name", "signatories.party"),
        stage=Stage.SIGNING,
    ),
    Rule(
        "signatory-of-party-that-left",
        Severity.ERROR,
        "Bara den som är part skriver under.",
        "ta bort undertecknaren, eller rätta partens left_on",
        OWN_RULE,
        _party_has_left,
        fields=("signatories.party", "parties.left_on", "document_date", *SIGNING_DAYS),
    ),
    Rule(
        "signing-dates-differ",
        Severity.ERROR,
        "Dagen för undertecknandet är den dag då den sista skrev under.",
        "rätta den dag som är fel, eller ta bort signing.signed_on",
        OWN_RULE,
        _dates_differ,
        fields=SIGNING_DAYS,
    ),
    Rule(
        "status-behind",
        Severity.WARNING,
        "Läget stämmer med dagen för undertecknandet.",
        "ändra status eller dagen",
        OWN_RULE,
        _status_behind,
        fields=("status", *SIGNING_DAYS),
        stage=Stage.SIGNING,
    ),
)

#: Rules for agreements that are made here.
AGREEMENT_RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "signatory-missing",
        Severity.ERROR,
        "Varje part har någon som skriver under.",
        "lägg till undertecknaren i signatories",
        "Lärdom: ett avtal med elva parter hade plats för en enda underskrift",
        _signatory_missing,
        fields=("signatories.party", "parties.organisation", "parties.left_on"),
        stage=Stage.SIGNING,
    ),
    Rule(
        "authority-basis-missing",
        Severity.WARNING,
        "För varje undertecknare är det angivet vad som ger rätt att skriva under.",
        "ange authority_basis: firmatecknare, delegation eller fullmakt, med hänvisning",
        AUDIT,
        _basis_missing,
        fields=("signatories.authority_basis", "signatories.party", "signatories.name"),
        stage=Stage.SIGNING,
    ),
    Rule(
        "signing-date-missing",
        Severity.ERROR,
        "Ett undertecknat avtal har en dag för undertecknandet.",
        "ange signing.signed_on, eller ändra status",
        OWN_RULE,
        _date_missing,
        fields=("status", *SIGNING_DAYS),
        stage=Stage.SIGNING,
    ),
    Rule(
        "signatory-unknown",
        Severity.WARNING,
        "Den som skriver under är känd till namn och titel.",
        "fyll i name och title, eller godta varningen om de skrivs för hand vid underskriften",
        AUDIT,
        _signatory_unknown,
        fields=("signatories.name", "signatories.title", "signatories.party"),
        stage=Stage.SIGNING,
    ),
)
