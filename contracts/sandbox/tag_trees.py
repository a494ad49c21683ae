"""A tag as Jinja reads it, by itself."""

import functools

from jinja2 import TemplateSyntaxError, nodes

from contracts.sandbox.environment import TemplateEnvironment
from contracts.sandbox.syntax import WrittenTag, alone


@functools.lru_cache(maxsize=512)
def tree_of(tag: WrittenTag) -> nodes.Template | None:
    """A tag as a little template of its own, to be read and never changed; None when Jinja cannot read it.

    Templates and texts say the same few hundred things again and again, and every way of looking at one begins here.
    What an expression may use plays no part in reading it.
    """
    try:
        return _environment().parse(alone(tag))
    except TemplateSyntaxError:
        return None


@functools.cache
def _environment() -> TemplateEnvironment:
    return TemplateEnvironment({})
