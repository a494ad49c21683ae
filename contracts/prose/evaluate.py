"""Fills facts into Markdown: {{ … | filter }} and {% for/if %}, by the same sandbox and filters as Word templates.

The result is Markdown again, for the Word template to make paragraphs of. So a value is written with Markdown's own
escapes, and a text that is Markdown itself is put in by the filter ”text”.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from jinja2 import TemplateSyntaxError, meta, nodes
from jinja2.environment import Template as JinjaTemplate
from markupsafe import Markup

from contracts.errors import Problem, ProblemsError
from contracts.facts.front_matter import Body
from contracts.prose.escaping import escaped
from contracts.prose.insertions import Insertions
from contracts.prose.tags import place_on, tag_problems
from contracts.sandbox.dangers import Danger, dangers
from contracts.sandbox.environment import MOST_OUTPUT, TemplateEnvironment
from contracts.sandbox.gates import prepared
from contracts.sandbox.known_names import unknown_names
from contracts.sandbox.metering import RENDERING, Rendering
from contracts.sandbox.printing import TemplateValueError
from contracts.sandbox.running import run
from contracts.spelling.filters import FILTERS

_NO_FUNCTIONS: Final[Mapping[str, Callable[..., object]]] = MappingProxyType({})
#: A text without tags and without line ends that Jinja would change: it is what it says.
_PLAIN: Final = re.compile(r"[^{}\r]*")
#: The filter for texts that are Markdown.
TEXT_FILTER: Final = "text"


class _ProseEnvironment(TemplateEnvironment):
    """The sandbox, printing Markdown; lines that hold only a statement leave no empty line."""

    def __init__(self, text: Callable[[object], str], functions: Mapping[str, Callable[..., object]]) -> None:
        super().__init__({**FILTERS, TEXT_FILTER: text}, functions)
        self.trim_blocks = self.lstrip_blocks = self.keep_trailing_newline = True

    def written(self, text: str) -> str:
        """A value as Markdown that prints it as it is. Markup means here that it is Markdown already."""
        if isinstance(text, Markup):
            return text
        if "\n" in text:
            remedy = f"skriv | {TEXT_FILTER} efter namnet om texten är Markdown, eller håll den på en rad"
            raise TemplateValueError("prose-lines", "texten har flera rader", remedy)
        return Markup(escaped(text))  # noqa: S704 - it has just been escaped, for Markdown


def evaluate(
    body: Body, names: Mapping[str, object], functions: Mapping[str, Callable[..., object]] = _NO_FUNCTIONS
) -> str:
    """The Markdown of a text with its facts filled in.

    Args:
        body: The text as written.
        names: What it may name, with values that the sandbox can read: views, models, mappings, texts, numbers, days.
        functions: What it may call, by name.

    Raises:
        ProblemsError: With every problem that one run can find, each with its line.
        ValueError: A name begins with an underscore.
    """
    hidden = [name for name in names if name.startswith("_")]
    if hidden:
        raise ValueError(f"the facts have the name {hidden[0]!r}: choose one without an underscore first")
    if _PLAIN.fullmatch(body.text) and len(body.text) <= MOST_OUTPUT:
        return body.text
    insertions = Insertions()
    environment = _ProseEnvironment(insertions.text, {name: _placed(function) for name, function in functions.items()})
    tree = _parsed(body, environment)
    problems = [
        *_dangerous(tree, body, environment),
        *_misplaced_texts(tree, body),
        *_misnamed(tree, body, {**functions, **names}),
    ]
    told = {(problem.place.line, problem.text) for problem in problems if problem.place}
    rendering = Rendering()
    # After a danger nothing is run; an unknown name lets the rest be tried, so that one run tells of empty values too.
    if not any(problem.rule != "template-unknown-name" for problem in problems):
        filled = run(_program(tree, environment), {**names, RENDERING: rendering})
        filled, refused = insertions.put_in(filled)
        refusals = [*rendering.refusals, *((one.line, one.error) for one in refused)]
        found = [_problem(body, line, error.rule, error.text, error.remedy) for line, error in refusals]
        problems += [problem for problem in found if problem.place and (problem.place.line, problem.text) not in told]
    if problems:
        raise ProblemsError(_in_order(problems))
    return filled


def _placed(function: Callable[..., object]) -> Callable[..., object]:
    """The function, with what it refuses told at the line that calls it."""

    def call(*arguments: object) -> object:
        try:
            return function(*arguments)
        except ProblemsError as error:
            first = error.problems[0]
            raise TemplateValueError(first.rule, first.text, first.remedy) from error

    return call


def names_used(body: Body) -> frozenset[str]:
    """The names that a text takes from outside itself.

    Raises:
        ProblemsError: Its tags are wrongly written, or use filters or tests that there are none of.
    """
    environment = _ProseEnvironment(Insertions().text, _NO_FUNCTIONS)
    tree = _parsed(body, environment)
    unusable = [one for one in dangers(tree, environment) if one.rule != "template-dangerous"]
    if unusable:
        raise ProblemsError([_danger_problem(body, one) for one in unusable])
    return frozenset(meta.find_undeclared_variables(tree))


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    places = ((problem, problem.place) for problem in dict.fromkeys(problems))
    return [
        one for one, place in sorted(places, key=lambda pair: (pair[1].line, pair[1].column) if pair[1] else (0, 0))
    ]


def _parsed(body: Body, environment: TemplateEnvironment) -> nodes.Template:
    problems = tuple(tag_problems(body))
    if problems:
        raise ProblemsError(_in_order(problems))
    try:
        return environment.parse(body.text)
    except TemplateSyntaxError as error:
        text, remedy = "taggarna på raden går inte att tolka", "jämför med en tagg som fungerar"
        raise ProblemsError([Problem("template-syntax", text, body.place(error.lineno), remedy)]) from error


def _program(tree: nodes.Template, environment: TemplateEnvironment) -> JinjaTemplate:
    program_tree = prepared(tree)
    program_tree.set_environment(environment)
    code = environment.compile(program_tree, name="prose", filename="template:prose")
    return JinjaTemplate.from_code(environment, code, environment.globals)


def _dangerous(tree: nodes.Template, body: Body, environment: TemplateEnvironment) -> Iterator[Problem]:
    for danger in dangers(tree, environment):
        yield _danger_problem(body, danger)


def _danger_problem(body: Body, danger: Danger) -> Problem:
    return _problem(body, danger.line, danger.rule, danger.text, danger.remedy, danger.word)


def _misplaced_texts(tree: nodes.Template, body: Body) -> Iterator[Problem]:
    """A text that is Markdown is printed where it is made: another filter would see only its place-holder."""
    printed = {id(node) for output in tree.find_all(nodes.Output) for child in output.nodes for node in _last(child)}
    for node in tree.find_all(nodes.Filter):
        if node.name == TEXT_FILTER and id(node) not in printed:
            text = f"filtret ”{TEXT_FILTER}” står inte sist"
            yield _problem(body, node.lineno, "template-level", text, f"skriv {{{{ … | {TEXT_FILTER} }}}}", TEXT_FILTER)


def _last(node: nodes.Node) -> Iterator[nodes.Node]:
    """What an expression prints: itself, or either branch of a choice."""
    if isinstance(node, nodes.CondExpr):
        for branch in (node.expr1, node.expr2):
            if branch is not None:
                yield from _last(branch)
    else:
        yield node


def _misnamed(tree: nodes.Template, body: Body, names: Mapping[str, object]) -> Iterator[Problem]:
    for unknown in unknown_names(tree, names):
        if unknown.name.startswith("_"):
            continue  # told as a danger
        text = f"namnet ”{unknown.name}” finns inte"
        yield _problem(body, unknown.line, "template-unknown-name", text, unknown.remedy, unknown.name)


def _problem(body: Body, line: int, rule: str, text: str, remedy: str, word: str = "") -> Problem:
    return Problem(rule, text, place_on(body, line, word), remedy)
