"""The law of this room: what a template prints is what Jinja makes of its text, and nothing of it is ever lost.

Templates are put together at random from texts and tags, good and bad. Each is either refused with its place, or prints
exactly the text that Jinja itself gives for the same tags without their letters for paragraph and row.
"""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import Environment

from contracts.errors import TemplateError
from contracts.word.structure import check_structure
from tests.word.word_files import STAMP, WordFiles, paragraph, run, table

CONTEXT = {"yes": True, "no": False, "x": "värde", "xs": ["ett", "två"], "nothing": []}
PIECES = st.sampled_from(
    [
        *("a", "b ", "{{ x }}", "{{ x | upper }}", "{# tyst #}", "{% set y = x %}", "{{ xs | join('+') }}"),
        *("{% if yes %}", "{% if no %}", "{% else %}", "{% elif yes %}", "{% endif %}"),
        *("{% for x in xs %}", "{% for z in nothing %}", "{% endfor %}"),
        *("{%p if yes %}", "{%p if no %}", "{%p else %}", "{%p endif %}", "{%p for x in xs %}", "{%p endfor %}"),
        *("{%tr if no %}", "{%tr endif %}", "{{ x", "}}", "{%"),
    ]
)
#: Anything goes: most of these are refused.
WILD = st.lists(st.lists(PIECES, min_size=1, max_size=4), min_size=1, max_size=5)
OPENINGS = {"if yes": "endif", "if no": "endif", "for x in xs": "endfor", "for z in nothing": "endfor"}


def enclosed(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    """Pieces between the two tags of a block."""
    return st.tuples(st.sampled_from(sorted(OPENINGS)), inner).map(
        lambda found: [f"{{% {found[0]} %}}", *found[1], f"{{% {OPENINGS[found[0]]} %}}"]
    )


LINE = st.recursive(
    st.lists(st.sampled_from(["a", "b ", "{{ x }}", "{{ x | upper }}", "{# tyst #}"]), min_size=1, max_size=2),
    lambda inner: st.one_of(enclosed(inner), st.tuples(inner, inner).map(lambda two: [*two[0], *two[1]])),
    max_leaves=4,
)


def around(inner: st.SearchStrategy[list[list[str]]]) -> st.SearchStrategy[list[list[str]]]:
    """Lines between the two tags of a block, each in a paragraph of its own, with or without its letter."""
    return st.tuples(st.sampled_from(sorted(OPENINGS)), inner, st.sampled_from(["p ", " "])).map(
        lambda found: [[f"{{%{found[2]}{found[0]} %}}"], *found[1], [f"{{%{found[2]}{OPENINGS[found[0]]} %}}"]]
    )


#: Well nested: all of these are rendered.
TAME = st.recursive(
    st.lists(LINE, min_size=1, max_size=2),
    lambda inner: st.one_of(around(inner), st.tuples(inner, inner).map(lambda two: [*two[0], *two[1]])),
    max_leaves=4,
)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def by_jinja(texts: list[str]) -> str:
    plain = re.sub(r"(\{[{%#])(?:p|tr) ", r"\1 ", "\n".join(texts))
    return squeezed(Environment(autoescape=False).from_string(plain).render(CONTEXT))


def bodies(lines: list[list[str]], *, split: bool) -> list[str]:
    return [
        f"<w:p>{''.join(run(piece) for piece in line)}</w:p>" if split else paragraph("".join(line)) for line in lines
    ]


def assert_all_is_printed(word: WordFiles, body: str, lines: list[list[str]]) -> None:
    rendered = word.template(body).render(CONTEXT, STAMP)
    assert squeezed("".join(rendered.paragraphs)) == by_jinja(["".join(line) for line in lines])
    assert not check_structure(rendered.docx)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=TAME, split=st.booleans(), cell=st.booleans())
def test_a_well_nested_template_prints_all_that_it_says(
    word: WordFiles, lines: list[list[str]], split: bool, cell: bool
) -> None:
    inside = "".join(bodies(lines, split=split))
    assert_all_is_printed(
        word, table((inside, "b")) + paragraph("c") if cell else inside, [*lines, *[["b"], ["c"]][: 2 * cell]]
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=WILD, split=st.booleans(), cell=st.booleans())
def test_any_template_is_refused_with_its_place_or_prints_all_that_it_says(
    word: WordFiles, lines: list[list[str]], split: bool, cell: bool
) -> None:
    paragraphs = bodies(lines, split=split)
    try:
        assert_all_is_printed(word, table(*((one,) for one in paragraphs)) if cell else "".join(paragraphs), lines)
    except TemplateError as error:
        assert all(problem.place and problem.remedy for problem in error.problems)
