"""The rooms of the package import one way. This reads the import statements, and shows that it finds a wrong one."""

import ast
import graphlib
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "contracts"

#: what each room may import; a room is a module or a folder straight under contracts/. "" is contracts/__init__.py.
ALLOWED = {
    "": set(),
    "errors": set(),
    "spelling": {"errors"},
    "sweden": set(),
    "sandbox": {"errors", "spelling"},
    "facts": {"errors", "spelling"},
    "ledger": {"errors", "spelling", "facts"},
    "editing": {"errors", "spelling", "facts"},
    "register": {"errors", "spelling", "facts"},
    "prose": {"errors", "spelling", "sandbox", "facts"},
    "checks": {"errors", "spelling", "facts", "ledger", "register", "prose"},
    # Knows questions, not what is asked about.
    "dialogue": {"errors", "spelling", "facts"},
    "pictures": {"errors", "spelling"},
    "plan": {"errors", "spelling", "facts", "ledger", "register", "prose", "pictures", "checks"},
    # The rooms that make files know documents, not partnerships: what they print is planned before.
    "word": {"errors", "spelling", "sandbox"},
    "drafting": {
        *("errors", "spelling", "sandbox", "facts", "editing", "register", "checks", "dialogue", "plan", "word"),
    },
    "pdf": {"errors", "spelling", "word"},
    "redline": {"errors", "spelling", "word"},
    "lint": {"errors", "spelling", "sandbox", "facts", "pictures", "plan", "word"},
    "linting": {"errors", "lint"},
    "signing": {"errors"},
    "explaining": {"errors", "spelling", "facts", "editing", "checks", "pictures", "plan", "word", "lint"},
    "redlining": {"", "errors", "word", "pdf", "redline"},
    "filing": {"errors"},
    "project": set(),
    "provenance": {"", "errors", "facts", "plan", "pdf", "filing", "project"},
    "due": {"pdf", "filing", "plan"},
    "why": {"errors", "facts", "plan", "filing", "project", "due"},
    "unchanged": {"errors", "pdf", "filing", "project"},
    "expectations": {"errors", "spelling", "facts", "plan", "word", "pdf"},
    "rendering": {"facts", "pictures", "plan", "word", "pdf"},
    "revising": {"errors", "spelling", "prose", "plan", "word", "pdf", "rendering"},
    "filling": {"errors", "facts", "plan", "word", "pdf", "rendering", "revising"},
    "making": {
        *("", "errors", "facts", "plan", "word", "pdf", "filing"),
        *("expectations", "project", "provenance", "rendering", "filling"),
    },
    "comparison": {
        *("errors", "plan", "word", "pdf", "redline", "redlining", "filing"),
        *("expectations", "provenance", "rendering", "revising", "making"),
    },
    "assembling": {"errors", "plan", "word", "pdf", "filing", "making", "provenance", "rendering"},
    "remembered": {"errors", "facts", "checks", "plan", "filing", "project", "unchanged", "sharing"},
    "choosing": {"errors", "facts", "pdf", "filing", "plan", "project", "provenance", "due", "remembered"},
    "readiness": {"errors", "facts", "plan"},
    "compiling": {"errors", "spelling", "plan", "word", "project"},
    "working": {
        *("errors", "plan", "word", "pdf", "filing"),
        *("project", "filling", "making", "assembling", "comparison"),
    },
    "order": {"facts", "plan", "pdf", "filing", "project", "provenance"},
    "workshop": {
        *("errors", "facts", "word", "pdf", "filing"),
        *("project", "provenance", "filling", "making", "compiling", "order", "working"),
    },
    "preloaded": {"workshop"},
    "forking": set(),
    "sharing": {"forking"},
    "crew": {
        *("forking", "errors", "plan", "word", "pdf", "filing"),
        *("provenance", "filling", "making", "order", "working", "workshop"),
    },
    "cluster": {"errors", "crew"},
    "delivery": {"plan", "word", "filing", "provenance", "making", "compiling", "working"},
    "pipeline": {
        *("errors", "facts", "checks", "plan", "word", "pdf", "lint", "filing"),
        *("project", "provenance", "due", "filling", "making", "compiling", "order", "working", "crew", "readiness"),
        *("delivery", "remembered", "choosing"),
    },
    "packaged": set(),
    "beginning": {"errors", "facts", "editing", "dialogue", "drafting"},
    "founding": {"errors", "facts", "editing", "plan", "project", "readiness", "choosing", "pipeline"},
    "noticing": {"errors"},
    "looking": {"errors", "facts", "checks", "plan", "project", "choosing", "pipeline"},
    "rebuilding": {
        *("errors", "plan", "word", "pdf", "lint", "filing"),
        *("project", "provenance", "making", "compiling", "working", "pipeline", "looking", "delivery"),
    },
    "verification": {"errors", "spelling", "facts", "plan", "word", "pdf", "signing", "filing", "expectations"},
    "keeping": {
        *("errors", "spelling", "facts", "editing", "ledger", "plan", "word", "pdf", "signing", "filing"),
        *("project", "verification", "sweden"),
    },
    "signed_terms": {"errors", "spelling", "facts", "ledger", "project"},
    # What comes back edited: knows documents and facts alike, since it leads from one to the other.
    "merging": {
        *("errors", "spelling", "facts", "editing", "prose", "ledger", "plan", "word", "redline", "filing"),
        *("project", "rendering", "revising", "pipeline"),
    },
    "doctor": {"errors", "pdf"},
    # The edge: what people see.
    "presenting": {
        *("errors", "spelling", "facts", "ledger", "checks", "plan", "lint", "explaining", "filing"),
        *("redline", "redlining", "verification", "keeping", "merging", "signed_terms", "doctor"),
        *("readiness", "why", "working"),
    },
    "cli": {
        *("", "errors", "facts", "editing", "dialogue", "drafting", "pdf", "plan", "lint", "linting", "explaining"),
        *("pipeline", "project", "packaged", "beginning", "founding", "readiness", "noticing", "rebuilding", "sweden"),
        *("redlining", "verification", "keeping", "merging", "signed_terms", "doctor", "presenting", "filing"),
        *("unchanged", "remembered", "choosing", "forking", "due", "why", "working", "order", "crew", "cluster"),
    },
    "__main__": {"cli"},
}


def wrong_imports(package: Path) -> list[str]:
    """One sentence for each import that goes the wrong way, and for each room that the table above does not know."""
    found = []
    for file in sorted(package.rglob("*.py")):
        room = _room_of(file, package)
        place = file.relative_to(package.parent)
        if room not in ALLOWED:
            found.append(f"{place}: the room {room} is not in ALLOWED; say there what it may import")
            continue
        found += [
            f"{place}:{line}: {room} may not import {other}"
            for line, other in _imported_rooms(file, package)
            if other != room and other not in ALLOWED[room]
        ]
    return found


def _room_of(file: Path, package: Path) -> str:
    first = file.relative_to(package).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def _imported_rooms(file: Path, package: Path) -> Iterator[tuple[int, str]]:
    """Line and room of every import of the package's own, also late ones, relative ones and those by name."""
    own_name = package.name
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        for name in _imported_names(node, file, package):
            parts = name.split(".")
            # A name of contracts/__init__.py itself, such as __version__, is no room.
            if parts[0] == own_name and len(parts) > 1 and parts[1] != "__version__":
                yield getattr(node, "lineno", 0), parts[1]


def _imported_names(node: ast.AST, file: Path, package: Path) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        if node.level:
            here = file.relative_to(package.parent).parts[: -node.level]
            module = ".".join([*here, module]).rstrip(".")
        return [f"{module}.{alias.name}" for alias in node.names] if module == package.name else [module]
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in ("import_module", "__import__"):
            return [str(node.args[0].value)]
    return []


def test_the_rooms_import_one_way():
    assert list(PACKAGE.rglob("*.py"))
    assert wrong_imports(PACKAGE) == []


def _package_with(tmp_path: Path, file: str, text: str) -> Path:
    package = tmp_path / "contracts"
    (package / file).parent.mkdir(parents=True)
    (package / file).write_text(text, encoding="utf-8")
    return package


def test_a_planted_import_of_facts_is_found_in_every_spelling(tmp_path: Path):
    text = (
        "import contracts.facts.load\n"
        "from contracts import errors, facts\n"
        "from ..facts import load\n"
        "from .. import facts\n"
        "def late():\n"
        "    from contracts.facts.model import Party\n"
        "    importlib.import_module('contracts.facts')\n"
    )
    package = _package_with(tmp_path, "word/render.py", text)
    assert wrong_imports(package) == [
        f"contracts/word/render.py:{line}: word may not import facts" for line in (1, 2, 3, 4, 6, 7)
    ]


def test_a_room_may_import_from_itself_and_from_those_above(tmp_path: Path):
    text = "from contracts.pdf import read\nfrom .read import text_of\nimport contracts.errors\nimport contracts2.facts"
    assert wrong_imports(_package_with(tmp_path, "pdf/prove.py", text)) == []


def test_a_room_that_nobody_placed_is_found(tmp_path: Path):
    [found] = wrong_imports(_package_with(tmp_path, "helpers.py", ""))
    assert "the room helpers is not in ALLOWED" in found


def test_the_table_itself_goes_one_way():
    graphlib.TopologicalSorter(ALLOWED).prepare()


def test_a_circle_in_the_table_is_found():
    with pytest.raises(graphlib.CycleError):
        graphlib.TopologicalSorter(ALLOWED | {"errors": {"cli"}}).prepare()
