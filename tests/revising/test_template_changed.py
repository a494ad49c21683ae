"""A template that has changed since an agreement was signed brings its words into a change of it, and that is told."""

from pathlib import Path

import pytest

from contracts.ledger.revisions import RevisionKind
from contracts.pipeline import check, remarks_on_changes
from contracts.rendering import render
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import sign
from tests.redline.package import TEXT, rewritten
from tests.revising.signed_agreement import TODAY, SignedAgreement, agreement_in, behind, compiled


def earlier(text: str) -> str:
    """What a template of that time said, in a point of its own and in one that has subpoints."""
    text = text.replace("Part är alltid den juridiska personen", "Part är den juridiska personen")
    return text.replace("Tabellen visar", "Nedanstående tabell visar")


@pytest.fixture
def grannar(tmp_path: Path) -> SignedAgreement:
    """A made-up agreement, not signed yet."""
    data = write_exempelstad(tmp_path / "fakta")
    return agreement_in(tmp_path / "projekt", data, "exempelstad", "grannar")


def told(agreement: SignedAgreement) -> list[str]:
    found = check(agreement.project, TODAY).problems
    due = remarks_on_changes(agreement.project, agreement.jobs(draft=True).values())
    of_template = [one for one in found if one.rule == "wording-template-changed"]
    assert tuple(of_template) == due, "a build says what a check says"
    return [one.text for one in of_template]


def signed(agreement: SignedAgreement, *, rewrite: bool) -> None:
    """Signed by the template of that time or of today, and with another goal since."""
    [job] = agreement.jobs().values()
    wording = render(job.planned, compiled(job.template)).docx
    wording = rewritten(wording, {TEXT: earlier}) if rewrite else wording
    sign(agreement.root / "data", "grannar", kind=RevisionKind.AGREEMENT, on="2024-12-01", wording=wording)
    goals = ["Alla äldre har någon att prata med."]
    agreement.write(goals=goals, revision=behind("2025-06-01", "2025-05-20", "2025-05-13"))


def test_the_points_are_named_in_which_the_template_says_the_same_terms_otherwise(grannar: SignedAgreement) -> None:
    signed(grannar, rewrite=True)
    [text] = told(grannar)
    assert text.startswith("templates/agreement.docx skriver med andra ord än de undertecknade i punkt ")
    assert "(Parter)" in text
    assert "(Ekonomiska villkor)" in text
    assert "Mål och syfte" not in text, "a term of that point differs"


def test_by_the_same_template_nothing_is_told(grannar: SignedAgreement) -> None:
    signed(grannar, rewrite=False)
    assert remarks_on_changes(grannar.project, grannar.jobs(draft=True).values()) == ()
