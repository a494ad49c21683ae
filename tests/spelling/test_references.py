import pytest

from contracts.spelling.references import dnr, lagrum, orgnr, paragraf, punkt


@pytest.mark.parametrize("given", ["2120002882", "212000-2882"])
def test_an_organisation_number_gets_its_hyphen(given: str) -> None:
    assert orgnr(given) == "212000-2882"


@pytest.mark.parametrize(
    "wrong", ["212000-288", "16212000-2882", "212000 2882", "SE212000288201", " 212000-2882", "21200028\u0668\u0662"]
)
def test_what_is_not_ten_digits_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="ten digits"):
        orgnr(wrong)


@pytest.mark.parametrize("number", ["AVUX/2016:55", "ASN 2017-5149", "2021/KS 0280 013", "18RS3508"])
def test_a_case_number_stands_exactly_as_the_authority_writes_it(number: str) -> None:
    assert dnr(number) == f"dnr\u00a0{number}"


def test_the_word_dnr_is_not_written_twice() -> None:
    with pytest.raises(ValueError, match='without "dnr"'):
        dnr("Dnr 337/2017")


def test_paragraphs_sections_and_points_stay_on_one_line() -> None:
    assert paragraf("76") == paragraf(76) == "§\u00a076"
    assert lagrum(5, 2) == "5\u00a0kap.\u00a02\u00a0§"
    assert lagrum("19 a", "2") == "19\u00a0a\u00a0kap.\u00a02\u00a0§"
    assert punkt(14) == punkt("14") == "punkt\u00a014"
    assert punkt("10.1") == "punkt\u00a010.1"


@pytest.mark.parametrize("wrong", ["§ 76", "76 §", "", "0", "076", "femton", "7 6", 0, -1])
@pytest.mark.parametrize("write", [paragraf, punkt])
def test_a_number_with_its_sign_is_refused(write: object, wrong: object) -> None:
    with pytest.raises(ValueError, match="bare number"):
        write(wrong)  # type: ignore[operator]


@pytest.mark.parametrize("wrong", [None, True, 7.6, ["76"]])
@pytest.mark.parametrize("write", [paragraf, punkt])
def test_a_number_of_another_type_is_refused(write: object, wrong: object) -> None:
    with pytest.raises(TypeError, match=rf"takes an int or text, not {type(wrong).__name__}"):
        write(wrong)  # type: ignore[operator]


@pytest.mark.parametrize("write", [orgnr, dnr])
@pytest.mark.parametrize("wrong", [None, 2120002882, ["212000-2882"]])
def test_what_is_not_text_is_refused(write: object, wrong: object) -> None:
    with pytest.raises(TypeError, match=rf"takes text, not {type(wrong).__name__}"):
        write(wrong)  # type: ignore[operator]


def test_both_numbers_of_a_section_are_looked_at() -> None:
    with pytest.raises(TypeError, match="lagrum takes"):
        lagrum(None, 2)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="bare number"):
        lagrum(5, "2 §")


def test_an_empty_case_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not empty"):
        dnr(" ")
