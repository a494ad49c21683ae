"""What has been signed: is it as it was filed, and is everything known that stands behind a change of it?"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from contracts.checks.rule import OWN_RULE, Finding, Rule, Subject
from contracts.checks.signing import UNSIGNED
from contracts.errors import Place, Severity, Stage
from contracts.ledger.findings import SEVERITIES
from contracts.ledger.leaving import ends_all, notices_in_effect
from contracts.ledger.revisions import RevisionKind
from contracts.ledger.separate import terms_of
from contracts.spelling.dates import datum

KEPT: Final = "Egen regel: det som har undertecknats ändras aldrig; det som ska ändras görs som ett nytt dokument"
CLAUSES: Final = "Egen regel: en ändring görs så som det undertecknade avtalet säger"


def _faults(rule: str) -> Callable[[Subject], Iterator[Finding]]:
    """What is wrong with the files of signed/, of one kind."""

    def find(subject: Subject) -> Iterator[Finding]:
        for fault in subject.ledger_faults:
            if fault.rule == rule:
                yield Finding((), fault.text, fault.remedy, line=Place(fault.file))

    return find


def _changes(rule: str) -> Callable[[Subject], Iterator[Finding]]:
    """What is wrong with the change that the data makes, of one kind."""

    def find(subject: Subject) -> Iterator[Finding]:
        for finding in subject.change_findings:
            if finding.rule == rule:
                yield Finding(finding.route, finding.text, finding.remedy)

    return find


def _status_behind(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    agreements = [one for one in subject.ledger.series() if one.record.kind is RevisionKind.AGREEMENT]
    if agreements and facts.status in UNSIGNED:
        first = agreements[0].record
        text = f"läget är {facts.status.value}, men avtalet är filat som undertecknat den {datum(first.date)}"
        yield Finding(("status",), text, also=(Place(agreements[0].shown_as),))


def _date_differs(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    first = next(iter(subject.ledger.series()), None)
    stated = facts.signing.signed_on
    if first is not None and stated is not None and stated != first.record.date:
        told, filed = datum(stated), datum(first.record.date)
        text = f"avtalet anges som undertecknat den {told}, men det filade undertecknades den {filed}"
        yield Finding(("signing", "signed_on"), text, also=(Place(first.shown_as),))


def _party_until_its_last_day(subject: Subject) -> Iterator[Finding]:
    """The data names a party as long as it is one; a change that holds from a later day may leave it out before."""
    named = frozenset(subject.party_ids)
    for series in subject.ledger.agreements:
        signed = subject.ledger.series(series)
        for notice in notices_in_effect(signed):
            who, last = subject.name_of(notice.by), datum(notice.last_day)
            if ends_all(terms_of(signed[-1].terms, series), notice.by, notice.last_day):
                continue
            if notice.by in named and notice.last_day < subject.today:
                yield Finding(("parties",), f"{who} sade upp avtalet och var part till den {last}, men står kvar")
            elif notice.by not in named and subject.today <= notice.last_day and subject.partnership.revision is None:
                text = f"{who} har sagt upp avtalet och är part till den {last}, men står inte bland parterna"
                yield Finding(("parties",), text, "låt parten stå kvar till dess")


def _nothing_to_change(subject: Subject) -> Iterator[Finding]:
    if subject.folder.signed.files:
        return
    for field, given in (("revision", subject.partnership.revision), ("ending", subject.partnership.ending)):
        if given is not None:
            yield Finding((field,), f"{field} är ifylld, men inget undertecknat avtal är filat")


_RESTORE: Final = "hämta filen ur en säkerhetskopia"

#: The rule on each finding about the files of signed/: its title, and what to do.
_FILES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "signed-unreadable": ("Varje akt i signed/ går att läsa.", _RESTORE),
        "signed-changed": ("Filade dokument och akter är som de filades.", _RESTORE),
        "signed-gap": ("Filade dokument är numrerade utan luckor, i par.", _RESTORE),
        "signed-missing": ("Allt som har filats finns kvar.", _RESTORE),
        "signed-uncounted": ("Allt som har filats är räknat.", "rätta signing.filed"),
        "signed-base": ("Varje ändring bygger på det som undertecknades före.", _RESTORE),
        "signed-order": ("Ändringar är undertecknade efter det som de ändrar.", "kontrollera dagarna"),
        "signed-late": (
            "Förlängningar och uppsägningar är undertecknade i tid.",
            "låt en jurist bedöma vad som gäller",
        ),
        "signed-before-decision": (
            "Det som undertecknas är beslutat.",
            "låt en jurist bedöma vad som gäller",
        ),
        "signed-terms": ("Undertecknade villkor går att läsa med dagens modell.", _RESTORE),
        "signed-stray": ("I signed/ ligger bara det som programmet har filat.", "flytta filen"),
    }
)

#: The rule on each finding about a change of signed terms: its title, what to do, and where it points.
_CHANGES: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        "change-in-register": ("En ändring av det undertecknade görs.", "ta bort register_only", "register_only"),
        "revision-missing": ("En ändring har skäl, beslut och dag.", "fyll i revision", "revision"),
        "revision-incomplete": ("En ändring har skäl, beslut och dag.", "fyll i fälten", "revision"),
        "revision-unused": ("revision hör till en ändring.", "ta bort revision", "revision"),
        "revision-order": ("En ändring gäller efter det som den ändrar.", "rätta dagen", "revision.effective"),
        "revision-retroactive": ("En ändring beslutas innan den gäller.", "flytta dagen", "revision.effective"),
        "revision-before-decision": ("Det som en ändring stöder sig på är beslutat.", "rätta dagen", "revision.date"),
        "revision-gap": ("En förlängning tar vid när avtalstiden går ut.", "rätta dagen", "revision.effective"),
        "revision-after-end": ("En ändring gäller medan avtalet gör det.", "rätta dagen", "revision.effective"),
        "revision-party-left": ("En ändring binder dem som är parter.", "rätta dagen", "revision.effective"),
        "extension-lapsed": ("Det som förlängs gäller ännu.", "slut ett nytt avtal", "term"),
        "accession-unforeseen": ("Avtalet tar emot nya parter.", "låt alla underteckna", "parties"),
        "exit-leaves-one-side": ("Båda sidor finns kvar.", "säg upp avtalet", "parties"),
        "ending-party": ("Den som säger upp är part.", "rätta id", "ending.by"),
        "ending-unfounded": ("En uppsägning har stöd i avtalet.", "ange grunden", "ending"),
        "ending-incomplete": ("En uppsägning har grund och dagar.", "fyll i fälten", "ending"),
        "ending-too-early": ("Rättelse och dialog kommer före uppsägning.", "rätta dagarna", "ending"),
        "ending-outside-term": ("En uppsägning lämnas medan avtalet gäller.", "rätta dagen", "ending.given_on"),
        "ending-with-changes": ("En uppsägning ändrar inga villkor.", "ta bort det ena", "ending"),
    }
)


def _stage(name: str) -> Stage:
    """A draft of a change can be read before everything behind it is known."""
    return Stage.SIGNING if name.endswith(("-missing", "-incomplete")) else Stage.DRAFTING


#: Rules for every partnership.
RULES: tuple[Rule[Subject], ...] = (
    *(
        Rule(name, SEVERITIES[name], title, remedy, KEPT, _faults(name), fields=("status",))
        for name, (title, remedy) in _FILES.items()
    ),
    *(
        Rule(name, SEVERITIES[name], title, remedy, CLAUSES, _changes(name), fields=(field,), stage=_stage(name))
        for name, (title, remedy, field) in _CHANGES.items()
    ),
    Rule(
        "signed-status",
        Severity.WARNING,
        "Läget stämmer med det som är filat.",
        "ange status: signed, eller active när avtalstiden har börjat",
        OWN_RULE,
        _status_behind,
        fields=("status",),
    ),
    Rule(
        "signed-date-differs",
        Severity.WARNING,
        "Dagen för undertecknandet är det filade avtalets.",
        "rätta signing.signed_on",
        OWN_RULE,
        _date_differs,
        fields=("signing.signed_on",),
    ),
    Rule(
        "notice-party-stays",
        Severity.WARNING,
        "Den som har sagt upp avtalet är part till sin sista dag.",
        "ta bort parten ur parties, med dess åtaganden, pengar och undertecknare",
        OWN_RULE,
        _party_until_its_last_day,
        fields=("parties",),
    ),
    Rule(
        "revision-without-agreement",
        Severity.WARNING,
        "Det som ändras eller sägs upp är undertecknat och filat.",
        "fila det undertecknade avtalet med contracts file, eller ta bort raderna",
        OWN_RULE,
        _nothing_to_change,
        fields=("revision", "ending"),
    ),
)
