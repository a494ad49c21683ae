"""Values that no model takes: what is said, at which line, and what to do."""

from pathlib import Path

import pytest

from contracts.errors import Problem
from contracts.facts.load import load_workspace
from contracts.facts.model.partnership import Partnership
from contracts.facts.refusals import problems_of_value
from contracts.facts.source import Route
from tests.checks.exempelstad import write_exempelstad


def refused(folder: Path, changes: str) -> Problem:
    """The only problem of Exempelstad with these changes."""
    _, problems = load_workspace(write_exempelstad(folder, changes), folder / "templates")
    (problem,) = problems
    return problem


def marked(problem: Problem) -> str:
    """The part of the line that is underlined."""
    assert problem.place is not None
    assert problem.place.line > 0
    return problem.place.excerpt[problem.place.column - 1 :][: problem.place.width].strip("'")


def paid(amount: str) -> str:
    return f"economy: {{contributions: [{{payer: exempelstad, amount: {amount}, purpose: a}}]}}"


def organisation(number: str) -> str:
    return (
        "organisations: {organisations: [{id: grannhjalpen, legal_name: A, kind: ideell förening,"
        f" organisation_number: {number}}}]}}"
    )


ORGNR_FORM = "skriv sex siffror, bindestreck och fyra siffror: 802403-0119"
AMOUNT_FORM = "skriv bara siffror, utan mellanslag, decimaler och kr: 350000"
DATE_FORM = "skriv år, månad och dag så här: 2018-03-01"
ROWS = (
    (paid("350 000 kr"), "amount-whole-kronor", "350 000 kr", AMOUNT_FORM),
    (paid("350000.0"), "amount-whole-kronor", "350000.0", AMOUNT_FORM),
    (paid("'350000,50'"), "amount-whole-kronor", "350000,50", AMOUNT_FORM),
    (paid("-1"), "amount-whole-kronor", "-1", AMOUNT_FORM),
    (paid("1e6"), "amount-whole-kronor", "1e6", AMOUNT_FORM),
    (paid("0350"), "amount-whole-kronor", "0350", AMOUNT_FORM),
    (paid("٣٥٠"), "amount-whole-kronor", "٣٥٠", AMOUNT_FORM),
    (paid("99999999999"), "amount-too-large", "99999999999", "kontrollera antalet nollor"),
    (organisation("802999-0011"), "orgnr-check-digit", "802999-0011", "jämför med registreringsbeviset"),
    (organisation("811228-9874"), "orgnr-personal", "811228-9874", "skriv organisationens nummer"),
    (organisation("8029990010"), "orgnr-form", "8029990010", ORGNR_FORM),
    (organisation("16802999-0010"), "orgnr-form", "16802999-0010", ORGNR_FORM),
    ("term: {start: 2023-02-29}", "date-impossible", "2023-02-29", "kontrollera månadens antal dagar och skottår"),
    ("term: {start: 1 mars 2018}", "date", "1 mars 2018", DATE_FORM),
    ("term: {start: 2018-3-1}", "date", "2018-3-1", DATE_FORM),
    ("term: {start: 20180301}", "date", "20180301", DATE_FORM),
    ("term: {start: 0018-03-01}", "date-year", "0018-03-01", "skriv ett år mellan 1900 och 2199"),
    ("termination: {notice_months: tre}", "length-whole", "tre", "skriv bara siffror, utan mellanslag: 3"),
    ("termination: {notice_months: 30000}", "length-too-long", "30000", "kontrollera siffrorna"),
    ("economy: {reservation: {years: ['19']}}", "year", "19", "skriv fyra siffror, till exempel 2019"),
    ("economy: {own_financing: [{party: a, percent: 101}]}", "percent", "101", "skriv ett tal mellan 0 och 100"),
    ("economy: {own_financing: [{party: a, percent: 5 %}]}", "number", "5 %", "skriv till exempel 51 eller 2,5"),
    ("amendments: {written: kanske}", "yes-no", "kanske", "skriv ja eller nej"),
    ("initiator: Grannhjälpen", "slug", "Grannhjälpen", "skriv små bokstäver a–z, siffror och bindestreck"),
    ("name: |\n  A\n  B", "text-one-line", "", "ta bort radbrytningar och tabbar"),
    ('name: "A\\u0007B"', "text-control-character", "", "ta bort tecknet"),
    ("name: A\ue000B", "text-control-character", "", "ta bort tecknet"),
    ("name: A\u202eB", "text-control-character", "", "ta bort tecknet"),
    ("name: \u200b", "text-control-character", "", "ta bort tecknet"),
    ("background: \U000f0001", "text-control-character", "", "ta bort tecknet"),
    ("name: '\u00a0'", "field-string-too-short", "", "fyll i det eller ta bort fältet"),
    ("status: drat", "field-enum", "drat", "menade du ”draft”? Tillåtna: draft, negotiating, decided"),
    (
        "parties: exempelstad",
        "field-tuple-type",
        "exempelstad",
        "skriv varje värde på egen rad med bindestreck framför",
    ),
    ("value_base: {principles: []}", "field-too-short", "principles", "fyll i det eller ta bort fältet"),
    ("term: 2018", "field-model-type", "2018", "skriv fälten indragna under"),
    ("background: [a]", "field-string-type", "background", "skriv ett värde efter kolonet"),
    ("strt: 2018", "field-unknown", "strt", "menade du ”status”?"),
    ("term: {strat: 2018-01-01}", "field-unknown", "strat", "menade du ”start”?"),
    ("zzz: a", "field-unknown", "zzz", "fält som finns här: name, subtitle"),
    ("authority: {case_number_pattern: '[A-Z'}", "pattern", "[A-Z", "rätta det reguljära uttrycket"),
    ("term: {months: 3}", "term-one-way", "term", "ange bara en av end, months, years och season"),
    ("term: {start: '', end: ''}", "term-start-missing", "term", "ange start"),
    ("term: {end: '', season: Vintern 2025}", "term-season-alone", "term", "ta bort start, eller ange end"),
    (
        "termination: {remedy_days: 30, breach_ground: nej}",
        "termination-remedy-unused",
        "termination",
        "ange breach_ground: ja",
    ),
    ("amendments: {written: ''}", "field-missing", "amendments", ""),
    ("amendments: {signed_by_all: ''}", "field-missing", "amendments", ""),
    ("term: {start: ''}", "term-start-missing", "term", "ange start, till exempel 2018-03-01"),
    ("term: {extension: {step_months: 0}}", "extension-step", "extension", "ange hur många månader"),
    ("term: {extension: {kind: fixed_steps}}", "extension-steps", "extension", "ange max_steps"),
    (
        "term: {extension: {max_steps: 101}}",
        "extension-too-long",
        "extension",
        "kontrollera step_months och max_steps",
    ),
    (
        "economy: {contributions: [{payer: a, purpose: b}]}",
        "contribution-one-measure",
        "payer",
        "ange en av amount, ceiling, by_year och percent",
    ),
    (
        "economy: {contributions: [{payer: a, amount: 1, percent: 2, purpose: b}]}",
        "contribution-one-measure",
        "payer",
        "ange en av amount, ceiling, by_year och percent",
    ),
    (
        "economy: {contributions: [{payer: a, amount: 1, per: period, purpose: b}]}",
        "contribution-period",
        "payer",
        "ange start och end",
    ),
    (
        "economy: {contributions: [{payer: a, amount: 1, start: 2025-01-01, purpose: b}]}",
        "contribution-days-unused",
        "payer",
        "ange per: period, eller ta bort start och end",
    ),
    (
        "economy: {contributions: [{payer: a, amount: 1, per: school_year, end: 2025-01-01, purpose: b}]}",
        "contribution-days-unused",
        "payer",
        "ange per: period, eller ta bort start och end",
    ),
    (
        "economy: {contributions: [{payer: a, by_year: [{year: 2025, amount: 1}], per: school_year, purpose: b}]}",
        "contribution-per-unused",
        "payer",
        "ta bort per (och start och end)",
    ),
    (
        "economy: {contributions: [{payer: a, percent: 5, per: agreement_period, purpose: b}]}",
        "contribution-per-unused",
        "payer",
        "ta bort per (och start och end)",
    ),
    (
        "economy: {contributions: [{payer: a, percent: 5, start: 2025-01-01, purpose: b}]}",
        "contribution-days-unused",
        "payer",
        "ange per: period, eller ta bort start och end",
    ),
)


@pytest.mark.parametrize(("changes", "rule", "mark", "remedy"), ROWS)
def test_a_value_is_refused_at_its_line(tmp_path: Path, changes: str, rule: str, mark: str, remedy: str) -> None:
    problem = refused(tmp_path, changes)
    assert problem.rule == rule
    assert problem.text
    assert problem.remedy.startswith(remedy)
    if mark:
        assert marked(problem) == mark
    assert problem.place is not None
    assert problem.place.excerpt


def test_the_value_that_is_wrong_is_shown(tmp_path: Path) -> None:
    assert refused(tmp_path, paid("350 000 kr")).text == "”350 000 kr” är inte ett belopp i hela kronor"


def test_a_personal_number_is_not_repeated_in_the_message(tmp_path: Path) -> None:
    assert "811228" not in refused(tmp_path, organisation("811228-9874")).text


def test_a_missing_field_is_named_with_its_title(tmp_path: Path) -> None:
    problem = refused(tmp_path, "commitments: [{party: grannhjalpen}]")
    assert (problem.rule, problem.text) == ("field-missing", "fältet ”text” saknas (Åtagande)")
    assert marked(problem) == "party"


def test_a_field_whose_value_was_forgotten_is_shown_itself(tmp_path: Path) -> None:
    data = write_exempelstad(tmp_path)
    path = data / "exempelstad" / "grannar" / "partnership.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("name: IOP Grannar", "name:"), encoding="utf-8")
    _, (problem,) = load_workspace(data, tmp_path / "templates")
    assert problem.text == "fältet ”name” saknas (Namn)"
    assert str(problem.place) == "data/exempelstad/grannar/partnership.yaml:1:1"


def test_a_wrong_word_in_a_list_is_named_by_its_field(tmp_path: Path) -> None:
    changes = "parties: [{organisation: exempelstad}, {organisation: grannhjalpen, roles: [utforare]}]"
    problem = refused(tmp_path, changes)
    assert problem.text == "roles: ”utforare” är inte ett av de tillåtna värdena"
    assert problem.remedy.startswith("menade du ”utförare”?")
    assert marked(problem) == "utforare"


def test_problems_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    _, problems = load_workspace(
        write_exempelstad(tmp_path, "{term: {start: x, end: y}, name: '', status: z}"), tmp_path / "templates"
    )
    lines = [problem.place.line for problem in problems if problem.place]
    assert len(lines) == 4
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    "text", ["Svensson & Co <AB>", "{{ 7*7 }}", "{% if x %}", "”citat”", "ÅÄÖ åäö é ß 中 🙂", "%s"]
)
def test_odd_but_printable_texts_are_kept_as_they_are(tmp_path: Path, text: str) -> None:
    workspace, problems = load_workspace(write_exempelstad(tmp_path, f"subtitle: '{text}'"), tmp_path / "templates")
    assert problems == ()
    assert workspace.partnerships()[0][1].partnership.subtitle == text


@pytest.mark.parametrize(
    ("route", "value", "text"),
    [
        (("term", "start"), "2030-02-30", "dagen 2030-02-30 finns inte"),
        (("economy", "contributions", 3, "amount"), "35 tkr", "”35 tkr” är inte ett belopp i hela kronor"),
        (("parties", 1, "roles", 0), "utförar", "roles: ”utförar” är inte ett av de tillåtna värdena"),
        (("nonsense",), "x", "fältet ”nonsense” finns inte"),
    ],
)
def test_a_value_alone_is_refused_whatever_else_is_missing(route: Route, value: str, text: str):
    [problem] = problems_of_value(Partnership, route, value)
    assert (problem.text, problem.place) == (text, None)


def test_a_value_alone_is_accepted_whatever_else_is_missing():
    assert problems_of_value(Partnership, ("economy", "contributions", 3, "amount"), "350000") == ()
