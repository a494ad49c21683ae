"""What every chapter asks with: a field of the facts becomes a question, and its answer a part of the draft."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from contracts.dialogue.answering import values_of
from contracts.dialogue.question import Check, Kind, Option, Question
from contracts.dialogue.talk import Talk, each
from contracts.drafting.draft import Draft, new_problems
from contracts.drafting.fields import field_at
from contracts.drafting.prose import unprintable
from contracts.drafting.tree import Tree, Value, items_at, plain, value_at, with_value
from contracts.errors import Problem, Severity
from contracts.facts.model.organisation import Sector
from contracts.facts.model.partnership import Partnership
from contracts.facts.refusals import problems_of_value
from contracts.facts.source import Route


class Interview:
    """One run through the questions, with what has been said so far."""

    def __init__(self, talk: Talk, draft: Draft, today: dt.date) -> None:
        self.talk, self.draft, self.today = talk, draft, today

    @property
    def top(self) -> "Asking":
        """The partnership's own fields, each of which becomes a part of the draft at once."""
        return Asking(self, (), "", at_once=True)

    def group(self, route: Route, key: str = "") -> "Asking":
        """Fields that become a part of the draft together, when all have been asked for and `put` is called.

        Args:
            route: Where they stand.
            key: What their questions' ids begin with, when the route depends on more than what is asked about.
        """
        return Asking(self, route, f"{key or '.'.join(str(step) for step in route)}.", at_once=False)

    def name_folder(self, name: str) -> None:
        """Say what the partnership's folder is called."""
        self.draft = replace(self.draft, id=name)

    def add_organisation(self, organisation: Tree) -> None:
        """Add an organisation that the authority did not know."""
        self.draft = replace(self.draft, organisations=(*self.draft.organisations, organisation))

    # What the chapters look up.

    def parties(self, sector: Sector | None = None) -> tuple[Option, ...]:
        """The parties so far, or those of one side, in their order."""
        known = self.draft.known()
        ids = [plain(str(one["organisation"])) for one in items_at(self.draft.partnership, ("parties",))]
        return tuple(
            Option(party, self.name_of(party))
            for party in ids
            if sector is None or ((one := known.organisation(party)) is not None and one.sector is sector)
        )

    def name_of(self, party: str) -> str:
        """An organisation's name in running text."""
        found = self.draft.known().organisation(plain(party))
        return found.name if found else plain(party)

    def said(self, *route: str | int) -> str:
        """The text at a route of the draft without its mark; "" when nothing is said there."""
        found = value_at(self.draft.partnership, route)
        return plain(found) if isinstance(found, str) else ""


class Asking:
    """Asks for fields below one place of the partnership."""

    def __init__(self, on: Interview, route: Route, key: str, *, at_once: bool) -> None:
        self._on, self._route, self._key, self._at_once = on, route, key, at_once
        self.entry: Tree = {}  #: what has been said of a group that is not whole yet

    def ask(
        self,
        name: str,
        text: str,
        *,
        required: bool = False,
        default: str = "",
        why: str = "",
        example: str = "",
        options: Sequence[Option] = (),
        markable: bool = True,
        one_line: bool = False,
    ) -> str:
        """Ask for a field.

        Args:
            name: The field; with dots it leads further in: "authority_basis.kind", "case_numbers.0".
            text: The question.
            required: It cannot be skipped.
            default: What Enter answers. Never a term: what nobody has said is not agreed.
            why: The explanation; the field's own description when left out.
            example: An example; the field's own when left out.
            options: What can be chosen, where the field does not know it itself.
            markable: The answer may be marked as not confirmed.
            one_line: A line is enough, though the field may hold paragraphs.

        Returns:
            The answer, with its mark if it has one; "" when it was skipped.
        """
        question = self._question(name, text, why, example, options)
        kind = Kind.LINE if one_line else question.kind
        asked = replace(question, kind=kind, required=required, default=default, markable=markable)
        if answer := self._on.talk.ask(asked):
            self.set(name, _value(question.kind, answer))
        return answer

    def each(self, name: str, text: Callable[[int], str], *, why: str = "", example: str = "") -> None:
        """Ask for one item of a list after another, until one is skipped; `text` gets its number from 0."""

        def question(at: int) -> Question:
            return replace(self._question(f"{name}.{at}", text(at), why, example, ()), markable=True)

        for at, answer in each(self._on.talk, question):
            self.set(f"{name}.{at}", answer)

    def set(self, name: str, value: Value) -> None:
        """Set a field without asking."""
        if self._at_once:
            self._on.draft = self._with(name, value)
        else:
            self.entry = with_value(self.entry, _steps(name), value)

    def put(self) -> None:
        """Put a group into the draft, if anything of it has been said, and tell what is worth knowing of it."""
        if not self.entry:
            return
        before, self._on.draft = self._on.draft, self._on.draft.with_field(self._route, self.entry)
        if self._on.talk.is_live:
            found = new_problems(before, self._route, self._on.draft, self._on.today)
            self._on.talk.warn([problem for problem in found if problem.severity is Severity.WARNING])

    def _with(self, name: str, value: Value) -> Draft:
        if self._at_once:
            return self._on.draft.with_field((*self._route, *_steps(name)), value)
        return self._on.draft.with_field(self._route, with_value(self.entry, _steps(name), value))

    def _question(self, name: str, text: str, why: str, example: str, options: Sequence[Option]) -> Question:
        field = field_at(Partnership, (*self._route, *_steps(name)))
        kind = Kind.CHOICE if options and not field.options else field.kind
        return Question(
            id=f"{self._key}{name}",
            text=text,
            kind=kind,
            explanation=why or field.explanation,
            example=example or ("" if options else field.example),
            options=tuple(options) or field.options,
            check=self._check(name, kind),
        )

    def _check(self, name: str, kind: Kind) -> Check:
        """What the field refuses, and what does not fit what has been said; of a group that is not whole, errors."""
        route = (*self._route, *_steps(name))

        def check(answer: str) -> tuple[Problem, ...]:
            if not answer:
                return ()
            several = kind is Kind.CHOICES
            values = [((*route, at), value) for at, value in enumerate(values_of(answer))] if several else []
            for one, value in values or [(route, answer)]:
                if refused := problems_of_value(Partnership, one, value) or unprintable(one, value):
                    return refused
            found = new_problems(self._on.draft, route, self._with(name, _value(kind, answer)), self._on.today)
            return tuple(problem for problem in found if self._at_once or problem.severity is Severity.ERROR)

        return check


def _steps(name: str) -> Route:
    return tuple(int(step) if step.isdecimal() else step for step in name.split("."))


def _value(kind: Kind, answer: str) -> Value:
    return list(values_of(answer)) if kind is Kind.CHOICES else answer
