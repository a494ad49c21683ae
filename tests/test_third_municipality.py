"""A third municipality needs data and templates only: Norrvik builds everything, unheard of in the program."""

import json
import re
import shutil
from pathlib import Path

import pypdf
import pytest
import yaml

from contracts.word.text import read_docx
from tests.building import ROOT, Copy

NORRVIK = ROOT / "tests" / "projects" / "norrvik"
TODAY = "--today=2030-06-01"
AGREEMENT = "norrvik/seglarhjalpen/overenskommelse"
MEMO, PACKET = "norrvik/tjansteutlatande-2030-05-14", "norrvik/kallelse-2030-05-14"
OUTPUTS = (
    AGREEMENT,
    f"{AGREEMENT}-segelsallskapet",
    f"{AGREEMENT}-brygghuset",
    "norrvik/seglarhjalpen/platsavtal-2031-segelsallskapet",
    "norrvik/seglarhjalpen/promemoria",
    "norrvik/delarsuppfoljning-2031-04",
    MEMO,
    "norrvik/lagesbild-2031",
    PACKET,
)
PARTIES = ("Norrvik kommun", "Norrviks Påhittade Segelsällskap", "Stiftelsen Brygghuset i Norrvik")


def norrvik(target: Path) -> Copy:
    """Norrvik alone, with the common templates and its own."""
    shutil.copytree(NORRVIK / "data", target / "data")
    (target / "templates").mkdir()
    for common in (ROOT / "templates").glob("*.docx"):
        shutil.copy(common, target / "templates")
    shutil.copytree(ROOT / "templates" / "clauses", target / "templates" / "clauses")
    shutil.copytree(NORRVIK / "templates" / "norrvik", target / "templates" / "norrvik")
    return Copy(target)


@pytest.fixture(scope="module")
def unbuilt(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return norrvik(tmp_path_factory.mktemp("norrvik"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Everything, built once."""
    copy = norrvik(tmp_path_factory.mktemp("norrvik-byggt"))
    ended = copy.run("build", TODAY)
    assert ended.status == 0, ended.err
    (copy.root / "table.txt").write_text(ended.out, "utf-8")
    return copy


def plain(text: str) -> str:
    return " ".join(text.split())


def pages_of(project: Copy, stem: str) -> list[str]:
    return [plain(page.extract_text()) for page in pypdf.PdfReader(project.build / f"{stem}.pdf").pages]


def text_of(project: Copy, stem: str) -> str:
    return " ".join(pages_of(project, stem))


def paragraphs_of(project: Copy, stem: str) -> tuple[str, ...]:
    return tuple(plain(text) for text in read_docx((project.build / f"{stem}.docx").read_bytes()).paragraphs)


def headings_of(project: Copy, stem: str) -> dict[str, str]:
    """Each heading with its number."""
    headings = read_docx((project.build / f"{stem}.docx").read_bytes()).headings
    return {heading.text: heading.number or "" for heading in headings}


@pytest.mark.office
def test_the_table_names_each_document_and_what_was_proved(built: Copy) -> None:
    table = (built.root / "table.txt").read_text("utf-8")
    assert [stem for stem in OUTPUTS if f"build/{stem}.pdf" not in table] == []
    (packet,) = [line for line in table.splitlines() if line.rstrip().endswith(f"{PACKET}.pdf")]
    assert re.search(r"\d+ pages, \d+ tags, PDF/A-3A, PDF/UA-1", packet)


@pytest.mark.slow
def test_only_the_authority_that_is_asked_for_is_read(unbuilt: Copy, tmp_path: Path) -> None:
    own = norrvik(tmp_path)
    (own.root / "data" / "annanstad").mkdir()
    (own.root / "data" / "annanstad" / "authority.yaml").write_text("nam: Annanstad\n", encoding="utf-8")
    assert own.run("check", TODAY).status == 3
    assert own.run("check", TODAY, "norrvik").status == 0
    assert own.run("plan", TODAY, "norrvik/seglarhjalpen").status == 0


def test_the_check_finds_no_errors(unbuilt: Copy) -> None:
    ended = unbuilt.run("check", "--json", TODAY)
    problems = json.loads(ended.out)["problems"]
    assert [problem for problem in problems if problem["severity"] == "error"] == []
    assert ended.status == 0


def test_the_plan_has_these_documents_in_norrviks_own_words(unbuilt: Copy) -> None:
    documents = json.loads(unbuilt.run("plan", "--json", TODAY).out)["documents"]
    assert tuple(document["document"] for document in documents) == OUTPUTS


def test_the_program_has_never_heard_of_norrvik() -> None:
    """Its names and words are data; an example in the description of a field of authority.yaml is none of them."""
    source = "\n".join(
        path.read_text("utf-8")
        for path in sorted((ROOT / "contracts").rglob("*.py"))
        if path != ROOT / "contracts" / "facts" / "model" / "authority.py"
    ).casefold()
    assert [word for word in own_words() if word.casefold() in source] == []


def own_words() -> list[str]:
    """What Norrvik calls itself, its units, its documents and its criteria, read from its files."""
    facts = yaml.safe_load((NORRVIK / "data/norrvik/authority.yaml").read_text("utf-8"))
    known = yaml.safe_load((NORRVIK / "data/norrvik/organisations.yaml").read_text("utf-8"))
    # What is made of the form's own name (tilläggsöverenskommelse) is in the language, and the samples say it too.
    made = ("amendment", "accession", "exit", "consolidated")
    documents = {kind: word for kind, word in facts["documents"].items() if not kind.startswith(("agreement", *made))}
    words = [facts["name"], facts["short_name"], facts["letterhead"]["unit"], facts["case_number_pattern"]]
    words += [unit["name"] for unit in facts["units"]]
    words += [facts["criteria"]["source"], *(criterion["text"] for criterion in facts["criteria"]["criteria"])]
    words += [organisation["legal_name"] for organisation in known["organisations"]]
    assert len(documents) == 6
    return [*words, *documents.values()]


@pytest.mark.slow
def test_a_case_number_in_another_municipalitys_way_is_told(tmp_path: Path) -> None:
    own = norrvik(tmp_path / "norrvik")
    memo = own.root / "data/norrvik/memo-2030-05-14.md"
    memo.write_text(memo.read_text("utf-8").replace("2030/VN 0280 013", "AVUX/2030:13", 1), "utf-8")
    problems = json.loads(own.run("check", "--json", TODAY).out)["problems"]
    told = [problem["text"] for problem in problems if "AVUX/2030:13" in problem["text"]]
    assert told, "the pattern is Norrvik's, not the program's"


@pytest.mark.office
def test_every_pdf_passed_every_check_and_both_standards(built: Copy) -> None:
    documents = json.loads((built.build / "manifest.json").read_text("utf-8"))["documents"]
    assert sorted(document["id"] for document in documents) == sorted(OUTPUTS)
    for document in documents:
        assert document["engine"] == "office"
        assert document["conformance"] == ["PDF/A-3A", "PDF/UA-1"]
        assert [check["rule"] for check in document["checks"] if not check["passed"]] == []


@pytest.mark.office
def test_the_memo_has_norrviks_sections_in_norrviks_order(built: Copy) -> None:
    assert list(headings_of(built, MEMO)) == [
        "Sektorns förslag",
        "Kort om ärendet",
        "Skälen för förslaget",
        "Ärendets gång",
        "Handlingar som förslaget bygger på",
        "Bifogas",
        "För sektorn",
        "Kopia till",
    ]


@pytest.mark.office
def test_the_memo_has_norrviks_fields_on_top(built: Copy) -> None:
    assert paragraphs_of(built, MEMO)[:4] == ("Ärendenummer", "Vårt datum", "Nämnd", "Vår referens")
    text = text_of(built, MEMO)
    assert "Tjänsteutlåtande" in text
    assert "2030/VN 0280 013" in text
    assert "200 000 kr per år" in text, "what the partnership costs is derived"


@pytest.mark.office
def test_the_eight_criteria_are_norrviks(built: Copy) -> None:
    text = text_of(built, "norrvik/seglarhjalpen/promemoria")
    assert "Norrviks riktlinjer för partnerskap har åtta kriterier" in text
    assert text.count("Uppfyllt.") == 8
    assert "Ingen annan erbjuder sådan praktik." in text


@pytest.mark.office
def test_its_own_clause_goes_before_the_librarys_and_each_stands_where_it_is_put(built: Copy) -> None:
    numbers = headings_of(built, AGREEMENT)
    order = (
        "Uppsägning",
        "Hävning",
        "Giltighet",
        "Om vi inte kommer överens",
        "Ekonomiska villkor",
        "Beloppen följer priserna",
    )
    assert [heading for heading in numbers if heading in order] == list(order)
    text = text_of(built, AGREEMENT)
    assert "prövas frågan först av hamnkaptenen i Norrvik, som har 6 veckor på sig" in text
    assert "väcka talan" not in text, "the library's clause of the same name"
    assert "inom 20 dagar" in text
    assert "oktober 2030" in text


@pytest.mark.office
def test_a_clause_refers_to_a_section_by_the_number_it_has_here(built: Copy) -> None:
    for stem in OUTPUTS[:3]:
        numbers, text = headings_of(built, stem), text_of(built, stem)
        assert f"säga upp överenskommelsen enligt punkt {numbers['Uppsägning']}." in text
        assert f"Uppsägningstiden i punkt {numbers['Uppsägning']} gäller inte vid hävning" in text
        assert f"som anges i punkt {numbers['Ekonomiska villkor']} räknas om" in text


@pytest.mark.office
@pytest.mark.parametrize(("stem", "party"), [(OUTPUTS[1], PARTIES[1]), (OUTPUTS[2], PARTIES[2])])
def test_a_separate_agreement_has_two_parties_and_a_place_for_each_to_sign(built: Copy, stem: str, party: str) -> None:
    paragraphs = paragraphs_of(built, stem)
    assert [name for name in PARTIES if name in paragraphs] == [PARTIES[0], party]
    fields = pypdf.PdfReader(built.build / f"{stem}.pdf").get_fields() or {}
    assert sorted(fields) == sorted(("norrvik", stem.removeprefix(f"{AGREEMENT}-")))


@pytest.mark.office
def test_the_places_are_paid_by_the_step_that_holds_them(built: Copy) -> None:
    text = text_of(built, OUTPUTS[3])
    assert "Platsavtal 2031" in text
    assert "9 platser" in text
    assert "43 500 kr" in text
    assert "steget 7–12" in text


@pytest.mark.office
def test_the_report_counts_its_two_areas_and_says_what_is_missing(built: Copy) -> None:
    text = text_of(built, "norrvik/lagesbild-2031")
    assert "Välfärdsnämnden har haft fyra partnerskap. Tre pågår." in text
    assert list(headings_of(built, "norrvik/lagesbild-2031")) and "uppgift saknas" in text
    assert re.search(
        r"Det som pågår för unga.*Seglarhjälpen.*Det som pågår för äldre.*Hamnkaffe.*Träffpunkt Klippan", text
    )
    assert "262 000 kr" in text, "145 000 + 55 000 + 62 000; Nattvandring has ended"


@pytest.mark.office
def test_the_economic_report_says_what_is_not_explained(built: Copy) -> None:
    text = text_of(built, "norrvik/delarsuppfoljning-2031-04")
    assert "Delårsuppföljning till och med april 2031" in text
    assert re.search(r"Totalt −505 −1 510 −1 565 −55", text)
    assert "−30 tkr" in text


@pytest.mark.office
def test_the_packet_holds_its_parts_whole_with_running_numbers(built: Copy) -> None:
    pages = pages_of(built, PACKET)
    parts = [pages_of(built, stem) for stem in (MEMO, "norrvik/seglarhjalpen/promemoria", AGREEMENT)]
    front = len(pages) - sum(map(len, parts))
    assert front == 1
    assert all(f"sida {number} av {len(pages)}" in page for number, page in enumerate(pages, 1))
    own = [page for part in parts for page in part]
    assert all(part[:60] in page for part, page in zip(own, pages[front:], strict=True))
    assert all("2030/VN 0280 013" in page for page in pages[front:])
    assert all(kind in pages[0] for kind in ("Kallelse", "Tjänsteutlåtande: ", "Promemoria om Seglarhjälpen"))


@pytest.mark.slow
def test_drafts_of_everything_can_be_made_without_libreoffice(tmp_path: Path) -> None:
    own = norrvik(tmp_path / "norrvik")
    ended = own.run("build", "--json", "--draft", TODAY)
    assert ended.status == 0, ended.err
    for stem in OUTPUTS:
        assert all("UTKAST" in page for page in pages_of(own, f"{stem}-utkast")), stem
