"""From what has been said of a new partnership to the files that say it. Equal drafts give equal bytes."""

from collections.abc import Mapping
from pathlib import Path

from contracts.drafting.draft import Draft
from contracts.drafting.layout import laid_out, tidied
from contracts.drafting.memo_text import memo_fields, memo_name, memo_text
from contracts.drafting.pm_text import pm_text
from contracts.drafting.tree import Tree, plain, value_at
from contracts.drafting.unsaid import unsaid_fields
from contracts.editing.emit import emit
from contracts.editing.files import edited
from contracts.editing.splice import Insert
from contracts.facts.files import ORGANISATIONS_FILE, PARTNERSHIP_FILE
from contracts.facts.kinds import file_kind
from contracts.facts.model.document import DocumentKind
from contracts.facts.model.organisation import Organisations
from contracts.facts.model.partnership import Partnership, Status
from contracts.facts.schema import reference

#: Comments on a partnership's first lines.
_HEADER = (
    "{name}: ett utkast. Rader som börjar med # räknas inte: de visar vad som kan sägas, med exempel.",
    "Ett värde som slutar med ett mellanslag och ? är inte bekräftat.",
)


def files_of(draft: Draft) -> Mapping[Path, bytes]:
    """The files that the draft becomes, with what they shall hold; the authority's own files are only read.

    Raises:
        ProblemsError: organisations.yaml cannot be added to.
    """
    folder = draft.authority.path / draft.id
    files: dict[Path, bytes] = {}
    if draft.organisations:
        files[draft.authority.path / ORGANISATIONS_FILE] = _organisations(draft)
    files[folder / PARTNERSHIP_FILE] = _partnership(draft, folder / PARTNERSHIP_FILE).encode()
    pm = folder / f"{DocumentKind.PM}.md"
    files[pm] = _prose(pm, draft, _pm_fields(draft), pm_text(draft)).encode()
    if draft.memo:
        memo = folder / f"{memo_name(draft)}.md"
        files[memo] = _prose(memo, draft, memo_fields(draft), memo_text(draft)).encode()
    return files


def _partnership(draft: Draft, path: Path) -> str:
    tree = tidied({**draft.partnership, "status": Status.DRAFT.value}, Partnership)
    header = [line.format(name=plain(str(tree["name"]))) for line in _HEADER]
    return emit(laid_out(tree, Partnership, unsaid_fields()), {(): [_schema(path, draft), *header]})


def _pm_fields(draft: Draft) -> Tree:
    documents = draft.authority.authority.documents
    fields: Tree = {"title": f"{documents.pm} om {plain(str(draft.partnership['name']))}", **draft.pm}
    if number := value_at(draft.partnership, ("case_numbers", 0)):
        fields["case_number"] = number
    return fields


def _prose(path: Path, draft: Draft, fields: Tree, text: str) -> str:
    kind = file_kind(path)
    assert kind is not None  # the names of these files say their kinds
    return f"---\n{emit(laid_out(fields, kind.model), {(): [_schema(path, draft)]})}---\n\n{text}"


def _schema(path: Path, draft: Draft) -> str:
    """The comment by which an editor finds the schema of a file, without its #."""
    kind = file_kind(path)
    assert kind is not None
    return reference(kind, path, draft.authority.path.parent).removeprefix("# ")


def _organisations(draft: Draft) -> bytes:
    path = draft.authority.path / ORGANISATIONS_FILE
    shown_as = f"{draft.authority.path.parent.name}/{draft.authority.id}/{ORGANISATIONS_FILE}"
    new = laid_out(tidied({"organisations": list(draft.organisations)}, Organisations), Organisations)["organisations"]
    if not path.exists():
        header = [_schema(path, draft), f"Organisationer som {draft.authority.authority.name} har partnerskap med."]
        return emit({"organisations": new}, {(): header}).encode()
    assert isinstance(new, list)
    inserts: list[Insert] = [Insert(("organisations",), one) for one in new]
    return edited(path, inserts, shown_as)
