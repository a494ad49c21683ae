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

CONTEXT = {"yes": True, "no": False, "x": "värde", "xs": ["ett", "två"], "none": []}
PIECES = st.sampled_from(
    [
        *("a", "b ", "{{ x }}", "{{ x | upper }}", "{# tyst #}", "{% set y = x %}", "{{ xs | join('+') }}"),
        *("{% if yes %}", "{% if no %}", "{% else %}", "{% elif yes %}", "{% endif %}"),
        *("{% for x in xs %}", "{% for z in none %}", "{% endfor %}"),
        *("{%p if yes %}", "{%p if no %}", "{%p else %}", "{%p endif %}", "{%p for x in xs %}", "{%p endfor %}"),
        *("{%tr if no %}", "{%tr endif %}", "{{ x", "}}", "{%"),
    ]
)
LINES = st.lists(st.lists(PIECES, min_size=1, max_size=4), min_size=1, max_size=6)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def by_jinja(texts: list[str]) -> str:
    plain = re.sub(r"(\{[{%#])(?:p|tr) ", r"\1 ", "\n".join(texts))
    return squeezed(Environment(autoescape=False).from_string(plain).render(CONTEXT))


@settings(max_examples=4000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, split=st.booleans(), cell=st.booleans())
def test_a_template_is_refused_or_prints_all_that_it_says(
    word: WordFiles, lines: list[list[str]], split: bool, cell: bool
) -> None:
    paragraphs = [
        f"<w:p>{''.join(run(piece) for piece in line)}</w:p>" if split else paragraph("".join(line)) for line in lines
    ]
    body = table(*((one,) for one in paragraphs)) if cell else "".join(paragraphs)
    try:
        rendered = word.template(body).render(CONTEXT, STAMP)
    except TemplateError as error:
        assert all(problem.place and problem.remedy for problem in error.problems)
        return
    import hypothesis; hypothesis.event("accepted")
    assert squeezed("".join(rendered.paragraphs)) == by_jinja(["".join(line) for line in lines])
    assert not check_structure(rendered.docx)
