"""What every chapter asks with: a field of the facts becomes a question, and its answer a part of the draft."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from contracts.dialogue.answering import values_of
from contracts.dialogue.question import Check, Kind, Option, Question
from contracts.dialogue.talk import Talk, each
from contracts.drafting.draft import Draft, new_problems
from contracts.drafting.fields import field_at
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

    def field(
        self,
        route: Route,
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
        """Ask for a field of the partnership; the answer is put into the draft.

        Args:
            route: The field.
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
        question = self.question(route, text, lambda value: self.draft.with_field(route, value), why, example, options)
        kind = Kind.LINE if one_line else question.kind
        asked = replace(question, kind=kind, required=required, default=default, markable=markable)
        if answer := self.talk.ask(asked):
            self.draft = self.draft.with_field(route, _value(question.kind, answer))
        return answer

    def fields(self, route: Route, text: Callable[[int], str], *, why: str = "", example: str = "") -> Iterator[int]:
        """Ask for one item of a list after another, until one is skipped; each is put into the draft."""
        for at, answer in each(self.talk, lambda at: self._item((*route, at), text(at), why, example)):
            self.draft = self.draft.with_field((*route, at), answer)
            yield at

    def _item(self, route: Route, text: str, why: str, example: str) -> Question:
        question = self.question(route, text, lambda value: self.draft.with_field(route, value), why, example, ())
        return replace(question, markable=True)

    def group(self, route: Route, key: str = "") -> "Group":
        """Fields that become a part of the draft together, when all have been asked for.

        Args:
            route: Where they stand.
            key: What their questions' ids begin with, when the route depends on more than what is asked about.
        """
        return Group(self, route, key or dotted(route))

    def question(
        self,
        route: Route,
        text: str,
        after: Callable[[Value], Draft],
        why: str,
        example: str,
        options: Sequence[Option],
        key: str = "",
    ) -> Question:
        """The question for a field.

        Args:
            route: The field.
            text: What is asked.
            after: Gives the draft with an answer.
            why: See `field`.
            example: See `field`.
            options: See `field`.
            key: The question's id, for a field of a group: warnings then wait until the group is whole.
        """
        field = field_at(Partnership, route)
        kind = Kind.CHOICE if options and not field.options else field.kind
        check = self._check(route, kind, after, errors_only=bool(key))
        return Question(
            id=key or dotted(route),
            text=text,
            kind=kind,
            explanation=why or field.explanation,
            example=example or ("" if options else field.example),
            options=tuple(options) or field.options,
            check=check,
        )

    def _check(self, route: Route, kind: Kind, after: Callable[[Value], Draft], *, errors_only: bool) -> Check:
        def check(answer: str) -> tuple[Problem, ...]:
            if not answer:
                return ()
            several = kind is Kind.CHOICES
            values = [((*route, at), value) for at, value in enumerate(values_of(answer))] if several else []
            for one, value in values or [(route, answer)]:
                if refused := problems_of_value(Partnership, one, value):
                    return refused
            found = new_problems(self.draft, route, after(_value(kind, answer)), self.today)
            return tuple(problem for problem in found if not errors_only or problem.severity is Severity.ERROR)

        return check

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


class Group:
    """Some fields under one route, asked for one by one and put into the draft together."""

    def __init__(self, on: Interview, route: Route, key: str) -> None:
        self._on, self._route, self._key = on, route, key
        self.entry: Tree = {}

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
        """Ask for one field; `name` may lead further in: "authority_basis.kind". See Interview.field."""
        inside: Route = tuple(name.split("."))
        question = self._on.question(
            (*self._route, *inside),
            text,
            lambda value: self._with(inside, value),
            why,
            example,
            options,
            f"{self._key}.{name}",
        )
        kind = Kind.LINE if one_line else question.kind
        asked = replace(question, kind=kind, required=required, default=default, markable=markable)
        if answer := self._on.talk.ask(asked):
            self.set(name, _value(question.kind, answer))
        return answer

    def each(self, name: str, text: Callable[[int], str], *, why: str = "", example: str = "") -> None:
        """Ask for one item of a list after another, until one is skipped."""

        def question(at: int) -> Question:
            route, key = (*self._route, name, at), f"{self._key}.{name}.{at}"
            after = lambda value: self._with((name, at), value)  # noqa: E731 - one expression, named for the line's sake
            return replace(self._on.question(route, text(at), after, why, example, (), key), markable=True)

        for at, answer in each(self._on.talk, question):
            self.entry = with_value(self.entry, (name, at), answer)

    def set(self, name: str, value: Value) -> None:
        """Set a field without asking."""
        self.entry = with_value(self.entry, tuple(name.split(".")), value)

    def put(self) -> None:
        """Put the group into the draft, if anything of it has been said, and tell what is worth knowing of it."""
        if not self.entry:
            return
        before, self._on.draft = self._on.draft, self._with((), self.entry)
        if self._on.talk.is_live:
            found = new_problems(before, self._route, self._on.draft, self._on.today)
            self._on.talk.warn([problem for problem in found if problem.severity is Severity.WARNING])

    def _with(self, inside: Route, value: Value) -> Draft:
        entry = with_value(self.entry, inside, value) if inside else value
        return self._on.draft.with_field(self._route, entry)


def dotted(route: Route) -> str:
    """A route as an id: "economy.contributions.0.amount"."""
    return ".".join(str(step) for step in route)


def _value(kind: Kind, answer: str) -> Value:
    return list(values_of(answer)) if kind is Kind.CHOICES else answer


def yes_no(on: Interview, identifier: str, text: str, *, why: str = "", default: str = "") -> bool:
    """Ask something that is no field, but decides what is asked next; Enter means no, or the default."""
    return on.talk.ask(Question(identifier, text, Kind.YES_NO, why, default=default)) == "ja"
