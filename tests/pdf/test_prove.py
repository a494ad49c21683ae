"""The proof: what is right passes, and each check is seen to fail on a tampered PDF or another expectation."""

import hashlib
import string
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from docx.document import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from contracts.pdf.comparing import searchable, squashed
from contracts.pdf.finish import finish
from contracts.pdf.proof_text import _unresolved
from contracts.pdf.prove import (
    Expectation,
    ExpectedAttachment,
    ExpectedHeading,
    ExpectedSignature,
    Proof,
    prove,
)
from contracts.pdf.read import read_pdf
from contracts.pdf.structure import elements, kids
from contracts.spelling.wordings import PlannedFact
from tests.pdf.finishing_fixtures import (
    HEADINGS,
    JOINT,
    PROSE,
    SIGNATORIES,
    Signatory,
    agreement,
    engine_pdfs,
    expectation,
    expected_signatures,
    finished,
    finishing,
    hard_document,
    joint_signatures,
    lonely_signatures,
    many_signatories,
    many_signatures,
    paragraphs_of,
    plain_signatures,
)
from tests.pdf.signing_fixtures import sign_every_field, throwaway_identities

__all__ = ["engine_pdfs", "finished"]

pytestmark = pytest.mark.office

Change = Callable[[pikepdf.Pdf], None]
Tamper = Callable[[Change], Path]


@pytest.fixture
def tamper(finished: Path, tmp_path: Path) -> Tamper:
    """The finished agreement with one thing changed."""

    def changed(change: Change) -> Path:
        with pikepdf.open(finished) as pdf:
            change(pdf)
            pdf.save(tmp_path / "avtal.pdf", deterministic_id=True)
        return tmp_path / "avtal.pdf"

    return changed


def texts(proof: Proof, rule: str = "") -> list[str]:
    return [problem.text for problem in proof.problems if rule in ("", problem.rule)]


def only(proof: Proof, rule: str) -> list[str]:
    """The problems' texts; all of them must be of one rule, and its check must be marked as failed."""
    assert {problem.rule for problem in proof.problems} == {rule}
    assert not proof.passed
    assert all(problem.place and problem.place.file and problem.remedy for problem in proof.problems)
    return texts(proof)


def pages(proof: Proof) -> list[int]:
    return [problem.place.page for problem in proof.problems if problem.place]


def document_kids(pdf: pikepdf.Pdf) -> tuple[pikepdf.Object, list[pikepdf.Object]]:
    document = next(elements(pdf)).node
    return document, kids(document)


# What is right


def test_a_right_document_passes_every_check(finished: Path) -> None:
    proof = prove(finished, expectation(), judge=True)
    assert texts(proof) == []
    assert proof.passed
    assert {check.rule: check.count for check in proof.checks if check.rule != "proof-judge"} == {
        "proof-fact": 5,
        "proof-paragraph": 31,
        "proof-running": 2,
        "proof-unresolved": 2,
        "proof-visible": 64,
        "proof-contents": 4,
        "proof-heading": 4,
        "proof-bookmark": 4,
        "proof-figure": 0,
        "proof-signature": 2,
        "proof-font": 3,
        "proof-description": 6,
        "proof-page": 2,
        "proof-attachment": 1,
        "proof-conformance": 2,
    }
    assert all(check.passed for check in proof.checks)
    assert proof.conformance == ("PDF/A-3A", "PDF/UA-1")
    assert (proof.pages, proof.signatures) == (2, 2)
    assert proof.size_bytes == finished.stat().st_size
    assert proof.sha256 == hashlib.sha256(finished.read_bytes()).hexdigest()


def test_signature_blocks_of_plain_paragraphs_pass_too(engine_pdfs: Path, tmp_path: Path) -> None:
    finish(engine_pdfs / "plain.pdf", tmp_path / "a.pdf", finishing())
    wanted = replace(
        expectation(),
        facts=(),
        running=(),
        paragraphs=paragraphs_of(plain_signatures()),
        headings=(ExpectedHeading(1, "1", "Underskrifter"),),
    )
    assert texts(prove(tmp_path / "a.pdf", wanted)) == []


def test_a_long_table_and_text_over_pages_pass_but_the_missing_character_does_not(
    engine_pdfs: Path, tmp_path: Path
) -> None:
    finish(engine_pdfs / "hard.pdf", tmp_path / "a.pdf", finishing())
    wanted = replace(
        expectation(), facts=(), running=(), headings=(), signatures=(), paragraphs=paragraphs_of(hard_document())
    )
    (problem,) = only(prove(tmp_path / "a.pdf", wanted), "proof-glyph")
    assert "Ett tecken på sidan 1 kan inte läsas" in problem
    assert "漢" in problem


# Facts


def test_a_fact_that_is_not_printed_is_named_with_what_is_most_like_it(finished: Path) -> None:
    fact = PlannedFact("economy.amount", "belopp per år", ("375\u00a0000 kr", "375\u00a0000 kronor"))
    proof = prove(finished, replace(expectation(), facts=(fact,)))
    assert only(proof, "proof-fact") == [
        (
            "Uppgiften belopp per år (economy.amount) finns inte i dokumentet: ”375\u00a0000 kr” eller "
            "”375\u00a0000 kronor”. Närmast är ”350 000 kr” på sidan 1."
        )
    ]
    assert pages(proof) == [1]


def test_a_fact_is_not_found_across_two_paragraphs(finished: Path) -> None:
    fact = PlannedFact(
        "x", "uppgift", ("rådgivning i gruppstöd till enskilda", "rådgivning i grupp stöd till enskilda")
    )
    assert only(prove(finished, replace(expectation(), facts=(fact,))), "proof-fact")


def twice(wording: str) -> tuple[PlannedFact, PlannedFact]:
    return PlannedFact("a", "bidraget", (wording,)), PlannedFact("b", "ersättningen", (wording,))


def test_two_facts_that_are_written_alike_need_two_places(finished: Path) -> None:
    proof = prove(finished, replace(expectation(), facts=twice("31 december 2028")))
    assert only(proof, "proof-fact") == [
        (
            "2 uppgifter skrivs ”31 december 2028”, men det står bara på 1 ställe. Någon av dem saknas i dokumentet: "
            "bidraget (a), ersättningen (b)."
        )
    ]


def test_two_facts_that_are_written_alike_pass_with_two_places(finished: Path) -> None:
    assert prove(finished, replace(expectation(), facts=twice("350\u00a0000 kr"))).passed


def test_neither_the_contents_list_nor_the_next_pages_header_is_a_place_of_its_own(finished: Path) -> None:
    for wording in ("Bakgrund", "Dnr KS 2026/0123, sida 1"):
        assert only(prove(finished, replace(expectation(), facts=twice(wording))), "proof-fact")


def test_a_fact_without_wordings_is_never_found(finished: Path) -> None:
    fact = PlannedFact("x", "uppgift", ())
    assert only(prove(finished, replace(expectation(), facts=(fact,))), "proof-fact")


@pytest.mark.parametrize(
    ("wording", "text", "found"),
    [
        ("125\u00a0000 kr", "Bidraget är 125\u00a0000 kr.", True),
        ("125\u00a0000 kr", "Bidraget är 125 000\nkr per år", True),
        ("125\u00a0000 kr", "Bidraget är 1\u00a0125\u00a0000 kr.", False),
        ("5 kr", "Priset är 15 kr.", False),
        ("15", "Det är 15,5 procent", False),
        ("15", "Det är 15.", True),
        ("5", "Det är 15,5 procent", False),
        ("2026", "åren 2026–2028", True),
        ("350", "350\u00a0000 kr", False),
        ("Berg", "Anna Bergström", False),
        ("Föreningen Örtagården", "Föreningen Örtagårdens styrelse", True),
        ("avtal", "samverkansavtal", False),
        ("kommun", "kommunstyrelsen", False),
        ("kommun", "kommunsamverkan", False),
        ("Avtalstid", "AVTALSTID", True),
        ("Hemlighet", "Hemlig\u00adhet", True),
        ("A-B", "A\u2011B", True),
        ("effekt", "e\ufb00ekt", True),
        ("", "text", False),
    ],
)
def test_a_wording_is_found_only_where_it_stands_for_itself(wording: str, text: str, found: bool) -> None:
    assert searchable(text).holds(wording) is found


@given(st.text(alphabet=string.ascii_letters + "åäöÅÄÖ0123456789 \u00a0", min_size=1, max_size=30))
def test_every_text_holds_itself_however_its_spaces_are_shown(text: str) -> None:
    shown = text.replace("\u00a0", " ").replace(" ", "\n")
    assert searchable(shown).holds(text) is bool(squashed(text))


# What cannot be seen


def around_text(page: int, before: str = "", after: str = "", *, mcid: int = 2) -> Change:
    """Operators before and after every string of one marked content; `page` is counted from 0."""

    def change(pdf: pikepdf.Pdf) -> None:
        kept: list[bytes] = []
        inside = False
        for instruction in pikepdf.parse_content_stream(pdf.pages[page]):
            operator = str(instruction.operator)
            if operator == "BDC":
                inside = int(instruction.operands[1].get("/MCID", -1)) == mcid
            shows = inside and operator in ("Tj", "TJ")
            kept.append(before.encode() if shows else b"")
            kept.append(pikepdf.unparse_content_stream([instruction]))
            if operator == "ET" and inside:
                kept.append(after.encode())
        pdf.pages[page].Contents = pdf.make_stream(b"\n".join(kept))
        pdf.pages[page].resources.ExtGState = Dictionary(Faint=Dictionary(ca=0.1))

    return change


def painted(operators: str) -> Change:
    """Operators at the end of page 2, as an artifact."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].contents_add(b"/Artifact BMC q " + operators.encode() + b" Q EMC")

    return change


TERM = "Avtalet gäller från den 1 mars 2026"


@pytest.mark.parametrize(
    ("operators", "fault"),
    [
        ("1 1 1 rg", "för färgen skiljer sig för lite från bakgrunden"),
        ("0.9 g", "för färgen skiljer sig för lite från bakgrunden"),
        ("0 0 0 0.1 k", "för färgen skiljer sig för lite från bakgrunden"),
        ("/Faint gs", "för färgen skiljer sig för lite från bakgrunden"),
        ("3 Tr", "för den är satt som osynlig"),
        ("7 Tr", "för den är satt som osynlig"),
        ("1 Tr 1 G", "för färgen skiljer sig för lite från bakgrunden"),
        ("1 Tz", "för den är lägre eller smalare än 5 punkter"),
        ("/F1 1 Tf", "för den är lägre eller smalare än 5 punkter"),
        ("-9000 0 Td", "för den står helt eller delvis utanför sidan eller sin ruta"),
    ],
)
def test_text_that_nobody_can_read_is_found(tamper: Tamper, operators: str, fault: str) -> None:
    proof = prove(tamper(around_text(1, operators)), expectation())
    (text,) = texts(proof, "proof-visible")
    assert text.startswith(f"Text på sidan 2 går inte att läsa, {fault}: ”")
    assert not proof.passed
    assert not next(check for check in proof.checks if check.rule == "proof-visible").passed


@pytest.mark.parametrize("operators", ["0.6 g", "0.3 0.3 0.3 rg", "90 Tz"])
def test_grey_and_slightly_condensed_text_can_be_read(tamper: Tamper, operators: str) -> None:
    assert texts(prove(tamper(around_text(1, operators)), expectation()), "proof-visible") == []


IMAGE = "BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI"


@pytest.mark.parametrize(
    "cover",
    [
        "1 g 0 0 600 850 re f",
        "0.5 g 0 0 600 850 re f*",
        "1 G 900 w 0 400 m 600 400 l S",
        f"600 0 0 850 0 0 cm {IMAGE}",
    ],
)
def test_text_under_something_is_found(tamper: Tamper, cover: str) -> None:
    proof = prove(tamper(painted(cover)), expectation())
    (text,) = texts(proof, "proof-visible")
    assert text.startswith("Text på sidan 2 går inte att läsa, för något ligger över den: ”")
    assert pages(proof)[0] == 2


@pytest.mark.parametrize(
    "harmless",
    [
        "1 g 2 2 20 20 re f",
        "1 g 0 0 600 850 re 1 1 598 848 re f*",
        "0 0 1 1 re W n 1 g 0 0 600 850 re f",
        "1 G 0.5 w 0 0 600 850 re S",
        f"1 0 0 1 2 2 cm {IMAGE}",
    ],
)
def test_what_covers_no_text_is_no_problem(tamper: Tamper, harmless: str) -> None:
    assert texts(prove(tamper(painted(harmless)), expectation()), "proof-visible") == []


def ground(operators: str, then: Change) -> Change:
    """Operators before everything else on page 2."""

    def change(pdf: pikepdf.Pdf) -> None:
        then(pdf)
        pdf.pages[1].contents_add(b"/Artifact BMC q " + operators.encode() + b" Q EMC", prepend=True)

    return change


def test_white_text_on_a_dark_ground_can_be_read_but_black_cannot(tamper: Tamper) -> None:
    proof = prove(tamper(ground("0.1 g 0 0 600 850 re f", around_text(1, "1 g"))), expectation())
    (text,) = texts(proof, "proof-visible")
    assert "skiljer sig för lite" in text
    assert TERM not in text


def test_text_on_an_image_cannot_be_judged_and_is_refused(tamper: Tamper) -> None:
    proof = prove(tamper(ground(f"600 0 0 850 0 0 cm {IMAGE}", around_text(1))), expectation())
    assert "för den står på en bild" in texts(proof, "proof-visible")[0]


def test_an_annotation_over_the_text_is_found(tamper: Tamper) -> None:
    def stamp(pdf: pikepdf.Pdf) -> None:
        look = pdf.make_stream(b"1 g 0 0 600 850 re f", BBox=[0, 0, 600, 850], Type=Name.XObject, Subtype=Name.Form)
        note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[0, 0, 600, 850], AP=Dictionary(N=look))
        pdf.pages[1].Annots.append(pdf.make_indirect(note))

    assert "för något ligger över den" in texts(prove(tamper(stamp), expectation()), "proof-visible")[0]


def test_the_reader_gives_size_colour_and_painting_order(finished: Path) -> None:
    page = read_pdf(finished).pages[1]
    term = next(shown for shown in page.shown if TERM in shown.text)
    assert (round(term.height), round(term.width), term.mode, term.opacity) == (11, 11, 0, 1.0)
    assert [(one.red, one.green, one.blue) for one in term.colours if one] == [(0.0, 0.0, 0.0)]
    orders = [one.order for one in (*page.shown, *page.paintings)]
    assert sorted(orders) == list(range(len(orders)))


# Paragraphs


def without_paragraph(pdf: pikepdf.Pdf) -> None:
    """Takes the paragraph of the contract's term out of the tags and off the page."""
    page = pdf.pages[1]
    content = pikepdf.parse_content_stream(page)
    kept, inside = [], False
    for instruction in content:
        operator = str(instruction.operator)
        if operator == "BDC" and int(instruction.operands[1].get("/MCID", -1)) == 2:
            inside = True
        if not inside:
            kept.append(instruction)
        if operator == "EMC":
            inside = False
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def test_a_lost_paragraph_is_named(tamper: Tamper) -> None:
    proof = prove(tamper(without_paragraph), replace(expectation(), facts=()))
    assert only(proof, "proof-paragraph") == [
        (
            "Ett stycke i Word-filen finns inte i PDF-filen: ”Avtalet gäller från den 1 mars 2026 till och med den 31 "
            "december 2028.”."
        )
    ]


def test_a_doubled_paragraph_is_named_with_its_page(tamper: Tamper) -> None:
    def double(pdf: pikepdf.Pdf) -> None:
        document, children = document_kids(pdf)
        heading = next(index for index, kid in enumerate(children) if kid.S == Name.H1)
        document.K = Array([*children[: heading + 3], children[heading + 2], *children[heading + 3 :]])

    proof = prove(tamper(double), expectation())
    assert f"Stycket ”{PROSE[1]}” på sidan 1 står en gång för mycket." in texts(proof, "proof-paragraph")[0]


def test_a_moved_paragraph_is_named(tamper: Tamper) -> None:
    def swap(pdf: pikepdf.Pdf) -> None:
        document, children = document_kids(pdf)
        heading = next(index for index, kid in enumerate(children) if kid.S == Name.H1)
        children[heading + 1], children[heading + 2] = children[heading + 2], children[heading + 1]
        document.K = Array(children)

    proof = prove(tamper(swap), expectation())
    assert len(only(proof, "proof-paragraph")) == 1
    assert "står på fel plats" in texts(proof)[0]
    assert pages(proof) == [1]


def test_text_that_the_word_file_does_not_have_is_named(finished: Path) -> None:
    wanted = tuple(text for text in paragraphs_of(agreement()) if text != PROSE[2])
    proof = prove(finished, replace(expectation(), paragraphs=wanted))
    assert only(proof, "proof-paragraph") == [
        f"Stycket ”{PROSE[2][:89]}…” på sidan 2 finns inte i Word-filen. Texten är en annan i PDF-filen."
    ]
    assert pages(proof) == [2]


def test_a_lost_footnote_is_named(finished: Path) -> None:
    wanted = (*paragraphs_of(agreement()), "Se protokollet § 12.")
    proof = prove(finished, replace(expectation(), paragraphs=wanted))
    assert only(proof, "proof-paragraph") == ["Ett stycke i Word-filen finns inte i PDF-filen: ”Se protokollet § 12.”."]


def test_a_changed_word_is_shown_beside_what_it_became(finished: Path) -> None:
    wanted = tuple(text.replace("två gånger", "tre gånger") for text in paragraphs_of(agreement()))
    found = only(prove(finished, replace(expectation(), paragraphs=wanted)), "proof-paragraph")
    assert "minst tre gånger" in found[0]
    assert "Närmast är ”Styrgruppen sammanträder minst två gånger" in found[0]
    assert "finns inte i Word-filen" in found[1]


def test_a_header_that_is_on_no_page_is_named(finished: Path) -> None:
    proof = prove(finished, replace(expectation(), running=("Exempelstads kommun", "Sida av", "Dnr KS 2026/0999")))
    assert only(proof, "proof-running") == [
        "Texten ”Sida av” i sidhuvudet eller sidfoten finns inte på någon sida.",
        "Texten ”Dnr KS 2026/0999” i sidhuvudet eller sidfoten finns inte på någon sida.",
    ]


# What was never filled in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bidrag: {{ amount }}", "en mallmarkering som inte har ersatts"),
        ("{% if x", "en mallmarkering som inte har ersatts"),
        ("Belopp: None kr", "ett värde som saknas"),
        ("Undefined", "ett namn som inte är definierat"),
        ("Error: Reference source not found", "ett felmeddelande"),
        ("Fel: Det gick inte att hitta referenskällan", "ett felmeddelande"),
        ("Fel! Hittar inte referenskälla.", "ett felmeddelande"),
        ("punkt \uf0b7 ett", "ett tecken utan betydelse (privat område)"),
    ],
)
def test_what_was_never_filled_in_is_found(tamper: Tamper, text: str, found: str) -> None:
    def say(pdf: pikepdf.Pdf) -> None:
        figure = next(element.node for element in elements(pdf) if element.type == "H1")
        figure.Alt = String(text)

    proof = prove(tamper(say), expectation())
    assert f"Det står {found} på sidan 1" in only(proof, "proof-unresolved")[0]


def test_words_that_only_look_like_it_are_no_problem(tamper: Tamper) -> None:
    def say(pdf: pikepdf.Pdf) -> None:
        figure = next(element.node for element in elements(pdf) if element.type == "H1")
        figure.Alt = String("Nonell arbetar med felfria texter och rättar fel i dem.")

    assert prove(tamper(say), expectation()).passed


def test_a_glyph_that_nobody_can_read_is_found(tamper: Tamper) -> None:
    def forget(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[1].resources.Font[Name.F1].ToUnicode

    proof = prove(tamper(forget), expectation())
    assert any("kan inte läsas" in text for text in texts(proof, "proof-glyph"))
    assert any("säger inte vilka tecken det visar" in text for text in texts(proof, "proof-font"))


# Contents list, headings, bookmarks


def test_a_page_number_that_is_wrong_in_the_contents_list_is_found(engine_pdfs: Path, tmp_path: Path) -> None:
    finish(engine_pdfs / "stale.pdf", tmp_path / "a.pdf", finishing())
    assert only(prove(tmp_path / "a.pdf", expectation()), "proof-contents") == [
        "Innehållsförteckningen stämmer inte: ”3 Avtalstid” hänvisar till sidan 1, men rubriken står på sidan 2."
    ]


def test_a_heading_that_the_contents_list_leaves_out_is_found(tamper: Tamper) -> None:
    def leave_out(pdf: pikepdf.Pdf) -> None:
        contents = next(element.node for element in elements(pdf) if element.type == "TOC")
        contents.K = Array(kids(contents)[:-1])

    assert texts(prove(tamper(leave_out), expectation()), "proof-contents") == [
        "Innehållsförteckningen stämmer inte: rubriken ”4 Underskrifter” på sidan 2 saknas."
    ]


def test_a_line_of_the_contents_list_without_a_heading_is_found(tamper: Tamper) -> None:
    def retype(pdf: pikepdf.Pdf) -> None:
        heading = next(element.node for element in elements(pdf) if element.type == "H1")
        heading.S = Name.P

    proof = prove(tamper(retype), expectation())
    assert texts(proof, "proof-contents") == [
        "Innehållsförteckningen stämmer inte: raden ”1 Bakgrund 1” motsvarar ingen rubrik."
    ]
    assert texts(proof, "proof-heading")


@pytest.mark.parametrize(
    ("headings", "problem"),
    [
        (
            (ExpectedHeading(2, "1", HEADINGS[0]),),
            "Rubrik 1 ska vara ”1 Bakgrund” på nivå 2, men är ”1 Bakgrund” på nivå 1.",
        ),
        (
            (ExpectedHeading(1, "7", HEADINGS[0]),),
            "Rubrik 1 ska vara ”7 Bakgrund” på nivå 1, men är ”1 Bakgrund” på nivå 1.",
        ),
        (
            tuple(ExpectedHeading(1, str(i), text) for i, text in enumerate(HEADINGS[:3], 1)),
            "”4 Underskrifter” är märkt som rubrik men är ingen rubrik i Word-filen.",
        ),
        (
            tuple(ExpectedHeading(1, str(i), text) for i, text in enumerate((*HEADINGS, "Övrigt"), 1)),
            "Rubriken ”5 Övrigt” är inte märkt som rubrik i PDF-filen.",
        ),
    ],
)
def test_headings_must_be_those_of_the_word_file(
    finished: Path, headings: tuple[ExpectedHeading, ...], problem: str
) -> None:
    assert texts(prove(finished, replace(expectation(), headings=headings)), "proof-heading") == [problem]


def test_missing_and_wrong_bookmarks_are_found(tamper: Tamper) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            del outline.root[0]
            outline.root[0].destination = Array([pdf.pages[1].obj, Name.Fit])

    assert only(prove(tamper(change), expectation()), "proof-bookmark") == [
        "Rubriken ”1 Bakgrund” saknar bokmärke.",
        "Bokmärket ”2 Ekonomi” leder till sidan 2, men rubriken står på sidan 1.",
    ]


# Signatures


def test_a_missing_and_a_superfluous_field_are_found(finished: Path) -> None:
    wanted = (replace(expected_signatures()[0], name="regionen", party="Region Exempel", signatory="Eva Ek"),)
    found = texts(prove(finished, replace(expectation(), signatures=wanted)), "proof-signature")
    assert "Eva Ek för Region Exempel saknar underskriftsfält." in found
    assert "Underskriftsfältet kommunen på sidan 2 hör inte till någon undertecknare." in found


def test_two_fields_of_one_name_are_found(tamper: Tamper) -> None:
    def rename(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields[1].T = String("kommunen")

    found = texts(prove(tamper(rename), expectation()), "proof-signature")
    assert "Åsa Öberg för Exempelstads kommun har 2 underskriftsfält." in found
    assert "Björn Ängström för Föreningen Örtagården saknar underskriftsfält." in found


def test_fields_in_each_others_blocks_are_found(tamper: Tamper) -> None:
    """The worst fault of all: each party would sign under the other's name."""

    def swap(pdf: pikepdf.Pdf) -> None:
        first, second = pdf.Root.AcroForm.Fields
        for key in ("/T", "/TU", "/Lock"):
            one, other = first[key], second[key]
            first[key], second[key] = other, one

    found = only(prove(tamper(swap), expectation()), "proof-signature")
    assert len(found) == 2
    assert all("ligger inte i ett block med" in text for text in found)


def test_fields_that_only_look_swapped_on_the_page_are_found(tamper: Tamper) -> None:
    """The tags are right, but one box was moved over the other's."""

    def move(pdf: pikepdf.Pdf) -> None:
        first, second = pdf.Root.AcroForm.Fields
        first.Rect = Array(list(second.Rect.as_list()))

    found = only(prove(tamper(move), expectation()), "proof-signature")
    assert "Underskriftsfältet för Åsa Öberg ligger över fältet ortagarden på sidan 2." in found


Box = tuple[int, int, int, int]


@pytest.mark.parametrize(
    ("box", "problem"),
    [
        ((90, 500, 700, 580), "ligger utanför sidan"),
        ((90, 680, 280, 720), "ligger över texten"),
        ((90, 540, 90, 580), "har ingen yta"),
    ],
)
def test_a_box_in_the_wrong_place_is_found(tamper: Tamper, box: Box, problem: str) -> None:
    def move(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields[0].Rect = Array(list(box))

    found = texts(prove(tamper(move), expectation()), "proof-signature")
    assert any(problem in text for text in found)


def test_a_field_on_another_page_than_its_block_is_found(tamper: Tamper) -> None:
    def move(pdf: pikepdf.Pdf) -> None:
        widget = pdf.Root.AcroForm.Fields[0]
        pdf.pages[1].obj.Annots = Array([pdf.Root.AcroForm.Fields[1]])
        pdf.pages[0].obj.Annots.append(widget)
        widget.P = pdf.pages[0].obj

    found = texts(prove(tamper(move), expectation()), "proof-signature")
    assert "Underskriftsfältet för Åsa Öberg på sidan 1 ligger inte på samma sida som sitt block." in found


def test_a_field_on_no_page_is_found(tamper: Tamper) -> None:
    def lose(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].obj.Annots = Array([pdf.Root.AcroForm.Fields[1]])

    found = texts(prove(tamper(lose), expectation()), "proof-signature")
    assert "Underskriftsfältet för Åsa Öberg ligger inte på någon sida." in found


def test_a_wrong_tooltip_and_a_wrong_lock_are_found(tamper: Tamper) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        field = pdf.Root.AcroForm.Fields[0]
        field.TU = String("Underskrift: någon annan")
        field.Lock = Dictionary(Type=Name.SigFieldLock, Action=Name.All)

    assert only(prove(tamper(change), expectation()), "proof-signature") == [
        (
            "Underskriftsfältet för Åsa Öberg har beskrivningen ”Underskrift: någon annan” i stället för ”Underskrift: "
            "Åsa Öberg, kommundirektör, Exempelstads kommun”."
        ),
        "Underskriftsfältet för Åsa Öberg låser inte sig självt och bara sig självt.",
    ]


def test_a_document_that_is_signed_already_is_found(finished: Path, tmp_path: Path) -> None:
    signed = sign_every_field(finished, tmp_path, throwaway_identities(tmp_path, [SIGNATORIES[0].id]))
    assert texts(prove(signed, expectation()), "proof-signature") == [
        "Underskriftsfältet för Åsa Öberg är redan undertecknat."
    ]


def test_a_block_that_names_the_wrong_person_or_title_is_found(finished: Path) -> None:
    def proof(changed: ExpectedSignature) -> list[str]:
        wanted = replace(expectation(), signatures=(changed, expected_signatures()[1]))
        return texts(prove(finished, wanted), "proof-signature")

    right = expected_signatures()[0]
    assert proof(right) == []
    for wrong in (
        replace(right, signatory="Eva Ek"),
        replace(right, title="ordförande"),
        replace(right, party="Region"),
    ):
        assert any("ligger inte i ett block med" in text for text in proof(wrong))


def signing_expectation(document: WordDocument, signatories: Sequence[Signatory]) -> Expectation:
    return replace(
        expectation(),
        facts=(),
        running=(),
        headings=(),
        paragraphs=paragraphs_of(document),
        signatures=expected_signatures(signatories),
    )


def test_two_may_sign_for_one_party_beside_a_party_of_a_longer_name(engine_pdfs: Path, tmp_path: Path) -> None:
    finish(engine_pdfs / "joint.pdf", tmp_path / "a.pdf", finishing())
    wanted = signing_expectation(joint_signatures(), JOINT)
    assert texts(prove(tmp_path / "a.pdf", wanted)) == []


@pytest.mark.parametrize(("one", "other"), [(0, 1), (0, 2), (1, 2)])
def test_swapped_fields_are_found_there_too(engine_pdfs: Path, tmp_path: Path, one: int, other: int) -> None:
    finish(engine_pdfs / "joint.pdf", tmp_path / "a.pdf", finishing())
    with pikepdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as pdf:
        fields = pdf.Root.AcroForm.Fields
        for key in ("/T", "/TU", "/Lock"):
            first, second = fields[one][key], fields[other][key]
            fields[one][key], fields[other][key] = second, first
        pdf.save(tmp_path / "a.pdf")
    found = texts(prove(tmp_path / "a.pdf", signing_expectation(joint_signatures(), JOINT)), "proof-signature")
    assert any("ligger inte i ett block med" in text for text in found)


def test_many_parties_on_several_landscape_pages_pass(engine_pdfs: Path, tmp_path: Path) -> None:
    fields = finish(engine_pdfs / "many.pdf", tmp_path / "a.pdf", finishing())
    assert {field.page for field in fields} == {1, 2}
    wanted = signing_expectation(many_signatures(), many_signatories(8))
    assert texts(prove(tmp_path / "a.pdf", wanted)) == []


def test_signatures_alone_on_a_page_are_found(engine_pdfs: Path, tmp_path: Path) -> None:
    finish(engine_pdfs / "lonely.pdf", tmp_path / "a.pdf", finishing())
    wanted = replace(expectation(), facts=(), running=(), headings=(), paragraphs=paragraphs_of(lonely_signatures()))
    proof = prove(tmp_path / "a.pdf", wanted)
    assert only(proof, "proof-signature-alone") == ["Sidan 2 har underskrifter men ingen annan text ur dokumentet."]
    assert pages(proof) == [2]


# The file itself


def test_a_font_that_nobody_asked_for_is_found(finished: Path) -> None:
    proof = prove(finished, replace(expectation(), fonts=("Arial",)))
    assert only(proof, "proof-font") == ["Typsnittet LiberationSerif används, men mallen ber om Arial."]


def test_a_font_that_is_not_embedded_is_found(tamper: Tamper) -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[0].resources.Font[Name.F1].FontDescriptor.FontFile2

    assert any("är inte inbäddat" in text for text in texts(prove(tamper(strip), expectation()), "proof-font"))


def without_tags(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def without_shown_title(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def with_another_title(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace("Överenskommelse".encode(), b"Avtal"))


def with_level_b(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"conformance>A<", b"conformance>B<"))


def without_accessibility_claim(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"<pdfuaid:part>1</pdfuaid:part>", b""))


def without_metadata(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(b"ingen xml")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (without_tags, "Filen saknar taggar."),
        (without_language, "Språket är ””, inte ”sv-SE”."),
        (without_shown_title, "Fönstret visar filnamnet i stället för titeln."),
        (with_another_title, "Titeln är ”Avtal om partnerskap” i stället för ”Överenskommelse om partnerskap”."),
        (with_level_b, "Filen säger sig vara PDF/A-3B, inte PDF/A-3A."),
        (without_accessibility_claim, "Filen säger sig inte vara PDF/UA-1."),
        (without_metadata, "Filen säger sig vara PDF/A-(inget), inte PDF/A-3A."),
    ],
)
def test_what_the_file_says_of_itself_is_checked(tamper: Tamper, change: Change, problem: str) -> None:
    proof = prove(tamper(change), expectation())
    assert problem in texts(proof, "proof-description")
    assert not proof.passed


def test_an_empty_page_is_found(tamper: Tamper) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        pdf.add_blank_page()

    assert texts(prove(tamper(add), expectation()), "proof-page") == ["Sidan 3 är tom."]


def test_text_outside_the_tags_is_found(tamper: Tamper) -> None:
    def untag(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[1]
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\nBT /F1 11 Tf 90 300 Td <0203> Tj ET")

    proof = prove(tamper(untag), expectation())
    assert "På sidan 2 står text utanför taggarna" in texts(proof, "proof-page")[0]


@pytest.mark.parametrize(("name", "sha256"), [("facts.json", "0" * 64), ("other.json", "0" * 64)])
def test_other_attachments_than_planned_are_found(finished: Path, name: str, sha256: str) -> None:
    proof = prove(finished, replace(expectation(), attachments=(ExpectedAttachment(name, sha256),)))
    changed = ["Den bifogade filen facts.json är ändrad."]
    others = ["Den bifogade filen other.json saknas.", "Filen facts.json är bifogad men inte planerad."]
    assert only(proof, "proof-attachment") == (changed if name == "facts.json" else others)


def test_an_attachment_that_is_not_associated_is_found(tamper: Tamper) -> None:
    def part(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.AF

    found = texts(prove(tamper(part), expectation()), "proof-attachment")
    assert found == ["Den bifogade filen facts.json är inte knuten till dokumentet."]


def test_what_does_not_conform_is_found(tamper: Tamper) -> None:
    def break_it(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields[0].F = 128

    path = tamper(break_it)
    assert texts(prove(path, expectation()), "proof-conformance")
    judged = prove(path, expectation(), judge=True)
    assert any("6.3.2" in text for text in texts(judged, "proof-judge"))
    assert judged.conformance == ()


@pytest.mark.parametrize("content", [b"", b"ingen pdf", b"%PDF-1.7\n%%EOF"])
def test_a_file_that_cannot_be_read_does_not_pass(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    proof = prove(tmp_path / "a.pdf", expectation())
    assert not proof.passed
    assert {problem.rule for problem in proof.problems} == {"proof-unreadable"}


def test_half_a_file_does_not_pass(finished: Path, tmp_path: Path) -> None:
    data = finished.read_bytes()
    (tmp_path / "a.pdf").write_bytes(data[: len(data) // 2])
    assert not prove(tmp_path / "a.pdf", expectation()).passed


# Drafts


def draft_expectation() -> Expectation:
    return replace(
        expectation(),
        paragraphs=paragraphs_of(agreement(draft=True)),
        running=("UTKAST Exempelstads kommun", "Dnr KS 2026/0123, sida "),
        draft=True,
    )


def test_a_draft_passes_as_a_draft(engine_pdfs: Path, tmp_path: Path) -> None:
    finish(engine_pdfs / "draft.pdf", tmp_path / "a.pdf", finishing(draft=True))
    proof = prove(tmp_path / "a.pdf", draft_expectation())
    assert texts(proof) == []
    assert proof.conformance == ()


def test_a_draft_from_the_embedded_engine_passes_as_a_draft(engine_pdfs: Path, tmp_path: Path) -> None:
    rdocx = pytest.importorskip("rdocx")
    source = tmp_path / "embedded.pdf"
    source.write_bytes(rdocx.Document.from_bytes((engine_pdfs / "draft.docx").read_bytes()).to_pdf())
    finish(source, tmp_path / "a.pdf", finishing(draft=True))
    # Its footnotes are artifacts, and it sets blanks in a font of its own: fonts are not compared here.
    wanted = replace(draft_expectation(), fonts=(), loose=True)
    assert texts(prove(tmp_path / "a.pdf", wanted)) == []


def test_only_a_loose_draft_may_lack_tags(engine_pdfs: Path, tmp_path: Path) -> None:
    rdocx = pytest.importorskip("rdocx")
    source = tmp_path / "embedded.pdf"
    source.write_bytes(rdocx.Document.from_bytes((engine_pdfs / "draft.docx").read_bytes()).to_pdf())
    finish(source, tmp_path / "a.pdf", finishing(draft=True))
    proof = prove(tmp_path / "a.pdf", replace(draft_expectation(), fonts=()))
    assert "proof-heading" in {check.rule for check in proof.checks if not check.passed}


def test_a_draft_without_its_mark_is_found(engine_pdfs: Path, tmp_path: Path) -> None:
    finish(engine_pdfs / "agreement.pdf", tmp_path / "a.pdf", finishing(draft=True))
    proof = prove(tmp_path / "a.pdf", replace(expectation(), draft=True))
    assert only(proof, "proof-draft") == [
        f"Sidan {page} saknar ordet UTKAST, fast dokumentet är ett utkast." for page in (1, 2)
    ]


def test_a_draft_is_never_taken_for_a_signable_document(engine_pdfs: Path, tmp_path: Path) -> None:
    finish(engine_pdfs / "draft.pdf", tmp_path / "a.pdf", finishing(draft=True))
    proof = prove(tmp_path / "a.pdf", replace(draft_expectation(), draft=False))
    assert len(texts(proof, "proof-draft")) == 2
    assert len(texts(proof, "proof-signature")) == 2
    assert texts(proof, "proof-conformance")


def test_a_signable_file_is_never_taken_for_a_draft(finished: Path) -> None:
    proof = prove(finished, replace(expectation(), draft=True))
    assert "Ett utkast säger sig vara PDF/A eller PDF/UA." in texts(proof)
    assert len(texts(proof, "proof-signature")) == 2


def test_a_document_that_quotes_may_say_utkast_and_show_what_looks_unfilled(engine_pdfs: Path, tmp_path: Path) -> None:
    finish(engine_pdfs / "draft.pdf", tmp_path / "a.pdf", finishing())
    signable = replace(draft_expectation(), draft=False, signatures=expected_signatures())
    assert len(texts(prove(tmp_path / "a.pdf", signable), "proof-draft")) == 2
    assert not texts(prove(tmp_path / "a.pdf", replace(signable, quoting=True)), "proof-draft")


def test_a_file_that_claims_nothing_is_proved_in_all_else(engine_pdfs: Path, tmp_path: Path) -> None:
    finish(engine_pdfs / "agreement.pdf", tmp_path / "a.pdf", finishing(draft=True))
    modest = replace(expectation(), claims=False, signatures=())
    assert texts(prove(tmp_path / "a.pdf", modest)) == []
    lost = replace(modest, paragraphs=(*modest.paragraphs, "Ett stycke till."))
    assert len(only(prove(tmp_path / "a.pdf", lost), "proof-paragraph")) == 1


def test_a_file_that_claims_what_it_should_not_is_found(finished: Path) -> None:
    proof = prove(finished, replace(expectation(), claims=False))
    assert only(proof, "proof-description") == ["Filen säger sig vara PDF/A eller PDF/UA."]


@pytest.mark.parametrize(
    "left", ["{ namn }", "[FYLL I]", "[Namn]", "«Namn»", "____", "XX kr", "TODO", "Klicka här för att ange text."]
)
def test_a_place_that_looks_unfilled_is_found(left: str) -> None:
    assert list(_unresolved(f"Avtalet gäller {left} och mer."))


@pytest.mark.parametrize("right", ["[1]", "punkt 2 a)", "MAXX", "Växjö", "{}", "se § 3 – 5"])
def test_ordinary_text_does_not_look_unfilled(right: str) -> None:
    assert not list(_unresolved(f"Avtalet gäller {right} och mer."))


def test_a_packets_contents_lists_count_the_pages_of_their_own_parts(finished: Path) -> None:
    moved = replace(expectation(), own_pages=False)
    (contents,) = [check for check in prove(finished, moved).checks if check.rule == "proof-contents"]
    assert (contents.count, contents.passed) == (0, True)


def test_a_header_of_later_pages_is_missed_where_there_are_later_pages(finished: Path) -> None:
    later = replace(expectation(), running=("Dnr KS 2026/0999",), running_later=("Dnr KS 2026/0999",))
    assert len(only(prove(finished, later), "proof-running")) == 1
