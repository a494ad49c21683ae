"""Looks at each tag's expression by itself, so that one run tells of every fault, with its place in the Word file.

What an expression may do is decided in sandbox/; here its findings get their paragraphs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jinja2 import nodes

from contracts.errors import Place, Problem
from contracts.sandbox.dangers import dangers
from contracts.sandbox.environment import TemplateEnvironment
from contracts.sandbox.syntax import WrittenTag, statement_fault, syntax_fault
from contracts.sandbox.tag_trees import tree_of
from contracts.word.places import pointed_at
from contracts.word.tags import Kind, TagText

BLOCK_FILTER: Final = "stycken"
REFERENCE: Final = "ref"


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
    written = WrittenTag(tag.raw, tag.body, statement=tag.kind is Kind.STATEMENT)
    refused = statement_fault(written)
    if refused:
        yield placed.problem(refused.rule, refused.text, refused.remedy, refused.word)
        return
    tree = tree_of(written)
    if tree is None:
        # Jinja's message is English and speaks of its own tokens; what is wrong is worked out again for the reader.
        fault = syntax_fault(written)
        yield placed.problem(fault.rule, fault.text, fault.remedy, fault.word)
        return
    for danger in dangers(tree, environment):
        yield placed.problem(danger.rule, danger.text, danger.remedy, danger.word)
    yield from _block_value_problems(tree, placed)
    yield from _reference_problems(tree, placed)


def _block_value_problems(tree: nodes.Template, placed: PlacedTag) -> Iterator[Problem]:
    makes_blocks = any(node.name == BLOCK_FILTER for node in tree.find_all(nodes.Filter))
    is_block_tag = placed.tag.kind is Kind.OUTPUT and placed.tag.level == "p"
    if makes_blocks and not is_block_tag:
        text = f"filtret ”{BLOCK_FILTER}” ger hela stycken"
        yield placed.problem("template-level", text, f"skriv {{{{p … | {BLOCK_FILTER} }}}} i ett eget stycke")
    elif is_block_tag and not makes_blocks:
        text = f"{placed.tag.raw} ska ge hela stycken men saknar filtret ”{BLOCK_FILTER}”"
        yield placed.problem("template-level", text, f"lägg till | {BLOCK_FILTER}, eller skriv {{{{ … }}}}")


def _reference_problems(tree: nodes.Template, placed: PlacedTag) -> Iterator[Problem]:
    """References stand alone in their tags: a heading's number is not known yet, so nothing can be made of it."""
    shown = [node for output in tree.find_all(nodes.Output) for one in output.nodes for node in _branches(one)]
    sound = {id(call.node) for call in shown if isinstance(call, nodes.Call) and _names_a_heading(call)}
    if any(name.name == REFERENCE and id(name) not in sound for name in tree.find_all(nodes.Name)):
        text = f"{placed.tag.raw} är ingen hänvisning som går att följa"
        remedy = (
            f'skriv {{{{ {REFERENCE}("namn") }}}} eller {{{{ {REFERENCE}(klausul.id) }}}}, utan filter, i en egen tagg'
        )
        yield placed.problem("reference-form", text, remedy, REFERENCE)


def _branches(node: nodes.Node) -> Iterator[nodes.Node]:
    """The values that an output can come to print."""
    if isinstance(node, nodes.CondExpr):
        for branch in (node.expr1, node.expr2):
            if branch is not None:
                yield from _branches(branch)
    else:
        yield node


def _names_a_heading(call: nodes.Call) -> bool:
    if call.kwargs or call.dyn_args or call.dyn_kwargs or len(call.args) != 1:
        return False
    (name,) = call.args
    if isinstance(name, nodes.Const):
        return isinstance(name.value, str)
    return isinstance(name, nodes.Name | nodes.Getattr)
