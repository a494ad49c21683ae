"""Folders of data/ note who looks into them, and nothing that is remembered can hide a look."""

import ast
import functools
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.checks.documents.across import Across, across
from contracts.facts.folders import AuthorityFolder, DocumentFile, PartnershipFolder
from contracts.facts.held import NotAsBeforeError, noting
from contracts.facts.load import Reading, load_workspace
from tests.building import ROOT
from tests.plan.small_authority import authority_of

FILES = {"grannar/partnership.yaml": "", "grannar/pm.md": "---\ntitle: Om\ndate: 2030-02-03\n---\nText.\n"}
FILES |= {
    "memo-2030.md": "---\ntitle: Om grannar\ndate: 2030-04-09\nboard: namnden\nsummary: Allt.\nproposals: [Ja.]\n---\n"
}
#: What a function must not remember by: what was looked into when it was remembered is not when it is given again.
FOLDERS = (
    "AuthorityFolder",
    "PartnershipFolder",
    "DocumentFile",
    "Workspace",
    "Subject",
    "DocumentSubject",
    "Lookup",
    "Terms",
)
#: Those that may, since they look into no folder, or note it whenever they are asked.
MAY = {
    "contracts/checks/slips.py: _pattern_of",  # organisations alone
    "contracts/checks/documents/across.py: across",  # what folders show outwards, remembered for itself
    "contracts/checks/documents/passages.py: _body_passages",  # body_passages notes it
    "contracts/checks/documents/passages.py: _field_passages",  # field_passages notes it
}


@pytest.fixture
def authority(tmp_path: Path) -> AuthorityFolder:
    return authority_of(tmp_path, FILES)


def folder_of(authority: AuthorityFolder) -> PartnershipFolder:
    [folder] = authority.partnerships
    return folder


def document_of(authority: AuthorityFolder, identifier: str) -> DocumentFile:
    found = authority.document(identifier)
    assert found is not None
    return found


def test_a_look_into_a_folder_is_noted_and_its_name_is_none(authority: AuthorityFolder):
    with noting() as reach:
        assert folder_of(authority).id == "grannar"
        assert document_of(authority, "memo-2030").kind == "memo"
        assert reach == set()
        _ = folder_of(authority).partnership
        assert reach == {"grannar/"}
        _ = document_of(authority, "memo-2030").facts
        assert reach == {"grannar/", "memo-2030"}


def test_a_document_in_a_partnerships_folder_is_part_of_it(authority: AuthorityFolder):
    with noting() as reach:
        _ = document_of(authority, "grannar/pm").body
    assert reach == {"grannar/"}


def test_what_notes_inside_keeps_its_notes_to_itself(authority: AuthorityFolder):
    with noting() as outer:
        with noting() as inner:
            _ = folder_of(authority).source
        assert inner == {"grannar/"}
    assert outer == set()


def test_what_need_not_be_read_is_read_when_somebody_looks_and_travels_read(authority: AuthorityFolder):
    known = {("exempelstad", dossier): () for dossier in ("grannar/", "memo-2030")}
    data = authority.path.parent
    [unread] = load_workspace(data, ROOT / "templates", reading=Reading(known))[0].authorities
    before = folder_of(authority)
    assert pickle.loads(pickle.dumps(folder_of(unread))).partnership == before.partnership
    assert folder_of(unread).partnership == before.partnership
    assert document_of(unread, "grannar/pm").body == document_of(authority, "grannar/pm").body


def test_what_cannot_be_read_any_more_is_not_as_before(authority: AuthorityFolder):
    reading = Reading({("exempelstad", "grannar/"): ()})
    [unread] = load_workspace(authority.path.parent, ROOT / "templates", reading=reading)[0].authorities
    (authority.path / "grannar/partnership.yaml").write_text("name: ?", "utf-8")
    with pytest.raises(NotAsBeforeError):
        _ = folder_of(unread).partnership


def remembering(file: Path, root: Path) -> Iterator[str]:
    """Functions of a file that functools remembers by a folder of data/."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.FunctionDef):
            continue
        decorators = " ".join(ast.unparse(one) for one in node.decorator_list)
        arguments = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        given = " ".join(ast.unparse(one.annotation) for one in arguments if one.annotation is not None)
        if "cache" in decorators.replace("cached_property", "") and set(re.findall(r"\w+", given)) & set(FOLDERS):
            yield f"{file.relative_to(root).as_posix()}: {node.name}"


def test_nothing_is_remembered_by_a_folder_but_what_looks_into_none():
    rooms = (ROOT / "contracts" / room for room in ("facts", "ledger", "register", "prose", "checks", "plan"))
    found = {one for room in rooms for file in room.rglob("*.py") for one in remembering(file, ROOT)}
    assert found == MAY


@pytest.mark.parametrize(
    "given",
    [
        "authority: AuthorityFolder",
        "authority: 'AuthorityFolder'",
        "*, folder: PartnershipFolder | None",
        "folders: tuple[PartnershipFolder, ...]",
        "terms: Terms, /",
    ],
)
def test_a_function_that_remembers_by_a_folder_is_found(tmp_path: Path, given: str):
    file = tmp_path / "rule.py"
    file.write_text(f"@functools.lru_cache(maxsize=4)\ndef sums({given}) -> int: ...\n", "utf-8")
    assert list(remembering(file, tmp_path)) == ["rule.py: sums"]


@pytest.mark.parametrize("kind", [AuthorityFolder, Across])
def test_what_an_authority_remembers_of_itself_looks_into_no_folder(authority: AuthorityFolder, kind: type):
    of = authority if kind is AuthorityFolder else across(authority)
    names = [name for name, value in vars(kind).items() if isinstance(value, functools.cached_property)]
    assert names
    with noting() as reach:
        for name in names:
            getattr(of, name)
    assert reach == set()
