"""The JSON Schema of each kind of file, made from the models: an editor completes fields by it and marks what is wrong.

A file names its schema in a comment on its first line, or on the first line within its --- lines. The schemas stand
in .schema/ of the data folder, so that they are there without a network and fit the program that wrote them.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from contracts.facts.kinds import FILE_KINDS, FileKind
from contracts.facts.model.written import one_of, or_nothing

FOLDER: Final = ".schema"
#: What an editor looks for in the comment.
_COMMENT: Final = "# yaml-language-server: $schema="
#: The version that editors know best.
_DIALECT: Final = "http://json-schema.org/draft-07/schema#"


def schema_files() -> dict[str, str]:
    """The text of every schema, by its file's name."""
    return {f"{kind.id}.json": schema_text(kind) for kind in FILE_KINDS}


def schema_text(kind: FileKind) -> str:
    """The schema of one kind, as it is written to its file."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=1) + "\n"


def schema_of(kind: FileKind) -> dict[str, Any]:
    """The schema of one kind of file. Titles and descriptions are the models' own, in Swedish."""
    made = kind.model.model_json_schema()
    inner = made.pop("$defs", {})
    choices = {f"#/$defs/{name}": one_of(part["enum"]) for name, part in inner.items() if "enum" in part}
    models = {name: _fitted(part, choices) for name, part in sorted(inner.items()) if "enum" not in part}
    head = {"$schema": _DIALECT, "title": f"{kind.title} ({kind.file})"}
    return head | _fitted(made, choices) | ({"$defs": models} if models else {})


def reference(kind: FileKind, path: Path, data: Path) -> str:
    """The comment by which a file names its schema, without line end.

    Args:
        kind: The file's kind.
        path: The file.
        data: The folder of facts, which has the schemas.
    """
    return _COMMENT + Path(os.path.relpath(data / FOLDER / f"{kind.id}.json", path.parent)).as_posix()


def referred_to(text: str) -> str:
    """The schema that a file's text names, as it is written there; "" when it names none."""
    lines = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").splitlines()[:2]
    if lines and lines[0].rstrip() == "---":
        del lines[0]
    return lines[0].removeprefix(_COMMENT).strip() if lines and lines[0].startswith(_COMMENT) else ""


def _fitted(made: dict[str, Any], choices: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """A model's schema without what is meant for programmers, and as facts are written.

    Args:
        made: What pydantic gives.
        choices: The schemas of lists of words, by what refers to them.
    """
    required = made.get("required", [])
    fields = {name: _field(part, choices, required=name in required) for name, part in made["properties"].items()}
    kept: dict[str, Any] = {name: made[name] for name in ("type", "additionalProperties", "required") if name in made}
    return {**kept, "properties": fields}


def _field(made: dict[str, Any], choices: Mapping[str, dict[str, Any]], *, required: bool) -> dict[str, Any]:
    said = {name: made[name] for name in ("title", "description", "examples") if name in made}
    default = _default(made)
    rest = {name: part for name, part in made.items() if name not in (*said, "default")}
    # pydantic gives a field that may be left out as one of something and null.
    parts = [part for part in rest.get("anyOf", ()) if part != {"type": "null"}]
    if len(parts) == 1:
        rest = parts[0]
    rest = choices.get(rest.get("$ref", ""), rest)
    if "items" in rest:
        rest = rest | {"items": choices.get(rest["items"].get("$ref", ""), rest["items"])}
    return said | (rest if required else or_nothing(rest)) | default


def _default(made: dict[str, Any]) -> dict[str, Any]:
    """What holds when nothing is written, where that is a word; an editor fills it in."""
    default = made.get("default")
    if isinstance(default, bool):
        return {"default": "ja" if default else "nej"}
    return {"default": default} if isinstance(default, str) and default else {}
