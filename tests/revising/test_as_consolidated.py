"""What was signed in the form of a consolidated agreement: its own words, with what today's template adds."""

from dataclasses import dataclass, replace

import pytest

from contracts.plan.agreement_document import planned_agreement
from contracts.plan.planned import Planned
from contracts.plan.views import ConsolidatedView, SignedDocumentView
from contracts.rendering import render
from contracts.revising.as_consolidated import as_consolidated
from contracts.word.structure import check_structure
from tests.building import ROOT
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import loaded
from tests.redline.evaluator import lines, meaning
from tests.redline.package import TEXT, rewritten
from tests.revising.signed_agreement import compiled

TEMPLATE = ROOT / "templates" / "agreement.docx"
NOTE = "Det här är hela texten så som avtalet lyder. Den är till för att läsas och undertecknas inte. "


@dataclass(frozen=True)
class Forms:
    """The same terms by the same template, as an agreement and as a consolidated one."""

    plain: bytes
    consolidated: bytes


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Forms:
    folder = tmp_path_factory.mktemp("avtal")
    write_exempelstad(folder)
    planned = planned_agreement(*loaded(folder / "data", "grannar"), "", draft=False)
    return Forms(_rendered(planned), _rendered(_consolidated(planned)))


def _consolidated(planned: Planned) -> Planned:
    document = replace(planned.document, kind="konsoliderat avtal", draft=True)
    shown = ConsolidatedView(SignedDocumentView("IOP Grannar – avtal", None, None), (), None)
    return replace(planned, document=document, names={**planned.names, "document": document, "consolidated": shown})


def _rendered(planned: Planned) -> bytes:
    return render(planned, compiled(TEMPLATE)).docx


def test_by_the_same_template_it_is_what_the_template_writes(forms: Forms) -> None:
    made = as_consolidated(forms.plain, forms.plain, forms.consolidated)
    assert meaning(made) == meaning(forms.consolidated)
    assert check_structure(made) == ()


def test_its_own_words_stay_where_the_template_says_otherwise_today(forms: Forms) -> None:
    def earlier(text: str) -> str:
        text = text.replace("Parterna talar först med varandra.", "Parterna ska först tala med varandra.")
        return text.replace("likalydande exemplar", "exemplar")

    made = lines(as_consolidated(rewritten(forms.plain, {TEXT: earlier}), forms.plain, forms.consolidated))
    assert "Parterna ska först tala med varandra." in made
    assert "Parterna talar först med varandra." not in made
    assert any(line.startswith(NOTE) for line in made)
    assert "Ort och datum" not in made
    assert not any("exemplar" in line for line in made), "the part where it is signed, by whatever words"


def test_what_finds_no_place_in_it_is_left_out(forms: Forms) -> None:
    def without_title_page(text: str) -> str:
        return text.replace("DocumentKind", "Sort").replace(">mellan ", ">Mellan ").replace("TOCHeading", "TOCRubrik")

    made = lines(as_consolidated(rewritten(forms.plain, {TEXT: without_title_page}), forms.plain, forms.consolidated))
    assert "Avtal om idéburet offentligt partnerskap (IOP)" in made
    assert not any(line.startswith(NOTE) for line in made)


def test_a_style_that_the_signed_file_does_not_know_is_not_brought(forms: Forms) -> None:
    other = rewritten(forms.plain, {"word/styles.xml": lambda text: text.replace('"ListLead"', '"Listledare"')})
    assert not any(line.startswith(NOTE) for line in lines(as_consolidated(other, forms.plain, forms.consolidated)))
