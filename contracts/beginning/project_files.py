"""The files of a new project: the authority's facts, the common templates, and what an editor and make need."""

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Final, cast

from contracts.beginning.answers import authority_tree
from contracts.drafting.layout import laid_out, tidied
from contracts.drafting.tree import Tree, Value
from contracts.editing.emit import emit
from contracts.facts.files import AUTHORITY_FILE, ORGANISATIONS_FILE
from contracts.facts.kinds import FILE_KINDS, file_kind
from contracts.facts.model.authority import Authority
from contracts.facts.model.organisation import Organisations
from contracts.facts.schema import FOLDER, reference, schema_files

#: What stands in a project's folder, beside data/ and templates/, by the file that it is copied from.
PLAIN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Makefile": "Makefile",
        "README.md": "README.md",
        ".gitignore": "gitignore",
        ".gitattributes": "gitattributes",
        ".editorconfig": "editorconfig",
    }
)
SETTINGS: Final = ".vscode/settings.json"
EXTENSIONS: Final = ".vscode/extensions.json"
#: The extension that reads the schemas.
YAML_EXTENSION: Final = "redhat.vscode-yaml"
DATA, TEMPLATES = "data", "templates"
#: Everything that a project begins with, at the top of its folder.
TOP: Final = (*PLAIN, SETTINGS, EXTENSIONS, DATA, TEMPLATES)


def in_the_way(root: Path) -> tuple[str, ...]:
    """What is there already of what a project begins with, relative to its folder; nothing when it is free."""
    return tuple(name for name in TOP if (root / name).exists())


def project_files(answers: Tree, root: Path, templates: Mapping[str, bytes]) -> Mapping[Path, bytes]:
    """All files of a new project and what they hold. Equal answers give equal bytes.

    Args:
        answers: as `read_project_answers` gives them.
        root: the project's folder.
        templates: the common templates and clauses, by their paths in their folder.
    """
    data = root / DATA
    texts = {
        **{
            root / name: files("contracts.beginning").joinpath("files", source).read_text("utf-8")
            for name, source in PLAIN.items()
        },
        root / SETTINGS: _json(editor_settings()),
        root / EXTENSIONS: _json({"recommendations": [YAML_EXTENSION]}),
        **{data / FOLDER / name: text for name, text in schema_files().items()},
        **_facts(answers, data),
    }
    return {
        **{path: text.encode() for path, text in texts.items()},
        **{root / TEMPLATES / name: content for name, content in templates.items()},
    }


def editor_settings() -> dict[str, object]:
    """Where Visual Studio Code finds the schemas of files that do not name theirs yet."""
    schemas = {
        f"./{DATA}/{FOLDER}/{kind.id}.json": f"{DATA}/**/{kind.file}"
        for kind in FILE_KINDS
        if kind.file.endswith(".yaml")
    }
    return {"yaml.schemas": schemas, "files.eol": "\n", "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": True}}


def _facts(answers: Tree, data: Path) -> dict[Path, str]:
    folder = data / str(answers["folder"])
    authority = tidied(authority_tree(answers), Authority)
    comments = [f"{authority['name']}: enheter, brevhuvud, diarienummer, dokumentens namn och kriterier."]
    if examples := answers.get("case_numbers"):
        comments.append(f"Så skrivs diarienumren: {', '.join(cast('list[str]', examples))}")
    organisations: dict[str, Value] = {"organisations": answers.get("organisations", [])}
    known = tidied(organisations, Organisations)
    return {
        folder / AUTHORITY_FILE: emit(
            laid_out(authority, Authority), {(): [_schema(folder / AUTHORITY_FILE, data), *comments]}
        ),
        folder / ORGANISATIONS_FILE: emit(
            laid_out(known, Organisations),
            {
                (): [
                    _schema(folder / ORGANISATIONS_FILE, data),
                    f"Organisationer som {authority['name']} har partnerskap med.",
                ]
            },
        ),
    }


def _schema(path: Path, data: Path) -> str:
    """The comment by which an editor finds the schema of a file, without its #."""
    kind = file_kind(path)
    assert kind is not None
    return reference(kind, path, data).removeprefix("# ")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def common_templates(folder: Path) -> dict[str, bytes]:
    """The templates and clauses that serve every authority, by their paths in the folder."""
    found: Iterable[Path] = (*folder.glob("*.docx"), *folder.glob("*.md"), *folder.glob("clauses/*.md"))
    wanted = sorted(path for path in found if not path.name.startswith(("~$", ".")))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in wanted}
