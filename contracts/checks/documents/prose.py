"""Prose against the facts: what repeats one by hand is to be an expression, and what contradicts one is told."""

from collections.abc import Iterator

from contracts.checks.documents.about import named_by, sole_partnership
from contracts.checks.documents.counted import figures_said, partnerships_said
from contracts.checks.documents.passages import Passage, has_own_expressions, prose_of
from contracts.checks.fields import AGREED_TIME, EVERY_BODY, fields
from contracts.checks.rule import OWN_RULE, DocumentSubject, Finding, Rule
from contracts.checks.said import About, Said, ages_said, days_said, notice_said, numbers_said, parties_said
from contracts.checks.said_amounts import amounts_said
from contracts.errors import Severity
from contracts.facts.folders import PartnershipFolder


def _repeated(subject: DocumentSubject) -> Iterator[Finding]:
    for passage, said in _said(subject):
        if said.agrees:
            text = f"texten upprepar {said.what}, ”{said.written.text}”, som redan är en uppgift"
            remedy = f"skriv {said.expression}" if said.expression else "skriv om meningen utan uppgiften"
            yield passage.finding(said.written.start, len(said.written.text), text, remedy, (said.place,))


def _contradicted(subject: DocumentSubject) -> Iterator[Finding]:
    for passage, said in _said(subject):
        if not said.agrees:
            text = f"texten säger ”{said.written.text}”, men {said.what} är enligt uppgifterna {said.fact}"
            remedy = f"rätta uppgiften, eller skriv {said.expression}" if said.expression else "rätta det som är fel"
            yield passage.finding(said.written.start, len(said.written.text), text, remedy, (said.place,))


def _said(subject: DocumentSubject) -> Iterator[tuple[Passage, Said]]:
    """Every statement of a document's prose, each once."""
    sole = sole_partnership(subject) if subject.folder is None else None
    for passage in prose_of(subject.document):
        seen: set[int] = set()
        for said in _said_in(passage, subject, sole):
            if said.written.start not in seen:
                seen.add(said.written.start)
                yield passage, said


def _said_in(passage: Passage, subject: DocumentSubject, sole: PartnershipFolder | None) -> Iterator[Said]:
    yield from partnerships_said(passage.text, subject)
    yield from figures_said(passage.text, subject)
    about = _about(passage, subject, sole)
    statements = [said for one in about for read in _READERS for said in read(passage.text, one)]
    # Of several partnerships in one paragraph, what is right of one is no contradiction of another.
    right = {said.written.start for said in statements if said.agrees}
    yield from (said for said in statements if said.agrees)
    if len(about) == 1:
        yield from (said for said in statements if said.written.start not in right)


def _about(passage: Passage, subject: DocumentSubject, sole: PartnershipFolder | None) -> tuple[About, ...]:
    """The partnerships that a passage is about: that of the folder, those that it names, or that of the document."""
    own_names = has_own_expressions(subject.document)
    if subject.folder is not None:
        return (About(subject.authority, subject.folder, own_names),)
    if named := named_by(passage, subject.authority):
        return tuple(About(subject.authority, folder, own_names) for folder in named)
    return (About(subject.authority, sole, own_names, implied=True),) if sole is not None else ()


#: What prose may repeat or contradict: its own passages, and the facts that are looked for in them.
COMPARED = (
    *EVERY_BODY,
    *fields("memo", "summary", "proposals", "window", "overview", "basis.document", "annexes.document"),
    *fields("report", "areas.introduction", "areas.area", "ended_introduction", "window"),
    *fields("economic-report", "tables", "explanations.amount"),
    "packet:note",
    *fields("partnership", *AGREED_TIME, "target_groups.age_min", "target_groups.age_max", "parties", "economy"),
    *fields(
        "partnership", *(f"termination.{name}" for name in ("notice_months", "ordinary_notice_months", "remedy_days"))
    ),
    "organisations:organisations.organisation_number",
)
_READERS = (days_said, ages_said, notice_said, parties_said, numbers_said, amounts_said)

RULES: tuple[Rule[DocumentSubject], ...] = (
    Rule(
        "prose-literal",
        Severity.WARNING,
        "Texten upprepar inga uppgifter för hand.",
        "skriv ett uttryck i stället",
        OWN_RULE,
        _repeated,
        fields=COMPARED,
    ),
    Rule(
        "prose-contradicts",
        Severity.WARNING,
        "Texten säger samma sak som uppgifterna.",
        "rätta det som är fel",
        "Lärdom: samma slutdag, ålder och antal har stått olika i avtal, PM, tjänsteskrivelse och rapport",
        _contradicted,
        fields=COMPARED,
    ),
)
