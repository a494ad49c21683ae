"""Names and lists of names: commas and "och", alphabetical order, genitive, first capital, and file names."""

import re
import unicodedata
from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from contracts.spelling import guards

#: What `sort_key` gives; compare it, do not look inside.
SortKey = tuple[tuple[int, ...], str, str, str]

#: Written out because sorting by code points puts Ä before Å. V and W have been two letters since SAOL 13 (2006).
_ALPHABET: Final = "0123456789abcdefghijklmnopqrstuvwxyzåäö"
_AFTER_SIGNS: Final = 0x110000  #: above every code point, so that spaces and signs come before digits and letters
#: Letters of other languages: where they stand in a Swedish list, and how they are written in a file name.
_SORTED_AS: Final = MappingProxyType({"æ": "ä", "ø": "ö", "ü": "y", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "oe"})
_ASCII_AS: Final = MappingProxyType({"æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "oe"})


def lista(items: Iterable[str]) -> str:
    """Texts as one list: "a, b och c". Semicolons part items that hold a comma or "och": "a, b; c; samt d".

    "samt" there, because another "och" would be read as part of an item.

    Raises:
        TypeError: it is not an ordered collection of texts.
        ValueError: it is empty, or one of its texts is.
    """
    return _joined(guards.texts(items, "lista"), "och", "samt")


def lista_eller(items: Iterable[str]) -> str:
    """Texts as alternatives: "a, b eller c". Semicolons part items that hold a comma, "och" or "eller".

    Raises:
        TypeError: it is not an ordered collection of texts.
        ValueError: it is empty, or one of its texts is.
    """
    return _joined(guards.texts(items, "lista_eller"), "eller", "eller")


def bokstavsordning(items: Iterable[str]) -> tuple[str, ...]:
    """Texts in Swedish alphabetical order.

    Raises:
        TypeError: it is not an ordered collection of texts.
        ValueError: it is empty, or one of its texts is.
    """
    return tuple(sorted(guards.texts(items, "bokstavsordning"), key=sort_key))


def sort_key(text: str) -> SortKey:
    """What to sort a text by: word for word, å ä ö last, accents and capitals only when all else is equal.

    Two different texts never have equal keys, so the order is the same each time.

    Raises:
        TypeError: it is not text.
    """
    if not isinstance(text, str):
        raise guards.refusal("sort_key", "text", text)
    composed = unicodedata.normalize("NFC", text)
    letters = "".join(_sorted_as(letter) for letter in composed.casefold())
    return tuple(_rank(letter) for letter in letters), composed.casefold(), composed.swapcase(), text


def versal_forst(text: str) -> str:
    """The text with its first letter as a capital and the rest as it was: "avtal" becomes "Avtal".

    Raises:
        TypeError: it is not text.
        ValueError: it is empty.
    """
    guarded = guards.plain_text(text, "versal_forst")
    return guarded[:1].upper() + guarded[1:]


def as_sentence(text: str) -> str:
    """A Markdown text as a sentence: a capital first, and a full stop last where nothing else ends it.

    A list that ends the text gets none.

    Raises:
        TypeError: it is not text.
        ValueError: it is empty.
    """
    whole = versal_forst(text).strip()
    last = whole.split("\n")[-1].lstrip()
    is_item = re.match(r"[-*+|]|\d+[.)] ", last) is not None
    return whole if is_item or whole[-1] in ".!?…:”)" else f"{whole}."


def genitiv(name: str) -> str:
    """A name as owner: "Botkyrka kommuns"; unchanged after s, x and z; "IOP:s" after initials and figures.

    Raises:
        TypeError: it is not text.
        ValueError: it is empty.
    """
    text = guards.plain_text(name, "genitiv")
    last_word = re.split(r"[\s/–-]", text)[-1]
    if text[-1] in "sxzSXZ":
        return text
    return text + (":s" if text[-1].isdigit() or last_word.isupper() else "s")


def ascii_name(text: str) -> str:
    """A file name in small ASCII letters, digits and hyphens: "Överenskommelse om å" becomes "overenskommelse-om-a".

    Raises:
        TypeError: it is not text.
        ValueError: nothing of it can be written in ASCII.
    """
    small = guards.plain_text(text, "ascii_name").casefold()
    plain = "".join(_ASCII_AS.get(letter, letter) for letter in small)
    name = re.sub(r"[^a-z0-9]+", "-", _without_marks(plain)).strip("-")
    if not name:
        raise ValueError(f"ascii_name finds no letter or digit of ASCII in {text!r}: give the file another name")
    return name


def _joined(items: tuple[str, ...], word: str, word_after_semicolon: str) -> str:
    """Join by +, which keeps text that is already escaped so; str.join and format would lose that."""
    heavy = any("," in item or re.search(rf"\b(?:och|{word})\b", item) for item in items)
    comma, last = ("; ", f"; {word_after_semicolon} ") if heavy else (", ", f" {word} ")
    whole = items[0]
    for position, item in enumerate(items[1:], start=2):
        whole = whole + (last if position == len(items) else comma) + item
    return whole


def _sorted_as(letter: str) -> str:
    known = _SORTED_AS.get(letter, letter)
    return known if known in _ALPHABET else _without_marks(known)


def _without_marks(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def _rank(letter: str) -> int:
    place = _ALPHABET.find(letter)
    if place >= 0:
        return _AFTER_SIGNS + place
    return _AFTER_SIGNS + len(_ALPHABET) + ord(letter) if letter.isalpha() else ord(letter)
