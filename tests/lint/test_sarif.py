"""SARIF 2.1.0: every field that its schema requires is there, of the right type, and every result finds its rule."""

import json
import re
from collections.abc import Sequence
from typing import Any

import pytest

from contracts.errors import Place, Problem, Severity
from contracts.lint.deep_rules import RULES as DEEP_RULES
from contracts.lint.lint import RULES
from contracts.lint.sarif import sarif
from tests.lint.rule_fixtures import PAIRS
from tests.word.word_files import WordFiles

PLACE = Place("templates/memo.docx", part="brödtext", paragraph=3, heading="Bakgrund", excerpt="{{ nam }}", column=4)
PROBLEMS = (
    Problem("template-unknown-name", "namnet ”nam” finns inte", PLACE, "menade du ”name”?"),
    Problem("template-macro", "mallen innehåller makron", Place("templates/å b.docx"), "spara utan", also=(PLACE,)),
    Problem("a-rule-of-no-list", "något", None, severity=Severity.WARNING),
)


def log(problems: Sequence[Problem] = PROBLEMS) -> Any:
    return json.loads(json.dumps(sarif(problems, RULES, "0.1.0")))


@pytest.fixture(scope="module")
def of_every_rule(tmp_path_factory: pytest.TempPathFactory) -> tuple[Problem, ...]:
    """Real findings: those of every file that breaks a rule."""
    folders = (WordFiles(tmp_path_factory.mktemp(rule)) for rule in PAIRS)
    return tuple(one for pair, word in zip(PAIRS.values(), folders, strict=True) for one in pair.wrong(word))


def test_the_log_has_what_the_schema_requires(of_every_rule: tuple[Problem, ...]) -> None:
    for problems in (PROBLEMS, of_every_rule, ()):
        look_at(log(problems))


def test_every_finding_is_a_result_with_what_is_wrong_and_what_to_do(of_every_rule: tuple[Problem, ...]) -> None:
    results = log(of_every_rule)["runs"][0]["results"]
    assert {result["ruleId"] for result in results} == {rule.id for rule in RULES}
    for result, problem in zip(results, of_every_rule, strict=True):
        assert problem.text in result["message"]["text"]
        assert problem.remedy in result["message"]["text"]
        assert ".." not in result["message"]["text"].replace("…", "")
        place = problem.place
        assert place
        if place.paragraph:
            logical = result["locations"][0]["logicalLocations"][0]
            assert logical["name"] == f"stycke {place.paragraph}"
            assert place.heading in logical["fullyQualifiedName"]


def look_at(made: Any) -> None:
    """What the schema of SARIF 2.1.0 demands of the objects that are used here."""
    assert made["version"] == "2.1.0"
    assert made["$schema"].startswith("https://")
    (run,) = made["runs"]
    driver = run["tool"]["driver"]
    assert isinstance(driver["name"], str)
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids)
    assert set(made) == {"$schema", "version", "runs"}
    assert set(run) <= {"tool", "columnKind", "results"}
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    assert re.fullmatch(r"[a-zA-Z]{2}(-[a-zA-Z]{2})?", driver["language"])
    assert re.fullmatch(r"\d+\.\d+\.\d+", driver["semanticVersion"])
    for result in run["results"]:
        assert set(result) <= {"ruleId", "ruleIndex", "level", "message", "locations", "relatedLocations"}
        assert result["message"]["text"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert ids[result["ruleIndex"]] == result["ruleId"]
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            assert re.fullmatch(r"[A-Za-z0-9._~/%:@!$&'()*+,;=-]+", uri), uri
            for logical in location.get("logicalLocations", ()):
                assert logical["name"]
                assert logical["fullyQualifiedName"]
    for rule in driver["rules"]:
        for field in ("shortDescription", "fullDescription", "help"):
            assert field not in rule or rule[field]["text"]


def test_a_result_tells_where_in_the_word_file() -> None:
    first, second, third = log()["runs"][0]["results"]
    (location,) = first["locations"]
    assert location["logicalLocations"] == [
        {"name": "stycke 3", "fullyQualifiedName": "brödtext / Bakgrund / stycke 3", "kind": "element"}
    ]
    assert first["message"]["text"] == (
        "namnet ”nam” finns inte. I stycket: ”{{ nam }}”. Gör så här: menade du ”name”?"
    )
    assert second["relatedLocations"][0]["id"] == 0
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "templates/%C3%A5%20b.docx"
    assert third["locations"] == []
    assert third["level"] == "warning"


def test_every_rule_has_all_its_texts() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert {rule.id for rule in DEEP_RULES} <= {rule.id for rule in RULES}, "what --deep finds is explained too"
    for rule in RULES:
        assert rule.title
        assert not rule.title.endswith(".")
        assert not rule.source.endswith(".")
        assert rule.remedy
        assert rule.source
