"""Decides what may be printed. Everything that a template prints passes here, and nothing undefined gets through.

Text, whole numbers, exact decimals and dates may be printed; anything else is refused with the remedy, because it would
print "None", "True" or a program's own notation.
"""

import datetime as dt
import enum
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, NoReturn

from jinja2 import StrictUndefined, Undefined
from jinja2.utils import missing
from markupsafe import Markup

from contracts.sandbox.readable import readable_names
from contracts.sandbox.suggestions import did_you_mean

#: Control characters but tab and line ends, separators that Word has no sign for, characters that turn the direction
#: of text unseen, halves of characters, private-use characters (our own signs, and symbol fonts) and non-characters.
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\U000f0000-\U0010ffff]"
)
_NON_CHARACTERS: Final = frozenset(plane << 16 | low for plane in range(1, 15) for low in (0xFFFE, 0xFFFF))


class TemplateValueError(Exception):
    """A value cannot be printed or used as the template asks. Text and remedy are Swedish; the place is added later."""

    def __init__(self, rule: str, text: str, remedy: str) -> None:
        self.rule, self.text, self.remedy = rule, text, remedy
        super().__init__(f"{rule}: {text}")


class MarkerText(Markup):
    """What a filter of this room makes: marker elements that settling turns into Word's own."""

    __slots__ = ()


class Missing(StrictUndefined):
    """A name that does not exist. Whatever is done with it is refused, with the name."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """The name that was asked for; "" when something else was, such as the first of nothing."""
        return self._undefined_name or ""

    @property
    def holder(self) -> object:
        """What was asked for the name; None when the name stood by itself."""
        return None if self._undefined_obj is missing else self._undefined_obj

    def refusal(self) -> TemplateValueError:
        """Why it cannot be used, to be raised by who uses it."""
        if not self.name:
            text = f"listan är tom, så ”{self._undefined_hint}” ger inget"
            remedy = "ta bort eller skriv om det som står där, omge det med {% if … %}, eller fyll i uppgiften"
            return TemplateValueError("template-empty", text, remedy)
        text = f"namnet ”{self.name}” finns inte"
        known = readable_names(self.holder) if self.holder is not None else None
        return TemplateValueError("template-unknown-name", text, did_you_mean(self.name, known or ()))

    def refuse(self, *_args: object, **_named: object) -> NoReturn:
        """Refuse any use.

        Raises:
            TemplateValueError: always.
        """
        raise self.refusal()

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = __contains__ = refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = refuse
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __rpow__ = refuse
    __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = __complex__ = __neg__ = __pos__ = refuse
    __call__ = __getitem__ = __html__ = refuse

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)  # Python itself asks, not a template
        self.refuse()


def unprintable_character(text: str) -> str:
    """The first character that cannot stand in a document, as "U+000B"; "" when there is none."""
    found = _UNPRINTABLE.search(text)
    if found:
        return f"U+{ord(found[0]):04X}"
    return next((f"U+{ord(char):04X}" for char in text if ord(char) in _NON_CHARACTERS), "") if _wide(text) else ""


def _wide(text: str) -> bool:
    return not text.isascii() and max(text) > "\uffff"


def checked_text(text: str) -> str:
    """A text that can stand in a document, with line ends as line feeds.

    Raises:
        TemplateValueError: it holds a character that cannot be printed.
    """
    if text.isprintable():  # to Python that means less: no control, format or private character, no separator but " "
        return text
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    character = unprintable_character(plain)
    if character:
        what = f"värdet innehåller tecknet {character}, som inte kan skrivas ut"
        raise TemplateValueError("template-character", what, "ta bort tecknet ur uppgiften")
    return plain


def printable(value: object) -> str:
    """The text that a value prints.

    Raises:
        TemplateValueError: it may not be printed as it is.
    """
    if type(value) is str:  # as nearly all are
        return checked_text(value)
    if isinstance(value, MarkerText):
        return value
    if isinstance(value, Markup):
        return Markup(checked_text(value))  # noqa: S704 - it was escaped where it was made
    if isinstance(value, str) and (not isinstance(value, enum.Enum) or isinstance(value, enum.StrEnum)):
        return checked_text(str(value))
    if isinstance(value, int) and not isinstance(value, bool | enum.Enum):
        return str(value)
    if isinstance(value, Decimal) and value.is_finite():
        return f"{value:f}"
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    raise refused(value)


def refused(value: object) -> TemplateValueError:
    """Why a value cannot be printed, to be raised by who found it."""
    if isinstance(value, Missing):
        return value.refusal()
    if value is None or isinstance(value, Undefined):
        remedy = "fyll i uppgiften, omge texten med {% if … %}, eller skriv | default(”…”)"
        return TemplateValueError("template-empty", "uppgiften är tom", remedy)
    return TemplateValueError("template-kind", f"värdet är {kind_of(value)} och kan inte skrivas ut", _remedy(value))


def kind_of(value: object) -> str:
    """What sort of value it is, in Swedish."""
    names: tuple[tuple[type, str], ...] = (
        (bool, "ett ja eller nej"),
        (str, "en text"),
        (int, "ett heltal"),
        (float, "ett ungefärligt tal"),
        (Decimal, "ett decimaltal"),
        (dt.datetime, "en tidpunkt"),
        (dt.date, "ett datum"),
        (dt.time, "ett klockslag"),
        (Mapping, "en uppsättning uppgifter"),
        (list, "en lista"),
        (tuple, "en lista"),
    )
    if value is None:
        return "tomt"
    return next((name for kind, name in names if isinstance(value, kind)), "en grupp av uppgifter")


def _remedy(value: object) -> str:
    if isinstance(value, bool):
        return "använd {% if … %} och skriv ut orden"
    if isinstance(value, list | tuple):
        return "skriv | lista, eller gå igenom den med {% for … in … %}"
    if isinstance(value, float | Decimal):
        return "räkna med heltal eller exakta decimaltal och skriv | tal eller | kr"
    if isinstance(value, dt.datetime | dt.time):
        return "skriv | klockslag eller välj ett datum"
    return "välj en av dess uppgifter med en punkt, till exempel {{ part.name }}"


def guarded(name: str, function: Callable[..., object]) -> Callable[..., object]:
    """A filter that refuses missing and empty values and says in Swedish which value it could not write."""

    def call(value: object, *arguments: object, **named: object) -> object:
        if isinstance(value, Undefined):
            raise refused(value)
        try:
            return function(value, *arguments, **named)
        except (TypeError, ValueError) as error:
            if value is None:  # some filters take an empty value, such as a range without a beginning
                raise refused(value) from error
            text = f"filtret ”{name}” kan inte skriva {kind_of(value)} ({error})"
            remedy = "kontrollera uppgiften, eller välj ett filter för den sortens uppgift"
            raise TemplateValueError("template-filter", text, remedy) from error

    call.__name__ = name
    return call


def guarded_call(name: str, function: Callable[..., object]) -> Callable[..., object]:
    """A function that refuses missing values and says in Swedish that it could not be called with what it got."""

    def call(*arguments: object, **named: object) -> object:
        for value in (*arguments, *named.values()):
            if isinstance(value, Undefined):
                raise refused(value)
        try:
            return function(*arguments, **named)
        except (TypeError, ValueError) as error:
            text = f"”{name}” kan inte anropas så ({error})"
            raise TemplateValueError("template-function", text, "kontrollera vad som står i parentesen") from error

    call.__name__ = name
    return call
