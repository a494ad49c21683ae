"""The fields that a scanned agreement's values can become, and the words around a value that speak for each.

Only what a kind's view has is proposed: a field that is renamed there and not here is found by a test.
"""

import dataclasses
import enum
import functools
from dataclasses import dataclass
from typing import Any, Final, get_args, get_type_hints

from contracts.lint.kinds import names_of


class Sort(enum.Enum):
    """What a value is; Swedish, as it is told."""

    DATE = "datum"
    AMOUNT = "belopp"
    NUMBER = "organisationsnummer"
    AGE = "ålder"
    PERCENT = "procent"
    YEARS = "period i år"
    YEAR = "årtal"
    LENGTH_MONTHS = "antal månader"
    LENGTH_DAYS = "antal dagar"
    LENGTH_YEARS = "antal år"
    TIMES = "antal gånger"
    CASE = "diarienummer"
    PARTY = "part"
    AUTHORITY = "myndigheten"
    NAME = "namn"
    TITLE = "titel"
    HEADLINE = "titelrad"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a value can become."""

    write: str  #: what stands in the tag
    sorts: tuple[Sort, ...]
    before: tuple[str, ...] = ()  #: words before the value that speak for it, as patterns
    after: tuple[str, ...] = ()  #: words after the value
    heading: tuple[str, ...] = ()  #: how words of the nearest heading begin, as patterns
    base: int = 0  #: how likely it is without any of them
    loops: tuple[tuple[str, str], ...] = ()  #: name and list of each loop that it stands in, the outermost first


_PARTIES: Final = (("party", "parties"),)
_PARTY_SORTS: Final = (Sort.PARTY, Sort.AUTHORITY)
_SIGNATORIES: Final = (("signatory", "signatories"),)
_CONTRIBUTIONS: Final = (("contribution", "economy.contributions"),)
_GROUPS: Final = (("group", "target_groups"),)
_PARTS: Final = r"part(?:er|erna)?\b"  # and not "partnerskap", which stands in many a title
_MONEY: Final = ("ekonomi", "ersättning", "finansiering", "kostnad")
_TERM: Final = ("giltighet", "avtalstid", "avtalsperiod", "löptid", "tid för")

FIELDS: Final = (
    Field(
        "term.start | datum",
        (Sort.DATE,),
        (r"från och med(?: den)?", r"fr\.? ?o\.? ?m\.?", "gäller från", "träder i kraft", "börjar", "startar", "från"),
        ("till och med", "t.o.m", "–", "-"),
        _TERM,
    ),
    Field(
        "term.end | datum",
        (Sort.DATE,),
        (r"till och med(?: den)?", r"t\.? ?o\.? ?m\.?", "upphör", "löper ut", "längst till", "slutar", r"[–-]\s*$"),
        (),
        _TERM,
    ),
    Field(
        "term.extension.last_end | datum",
        (Sort.DATE,),
        (r"längst till och med(?: den)?", "förläng", "längst till"),
        ("förläng",),
        (*_TERM, "förlängning"),
    ),
    Field(
        "document.date | datum",
        (Sort.DATE,),
        (r"\bdatum\b", "daterat", "upprättat", r"ingåtts(?: den)?", r"träffats(?: den)?"),
        (),
        (),
        1,
    ),
    Field(
        "decision.date | datum",
        (Sort.DATE,),
        ("beslut", "sammanträde", "nämnden", "fullmäktige"),
        ("§",),
        ("beslut",),
        loops=(("decision", "decisions"),),
    ),
    Field("annex.date | datum", (Sort.DATE,), ("bilaga",), (), ("bilag",), loops=(("annex", "annexes"),)),
    Field(
        "contribution.measure",
        (Sort.AMOUNT,),
        ("betalar", "bidrar", "ersättning", "finansierar", "belopp", "avsätter", "ersätter"),
        ("per år", "årligen", "varje år", "per läsår", "per månad"),
        _MONEY,
        1,
        _CONTRIBUTIONS,
    ),
    Field(
        "economy.total_per_year | kr",
        (Sort.AMOUNT,),
        ("summa", "totalt", "sammanlagt", r"total\w* (?:ersättning|kostnad|belopp)\w*[^.]{0,30}"),
        ("totalt", "sammanlagt"),
        (),
    ),
    Field(
        "rate.amount | kr",
        (Sort.AMOUNT,),
        ("schablon", "styckpris", "ersättning"),
        ("per deltagare", "per individ", "per timme", "per plats", "per dygn"),
        (),
        loops=(*_PARTIES, ("rate", "party.unit_rates")),
    ),
    Field(
        "termination.notice_months | antal_manader",
        (Sort.LENGTH_MONTHS,),
        ("uppsägningstid", "säga upp", "säger upp", "sägas upp"),
        ("uppsägning",),
        ("uppsägning",),
    ),
    Field(
        "term.extension.decide_months_before | antal_manader",
        (Sort.LENGTH_MONTHS,),
        ("förläng", "senast"),
        ("innan avtalstiden", "före avtalstidens", "innan avtalet löper ut"),
        ("förlängning",),
    ),
    Field(
        "termination.remedy_days | antal_dagar",
        (Sort.LENGTH_DAYS,),
        ("rätta", "rättelse", "avhjälp", "åtgärda"),
        ("rätta", "rättelse"),
        ("uppsägning", "hävning"),
    ),
    Field(
        "repayment.deadline_days | antal_dagar",
        (Sort.LENGTH_DAYS,),
        ("återbetal", "betala tillbaka", "betalas tillbaka"),
        ("återbetal",),
        ("återbetalning",),
    ),
    Field(
        "economy.payment.days_before_start | antal_dagar", (Sort.LENGTH_DAYS,), (r"\bbetal",), ("före start",), _MONEY
    ),
    Field("term.extension.step", (Sort.LENGTH_YEARS, Sort.LENGTH_MONTHS), ("förläng",), ("i taget", "åt gången"), ()),
    Field("term.length", (Sort.LENGTH_YEARS, Sort.LENGTH_MONTHS), ("gäller i", "avtalstiden är", "löper"), (), _TERM),
    Field(
        'body.min_meetings_per_year | antal("gång", "gånger")',
        (Sort.TIMES,),
        ("träffas", "möte", "sammanträder", "minst"),
        ("per år", "om året"),
        ("styrgrupp", r"samverkan\b", r"organisation\b"),
        loops=(("body", "bodies"),),
    ),
    Field('term.extension.max_steps | antal("gång", "gånger")', (Sort.TIMES,), ("förläng",), (), ("förlängning",)),
    Field(
        "party.organisation_number", (Sort.NUMBER,), (r"org\S*nr", "organisationsnummer"), (), (_PARTS,), 3, _PARTIES
    ),
    Field(
        "group.age_min | aldersspann(group.age_max)",
        (Sort.AGE,),
        ("målgrupp", "ålder", "kvinnor", "ungdomar", "personer", "deltagare", "mellan"),
        (),
        ("målgrupp",),
        2,
        _GROUPS,
    ),
    Field(
        "party.own_percent | procent",
        (Sort.PERCENT,),
        ("kostnad", "finansier", "bidrar", "står för"),
        ("av kostnad",),
        _MONEY,
        2,
        _PARTIES,
    ),
    Field("term.start | period(term.end)", (Sort.YEARS,), ("avtalsperiod", "gäller"), (), _TERM, 1),
    Field(
        "economy.reservation_years | lista",
        (Sort.YEAR, Sort.YEARS),
        ("budget", "åtagande", "belopp"),
        ("budget", "avsätts", "avsätter", "beslutade belopp"),
        _MONEY,
    ),
    Field("document.case_number | dnr", (Sort.CASE,), ("dnr", "diarienummer", "ärende"), (), (), 2),
    Field(
        "referred.case_numbers | lista",
        (Sort.CASE,),
        (r"(?:överenskommelse|program|policy|policyn|riktlinje)\w*[^.]{0,70}$",),
        (),
        (),
        1,
        (("referred", "referred_documents"),),
    ),
    Field(
        "party.full_name",
        _PARTY_SORTS,
        ("mellan", rf"\b{_PARTS}", r"\bför\s*$", r"(?:förening|organisation)\w* namn"),
        ("ska", "åtar sig", "kallad"),
        (_PARTS,),
        2,
        _PARTIES,
    ),
    Field(
        "contribution.payer",
        _PARTY_SORTS,
        ("betalar", "betalas av", "betalare"),
        ("betalar", "utbetalar", "ersätter"),
        _MONEY,
        0,
        _CONTRIBUTIONS,
    ),
    Field("contribution.payee", _PARTY_SORTS, (r"\bfår\b", r"\btill\b", "mottagare"), (), _MONEY, 0, _CONTRIBUTIONS),
    Field("signatory.party", _PARTY_SORTS, (r"\bför\s*$",), (), ("underskrift", "undertecknande"), 1, _SIGNATORIES),
    Field("signatory.name", (Sort.NAME,), ("ort och datum", "namnförtydligande"), (), (), 4, _SIGNATORIES),
    Field("signatory.title", (Sort.TITLE,), ("ort och datum",), (), (), 4, _SIGNATORIES),
    Field("name", (Sort.HEADLINE,), (), (), (), 3),
    Field("authority.name", (Sort.AUTHORITY,), (), (), ("sidhuvud", "sidfot"), 1),
    Field("authority.name", (Sort.TEXT,), ("kommunens namn", "myndighet"), (), ()),
    Field("party.name", _PARTY_SORTS, (), (), (), 1, _PARTIES),
    Field("subtitle", (Sort.TEXT,), ("underrubrik",), (), ()),
    Field("initiator", _PARTY_SORTS, ("initiativ",), ("tog initiativ", "initiativtagare"), ()),
    Field("purpose", (Sort.TEXT,), ("syfte",), (), ("syfte",)),
    Field("background", (Sort.TEXT,), ("bakgrund",), (), ("bakgrund",)),
    Field(
        "follow_up.frequency",
        (Sort.TEXT,),
        ("uppföljning", "hur ofta"),
        (),
        ("uppföljning",),
        0,
        (("follow_up", "follow_ups"),),
    ),
    Field("liability", (Sort.TEXT,), ("ansvar", "försäkring"), (), ("ansvar", "försäkring")),
)
#: What a loop over each list usually calls an item: "party" for "parties".
USUAL_LOOPS: Final = {name: source for field in FIELDS for name, source in field.loops}


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a field is in a kind's view."""

    may_be_none: tuple[str, ...]  #: what can be missing on the way to it, outermost first: "term.extension"


@functools.cache
def fields_of_kind(kind: str) -> tuple[tuple[Field, Resolved], ...]:
    """The fields above that a template of this kind may use.

    Raises:
        KeyError: there is no such kind.
    """
    names = dict(names_of(kind))
    found = ((field, _resolved(field, names)) for field in FIELDS)
    return tuple((field, resolved) for field, resolved in found if resolved is not None)


def _resolved(field: Field, names: dict[str, Any]) -> Resolved | None:
    scope = dict(names)
    for name, source in field.loops:
        followed = _follow(source, scope)
        items = [] if followed is None else [one for one in get_args(followed[0]) if one is not Ellipsis]
        if len(items) != 1:
            return None
        scope[name] = items[0]
    followed = _follow(field.write.partition("|")[0].strip(), scope)
    return None if followed is None else Resolved(followed[1])


def _follow(path: str, scope: dict[str, Any]) -> tuple[Any, tuple[str, ...]] | None:
    """The type that a dotted path leads to, and what on the way may be None; None when it leads nowhere."""
    first, *rest = path.split(".")
    if first not in scope:
        return None
    hint, missing = scope[first], []
    for number, step in enumerate(("", *rest)):
        if step:
            if not dataclasses.is_dataclass(hint):
                return None
            hints = get_type_hints(hint)
            if step not in hints:
                return None
            hint = hints[step]
        some = [one for one in get_args(hint) if one is not type(None)]
        if type(None) in get_args(hint):
            missing.append(".".join([first, *rest[:number]]))
            hint = some[0]
    return hint, tuple(missing)
