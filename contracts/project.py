"""Where a project's folders are, and the limits that its user set."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Project:
    """Where a project's folders are."""

    data: Path
    templates: Path
    build: Path
    office: tuple[Path, ...] | None = None  #: folders to look for LibreOffice in; None for the usual ones
    time_limit: float = 120.0  #: seconds that an engine may take for one document, and to start
    memory_limit: int = 2_000_000_000  #: bytes that an engine may take
