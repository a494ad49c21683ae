"""Somebody who types anything: nothing breaks, and what comes of it holds."""

import random
from pathlib import Path

import pytest

from contracts.checks.check import check_partnership
from contracts.drafting.answers import answers_text, drafted
from contracts.drafting.draft import Draft
from contracts.drafting.files import files_of
from contracts.drafting.sitting import sitting
from contracts.errors import Severity
from contracts.facts.folders import AuthorityFolder
from contracts.facts.reader import source_of
from tests.drafting.conftest import TODAY

#: Right here and wrong there; commands too.
ANYTHING = (
    *(
        "",
        "",
        "",
        "",
        "1",
        "1",
        "2",
        "1, 2",
        "ja",
        "nej",
        "12",
        "7 ?",
        "100 000 kr ?",
        "3 år",
        "2030-08-01",
        "2031-01-01",
    ),
    *(
        "Text om något",
        "Åäö & <b> {x}",
        "*kursiv*",
        "# rubrik",
        "- punkt",
        "Namn: värde",
        "{{ name }}",
        "a\tb",
        "[x](y)",
    ),
    *("802999-4442", "kr 100 2018-2020", "<", "-", "?", "hjälp", "hoppa"),
)
#: What is right where nearly nothing else is.
NEEDED = (
    *(("Vad ska partnerskapet heta", "Läxhjälp"), ("Vad ska mappen heta", "laxhjalp"), ("andra parten", "1")),
    *(("Vad heter organisationen", "Läxvännerna"), ("slags organisation", "4"), ("den första dagen", "2030-08-01")),
    *(("månader är varje", "12"), ("gånger kan det förlängas", "2"), ("Hur mycket", "1000"), ("Till vad", "lokal")),
    *(("Från och med vilken dag", "2030-08-01"), ("Till och med vilken dag?", "2030-12-31"), ("I vilken enhet", "st")),
    *(("bestämd form", "Gruppen"), ("Var står det", "§ 4"), ("skriva under en ändring", "ja"), ("bidrar?", "Så.")),
    *(("Första året", "2031"), ("Till vilken nämnd", "1"), ("Ska filerna skrivas", "ja")),
)


class Anybody:
    """Types this and that, and after a while only what is needed."""

    interactive = True

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._question, self.lines = "", 0

    def write(self, text: str) -> None:
        """See a question."""
        if text.startswith("\n"):
            self._question = " ".join(text.split())

    def read(self, prompt: str) -> str:
        """Type something."""
        self.lines += 1
        assert self.lines < 1_500, f"no way on from: {self._question}"
        if "avsluta med en punkt" in self._question and self._random.random() < 0.6:
            return "."
        if self.lines < 400 and self._random.random() < 0.65:
            return self._random.choice(ANYTHING)
        known = next((answer for part, answer in NEEDED if part in self._question), None)
        return known if known is not None else self._random.choice(("", "", "", "1", "ja", "5"))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_typed_the_draft_holds(exempelstad: AuthorityFolder, tmp_path: Path, seed: int):
    draft = sitting(Anybody(seed), [exempelstad], "exempelstad", TODAY, tmp_path / ".answers", {}).draft
    subject = draft.subject(TODAY)
    assert subject is not None
    assert [one.text for one in check_partnership(subject) if one.severity is Severity.ERROR] == []
    read = drafted(source_of(answers_text(draft), "svar.yaml"), Draft(draft.authority, draft.id))
    assert files_of(read) == files_of(draft)
