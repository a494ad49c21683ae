"""What may be printed: texts, numbers and days, each of them there. The sandbox refuses the rest when it renders."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jinja2 import nodes

from contracts.lint.expressions_rules import UNPRINTABLE, UNSPELT
from contracts.lint.walk_types import Known, in_words, is_list
from contracts.sandbox.as_written import written

if TYPE_CHECKING:
    from contracts.lint.expressions import Reader


def printed(reader: Reader, node: nodes.Node, value: Known) -> None:
    """Tell of what is wrong with printing a value."""
    there = reader.needed(value, node, "skrivs ut")
    if not there.some:
        return
    shown = written(node)
    refused = [hint for hint in there.some if not _is_printable(hint)]
    if refused:
        text = f"”{shown}” är {in_words(there)} och kan inte skrivas ut"
        reader.say(UNPRINTABLE, text, _remedy(refused[0], shown), shown)
    elif any(hint is dt.date for hint in there.some):
        text = f"”{shown}” är ett datum och skrivs ut som 2018-03-01"
        reader.say(UNSPELT, text, f"skriv {shown} | datum, eller {shown} | datum_iso om det är meningen", shown)
    elif any(hint is Decimal for hint in there.some):
        text = f"”{shown}” är ett decimaltal och skrivs ut med punkt, som 2.5"
        reader.say(UNSPELT, text, f"skriv till exempel {shown} | tal eller {shown} | procent", shown)


def _is_printable(hint: Any) -> bool:
    plain = getattr(hint, "__origin__", hint)
    if plain is bool or not isinstance(plain, type):
        return plain is not bool
    return issubclass(plain, str | int | Decimal | dt.date) and plain is not dt.datetime


def _remedy(hint: Any, shown: str) -> str:
    if hint is bool:
        return f"använd {{% if {shown} %}} och skriv ut orden"
    if is_list(hint):
        return f"skriv {shown} | lista, eller gå igenom den med {{% for … in {shown} %}}"
    return f"välj en av dess uppgifter med en punkt, {shown}.…"
