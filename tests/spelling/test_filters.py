"""The filters as templates call them: in a sandboxed, strict, escaping Jinja environment."""

import datetime as dt
import unicodedata

import pytest
from jinja2 import StrictUndefined, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from contracts.spelling.filters import FILTERS

FACTS = {
    "amount": 350000,
    "start": dt.date(2018, 3, 1),
    "end": dt.date(2020, 12, 31),
    "months": 3,
    "lowest": 25,
    "nothing": None,
    "parties": [{"name": "Östra <föreningen> & Co"}, {"name": "Ängen"}, {"name": "Ålen"}],
    "escaped": Markup("alfa &amp; beta"),
}


def written(template: str) -> str:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    environment.filters.update(FILTERS)
    return environment.from_string(template).render(FACTS)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ amount | kr }}", "350\u00a0000\u00a0kr"),
        ("{{ start | datum }}", "1\u00a0mars 2018"),
        ("{{ start | period(end) }}", "1\u00a0mars 2018\u00a0– 31\u00a0december 2020"),
        ("{{ months | antal('månad', 'månader') }}", "tre månader"),
        ("{{ 1 | antal('år', 'år', genus='ett') }}", "ett år"),
        ("{{ lowest | aldersspann }}", "från 25\u00a0år"),
        ("{{ nothing | aldersspann(64) }}", "till och med 64\u00a0år"),
        ("{{ 5 | lagrum(2) }}", "5\u00a0kap.\u00a02\u00a0§"),
        (
            "{{ parties | map(attribute='name') | bokstavsordning | lista }}",
            "Ålen, Ängen och Östra &lt;föreningen&gt; &amp; Co",
        ),
    ],
)
def test_a_template_gets_the_text(template: str, text: str) -> None:
    assert written(template) == text


@pytest.mark.parametrize("name", ["versal_forst", "genitiv", "dnr"])
def test_escaped_text_is_not_escaped_twice(name: str) -> None:
    assert "lfa &amp; beta" in written(f"{{{{ escaped | {name} }}}}")
    assert "&amp;amp;" not in written(f"{{{{ escaped | {name} }}}}")


def test_escaped_and_plain_items_are_each_escaped_once() -> None:
    assert written("{{ ['<a>', escaped, '<b>'] | lista }}") == "&lt;a&gt;, alfa &amp; beta och &lt;b&gt;"


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_no_filter_prints_none(name: str) -> None:
    with pytest.raises(TypeError, match=r"takes (an int|a date|a time|text|a list of texts).*not NoneType"):
        FILTERS[name](*(None,) * _required(name))


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_no_filter_prints_a_float_or_a_truth(name: str) -> None:
    for wrong in (True, 2.5):
        with pytest.raises(TypeError, match=f"takes .*not {type(wrong).__name__}"):
            FILTERS[name](*(wrong,) * _required(name))


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_no_filter_prints_what_is_undefined(name: str) -> None:
    arguments = ", ".join(["missing"] * (_required(name) - 1))
    with pytest.raises((TypeError, UndefinedError), match=r"missing|StrictUndefined"):
        written(f"{{{{ missing | {name}({arguments}) }}}}")


def test_the_table_of_filters_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        FILTERS["kr"] = str  # type: ignore[index]


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_a_filter_is_named_as_its_function_in_letters_every_keyboard_has(name: str) -> None:
    assert getattr(FILTERS[name], "__name__", "") == name
    assert unicodedata.is_normalized("NFC", name)
    assert name.isascii()
    assert name.isidentifier()


def _required(name: str) -> int:
    """How many arguments the filter must have."""
    function = FILTERS[name]
    code, defaults = function.__code__, function.__defaults__ or ()  # type: ignore[attr-defined]
    return int(code.co_argcount) - len(defaults)
