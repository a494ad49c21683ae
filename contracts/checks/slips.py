"""Slips of the pen that can be seen in any text: crowded numbers, wrong dashes, doubled words, names not to be used."""

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from contracts.checks.rule import SPELLING_RULES
from contracts.facts.folders import AuthorityFolder
from contracts.facts.model.organisation import Organisation

_CROWDED = re.compile(r"\b[0-9]+(?:kr\b|kronor\b|%)|(?<![\w,.:/-])[0-9]{5,}[ \u00a0](?:kr|kronor)\b")
_UNITS = r"(?:tkr|mnkr|kr|kronor|procent|personer|individer|deltagare|ungdomar|timmar|platser)\b"
_UNGROUPED = re.compile(
    rf"(?<![\w,.:/=#–-])(?:[0-9]{{4}}(?=[ \u00a0]{_UNITS})|[0-9]{{5,}}(?![\w/:–-])(?![ \u00a0](?:kr|kronor)\b))"
)
_WITHOUT_UNIT = re.compile(
    r"\b(?:budget|kostnad|kostade|bidrag|ersättning|summa)\w*[^.;\d]{0,60}?\b([0-9]{1,3}(?:[ \u00a0][0-9]{3})+)"
    r"(?=[.,;)](?!\d)|\s*$)",
    re.IGNORECASE,
)
_PAGES = re.compile(r"\b(?:s\.|sid\.|sidan|sidorna) ?([0-9]+) ?[–-] ?([0-9]+)")
#: Pages that nobody refers to at once.
_MANY_PAGES = 500
_RANGE = re.compile(r"(?<![\w:/.,–-])([0-9]{1,4})( ?- ?| – )([0-9]{1,4})(?![\w:/–-])")
_DETACHED_HYPHEN = re.compile(r"\w -[^\W\d]\w*")
_SPACE_BEFORE_MARK = re.compile(r"\w+ [,.;:](?=\s|$)")
_DOUBLE_SPACE = re.compile(r"(?<=\S) {2,}(?=\S)")
_REPEATED_WORD = re.compile(r"\b([a-zåäö]+) \1\b")
#: Words that are right one by one but not together, and a word that is not Swedish.
_WORDS = re.compile(r"\b(?:hos (?:vid|på|från|till)|vid hos|[Ss]enast [\w ]{1,12} (?:dagar|veckor|månader) för|oh)\b")


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip in a text."""

    start: int  #: 0-based
    written: str  #: as it stands
    text: str  #: Swedish: what is wrong
    remedy: str = ""  #: Swedish: what to do, when it is more than the kind's own remedy


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of slip: a rule of spelling that holds in every text."""

    id: str
    title: str  #: Swedish: the rule in one sentence
    remedy: str  #: Swedish
    find: Callable[[str], Iterator[Slip]]
    source: str = SPELLING_RULES


def _by(pattern: re.Pattern[str], what: str) -> Callable[[str], Iterator[Slip]]:
    """What `pattern` matches; `what` holds {} for it."""

    def find(text: str) -> Iterator[Slip]:
        for found in pattern.finditer(text):
            yield Slip(found.start(), found[0], what.format(found[0]))

    return find


def _without_unit(text: str) -> Iterator[Slip]:
    for found in _WITHOUT_UNIT.finditer(text):
        yield Slip(found.start(1), found[1], f"”{found[1]}” saknar enhet", f"skriv {found[1]} kr")


def _page_ranges(text: str) -> Iterator[Slip]:
    for found in _PAGES.finditer(text):
        first, last = int(found[1]), int(found[2])
        if last < first or last - first > _MANY_PAGES:
            yield Slip(found.start(), found[0], f"sidorna {first}–{last} kan inte stämma")


def range_slips(text: str, stands_alone: Callable[[int], bool]) -> Iterator[Slip]:
    """Ranges that are not written with a dash without spaces.

    Args:
        text: Where to look.
        stands_alone: Whether a place of the text is no part of a number that somebody else has written.
    """
    for found in _RANGE.finditer(text):
        low, high = int(found[1]), int(found[3])
        # "2009-10" is two years; "2031-04" is a month.
        abbreviated = len(found[1]) == 4 and len(found[3]) == 2 and not found[3].startswith("0")
        if (low < high or abbreviated) and not found[1].startswith("0") and stands_alone(found.start()):
            what = f"”{found[0]}” är ett intervall och ska ha tankstreck, utan mellanslag"
            yield Slip(found.start(), found[0], what, f"skriv {found[1]}–{found[3]}")


#: Each name with its owner when it is an alias, and None when it is right to use.
Names: TypeAlias = Mapping[str, Organisation | None]


def alias_slips(text: str, authority: AuthorityFolder) -> Iterator[Slip]:
    """Names of organisations that are not to be used."""
    names, pattern = _pattern_of(authority)
    if pattern is None:
        return
    for found in pattern.finditer(text):
        if (owner := names[found[1]]) is not None:
            what = f"”{found[1]}” är ett annat skrivsätt för {owner.legal_name}"
            yield Slip(found.start(), found[0], what, f"skriv {owner.legal_name}")


@functools.lru_cache(maxsize=4)  # every text asks
def _pattern_of(authority: AuthorityFolder) -> tuple[Names, re.Pattern[str] | None]:
    """The names, and what finds them; nothing does when none is an alias."""
    names = _names(authority.known_organisations())
    if all(owner is None for owner in names.values()):
        return names, None
    # Longest first: "Studieförbundet Exempel" inside "Studieförbundet Exempel Öst" is no alias.
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return names, re.compile(rf"(?<!\w)({'|'.join(re.escape(name) for name in ordered)})s?(?!\w)")


def _names(organisations: tuple[Organisation, ...]) -> dict[str, Organisation | None]:
    """Every name, with its owner when it is an alias and None when it is right to use."""
    names: dict[str, Organisation | None] = {}
    for organisation in organisations:
        names.update(dict.fromkeys(organisation.aliases, organisation))
    for organisation in organisations:
        names[organisation.legal_name] = names[organisation.name] = None
    return names


KINDS: tuple[Kind, ...] = (
    Kind(
        "number-crowded",
        "Siffror skrivs i grupper om tre, med mellanslag före kr och %.",
        "skriv till exempel 350 000 kr och 49 %",
        _by(_CROWDED, "”{}” saknar mellanslag"),
    ),
    Kind(
        "number-ungrouped",
        "Tal med fyra siffror eller fler skrivs i grupper om tre.",
        "skriv till exempel 1 690 tkr och 12 500",
        _by(_UNGROUPED, "”{}” saknar mellanslag mellan grupperna"),
    ),
    Kind(
        "amount-without-unit",
        "Ett belopp har en enhet.",
        "skriv kr efter beloppet",
        _without_unit,
    ),
    Kind(
        "page-range",
        "En sidhänvisning leder till sidor som kan finnas.",
        "kontrollera sidorna",
        _page_ranges,
        "Lärdom: en fotnot hänvisade till sidorna 406–4017",
    ),
    Kind(
        "hyphen-detached",
        "Bindestreck sitter ihop med orden på båda sidor.",
        "ta bort mellanslaget, eller skriv tankstreck",
        _by(_DETACHED_HYPHEN, "”{}” har mellanslag före bindestrecket"),
    ),
    Kind(
        "space-before-mark",
        "Inget mellanslag står före skiljetecken.",
        "ta bort mellanslaget",
        _by(_SPACE_BEFORE_MARK, "”{}” har mellanslag före skiljetecknet"),
    ),
    Kind(
        "double-space",
        "Ett mellanslag räcker mellan ord.",
        "ta bort det ena mellanslaget",
        _by(_DOUBLE_SPACE, "två mellanslag står i rad"),
    ),
    Kind(
        "word-repeated",
        "Inget ord står två gånger i rad.",
        "ta bort det ena ordet",
        _by(_REPEATED_WORD, "”{}” i texten"),
    ),
    Kind(
        "word-slip",
        "Orden hör ihop.",
        "läs meningen och rätta ordet: ”hos” eller ”vid”, ”före” eller ”för”, ”och”",
        _by(_WORDS, "”{}” är troligen felskrivet"),
        "Lärdom: ”hos vid”, ”senast två månader för” och ”stöd oh” stod i handlingar som redan hade skickats",
    ),
)
