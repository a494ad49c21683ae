"""Lint as a whole: clean templates are clean, ten faults give ten findings, and no file whatever stops it."""

import re
import zipfile
from pathlib import Path

import pytest

from contracts.errors import Severity
from contracts.lint.kinds import VIEWS, kind_of, names_of
from contracts.lint.lint import RULES, lint, lint_all, shown, templates_in
from tests.building import ROOT
from tests.word.word_files import WordFiles, paragraph

TEMPLATES = ROOT / "templates"
#: What is found only when a document is made: rules of values, of the finished text, and of Markdown.
WHEN_RENDERED = {
    *("template-empty", "template-filter", "template-function", "template-kind", "template-sum", "template-value"),
    *("reference-ambiguous", "reference-dead", "reference-name", "signature-place"),
    *("picture-alt", "picture-broken", "picture-place", "picture-size"),
    *("markdown-block", "markdown-footnote", "markdown-unsupported"),
}


def test_the_projects_own_templates_are_clean() -> None:
    assert [f"{problem.place}: {problem.rule} {problem.text}" for problem in lint_all(TEMPLATES)] == []


def test_every_refusal_of_the_compiler_has_a_rule() -> None:
    ids: set[str] = set()
    for room in ("word", "sandbox"):
        for file in (ROOT / "contracts" / room).glob("*.py"):
            named = r'"((?:template|reference|picture|signature|markdown)-[a-z][a-z-]+)"'
            ids |= set(re.findall(named, file.read_text("utf-8")))
    assert "template-block" in ids
    assert ids - WHEN_RENDERED <= {rule.id for rule in RULES}


TEN = {
    "{{ trem.start | datum }}": "template-unknown-name",
    "{{ name | datumm }}": "template-unknown-filter",
    "{{ subtitle }}": "template-unguarded",
    "{{ name | datum }}": "template-filter-kind",
    "{% if name == 3 %}A{% endif %}": "template-never-true",
    "{% for x in name %}{{ x }}{% endfor %}": "template-not-a-list",
    "{{ name ": "template-stray",
    "Text {%p if goals %}": "template-block",
    "{{ name.__class__ }}": "template-dangerous",
    "{{ parties }}": "template-unprintable",
}


def test_ten_faults_give_ten_findings_at_their_places(tmp_path: Path) -> None:
    path = WordFiles(tmp_path).file(*map(paragraph, TEN), name="agreement.docx")
    found = {(one.rule, one.place.paragraph) for one in lint(path, TEMPLATES, "agreement.docx") if one.place}
    assert found >= {(rule, number) for number, rule in enumerate(TEN.values(), 1)}


def test_a_template_saved_as_words_own_kind_of_template_is_told(tmp_path: Path) -> None:
    path = WordFiles(tmp_path).file(paragraph("Text"), name="memo.dotx")
    assert path in templates_in(tmp_path)
    [problem] = [one for one in lint(path, tmp_path, "memo.dotx") if one.rule == "template-unknown-kind"]
    assert ".docx" in problem.text
    assert problem.severity is Severity.ERROR


def test_findings_come_in_the_order_of_the_text(tmp_path: Path) -> None:
    path = WordFiles(tmp_path).file(*map(paragraph, TEN), name="agreement.docx", header=paragraph("{{ fel }}"))
    places = [one.place for one in lint(path, TEMPLATES, "agreement.docx") if one.place and one.place.paragraph]
    body = [place.paragraph for place in places if place.part == "brödtext"]
    assert body == sorted(body)
    assert places[-1].part == "sidhuvud 1"


def zip_of(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("data", [b"", b"PK", b"\x00" * 2000, b"{{ Hej }}", b"\xd0\xcf\x11\xe0" + b"\x00" * 600])
def test_what_is_no_word_file_is_a_finding(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "agreement.docx"
    path.write_bytes(data)
    (problem,) = lint(path, TEMPLATES, "agreement.docx")
    assert problem.rule == "template-corrupt"
    assert problem.source


def test_a_missing_file_a_folder_and_odd_zips_are_findings(tmp_path: Path) -> None:
    assert [one.rule for one in lint(tmp_path / "memo.docx", TEMPLATES, "memo.docx")] == ["template-missing"]
    assert lint(tmp_path, TEMPLATES, "mapp")
    assert lint(zip_of(tmp_path / "a.docx", a=b"<a/>"), TEMPLATES, "a.docx")
    assert lint(zip_of(tmp_path / "b.docx", **{"[Content_Types].xml": b"<a/>"}), TEMPLATES, "b.docx")


def test_a_real_template_cut_or_changed_anywhere_never_stops_lint(tmp_path: Path) -> None:
    whole = (TEMPLATES / "memo.docx").read_bytes()
    path = tmp_path / "memo.docx"
    for at in range(50, len(whole), 611):
        path.write_bytes(whole[:at])
        assert lint(path, TEMPLATES, "memo.docx")
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x5A]) + whole[at + 1 :])
        lint(path, TEMPLATES, "memo.docx")


def test_a_file_of_no_known_kind_is_told_and_its_names_left_alone(tmp_path: Path) -> None:
    path = WordFiles(tmp_path).file(paragraph("{{ kund.namn }}"), name="avtal.docx")
    found = [one for one in lint(path, TEMPLATES, "avtal.docx") if one.rule == "template-unknown-kind"]
    assert [one.severity.value for one in found] == ["warning"]
    assert not any(one.rule == "template-unknown-name" for one in lint(path, TEMPLATES, "avtal.docx"))
    inside = [one for one in lint(path, tmp_path, "avtal.docx") if one.rule == "template-unknown-kind"]
    assert [one.severity.value for one in inside] == ["error"]


def test_the_file_name_says_the_kind() -> None:
    names = ("agreement.docx", "agreement-kort.docx", "memo.DOCX", "agreement-.docx", "avtal.docx", "places-agreement")
    assert [kind_of(name) for name in names] == ["agreement", "agreement", "memo", "", "", "places-agreement"]
    assert all(names_of(kind) for kind in VIEWS)


def test_every_template_of_a_folder_is_found(tmp_path: Path) -> None:
    files = WordFiles(tmp_path)
    (tmp_path / "exempelstad").mkdir()
    files.file(paragraph("A"), name="memo.docx")
    files.file(paragraph("A"), name="exempelstad/memo.docx")
    (tmp_path / "~$memo.docx").write_bytes(b"")
    found = [shown(path, tmp_path) for path in templates_in(tmp_path)]
    assert found == [f"{tmp_path.name}/exempelstad/memo.docx", f"{tmp_path.name}/memo.docx"]
