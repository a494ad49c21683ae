"""What another program gets to do: templates, values and places, in a folder of its own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contents import Dialect, Document, Flat

FILE = "work.json"
#: Files that one call of soffice gets: what starts LibreOffice takes no more than 255 arguments, and says nothing.
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Tools:
    """What the programs use of the machine."""

    soffice: Path  #: the command that people call
    program_folder: Path  #: where LibreOffice's own program lies, which carbone looks for on the search path
    python: Path  #: a Python that can import `uno`
    workers: int


def write_work(
    folder: Path, documents: Sequence[Document], flats: dict[str, Flat], dialect: Dialect, tools: Tools
) -> Path:
    """Make the folder, with work.json and the templates.

    Args:
        folder: where; it must not be there.
        documents: what is to be made.
        flats: by kind of document.
        dialect: of the templates.
        tools: for work.json.
    """
    for name in ("templates", "docx", "pdf", "home", "tmp"):
        (folder / name).mkdir(parents=True)
    for kind, flat in flats.items():
        (folder / "templates" / f"{kind}.docx").write_bytes(flat.template(dialect))
    jobs = []
    for document in documents:
        name = document.stem.replace("/", "_")
        jobs.append(
            {
                "template": str(folder / "templates" / f"{document.kind}.docx"),
                "docx": str(folder / "docx" / f"{name}.docx"),
                "pdf": str(folder / "pdf" / f"{name}.pdf"),
                "values": flats[document.kind].values(document),
            }
        )
    work = {
        "soffice": str(tools.soffice),
        "python": str(tools.python),
        "workers": tools.workers,
        "at_once": AT_ONCE,
        "jobs": jobs,
    }
    (folder / FILE).write_text(json.dumps(work, ensure_ascii=False), "utf-8")
    return folder
