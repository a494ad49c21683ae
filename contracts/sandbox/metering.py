"""Counts what rendering a document costs, and stops when it is more than any document needs.

Time itself is no measure: the same facts must give the same bytes, or the same refusal, on a slow machine too. So steps
are counted: one for each thing that an expression is made of, every time it is worked out, and one for each letter or
item that a filter, a test or a comparison goes through.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from jinja2 import pass_context
from jinja2.runtime import Context

from contracts.sandbox.printing import TemplateValueError

#: Items that the loops of one document may go through, all together.
MOST_ITERATIONS: Final = 10_000
#: Steps that one document may take. The longest report of the real data takes a fiftieth of that.
MOST_STEPS: Final = 10_000_000
#: The name under which a document's counts lie among the facts; a template's own names never begin with an underscore.
RENDERING: Final = "_rendering"

_LISTS: Final = (list, tuple)
_SIZED: Final = (str, list, tuple)


@dataclass(slots=True)
class Rendering:
    """What is counted and found while one document is rendered."""

    iterations_left: int = MOST_ITERATIONS
    steps_left: int = MOST_STEPS
    refusals: list[tuple[int, TemplateValueError]] = field(default_factory=list)  #: Jinja line, what was wrong

    def spend(self, steps: int) -> None:
        """Count some steps.

        Raises:
            TemplateValueError: there are too many of them.
        """
        self.steps_left -= steps
        if self.steps_left < 0:
            text = "mallen kräver orimligt mycket arbete"
            remedy = "kontrollera upprepningarna och de långa texterna i mallen"
            raise TemplateValueError("template-too-large", text, remedy)


def rendering_of(context: Context) -> Rendering:
    """The counts of the document that is being rendered."""
    rendering = context.parent[RENDERING]
    assert isinstance(rendering, Rendering)
    return rendering


def size_of(value: object) -> int:
    """How many letters or items a value has, those of texts and lists in a list included."""
    if isinstance(value, str):
        return 1 + len(value)
    if isinstance(value, _LISTS):
        return 1 + sum([1 + (len(item) if isinstance(item, _SIZED) else 0) for item in value])
    return 1 + (len(value) if isinstance(value, Mapping) else 0)


def metered(function: Callable[..., object], *, list_filter: bool = False) -> Callable[..., object]:
    """A filter or test that counts the letters and items of its value and arguments before it is run.

    Args:
        function: the filter or test, with whatever it asks Jinja to pass to it first.
        list_filter: it may go through its arguments once for each item of its value.
    """
    asked = getattr(function, "jinja_pass_arg", None)
    if asked is None and not list_filter:

        def call_plain(context: Context, value: Any, *arguments: Any, **named: Any) -> object:
            size = size_of(value)
            if arguments or named:
                size += sum(map(size_of, (*arguments, *named.values())))
            rendering_of(context).spend(size)
            return function(value, *arguments, **named)

        return pass_context(functools.update_wrapper(call_plain, function))
    passed: Callable[[Context], tuple[object, ...]] = {
        "context": lambda context: (context,),
        "eval_context": lambda context: (context.eval_ctx,),
        "environment": lambda context: (context.environment,),
    }.get(asked.name if asked else "", lambda context: ())

    def call(context: Context, value: Any, *arguments: Any, **named: Any) -> object:
        size, extra = size_of(value), sum(map(size_of, (*arguments, *named.values())))
        rendering_of(context).spend(size * (1 + extra) if list_filter else size + extra)
        return function(*passed(context), value, *arguments, **named)

    return pass_context(functools.update_wrapper(call, function))


@pass_context
def weighed(context: Context, value: object) -> object:
    """The value as it is, its letters and items counted: what a comparison or a slice goes through."""
    rendering_of(context).spend(size_of(value))
    return value
