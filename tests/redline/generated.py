"""Files made up by Hypothesis, and what people may do to them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from tests.redline.documents import STYLES, Block, Doc, Para, Run, Table

_WORDS = (
    "avtalet kommunen föreningen ska får kan ersättning med per år uppföljning lokaler verksamheten den 1 mars 2018 "
    "350\u00a0000\u00a0kr och att i av parterna målgrupp unga kvinnor samverkan styrgruppen beslutar, redovisar. § 5"
)
WORDS = _WORDS.split(" ")
SENTENCES = (
    "Kommunen ersätter föreningen med 350\u00a0000\u00a0kr per år, som betalas ut i två delar.",
    "Föreningen redovisar varje kvartal hur ersättningen har använts i verksamheten.",
    "Styrgruppen möts minst fyra gånger per år och leds av kommunens verksamhetschef.",
    "Avtalet gäller från den 1 mars 2018 till och med den 31 december 2020.",
    "Målgruppen är unga kvinnor mellan 16 och 25 år som varken studerar eller arbetar.",
    "Parterna ansvarar var för sig för behandlingen av personuppgifter i sin verksamhet.",
    "En part som vill säga upp avtalet ska göra det skriftligen med sex månaders varsel.",
    "Lokalerna på Storgatan 3 upplåts utan hyra och städas av kommunen varje vecka.",
)
TEXTS = st.one_of(st.lists(st.sampled_from(WORDS), min_size=0, max_size=14).map(" ".join), st.sampled_from(SENTENCES))
LINKS = st.sampled_from(["", "", "", "https://exempel.example/a", "https://exempel.example/b"])
RUNS = st.builds(
    Run, TEXTS, st.booleans(), LINKS, st.sampled_from(["", "", "", "En not.", "En annan not om ersättning."])
)
PARAS = st.builds(
    Para,
    st.lists(RUNS, max_size=3).map(tuple),
    st.sampled_from(["", "", "body", "quote", "h1", "h2"]),
    st.sampled_from(["", "", "", "a", "b"]),
    st.sampled_from([False, False, True]),
)
TABLES = st.integers(1, 3).flatmap(
    lambda columns: st.builds(
        Table,
        st.lists(st.lists(TEXTS, min_size=columns, max_size=columns).map(tuple), min_size=1, max_size=4).map(tuple),
    )
)
DOCS = st.builds(
    Doc,
    st.lists(st.one_of(PARAS, PARAS, PARAS, TABLES), max_size=8).map(tuple),
    st.one_of(st.just(""), TEXTS),
    st.one_of(st.just(""), TEXTS),
    st.booleans(),
)


@st.composite
def edited(draw: st.DrawFn, before: Doc) -> Doc:
    """The file after a few changes of the kinds that people make."""
    after = before
    for _ in range(draw(st.integers(0, 5))):
        after = draw(st.sampled_from(EDITS))(draw, after)
    return after


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Doc, Doc]:
    """A file, and what became of it, or quite another."""
    before = draw(DOCS)
    return before, draw(st.one_of(edited(before), edited(before), DOCS))


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[Doc, Doc]:
    """A file of sections, and the same with the sections in another order and a few words changed."""
    sections = [
        (Para((Run(f"Avsnitt {name}"),), "h1"), Para((Run(first),)), Para((Run(second),), list="a"))
        for name, first, second in zip("ABCD", SENTENCES[:4], SENTENCES[4:], strict=True)
    ]
    last = Para((Run("Undertecknat."),))
    before = Doc((*(block for section in sections for block in section), last))
    order = draw(st.permutations(sections))
    after = Doc((*(block for section in order for block in section), last))
    return before, draw(st.one_of(st.just(after), edited(after)))


Edit = Callable[[st.DrawFn, Doc], Doc]


def _blocks(document: Doc, blocks: Sequence[Block]) -> Doc:
    return replace(document, blocks=tuple(blocks))


def _insert(draw: st.DrawFn, document: Doc) -> Doc:
    at = draw(st.integers(0, len(document.blocks)))
    new = draw(st.lists(st.one_of(PARAS, TABLES), min_size=1, max_size=3))
    return _blocks(document, [*document.blocks[:at], *new, *document.blocks[at:]])


def _delete(draw: st.DrawFn, document: Doc) -> Doc:
    at = draw(st.integers(0, len(document.blocks)))
    return _blocks(document, [*document.blocks[:at], *document.blocks[at + draw(st.integers(1, 3)) :]])


def _move(draw: st.DrawFn, document: Doc) -> Doc:
    start = draw(st.integers(0, len(document.blocks)))
    taken = document.blocks[start : start + draw(st.integers(1, 3))]
    rest = [*document.blocks[:start], *document.blocks[start + len(taken) :]]
    at = draw(st.integers(0, len(rest)))
    return _blocks(document, [*rest[:at], *taken, *rest[at:]])


def _change(draw: st.DrawFn, document: Doc) -> Doc:
    if not document.blocks:
        return document
    at = draw(st.integers(0, len(document.blocks) - 1))
    block = document.blocks[at]
    new = _changed_table(draw, block) if isinstance(block, Table) else _changed_para(draw, block)
    return _blocks(document, [*document.blocks[:at], new, *document.blocks[at + 1 :]])


def _changed_para(draw: st.DrawFn, block: Para) -> Para:
    what = draw(st.sampled_from(["words", "words", "run", "style", "list", "centred", "bold", "split"]))
    runs = list(block.runs) or [Run("")]
    at = draw(st.integers(0, len(runs) - 1))
    if what == "words":
        words = runs[at].text.split(" ")
        here = draw(st.integers(0, len(words)))
        words[here : here + draw(st.integers(0, 3))] = draw(st.lists(st.sampled_from(WORDS), max_size=3))
        runs[at] = replace(runs[at], text=" ".join(words))
    elif what == "run":
        runs[at : at + draw(st.integers(0, 1))] = [draw(RUNS)]
    elif what == "bold":
        runs[at] = replace(runs[at], bold=not runs[at].bold)
    elif what == "split":
        middle = len(runs[at].text) // 2
        runs[at : at + 1] = [
            replace(runs[at], text=runs[at].text[:middle], note=""),
            replace(runs[at], text=runs[at].text[middle:]),
        ]
    block = replace(block, runs=tuple(runs))
    if what == "style":
        return replace(block, style=draw(st.sampled_from(sorted(STYLES))))
    if what == "list":
        return replace(block, list=draw(st.sampled_from(["", "a", "b", "c"])))
    return replace(block, centred=not block.centred) if what == "centred" else block


def _changed_table(draw: st.DrawFn, block: Table) -> Table:
    rows = [list(row) for row in block.rows]
    what = draw(st.sampled_from(["cell", "row", "no row", "column", "no column"]))
    at = draw(st.integers(0, len(rows) - 1))
    if what == "cell":
        rows[at][draw(st.integers(0, len(rows[at]) - 1))] = draw(TEXTS)
    elif what == "row":
        rows.insert(at, [draw(TEXTS) for _ in rows[at]])
    elif what == "no row" and len(rows) > 1:
        del rows[at]
    elif what == "column":
        for row in rows:
            row.append(draw(TEXTS))
    elif what == "no column" and len(rows[0]) > 1:
        for row in rows:
            row.pop()
    return Table(tuple(map(tuple, rows)))


def _rename(draw: st.DrawFn, document: Doc) -> Doc:
    return replace(document, header=draw(TEXTS), footer=draw(TEXTS), landscape=draw(st.booleans()))


EDITS: tuple[Edit, ...] = (_insert, _delete, _move, _move, _change, _change, _change, _rename)
