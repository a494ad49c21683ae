"""A tiny authority and a partnership that no rule objects to; tests change it with a few lines of YAML."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from contracts.checks.check import check_workspace
from contracts.errors import Problem, Severity
from contracts.facts.folders import Workspace
from contracts.facts.load import load_workspace

TODAY = dt.date(2024, 10, 1)

AUTHORITY = """
name: Exempelstad kommun
kind: kommun
organisation_number: 212000-9994
units:
  - {id: socialnamnden, name: socialnämnden, kind: nämnd}
  - {id: socialforvaltningen, name: socialförvaltningen, kind: förvaltning, part_of: socialnamnden}
letterhead: {sender: Exempelstad kommun, telephone: 010-000 00 00}
case_number_pattern: '[A-ZÅÄÖ]{2,5}-\\d{4}-\\d+'
criteria:
  id: forum
  source: Forum
  criteria:
    - {id: initiativ, text: Initiativet är idéburet.}
    - {id: langsiktighet, text: Verksamheten pågår länge.}
"""

ORGANISATIONS = """
organisations:
  - id: grannhjalpen
    legal_name: Föreningen Grannhjälpen i Exempelstad
    short_name: Grannhjälpen
    aliases: [Grannhjälp Exempelstad, Föreningen Grannhjälpen]
    organisation_number: 802999-0010
    kind: ideell förening
  - id: staten
    legal_name: Exempelmyndigheten
    organisation_number: 202199-0011
    kind: statlig myndighet
"""

PARTNERSHIP = """
name: IOP Grannar
status: negotiating
case_numbers: [SN-2024-17]
decisions:
  - {body: socialnamnden, date: 2024-09-10, paragraph: § 76}
parties:
  - {organisation: exempelstad, unit: socialforvaltningen}
  - {organisation: grannhjalpen, roles: [initiativtagare]}
initiator: grannhjalpen
signatories:
  - party: exempelstad
    name: Kim Påhittad
    title: Förvaltningschef
    authority_basis: {kind: delegation, reference: punkt 4.2}
  - party: grannhjalpen
    name: Robin Fiktiv
    title: Ordförande
    authority_basis: {kind: firmatecknare, reference: § 3 i protokollet}
background: Många äldre är ensamma.
value_base:
  principles: [öppenhet]
  source_document: policy
goals: [Fler äldre har någon att prata med.]
targets:
  - {text: Minst 60 äldre får besök., operator: minst, value: 60, unit: personer, followed_up_by: styrgrupp}
commitments:
  - {party: grannhjalpen, text: besöka äldre}
  - {joint: ja, text: utveckla arbetet}
bodies:
  - {id: styrgrupp, name: Styrgruppen, heading: Styrgrupp}
follow_ups:
  - {frequency: årligen, commissioned_by: styrgrupp}
term:
  start: 2025-01-01
  end: 2027-12-31
  extension: {kind: repeated, step_months: 12, last_end: 2029-12-31, decide_months_before: 2, written: ja}
termination:
  notice_months: 3
  ordinary_notice_months: 6
  breach_ground: ja
  prior_dialogue_required: ja
  written: ja
rescission: {text: Vid allvarliga brott får parten häva avtalet.}
renegotiation: {any_time: ja, on_material_change: ja}
amendments: {written: ja, signed_by_all: ja}
economy:
  contributions:
    - {payer: exempelstad, payee: grannhjalpen, amount: 100000, per: year, purpose: samordning}
  in_kind:
    - {party: grannhjalpen, kinds: [volontärtid], text: Grannhjälpen bidrar med volontärer.}
  reservation: {party: exempelstad, years: [2026, 2027, 2028, 2029]}
criteria:
  - {criterion: initiativ, met: ja, motivation: Grannhjälpen tog initiativet.}
  - {criterion: langsiktighet, met: ja, motivation: Arbetet har pågått i tio år.}
clauses:
  - {id: tvist, heading: Tvist, text: Parterna talar först med varandra., after: ansvar}
  - {id: vinst, heading: Samhällsvinst, text: Arbetet minskar ensamheten., after: ekonomi}
annexes:
  - {id: uppgifter, number: 1, title: Avtal om uppgifter, kind: personuppgiftsavtal, dated: 2024-09-01}
referred_documents:
  - {id: policy, title: Policy för idéburna organisationer, dated: 2020-01-01}
"""


@dataclass(frozen=True)
class Found:
    """What the checks said."""

    problems: tuple[Problem, ...]

    @property
    def rules(self) -> list[str]:
        """The rules that found something, in order."""
        return [problem.rule for problem in self.problems]

    def errors(self, rule: str) -> list[str]:
        """The texts of this rule, which must be an error and all that was found."""
        return self._alone(rule, Severity.ERROR)

    def warnings(self, rule: str) -> list[str]:
        """The texts of this rule, which must be a warning and all that was found."""
        return self._alone(rule, Severity.WARNING)

    def silent(self, rule: str) -> bool:
        """Whether this rule found nothing."""
        return rule not in self.rules

    def lines(self, rule: str) -> list[str]:
        """The lines that this rule points at."""
        return [_shown(problem) for problem in self.problems if problem.rule == rule]

    def _alone(self, rule: str, severity: Severity) -> list[str]:
        assert set(self.rules) == {rule}, self.rules
        assert {problem.severity for problem in self.problems} == {severity}
        assert all(problem.remedy and problem.source and problem.place for problem in self.problems)
        return [problem.text for problem in self.problems]


def _shown(problem: Problem) -> str:
    assert problem.place is not None
    return problem.place.excerpt.strip()


def write_exempelstad(folder: Path, changes: str = "") -> Path:
    """Write data/ with Exempelstad in it.

    Args:
        folder: Where data/ is made.
        changes: YAML merged into partnership.yaml; under `authority:`, `organisations:` and `other:` into
            authority.yaml, organisations.yaml and a second partnership. A field without value is taken away.
    """
    given = yaml.load(changes, yaml.BaseLoader) or {}
    home = folder / "data" / "exempelstad"
    _write(home / "authority.yaml", _merged(AUTHORITY, given.pop("authority", {})))
    _write(home / "organisations.yaml", _merged(ORGANISATIONS, given.pop("organisations", {})))
    if (other := given.pop("other", None)) is not None:
        _write(home / "annat" / "partnership.yaml", _merged(PARTNERSHIP, other))
    _write(home / "grannar" / "partnership.yaml", _merged(PARTNERSHIP, given))
    return folder / "data"


def load_exempelstad(folder: Path, changes: str = "") -> Workspace:
    """Exempelstad as it is read, without problems."""
    workspace, problems = load_workspace(write_exempelstad(folder, changes), folder / "templates")
    assert problems == ()
    return workspace


def check_exempelstad(folder: Path, changes: str = "", today: dt.date = TODAY) -> Found:
    """What the checks say of Exempelstad with these changes."""
    return Found(check_workspace(load_exempelstad(folder, changes), today))


def _merged(text: str, changes: Mapping[str, object]) -> object:
    base: object = yaml.load(text, yaml.BaseLoader)
    return _merge(base, changes)


def _merge(base: object, changes: object) -> object:
    if not isinstance(base, dict) or not isinstance(changes, dict):
        return changes
    merged = base | {key: _merge(base.get(key), value) for key, value in changes.items()}
    return {key: value for key, value in merged.items() if value != ""}


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100), encoding="utf-8")
