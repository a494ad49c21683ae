"""Facts that no template prints: what an officer may write and nobody will ever read.

Asked of all templates of an authority together, its own and the common ones that it has no own for. Some facts steer
only, or are for the Markdown bodies that name them; they stand in `STEERING`, each with its reason.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from contracts.errors import Place, Problem, Severity
from contracts.lint.kinds import VIEWS
from contracts.lint.rule import TemplateRule
from contracts.lint.walk_types import Known, TypeBook, is_list, is_mapping, item_of, known

NEVER_PRINTED: Final = TemplateRule(
    "template-fact-never-printed",
    Severity.WARNING,
    "Varje uppgift kommer med i något av myndighetens dokument",
    "skriv ut uppgiften i någon av mallarna, eller ta bort den ur data",
    "Egen regel: en uppgift som någon har fyllt i ska också gå att läsa någonstans",
)
_NAMES, _BODY, _PROPERTY, _TOLD = (
    "chooses or names, and is not read by people",
    "for Markdown bodies, which name it",
    "stands in the document's properties",
    "told by another field in other words",
)
#: Fields that no template need print, by view and field, each with the reason.
STEERING: Final[Mapping[str, str]] = MappingProxyType(
    {
        r"\w+\.id": _NAMES,
        r"DocumentView\.title": _PROPERTY,
        r"DocumentView\.(kind|the_kind)": _NAMES,
        r"PartyView\.(kind|public|name)": _NAMES,
        r"SignatoryView\.(label|local_office)": "for the signature field; the party's name holds its office",
        r"ContributionView\.amount": "stands in the measure",
        r"TermView\.length": "the first and the last day say it",
        r"AgreementView\.(separate_with|main_parties|initiator|referred_documents|has_amendments)": _TOLD,
        r"MemoView\.(motions|previous_decisions|counts|area_counts|overview|overview_day)": _BODY,
        r"PmView\.(partnership|case_number)": _BODY,
        r"ReportView\.(criteria|criteria_source)": _BODY,
        r"PartnershipView\.(short_name|area|idea_based|start|end|last_end|yearly)": _TOLD,
        r"FiguresView\.(none_yet|shortfall|surplus)": _BODY,
        r"(Timeline|TimelineRow|Bar)\.\w+": "told by the picture",
    }
)
_STEERING: Final = re.compile("|".join(f"(?:{pattern})" for pattern in STEERING))


@dataclass(frozen=True, slots=True)
class Uses:
    """The facts that one template reads."""

    template: Path
    templates: Path  #: the folder of templates
    kind: str
    used: frozenset[tuple[type, str]]  #: fields, each with the view that has it

    @property
    def authority(self) -> str:
        """The authority whose own template it is; "" for a common one."""
        folder = self.template.parent
        return "" if folder == self.templates else folder.name


@dataclass(frozen=True, slots=True)
class _Unread:
    """A field that is never read."""

    view: type  #: that has it
    path: str  #: from the top of the view of its kind: "items.documents.kind"


def never_printed(uses: Sequence[Uses], folder: str) -> Iterator[Problem]:
    """The facts that none of the templates reads that an authority builds with.

    Args:
        uses: what every template reads, common ones and authorities' own.
        folder: how messages name the folder of templates.
    """
    told: dict[tuple[str, _Unread], list[str]] = {}
    for authority in sorted({one.authority for one in uses}):
        own = _of_authority(uses, authority)
        used = frozenset().union(*(one.used for one in own))
        for kind in sorted({one.kind for one in own}):
            for one in _unread(VIEWS[kind], used):
                told.setdefault((kind, one), []).append(authority)
    common = any(not one.authority for one in uses)
    for (kind, unread), authorities in told.items():
        if common and "" not in authorities:
            continue  # a common template prints it; an authority may leave it out in its own
        place = Place(f"{folder}/{kind}.docx")
        text = f"uppgiften ”{_title(unread)}” ({unread.path}) skrivs inte ut i någon mall"
        yield NEVER_PRINTED.problem(place, text)


def _title(unread: _Unread) -> str:
    # Late: it reads every model of the facts, and most often there is nothing to tell.
    from contracts.lint.names_texts import explained

    name = unread.path.rpartition(".")[2]
    return explained(unread.view.__name__, name)[0] or name


def _of_authority(uses: Sequence[Uses], authority: str) -> list[Uses]:
    own = [one for one in uses if one.authority == authority]
    names = {one.template.name for one in own}
    return own + [one for one in uses if not one.authority and authority and one.template.name not in names]


def _unread(top: type, used: frozenset[tuple[type, str]]) -> Iterator[_Unread]:
    """Fields of a view, and of those that its read fields hold, that are never read."""
    book = TypeBook({}, {})
    waiting, seen = [(top, "")], {top}
    while waiting:
        kind, path = waiting.pop()
        for field in dataclasses.fields(kind):
            if _STEERING.fullmatch(f"{kind.__name__}.{field.name}"):
                continue
            if (kind, field.name) not in used:
                yield _Unread(kind, path + field.name)
                continue
            for inner in _views_in(book.field(kind, field.name, "")):
                if inner not in seen:
                    seen.add(inner)
                    waiting.append((inner, f"{path}{field.name}."))


def _views_in(value: Known) -> Iterable[Any]:
    for hint in value.some:
        if is_mapping(hint):
            yield from _views_in(known(*getattr(hint, "__args__", ())[-1:]))
        elif is_list(hint):
            yield from _views_in(item_of(Known((hint,))))
        elif dataclasses.is_dataclass(hint):
            yield hint
