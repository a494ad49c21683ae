"""Days in the right order: periods, extension steps, signing before start, deadlines before they pass."""

import datetime as dt
from collections.abc import Iterator

from contracts.checks.fields import AGREED_TIME
from contracts.checks.rule import OWN_RULE, Finding, Rule, Subject
from contracts.errors import Severity, Stage
from contracts.facts.calendar import decide_by, last_day
from contracts.facts.model.economy import Per
from contracts.facts.model.partnership import Partnership, Status
from contracts.facts.source import Route
from contracts.register.reckoning import latest_end, original_end, possible_ends, present_end

#: Statuses in which the agreement binds the parties.
IN_FORCE = (Status.SIGNED, Status.ACTIVE, Status.EXTENDED)
#: Days before the day to decide by from which the officer is reminded.
REMINDER = 90

LAPSE = "Lärdom (EY:s granskning i Ystad 2013): avtal som ingen bevakar förlängs eller upphör utan att någon prövat det"


def _reversed(subject: Subject) -> Iterator[Finding]:
    for start_route, start, end_route, end in _periods(subject.partnership):
        if start is not None and end is not None and end < start:
            yield Finding(end_route, f"sista dagen {end} kommer före första dagen {start}", also=(start_route,))


def _periods(facts: Partnership) -> Iterator[tuple[Route, dt.date | None, Route, dt.date | None]]:
    term, contributions = facts.term, facts.economy.contributions
    yield ("term", "start"), term.start, ("term", "end"), last_day(term)
    for at, past in enumerate(term.history):
        yield ("term", "history", at, "start"), past.start, ("term", "history", at, "end"), past.end
    for at, paid in enumerate(contributions):
        route: Route = ("economy", "contributions", at)
        yield (*route, "start"), paid.start, (*route, "end"), paid.end
    for at, party in enumerate(facts.parties):
        yield ("parties", at, "joined_on"), party.joined_on, ("parties", at, "left_on"), party.left_on
    for at, result in enumerate(facts.results):
        yield ("results", at, "start"), result.start, ("results", at, "end"), result.end
    for at, agreed in enumerate(facts.places_agreements):
        route = ("places_agreements", at)
        yield (*route, "period_start"), agreed.period_start, (*route, "period_end"), agreed.period_end


def _ages_reversed(subject: Subject) -> Iterator[Finding]:
    for at, group in enumerate(subject.partnership.target_groups):
        if group.age_min is not None and group.age_max is not None and group.age_max < group.age_min:
            yield Finding(
                ("target_groups", at, "age_max"),
                f"högsta åldern {group.age_max} är lägre än den lägsta, {group.age_min}",
                also=(("target_groups", at, "age_min"),),
            )


def _outside_term(subject: Subject) -> Iterator[Finding]:
    term = subject.partnership.term
    last = latest_end(term)
    starts = [period.start for period in term.history] + ([term.start] if term.start is not None else [])
    if not starts or last is None or last < min(starts):
        return
    first, also = min(starts), (("term",),)
    for route, what, day in _days_within(subject.partnership):
        if not first <= day <= last:
            yield Finding(route, f"{what} ligger utanför avtalstiden {first} – {last}", also=also)
    for route, year in _years_within(subject.partnership):
        if not first.year <= year <= last.year:
            yield Finding(route, f"året {year} ligger utanför avtalstiden {first} – {last}", also=also)


def _days_within(facts: Partnership) -> Iterator[tuple[Route, str, dt.date]]:
    for at, paid in enumerate(facts.economy.contributions):
        for field, day in (("start", paid.start), ("end", paid.end)):
            if day is not None and paid.per is Per.PERIOD:
                yield ("economy", "contributions", at, field), f"bidragets dag {day}", day
    for at, party in enumerate(facts.parties):
        for field, day in (("joined_on", party.joined_on), ("left_on", party.left_on)):
            if day is not None:
                yield ("parties", at, field), f"partens dag {day}", day
    for at, result in enumerate(facts.results):
        for field, day in (("start", result.start), ("end", result.end)):
            if day is not None:
                yield ("results", at, field), f"resultatets dag {day}", day


def _years_within(facts: Partnership) -> Iterator[tuple[Route, int]]:
    for at, paid in enumerate(facts.economy.contributions):
        for position, part in enumerate(paid.by_year):
            yield ("economy", "contributions", at, "by_year", position, "year"), part.year
    if facts.economy.reservation is not None:
        for at, year in enumerate(facts.economy.reservation.years):
            yield ("economy", "reservation", "years", at), year
    for at, agreed in enumerate(facts.places_agreements):
        yield ("places_agreements", at, "year"), agreed.year


def _extension_unreachable(subject: Subject) -> Iterator[Finding]:
    term = subject.partnership.term
    end = original_end(term)
    if end is not None and term.extension is not None and term.extension.last_end and not possible_ends(term):
        yield Finding(
            ("term", "extension", "last_end"),
            f"redan den första förlängningen på {term.extension.step_months} månader efter {end} går förbi"
            f" {term.extension.last_end}",
            also=(("term", "end"),),
        )


def _extension_steps_short(subject: Subject) -> Iterator[Finding]:
    extension = subject.partnership.term.extension
    ends = possible_ends(subject.partnership.term)
    if extension is not None and extension.last_end is not None and ends and ends[-1] < extension.last_end:
        yield Finding(
            ("term", "extension", "last_end"),
            f"hela förlängningar når {ends[-1]}, inte {extension.last_end}",
            also=(("term", "extension", "step_months"),),
        )


def _active_beyond_end(subject: Subject) -> Iterator[Finding]:
    term, status_on = subject.partnership.term, subject.partnership.status_on
    end, last = present_end(term), latest_end(term)
    # A status that is known of a certain day says nothing of later days.
    day = status_on or subject.today
    if subject.partnership.status not in IN_FORCE or end is None or last is None or day <= end:
        return
    said = f" {status_on}" if status_on else ""
    if day > last:
        text = f"partnerskapet anges som pågående{said}, men det kunde längst gälla till och med {last}"
        yield Finding(("status",), text, "slut ett nytt avtal, eller ange status: expired", also=(("term",),))
    else:
        text = f"partnerskapet anges som pågående{said}, men avtalstiden tog slut {end} och ingen förlängning är införd"
        yield Finding(("status",), text, "för in förlängningen, eller ange status: expired", also=(("term",),))


def _decide_by_near(subject: Subject) -> Iterator[Finding]:
    term = subject.partnership.term
    end = present_end(term)
    if subject.partnership.status not in IN_FORCE or end is None or subject.today > end:
        return
    if term.extension is None or term.extension.decide_months_before is None or latest_end(term) == end:
        return
    day = decide_by(end, term.extension.decide_months_before)
    left = (day - subject.today).days
    route: Route = ("term", "extension", "decide_months_before")
    if left < 0:
        yield Finding(route, f"parterna skulle ha enats om förlängning senast {day}", also=(("term", "end"),))
    elif left < REMINDER:
        when = "i dag" if left == 0 else "i morgon" if left == 1 else f"om {left} dagar"
        yield Finding(route, f"parterna ska enas om förlängning senast {day}, {when}", also=(("term", "end"),))


def _end_missing(subject: Subject) -> Iterator[Finding]:
    term = subject.partnership.term
    if not term.unknown and (term.end, term.months, term.years, term.season) == (None, None, None, None):
        yield Finding(("term",), "slutet är inte angett")


def _term_unknown(subject: Subject) -> Iterator[Finding]:
    if subject.partnership.term.unknown:
        yield Finding(("term", "unknown"), "avtalet görs här, men avtalstiden anges som okänd")


def _accession_annex_missing(subject: Subject) -> Iterator[Finding]:
    start = subject.partnership.term.start
    for at, party in enumerate(subject.partnership.parties):
        if party.joined_on is None or party.accession_annex is not None or start is None or party.joined_on <= start:
            continue
        name = subject.name_of(party.organisation)
        yield Finding(("parties", at, "joined_on"), f"{name} kom med {party.joined_on} utan att någon bilaga visar det")


#: Rules for every partnership.
RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "dates-reversed",
        Severity.ERROR,
        "En period slutar inte innan den börjar.",
        "rätta den dag som är fel",
        OWN_RULE,
        _reversed,
        fields=(
            "term.start",
            "term.end",
            "term.months",
            "term.years",
            "term.history.start",
            "term.history.end",
            "economy.contributions.start",
            "economy.contributions.end",
            "parties.joined_on",
            "parties.left_on",
            "results.start",
            "results.end",
            "places_agreements.period_start",
            "places_agreements.period_end",
        ),
    ),
    Rule(
        "term-end-missing",
        Severity.ERROR,
        "Avtalstiden har ett slut.",
        "ange end, months, years eller season, eller unknown: ja",
        OWN_RULE,
        _end_missing,
        fields=("term.end", "term.months", "term.years", "term.season", "term.unknown"),
        stage=Stage.DECISION,
    ),
    Rule(
        "ages-reversed",
        Severity.ERROR,
        "En målgrupps högsta ålder är inte lägre än den lägsta.",
        "rätta den ålder som är fel",
        OWN_RULE,
        _ages_reversed,
        fields=("target_groups.age_min", "target_groups.age_max"),
    ),
    Rule(
        "outside-term",
        Severity.WARNING,
        "Bidrag, budgetår, platser, resultat och parters tillträde ligger inom avtalstiden.",
        "rätta dagen eller året, eller avtalstiden",
        "Lärdom: budget och resultat har redovisats för tid då inget avtal gällde",
        _outside_term,
        fields=(
            *AGREED_TIME,
            "economy.contributions.start",
            "economy.contributions.end",
            "economy.contributions.by_year.year",
            "economy.reservation.years",
            "parties.joined_on",
            "parties.left_on",
            "results.start",
            "results.end",
            "places_agreements.year",
        ),
    ),
    Rule(
        "extension-unreachable",
        Severity.ERROR,
        "Minst en förlängning ryms före den sista möjliga slutdagen.",
        "ändra last_end, step_months eller avtalets slutdag",
        "Lärdom: förlängningsvillkor som kopierats från ett annat avtal passar inte avtalstiden",
        _extension_unreachable,
        fields=(
            "term.extension.last_end",
            "term.extension.step_months",
            "term.end",
            "term.months",
            "term.years",
            "term.history",
        ),
    ),
    Rule(
        "extension-steps-short",
        Severity.WARNING,
        "Hela förlängningar når den sista möjliga slutdagen.",
        "ändra last_end till den dag som går att nå, eller ändra stegen",
        "Lärdom: förlängningsvillkor som kopierats från ett annat avtal passar inte avtalstiden",
        _extension_steps_short,
        fields=(
            "term.extension.last_end",
            "term.extension.step_months",
            "term.extension.max_steps",
            "term.end",
            "term.months",
            "term.years",
            "term.history",
        ),
    ),
    Rule(
        "active-beyond-end",
        Severity.WARNING,
        "Ett pågående partnerskap har ett avtal som gäller.",
        "för in vad parterna har kommit överens om",
        LAPSE,
        _active_beyond_end,
        fields=("status", "status_on", *AGREED_TIME),
    ),
    Rule(
        "decide-by-near",
        Severity.WARNING,
        f"Frågan om förlängning tas upp i tid ({REMINDER} dagar före sista dagen).",
        "ta upp frågan i styrgruppen, och för in vad parterna kommer överens om",
        LAPSE,
        _decide_by_near,
        fields=("term.extension.decide_months_before", "status", *AGREED_TIME),
    ),
)

#: Rules for agreements that are made here.
AGREEMENT_RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "term-unknown",
        Severity.ERROR,
        "Ett avtal som görs här har en avtalstid.",
        "ange start och end, eller register_only: ja om avtalet inte görs här",
        OWN_RULE,
        _term_unknown,
        fields=("term.unknown",),
    ),
    Rule(
        "accession-annex-missing",
        Severity.WARNING,
        "En part som kommit med senare har en anslutningsbilaga.",
        "lägg till bilagan i annexes och ange accession_annex",
        "Lärdom: avtal där nya parter kan ansluta sig, men där bilagorna inte går att återfinna",
        _accession_annex_missing,
        fields=("parties.joined_on", "parties.accession_annex", "term.start"),
    ),
)
