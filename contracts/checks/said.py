"""What a text says by hand of one partnership: days, ages, notice, parties, numbers; right or wrong.

A statement agrees with a fact when it equals one. It contradicts when the words around it show that it means the same
thing and no fact of that kind equals it; words that show nothing are left alone. Amounts are in said_amounts.py.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contracts.checks import written
from contracts.checks.written import Written, sentence_at
from contracts.errors import Place
from contracts.facts.calendar import last_day
from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.term import Term
from contracts.facts.source import Route
from contracts.register.reckoning import latest_end, possible_ends, present_end
from contracts.spelling.numbers import antal_dagar, antal_manader, antal_ord
from contracts.spelling.periods import aldersspann

#: What shows that a day is of the agreement or its work.
_AGREEMENT = re.compile(r"avtal|partnerskap|överenskommelse|samverkan|projekt|verksamhet|\bIOP\b", re.IGNORECASE)
#: The same in a text that does not name the partnership: leases and projects may be anybody's.
_THE_AGREEMENT = re.compile(r"(?<!hyres)(?<!ram)(?<!kollektiv)avtal|partnerskap|överenskommelse|\bIOP\b", re.IGNORECASE)
_EARLIER = re.compile(r"tidigare|förra|föregående|ursprunglig|dåvarande|nuvarande|hittillsvarande", re.IGNORECASE)
#: Money that is paid year by year is paid until the agreement ends.
_PAID_YEARLY = re.compile(r"betala.*(?:per år|varje år|årlig)|(?:per år|varje år|årlig).*betala", re.IGNORECASE)
_ENDS = re.compile(
    r"(?:till och med|t\.o\.m\.|tom|löper ut|löpte ut|upphör|upphörde|avslutas|avslutades|slutar|slutade)"
    r"(?: den)?(?: i och med)? $",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"uppsägning|säg(?:as?|er) upp|sagts upp", re.IGNORECASE)
_REMEDY = re.compile(r"rättelse|rätta|åtgärda|avhjälp", re.IGNORECASE)
_ALL = re.compile(r"\b(?:alla|samtliga|de|har|består av|omfattar|mellan|det är|det blir|det finns) $", re.IGNORECASE)
#: After a count of parties: only some of them.
_SOME = re.compile(r"^\s*(?:(?:som|vars|utan|från|inom)\b|i (?!partnerskap|avtal|överenskommelse|IOP))")
#: What partnerships are like, not what this one is like.
_IN_GENERAL = re.compile(r"\b(?:ett|varje) (?:IOP|idéburet offentligt partnerskap|partnerskap)\b", re.IGNORECASE)
_TARGET_GROUP = re.compile(r"målgrupp|deltagar", re.IGNORECASE)
_AGES = re.compile(r"målgrupp|kvinn|ungdom|individ|person|barn|män|deltagar|ålder|år gamla|åring", re.IGNORECASE)


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
    implied: bool = False  #: whether only the document as a whole shows what the text is about

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


def days_said(text: str, about: About) -> Iterator[Said]:
    """The first day, the last day and the last possible day."""
    found = tuple(written.days(text))
    known = _known_days(about) if found else {}
    for one in found:
        form = "datum_iso" if re.match(r"\d{4}-", one.text) else "datum"
        if one.value in known:
            what, route, own, seen = known[one.value]
            if not about.implied or _is_of_the_agreement(text, one.start):
                expression = about.expression(f"{own} | {form}" if own else "", f"{seen} | {form}" if seen else "")
                yield Said(one, what, one.text, True, expression, about.place(*route))
        elif (end := _end_after(one.value, about.facts.term)) is not None and _tells_the_end(text, one, about):
            expression = about.expression(f"term.end | {form}", f"end | {form}")
            yield Said(one, "avtalets sista dag", str(end), False, expression, about.place("term", "end"))


def _end_after(day: dt.date, term: Term) -> dt.date | None:
    """The last day of the term; None when it is not known, or when the day is of something before the term."""
    return None if term.start is not None and day < term.start else present_end(term)


def _tells_the_end(text: str, one: Written[dt.date], about: About) -> bool:
    """Whether the words before a day say that an agreement, its work or its payment ends then."""
    if _ENDS.search(text[: one.start]) is None:
        return False
    if about.implied:
        return _is_of_the_agreement(text, one.start)
    sentence = sentence_at(text, one.start)
    if _AGREEMENT.search(sentence):
        return True
    # A payment of its own may end another day than the agreement.
    own_end = any(paid.end == one.value for paid in about.facts.economy.contributions)
    return not own_end and _PAID_YEARLY.search(sentence) is not None


def _is_of_the_agreement(text: str, at: int) -> bool:
    """Whether a sentence that names no partnership is about this agreement: 31 December ends much else."""
    sentence = sentence_at(text, at)
    is_now = _EARLIER.search(sentence) is None
    return is_now and (_THE_AGREEMENT.search(sentence) or _PAID_YEARLY.search(sentence)) is not None


def _known_days(about: About) -> dict[dt.date, tuple[str, Route, str, str]]:
    """Each day of the term: what it is, where it stands, and its names in an agreement and in an overview."""
    term = about.facts.term
    known: dict[dt.date, tuple[str, Route, str, str]] = {}
    if term.extension is not None:
        for end in possible_ends(term):
            known[end] = ("slutet på en möjlig förlängning", ("term", "extension"), "", "")
        if (last := term.extension.last_end) is not None:
            route: Route = ("term", "extension", "last_end")
            seen = "last_end" if last == latest_end(term) else ""
            known[last] = ("avtalets sista möjliga dag", route, "term.extension.last_end", seen)
    present = present_end(term)
    for at, period in enumerate(term.history):
        known[period.start] = ("en tidigare periods första dag", ("term", "history", at, "start"), "", "")
        seen = "end" if period.end == present else ""
        known[period.end] = ("en tidigare periods sista dag", ("term", "history", at, "end"), "", seen)
    if term.start is not None:
        known[term.start] = ("avtalets första dag", ("term", "start"), "term.start", "start")
    if (end_day := last_day(term)) is not None:
        seen = "end" if end_day == present else ""
        known[end_day] = ("avtalets sista dag", ("term", "end"), "term.end", seen)
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
        sentence = sentence_at(text, one.start)
        is_of_group = (_TARGET_GROUP if about.implied else _AGES).search(sentence) is not None
        if not known or not (is_of_group or (same and not about.implied)):
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
        sentence = sentence_at(text, one.start)
        is_of_it = not about.implied or _THE_AGREEMENT.search(sentence)
        if terms.remedy_days is not None and is_of_it and _REMEDY.search(sentence):
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
        if _SOME.match(text[one.end :]) or _IN_GENERAL.search(text if about.implied else sentence_at(text, one.start)):
            continue
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
