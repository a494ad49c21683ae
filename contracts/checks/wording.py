"""How the data's texts are written: registered names, amounts and days only as facts, Swedish typography."""

import re
from collections.abc import Callable, Iterable, Iterator

from contracts.checks.fields import EVERY_TEXT, ORGANISATION_NAMES
from contracts.checks.rule import OWN_RULE, SPELLING_RULES, Finding, Rule, Subject
from contracts.checks.slips import KINDS, Kind, Slip, alias_slips, range_slips
from contracts.errors import Severity
from contracts.facts.calendar import last_day
from contracts.spelling.amounts import kr
from contracts.spelling.wordings import date_wordings, stands_in

_AMOUNT = re.compile(r"(?<![\w,.:/-])([0-9]{1,3}(?:[ \u00a0.][0-9]{3})+|[0-9]+)(?:,[0-9-]+)?[ \u00a0]?(?:kr|kronor)\b")
#: Templates are filled in Word, never here: such a mark in the facts would stand in a signed document.
_TEMPLATE_MARK = re.compile(r"\{\{.*?(?:\}\}|$)|\{[%#].*?(?:[%#]\}|$)", re.MULTILINE)


def _alias_used(subject: Subject) -> Iterator[Finding]:
    return _slipped(subject, lambda text: alias_slips(text, subject.authority))


def _amount_in_text(subject: Subject) -> Iterator[Finding]:
    typed = _typed_amounts(subject)
    for text in subject.running:
        for found in _AMOUNT.finditer(text.text):
            amount = int(re.sub(r"[^0-9]", "", found[1]))
            if amount in typed:
                yield Finding(
                    text.route,
                    f"texten upprepar beloppet {kr(amount)}, som redan är en uppgift",
                    "skriv om texten utan beloppet",
                    found[0],
                    (typed[amount],),
                )
            elif amount < 10**15:
                yield Finding(
                    text.route,
                    f"texten nämner {kr(amount)}, som inte finns bland uppgifterna",
                    "lägg till beloppet i economy, och skriv om texten utan det",
                    found[0],
                )


def _typed_amounts(subject: Subject) -> dict[int, tuple[str | int, ...]]:
    economy = subject.partnership.economy
    typed: dict[int, tuple[str | int, ...]] = {}
    for at, paid in enumerate(economy.contributions):
        for field, amount in (("amount", paid.amount), ("ceiling", paid.ceiling)):
            if amount is not None:
                typed.setdefault(amount, ("economy", "contributions", at, field))
        for position, part in enumerate(paid.by_year):
            typed.setdefault(part.amount, ("economy", "contributions", at, "by_year", position, "amount"))
    for at, tiered in enumerate(economy.tiered_rates):
        for position, tier in enumerate(tiered.tiers):
            typed.setdefault(tier.amount, ("economy", "tiered_rates", at, "tiers", position, "amount"))
    for at, rate in enumerate(economy.unit_rates):
        if rate.amount is not None:
            typed.setdefault(rate.amount, ("economy", "unit_rates", at, "amount"))
    for at, fee in enumerate(economy.user_fees):
        typed.setdefault(fee.amount, ("economy", "user_fees", at, "amount"))
    return typed


def _date_in_text(subject: Subject) -> Iterator[Finding]:
    term = subject.partnership.term
    last = term.extension.last_end if term.extension else None
    days = (("start", term.start), ("end", last_day(term)), ("extension", last))
    for text in subject.running:
        for field, day in days:
            if day is not None and stands_in(text.text, date_wordings(day)):
                yield Finding(
                    text.route, f"texten upprepar dagen {day}, som redan är en uppgift", also=(("term", field),)
                )


def _range_dash(subject: Subject) -> Iterator[Finding]:
    return _slipped(subject, lambda text: range_slips(text, lambda at: not _is_case_number(text, at, subject)))


def _slipped(subject: Subject, find: Callable[[str], Iterator[Slip]]) -> Iterator[Finding]:
    for text in subject.running:
        for slip in find(text.text):
            yield Finding(text.route, slip.text, slip.remedy, slip.written)


def _is_case_number(text: str, at: int, subject: Subject) -> bool:
    """Whether the place is part of something that looks like a case number of the authority, or of one that we know."""
    facts = subject.partnership
    known = [*facts.case_numbers, *(case.case_number for case in facts.related_cases)]
    known += [number for document in facts.referred_documents for number in document.case_numbers]
    patterns = [subject.authority.authority.case_number_pattern, *(re.escape(number) for number in known)]
    return any(found.start() <= at < found.end() for pattern in patterns for found in re.finditer(pattern, text))


def _slip_rule(kind: Kind) -> Rule[Subject]:
    def find(subject: Subject) -> Iterator[Finding]:
        return _slipped(subject, kind.find)

    return Rule(kind.id, Severity.WARNING, kind.title, kind.remedy, kind.source, find, EVERY_TEXT)


def _matches(pattern: re.Pattern[str], what: str) -> Callable[[Subject], Iterator[Finding]]:
    def find(subject: Subject) -> Iterator[Finding]:
        for text in subject.running:
            for found in pattern.finditer(text.text):
                yield Finding(text.route, what.format(found[0]), needle=found[0])

    return find


def _own(
    identifier: str, title: str, remedy: str, find: Callable[[Subject], Iterable[Finding]], *also: str
) -> Rule[Subject]:
    return Rule(identifier, Severity.WARNING, title, remedy, OWN_RULE, find, (*EVERY_TEXT, *also))


RULES: tuple[Rule[Subject], ...] = (
    _own(
        "alias-used",
        "Organisationer nämns med sitt juridiska namn eller kortnamn.",
        "skriv namnet som i organisations.yaml",
        _alias_used,
        *ORGANISATION_NAMES,
    ),
    _own(
        "amount-in-text",
        "Belopp står som uppgifter, inte i löpande text.",
        "skriv om texten utan beloppet",
        _amount_in_text,
        "economy",
    ),
    _own(
        "date-in-text",
        "Avtalstidens dagar står som uppgifter, inte i löpande text.",
        "skriv om texten utan dagen",
        _date_in_text,
        "term.start",
        "term.end",
        "term.extension.last_end",
    ),
    Rule(
        "template-mark-in-text",
        Severity.ERROR,
        "Uppgifterna innehåller inga mallmarkeringar.",
        "skriv ut värdet; markeringar fylls bara i i Word-mallen",
        OWN_RULE,
        _matches(_TEMPLATE_MARK, "”{}” är en mallmarkering som aldrig fylls i här"),
        fields=EVERY_TEXT,
    ),
    Rule(
        "range-dash",
        Severity.WARNING,
        "Intervall skrivs med tankstreck utan mellanslag.",
        "byt till tankstreck (–)",
        SPELLING_RULES,
        _range_dash,
        fields=EVERY_TEXT,
    ),
    *(_slip_rule(kind) for kind in KINDS),
)
