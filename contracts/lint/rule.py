"""What a rule for templates is, and what it looks at: a template as its lawyer has it, taken apart once for all rules.

A rule is its words (`TemplateRule`) and a function that finds. The function takes the whole template and gives finished
problems, since only it knows the letters to point at; the words are kept apart from it for lists of rules, such as the
one that code review is given.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from contracts.errors import Place, Problem, Severity
from contracts.lint.enclosing import NOTHING_ENCLOSED, Enclosures
from contracts.word.blocks import Tag
from contracts.word.inventory import Inventory
from contracts.word.ooxml import MARK, Element
from contracts.word.package import Package
from contracts.word.places import Paragraph
from contracts.word.styles import StyleBook

#: On paragraphs of a cleaned tree: which paragraph of its member it is, 0-based in document order.
ORDER: Final = MARK + "order"


@dataclass(frozen=True, slots=True)
class TemplateRule:
    """A rule: how much it weighs, what it says, what to do, and why it is there."""

    id: str  #: slug, stable, such as "template-unguarded"
    severity: Severity
    title: str  #: Swedish: the rule in one sentence
    remedy: str  #: Swedish: what to do
    source: str  #: Swedish: why the rule is there

    def problem(
        self, place: Place, text: str, remedy: str = "", *also: Place, severity: Severity | None = None
    ) -> Problem:
        """One finding of this rule.

        Args:
            place: where.
            text: Swedish: what is wrong here.
            remedy: Swedish: what to do here, when more can be said than the rule's own remedy.
            also: other places that are part of it.
            severity: how much it weighs here, when that is not the rule's own.
        """
        return Problem(self.id, text, place, remedy or self.remedy, severity or self.severity, self.source, also)


@dataclass(frozen=True, slots=True, eq=False)
class LintPart:
    """One part of a template: the body, a header, a footer, the notes, or a part of the properties."""

    name: str  #: the member's name
    label: str  #: its Swedish name
    root: Element  #: as the lawyer's file has it; to be read, never changed
    #: A copy cleaned of Word's own business, with footnotes moved into the body. A contents list is one empty paragraph
    #: there, with the attribute contents_list.CONTENTS.
    cleaned: Element
    place: Place  #: of the whole part
    #: Those of `cleaned`, notes included in the body's. The part for footnotes has none of its own, and a property's
    #: element is no w:p.
    paragraphs: tuple[Paragraph, ...] = ()
    tags: tuple[Tag, ...] = ()  #: of `paragraphs`, in order, comments among them
    around: Enclosures = NOTHING_ENCLOSED  #: the conditions and repetitions that they stand in


@dataclass(frozen=True, slots=True, eq=False)
class LintSubject:
    """A template, taken apart."""

    shown_as: str  #: how messages name the file
    kind: str  #: the kind of document it is for, by its file's name: "agreement", "memo"; "" when that is unknown
    package: Package  #: every member, comments and settings too
    inventory: Inventory  #: the members that documents need, by their roles
    book: StyleBook
    parts: tuple[LintPart, ...]  #: body first, then headers and footers, endnotes, footnotes, properties
    _originals: dict[str, tuple[Element, ...]] = field(default_factory=dict)

    @property
    def body(self) -> LintPart:
        """The part that holds the body."""
        return self.parts[0]

    @property
    def stories(self) -> tuple[LintPart, ...]:
        """The parts that hold paragraphs: body, headers, footers and endnotes."""
        return tuple(part for part in self.parts if part.name in self.inventory.stories)

    def original(self, paragraph: Paragraph) -> Element:
        """The paragraph as the lawyer's file has it, with proofing marks, content controls, comments and revision ids.

        Args:
            paragraph: one of a story's.
        """
        member, _, order = (paragraph.element.get(ORDER) or "").rpartition("#")
        return self._originals[member][int(order)]


#: What finds: every problem that a rule, or some rules that look at the same things, have with a template.
Find: TypeAlias = Callable[[LintSubject], Iterator[Problem]]
