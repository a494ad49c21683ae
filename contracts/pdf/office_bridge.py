"""Runs LibreOffice and has it convert for the supervisor; with office_inside.py all that speaks UNO.

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
import runpy
import shutil
import signal
import subprocess
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable

#: LibreOffice ends so when a fresh profile wants a second start
RESTART_STATUS = 81
#: seconds between two attempts to connect while it starts
PAUSE = 0.02
#: what converts, and what LibreOffice knows it by
INSIDE = Path(__file__).resolve().with_name("office_inside.py")
COMPONENT = "contracts.Converter"
#: where LibreOffice puts its sockets, whatever TMPDIR says
SOCKET_FOLDERS = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108 (not ours to choose; the names are random)

SWITCHES = ("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck")


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
        self._convert: Callable[[str, str], tuple[str, str]]
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

    def prepare(self) -> None:
        """Have LibreOffice load what converts; where it cannot, it is asked from here, step by step."""
        from com.sun.star.uno import Exception as UnoError

        try:
            loader = self.service("com.sun.star.loader.Python")
            factory = loader.activate(COMPONENT, "", INSIDE.as_uri(), None)
            self._convert = functools.partial(_inside, factory.createInstanceWithContext(self.context))
        except (UnoError, AttributeError):  # it was built without a Python of its own
            self._convert = functools.partial(runpy.run_path(str(INSIDE))["tried"], self.desktop)

    def convert(self, source: str, target: str) -> tuple[str, str]:
        """Lay out `source` and write it to `target` as PDF; what came of it, as office_inside.py tells it."""
        return self._convert(source, target)

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


def _inside(converter: Any, source: str, target: str) -> tuple[str, str]:
    from com.sun.star.beans import NamedValue

    outcome, text = converter.execute((NamedValue("source", source), NamedValue("target", target)))
    return outcome, text


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

    while True:
        request = json.loads(requests.get())
        try:
            outcome, text = bridge.convert(request["source"], request["target"])
        except DisposedException as error:
            raise OfficeEndedError("LibreOffice ended while it worked") from error
        if outcome == "fault":
            raise RuntimeError(text)
        _answer(outcome, text)


def main(soffice: str, folder: str, pipe: str) -> NoReturn:
    """Start LibreOffice, say that it is ready, and convert until standard input closes."""
    requests: queue.Queue[str] = queue.Queue()
    bridge = Bridge(soffice, Path(folder), pipe)
    threading.Thread(target=_watch, args=(bridge, requests), daemon=True).start()
    try:
        bridge.start()
        bridge.prepare()
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
