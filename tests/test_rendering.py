"""A draft's Word file: what rests on unconfirmed values is marked, and they are listed; anything else is as ever."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from contracts import rendering
from contracts.facts.folders import AuthorityFolder
from contracts.facts.load import load_workspace
from contracts.plan.alternatives import Way
from contracts.plan.jobs import Job, job_of
from contracts.plan.unconfirmed import UnconfirmedValue
from contracts.rendering import origin_of, render, render_marked
from contracts.spelling.filters import FILTERS
from contracts.word.render import Rendered, Template
from contracts.word.template import compile_template
from contracts.word.text import read_docx
from tests.building import ROOT
from tests.plan.small_authority import authority_of
from tests.word.test_marking import marked

NBSP = "\N{NO-BREAK SPACE}"
TEMPLATES = ROOT / "templates"
TEXT = """
document_date: 2030-02-01
parties: [{organisation: exempelstad}, {organisation: alfa}]
signatories: [{party: exempelstad}, {party: alfa}]
term:
  start: 2030-01-01
  end: 2031-12-31
  extension: {kind: repeated, step_months: 12, last_end: 2033-12-31, written: ja}
termination: {notice_months: 3, written: ja}
economy:
  contributions:
    - {payer: exempelstad, payee: alfa, amount: 350000, purpose: soppa}
    - {payer: exempelstad, payee: alfa, amount: 50000, purpose: bröd}
"""


@pytest.fixture(scope="module")
def template() -> Template:
    return compile_template(TEMPLATES / "agreement.docx", filters=FILTERS, shown_as="agreement.docx")


def job(tmp_path: Path, text: str, identifier: str = "grannar/agreement") -> tuple[Job, AuthorityFolder]:
    authority = authority_of(tmp_path, {"grannar/partnership.yaml": text})
    return job_of(authority, identifier, TEMPLATES, draft=False), authority


def drafted(tmp_path: Path, template: Template, *values: str) -> Rendered:
    """The agreement with these values not confirmed."""
    text = TEXT
    for value in values:
        assert value in text
        text = text.replace(value, f"{value} ?", 1)
    one, authority = job(tmp_path, text)
    return render_marked(one, template, authority)


def test_an_amount_and_the_sum_that_it_is_part_of_are_marked(tmp_path: Path, template: Template):
    found = drafted(tmp_path, template, "amount: 350000")
    assert [text for text in marked(found.docx) if text != f"så{NBSP}här"] == [
        f"350{NBSP}000{NBSP}kr",
        f"400{NBSP}000{NBSP}kr",
    ]


def test_a_party_is_marked_wherever_it_is_named(tmp_path: Path, template: Template):
    texts = marked(drafted(tmp_path, template, "organisation: alfa").docx)
    assert "Föreningen Alfa" in texts
    assert "För Föreningen Alfa" in texts or texts.count("Föreningen Alfa") > 2
    assert "Alfa" in texts  # in the table of money


def test_what_stands_there_only_on_a_condition_is_marked_whole(tmp_path: Path, template: Template):
    texts = " ".join(marked(drafted(tmp_path, template, "notice_months: 3, written: ja").docx))
    assert "skriftlig" in texts


def test_several_values_are_marked_at_once(tmp_path: Path, template: Template):
    texts = marked(drafted(tmp_path, template, "start: 2030-01-01", "notice_months: 3", "purpose: bröd").docx)
    assert {f"1{NBSP}januari 2030", "tre", "bröd"} <= set(texts)


def test_the_list_stands_last_and_is_part_of_what_the_proof_looks_for(tmp_path: Path, template: Template):
    found = drafted(tmp_path, template, "amount: 350000", "notice_months: 3")
    at = found.paragraphs.index("Obekräftade uppgifter")
    assert found.paragraphs[at + 2 : at + 5] == ("Uppgift", "Värde", "Fil och rad")
    rows = [found.paragraphs[row : row + 3] for row in (at + 5, at + 8)]
    assert [(title, value) for title, value, _ in rows] == [
        ("Uppsägning: uppsägningstid", "tre månader"),
        ("Ekonomi, bidrag nr 1: belopp", f"350{NBSP}000{NBSP}kr"),
    ]
    assert all(where.startswith("grannar/partnership.yaml, rad") for _, _, where in rows)
    assert read_docx(found.docx).paragraphs == found.paragraphs


def test_the_text_before_the_list_is_that_of_the_document_without_marks(tmp_path: Path, template: Template):
    found = drafted(tmp_path, template, "amount: 350000")
    one, _ = job(tmp_path, TEXT.replace("amount: 350000", "amount: 350000 ?", 1))
    at = found.paragraphs.index("Obekräftade uppgifter")
    assert found.paragraphs[:at] == render(one.planned, template, one.planned.names).paragraphs[:at]


def test_a_confirmed_document_is_rendered_as_it_is(tmp_path: Path, template: Template):
    one, authority = job(tmp_path, TEXT)
    plain = render(one.planned, template, one.planned.names, origin=origin_of(one))
    assert render_marked(one, template, authority).docx == plain.docx


def test_the_same_facts_give_the_same_bytes(tmp_path: Path, template: Template):
    values = ("amount: 350000", "organisation: alfa", "start: 2030-01-01")
    assert drafted(tmp_path / "a", template, *values).docx == drafted(tmp_path / "b", template, *values).docx


def test_values_that_cannot_be_otherwise_together_are_tried_one_by_one(
    tmp_path: Path, template: Template, monkeypatch: pytest.MonkeyPatch
):
    real = rendering.together

    def one_at_a_time(chosen: Sequence[Way], authority: AuthorityFolder) -> AuthorityFolder:
        if len(chosen) > 1:
            raise KeyError("together")
        return real(chosen, authority)

    monkeypatch.setattr(rendering, "together", one_at_a_time)
    texts = marked(drafted(tmp_path, template, "notice_months: 3", "amount: 350000").docx)
    assert {"tre", f"400{NBSP}000{NBSP}kr"} <= set(texts)


def test_a_way_that_breaks_the_plan_gives_way_to_the_next(
    tmp_path: Path, template: Template, monkeypatch: pytest.MonkeyPatch
):
    real = rendering.ways

    def broken(_: AuthorityFolder) -> AuthorityFolder:
        raise ZeroDivisionError

    def ways(one: UnconfirmedValue, authority: AuthorityFolder) -> tuple[Way, ...]:
        return (Way(broken, in_place=False), *real(one, authority))

    monkeypatch.setattr(rendering, "ways", ways)
    assert "tre" in marked(drafted(tmp_path, template, "notice_months: 3").docx)


def test_what_cannot_be_otherwise_is_listed_and_the_list_says_so(
    tmp_path: Path, template: Template, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(rendering, "ways", lambda *_: ())
    found = drafted(tmp_path, template, "notice_months: 3")
    assert marked(found.docx) == [f"så{NBSP}här"]
    assert "tre månader\nGår inte att markera i texten." in found.paragraphs


MINIMUM = """
name: Läxhjälp
status: draft
parties: [{organisation: exempelstad}, {organisation: alfa}]
term: {start: 2030-01-01}
"""


@pytest.mark.parametrize("name", ["agreement.docx", "botkyrka/agreement-onumrerad.docx", "places-agreement.docx"])
def test_every_template_of_an_agreement_copes_with_next_to_nothing(tmp_path: Path, name: str):
    own = compile_template(TEMPLATES / name, filters=FILTERS, shown_as=name)
    places = "places_agreements: [{party: alfa, year: 2030, places: 10}]\n" if name.startswith("places") else ""
    identifier = "grannar/places-2030-alfa" if places else "grannar/agreement"
    one, authority = job(tmp_path, MINIMUM + places, identifier)
    found = render_marked(one, own, authority)
    text = "\n".join(found.paragraphs)
    assert one.draft
    assert "Läxhjälp" in text
    assert len(one.planned.signatories) == 2
    assert all(block.party in text for block in one.planned.signatories)


def test_a_separate_agreement_of_next_to_nothing_can_be_read(tmp_path: Path, template: Template):
    one, authority = job(tmp_path, MINIMUM + "separate_agreements: ja\n", "grannar/agreement-alfa")
    assert "från och med den" in "\n".join(render_marked(one, template, authority).paragraphs)


@pytest.mark.parametrize("project", ["norrvik", "exempelstad"])
def test_every_value_of_a_whole_project_can_be_unconfirmed_at_once(tmp_path: Path, project: str):
    """Each one-line value of each partnership gets the mark where that leaves the file readable."""
    shutil.copytree(ROOT / "tests" / "projects" / project, tmp_path / "p")
    data = tmp_path / "p" / "data"
    own = tmp_path / "p" / "templates"
    shutil.copytree(TEMPLATES, own, dirs_exist_ok=True)
    for path in data.glob("*/*/partnership.yaml"):
        path.write_text(_with_marks(path.read_text("utf-8")), "utf-8")
    workspace, problems = load_workspace(data, own)
    assert [problem.text for problem in problems] == []
    (authority,) = workspace.authorities
    for folder in authority.partnerships:
        if folder.partnership.register_only:
            continue
        one = job_of(authority, f"{folder.id}/agreement", own, draft=False)
        assert len(one.planned.unconfirmed) > 5
        found = render_marked(one, compile_template(one.template, filters=FILTERS, shown_as="m"), authority)
        assert "Obekräftade uppgifter" in found.paragraphs
        assert len(marked(found.docx)) > 5


def _with_marks(text: str) -> str:
    lines = []
    for line in text.splitlines():
        plain = line.rstrip()
        scalar = ": " in plain and not plain.endswith(("|", ">", "]", "}", "'", '"')) and "#" not in plain
        lines.append(f"{plain} ?" if scalar else line)
    return "\n".join(lines) + "\n"
