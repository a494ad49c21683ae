"""What a memo or report says by hand of numbers that follow from the register or from an economic report."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.checks import written
from contracts.checks.documents.titles import listed
from contracts.checks.rule import DocumentSubject
from contracts.checks.said import Said
from contracts.checks.written import Written, sentence_at
from contracts.facts.folders import DocumentFile
from contracts.facts.model.economic_report import EconomicReport
from contracts.facts.model.memo import Memo
from contracts.facts.model.report import Report
from contracts.facts.source import Route
from contracts.register.figures import deviation_of, total_of
from contracts.register.standing import Counts, counts, goes_on, in_area
from contracts.spelling.amounts import tkr
from contracts.spelling.numbers import antal_ord

_PARTNERSHIPS = (
    r"(?:av )?(?:(?:nämndens|förvaltningens|pågående|avslutade|olika|idéburna offentliga) )*"
    r"(?:partnerskap(?:en|ens)?|IOP(?::er)?|idéburna partnerskap)"
)
_FIGURES = re.compile(r"prognos|budget|utfall|underskott|överskott|avvik|intäkt|kostnad", re.IGNORECASE)
#: SEK in one of the thousands in which economic reports are written.
_THOUSAND = 1_000
#: A count of anything else than the whole: "ett av partnerskapen", "två partnerskap med skolor".
_SOME = re.compile(r"^\s*(?:som|med|där|vars|inom)\b")


@dataclass(frozen=True, slots=True)
class Counted:
    """A count that follows from the register."""

    count: int
    what: str  #: Swedish, definite
    expression: str
    route: Route  #: of the field of the front matter that it is counted by


def partnerships_said(text: str, subject: DocumentSubject) -> Iterator[Said]:
    """The numbers of partnerships in the document's window, or in its overview."""
    known = tuple(_counted(subject))
    for one in written.counts(text, _PARTNERSHIPS):
        if not known or one.value < 2 or _SOME.match(text[one.end :]):
            continue
        same = [number for number in known if number.count == one.value]
        number = same[0] if same else known[0]
        place = subject.document.source.place(number.route)
        yield Said(one, number.what, antal_ord(number.count), bool(same), f"{{{{ {number.expression} }}}}", place)


def _counted(subject: DocumentSubject) -> Iterator[Counted]:
    facts = subject.document.facts
    if isinstance(facts, Memo | Report) and facts.window is not None:
        yield from _of(_counts(subject, facts, None), "counts", "")
        for area, path in _areas(facts, subject):
            yield from _of(_counts(subject, facts, area), path, f" i området {area}")
    if isinstance(facts, Memo) and facts.overview is not None:
        day, folders = facts.overview.day, in_area(subject.held, facts.overview.area)
        count = sum(goes_on(folder.partnership, day) for folder in folders)
        yield Counted(count, f"antalet partnerskap som pågår {day}", "overview | length | antal_ord", ("overview",))


def _counts(subject: DocumentSubject, facts: Memo | Report, area: str | None) -> Counts:
    assert facts.window is not None
    folders = in_area(subject.held, area)
    return counts((folder.partnership for folder in folders), facts.window, facts.date)


def _areas(facts: Memo | Report, subject: DocumentSubject) -> Iterator[tuple[str, str]]:
    """Each area, and the name of its counts in the document."""
    if isinstance(facts, Report):
        for at, area in enumerate(facts.areas):
            yield area.area, f"areas[{at}].counts"
    else:
        for known in dict.fromkeys(folder.partnership.area for folder in subject.authority.partnerships):
            if known is not None:
                yield known, f'(area_counts | selectattr("area", "eq", "{known}") | first).counts'


def _of(found: Counts, path: str, where: str) -> Iterator[Counted]:
    names = (("total", "partnerskap"), ("ongoing", "pågående partnerskap"), ("ended", "avslutade partnerskap"))
    for name, what in names:
        yield Counted(getattr(found, name), f"antalet {what}{where}", f"{path}.{name} | antal_ord", ("window",))


def figures_said(text: str, subject: DocumentSubject) -> Iterator[Said]:
    """The amounts of an economic report: in its own comments, or in the memo that brings it before the nämnd."""
    document = subject.document
    for one in written.amounts(text):
        same = [said for report in _reports(subject) for said in _same(one, report, own=report is document)]
        if same:
            yield same[0]
        elif _FIGURES.search(sentence_at(text, one.start)):
            for report in _reports(subject):
                if report is not document:
                    place = report.source.place(("tables",))
                    yield Said(one, f"beloppen i ”{report.facts.title}”", "andra", False, "", place)
                    break


def _reports(subject: DocumentSubject) -> Iterator[DocumentFile]:
    facts = subject.document.facts
    if isinstance(facts, EconomicReport):
        yield subject.document
    if isinstance(facts, Memo):
        named = dict.fromkeys(one.document for _, one in listed(facts) if one.document is not None)
        for identifier in named:
            found = subject.authority.document(identifier)
            if found is not None and isinstance(found.facts, EconomicReport):
                yield found


def _same(one: Written[int], report: DocumentFile, *, own: bool) -> Iterator[Said]:
    # A deficit of 500 tkr is the deviation −500: words carry the sign.
    for amount, name, route in _figures(report.facts):
        if amount and abs(one.value) == abs(amount) * _THOUSAND:
            path = name if own else f'economic_report("{report.id}").{name}'
            place, what = report.source.place(route), f"ett belopp i ”{report.facts.title}”"
            yield Said(one, what, tkr(amount * _THOUSAND), True, f"{{{{ {path} | tkr }}}}", place)


def _figures(facts: object) -> Iterator[tuple[int, str, Route]]:
    """Every amount of an economic report in tkr, its name in a view, and where its row or table stands."""
    if not isinstance(facts, EconomicReport):
        return
    for at, table in enumerate(facts.tables):
        total = total_of(table)
        for name in ("deviation", "forecast", "budget", "outcome"):
            yield getattr(total, name), f"tables[{at}].total.{name}", ("tables", at)
    for at, table in enumerate(facts.tables):
        for position, row in enumerate(table.rows):
            amounts = (
                ("deviation", deviation_of(row)),
                ("forecast", row.forecast),
                ("budget", row.budget),
                ("outcome", row.outcome),
            )
            for name, amount in amounts:
                if amount is not None:
                    yield amount, f"tables[{at}].rows[{position}].{name}", ("tables", at, "rows", position)
    for at, one in enumerate(facts.explanations):
        yield one.amount, f"explanations[{at}].amount", ("explanations", at, "amount")
