"""A scan of an agreement that is only in the register: what is known of it is what the data says."""

import datetime as dt
import shutil
from pathlib import Path

import pikepdf
import pytest

from contracts.errors import ProblemsError
from contracts.keeping.keep import Asked, keep
from contracts.keeping.kept import Kept
from contracts.keeping.scanned import scan_target
from contracts.ledger.faults import ledger_faults
from contracts.project import Project
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import blank_page, loaded, sign

DATA = Path(__file__).parents[2] / "data"
TARGET = "malmo/karriarakademin"
NOTICE = """
ending:
  kind: notice
  by: grannhjalpen
  ground: Föreningen läggs ned.
  dialogue_on: 2025-02-01
  given_on: 2025-03-01
"""
DAY = dt.date(2018, 6, 1)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Malmö's data, and a scan of three pages."""
    shutil.copytree(DATA / "malmo", tmp_path / "data" / "malmo")
    with pikepdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page()
        pdf.save(tmp_path / "skannad.pdf")
    return Project(tmp_path / "data", tmp_path / "templates", tmp_path / "build")


def test_an_old_agreement_can_be_filed_with_the_terms_of_the_register(project: Project):
    kept = keep(project, Asked(project.data.parent / "skannad.pdf", scan_target(TARGET), DAY))
    record = kept.record
    assert (record.date, record.effective, record.pdf.pages) == (DAY, dt.date(2018, 7, 1), 3)
    assert record.title == "Karriärakademin – överenskommelse om idéburet offentligt partnerskap (IOP)"
    assert record.terms["partnership"]["term"]["end"] == "2020-06-30"
    assert record.checked == ()
    assert kept.edited == (f"signing.signed_on: {DAY}", "signing.filed: 1"), "it is active already"


def test_a_file_that_is_not_there_is_told(project: Project):
    with pytest.raises(ProblemsError, match="filen finns inte"):
        keep(project, Asked(project.data.parent / "borta.pdf", scan_target(TARGET), DAY))


def test_a_scanned_notice_is_signed_by_the_one_who_gives_it(tmp_path: Path):
    data = write_exempelstad(tmp_path)
    sign(data, "grannar", on="2024-12-01")
    facts = data / "exempelstad" / "grannar" / "partnership.yaml"
    facts.write_text(facts.read_text("utf-8") + NOTICE, "utf-8")
    (tmp_path / "skannad.pdf").write_bytes(blank_page("uppsägning"))
    target = scan_target("exempelstad/grannar:notice-1")
    project = Project(data, tmp_path / "templates", tmp_path / "build")
    kept = keep(project, Asked(tmp_path / "skannad.pdf", target, dt.date(2025, 3, 1)))
    assert [one.party for one in kept.record.signatories] == ["grannhjalpen"]


def test_the_same_scan_is_not_filed_twice(project: Project):
    asked = Asked(project.data.parent / "skannad.pdf", scan_target(f"data/{TARGET}/"), DAY)
    keep(project, asked)
    with pytest.raises(ProblemsError, match=r"redan filat, som 1\.pdf"):
        keep(project, asked)


def test_a_partnership_that_nobody_knows_is_told(project: Project):
    with pytest.raises(ProblemsError, match="inget partnerskap malmo/karriar"):
        keep(project, Asked(project.data.parent / "skannad.pdf", scan_target("malmo/karriar"), DAY))


CHANGED = """
term: {end: 2028-12-31}
revision:
  reason: Mer tid.
  effective: 2028-01-01
  date: 2027-05-15
  decision: {body: socialnamnden, date: 2027-05-10, paragraph: § 5}
"""


def test_a_change_is_named_as_its_file_is(tmp_path: Path):
    data = write_exempelstad(tmp_path)
    sign(data, "grannar", on="2024-12-01")
    write_exempelstad(tmp_path, CHANGED)
    (tmp_path / "skannad.pdf").write_bytes(blank_page("förlängningen"))
    project = Project(data, tmp_path / "templates", tmp_path / "build")
    with pytest.raises(ProblemsError) as caught:
        keep(project, Asked(tmp_path / "skannad.pdf", scan_target("exempelstad/grannar"), dt.date(2027, 5, 20)))
    [problem] = caught.value.problems
    assert problem.rule == "signed-agreement-twice"
    named = "exempelstad/grannar:forlangning-1"
    assert problem.remedy == f"är det ändringen som är undertecknad, ange den: --scan {named}"
    kept = keep(project, Asked(tmp_path / "skannad.pdf", scan_target(named), dt.date(2027, 5, 20)))
    assert (kept.record.document, kept.record.number) == ("extension-1", 2)


def file_notice(folder: Path, given: str, on: dt.date) -> Kept:
    """A scanned notice of an association, given and signed on these days, of an agreement to the end of 2027."""
    data = write_exempelstad(folder)
    sign(data, "grannar", on="2024-12-01")
    facts = data / "exempelstad" / "grannar" / "partnership.yaml"
    facts.write_text(facts.read_text("utf-8") + NOTICE.replace("2025-03-01", given), "utf-8")
    (folder / "skannad.pdf").write_bytes(blank_page("uppsägning"))
    project = Project(data, folder / "templates", folder / "build")
    return keep(project, Asked(folder / "skannad.pdf", scan_target("exempelstad/grannar:notice-1"), on))


def test_a_notice_that_runs_out_with_the_agreement_leaves_nothing_to_go_on(tmp_path: Path):
    kept = file_notice(tmp_path, "2027-11-01", dt.date(2027, 11, 1))
    assert any("status: expired" in step and "upphör avtalet för alla" in step for step in kept.steps)
    assert not any("fortsätter" in step for step in kept.steps)


def test_a_notice_signed_after_the_day_on_which_it_says_it_was_given_is_told_of(tmp_path: Path):
    kept = file_notice(tmp_path, "2025-03-01", dt.date(2025, 5, 20))
    told = "uppsägningen 2.pdf undertecknades den 20 maj 2025, men anges som lämnad den 1 mars 2025"
    assert told in plain(kept.steps[0])
    _, folder = loaded(tmp_path / "data", "grannar")
    [fault] = [one for one in ledger_faults(folder) if one.rule == "signed-late"]
    assert told in plain(fault.text)


@pytest.mark.parametrize("day", [1, 2])
def test_a_notice_signed_on_the_day_or_before_it_is_given_is_in_time(tmp_path: Path, day: int):
    kept = file_notice(tmp_path, "2025-03-02", dt.date(2025, 3, day))
    assert not any("jurist" in step for step in kept.steps)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def refused(project: Project, document: str) -> list[str]:
    """The rules of the refusal of a scan."""
    scan = project.data.parent / "skannad.pdf"
    scan.write_bytes(blank_page("papper"))
    with pytest.raises(ProblemsError) as caught:
        keep(project, Asked(scan, scan_target(f"exempelstad/grannar:{document}"), dt.date(2027, 5, 20)))
    return [problem.rule for problem in caught.value.problems]


def test_a_scan_of_an_agreement_whose_values_are_not_confirmed_is_a_draft_and_refused(tmp_path: Path):
    data = write_exempelstad(tmp_path, "term:\n  end: 2027-12-31 ?")
    project = Project(data, tmp_path / "templates", tmp_path / "build")
    assert refused(project, "agreement") == ["signed-draft", "value-unconfirmed"]
    assert not (data / "exempelstad" / "grannar" / "signed").exists()


@pytest.mark.parametrize(
    ("spoilt", "rule"),
    [
        (CHANGED.replace("2028-01-01", "2028-01-01 ?"), "value-unconfirmed"),
        (CHANGED.replace("  reason: Mer tid.\n", ""), "revision-incomplete"),
        ("term: {end: 2028-12-31}", "revision-missing"),
    ],
)
def test_a_scan_of_a_change_that_can_only_be_built_as_a_draft_is_refused(tmp_path: Path, spoilt: str, rule: str):
    data = write_exempelstad(tmp_path)
    sign(data, "grannar", on="2024-12-01")
    write_exempelstad(tmp_path, spoilt)
    project = Project(data, tmp_path / "templates", tmp_path / "build")
    assert refused(project, "extension-1") == ["signed-draft", rule]


PLACES = """
organisations:
  organisations:
    - {id: grannhjalpen, legal_name: Grannhjälpen, organisation_number: 802999-0010, kind: ideell förening}
    - {id: lotsen, legal_name: Lotsen, organisation_number: 802999-0028, kind: ideell förening}
parties: [{organisation: exempelstad}, {organisation: grannhjalpen}, {organisation: lotsen}]
signatories:
  - {party: exempelstad, name: Kim Påhittad, title: Förvaltningschef}
  - {party: grannhjalpen, name: Robin Fiktiv, title: Ordförande}
  - {party: lotsen, name: Sam Exempel, title: Ordförande}
places_agreements: [{party: lotsen, year: 2026, places: 4}]
"""


def test_a_scanned_agreement_on_places_is_signed_by_its_two_parties(tmp_path: Path):
    data = write_exempelstad(tmp_path, PLACES)
    sign(data, "grannar", on="2024-12-01")
    (tmp_path / "skannad.pdf").write_bytes(blank_page("platser"))
    project = Project(data, tmp_path / "templates", tmp_path / "build")
    target = scan_target("exempelstad/grannar:places-2026-lotsen")
    kept = keep(project, Asked(tmp_path / "skannad.pdf", target, dt.date(2026, 1, 10)))
    assert [one.party for one in kept.record.signatories] == ["exempelstad", "lotsen"]
