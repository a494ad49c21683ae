"""Text boxes: the words that differ in them, in both of the copies that Word writes."""

from contracts.redline.legend import Heads
from contracts.redline.printout import print_out
from contracts.redline.tracked import read_tracked
from contracts.word.structure import read_finished
from contracts.word.text import text_of
from tests.redline.comparing import redline
from tests.redline.documents import doc, docx
from tests.redline.evaluator import meaning
from tests.redline.faults import faults, revisions
from tests.redline.package import TEXT, members, rewritten

NAMES = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}
BOX = (
    '<w:r><mc:AlternateContent {names}><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="{width}" cy="9"/>'
    '<wp:docPr id="7" name="Ruta"/><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx><w:txbxContent>{inside}'
    "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback>"
    "<w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def boxed(*lines: str, width: int = 9, inside: str = "") -> bytes:
    """A file with a text box in a paragraph of its own words."""
    inside = inside or "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    names = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMES.items())
    box = BOX.format(names=names, width=width, inside=inside)
    return rewritten(docx(doc("Vid rutan", "Sist.")), {TEXT: lambda text: text.replace("</w:r>", f"</w:r>{box}", 1)})


def test_only_the_words_that_differ_in_a_box_are_marked() -> None:
    old, new = (
        boxed("Ring 010-100 för stöd.", "Alla dagar."),
        boxed("Ring 010-200 för stöd.", "Alla dagar.", "Även jul."),
    )
    made = redline(old, new).docx
    assert meaning(made) == meaning(new)
    assert meaning(made, accept=False) == meaning(old)
    assert faults(made) == []
    told = [(one.kind, one.before_text, one.after_text) for one in read_tracked(made, "x").changes()]
    assert told == [("ändrat", "Ring 010-100 för stöd.", "Ring 010-200 för stöd."), ("tillagt", "", "Även jul.")]


def test_a_box_with_changes_in_it_is_printed_as_text_for_which_there_is_room() -> None:
    made = redline(boxed("Ring 010-100 för stöd."), boxed("Ring 010-200 för stöd.")).docx
    printed = print_out(made, Heads("x", "a", "b"), "x").docx
    assert "Ring 010-100 010-200 [1] för stöd." in text_of(read_finished(printed, "x")).paragraphs
    assert b"txbxContent" not in members(printed)[TEXT]


def test_a_box_of_another_size_is_another_box() -> None:
    old, new = boxed("Ring 010-100."), boxed("Ring 010-200.", width=8)
    made = redline(old, new).docx
    assert meaning(made) == meaning(new)
    assert meaning(made, accept=False) == meaning(old)
    [one] = read_tracked(made, "x").changes()
    assert "[textruta: Ring 010-100.]" in one.before_text


def test_a_box_with_what_is_not_only_text_stays_one_thing() -> None:
    inside = (
        '<w:p><w:bookmarkStart w:id="{0}" w:name="m{0}"/><w:r><w:t>{1}</w:t></w:r><w:bookmarkEnd w:id="{0}"/></w:p>'
    )
    old, new = boxed(inside=inside.format(41, "Ett")), boxed(inside=inside.format(41, "Två"))
    made = redline(old, new).docx
    assert meaning(made) == meaning(new)
    assert meaning(made, accept=False) == meaning(old)
    assert revisions(made)["del"] == 1
