"""Where documents are built: in the authority's own words, in letters that every file system takes."""

from pathlib import Path

import pytest

from contracts.plan.stems import stem_of
from tests.plan.small_authority import AUTHORITY, authority_of


@pytest.mark.parametrize(
    ("identifier", "stem"),
    [
        ("memo-2030-05-14", "exempelstad/tjansteutlatande-2030-05-14"),
        ("packet-2030-05-14", "exempelstad/kallelse-2030-05-14"),
        ("economic-report-2030-03", "exempelstad/delarsuppfoljning-2030-03"),
        ("report", "exempelstad/rapport"),
        ("grannar/pm", "exempelstad/grannar/pm"),
        ("grannar/agreement", "exempelstad/grannar/avtal"),
        ("grannar/agreement-alfa", "exempelstad/grannar/avtal-alfa"),
        ("grannar/places-2031-alfa", "exempelstad/grannar/platsoverenskommelse-2031-alfa"),
    ],
)
def test_the_file_is_called_what_the_authority_calls_the_document(tmp_path: Path, identifier: str, stem: str):
    assert stem_of(authority_of(tmp_path, {}), identifier, draft=False) == stem


def test_a_draft_has_a_name_of_its_own(tmp_path: Path):
    authority = authority_of(tmp_path, {})
    assert stem_of(authority, "memo-2030-05-14", draft=True) == "exempelstad/tjansteutlatande-2030-05-14-utkast"
    assert stem_of(authority, "grannar/agreement-alfa", draft=True) == "exempelstad/grannar/avtal-alfa-utkast"


def test_another_word_gives_another_file(tmp_path: Path):
    words = AUTHORITY.replace("{memo: tjänsteutlåtande,", "{agreement: överenskommelse, memo: skrivelse,")
    authority = authority_of(tmp_path, {"authority.yaml": words})
    assert stem_of(authority, "grannar/agreement", draft=False) == "exempelstad/grannar/overenskommelse"
    assert stem_of(authority, "memo-1", draft=False) == "exempelstad/skrivelse-1"
