"""A partnership as it was known on a day."""

import datetime as dt

from contracts.facts.model.partnership import Partnership


def as_of(facts: Partnership, day: dt.date | None) -> Partnership:
    """The partnership with what later documents say up to this day; with all of it when no day is given."""
    for later in sorted(facts.later, key=lambda one: one.day):
        if day is not None and later.day > day:
            break
        said = {
            "target_groups": later.target_groups,
            "purpose": later.purpose,
            "goals": later.goals,
            "targets": later.targets,
        }
        facts = facts.model_copy(update={name: value for name, value in said.items() if value})
    return facts
