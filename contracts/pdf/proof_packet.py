"""Proof of a packet: read back, and compared with its parts page by page, tag by tag and file by file.

The parts have been proved by themselves (prove.py); this asks whether the packet shows them whole, unchanged and in
order, with the right stamps, bookmarks and labels, and whether it is what it says it is.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from contracts.pdf.attachments import Attachment
from contracts.pdf.examining import Case, Verdict
from contracts.pdf.expectation import Expectation, ExpectedAttachment
from contracts.pdf.merge import Packet, Part, first_pages
from contracts.pdf.merge_names import carried_names
from contracts.pdf.proof_form import check_attachments, check_description, check_fonts, check_pages
from contracts.pdf.proof_packet_case import PacketCase, PartCase, packet_case
from contracts.pdf.proof_packet_pages import (
    REMEDY,
    check_links,
    check_packet_bookmarks,
    check_packet_pages,
    check_page_labels,
    check_stamps,
)
from contracts.pdf.proof_packet_tags import check_no_fields, check_owners, check_tags
from contracts.pdf.proof_visible import check_visible
from contracts.pdf.prove import Proof, conformance_verdicts, proof_of, unreadable
from contracts.pdf.read import UnreadablePdfError, read_pdf
from contracts.pdf.reading import ReadPdf

PACKET_CHECKS = (check_packet_pages, check_stamps, check_page_labels, check_packet_bookmarks, check_links, check_tags)
CHECKS = (check_no_fields, check_visible, check_fonts, check_description, check_pages, check_attachments)


@dataclass(frozen=True, slots=True)
class PacketExpectation:
    """What a packet must hold: the same values that it was merged from."""

    document: str  #: for people: "handlingar"
    parts: tuple[Part, ...]
    packet: Packet


def prove_packet(pdf: Path, expectation: PacketExpectation, *, judge: bool = False) -> Proof:
    """Reads the packet and its parts back and compares them.

    Args:
        pdf: the merged file.
        expectation: what it was merged from; the parts' files must still be there.
        judge: also ask veraPDF, which takes a second the first time.

    Raises:
        UnreadablePdfError: a part is not a readable PDF.
        OSError: the packet or a part cannot be read.
        MissingProgramError: `judge` is set and veraPDF is not installed.
    """
    data = pdf.read_bytes()
    try:
        read = read_pdf(pdf)
    except UnreadablePdfError as error:
        return unreadable(pdf, expectation.document, data, error.reason)
    parts = _read_parts(expectation.parts)
    attachments = _expected_attachments(expectation, parts)
    case = Case(pdf.name, read, _expected_form(expectation, attachments))
    packet = packet_case(case, expectation.packet, parts)
    verdicts = [check(packet) for check in PACKET_CHECKS]
    verdicts += [check(case) for check in CHECKS]
    verdicts.append(_check_relationships(packet, attachments))
    if not expectation.packet.draft:
        # The embedded engine's drafts lack some of these ways before they are merged.
        verdicts.append(check_owners(case, pdf))
        verdicts += conformance_verdicts(pdf, judge=judge)
    return proof_of(expectation.document, data, read, verdicts)


def _read_parts(parts: tuple[Part, ...]) -> tuple[PartCase, ...]:
    """Each file is read once, however often it stands in the packet."""
    files: dict[Path, ReadPdf] = {}
    for part in parts:
        if part.pdf not in files:
            files[part.pdf] = read_pdf(part.pdf)
    starts = first_pages(len(files[part.pdf].pages) for part in parts)
    return tuple(PartCase(part, files[part.pdf], first) for part, first in zip(parts, starts, strict=True))


@dataclass(frozen=True, slots=True)
class _Carried:
    """A file that the packet must carry."""

    expected: ExpectedAttachment
    relationship: str


def _expected_attachments(expectation: PacketExpectation, parts: tuple[PartCase, ...]) -> tuple[_Carried, ...]:
    own = expectation.packet.attachments
    names = carried_names(
        [part.part.title for part in parts],
        [[attachment.name for attachment in part.read.attachments] for part in parts],
        [attachment.name for attachment in own],
    )
    carried = [
        _carried(name, attachment.data, attachment.relationship)
        for part, part_names in zip(parts, names, strict=True)
        for attachment, name in zip(part.read.attachments, part_names, strict=True)
    ]
    return (*carried, *(_own(attachment) for attachment in own))


def _own(attachment: Attachment) -> _Carried:
    return _carried(attachment.name, attachment.data, attachment.relationship.value)


def _carried(name: str, data: bytes, relationship: str) -> _Carried:
    return _Carried(ExpectedAttachment(name, hashlib.sha256(data).hexdigest()), relationship)


def _expected_form(expectation: PacketExpectation, attachments: tuple[_Carried, ...]) -> Expectation:
    """What the checks that every document passes ask of the packet itself."""
    return Expectation(
        document=expectation.document,
        title=expectation.packet.title,
        language=expectation.packet.language,
        attachments=tuple(one.expected for one in attachments),
        draft=expectation.packet.draft,
        loose=expectation.packet.draft,
        word_file=False,
    )


def _check_relationships(case: PacketCase, attachments: tuple[_Carried, ...]) -> Verdict:
    """Each attached file is to the packet what it is to its part."""
    shown = {one.name: one.relationship for one in case.case.read.attachments}
    problems = [
        case.case.problem(
            "packet-attachment",
            f"Den bifogade filen {one.expected.name} är knuten som {shown[one.expected.name] or '(inget)'}, "
            f"men ska vara knuten som {one.relationship}.",
            remedy=REMEDY,
        )
        for one in attachments
        if shown.get(one.expected.name, one.relationship) != one.relationship
    ]
    return Verdict("packet-attachment", "bifogade filers slag", len(attachments), tuple(problems))
