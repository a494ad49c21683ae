"""Which partnerships a document in prose is about, as a whole and passage by passage.

A sentence is compared with the facts of the partnership that it is about, and seldom names it. What is not sure is
left out: an alarm about the wrong partnership is worse than none.
"""

import re
from collections.abc import Iterable, Iterator

from contracts.checks.documents.passages import Passage, passages_of
from contracts.checks.documents.titles import listed, partnership_of
from contracts.checks.rule import DocumentSubject
from contracts.facts.folders import AuthorityFolder, DocumentFile, PartnershipFolder
from contracts.facts.model.economic_report import EconomicReport
from contracts.facts.model.memo import Memo
from contracts.facts.model.packet import Packet, PacketItem
from contracts.facts.model.report import Report
from contracts.prose.tags import tags_of
from contracts.register.standing import goes_on, in_area

_EXPRESSION = re.compile(r"\bpartnership\(\s*[\"']([^\"']+)[\"']\s*\)")


def named_by(passage: Passage, authority: AuthorityFolder) -> tuple[PartnershipFolder, ...]:
    """The partnerships that a passage or its heading names, in words or by an expression."""
    meant = set(_in_expressions(passage.raw))
    text = f"{passage.heading}\n{passage.text}"
    return tuple(folder for folder in authority.partnerships if folder.id in meant or _is_named(folder, text))


def sole_partnership(subject: DocumentSubject) -> PartnershipFolder | None:
    """The one partnership that every passage of a memo or packet is about; None when there is none, or several.

    It is the one that the title, the listed documents, the expressions and the overview mean, when no passage names
    another. Where a memo's mean none, it is the only one whose agreement the authority makes. What counts partnerships
    or brings a report has amounts and days of other things as well, and is about no single one.
    """
    meant = _meant(subject.document, subject.authority)
    if meant is None:
        return None
    made = {folder.id for folder in subject.authority.partnerships if not folder.partnership.register_only}
    meant = meant or made
    passages = passages_of(subject.document)
    named = {folder.id for passage in passages for folder in named_by(passage, subject.authority)}
    return subject.authority.partnership(next(iter(meant))) if len(meant) == 1 and named <= meant else None


def _meant(document: DocumentFile, authority: AuthorityFolder) -> set[str] | None:
    """The ids of the partnerships that a memo or packet means; None when it is about something else as well."""
    if isinstance(document.facts, Memo):
        return _meant_by_memo(document, document.facts, authority)
    if isinstance(document.facts, Packet):
        items = [_meant_by_item(item, authority) for item in document.facts.items]
        # An item that means no partnership is about something else.
        return {identifier for item in items for identifier in item or ()} if all(items) else None
    return None


def _meant_by_memo(document: DocumentFile, facts: Memo, authority: AuthorityFolder) -> set[str] | None:
    identifiers = [item.document for _, item in listed(facts) if item.document is not None]
    if facts.window is not None or any(_is_report(identifier, authority) for identifier in identifiers):
        return None
    meant = _folders_of(identifiers, authority) | _in_title(facts.title, authority)
    for passage in passages_of(document):
        meant |= set(_in_expressions(passage.raw))
    if facts.overview is not None:
        day = facts.overview.day
        shown = in_area(authority, facts.overview.area)
        meant |= {folder.id for folder in shown if goes_on(folder.partnership, day)}
    return meant


def _meant_by_item(item: PacketItem, authority: AuthorityFolder) -> set[str] | None:
    if any(_is_report(identifier, authority) for identifier in item.documents):
        return None
    meant = _folders_of(item.documents, authority) | _in_title(item.title or "", authority)
    memo = authority.document(item.memo) if item.memo is not None else None
    if memo is None or not isinstance(memo.facts, Memo):
        return meant
    by_memo = _meant_by_memo(memo, memo.facts, authority)
    return by_memo if by_memo is None else by_memo | meant


def _folders_of(identifiers: Iterable[str], authority: AuthorityFolder) -> set[str]:
    folders = (partnership_of(identifier, authority) for identifier in identifiers)
    return {folder.id for folder in folders if folder is not None}


def _is_report(identifier: str, authority: AuthorityFolder) -> bool:
    found = authority.document(identifier)
    return found is not None and isinstance(found.facts, EconomicReport | Report)


def _in_title(title: str, authority: AuthorityFolder) -> set[str]:
    return {folder.id for folder in authority.partnerships if _is_named(folder, title)}


def _in_expressions(written: str) -> Iterator[str]:
    """The ids of the partnerships that expressions ask for."""
    for tag in tags_of(written):
        if not tag.comment:
            yield from _EXPRESSION.findall(tag.written.raw)


def _is_named(folder: PartnershipFolder, text: str) -> bool:
    facts = folder.partnership
    names = (name for name in (facts.name, facts.short_name) if name is not None)
    # Most are not there at all, which is told a hundred times faster.
    return any(name in text and re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", text) for name in names)
