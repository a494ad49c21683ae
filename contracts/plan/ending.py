"""How long an agreement holds and how it ends, as its template sees it."""

from contracts.facts.calendar import last_day
from contracts.facts.model.partnership import Partnership
from contracts.facts.model.term import ExtensionKind, Term
from contracts.plan.views import ExtensionView, RepaymentView, TerminationView, TermView
from contracts.spelling.periods import length_in_words


def term_view(term: Term) -> TermView:
    """The term, with the last day computed when only a length is given."""
    months = term.months if term.months is not None else 12 * term.years if term.years is not None else None
    clause = term.extension
    extension = (
        ExtensionView(
            clause.kind is ExtensionKind.REPEATED,
            length_in_words(clause.step_months),
            clause.max_steps,
            clause.last_end,
            clause.decide_months_before,
            clause.written,
        )
        if clause
        else None
    )
    length = length_in_words(months) if months is not None else None
    return TermView(term.start, last_day(term), term.season, length, term.conditions, extension)


def termination_view(facts: Partnership) -> TerminationView | None:
    """The rules on notice; None when the agreement has none."""
    notice = facts.termination
    if notice is None:
        return None
    return TerminationView(
        notice.notice_months,
        notice.grounds,
        notice.breach_ground,
        notice.remedy_days,
        notice.prior_dialogue_required,
        notice.written,
        notice.ordinary_notice_months,
    )


def repayment_view(facts: Partnership) -> RepaymentView | None:
    """The rules on repayment; None when nothing need be paid back."""
    if facts.repayment is None or not facts.repayment.required:
        return None
    return RepaymentView(facts.repayment.deadline_days, facts.repayment.procedure)
