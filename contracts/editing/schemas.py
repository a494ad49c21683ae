"""Writes the schemas that editors read, beside the facts."""

from pathlib import Path

from contracts.editing.files import write_together
from contracts.facts.schema import FOLDER, schema_files


def write_schemas(data: Path) -> tuple[Path, ...]:
    """Write the schema of every kind of file to .schema/ of the folder of facts.

    Returns:
        The files that were not as they should be, and now are.

    Raises:
        OutputError: One can't be written; then none is.
    """
    meant = {data / FOLDER / name: text.encode() for name, text in schema_files().items()}
    stale = {path: content for path, content in meant.items() if not path.is_file() or path.read_bytes() != content}
    write_together(stale)
    return tuple(stale)
