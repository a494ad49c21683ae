"""A template may call what the sandbox was given, and nothing else."""

import pytest
from jinja2.exceptions import SecurityError

from contracts.sandbox.dangers import dangers
from contracts.sandbox.environment import TemplateEnvironment
from contracts.sandbox.metering import RENDERING, Rendering
from contracts.sandbox.printing import TemplateValueError


def double(number: int) -> int:
    return number * 2


ENVIRONMENT = TemplateEnvironment({}, {"double": double})


def test_a_given_function_is_called():
    assert ENVIRONMENT.from_string("{{ double(3) }}").render({RENDERING: Rendering()}) == "6"
    assert list(dangers(ENVIRONMENT.parse("{{ double(3) }}"), ENVIRONMENT)) == []


def test_a_function_that_came_as_a_fact_is_not_called():
    with pytest.raises(SecurityError):
        ENVIRONMENT.from_string("{{ other(3) }}").render({"other": double, RENDERING: Rendering()})
    with pytest.raises(SecurityError):
        ENVIRONMENT.from_string("{{ double(3) }}").render({"double": double, RENDERING: Rendering()})


def test_a_missing_argument_is_refused_with_its_name():
    with pytest.raises(TemplateValueError, match="nothing"):
        ENVIRONMENT.from_string("{{ double(nothing) }}").render({RENDERING: Rendering()})


@pytest.mark.parametrize("text", ["{{ other(3) }}", "{{ double.x(3) }}", "{{ loop.other() }}", "{{ double(3)(4) }}"])
def test_another_call_is_seen_before_anything_is_run(text: str):
    assert [danger.rule for danger in dangers(ENVIRONMENT.parse(text), ENVIRONMENT)] == ["template-dangerous"]
