"""What the other side edits in a document that changes a signed agreement leads to the same facts."""

import json
from pathlib import Path

import pytest

from contracts.filing.sent import read_sent
from tests.merging.returned import Returned
from tests.test_renegotiation import REVISION, Story

pytestmark = [pytest.mark.office, pytest.mark.slow]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """An agreement that has been signed and filed, and a change of it that has been built."""
    story = Story(tmp_path_factory.mktemp("andring"))
    story.run("build")
    story.sign_and_file("avtal.pdf", "exempelstad", "grannhjalpen")
    goals = ["Alla äldre har någon att prata med."]
    story.edit("grannar/partnership.yaml", lambda facts: facts.update(goals=goals))
    path = story.copy.root / "data" / "exempelstad" / "grannar" / "partnership.yaml"
    path.write_text(path.read_text("utf-8") + REVISION, "utf-8")
    story.run("build")
    return story


@pytest.mark.parametrize("document", ["amendment-1", "consolidated"])
def test_a_changed_fact_of_a_change_is_proposed(story: Story, tmp_path: Path, document: str) -> None:
    sent = next(one for one in read_sent(story.copy.build) if one.document.endswith(f"/{document}"))
    returned = Returned(sent.docx_in(story.copy.build).read_bytes())
    path = tmp_path / "svar.docx"
    path.write_bytes(returned.replace("Alla äldre har någon", "De flesta äldre har någon").to_bytes())
    told = json.loads(story.run("merge", str(path), "--json"))
    [proposal] = told["proposals"]
    assert proposal["verdict"] == "safe"
    assert "De flesta äldre har någon" in json.dumps(proposal, ensure_ascii=False)


def test_a_returned_comparison_is_told_to_be_made_of_other_documents(story: Story, tmp_path: Path) -> None:
    sent = next(one for one in read_sent(story.copy.build) if one.document.endswith("/comparison"))
    path = tmp_path / "svar.docx"
    path.write_bytes(sent.docx_in(story.copy.build).read_bytes())
    told = json.loads(story.run("merge", str(path), "--json"))
    assert told["proposals"] == []


def test_an_answer_to_what_has_been_signed_since_is_told_to_be_a_new_change(story: Story, tmp_path: Path) -> None:
    sent = next(one for one in read_sent(story.copy.build) if one.document.endswith("/agreement"))
    path = tmp_path / "svar.docx"
    path.write_bytes(sent.docx_in(story.copy.build).read_bytes())
    [told] = json.loads(story.run("merge", str(path), "--json"))["remarks"]
    assert "är undertecknat den" in told
    assert "(signed/1.pdf)" in told
