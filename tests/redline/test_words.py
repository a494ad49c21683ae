"""What is marked within a paragraph: whole words, whole amounts, whole dates, and no confetti."""

import pytest

from tests.redline.comparing import redline
from tests.redline.documents import Para, Run, doc, para
from tests.redline.marks import marked


def changed(old: str, new: str) -> str:
    [line] = marked(redline(doc(old), doc(new)).docx)
    return line


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("350\u00a0000\u00a0kr", "400\u00a0000\u00a0kr"),
        ("350 000 kronor", "350 500 kronor"),
        ("1 mars 2018", "1 mars 2019"),
        ("den\u00a01\u00a0mars\u00a02018"[4:], "2\u00a0mars\u00a02018"),
        ("2018-03-01", "2018-04-01"),
        ("212000-2882", "212000-1355"),
        ("5 %", "6 %"),
        ("AVUX/2016:55", "AVUX/2017:55"),
        ("5 kap. 2 §", "5 kap. 3 §"),
        ("https://exempel.example/a?b=1", "https://exempel.example/a?b=2"),
    ],
)
def test_an_amount_a_date_or_a_number_is_changed_whole(before: str, after: str) -> None:
    text = "Kommunen och föreningen skriver {} i avtalet, som gäller tills vidare."
    assert changed(text.format(before), text.format(after)) == text.format(f"[-{before}-]{{+{after}+}}")


def test_a_word_put_in_brings_its_space_and_nothing_else() -> None:
    assert changed("Målgruppen är kvinnor i Botkyrka.", "Målgruppen är unga kvinnor i Botkyrka.") == (
        "Målgruppen är {+unga +}kvinnor i Botkyrka."
    )


def test_a_sentence_added_at_the_end_leaves_the_one_before_it_alone() -> None:
    assert changed("Avtalet gäller.", "Avtalet gäller. Det kan sägas upp.") == (
        "Avtalet gäller.{+ Det kan sägas upp.+}"
    )


def test_a_small_word_between_two_changes_goes_with_them() -> None:
    assert changed(
        "Avtalet gäller från den 1 januari 2018 till den 31 december 2018.",
        "Avtalet gäller från den 1 mars 2019 till den 31 mars 2020.",
    ) == ("Avtalet gäller från den [-1 januari 2018 till den 31 december 2018-]{+1 mars 2019 till den 31 mars 2020+}.")


def test_paragraphs_that_share_too_little_are_replaced_whole() -> None:
    old, new = "Föreningen ska redovisa en gång per år.", "Styrgruppen möts varje månad och beslutar om budget."
    assert changed(old, new) == f"[-{old}-]{{+{new}+}}"


def test_a_link_that_leads_elsewhere_is_a_change_though_it_reads_the_same() -> None:
    old, new = (
        doc(Para((Run("Se "), Run("sidan", link=f"https://exempel.example/{one}"), Run(" för mer.")))) for one in "ab"
    )
    assert marked(redline(old, new).docx) == ["Se [-sidan-]{+sidan+} för mer."]


def test_words_in_a_link_that_stays_are_changed_in_place() -> None:
    old, new = (
        doc(Para((Run("Se "), Run(f"{one} sidan om partnerskap", link="https://exempel.example"))))
        for one in ("första", "andra")
    )
    assert marked(redline(old, new).docx) == ["Se [-första-]{+andra+} sidan om partnerskap"]


def test_a_long_paragraph_takes_no_long_time() -> None:
    words = [f"ord{n}" for n in range(4_000)]
    changed_words = [word + ("x" if n % 50 == 0 else "") for n, word in enumerate(words)]
    line = changed(" ".join(words), " ".join(changed_words))
    assert line.count("[-") == 80


def test_punctuation_alone_can_change() -> None:
    assert changed("Kommunen betalar, om inget annat sägs.", "Kommunen betalar; om inget annat sägs.") == (
        "Kommunen betalar[-,-]{+;+} om inget annat sägs."
    )


def test_looks_alone_change_no_word() -> None:
    made = redline(
        doc(Para((Run("Ett viktigt ord"),))), doc(Para((Run("Ett "), Run("viktigt", bold=True), Run(" ord"))))
    ).docx
    assert marked(made) == ["Ett viktigt ord"]


def test_a_paragraph_with_another_style_keeps_its_words() -> None:
    assert marked(redline(doc(para("Ett stycke med ord.")), doc(para("Ett stycke med ord.", "quote"))).docx) == [
        "Ett stycke med ord."
    ]
