"""Is everything there, once, in order, and nothing that should not be? Facts, paragraphs, headers and footers."""

import difflib
import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from contracts.errors import Problem
from contracts.pdf.comparing import Searchable, excerpt, folded, forms, nearest, searchable, squashed
from contracts.pdf.examining import Case, Verdict
from contracts.pdf.reading import Block
from contracts.spelling.wordings import PlannedFact

#: What a text that was never filled in looks like. Word and LibreOffice, in Swedish and English, for dead references.
UNRESOLVED = (
    (re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}"), "en mallmarkering som inte har ersatts"),
    (re.compile(r"\bNone\b"), "ett värde som saknas"),
    (re.compile(r"\bUndefined\b"), "ett namn som inte är definierat"),
    (re.compile(r"\b(Error|Fel)[:!]"), "ett felmeddelande"),
    (re.compile("[\ue000-\uf8ff]"), "ett tecken utan betydelse (privat område)"),
    (re.compile(r"\{ ?[\w.]+ ?\}|«[^»]*»|<< ?[\w ]+ ?>>"), "en plats som ser ofylld ut"),
    (
        re.compile(r"\[ ?(?:[A-ZÅÄÖ]{3,}[A-ZÅÄÖ ]*|[Nn]amn|[Dd]atum|[Bb]elopp|[Ff]yll i[\w ]*) ?\]"),
        "en plats som ser ofylld ut",
    ),
    (
        re.compile(r"_{4,}|\bX{2,}\b|\bTODO\b|\bFYLL I\b|Klicka (?:eller tryck )?här för att"),
        "en plats som ser ofylld ut",
    ),
)
#: The dots before a page number, which the embedded engine paints as letters.
_LEADER = re.compile(r"\s*\.{4,}\s*")
#: So many missing facts get a hint of what is most like them; more would only be noise.
HINTS = 10
CONTEXT = 30


def check_facts(case: Case) -> Verdict:
    """Every planned fact stands in a paragraph, a header or a footer, in one of its wordings."""
    texts = tuple(_searchables(case))
    problems: list[Problem] = []
    for fact in case.expectation.facts:
        if not _stands(fact, texts):
            hint = nearest(fact.wordings[0], _paged(case)) if len(problems) < HINTS and fact.wordings else None
            wanted = " eller ".join(f"”{wording}”" for wording in fact.wordings)
            problems.append(
                case.problem(
                    "proof-fact",
                    f"Uppgiften {fact.label} ({fact.path}) finns inte i dokumentet: {wanted}.{_closest(hint)}",
                    page=hint[1] if hint else 0,
                    remedy="Kontrollera att mallen skriver ut uppgiften och att inget villkor i mallen tar bort den.",
                )
            )
    problems += _sharing_places(case)
    return Verdict("proof-fact", "uppgifter funna i texten", len(case.expectation.facts), tuple(problems))


def _stands(fact: PlannedFact, texts: Sequence[Searchable]) -> bool:
    for wording in fact.wordings:
        written = forms(wording)
        # The quick look comes first: most texts hold nothing of a fact.
        if any(form in text.letters and text.holds(wording) for form in written for text in texts):
            return True
    return False


def _sharing_places(case: Case) -> Iterator[Problem]:
    """Facts that are written alike need a place each: two amounts of 50 000 kr do not stand in one.

    The contents list repeats headings, and running text stands on every page; neither counts twice.
    """
    alike: dict[frozenset[str], list[PlannedFact]] = {}
    for fact in case.expectation.facts:
        alike.setdefault(frozenset(fact.wordings), []).append(fact)
    texts = tuple(_counted(case)) if any(len(facts) > 1 for facts in alike.values()) else ()
    for wordings, facts in alike.items():
        if len(facts) < 2:
            continue
        written = tuple(form for wording in wordings for form in forms(wording))
        found = sum(
            len(frozenset().union(*(text.starts(wording) for wording in wordings)))
            for text in texts
            if any(form in text.letters for form in written)  # most texts hold nothing of them
        )
        if 0 < found < len(facts):
            labels = ", ".join(f"{fact.label} ({fact.path})" for fact in facts)
            yield case.problem(
                "proof-fact",
                f"{len(facts)} uppgifter skrivs ”{facts[0].wordings[0]}”, men det står bara på {found} "
                f"{'ställe' if found == 1 else 'ställen'}. Någon av dem saknas i dokumentet: {labels}.",
                remedy="Kontrollera att mallen skriver ut var och en av uppgifterna, på ett eget ställe.",
            )


def _counted(case: Case) -> Iterator[Searchable]:
    """Every text once."""
    for block in case.read.blocks:
        if block.kind != "contents":
            # Where nothing is left out, the text as it was put together, with spaces where a tab leaves a gap.
            marked = any(piece.note_mark for piece in block.pieces)
            yield searchable(block.text_without(note_marks=True) if marked else block.text)
    lines = (line for page in case.read.pages for line in page.artifacts.splitlines())
    yield from (searchable(line) for line in dict.fromkeys(lines))


def _searchables(case: Case) -> Iterator[Searchable]:
    for block in case.read.blocks:
        yield searchable(block.text)
        if any(piece.note_mark for piece in block.pieces):
            yield searchable(block.text_without(note_marks=True))
    for page in case.read.pages:
        for line in page.artifacts.splitlines():
            yield searchable(line)
        if case.expectation.loose:
            # The embedded engine sets footnotes outside the tags, line by line.
            yield searchable(" ".join(page.artifacts.split()))


def _paged(case: Case) -> tuple[tuple[str, int], ...]:
    return tuple((block.text, block.page) for block in case.read.blocks)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A paragraph of the PDF, in the form in which it can be compared."""

    key: str
    block: Block


def check_paragraphs(case: Case) -> Verdict:
    """Every paragraph of the Word file is in the PDF once, in order, and the PDF has no others."""
    wanted = [(folded(text), text) for text in case.expectation.paragraphs if squashed(text)]
    keys = {key for key, _ in wanted}
    # A place to sign that is struck out leaves a block of nothing but space, which no Word file has as a paragraph.
    said = [block for block in case.read.blocks if squashed(block.text)]
    body = [_shown(block, keys) for block in said if block.kind == ""]
    notes = [_shown(block, keys) for block in said if block.kind == "note"]
    if case.expectation.loose:
        body = [_once(shown, keys) for shown in body if not _looks_like_contents(shown, case)]
    notes_wanted, body_wanted = _split_notes(wanted, Counter(note.key for note in notes))
    problems = (*_compare(case, body_wanted, body), *_compare(case, notes_wanted, notes))
    return Verdict("proof-paragraph", "stycken som i Word-filen", len(wanted), problems)


def _shown(block: Block, keys: set[str]) -> _Shown:
    """The block in the variant that the Word file has: with or without its automatic number and footnote numbers."""
    found = next((variant for variant in _variants(block) if variant in keys), None)
    return _Shown(folded(block.text_without(note_marks=True)) if found is None else found, block)


def _variants(block: Block) -> Iterator[str]:
    yield folded(block.text)
    yield folded(block.text_without(note_marks=True))
    yield folded(block.text_without(label=True))
    yield folded(block.text_without(label=True, note_marks=True))
    yield folded(_LEADER.sub(" ", block.text))


def _once(shown: _Shown, keys: set[str]) -> _Shown:
    """The embedded engine tags a table's header row once, with its text as often as pages show it."""
    for times in (one for one in range(2, len(shown.key) + 1) if len(shown.key) % one == 0):
        part = shown.key[: len(shown.key) // times]
        if part in keys and part * times == shown.key:
            return replace(shown, key=part)
    return shown


def _looks_like_contents(shown: _Shown, case: Case) -> bool:
    """In a draft the contents list is not tagged: its lines are a heading, dots and a number."""
    headings = {folded(heading.number + heading.text) for heading in case.expectation.headings}
    entry = re.sub(r"[.…]*\d+$", "", shown.key)
    return entry in headings and entry != shown.key


def _split_notes(
    wanted: Sequence[tuple[str, str]], notes: Counter[str]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Footnotes stand at the foot of their pages, so they are compared among themselves."""
    left = notes.copy()
    split: tuple[list[tuple[str, str]], list[tuple[str, str]]] = ([], [])
    for key, text in reversed(wanted):
        note = left[key] > 0
        left[key] -= note
        split[0 if note else 1].insert(0, (key, text))
    return split


def _compare(case: Case, wanted: Sequence[tuple[str, str]], shown: Sequence[_Shown]) -> Iterator[Problem]:
    """Lost, doubled, moved and unknown paragraphs."""
    ours, theirs = [key for key, _ in wanted], [one.key for one in shown]
    if ours == theirs:
        return
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    lost: list[tuple[str, str]] = []
    added: list[_Shown] = []
    for operation, first, last, from_shown, to_shown in matcher.get_opcodes():
        if operation != "equal":
            lost += wanted[first:last]
            added += shown[from_shown:to_shown]
    added_keys = Counter(one.key for one in added)
    lost_keys = Counter(key for key, _ in lost)
    known = {key for key, _ in wanted}
    for key, text in lost:
        if added_keys[key] > 0:
            added_keys[key] -= 1
        elif not (case.expectation.loose and _in_artifacts(case, key)):
            yield _lost(case, text, added)
    for one in added:
        if lost_keys[one.key] > 0:
            lost_keys[one.key] -= 1
            yield _paragraph_problem(case, one, "står på fel plats", "Ordningen i PDF-filen är inte Word-filens.")
        elif one.key in known and case.expectation.loose:
            continue  # the embedded engine repeats a table's header row within the tags
        elif one.key in known:
            yield _paragraph_problem(case, one, "står en gång för mycket", "Texten finns fler gånger i PDF-filen.")
        else:
            yield _paragraph_problem(case, one, "finns inte i Word-filen", "Texten är en annan i PDF-filen.")


def _closest(hint: tuple[str, int] | None) -> str:
    """The sentence about the stretch that is most like what is missing, and its page; nothing when there is none."""
    return f" Närmast är ”{excerpt(hint[0])}” på sidan {hint[1]}." if hint else ""


def _in_artifacts(case: Case, key: str) -> bool:
    """The embedded engine, sets footnotes outside the tags."""
    return any(key in folded(page.artifacts) for page in case.read.pages)


def _lost(case: Case, text: str, added: Sequence[_Shown]) -> Problem:
    hint = nearest(text, ((one.block.text, one.block.page) for one in added))
    return case.problem(
        "proof-paragraph",
        f"Ett stycke i Word-filen finns inte i PDF-filen: ”{excerpt(text)}”.{_closest(hint)}",
        page=hint[1] if hint else 0,
        remedy="Kontrollera i mallen att stycket inte ligger i en form som inte skrivs ut, och skapa om dokumentet.",
    )


def _paragraph_problem(case: Case, shown: _Shown, fault: str, reason: str) -> Problem:
    return case.problem(
        "proof-paragraph",
        f"Stycket ”{excerpt(shown.block.text)}” på sidan {shown.block.page} {fault}. {reason}",
        page=shown.block.page,
        remedy="Skapa dokumentet på nytt. Om felet kommer tillbaka: se över mallen på det stället.",
    )


def check_running(case: Case) -> Verdict:
    """Every header and footer text stands on some page, with page numbers where its fields were."""
    pages = [folded(page.artifacts) for page in case.read.pages]
    problems = []
    later = case.expectation.running_later if len(pages) == 1 else ()
    wanted = [text for text in case.expectation.running if squashed(text) and text not in later]
    for text in wanted:
        pattern = _with_fields(text)
        if not any(pattern.search(page) for page in pages):
            problems.append(
                case.problem(
                    "proof-running",
                    f"Texten ”{excerpt(text)}” i sidhuvudet eller sidfoten finns inte på någon sida.",
                    remedy="Kontrollera sidhuvud och sidfot i mallen, även för första sidan.",
                )
            )
    return Verdict("proof-running", "texter i sidhuvud och sidfot", len(wanted), tuple(problems))


@functools.lru_cache(maxsize=256)  # running texts are the template's
def _with_fields(text: str) -> re.Pattern[str]:
    """The text with room for a number between its words and between its signs, where fields may have stood."""
    return re.compile(r"\d*".join(_word(folded(word)) for word in text.split()))


def _word(word: str) -> str:
    pattern = ""
    for index, character in enumerate(word):
        if index and not character.isalnum() and not word[index - 1].isalnum():
            pattern += r"\d*"
        pattern += re.escape(character)
    return pattern


def check_unresolved(case: Case) -> Verdict:
    """Nothing in the document is undefined or unresolved, unless it is quoted, and nothing unreadable."""
    problems = [
        case.problem(
            "proof-unresolved",
            f"Det står {what} på sidan {page}: ”{excerpt(context)}”."
            if page
            else f"Det står {what}: ”{excerpt(context)}”.",
            page=page,
            remedy="Rätta mallen på det stället, eller komplettera uppgifterna.",
        )
        for text, page in (() if case.expectation.quoting else _everything(case))
        if text
        for what, context in _unresolved(text)
    ]
    problems += [
        case.problem(
            "proof-glyph",
            f"Ett tecken på sidan {glyph.page} kan inte läsas: ”{excerpt(glyph.context)}”.",
            page=glyph.page,
            remedy="Byt tecknet, eller typsnittet i mallen mot ett som har tecknet.",
        )
        for glyph in case.read.unknown_glyphs
    ]
    return Verdict("proof-unresolved", "sidor utan ofyllda markeringar", len(case.read.pages), tuple(problems))


def _everything(case: Case) -> Iterator[tuple[str, int]]:
    for page in case.read.pages:
        yield page.text, page.number
    yield case.read.title, 0
    for bookmark in case.read.bookmarks:
        yield bookmark.title, bookmark.page
    for field in case.read.fields:
        yield field.tooltip, field.page
    for element in case.read.elements:
        yield element.alt, element.pages[0] if element.pages else 0


def _unresolved(text: str) -> Iterator[tuple[str, str]]:
    for pattern, what in UNRESOLVED:
        match = pattern.search(text)
        if match:
            yield what, text[max(0, match.start() - CONTEXT) : match.end() + CONTEXT]
