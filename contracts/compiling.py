"""Compiles the templates that documents are made by."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from contracts.errors import Problem, ProblemsError
from contracts.plan.head import Head
from contracts.project import Project
from contracts.spelling.filters import FILTERS
from contracts.word.render import Template
from contracts.word.template import compile_template


def templates_of(jobs: Iterable[Head]) -> tuple[Path, ...]:
    """Each template that these jobs use, once."""
    return tuple(dict.fromkeys(path for job in jobs for path in (job.template, job.agreement) if path is not None))


def compile_templates(project: Project, paths: Iterable[Path]) -> Mapping[Path, Template]:
    """Each of these templates, compiled.

    Raises:
        ProblemsError: With every problem of every template.
    """
    problems: list[Problem] = []
    templates: dict[Path, Template] = {}
    for path in paths:
        shown_as = f"{project.templates.name}/{path.relative_to(project.templates).as_posix()}"
        try:
            templates[path] = compile_template(path, filters=FILTERS, shown_as=shown_as)
        except ProblemsError as error:
            problems.extend(error.problems)
    if problems:
        raise ProblemsError(problems)
    return templates
