"""Every id that one field mentions is defined by another: parties, units, bodies, criteria, documents, annexes."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath

from contracts.checks.rule import OWN_RULE, Finding, Rule, Subject, guess
from contracts.errors import Severity, Stage
from contracts.facts.clause_places import CLAUSE_PLACES
from contracts.facts.model.partnership import Partnership
from contracts.facts.source import Route

#: An id and where it is mentioned; None where the field is left out.
Mention = tuple[Route, str | None]

#: Folders within a partnership's folder, and the file.
_DEEPEST = 8


def _dead(mentions: Iterable[Mention], known: Iterable[str], text: str) -> Iterator[Finding]:
    """A finding for each mention of what is not known; `text` holds {} for the id."""
    names = tuple(known)
    for route, mentioned in mentions:
        if mentioned is not None and mentioned not in names:
            yield Finding(route, text.format(mentioned), guess(mentioned, names))


def _party_unknown(subject: Subject) -> Iterator[Finding]:
    mentions = [
        (("parties", at, "organisation"), party)
        for at, party in enumerate(subject.party_ids)
        if subject.organisation_of(party) is None
    ]
    known = [one.id for one in subject.authority.known_organisations()] if mentions else []
    return _dead(mentions, known, "organisationen ”{}” finns varken i organisations.yaml eller som myndighet")


def _unit_unknown(subject: Subject) -> Iterator[Finding]:
    known = (unit.id for unit in subject.authority.authority.units)
    return _dead(_unit_mentions(subject.partnership), known, "enheten ”{}” finns inte i authority.yaml")


def _unit_mentions(facts: Partnership) -> Iterator[Mention]:
    yield ("deciding_body",), facts.deciding_body
    yield ("responsible_body",), facts.responsible_body
    yield ("signing_body",), facts.signing_body
    for at, decision in enumerate(facts.decisions):
        yield ("decisions", at, "body"), decision.body
    if facts.revision is not None and facts.revision.decision is not None:
        yield ("revision", "decision", "body"), facts.revision.decision.body
    if facts.ending and facts.ending.decision:
        yield ("ending", "decision", "body"), facts.ending.decision.body
    for at, party in enumerate(facts.parties):
        yield ("parties", at, "unit"), party.unit
        yield ("parties", at, "through"), party.through


def _unit_of_another(subject: Subject) -> Iterator[Finding]:
    for at, party in enumerate(subject.partnership.parties):
        if party.organisation == subject.authority.id:
            continue
        for field, unit in (("unit", party.unit), ("through", party.through)):
            if unit is not None:
                name = subject.name_of(party.organisation)
                yield Finding(("parties", at, field), f"{name} har en enhet som hör till den egna myndigheten")


def _party_mention_unknown(subject: Subject) -> Iterator[Finding]:
    return _no_party(_party_mentions(subject.partnership), (), "”{}” är ingen part i partnerskapet", subject)


def _no_party(mentions: Iterable[Mention], others: Iterable[str], text: str, subject: Subject) -> Iterator[Finding]:
    """A finding for each mention of what is no party; only known organisations are proposed.

    Where `parties` misspells an organisation, `party-unknown` says so once: those who spell it right are no problem.

    Args:
        mentions: Ids that are to be of parties.
        others: Ids that will do as well.
        text: What is wrong, with {} for the id.
        subject: The partnership.
    """
    right = (*subject.party_ids, *others)
    proposed = [party for party in subject.party_ids if subject.organisation_of(party) is not None]
    for route, mentioned in mentions:
        if mentioned is not None and mentioned not in right and mentioned not in subject.misspelt_parties:
            yield Finding(route, text.format(mentioned), guess(mentioned, (*proposed, *others)))


def _party_mentions(facts: Partnership) -> Iterator[Mention]:
    yield ("initiator",), facts.initiator
    for at, signatory in enumerate(facts.signatories):
        yield ("signatories", at, "party"), signatory.party
    for at, official in enumerate(facts.officials):
        yield ("officials", at, "party"), official.party
    for at, commitment in enumerate(facts.commitments):
        yield ("commitments", at, "party"), commitment.party
        for position, party in enumerate(commitment.shared_with):
            yield ("commitments", at, "shared_with", position), party
    for at, follow_up in enumerate(facts.follow_ups):
        yield ("follow_ups", at, "responsible_party"), follow_up.responsible_party
    for at, annex in enumerate(facts.annexes):
        yield ("annexes", at, "party"), annex.party
    yield from _economy_parties(facts)


def _economy_parties(facts: Partnership) -> Iterator[Mention]:
    economy = facts.economy
    for at, contribution in enumerate(economy.contributions):
        yield ("economy", "contributions", at, "payee"), contribution.payee
    for at, in_kind in enumerate(economy.in_kind):
        yield ("economy", "in_kind", at, "party"), in_kind.party
    for at, share in enumerate(economy.own_financing):
        yield ("economy", "own_financing", at, "party"), share.party
    for at, financing in enumerate(economy.texts):
        yield ("economy", "texts", at, "party"), financing.party
    if economy.reservation is not None:
        yield ("economy", "reservation", "party"), economy.reservation.party


def _payer_unknown(subject: Subject) -> Iterator[Finding]:
    funders = tuple(funder.id for funder in subject.partnership.economy.external_funders)
    text = "betalaren ”{}” är varken part eller extern finansiär"
    return _no_party(_payer_mentions(subject.partnership), funders, text, subject)


def _payer_mentions(facts: Partnership) -> Iterator[Mention]:
    economy = facts.economy
    for at, contribution in enumerate(economy.contributions):
        yield ("economy", "contributions", at, "payer"), contribution.payer
    for at, tiered in enumerate(economy.tiered_rates):
        yield ("economy", "tiered_rates", at, "payer"), tiered.payer
    for at, rate in enumerate(economy.unit_rates):
        yield ("economy", "unit_rates", at, "payer"), rate.payer


def _body_unknown(subject: Subject) -> Iterator[Finding]:
    known = (body.id for body in subject.partnership.bodies)
    return _dead(_body_mentions(subject.partnership), known, "gruppen ”{}” finns inte bland bodies")


def _body_mentions(facts: Partnership) -> Iterator[Mention]:
    for at, follow_up in enumerate(facts.follow_ups):
        yield ("follow_ups", at, "commissioned_by"), follow_up.commissioned_by
    for at, target in enumerate(facts.targets):
        yield ("targets", at, "followed_up_by"), target.followed_up_by


def _criterion_unknown(subject: Subject) -> Iterator[Finding]:
    criteria = subject.authority.authority.criteria
    known = (criterion.id for criterion in criteria.criteria) if criteria else ()
    mentions = (
        (("criteria", at, "criterion"), assessed.criterion) for at, assessed in enumerate(subject.partnership.criteria)
    )
    return _dead(mentions, known, "kriteriet ”{}” finns inte bland myndighetens kriterier")


def _document_unknown(subject: Subject) -> Iterator[Finding]:
    facts = subject.partnership
    known = [document.id for document in facts.referred_documents] + [annex.id for annex in facts.annexes]
    mentioned = facts.value_base.source_document if facts.value_base else None
    return _dead(
        [(("value_base", "source_document"), mentioned)], known, "dokumentet ”{}” finns inte bland uppgifterna"
    )


def _annex_unknown(subject: Subject) -> Iterator[Finding]:
    known = (annex.id for annex in subject.partnership.annexes)
    parties = enumerate(subject.partnership.parties)
    mentions = ((("parties", at, "accession_annex"), party.accession_annex) for at, party in parties)
    return _dead(mentions, known, "bilagan ”{}” finns inte bland annexes")


def _annex_file_missing(subject: Subject) -> Iterator[Finding]:
    for at, annex in enumerate(subject.partnership.annexes):
        if annex.file is None:
            continue
        if _leads_away(annex.file):
            text = f"filen {annex.file} ligger utanför partnerskapets mapp, eller dold i den"
            yield Finding(("annexes", at, "file"), text, "lägg den i mappen, och skriv sökvägen därifrån")
        elif not (subject.folder.path / annex.file).is_file():
            yield Finding(("annexes", at, "file"), f"filen {annex.file} finns inte i partnerskapets mapp")


def _leads_away(file: str) -> bool:
    """Whether a path leads where nobody would see that the file is gone: what is hidden is no fact (unchanged.py)."""
    path = PurePosixPath(file)
    odd = any(part.startswith(".") or part == "__pycache__" for part in path.parts)
    return path.is_absolute() or odd or len(path.parts) > _DEEPEST


def _partnership_unknown(subject: Subject) -> Iterator[Finding]:
    mentions = [one for one in _partnership_mentions(subject.partnership) if one[1] is not None]
    known = [folder.id for folder in subject.authority.partnerships] if mentions else []
    return _dead(mentions, known, "partnerskapet ”{}” finns inte i myndighetens mapp")


def _partnership_mentions(facts: Partnership) -> Iterator[Mention]:
    yield ("predecessor",), facts.predecessor
    yield ("successor",), facts.successor
    for at, related in enumerate(facts.related_agreements):
        yield ("related_agreements", at, "partnership"), related.partnership


def _place_unknown(subject: Subject) -> Iterator[Finding]:
    mentions = ((("clauses", at, "after"), clause.after) for at, clause in enumerate(subject.partnership.clauses))
    return _dead(mentions, CLAUSE_PLACES, "avtalet har ingen punkt ”{}” att ställa klausulen efter")


def _error(
    identifier: str,
    title: str,
    remedy: str,
    find: Callable[[Subject], Iterable[Finding]],
    fields: tuple[str, ...],
) -> Rule[Subject]:
    return Rule(identifier, Severity.ERROR, title, remedy, OWN_RULE, find, fields)


RULES: tuple[Rule[Subject], ...] = (
    _error(
        "party-unknown",
        "Varje part är en organisation som myndigheten har beskrivit.",
        "lägg till organisationen i organisations.yaml",
        _party_unknown,
        fields=("parties.organisation", "organisations:organisations.id"),
    ),
    _error(
        "unit-unknown",
        "Varje enhet finns i authority.yaml.",
        "lägg till enheten i authority.yaml",
        _unit_unknown,
        fields=(
            "deciding_body",
            "responsible_body",
            "signing_body",
            "decisions.body",
            "revision.decision.body",
            "ending.decision.body",
            "parties.unit",
            "parties.through",
            "authority:units.id",
        ),
    ),
    _error(
        "unit-of-another",
        "Bara den egna myndigheten har enheter.",
        "skriv ett lokalt kontor som local_office, eller ta bort fältet",
        _unit_of_another,
        fields=("parties.organisation", "parties.unit", "parties.through"),
    ),
    _error(
        "party-not-in-partnership",
        "Den som åtar sig, får, undertecknar eller ansvarar är part.",
        "lägg till organisationen bland parties, eller rätta id:t",
        _party_mention_unknown,
        fields=(
            "parties.organisation",
            "initiator",
            "signatories.party",
            "officials.party",
            "commitments.party",
            "commitments.shared_with",
            "follow_ups.responsible_party",
            "annexes.party",
            "economy.contributions.payee",
            "economy.in_kind.party",
            "economy.own_financing.party",
            "economy.texts.party",
            "economy.reservation.party",
        ),
    ),
    Rule(
        "payer-unknown",
        Severity.ERROR,
        "Den som betalar är part eller extern finansiär.",
        "lägg till betalaren bland parties eller economy.external_funders",
        "Lärdom: en region skulle betala enligt ett avtal där den varken var part eller nämnd som finansiär",
        _payer_unknown,
        fields=(
            "parties.organisation",
            "economy.external_funders.id",
            "economy.contributions.payer",
            "economy.tiered_rates.payer",
            "economy.unit_rates.payer",
        ),
    ),
    _error(
        "body-unknown",
        "Den grupp som ger uppdrag eller följer upp finns.",
        "lägg till gruppen bland bodies",
        _body_unknown,
        fields=("bodies.id", "follow_ups.commissioned_by", "targets.followed_up_by"),
    ),
    _error(
        "criterion-unknown",
        "Bara myndighetens egna kriterier prövas.",
        "rätta id:t efter criteria i authority.yaml",
        _criterion_unknown,
        fields=("criteria.criterion", "authority:criteria.criteria.id"),
    ),
    _error(
        "document-unknown",
        "Varje dokument som nämns är uppräknat.",
        "lägg till det i referred_documents",
        _document_unknown,
        fields=("value_base.source_document", "referred_documents.id", "annexes.id"),
    ),
    _error(
        "annex-unknown",
        "Varje bilaga som nämns är uppräknad.",
        "lägg till den i annexes",
        _annex_unknown,
        fields=("parties.accession_annex", "annexes.id"),
    ),
    Rule(
        "annex-file-missing",
        Severity.ERROR,
        "En bilaga som är en fil finns.",
        "lägg filen i partnerskapets mapp, eller rätta sökvägen",
        OWN_RULE,
        _annex_file_missing,
        fields=("annexes.file",),
        stage=Stage.DECISION,
    ),
    _error(
        "partnership-unknown",
        "Partnerskap som nämns med id finns i myndighetens mapp.",
        "rätta id:t, eller nämn avtalet bara med titel",
        _partnership_unknown,
        fields=("predecessor", "successor", "related_agreements.partnership"),
    ),
    _error(
        "clause-place-unknown",
        "En särskild klausul står efter en punkt som finns.",
        f"ange en av {', '.join(CLAUSE_PLACES)}",
        _place_unknown,
        fields=("clauses.after",),
    ),
)
