"""One part of a compiled template: the body, a header, a footer, or properties, as a Jinja program with places."""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from jinja2 import nodes
from jinja2.environment import Template as JinjaTemplate
from lxml import etree

from contracts.errors import Place, Problem
from contracts.sandbox.environment import TemplateEnvironment
from contracts.sandbox.gates import prepared
from contracts.sandbox.known_names import UnknownName, unknown_names
from contracts.sandbox.metering import RENDERING, Rendering
from contracts.sandbox.printing import TemplateValueError
from contracts.sandbox.running import run
from contracts.word.expressions import PlacedTag
from contracts.word.ooxml import Element
from contracts.word.placing import CLOSE, OPEN
from contracts.word.tags import Kind

#: Kinds of facts that are remembered for a part; a template meets a few.
_MOST_KINDS: Final = 256
_SLOT: Final = re.compile(f"{OPEN}(\\d+){CLOSE}")
#: A brace in the file's own text that Jinja would take for the beginning of a tag.
_BRACE: Final = re.compile(r"\{(?=[{%#]|$)")


@dataclass(frozen=True, slots=True, eq=False)
class CompiledPart:
    """A part that can be rendered many times."""

    name: str  #: the member's name
    label: str  #: its Swedish name
    place: Place  #: of the whole part
    lines: tuple[PlacedTag, ...]  #: the tag on each Jinja line, from the second line on
    tree: nodes.Template  #: as parsed, for following names
    program: JinjaTemplate
    functions: Mapping[str, Callable[..., object]]  #: what its expressions may call, by name
    misses: dict[Hashable, tuple[UnknownName, ...]] = field(default_factory=dict)  #: found so far, by kinds of facts

    def tag_at(self, line: int) -> PlacedTag | None:
        """The tag on a line of the part's Jinja text (1-based); None when the part has no tags."""
        return self.lines[min(line - 2, len(self.lines) - 1)] if self.lines and line > 1 else None

    def problem(self, line: int, error: TemplateValueError, pointed: str = "") -> Problem:
        """The problem that a refused value is, with its place."""
        tag = self.tag_at(line)
        if tag is None:
            return Problem(error.rule, f"{self.label}: {error.text}", self.place, error.remedy)
        return tag.problem(error.rule, f"{tag.tag.raw}: {error.text}", error.remedy, pointed)

    def misnamed(self, context: Mapping[str, object], kinds: Hashable | None) -> Iterator[tuple[int, Problem]]:
        """A problem, with its line, for every name that the facts do not have.

        Args:
            context: the facts.
            kinds: what of them decides that; None to look at the facts themselves.
        """
        found = self.misses.get(kinds) if kinds is not None else None
        if found is None:
            found = unknown_names(self.tree, {**context, **self.functions})
            if kinds is not None and len(self.misses) < _MOST_KINDS:
                self.misses[kinds] = found
        for unknown in found:
            error = TemplateValueError("template-unknown-name", f"namnet ”{unknown.name}” finns inte", unknown.remedy)
            yield unknown.line, self.problem(unknown.line, error, unknown.name)

    def render(self, context: Mapping[str, object]) -> tuple[str, tuple[tuple[int, TemplateValueError], ...]]:
        """The part's XML with these facts, and every value that was refused, with its line.

        The XML is whole only when nothing was refused.
        """
        rendering = context[RENDERING]
        assert isinstance(rendering, Rendering)
        already = len(rendering.refusals)
        xml = run(self.program, context, first_line=2)
        return xml, tuple(rendering.refusals[already:])


def jinja_text(root: Element, tags: Sequence[PlacedTag]) -> tuple[str, tuple[PlacedTag, ...]]:
    """A part with placeholders as Jinja text, each tag beginning a line of its own, and the tags by line.

    Args:
        root: the part, with placeholders.
        tags: its tags, by number.
    """
    xml = etree.tostring(root, encoding="unicode").replace("\n", " ")
    pieces = _SLOT.split(xml)
    out = [_BRACE.sub("&#123;", pieces[0])]
    lines: list[PlacedTag] = []
    for number, static in zip(pieces[1::2], pieces[2::2], strict=True):
        placed = tags[int(number)]
        if placed.tag.kind is not Kind.COMMENT:
            lines.append(placed)
            end = "}}" if placed.tag.kind is Kind.OUTPUT else "%}"
            out.append(f"{placed.tag.kind.value}\n{placed.tag.body} {end}")
        out.append(_BRACE.sub("&#123;", static))
    return "".join(out), tuple(lines)


def compile_part(
    name: str, label: str, place: Place, root: Element, tags: Sequence[PlacedTag], environment: TemplateEnvironment
) -> CompiledPart:
    """The part as a program.

    Args:
        name: the member's name.
        label: its Swedish name.
        place: of the whole part.
        root: the part, with placeholders for tags.
        tags: its tags, by number; each has been found sound by itself, and all in order.
        environment: the sandbox it will run in.
    """
    text, lines = jinja_text(root, tags)
    tree = environment.parse(text)
    program_tree = prepared(environment.parse(text))
    program_tree.set_environment(environment)
    code = environment.compile(program_tree, name=name, filename=f"template:{name}")
    program = JinjaTemplate.from_code(environment, code, environment.globals)
    return CompiledPart(name, label, place, lines, tree, program, MappingProxyType(dict(environment.functions)))
