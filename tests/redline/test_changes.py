"""The list of changes: each with its place, what it said and what it says."""

from contracts.redline.changes import Change
from contracts.redline.tracked import read_tracked
from tests.redline.comparing import redline
from tests.redline.documents import Doc, Para, Run, Table, doc, docx, para
from tests.redline.package import TEXT, rewritten

PLACE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="{0}" name="Plats {0}" descr="sign:{0}"/></wp:inline></w:drawing></w:r>'
)

PAY = "Kommunen ersätter föreningen med {} per år, som betalas ut i två delar."
GROUP = "Styrgruppen möts minst fyra gånger per år och leds av kommunens verksamhetschef."
REPORT = "Föreningen redovisar varje kvartal hur ersättningen har använts i verksamheten."
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def changes(old: Doc | bytes, new: Doc | bytes) -> tuple[Change, ...]:
    return read_tracked(redline(old, new).docx, "jämförelse.docx").changes()


def told(old: Doc | bytes, new: Doc | bytes) -> list[tuple[str, str, str, str]]:
    return [(one.kind, one.place, one.before_text, one.after_text) for one in changes(old, new)]


def test_a_changed_amount_stands_in_its_words() -> None:
    before, after = PAY.format("350 000 kr"), PAY.format("400 000 kr")
    assert told(doc("# Ekonomi", before), doc("# Ekonomi", after)) == [("ändrat", "Ekonomi", before, after)]
    [change] = changes(doc("# Ekonomi", before), doc("# Ekonomi", after))
    assert [part.text for part in change.before if part.changed] == ["350 000 kr"]
    assert [part.text for part in change.after if part.changed] == ["400 000 kr"]


def test_only_some_words_around_a_change_in_a_long_paragraph_are_told() -> None:
    old = f"{REPORT} {PAY.format('350 000 kr')} {REPORT}"
    [(_, _, before, after)] = told(doc(old), doc(old.replace("350", "400")))
    assert before == (
        "…använts i verksamheten. Kommunen ersätter föreningen med 350 000 kr per år, som betalas ut i två delar. "
        "Föreningen redovisar…"
    )
    assert after == before.replace("350", "400")


def test_what_comes_together_is_one_change_under_its_heading() -> None:
    assert told(doc("# Ett", REPORT), doc("# Ett", REPORT, "# Lokaler", GROUP, "Sist.")) == [
        ("tillagt", "Lokaler", "", f"Lokaler\n{GROUP}\nSist.")
    ]


def test_what_goes_and_what_comes_in_its_place_are_one_change() -> None:
    assert told(doc("# Ett", REPORT, "Sist."), doc("# Ett", GROUP, "Sist.")) == [("ersatt", "Ett", REPORT, GROUP)]


def test_paragraphs_that_become_one_and_one_that_becomes_two_are_one_change() -> None:
    apart, whole = doc("# Ett", REPORT, GROUP, "# Två"), doc("# Ett", f"{REPORT} {GROUP}", "# Två")
    assert told(apart, whole) == [("sammanfogat", "Ett", f"{REPORT}\n{GROUP}", f"{REPORT} {GROUP}")]
    assert told(whole, apart) == [("delat", "Ett", f"{REPORT} {GROUP}", f"{REPORT}\n{GROUP}")]
    short = "Det gäller även efter avtalets slut."
    assert told(doc("# Ett", short, REPORT, "Sist."), doc("# Ett", f"{short} {REPORT}", "Sist.")) == [
        ("sammanfogat", "Ett", f"{short}\n{REPORT}", f"{short} {REPORT}")
    ]


def test_a_paragraph_that_goes_beside_one_that_gets_other_words_is_a_change_of_its_own() -> None:
    found = told(doc("# Ett", REPORT, GROUP, "# Två"), doc("# Ett", f"{REPORT} Kommunen läser.", "# Två"))
    assert [kind for kind, *_ in found] == ["ändrat", "borttaget"]


def test_each_section_that_comes_is_a_change_of_its_own() -> None:
    assert [
        (one.place, one.after_text) for one in changes(doc("Först."), doc("Först.", "# A", PAY, "# B", REPORT))
    ] == [
        ("A", f"A\n{PAY}"),
        ("B", f"B\n{REPORT}"),
    ]


def test_what_goes_at_one_place_is_not_replaced_by_what_comes_at_another() -> None:
    found = told(doc("# Ett", GROUP, "# Två", "Ord."), doc("# Ett", "# Två", "Ord.", REPORT))
    assert found == [("borttaget", "Ett", GROUP, ""), ("tillagt", "Två", "", REPORT)]


def test_a_move_is_one_change_with_both_its_ends() -> None:
    old = doc("# Ett", GROUP, REPORT, "# Två", REPORT, "# Tre", "Sist.")
    new = doc("# Två", REPORT, "# Ett", GROUP, REPORT, "# Tre", "Sist.")
    assert told(old, new) == [("flyttat", "Två, till ett tidigare ställe", f"Två\n{REPORT}", "samma text")]
    assert told(doc("# Ett", GROUP, "# Två", "Ord."), doc("# Ett", "# Två", GROUP, "Ord.")) == [
        ("flyttat", "från Ett till Två", GROUP, "samma text")
    ]


def test_an_edited_move_says_so() -> None:
    other = GROUP.replace("fyra", "sex")
    [(kind, _, before, after)] = told(doc(GROUP, "# Ett", REPORT, "Sist."), doc("# Ett", REPORT, other, "Sist."))
    assert (kind, before, after) == ("flyttat och ändrat", GROUP, other)


def test_a_row_is_named_by_its_table_and_its_first_cell() -> None:
    old = doc("# Pengar", Table((("Löner", "1 kr"), ("Summa", "1 kr"))))
    new = doc("# Pengar", Table((("Löner", "1 kr"), ("Resor", "2 kr"), ("Summa", "3 kr"))))
    assert told(old, new) == [
        ("tillagt", "Pengar, tabell, raden ”Resor”", "", "Resor | 2 kr"),
        ("ändrat", "Pengar, tabell, raden ”Summa”", "1 kr", "3 kr"),
    ]


def test_headings_and_points_have_the_newer_numbers_and_what_goes_its_older() -> None:
    def numbered(document: Doc) -> bytes:
        made = docx(document)
        return rewritten(
            made,
            {
                TEXT: lambda text: text.replace(
                    '<w:pStyle w:val="Heading1"/>', f'<w:pStyle w:val="Heading1"/>{NUMBERED}'
                ),
                "word/numbering.xml": lambda text: text.replace(
                    "</w:numbering>",
                    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
                ),
            },
        )

    old = numbered(doc("# Ett", REPORT, "# Bort", "Text.", "# Tre", "Gammalt ord här."))
    new = numbered(doc("# Ett", REPORT, "# Tre", "Nytt ord här."))
    assert [(one.kind, one.place) for one in changes(old, new)] == [
        ("borttaget", "avsnitt 2 Bort"),
        ("ändrat", "avsnitt 2 Tre"),
    ]


def test_another_style_is_a_change_of_looks() -> None:
    assert told(doc(REPORT), doc(para(REPORT, "quote"))) == [
        ("utseende", "inledningen", "formatmallen standardformat", "formatmallen Quote")
    ]
    bold = doc(Para((Run("Ett viktigt ord"),))), doc(Para((Run("Ett "), Run("viktigt", bold=True), Run(" ord"))))
    assert told(*bold) == [("utseende", "inledningen", "", "annat utseende på ”viktigt”")]


def test_notes_and_headers_are_named() -> None:
    old = doc(Para((Run("Ord", note="Not 2018."),)), header="År 2018")
    new = doc(Para((Run("Ord", note="Not 2019."),)), header="År 2019")
    assert told(old, new) == [
        ("ändrat", "fotnot 1", "Not 2018.", "Not 2019."),
        ("ändrat", "sidhuvudet", "År 2018", "År 2019"),
    ]


def test_equal_files_have_no_changes() -> None:
    assert changes(doc("# Ett", REPORT), doc("# Ett", REPORT)) == ()


def signed(*parties: str) -> bytes:
    """A file with a row of blocks to sign, side by side."""

    def with_places(text: str) -> str:
        for number, party in enumerate(parties, 1):
            place = PLACE.format(number)
            text = text.replace(f">För {party}</w:t></w:r>", f">För {party}</w:t></w:r></w:p><w:p>{place}</w:p><w:p>")
            text = text.replace("</w:p><w:p></w:p></w:tc>", "</w:p><w:p><w:r><w:t>Ordförande</w:t></w:r></w:p></w:tc>")
        return text

    return rewritten(
        docx(doc("Sist", Table((tuple(f"För {party}" for party in parties),)), "Slut")), {TEXT: with_places}
    )


def test_a_block_to_sign_goes_and_comes_whole_and_is_named_by_its_own_party() -> None:
    found = told(signed("Alfa", "Beta förening"), signed("Alfa", "Gamma förening"))
    assert found == [
        ("ersatt", "inledningen, tabell, underskriften ”För Gamma förening”", "För Beta förening", "För Gamma förening")
    ]
