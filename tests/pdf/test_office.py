import contextlib
import os
import re
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from pypdf import PdfReader, PdfWriter

from contracts.errors import ConversionError, MissingProgramError, OutputError, ProblemsError
from contracts.pdf.engine import look_at
from contracts.pdf.fonts import fonts_configuration
from contracts.pdf.office import ALLOCATOR, Office, OfficeProgram, find_office
from contracts.pdf.office_bridge import sockets_of
from contracts.pdf.office_profile import TEXT_MEMORY
from contracts.pdf.worker import WorkerError
from tests.pdf.conftest import MakeDocx, add_field, processes_of

ROOT = Path(__file__).parents[2]
READY = '{"outcome": "ready"}'
DONE = '{"outcome": "done"}'
WAIT = 10.0


def text_of(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(pdf).pages)


def wait_until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + WAIT
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def script(path: Path, body: str) -> Path:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def sockets(work: Path) -> list[Path]:
    """Those of the one engine in `work`; other programs may use LibreOffice at the same time."""
    (folder,) = work.glob("office-*")
    found = [socket for socket in sockets_of(folder, folder.name) if socket.exists()]
    assert len(found) == 2  # the guard that they are gone can fail
    return found


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "arbete"
    folder.mkdir()
    return folder


def with_bridge(work: Path, body: str, limit: float = 5.0, memory: int = 2_000_000_000) -> Office:
    """An engine whose bridge is a shell script: LibreOffice need not be there."""
    python = script(work.parent / "bridge", body)
    program = OfficeProgram(Path("/nonexistent/soffice"), python, "0")
    return Office(program, work, work / "fonts.conf", limit=limit, start_limit=5.0, memory_limit=memory)


def left_behind(work: Path) -> list[str]:
    return [entry.name for entry in work.iterdir() if entry.name.startswith("office-")]


def reason_of(engine: Office, docx: Path, pdf: Path) -> str:
    with engine, pytest.raises(ConversionError) as caught:
        engine.convert(docx, pdf)
    assert caught.value.remedy
    assert not pdf.with_name(f".{pdf.name}.part").exists()
    return caught.value.reason


# What it makes


@pytest.mark.office
def test_a_document_becomes_a_tagged_pdf(office: Office, make_docx: MakeDocx, tmp_path: Path) -> None:
    folder = tmp_path / "Exempelstad åäö (2) & co"
    folder.mkdir()
    pdf = folder / "överenskommelse.pdf"
    office.convert(make_docx("Överenskommelse om & <samverkan>"), pdf)
    root = PdfReader(pdf).trailer["/Root"]
    assert "Överenskommelse om & <samverkan>" in text_of(pdf)
    assert root["/MarkInfo"]["/Marked"]
    assert [entry.name for entry in folder.iterdir()] == ["överenskommelse.pdf"]
    assert (office.name, office.version) == ("office", office.program.version)


@pytest.mark.office
def test_a_stale_contents_list_is_refreshed(office: Office, make_docx: MakeDocx, tmp_path: Path) -> None:
    def fill(document: WordDocument) -> None:
        add_field(document.add_paragraph(), 'TOC \\o "1-2" \\h', "Gammal rubrik 99")
        for heading in ("Bakgrund", "Ekonomi", "Avtalstid"):
            document.add_page_break()
            document.add_heading(heading, 1)

    office.convert(make_docx(fill), tmp_path / "a.pdf")
    first = PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
    entries = [line.replace(".", " ").split() for line in first.splitlines() if line.strip()]
    assert entries == [["Bakgrund", "2"], ["Ekonomi", "3"], ["Avtalstid", "4"]]


@pytest.mark.office
def test_one_libreoffice_serves_many_documents(office: Office, make_docx: MakeDocx, tmp_path: Path) -> None:
    docx = make_docx("text")
    office.convert(docx, tmp_path / "a.pdf")
    before = left_behind(office.work)
    office.convert(docx, tmp_path / "b.pdf")
    assert len(before) == 1
    assert left_behind(office.work) == before


@pytest.mark.office
def test_libreoffice_takes_the_settings_of_its_profile(office: Office, make_docx: MakeDocx, tmp_path: Path) -> None:
    office.convert(make_docx("text"), tmp_path / "a.pdf")
    (user,) = office.work.glob("office-*/profile/user")
    assert not (user / "GraphicsRenderTests.log").exists()  # it did not try its drawing out before it began
    settings = user / "registrymodifications.xcu"
    wait_until(lambda: "ooSetupInstCompleted" in settings.read_text())  # it has written anew all that it knows
    assert f"<value>{TEXT_MEMORY}</value>" in settings.read_text()


@pytest.mark.office
def test_a_refused_document_does_not_stop_the_next(office: Office, make_docx: MakeDocx, tmp_path: Path) -> None:
    bad = tmp_path / "dåligt.docx"
    bad.write_text("Detta är text.")
    with pytest.raises(ProblemsError):
        office.convert(bad, tmp_path / "a.pdf")
    office.convert(make_docx("text"), tmp_path / "b.pdf")
    assert not (tmp_path / "a.pdf").exists()


def test_a_folder_that_cannot_be_written_is_told_as_such(work: Path, make_docx: MakeDocx, tmp_path: Path) -> None:
    with with_bridge(work, f"echo '{READY}'; cat") as engine, pytest.raises(OutputError):
        engine.convert(make_docx("text"), tmp_path / "finns inte" / "a.pdf")


def test_a_work_folder_that_cannot_be_written_is_told_as_such(make_docx: MakeDocx, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="finns inte"):
        with_bridge(tmp_path / "finns inte", "exit 0").convert(make_docx("text"), tmp_path / "a.pdf")


# Crash, hang, lies


@pytest.mark.office
def test_a_killed_libreoffice_is_replaced_in_the_middle(
    program: OfficeProgram, work: Path, make_docx: MakeDocx, tmp_path: Path
) -> None:
    with Office(program, work, fonts_configuration(work)) as engine:
        engine.convert(make_docx("första"), tmp_path / "a.pdf")
        (soffice,) = (pid for pid in processes_of(work) if "soffice" in _command(pid))
        assert "pyuno" in Path(f"/proc/{soffice}/maps").read_text()  # it converts inside, which costs less
        os.kill(soffice, signal.SIGSTOP)  # so that the next conversion is in the middle when it dies
        timer = threading.Timer(0.5, os.kill, (soffice, signal.SIGKILL))
        timer.start()
        engine.convert(make_docx("andra"), tmp_path / "b.pdf")
        timer.join()
        assert "andra" in text_of(tmp_path / "b.pdf")
        assert soffice not in processes_of(work)
        assert len(left_behind(work)) == 1


@pytest.mark.office
def test_a_hanging_libreoffice_is_killed_and_replaced(
    program: OfficeProgram, work: Path, make_docx: MakeDocx, tmp_path: Path
) -> None:
    with Office(program, work, fonts_configuration(work), limit=3.0) as engine:
        engine.convert(make_docx("första"), tmp_path / "a.pdf")
        stuck = processes_of(work)
        for pid in stuck:  # the bridge too: not even that may be needed for the killing
            os.kill(pid, signal.SIGSTOP)
        engine.convert(make_docx("andra"), tmp_path / "b.pdf")
        assert "andra" in text_of(tmp_path / "b.pdf")
        assert not set(stuck) & set(processes_of(work))


def test_a_document_that_always_hangs_ends_in_an_error(work: Path, make_docx: MakeDocx, tmp_path: Path) -> None:
    engine = with_bridge(work, f"echo '{READY}'; sleep 600", limit=0.3)
    reason = reason_of(engine, make_docx("text"), tmp_path / "a.pdf")
    assert "try 1: it gave no answer within 0.3 seconds and was killed; try 2: it gave no answer" in reason
    assert left_behind(work) == []


#: A child of the bridge holds 200 MB.
HELD = """import pathlib, time; held = b"x" * 200_000_000; pathlib.Path("held").touch(); time.sleep(8)"""
HOLD = f"{shlex.quote(sys.executable)} -c '{HELD}' & until [ -e held ]; do sleep 0.02; done;"
COPY = """cp ../../sound.pdf "$(echo "$line" | sed 's/.*"target": "\\([^"]*\\)".*/\\1/')";"""


def test_one_that_takes_too_much_memory_is_killed_with_all_it_started(
    work: Path, make_docx: MakeDocx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contracts.pdf.worker.PATIENCE", 0.1)
    monkeypatch.setattr("contracts.pdf.worker.LOOK", 0.1)
    engine = with_bridge(work, f"echo '{READY}'; read line; {HOLD} sleep 600", limit=20, memory=100_000_000)
    reason = reason_of(engine, make_docx("text"), tmp_path / "a.pdf")
    assert re.fullmatch(r"try 1: it took \d{3} MB of memory, more than 100, and was killed; try 2: it took .*", reason)
    assert processes_of(work) == ()


@pytest.mark.parametrize(("memory", "fresh"), [(300_000_000, True), (600_000_000, False)])
def test_one_that_has_grown_is_replaced_after_its_document(
    work: Path, make_docx: MakeDocx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memory: int, fresh: bool
) -> None:
    monkeypatch.setattr("contracts.pdf.worker.PATIENCE", 0.1)
    with PdfWriter() as one:
        one.add_blank_page(100, 100)
        one.write(tmp_path / "sound.pdf")
    body = f"{HOLD} echo '{READY}'; while read line; do {COPY} echo '{DONE}'; done"
    with with_bridge(work, body, memory=memory) as engine:
        engine.convert(make_docx("text"), tmp_path / "a.pdf")
        first = left_behind(work)
        engine.convert(make_docx("text"), tmp_path / "b.pdf")
        assert (left_behind(work) != first) is fresh


def test_what_it_starts_later_is_looked_for_again_some_documents_later(
    work: Path, make_docx: MakeDocx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contracts.pdf.worker.PATIENCE", 0.1)
    monkeypatch.setattr("contracts.pdf.worker.DOCUMENTS", 2)
    with PdfWriter() as one:
        one.add_blank_page(100, 100)
        one.write(tmp_path / "sound.pdf")
    made = f"{COPY} echo '{DONE}'"
    body = f"echo '{READY}'; read line; {made}; read line; {HOLD} {made}; while read line; do {made}; done"
    with with_bridge(work, body, memory=300_000_000) as engine:
        found = []
        for name in "abc":
            engine.convert(make_docx("text"), tmp_path / f"{name}.pdf")
            found.append(left_behind(work))
        assert found[0] == found[1] != found[2]


def test_a_crash_is_told_with_the_end_of_the_log(work: Path, make_docx: MakeDocx, tmp_path: Path) -> None:
    engine = with_bridge(work, f"echo '{READY}'; read line; echo 'minnet är slut' >&2; kill -9 $$")
    reason = reason_of(engine, make_docx("text"), tmp_path / "a.pdf")
    assert "was killed by SIGKILL before it answered (minnet är slut)" in reason


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ('{"outcome": "done"}', "there is no file"),
        ("hej", "which is no reply"),
        ('{"result": 1}', "which is no reply"),
        ('{"outcome": "refused", "reason": "den är trasig"}', "den är trasig"),
    ],
)
def test_a_bridge_is_not_believed(work: Path, make_docx: MakeDocx, tmp_path: Path, answer: str, told: str) -> None:
    engine = with_bridge(work, f"echo '{READY}'; read line; echo '{answer}'; cat >/dev/null")
    assert told in reason_of(engine, make_docx("text"), tmp_path / "a.pdf")


def test_a_failed_conversion_leaves_the_earlier_pdf(work: Path, make_docx: MakeDocx, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"earlier")
    reason_of(with_bridge(work, "exit 0"), make_docx("text"), tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == b"earlier"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "there is no file"),
        (b"", "does not begin"),
        (b"hej", "does not begin"),
        (b"%PDF-1.7\n", "cut off"),
        (b"%PDF-1.7\nhej\n%%EOF", "cannot be read"),
    ],
)
def test_a_file_counts_only_after_a_look_at_it(tmp_path: Path, content: bytes | None, told: str) -> None:
    pdf = tmp_path / "a.pdf"
    if content is not None:
        pdf.write_bytes(content)
    with pytest.raises(WorkerError, match=told):
        look_at(pdf)


# LibreOffice that does not start


@pytest.mark.office
@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("exit 0", "ended with status 0 before it could be reached"),
        ("echo 'bibliotek saknas' >&2; exit 127", "bibliotek saknas"),
        ("exit 81", "ended with status 81"),
        ("sleep 600", "no answer within 1.5 seconds"),
    ],
)
def test_a_libreoffice_that_does_not_start_is_told(
    program: OfficeProgram, work: Path, make_docx: MakeDocx, tmp_path: Path, body: str, told: str
) -> None:
    fake = OfficeProgram(script(tmp_path / "soffice", body), program.python, "0")
    engine = Office(fake, work, fonts_configuration(work), start_limit=1.5)
    assert told in reason_of(engine, make_docx("text"), tmp_path / "a.pdf")
    assert processes_of(work) == ()
    assert left_behind(work) == []


@pytest.mark.office
def test_a_fresh_profile_that_wants_a_second_start_gets_it(
    program: OfficeProgram, work: Path, make_docx: MakeDocx, tmp_path: Path
) -> None:
    (tmp_path / "program").mkdir()
    shutil.copy(program.soffice.parent / "versionrc", tmp_path / "program")
    starts = tmp_path / "starts"
    once = f'if mkdir "{tmp_path}/once" 2>/dev/null; then exit 81; fi'
    body = f'echo "$GLIBC_TUNABLES" >>"{starts}"; {once}; exec "{program.soffice}" "$@"'
    fake = OfficeProgram(script(tmp_path / "program" / "soffice", body), program.python, program.version)
    with Office(fake, work, fonts_configuration(work)) as engine:
        engine.convert(make_docx("text"), tmp_path / "a.pdf")
    assert starts.read_text().splitlines() == [ALLOCATOR] * 2  # LibreOffice itself was started once


def test_a_missing_libreoffice_is_told_with_its_packages(tmp_path: Path) -> None:
    with pytest.raises(MissingProgramError, match="libreoffice-writer-nogui"):
        find_office([tmp_path])


def test_a_libreoffice_that_tells_no_version_counts_as_missing(tmp_path: Path) -> None:
    script(tmp_path / "soffice", "exit 0")
    with pytest.raises(MissingProgramError, match="does not tell its version"):
        find_office([tmp_path])


def test_a_libreoffice_is_found_in_any_folder(tmp_path: Path) -> None:
    script(tmp_path / "soffice", "echo 'LibreOffice 25.8.1.2 abc'")
    script(tmp_path / "python", "exit 0")  # as in the packages from libreoffice.org
    assert find_office([tmp_path]) == OfficeProgram(tmp_path / "soffice", tmp_path / "python", "25.8.1.2")


# Nothing is left behind

CHILD = """
import sys
from pathlib import Path
from contracts.pdf.fonts import fonts_configuration
from contracts.pdf.office import Office, find_office
work, docx, pdf = map(Path, sys.argv[1:])
with Office(find_office(), work, fonts_configuration(work)) as engine:
    while True:
        engine.convert(docx, pdf)
"""


def listen_to_interrupts() -> None:
    """A shell that runs tests in the background starts them deaf to Ctrl-C, and children inherit it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.office
def test_closing_leaves_no_process_folder_or_socket(
    program: OfficeProgram, work: Path, make_docx: MakeDocx, tmp_path: Path
) -> None:
    with Office(program, work, fonts_configuration(work)) as engine:
        engine.convert(make_docx("text"), tmp_path / "a.pdf")
        assert processes_of(work)  # the guards below can fail
        assert left_behind(work)
        used = sockets(work)
    assert processes_of(work) == ()
    assert left_behind(work) == []
    assert not any(socket.exists() for socket in used)


@pytest.mark.office
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_nothing_is_left_when_the_program_is_ended(
    program: OfficeProgram, work: Path, make_docx: MakeDocx, tmp_path: Path, how: signal.Signals
) -> None:
    command = [sys.executable, "-c", CHILD, str(work), str(make_docx("text")), str(tmp_path / "a.pdf")]
    child = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, preexec_fn=listen_to_interrupts)
    try:
        wait_until((tmp_path / "a.pdf").exists)
        used = sockets(work)
        assert _ended(child, how) == -how
        wait_until(lambda: not processes_of(work) and not left_behind(work))
    finally:
        child.kill()
        child.wait()
    assert not any(socket.exists() for socket in used)
    assert sorted(entry.suffix for entry in tmp_path.glob("*.pdf")) == [".pdf"]


@pytest.mark.office
def test_two_engines_work_side_by_side(
    program: OfficeProgram, office: Office, work: Path, make_docx: MakeDocx, tmp_path: Path
) -> None:
    with Office(program, work, fonts_configuration(work)) as other:
        threads = [
            threading.Thread(target=engine.convert, args=(make_docx(engine.work.name), tmp_path / f"{number}.pdf"))
            for number, engine in enumerate((office, other))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert look_at(tmp_path / "0.pdf") == look_at(tmp_path / "1.pdf") == 1


def _ended(child: "subprocess.Popen[bytes]", how: signal.Signals) -> int:
    """Its status. Python loses an interrupt that arrives while some object's __del__ runs: a person presses again."""
    for _ in range(3):
        child.send_signal(how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return child.wait(WAIT / 2)
    return child.wait(WAIT)


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")[0]
