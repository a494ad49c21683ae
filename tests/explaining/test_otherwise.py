"""Every value of the made-up facts can be made otherwise, so that what it reaches can be found."""

import pytest

from contracts.explaining.otherwise import is_reference, leading_elsewhere, otherwise, otherwise_about
from contracts.facts.catalogue import Field, every_field

#: What others call a thing by has no other: its id, and the name of a variable of a clause.
NAMES = ("id", "partnership.clauses.values.name")
VALUES = [
    field
    for field in every_field()
    if field.model is None and field.last_name not in NAMES and field.whole_name not in NAMES
]


@pytest.mark.parametrize("field", VALUES, ids=lambda field: field.whole_name)
def test_every_value_has_another(field: Field):
    others = [*otherwise(field)]
    if is_reference(field):
        others += [*leading_elsewhere(field), *otherwise_about(field)]
    assert others
