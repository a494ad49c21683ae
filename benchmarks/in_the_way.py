"""What stands in the way of a bar that is not met, told from the same figures."""

from collections.abc import Iterator

from benchmarks.bars import alike_size, compared_size, few_and_many
from benchmarks.results import Measured, Results, Size, What

#: The steps of our own beside what the engine does: for all documents together, and for each.
_TOGETHER, _EACH = ("read, check and plan",), ("render", "finish", "prove")


def in_the_way(results: Results) -> Iterator[str]:
    """A sentence or two for each bar that is not met and whose figures are there."""
    size = compared_size(results)
    if size is not None:
        yield from _of_a_document(size)
        yield from _of_the_others(size)
        yield from _of_drafts(size)
    yield from _of_workers(results)
    yield from _of_memory(results)
    yield from _of_a_change(results)


def _milliseconds(one: Measured, *steps: str) -> float:
    return sum(one.stages.get(step, 0.0) for step in steps) / one.documents * 1000


def _of_a_document(size: Size) -> Iterator[str]:
    alone, floor, full = size.of(What.FULL_ALONE), size.of(What.FLOOR), size.of(What.FULL)
    if alone is None or floor is None or full is None or full.each <= 1.25 * floor.each:
        return
    took = [(step, _milliseconds(full, step)) for step in _TOGETHER]
    took += [(step, _milliseconds(alone, step)) for step in (*_EACH, "convert")]
    steps = ", ".join(f"{step} {milliseconds:.0f}" for step, milliseconds in took)
    own = sum(milliseconds for step, milliseconds in took if step != "convert")
    room = 0.25 * floor.cpu / floor.documents * 1000
    yield (
        f"**LibreOffice alone.** With one worker a document takes, in milliseconds: {steps}. LibreOffice alone takes "
        f"{floor.cpu / floor.documents * 1000:.0f} of the processors' time for each, so {room:.0f} would be "
        "left for all "
        f"that is not LibreOffice, {own:.0f} here. The proof is the largest part: each PDF is "
        "read back as text, tags, fields and pictures, compared with the plan and the Word file, and looked at by a "
        "validator of PDF/A and PDF/UA (`contracts/pdf/conformance.py`)."
    )


def _of_the_others(size: Size) -> Iterator[str]:
    full, floor = size.of(What.FULL), size.of(What.FLOOR)
    for what, times in ((What.EACH, 8), (What.UNOSERVER, 2), (What.CARBONE, 2)):
        other = size.of(what)
        if full is None or floor is None or other is None or other.each >= times * full.each:
            continue
        yield (
            f"**{what}.** LibreOffice alone on the same pages is {other.each / floor.each:.2f} × faster than this. "
            f"{times} × faster is {other.each / times * 1000:.0f} ms a document by the clock with {size.workers} "
            "workers, "
            f"of which LibreOffice alone takes {floor.each * 1000:.0f}."
        )


def _of_drafts(size: Size) -> Iterator[str]:
    full, draft = size.of(What.FULL), size.of(What.DRAFT)
    if full is None or draft is None or full.each >= 3 * draft.each:
        return
    own, converting = _milliseconds(draft, *_TOGETHER, *_EACH), _milliseconds(draft, "convert")
    yield (
        f"**Drafts.** The bar leaves {full.each / 3 * size.workers * 1000:.0f} ms of {size.workers} workers' "
        "time for a "
        f"draft. The embedded engine takes {converting:.0f} of them, and the steps that a draft has in common "
        "with a full "
        f"build {own:.0f}: it is filled in, tagged and read back in the same way."
    )


def _of_workers(results: Results) -> Iterator[str]:
    size = alike_size(results)
    alone, full = (size.of(What.FULL_ALONE), size.of(What.FULL)) if size else (None, None)
    if alone is None or full is None or alone.wall >= 1.7 * full.wall:
        return
    before = sum(full.stages.get(step, 0.0) for step in _TOGETHER)
    each, by_one = (1000 * measured.cpu / measured.documents for measured in (full, alone))
    yield (
        f"**Two workers.** Reading, checking and planning take {before:.1f} of the {full.wall:.1f} s, before there is "
        f"anything for the workers to do. A document costs {each:.0f} ms of processor time with all workers, "
        f"{by_one:.0f} with one."
    )


def _of_memory(results: Results) -> Iterator[str]:
    few, many = few_and_many(results)
    if few is None or many is None or many.memory <= 1.2 * few.memory:
        return
    each = (many.memory - few.memory) / (many.documents - few.documents) / 1e6
    yield (
        f"**Memory.** Each further document costs {each:.2f} MB. The larger part of it is facts and plan, which one "
        "process keeps until the build ends, most of it packed; the rest is what each worker and its LibreOffice grow "
        "by in their first hundreds of documents."
    )


def _of_a_change(results: Results) -> Iterator[str]:
    found = {size.partnerships: size.of(What.CHANGED) for size in results.sizes}
    one, thousand = found.get(1), found.get(1000)
    if one is None or thousand is None or thousand.wall < 4:
        return
    each = (thousand.wall - one.wall) / 999 * 1000
    yield (
        f"**One fact of a thousand partnerships.** The same takes {one.wall:.1f} s where there is only one: the start "
        f"of Python and of LibreOffice, and its three documents. Each further partnership costs {each:.1f} ms, to see "
        "that its files and documents are as they were and to recall what came of it."
    )
