"""Every template but the agreement's: it compiles, prints every field of its view, and leaves out what has nothing.

The views are made up from their own types, each field with a value that no other has, so that a field that no template
prints is told by name. A field that is not for the template stands in UNPRINTED, with the reason.
"""

import dataclasses
import datetime as dt
import re
import types
import typing
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from contracts.facts.clause_places import CLAUSE_PLACES
from contracts.pdf.embedded import Embedded
from contracts.pdf.engine import Engine
from contracts.pdf.fonts import fonts_configuration
from contracts.pdf.office import Office, find_office
from contracts.pdf.read import read_pdf
from contracts.pictures.timeline import Timeline
from contracts.plan.document_views import (
    EconomicReportView,
    MemoView,
    PacketView,
    PlacesView,
    PmView,
    ReportView,
)
from contracts.plan.revision_views import CHANGES, RevisionView
from contracts.plan.views import AgreementView
from contracts.spelling.amounts import tkr_tal
from contracts.spelling.dates import manad
from contracts.spelling.filters import FILTERS
from contracts.spelling.numbers import tal
from contracts.spelling.wordings import date_wordings
from contracts.word.ooxml import W, parse
from contracts.word.package import open_package
from contracts.word.properties import DocumentStamp
from contracts.word.render import Rendered, Template
from contracts.word.signature_places import picture
from contracts.word.template import compile_template
from tests.building import ROOT

STAMP = DocumentStamp("Titel", "Exempelstad kommun", dt.datetime(2026, 1, 2, 12, tzinfo=dt.UTC))
VIEWS: Mapping[str, type] = {
    "pm": PmView,
    "memo": MemoView,
    "malmo/memo": MemoView,
    "botkyrka/memo": MemoView,
    "economic-report": EconomicReportView,
    "report": ReportView,
    "packet": PacketView,
    "botkyrka/agreement-onumrerad": AgreementView,
    "places-agreement": AgreementView,
    **dict.fromkeys(CHANGES, RevisionView),
}
#: The only headings of a document whose facts say no more than they must.
BARE_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "pm": (),
    "memo": ("Sammanfattning",),
    "malmo/memo": ("Sammanfattning",),
    "botkyrka/memo": ("Sammanfattning",),
    "economic-report": (),
    "report": ("Partnerskapen i korthet", "Avtalstider"),
    "packet": ("Ärenden",),
    "botkyrka/agreement-onumrerad": ("Parter", "Giltighet", "Underskrifter"),
    "places-agreement": ("Parter", "Platser", "Ersättning", "Underskrifter"),
    "amendment": ("Bakgrund", "Ändringar", "Övriga villkor", "Ikraftträdande", "Undertecknande"),
    "extension": ("Bakgrund", "Förlängning", "Övriga villkor", "Ikraftträdande", "Undertecknande"),
    **dict.fromkeys(("accession", "exit"), ("Bakgrund", "Övriga villkor", "Ikraftträdande", "Undertecknande")),
    "notice": ("Undertecknande",),
}
#: A table that ends a document, or stands before the next heading, is followed by a paragraph of no height for Word.
ALLOWED_EMPTY: Mapping[str, int] = dict.fromkeys(("agreement-onumrerad", "places-agreement", *CHANGES), 1)
PROPERTY, CHOOSES, BODY = (
    "stands in the document's properties",
    "chooses or names",
    "for Markdown bodies, which name it",
)
ELSEWHERE = "stands in the agreement that this one refers to"
#: The same of the documents that change an agreement.
_TERM = "the point on the term says it, where the term is other"
_NOT_A_NOTICE = "of a notice"
_NEITHER = "it is an amendment when parties come and go beside other changes"
_OF_CHANGES: Mapping[str, str] = {
    r"(parties|joining|leaving|notice\.by|notice\.others)\.(?!full_name|legal_name|organisation_number).*": (
        "stands in the points that read otherwise"
    ),
    r"(parties|leaving|notice\.by|notice\.others)\.(legal_name|organisation_number)": "the same: the table of parties",
    r"signatories\.(label|local_office)": "for the signature field; the party's name holds its office",
    r"agreement\.changes\.(signed_on|effective)": "the consolidated agreement lists them",
    r"points\.former": "told where an unnumbered section gets another heading",
}
_OF_EACH_CHANGE: Mapping[str, Mapping[str, str]] = {
    "amendment": {
        r"joining\.(legal_name|organisation_number)": "the table of parties has them",
        r"added_time|last_day|agreement\.end": _TERM,
        r"notice\..*": _NOT_A_NOTICE,
    },
    "extension": {r"(joining|leaving)\..*": _NEITHER, r"notice\..*": _NOT_A_NOTICE},
    "accession": {
        r"leaving\..*": _NEITHER,
        r"added_time|last_day|agreement\.end": _TERM,
        r"notice\..*": _NOT_A_NOTICE,
    },
    "exit": {
        r"joining\..*": _NEITHER,
        r"added_time|last_day|agreement\.end": _TERM,
        r"notice\..*": _NOT_A_NOTICE,
    },
    "notice": {
        r"(reason|decision|effective|added_time|last_day|points|joining|leaving)(\..*)?": "a notice changes no terms",
        r"number": "a notice is told by its party and day",
        r"agreement\.end": "the last day for the party is another",
    },
}
#: Fields that a template does not print, by pattern, each with the reason.
UNPRINTED: Mapping[str, Mapping[str, str]] = {
    "": {
        r"document\.(title|the_kind|kind)": PROPERTY,
        r".*\.id": CHOOSES,
    },
    "pm": {"partnership": BODY, "case_number": "the document's own, which the header prints"},
    "memo": {r"(motions|previous_decisions|counts|area_counts|overview|overview_day)(\..*)?": BODY},
    "economic-report": {r"total\.label|.*total\.none_yet": "a total is called so, and has amounts"},
    "report": {
        r"criteria|criteria_source": BODY,
        r".*\.(short_name|area|idea_based|start|end|last_end|yearly)": "told by name, heading, parties, period, sums",
        r"timeline\..*": "told by the picture",
    },
    "packet": {},
    "agreement-onumrerad": {
        r"referred_documents\..*": "named by the texts that rest on them",
        r"(public_|idea_based_)?parties\.(kind|pays\..*)": "chooses; what a party pays stands among the contributions",
        r"economy\.contributions\.amount": "stands in the measure",
        r"signatories\.(label|local_office)": "for the signature field; the party's name holds its office",
        r"term\.length": "the first and the last day say it",
    },
    "places-agreement": {r"(?!places\.).*": ELSEWHERE},
    **{change: _OF_CHANGES | excused for change, excused in _OF_EACH_CHANGE.items()},
}


@dataclasses.dataclass(frozen=True, slots=True)
class Picture:
    """A picture of one pixel, as the timeline's drawing is."""

    name: str = "tidslinje"
    png: bytes = picture()
    alt: str = "Tidslinje över partnerskapen."
    width: int = 1
    height: int = 1


@dataclasses.dataclass(slots=True)
class Sampler:
    """Makes a value of any view: all filled in, each leaf unlike the others, or no more than it must have."""

    full: bool
    flags: bool = True  #: what every yes or no is
    without: frozenset[str] = frozenset()  #: fields left out although the rest is filled in
    count: int = 1000

    def view(self, kind: type) -> object:
        hints = typing.get_type_hints(kind)
        return kind(**{field.name: self.value(hints[field.name], field.name) for field in dataclasses.fields(kind)})

    def value(self, hint: object, name: str) -> object:
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if origin is types.UnionType:
            needed = name in ("start", "end")  # a term has days or a season
            return self.value(arguments[0], name) if needed or (self.full and name not in self.without) else None
        if origin is tuple:
            least = 1 if name in ("public_parties", "idea_based_parties", "parties", "others") else 0
            return tuple(self.value(arguments[0], name) for _ in range(2 if self.full else least))
        if origin is Mapping:
            return {place: self.value(arguments[1], name) for place in CLAUSE_PLACES}
        if hint is Timeline:
            return Picture()
        return self.view(hint) if isinstance(hint, type) and dataclasses.is_dataclass(hint) else self.leaf(hint, name)

    def leaf(self, hint: object, name: str) -> object:
        self.count += 1
        if hint is bool:
            return self.flags
        if hint is str:
            plain = str(self.count) if name == "paragraph" else f"ord{self.count}"
            return "" if name == "body" and not self.full else plain
        if hint is int:
            return self.count
        if hint is Decimal:
            return Decimal(self.count) + Decimal("0.5")
        assert hint is dt.date, hint
        return dt.date(2026, 1, 1) + dt.timedelta(days=self.count)


def names_of(template: str, sampler: Sampler) -> dict[str, object]:
    view = sampler.view(VIEWS[template])
    names = {field.name: getattr(view, field.name) for field in dataclasses.fields(VIEWS[template])}
    if VIEWS[template] is AgreementView:
        names["parties"] = (*names["public_parties"], *names["idea_based_parties"])
    return names | ({"places": sampler.view(PlacesView)} if template == "places-agreement" else {})


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value with the fields that lead to it: ("tables.rows.label", "ord1023")."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from leaves(one, f"{path}.{name}".lstrip("."))
    elif isinstance(value, tuple):
        for one in value:
            yield from leaves(one, path)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from leaves(getattr(value, field.name), f"{path}.{field.name}")
    elif value is not None and not isinstance(value, bool | bytes):
        yield path, value


def wordings(value: object) -> tuple[str, ...]:
    if isinstance(value, int):
        return tal(value), tkr_tal(value), str(value)
    if isinstance(value, Decimal):
        return (tal(value),)
    return (*date_wordings(value), manad(value)) if isinstance(value, dt.date) else (str(value),)


def compiled(template: str) -> Template:
    return compile_template(ROOT / f"templates/{template}.docx", filters=FILTERS, shown_as=f"{template}.docx")


def rendered(template: str, sampler: Sampler) -> tuple[dict[str, object], Rendered]:
    names = names_of(template, sampler)
    return names, compiled(template).render(names, STAMP)


#: All filled in; then what those fields hide: a season hides days, a text that amounts are not there hides amounts.
FULL = (
    Sampler(full=True),
    Sampler(full=True, flags=False, without=frozenset({"season", "none_yet", "period_start"})),
    Sampler(full=True, flags=False, without=frozenset({"min_meetings_per_year", "season", "recipient", "period_end"})),
    Sampler(full=True, without=frozenset({"consolidated"})),  # what is to be signed
)


def found_in(names: Mapping[str, object], document: Rendered) -> Iterator[tuple[str, bool]]:
    """Each field of the facts, and whether the document says it."""
    text = spelled("\n".join((*document.paragraphs, *document.running)))
    for path, value in leaves(names):
        patterns = (rf"(?<!\d){re.escape(spelled(one))}(?!\d)" for one in wordings(value))
        yield path, any(re.search(pattern, text) for pattern in patterns)


def spelled(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").casefold()


@pytest.mark.parametrize("template", VIEWS)
def test_every_field_of_the_view_is_printed(template: str) -> None:
    found = [one for sampler in FULL for one in found_in(*rendered(template, dataclasses.replace(sampler)))]
    untold = {path for path, _ in found} - {path for path, printed in found if printed}
    excused = {**UNPRINTED[""], **UNPRINTED[Path(template).name]}
    unexcused = {path for path in untold if not any(re.fullmatch(one, path) for one in excused)}
    assert not unexcused, "not printed: " + ", ".join(sorted(unexcused))


def test_a_field_that_is_not_printed_is_told() -> None:
    names, document = rendered("memo", Sampler(full=True))
    unlike = names | {"summary": "något annat", "send_to": ("en annan",)}
    changed = {path for path, printed in found_in(unlike, document) if not printed}
    assert changed - {path for path, printed in found_in(names, document) if not printed} == {"summary", "send_to"}


@pytest.mark.parametrize("template", VIEWS)
def test_what_the_facts_do_not_say_leaves_no_heading_and_no_paragraph(template: str) -> None:
    names = names_of(template, Sampler(full=False, flags=False))
    needed = {"body": "En PM är sin text."} if template == "pm" else {}
    document = compiled(template).render(names | needed, STAMP)
    assert tuple(heading.text for heading in document.headings) == BARE_HEADINGS[template]
    assert empty_paragraphs(document) == ALLOWED_EMPTY.get(Path(template).name, 0)


def empty_paragraphs(document: Rendered) -> int:
    package = open_package(document.docx, "dokumentet")
    body = parse(package.members[package.main])
    return sum(
        not "".join(map(str, one.itertext())).strip() and one.find(f".//{W}drawing") is None
        for one in body.iter(f"{W}p")
    )


@pytest.mark.parametrize("template", [name for name in VIEWS if name.endswith("memo")])
def test_a_single_proposal_bears_no_number_but_in_malmo(template: str) -> None:
    names = names_of(template, Sampler(full=True))
    single = 1 if template.startswith("malmo") else 0
    for proposals, numbered in ((("Nämnden beslutar.",), single), (("Nämnden beslutar.", "Nämnden avslår."), 2)):
        document = compiled(template).render(names | {"proposals": proposals}, STAMP)
        package = open_package(document.docx, "dokumentet")
        styles = [one.get(f"{W}val") for one in parse(package.members[package.main]).iter(f"{W}pStyle")]
        assert styles.count("ListNumber") == numbered


def test_proposals_of_each_item_of_a_packet_begin_at_one() -> None:
    names = names_of("packet", Sampler(full=True))
    document = compiled("packet").render(names, STAMP)
    package = open_package(document.docx, "dokumentet")
    lists = [one.get(f"{W}val") for one in parse(package.members[package.main]).iter(f"{W}numId")]
    assert len(lists) == 4
    assert len(set(lists)) == 2


def test_a_packet_prints_no_page_before_the_pages_are_known() -> None:
    names = names_of("packet", Sampler(full=True, without=frozenset({"first_page", "pages"})))
    document = compiled("packet").render(names, STAMP)
    assert not [text for text in document.paragraphs if "sida" in text or "sidor" in text or "\t" in text[-5:]]


def test_who_signs_by_hand_gets_lines_for_name_and_title() -> None:
    for template in ("botkyrka/agreement-onumrerad", "places-agreement"):
        _, named = rendered(template, Sampler(full=True, without=frozenset({"consolidated"})))
        _, by_hand = rendered(template, Sampler(full=True, without=frozenset({"consolidated", "title", "name"})))
        assert "Namnförtydligande" not in named.paragraphs
        assert by_hand.paragraphs.count("Namnförtydligande") == by_hand.paragraphs.count("Befattning") == 2


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, ...]]:
    work = tmp_path_factory.mktemp("mallar")
    fonts = fonts_configuration(work)
    with Office(find_office(), work, fonts) as office, Embedded(work) as embedded:
        yield office, embedded


@pytest.mark.office
@pytest.mark.parametrize("template", VIEWS)
def test_every_paragraph_comes_out_of_both_engines(template: str, engines: tuple[Engine, ...], tmp_path: Path) -> None:
    _, document = rendered(template, Sampler(full=True))
    docx, pdf = tmp_path / "ut.docx", tmp_path / "ut.pdf"
    docx.write_bytes(document.docx)
    for engine in engines:
        engine.convert(docx, pdf)
        read = read_pdf(pdf)
        shown = squeezed(*(block.text_without(note_marks=True) for block in read.blocks))
        shown += squeezed(*(page.artifacts for page in read.pages))
        assert [text for text in document.paragraphs if squeezed(text) not in shown] == []
        for at, element in enumerate(read.elements):
            inside = [one.type for one in read.elements[at : element.end]]
            assert element.type != "Table" or "TH" in inside


def squeezed(*texts: str) -> str:
    """Without spaces, and without the dots that lead to a page number."""
    return re.sub(r"[\s.]", "", "".join(texts))
