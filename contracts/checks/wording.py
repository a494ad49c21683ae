"""How the data's texts are written: registered names, amounts and days only as facts, Swedish typography."""

import re
from collections.abc import Callable, Iterable, Iterator

from contracts.checks.rule import OWN_RULE, SPELLING_RULES, Finding, Rule, Subject
from contracts.checks.texts import Text, texts_of
from contracts.errors import Severity
from contracts.facts.calendar import last_day
from contracts.facts.model.organisation import Organisation
from contracts.spelling.amounts import kr
from contracts.spelling.wordings import date_wordings, stands_in

_AMOUNT = re.compile(r"(?<![\w,.:/-])([0-9]{1,3}(?:[ \u00a0.][0-9]{3})+|[0-9]+)(?:,[0-9-]+)?[ \u00a0]?(?:kr|kronor)\b")
_CROWDED = re.compile(r"\b[0-9]+(?:kr\b|kronor\b|%)|(?<![\w,.:/-])[0-9]{5,}[ \u00a0](?:kr|kronor)\b")
_RANGE = re.compile(r"(?<![\w:/.,–-])([0-9]{1,4})( ?- ?| – )([0-9]{1,4})(?![\w:/–-])")
_DETACHED_HYPHEN = re.compile(r"\w -[^\W\d]\w*")
_SPACE_BEFORE_MARK = re.compile(r"\w+ [,.;:](?=\s|$)")
_DOUBLE_SPACE = re.compile(r"(?<=\S) {2,}(?=\S)")
#: Templates are filled in Word, never here: such a mark in the facts would stand in a signed document.
_TEMPLATE_MARK = re.compile(r"\{\{.*?(?:\}\}|$)|\{[%#].*?(?:[%#]\}|$)", re.MULTILINE)
_REPEATED_WORD = re.compile(r"\b([a-zåäö]+) \1\b")


def _running(subject: Subject) -> Iterator[Text]:
    """The texts that are our own writing, without references as others write them."""
    return (text for text in texts_of(subject.partnership) if not text.is_quoted)


def _alias_used(subject: Subject) -> Iterator[Finding]:
    organisations = subject.authority.known_organisations()
    names = _names(organisations)
    if not any(organisation.aliases for organisation in organisations):
        return
    # Longest first: "Studieförbundet Exempel" inside "Studieförbundet Exempel Öst" is no alias.
    ordered = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<!\w)({'|'.join(re.escape(name) for name in ordered)})s?(?!\w)")
    for text in _running(subject):
        for found in pattern.finditer(text.text):
            if (owner := names[found[1]]) is not None:
                finding = f"”{found[1]}” är ett annat skrivsätt för {owner.legal_name}"
                yield Finding(text.route, finding, f"skriv {owner.legal_name}", found[0])


def _names(organisations: Iterable[Organisation]) -> dict[str, Organisation | None]:
    """Every name, with its owner when it is an alias and None when it is right to use."""
    names: dict[str, Organisation | None] = {}
    for organisation in organisations:
        names.update(dict.fromkeys(organisation.aliases, organisation))
    for organisation in organisations:
        names[organisation.legal_name] = names[organisation.name] = None
    return names


def _amount_in_text(subject: Subject) -> Iterator[Finding]:
    typed = _typed_amounts(subject)
    for text in _running(subject):
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
    for text in _running(subject):
        for field, day in days:
            if day is not None and stands_in(text.text, date_wordings(day)):
                yield Finding(
                    text.route, f"texten upprepar dagen {day}, som redan är en uppgift", also=(("term", field),)
                )


def _range_dash(subject: Subject) -> Iterator[Finding]:
    for text in _running(subject):
        for found in _RANGE.finditer(text.text):
            low, high = int(found[1]), int(found[3])
            abbreviated = len(found[1]) == 4 and len(found[3]) == 2
            if (
                (low < high or abbreviated)
                and not found[1].startswith("0")
                and not _is_case_number(text.text, found.start(), subject)
            ):
                yield Finding(
                    text.route,
                    f"”{found[0]}” är ett intervall men har inte tankstreck utan mellanslag",
                    f"skriv {found[1]}–{found[3]}",
                    found[0],
                )


def _is_case_number(text: str, at: int, subject: Subject) -> bool:
    """Whether the place is part of something that looks like a case number of the authority, or of one that we know."""
    facts = subject.partnership
    known = [*facts.case_numbers, *(case.case_number for case in facts.related_cases)]
    known += [number for document in facts.referred_documents for number in document.case_numbers]
    patterns = [subject.authority.authority.case_number_pattern, *(re.escape(number) for number in known)]
    return any(found.start() <= at < found.end() for pattern in patterns for found in re.finditer(pattern, text))


def _pattern_rule(identifier: str, title: str, remedy: str, pattern: re.Pattern[str], what: str) -> Rule[Subject]:
    """A rule that finds what `pattern` matches; `what` holds {} for it."""
    return Rule(identifier, Severity.WARNING, title, remedy, SPELLING_RULES, _matches(pattern, what))


def _matches(pattern: re.Pattern[str], what: str) -> Callable[[Subject], Iterator[Finding]]:
    def find(subject: Subject) -> Iterator[Finding]:
        for text in _running(subject):
            for found in pattern.finditer(text.text):
                yield Finding(text.route, what.format(found[0]), needle=found[0])

    return find


def _own(identifier: str, title: str, remedy: str, find: Callable[[Subject], Iterable[Finding]]) -> Rule[Subject]:
    return Rule(identifier, Severity.WARNING, title, remedy, OWN_RULE, find)


RULES: tuple[Rule[Subject], ...] = (
    _own(
        "alias-used",
        "Organisationer nämns med sitt juridiska namn eller kortnamn.",
        "skriv namnet som i organisations.yaml",
        _alias_used,
    ),
    _own(
        "amount-in-text",
        "Belopp står som uppgifter, inte i löpande text.",
        "skriv om texten utan beloppet",
        _amount_in_text,
    ),
    _own(
        "date-in-text",
        "Avtalstidens dagar står som uppgifter, inte i löpande text.",
        "skriv om texten utan dagen",
        _date_in_text,
    ),
    Rule(
        "template-mark-in-text",
        Severity.ERROR,
        "Uppgifterna innehåller inga mallmarkeringar.",
        "skriv ut värdet; markeringar fylls bara i i Word-mallen",
        OWN_RULE,
        _matches(_TEMPLATE_MARK, "”{}” är en mallmarkering som aldrig fylls i här"),
    ),
    Rule(
        "range-dash",
        Severity.WARNING,
        "Intervall skrivs med tankstreck utan mellanslag.",
        "byt till tankstreck (–)",
        SPELLING_RULES,
        _range_dash,
    ),
    _pattern_rule(
        "number-crowded",
        "Siffror skrivs i grupper om tre, med mellanslag före kr och %.",
        "skriv till exempel 350 000 kr och 49 %",
        _CROWDED,
        "”{}” saknar mellanslag",
    ),
    _pattern_rule(
        "hyphen-detached",
        "Bindestreck sitter ihop med orden på båda sidor.",
        "ta bort mellanslaget, eller skriv tankstreck",
        _DETACHED_HYPHEN,
        "”{}” har mellanslag före bindestrecket",
    ),
    _pattern_rule(
        "space-before-mark",
        "Inget mellanslag står före skiljetecken.",
        "ta bort mellanslaget",
        _SPACE_BEFORE_MARK,
        "”{}” har mellanslag före skiljetecknet",
    ),
    _pattern_rule(
        "double-space",
        "Ett mellanslag räcker mellan ord.",
        "ta bort det ena mellanslaget",
        _DOUBLE_SPACE,
        "två mellanslag står i rad",
    ),
    _pattern_rule(
        "word-repeated", "Inget ord står två gånger i rad.", "ta bort det ena ordet", _REPEATED_WORD, "”{}” i texten"
    ),
)
