"""The made-up authority in example/, whose files have every field that there is: where examples are taken from."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from contracts.editing.emit import emit
from contracts.errors import ProblemsError, Severity
from contracts.facts.catalogue import Field
from contracts.facts.folders import AuthorityFolder
from contracts.facts.load import load_workspace
from contracts.facts.source import Source

_FOLDER: Final = Path(__file__).parent / "example"


@cache
def example_authority() -> AuthorityFolder:
    """The made-up authority with its partnerships, documents and clauses."""
    workspace, problems = load_workspace(_FOLDER / "data", _FOLDER / "templates")
    if errors := [problem for problem in problems if problem.severity is Severity.ERROR]:
        raise ProblemsError(errors)
    return workspace.authorities[0]


def example_sources(kind: str) -> tuple[Source, ...]:
    """The made-up files of one kind."""
    authority = example_authority()
    match kind:
        case "authority":
            return (authority.source,)
        case "organisations":
            assert authority.organisations_source is not None
            return (authority.organisations_source,)
        case "partnership":
            # The one with an agreement has nearly all fields, and goes first.
            folders = sorted(authority.partnerships, key=lambda folder: folder.partnership.register_only)
            return tuple(folder.source for folder in folders)
        case "clause":
            return tuple(clause.source for clause in authority.clauses.clauses)
    return tuple(document.source for document in authority.documents if document.kind == kind)


def example_of(field: Field) -> str:
    """A field as it may be written, in YAML, with what it stands in."""
    steps = field.name.split(".")
    for source in example_sources(field.kind.id):
        for shown in _around(source.plain(), steps):
            return emit(shown)
    return ""


def _around(tree: Any, steps: list[str]) -> Iterator[Any]:
    """What stands at the end of the steps, with nothing beside it on the way there; of a list one item."""
    if not steps:
        yield tree[:1] if isinstance(tree, list) and tree and isinstance(tree[0], dict) else tree
    elif isinstance(tree, list):
        for item in tree:
            for inner in _around(item, steps):
                yield [inner]
    elif steps[0] in tree:
        for inner in _around(tree[steps[0]], steps[1:]):
            yield {steps[0]: inner}
