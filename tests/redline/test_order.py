"""Paragraphs, sections and rows that come, go and move."""

from itertools import permutations

from contracts.redline.tracked import read_tracked
from tests.redline.comparing import redline
from tests.redline.documents import Doc, Table, doc, docx, para
from tests.redline.evaluator import meaning
from tests.redline.faults import changed_words, faults, revisions
from tests.redline.marks import marked, rows

PAY = "Kommunen ersätter föreningen med 350 000 kr per år, som betalas ut i två delar."
GROUP = "Styrgruppen möts minst fyra gånger per år och leds av kommunens verksamhetschef."
REPORT = "Föreningen redovisar varje kvartal hur ersättningen har använts i verksamheten."


def test_a_section_that_moves_is_told_as_moved_with_its_heading() -> None:
    made = redline(
        doc("# Ett", PAY, "# Två", GROUP, REPORT, "# Tre", "Sist."),
        doc("# Två", GROUP, REPORT, "# Ett", PAY, "# Tre", "Sist."),
    )
    assert marked(made.docx) == [
        "{~Ett~}{~¶~}" if line == "Ett" else line
        for line in [
            "[~Ett~][~¶~]",
            f"[~{PAY}~][~¶~]",
            "Två",
            GROUP,
            REPORT,
            "{~Ett~}{~¶~}",
            f"{{~{PAY}~}}{{~¶~}}",
            "Tre",
            "Sist.",
        ]
    ]


SECTIONS = {
    "a": ("# Ekonomi", PAY, para("Tid", "h2"), "Senast den 1 mars."),
    "b": ("# Styrgrupp", GROUP, "Två rader."),
    "c": ("# Uppföljning", para("Form", "h2"), REPORT),
    "d": ("# Övrigt", "Inget."),
}


def in_order(order: str) -> Doc:
    return doc(*(block for name in order for block in SECTIONS[name]))


def told(made: bytes) -> list[tuple[str, str, str, str]]:
    return [
        (one.kind, one.place, one.before_text, one.after_text) for one in read_tracked(made, "jämförelse").changes()
    ]


def test_whole_sections_move_in_every_order() -> None:
    old = docx(in_order("abcd"))
    for order in map("".join, permutations("abcd")):
        new = docx(in_order(order))
        made = redline(old, new).docx
        assert changed_words(made) == ({}, {}), order
        assert meaning(made) == meaning(new), order
        assert meaning(made, accept=False) == meaning(old), order
        assert faults(made) == [], order


def test_the_last_section_put_first_is_one_move_with_its_subsections_and_edits() -> None:
    old, new = in_order("cba"), in_order("acb")
    edited = doc(*(PAY.replace("två", "fyra") if getattr(one, "text", "") == PAY else one for one in new.blocks))
    [(kind, place, before, after)] = told(redline(old, edited).docx)
    assert (kind, place) == ("flyttat och ändrat", "Ekonomi, till ett tidigare ställe")
    assert before == f"Ekonomi\n{PAY}\nTid\nSenast den 1 mars."
    assert after == before.replace("två", "fyra")


def test_a_table_moves_along_with_its_section_to_whoever_reads_of_it() -> None:
    table = Table((("Löner", "100 000 kr"), ("Lokal", "50 000 kr")))
    costs = ("# Kostnader", REPORT, table, "Tabellen gäller för hela avtalstiden.")
    rest = ("# Styrgrupp", PAY, GROUP, "Gruppen leder arbetet och beslutar om det som avtalet inte säger.")
    made = redline(doc(*rest, *costs, "# Slut"), doc(*costs, *rest, "# Slut")).docx
    assert faults(made) == []
    moved = f"Kostnader\n{REPORT}\nLöner | 100 000 kr\nLokal | 50 000 kr\nTabellen gäller för hela …"
    assert told(made) == [("flyttat", "Kostnader, till ett tidigare ställe", moved, "samma text")]


def test_what_was_edited_while_it_moved_is_marked_at_both_ends() -> None:
    other = GROUP.replace("fyra", "sex")
    made = redline(doc(GROUP, "# Ett", PAY, REPORT, "Sist."), doc("# Ett", PAY, REPORT, other, "Sist."))
    assert marked(made.docx)[0] == (
        "[~Styrgruppen möts minst ~][-fyra-][~ gånger per år och leds av kommunens verksamhetschef.~][~¶~]"
    )
    assert marked(made.docx)[4] == (
        "{~Styrgruppen möts minst ~}{+sex+}{~ gånger per år och leds av kommunens verksamhetschef.~}{~¶~}"
    )


def test_short_lines_do_not_move() -> None:
    made = redline(doc("Ordförande", PAY, GROUP), doc(PAY, GROUP, "Ordförande"))
    assert not {"moveFrom", "moveTo"} & set(revisions(made.docx))


def test_the_same_sentence_in_another_section_is_not_mistaken() -> None:
    made = redline(doc("# Ett", REPORT, "# Två", REPORT, PAY), doc("# Två", REPORT, PAY))
    assert marked(made.docx) == ["[-Ett-][-¶-]", f"[-{REPORT}-][-¶-]", "Två", REPORT, PAY]


def test_a_heading_put_into_a_section_makes_no_strangers_of_what_follows() -> None:
    made = redline(doc("# Ett", PAY, GROUP, REPORT), doc("# Ett", PAY, "# Nytt", GROUP, REPORT))
    assert marked(made.docx) == ["Ett", PAY, "{+Nytt+}{+¶+}", GROUP, REPORT]


def test_the_last_point_of_a_list_goes_with_the_mark_before_it() -> None:
    old = doc(*(para(text, list="a") for text in ("ett", "två", "tre")))
    new = doc(*(para(text, list="a") for text in ("ett", "två")))
    assert marked(redline(old, new).docx) == ["ett", "två[-¶-]", "[-tre-]"]
    assert marked(redline(new, old).docx) == ["ett", "två{+¶+}", "{+tre+}"]


def test_a_row_comes_whole_and_the_sum_changes() -> None:
    old = doc(Table((("Löner", "100 000 kr"), ("Lokal", "50 000 kr"), ("Summa", "150 000 kr"))))
    new = doc(Table((("Löner", "100 000 kr"), ("Resor", "5 000 kr"), ("Lokal", "50 000 kr"), ("Summa", "155 000 kr"))))
    assert rows(redline(old, new).docx) == [
        ("", ["Löner", "100 000 kr"]),
        ("ins", ["{+Resor+}{+¶+}", "{+5 000 kr+}{+¶+}"]),
        ("", ["Lokal", "50 000 kr"]),
        ("", ["Summa", "[-150 000 kr-]{+155 000 kr+}"]),
    ]


def test_a_table_with_another_number_of_columns_is_another_table() -> None:
    old = doc(Table((("Löner", "1"), ("Lokal", "2"))))
    new = doc(Table((("Löner", "1", "x"), ("Lokal", "2", "y"))))
    assert [kind for kind, _ in rows(redline(old, new).docx)] == ["del", "del", "ins", "ins"]


def test_a_row_with_merged_cells_is_exchanged_in_its_table() -> None:
    old = doc(Table((("Löner", "1"), ("Lokal", "2"))))
    new = doc(Table((("Löner", "1"), ("Lokal",))))
    assert [kind for kind, _ in rows(redline(old, new).docx)] == ["", "del", "ins"]
