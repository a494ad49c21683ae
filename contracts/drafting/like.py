"""The shape of a partnership that another one is drafted like: its parts and rhythms, and none of its facts.

No names of parties and people, no amounts, no days and no texts are taken. In an interview the shape is what Enter
answers, so that somebody has seen it; in answers from a file each value of it is marked as not confirmed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pydantic import BaseModel

from contracts.dialogue.answering import UNCONFIRMED
from contracts.drafting.draft import Draft
from contracts.drafting.tree import Tree, Value
from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.governance import FollowUp, GovernanceBody
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.term import Extension, Termination

#: A field of the interview and what is proposed there; None and nothing where the model says nothing.
Pair = tuple[str, object]


def proposals(authority: AuthorityFolder, model: PartnershipFolder) -> Mapping[str, str]:
    """What Enter answers in an interview, by question id. Parties are proposed by their place among the parties."""
    facts = model.partnership
    pairs = (*_of_parties(authority, facts), *_of_money(facts), *_of_terms(facts), *_of_steering(facts))
    return {name: _typed(value) for name, value in pairs if value not in (None, (), "")}


def _typed(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return ", ".join(str(one) for one in value) if isinstance(value, tuple) else str(value)


def _of_parties(authority: AuthorityFolder, facts: Partnership) -> Iterator[Pair]:
    yield "separate_agreements", facts.separate_agreements or None
    yield "initiator", _number(facts, facts.initiator)
    for at, party in enumerate(facts.parties):
        yield f"parties.{at}.roles", party.roles
        known = authority.organisation(party.organisation)
        kinds = [
            one.kind
            for one in facts.commitments
            if one.party == party.organisation or (known is not None and one.sector is known.sector)
        ]
        for number, kind in enumerate(kinds):
            yield f"commitments.{at}.{number}.kind", kind
        brought = [gift for gift in facts.economy.in_kind if gift.party == party.organisation]
        if brought:
            yield f"in_kind.{at}.kinds", brought[0].kinds
        signing = [one for one in facts.signatories if one.party == party.organisation]
        for number, signatory in enumerate(signing):
            basis = signatory.authority_basis
            yield f"signatories.{at}.{number}.authority_basis.kind", basis.kind if basis else None
    for number, commitment in enumerate(one for one in facts.commitments if one.joint):
        yield f"commitments.joint.{number}.kind", commitment.kind
    yield "signing.method", facts.signing.method


def _number(facts: Partnership, party: str | None, among: str | None = None) -> int | None:
    """The 1-based place of a party among the parties, without one of them; None when it is no party."""
    ids = [one.organisation for one in facts.parties if one.organisation != among]
    return ids.index(party) + 1 if party in ids else None


def _of_money(facts: Partnership) -> Iterator[Pair]:
    for at, paid in enumerate(facts.economy.contributions):
        yield f"economy.contributions.{at}.payer", _number(facts, paid.payer)
        yield f"economy.contributions.{at}.payee", _number(facts, paid.payee, among=paid.payer)
        yield f"economy.contributions.{at}.per", paid.per
    if payment := facts.economy.payment:
        yield "economy.payment.by_invoice", payment.by_invoice
        yield "economy.payment.frequency", payment.frequency


def _of_terms(facts: Partnership) -> Iterator[Pair]:
    for name, agreed in (("term.extension", facts.term.extension), ("termination", facts.termination)):
        for field, value in _rhythm(agreed):
            yield f"{name}.{field}", value
    for name, terms in (("amendments", facts.amendments), ("renegotiation", facts.renegotiation)):
        for field, value in _said(terms):
            yield f"{name}.{field}", value
    if repayment := facts.repayment:
        yield "repayment.required", repayment.required
        yield "repayment.deadline_days", repayment.deadline_days
    yield "clauses", tuple(one.use for one in facts.clauses if one.use)


def _rhythm(agreed: Extension | Termination | None) -> Iterator[Pair]:
    """Kinds, lengths and yes or no; no days and no texts."""
    return ((field, value) for field, value in _said(agreed) if field not in ("last_end", "grounds"))


def _said(terms: BaseModel | None) -> Iterator[Pair]:
    """The fields of some terms, with what they say."""
    return iter(terms) if terms else iter(())


def _of_steering(facts: Partnership) -> Iterator[Pair]:
    for at, body in enumerate(facts.bodies):
        for field, value in _of_body(body):
            yield f"bodies.{at}.{field}", value
    if facts.follow_ups:
        first = facts.follow_ups[0]
        for field, value in _of_follow_up(first):
            yield f"follow_ups.0.{field}", value
        yield "follow_ups.0.responsible_party", _number(facts, first.responsible_party)


def _of_body(body: GovernanceBody) -> Iterator[Pair]:
    yield "heading", body.heading
    yield "name", body.name
    yield "min_meetings_per_year", body.min_meetings_per_year


def _of_follow_up(follow_up: FollowUp) -> Iterator[Pair]:
    yield "frequency", follow_up.frequency
    yield "method", follow_up.method
    yield "financial_statement_required", follow_up.financial_statement_required


def shaped(draft: Draft, model: PartnershipFolder) -> Draft:
    """The draft, with the parts of another partnership that it says nothing of; their values are not confirmed.

    Clauses of the library are left out: the values that they ask for are facts.
    """
    facts, stated = model.partnership, draft.partnership
    parts: Tree = {
        "bodies": [{"id": body.id, **_marked(_of_body(body))} for body in facts.bodies],
        "follow_ups": [_marked(_of_follow_up(one)) for one in facts.follow_ups],
        "termination": _marked(_rhythm(facts.termination)),
        "amendments": _marked(_said(facts.amendments)),
        "renegotiation": _marked(_said(facts.renegotiation)),
        "repayment": _marked([("required", facts.repayment.required)] if facts.repayment else []),
        "signing": _marked([("method", facts.signing.method)]),
    }
    if facts.separate_agreements:
        parts["separate_agreements"] = f"{_typed(True)}{UNCONFIRMED}"
    partnership = {**{name: part for name, part in parts.items() if part}, **stated}
    term, extension = stated.get("term"), _marked(_rhythm(facts.term.extension))
    if isinstance(term, dict) and "extension" not in term and extension:
        partnership["term"] = {**term, "extension": extension}
    return replace(draft, partnership=partnership)


def _marked(pairs: Iterable[Pair]) -> dict[str, Value]:
    return {name: f"{_typed(value)}{UNCONFIRMED}" for name, value in pairs if value not in (None, (), "")}
