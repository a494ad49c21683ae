"""A template broken in ten ways gives ten findings in one run, at ten right places, as comments in a copy of it."""

import json
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from tests.building import Copy, real_agreement
from tests.lint.clean_files import clean_file
from tests.word.word_files import W, WordFiles, table
from tests.word.word_files import paragraph as p

#: Rule, the letters that its comment stands on, and the headings above.
TEN = [
    ("template-unknown-name", "parites", "Parter"),
    ("template-filter-kind", "datum", "Parter"),
    ("numbering-typed", "2.", "Parter"),
    ("template-unguarded", "subtitle", "Parter › Bakgrund"),
    ("template-text-lost", "{%p if goals %}", "Parter › Bakgrund"),
    ("template-never-true", "name", "Parter › Bakgrund"),
    ("tag-typography", "{{ document.kind | replace(”avtal”, ”överenskommelse”) }}", "Ekonomi"),
    ("template-not-a-list", "name", "Ekonomi"),
    ("paragraph-tags-together", "{%p if decisions %}", "Ekonomi"),
    ("table-without-header", "Belopp", "Ekonomi"),
]
BODY = (
    p("Parter", style="Heading1"),
    p("Avtalet gäller mellan {{ parites | lista }}."),
    p("Samarbetet heter {{ name | datum }}."),
    p("2. Parterna samverkar."),
    p("Bakgrund", style="Heading2"),
    p("Ändamålet är {{ sub", "title }}."),
    p("Målen är dessa: {%p if goals %}"),
    p("{{ goals | lista }}"),
    p("{%p endif %}"),
    p("Avtalet {% if name == 3 %}förlängs{% else %}upphör{% endif %}."),
    p("Ekonomi", style="Heading1"),
    p("Denna {{ document.kind | replace(”avtal”, ”överenskommelse”) }} har en budget."),
    p("{%p for post in name %}"),
    p("{{ post }}"),
    p("{%p endfor %}"),
    p("{%p if goals %}"),
    p("Parterna har mål."),
    p("{%p endif %}{%p if decisions %}"),
    p("Parterna har beslut."),
    p("{%p endif %}"),
    table(("Belopp", "År"), ("10 kr", "2026")),
    p("Slut."),
)


@pytest.fixture(scope="module")
def linted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Copy, list[dict]]:  # type: ignore[type-arg]
    project = real_agreement(tmp_path_factory.mktemp("tio") / "project")
    clean_file(WordFiles(project.root / "templates"), *BODY, name="agreement.docx")
    ended = project.run("lint", "--comments", "--json", "templates/agreement.docx")
    assert ended.status == 3
    return project, json.loads(ended.out)["problems"]


def commented(path: Path) -> dict[str, str]:
    """Each comment's text, with the letters that it stands on, in the order of the text."""
    root = Document(str(path)).element
    texts = {str(comment.comment_id): comment.text for comment in Document(str(path)).comments}
    found: dict[str, str] = {}
    open_: list[str] = []
    for element in root.iter():
        identifier = element.get(f"{{{W}}}id") or ""
        if element.tag == f"{{{W}}}commentRangeStart":
            open_.append(identifier)
            found[texts[identifier]] = ""
        elif element.tag == f"{{{W}}}commentRangeEnd":
            open_.remove(identifier)
        elif element.tag == f"{{{W}}}t":
            for one in open_:
                found[texts[one]] += element.text or ""
    return found


def test_ten_faults_are_ten_findings_in_one_run(linted: tuple[Copy, list[dict]]) -> None:  # type: ignore[type-arg]
    _, problems = linted
    assert [problem["rule"] for problem in problems] == [rule for rule, _, _ in TEN]


def test_each_finding_says_all_that_is_asked_of_it(linted: tuple[Copy, list[dict]]) -> None:  # type: ignore[type-arg]
    _, problems = linted
    shown = ["".join(etree.fromstring(f"<x xmlns:w='{W}'>{one}</x>").itertext()) for one in BODY]
    for problem, (_, pointed, heading) in zip(problems, TEN, strict=True):
        assert problem["severity"] in ("error", "warning")
        assert problem["text"]
        assert problem["remedy"]
        place = problem["places"][0]
        assert (place["file"], place["part"], place["heading"]) == ("templates/agreement.docx", "brödtext", heading)
        assert place["excerpt"] in shown[place["paragraph"] - 1]
        if "column" in place:
            assert place["excerpt"][place["column"] - 1 :].startswith(pointed)


def test_each_finding_is_a_comment_at_the_very_place(linted: tuple[Copy, list[dict]]) -> None:  # type: ignore[type-arg]
    project, problems = linted
    comments = commented(project.build / "lint/agreement-kommenterad.docx")
    assert list(comments.values()) == [pointed for _, pointed, _ in TEN]
    for text, problem in zip(comments, problems, strict=True):
        assert problem["text"] in text
        assert f"Gör så här: {problem['remedy']}" in text


def test_no_comment_speaks_of_what_is_inside_the_program(linted: tuple[Copy, list[dict]]) -> None:  # type: ignore[type-arg]
    project, _ = linted
    inside = ("Jinja", "None", "tuple", "str ", "Traceback", "View", "XML", "node", "parse", "tag ")
    for text in commented(project.build / "lint/agreement-kommenterad.docx"):
        assert not [word for word in inside if word in text]
