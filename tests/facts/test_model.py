"""What holds for every model: described fields, frozen values, unknown keys refused; and what types make of texts."""

import datetime as dt
import typing
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from contracts.facts.model.authority import Authority
from contracts.facts.model.base import (
    LARGEST_AMOUNT,
    Day,
    Fact,
    Kronor,
    Line,
    Number,
    OrganisationNumber,
    Percent,
    Slug,
    YesNo,
)
from contracts.facts.model.document import Window
from contracts.facts.model.economic_report import FiguresRow, FiguresTable
from contracts.facts.model.organisation import Organisation, OrganisationKind, Organisations, Sector
from contracts.facts.model.partnership import Decision, Partnership


def models_of(model: type[BaseModel], seen: frozenset[type[BaseModel]] = frozenset()) -> frozenset[type[BaseModel]]:
    """The model and every model that its fields hold."""
    if model in seen:
        return seen
    seen |= {model}
    for info in model.model_fields.values():
        for inner in _models_in(info.annotation):
            seen = models_of(inner, seen)
    return seen


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not typing.get_args(annotation) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _models_in(part)


def undescribed(model: type[BaseModel]) -> list[str]:
    """Fields without a Swedish title and a description that is a sentence."""
    return [
        f"{owner.__name__}.{name}"
        for owner in sorted(models_of(model), key=lambda owner: owner.__name__)
        for name, info in owner.model_fields.items()
        if not info.title or not info.title[0].isupper() or not info.description or info.description[-1] not in ".…”"
    ]


ROOTS = (Authority, Organisations, Partnership)


@pytest.mark.parametrize("root", ROOTS)
def test_every_field_has_a_title_and_a_description(root: type[BaseModel]) -> None:
    assert undescribed(root) == []


def test_a_field_without_title_or_description_is_noticed() -> None:
    class Inner(Fact):
        bare: Line
        titled: Line = Field(title="Namn")

    class Outer(Fact):
        inner: tuple[Inner, ...] = Field(title="Inre", description="Det inre.")
        maybe: Inner | None = Field(default=None, title="Kanske", description="utan punkt")

    assert undescribed(Outer) == ["Inner.bare", "Inner.titled", "Outer.maybe"]


@pytest.mark.parametrize("root", ROOTS)
def test_every_model_is_frozen_and_refuses_unknown_keys(root: type[BaseModel]) -> None:
    for model in models_of(root):
        assert model.model_config.get("frozen") is True, model
        assert model.model_config.get("extra") == "forbid", model


@pytest.mark.parametrize("root", ROOTS)
def test_nothing_in_a_model_can_be_changed(root: type[BaseModel]) -> None:
    for model in models_of(root):
        for name, info in model.model_fields.items():
            assert not any(kind in str(info.annotation) for kind in ("list[", "dict[", "set[")), f"{model}.{name}"


def test_the_walk_reaches_the_deepest_models() -> None:
    names = {model.__name__ for model in models_of(Partnership)}
    assert {"YearAmount", "TierExtra", "AuthorityBasis", "TermPeriod", "SectionText", "Acknowledgement"} <= names


def test_a_fact_cannot_be_changed() -> None:
    organisation = Organisation.model_validate({"id": "a", "legal_name": "A", "kind": "kommun"})
    with pytest.raises(ValidationError):
        organisation.legal_name = "B"  # type: ignore[misc]


def test_facts_of_the_same_shape_share_the_names_of_their_fields_and_a_copy_has_its_own() -> None:
    one, other = (Organisation.model_validate({"id": i, "legal_name": i, "kind": "kommun"}) for i in ("a", "b"))
    assert one.model_fields_set is other.model_fields_set
    assert "short_name" in one.model_copy(update={"short_name": "A"}).model_fields_set
    assert other.model_fields_set == {"id", "legal_name", "kind"}


@pytest.mark.parametrize("kind", OrganisationKind)
def test_an_organisations_sector_follows_its_kind(kind: OrganisationKind) -> None:
    public = kind in (OrganisationKind.MUNICIPALITY, OrganisationKind.REGION, OrganisationKind.STATE_AUTHORITY)
    organisation = Organisation.model_validate({"id": "a", "legal_name": "A", "kind": kind.value})
    assert organisation.sector is (Sector.PUBLIC if public else Sector.IDEA_BASED)


@given(st.integers(0, LARGEST_AMOUNT))
def test_every_amount_in_whole_kronor_is_taken(amount: int) -> None:
    assert TypeAdapter(Kronor).validate_python(str(amount)) == amount


@given(st.text(alphabet="0123456789.,- kr٣", max_size=8))
def test_an_amount_is_digits_and_nothing_else(text: str) -> None:
    try:
        amount = TypeAdapter(Kronor).validate_python(text)
    except ValidationError:
        assert text != "0"
    else:
        assert text == str(amount)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_every_day_is_taken_as_it_is_written(day: dt.date) -> None:
    assert TypeAdapter(Day).validate_python(day.isoformat()) == day


@pytest.mark.parametrize(("text", "value"), [("2,5", "2.5"), ("51", "51"), ("0.25", "0.25"), ("100", "100")])
def test_numbers_take_comma_and_point(text: str, value: str) -> None:
    assert TypeAdapter(Percent).validate_python(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "1/2", "-1", "1e3", "1" * 13, "0,1234567", "NaN", "Infinity"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Number).validate_python(text)


@pytest.mark.parametrize(("text", "value"), [("ja", True), ("true", True), ("nej", False), ("false", False)])
def test_yes_and_no(text: str, value: bool) -> None:
    assert TypeAdapter(YesNo).validate_python(text) is value


@pytest.mark.parametrize("text", ["Ja", "yes", "1", "", "NO"])
def test_other_words_are_neither_yes_nor_no(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(YesNo).validate_python(text)


@pytest.mark.parametrize("text", ["a", "hela-manniskan", "iop-2"])
def test_ids(text: str) -> None:
    assert TypeAdapter(Slug).validate_python(text) == text


@pytest.mark.parametrize("text", ["", "Å", "a_b", "-a", "a-", "a--b", "a b", "a\n"])
def test_what_is_no_id(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Slug).validate_python(text)


@given(st.integers(0, 9), st.integers(0, 9))
def test_one_wrong_digit_in_an_organisation_number_is_seen(at: int, digit: int) -> None:
    number = "8029990010"
    changed = number[:at] + str(digit) + number[at + 1 :]
    if changed == number:
        assert TypeAdapter(OrganisationNumber).validate_python("802999-0010") == "802999-0010"
        return
    with pytest.raises(ValidationError):
        TypeAdapter(OrganisationNumber).validate_python(f"{changed[:6]}-{changed[6:]}")


@pytest.mark.parametrize(
    ("model", "facts", "text"),
    [
        (Window, {"start": "2024-05-02", "end": "2024-05-01"}, "tidsrymden slutar innan den börjar"),
        (FiguresRow, {"id": "a", "label": "A", "outcome": "1", "budget": "2"}, "raden saknar forecast"),
        (FiguresRow, {"id": "a", "label": "A", "forecast": "2"}, "raden saknar outcome och budget"),
        (FiguresRow, {"id": "a", "label": "A"}, "raden ska ha antingen belopp eller ett skäl att de saknas"),
        (
            FiguresTable,
            {"id": "t", "heading": "T", "rows_are": "R", "rows": [{"id": "a", "label": "A", "none_yet": "inget"}]},
            "ingen rad i tabellen har belopp",
        ),
    ],
)
def test_what_says_nothing_or_two_things_is_refused(model: type[Fact], facts: dict[str, object], text: str) -> None:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(facts)
    assert caught.value.errors()[0]["msg"] == text


@pytest.mark.parametrize("written", ["41", "§ 41", "§41"])
def test_a_paragraph_is_its_number_with_or_without_the_sign(written: str) -> None:
    decision = {"body": "namnden", "date": "2030-03-18", "paragraph": written}
    assert Decision.model_validate(decision).paragraph == "41"


@pytest.mark.parametrize("written", ["paragraf 41", "§", "41–43", "0"])
def test_a_paragraph_that_could_not_be_printed_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="inte numret på en paragraf"):
        Decision.model_validate({"body": "namnden", "paragraph": written})
