"""The main job on the real data: from data/ to a proved agreement that five parties can sign."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdf
import pytest

from contracts.pdf import vera
from contracts.word.text import read_docx
from tests.building import Copy, real_agreement
from tests.conftest import Golden, numbered
from tests.pdf.signing_fixtures import sign_every_field, throwaway_identities
from tests.plan.test_planned_facts import FOUNDING_FACTS

pytestmark = pytest.mark.office

AGREEMENT = "botkyrka/kvinna-i-botkyrka/avtal"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The real data, built once, in a folder whose name is a trap."""
    copy = real_agreement(tmp_path_factory.mktemp("bygge") / "en mapp å ä ö")
    ended = copy.run("build")
    assert ended.status == 0, ended.err
    (copy.root / "table.txt").write_text(ended.out, "utf-8")
    return copy


@pytest.fixture
def own(tmp_path: Path) -> Copy:
    """The real data, not built, to change."""
    return real_agreement(tmp_path / "project")


def plain(text: str) -> str:
    return " ".join(text.split())


def text_of(pdf: Path) -> list[str]:
    return [plain(page.extract_text()) for page in pypdf.PdfReader(pdf).pages]


def test_the_table_names_the_document_its_pages_and_signatories(project: Copy) -> None:
    table = (project.root / "table.txt").read_text("utf-8")
    assert re.search(r"IOP Kvinna i Botkyrka.*\s5\s.*avtal\.pdf", table)


def test_the_pdf_holds_every_fact_of_the_founding_agreement(project: Copy) -> None:
    text = plain(" ".join(text_of(project.build / f"{AGREEMENT}.pdf")))
    missing = [fact for fact in FOUNDING_FACTS if fact.casefold() not in text.casefold()]
    assert missing == []


def test_it_has_eighteen_numbered_sections(project: Copy) -> None:
    headings = read_docx((project.build / f"{AGREEMENT}.docx").read_bytes()).headings
    assert [heading.number for heading in headings if heading.level == 1] == [str(number) for number in range(1, 19)]
    assert [heading.number for heading in headings if heading.level == 2] == [
        *("10.1", "10.2", "10.3"),
        *("16.1", "16.2", "16.3", "16.4", "16.5"),
    ]


@pytest.mark.parametrize("profile", ["PDFA-3-A", "PDFUA-1"])
def test_verapdf_passes_it(project: Copy, profile: vera.ProfileName) -> None:
    verdict = vera.validate(project.build / f"{AGREEMENT}.pdf", profile)
    assert verdict.passed, verdict.failures


def test_poppler_lists_five_signature_fields(project: Copy) -> None:
    if shutil.which("pdfsig") is None:
        pytest.skip("poppler's pdfsig is not installed")
    done = subprocess.run(["pdfsig", project.build / f"{AGREEMENT}.pdf"], capture_output=True, text=True)
    assert len(re.findall(r"^Signature #\d", done.stdout, re.MULTILINE)) == 5, done.stdout


def test_each_field_says_whose_it_is_and_locks_itself(project: Copy) -> None:
    with pikepdf.open(project.build / f"{AGREEMENT}.pdf") as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        assert set(fields) == {
            *("botkyrka", "arbetsformedlingen", "botkyrka-folkhogskola", "hela-manniskan", "bilda-ost")
        }
        assert str(fields["bilda-ost"].TU) == "Underskrift: Sofia Walan, Regionchef, för Studieförbundet Bilda Öst"
        assert [str(name) for name in fields["bilda-ost"].Lock.Fields] == ["bilda-ost"]


def test_the_text_of_the_word_file_is_as_agreed(project: Copy, golden: Golden) -> None:
    text = read_docx((project.build / f"{AGREEMENT}.docx").read_bytes())
    golden("kvinna-i-botkyrka.docx.txt", "\n".join((*text.running, "", *text.paragraphs)) + "\n")


def test_the_text_of_the_pdf_is_as_agreed(project: Copy, golden: Golden) -> None:
    pages = text_of(project.build / f"{AGREEMENT}.pdf")
    golden("kvinna-i-botkyrka.pdf.txt", numbered(pages))


def test_verify_says_which_facts_it_was_made_from(project: Copy) -> None:
    ended = project.run("verify", f"build/{AGREEMENT}.pdf")
    assert ended.status == 0, ended.out
    assert "made from: botkyrka/kvinna-i-botkyrka" in ended.out
    assert "listed in the manifest" in ended.out
    assert "data/botkyrka/kvinna-i-botkyrka/partnership.yaml" in ended.out


def test_a_pdf_carried_away_can_still_be_verified(project: Copy, tmp_path: Path) -> None:
    carried = Path(shutil.copy(project.build / f"{AGREEMENT}.pdf", tmp_path / "mottagen.pdf"))
    ended = project.run("verify", str(carried))
    assert ended.status == 0, ended.out
    assert "not listed" in ended.out


def test_a_changed_pdf_does_not_verify(project: Copy, tmp_path: Path) -> None:
    changed = Copy(tmp_path)
    shutil.copytree(project.build, changed.build)
    target = changed.build / f"{AGREEMENT}.pdf"
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        del pdf.pages[-1]
        pdf.save()
    ended = changed.run("verify", str(target))
    assert ended.status == 6
    assert "pdf-changed" in ended.out


def test_five_parties_can_sign_it_and_it_stays_what_it_was(project: Copy, tmp_path: Path) -> None:
    names = ("botkyrka", "arbetsformedlingen", "bilda-ost", "hela-manniskan", "botkyrka-folkhogskola")
    identities = throwaway_identities(tmp_path, names)
    signed = sign_every_field(project.build / f"{AGREEMENT}.pdf", tmp_path, identities)
    for profile in ("PDFA-3-A", "PDFUA-1"):
        verdict = vera.validate(signed, profile)
        assert verdict.passed, verdict.failures
    ended = project.run("verify", str(signed))
    assert ended.status == 0, ended.out
    assert "signed: 5" in ended.out


def test_a_second_build_changes_nothing(project: Copy) -> None:
    before = project.snapshot()
    assert project.run("build").status == 0
    assert project.snapshot() == before


def test_the_manifest_lists_what_lies_there(project: Copy) -> None:
    manifest = json.loads((project.build / "manifest.json").read_text("utf-8"))
    (document,) = manifest["documents"]
    assert document["engine"] == "office"
    assert [file["path"] for file in document["outputs"]] == [f"{AGREEMENT}.docx", f"{AGREEMENT}.pdf"]
    assert all(check["passed"] for check in document["checks"])


def test_a_changed_amount_stands_in_the_new_document_and_the_old_one_is_gone(own: Copy) -> None:
    own.replace("amount: 350000", "amount: 360000")
    assert own.run("build").status == 0
    text = " ".join(text_of(own.build / f"{AGREEMENT}.pdf"))
    assert "360 000 kr" in text
    assert "410 000 kr" in text, "the sum is derived"
    assert "350 000" not in text


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("amount: 350000", "amount: 350 000 kr", "amount-whole-kronor", "amount: 350 000 kr"),
        ("end: 2020-12-31", "end: 2017-12-31", "dates-reversed", "end: 2017-12-31"),
        ("start: 2018-03-01", "start: 2018-02-29", "date-impossible", "start: 2018-02-29"),
        ("payee: bilda-ost", "payee: bilda", "party-not-in-partnership", "payee: bilda"),
        ("notice_months: 3", "notice_month: 3", "field-unknown", "notice_month: 3"),
    ],
)
def test_a_mistake_in_the_data_is_told_at_its_line(own: Copy, old: str, new: str, rule: str, line: str) -> None:
    own.replace(old, new)
    number = own.partnership.read_text("utf-8").split(new)[0].count("\n") + 1
    ended = own.run("check")
    assert ended.status == 3
    assert f"partnership.yaml:{number}:" in ended.out
    assert line in ended.out
    assert rule in ended.out


def test_a_build_with_mistakes_leaves_build_as_it_was(project: Copy) -> None:
    before = project.snapshot()
    kept = project.partnership.read_bytes()
    try:
        project.replace("end: 2020-12-31", "end: 2017-12-31")
        assert project.run("build").status == 3
    finally:
        project.partnership.write_bytes(kept)
    assert project.snapshot() == before


def test_strict_lets_warnings_stop_the_build(own: Copy) -> None:
    assert own.run("build", "--strict").status == 3
    assert not own.build.exists()


def test_a_draft_says_utkast_on_every_page_and_leaves_the_signable_one(project: Copy, tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    for name in ("data", "templates", "build"):
        shutil.copytree(project.root / name, tmp_path / name)
    before = copy.snapshot()
    ended = copy.run("build", "--draft")
    assert ended.status == 0, ended.err
    assert all("UTKAST" in page for page in text_of(copy.build / f"{AGREEMENT}-utkast.pdf"))
    after = copy.snapshot()
    assert {name: after[name] for name in before if name != "manifest.json"} == {
        name: before[name] for name in before if name != "manifest.json"
    }


def test_without_libreoffice_drafts_are_made_and_the_remedy_is_said(own: Copy) -> None:
    ended = own.run("build", "--office", "/nowhere")
    assert ended.status == 0, ended.err
    assert "libreoffice-writer" in ended.err
    assert (own.build / f"{AGREEMENT}-utkast.pdf").exists()
    assert not (own.build / f"{AGREEMENT}.pdf").exists()
