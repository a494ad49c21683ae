"""A whole interview, in process: what it asks, refuses, explains and becomes."""

from pathlib import Path

import pytest

from contracts.dialogue.talk import PausedError
from contracts.drafting.answers import answers_text, checked_draft, read_answers
from contracts.drafting.like import proposals
from contracts.drafting.sitting import sitting
from contracts.errors import ProblemsError
from contracts.facts.folders import AuthorityFolder
from contracts.facts.load import load_workspace
from tests.conftest import Golden
from tests.drafting.conftest import ROOT, TODAY, Interview, Interviewed, exempelstad_in, interviewed
from tests.drafting.officer import LAXHJALP, Known, Officer, without

#: Where only what cannot be skipped is answered.
LEAST: Known = (
    ("Vad ska partnerskapet heta", "Läxhjälp"),
    ("Vilken är den andra parten", "Kaffestiftelsen"),
    ("Vilken är den första dagen", "2030-08-01"),
    ("Vilken är den sista dagen", "18 månader"),
)


@pytest.mark.parametrize("name", ["partnership.yaml", "pm.md", "memo-2030-02-01.md", "organisations.yaml"])
def test_the_answers_become_files(laxhjalp: Interviewed, golden: Golden, name: str):
    golden(f"new/{name}", laxhjalp.texts()[name])


def test_every_answer_is_asked_for(laxhjalp: Interviewed):
    assert laxhjalp.officer.left == []


def test_the_screen_reads_as_a_conversation(laxhjalp: Interviewed, golden: Golden):
    golden("new/screen.txt", laxhjalp.screen + "\n")


def test_almost_everything_can_be_skipped(interview: Interview):
    done = interview(LEAST)
    assert done.officer.left == []
    text = done.texts()["partnership.yaml"]
    said = [line for line in text.split("\n") if line and not line.lstrip().startswith("#")]
    assert said[:3] == ["name: Läxhjälp", "status: draft", "deciding_body: kultur"]
    assert said[-3:] == ["term:", "  start: 2030-08-01", "  months: 18"]
    assert "# background: Varför partnerskapet behövs" in text


def answer(known: Known, part: str, *typed: str) -> Known:
    """What is known, with other answers to one question: each is typed in turn."""
    at = next(number for number, one in enumerate(known) if part in one[0])
    return [*known[:at], (known[at][0], "\n".join(typed)), *known[at + 1 :]]


#: Part of a question, a wrong answer and the right one; a line of the answers' file, and the same with the wrong one.
WRONG = (
    ("sista dagen", "2029-08-01", "3 år", "years: 3", "end: 2029-08-01"),
    ("högsta åldern", "8", "12", "age_max: 12", "age_max: 8"),
    ("diarienummer", "KFN2030-99", "KFN 2030-99", "case_numbers: [KFN 2030-99]", "case_numbers: [KFN2030-99]"),
    ("organisationsnummer", "802999-3338", "802999-3337", "number: 802999-3337", "number: 802999-3338"),
    ("Vad kallas den", "Kaffestiftelsen", "Läxvännerna", "short_name: Läxvännerna", "short_name: Kaffestiftelsen"),
    ("Hur mycket", "etthundratusen", "100000 ?", "amount: 100000 ?", "amount: etthundratusen"),
    ("Hur fattar den", "Varje <b>part</b>.", "Varje part har en röst.", "har en röst.", "<b>har</b> en röst."),
    ("första dagen", "2030-02-30", "2030-08-01", "start: 2030-08-01", "start: 2030-02-30"),
)


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Interviewed:
    """An interview where many answers are first wrong and then right."""
    known = LAXHJALP
    for part, wrong, right, _, _ in WRONG:
        known = answer(known, part, wrong, right)
    folder = tmp_path_factory.mktemp("corrected")
    return interviewed(exempelstad_in(folder), known, kept=folder / ".answers")


def test_refused_answers_leave_no_trace(corrected: Interviewed, laxhjalp: Interviewed):
    assert corrected.texts() == laxhjalp.texts()


@pytest.mark.parametrize(("line", "instead"), [one[3:] for one in WRONG], ids=[one[0] for one in WRONG])
def test_what_is_wrong_is_refused_at_once_in_the_words_of_the_check(
    corrected: Interviewed, exempelstad: AuthorityFolder, tmp_path: Path, line: str, instead: str
):
    said = answers_text(corrected.sat.draft)
    assert said.count(line) == 1
    (tmp_path / "svar.yaml").write_text(said.replace(line, instead), encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        checked_draft(*read_answers(tmp_path / "svar.yaml", "svar.yaml"), exempelstad, "laxhjalp", TODAY)
    [problem] = caught.value.problems
    assert problem.place
    assert instead in problem.place.excerpt
    assert f"Det går inte: {problem.text}. Gör så här: {problem.remedy}." in " ".join(corrected.screen.split())


def test_a_criterion_that_is_not_met_is_told_with_what_may_suit_better(interview: Interview):
    done = interview(answer(answer(LAXHJALP, "1 av 1.", "nej"), "Varför?", ""))
    text = " ".join(done.screen.split())
    first = (
        "Då kan en annan form passa bättre: upphandling, reserverad upphandling eller föreningsbidrag. - upphandling:"
    )
    assert f"Kriteriet är inte uppfyllt. {first}" in text
    assert "reserverad upphandling: Kommunen upphandlar, men bara idéburna organisationer får lämna anbud. (LOU" in text
    assert "Källorna är lästa den 1 september 2025. Det här är ingen bedömning: låt en jurist pröva saken." in text
    assert "met: nej" in done.texts()["partnership.yaml"]


def test_a_criterion_without_motivation_is_told_too(interview: Interview):
    done = interview(without(LAXHJALP, "Varför?"))
    assert "Utan motivering syns det inte att kriteriet är uppfyllt." in " ".join(done.screen.split())


def test_the_arithmetic_of_the_term_is_shown(laxhjalp: Interviewed):
    text = " ".join(laxhjalp.screen.split())
    assert "Förlängning 2: till och med den 31 juli 2035; parterna är överens senast den 30 april 2034." in text
    assert "Det kan längst gälla till och med den 31 juli 2035." in text
    assert "Exempelstad kommun betalar 100 000 kr per år." in text


@pytest.mark.parametrize("patience", [3, 61, 135])
def test_stopping_anywhere_and_going_on_gives_the_same_files(
    exempelstad: AuthorityFolder, tmp_path: Path, laxhjalp: Interviewed, patience: int
):
    kept = tmp_path / ".answers"
    first = Officer(LAXHJALP, gives_up_after=patience)
    with pytest.raises(PausedError):
        sitting(first, [exempelstad], "exempelstad", TODAY, kept, {})
    assert not (exempelstad.path / "laxhjalp").exists()
    rest = Officer([("svar kvar sedan sist", "ja"), *first.unanswered()])
    second = Interviewed(rest, sitting(rest, [exempelstad], "exempelstad", TODAY, kept, {}))
    assert second.texts() == laxhjalp.texts()


def test_going_back_and_answering_the_same_gives_the_same_files(
    exempelstad: AuthorityFolder, tmp_path: Path, laxhjalp: Interviewed
):
    class Doubtful(Officer):
        """Goes back after each tenth line, and takes the answer that is still there."""

        def read(self, prompt: str) -> str:
            if not self._lines and len(self.typed) % 11 == 10:
                self.typed.append("<")
                self._lines = [""]
                self.again = self._question
                return "<"
            return super().read(prompt)

    officer = Doubtful(LAXHJALP)
    sat = sitting(officer, [exempelstad], "exempelstad", TODAY, tmp_path / ".answers", {})
    assert officer.typed.count("<") > 8
    assert Interviewed(officer, sat).texts() == laxhjalp.texts()


def test_answers_that_cannot_be_written_are_asked_about_again(exempelstad: AuthorityFolder, tmp_path: Path):
    """Whatever stops the files then: who comes back stands before the last question, and can go back."""
    kept = tmp_path / ".answers"
    sitting(Officer(LEAST), [exempelstad], "exempelstad", TODAY, kept, {})
    again = Officer([("svar kvar sedan sist", "ja")])
    sitting(again, [exempelstad], "exempelstad", TODAY, kept, {})
    assert "Det var allt. Ska filerna skrivas" in " ".join("\n".join(again.screen).split())


def test_the_shape_of_another_is_what_enter_takes(exempelstad: AuthorityFolder, tmp_path: Path):
    """Botkyrka's real agreement as the model: its rhythms and groups, and nothing that is a fact of its own."""
    workspace, _ = load_workspace(ROOT / "data", ROOT / "templates", frozenset({"botkyrka"}))
    [botkyrka] = workspace.authorities
    model = botkyrka.partnership("kvinna-i-botkyrka")
    assert model is not None
    # Enter takes that somebody pays and signs; how much and by what right nobody can know but who answers.
    paid = (("Hur mycket", "1000"), ("Till vad", "samordning"), ("Hur mycket", "2000"), ("Till vad", "uppföljning"))
    officer = Officer([*LEAST, *paid])
    kept = tmp_path / ".answers"
    sat = sitting(officer, [exempelstad], "exempelstad", TODAY, kept, proposals(botkyrka, model))
    text = Interviewed(officer, sat).texts()["partnership.yaml"]
    said = "\n".join(line for line in text.split("\n") if not line.lstrip().startswith("#"))
    for shaped in ("kind: repeated", "decide_months_before: 2", "notice_months: 3", "remedy_days: 30", "id: styrgrupp"):
        assert shaped in said
    for fact in ("Botkyrka", "350000", "2018", "2022", "Hela", "Bilda", "Khan", "kvinnor"):
        assert fact not in said


def test_old_answers_can_be_thrown_away(exempelstad: AuthorityFolder, tmp_path: Path):
    kept = tmp_path / ".answers"
    with pytest.raises(PausedError):
        sitting(Officer(LAXHJALP, gives_up_after=9), [exempelstad], "exempelstad", TODAY, kept, {})
    again = Officer([("svar kvar sedan sist", "nej"), *LEAST])
    sat = sitting(again, [exempelstad], "exempelstad", TODAY, kept, {})
    assert sat.draft.partnership["name"] == "Läxhjälp"


def test_a_folder_that_is_there_is_refused(interview: Interview):
    done = interview(answer(LAXHJALP, "Vad ska mappen heta", "sprakcafe", "laxhjalp"))
    assert "mappen exempelstad/sprakcafe finns redan" in " ".join(done.screen.split())
