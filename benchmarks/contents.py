"""The generated documents as the other programs make them: a template in the program's own dialect, and plain values.

The templates are made from our own finished Word files, so that pages, styles, tables and pictures are the same. What
differs between two partnerships becomes a value, and what is a bulleted list becomes a loop. So there are no conditions
in them, and nothing is computed, counted or spelled: that is less work than ours is, and is counted in their favour.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from contracts import choosing, pipeline
from contracts.compiling import compile_templates, templates_of
from contracts.project import Project
from contracts.rendering import render_marked
from contracts.revising.material import material_of

#: The day on which the generated partnerships are built.
TODAY = dt.date(2030, 2, 10)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BULLET = "ListBullet"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a program's templates name a value and repeat a paragraph."""

    value: Callable[[str], str]  #: by the value's name
    #: the texts of the paragraphs that stand for a list, by the list's name
    loop: Callable[[str], tuple[str, ...]]


DIALECTS = {
    "docxtpl": Dialect(
        lambda name: f"{{{{ {name} }}}}",
        lambda name: (f"{{%p for item in {name} %}}", "{{ item.text }}", "{%p endfor %}"),
    ),
    "docxtemplater": Dialect(lambda name: f"{{{name}}}", lambda name: (f"{{#{name}}}", "{text}", f"{{/{name}}}")),
    "carbone": Dialect(lambda name: f"{{d.{name}}}", lambda name: (f"{{d.{name}[i].text}}", f"{{d.{name}[i+1].text}}")),
}

#: Values by name: a text, or the items of a list.
Values = dict[str, str | list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Document:
    """One document of ours, rendered."""

    stem: str  #: such as "exempelstad/traffpunkt-1/pm"
    docx: bytes

    @property
    def kind(self) -> str:
        """What it shares with the same document of other partnerships."""
        return self.stem.rpartition("/")[2]


class OtherShapeError(Exception):
    """Documents of one kind differ in more than their texts, so that one flat template cannot make them."""


def rendered(project: Project, most: int | None = None) -> Iterator[Document]:
    """The Word files of a project, as a build would render them.

    Args:
        project: where its folders are.
        most: so many documents, the first ones of the plan.
    """
    workspace = pipeline.check_facts(project, TODAY).workspace
    jobs = choosing.jobs_for(project, workspace, (), draft=False)[:most]
    templates = compile_templates(project, templates_of(jobs))
    authorities = {authority.id: authority for authority in workspace.authorities}
    for job in jobs:
        material = material_of(job.planned, templates, job.agreement)
        made = render_marked(
            job, templates[job.template], authorities[job.authority], material.names_of, material.signed
        )
        yield Document(job.stem, made.docx)


@dataclass(frozen=True, slots=True)
class Flat:
    """What the documents of one kind have in common, and where they differ."""

    sample: bytes  #: one of them
    texts: dict[str, tuple[str, ...]]  #: of each part that prints, those of the sample
    differing: dict[str, frozenset[int]]  #: of each part, where the texts differ

    @classmethod
    def of(cls, documents: Sequence[Document]) -> "Flat":
        """Found by comparing two documents or more.

        Raises:
            OtherShapeError: They differ in more than texts.
        """
        found = [_texts(document.docx) for document in documents]
        differing = {}
        for part in found[0]:
            columns = [texts[part] for texts in found]
            if len({len(column) for column in columns}) != 1:
                raise OtherShapeError(f"{documents[0].kind}: {part} has other paragraphs in other partnerships")
            differing[part] = frozenset(n for n, texts in enumerate(zip(*columns, strict=True)) if len(set(texts)) > 1)
        return cls(documents[0].docx, found[0], differing)

    def template(self, dialect: Dialect) -> bytes:
        """The template for these documents."""
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.sample)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in source.namelist():
                content = source.read(name)
                if name in self.differing:
                    tree = etree.fromstring(content)
                    _put_tags(tree, name, self.differing[name], dialect)
                    content = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
                new.writestr(name, content)
        return out.getvalue()

    def values(self, document: Document) -> Values:
        """What the template needs to become this document.

        Raises:
            OtherShapeError: A text differs that is the template's own.
        """
        values: Values = {}
        for part, texts in _texts(document.docx).items():
            for number, (text, own) in enumerate(zip(texts, self.texts[part], strict=True)):
                if number in self.differing[part]:
                    values[_value_name(part, number)] = text
                elif text != own:
                    raise OtherShapeError(f"{document.stem}: {text!r} is {own!r} in the template")
            for number, items in enumerate(_lists(etree.fromstring(_part(document.docx, part)))):
                values[_list_name(part, number)] = [{"text": _text_of(item)} for item in items]
        return values


def _put_tags(tree: etree._Element, part: str, differing: frozenset[int], dialect: Dialect) -> None:
    texts = list(tree.iter(f"{W}t"))
    for number in differing:
        texts[number].text = dialect.value(_value_name(part, number))
    for number, items in enumerate(list(_lists(tree))):
        first, *others = items
        for item in others:
            _parent_of(item).remove(item)
        lines = dialect.loop(_list_name(part, number))
        for line in lines[:-1]:
            copy = etree.fromstring(etree.tostring(first))
            first.addprevious(copy)
            _write(copy, line)
        _write(first, lines[-1])


def _lists(tree: etree._Element) -> Iterator[tuple[etree._Element, ...]]:
    """Every run of bulleted paragraphs."""
    group: list[etree._Element] = []
    for paragraph in list(tree.iter(f"{W}p")):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") == _BULLET and paragraph.find(f".//{W}t") is not None:
            if group and group[-1].getnext() is not paragraph:
                yield tuple(group)
                group = []
            group.append(paragraph)
    if group:
        yield tuple(group)


def _write(paragraph: etree._Element, text: str) -> None:
    first, *others = paragraph.iter(f"{W}t")
    first.text = text
    for other in others:
        other.text = ""


def _text_of(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def _parent_of(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _texts(docx: bytes) -> dict[str, tuple[str, ...]]:
    """The texts of the body, the headers and the footers."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = [name for name in archive.namelist() if name.startswith(("word/document", "word/head", "word/foote"))]
        return {
            part: tuple(text.text or "" for text in etree.fromstring(archive.read(part)).iter(f"{W}t"))
            for part in parts
        }


def _part(docx: bytes, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read(part)


def _value_name(part: str, number: int) -> str:
    return f"v{number}_{_short(part)}"


def _list_name(part: str, number: int) -> str:
    return f"l{number}_{_short(part)}"


def _short(part: str) -> str:
    return Path(part).stem
