"""What a new project is asked, and that a file of the same answers gives the same bytes."""

from pathlib import Path

import pytest

from contracts.beginning.answers import read_project_answers
from contracts.beginning.project_files import project_files
from contracts.beginning.sitting import sitting
from contracts.dialogue.keeping import kept_at
from contracts.dialogue.talk import PausedError
from contracts.drafting.tree import Tree
from contracts.editing.emit import emit
from contracts.errors import ProblemsError
from tests.drafting.officer import Known, Officer

EXEMPELSTAD: Known = (
    ("Vad heter kommunen", "Exempelstads kommun"),
    ("Vilket organisationsnummer", "212999-0012"),
    ("Vad kallas den", "Exempelstad"),
    ("den första nämnden", "kulturnämnden"),
    ("Vilken fler", "kultur- och fritidsförvaltningen"),
    ("Vilken hör den till", "kulturnämnden"),
    ("ska stå under namnet", "Kulturförvaltningen"),
    ("Adressrad", "Storgatan 1"),
    ("Adressrad", "123 45 Exempelstad"),
    ("Webbplats", "exempelstad.example"),
    ("ett diarienummer", "KFN 2030-17"),
    ("Avtal:", "överenskommelse"),
    ("Tjänsteskrivelse:", "hoppa"),
    ("Vilka kriterier", "Forum"),
    ("den första föreningen", "Bokvännerna"),
    ("Vilket organisationsnummer har den", "802999-3337"),
    ("Ska filerna skrivas", "ja"),
)


def answers_of(known: Known, folder: Path) -> Tree:
    officer = Officer(known)
    found = sitting(officer, folder / ".answers" / "init.json")
    assert officer.left == []
    return found


def read(text: str, folder: Path) -> Tree:
    (folder / "svar.yaml").write_text(text, encoding="utf-8")
    return read_project_answers(folder / "svar.yaml", "svar.yaml")


def test_the_answers_become_the_authoritys_facts(tmp_path: Path):
    known = tuple((asked, "1" if typed == "Forum" else typed) for asked, typed in EXEMPELSTAD)
    answers = answers_of(known, tmp_path)
    assert answers["folder"] == "exempelstad"
    assert answers["case_numbers"] == ["KFN 2030-17"]
    assert answers["criteria_set"] == "forum"
    authority = answers["authority"]
    assert isinstance(authority, dict)
    assert authority["units"] == [
        {"id": "kulturnamnden", "name": "kulturnämnden", "kind": "nämnd"},
        {
            "id": "kultur-och-fritidsforvaltningen",
            "name": "kultur- och fritidsförvaltningen",
            "kind": "förvaltning",
            "part_of": "kulturnamnden",
        },
    ]
    documents = authority["documents"]
    assert isinstance(documents, dict)
    assert (documents["agreement"], documents["agreement_definite"]) == ("överenskommelse", "överenskommelsen")
    assert answers["organisations"] == [
        {
            "id": "bokvannerna",
            "legal_name": "Bokvännerna",
            "organisation_number": "802999-3337",
            "kind": "ideell förening",
        }
    ]
    again = read(emit(answers), tmp_path)
    assert project_files(again, tmp_path, {}) == project_files(answers, tmp_path, {})


def test_criteria_of_ones_own_are_asked_for_one_by_one(tmp_path: Path):
    own = (
        ("Vad heter kommunen", "Region Norrvik"),
        ("ett diarienummer", "18RS3508"),
        ("Vilka kriterier", "2"),
        ("Var kommer kriterierna", "Regionens riktlinjer 2030"),
        ("Det första kriteriet", "Ingen annan erbjuder det."),
        ("Nästa kriterium", "Båda parter bidrar."),
        ("Ska filerna skrivas", "ja"),
    )
    answers = answers_of(own, tmp_path)
    assert answers["folder"] == "norrvik"
    authority = answers["authority"]
    assert isinstance(authority, dict)
    assert authority["kind"] == "region"
    criteria = authority["criteria"]
    assert isinstance(criteria, dict)
    assert criteria["criteria"] == [
        {"text": "Ingen annan erbjuder det.", "id": "kriterium-1"},
        {"text": "Båda parter bidrar.", "id": "kriterium-2"},
    ]


def test_leaving_keeps_the_answers_and_coming_back_goes_on(tmp_path: Path):
    kept = tmp_path / ".answers" / "init.json"
    with pytest.raises(PausedError):
        sitting(Officer(EXEMPELSTAD, gives_up_after=6), kept)
    left = kept_at(kept)
    assert left is not None
    assert left.given[0] == ("name", "Exempelstads kommun")
    answers = sitting(Officer((("Fortsätta där du slutade", "ja"), *EXEMPELSTAD[4:-4], EXEMPELSTAD[-1])), kept)
    assert answers["folder"] == "exempelstad"


GOOD = """
folder: exempelstad
case_numbers: [KFN 2030-17]
authority:
  name: Exempelstads kommun
  kind: kommun
  letterhead: {sender: Exempelstads kommun}
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: kommun", "kind: by", "svar.yaml:6:9"),
        ("[KFN 2030-17]", "[Dnr KFN 2030-17]", "ordet framför numret hör inte till det"),
        ("case_numbers: [KFN 2030-17]\n", "", "det framgår inte hur diarienummer skrivs"),
        ("kind: kommun", "kind: kommun\n  case_number_pattern: '.+'", "samma sak sägs både i case_numbers"),
        ("folder: exempelstad", "folder: Exempelstad", "kan inte vara ett id"),
        ("sender:", "sendr:", "sender"),
    ],
)
def test_a_fault_in_a_file_of_answers_is_told(tmp_path: Path, old: str, new: str, told: str):
    assert old in GOOD
    read(GOOD, tmp_path)
    with pytest.raises(ProblemsError) as caught:
        read(GOOD.replace(old, new), tmp_path)
    assert told in " ".join(f"{one.place} {one.text} {one.remedy}" for one in caught.value.problems)
