"""What the documents that change a signed agreement are called in running text."""

import datetime as dt

from contracts.facts.folders import AuthorityFolder
from contracts.ledger.called import Called
from contracts.ledger.revisions import Revision, RevisionKind
from contracts.ledger.terms import Terms
from contracts.plan.views import SignedDocumentView
from contracts.spelling.dates import datum


def word_for(authority: AuthorityFolder, kind: RevisionKind) -> str:
    """What the authority calls a kind of change."""
    word = getattr(authority.authority.documents, kind.value)
    assert isinstance(word, str)
    return word


def changes_shown(authority: AuthorityFolder, called: Called, *, pending: bool) -> tuple[SignedDocumentView, ...]:
    """What has changed the agreement since it was signed, in order; with what waits to be signed last."""
    count: dict[RevisionKind, int] = {}
    shown = []
    for revision in called.signed[1:]:
        kind = revision.record.kind
        count[kind] = count.get(kind, 0) + 1
        title = _title(authority, revision, count[kind])
        shown.append(SignedDocumentView(title, revision.record.date, revision.record.effective))
    if pending and called.rewords:
        behind = called.compared.new.partnership.revision
        shown.append(SignedDocumentView(pending_title(authority, called), None, behind.effective if behind else None))
    return tuple(shown)


def pending_title(authority: AuthorityFolder, called: Called) -> str:
    """The change that waits to be signed: "tilläggsavtal nr 1", "uppsägning den 10 februari 2019 av Bilda Öst"."""
    kind, ending = called.classified.kind, called.compared.new.partnership.ending
    assert kind is not None  # something is to be signed
    word = word_for(authority, kind)
    if kind is RevisionKind.NOTICE and ending is not None:
        return _noticed(word, ending.given_on, called.compared.signed, ending.by)
    return _numbered(word, called.number)


def _title(authority: AuthorityFolder, revision: Revision, number: int) -> str:
    word, notice = word_for(authority, revision.record.kind), revision.record.notice
    if notice is None:
        return _numbered(word, number)
    ending = revision.terms.partnership.ending
    given = ending.given_on if ending else None
    return _noticed(word, given or revision.record.date, revision.terms, notice.by)


def _numbered(word: str, number: int) -> str:
    return f"{word} nr\N{NO-BREAK SPACE}{number}"


def _noticed(word: str, day: dt.date | None, terms: Terms, party: str) -> str:
    """A notice is known by who gave it and when: nobody counts them."""
    organisation = terms.organisation(party)
    given = f" den {datum(day)}" if day else ""
    return f"{word}{given} av {organisation.name if organisation else party}"
