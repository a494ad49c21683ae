"""Lints the templates that somebody asked for and writes the copies asked for: what `contracts lint` does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from contracts.errors import Problem, Severity, TemplateError
from contracts.lint.kinds import kind_of
from contracts.lint.lint import lint, lint_all, shown, templates_in


@dataclass(frozen=True, slots=True)
class LintRun:
    """What a lint came to."""

    templates: tuple[str, ...]  #: every template that was looked at, as messages name it
    problems: tuple[Problem, ...]
    copies: tuple[tuple[Path, tuple[str, ...]], ...]  #: each copy that was written, and what was mended in it

    def stops(self, *, strict: bool) -> bool:
        """Whether the templates are not good enough."""
        stopping = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
        return any(problem.severity in stopping for problem in self.problems)


def lint_templates(
    asked: Sequence[Path],
    templates: Path,
    copies: Path,
    *,
    deep: bool,
    fix: bool,
    comments: bool,
    progress: Callable[[str, str], None],
) -> LintRun:
    """Lint some templates, or all of them.

    Args:
        asked: Word files; nothing means every template, and then facts that no template prints are told too.
        templates: the folder of templates.
        copies: where copies go.
        deep: render every branch with made-up facts, too.
        fix: write copies with mended tags.
        comments: write copies with the findings as comments.
        progress: told of each template and step.

    Raises:
        OutputError: a copy cannot be written.
    """
    paths = tuple(asked) or templates_in(templates)
    names = {path: shown(path, templates) for path in paths}
    if asked:
        problems = [problem for path in paths for problem in lint(path, templates, names[path])]
    else:
        problems = list(lint_all(templates))
    if deep:
        for path in paths:
            problems += _deep(path, names[path], progress)
    problems = list(dict.fromkeys(problems))
    written: list[tuple[Path, tuple[str, ...]]] = []
    for path in paths:
        found = [problem for problem in problems if problem.place and problem.place.file == names[path]]
        target = copies / _stem(path, templates)
        if comments and found:
            progress(names[path], "comments")
            written += _commented(path, found, target)
        if fix:
            progress(names[path], "mend")
            written += _mended(path, target)
    return LintRun(tuple(names.values()), tuple(problems), tuple(written))


def _deep(path: Path, name: str, progress: Callable[[str, str], None]) -> tuple[Problem, ...]:
    from contracts.lint.deep import lint_deep

    kind = kind_of(path.name)
    if not kind:
        return ()  # what a template of no known kind may name is not known, so nothing can be made up for it
    return lint_deep(path, kind, lambda done, of: progress(name, f"{done}/{of}"), shown_as=name)


def _stem(path: Path, templates: Path) -> str:
    """A copy's name without its ending: authorities' templates have the authority in it."""
    inside = path.relative_to(templates) if path.is_relative_to(templates) else Path(path.name)
    return "-".join(inside.with_suffix("").parts)


def _commented(path: Path, found: Sequence[Problem], target: Path) -> list[tuple[Path, tuple[str, ...]]]:
    from contracts.lint.comments import write_commented_copy

    copy = target.with_name(f"{target.name}-kommenterad.docx")
    try:
        write_commented_copy(path, found, copy)
    except TemplateError:
        return []  # no Word file to write comments in, as the findings say
    return [(copy, ())]


def _mended(path: Path, target: Path) -> list[tuple[Path, tuple[str, ...]]]:
    from contracts.lint.mend import mended_copy

    copy = target.with_name(f"{target.name}-lagad.docx")
    try:
        mended = mended_copy(path, copy)
    except TemplateError:
        return []  # as above
    if not mended:
        copy.unlink()
        return []
    return [(copy, mended)]
