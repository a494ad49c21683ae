"""`contracts merge`: what the other side edited is proposed, proved and written only after a yes."""

import datetime as dt
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from contracts.cli import main
from contracts.merging.words import plain
from contracts.pdf.office import find_office
from contracts.redline.compare import compare
from contracts.word.package import open_unchecked
from contracts.word.text import read_docx
from tests.building import ROOT, Copy
from tests.conftest import Golden
from tests.merging.returned import Returned
from tests.pseudo_terminal import PROMPT, PseudoTerminal

TODAY = ("--today", "2018-04-01")


def edited(sent: bytes) -> Returned:
    """Facts of all kinds, a text, an item gone, an item come, and a word of the template."""
    return (
        Returned(sent)
        .replace("50 000 kr per år", "60 000 kr per år", only=2)
        .replace("350 000 kr", "375 000 kr")
        .replace("31 december 2020", "30 juni 2021")
        .replace("25–64 år", "20–60 år")
        .replace("Sofia Walan", "Sofia Nyström")
        .replace("Arbetsförmedlingen Botkyrka–Huddinge–Salem", "Arbetsförmedlingen Botkyrka–Huddinge")
        .replace("självständiga och jämbördiga", "helt självständiga och jämbördiga")
        .remove("följa upp verksamheten på strategisk nivå")
        .add_after("handleda deltagarna", "ordna språkcafé *varje* vecka")
        .replace("hur länge hindret väntas bestå", "hur länge hindret antas bestå")
        .replace("Undertecknande", "Underskrift", only=2)
        .add_after("Varje part svarar för ansvar och försäkring", "Tvist löses i domstol.")
    )


def merge(path: Path, *arguments: str) -> int:
    return main(["merge", path.name, *TODAY, *arguments])


def stored(project: Copy, returned: Returned, name: str = "svar.docx") -> Path:
    path = project.root / name
    path.write_bytes(returned.to_bytes())
    return path


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def proposals(found: dict[str, object]) -> dict[str, dict[str, object]]:
    """By the titles of their values."""
    rows = found["proposals"]
    assert isinstance(rows, list)
    return {"; ".join(value["title"] for value in one["values"]): one for one in rows}


def data(project: Copy) -> dict[str, bytes]:
    folder = project.root / "data"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_shown_reads_well(project: Copy, sent: bytes, golden: Golden, capsys: pytest.CaptureFixture[str]):
    path = stored(project, edited(sent))
    before = data(project)
    assert merge(path) == 0
    shown = re.sub(r"\.sent/[0-9a-f]{12}", ".sent/XXXXXXXXXXXX", capsys.readouterr().out)
    golden("merge.txt", "".join(f"{line.rstrip()}\n" for line in shown.splitlines()))
    assert data(project) == before, "nothing is written without a yes"


@pytest.mark.slow
def test_a_file_edited_with_tracked_changes_gives_the_same(
    project: Copy, sent: bytes, capsys: pytest.CaptureFixture[str]
):
    path = stored(project, edited(sent))
    merge(path, "--json")
    plainly = told(capsys)
    moment = dt.datetime(2018, 4, 1, tzinfo=dt.UTC)
    tracked = compare(sent, path.read_bytes(), "Motparten", moment, ("skickad", "svar")).docx
    assert b"w:ins" in open_unchecked(tracked, "svar").members["word/document.xml"]
    path.write_bytes(tracked)
    merge(path, "--json")
    assert told(capsys) == plainly


def test_what_is_written_prints_as_the_edited_file_reads(
    project: Copy, sent: bytes, capsys: pytest.CaptureFixture[str]
):
    returned = (
        Returned(sent)
        .replace("350 000 kr", "375 000 kr")
        .replace("400 000 kr", "425 000 kr")
        .replace("31 december 2020", "30 juni 2021")
        .replace("Studieförbundet Bilda Öst", "Studieförbundet Bilda Syd")
        .replace("självständiga och jämbördiga", "jämbördiga")
        .remove("följa upp verksamheten på strategisk nivå")
        .add_after("handleda deltagarna", "ordna språkcafé varje vecka")
    )
    path = stored(project, returned)
    assert merge(path, "--yes", "--json") == 0
    found = told(capsys)
    assert found["told"] == []
    assert project.run("build", "--draft").status == 0
    now = read_docx((project.build / "botkyrka/kvinna-i-botkyrka/avtal-utkast.docx").read_bytes())
    then = read_docx(path.read_bytes())
    assert _lines(now.paragraphs) == _lines(then.paragraphs)
    merge(path, "--json")
    assert {one["verdict"] for one in proposals(told(capsys)).values()} == {"done"}, "the sent one is kept"


def _lines(paragraphs: tuple[str, ...]) -> list[str]:
    lines = [" ".join(text.split()) for text in paragraphs]
    # Lines of the list of unconfirmed values name lines of files, which have moved.
    return [re.sub(r"rad \d+", "rad", line) for line in lines]


def test_comments_order_and_marks_of_the_data_stay(project: Copy, sent: bytes):
    before = project.partnership.read_text("utf-8").splitlines()
    path = stored(project, Returned(sent).replace("50 000 kr per år", "60 000 kr per år", only=2))
    assert merge(path, "--yes") == 0
    after = project.partnership.read_text("utf-8").splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [("      amount: 50000 ?", "      amount: 60000 ?")], "nobody has confirmed it by editing it"


def test_a_value_changed_at_only_some_places_is_a_conflict(
    project: Copy, sent: bytes, capsys: pytest.CaptureFixture[str]
):
    before = data(project)
    path = stored(project, Returned(sent).replace("Studieförbundet Bilda Öst", "Studieförbundet Bilda Syd", only=2))
    assert merge(path, "--yes", "--json") == 0
    found = told(capsys)
    [one] = proposals(found).values()
    assert one["verdict"] == "conflict"
    assert "står också i avsnitt 19 Undertecknande, tabellen ”Underskrifter”" in str(one["reasons"])
    assert data(project) == before, "--yes writes no conflict"
    commented = zipfile.ZipFile(project.build / "merge" / "svar-kommenterad.docx")
    assert "Konflikt," in commented.read("word/comments.xml").decode()
    body = commented.read("word/document.xml").decode()
    assert body.index("commentRangeStart") < body.index(">Syd<") < body.index("commentRangeEnd")


def test_two_new_values_for_one_fact_cannot_be_written(project: Copy, sent: bytes, capsys: pytest.CaptureFixture[str]):
    name = "Studieförbundet Bilda Öst"
    returned = Returned(sent).replace(name, "Studieförbundet Bilda Syd", only=1)
    path = stored(project, returned.replace(name, "Studieförbundet Bilda Norr", only=1))
    merge(path, "--json")
    one = proposals(told(capsys))["Studieförbundet Bilda Öst: juridiskt namn"]
    assert one["verdict"] == "blocked"
    assert "det kan bara ha ett värde" in str(one["reasons"])


def test_a_sum_that_goes_against_its_parts_makes_a_conflict(
    project: Copy, sent: bytes, capsys: pytest.CaptureFixture[str]
):
    path = stored(project, Returned(sent).replace("350 000 kr", "375 000 kr").replace("400 000 kr", "450 000 kr"))
    merge(path, "--json")
    found = told(capsys)
    [one] = proposals(found).values()
    assert one["verdict"] == "conflict"
    assert "blir det då 425" in str(one["reasons"])
    [rest] = found["told"]  # type: ignore[misc]  # a list in JSON
    assert (rest["origin"], rest["after"]) == ("derived", "450 000 kr per år")
    assert plain(rest["before"]) == "400 000 kr per år", "what was sent, not what the proposal would come to"


def test_a_sum_edited_alone_is_told_as_reckoned(project: Copy, sent: bytes, capsys: pytest.CaptureFixture[str]):
    path = stored(project, Returned(sent).replace("400 000 kr", "450 000 kr"))
    merge(path, "--json")
    found = told(capsys)
    assert found["proposals"] == []
    assert [one["origin"] for one in found["told"]] == ["derived"]  # type: ignore[attr-defined]


def test_what_the_data_says_already_is_done_and_what_it_says_else_is_a_conflict(
    project: Copy, sent: bytes, capsys: pytest.CaptureFixture[str]
):
    project.replace("amount: 350000", "amount: 375000")
    project.replace("end: 2020-12-31", "end: 2021-12-31")
    project.replace("# Avtalet har ett mål", "# Lagt till sedan dess.\n# Avtalet har ett mål")
    returned = Returned(sent).replace("350 000 kr", "375 000 kr").replace("31 december 2020", "30 juni 2021")
    path = stored(project, returned.replace("Sofia Walan", "Sofia Nyström"))
    merge(path, "--json")
    found = proposals(told(capsys))
    assert {title: one["verdict"] for title, one in found.items()} == {
        "Ekonomi, bidrag nr 1: belopp": "done",
        "Giltighet: till och med": "conflict",
        "Undertecknare nr 3: namn": "safe",
    }
    assert found["Giltighet: till och med"]["reasons"] == [
        "uppgifterna har ändrats sedan dokumentet skickades: nu ”2021-12-31”"
    ]


def test_an_item_that_has_moved_in_the_data_is_changed_where_it_is_now(
    project: Copy, sent: bytes, capsys: pytest.CaptureFixture[str]
):
    project.replace("commitments:\n", "commitments:\n  - party: botkyrka\n    text: bjuda på kaffe\n    kind: tjänst\n")
    path = stored(project, Returned(sent).replace("handleda deltagarna", "handleda alla deltagare"))
    assert merge(path, "--yes") == 0
    assert "    text: handleda alla deltagare\n    kind: tjänst\n" in project.partnership.read_text("utf-8")
    assert "bjuda på kaffe" in project.partnership.read_text("utf-8")


def test_words_of_a_prose_file_are_told_with_file_and_line(
    project: Copy, sent_pm: bytes, capsys: pytest.CaptureFixture[str]
):
    path = stored(project, Returned(sent_pm).replace("klyftorna växer", "klyftorna ökar"))
    merge(path, "--json")
    [one] = told(capsys)["told"]  # type: ignore[misc]  # a list in JSON
    lines = (project.partnership.parent / "pm.md").read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "klyftorna växer" in text)
    assert (one["origin"], one["where"]) == ("prose", f"data/botkyrka/kvinna-i-botkyrka/pm.md:{line}")


def test_words_are_told_from_where_they_are_written(project: Copy, sent: bytes, capsys: pytest.CaptureFixture[str]):
    """By `per: year`, a sentence of the template with values in it, and a number that stands once in the facts."""
    returned = Returned(sent).replace("350 000 kr per år", "350 000 kr per kvartal")
    returned.replace("Parterna kan förlänga avtalet", "Parterna får förlänga avtalet")
    merge(stored(project, returned.replace("802017-4564", "802017-4565")), "--json")
    found = told(capsys)
    assert found["proposals"] == []
    rows = {one["after"]: (one["origin"], one["where"], one["remedy"]) for one in found["told"]}  # type: ignore[attr-defined]
    line = lines_with(project.partnership, "per: year")[0]
    where = f"data/botkyrka/kvinna-i-botkyrka/partnership.yaml:{line}"
    told_of = {after: row for after, row in rows.items() if "kvartal" in after}
    assert list(told_of.values()) == [
        ("fact", where, "ändra uppgiften, som nu är year, om den har ett värde som säger det")
    ]
    [(origin, where, _)] = [row for after, row in rows.items() if "får förlänga" in after]
    assert origin == "template"
    assert where.endswith("under ”Giltighet”")
    [line] = lines_with(project.root / "data/botkyrka/organisations.yaml", "802017-4564")
    [(origin, where, remedy)] = [row for after, row in rows.items() if "802017" in after]
    assert (origin, where) == ("fact", f"data/botkyrka/organisations.yaml:{line}")
    assert "godtas det inte" in remedy


def lines_with(path: Path, text: str) -> list[int]:
    """The numbers of the lines that hold a text."""
    return [number for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if text in line]


def test_a_value_that_the_data_may_not_hold_is_not_proposed(
    project: Copy, sent: bytes, capsys: pytest.CaptureFixture[str]
):
    number = re.search(
        r"organisation_number: (\d{6}-\d{4})", (project.root / "data/botkyrka/organisations.yaml").read_text()
    )
    assert number is not None
    path = stored(project, Returned(sent).replace(number[1], f"{number[1][:-1]}{(int(number[1][-1]) + 1) % 10}"))
    merge(path, "--json")
    found = told(capsys)
    assert found["proposals"] == []
    assert found["told"]


def test_a_day_before_the_first_one_is_not_proposed(project: Copy, sent: bytes, capsys: pytest.CaptureFixture[str]):
    merge(stored(project, Returned(sent).replace("31 december 2020", "31 december 2017")), "--json")
    assert told(capsys)["proposals"] == []


def test_a_change_that_breaks_a_rule_is_refused_and_data_is_as_it_was(
    project: Copy, sent: bytes, capsys: pytest.CaptureFixture[str]
):
    before = data(project)
    path = stored(project, Returned(sent).replace("31 december 2020", "31 december 2023"))
    assert merge(path, "--yes") == 3
    assert "2022-12-31" in capsys.readouterr().err
    assert data(project) == before


def test_an_unchanged_file_says_so(project: Copy, sent: bytes, capsys: pytest.CaptureFixture[str]):
    (project.root / "svar.docx").write_bytes(sent)
    assert merge(project.root / "svar.docx") == 0
    assert "Inget är ändrat i filen." in capsys.readouterr().out
    assert not (project.build / "merge").exists()


def test_a_file_that_lost_its_properties_is_known_by_its_text(
    project: Copy, sent: bytes, capsys: pytest.CaptureFixture[str]
):
    path = stored(project, Returned(sent).without_properties().replace("350 000 kr", "375 000 kr"))
    merge(path, "--json")
    found = told(capsys)
    assert found["sent"]["how"] == "filens text liknar den mest"  # type: ignore[index]
    assert list(proposals(found)) == ["Ekonomi, bidrag nr 1: belopp"]


def test_a_file_that_was_never_sent_is_refused_with_a_remedy(project: Copy, capsys: pytest.CaptureFixture[str]):
    foreign = docx.Document()
    foreign.add_paragraph("Ett annat dokument.")
    foreign.save(str(project.root / "annat.docx"))
    assert merge(project.root / "annat.docx") == 3
    err = capsys.readouterr().err
    assert "liknar inget dokument som har byggts här" in err
    assert "--sent" in err
    assert "contracts redline" in err


def test_what_was_sent_may_be_named(project: Copy, sent: bytes, capsys: pytest.CaptureFixture[str]):
    built = "build/botkyrka/kvinna-i-botkyrka/avtal-utkast.docx"
    path = stored(project, Returned(sent).without_properties().replace("350 000 kr", "375 000 kr"))
    assert merge(path, "--json", "--sent", built) == 0
    assert list(proposals(told(capsys))) == ["Ekonomi, bidrag nr 1: belopp"]
    assert merge(path, "--sent", path.name) == 3
    assert "inte en som har byggts här" in capsys.readouterr().err


def test_without_what_was_sent_it_is_said_which_document_is_missing(
    project: Copy, sent: bytes, capsys: pytest.CaptureFixture[str]
):
    path = stored(project, Returned(sent).replace("350 000 kr", "375 000 kr"))
    for kept in (project.build / ".sent").glob("*.json"):
        kept.unlink()
    assert merge(path) == 3
    assert "filen kommer från botkyrka/kvinna-i-botkyrka/agreement" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 halv"])
def test_what_is_no_word_file_is_refused(project: Copy, content: bytes, capsys: pytest.CaptureFixture[str]):
    (project.root / "svar.docx").write_bytes(content)
    assert merge(project.root / "svar.docx") == 3
    assert "svar.docx" in capsys.readouterr().err
    assert merge(project.root / "ingen.docx") == 3


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
@pytest.mark.parametrize("renamed", [0, 1])
def test_an_interruption_and_a_full_disk_leave_data_as_it_was(
    project: Copy, sent: bytes, monkeypatch: pytest.MonkeyPatch, error: BaseException, renamed: int
):
    """Before the first and before the second of two files of facts is renamed into its place."""
    name = "Studieförbundet Bilda"
    path = stored(project, Returned(sent).replace(f"{name} Öst", f"{name} Syd").replace("350 000 kr", "375 000 kr"))
    before = data(project)
    original, left = Path.replace, [renamed]

    def stopped(self: Path, target: Path) -> Path:
        if left[0] == 0:
            raise error
        left[0] -= 1
        return original(self, target)

    monkeypatch.setattr(Path, "replace", stopped)
    assert merge(path, "--yes") == (130 if isinstance(error, KeyboardInterrupt) else 7)
    monkeypatch.undo()
    assert data(project) == before


def test_a_file_of_facts_that_changes_meanwhile_is_not_written_over(project: Copy, sent: bytes):
    path = stored(project, Returned(sent).replace("350 000 kr", "375 000 kr"))
    with PseudoTerminal([sys.executable, "-m", "contracts", "merge", path.name, *TODAY], project.root) as terminal:
        terminal.until_prompt()
        project.replace("amount: 350000", "amount: 360000")
        terminal.type("j")
        assert "har ändrats medan förslagen visades" in terminal.until_prompt()
        assert terminal.status() == 3
    assert "amount: 360000" in project.partnership.read_text("utf-8")


def test_on_a_terminal_each_proposal_is_asked_about(project: Copy, sent: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    returned = Returned(sent).replace("350 000 kr", "375 000 kr").replace("31 december 2020", "30 juni 2021")
    path = stored(project, returned.replace("Sofia Walan", "Sofia Nyström").replace("Mats Wählemän", "Mats Ek"))
    with PseudoTerminal([sys.executable, "-m", "contracts", "merge", path.name, *TODAY], project.root) as terminal:
        first = terminal.until_prompt()
        assert "Giltighet: till och med" in first
        assert first.endswith(f"Inför förslag 1? [j/n/a(lla)/q] {PROMPT}")
        terminal.type("kanske")
        assert "Svara j (ja)" in terminal.until_prompt()
        terminal.type("n")
        assert "Ekonomi, bidrag nr 1: belopp" in terminal.until_prompt()
        terminal.type("j")
        terminal.until_prompt()
        terminal.type("q")
        last = terminal.until_prompt()
        assert "Undertecknare" in last, "what is not asked about is shown all the same"
        assert terminal.status() == 0
    text = project.partnership.read_text("utf-8")
    assert "amount: 375000" in text
    assert "end: 2020-12-31" in text
    assert "Nyström" not in text


@pytest.mark.slow
@pytest.mark.office
def test_a_copy_saved_by_libreoffice_is_known_and_gives_the_same(
    project: Copy, sent: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = stored(project, edited(sent))
    merge(path, "--json")
    plainly = proposals(told(capsys))
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [str(find_office().soffice), profile, "--headless", "--convert-to", "docx", "--outdir", "lo", path.name]
    for _ in range(2):  # a fresh profile may end with 81 once
        subprocess.run(command, cwd=project.root, capture_output=True, timeout=120)
    assert main(["merge", "lo/svar.docx", *TODAY, "--json"]) == 0
    found = told(capsys)
    assert found["sent"]["how"] == "filen säger vilket dokument den kommer ifrån"  # type: ignore[index]
    resaved = proposals(found)
    assert {title: (one["values"], one["verdict"]) for title, one in resaved.items()} == {
        title: (one["values"], one["verdict"]) for title, one in plainly.items()
    }
