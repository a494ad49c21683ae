"""What the sections of a signed agreement are called and numbered, as far as its records say."""

from collections.abc import Sequence

from contracts.ledger.revisions import Revision
from contracts.ledger.sections import HEADINGS, Headings, Section


def signed_headings(revisions: Sequence[Revision]) -> Headings:
    """The headings of what was signed last, by the ids of the sections; a clause's by its own.

    Args:
        revisions: an agreement and what has changed it, in the order of filing.
    """
    last = next((one for one in reversed(revisions) if one.record.headings), None)
    if last is None:
        return {}
    known = {key: one for one in last.record.headings for key in (one.text.casefold(), one.key)}
    clauses = (clause.id for clause in last.terms.partnership.clauses)
    # A bookmark of Word has no hyphens, and some sections are called otherwise there than here.
    wanted = {**HEADINGS, **{one: one for one in clauses}}
    found = {one: known.get(one.replace("-", "_")) or known.get(text.casefold()) for one, text in wanted.items()}
    return {one: Section(one, heading.text, heading.number) for one, heading in found.items() if heading}
