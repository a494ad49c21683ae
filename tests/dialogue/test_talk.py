"""Asking, explaining, refusing, going back, stopping and coming back."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.dialogue.question import Kind, Option, Question
from contracts.dialogue.talk import Answered, Talk, each
from contracts.errors import Problem, ProblemsError
from tests.dialogue.conftest import Sit, sit

KINDS = (Option("kommun"), Option("stiftelse", explanation="Har egen förmögenhet."))


def party(talk: Talk) -> dict[str, object]:
    """A name, people one after another with a title each, and a form."""
    talk.chapter("Part")
    name = talk.ask(
        Question("name", "Vad heter parten?", explanation="Namnet i stadgarna.", example="Bokvännerna", required=True)
    )
    people = []
    talk.chapter("Personer")
    talk.say("Nu de som skriver under.")
    for number, person in each(
        talk, lambda number: Question(f"people.{number}.name", "Vem skriver under?", markable=True)
    ):
        people.append(
            (person, talk.ask(Question(f"people.{number}.title", f"Vilken titel har {person}?", default="Ordförande")))
        )
    talk.chapter("Form")
    kind = talk.ask(Question("kind", "Vilken form?", Kind.CHOICE, options=KINDS))
    return {"name": name, "people": people, "kind": kind}


WHOLE = {"name": "Bokvännerna", "people": [("Bo", "Ordförande"), ("Cia", "Kassör")], "kind": "stiftelse"}
TYPED = "Bokvännerna\nBo\n\nCia\nKassör\n\n2\n"


def test_a_script_gets_its_answers(sit: Sit):
    assert sit(party, TYPED).result == WHOLE


def test_the_screen_shows_chapters_questions_options_and_what_enter_answers(sit: Sit):
    assert sit(party, "Bokvännerna\nBo\n\n\n2\n", pipe=True).screen == (
        "\nPart\n----\n\nVad heter parten?\n> Bokvännerna\n"
        "\nPersoner\n--------\n\nNu de som skriver under.\n\nVem skriver under?\n> Bo\n"
        "\nVilken titel har Bo?\n[Ordförande] > \n\nVem skriver under?\n> \n"
        "\nForm\n----\n\nVilken form?\n  1 kommun   2 stiftelse\nnummer > 2\n"
    )


def test_a_wrong_answer_is_refused_at_once_and_asked_for_again(sit: Sit):
    sitting = sit(party, "\nBokvännerna\n\n7\n2\n")
    assert sitting.result == {"name": "Bokvännerna", "people": [], "kind": "stiftelse"}
    assert "  Det går inte: det här behövs.\n  Gör så här: skriv ett svar, ? för" in sitting.screen
    assert "  Det går inte: ”7” är inte ett av valen.\n" in sitting.screen


def test_through_a_pipe_a_wrong_answer_ends_it(sit: Sit):
    """The next line would else answer the wrong question."""
    with pytest.raises(ProblemsError) as caught:
        sit(party, "Bokvännerna\n\n7\n2\n", pipe=True)
    [problem] = caught.value.problems
    assert (str(problem.place), problem.text) == ("svaret på ”Vilken form?”", "”7” är inte ett av valen")


def test_a_question_mark_explains(sit: Sit):
    screen = sit(party, "?\nBokvännerna\n\n?\n2\n").screen
    assert "  Namnet i stadgarna.\n  Till exempel: Bokvännerna\n" in screen
    assert "  stiftelse: Har egen förmögenhet.\n" in screen
    assert "hjälp visar" in screen
    assert "<      går tillbaka till förra frågan\n" not in screen
    assert "<      går tillbaka till förra frågan\n" in sit(party, "hjälp\nBokvännerna\n\n2\n").screen


def test_a_warning_is_told_and_the_answer_taken(sit: Sit):
    warning = Problem("short", "texten är kort", remedy="skriv mer").with_severity("warning")  # type: ignore[arg-type]

    def script(talk: Talk) -> str:
        return talk.ask(Question("text", "Varför?", check=lambda answer: [warning]))

    sitting = sit(script, "Därför\n")
    assert sitting.result == "Därför"
    assert "  Att tänka på: texten är kort.\n  Gör så här: skriv mer.\n" in sitting.screen


def test_less_than_goes_back_also_out_of_a_repeated_group(sit: Sit):
    sitting = sit(party, "Bokvännarna\nBo\n\n<\n<\n<\nBokvännerna\nBo\nKassör\n\n2\n")
    assert sitting.result == {"name": "Bokvännerna", "people": [("Bo", "Kassör")], "kind": "stiftelse"}


def test_what_was_taken_back_is_what_enter_answers(sit: Sit):
    sitting = sit(party, "Bokvännerna\nBo\nKassör\n\n<\n<\n<\n\n\n\n2\n")
    assert sitting.result == {"name": "Bokvännerna", "people": [("Bo", "Kassör")], "kind": "stiftelse"}
    assert "[Bo] > " in sitting.screen
    assert "[Kassör] > " in sitting.screen


def test_a_hyphen_takes_an_answer_away(sit: Sit):
    sitting = sit(party, "Bokvännerna\nBo\nKassör\n<\n<\n-\n2\n")
    assert sitting.result == {"name": "Bokvännerna", "people": [], "kind": "stiftelse"}


def test_there_is_nothing_before_the_first_question(sit: Sit):
    sitting = sit(party, f"<\n{TYPED}")
    assert sitting.result == WHOLE
    assert "Det här är den första frågan." in sitting.screen


def test_skipping_leads_to_the_next_chapter(sit: Sit):
    sitting = sit(party, "Bokvännerna\nhoppa\n2\n")
    assert sitting.result == {"name": "Bokvännerna", "people": [], "kind": "stiftelse"}


def test_what_is_required_is_asked_for_even_when_skipping(sit: Sit):
    assert sit(party, "hoppa\nBokvännerna\n\n\n").result == {"name": "Bokvännerna", "people": [], "kind": ""}


@pytest.mark.parametrize("stop", ["paus\n", "Paus\n", ""])
def test_stopping_keeps_the_answers_and_the_next_sitting_goes_on(sit: Sit, stop: str):
    first = sit(party, f"Bokvännerna\nBo\n{stop}")
    assert first.paused
    assert first.kept == Answered((("name", "Bokvännerna"), ("people.0.name", "Bo")))
    second = sit(party, "\nCia\nKassör\n\n2\n", begun=first.kept)
    assert second.result == WHOLE
    assert second.screen.startswith("\nPersoner\n--------\n\nVilken titel har Bo?\n")


def test_answers_that_were_taken_back_are_kept_too(sit: Sit):
    first = sit(party, "Bokvännerna\nBo\nKassör\n<\n<\npaus\n")
    second = sit(party, "\n\n\n2\n", begun=first.kept)
    assert second.result == {"name": "Bokvännerna", "people": [("Bo", "Kassör")], "kind": "stiftelse"}


def test_an_answer_that_no_longer_fits_is_asked_for_anew_and_the_later_ones_proposed(sit: Sit):
    begun = Answered((("name", "Bok\tvännerna"), ("people.0.name", "Bo"), ("people.0.title", "Kassör")))
    sitting = sit(party, "Bokvännerna\n\n\n\n2\n", begun=begun)
    assert sitting.result == {"name": "Bokvännerna", "people": [("Bo", "Kassör")], "kind": "stiftelse"}


def test_a_script_that_asks_something_else_asks_from_there(sit: Sit):
    begun = Answered((("old-question", "x"), ("kind", "stiftelse")))
    sitting = sit(party, "Bokvännerna\n\n\n", begun=begun)
    assert sitting.result == {"name": "Bokvännerna", "people": [], "kind": "stiftelse"}


def test_a_long_text_ends_with_a_full_stop_on_its_own_line(sit: Sit):
    def script(talk: Talk) -> Sequence[str]:
        return talk.ask(Question("a", "Varför?", Kind.TEXT)), talk.ask(Question("b", "Hur?", Kind.TEXT))

    assert sit(script, "Ett.\n\nTvå. \n.\n\n").result == ("Ett.\n\nTvå.", "")
    assert sit(script, "Ett.\n.\nTvå\n<\nTre.\n.\n.\n").result == ("Tre.", "")


def people(talk: Talk) -> object:
    """Repeated groups in repeated groups, and a question that depends on an answer."""
    groups = []
    for number, name in each(talk, lambda number: Question(f"{number}", "Grupp?")):
        members = [name for _, name in each(talk, lambda at, number=number: Question(f"{number}.{at}", "Medlem?"))]  # type: ignore[misc]
        more = talk.ask(Question(f"{number}.more", "Mer?", required=True)) if len(members) > 1 else ""
        groups.append((name, members, more))
    return groups


LINE = st.sampled_from(["a", "b", "c", ""])


@settings(max_examples=200)
@given(st.lists(LINE, max_size=12), st.lists(st.tuples(st.integers(0, 12), st.integers(1, 4)), max_size=4))
def test_wandering_back_and_stopping_change_nothing(lines: list[str], wanderings: list[tuple[int, int]]):
    """Going back and answering the same again, and stopping and coming back, lead to what straight answers give."""
    ended = [*lines, *["x"] * 3, "", "", "", ""]
    typed = [*ended]
    # Only lines that were taken as answers can be given anew: what is required refuses the empty one.
    for at, steps in sorted(wanderings, reverse=True):
        steps = min(steps, at)
        if at <= len(lines) and steps and all(typed[at - steps : at]):
            typed[at:at] = ["<"] * steps + typed[at - steps : at]
    straight = sit(people, "".join(f"{line}\n" for line in ended))
    wandered = sit(people, "".join(f"{line}\n" for line in typed))
    assert wandered.result == straight.result
    first = sit(people, "".join(f"{line}\n" for line in ended[: len(lines)]))
    if first.paused:
        rest = sit(people, "".join(f"{line}\n" for line in ended[len(lines) :]), begun=first.kept)
        assert rest.result == straight.result
