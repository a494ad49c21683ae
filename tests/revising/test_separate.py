"""Changes of an agreement without numbers, and of a separate one: they say which agreement and which section."""

from dataclasses import replace

import pytest

from contracts.pdf.read import attached_wording
from contracts.plan.jobs import Job
from contracts.plan.stems import COMPARISON
from contracts.rendering import render
from contracts.revising.material import material_of
from contracts.word.text import read_docx
from tests.building import ROOT
from tests.ledger.signed_states import blank_page
from tests.redline.package import TEXT, rewritten
from tests.revising.signed_agreement import agreement_in, behind, compiled

PARTY = "hela-manniskan"
COMMON = ROOT / "templates" / "agreement.docx"
RENAMED = "amendment-1, of a section that was called otherwise"
NUMBERED = "consolidated, by the template of most agreements"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the documents say that a higher amount calls for, by id, of the separate agreement with one association."""
    agreement = agreement_in(tmp_path_factory.mktemp("ferie"), ROOT / "data", "botkyrka", "feriepraktik")
    agreement.sign("2018-03-18")
    agreement.sign("2018-03-20", series=f"agreement-{PARTY}")
    agreement.file.write_text(agreement.file.read_text("utf-8").replace("amount: 40000", "amount: 45000"), "utf-8")
    decided = behind("2019-01-01", "2018-11-20", "2018-11-11") | {"decision": {"body": "avun", "date": "2018-11-11"}}
    agreement.write(revision=decided)
    jobs = agreement.jobs()
    said = {name: text_of(job) for name, job in jobs.items() if job.planned.wording and job.planned.kind != COMPARISON}
    common = jobs[f"consolidated-{PARTY}"]
    said[NUMBERED] = text_of(replace(common, template=COMMON, agreement=COMMON))
    # The signed one called its section otherwise.
    [path] = (agreement.file.parent / "signed").glob("1.pdf")
    original = attached_wording(path)
    assert original is not None
    named = rewritten(original, {TEXT: lambda text: text.replace(">Botkyrka kommun</w:t>", ">Kommunens pengar</w:t>")})
    path.chmod(0o644)
    path.write_bytes(blank_page("avtal", named))
    return said | {RENAMED: text_of(jobs["amendment-1"])}


def text_of(job: Job) -> str:
    templates = {path: compiled(path) for path in (job.template, job.agreement) if path}
    material = material_of(job.planned, templates, job.agreement)
    made = render(job.planned, templates[job.template], material.names_of(job.planned), signed=material.signed)
    return "\n".join(read_docx(made.docx).paragraphs).replace("\N{NO-BREAK SPACE}", " ")


def test_a_change_of_a_separate_agreement_says_that_it_is_of_that(said: dict[str, str]) -> None:
    text = said[f"amendment-1-{PARTY}"]
    assert "\ntill separat avtal om idéburet offentligt partnerskap (IOP) med Hela Människan\n" in text
    assert "\nAvtalet med Hela Människan undertecknades den 20 mars 2018." in text
    assert "\ntill avtal om idéburet offentligt partnerskap (IOP)\n" in said["amendment-1"]
    assert "\nAvtalet undertecknades den 18 mars 2018." in said["amendment-1"]


def test_a_section_without_a_number_is_told_by_the_section_it_is_under(said: dict[str, str]) -> None:
    for name in ("amendment-1", f"amendment-1-{PARTY}"):
        assert "\nAvsnittet ”Botkyrka kommun” under ”Ekonomiska villkor” ska ha följande lydelse\n" in said[name]
        assert "\nI övrigt gäller avtalet oförändrat.\n" in said[name], "no point bears a number"


def test_a_section_that_gets_another_heading_is_told_by_its_former_one(said: dict[str, str]) -> None:
    lead = "\nAvsnittet ”Kommunens pengar” under ”Ekonomiska villkor” ska ha rubriken ”Botkyrka kommun” och följande"
    assert lead in said[RENAMED]


def test_a_consolidated_separate_agreement_calls_itself_in_its_clauses_as_the_signed_one_does(
    said: dict[str, str],
) -> None:
    for text in (said[f"consolidated-{PARTY}"], said[NUMBERED]):
        assert "\nDet här är avtalet med Hela Människan för sig, inom partnerskapet mellan Botkyrka kommun, " in text
        assert text.casefold().count("konsoliderat") == 2, "on the title page alone"
