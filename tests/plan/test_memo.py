"""What a memo shows: its texts filled in, its basis, those partnerships that go on, and nothing told twice."""

import datetime as dt
from pathlib import Path

import pytest

from contracts.errors import ProblemsError
from contracts.facts.model.memo import Memo
from contracts.plan.document_views import BasisView, MemoView
from contracts.plan.documents import planned
from contracts.plan.memo import memo_facts, memo_view
from contracts.spelling.wordings import PlannedFact
from tests.plan.small_authority import authority_of, lookup_in

HEAD = """---
title: Om grannar
date: 2030-04-09
board: namnden
summary: "{{ partnership('grannar').name }} gäller."
proposals: ["Nämnden godkänner {{ title }}.", Nämnden tackar.]
"""
FILES = {
    "grannar/partnership.yaml": "area: barn\n",
    "ovanner/partnership.yaml": "name: Ovänner\narea: vuxna\nterm: {start: 2029-01-01, end: 2030-04-08}\n",
    "grannar/pm.md": "---\ntitle: Om grannar\ndate: 2030-02-03\n---\nText.\n",
}


def read(folder: Path, more: str = "", body: str = "") -> tuple[MemoView, tuple[PlannedFact, ...]]:
    authority = authority_of(folder, FILES | {"memo-2030.md": f"{HEAD}{more}---\n{body}\n"})
    document = authority.document("memo-2030")
    assert document is not None
    assert isinstance(document.facts, Memo)
    view = memo_view(document, document.facts, lookup_in(authority), draft=False)
    return view, tuple(memo_facts(document.facts, view))


def test_summary_and_proposals_are_filled_in(tmp_path: Path):
    view, _ = read(tmp_path)
    assert view.summary == "Grannar gäller."
    assert view.proposals == ("Nämnden godkänner Om grannar.", "Nämnden tackar.")
    assert (view.board, view.document.kind) == ("kulturnämnden", "tjänsteutlåtande")


def test_what_nobody_has_written_is_nothing(tmp_path: Path):
    view, facts = read(tmp_path)
    assert view.basis == view.planning == view.send_to == view.motions == view.overview == view.area_counts == ()
    assert (view.counts, view.overview_day, view.case_officer, view.body) == (None, None, None, "")
    assert {fact.path for fact in facts} == {"title", "date", "summary", "proposals"}


def test_the_basis_is_dated_by_the_documents_themselves(tmp_path: Path):
    view, _ = read(
        tmp_path,
        "basis: [{document: memo-2030}, {document: grannar/pm}, {title: Brev, dated: 2030-01-02}, {title: Ritning}]\n",
    )
    assert view.basis == (
        BasisView("Tjänsteutlåtande: Om grannar", dt.date(2030, 4, 9)),
        BasisView("PM: Om grannar", dt.date(2030, 2, 3)),
        BasisView("Brev", dt.date(2030, 1, 2)),
        BasisView("Ritning", None),
    )


def test_a_basis_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(ProblemsError, match="inget dokument har id ”grannar/pn”"):
        read(tmp_path, "basis: [{document: grannar/pn}]\n")


def test_only_what_goes_on_that_day_is_in_the_overview(tmp_path: Path):
    view, _ = read(tmp_path / "ett", "overview: {day: 2030-04-08}\n")
    assert [one.name for one in view.overview] == ["Grannar", "Ovänner"]
    view, _ = read(tmp_path / "tva", "overview: {day: 2030-04-09}\n")
    assert [one.name for one in view.overview] == ["Grannar"]
    view, _ = read(tmp_path / "tre", "overview: {day: 2030-04-08, area: vuxna}\n")
    assert [one.name for one in view.overview] == ["Ovänner"]


def test_the_window_is_counted_as_a_whole_and_by_area(tmp_path: Path):
    view, _ = read(
        tmp_path, "window: {start: 2030-01-01, end: 2030-04-09}\n", "{{ counts.total }} och {{ area_counts | length }}"
    )
    assert view.counts is not None
    assert (view.counts.total, view.counts.ongoing, view.counts.ended) == (2, 1, 1)
    assert [(one.area, one.counts.ongoing) for one in view.area_counts] == [("barn", 1), ("vuxna", 0)]
    assert view.body == "2 och 2"


MOTION = "motions: [{by: Fantasipartiet, points: [Mer kaffe ska kokas., Ljusen ska tändas.]}]\n"


def test_a_motion_that_the_body_tells_is_one_fact_and_not_two(tmp_path: Path):
    body = (
        "{% for motion in motions %}{{ motion.by }} yrkar:\n\n"
        "{% for point in motion.points %}\n- {{ point }}\n{% endfor %}{% endfor %}"
    )
    _, facts = read(tmp_path, MOTION, body)
    assert [fact.path for fact in facts if "Mer kaffe ska kokas." in fact.wordings] == ["body"]
    assert [fact.path for fact in facts if "Fantasipartiet" in fact.wordings] == ["motions"]


def test_a_motion_that_the_body_leaves_out_is_missed_in_the_pdf(tmp_path: Path):
    _, facts = read(tmp_path, MOTION, "Nämnden har fått ett initiativ.")
    assert [fact.path for fact in facts if "Mer kaffe ska kokas." in fact.wordings] == ["motions"]


def test_earlier_decisions_are_missed_with_day_and_paragraph(tmp_path: Path):
    decision = "{body: namnden, date: 2030-03-01, paragraph: '12', text: Nämnden väntade.}"
    _, facts = read(tmp_path, f"previous_decisions: [{decision}]\n")
    wordings = {wording.replace("\N{NO-BREAK SPACE}", " ") for fact in facts for wording in fact.wordings}
    assert {"1 mars 2030", "§ 12"} <= wordings


def test_the_record_holds_what_the_memo_looked_up(tmp_path: Path):
    authority = authority_of(tmp_path, FILES | {"memo-2030.md": f"{HEAD}basis: [{{document: grannar/pm}}]\n---\n"})
    one = planned(authority, "memo-2030", draft=False)
    assert (one.partnerships, one.documents) == (("grannar",), ("grannar/pm", "memo-2030"))


def test_an_expression_that_names_nothing_is_told_at_its_line(tmp_path: Path):
    with pytest.raises(ProblemsError) as caught:
        read(tmp_path, "", "Första raden.\n\n{{ sumary }}")
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert problem.place.line == len(HEAD.splitlines()) + 4


MOVED = """motions:
  - {by: Partiet, points: [att det blir mer soppa, att den är varm]}
previous_decisions:
  - {body: namnden, date: 2030-02-01, paragraph: "12", text: Nämnden sköt upp ärendet.}
"""


def test_what_the_body_does_not_tell_is_left_to_the_template(tmp_path: Path):
    view, facts = read(tmp_path, MOVED)
    assert [motion.by for motion in view.untold_motions] == ["Partiet"]
    assert [decision.text for decision in view.untold_decisions] == ["Nämnden sköt upp ärendet."]
    assert "att den är varm" in {wording for fact in facts for wording in fact.wordings}


def test_what_the_body_tells_is_not_told_twice(tmp_path: Path):
    body = "Partiet vill att det blir mer soppa, att den är varm. Den 1 februari 2030 sköts ärendet upp."
    view, _ = read(tmp_path, MOVED, body)
    assert (view.untold_motions, view.untold_decisions) == ((), ())


def test_a_name_that_the_memo_has_not_asked_for_is_unknown(tmp_path: Path):
    with pytest.raises(ProblemsError) as caught:
        read(tmp_path, body="{% for one in overview %}\n- {{ one.name }}\n{% endfor %}")
    assert [problem.rule for problem in caught.value.problems] == ["template-unknown-name"]


def test_a_heading_with_nothing_under_it_is_told_at_its_line(tmp_path: Path):
    with pytest.raises(ProblemsError) as caught:
        read(
            tmp_path,
            "window: {start: 2030-01-01, end: 2030-12-31}\n",
            "# Bakgrund\n\n# Mer\n\n## Under\n\nText.\n\n# Slut",
        )
    assert [(problem.rule, problem.text) for problem in caught.value.problems] == [
        ("prose-empty-section", "under rubriken ”Bakgrund” står ingenting"),
        ("prose-empty-section", "under rubriken ”Slut” står ingenting"),
    ]
    assert [problem.place.excerpt for problem in caught.value.problems if problem.place] == ["# Bakgrund", "# Slut"]


def test_a_wrong_id_is_told_at_the_line_that_asks_for_it(tmp_path: Path):
    with pytest.raises(ProblemsError) as caught:
        read(tmp_path, body="Först.\n\nSedan {{ partnership('granar').name }}.")
    (problem,) = caught.value.problems
    assert problem.remedy == "menade du ”grannar”?"
    assert problem.place is not None
    assert problem.place.excerpt.startswith("Sedan")


def test_a_fault_in_a_folded_field_is_told_at_its_own_line(tmp_path: Path):
    authority = authority_of(
        tmp_path,
        FILES
        | {
            "memo-2030.md": HEAD.replace(
                "summary: \"{{ partnership('grannar').name }} gäller.\"", "summary: >\n  Först.\n  Sedan {{ titel }}."
            )
            + "---\n"
        },
    )
    with pytest.raises(ProblemsError) as caught:
        planned(authority, "memo-2030", draft=False)
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert (problem.place.line, problem.place.excerpt) == (7, "  Sedan {{ titel }}.")
