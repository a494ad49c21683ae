"""Walks through every tag of a template in the order in which it is rendered, in every branch, with no data at hand.

Tags are read one by one, not as one program: a template with a lost {% endif %} is walked too, so that one run tells
of everything. What a lost tag leaves open is closed where what surrounds it closes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from jinja2 import nodes

from contracts.errors import Problem, Severity
from contracts.lint.expressions import Reader
from contracts.lint.expressions_printing import printed
from contracts.lint.expressions_rules import CONSTANT, HIDDEN_NAME, NEVER_TRUE, NOT_A_LIST
from contracts.lint.kinds import KEYS, VIEWS, WORDS, names_of
from contracts.lint.rule import LintPart, LintSubject, TemplateRule
from contracts.lint.walk_flow import NOTHING, Facts, State, outcome_of
from contracts.lint.walk_types import UNKNOWN, Known, LoopFacts, TypeBook, in_words, is_list, is_mapping, item_of, known
from contracts.sandbox.as_written import written
from contracts.sandbox.syntax import WrittenTag, statement_fault
from contracts.sandbox.tag_trees import tree_of
from contracts.spelling.filters import FILTERS
from contracts.word.blocks import OPENERS, Tag
from contracts.word.expressions import PlacedTag
from contracts.word.ooxml import Element
from contracts.word.references import FUNCTIONS
from contracts.word.tags import Kind, TagText
from contracts.word.template import FILTERS as WORD_FILTERS

_FUNCTIONS: Final = {**WORD_FILTERS, **FILTERS, **FUNCTIONS}


@dataclass(frozen=True, slots=True)
class Walked:
    """What a walk through a template found."""

    problems: tuple[Problem, ...]
    used: frozenset[tuple[type, str]]  #: the fields that it reads, each with the view that has it


@dataclass(slots=True)
class _Open:
    """A statement whose end has not come yet."""

    word: str  #: "if" or "for"
    story: Element
    scope: dict[str, Known]  #: before it
    facts: Facts  #: before it
    past: Facts  #: what is known when none of its branches so far was taken
    names: tuple[str, ...] = ()  #: of a loop
    shown: str = ""
    set_in: list[frozenset[str]] = field(default_factory=list)  #: names that each branch so far has set
    has_else: bool = False


def find(subject: LintSubject) -> Iterator[Problem]:
    """All that is wrong with the expressions of a template."""
    yield from walked(subject).problems


def walked(subject: LintSubject) -> Walked:
    """Walk through a template."""
    walk = _Walk(subject.kind)
    for part in subject.parts:
        walk.part(part)
    return Walked(tuple(dict.fromkeys(walk.problems)), frozenset(walk.reader.used))


class _Walk:
    """One walk through a template."""

    def __init__(self, kind: str) -> None:
        self.problems: list[Problem] = []
        self.told: set[Problem] = set()
        self.reader = Reader(TypeBook(KEYS, WORDS), _FUNCTIONS, self._tell, VIEWS.get(kind))
        self.typed = bool(kind)
        self.top = _top_names(kind)
        self.loops = 0
        self.scope: dict[str, Known] = {}
        self.facts: Facts = NOTHING
        self.open: list[_Open] = []
        self.tag: Tag | None = None

    def _tell(
        self, rule: TemplateRule, text: str, remedy: str = "", word: str = "", severity: Severity | None = None
    ) -> None:
        assert self.tag is not None
        placed = PlacedTag(self.tag.text, self.tag.paragraph.text, self.tag.paragraph.place)
        pointed = placed.problem(rule.id, text, remedy, word).place
        assert pointed is not None
        problem = rule.problem(pointed, text, remedy, severity=severity)
        if problem not in self.told:
            self.told.add(problem)
            self.problems.append(problem)

    def part(self, part: LintPart) -> None:
        """Walk through one part; what another part has set is not known in it."""
        self.scope, self.facts, self.open = dict(self.top), NOTHING, []
        self.reader.gone.clear()
        for tag in _in_order(part):
            self.tag = tag
            tree = self._tree(tag.text)
            if tree is not None:
                self._statement(tag, tree)

    def _tree(self, tag: TagText) -> nodes.Template | None:
        """A tag as a little template of its own; None when it is a comment, or wrongly written (told elsewhere)."""
        if tag.kind is Kind.COMMENT or tag.trims:
            return None
        written = WrittenTag(tag.raw, tag.body, statement=tag.kind is Kind.STATEMENT)
        return tree_of(written) if statement_fault(written) is None else None

    def _statement(self, tag: Tag, tree: nodes.Template) -> None:
        word, story = tag.text.word, tag.paragraph.story
        if word in OPENERS.values():
            self._close(word, story)
        elif word == "else":
            self._else(story)
        elif not tree.body:
            return
        elif isinstance(node := tree.body[0], nodes.If) and word == "elif":
            self._elif(node.elif_[0].test, story)
        elif isinstance(node, nodes.If):
            self._if(node.test, story)
        elif isinstance(node, nodes.For):
            self._for(node, tag)
        elif isinstance(node, nodes.Assign):
            self._assign(node)
        elif isinstance(node, nodes.Output):
            for one in node.nodes:
                if not isinstance(one, nodes.TemplateData):
                    printed(self.reader, one, self.reader.of(one, self.scope, self.facts))

    def _if(self, test: nodes.Node, story: Element) -> None:
        opened = _Open("if", story, dict(self.scope), self.facts, self.facts)
        self.open.append(opened)
        self._branch(test, opened)

    def _elif(self, test: nodes.Node, story: Element) -> None:
        opened = self._innermost("if", story)
        if opened is not None:
            self._end_branch(opened)
            self._branch(test, opened)

    def _branch(self, test: nodes.Node, opened: _Open) -> None:
        told = len(self.problems)
        self.facts = opened.past
        self.reader.of(test, self.scope, self.facts)
        if not any(problem.rule == NEVER_TRUE.id for problem in self.problems[told:]):
            self._tell_constant(test)
        self.facts = self.reader.assumed(test, True, opened.past, self.scope)
        opened.past = self.reader.assumed(test, False, opened.past, self.scope)
        self._know_asked(test)

    def _tell_constant(self, test: nodes.Node) -> None:
        outcome = outcome_of(test, self.facts, self.scope, lambda node, had: self.reader.quietly(node, self.scope, had))
        if outcome is not None:
            always = "alltid sant" if outcome else "aldrig sant"
            shown = written(test)
            known = "finns alltid, eller är redan prövad" if outcome else "är redan prövad, och gäller inte"
            why = "" if shown == "uttrycket" else f": ”{shown}” {known}"
            remedy = "ta bort villkoret" if outcome else "ta bort villkoret och det som står i det"
            self.reader.say(CONSTANT, f"villkoret är {always} här{why}", remedy)

    def _know_asked(self, test: nodes.Node) -> None:
        """A name of which the template has asked whether it exists may be used in the branch."""
        asked = [test, *test.find_all(nodes.Test)]
        for one in asked:
            if isinstance(one, nodes.Test) and one.name == "defined" and isinstance(one.node, nodes.Name):
                self.scope.setdefault(one.node.name, UNKNOWN)

    def _else(self, story: Element) -> None:
        opened = self._innermost("", story)
        if opened is None:
            return
        if opened.word == "for":
            self.scope, self.facts = dict(opened.scope), opened.facts
            return
        self._end_branch(opened)
        opened.has_else = True
        self.facts = opened.past

    def _end_branch(self, opened: _Open) -> None:
        opened.set_in.append(frozenset(name for name in self.scope if self.scope[name] != opened.scope.get(name)))
        before = {name: value for name, value in self.scope.items() if name in opened.scope or _is_set(value)}
        self.scope = before

    def _close(self, word: str, story: Element) -> None:
        opened = self._innermost("if" if word == "endif" else "for", story)
        if opened is None:
            return
        self.open.pop()
        if opened.word == "for":
            self.reader.gone.update({name: opened.shown for name in opened.names if name not in opened.scope})
            self.scope, self.facts = opened.scope, opened.facts
            return
        self._end_branch(opened)
        everywhere = frozenset.intersection(*opened.set_in) if opened.has_else else frozenset()
        for name, value in list(self.scope.items()):
            # A name that only some branches set may be missing afterwards.
            if _is_set(value) and name not in opened.scope and name not in everywhere and value.is_known:
                self.scope[name] = Known((*value.some, type(None)), value.key)
        self.facts = opened.facts

    def _innermost(self, word: str, story: Element) -> _Open | None:
        """The innermost open statement of the same story; what a lost tag has left open inside it is dropped."""
        fitting = [at for at, one in enumerate(self.open) if one.story is story and word in ("", one.word)]
        if not fitting:
            return None
        del self.open[fitting[-1] + 1 :]
        return self.open[-1]

    def _for(self, node: nodes.For, tag: Tag) -> None:
        value = self.reader.of(node.iter, self.scope, self.facts)
        there = self.reader.needed(value, node.iter, "gås igenom")
        item = self._item(there, node.iter)
        shown = written(node.iter)
        opened = _Open("for", tag.paragraph.story, dict(self.scope), self.facts, self.facts, shown=tag.text.raw)
        self.open.append(opened)
        self.loops += 1
        targets = [node.target] if isinstance(node.target, nodes.Name) else list(node.target.find_all(nodes.Name))
        opened.names = tuple(target.name for target in targets if isinstance(target, nodes.Name))
        for name in opened.names:
            self._tell_hidden(name, shown)
            key = f"{name}@{self.loops}"
            single = isinstance(node.target, nodes.Name)
            self.scope[name] = Known(item.hints if single else (), key, keys=item.keys)
            self.facts |= {(f"{key}.{path}", State.SET) for path in there.sure}
        self.scope["loop"] = Known((LoopFacts,), f"loop@{self.loops}")
        if node.test is not None:
            self.reader.of(node.test, self.scope, self.facts)
            self.facts = self.reader.assumed(node.test, True, self.facts, self.scope)

    def _item(self, there: Known, node: nodes.Node) -> Known:
        if there.some and not any(is_list(hint) or is_mapping(hint) for hint in there.some):
            text = f"”{written(node)}” är {in_words(there)}, ingen lista att gå igenom"
            self.reader.say(NOT_A_LIST, text, "", written(node))
            return UNKNOWN
        return item_of(there)

    def _tell_hidden(self, name: str, shown: str) -> None:
        if not self.typed or name not in self.scope:
            return
        if self.scope[name].key == name:
            text = f"”{name}” är namnet på en av dokumentets uppgifter, som inte går att nå inuti upprepningen"
            self.reader.say(HIDDEN_NAME, text, "", name)
        elif "@" in self.scope[name].key:
            text = f"”{name}” är redan namnet i en upprepning utanför"
            self.reader.say(HIDDEN_NAME, text, "", name)

    def _assign(self, node: nodes.Assign) -> None:
        value = self.reader.of(node.node, self.scope, self.facts)
        targets = [node.target] if isinstance(node.target, nodes.Name) else list(node.target.find_all(nodes.Name))
        for target in targets:
            assert isinstance(target, nodes.Name)
            if self.scope.get(target.name, UNKNOWN).key == target.name and self.typed:
                text = f"”{target.name}” är namnet på en av dokumentets uppgifter, som inte går att nå efter taggen"
                self.reader.say(HIDDEN_NAME, text, "välj ett annat namn", target.name)
            self.loops += 1
            single = isinstance(node.target, nodes.Name)
            self.scope[target.name] = Known(value.hints if single else (), f"{target.name}={self.loops}", value.sure)


def _is_set(value: Known) -> bool:
    return "=" in value.key


def _top_names(kind: str) -> Mapping[str, Known]:
    if not kind:
        return {}
    return {
        name: Known(known(hint).hints, name, keys=KEYS.get((VIEWS[kind], name), ()))
        for name, hint in names_of(kind).items()
    }


def _in_order(part: LintPart) -> Iterable[Tag]:
    """A part's tags in the order in which they are rendered: a note or text box where it stands in its paragraph."""
    kinds = {atom.element.tag for tag in part.tags for atom in tag.paragraph.atoms}
    order = {element: number for number, element in enumerate(part.cleaned.iter(*kinds) if kinds else ())}

    def place(tag: Tag) -> tuple[int, int]:
        atoms = tag.paragraph.atoms
        element = next((atom.element for atom in atoms if atom.start <= tag.text.start < atom.end), None)
        return (order.get(element, 0) if element is not None else 0, tag.text.start)

    return sorted(part.tags, key=place)
