"""Compares an edited file with what was sent and with today's data, and says what follows for the data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from contracts.editing.splice import Insert, Remove, Set
from contracts.errors import Place, Problem, ProblemsError, Severity
from contracts.facts.fact_files import FactFile, fact_files
from contracts.facts.folders import AuthorityFolder
from contracts.facts.load import load_workspace
from contracts.filing.sent import SentDocument
from contracts.ledger.ledger import ledger_of
from contracts.merging.again import Again, again_of
from contracts.merging.comparison import Comparison, Together, compared, together, told
from contracts.merging.documents import Paragraph, read_document
from contracts.merging.facts import Edits, FactEdit, tree_at, trees
from contracts.merging.finding import find_sent
from contracts.merging.proposal import Merge, Proposal, Sort, Spot, Value, Verdict
from contracts.merging.proposals import Explanation, explanations
from contracts.merging.prose import Origins
from contracts.merging.proving import Effect
from contracts.merging.proving import Place as Printed
from contracts.merging.today import Standing, Stood, standing_of
from contracts.merging.values import readings
from contracts.merging.words import plain
from contracts.plan.unconfirmed import title_of
from contracts.project import Project
from contracts.spelling.dates import datum

_NOT_AGAIN: Final = (
    "Det som skickades kan inte göras om med denna version av programmet, eller är försättsbladen till handlingar: "
    "allt berättas som text, och inget kan föreslås för uppgifterna."
)
_DIFFERS: Final = (
    "Programmet skriver {number} stycken på ett annat sätt nu än när dokumentet skickades; "
    "ändringar i dem berättas som text."
)


def merged(project: Project, path: Path, named: Path | None) -> Merge:
    """What an edited file comes to.

    Args:
        project: where the folders are.
        path: the file that came back.
        named: the file that was sent, when the user says which.

    Raises:
        ProblemsError: the file is no Word file, comes from nothing that is kept, or data/ has errors.
        OutputError: what is kept cannot be read.
    """
    edited = _content(path)
    document = read_document(edited, path.as_posix())
    found = find_sent(edited, path.as_posix(), project.build, named)
    sent = found.sent
    today = _today(project, sent.authority)
    since = tuple(_signed_since(today, sent))
    files = {file.name: (today.path / file.name).read_bytes() for file in fact_files(today)}
    again = again_of(sent, project)
    comparison = compared(read_document(sent.docx_in(project.build).read_bytes(), sent.title), document, again)
    if again is None or comparison.sides is None:
        origins = Origins(None, today, project.data.name, project.templates.name)
        nothing = Together(None, Effect(frozenset(), (), (), ()))
        remarks = (*since, *((_NOT_AGAIN,) if comparison.is_edited else ()))
        return Merge(sent, found.how, (), told(comparison, nothing, origins, 1), remarks, files)
    chosen = _in_reading_order(explanations(again, comparison.sides), comparison) if comparison.is_edited else []
    all_ = together(comparison, again, tuple(edit for one in chosen for edit in one.edits))
    context = _Context(project, again, today, comparison, all_)
    proposals = tuple(_proposal(number, one, context) for number, one in enumerate(chosen, 1))
    origins = Origins(again, today, project.data.name, project.templates.name)
    rest = told(comparison, all_, origins, len(proposals) + 1)
    return Merge(sent, found.how, proposals, rest, (*since, *_remarks(comparison)), files)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        text = f"filen går inte att läsa ({error.strerror or error})"
        remedy = "kontrollera namnet och var filen ligger"
        raise ProblemsError([Problem("merge-missing", text, Place(path.as_posix()), remedy)]) from error


def _today(project: Project, authority: str) -> AuthorityFolder:
    workspace, problems = load_workspace(project.data, project.templates, frozenset({authority}))
    if errors := [problem for problem in problems if problem.severity is Severity.ERROR]:
        raise ProblemsError(errors)
    found = next((one for one in workspace.authorities if one.id == authority), None)
    if found is None:
        text = f"dokumentet kommer från {authority}, som inte finns i {project.data.name}/"
        remedy = "kör kommandot i rätt projektmapp, eller ange mappen med --data"
        raise ProblemsError([Problem("merge-authority", text, None, remedy)])
    return found


def _signed_since(today: AuthorityFolder, sent: SentDocument) -> Iterator[str]:
    """That the document has been signed since it was sent: what is edited in it comes too late for it."""
    folder_id, _, name = sent.document.partition("/")
    folder = today.partnership(folder_id)
    for revision in ledger_of(folder).revisions if folder is not None else ():
        if revision.record.document == name:
            day, place = datum(revision.record.date), f"signed/{revision.number}.pdf"
            yield (
                f"{revision.record.title} är undertecknat den {day} ({place}); det som införs nu ändrar inte det, utan"
                " blir en ny ändring med eget skäl, beslut och dag."
            )


def _remarks(comparison: Comparison) -> Iterator[str]:
    assert comparison.sides is not None
    changed = [one for one, other in comparison.edits.pairs.items() if one.plain != other.plain]
    own = {one.plain for one in comparison.sides.printed.paragraphs}
    differing = [one for one in (*changed, *comparison.edits.gone) if one not in comparison.printed]
    if number := sum(1 for one in differing if one.plain not in own and not one.place.startswith(_LIST)):
        yield _DIFFERS.format(number=number)


#: How a value ends that nobody has confirmed.
_UNCONFIRMED: Final = " ?"
#: The section in which a draft lists what nobody has confirmed; it is no part of what the facts print.
_LIST: Final = "avsnitt Obekräftade uppgifter"


def _in_reading_order(chosen: Sequence[Explanation], comparison: Comparison) -> list[Explanation]:
    order: dict[Paragraph, int] = {one: n for n, one in enumerate(comparison.edited.paragraphs)}
    assert comparison.sides is not None
    for printed, edited in comparison.sides.returned.items():
        order[printed] = order[edited]
    last = 0
    for printed in comparison.sides.printed.paragraphs:
        last = order.setdefault(printed, last)
    return sorted(chosen, key=lambda one: min(order.get(claim[1], 0) for claim in one.effect.claims))


@dataclass(frozen=True, slots=True, eq=False)
class _Context:
    project: Project
    again: Again
    today: AuthorityFolder
    comparison: Comparison
    together: Together


def _proposal(number: int, one: Explanation, context: _Context) -> Proposal:
    sent, today = trees(context.again.authority), trees(context.today)
    stood = [standing_of(edit, sent, today) for edit in one.edits]
    verdict, reasons = _verdict(stood)
    jointly = context.together.effect
    settled = {(place.paragraph, place.old) for place in jointly.explained}
    against, follows = _elsewhere(one.effect, settled)
    if one.rival:
        verdict = Verdict.BLOCKED
        reasons.append(_rival(one, context))
    elif against and verdict is not Verdict.DONE:
        verdict = Verdict.CONFLICT if verdict is Verdict.SAFE else verdict
        reasons += against
    return Proposal(
        number,
        _sort(one.edits),
        verdict,
        tuple(_value(edit, each, sent, context) for edit, each in zip(one.edits, stood, strict=True)),
        tuple(dict.fromkeys((place.old, place.new) for place in one.effect.explained)),
        tuple(_spots(one, context.comparison)),
        tuple(reasons),
        tuple(follows),
        tuple(_kept_unconfirmed(each.edit, context.today) for each in stood),
    )


def _kept_unconfirmed(edit: FactEdit, today: AuthorityFolder) -> FactEdit:
    """The same change; a value that nobody has confirmed stays so when somebody else has written another."""
    one = edit.edit
    if isinstance(one, Set) and one.route in _file(today, edit.file).source.unconfirmed():
        return FactEdit(edit.file, replace(one, value=f"{one.value}{_UNCONFIRMED}"))
    return edit


def _sort(edits: Edits) -> Sort:
    match edits[0].edit:
        case Insert():
            return Sort.ADD
        case Remove():
            return Sort.REMOVE
    return Sort.SET


def _verdict(stood: Sequence[Stood]) -> tuple[Verdict, list[str]]:
    standings = {one.standing for one in stood}
    if standings == {Standing.DONE}:
        return Verdict.DONE, ["uppgifterna säger det redan"]
    reasons = [f"uppgifterna har ändrats sedan dokumentet skickades: nu ”{one.today}”" for one in stood if one.today]
    if Standing.GONE in standings:
        return Verdict.BLOCKED, [*reasons, "det som ändrades finns inte längre i uppgifterna"]
    return (Verdict.CONFLICT, reasons) if reasons else (Verdict.SAFE, [])


def _elsewhere(effect: Effect, settled: set[tuple[Paragraph, str]]) -> tuple[list[str], list[str]]:
    """What in the file goes against the change, and what else follows from it where the file says what was sent."""
    told = [plain(place.old) for place in effect.explained]
    against: list[str] = []
    follows: list[str] = []
    for places, kept in ((effect.unchanged, True), (effect.contradicted, False)):
        for place in places:
            if (place.paragraph, place.old) in settled:
                continue
            if _is_same(place, told):
                text = "oförändrat där" if kept else "ändrat till något annat där"
                against.append(f"står också i {place.paragraph.place}, {text}")
            elif kept and place.old and place.new:
                follows.append(f"{place.paragraph.place}: {place.old} blir {place.new}")
            elif kept:
                word = "tillkommer" if place.new else "utgår"
                follows.append(f"{place.paragraph.place}: {word} ”{place.new or place.old}”")
            else:
                against.append(f"i {place.paragraph.place} blir det då {place.new}, men i filen står något annat")
    return list(dict.fromkeys(against)), list(dict.fromkeys(follows))


def _is_same(place: Printed, told: Sequence[str]) -> bool:
    """Whether it is the same value that is printed there, perhaps written in another way."""
    old = plain(place.old)
    values = set(readings(old))
    return bool(old) and (old in told or any(values & set(readings(one)) for one in told))


def _rival(one: Explanation, context: _Context) -> str:
    assert context.comparison.sides is not None
    other = next(edit.edit for edit in one.rival if isinstance(edit.edit, Set))
    own = next(edit.edit for edit in one.edits if isinstance(edit.edit, Set))
    return f"ändrat till ”{own.value}” på ett ställe men till ”{other.value}” på ett annat; det kan bara ha ett värde"


def _value(edit: FactEdit, stood: Stood, sent: Mapping[str, object], context: _Context) -> Value:
    file = _file(context.again.authority, edit.file)
    now = _file(context.today, edit.file) if edit.file in trees(context.today) else None
    route = edit.edit.route
    before, after = "", ""
    if isinstance(edit.edit, Set):
        before, after = stood.today or _raw(tree_at(sent[edit.file], route)), _raw(edit.edit.value)
    elif isinstance(edit.edit, Remove):
        before = _raw(tree_at(sent[edit.file], route))
    else:
        after = _raw(edit.edit.value)
    where = f"{context.project.data.name}/{context.again.authority.id}/{edit.file}"
    if now is not None and stood.standing is not Standing.GONE:
        moved = stood.edit.edit
        last = (moved.at - 1,) if isinstance(moved, Insert) and moved.at else ()
        place = now.source.place((*moved.route, *last))
        where = f"{where}:{place.line}" if place.line else where
    return Value(title_of(file, route), before, after, where)


def _file(authority: AuthorityFolder, name: str) -> FactFile:
    return next(file for file in fact_files(authority) if file.name == name)


def _raw(tree: object) -> str:
    """A value of the data as one text."""
    if isinstance(tree, Mapping):
        return ", ".join(f"{name}: {_raw(held)}" for name, held in tree.items())
    if isinstance(tree, list | tuple):
        return ", ".join(map(_raw, tree))
    return str(tree).strip()


def _spots(one: Explanation, comparison: Comparison) -> Iterator[Spot]:
    told: set[Paragraph] = set()
    for place in one.effect.explained:
        if place.paragraph not in told:
            told.add(place.paragraph)
            yield Spot(place.paragraph.place, place.paragraph.stored, place.new)
    for kind, paragraph, _ in sorted(one.effect.claims, key=lambda claim: (claim[0], claim[2])):
        if kind == "come":
            yield Spot(paragraph.place, paragraph.stored)
        elif kind == "gone":
            yield Spot(paragraph.place, _before(paragraph, comparison))


def _before(printed: Paragraph, comparison: Comparison) -> int | None:
    """The stored number of the edited paragraph after which a printed one is gone."""
    assert comparison.sides is not None
    last: int | None = None
    for one in comparison.sides.printed.body.values():
        if one is printed:
            return last
        if one in comparison.sides.returned:
            last = comparison.sides.returned[one].stored
    return last
