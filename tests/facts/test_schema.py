"""The schemas take what an officer may write, refuse what is plainly wrong, and are fresh and found by every file."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError, create_model

from contracts.facts.kinds import FILE_KINDS, FileKind, file_kind
from contracts.facts.model import base, document, economic_report
from contracts.facts.reader import source_of
from contracts.facts.schema import FOLDER, reference, referred_to, schema_files, schema_of
from tests.facts.typed_yaml import typed

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
FILES = [
    path
    for path in sorted(
        [*DATA.rglob("*"), *(ROOT / "templates" / "clauses").glob("*.md"), *(ROOT / "tests" / "projects").rglob("*")]
    )
    if path.suffix in (".yaml", ".md") and path.name != "README.md"
]


@cache
def validator(kind: FileKind) -> Callable[[Any], Any]:
    return fastjsonschema.compile(schema_of(kind))


def complaint(kind: FileKind, written: Any) -> str:
    try:
        validator(kind)(written)
    except fastjsonschema.JsonSchemaValueException as error:
        return error.message
    return ""


PARTNERSHIP, *_ = FILE_KINDS


def test_the_schemas_are_fresh():
    written = {path.name: path.read_text("utf-8") for path in (DATA / FOLDER).iterdir()}
    assert written == schema_files(), "run: contracts schema"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_names_the_schema_of_its_kind_and_fits_it(path: Path):
    kind = file_kind(path)
    assert kind is not None
    text = path.read_text("utf-8")
    named = (path.parent / referred_to(text)).resolve()
    assert named == DATA / FOLDER / f"{kind.id}.json", f"write on the first line: {reference(kind, path, DATA)}"
    assert complaint(kind, typed(text)) == ""


def test_every_kind_of_file_is_among_them():
    assert {file_kind(path) for path in FILES} == set(FILE_KINDS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_any_value_may_be_marked_as_unconfirmed(path: Path):
    kind = file_kind(path)
    assert kind is not None
    written = typed(path.read_text("utf-8"))
    assert complaint(kind, marked(written)) == ""


def marked(written: Any) -> Any:
    if isinstance(written, dict):
        return {name: marked(value) for name, value in written.items()}
    if isinstance(written, list):
        return [marked(value) for value in written]
    return None if written is None else f"{written} ?"


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
    if isinstance(schema, dict | list):
        for part in schema.values() if isinstance(schema, dict) else schema:
            yield from parts(part)


@pytest.mark.parametrize("kind", FILE_KINDS, ids=lambda kind: kind.id)
def test_every_type_of_value_says_how_it_is_written(kind: FileKind):
    scalars = [
        part for part in parts(without_not(schema_of(kind))) if {"string", "integer", "number"} & set(types(part))
    ]
    assert scalars
    for part in scalars:
        assert "pattern" in part, part


def types(part: dict[str, Any]) -> list[str]:
    kinds = part.get("type", [])
    return [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []


def without_not(schema: Any) -> Any:
    """A schema without what it says of types that do not fit."""
    if isinstance(schema, dict):
        return {name: without_not(part) for name, part in schema.items() if name != "not"}
    return [without_not(part) for part in schema] if isinstance(schema, list) else schema


@pytest.mark.parametrize("kind", FILE_KINDS, ids=lambda kind: kind.id)
def test_every_field_is_told_of_in_swedish_and_none_in_english(kind: FileKind):
    schema = schema_of(kind)
    for model in (schema, *schema.get("$defs", {}).values()):
        assert "description" not in model
        for field in model["properties"].values():
            assert field["title"]
            assert field["description"].endswith((".", "…", "?"))


MINIMAL = """\
name: Ett
status: draft
parties: [{organisation: ett}]
term: {start: 2030-01-01, months: 12}
"""


@pytest.mark.parametrize(
    "line",
    [
        "name: 2018",
        "name: 1e3",
        "name: två  ?",
        "subtitle:",
        "subtitle: ~",
        "economy:",
        "signing: {method: either ?}",
        "document_date: 2018-03-01",
        "register_only: ja",
        "register_only: true",
        'register_only: "nej"',
        "register_only: nej ?",
        "predecessor: 112",
        "economy: {own_financing: [{party: a, percent: '2,5'}, {party: b, percent: 2.5}, {party: c, percent: 5 ?}]}",
        "economy: {reservation: {party: a, years: [2019, 2020 ?]}}",
        "summary: |\n  Ett.\n\n  Två. ?\n",
        "summary: 12",
    ],
)
def test_what_an_officer_may_write_fits(line: str):
    text = MINIMAL.replace("name: Ett\n", "" if line.startswith("name") else "name: Ett\n") + line + "\n"
    assert complaint(PARTNERSHIP, typed(text)) == ""
    plain = source_of(text.replace(" ?", ""), "f").plain()
    PARTNERSHIP.model.model_validate(plain)


@pytest.mark.parametrize(
    ("line", "complaint_about"),
    [
        ("nam: x", "must not contain {'nam'}"),
        ("status: drafft", "data.status"),
        ("parties:", "data.parties"),
        ("parties: []", "data.parties"),
        ("term:", "data.term"),
        ("term: {start: 2018-3-01}", "data.term.start"),
        ("document_date: 1 mars 2018", "data.document_date"),
        ("register_only: kanske", "data.register_only"),
        ("register_only: 1", "data.register_only"),
        ("predecessor: Botkyrka", "data.predecessor"),
        ("goals: Ett mål", "data.goals"),
        ('subtitle: ""', "data.subtitle"),
        ('subtitle: "ett\\ntvå"', "data.subtitle"),
        ("economy: {contributions: [{payer: a, amount: 350 000, purpose: x}]}", "data.economy"),
        ("economy: {contributions: [{payer: a, amount: -1, purpose: x}]}", "data.economy"),
        ("economy: {contributions: [{payer: a, amount: 1.5, purpose: x}]}", "data.economy"),
    ],
)
def test_what_is_plainly_wrong_is_marked(line: str, complaint_about: str):
    name = line.partition(":")[0]
    kept = [other for other in MINIMAL.splitlines() if not other.startswith(f"{name}:")]
    assert complaint_about in complaint(PARTNERSHIP, typed("\n".join([*kept, line])))


TYPES = {
    name: getattr(module, name)
    for module, names in (
        (base, "Line Prose Slug Kronor Count Length Year Number Percent Day YesNo OrganisationNumber"),
        (document, "DocumentId"),
        (economic_report, "Thousands Month"),
    )
    for name in names.split()
}
_ALPHABETS = st.one_of(
    st.text("0123456789,.-−", min_size=1, max_size=12),
    st.text("abcåäö-/ 01\n?", min_size=1, max_size=12),
    st.sampled_from(
        ["ja", "nej", "true", "false", "202100-2114", "2018-03-01", "2018-03", "100", "99,5", "-12", "−12"]
    ),
    st.text(max_size=8),
)


@pytest.mark.parametrize("name", TYPES)
@given(data=st.data())
def test_what_a_type_takes_its_schema_takes(name: str, data: st.DataObject):
    model = create_model("Model", __base__=base.Fact, value=(TYPES[name], ...))
    check = fastjsonschema.compile(model.model_json_schema()["properties"]["value"])
    text = data.draw(_ALPHABETS)
    try:
        model.model_validate({"value": text})
    except ValidationError:
        return
    check(text)
    if is_number(text) or (name == "YesNo" and text in ("true", "false")):
        check(typed(text))
    check(f"{text} ?")
    check(f"{text}\n?\n")


def is_number(text: str) -> bool:
    """Whether an editor takes a plain text for a number that JSON knows."""
    return re.fullmatch(r"[-+]?[0-9]+([.][0-9]+)?", text) is not None
