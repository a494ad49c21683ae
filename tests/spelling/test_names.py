import unicodedata
from collections.abc import Iterator

import pytest
from babel.lists import format_list
from hypothesis import given
from hypothesis import strategies as st

from contracts.spelling.names import (
    as_sentence,
    ascii_name,
    bokstavsordning,
    genitiv,
    lista,
    lista_eller,
    sort_key,
    versal_forst,
)

#: Sorted by hand.
IN_ORDER = (
    "§ 76", "1:a gruppen", "Alingsås", "Arboga", "ide", "idé", "Idé", "Muller", "Myller", "Müller", "Mz", "van Berg",
    "Vara", "Wara", "Zinkgruvan", "Åmål", "Ängelholm", "Ærø", "Örebro", "Ørsta", "Östersund",
)  # fmt: skip
SIMPLE_ITEMS = st.lists(st.text("abcåäö ", min_size=1).filter(str.strip), min_size=1, max_size=6)


def test_a_list_has_commas_and_och_before_the_last() -> None:
    assert lista(["a"]) == "a"
    assert lista(["a", "b"]) == "a och b"
    assert lista(["a", "b", "c"]) == "a, b och c"
    assert lista_eller(["a", "b", "c"]) == "a, b eller c"


@given(SIMPLE_ITEMS)
def test_simple_lists_are_those_of_the_swedish_locale(items: list[str]) -> None:
    assert lista(items) == format_list(items, locale="sv_SE")
    assert lista_eller(items) == format_list(items, style="or", locale="sv_SE")


def test_items_that_hold_a_comma_or_och_are_parted_by_semicolons() -> None:
    assert lista(["Anna, ordförande", "Bo", "Cia"]) == "Anna, ordförande; Bo; samt Cia"
    assert lista(["barn- och ungdomsnämnden", "socialnämnden"]) == "barn- och ungdomsnämnden; samt socialnämnden"
    assert lista_eller(["a och b", "c", "d"]) == "a och b; c; eller d"
    assert lista_eller(["a eller b", "c"]) == "a eller b; eller c"
    assert lista(["hela fosterlandet och", "bochum", "c"]) == "hela fosterlandet och; bochum; samt c"
    assert lista(["hochland", "bochum"]) == "hochland och bochum"


def test_a_list_may_come_from_a_generator_as_jinja_gives_it() -> None:
    assert lista(name for name in ("a", "b")) == "a och b"


@pytest.mark.parametrize("write", [lista, lista_eller, bokstavsordning])
@pytest.mark.parametrize("wrong", [None, "abc", b"abc", {"a": 1}, {"a", "b"}, 3])
def test_what_is_not_an_ordered_list_is_refused(write: object, wrong: object) -> None:
    with pytest.raises(TypeError, match=rf"takes a list of texts, not {type(wrong).__name__}"):
        write(wrong)  # type: ignore[operator]


@pytest.mark.parametrize("write", [lista, lista_eller, bokstavsordning])
def test_an_item_that_would_print_nothing_or_none_is_refused(write: object) -> None:
    with pytest.raises(TypeError, match="takes text, not NoneType"):
        write(["a", None])  # type: ignore[operator]
    with pytest.raises(ValueError, match="not empty"):
        write(["a", " "])  # type: ignore[operator]
    with pytest.raises(ValueError, match="not an empty list"):
        write([])  # type: ignore[operator]


@given(st.permutations(IN_ORDER))
def test_names_sort_as_in_a_swedish_register(mixed: list[str]) -> None:
    assert bokstavsordning(mixed) == IN_ORDER


def test_words_are_compared_before_letters() -> None:
    mixed = ["Helamänniskan", "Hela Människan", "Hela"]
    assert bokstavsordning(mixed) == ("Hela", "Hela Människan", "Helamänniskan")


@given(st.text(), st.text())
def test_only_equal_texts_have_equal_keys(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (one == other)


@given(st.text("aåäöÅÄÖé z"), st.text("aåäöÅÄÖé z"))
def test_decomposed_letters_sort_as_the_composed(one: str, other: str) -> None:
    decomposed = unicodedata.normalize("NFD", one)
    if one != other:
        assert (sort_key(decomposed) < sort_key(other)) == (sort_key(one) < sort_key(other))


def test_only_the_first_letter_becomes_a_capital() -> None:
    assert versal_forst("avtal om IOP") == "Avtal om IOP"
    assert versal_forst("överenskommelse") == "Överenskommelse"
    assert versal_forst("1 mars") == "1 mars"


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("Exempelstad kommun", "Exempelstad kommuns"),
        ("Exempelföreningen", "Exempelföreningens"),
        ("Röda Korset", "Röda Korsets"),
        ("Borås", "Borås"),
        ("Max", "Max"),
        ("Schulz", "Schulz"),
        ("Ungdomens Hus", "Ungdomens Hus"),
        ("IOP", "IOP:s"),
        ("Studieförbundet ABC", "Studieförbundet ABC:s"),
        ("Y-alla 2.0", "Y-alla 2.0:s"),
        ("Alfa–Beta–Gamma", "Alfa–Beta–Gammas"),
    ],
)
def test_the_genitive_has_an_s_unless_it_is_heard_already(name: str, owner: str) -> None:
    assert genitiv(name) == owner


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Överenskommelse om å ä ö", "overenskommelse-om-a-a-o"),
        ("Avtal", "avtal"),
        ("Tjänsteskrivelse 2018-04-09", "tjansteskrivelse-2018-04-09"),
        ("AVUX/2016:55 – bilaga 1", "avux-2016-55-bilaga-1"),
        ("../../etc/passwd", "etc-passwd"),
        ("A\u030angstro\u0308m & Æra", "angstrom-aera"),
        ("Straße Łódź", "strasse-lodz"),
    ],
)
def test_a_file_name_is_small_ascii(text: str, name: str) -> None:
    assert ascii_name(text) == name


@given(st.text())
def test_a_file_name_needs_no_quoting_and_names_itself(text: str) -> None:
    try:
        name = ascii_name(text)
    except ValueError:
        assert not any(letter.isascii() and letter.isalnum() for letter in text)
    else:
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert not name.startswith("-")
        assert ascii_name(name) == name


def words_from_a_template() -> Iterator[object]:
    yield from (None, 1, ["a"], b"a")


def test_a_clause_becomes_a_sentence_and_a_sentence_or_a_list_stays():
    assert as_sentence("kommunen har inte betalat") == "Kommunen har inte betalat."
    assert as_sentence("Avtalet är brutet.\n") == "Avtalet är brutet."
    assert as_sentence("brister:\n\n- ingen lokal") == "Brister:\n\n- ingen lokal"


@pytest.mark.parametrize("write", [versal_forst, as_sentence, genitiv, ascii_name, sort_key])
def test_what_is_not_text_is_refused(write: object) -> None:
    for wrong in words_from_a_template():
        with pytest.raises(TypeError, match=rf"takes text, not {type(wrong).__name__}"):
            write(wrong)  # type: ignore[operator]


@pytest.mark.parametrize("write", [versal_forst, genitiv, ascii_name])
def test_empty_text_is_refused(write: object) -> None:
    with pytest.raises(ValueError, match="not empty"):
        write("")  # type: ignore[operator]
