"""Documents by id and by title: which there are, what they are called, and which of them a text names."""

import functools
import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from contracts.facts.folders import AuthorityFolder, DocumentFile, PartnershipFolder
from contracts.facts.model.document import AttachedDocument, BasisDocument
from contracts.facts.model.memo import Memo
from contracts.facts.source import Route
from contracts.prose.literals import EXPRESSION
from contracts.prose.tags import tags_of

#: The last part of the id of a partnership's agreement; "agreement-<party>" is the separate one with that party.
AGREEMENT = "agreement"
#: How alike two titles are that mean the same document; 1 is equal.
_ALIKE = 0.75
_NAMED = re.compile(r"”([^”\n]{6,})”|\"([^\"\n]{6,})\"|(?<![\w*])\*([^*\n]{6,})\*(?!\*)")


def agreement_of(identifier: str, authority: AuthorityFolder) -> PartnershipFolder | None:
    """The partnership whose agreement has this id; None for other documents."""
    folder, _, name = identifier.partition("/")
    is_agreement = name == AGREEMENT or name.startswith(f"{AGREEMENT}-")
    return authority.partnership(folder) if is_agreement else None


def partnership_of(identifier: str, authority: AuthorityFolder) -> PartnershipFolder | None:
    """The partnership to whose folder a document belongs; None for documents beside them."""
    folder, slash, _ = identifier.partition("/")
    return authority.partnership(folder) if slash else None


def listed(facts: Memo) -> Iterator[tuple[Route, BasisDocument | AttachedDocument]]:
    """The documents that a memo lists: its basis, then its annexes, each with its route."""
    for at, basis in enumerate(facts.basis):
        yield ("basis", at), basis
    for at, annex in enumerate(facts.annexes):
        yield ("annexes", at), annex


def title_of(item: BasisDocument | AttachedDocument, authority: AuthorityFolder) -> str:
    """What a list calls a document: its own words, or the title of the document it is; "" when neither is known."""
    if item.title is not None:
        return item.title
    found = authority.document(item.document) if item.document is not None else None
    return found.facts.title if found is not None else ""


def named_in(text: str) -> Iterator[str]:
    """The titles that a text names by hand: between quotation marks, or emphasised; an id in an expression is none."""
    for found in _NAMED.finditer(_by_hand(text)):
        title = next(group for group in found.groups() if group is not None)
        if EXPRESSION not in title:
            yield title


def _by_hand(text: str) -> str:
    """A text in Markdown with one mark for each of its tags: quotation marks inside a tag quote nothing."""
    written, at = "", 0
    for tag in tags_of(text):
        written += text[at : tag.start] + EXPRESSION
        at = tag.end
    return written + text[at:]


@functools.lru_cache(maxsize=8192)  # each is compared with many others
def folded(title: str) -> str:
    """A title as it is compared: without capitals and with single spaces."""
    return " ".join(title.split()).casefold()


def same_title(one: str, other: str) -> bool:
    """Whether two titles are one, whatever their capitals and spaces."""
    return folded(one) == folded(other)


def alike(one: str, other: str) -> bool:
    """Whether two titles most likely mean the same document, though they differ."""
    a, b = folded(one), folded(other)
    return a != b and SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE


def alike_documents(title: str, authority: AuthorityFolder) -> Iterator[DocumentFile]:
    """The documents whose titles are like this one but not the same; none when one has exactly this title."""
    if any(same_title(title, document.facts.title) for document in authority.documents):
        return
    for document in authority.documents:
        if alike(title, document.facts.title):
            yield document
