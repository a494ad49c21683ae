"""What a text says by hand of one partnership: days, ages, notice, parties, numbers, amounts; right or wrong.

A statement agrees with a fact when it equals one. It contradicts when the words around it show that it means the same
thing and no fact of that kind equals it; words that show nothing are left alone.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from contracts.checks import written
from contracts.checks.written import Written, sentence_at
from contracts.errors import Place
from contracts.facts.calendar import last_day
from contracts.facts.load import AuthorityFolder, PartnershipFolder
from contracts.facts.model.economy import Per
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.term import Term
from contracts.facts.source import Route
from contracts.register.reckoning import possible_ends, present_end
from contracts.spelling.amounts import kr
from contracts.spelling.numbers import antal_dagar, antal_manader, antal_ord
from contracts.spelling.periods import aldersspann

_AGREEMENT = re.compile(r"avtal|partnerskap|överenskommelse|samverkan|projekt|verksamhet|\bIOP\b", re.IGNORECASE)
_ENDS = re.compile(
    r"(?:till och med|t\.o\.m\.|tom|löper ut|löpte ut|upphör|upphörde|avslutas|avslutades|slutar|slutade)"
    r"(?: den)?(?: i och med)? $",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"uppsägning|säg(?:as?|er) upp|sagts upp", re.IGNORECASE)
_REMEDY = re.compile(r"rättelse|rätta|åtgärda|avhjälp", re.IGNORECASE)
_ALL = re.compile(r"\b(?:alla|samtliga|de|har|består av|mellan) $", re.IGNORECASE)
_AGES = re.compile(r"målgrupp|kvinn|ungdom|individ|person|barn|män|deltagar|ålder|år gamla|åring", re.IGNORECASE)
_PAYS = re.compile(r"betala|bidra|bidrag|finansiera|ersätt|budget|avsätter|avsatt", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement written by hand, and the fact that it repeats or contradicts."""

    written: Written[Any]
    what: str  #: Swedish, definite: "avtalets sista dag"
    fact: str  #: the fact as it would be printed
    agrees: bool
    expression: str  #: what to write instead; empty when there is no expression for it
    place: Place  #: of the fact


@dataclass(frozen=True, slots=True)
class About:
    """The partnership that a text is about, and how its facts are named there."""

    authority: AuthorityFolder
    folder: PartnershipFolder
    own_names: bool  #: whether the text may use the names of the agreement; otherwise partnership("id")

    @property
    def facts(self) -> Partnership:
        """The partnership's facts."""
        return self.folder.partnership

    def place(self, *route: str | int) -> Place:
        """The place of a fact in partnership.yaml."""
        return self.folder.source.place(route)

    def expression(self, own: str, seen: str) -> str:
        """The expression, by the agreement's own names or by those of partnership("id"); either may be empty."""
        if self.own_names:
            return f"{{{{ {own} }}}}" if own else ""
        return f'{{{{ partnership("{self.folder.id}").{seen} }}}}' if seen else ""


def said_of(text: str, about: About) -> Iterator[Said]:
    """Everything that a text says by hand of a partnership's facts."""
    for reader in _READERS:
        yield from reader(text, about)


def days_said(text: str, about: About) -> Iterator[Said]:
    """The first day, the last day and the last possible day."""
    known = _known_days(about)
    for one in written.days(text):
        form = "datum_iso" if re.match(r"\d{4}-", one.text) else "datum"
        if one.value in known:
            what, route, own, seen = known[one.value]
            expression = about.expression(f"{own} | {form}" if own else "", f"{seen} | {form}" if seen else "period")
            yield Said(one, what, one.text, True, expression, about.place(*route))
        elif (end := _end_after(one.value, about.facts.term)) is not None and _tells_the_end(text, one.start):
            expression = about.expression("term.end | datum", "period")
            yield Said(one, "avtalets sista dag", str(end), False, expression, about.place("term", "end"))


def _end_after(day: dt.date, term: Term) -> dt.date | None:
    """The last day of the term; None when it is not known, or when the day is of something before the term."""
    return None if term.start is not None and day < term.start else present_end(term)


def _tells_the_end(text: str, at: int) -> bool:
    """Whether the words before a day say that an agreement or its work ends then."""
    return _ENDS.search(text[:at]) is not None and _AGREEMENT.search(sentence_at(text, at)) is not None


def _known_days(about: About) -> dict[dt.date, tuple[str, Route, str, str]]:
    """Each day of the term: what it is, where it stands, and its names in an agreement and in an overview."""
    term = about.facts.term
    known: dict[dt.date, tuple[str, Route, str, str]] = {}
    if term.extension is not None:
        for end in possible_ends(term):
            known[end] = ("slutet på en möjlig förlängning", ("term", "extension"), "", "")
        if (last := term.extension.last_end) is not None:
            route: Route = ("term", "extension", "last_end")
            known[last] = ("avtalets sista möjliga dag", route, "term.extension.last_end", "last_end")
    for at, period in enumerate(term.history):
        known[period.start] = ("en tidigare periods första dag", ("term", "history", at, "start"), "", "")
        known[period.end] = ("en tidigare periods sista dag", ("term", "history", at, "end"), "", "")
    if term.start is not None:
        known[term.start] = ("avtalets första dag", ("term", "start"), "term.start", "")
    if (end_day := last_day(term)) is not None:
        known[end_day] = ("avtalets sista dag", ("term", "end"), "term.end", "")
    return known


def ages_said(text: str, about: About) -> Iterator[Said]:
    """The age ranges of the target groups."""
    known = [
        (at, group.age_min, group.age_max)
        for at, group in enumerate(about.facts.target_groups)
        if group.age_min is not None and group.age_max is not None
    ]
    for one in written.ages(text):
        same = [at for at, low, high in known if (low, high) == one.value]
        if not known or not (same or _AGES.search(sentence_at(text, one.start))):
            continue
        at = same[0] if same else known[0][0]
        group = f"target_groups[{at}]"
        expression = about.expression(f"{group}.age_min | aldersspann({group}.age_max)", "target_group")
        fact = aldersspann(*next((low, high) for position, low, high in known if position == at))
        place = about.place("target_groups", at, "age_min")
        yield Said(one, "målgruppens ålder", fact, bool(same), expression, place)


def notice_said(text: str, about: About) -> Iterator[Said]:
    """The notice of termination in months, and the days to put a breach right."""
    terms = about.facts.termination
    if terms is None:
        return
    known = {terms.notice_months, *([terms.ordinary_notice_months] if terms.ordinary_notice_months else [])}
    for one in written.lengths(text, "månad(?:er)?s?"):
        if _NOTICE.search(sentence_at(text, one.start)):
            own = "ordinary_notice_months" if one.value == terms.ordinary_notice_months else "notice_months"
            fact, place = antal_manader(terms.notice_months), about.place("termination", own)
            expression = about.expression(f"termination.{own} | antal_manader", "")
            yield Said(one, "uppsägningstiden", fact, one.value in known, expression, place)
    for one in written.lengths(text, "dag(?:ar)?s?"):
        if terms.remedy_days is not None and _REMEDY.search(sentence_at(text, one.start)):
            fact, place = antal_dagar(terms.remedy_days), about.place("termination", "remedy_days")
            expression = about.expression("termination.remedy_days | antal_dagar", "")
            yield Said(one, "tiden för rättelse", fact, one.value == terms.remedy_days, expression, place)


def parties_said(text: str, about: About) -> Iterator[Said]:
    """The number of parties: "fem parter", "båda parter"."""
    count = sum(party.left_on is None for party in about.facts.parties)
    for one in written.counts(text, r"(?:av )?(?:partnerskapets |avtalets )?part(?:er|erna|ernas)"):
        both = one.text[0] in "Bb"
        if one.value < 2 or (both and count == 2):
            continue  # "en part" is any one of them; "båda parter" of two repeats nothing
        if not (both or "erna" in one.text or _ALL.search(text[: one.start])):
            continue  # "två parter kan …" are any two
        expression = about.expression("parties | length | antal_ord", "parties | length | antal_ord")
        yield Said(one, "antalet parter", antal_ord(count), one.value == count, expression, about.place("parties"))


def numbers_said(text: str, about: About) -> Iterator[Said]:
    """The parties' organisation numbers."""
    for at, party in enumerate(about.facts.parties):
        known = about.authority.organisation(party.organisation)
        if known is None or known.organisation_number is None:
            continue
        for one in written.organisation_numbers(text):
            same = one.value == known.organisation_number
            named = known.name in (sentence := sentence_at(text, one.start)) or known.legal_name in sentence
            if same or (named and not _is_known(one.value, about.authority)):
                what, place = f"organisationsnumret för {known.name}", about.place("parties", at, "organisation")
                expression = about.expression(f"parties[{at}].organisation_number | orgnr", "")
                yield Said(one, what, known.organisation_number, same, expression, place)


def _is_known(number: str, authority: AuthorityFolder) -> bool:
    return any(known.organisation_number == number for known in authority.known_organisations())


def amounts_said(text: str, about: About) -> Iterator[Said]:
    """What is paid: amounts that the economy holds, or sums of its yearly amounts."""
    known = dict(_known_amounts(about))
    for one in written.amounts(text):
        if one.value in known:
            what, route, expression = known[one.value]
            yield Said(one, what, kr(one.value), True, expression, about.place("economy", *route))
        elif known and _PAYS.search(sentence_at(text, one.start)):
            amount, (what, route, expression) = min(known.items(), key=lambda item: abs(item[0] - one.value))
            yield Said(one, what, kr(amount), False, expression, about.place("economy", *route))


def _known_amounts(about: About) -> Iterator[tuple[int, tuple[str, Route, str]]]:
    """Every amount in SEK, the likeliest meaning last: a dict keeps that one."""
    economy = about.facts.economy
    for at, tiered in enumerate(economy.tiered_rates):
        for position, tier in enumerate(tiered.tiers):
            yield tier.amount, (f"steget från {tier.first}", ("tiered_rates", at, "tiers", position, "amount"), "")
    for at, rate in enumerate(economy.unit_rates):
        if rate.amount is not None:
            yield rate.amount, (f"ersättningen per {rate.unit}", ("unit_rates", at, "amount"), "")
    for at, fee in enumerate(economy.user_fees):
        yield fee.amount, (f"avgiften per {fee.per}", ("user_fees", at, "amount"), "")
    for at, paid in enumerate(economy.contributions):
        for position, part in enumerate(paid.by_year):
            yield part.amount, (f"bidraget {part.year}", ("contributions", at, "by_year", position, "amount"), "")
        if (amount := paid.amount or paid.ceiling) is not None:
            field = "amount" if paid.amount is not None else "ceiling"
            expression = about.expression(f"economy.contributions[{at}].{field} | kr" if paid.amount else "", "")
            yield amount, (f"bidraget för {paid.purpose}", ("contributions", at, field), expression)
    if total := _yearly(about.facts, None):
        yield total, ("bidragen per år", ("contributions",), about.expression("economy.total_per_year | kr", ""))
    if (own := _yearly(about.facts, about.authority.id)) and not about.own_names:
        yield own, ("bidragen per år", ("contributions",), about.expression("", "yearly | kr"))


def _yearly(facts: Partnership, payer: str | None) -> int:
    """SEK per year that one payer pays, or all together when there is more than one yearly amount and nothing else."""
    paid = [one for one in facts.economy.contributions if payer is None or one.payer == payer]
    amounts = [one.amount for one in paid if one.per is Per.YEAR and one.amount is not None]
    return sum(amounts) if payer is not None or len(amounts) == len(paid) > 1 else 0


_READERS: tuple[Callable[[str, About], Iterator[Said]], ...] = (
    days_said,
    ages_said,
    notice_said,
    parties_said,
    numbers_said,
    amounts_said,
)
