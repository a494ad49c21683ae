"""Which words are others in another version of a text."""

from hypothesis import given
from hypothesis import strategies as st

from contracts.word.aligning import differing

NBSP = "\N{NO-BREAK SPACE}"


def marked(texts: list[str], others: list[str]) -> list[list[str]]:
    """The spans of each paragraph, as text."""
    return [
        [text[start:end] for start, end in spans] for text, spans in zip(texts, differing(texts, others), strict=True)
    ]


def test_one_word_that_is_another_is_found():
    assert marked(["Avtalet gäller i tre år."], ["Avtalet gäller i fyra år."]) == [["tre"]]


def test_a_date_and_an_amount_are_one_word_each():
    text = f"Kommunen betalar 350{NBSP}000{NBSP}kr den 1{NBSP}mars{NBSP}2018, och 50{NBSP}% därefter."
    other = f"Kommunen betalar 360{NBSP}000{NBSP}kr den 2{NBSP}april{NBSP}2019, och 51{NBSP}% därefter."
    assert marked([text], [other]) == [[f"350{NBSP}000{NBSP}kr", f"1{NBSP}mars{NBSP}2018", f"50{NBSP}%"]]


def test_words_next_to_one_another_are_one_span_with_the_signs_between_them():
    assert marked(["mellan Alfa, Beta och Gamma."], ["mellan Ett, Två och Gamma."]) == [["Alfa, Beta"]]


def test_a_paragraph_that_is_gone_is_all_another():
    texts = ["Ett.", "Uppsägning ska vara skriftlig.", "Två."]
    assert marked(texts, ["Ett.", "Två."]) == [[], ["Uppsägning ska vara skriftlig."], []]


def test_a_paragraph_that_is_only_there_marks_nothing():
    assert marked(["Ett.", "Två."], ["Ett.", "Uppsägning ska vara skriftlig.", "Två."]) == [[], []]


def test_unrelated_sentences_share_no_word():
    texts = ["Parterna ska vara öppna och ärliga."]
    assert marked(texts, ["Kommunen betalar hyra och el."]) == [["Parterna ska vara öppna och ärliga."]]


def test_paragraphs_that_moved_in_a_changed_stretch_are_paired_in_order():
    texts = ["Alfa lagar soppa varje dag.", "Beta spelar dragspel varje kväll."]
    others = ["Gamma kom till.", "Alfa lagar gröt varje dag.", "Beta spelar flöjt varje kväll."]
    assert marked(texts, others) == [["soppa"], ["dragspel"]]


def test_a_repeated_word_is_found_where_it_differs():
    assert marked(["tre eller tre eller tre"], ["tre eller fyra eller tre"]) == [["tre"]]
    ((span,),) = differing(["tre eller tre eller tre"], ["tre eller fyra eller tre"])
    assert span == (10, 13)


WORDS = st.lists(st.sampled_from(["avtal", "och", "kr", "1", "Hela Människan", "till,", "(IOP)", "–"]), max_size=8)
TEXTS = st.lists(WORDS.map(" ".join), max_size=6)


@given(TEXTS)
def test_a_text_is_no_other_than_itself(texts: list[str]):
    assert marked(texts, texts) == [[] for _ in texts]


@given(TEXTS, TEXTS)
def test_spans_stand_in_order_within_the_text_and_begin_and_end_with_a_sign(texts: list[str], others: list[str]):
    for text, spans in zip(texts, differing(texts, others), strict=True):
        ends = [0]
        for start, end in spans:
            assert ends[-1] <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            ends.append(end)


@given(TEXTS)
def test_every_word_is_found_when_every_word_is_another(texts: list[str]):
    others = [" ".join(f"{word}ꙮ" for word in text.split()) for text in texts]
    for text, spans in zip(texts, differing(texts, others), strict=True):
        unmarked = "".join(letter for at, letter in enumerate(text) if not any(a <= at < b for a, b in spans))
        assert not any(letter.isalnum() for letter in unmarked)
