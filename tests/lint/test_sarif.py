"""SARIF 2.1.0: every field that its schema requires is there, of the right type, and every result finds its rule."""

import json
from typing import Any

from contracts.errors import Place, Problem, Severity
from contracts.lint.deep_rules import RULES as DEEP_RULES
from contracts.lint.lint import RULES
from contracts.lint.sarif import sarif

PLACE = Place("templates/memo.docx", part="brödtext", paragraph=3, heading="Bakgrund", excerpt="{{ nam }}", column=4)
PROBLEMS = (
    Problem("template-unknown-name", "namnet ”nam” finns inte", PLACE, "menade du ”name”?"),
    Problem("template-macro", "mallen innehåller makron", Place("templates/å b.docx"), "spara utan", also=(PLACE,)),
    Problem("a-rule-of-no-list", "något", None, severity=Severity.WARNING),
)


def log() -> Any:
    return json.loads(json.dumps(sarif(PROBLEMS, RULES, "0.1.0")))


def test_the_log_has_what_the_schema_requires() -> None:
    made = log()
    assert made["version"] == "2.1.0"
    assert made["$schema"].startswith("https://")
    (run,) = made["runs"]
    driver = run["tool"]["driver"]
    assert isinstance(driver["name"], str)
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids)
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert ids[result["ruleIndex"]] == result["ruleId"]
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            assert location["physicalLocation"]["artifactLocation"]["uri"]
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
        assert rule.remedy
        assert rule.source
