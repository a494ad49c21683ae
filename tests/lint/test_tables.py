"""Tables that can lose their rows, cells that can become empty, and columns without names are found."""

import pytest

from contracts.lint import tables
from tests.lint.finding import rules
from tests.word.word_files import WordFiles, paragraph, table

LOOP = (("{%tr for x in rader %}", ""), ("{{ x }}", "{{ x }}"), ("{%tr endfor %}", ""))


def lines(opener: str, text: str = "x") -> str:
    """A text between tags in paragraphs of their own."""
    return paragraph(f"{{%p {opener} %}}") + paragraph(text) + paragraph(f"{{%p end{opener.split()[0]} %}}")


GUARDED = lines("if a")


def headed(*rows: tuple[str, ...]) -> str:
    """A table whose first row is repeated as header."""
    return table(*rows).replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (headed(("Namn", "Summa"), *LOOP), ["table-without-rows"]),
        (headed(("Namn",), ("{% for x in rader %}{{ x }}", "{{ x }}{% endfor %}")), ["table-without-rows"]),
        (headed(("Namn",), ("{% if a %}x{% endif %}",)), ["table-empty-cell"]),
        (headed(("Namn",), (GUARDED,)), ["table-empty-cell"]),
        (headed(("Namn",), (GUARDED + paragraph("{% if b %}y{% endif %}"),)), ["table-empty-cell"]),
        (headed(("Namn",), (lines("for x in rader"),)), ["table-empty-cell"]),
        (table(("Namn", "Summa"), ("x", "1")), ["table-without-header"]),
    ],
)
def test_a_trap_is_found(word: WordFiles, body: str, found: list[str]) -> None:
    assert rules(tables, word.file(body)) == found


@pytest.mark.parametrize(
    "body",
    [
        paragraph("{%p if rader %}") + headed(("Namn", "Summa"), *LOOP) + paragraph("{%p endif %}"),
        headed(("Namn", "Summa"), *LOOP, ("Summa", "{{ summa }}")),
        headed(("Namn", "Summa"), ("{%tr for x in signatories %}", ""), ("{{ x }}", "1"), ("{%tr endfor %}", "")),
        headed(("Namn",), ("{%tr for x in parties %}",), ("{{ x.name }}",), ("{%tr endfor %}",)),
        headed(("Namn",), ("{% if a %}x{% else %}–{% endif %}",)),
        headed(("Namn",), ("Ja{% if a %}x{% endif %}",)),
        headed(("Namn",), (GUARDED + paragraph("z"),)),
        headed(("Namn",), (GUARDED + lines("if not a"),)),
        headed(("Namn",), (paragraph("{%p if a %}") + paragraph("x") + lines("else").replace("endelse", "endif"),)),
        headed(("Namn",), (lines("for x in signatories"),)),
        headed(("Namn",), ("{%tr if rader %}",), (lines("for x in rader"),), ("{%tr endif %}",), ("x",)),
        headed(("A", "B"), ("{%tr for x in a | batch(2) %}", ""), ("x", GUARDED), ("{%tr endfor %}", ""), ("x", "y")),
        headed(("Namn",), ("{%tr if a %}",), ("x",), ("{%tr else %}",), ("Uppgift saknas",), ("{%tr endif %}",)),
        table(("en enda rad",)),
    ],
)
def test_what_is_right_is_left_alone(word: WordFiles, body: str) -> None:
    assert rules(tables, word.file(body)) == []


def test_a_table_without_rows_is_gone_in_the_document(word: WordFiles) -> None:
    body = table(*LOOP)
    assert rules(tables, word.file(body)) == ["table-without-rows", "table-without-header"]
    assert "<w:tbl>" not in word.render(paragraph("x"), body, context={"rader": []}).docx.decode("latin-1")
    assert word.render(paragraph("x"), body, context={"rader": []}).paragraphs == ("x",)
