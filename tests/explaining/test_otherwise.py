"""Every value of the made-up facts can be made otherwise, so that what it reaches can be found."""

import pytest

from contracts.explaining.otherwise import called_otherwise, is_reference, leading_elsewhere, otherwise
from contracts.facts.catalogue import Field, every_field

#: Names of a clause's variables must be those of its text, and its examples print nowhere.
FIXED = {"clause.needs.name", "clause.needs.example"}
VALUES = [field for field in every_field() if field.model is None and field.last_name != "id"]


@pytest.mark.parametrize("field", VALUES, ids=lambda field: field.whole_name)
def test_every_value_has_another(field: Field):
    others = [*otherwise(field)]
    if is_reference(field):
        others += [*leading_elsewhere(field), *called_otherwise(field)]
    assert bool(others) is (field.whole_name not in FIXED)
