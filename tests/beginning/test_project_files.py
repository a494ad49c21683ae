"""The files that a project begins with."""

import json
from pathlib import Path
from typing import cast

import yaml

from contracts import packaged
from contracts.beginning.criteria import CriteriaChoice, criteria_set
from contracts.beginning.project_files import TOP, common_templates, editor_settings, in_the_way, project_files
from contracts.drafting.tree import Tree
from contracts.facts.schema import schema_files
from tests.building import ROOT

ANSWERS: Tree = {
    "folder": "exempelstad",
    "case_numbers": ["KFN 2030-17"],
    "authority": {
        "name": "Exempelstads kommun",
        "kind": "kommun",
        "letterhead": {"sender": "Exempelstads kommun"},
    },
}


def test_a_project_has_all_that_it_needs_and_nothing_of_other_authorities():
    templates = common_templates(packaged.templates())
    names = {path.as_posix() for path in project_files(ANSWERS, Path("p"), templates)}
    assert {f"p/{name}" for name in TOP if name not in ("data", "templates")} <= names
    assert {f"p/data/.schema/{name}" for name in schema_files()} <= names
    assert {"p/data/exempelstad/authority.yaml", "p/data/exempelstad/organisations.yaml"} <= names
    kinds = {path.name for path in (ROOT / "templates").glob("*.docx")}
    assert kinds == {name.removeprefix("p/templates/") for name in names if name.endswith(".docx")}
    assert "p/templates/clauses/tvist.md" in names
    assert not any("botkyrka" in name or "malmo" in name for name in names)


def test_what_is_there_already_is_named(tmp_path: Path):
    assert in_the_way(tmp_path) == ()
    assert in_the_way(tmp_path / "nowhere") == ()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".answers").mkdir()
    assert in_the_way(tmp_path) == ()
    (tmp_path / "README.md").touch()
    (tmp_path / "data").mkdir()
    assert in_the_way(tmp_path) == ("README.md", "data")


def test_forums_criteria_are_those_of_the_founding_material():
    botkyrka = yaml.safe_load((ROOT / "data" / "botkyrka" / "authority.yaml").read_text("utf-8"))
    assert criteria_set(CriteriaChoice.FORUM) == botkyrka["criteria"]


def test_the_editor_finds_a_schema_for_every_kind_of_yaml_file():
    schemas = cast("dict[str, str]", editor_settings()["yaml.schemas"])
    assert set(schemas.values()) == {f"data/**/{name}.yaml" for name in ("authority", "organisations", "partnership")}
    assert {Path(name).name for name in schemas} <= set(schema_files())


def test_editor_files_are_json():
    for path, content in project_files(ANSWERS, Path("p"), {}).items():
        if path.suffix == ".json":
            json.loads(content)
