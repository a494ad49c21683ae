"""What a typed answer means. The refusals are those of the facts' own types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.dialogue.answering import understood, values_of
from contracts.dialogue.question import Kind, Option, Question
from contracts.errors import Problem, Severity

OPTIONS = (Option("kommun"), Option("ideell-forening", "ideell förening"), Option("stiftelse"))


def question(kind: Kind = Kind.LINE, **more: object) -> Question:
    return Question("q", "Vad?", kind, options=OPTIONS, **more)


def refusal(kind: Kind, typed: str, **more: object) -> tuple[str, str]:
    [problem] = understood(question(kind, **more), typed)[1]
    return problem.text, problem.remedy


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        (Kind.LINE, "  Språkcafé  ", "Språkcafé"),
        (Kind.TEXT, "Ett stycke.\n\nEtt till.", "Ett stycke.\n\nEtt till."),
        (Kind.CHOICE, "2", "ideell-forening"),
        (Kind.CHOICE, "Ideell förening", "ideell-forening"),
        (Kind.CHOICE, "ideell-forening", "ideell-forening"),
        (Kind.CHOICES, "3, 1", "stiftelse\nkommun"),
        (Kind.CHOICES, "3 1 3", "stiftelse\nkommun"),
        (Kind.CHOICES, "ideell förening, kommun", "ideell-forening\nkommun"),
        (Kind.YES_NO, "J", "ja"),
        (Kind.YES_NO, "nej", "nej"),
        (Kind.AMOUNT, "350 000 kr", "350000"),
        (Kind.AMOUNT, "350\N{NO-BREAK SPACE}000", "350000"),
        (Kind.DAY, "2030-03-01", "2030-03-01"),
        (Kind.COUNT, "12", "12"),
        (Kind.ORGANISATION_NUMBER, "8024030119", "802403-0119"),
        (Kind.ORGANISATION_NUMBER, "802403–0119", "802403-0119"),
    ],
)
def test_an_answer_is_read_as_it_is_written_in_data(kind: Kind, typed: str, answer: str):
    assert understood(question(kind), typed) == (answer, ())


@pytest.mark.parametrize(
    ("kind", "typed", "text", "remedy"),
    [
        (Kind.CHOICE, "4", "”4” är inte ett av valen", "skriv numret som står framför ett av dem"),
        (Kind.CHOICE, "stiftelsen", "”stiftelsen” är inte ett av valen", "menade du ”stiftelse”?"),
        (Kind.CHOICES, "1, 9", "”9” är inte ett av valen", "skriv numret som står framför ett av dem"),
        (Kind.YES_NO, "kanske", "”kanske” är varken ja eller nej", "skriv ja eller nej"),
        (
            Kind.AMOUNT,
            "350.000",
            "”350.000” är inte ett belopp i hela kronor",
            "skriv bara siffror, utan mellanslag, decimaler och kr: 350000",
        ),
        (Kind.DAY, "2030-02-30", "dagen 2030-02-30 finns inte", "kontrollera månadens antal dagar och skottår"),
        (Kind.COUNT, "många", "”många” är inte ett helt tal", "skriv bara siffror, utan mellanslag: 60"),
        (
            Kind.ORGANISATION_NUMBER,
            "802403-0118",
            "kontrollsiffran i organisationsnumret 802403-0118 stämmer inte",
            "jämför med registreringsbeviset; troligen är en siffra fel",
        ),
        (
            Kind.ORGANISATION_NUMBER,
            "780101-1238",
            "numret ser ut som ett personnummer (tredje siffran är mindre än 2)",
            "skriv organisationens nummer; personnummer får inte stå i uppgifterna",
        ),
        (Kind.LINE, "a\tb", "texten ska stå på en rad", "ta bort radbrytningar och tabbar"),
    ],
)
def test_a_wrong_answer_is_refused_in_the_words_of_the_facts(kind: Kind, typed: str, text: str, remedy: str):
    assert refusal(kind, typed) == (text, remedy)


def test_a_question_can_be_skipped_unless_it_is_required():
    assert understood(question(), "") == ("", ())
    assert refusal(Kind.LINE, "", required=True)[0] == "det här behövs"


def test_an_answer_can_be_marked_as_not_confirmed():
    assert understood(question(Kind.AMOUNT, markable=True), "350 000 kr ?") == ("350000 ?", ())
    assert understood(question(Kind.TEXT, markable=True), "Ett.\nVarför ?\nTvå. ?") == ("Ett.\nVarför ?\nTvå. ?", ())
    answer, problems = understood(question(Kind.CHOICES, markable=True), "1, 3 ?")
    assert values_of(answer) == ("kommun ?", "stiftelse ?")
    assert problems == ()


def test_the_mark_is_refused_where_it_means_nothing():
    assert refusal(Kind.LINE, "Namnet ?")[0] == "det här svaret kan inte vara obekräftat"
    assert refusal(Kind.LINE, " ?", markable=True)[0] == "ett frågetecken ensamt är inget värde"


def test_a_check_sees_the_value_without_its_mark_and_once_its_kind_is_right():
    seen: list[str] = []

    def check(answer: str) -> list[Problem]:
        seen.append(answer)
        return [Problem("late", "för sent", remedy="ta en tidigare dag")]

    asked = question(Kind.DAY, markable=True, check=check)
    assert understood(asked, "2030-03-01 ?") == (
        "2030-03-01 ?",
        (Problem("late", "för sent", None, "ta en tidigare dag"),),
    )
    understood(asked, "i mars")
    understood(asked, "")
    assert seen == ["2030-03-01", ""]


@given(st.sampled_from(Kind), st.text(max_size=30), st.booleans())
def test_an_accepted_answer_means_the_same_when_it_is_read_again(kind: Kind, typed: str, marked: bool):
    asked = question(kind, markable=True)
    answer, problems = understood(asked, f"{typed} ?" if marked else typed)
    if not any(problem.severity is Severity.ERROR for problem in problems):
        assert understood(asked, answer) == (answer, problems)
