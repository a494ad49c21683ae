"""Every name that a kind of template may use, with what it means and how it is printed: what the guides are made of.

All is read from where it is decided: names and types from the views, meanings from names_texts.py, examples from the
made-up values that templates are tried with, the usual filter and the users from the templates themselves.
"""

import dataclasses
import datetime as dt
import typing
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from contracts.facts.clause_places import CLAUSE_PLACES
from contracts.facts.model.base import Prose
from contracts.lint.deep_paths import Paths, follow
from contracts.lint.kinds import VIEWS, kind_of
from contracts.lint.names_texts import MODELS, explained
from contracts.lint.samples import hints_of, may_be_none, needed, tops_of
from contracts.lint.samples_values import VALUES
from contracts.pictures.timeline import Timeline
from contracts.plan.document_views import PmNames
from contracts.spelling.filters import FILTERS
from contracts.word.template import compile_template

#: What each kind is called, in the order of the guides.
KINDS: Final[Mapping[str, str]] = {
    "agreement": "Avtal",
    "places-agreement": "Platsöverenskommelse",
    "amendment": "Tilläggsavtal",
    "extension": "Förlängning",
    "accession": "Anslutningsavtal",
    "exit": "Utträdesavtal",
    "notice": "Uppsägning",
    "pm": "PM",
    "memo": "Tjänsteskrivelse",
    "report": "Rapport",
    "economic-report": "Ekonomisk rapport",
    "packet": "Handlingar till ett möte",
}
#: Items that a made-up list has.
_ITEMS: Final = 3
#: Numbers that are printed as they are: "2 026" is no year.
_BARE: Final = frozenset({"year", "number", "first_page", "pages"})
#: The filters of which one is the usual: not those that follow from the place in a sentence.
_USUAL: Final = frozenset({*FILTERS, "stycken", "rad"}) - {"versal_forst", "genitiv"}
_BY_TYPE: Final[Mapping[Any, str]] = {dt.date: "datum", int: "tal", Decimal: "tal"}
_WORDS: Final[Mapping[Any, str]] = {
    str: "text",
    int: "heltal",
    Decimal: "tal",
    bool: "ja eller nej",
    dt.date: "datum",
    Timeline: "bild",
}
#: Where the views call it Markdown, or where prose is put together.
_MARKDOWN: Final = frozenset({"body", "ClauseView.text", "PointView.text", "NamedText.text", "UnitRateView.text"})


@dataclass(frozen=True, slots=True)
class Name:
    """One name, as a template writes it."""

    depth: int  #: 0 for names at the top
    path: str  #: as it is written there: "term.start", "party.legal_name" inside a loop
    title: str
    description: str
    kind: str  #: in words: "datum, kan saknas"
    tag: str  #: to be copied into a template; "" for what is only a step on the way
    example: str  #: what the tag prints; "" when that is not a text
    used_by: tuple[str, ...]  #: templates, without ".docx"
    see: str = ""  #: where what is inside it has been told of already


@dataclass(frozen=True, slots=True)
class Group:
    """The names of one kind of template."""

    kind: str
    title: str
    names: tuple[Name, ...]


@dataclass(slots=True)
class Usage:
    """How the templates of a kind use its names, by view and field."""

    templates: dict[str, dict[str, None]] = field(default_factory=dict)
    filters: dict[str, Counter[str]] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)  #: what loops call an item

    def add(self, template: str, paths: Paths) -> None:
        """Note what one template reads."""
        for path, read in paths.reads.items():
            where = f"{read.owner}.{path.rpartition('.')[2]}"
            self.templates.setdefault(where, {})[template] = None
            for put_on in (path, f"{path}[]"):
                known = [name for name in paths.filters.get(put_on, ()) if name in _USUAL]
                self.filters.setdefault(where, Counter()).update(known)
            if path in paths.items:
                self.items.setdefault(where, paths.items[path])


def groups(templates: Path) -> tuple[Group, ...]:
    """The names of every kind of template.

    Args:
        templates: the folder whose templates tell what is used, those of authorities among them.
    """
    usage = _usage(templates)
    found = [Group(kind, title, tuple(_names(kind, usage[kind]))) for kind, title in KINDS.items()]
    body = tuple(_Telling("pm", Usage()).of_view(PmNames, "", 0))
    return (*found, Group("pm.md", "Text i ett PM: utöver avtalets namn", body))


def _usage(templates: Path) -> Mapping[str, Usage]:
    usage = {kind: Usage() for kind in VIEWS}
    for path in sorted((*templates.glob("*.docx"), *templates.glob("*/*.docx"))):
        kind = kind_of(path.name)
        if kind and not path.name.startswith("~$"):
            template = compile_template(path, filters=FILTERS, shown_as=path.name)
            trees = [part.tree for part in (*template.parts, *template.property_parts)]
            name = path.relative_to(templates).with_suffix("").as_posix()
            usage[kind].add(name, follow(trees, tops_of(kind)))
    return usage


def _names(kind: str, usage: Usage) -> Iterator[Name]:
    telling = _Telling(kind, usage)
    first = next(one for one in KINDS if VIEWS[one] is VIEWS[kind])
    for name, hint in tops_of(kind).items():
        if not name and first != kind:
            title = f"Alla namn under {KINDS[first]} ({first})"
            yield Name(0, "…", title, "De används likadant här", "grupp", "", "", ())
        elif not name:
            yield from telling.of_view(hint, "", 0)
        else:
            yield from telling.of_field("", name, hint, name, 0)


class _Telling:
    """Goes through the views of one kind, each once."""

    def __init__(self, kind: str, usage: Usage) -> None:
        self._kind, self._usage = kind, usage
        self._told: dict[type, str] = {}

    def of_view(self, view: type, path: str, depth: int) -> Iterator[Name]:
        for name, hint in _fields(view):
            yield from self.of_field(view.__name__, name, hint, f"{path}.{name}".lstrip("."), depth)

    def of_field(self, owner: str, name: str, hint: Any, path: str, depth: int) -> Iterator[Name]:
        where = f"{owner}.{name}"
        title, description = explained(owner, name)
        kind = needed(hint)
        many = typing.get_origin(kind) is tuple
        inner = typing.get_args(kind)[0] if many else kind
        is_view = isinstance(inner, type) and dataclasses.is_dataclass(inner) and inner is not Timeline
        item = self._usage.items.get(where, "post")
        markdown = self._is_markdown(owner, name)
        tag, example = self._tag(where, path, kind, item, markdown=markdown)
        words = _kind_words(hint, inner, many=many, is_view=is_view, markdown=markdown)
        words = words.replace("heltal", "hela kronor") if _in_kronor(where) else words
        used = tuple(self._usage.templates.get(where, ()))
        see = self._told.get(inner, "") if is_view else ""
        yield Name(depth, path, title, description, words, tag, example, used, see)
        if typing.get_origin(kind) is not None and not many:
            view = typing.get_args(typing.get_args(kind)[1])[0]
            places = ", ".join(CLAUSE_PLACES)
            looped = f"{{%p for klausul in {path}.{CLAUSE_PLACES[0]} %}} … {{%p endfor %}}"
            yield Name(
                depth + 1, f"{path}.{CLAUSE_PLACES[0]}", "Klausuler efter en punkt", places, "lista", looped, "", used
            )
            yield from self.of_view(view, "klausul", depth + 2)
        elif is_view and not see:
            self._told[inner] = path
            yield from self.of_view(inner, item if many else path, depth + 1)

    def _is_markdown(self, owner: str, name: str) -> bool:
        where = f"{owner}.{name}"
        used = self._usage.filters.get(where, Counter())
        if {where, name} & _MARKDOWN or "stycken" in used or "rad" in used:
            return True
        return any(_is_prose(model, name) for model in MODELS.get(owner, ()))

    def _tag(self, where: str, path: str, kind: Any, item: str, *, markdown: bool) -> tuple[str, str]:
        """What to copy, and what it prints."""
        name = where.rpartition(".")[2]
        values = VALUES.get(where, VALUES.get(name, ()))
        if typing.get_origin(kind) is tuple:
            inner = typing.get_args(kind)[0]
            looped = where in self._usage.items and "lista" not in self._usage.filters.get(where, Counter())
            if inner is str and not markdown and not looped:
                texts = tuple(str(one) for one in values if isinstance(one, str))[:_ITEMS]
                return f"{{{{ {path} | lista }}}}", str(FILTERS["lista"](texts)) if texts else ""
            return f"{{%p for {item} in {path} %}} {_inside(item, inner, markdown=markdown)} {{%p endfor %}}", ""
        if kind is bool:
            return f"{{% if {path} %}} … {{% endif %}}", ""
        if kind is Timeline:
            return f"{{{{ {path} | bild(bredd_cm=16) }}}}", ""
        if kind not in (str, int, Decimal, dt.date):
            return "", ""
        fitting = [one for one in values if type(one) is kind]
        used = [one for one, _ in self._usage.filters.get(where, Counter()).most_common()]
        if markdown:
            text = str(fitting[0]).partition("\n")[0].replace("*", "") if fitting else ""
            return (f"{{{{ {path} | rad }}}}", text) if used[:1] == ["rad"] else (f"{{{{p {path} | stycken }}}}", text)
        usual = "kr" if kind is int and _in_kronor(where) else _BY_TYPE.get(kind, "")
        filter_ = next(iter(used), "" if name in _BARE else usual)
        tag = f"{{{{ {path} | {filter_} }}}}" if filter_ else f"{{{{ {path} }}}}"
        if not fitting:
            return tag, ""
        return tag, str(FILTERS[filter_](fitting[0])) if filter_ else str(fitting[0])


def _fields(view: type) -> Iterable[tuple[str, Any]]:
    """A view's fields, and what it derives from them."""
    yield from hints_of(view).items()
    for name, member in vars(view).items():
        if isinstance(member, property | cached_property):
            function = member.fget if isinstance(member, property) else member.func
            yield name, typing.get_type_hints(function)["return"]


def _inside(item: str, inner: Any, *, markdown: bool) -> str:
    """What stands between the beginning and the end of a loop."""
    if inner is not str:
        return "…"
    return f"{{{{p {item} | stycken }}}}" if markdown else f"{{{{ {item} }}}}"


def _in_kronor(where: str) -> bool:
    owner, _, name = where.partition(".")
    return "kronor" in explained(owner, name)[1].casefold()


def _kind_words(hint: Any, inner: Any, *, many: bool, is_view: bool, markdown: bool) -> str:
    one = "Markdown" if markdown else _WORDS.get(inner, "")
    if many:
        words = "lista" if is_view else f"lista av { ({'text': 'texter'}.get(one, one)) }"
    elif is_view:
        words = "grupp"
    else:
        words = one or "grupp"
    return f"{words}, kan saknas" if may_be_none(hint) else words


def _is_prose(model: type[BaseModel], name: str) -> bool:
    hint = typing.get_type_hints(model, include_extras=True).get(name)
    return hint == Prose or Prose in typing.get_args(hint)
