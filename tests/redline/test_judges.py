"""The judges themselves: a fault that is planted is seen, and LibreOffice and a plain comparer agree with them."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.errors import MissingProgramError
from contracts.pdf.office import find_office
from tests.redline.comparing import redline
from tests.redline.documents import Doc, Para, Run, Table, doc, docx, para
from tests.redline.evaluator import lines, meaning
from tests.redline.faults import changed_words, faults, revisions
from tests.redline.judging import OfficeJudge
from tests.redline.package import TEXT, rewritten
from tests.redline.resolving import MarkLostError

LONG = "Föreningen redovisar varje kvartal hur ersättningen har använts i verksamheten."
PAY = "Kommunen ersätter föreningen med {} per år, som betalas ut i två delar."
OLD = doc("# Ett", PAY.format("350 000 kr"), "# Två", LONG, "Sist.")
NEW = doc("# Två", LONG, "# Ett", PAY.format("400 000 kr"), para("Sist.", "quote"))


@pytest.mark.parametrize(
    ("planted", "in_its_place"),
    [
        (r"<w:del .*?</w:del>", ""),
        (r"<w:ins w:id=[^>]*><w:r>.*?</w:r></w:ins>", ""),
        (r"<w:pPrChange .*?</w:pPrChange>", ""),
        (r"<w:rPr><w:moveFrom [^>]*/></w:rPr>", ""),
        (r"<w:delText([^>]*)>([^<]*)</w:delText>", r"<w:t\1>\2</w:t>"),
        (r'w:name="flytt1"', 'w:name="annat"'),
        (r"<w:moveToRangeEnd [^>]*/>", ""),
    ],
)
def test_a_planted_fault_is_seen(planted: str, in_its_place: str) -> None:
    made = rewritten(redline(OLD, NEW).docx, {TEXT: lambda text: re.sub(planted, in_its_place, text, count=1)})
    try:
        right = meaning(made) == meaning(docx(NEW)) and meaning(made, accept=False) == meaning(docx(OLD))
    except MarkLostError:
        right = False
    assert not right or faults(made)


def test_a_mark_that_goes_before_a_table_with_words_left_is_seen() -> None:
    made = rewritten(
        docx(doc("Text", Table((("a",),)))),
        {TEXT: lambda text: text.replace("<w:p>", "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", 1)},
    )
    with pytest.raises(MarkLostError):
        meaning(made)


#: Each a kind of change that Word files have.
CASES: tuple[tuple[Doc, Doc], ...] = (
    (OLD, NEW),
    (doc("A", Table((("1", "2"),))), doc(Table((("1", "2"),)), "A")),
    (doc("A"), doc("A", Table((("1",),)))),
    (doc("Ett", "Två", "Tre"), doc("Ett")),
    (doc("Ett"), doc("Ett", "Två", "Tre")),
    (doc(para("A", list="a"), para("B", list="a")), doc(para("B", list="b"))),
    (doc("före", "x", Table((("1", "2"), ("3", "4")))), doc("före", Table((("1", "2"), ("5", "6"), ("3", "4"))))),
    (doc(Table((("1", "2"), ("3", "4")))), doc(Table((("1", "2", "n"), ("3", "4", "m"))))),
    (doc(Para((Run("a b c", note="Not ett"),))), doc(Para((Run("a b d", note="Not två"),)))),
    (
        doc(Para((Run("a b c", note="Bort"), Run(" mer", note="Kvar")))),
        doc(Para((Run("a b c"), Run(" mer", note="Kvar")))),
    ),
    (doc(Para((Run("a b c", link="https://exempel.example"),))), doc(Para((Run("a b c"),)))),
    (doc("text", header="gammalt huvud"), doc("text", header="nytt huvud", footer="ny fot")),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeJudge]:
    """A LibreOffice that accepts and rejects."""
    try:
        program = find_office()
    except MissingProgramError as error:
        pytest.skip(str(error))
    with OfficeJudge(program, tmp_path_factory.mktemp("domare")) as judge:
        yield judge


@pytest.mark.office
@pytest.mark.parametrize("case", range(len(CASES)))
def test_libreoffice_accepts_and_rejects_to_the_same_texts(office: OfficeJudge, tmp_path: Path, case: int) -> None:
    old, new = map(docx, CASES[case])
    made = redline(old, new).docx
    for command, wanted in ((".uno:AcceptAllTrackedChanges", new), (".uno:RejectAllTrackedChanges", old)):
        found = office.opened(made, command, tmp_path)
        assert not revisions(found)
        # LibreOffice puts a sign without width into an empty cell of a row that changes.
        assert [line.replace("\u200d", "") for line in lines(found)] == lines(wanted)


@pytest.mark.parametrize("case", range(len(CASES)))
def test_a_plain_comparer_of_words_finds_the_same_words_gone_and_come(case: int) -> None:
    """Word for word, difflib finds no change that is not marked, and what is marked beyond it has only moved."""
    old, new = (re.findall(r"\w+", " ".join(lines(docx(one)))) for one in CASES[case])
    gone, come = changed_words(redline(*CASES[case]).docx)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    plainly = (Counter[str](), Counter[str]())
    for operation, i, j, k, m in matcher.get_opcodes():
        if operation != "equal":
            plainly[0].update(old[i:j])
            plainly[1].update(new[k:m])
    in_both = Counter(old) & Counter(new)
    assert Counter(old) - Counter(new) <= gone
    assert Counter(new) - Counter(old) <= come
    assert gone - plainly[0] <= in_both
    assert come - plainly[1] <= in_both
