"""Builds what a memo or a PM tells of a change of signed terms, and what its PDF must show of it."""

import datetime as dt
from collections.abc import Iterator

from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.partnership import Partnership
from contracts.ledger.change_table import ChangeRow, change_table
from contracts.ledger.classification import CALLED
from contracts.ledger.comparing import compare_on
from contracts.ledger.effect import Effect, economic_effect
from contracts.ledger.effect_words import (
    NO_EFFECT,
    counted_in_words,
    lines_in_words,
    notes_in_words,
    sum_in_words,
)
from contracts.ledger.revisions import RevisionKind
from contracts.ledger.telling import tell
from contracts.plan.change_views import ChangeRowView, ChangesView, EffectView, EffectYearView
from contracts.plan.planned_words import prose, word
from contracts.spelling.amounts import kr_andring
from contracts.spelling.wordings import PlannedFact, amount_wordings, date_wordings


def changes_view(authority: AuthorityFolder, folder: PartnershipFolder, day: dt.date | None) -> ChangesView | None:
    """What differs from the terms that had been signed on a day; None when nothing had, or nothing does.

    Args:
        authority: the authority.
        folder: the partnership.
        day: the document's own day; None for what was last signed.

    Raises:
        ProblemsError: a record of what has been signed cannot be read.
    """
    compared = compare_on(authority, folder, day)
    if compared is None:
        return None
    # Without a day of its own the document is taken to be no later than what was last signed: in time for a clause.
    found = compared.classified(day or compared.last.record.date)
    outcome, effective = compared.outcome(found), compared.holds_from(found)
    told = tell(compared.signed, outcome, compared.headings)
    if not told:
        return None
    made, kind = compared.made, compared.made.record.kind if compared.made else found.kind
    effect = economic_effect(compared.signed, outcome, effective, compared.last.record.effective)
    return ChangesView(
        partnership=compared.new.partnership.name,
        signed_on=compared.last.record.date,
        document=CALLED.get(kind) if kind else None,
        effective=effective,
        reason=made.record.reason if made else _reason(folder.partnership, kind),
        rows=tuple(_row(row) for row in change_table(told, effect)),
        effect=_effect(effect),
    )


def _reason(facts: Partnership, kind: RevisionKind | None) -> str | None:
    if kind is RevisionKind.NOTICE:
        return facts.ending.ground if facts.ending else None
    return facts.revision.reason if facts.revision else None


def _row(row: ChangeRow) -> ChangeRowView:
    # Where the section is called what changes in it, its number stands before that.
    called = row.what.startswith(row.section.heading)
    section, what = (None, f"{row.section.number} {row.what}".strip()) if called else (str(row.section), row.what)
    return ChangeRowView(section, what, row.before, row.after, row.per_year, row.total)


def _effect(effect: Effect) -> EffectView:
    return EffectView(
        summary=sum_in_words(effect),
        counted=None if effect.is_nothing else counted_in_words(effect),
        years=tuple(
            EffectYearView(str(one.year) if one.year else "Utan bestämt år", one.public, one.others, one.total)
            for one in effect.years
        ),
        per_year=effect.change,
        total=effect.total,
        public=effect.public,
        others=effect.others,
        lines=tuple(lines_in_words(effect)),
        notes=tuple(notes_in_words(effect)),
    )


def changes_facts(view: ChangesView) -> Iterator[PlannedFact]:
    """Every fact of a change that the document must show."""
    path = "changes"
    yield PlannedFact(path, "dagen för det som undertecknades", date_wordings(view.signed_on))
    if view.effective:
        yield PlannedFact(path, "från när ändringen gäller", date_wordings(view.effective))
    if view.document:
        yield word(path, "vad ändringen görs genom", view.document)
    yield from prose(path, "skälet till ändringen", view.reason)
    for row in view.rows:
        for text in (row.section, row.what, row.before, row.after, row.per_year, row.total):
            if text and text != NO_EFFECT:
                yield word(path, f"raden om {row.what}", text)
    for year in view.effect.years:
        yield word(path, "ett år som ändringen kostar", year.label)
        for amount in (year.public, year.others, year.total):
            yield PlannedFact(path, f"effekten {year.label}", (kr_andring(amount), *amount_wordings(amount)))
    if view.effect.per_year:
        per_year = view.effect.per_year
        yield PlannedFact(path, "effekten per år", (kr_andring(per_year), *amount_wordings(per_year)))
    for text in (view.effect.summary, view.effect.counted, *view.effect.lines, *view.effect.notes):
        if text:
            yield word(path, "ändringens ekonomiska konsekvens", text)
