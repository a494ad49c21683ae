"""What is written by hand in a prose document, with its places."""

from hypothesis import given
from hypothesis import strategies as st

from contracts.errors import Place
from contracts.facts.front_matter import Body
from contracts.prose.literals import EXPRESSION, literal_line, literal_text


def test_marks_are_left_out_and_expressions_replaced():
    text = (
        '## Rubrik **fet** [länk](https://a.se "t")\n\n- 1\\. punkt _stil_ a_b[^1]\n'
        "{% if x %}\nTill {{ party.name }}{# not #}.\n{% endif %}\n\n[^1]: Noten\n"
    )
    assert [(line.line, line.text) for line in literal_text(Body(text, 10, "pm.md"))] == [
        (10, "Rubrik fet länk"),
        (12, "1. punkt stil a_b"),
        (14, f"Till {EXPRESSION}."),
        (17, "Noten"),
    ]


def test_the_cells_of_a_table_are_told_apart():
    text = "| Del | Kronor |\n|:---|---:|\n| Lön | 5 000 |\n"
    assert [line.text for line in literal_text(Body(text, 1, "pm.md"))] == ["Del \t Kronor", "Lön \t 5 000"]


def test_a_part_of_a_line_is_placed_in_the_file():
    (line,) = literal_text(Body("- **Bidraget** till {{ a }} är 350 000 kr\n", 9, "pm.md"))
    place = line.place(line.text.index("350 000"), len("350 000"))
    assert (place.file, place.line, place.column, place.width) == ("pm.md", 9, 32, 7)
    assert place.excerpt[place.column - 1 :][: place.width] == "350 000"


def test_a_field_is_read_in_the_same_way():
    excerpt = "  title: Om {{ a }} den 1 maj"
    line = literal_line("Om {{ a }} den 1 maj", Place("pm.md", 3, 10, 20, excerpt))
    assert line.text == f"Om {EXPRESSION} den 1 maj"
    place = line.place(line.text.index("1 maj"), 5)
    assert excerpt[place.column - 1 :][: place.width] == "1 maj"


def test_a_field_over_several_lines_is_placed_as_a_whole():
    place = Place("pm.md", 3, 7, 1, "text: |")
    line = literal_line("Den 1 maj\noch 2 maj", place)
    assert line.place(4, 5) == place


@given(st.text("ab1 *_[]()|#-\\{}%\n", max_size=60))
def test_every_character_stands_where_it_is_said_to_stand(text: str):
    lines = text.split("\n")
    for line in literal_text(Body(text, 1, "pm.md")):
        for char, column in zip(line.text, line.columns, strict=True):
            written = lines[line.line - 1][column - 1]
            assert char == written or (char, written) in ((EXPRESSION, "{"), ("\t", "|"))
