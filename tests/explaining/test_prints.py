"""The places where templates print a field are found by the headings above them."""

from pathlib import Path

from docx import Document

from contracts.explaining.prints import printed
from contracts.explaining.reach import Reach, reach_of
from contracts.facts.catalogue import find


def template(folder: Path, name: str, *paragraphs: tuple[str, str]) -> None:
    document = Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    document.save(str(folder / name))


def test_headings_are_told_without_their_tags(tmp_path: Path):
    template(
        tmp_path,
        "agreement.docx",
        ("Heading 1", "Pengar"),
        ("Normal", "{%p for post in economy.contributions %}"),
        ("Heading 2", "Till {{ post.payee }} (bidrag)"),
        ("Normal", "{{ post.measure }} för {{ post.purpose }}"),
        ("Normal", "{%p endfor %}"),
        ("Heading 1", "Tid"),
        ("Normal", "Från {{ term.start | datum }}"),
    )
    template(tmp_path, "exempelstad/memo.docx", ("Normal", "{{ title }}"))
    [amount] = find("contributions.amount")
    [found] = printed(reach_of(amount), tmp_path)
    assert (found.kind, found.template) == ("agreement", "agreement.docx")
    assert found.names == ("economy.contributions[].measure",)
    assert found.places == ("under ”Pengar › Till … (bidrag)”",)
    [title] = find("memo.title")
    [own] = printed(reach_of(title), tmp_path)
    assert (own.template, own.places) == ("exempelstad/memo.docx", ("brödtext",))


def test_a_folder_without_templates_prints_nothing(tmp_path: Path):
    assert printed(Reach({"agreement": frozenset({"name"})}, frozenset()), tmp_path) == ()
