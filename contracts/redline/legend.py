"""The first lines of a printed comparison: what is compared, and how to read the marks."""

from dataclasses import dataclass

from contracts.redline.flatten import LOOKS, put_look
from contracts.redline.own_styles import LINE, TITLE
from contracts.redline.revisions import DELETED, INSERTED, MOVED_AWAY, MOVED_HERE
from contracts.word.ooxml import Element, make


@dataclass(frozen=True, slots=True)
class Heads:
    """What a comparison says of the two files."""

    title: str  #: of the newer document
    old: str  #: Swedish: what the older file is, such as its name
    new: str


def legend(heads: Heads, count: int) -> list[Element]:
    """The paragraphs before the marked text.

    Args:
        heads: what is compared.
        count: how many changes there are.
    """
    number = {0: "Inga ändringar hittades.", 1: "En ändring är märkt."}.get(count, f"{count} ändringar är märkta.")
    return [
        paragraph(TITLE, run(f"Jämförelse: {heads.title}")),
        paragraph(LINE, run("Äldre: ", bold=True), run(heads.old), run(". Nyare: ", bold=True), run(f"{heads.new}.")),
        paragraph(
            LINE,
            run("Så läses den: ", bold=True),
            run("borttagen text är röd och överstruken", status=DELETED),
            run(", "),
            run("ny text är blå och understruken", status=INSERTED),
            run(". Flyttad text är grön: "),
            run("dubbelt överstruken där den stod", status=MOVED_AWAY),
            run(" och "),
            run("dubbelt understruken där den står", status=MOVED_HERE),
            run(". Rubriker och punkter har den nyare lydelsens nummer; det som är borttaget behåller sitt äldre."),
        ),
        paragraph(
            LINE,
            run(f"{number} ", bold=True),
            run("Siffran inom hakparentes efter en ändring är dess nummer i listan Ändringar sist i dokumentet.")
            if count
            else run("Texten följer nedan."),
        ),
    ]


def paragraph(style: str, *runs: Element) -> Element:
    """A paragraph of a style."""
    return make("p", make("pPr", make("pStyle", val=style)), *runs)


def run(text: str, *, bold: bool = False, status: str = "") -> Element:
    """Letters, in bold or marked as what they are."""
    look = make("rPr")
    if bold:
        put_look(look, make("b"))
    if status:
        colour, name, kind = LOOKS[status]
        put_look(look, make("color", val=colour))
        put_look(look, make(name, val=kind) if kind else make(name))
    return make("r", *([look] if len(look) else []), make("t", text=text))
