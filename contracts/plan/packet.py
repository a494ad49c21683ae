"""Builds a packet's first pages and the list of the finished documents that it takes in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from contracts.facts.folders import DocumentFile
from contracts.facts.model.document import DocumentKind
from contracts.facts.model.memo import Memo
from contracts.facts.model.packet import Packet, PacketItem
from contracts.plan.agreement import authority_view
from contracts.plan.document_views import PacketDocumentView, PacketItemView, PacketView
from contracts.plan.lookup import Lookup
from contracts.plan.memo import memo_view
from contracts.plan.naming import functions_of
from contracts.plan.planned import PacketPart, Planned
from contracts.plan.planned_words import prose, word
from contracts.plan.stems import stem_of
from contracts.plan.texts import Texts
from contracts.plan.views import DocumentView
from contracts.spelling.wordings import PlannedFact, date_wordings


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """Where a part's pages stand in the packet."""

    first_page: int  #: 1-based
    pages: int


def packet_view(
    document: DocumentFile, facts: Packet, lookup: Lookup, *, draft: bool
) -> tuple[PacketView, tuple[PacketPart, ...]]:
    """The view of a packet's first pages, and the documents that follow them.

    Raises:
        ProblemsError: A document that it names does not exist, or an expression cannot be filled in.
    """
    kind = lookup.authority.authority.documents.packet
    title = f"{facts.title}, {lookup.unit(facts.board)}"
    known: dict[str, object] = {
        "document": DocumentView(title, kind, kind, draft, None, facts.date),
        "authority": authority_view(lookup.authority),
        "title": facts.title,
        "date": facts.date,
        "board": lookup.unit(facts.board),
        "place": facts.place,
    }
    texts = Texts(document, known, functions_of(lookup))
    items = tuple(_item(number, item, texts, lookup) for number, item in enumerate(facts.items, 1))
    texts = Texts(document, known | {"items": items}, functions_of(lookup))
    view = PacketView(
        **known,  # type: ignore[arg-type]  # the fields of the view, by name
        note=texts.optional(facts.note, "note"),
        items=items,
        pages=None,
        body=texts.body(),
    )
    parts = tuple(
        part
        for item, shown in zip(facts.items, items, strict=True)
        for part in _parts(item, shown, lookup, draft=draft)
    )
    return view, parts


def _item(number: int, item: PacketItem, texts: Texts, lookup: Lookup) -> PacketItemView:
    title, case_number = item.title or "", item.case_number
    proposals = texts.each(item.proposals, "items", number - 1, "proposals")
    memo = lookup.document(item.memo) if item.memo else None
    if memo is not None and isinstance(memo.facts, Memo):
        shown = memo_view(memo, memo.facts, lookup, draft=False)
        title, case_number, proposals = item.title or shown.title, shown.case_number, shown.proposals
    documents = tuple(
        PacketDocumentView(lookup.title(identifier), _kind(identifier, lookup), None, None)
        for identifier in documents_of(item)
    )
    return PacketItemView(number, title, case_number, proposals, documents)


def documents_of(item: PacketItem) -> tuple[str, ...]:
    """Ids of an item's documents in order: its memo first."""
    return ((item.memo,) if item.memo else ()) + item.documents


def _kind(identifier: str, lookup: Lookup) -> str:
    document = lookup.authority.document(identifier)
    if document is not None:
        return lookup.kind_name(document.kind)
    since = lookup.since_signing(identifier)
    return since.kind if since else lookup.authority.authority.documents.agreement


def _parts(item: PacketItem, shown: PacketItemView, lookup: Lookup, *, draft: bool) -> Iterator[PacketPart]:
    for identifier, document in zip(documents_of(item), shown.documents, strict=True):
        yield PacketPart(
            document=identifier,
            stem=stem_of(lookup.authority, identifier, draft=draft),
            title=document.title,
            item=f"{shown.number} {shown.title}",
            case_number=_case_number(identifier, lookup) or shown.case_number or "",
        )


def _case_number(identifier: str, lookup: Lookup) -> str | None:
    document = lookup.authority.document(identifier)
    if document is not None and document.kind is not DocumentKind.PACKET:
        return getattr(document.facts, "case_number", None)
    folder = lookup.authority.partnership(identifier.partition("/")[0])
    return ", ".join(folder.partnership.case_numbers) or None if folder else None


def with_pages(planned: Planned, places: Sequence[PlacedPart], pages: int) -> Mapping[str, object]:
    """The names for the packet's template when the pages of its parts are known.

    Args:
        planned: the packet.
        places: one for each of its parts, in order.
        pages: of the whole packet.
    """
    left = list(places)
    items: list[PacketItemView] = []
    shown: tuple[PacketItemView, ...] = planned.names["items"]  # type: ignore[assignment]  # a packet's view
    for item in shown:
        documents = []
        for document in item.documents:
            place = left.pop(0)
            documents.append(replace(document, first_page=place.first_page, pages=place.pages))
        items.append(replace(item, documents=tuple(documents)))
    return {**planned.names, "items": tuple(items), "pages": pages}


def packet_facts(view: PacketView) -> Iterator[PlannedFact]:
    """Every fact that the packet's first pages must show."""
    yield word("title", "titeln", view.title)
    yield word("board", "nämnden", view.board)
    yield PlannedFact("date", "mötesdagen", date_wordings(view.date))
    if view.place:
        yield word("place", "platsen", view.place)
    yield from prose("note", "upplysningen", view.note)
    yield from prose("body", "texten", view.body)
    for item in view.items:
        yield word(f"items.{item.number}", "ett ärende", item.title)
        if item.case_number:
            yield word(f"items.{item.number}", "ett ärendes diarienummer", item.case_number)
        for proposal in item.proposals:
            yield from prose(f"items.{item.number}", "ett förslag till beslut", proposal)
        for document in item.documents:
            yield word(f"items.{item.number}", "en handling", document.title)
