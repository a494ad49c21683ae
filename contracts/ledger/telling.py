"""Changes as an officer reads them: in which section, about whom and what, from what to what.

Everything here is Swedish. Values are spelt as documents spell them, with the names that held on each side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from contracts.facts.measures import measure
from contracts.facts.model.economy import Contribution
from contracts.facts.source import Route
from contracts.ledger.changes import Change, ChangeKind, changes_in, path_of
from contracts.ledger.difference import difference
from contracts.ledger.identity import Path
from contracts.ledger.moving import has_moved, places
from contracts.ledger.sections import Headings, Section, order_of, section_at, value_at
from contracts.ledger.spelt import field_at
from contracts.ledger.subjects import owner_of, quoted, subject_at
from contracts.ledger.terms import Terms
from contracts.ledger.wording import CONTRIBUTIONS, MEASURES, in_words
from contracts.spelling.names import versal_forst

#: What has happened, as the word after what it has happened to.
WORDS: Final = MappingProxyType(
    {
        ChangeKind.ADDED: "tillkommer",
        ChangeKind.REMOVED: "utgår",
        ChangeKind.CHANGED: "ändras",
        ChangeKind.MOVED: "flyttas",
        ChangeKind.RENAMED: "byter namn",
        ChangeKind.TRANSFERRED: "går över",
    }
)
#: Fields that are the name itself, and not one of several.
_OWN_NAMES: Final = frozenset({"name", "legal_name", "title"})
#: Fields that say together whose a commitment is.
_OWNER: Final = frozenset({"party", "sector", "joint"})
#: What stands beside the partnership's own facts: its parties' and units' names.
_NAMED: Final = frozenset({"organisations", "units"})


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change, told."""

    kind: ChangeKind
    section: Section
    subject: str  #: what it is about: "bidraget från Exempelstad till Grannhjälpen för samordning"; may be empty
    field: str  #: the field's title: "Belopp"; empty when the whole item is meant
    old: str | None  #: None for what is new
    new: str | None  #: None for what goes
    route: Route  #: in the new terms; of what goes, in the old ones
    binding: bool  #: whether it changes what the parties have agreed, and not only what somebody is called

    @property
    def headline(self) -> str:
        """What happens to what: "Bidraget från … för samordning, belopp: ändras"."""
        return f"{self.about}: {WORDS[self.kind]}"

    @property
    def about(self) -> str:
        """What it happens to: "Bidraget från … för samordning, belopp"."""
        words = (self.subject, self.field.lower() if self.subject else self.field)
        return versal_forst(", ".join(word for word in words if word))


def tell(old: Terms, new: Terms, headings: Headings | None = None) -> tuple[ToldChange, ...]:
    """Every change from one state of the terms to another, section by section in the agreement's order.

    Args:
        old: the state before.
        new: the state after.
        headings: what the rendered agreement calls its sections; otherwise the common template's names, unnumbered.
    """
    changes = changes_in(difference(old.tree, new.tree))
    told = [*_told(changes, old, new, headings or {})]
    return tuple(sorted(told, key=lambda one: order_of(one.section, old if one.kind is ChangeKind.REMOVED else new)))


def _told(changes: Sequence[Change], old: Terms, new: Terms, headings: Headings) -> Iterator[ToldChange]:
    together: set[Route] = set()
    for change in changes:
        path = path_of(change.route)
        if path[:2] == CONTRIBUTIONS and len(path) > 2 and path[2] in MEASURES:
            if change.route[:3] not in together:
                together.add(change.route[:3])
                yield _measured(change, old, new, headings)
        elif path[0] == "commitments" and len(path) > 1 and path[1] in _OWNER:
            if change.route[:2] not in together:
                together.add(change.route[:2])
                yield _transferred(change, old, new, headings)
        elif change.kind is ChangeKind.MOVED:
            if path[0] not in _NAMED and has_moved(change, old, new):
                yield _moved(change, path, old, new, headings)
        elif path[0] not in _NAMED or change.kind in (ChangeKind.CHANGED, ChangeKind.RENAMED):
            # A party that comes or goes is told as such; its name comes and goes with it.
            yield _one(change, path, old, new, headings)


def _measured(change: Change, old: Terms, new: Terms, headings: Headings) -> ToldChange:
    """A contribution's amounts and periods as one change, for one without the others says little."""
    before, after = value_at(old.tree, change.old_route[:3]), value_at(new.tree, change.route[:3])
    return ToldChange(
        ChangeKind.CHANGED,
        section_at(change.route, new, headings),
        subject_at(change.route[:3], new),
        field_at((*CONTRIBUTIONS, "amount")).title,
        measure(Contribution.model_validate(before)),
        measure(Contribution.model_validate(after)),
        change.route,
        binding=True,
    )


def _transferred(change: Change, old: Terms, new: Terms, headings: Headings) -> ToldChange:
    before, after = value_at(old.tree, change.old_route[:2]), value_at(new.tree, change.route[:2])
    assert isinstance(before, dict)  # who takes something over takes over something that was there
    assert isinstance(after, dict)
    return ToldChange(
        ChangeKind.TRANSFERRED,
        section_at(change.route, new, headings),
        f"åtagandet ”{after['text']}”",
        "",
        owner_of(before, old),
        owner_of(after, new),
        change.route,
        binding=True,
    )


def _moved(change: Change, path: Path, old: Terms, new: Terms, headings: Headings) -> ToldChange:
    item = value_at(new.tree, change.route)
    named = isinstance(item, dict)
    subject = subject_at(change.route, new)
    if path == ("commitments",) and isinstance(item, dict):
        subject = f"åtagandet {quoted(str(item['text']))} för {owner_of(item, new)}"
    return ToldChange(
        ChangeKind.MOVED,
        section_at(change.route, new, headings),
        subject,
        "" if named else f"{field_at(path).title} {quoted(str(item))}",
        *places(change, old, new),
        change.route,
        binding=True,
    )


def _one(change: Change, path: Path, old: Terms, new: Terms, headings: Headings) -> ToldChange:
    gone = change.kind is ChangeKind.REMOVED and change.route == change.old_route
    side = old if gone else new
    renamed = change.kind is ChangeKind.RENAMED
    return ToldChange(
        change.kind,
        section_at(change.route, side, headings),
        subject_at(change.old_route, old) if renamed else subject_at(change.route, side),
        _field(change, path, side),
        *_values(change, path, old, new),
        change.route,
        binding=path[0] not in _NAMED or _is_another_person(change, path),
    )


def _field(change: Change, path: Path, side: Terms) -> str:
    """The field's title; nothing where the subject alone says what changes."""
    if path == ("name",):
        return "Partnerskapet"
    if change.kind is ChangeKind.RENAMED and path[-1] in _OWN_NAMES:
        return ""
    item = isinstance(change.route[-1], int) and isinstance(value_at(side.tree, change.route), dict)
    return "" if item else field_at(path).title


def _values(change: Change, path: Path, old: Terms, new: Terms) -> tuple[str | None, str | None]:
    before = in_words(change.old, path, old) if change.old is not None else None
    return before, in_words(change.new, path, new) if change.new is not None else None


def _is_another_person(change: Change, path: Path) -> bool:
    """Whether another legal person stands under a party's id: its number is another, not merely filled in."""
    return path == ("organisations", "organisation_number") and change.kind is ChangeKind.CHANGED
