"""Accepts or rejects all changes of Word files in LibreOffice; runs under the Python that has its `uno` module.

    PYTHONPATH=<the checkout> python3 office_judge.py SOFFICE FOLDER

Each line of standard input is a JSON list: source, target, and what to do first, ".uno:AcceptAllTrackedChanges" or the
like, "" for nothing. "done" is written when the target is there.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from contracts.pdf.office_bridge import Bridge


def main(soffice: str, folder: str) -> None:
    """Serve until standard input closes."""
    import uno  # noqa: F401 - makes com.sun.star importable
    from com.sun.star.beans import PropertyValue

    def properties(**named: object) -> tuple[Any, ...]:
        return tuple(PropertyValue(name, 0, value, 0) for name, value in named.items())

    bridge = Bridge(soffice, Path(folder), f"domare-{os.getpid()}")
    try:
        bridge.start()
        dispatcher = bridge.service("com.sun.star.frame.DispatchHelper")
        for line in sys.stdin:
            source, target, command = json.loads(line)
            document = bridge.desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, properties(Hidden=True))
            if command:
                dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
            document.storeToURL(Path(target).as_uri(), properties(FilterName="MS Word 2007 XML"))
            document.close(True)
            sys.stdout.write("done\n")
            sys.stdout.flush()
    finally:
        bridge.kill()


if __name__ == "__main__":
    main(*sys.argv[1:])
