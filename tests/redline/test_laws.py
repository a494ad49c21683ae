"""For any two files: accepting all gives the newer, rejecting all the older, and Word can open what is between."""

from hypothesis import HealthCheck, example, given, settings

from tests.redline.comparing import redline
from tests.redline.documents import Doc, Table, doc, docx, para
from tests.redline.evaluator import meaning
from tests.redline.faults import faults, revisions
from tests.redline.generated import DOCS, pairs, shuffled

CALM = [HealthCheck.too_slow, HealthCheck.data_too_large]
LAW = settings(max_examples=100, deadline=None, suppress_health_check=CALM)
CHECK = settings(max_examples=30, deadline=None, suppress_health_check=CALM)

LONG = "Föreningen redovisar varje kvartal hur ersättningen har använts i verksamheten."


@LAW
@given(pairs())
@example((doc("# Ett", LONG, "# Två", "Kort."), doc("# Två", "Kort.", "# Ett", LONG)))
@example((doc("A", Table((("1", "2"),))), doc(Table((("1", "2"),)), "A")))
@example((doc("A"), doc("A", Table((("1",),)))))
@example((doc(Table((("1",),))), doc("A")))
@example((doc(para("A", list="a"), para("B", list="b")), doc(para("B", list="a"))))
@example((doc(), doc(header="ny", footer="också ny")))
def test_accepting_all_gives_the_newer_and_rejecting_all_the_older(two: tuple[Doc, Doc]) -> None:
    old, new = docx(two[0]), docx(two[1])
    made = redline(old, new).docx
    assert meaning(made, accept=True) == meaning(new)
    assert meaning(made, accept=False) == meaning(old)
    assert faults(made) == []


@CHECK
@given(DOCS)
def test_a_file_and_itself_have_no_changes_between_them(one: Doc) -> None:
    assert not revisions(redline(one, one).docx)


@CHECK
@given(pairs())
def test_the_other_way_round_what_came_goes(two: tuple[Doc, Doc]) -> None:
    old, new = docx(two[0]), docx(two[1])
    back = redline(new, old).docx
    assert meaning(back, accept=True) == meaning(old)
    assert meaning(back, accept=False) == meaning(new)


@CHECK
@given(shuffled())
def test_sections_that_move_are_back_where_they_were_when_all_is_rejected(two: tuple[Doc, Doc]) -> None:
    old, new = docx(two[0]), docx(two[1])
    made = redline(old, new).docx
    assert meaning(made, accept=True) == meaning(new)
    assert meaning(made, accept=False) == meaning(old)
    assert faults(made) == []
