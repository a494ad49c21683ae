"""A tag that Word has split is rendered as if it were whole, or told with its place: never lost, wherever it is split.

All splits of an output and of a paragraph tag are made: at every letter, with every mark that Word can set between two
runs, alone and two together, and with everything that Word can set around some of the letters.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence

import pytest

from contracts.errors import TemplateError
from contracts.lint.mend import mended_copy
from contracts.word.template import compile_template
from tests.word.word_files import STAMP, WordFiles, member, paragraph, run

VALUE = "rätt"
#: What may stand between two runs; # stands for a number of its own.
MARKS = {
    "nothing": "",
    "spelling": '<w:proofErr w:type="spellStart"/><w:proofErr w:type="spellEnd"/>',
    "bookmark": '<w:bookmarkStart w:id="#" w:name="b#"/><w:bookmarkEnd w:id="#"/>',
    "cursor": '<w:bookmarkStart w:id="#" w:name="_GoBack"/><w:bookmarkEnd w:id="#"/>',
    "page break seen": "<w:r><w:lastRenderedPageBreak/></w:r>",
    "comment": '<w:commentRangeStart w:id="#"/><w:commentRangeEnd w:id="#"/><w:r><w:commentReference w:id="#"/></w:r>',
    "permission": '<w:permStart w:id="#" w:edGrp="everyone"/><w:permEnd w:id="#"/>',
    "deletion": '<w:del w:id="#" w:author="A"><w:r><w:delText>x</w:delText></w:r></w:del>',
    "line end": "<w:r><w:br/></w:r>",
    "tab": "<w:r><w:tab/></w:r>",
    "hyphen": "<w:r><w:noBreakHyphen/></w:r>",
    "soft hyphen": "<w:r><w:softHyphen/></w:r>",
    "symbol": '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
    "field": '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>',
    "field code": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "empty run": "<w:r/>",
    "empty text": "<w:r><w:t/></w:r>",
}
#: Those that Word sets by itself, and so most often; of them every two are tried together.
OFTEN = ("spelling", "bookmark", "page break seen", "comment")
#: What may stand around some of a tag's letters; @ stands for their run.
AROUND = {
    "looks": "<w:r><w:rPr><w:b/></w:rPr>@</w:r>",
    "language": '<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr>@</w:r>',
    "session": '<w:r w:rsidR="00AB12CD">@</w:r>',
    "hidden": "<w:r><w:rPr><w:vanish/></w:rPr>@</w:r>",
    "link": '<w:hyperlink w:anchor="_top"><w:r>@</w:r></w:hyperlink>',
    "control": "<w:sdt><w:sdtPr/><w:sdtContent><w:r>@</w:r></w:sdtContent></w:sdt>",
    "smart tag": '<w:smartTag w:uri="u" w:element="e"><w:r>@</w:r></w:smartTag>',
    "own markup": '<w:customXml w:uri="u" w:element="e"><w:r>@</w:r></w:customXml>',
    "insertion": '<w:ins w:id="#" w:author="A"><w:r>@</w:r></w:ins>',
    "move": '<w:moveTo w:id="#" w:author="A"><w:r>@</w:r></w:moveTo>',
    "field": '<w:fldSimple w:instr="PAGE"><w:r>@</w:r></w:fldSimple>',
    "bookmark": '<w:bookmarkStart w:id="#" w:name="b#"/><w:r>@</w:r><w:bookmarkEnd w:id="#"/>',
    "comment": '<w:commentRangeStart w:id="#"/><w:r>@</w:r><w:commentRangeEnd w:id="#"/>',
    "direction": '<w:dir w:val="ltr"><w:r>@</w:r></w:dir>',
}


def text(letters: str) -> str:
    return f'<w:t xml:space="preserve">{letters}</w:t>'


def splits(tag: str) -> Iterator[tuple[str, str]]:
    """What a split is called, and the inside of its paragraph."""
    within = range(1, len(tag))
    for at, (name, mark) in itertools.product(within, MARKS.items()):
        yield f"{name} at {at}", run(tag[:at]) + mark + run(tag[at:])
    for (first, last), (name, around) in itertools.product(
        itertools.combinations(range(len(tag) + 1), 2), AROUND.items()
    ):
        before, after = (run(piece) if piece else "" for piece in (tag[:first], tag[last:]))
        yield f"{name} around {first}-{last}", before + around.replace("@", text(tag[first:last])) + after
    pairs = itertools.combinations(within, 2) if len(tag) < 10 else [(2, len(tag) - 2)]
    for (first, last), one, other in itertools.product(pairs, OFTEN, OFTEN):
        inner = run(tag[:first]) + MARKS[one] + run(tag[first:last]) + MARKS[other] + run(tag[last:])
        yield f"{one} at {first}, {other} at {last}", inner


def numbered(inner: str, numbers: Iterator[int]) -> str:
    """With numbers of their own for its marks: a beginning and its end have the same."""
    for piece in ("bookmark", "_GoBack", "commentRange", "perm", "w:ins", "w:moveTo", "w:del "):
        if piece in inner and "#" in inner:
            return inner.replace("#", str(next(numbers)))
    return inner


def told_and_rendered(word: WordFiles, tag: str, rest: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """The splits that compiling refuses, each with its rule, and those that rendered to the value.

    Args:
        word: where.
        tag: what is split.
        rest: the paragraphs that follow each of them.
    """
    numbers = itertools.count(1)
    left = {name: f"<w:p>{numbered(inner, numbers)}</w:p>{''.join(rest)}" for name, inner in splits(tag)}
    told: dict[str, str] = {}
    while True:
        path = word.file(paragraph("före"), *left.values(), name="mall.docx")
        try:
            made = compile_template(path, filters={}, shown_as="mall.docx").render({"a": VALUE}, STAMP)
            break
        except TemplateError as error:
            names = list(left)
            refused = {
                names[(one.place.paragraph - 2) // (1 + len(rest))]: one.rule
                for one in error.problems
                if one.place and one.place.paragraph
            }
            assert refused.keys() & left.keys(), error
            told |= refused
            left = {name: inner for name, inner in left.items() if name not in refused}
    assert made.paragraphs[0] == "före"
    printed = [one.strip("\t\n") for one in made.paragraphs[1:]]
    assert printed == [VALUE] * len(left), [pair for pair in zip(left, printed, strict=False) if pair[1] != VALUE][:5]
    return told, list(left)


OUTPUT, BLOCK = "{{ a }}", "{%p if a %}"


@pytest.fixture(scope="module", params=[OUTPUT, BLOCK])
def outcome(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, str], list[str]]:
    word = WordFiles(tmp_path_factory.mktemp("splits"))
    rest = () if request.param == OUTPUT else (paragraph(VALUE), paragraph("{%p endif %}"))
    return told_and_rendered(word, request.param, rest)


def kinds(names: Iterable[str]) -> set[str]:
    return {piece.split(" at ")[0].split(" around ")[0] for name in names for piece in name.split(", ")}


def test_every_split_is_rendered_or_told(outcome: tuple[dict[str, str], list[str]]) -> None:
    told, rendered = outcome
    assert len(rendered) > len(told) > 100
    assert set(told.values()) <= {
        *("template-tracked-change", "template-vanish", "template-text-lost", "template-tag-unreachable"),
        *("template-stray", "template-syntax", "template-block", "template-value"),
    }


def test_what_changes_nothing_is_never_refused(outcome: tuple[dict[str, str], list[str]]) -> None:
    told, _ = outcome
    assert not kinds(told) & {
        *("nothing", "spelling", "bookmark", "cursor", "page break seen", "comment", "permission", "empty run"),
        *("empty text", "looks", "language", "session", "link", "control", "smart tag", "own markup", "direction"),
    }


def test_what_its_writer_must_settle_is_always_told(outcome: tuple[dict[str, str], list[str]]) -> None:
    _, rendered = outcome
    assert not kinds(rendered) & {"insertion", "move", "deletion", "hidden"}
    assert not [name for name in rendered if name.startswith("field around")]


def test_a_value_in_a_computed_field_would_be_lost(word: WordFiles) -> None:
    for field, told in (("PAGE", True), ("REF x", True), ('HYPERLINK "https://exempel.se"', False)):
        simple = f"<w:p><w:fldSimple w:instr='{field}'>{run(OUTPUT)}</w:fldSimple></w:p>"
        begin, separate, end = (
            f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
        )
        code = f"<w:r><w:instrText>{field}</w:instrText></w:r>"
        whole = f"<w:p>{begin}{code}{separate}{run(OUTPUT)}{end}</w:p>"
        for body in (simple, whole):
            rules = [one.rule for one in word.refusals(body, context={"a": VALUE})]
            assert ("template-tag-unreachable" in rules) is told, (field, rules)


def test_mending_joins_what_is_split_and_renders_the_same(word: WordFiles) -> None:
    harmless = [inner for name, inner in splits(OUTPUT) if kinds([name]) <= {"nothing", *OFTEN, "looks", "language"}]
    numbers = itertools.count(1)
    path = word.file(*(f"<w:p>{numbered(inner, numbers)}</w:p>" for inner in harmless), name="mall.docx")
    mended = word.folder / "lagad.docx"
    mended_copy(path, mended)
    assert member(mended.read_bytes()).count(f">{OUTPUT}<") == len(harmless)
    made = compile_template(mended, filters={}, shown_as="mall.docx").render({"a": VALUE}, STAMP)
    assert made.paragraphs == (VALUE,) * len(harmless)
