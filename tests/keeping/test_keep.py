"""Filing a signed document: what is accepted, what is refused and why, and what stands on record then."""

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from contracts.checks.check import check_workspace
from contracts.errors import OutputError, ProblemsError
from contracts.facts.load import load_workspace
from contracts.filing.manifest import read_manifest
from contracts.keeping.keep import Asked, keep
from contracts.keeping.kept import Kept
from contracts.keeping.scanned import scan_target
from contracts.ledger.revisions import RevisionKind
from contracts.project import Project
from contracts.signing.signatures import read_signatures
from contracts.sweden import swedish_day
from tests.building import ROOT, Copy, copy_of
from tests.checks.exempelstad import write_exempelstad
from tests.keeping.test_writing import everything
from tests.ledger.signed_states import sign
from tests.pdf.signing_fixtures import sign_every_field, throwaway_identities
from tests.test_verification import empty_page_2, updated

pytestmark = pytest.mark.office

FIELDS = ["exempelstad", "grannhjalpen"]
STEM = "exempelstad/grannar/avtal"
NAME = "exempelstad/grannar"
DECIDED = "decisions: [{body: socialnamnden, date: 2024-09-10, paragraph: 76}]"


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A project with its agreement built, and the same signed by all and by all but one."""
    facts = write_exempelstad(tmp_path_factory.mktemp("facts"), DECIDED)
    project = copy_of(facts, tmp_path_factory.mktemp("projekt"))
    for arguments in (["build"], ["build", "--draft"]):
        ended = project.run(*arguments)
        assert ended.status == 0, ended.err
    folder = project.root / "undertecknat"
    folder.mkdir()
    identities = throwaway_identities(folder, FIELDS)
    built = project.build / f"{STEM}.pdf"
    sign_every_field(built, folder, identities).rename(folder / "alla.pdf")
    sign_every_field(built, folder, {FIELDS[0]: identities[FIELDS[0]]}).rename(folder / "en.pdf")
    return project


def own_copy(master: Copy, folder: Path) -> Project:
    for name in ("data", "build", "undertecknat"):
        shutil.copytree(master.root / name, folder / name)
    return Project(folder / "data", ROOT / "templates", folder / "build")


@pytest.fixture
def project(master: Copy, tmp_path: Path) -> Project:
    """The same, to be changed."""
    return own_copy(master, tmp_path)


@pytest.fixture(scope="module")
def filed(master: Copy, tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Kept]:
    """The same, with the document that all have signed filed."""
    project = own_copy(master, tmp_path_factory.mktemp("filat"))
    return project, keep(project, Asked(signed(project)))


def signed(project: Project, name: str = "alla") -> Path:
    return project.data.parent / "undertecknat" / f"{name}.pdf"


def signed_on(project: Project) -> dt.date:
    """The day that the throw-away signatures say."""
    moments = [one.signed_at for one in read_signatures(signed(project))]
    return max(swedish_day(moment) for moment in moments if moment)


def home(project: Project) -> Path:
    return project.data / "exempelstad" / "grannar"


def refused(project: Project, asked: Asked) -> dict[str, str]:
    """The rules and texts of the refusal; nothing is written."""
    before = sorted(project.data.rglob("*"))
    with pytest.raises(ProblemsError) as caught:
        keep(project, asked)
    assert sorted(project.data.rglob("*")) == before
    assert all(problem.remedy for problem in caught.value.problems)
    return {problem.rule: problem.text for problem in caught.value.problems}


def test_a_document_signed_by_all_is_filed_with_what_was_checked(filed: tuple[Project, Kept]):
    project, kept = filed
    assert kept.path == home(project) / "signed" / "1.pdf"
    assert kept.path.read_bytes() == signed(project).read_bytes()
    record = kept.record
    assert (record.number, record.kind, record.series, record.base) == (1, RevisionKind.AGREEMENT, "agreement", None)
    assert (record.date, record.effective) == (signed_on(project), dt.date(2025, 1, 1))
    assert record.pdf.sha256 == hashlib.sha256(kept.path.read_bytes()).hexdigest()
    assert [(one.party, one.name, one.certificate) for one in record.signatories] == [
        ("exempelstad", "Kim Påhittad", "Common Name: TEST exempelstad"),
        ("grannhjalpen", "Robin Fiktiv", "Common Name: TEST grannhjalpen"),
    ]
    assert "filen är till sista byten den som byggdes" in record.checked
    assert record.unchecked == (
        "att Kim Påhittad själv har undertecknat: certifikatet är utfärdat för Common Name: TEST exempelstad",
        "att Robin Fiktiv själv har undertecknat: certifikatet är utfärdat för Common Name: TEST grannhjalpen",
        "vem som står bakom certifikaten: inga betrodda utfärdare är angivna (--trust)",
    )


def test_the_state_is_brought_up_to_date_and_all_else_is_left_byte_for_byte(filed: tuple[Project, Kept], master: Copy):
    project, kept = filed
    assert kept.edited == ("status: signed", f"signing.signed_on: {signed_on(project)}", "signing.filed: 1")
    before = (master.root / "data/exempelstad/grannar/partnership.yaml").read_text("utf-8")
    after = (home(project) / "partnership.yaml").read_text("utf-8")
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    gone = [line for line in before.splitlines() if line not in after.splitlines()]
    assert gone == ["status: negotiating"]
    assert added[0] == "status: signed"
    assert " ".join(added[1:]).split() == ["signing:", "signed_on:", str(signed_on(project)), "filed:", "1"]
    workspace, _ = load_workspace(project.data, project.templates)
    assert not any(problem.rule.startswith("signed") for problem in check_workspace(workspace, signed_on(project)))


def test_where_the_state_cannot_be_written_nothing_is_filed(project: Project):
    before = everything(project.data)
    (home(project) / ".partnership.yaml.new").mkdir()
    with pytest.raises(OutputError):
        keep(project, Asked(signed(project)))
    (home(project) / ".partnership.yaml.new").rmdir()
    assert everything(project.data) == before
    assert keep(project, Asked(signed(project))).record.number == 1


def test_the_record_holds_the_terms_that_the_pdf_carries(filed: tuple[Project, Kept]):
    _, kept = filed
    with pikepdf.open(kept.path) as pdf:
        facts = json.loads(pdf.attachments["uppgifter.json"].get_file().read_bytes())
    assert kept.record.terms["partnership"] == facts["partnerships"]["grannar"]
    assert kept.record.terms["organisations"] == facts["organisations"]


def test_the_same_document_is_not_filed_twice(filed: tuple[Project, Kept]):
    project, _ = filed
    assert "redan filat, som 1.pdf" in refused(project, Asked(signed(project)))["signed-already"]


def test_named_roots_make_the_signatures_trusted(project: Project):
    root = project.data.parent / "undertecknat" / "exempelstad.root"
    kept = keep(project, Asked(signed(project), roots=(root,)))
    assert all(one.verdict.endswith("certifikatets utfärdare är betrodd") for one in kept.record.signatories)
    assert not any("utfärdare" in text for text in kept.record.unchecked)


def test_a_root_that_is_not_theirs_is_told_as_that_and_not_as_a_changed_file(project: Project, tmp_path: Path):
    throwaway_identities(tmp_path / "undertecknat", ["annan"])
    found = refused(project, Asked(signed(project), roots=(tmp_path / "undertecknat" / "annan.root",)))
    assert found.keys() == {"signature-untrusted"}
    assert "leder inte till någon av de utfärdare" in found["signature-untrusted"]
    assert "exempelstad (Common Name: TEST exempelstad)" in found["signature-untrusted"]


def test_a_second_agreement_in_the_same_series_is_refused(project: Project):
    old = home(project) / "partnership.yaml"
    old.write_text(old.read_text("utf-8").replace("100000", "90000"), "utf-8")
    sign(project.data, "grannar", on="2024-12-01")
    assert "avtalet är redan undertecknat: 1.pdf" in refused(project, Asked(signed(project)))["signed-agreement-twice"]


def test_a_document_that_nobody_has_signed_is_refused(project: Project):
    found = refused(project, Asked(project.build / f"{STEM}.pdf"))
    assert found == {"signature-missing": "ingen har undertecknat filen"}


def test_one_who_has_not_signed_is_named(project: Project):
    who = "Robin Fiktiv, Ordförande, för Föreningen Grannhjälpen i Exempelstad"
    assert refused(project, Asked(signed(project, "en"))) == {"signature-missing": f"underskrift saknas: {who}"}


def test_a_draft_is_refused(project: Project):
    assert "signed-draft" in refused(project, Asked(project.build / f"{STEM}-utkast.pdf"))


def test_a_page_changed_after_signing_is_refused(project: Project):
    altered = updated(signed(project), project.data.parent / "andrad.pdf", empty_page_2)
    assert {"pdf-changed-after-signing", "signature-broken"} <= refused(project, Asked(altered)).keys()


def without_a_sentence(built: Path, target: Path) -> Path:
    """The built file with a standing sentence taken away, which no fact is about."""
    with pikepdf.open(built) as pdf:
        pdf.docinfo["/Producer"] = "en annan"
        pdf.save(target)
    return target


def signed_anew(project: Project, change: Callable[[Path, Path], Path]) -> Path:
    folder = project.data.parent / "eget"
    folder.mkdir()
    changed = change(project.build / f"{STEM}.pdf", folder / "andrad.pdf")
    return sign_every_field(changed, folder, throwaway_identities(folder, FIELDS))


def test_a_file_that_was_changed_before_it_was_signed_is_refused_unless_somebody_answers_for_it(project: Project):
    other = signed_anew(project, without_a_sentence)
    found = refused(project, Asked(other))
    assert "är gjord av samma uppgifter men är en annan fil" in found["signed-other-file"]
    kept = keep(project, Asked(other, build_differs=True))
    assert any(text.startswith("att varje mening är den som byggdes: build/") for text in kept.record.unchecked)


def test_without_build_it_is_said_that_not_every_sentence_was_compared(project: Project):
    shutil.rmtree(project.build)
    kept = keep(project, Asked(signed(project)))
    assert "att varje mening är den som byggdes: build/ har inte dokumentet" in kept.record.unchecked


def test_a_partnership_that_data_does_not_have_is_told(project: Project):
    home(project).rename(home(project).with_name("annat"))
    found = refused(project, Asked(signed(project)))
    assert found == {"signed-partnership-unknown": "data/ har inget partnerskap exempelstad/grannar"}


def test_a_pdf_without_facts_is_told_of_scan(project: Project):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(project.data.parent / "tom.pdf")
    with pytest.raises(ProblemsError) as refusal:
        keep(project, Asked(project.data.parent / "tom.pdf"))
    assert [(one.rule, "--scan" in one.remedy) for one in refusal.value.problems] == [("record-missing", True)]


def test_nothing_is_built_upon_a_faulty_ledger(project: Project):
    sign(project.data, "grannar", on="2024-12-01", series="agreement-annan")
    (home(project) / "signed" / "1.pdf").write_bytes(b"%PDF-annan")
    assert "1.pdf är inte den fil som filades" in refused(project, Asked(signed(project)))["signed-changed"]


def test_what_a_killed_filing_left_is_cleared_first(project: Project):
    work = home(project) / "signed" / ".filing"
    work.mkdir(parents=True)
    (work / "1.json").write_text("{")
    assert keep(project, Asked(signed(project))).record.number == 1
    assert not work.exists()


def scan(project: Project, pages: int) -> Path:
    path = project.data.parent / "skannad.pdf"
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(path)
    return path


def pages_of(project: Project) -> int:
    entry = read_manifest(project.build).document(STEM)
    assert entry is not None
    return entry.pages


def test_a_scan_is_filed_with_the_terms_of_the_built_document_and_said_to_be_unchecked(project: Project):
    asked = Asked(scan(project, pages_of(project)), scan_target(NAME), dt.date(2030, 2, 10))
    kept = keep(project, asked)
    assert kept.record.pdf.scan
    assert kept.record.date == dt.date(2030, 2, 10)
    assert kept.record.unchecked == (
        "underskrifterna och texten kunde inte kontrolleras: filen är inskannad",
        f"att villkoren är de på papperet: de är tagna ur {(project.build / STEM).as_posix()}.pdf",
    )
    assert [one.name for one in kept.record.signatories] == ["Kim Påhittad", "Robin Fiktiv"]
    assert {one.verdict for one in kept.record.signatories} == {"på papper; kunde inte kontrolleras"}
    assert kept.record.terms["partnership"]["name"] == "IOP Grannar"


def test_a_scan_without_the_built_document_takes_the_terms_of_the_data(project: Project):
    shutil.rmtree(project.build)
    kept = keep(project, Asked(scan(project, 3), scan_target(NAME), dt.date(2030, 2, 10)))
    assert kept.record.unchecked[1].endswith("data/exempelstad/grannar/partnership.yaml så som den är i dag")
    assert kept.record.checked == ()


def test_what_is_wrong_with_a_scan_is_told_all_at_once(project: Project):
    asked = Asked(scan(project, 1), scan_target(NAME))
    found = refused(project, asked)
    assert found.keys() == {"scan-undated", "scan-pages"}
    assert f"skanningen har en sida, men {(project.build / STEM).as_posix()}.pdf har" in found["scan-pages"]


def test_a_built_file_is_no_scan(project: Project):
    asked = Asked(signed(project), scan_target(NAME), dt.date(2030, 2, 10))
    assert "scan-of-original" in refused(project, asked)


@pytest.mark.parametrize("target", ["sprakcafe", "exempelstad/", "a/b/c"])
def test_what_names_no_partnership_is_told(target: str):
    with pytest.raises(ProblemsError, match="inget partnerskap"):
        scan_target(target)


def test_a_misspelt_document_is_told_with_the_likely_one(project: Project):
    asked = Asked(scan(project, 1), scan_target(f"{NAME}:agrement"), dt.date(2030, 2, 10))
    assert "inget dokument ”agrement”" in refused(project, asked)["scan-target"]


def test_the_command_says_what_was_filed_and_what_to_do(master: Copy, tmp_path: Path):
    own_copy(master, tmp_path)
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    done = Copy(tmp_path).run("file", "undertecknat/alla.pdf")
    assert done.status == 0, done.err
    assert "filad: data/exempelstad/grannar/signed/1.pdf" in done.out
    assert "Gör så här nu:" in done.out
