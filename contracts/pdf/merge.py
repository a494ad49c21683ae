"""Merging: a meeting's finished documents become one PDF that is as tagged, archival and accessible as each of them.

Other ways lose tags or metadata, and what they lose a validator does not miss; so the trees are joined here. A packet
shows copies: nothing in it can be signed. The same parts give the same bytes.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
from pikepdf import Array

from contracts.errors import ConversionError, OutputError
from contracts.pdf.attachments import Attachment, attach
from contracts.pdf.merge_names import carried_names
from contracts.pdf.merge_outline import OwnBookmark, PlacedPart, write_outline, write_page_labels
from contracts.pdf.merge_part import (
    REMEDY,
    open_part,
    part_attachments,
    part_bookmarks,
    resolve_destinations,
    take_out_fields,
)
from contracts.pdf.merge_structure import JoinedStructure
from contracts.pdf.metadata import Metadata, write_metadata
from contracts.pdf.stamp import stamp_pages, stamp_text


@dataclass(frozen=True, slots=True)
class Part:
    """One finished document of the packet."""

    pdf: Path
    title: str  #: of the document: its bookmark, its tag, and the names of its attachments begin with it
    item: str | None = None  #: the bookmark that it stands under: "1 Information om …"; None for the item list
    case_number: str = ""  #: as its pages are stamped; "" for none


@dataclass(frozen=True, slots=True)
class Packet:
    """What a packet says of itself and on its pages, and what it carries besides its parts' own files."""

    title: str
    author: str
    date: dt.datetime  #: aware; the same date gives the same bytes in every time zone
    producer: str
    document_id: str  #: a UUID or another stable identifier of this packet
    subject: str = ""
    language: str = "sv-SE"
    attachments: tuple[Attachment, ...] = ()
    page_word: str = "sida"  #: before the running number: "handlingar sida 12 av 48"
    page_prefix: str = ""  #: before the running number in viewers' page labels
    #: a packet of drafts does not call itself PDF/A or PDF/UA
    draft: bool = False

    def __post_init__(self) -> None:
        if self.date.tzinfo is None:
            raise ValueError(
                "Packet.date has no time zone. Give an aware datetime, such as dt.datetime(…, tzinfo=dt.UTC)."
            )


@dataclass(frozen=True, slots=True)
class Merged:
    """What was written."""

    pages: int
    first_pages: tuple[int, ...]  #: 1-based, of each part
    stamps: tuple[str, ...]  #: of each page
    attachments: tuple[str, ...]  #: names, sorted


def page_counts(pdfs: Iterable[Path]) -> tuple[int, ...]:
    """How many pages each PDF has: what a list of the packet's contents needs before the packet is made.

    Raises:
        ConversionError: a file is not a readable PDF.
        OSError: a file cannot be read.
    """
    return tuple(_page_count(file) for file in pdfs)


def first_pages(counts: Iterable[int]) -> tuple[int, ...]:
    """The running number (1-based) of the first page of each part, by the parts' page counts."""
    starts, number = [], 1
    for count in counts:
        starts.append(number)
        number += count
    return tuple(starts)


def _page_count(file: Path) -> int:
    try:
        with pikepdf.open(file) as pdf:
            return len(pdf.pages)
    except pikepdf.PdfError as error:
        raise ConversionError(file.name, "merge", "it is not a readable PDF", REMEDY) from error


def merge(parts: Sequence[Part], target: Path, packet: Packet) -> Merged:
    """Writes `target` from the parts in order.

    Raises:
        ConversionError: a part is not a tagged PDF, is signed, or has a link or bookmark that leads nowhere.
        ProblemsError: the font of the stamps lacks a character of a case number.
        OutputError: `target` cannot be written.
        OSError: a part cannot be read.
    """
    if not parts:
        raise ValueError("A packet has no parts. Give at least the item list.")
    with pikepdf.new() as pdf:
        structure = JoinedStructure(pdf)
        carried: list[tuple[Attachment, ...]] = []
        placed: list[PlacedPart] = []
        counts: list[int] = []
        for part in parts:
            before = len(pdf.pages)
            with open_part(part.pdf) as source:
                placed.append(_append(pdf, structure, source, part, packet.language))
                carried.append(part_attachments(source, part.pdf))
                counts.append(len(pdf.pages) - before)
        structure.write()
        stamps = packet_stamps(parts, counts, packet.page_word)
        stamp_pages(pdf, stamps)
        write_outline(pdf, placed)
        write_page_labels(pdf, packet.page_prefix)
        write_metadata(pdf, _metadata(packet))
        attachments = (*_renamed(parts, carried, packet), *packet.attachments)
        attach(pdf, attachments, packet.date)
        _save(pdf, target)
    return Merged(len(stamps), first_pages(counts), stamps, tuple(sorted(one.name for one in attachments)))


def packet_stamps(parts: Sequence[Part], counts: Sequence[int], page_word: str) -> tuple[str, ...]:
    """The text that each page is stamped with, by the parts' page counts."""
    case_numbers = [part.case_number for part, count in zip(parts, counts, strict=True) for _ in range(count)]
    total = len(case_numbers)
    return tuple(stamp_text(own, page_word, number, total) for number, own in enumerate(case_numbers, 1))


def _renamed(parts: Sequence[Part], carried: Sequence[Sequence[Attachment]], packet: Packet) -> tuple[Attachment, ...]:
    """The parts' attachments under names that are unique in the packet."""
    names = carried_names(
        [part.title for part in parts],
        [[attachment.name for attachment in attachments] for attachments in carried],
        [attachment.name for attachment in packet.attachments],
    )
    return tuple(
        replace(attachment, name=name, description=f"{part.title}: {attachment.description}")
        for part, attachments, own in zip(parts, carried, names, strict=True)
        for attachment, name in zip(attachments, own, strict=True)
    )


def _append(pdf: pikepdf.Pdf, structure: JoinedStructure, source: pikepdf.Pdf, part: Part, language: str) -> PlacedPart:
    """Carries the part's pages over, then everything that points at them."""
    take_out_fields(source, part.pdf)
    resolve_destinations(source, part.pdf)
    bookmarks = part_bookmarks(source, part.pdf)
    tree = structure.prepare(source)
    tree.Places = Array([bookmark.destination for bookmark in bookmarks])
    first = len(pdf.pages)
    # The pages go first: what is copied after them then points at the packet's pages, not at copies of its own.
    pdf.pages.extend(source.pages)
    copied = pdf.copy_foreign(tree)
    spoken = str(source.Root.get("/Lang", language))
    structure.add(copied, part.title, spoken if spoken != language else None)
    if "/OutputIntents" in source.Root and "/OutputIntents" not in pdf.Root:
        pdf.Root.OutputIntents = pdf.copy_foreign(source.make_indirect(source.Root.OutputIntents))
    own = zip(bookmarks, copied.Places.as_list(), strict=True)
    return PlacedPart(
        part.title,
        part.item,
        pdf.pages[first].obj,
        tuple(OwnBookmark(one.title, one.level, place) for one, place in own),
    )


def _metadata(packet: Packet) -> Metadata:
    return Metadata(
        title=packet.title,
        author=packet.author,
        subject=packet.subject,
        keywords="",
        language=packet.language,
        date=packet.date,
        producer=packet.producer,
        document_id=packet.document_id,
        claims_archival=not packet.draft,
    )


def _save(pdf: pikepdf.Pdf, target: Path) -> None:
    """Writes small: unlike what is to be signed, a packet may keep its many tags in compressed object streams."""
    try:
        pdf.save(
            target,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            linearize=False,
        )
    except OSError as error:
        reason = error.strerror or "the system refused it"
        raise OutputError(str(target), reason, "Make room on the disk, and check who may write there.") from error
