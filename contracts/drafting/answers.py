"""The answers as a file, answers.yaml: what an interview asks for, in the shape of the files that it becomes."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

from pydantic import Field, ValidationError

from contracts.checks.check import check_partnership, found_in_organisations, place_of
from contracts.checks.rule import Subject, guess
from contracts.drafting.draft import Draft
from contracts.drafting.layout import laid_out, tidied
from contracts.drafting.prose import texts_in, unprintable
from contracts.drafting.tree import Tree, tree_of
from contracts.editing.emit import emit
from contracts.errors import Problem, ProblemsError, Severity
from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.base import Day, Fact, Line, Slug
from contracts.facts.model.document import Person
from contracts.facts.model.organisation import Organisation
from contracts.facts.model.partnership import Partnership, Status
from contracts.facts.reader import read_source
from contracts.facts.refusals import problems_of
from contracts.facts.source import Source


class NewMemo(Fact):
    """What a memo begins with."""

    date: Day = Field(title="Datum", description="Skrivelsens dag. Den står också i filens namn.")
    board: Slug = Field(title="Nämnd", description="Id för nämnden som beslutar.")
    meeting: Day | None = Field(default=None, title="Möte", description="Dagen då nämnden tar upp ärendet.")
    case_officer: Person | None = Field(default=None, title="Vår referens", description="Handläggaren.")


class NewPm(Fact):
    """What a PM begins with."""

    date: Day | None = Field(default=None, title="Datum", description="Dagen som PM:et är daterat.")


class Answers(Fact):
    """The file answers.yaml."""

    folder: Line | None = Field(
        default=None, title="Mapp", description="Myndighetens och partnerskapets mapp.", examples=["exempelstad/cafe"]
    )
    organisations: tuple[Organisation, ...] = Field(
        default=(), title="Nya organisationer", description="De som myndigheten inte har haft partnerskap med förut."
    )
    partnership: Partnership = Field(
        title="Partnerskapet",
        description="Fälten i partnership.yaml. Läget (status) behöver inte skrivas: det är draft.",
    )
    memo: NewMemo | None = Field(
        default=None, title="Tjänsteskrivelse", description="Vad den börjar med. Tomt: ingen skrivs."
    )
    pm: NewPm = Field(default=NewPm(), title="PM", description="Vad PM:et börjar med.")


def read_answers(path: Path, shown_as: str) -> tuple[Answers, Source]:
    """Read a file of answers.

    Raises:
        ProblemsError: With everything in the file that the facts' models refuse, each with its line.
        OSError: It cannot be opened.
    """
    source = read_source(path, shown_as)
    tree = source.plain()
    if isinstance(stated := tree.get("partnership"), dict):
        tree = {**tree, "partnership": {"status": Status.DRAFT.value, **stated}}
    try:
        return Answers.model_validate(tree), source
    except ValidationError as error:
        raise ProblemsError(problems_of(error, Answers, source)) from error


def checked_draft(answers: Answers, source: Source, authority: AuthorityFolder, name: str, today: dt.date) -> Draft:
    """What a file of answers becomes.

    Args:
        answers: The file.
        source: Where it says what.
        authority: Whose partnership it is.
        name: The partnership's folder.
        today: The day from which deadlines are counted.

    Raises:
        ProblemsError: The rules find errors, each with its line in the file.
    """
    draft = drafted(source, Draft(authority, name))
    found = problems_in(answers, source, draft, today)
    if errors := [problem for problem in found if problem.severity is Severity.ERROR]:
        raise ProblemsError(errors)
    return draft


def drafted(source: Source, draft: Draft) -> Draft:
    """The draft with what a file of answers says; its models have accepted it."""
    tree = cast("dict[str, Tree]", tree_of(source))
    partnership = {name: value for name, value in tree["partnership"].items() if name != "status"}
    organisations = cast("list[Tree]", tree.get("organisations", []))
    return tidied_draft(
        replace(
            draft,
            partnership=partnership,
            organisations=tuple(organisations),
            memo=tree.get("memo", {}),
            pm=tree.get("pm", {}),
        )
    )


def tidied_draft(draft: Draft) -> Draft:
    """The draft with its texts as they are whoever typed or wrapped them."""
    organisations = tidied({"organisations": list(draft.organisations)}, Answers)["organisations"]
    return replace(
        draft,
        partnership=tidied(draft.partnership, Partnership),
        organisations=tuple(cast("list[Tree]", organisations)),
    )


def problems_in(answers: Answers, source: Source, draft: Draft, today: dt.date) -> tuple[Problem, ...]:
    """What the rules find in a file of answers, each with its line there.

    Args:
        answers: The file.
        source: Where it says what.
        draft: What it becomes.
        today: The day from which deadlines are counted.
    """
    return (
        *_about_status(answers, source),
        *_about_memo(answers, source, draft),
        *_about_organisations(source, draft),
        *_about_texts(source, draft),
        *check_partnership(
            Subject(
                draft.known(),
                PartnershipFolder(
                    draft.id, draft.authority.path / draft.id, answers.partnership, source.below("partnership")
                ),
                today,
            )
        ),
    )


def _about_status(answers: Answers, source: Source) -> Iterator[Problem]:
    if answers.partnership.status is not Status.DRAFT:
        place = source.place(("partnership", "status"))
        text = f"ett nytt partnerskap är ett utkast, inte {answers.partnership.status.value}"
        yield Problem("new-status", text, place, "ta bort status; ändra den i partnership.yaml när den har ändrats")


def _about_memo(answers: Answers, source: Source, draft: Draft) -> Iterator[Problem]:
    known = [unit.id for unit in draft.authority.authority.units]
    if answers.memo is not None and answers.memo.board not in known:
        place = source.place(("memo", "board"))
        text = f"enheten ”{answers.memo.board}” finns inte i authority.yaml"
        yield Problem("unit-unknown", text, place, guess(answers.memo.board, known))


def _about_organisations(source: Source, draft: Draft) -> Iterator[Problem]:
    known = draft.known()
    old = len(draft.authority.organisations)
    for rule, finding in found_in_organisations(known):
        name, at, *rest = finding.route or ("", 0)
        if isinstance(at, int) and at >= old:
            place = place_of(replace(finding, route=(name, at - old, *rest), also=()), source)
            yield Problem(rule.id, finding.text, place, finding.remedy or rule.remedy, rule.severity, rule.source)


def _about_texts(source: Source, draft: Draft) -> Iterator[Problem]:
    for route, text in texts_in(draft.partnership):
        for problem in unprintable(route, text):
            yield replace(problem, place=source.place(("partnership", *route)))


def answers_text(draft: Draft) -> str:
    """The answers as a file that gives the same draft when it is read."""
    tree: Tree = {
        "folder": f"{draft.authority.id}/{draft.id}",
        "organisations": list(draft.organisations),
        "partnership": draft.partnership,
        "memo": draft.memo,
        "pm": draft.pm,
    }
    stated = {name: value for name, value in tree.items() if value}
    return emit(laid_out(tidied(stated, Answers), Answers))
