"""Every document of the founding material, built from the real data and compared with what the sources say."""

import json
import shutil
from pathlib import Path

import docx
import pypdf
import pytest

from contracts.word.text import read_docx
from tests.building import ROOT, Copy, copy_of
from tests.conftest import Golden, numbered
from tests.founding_facts import ASSOCIATIONS, FACTS, KINDS, OUTPUTS, PACKET, PARTS, SUMMER

pytestmark = pytest.mark.office

#: A day of its own, so that no deadline passes while the test grows old.
TODAY = "--today=2026-01-01"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The real data of both municipalities, built once."""
    copy = copy_of(ROOT / "data", tmp_path_factory.mktemp("allt"))
    ended = copy.run("build", "--json", TODAY)
    assert ended.status == 0, ended.err
    return copy


def plain(text: str) -> str:
    return " ".join(text.split())


def pages_of(project: Copy, stem: str) -> list[str]:
    return [plain(page.extract_text()) for page in pypdf.PdfReader(project.build / f"{stem}.pdf").pages]


def documents_in(project: Copy) -> list[dict[str, object]]:
    documents: list[dict[str, object]] = json.loads((project.build / "manifest.json").read_text("utf-8"))["documents"]
    return documents


def built_in(folder: Path) -> set[str]:
    """The PDFs of a build folder, without suffix."""
    return {path.relative_to(folder).as_posix().removesuffix(".pdf") for path in folder.rglob("*.pdf")}


def test_these_documents_are_made_and_no_others(project: Copy) -> None:
    assert len(OUTPUTS) == 20
    assert built_in(project.build) == OUTPUTS


def test_every_document_passed_every_check_and_both_standards(project: Copy) -> None:
    documents = documents_in(project)
    assert {document["id"] for document in documents} == OUTPUTS
    for document in documents:
        assert document["conformance"] == ["PDF/A-3A", "PDF/UA-1"], document["id"]
        checks: list[dict[str, object]] = document["checks"]  # type: ignore[assignment]
        assert len(checks) > 10
        assert [check["rule"] for check in checks if not check["passed"]] == [], document["id"]
        assert "proof-judge" in {check["rule"] for check in checks}, "veraPDF has judged it"


@pytest.mark.parametrize("stem", FACTS)
def test_the_pdf_holds_every_fact_of_its_source(project: Copy, stem: str) -> None:
    # A case number may be parted at its hyphen at the end of a line.
    text = " ".join(pages_of(project, stem)).casefold()
    text += text.replace("- ", "-")
    assert [fact for fact in FACTS[stem] if fact.casefold() not in text] == []


@pytest.mark.parametrize("party", ASSOCIATIONS)
def test_each_association_has_an_agreement_of_its_own_with_two_parties_that_sign(project: Copy, party: str) -> None:
    stem = f"{SUMMER}-{party}"
    (table,) = [
        one for one in docx.Document(str(project.build / f"{stem}.docx")).tables if one.cell(0, 0).text == "Part"
    ]
    names = [row.cells[0].text.splitlines()[0] for row in table.rows]
    assert names == ["Part", "Offentlig sektor", "Botkyrka kommun", "Idéburen sektor", ASSOCIATIONS[party]]
    fields = pypdf.PdfReader(project.build / f"{stem}.pdf").get_fields() or {}
    assert set(fields) == {"botkyrka", party}


@pytest.mark.parametrize("party", ASSOCIATIONS)
def test_a_separate_agreement_names_the_others_only_as_parties_of_the_main_one(project: Copy, party: str) -> None:
    paragraphs = read_docx((project.build / f"{SUMMER}-{party}.docx").read_bytes()).paragraphs
    others = [name for other, name in ASSOCIATIONS.items() if other not in (party, "hela-manniskan")]
    naming = [text for text in paragraphs if any(plain(name) in plain(text) for name in others)]
    assert [text[: len("Det här är avtalet med")] for text in naming] == ["Det här är avtalet med"]


def test_the_main_agreement_has_all_eleven(project: Copy) -> None:
    fields = pypdf.PdfReader(project.build / f"{SUMMER}.pdf").get_fields() or {}
    assert set(fields) == {"botkyrka", *ASSOCIATIONS}


def test_a_number_that_no_source_gives_is_said_to_be_missing(project: Copy) -> None:
    rows = {
        row.cells[0].text: row.cells[1].text
        for table in docx.Document(str(project.build / f"{SUMMER}.docx")).tables
        for row in table.rows
    }
    assert rows["Hela Människan Huddinge–Botkyrka–Salem"] == "812800-4382"
    without = [name for name in ASSOCIATIONS.values() if rows[name] == "uppgift saknas"]
    assert len(without) == 9


def test_the_report_has_a_block_for_each_partnership_under_its_area(project: Copy) -> None:
    headings = read_docx((project.build / "malmo/rapport-2019.docx").read_bytes()).headings
    blocks: dict[str, int] = {}
    for heading in headings:
        if heading.level == 1:
            above = heading.text
            blocks[above] = 0
        elif heading.level == 2:
            blocks[above] += 1
    counted = {text: number for text, number in blocks.items() if text.startswith(("Pågående", "Partnerskap som"))}
    assert list(counted.values()) == [2, 4, 4]


def test_the_timeline_is_a_picture_that_is_told_in_words(project: Copy) -> None:
    root = pypdf.PdfReader(project.build / "malmo/rapport-2019.pdf").trailer["/Root"]
    told = [text for text in alternatives(root["/StructTreeRoot"]) if text.startswith("Tidslinje")]
    assert len(told) == 1
    assert told[0].count("gäller") + told[0].count("pågick") == 10, "ten rows"
    assert "Vintern 2018–2019" in told[0]


def alternatives(element: object) -> list[str]:
    """The alternative texts of a structure tree."""
    found: list[str] = []
    queue = [element]
    while queue:
        one = queue.pop()
        if isinstance(one, pypdf.generic.IndirectObject):
            one = one.get_object()
        if isinstance(one, pypdf.generic.ArrayObject):
            queue.extend(one)
        elif isinstance(one, pypdf.generic.DictionaryObject):
            if "/Alt" in one:
                found.append(str(one["/Alt"]))
            queue.extend([one.raw_get("/K")] if "/K" in one else [])
    return found


def test_the_packet_holds_every_page_of_its_parts_in_order(project: Copy) -> None:
    pages = pages_of(project, PACKET)
    own = [page for stem in PARTS for page in pages_of(project, stem)]
    assert len(pages) == 1 + len(own)
    assert [number for number, (page, part) in enumerate(zip(pages[1:], own, strict=True), 2) if part not in page] == []


def test_every_page_of_the_packet_bears_its_number_and_its_case(project: Copy) -> None:
    pages = pages_of(project, PACKET)
    for number, page in enumerate(pages, 1):
        assert f"handlingar sida {number} av {len(pages)}" in page
    economy = sum(len(pages_of(project, stem)) for stem in PARTS[4:])
    stamped = [number for number, page in enumerate(pages, 1) if "AVUX/2018:10 · handlingar sida" in page]
    assert stamped == list(range(len(pages) - economy + 1, len(pages) + 1))


def test_the_bookmarks_of_the_packet_are_its_items_and_their_documents(project: Copy) -> None:
    reader = pypdf.PdfReader(project.build / f"{PACKET}.pdf")
    lengths = [len(pages_of(project, stem)) for stem in PARTS]
    starts = [2 + sum(lengths[:at]) for at in range(len(PARTS))]
    items = [one for one in reader.outline if not isinstance(one, list)]
    assert [item.title.partition(" ")[0] for item in items[1:]] == ["1", "2"]
    below = [one for one in reader.outline if isinstance(one, list)][1:]
    documents = [one for group in below for one in group if not isinstance(one, list)]
    assert [(reader.get_destination_page_number(one) or 0) + 1 for one in documents] == starts
    assert documents[4].title == "Tjänsteskrivelse: Månadsuppföljning mars och prognos helår 2018"


def test_the_packets_page_labels_run_through(project: Copy) -> None:
    reader = pypdf.PdfReader(project.build / f"{PACKET}.pdf")
    assert reader.page_labels == [str(number) for number in range(1, len(reader.pages) + 1)]


def test_the_list_of_items_gives_each_document_the_page_it_begins_on(project: Copy) -> None:
    first = pages_of(project, PACKET)[0]
    lengths = [len(pages_of(project, stem)) for stem in PARTS]
    for at in range(len(PARTS)):
        assert f"sida {2 + sum(lengths[:at])}" in first


def test_a_pdf_of_each_kind_can_be_proved_again(project: Copy) -> None:
    stems = [*KINDS.values(), PARTS[0], SUMMER]
    ended = project.run("verify", *(f"build/{stem}.pdf" for stem in stems))
    assert ended.status == 0, ended.out
    assert [line for line in ended.out.splitlines() if line.startswith("proved build/")] == [
        f"proved build/{stem}.pdf" for stem in stems
    ]
    assert ended.out.count("listed in the manifest with these bytes") == len(stems)


@pytest.mark.parametrize("name", KINDS)
def test_the_text_of_each_kind_is_as_agreed(project: Copy, golden: Golden, name: str) -> None:
    pages = pages_of(project, KINDS[name])
    # What follows a packet's first page is its parts, page by page.
    shown = pages[:1] if KINDS[name] == PACKET else pages
    golden(f"{name}.pdf.txt", numbered(shown))


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The real data, not built: what follows builds drafts of parts of it, which are quick to make."""
    return copy_of(ROOT / "data", tmp_path_factory.mktemp("utkast"))


@pytest.mark.parametrize(
    ("target", "stems"),
    [
        pytest.param(
            "botkyrka/feriepraktik",
            {SUMMER, "botkyrka/feriepraktik/pm", *(f"{SUMMER}-{party}" for party in ASSOCIATIONS)},
            marks=pytest.mark.slow,
        ),
        ("build/botkyrka/feriepraktik/avtal-verdandi-botkyrka.pdf", {f"{SUMMER}-verdandi-botkyrka"}),
        (
            "memo",
            {
                "botkyrka/tjansteskrivelse-2018-04-09",
                "malmo/tjansteskrivelse-2019-04-03",
                "malmo/tjansteskrivelse-2023-05-15",
            },
        ),
        pytest.param("handlingar", {PACKET, *PARTS}, marks=pytest.mark.slow),
    ],
)
def test_only_what_is_asked_for_is_built(drafts: Copy, target: str, stems: set[str]) -> None:
    shutil.rmtree(drafts.build, ignore_errors=True)
    ended = drafts.run("build", "--json", "--draft", TODAY, target)
    assert ended.status == 0, ended.err
    assert built_in(drafts.build) == {f"{stem}-utkast" for stem in stems}


def test_targets_that_mean_nothing_are_answered_with_the_nearest(drafts: Copy) -> None:
    nearest = {
        "botkyrka/feriepraktk": "botkyrka/feriepraktik",
        "build/malmo/raport-2019.pdf": "malmo/rapport-2019",
        "tjansteskrivelse": "tjänsteskrivelse",
    }
    ended = drafts.run("plan", "--json", TODAY, *nearest)
    assert ended.status == 3
    remedies = [problem["remedy"] for problem in json.loads(ended.out)["problems"]]
    assert remedies == [f"menade du ”{name}”?" for name in nearest.values()]
