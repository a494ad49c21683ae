"""Comparing what was planned with what was read back; spaces, line breaks and soft hyphens do not count."""

import difflib
import functools
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

#: Characters that an engine shows in another way than the Word file writes them.
AS_SHOWN = str.maketrans(
    {
        "\u00ad": "",  # soft hyphen: shown only at the end of a line
        "\u200b": "",  # zero-width space
        "\u2011": "-",  # no-break hyphen
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
    }
)
#: Spaces that hold a number together.
NO_BREAK_SPACES = "\u00a0\u202f\u2009"
#: A text is called similar from this likeness on (0 to 1).
SIMILAR = 0.55
#: Longest excerpt in a problem, in characters.
EXCERPT = 90
#: Texts that are remembered by each function below. A document has some hundred; those of its template come again in
#: the next one, and its own never do, so more would only fill a process that makes many.
_REMEMBERED: Final = 1024


@functools.lru_cache(_REMEMBERED)
def squashed(text: str) -> str:
    """The text without white space, in the characters that are shown."""
    return "".join(unicodedata.normalize("NFC", text).translate(AS_SHOWN).split())


@functools.lru_cache(_REMEMBERED)
def folded(text: str) -> str:
    """Squashed, and upper case taken as lower case: Word's small capitals are shown as capitals."""
    return squashed(text).casefold()


@dataclass(frozen=True, slots=True)
class Searchable:
    """A text prepared for searching."""

    text: str  #: in the characters that are shown
    letters: str  #: without white space
    places: Sequence[int]  #: where in `text` each letter stands

    def holds(self, wording: str) -> bool:
        """Whether the wording stands in the text, as written or in capitals, and not as part of something longer.

        "125 000 kr" is not in "1 125 000 kr", and "Berg" is not in "Bergström"; a genitive s may follow.
        """
        return any(wanted in self.letters and any(True for _ in self._starts(wanted)) for wanted in forms(wording))

    def starts(self, wording: str) -> frozenset[int]:
        """Each letter at which the wording begins, by the rule of `holds`."""
        return frozenset(start for wanted in forms(wording) for start in self._starts(wanted))

    def _starts(self, wanted: str) -> Iterator[int]:
        start = self.letters.find(wanted)
        while start >= 0:
            if self._begins(start) and self._ends(start + len(wanted)):
                yield start
            start = self.letters.find(wanted, start + 1)

    def _gap(self, index: int) -> str:
        """What stands between the letter before `index` and the one at it."""
        return self.text[self.places[index - 1] + 1 : self.places[index]]

    def _begins(self, start: int) -> bool:
        if start == 0:
            return True
        first, before, gap = self.letters[start], self.letters[start - 1], self._gap(start)
        if first.isdigit():
            if before.isdigit():
                return bool(gap.strip(NO_BREAK_SPACES))
            if before in ",." and not gap and start > 1:
                return not self.letters[start - 2].isdigit()
        return not (first.isalnum() and before.isalpha() and not gap)

    def _ends(self, end: int) -> bool:
        if end >= len(self.letters):
            return True
        last, after, gap = self.letters[end - 1], self.letters[end], self._gap(end)
        if last.isdigit():
            if after.isdigit():
                return bool(gap.strip(NO_BREAK_SPACES))
            if after in ",." and not gap and end + 1 < len(self.letters) and not self._gap(end + 1):
                return not self.letters[end + 1].isdigit()
            return True
        if last.isalpha() and after.isalpha() and not gap:
            genitive = after in "sS"
            return genitive and (end + 1 >= len(self.letters) or bool(self._gap(end + 1)) or not self._letter(end + 1))
        return True

    def _letter(self, index: int) -> bool:
        return self.letters[index].isalpha()


@functools.lru_cache(_REMEMBERED)
def forms(wording: str) -> tuple[str, ...]:
    """The wording as it is looked for: as written and in capitals; nothing of nothing."""
    wanted = squashed(wording)
    return (wanted, wanted.upper()) if wanted else ()


@functools.lru_cache(_REMEMBERED)
def searchable(text: str) -> Searchable:
    """The text, prepared for searching. A proof asks several times for each, and so does the next one."""
    shown = unicodedata.normalize("NFC", text).translate(AS_SHOWN)
    # Whole pages are among the texts: a tuple of numbers would take ten times the room.
    places = array("I", (place for place, character in enumerate(shown) if not character.isspace()))
    return Searchable(shown, "".join(shown[place] for place in places), places)


def nearest(wanted: str, texts: Iterable[tuple[str, int]]) -> tuple[str, int] | None:
    """The stretch most like `wanted` among texts with their pages; None when none is similar.

    Long texts are looked at in stretches of as many words as `wanted` has.
    """
    matcher = difflib.SequenceMatcher(b=wanted, autojunk=False)
    best, found = SIMILAR, None
    length = max(1, len(wanted.split()))
    for text, page in texts:
        words = text.split()
        for start in range(max(1, len(words) - length + 1)):
            stretch = " ".join(words[start : start + length])
            matcher.set_seq1(stretch)
            if matcher.real_quick_ratio() <= best or matcher.quick_ratio() <= best:
                continue
            likeness = matcher.ratio()
            if likeness > best:
                best, found = likeness, (stretch, page)
    return found


def excerpt(text: str) -> str:
    """The text on one line, cut when it is long."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1] + "…"
