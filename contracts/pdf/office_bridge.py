"""Runs LibreOffice and converts for the supervisor; the only program that speaks UNO.

It is started under the Python that has LibreOffice's `uno` module, which need not be ours: so this file uses the
standard library and `uno` alone, and works on Python 3.9. Requests come as JSON lines on standard input, replies go
to standard output.

    python3 office_bridge.py SOFFICE FOLDER PIPE

When standard input closes, also because the supervisor died, LibreOffice is killed and the folder removed, whatever
this program is waiting for: a thread of its own watches for that.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote

#: LibreOffice ends so when a fresh profile wants a second start
RESTART_STATUS = 81
#: seconds between two attempts to connect while it starts
PAUSE = 0.02
#: page count and contents list depend on each other; more rounds than this never settled anything
MOST_ROUNDS = 3
#: styles of headings, by the names that LibreOffice gives them whatever the template's language
HEADINGS = ("Heading 1", "Heading 2", "Heading 3")
#: what a level of a contents list is made of: a list of tokens, each a list of properties
TOKENS = "[][]com.sun.star.beans.PropertyValue"
#: where LibreOffice puts its sockets, whatever TMPDIR says
SOCKET_FOLDERS = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108 (not ours to choose; the names are random)

SWITCHES = ("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck")
LOADING = (
    ("Hidden", True),
    ("HiddenForConversion", True),  # its frame gets no windows for tool bars; where this is not known, it gets them
    ("ReadOnly", True),  # otherwise a stale lock file beside the document makes the load return nothing
    ("FilterName", "MS Word 2007 XML"),  # otherwise any text file becomes a PDF
    ("MacroExecutionMode", 0),
    ("UpdateDocMode", 0),
)
OPTIONS = (
    ("SelectPdfVersion", 3),  # PDF/A-3
    ("PDFUACompliance", True),
    ("UseTaggedPDF", True),
    ("ExportBookmarks", True),
    ("DisplayPDFDocumentTitle", True),
    ("ExportFormFields", False),
    ("ExportNotes", False),
    ("UseLosslessCompression", True),
    ("ReduceImageResolution", False),
)


class OfficeEndedError(Exception):
    """LibreOffice is gone; the supervisor sees this program end too, and starts both again."""


def profile_address(folder: Path) -> str:
    """The profile's URL, spelled as LibreOffice does: it derives the name of its own socket from these characters."""
    return "file://" + quote(str(folder / "profile"), safe="/!$&'()*+,-.:=@_~")


def sockets_of(folder: Path, pipe: str) -> tuple[Path, ...]:
    """Where a LibreOffice in `folder` may have its two sockets: outside it, whatever it is told."""
    digest = hashlib.md5(profile_address(folder).encode("utf-16-le"), usedforsecurity=False).digest()
    single = "".join(f"{byte:x}" for byte in digest)  # without leading zeros, as LibreOffice writes it
    names = (f"OSL_PIPE_{os.getuid()}_{pipe}", f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{single}")
    return tuple(place / name for place in SOCKET_FOLDERS for name in names)


def remove_sockets(folder: Path, pipe: str) -> None:
    """Remove what a killed LibreOffice leaves outside its folder."""
    for socket in sockets_of(folder, pipe):
        with contextlib.suppress(OSError):
            socket.unlink()


class Bridge:
    """One LibreOffice, started in `folder` and reached over the pipe named `pipe`."""

    def __init__(self, soffice: str, folder: Path, pipe: str) -> None:
        self.soffice, self.folder, self.pipe = soffice, folder, pipe
        self.process: subprocess.Popen[bytes] | None = None
        self.context: Any = None
        self.desktop: Any = None
        self.ending = threading.Lock()  # held by the thread that ends this program; the other waits, and ends with it
        self._starting = threading.Lock()  # so that what is being started is not missed by the killing thread

    def start(self) -> None:
        """Start LibreOffice and wait until it can be reached.

        Raises:
            OfficeEndedError: it ended before that.
        """
        self._launch()
        restarts = 1
        while self.desktop is None:
            self.desktop = self._connect()
            assert self.process is not None
            status = self.process.poll()
            if self.desktop is None and status is not None:
                if status != RESTART_STATUS or not restarts:
                    raise OfficeEndedError(f"{self.soffice} ended with status {status} before it could be reached")
                restarts -= 1
                self._launch()
            time.sleep(0 if self.desktop else PAUSE)

    def convert(self, source: str, target: str) -> None:
        """Lay out `source` and write it to `target` as PDF, with its contents lists refreshed."""
        import uno

        document = self.desktop.loadComponentFromURL(uno.systemPathToFileUrl(source), "_blank", 0, _loading())
        if document is None:
            raise ValueError("LibreOffice could not read it as a Word file")
        try:
            _lay_out(document)
            document.storeToURL(uno.systemPathToFileUrl(target), _storing())
        finally:
            document.close(True)

    def kill(self) -> None:
        """Kill LibreOffice with all it started."""
        with self._starting:
            if self.process is not None:
                with contextlib.suppress(OSError):
                    os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
            remove_sockets(self.folder, self.pipe)

    def _launch(self) -> None:
        profile = f"-env:UserInstallation={profile_address(self.folder)}"
        accept = f"--accept=pipe,name={self.pipe};urp;"
        with self._starting:
            self.process = subprocess.Popen(
                [self.soffice, profile, *SWITCHES, accept],
                stdin=subprocess.DEVNULL,
                stdout=sys.stderr,  # our own standard output carries replies only
                start_new_session=True,
            )
        _answer("started", group=self.process.pid)

    def _connect(self) -> Any:
        import uno
        from com.sun.star.connection import NoConnectException
        from com.sun.star.lang import DisposedException

        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        try:
            self.context = resolver.resolve(f"uno:pipe,name={self.pipe};urp;StarOffice.ComponentContext")
            return self.service("com.sun.star.frame.Desktop")
        except (NoConnectException, DisposedException):  # a new profile answers once, and then starts anew
            return None

    def service(self, name: str) -> Any:
        """LibreOffice's own object of that name, once it has been reached."""
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)


def _lay_out(document: Any) -> None:
    """Put right what LibreOffice does not lay out by itself.

    Every question crosses to LibreOffice and back, and for an object that is new here it asks some ten more: so nothing
    is asked twice.
    """
    tables = document.getTextTables().getCount()
    found = document.getDocumentIndexes()
    indexes = [found.getByIndex(number) for number in range(found.getCount())]
    if not tables and not indexes:
        return
    controller = document.getCurrentController()
    pages = controller.PageCount  # this lays out all pages
    if pages == 1 and not indexes:
        return
    styles = document.StyleFamilies.getByName("ParagraphStyles")
    if tables and pages > 1:
        _keep_headings(document, styles)
        pages = controller.PageCount if indexes else pages
    if indexes:
        _refresh_contents(styles, indexes, controller, pages)


def _keep_headings(document: Any, styles: Any) -> None:
    """Lay out the headings once more: after a table LibreOffice may leave one alone at the foot of a page.

    It lays out what follows a table before it knows how high that is, and when the text moves back it forgets to ask
    whether a heading keeps with the next paragraph. Refreshing or reformatting the document does not help.
    """
    kept = [style for style in map(styles.getByName, HEADINGS) if style.ParaKeepTogether]
    for keep in (False, True):
        document.lockControllers()  # the pages are laid out once for all styles
        for style in kept:
            style.ParaKeepTogether = keep
        document.unlockControllers()


def _refresh_contents(styles: Any, indexes: list[Any], controller: Any, pages: int) -> None:
    """Give every contents list the real headings and pages; conversion alone never does."""
    for _ in range(MOST_ROUNDS):
        for index in indexes:
            _keep_number_tabs(styles, index)
            index.update()
        before, pages = pages, controller.PageCount
        if pages == before:
            return


def _keep_number_tabs(styles: Any, index: Any) -> None:
    """Put the tab of the list's style between number and heading, as Word does; LibreOffice writes a space there."""
    if not index.supportsService("com.sun.star.text.ContentIndex"):
        return
    formats = index.LevelFormat
    most = formats.getCount() - 1
    if not index.CreateFromLevelParagraphStyles:  # levels that have no lines are not asked for
        most = min(index.Level, most)
    for level in range(1, most + 1):
        tokens = [{one.Name: one.Value for one in token} for token in formats.getByIndex(level)]
        kinds = [token["TokenType"] for token in tokens]
        after = kinds.index("TokenEntryNumber") + 1 if "TokenEntryNumber" in kinds else 0
        if not after or kinds[after] == "TokenTabStop":
            continue
        stops = styles.getByName(f"Contents {level}").ParaTabStops
        if len(stops) < 2 or stops[0].Alignment.value != "LEFT":
            continue
        if kinds[after] == "TokenText" and not str(tokens[after].get("Text", "")).strip():
            del tokens[after]
        import uno

        tab = {"TokenType": "TokenTabStop", "TabStopRightAligned": False, "TabStopFillCharacter": " "}
        tokens.insert(after, {**tab, "TabStopPosition": stops[0].Position, "CharacterStyleName": ""})
        written = tuple(_properties(*token.items()) for token in tokens)
        uno.invoke(formats, "replaceByIndex", (level, uno.Any(TOKENS, written)))


@functools.cache
def _loading() -> tuple[Any, ...]:
    return _properties(*LOADING)


@functools.cache
def _storing() -> tuple[Any, ...]:
    import uno

    data = uno.Any("[]com.sun.star.beans.PropertyValue", _properties(*OPTIONS))
    return _properties(("FilterName", "writer_pdf_Export"), ("FilterData", data))


def _properties(*pairs: tuple[str, Any]) -> tuple[Any, ...]:
    from com.sun.star.beans import PropertyValue

    return tuple(PropertyValue(name, 0, value, 0) for name, value in pairs)


def _answer(outcome: str, reason: str = "", group: int = 0) -> None:
    sys.stdout.write(json.dumps({"outcome": outcome, "reason": reason, "group": group}) + "\n")
    sys.stdout.flush()


def _watch(bridge: Bridge, requests: queue.Queue[str]) -> NoReturn:
    """Pass requests on; when there will be no more, leave nothing behind and end."""
    for line in sys.stdin:
        requests.put(line)
    with bridge.ending:  # the main thread sees LibreOffice killed, and must not end us before the folder is gone
        bridge.kill()
        shutil.rmtree(bridge.folder, ignore_errors=True)
        os._exit(0)  # the main thread may hang in LibreOffice for ever


def _serve(bridge: Bridge, requests: queue.Queue[str]) -> NoReturn:
    from com.sun.star.lang import DisposedException
    from com.sun.star.uno import Exception as UnoError

    while True:
        request = json.loads(requests.get())
        try:
            bridge.convert(request["source"], request["target"])
        except DisposedException as error:
            raise OfficeEndedError("LibreOffice ended while it worked") from error
        except (UnoError, ValueError) as error:
            _answer("refused", f"{type(error).__name__}: {error}".strip())
        else:
            _answer("done")


def main(soffice: str, folder: str, pipe: str) -> NoReturn:
    """Start LibreOffice, say that it is ready, and convert until standard input closes."""
    requests: queue.Queue[str] = queue.Queue()
    bridge = Bridge(soffice, Path(folder), pipe)
    threading.Thread(target=_watch, args=(bridge, requests), daemon=True).start()
    try:
        bridge.start()
        _answer("ready")
        _serve(bridge, requests)
    except OfficeEndedError as error:
        sys.stderr.write(f"{error}\n")
    except BaseException:  # a fault of this program: its trace belongs in the log
        traceback.print_exc()
    with bridge.ending:
        bridge.kill()
        sys.stderr.flush()
        os._exit(1)  # an ordinary exit would wait for the thread that reads standard input


if __name__ == "__main__":
    main(*sys.argv[1:])
