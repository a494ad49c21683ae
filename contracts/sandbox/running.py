"""Runs a template that has been compiled, and turns whatever stops it into a refusal with its line."""

from collections.abc import Mapping
from types import TracebackType

from jinja2 import TemplateError as JinjaError
from jinja2 import UndefinedError
from jinja2.environment import Template as JinjaTemplate
from jinja2.exceptions import SecurityError

from contracts.sandbox.environment import MOST_OUTPUT
from contracts.sandbox.metering import RENDERING, Rendering
from contracts.sandbox.printing import TemplateValueError


def run(program: JinjaTemplate, context: Mapping[str, object], first_line: int = 1) -> str:
    """What a template prints with these facts.

    It is whole only when nothing was refused; refusals are kept in the context's rendering, each with its line.

    Args:
        program: the template.
        context: names and values, and the rendering under its own name.
        first_line: the line to give for what happens outside the template's own lines.
    """
    rendering = context[RENDERING]
    assert isinstance(rendering, Rendering)
    pieces: list[str] = []
    try:
        _fill(program, pieces, context)
    except TemplateValueError as error:
        rendering.refusals.append((_line(program, error.__traceback__, first_line), error))
    except (JinjaError, ArithmeticError, TypeError, ValueError, LookupError, AttributeError, RecursionError) as error:
        rendering.refusals.append((_line(program, error.__traceback__, first_line), _uncomputable(error)))
    return "".join(pieces)


def _fill(program: JinjaTemplate, pieces: list[str], context: Mapping[str, object]) -> None:
    size = 0
    for piece in program.root_render_func(program.new_context(dict(context))):
        size += len(piece)
        if size > MOST_OUTPUT:
            text = "dokumentet blir orimligt stort"
            raise TemplateValueError("template-too-large", text, "kontrollera upprepningarna i mallen")
        pieces.append(piece)


def _line(program: JinjaTemplate, traceback: TracebackType | None, line: int) -> int:
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == program.filename:
            line = program.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next
    return line


def _uncomputable(error: Exception) -> TemplateValueError:
    if isinstance(error, SecurityError):
        text = "uttrycket försöker göra mer än att läsa uppgifter"
        return TemplateValueError("template-dangerous", text, "ta bort anropet")
    rule = "template-empty" if isinstance(error, UndefinedError) else "template-value"
    text = f"uttrycket går inte att räkna ut ({type(error).__name__}: {error})"
    return TemplateValueError(rule, text, "kontrollera att uppgifterna är av rätt sort för uttrycket")
