import pytest

from contracts.errors import TemplateError
from contracts.pdf.fonts import FONTS
from contracts.pictures.lettering import Face, drawable, lettering_in, shown


@pytest.fixture(scope="module")
def face() -> Face:
    return lettering_in(FONTS, 38).regular


def test_a_text_that_fits_stays_on_one_line(face: Face):
    assert face.lines("Y-allas väg", 590) == ("Y-allas väg",)


def test_a_long_text_is_broken_between_words_and_nothing_is_lost(face: Face):
    text = "Mötesplats för unga vuxna och deras familjer i Exempelstads norra stadsdelar"
    lines = face.lines(text, 590)
    assert len(lines) > 1
    assert " ".join(lines) == text
    assert all(face.width(line) <= 590 for line in lines)


def test_what_a_no_break_space_holds_together_is_not_parted(face: Face):
    width = face.width("fram till 31 maj") - 1
    assert face.lines("fram till 31 maj", width) == ("fram till 31", "maj")
    assert face.lines("fram till 31\u00a0maj", width) == ("fram till", "31\u00a0maj")


def test_a_word_wider_than_the_line_is_divided_with_a_hyphen(face: Face):
    word = "Arbetsmarknadsintroduktionsverksamheten"
    lines = face.lines(word, 300)
    assert "".join(line.removesuffix("-") for line in lines) == word
    assert all(line.endswith("-") for line in lines[:-1])
    assert all(face.width(line) <= 300 for line in lines)


def test_a_line_is_drawn_with_plain_spaces_because_the_typeface_has_no_other():
    assert shown("27\u00a0mars") == "27 mars"


def test_a_no_break_space_is_as_wide_as_a_plain_one(face: Face):
    assert face.width("27\u00a0mars") == face.width("27 mars")


def test_marks_are_composed_and_blanks_are_single(face: Face):
    assert drawable("  Va\u0308gen \n hem\u00ad", face) == "Vägen hem"


def test_a_character_that_the_typeface_lacks_is_refused_by_name(face: Face):
    with pytest.raises(TemplateError) as caught:
        drawable("Mötesplats 漢", face)
    [problem] = caught.value.problems
    assert problem.rule == "picture-letter"
    assert problem.text == "tecknet ”漢” (U+6F22) i ”Mötesplats 漢” finns inte i teckensnittet för bilder"


def test_swedish_letters_and_signs_are_all_there(face: Face):
    text = "Aa Åå Ää Öö Éé Üü & – — ” ’ ½ § % : ; ( ) / + !"
    assert drawable(text, face) == text
