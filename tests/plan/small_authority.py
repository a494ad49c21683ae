"""A tiny authority whose files stand in the test that reads them."""

from collections.abc import Mapping
from pathlib import Path

from contracts.errors import Place
from contracts.facts.folders import AuthorityFolder
from contracts.facts.load import load_workspace
from contracts.plan.lookup import Lookup

AUTHORITY = """
name: Exempelstad kommun
short_name: Exempelstad
kind: kommun
units: [{id: namnden, name: kulturnämnden, kind: nämnd}, {id: kontoret, name: kulturkontoret, kind: förvaltning}]
letterhead: {sender: Exempelstad kommun}
case_number_pattern: 'KN-\\d+'
documents: {memo: tjänsteutlåtande, packet: kallelse, economic_report: delårsuppföljning}
"""
ORGANISATIONS = """
organisations:
  - {id: alfa, legal_name: Föreningen Alfa, short_name: Alfa, kind: ideell förening}
  - {id: beta, legal_name: Stiftelsen Beta, short_name: Beta, kind: stiftelse}
  - {id: gamma, legal_name: Gamma folkhögskola, kind: folkhögskola}
"""
PARTNERSHIP = """
name: Grannar
status: active
parties: [{organisation: exempelstad}, {organisation: alfa}]
term: {start: 2030-01-01, end: 2030-12-31}
"""


def authority_of(folder: Path, files: Mapping[str, str]) -> AuthorityFolder:
    """The authority of these files: "grannar/partnership.yaml", "memo-2030-05-14.md" and the like.

    A text without the fields that a partnership must have is added to a partnership that has them.
    """
    home = folder / "data" / "exempelstad"
    for name, text in {"authority.yaml": AUTHORITY, "organisations.yaml": ORGANISATIONS, **files}.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_whole(text) if path.name == "partnership.yaml" else text, encoding="utf-8")
    workspace, problems = load_workspace(folder / "data", folder / "templates")
    assert problems == (), [problem.text for problem in problems]
    return workspace.authorities[0]


def _whole(text: str) -> str:
    fields = {line.partition(":")[0] for line in text.splitlines()}
    return "\n".join(line for line in PARTNERSHIP.splitlines() if line.partition(":")[0] not in fields) + "\n" + text


def lookup_in(authority: AuthorityFolder) -> Lookup:
    """A lookup from a document that nobody minds."""
    return Lookup(authority, Place("data/exempelstad/memo-2030-05-14.md", 1))
