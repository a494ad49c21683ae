"""The answers as a file: read with places, written so that it gives the same files, and refused as a whole."""

import inspect
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.drafting.answers import Answers, answers_text, checked_draft, drafted, read_answers
from contracts.drafting.draft import Draft
from contracts.drafting.files import files_of
from contracts.drafting.layout import tidied
from contracts.editing.scalars import prose, unwrapped
from contracts.errors import ProblemsError
from contracts.facts.folders import AuthorityFolder
from contracts.facts.model.partnership import Partnership
from contracts.facts.reader import source_of
from tests.drafting.conftest import TODAY, Interviewed

GOOD = """
folder: exempelstad/laxhjalp
partnership:
  name: Läxhjälp
  parties:
    - organisation: exempelstad
    - organisation: bokvannerna
  term: {start: 2030-08-01, years: 3}
  signatories:
    - party: exempelstad
    - party: bokvannerna
"""


def draft_of(text: str, authority: AuthorityFolder, folder: Path) -> Draft:
    path = folder / "svar.yaml"
    path.write_text(text, encoding="utf-8")
    return checked_draft(*read_answers(path, "svar.yaml"), authority, "laxhjalp", TODAY)


def refused(request: pytest.FixtureRequest, authority: AuthorityFolder, folder: Path) -> list[str]:
    """The problems of the test's docstring, each with its place."""
    with pytest.raises(ProblemsError) as caught:
        draft_of(inspect.cleandoc(request.function.__doc__ or ""), authority, folder)
    return [f"{problem.place}: {problem.text}" for problem in caught.value.problems]


def test_the_file_gives_the_same_files_as_the_interview(
    laxhjalp: Interviewed, exempelstad: AuthorityFolder, tmp_path: Path
):
    draft = draft_of(answers_text(laxhjalp.sat.draft), exempelstad, tmp_path)
    assert {path.name: content.decode() for path, content in files_of(draft).items()} == laxhjalp.texts()


def test_without_a_memo_none_is_begun(exempelstad: AuthorityFolder, tmp_path: Path):
    assert {path.name for path in files_of(draft_of(GOOD, exempelstad, tmp_path))} == {"partnership.yaml", "pm.md"}


def test_fields_that_do_not_exist_or_hold_no_such_value_are_told_with_their_lines(
    request: pytest.FixtureRequest, exempelstad: AuthorityFolder, tmp_path: Path
):
    """
    folder: exempelstad/laxhjalp
    partnership:
      name: Läxhjälp
      partys: []
      parties:
        - organisation: exempelstad
          roles: [chef]
      term: {start: 2030-08-01, years: 3}
    memo: {date: i mars, board: kultur}
    """
    assert refused(request, exempelstad, tmp_path) == [
        "svar.yaml:4:3: fältet ”partys” finns inte",
        "svar.yaml:7:15: roles: ”chef” är inte ett av de tillåtna värdena",
        "svar.yaml:9:14: ”i mars” är inte ett datum",
    ]


def test_what_does_not_hang_together_is_told_with_its_lines(
    request: pytest.FixtureRequest, exempelstad: AuthorityFolder, tmp_path: Path
):
    """
    organisations:
      - id: kaffe
        legal_name: Kaffestiftelsen
        kind: stiftelse
    partnership:
      name: Läxhjälp
      status: active
      parties:
        - organisation: exempelstad
          unit: skolan
        - organisation: kaffe
      signatories: [{party: exempelstad}, {party: kaffe}]
      term: {start: 2030-08-01, end: 2029-08-01}
    memo: {date: 2030-02-01, board: kulturen}
    """
    assert refused(request, exempelstad, tmp_path)[:3] == [
        "svar.yaml:7:11: ett nytt partnerskap är ett utkast, inte active",
        "svar.yaml:14:33: enheten ”kulturen” finns inte i authority.yaml",
        "svar.yaml:3:17: ”Kaffestiftelsen” är också ett namn på Stiftelsen <Kaffe> för alla",
    ]
    assert {"svar.yaml:10:13: enheten ”skolan” finns inte i authority.yaml"} <= set(
        refused(request, exempelstad, tmp_path)
    )


#: Words, and what means something else at the beginning of a line.
WORDS = st.sampled_from(["Parterna", "är", "eniga", "om", "och", "–", "åäö?", "överenskommelsen"])
MARKED = st.sampled_from(["-", "1.", "#", "*allt*", "[länk](x)", "{{"])
PARAGRAPH = st.one_of(
    st.lists(WORDS, min_size=30, max_size=60), st.lists(st.one_of(WORDS, WORDS, MARKED), min_size=1, max_size=60)
).map(" ".join)
PROSE = st.lists(PARAGRAPH, min_size=1, max_size=3).map("\n\n".join)


@given(PROSE)
def test_wrapping_a_text_and_taking_it_apart_gives_the_text(text: str):
    once = unwrapped(text)
    assert unwrapped(once) == once
    for indent in (2, 4, 8):
        assert unwrapped(prose(once, indent)) == once


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(PROSE, PROSE, st.booleans())
def test_whoever_wraps_a_text_the_files_are_the_same(
    laxhjalp: Interviewed, tmp_path: Path, background: str, motivation: str, marked: bool
):
    """A text as typed, and the same after the answers have been saved and read."""
    mark = " ?" if marked else ""
    draft = laxhjalp.sat.draft.with_field(("background",), background + mark)
    draft = draft.with_field(("criteria", 0, "motivation"), motivation)
    saved = answers_text(draft)
    read = drafted(source_of(saved, "svar.yaml"), Draft(draft.authority, draft.id))
    assert files_of(read) == files_of(draft)
    assert tidied(read.partnership, Partnership) == tidied(draft.partnership, Partnership)


def test_every_field_of_the_file_is_explained():
    assert all(info.title and info.description for info in Answers.model_fields.values())
