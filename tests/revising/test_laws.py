"""For any two states of an agreement: the redline leads from one to the other, and so do the points of the change."""

import re
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree

from contracts.ledger.difference import apply, difference, reverse
from contracts.ledger.terms import Terms
from contracts.plan.agreement_document import planned_agreement
from contracts.plan.revision_views import PointView
from contracts.rendering import render
from contracts.revising.points import points_between
from contracts.revising.wording_text import Unit, units_of
from contracts.word.kept_numbers import REPEALED_TEXT, signed_headings
from tests.building import ROOT
from tests.checks.exempelstad import write_exempelstad
from tests.ledger.signed_states import loaded
from tests.redline.comparing import redline
from tests.redline.evaluator import meaning
from tests.redline.faults import faults
from tests.redline.package import members, rewritten
from tests.redline.resolving import W
from tests.revising.generated import Facts, revisions
from tests.revising.signed_agreement import SignedAgreement, compiled

# An example takes a second: to shrink one would take minutes.
LAW = settings(
    max_examples=10,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
THE_AGREEMENT = "avtalet"


class Change:
    """Two states of one agreement, as they are signed."""

    def __init__(self, folder: Path, old: Facts, new: Facts) -> None:
        template = compiled(ROOT / "templates" / "agreement.docx")
        self.old_terms, self.new_terms = (_terms(folder, facts) for facts in (old, new))
        before, after = (
            planned_agreement(terms.authority, terms.folder, "", draft=False)
            for terms in (self.old_terms, self.new_terms)
        )
        self.signed = render(before, template).docx
        self.new = render(after, template, signed=signed_headings(self.signed, THE_AGREEMENT)).docx


def _terms(folder: Path, facts: Facts) -> Terms:
    write_exempelstad(folder)
    SignedAgreement(folder, "exempelstad", "grannar").write(**facts)
    return Terms(*loaded(folder / "data", "grannar"))


@LAW
@given(two=revisions())
def test_accepting_gives_the_new_wording_and_rejecting_the_signed(tmp_path: Path, two: tuple[Facts, Facts]) -> None:
    change = Change(tmp_path, *two)
    made = redline(change.signed, change.new).docx
    assert meaning(made) == meaning(change.new)
    assert meaning(made, accept=False) == meaning(change.signed)
    assert faults(made) == []
    back = redline(change.new, change.signed).docx
    assert meaning(back) == meaning(change.signed)
    agree_with_git(tmp_path, change.signed, change.new, made)


@LAW
@given(two=revisions())
def test_the_points_turn_the_signed_wording_into_the_new_one(tmp_path: Path, two: tuple[Facts, Facts]) -> None:
    change = Change(tmp_path, *two)
    old, new = (units_of(docx, THE_AGREEMENT) for docx in (change.signed, change.new))
    points = points_between(change.signed, change.new)
    assert applied(points, old) == by_number(new)
    assert applied(points_between(change.new, change.new), new) == by_number(new)
    changed = difference(change.old_terms.tree, change.new_terms.tree)
    assert apply(change.old_terms.tree, changed) == change.new_terms.tree
    assert apply(change.new_terms.tree, reverse(changed)) == change.old_terms.tree
    if changed is None:
        assert points == ()


def test_where_only_the_introduction_of_a_point_goes_its_subpoints_stay(tmp_path: Path) -> None:
    kind = [{"party": "grannhjalpen", "kinds": ["volontärtid"], "text": "Grannhjälpen bidrar."}]
    paid = {"payer": "exempelstad", "payee": "grannhjalpen", "per": "year", "amount": "45000", "purpose": "besök"}
    old: Facts = {"economy": {"contributions": [paid], "in_kind": kind}}
    change = Change(tmp_path, old, {"economy": {"contributions": [], "in_kind": kind}})
    points = points_between(change.signed, change.new)
    told = [(one.heading, one.removed, one.before_first, one.text) for one in points]
    assert told == [("Ekonomiska villkor", True, True, ""), ("Exempelstad kommun", True, False, "")]


def test_the_row_of_a_sum_stays_bold_and_bold_alone_is_no_change(tmp_path: Path) -> None:
    paid = {"payer": "exempelstad", "payee": "grannhjalpen", "per": "year", "purpose": "besök"}
    two = [paid | {"amount": "45000"}, paid | {"amount": "5000", "purpose": "samtal"}]
    change = Change(
        tmp_path,
        {"economy": {"contributions": two}},
        {"economy": {"contributions": [*two, paid | {"amount": "1000", "purpose": "kaffe"}]}},
    )
    text = next(one.text for one in points_between(change.signed, change.new) if "Summa" in one.text)
    [row] = [line for line in text.splitlines() if "Summa" in line]
    assert row.replace("\N{NO-BREAK SPACE}", " ") == "| **Summa** |  |  | **51 000 kr per år** |"
    assert "| Exempelstad" in text
    plain = rewritten(change.signed, {"word/styles.xml": lambda styles: styles.replace("<w:b/>", "")})
    assert points_between(plain, change.signed) == ()


def by_number(units: Sequence[Unit]) -> dict[str, tuple[str, str]]:
    """Heading and text under each number, by which a reader finds a point; not the title page."""
    numbered = [(one.heading.heading, one.text) for one in units if one.heading]
    found = {heading.number: (heading.text, text) for heading, text in numbered}
    assert len(found) == len(numbered)
    return found


def applied(points: Sequence[PointView], old: Sequence[Unit]) -> dict[str, tuple[str, str]]:
    """What somebody has who writes the points over the signed wording, number by number."""
    found = by_number(old)
    for point in points:
        if point.at_beginning:
            continue
        assert point.added == (point.number not in found)
        if point.removed and not point.before_first:
            found = {number: one for number, one in found.items() if not number.startswith(f"{point.number}.")}
        repealed = "" if point.before_first else REPEALED_TEXT
        found[point.number] = (point.heading, repealed if point.removed else point.text)
    return found


def agree_with_git(folder: Path, old: bytes, new: bytes, made: bytes) -> None:
    """Git's own comparison of the words: it finds none gone or come that is not marked, and the rest only moved."""
    words = [words_of(docx) for docx in (old, new)]
    gone, come = (Counter(words_of(made, mark)) for mark in ("del", "ins"))
    plainly_gone, plainly_come = words_changed_by_git(folder, *words)
    in_both = Counter(words[0]) & Counter(words[1])
    assert plainly_gone - plainly_come <= gone
    assert plainly_come - plainly_gone <= come
    assert gone - plainly_gone <= in_both
    assert come - plainly_come <= in_both


def words_of(docx: bytes, mark: str = "") -> list[str]:
    """The words of the text proper; only those that bear a mark, when one is named."""
    body = etree.fromstring(members(docx)["word/document.xml"])
    pieces = []
    for one in body.iter(W + "p", W + "t", W + "delText", W + "tab"):
        said = (one.text or "") if one.tag in (W + "t", W + "delText") else " "
        if mark and not any(above.tag == W + mark for above in one.iterancestors()):
            said = " "  # what stands between two marked words keeps them apart
        pieces.append(said)
    return re.findall(r"\w+", "".join(pieces))


def words_changed_by_git(folder: Path, old: Sequence[str], new: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    files = [folder / "gammalt.txt", folder / "nytt.txt"]
    for path, words in zip(files, (old, new), strict=True):
        path.write_text("".join(f"{word}\n" for word in words), "utf-8")
    command = ["git", "diff", "--no-index", "--no-color", "--no-ext-diff", "--unified=0", *map(str, files)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    changed = [line for line in told if not line.startswith(("---", "+++", "@@", "diff", "index"))]
    gone, come = (Counter(line[1:] for line in changed if line[:1] == sign) for sign in "-+")
    return gone, come
