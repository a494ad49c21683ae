"""Exempelstad with one document of each kind that no rule objects to; tests change a few words of them."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from contracts.checks.check import check_workspace
from contracts.facts.folders import Workspace
from contracts.facts.load import load_workspace
from tests.checks.exempelstad import TODAY, Found, write_exempelstad

#: The partnership, begun and decided, so that it can be counted.
BEGUN = """
status: signed
short_name: Grannar
area: socialt
signing: {signed_on: 2023-12-20}
decisions:
  - {body: socialnamnden, date: 2023-12-05, paragraph: § 76}
term: {start: 2024-01-01, end: 2026-12-31, extension: {last_end: 2028-12-31}}
economy: {reservation: {years: [2025, 2026, 2027, 2028]}}
target_groups:
  - {rank: prioriterad, description: äldre som är ensamma, age_min: 65, age_max: 90}
annexes:
  - {id: uppgifter, number: 1, title: Avtal om uppgifter, kind: personuppgiftsavtal, dated: 2023-09-01}
"""

PM, MEMO, REPORT = "grannar/pm.md", "memo-2024-09-10.md", "report-2024.md"
ECONOMY, PACKET = "economic-report-2024-08.md", "packet-2024-09-10.md"

DOCUMENTS = {
    PM: """---
title: Varför grannar behövs
date: 2023-11-01
case_number: SN-2024-17
---

# Parterna

Partnerskapet har {{ parties | length | antal_ord }} parter och gäller till och med {{ term.end | datum }}.
Parterna möts två gånger om året.

# Målgrupp

Målgruppen är {{ target_groups[0].age_min | aldersspann(target_groups[0].age_max) }}.
Projektet startade den 3 maj 1998 och växte.
""",
    MEMO: """---
title: Rapport om partnerskap
date: 2024-08-20
case_number: SN-2024-40
board: socialnamnden
summary: Nämnden får en rapport. Prognosen visar {{ economic_report("economic-report-2024-08").total.deviation | tkr }}.
proposals:
  - Socialnämnden godkänner *Idéburna offentliga partnerskap 2024*.
  - Socialnämnden godkänner prognosen.
basis:
  - document: memo-2024-09-10
  - document: report-2024
planning:
  - {body: Presidiet, date: 2024-08-27, kind: beredning}
  - {body: socialnamnden, date: 2024-09-10}
send_to: [Föreningen Grannhjälpen i Exempelstad]
annexes:
  - document: economic-report-2024-08
window: {start: 2024-01-01, end: 2024-06-30}
---

Under halvåret fanns {{ counts.total | antal_ord }} partnerskap. Ärendet bygger på SN-2024-17.

Grannar ger äldre någon att prata med.
""",
    REPORT: """---
title: Idéburna offentliga partnerskap 2024
date: 2024-08-15
board: socialnamnden
department: socialforvaltningen
window: {start: 2024-01-01, end: 2024-06-30}
areas:
  - {area: socialt, name: det sociala området, heading: Det sociala området}
ended_heading: Avslutade partnerskap
---

# Inledning

Nämnden är part i {{ counts.total | antal_ord }} partnerskap.

# Rättsläge

Formen regleras inte i någon särskild lag.
""",
    ECONOMY: """---
title: Prognos per augusti
date: 2024-08-19
period: 2024-08
board: socialnamnden
tables:
  - id: slag
    heading: Slag
    rows_are: Slag
    rows:
      - {id: intakter, label: Intäkter, outcome: 900, budget: 1200, forecast: 1200, deviation: 0}
      - {id: personal, label: Personal, outcome: -1900, budget: -3000, forecast: -3300, deviation: -300}
    stated_total: {outcome: -1000, budget: -1800, forecast: -2100, deviation: -300}
  - id: enhet
    heading: Enheter
    rows_are: Enhet
    rows:
      - {id: besok, label: Besök, outcome: -1000, budget: -1800, forecast: -2100}
explanations:
  - {table: slag, row: personal, amount: -300, text: Fler har anställts.}
---

Kostnaderna ökar. En buffert på 70 tkr är orörd.
""",
    PACKET: """---
title: Handlingar till sammanträde
date: 2024-09-10
board: socialnamnden
items:
  - memo: memo-2024-09-10
    documents: [report-2024, economic-report-2024-08]
  - title: Information om grannar
    case_number: SN-2024-17
    proposals: [Socialnämnden har tagit del av informationen.]
    documents: [grannar/agreement, grannar/pm]
---
""",
}

#: For one document: words that stand there, and the words that take their place.
Edits = Mapping[str, tuple[str, str]]


def write_documents(folder: Path, edits: Edits, changes: str = "") -> Path:
    """Write data/ with Exempelstad and its documents.

    Args:
        folder: Where data/ is made.
        edits: By document: what is taken away and what takes its place; the words must stand there.
        changes: YAML as for `write_exempelstad`, beyond `BEGUN`.
    """
    data = write_exempelstad(folder, BEGUN + changes)
    for name, text in DOCUMENTS.items():
        old, new = edits.get(name, ("", ""))
        assert old in text, f"{old!r} does not stand in {name}"
        path = data / "exempelstad" / name
        path.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    return data


def load_documents(folder: Path, edits: Edits, changes: str = "") -> Workspace:
    """Exempelstad with its documents as they are read, without problems."""
    workspace, problems = load_workspace(write_documents(folder, edits, changes), folder / "templates")
    assert problems == ()
    return workspace


def check_documents(folder: Path, edits: Edits, changes: str = "", today: dt.date = TODAY) -> Found:
    """What the checks say of Exempelstad and its documents with these changes."""
    return Found(check_workspace(load_documents(folder, edits, changes), today))


def fires(folder: Path, rule: str, edits: Edits, text: str, changes: str = "") -> Found:
    """Assert that the rule finds something with this text in it, once, and that no other rule finds anything."""
    found = check_documents(folder, edits, changes)
    assert found.rules == [rule], [(problem.rule, problem.text) for problem in found.problems]
    (problem,) = found.problems
    assert text in problem.text.replace("\N{NO-BREAK SPACE}", " "), problem.text
    assert problem.remedy
    assert problem.source
    assert problem.place is not None
    assert problem.place.line > 0
    return found
