"""Which facts are terms: all that an agreement can show of what the parties have agreed, and nothing else.

Terms are what a signature binds. What is known around them (the case, the results, who signed) may change from day to
day without anybody signing anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final

from contracts.facts.clause_library import ClauseLibrary
from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.clause import AgreementRelation
from contracts.facts.model.organisation import Organisation
from contracts.facts.model.partnership import Partnership
from contracts.ledger.identity import Path
from contracts.ledger.trees import Fields, Tree, tree_of


class Use(StrEnum):
    """What a fact about a partnership is for."""

    TERM = "term"  #: the parties have agreed on it
    CASE = "case"  #: the case, the decisions and the form of the document
    SIGNING = "signing"  #: who signed, when and how; another signs the next document
    REGISTER = "register"  #: the partnership's life, results and place in overviews
    PM = "pm"  #: stands in a PM only
    OWN_DOCUMENT = "own document"  #: is agreed in a document of its own
    CHANGE = "change"  #: what stands behind the next change of the terms


_T, _C, _S, _R = Use.TERM, Use.CASE, Use.SIGNING, Use.REGISTER
#: Every field of a partnership.
USES: Final[Mapping[str, Use]] = MappingProxyType(
    {
        **dict.fromkeys(("name", "subtitle", "related_agreements", "parties", "initiator", "new_parties"), _T),
        **dict.fromkeys(("background", "value_base", "purpose", "goals", "targets", "target_groups"), _T),
        **dict.fromkeys(("mutual_relation", "commitments", "commitment_texts", "organisation_text", "bodies"), _T),
        **dict.fromkeys(("follow_ups", "term", "termination", "rescission", "renegotiation", "amendments"), _T),
        **dict.fromkeys(("repayment", "economy", "liability", "clauses", "annexes", "referred_documents"), _T),
        **dict.fromkeys(("template", "document_date", "case_numbers", "related_cases", "separate_agreements"), _C),
        **dict.fromkeys(("deciding_body", "responsible_body", "signing_body", "decisions", "acknowledged"), _C),
        **dict.fromkeys(("signing", "signatories"), _S),
        **dict.fromkeys(("short_name", "status", "status_on", "register_only", "sources", "area"), _R),
        **dict.fromkeys(("predecessor", "successor", "follow_on_projects", "officials", "summary"), _R),
        **dict.fromkeys(("later", "results", "assessment", "lessons"), _R),
        **dict.fromkeys(("vision", "collaboration_areas", "added_value", "criteria", "legal_notes"), Use.PM),
        "places_agreements": Use.OWN_DOCUMENT,
        "revision": Use.CHANGE,
        "ending": Use.CHANGE,
    }
)

#: What no agreement shows, in fields that are terms.
NO_TERMS: Final[frozenset[Path]] = frozenset(
    {
        ("annexes", "file"),
        ("annexes", "kind"),
        ("annexes", "party"),
        ("commitments", "kind"),
        ("economy", "contributions", "cost_centre"),
        ("economy", "in_kind", "kinds"),
        ("parties", "accession_annex"),
        ("parties", "joined_on"),
        ("parties", "left_on"),
        ("parties", "roles"),
        ("related_agreements", "dated"),
        ("related_agreements", "partnership"),
        ("target_groups", "gender"),
        ("target_groups", "revised_on"),
        ("targets", "baseline"),
        ("targets", "followed_up_by"),
        ("term", "history"),
        ("term", "precision"),
        ("term", "unknown"),
    }
)

#: What an agreement shows of an organisation that is a party.
_OF_ORGANISATIONS: Final = ("id", "legal_name", "short_name", "organisation_number", "kind")


@dataclass(frozen=True)
class Terms:
    """What the parties of one partnership have agreed, with the names that its ids stand for."""

    authority: AuthorityFolder
    folder: PartnershipFolder

    @property
    def partnership(self) -> Partnership:
        """All facts, those that are no terms among them."""
        return self.folder.partnership

    def organisation(self, identifier: str) -> Organisation | None:
        """A party, or None."""
        return self.authority.organisation(identifier)

    def unit(self, identifier: str) -> str | None:
        """The name of a unit of the authority, or None."""
        unit = self.authority.authority.unit(identifier)
        return unit.name if unit else None

    @cached_property
    def tree(self) -> Fields:
        """The terms as a tree: the fields of partnership.yaml that are terms, then organisations and units.

        Organisations and units are those that the parties are and act through, by what an agreement shows of them.
        """
        written = tree_of(self.partnership)
        terms: Fields = {name: _stripped(value, (name,)) for name, value in written.items() if USES[name] is Use.TERM}
        if isinstance(related := terms.pop("related_agreements", None), list):
            replaced = [
                one for one in related if isinstance(one, dict) and one["relation"] == AgreementRelation.REPLACES
            ]
            terms |= {"related_agreements": list(replaced)} if replaced else {}
        named: tuple[tuple[str, list[Tree]], ...] = (
            ("organisations", self._organisations()),
            ("units", self._units()),
        )
        return terms | {name: items for name, items in named if items}

    def _organisations(self) -> list[Tree]:
        known = [self.organisation(party.organisation) for party in self.partnership.parties]
        return [
            {name: value for name, value in tree_of(one).items() if name in _OF_ORGANISATIONS} for one in known if one
        ]

    def _units(self) -> list[Tree]:
        used = dict.fromkeys(
            unit for party in self.partnership.parties for unit in (party.unit, party.through) if unit is not None
        )
        return [{"id": unit, "name": name} for unit in used if (name := self.unit(unit)) is not None]


def _stripped(tree: Tree, path: Path) -> Tree:
    """The tree without what is no term."""
    if isinstance(tree, list):
        return [_stripped(item, path) for item in tree]
    if isinstance(tree, dict):
        return {name: _stripped(value, (*path, name)) for name, value in tree.items() if (*path, name) not in NO_TERMS}
    return tree


def with_terms(facts: Partnership, terms: Partnership) -> Partnership:
    """The facts of one with the terms of the other."""
    return facts.model_copy(update={name: getattr(terms, name) for name, use in USES.items() if use is Use.TERM})


def pinned(terms: Terms, signed: Terms) -> Terms:
    """The terms with each clause of the library as it read when it was signed.

    A clause of the library is one text for many agreements. Whoever edits it has not changed what others have signed.
    """
    held = {clause.id: clause for clause in signed.authority.clauses.clauses}
    own = {clause.id: clause for clause in terms.authority.clauses.clauses} | held
    library = ClauseLibrary(tuple(own[identifier] for identifier in sorted(own)))
    return Terms(replace(terms.authority, clauses=library), terms.folder)
