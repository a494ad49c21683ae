"""Watches a template while it is rendered: which way each condition went, and how many items each loop had."""

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, cast

from jinja2 import nodes
from jinja2.environment import Template as JinjaTemplate

from contracts.lint.deep_paths import Paths, Site, follow
from contracts.sandbox.environment import TemplateEnvironment
from contracts.sandbox.gates import prepared
from contracts.word.part import CompiledPart
from contracts.word.render import Template

#: A filter that only this module writes into a template; names of a template's own never begin with an underscore.
_SEEN: Final = "_seen"
TRUE, FALSE = "sant", "falskt"
NO_ITEMS, ONE_ITEM, MORE_ITEMS = "inga", "en", "flera"


@dataclass(frozen=True, slots=True)
class Watched:
    """A template that tells, each time it is rendered, which ways it went."""

    template: Template
    paths: Paths  #: what its expressions read
    sites: tuple[Site, ...]
    seen: dict[int, dict[str, None]] = field(default_factory=dict)  #: by site's number: the ways it has just gone

    def part_of(self, site: Site) -> CompiledPart:
        """The part that a site stands in."""
        return (*self.template.parts, *self.template.property_parts)[site.part]


def watched(template: Template, tops: Mapping[str, Any]) -> Watched:
    """The template, watched.

    Its environment gets one more filter, so it must not be used for making documents afterwards.

    Args:
        template: compiled, for nobody else.
        tops: the declared types of the names at the top, as for `sample_names`.
    """
    parts = (*template.parts, *template.property_parts)
    trees = [_own_copy(part) for part in parts]
    paths = follow(trees, tops)
    sites = tuple(paths.sites.values())
    seen: dict[int, dict[str, None]] = {}
    for number, site in enumerate(sites):
        _watch(site, number)
    new = [_rebuilt(part, tree, _noting(seen)) for part, tree in zip(parts, trees, strict=True)]
    count = len(template.parts)
    copied = replace(template, parts=tuple(new[:count]), property_parts=tuple(new[count:]))
    return Watched(copied, paths, sites, seen)


def _own_copy(part: CompiledPart) -> nodes.Template:
    environment = part.program.environment
    return copy.deepcopy(part.tree, {id(environment): environment})


def _watch(site: Site, number: int) -> None:
    node = site.node
    name = "iter" if isinstance(node, nodes.For) else "test"
    asked = cast(nodes.Expr, getattr(node, name))
    # Where it stands alone a number is never a template's: the filter's own name cannot be written in one.
    gate = nodes.Filter(asked, _SEEN, [nodes.Const(number), nodes.Const(name == "iter")], [], None, None)
    setattr(node, name, gate.set_lineno(node.lineno, override=True))


def _noting(seen: dict[int, dict[str, None]]) -> Callable[..., object]:
    def note(value: Any, number: int, loop: bool) -> object:
        ways = seen.setdefault(number, {})
        if not loop:
            ways[TRUE if value else FALSE] = None
        elif isinstance(value, tuple | list):
            ways[(NO_ITEMS, ONE_ITEM, MORE_ITEMS)[min(2, len(value))]] = None
        return value

    return note


def _rebuilt(part: CompiledPart, tree: nodes.Template, note: Callable[..., object]) -> CompiledPart:
    environment = part.program.environment
    assert isinstance(environment, TemplateEnvironment)
    environment.filters[_SEEN] = note
    program_tree = prepared(tree)
    program_tree.set_environment(environment)
    code = environment.compile(program_tree, name=part.name, filename=f"template:{part.name}")
    # Names that do not exist are followed at each render; one look at a template is enough, and the walk has had it.
    program = JinjaTemplate.from_code(environment, code, environment.globals)
    return replace(part, tree=nodes.Template([], lineno=1), program=program)
