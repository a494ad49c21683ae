"""Makes rendered trees into a document: markers become Word's own, what is empty goes, everything gets its number.

The order matters and is known here alone: values become paragraphs before notes are gathered, because they bring notes;
notes are settled as their own part, because their links belong there; headings are numbered, and referred to, when all
of them are there, and the contents list is written last, because a heading may hold a reference.
"""

from collections.abc import Sequence

from lxml import etree

from contracts.word.block_values import BlockValues
from contracts.word.closing_list import ClosingList, append_closing_list
from contracts.word.contents_list import fill_contents, has_contents
from contracts.word.draft import DocumentDraft, PartDraft
from contracts.word.footnotes import gather_notes
from contracts.word.headings import headings_in
from contracts.word.inline_values import settle_inline
from contracts.word.kept_numbers import keep_numbers, name_repealed
from contracts.word.keyed_headings import KeyedHeading
from contracts.word.ooxml import MARK, Element, W
from contracts.word.pictures import settle_pictures
from contracts.word.references import resolve_references, settle_references
from contracts.word.relationships import Relationship
from contracts.word.signature_places import settle_signature_places
from contracts.word.tidy import break_lines, drop_emptied, mend_tables, number_ids


def settle(
    draft: DocumentDraft,
    separators: Element | None,
    notes_name: str,
    notes_relationships: list[Relationship],
    closing: ClosingList | None = None,
    signed: Sequence[KeyedHeading] = (),
) -> None:
    """Finish a document's trees in place.

    Args:
        draft: the rendered parts; gets the footnotes as a part of its own.
        separators: the template's footnotes part without notes, None when it has none.
        notes_name: the member for footnotes.
        notes_relationships: what the template's footnotes point at.
        closing: a list to add last in the body.
        signed: the headings of a signed wording, whose numbers are to be kept.
    """
    if closing is not None:
        append_closing_list(draft, closing)
    _settle_markers(draft, draft.main)
    notes = gather_notes(draft.main.root, separators)
    if notes is not None:
        part = PartDraft(notes_name, notes, notes_relationships)
        draft.others.append(part)
        _settle_note_markers(draft, part)
    for part in draft.others:
        if part.kept is None:
            _settle_markers(draft, part)
            _drop_unused_endnotes(draft, part)
    for part in draft.unsettled():
        break_lines(part.root)
        drop_emptied(part.root)
        mend_tables(part.root)
    if signed:
        keep_numbers(draft, signed)
    if not draft.refusals:  # what was refused may be a heading, whose absence would be told again
        resolve_references(draft)
    name_repealed(draft)
    if has_contents(draft.main.root):
        headings = headings_in(draft.main.root, draft.lists.numbering(), draft.book)
        for error in fill_contents(draft.main.root, headings, draft.book):
            draft.refusals.append((draft.main.name, 0, error))
    number_ids(part.root for part in draft.unsettled())
    for part in draft.unsettled():
        kept = [prefix for prefix, uri in part.root.nsmap.items() if prefix]
        etree.cleanup_namespaces(part.root, keep_ns_prefixes=kept)


def _settle_markers(draft: DocumentDraft, part: PartDraft) -> None:
    if next(part.root.iter(MARK + "*"), None) is None:
        return
    settle_signature_places(draft, part)
    settle_pictures(draft, part)
    settle_references(draft, part)
    settle_inline(draft, part)
    BlockValues(draft, part).settle()


def _settle_note_markers(draft: DocumentDraft, part: PartDraft) -> None:
    builder = BlockValues(draft, part)
    for note in part.root:
        for number, block in enumerate(note.findall(MARK + "p")):
            note.replace(block, builder.note_paragraph(block, first=number == 0))


def _drop_unused_endnotes(draft: DocumentDraft, part: PartDraft) -> None:
    if part.root.tag != W + "endnotes":
        return
    used = {one.get(W + "id") for one in draft.main.root.iter(W + "endnoteReference")}
    for note in part.root.findall(W + "endnote"):
        if note.get(W + "type") in (None, "normal") and note.get(W + "id") not in used:
            part.root.remove(note)
