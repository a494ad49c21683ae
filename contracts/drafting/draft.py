"""A partnership that is being drafted: what has been said of it so far, and what can be said against that."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from pydantic import ValidationError

from contracts.checks.check import found_in_organisations, found_in_partnership
from contracts.checks.rule import Finding, Rule, Subject
from contracts.drafting.tree import Tree, Value, plain_tree, source_of, value_at, with_value
from contracts.errors import Problem, Severity, Stage
from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.organisation import Organisation
from contracts.facts.model.partnership import Partnership, Status
from contracts.facts.source import Route

#: Rules about what an interview asks for later than the field that they point at.
_LATER: Final = frozenset(
    {
        "authority-basis-missing",
        "criterion-not-assessed",
        "criterion-not-met",  # told with the forms that may suit better
        "criterion-not-motivated",
        "organisation-number-missing",
        "own-contribution-missing",
        "parties-one-sided",
        "signatory-unknown",
        "target-follow-up-missing",
    }
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been said so far, in the shape of the files that it becomes."""

    authority: AuthorityFolder  #: as it is in data/
    id: str  #: the name of the partnership's folder
    partnership: Tree = field(default_factory=dict)  #: fields of partnership.yaml, but for its status
    organisations: tuple[Tree, ...] = ()  #: new ones, to be added to the authority's
    memo: Tree = field(default_factory=dict)  #: see answers.NewMemo
    pm: Tree = field(default_factory=dict)  #: see answers.NewPm

    def with_field(self, route: Route, value: Value) -> "Draft":
        """The draft with a field of the partnership."""
        return replace(self, partnership=with_value(self.partnership, route, value))

    def has(self, route: Route) -> bool:
        """Whether anything is said at a route of the partnership."""
        return value_at(self.partnership, route) is not None

    @property
    def has_end(self) -> bool:
        """Whether it is said until when the agreement holds."""
        return any(self.has(("term", name)) for name in ("end", "months", "years", "season"))

    def known(self) -> AuthorityFolder:
        """The authority with the new organisations among those it knows."""
        new = tuple(Organisation.model_validate(plain_tree(one)) for one in self.organisations)
        return replace(self.authority, organisations=(*self.authority.organisations, *new))

    def subject(self, today: dt.date) -> Subject | None:
        """The partnership for the rules, what is not said yet filled out; None while a part of it is not whole."""
        filled: Tree = {"name": "–", "parties": [{"organisation": self.authority.id}], "term": {"unknown": "ja"}}
        whole = {**filled, **plain_tree(self.partnership)}
        try:
            partnership = Partnership.model_validate({**whole, "status": Status.DRAFT.value})
        except ValidationError:
            return None
        folder = PartnershipFolder(self.id, self.authority.path / self.id, partnership, source_of(self.partnership))
        return Subject(self.known(), folder, today)


def new_problems(before: Draft, route: Route, after: Draft, today: dt.date) -> tuple[Problem, ...]:
    """What does not fit together since something was said.

    Args:
        before: Without it.
        route: The partnership's field that it is about.
        after: With it.
        today: The day from which deadlines are counted.

    Returns:
        Errors and warnings that came with it, and none about what is not said yet.
    """
    subject = after.subject(today)
    if subject is None:
        return ()
    found = [one for one in found_in_partnership(subject) if _concerns(*one, route, after)]
    earlier = before.subject(today) if found else None
    known = {_key(*one) for one in found_in_partnership(earlier)} if earlier else set()
    return tuple(_problem(*one) for one in found if _key(*one) not in known)


def _key(rule: Rule[Subject], finding: Finding) -> tuple[str, Route, str]:
    return rule.id, finding.route, finding.text


def _problem(rule: Rule[Subject], finding: Finding) -> Problem:
    return Problem(rule.id, finding.text, None, finding.remedy or rule.remedy, rule.severity, rule.source)


def _concerns(rule: Rule[Subject], finding: Finding, route: Route, draft: Draft) -> bool:
    """Whether a finding is about what has been said, and not about what is missing."""
    routes = (finding.route, *(also for also in finding.also if isinstance(also, tuple)))
    if rule.id in _LATER or not all(draft.has(one) for one in routes):
        return False
    if rule.severity is Severity.ERROR:
        return rule.stage is Stage.DRAFTING
    # A warning about something else than this was told before.
    return finding.route[:1] == route[:1]


def problems_with_organisation(draft: Draft, organisation: Tree, name: str) -> Iterator[Problem]:
    """What is wrong with one field of a new organisation beside those that are known."""
    after = replace(draft, organisations=(*draft.organisations, organisation)).known()
    route: Route = ("organisations", len(after.organisations) - 1, name)
    for rule, finding in found_in_organisations(after):
        if finding.route[:3] == route:
            yield Problem(rule.id, finding.text, None, finding.remedy or rule.remedy, rule.severity, rule.source)
