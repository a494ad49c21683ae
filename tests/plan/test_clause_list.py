"""The clause library: as it is listed, and as it stands in an agreement."""

import json
from pathlib import Path

import pytest
import yaml

from contracts.cli import main
from contracts.errors import ExitStatus
from contracts.facts.clause_library import LibraryClause, load_clauses
from contracts.facts.folders import AuthorityFolder
from contracts.facts.load import load_workspace
from contracts.facts.model.library_clause import VariableKind
from contracts.facts.prose import paragraphs
from contracts.facts.record import read_record, record_of
from contracts.plan.agreement import agreement_view
from contracts.plan.clause_list import clause_text_problems, list_clauses
from contracts.plan.planned_facts import planned_facts
from contracts.plan.planned_words import prose
from contracts.plan.views import ClauseView
from tests.checks.exempelstad import write_exempelstad

TEMPLATES = Path(__file__).parents[2] / "templates"
CLAUSE = """---
heading: Tvist
after: ansvar
summary: Hur en tvist löses.
law: [{source: Lag (2020:1) om påhittade tvister, as_of: 2024-09-01}]
needs: [{name: negotiation_days, title: Tid för samtal, kind: antal, example: "30"}]
---
Parterna talar i {{ negotiation_days | antal_dagar }}, se punkt [](#giltighet), om {{ name }}.

- Kallelse sker skriftligen.
"""
USE = "{decisions: '', clauses: [{use: tvist, values: [{name: negotiation_days, value: '30'}]}]}"


def write(folder: Path, content: str = CLAUSE, where: str = "clauses") -> Path:
    path = folder / "templates" / where / "tvist.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return folder / "templates"


def loaded(folder: Path, changes: str, templates: Path) -> AuthorityFolder:
    workspace, problems = load_workspace(write_exempelstad(folder, changes), templates)
    assert problems == ()
    return workspace.authorities[0]


def test_the_agreement_holds_the_filled_clause_where_the_library_says(tmp_path: Path):
    authority = loaded(tmp_path, USE, write(tmp_path))
    view = agreement_view(authority, authority.partnerships[0], draft=False)
    (clause,) = view.clauses["ansvar"]
    assert (clause.id, clause.heading) == ("tvist", "Tvist")
    assert clause.text.startswith("Parterna talar i 30\u00a0dagar, se punkt [](#giltighet), om IOP")


def test_the_proof_looks_for_what_stands_on_either_side_of_a_reference(tmp_path: Path):
    authority = loaded(tmp_path, USE, write(tmp_path))
    folder = authority.partnerships[0]
    facts = planned_facts(folder.partnership, agreement_view(authority, folder, draft=False))
    found = [fact.wordings[0] for fact in facts if fact.path == "clauses"]
    assert found[:2] == ["Tvist", "Parterna talar i 30\u00a0dagar, se punkt"]
    assert found[2].startswith(", om IOP")
    assert found[3] == "Kallelse sker skriftligen."


def test_a_point_after_a_reference_is_no_fact_of_its_own():
    assert [fact.wordings[0] for fact in prose("clauses", "villkoret", "Se [](#term).")] == ["Se"]


def test_the_list_says_whose_a_clause_is_and_who_uses_it(tmp_path: Path):
    data = write_exempelstad(tmp_path, USE)
    templates = write(tmp_path)
    (listed,) = list_clauses(data, templates).clauses
    assert (listed.clause.id, listed.authority, listed.used_by) == ("tvist", None, ("exempelstad/grannar",))
    write(tmp_path, CLAUSE.replace("Parterna talar", "Vi talar"), "exempelstad/clauses")
    listed_now = [(one.authority, one.used_by) for one in list_clauses(data, templates).clauses]
    assert listed_now == [(None, ()), ("exempelstad", ("exempelstad/grannar",))]


def test_the_command_prints_what_each_clause_needs(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    where = ["--data", str(write_exempelstad(tmp_path, USE)), "--templates", str(write(tmp_path))]
    assert main(["clauses", *where]) == ExitStatus.OK
    out = capsys.readouterr().out
    assert "needs       negotiation_days: Tid för samtal (antal), for example 30" in out
    assert "rests on    Lag (2020:1) om påhittade tvister (read 2024-09-01)" in out
    assert main(["clauses", "--json", *where]) == ExitStatus.OK
    (clause,) = json.loads(capsys.readouterr().out)["clauses"]
    assert (clause["id"], clause["after"], clause["used_by"]) == ("tvist", "ansvar", ["exempelstad/grannar"])


def test_a_clause_that_cannot_be_read_is_told_once_and_stops_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    templates = write(tmp_path, CLAUSE.replace("after: ansvar", "after: ansvaret"))
    data = write_exempelstad(tmp_path)
    assert main(["clauses", "--data", str(data), "--templates", str(templates)]) == ExitStatus.PROBLEMS
    assert capsys.readouterr().err.count("clause-place-unknown") == 1


def test_a_text_with_an_unknown_name_is_told_even_when_nobody_uses_it(tmp_path: Path):
    workspace, _ = load_workspace(
        write_exempelstad(tmp_path), write(tmp_path, CLAUSE.replace("{{ name }}", "{{ nam }}"))
    )
    (problem,) = clause_text_problems(workspace)
    assert (problem.rule, problem.remedy) == ("template-unknown-name", "menade du ”name”?")


def _used(clause: LibraryClause) -> dict[str, object]:
    values = [
        {"name": one.name, "value": "grannhjalpen" if one.kind is VariableKind.PARTY else one.example}
        for one in clause.head.needs
    ]
    return {"use": clause.id, "values": values} if values else {"use": clause.id}


def test_every_clause_of_the_real_library_can_stand_in_an_agreement(tmp_path: Path):
    library, problems = load_clauses(TEMPLATES, None)
    assert problems == ()
    assert library.clauses
    changes = yaml.safe_dump({"clauses": [_used(clause) for clause in library.clauses]}, allow_unicode=True)
    authority = loaded(tmp_path, changes, TEMPLATES)
    view = agreement_view(authority, authority.partnerships[0], draft=False)
    found: dict[str, ClauseView] = {clause.id: clause for place in view.clauses.values() for clause in place}
    assert set(found) == set(library.ids)
    for clause in found.values():
        assert paragraphs(clause.text), clause.id


def test_every_clause_of_the_real_library_names_only_what_agreements_have(tmp_path: Path):
    assert list_clauses(write_exempelstad(tmp_path), TEMPLATES).problems == ()


def test_the_record_of_a_document_holds_the_clauses_it_uses_and_plans_the_same(tmp_path: Path):
    templates = write(tmp_path)
    (templates / "clauses" / "annan.md").write_text(CLAUSE, encoding="utf-8")
    authority = loaded(tmp_path, USE, templates)
    content = record_of(authority, "grannar/agreement", ["grannar"], [])
    recorded, _ = read_record(content, "uppgifter.json")
    assert recorded.clauses.ids == ("tvist",)
    views = [agreement_view(one, one.partnerships[0], draft=False) for one in (authority, recorded)]
    assert views[0].clauses == views[1].clauses
