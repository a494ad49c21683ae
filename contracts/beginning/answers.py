"""The answers that a project begins with: what the interview asks for, as a file for `contracts init --from`."""

from pathlib import Path
from typing import cast

from pydantic import Field, ValidationError

from contracts.beginning.case_numbers import pattern_of, problems_of_example
from contracts.beginning.criteria import CriteriaChoice, criteria_set
from contracts.drafting.tree import Tree
from contracts.errors import Problem, ProblemsError
from contracts.facts.model.authority import Authority
from contracts.facts.model.base import Fact, Line, Slug
from contracts.facts.model.organisation import Organisation
from contracts.facts.reader import read_source
from contracts.facts.refusals import problems_of
from contracts.facts.source import Route, Source


class NewAuthority(Authority):
    """The fields of authority.yaml, where the pattern of case numbers may follow from examples instead."""

    case_number_pattern: Line = Field(
        default=".+", title="Mönster för diarienummer", description="Behövs inte när case_numbers ger exempel."
    )


class ProjectAnswers(Fact):
    """The file of answers."""

    folder: Slug = Field(title="Mapp", description="Myndighetens mapp i data/.", examples=["exempelstad"])
    case_numbers: tuple[Line, ...] = Field(
        default=(),
        title="Diarienummer",
        description="Ett eller flera som visar hur myndigheten skriver dem.",
        examples=["KS 2026/0123"],
    )
    criteria_set: CriteriaChoice | None = Field(
        default=None, title="Kriterier", description="En färdig uppsättning, i stället för egna i authority."
    )
    authority: NewAuthority = Field(title="Myndigheten", description="Fälten i authority.yaml.")
    organisations: tuple[Organisation, ...] = Field(
        default=(), title="Organisationer", description="De som myndigheten redan har partnerskap med."
    )


def read_project_answers(path: Path, shown_as: str) -> Tree:
    """Read a file of answers, as its texts.

    Raises:
        ProblemsError: With all that is wrong in it, each with its line.
        OSError: It cannot be opened.
    """
    source = read_source(path, shown_as)
    try:
        answers = ProjectAnswers.model_validate(source.plain())
    except ValidationError as error:
        raise ProblemsError(problems_of(error, ProjectAnswers, source)) from error
    if problems := _problems(answers, source):
        raise ProblemsError(problems)
    return cast(Tree, source.plain())


def _problems(answers: ProjectAnswers, source: Source) -> list[Problem]:
    found = [
        Problem(problem.rule, problem.text, source.place(("case_numbers", at)), problem.remedy)
        for at, example in enumerate(answers.case_numbers)
        for problem in problems_of_example(example)
    ]
    stated = answers.authority.model_fields_set
    if not answers.case_numbers and "case_number_pattern" not in stated:
        text, remedy = "det framgår inte hur diarienummer skrivs", "skriv case_numbers: [KS 2026/0123]"
        found.append(Problem("case-numbers-missing", text, source.place(("authority",)), remedy))
    for route, twice in (
        (("case_numbers",), bool(answers.case_numbers) and "case_number_pattern" in stated),
        (("criteria_set",), answers.criteria_set is not None and "criteria" in stated),
    ):
        if twice:
            found.append(_twice(route, source))
    return found


def _twice(route: Route, source: Source) -> Problem:
    text = f"samma sak sägs både i {route[-1]} och i authority"
    return Problem("answer-twice", text, source.place(route), "ta bort det ena")


def authority_tree(answers: Tree) -> Tree:
    """The fields of authority.yaml that answers come to."""
    authority = dict(cast(Tree, answers["authority"]))
    if examples := answers.get("case_numbers"):
        authority["case_number_pattern"] = pattern_of(cast("list[str]", examples))
    if choice := answers.get("criteria_set"):
        authority["criteria"] = dict(criteria_set(CriteriaChoice(str(choice))))
    return authority
