"""Looks at each tag's expression by itself, so that one run tells of every fault, and prepares them for rendering.

An expression may read facts, filter them and compare them. It may not call anything, reach names with underscores, or
fetch other templates: a template comes from outside and must not be able to do more than place text.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from jinja2 import TemplateSyntaxError, nodes
from jinja2.filters import FILTERS
from jinja2.visitor import NodeTransformer

from contracts.errors import Place, Problem
from contracts.sandbox.environment import BOUNDED, COUNTED, SHOWN, TemplateEnvironment
from contracts.sandbox.readable import LOOP_HELPERS
from contracts.sandbox.suggestions import did_you_mean
from contracts.word.places import pointed_at
from contracts.word.tags import Kind, TagText

_STATEMENTS: Final = ("if", "elif", "else", "endif", "for", "endfor", "set")
_UNSUPPORTED: Final = frozenset(
    [
        "import",
        "from",
        "include",
        "extends",
        "block",
        "macro",
        "call",
        "filter",
        "autoescape",
        "do",
        "raw",
        "with",
        "trans",
        "break",
        "continue",
        "endblock",
        "endmacro",
        "endcall",
        "endfilter",
        "endset",
        "endautoescape",
        "endraw",
        "endwith",
        "colspan",
        "cellbg",
        "vm",
        "hm",
    ]
)
_RESERVED: Final = frozenset({"self", "super", "caller", "varargs", "kwargs"})
_KEYWORDS: Final = frozenset(
    [
        "and",
        "or",
        "not",
        "in",
        "is",
        "if",
        "else",
        "elif",
        "for",
        "true",
        "false",
        "none",
        "True",
        "False",
        "None",
        "recursive",
    ]
)
_PATH_FILTERS: Final = frozenset({"map", "select", "reject", "selectattr", "rejectattr"})
BLOCK_FILTER: Final = "stycken"


@dataclass(frozen=True, slots=True)
class PlacedTag:
    """A tag as problems speak of it, without the tree it came from."""

    tag: TagText
    paragraph_text: str
    place: Place  #: of its paragraph

    def problem(self, rule: str, text: str, remedy: str, pointed: str = "") -> Problem:
        """A problem at this tag, or at a word in it."""
        start, width = self.tag.start, len(self.tag.raw)
        found = re.search(rf"(?<!\w){re.escape(pointed)}(?!\w)", self.tag.raw) if pointed else None
        if found:
            start, width = start + found.start(), len(pointed)
        return Problem(rule, text, pointed_at(self.place, self.paragraph_text, start, width), remedy)


def expression_problems(placed: PlacedTag, environment: TemplateEnvironment) -> Iterator[Problem]:
    """All that is wrong with one tag, seen by itself."""
    tag = placed.tag
    if tag.kind is Kind.COMMENT:
        return
    if tag.trims:
        text = f"minustecknet eller plustecknet invid klammern i {tag.raw} stöds inte"
        yield placed.problem("template-syntax", text, "ta bort tecknet; stycken slås aldrig ihop av taggar")
        return
    if tag.kind is Kind.STATEMENT:
        refused = _statement_problem(placed)
        if refused:
            yield refused
            return
    try:
        tree = environment.parse(_alone(tag))
    except TemplateSyntaxError:
        # Jinja's message is English and speaks of its own tokens; what is wrong is worked out again for the reader.
        yield _syntax_problem(placed)
        return
    yield from _dangers(tree, placed, environment)
    yield from _block_value_problems(tree, placed)


def _statement_problem(placed: PlacedTag) -> Problem | None:
    tag = placed.tag
    word = tag.word
    if word not in _STATEMENTS:
        if word in _UNSUPPORTED:
            text = f"{{% {word} %}} får inte användas i mallar"
            return placed.problem("template-statement", text, "använd if, for och set; hämta inget från andra filer")
        near = difflib.get_close_matches(word, _STATEMENTS, n=1)
        remedy = f"menade du ”{near[0]}”?" if near else "det som finns är: " + ", ".join(_STATEMENTS)
        return placed.problem("template-statement", f"ordet ”{word}” i {tag.raw} är okänt", remedy, word)
    if word in ("else", "endif", "endfor") and tag.body != word:
        return placed.problem("template-syntax", f"efter ”{word}” får inget mer stå", f"skriv {{% {word} %}}")
    if word == "set" and "=" not in tag.body:
        text = "{% set %} utan likhetstecken får inte användas i mallar"
        return placed.problem("template-statement", text, "skriv {% set namn = värde %}")
    return None


def _alone(tag: TagText) -> str:
    """A whole little template around one tag."""
    if tag.kind is Kind.OUTPUT:
        return f"{{{{ {tag.body} }}}}"
    pattern = {
        "if": "{%% %s %%}{%% endif %%}",
        "elif": "{%% if 1 %%}{%% %s %%}{%% endif %%}",
        "for": "{%% %s %%}{%% endfor %%}",
        "set": "{%% %s %%}",
    }.get(tag.word)
    return pattern % tag.body if pattern else ""


def _syntax_problem(placed: PlacedTag) -> Problem:
    body = placed.tag.body
    rule = "template-syntax"
    if not body:
        return placed.problem(rule, "taggen är tom", "skriv ett namn mellan klamrarna, eller ta bort taggen")
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", lambda found: "x" * len(found[0]), body)
    if '"' in bare or "'" in bare:
        return placed.problem(rule, f"ett citattecken i {placed.tag.raw} stängs aldrig", "lägg till citattecknet")
    strange = re.search(r"[^\w\s.,|()\[\]{}'\"+\-*/%=<>!~:]", bare)
    if strange:
        text = f"tecknet ”{strange[0]}” får inte stå i en tagg"
        return placed.problem(rule, text, "skriv and, or, not, eller sätt text inom citattecken", strange[0])
    if bare.count("(") != bare.count(")") or bare.count("[") != bare.count("]"):
        return placed.problem(rule, f"en parentes i {placed.tag.raw} saknar sin andra hälft", "lägg till parentesen")
    for found in re.finditer(r"([\w.]+)\s+(?=([\w.]+))", bare):
        if found[1] not in _KEYWORDS and found[2] not in _KEYWORDS and found[1] not in _STATEMENTS:
            text = f"mellan ”{found[1]}” och ”{found[2]}” saknas något"
            return placed.problem(rule, text, "skriv en punkt, ett lodstreck | eller ett jämförelsetecken", found[2])
    return placed.problem(rule, f"uttrycket i {placed.tag.raw} går inte att tolka", "jämför med en tagg som fungerar")


def _dangers(tree: nodes.Template, placed: PlacedTag, environment: TemplateEnvironment) -> Iterator[Problem]:
    for node in tree.find_all(nodes.Node):
        name = _hidden_name(node)
        if name:
            text = f"namnet ”{name}” får inte användas i mallar"
            yield placed.problem("template-dangerous", text, "använd bara uppgifternas egna namn", name)
        elif isinstance(node, nodes.Call) and not _is_loop_helper(node):
            text = f"{placed.tag.raw} försöker anropa något; en mall får bara läsa uppgifter"
            yield placed.problem("template-dangerous", text, "ta bort parenteserna, eller använd ett filter med |")
        elif isinstance(node, nodes.Pow | nodes.NSRef) or (isinstance(node, nodes.For) and node.recursive):
            text = f"{placed.tag.raw} använder något som inte får stå i mallar"
            yield placed.problem("template-dangerous", text, "räkna ut värdet i data; mallen ska bara skriva ut det")
        elif isinstance(node, nodes.Filter):
            yield from _filter_problems(node, placed, environment)
        elif isinstance(node, nodes.Test) and node.name not in environment.tests:
            remedy = did_you_mean(node.name, (n for n in environment.tests if n.isalpha()))
            yield placed.problem("template-unknown-test", f"provet ”{node.name}” finns inte", remedy, node.name)


def _hidden_name(node: nodes.Node) -> str:
    name: object = ""
    if isinstance(node, nodes.Getattr):
        name = node.attr
    elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        name = node.arg.value
    elif isinstance(node, nodes.Name):
        name = node.name
        if name in _RESERVED or (name == "loop" and node.ctx == "store"):
            return str(name)
    return name if isinstance(name, str) and name.startswith("_") else ""


def _is_loop_helper(call: nodes.Call) -> bool:
    callee = call.node
    return (
        isinstance(callee, nodes.Getattr)
        and callee.attr in LOOP_HELPERS
        and isinstance(callee.node, nodes.Name)
        and callee.node.name == "loop"
    )


def _filter_problems(node: nodes.Filter, placed: PlacedTag, environment: TemplateEnvironment) -> Iterator[Problem]:
    names = [node.name]
    if node.name in ("map",) and node.args and isinstance(node.args[0], nodes.Const):
        names.append(str(node.args[0].value))
    for name in names:
        if name in environment.filters and not name.startswith("_"):
            continue
        if name in FILTERS:
            text = f"filtret ”{name}” får inte användas i mallar"
            yield placed.problem("template-dangerous", text, "ta bort filtret", name)
        else:
            remedy = did_you_mean(name, (n for n in environment.filters if not n.startswith("_")))
            yield placed.problem("template-unknown-filter", f"filtret ”{name}” finns inte", remedy, name)


def _block_value_problems(tree: nodes.Template, placed: PlacedTag) -> Iterator[Problem]:
    makes_blocks = any(node.name == BLOCK_FILTER for node in tree.find_all(nodes.Filter))
    is_block_tag = placed.tag.kind is Kind.OUTPUT and placed.tag.level == "p"
    if makes_blocks and not is_block_tag:
        text = f"filtret ”{BLOCK_FILTER}” ger hela stycken"
        yield placed.problem("template-level", text, f"skriv {{{{p … | {BLOCK_FILTER} }}}} i ett eget stycke")
    elif is_block_tag and not makes_blocks:
        text = f"{placed.tag.raw} ska ge hela stycken men saknar filtret ”{BLOCK_FILTER}”"
        yield placed.problem("template-level", text, f"lägg till | {BLOCK_FILTER}, eller skriv {{{{ … }}}}")


class _Preparer(NodeTransformer):
    """Sends every printed value, every list gone through and every text put together past the sandbox's gates."""

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 - Jinja's visitor names
        self.generic_visit(node)
        node.nodes = [
            child if isinstance(child, nodes.TemplateData) else _gate(child, SHOWN, nodes.Const(child.lineno))
            for child in node.nodes
        ]
        return node

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802
        self.generic_visit(node)
        node.iter = _gate(cast(nodes.Expr, node.iter), COUNTED)
        return node

    def visit_Assign(self, node: nodes.Assign) -> nodes.Assign:  # noqa: N802
        self.generic_visit(node)
        node.node = _gate(cast(nodes.Expr, node.node), BOUNDED)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        node.nodes = [_gate(child, SHOWN, nodes.Const(child.lineno)) for child in node.nodes]
        return _gate(node, BOUNDED)


def _gate(value: nodes.Expr, gate: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(value, gate, list(arguments), [], None, None, lineno=value.lineno)


def prepared(tree: nodes.Template) -> nodes.Template:
    """The same template, with every value that it prints sent past the gates."""
    return cast(nodes.Template, _Preparer().visit(tree))
