"""Filling in Word templates with docxtpl, as its documentation shows: one DocxTemplate for each document."""

import json
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate


def read(folder: str) -> dict[str, Any]:
    """What is to be done."""
    work: dict[str, Any] = json.loads((Path(folder) / "work.json").read_text("utf-8"))
    return work


def fill(job: dict[str, Any]) -> None:
    """Make one Word file."""
    template = DocxTemplate(job["template"])
    template.render(job["values"], autoescape=True)
    template.save(job["docx"])


def soffice(work: dict[str, Any], folder: str) -> list[str]:
    """The command that converts the files whose names follow, with a profile in the folder."""
    profile = (Path(folder).resolve() / "home" / "profile").as_uri()
    target = str(Path(folder) / "pdf")
    return [
        work["soffice"],
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        target,
    ]
