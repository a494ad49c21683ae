"""The bars that the program is to meet, each reckoned from what was measured; all ratios within one run."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.results import Measured, Results, Size, What

#: In fewer partnerships the start of the programs counts for much.
_ENOUGH = 50


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, and what was found."""

    what: str
    wanted: str
    found: str
    met: bool | None  #: None when it was not measured


def bars(results: Results) -> tuple[Bar, ...]:
    """Every bar, in the order of the report."""
    return (
        _seconds(results, "nothing changed, 12 partnerships", 12, What.SAME, 0.5),
        _seconds(results, "nothing changed, 1 000 partnerships", 1000, What.SAME, 1.5),
        _seconds(results, "one fact changed in one of 1 000, cold", 1000, What.CHANGED, 4.0),
        _watch(results),
        *_against(results),
        _filling(results),
        _memory(results),
        _workers(results),
        _growth(results, What.FULL, "full"),
        _growth(results, What.SAME, "nothing changed"),
    )


def _size(results: Results, partnerships: int) -> Size | None:
    return next((one for one in results.sizes if one.partnerships == partnerships), None)


def _bar(what: str, wanted: str, found: str | None, met: bool = False) -> Bar:
    return Bar(what, wanted, found or "not measured", met if found else None)


def _seconds(results: Results, what: str, partnerships: int, which: What, limit: float) -> Bar:
    size = _size(results, partnerships)
    one = size.of(which) if size else None
    return _bar(what, f"under {limit:g} s", f"{one.wall:.2f} s" if one else None, bool(one and one.wall < limit))


def _watch(results: Results) -> Bar:
    what = "one fact changed, in watch, warm, as draft"
    if results.watched is None:
        return _bar(what, "under 0.5 s", None)
    seconds = sorted(results.watched.seconds)
    middle = seconds[len(seconds) // 2]
    found = f"{middle:.2f} s (median of {len(seconds)}, {results.watched.partnerships} partnerships)"
    return _bar(what, "under 0.5 s", found, middle < 0.5)


def compared_size(results: Results) -> Size | None:
    """The size nearest to 200 partnerships on which ours is measured against the others."""
    sizes = [one for one in results.sizes if one.partnerships >= _ENOUGH and one.of(What.FLOOR)]
    return min(sizes, key=lambda one: abs(one.partnerships - 200), default=None)


def _against(results: Results) -> Iterator[Bar]:
    size = compared_size(results)
    where = f"{size.partnerships} × 3" if size else "200 × 3"
    full = size.of(What.FULL) if size else None
    pairs = (
        (f"drafts of {where} against the office engine", What.DRAFT, 3.0),
        (f"{where} against docxtpl + one soffice call for each file", What.EACH, 8.0),
        (f"{where} against docxtpl + unoserver", What.UNOSERVER, 2.0),
        (f"{where} against carbone", What.CARBONE, 2.0),
    )
    floor = size.of(What.FLOOR) if size else None
    for number, (what, which, limit) in enumerate(pairs):
        other = size.of(which) if size else None
        ratio = _ratio(full, other) if which is What.DRAFT else _ratio(other, full)
        yield _bar(what, f"at least {limit:g} × faster", f"{ratio:.2f} ×" if ratio else None, (ratio or 0) >= limit)
        if number == 0:
            times = _ratio(full, floor)
            found = f"{times:.2f} × its time" if times else None
            yield _bar(f"{where} against LibreOffice alone", "at most 1.25 × its time", found, (times or 9) <= 1.25)


def _ratio(longer: Measured | None, shorter: Measured | None) -> float | None:
    """How many times as long one takes for each document."""
    return longer.each / shorter.each if longer and shorter else None


def _filling(results: Results) -> Bar:
    what, wanted = "render step against docxtpl, same template", "at least 20 × faster, XML equal"
    if results.filling is None:
        return _bar(what, wanted, None)
    ratio = results.filling.docxtpl / results.filling.ours
    equal = not results.filling.differences
    found = f"{ratio:.1f} ×, XML {'equal' if equal else 'not equal'}"
    return _bar(what, wanted, found, ratio >= 20 and equal)


def few_and_many(results: Results) -> tuple[Measured | None, Measured | None]:
    """The full builds of some hundred documents and of some two thousand, whose memory is compared."""
    few = min((one for one in results.sizes if 30 <= one.partnerships <= 100), key=_partnerships, default=None)
    large = (one for one in results.sizes if one.partnerships >= 600)
    many = min(large, key=lambda one: abs(_documents(one.of(What.FULL)) - 2000), default=None)
    return few.of(What.FULL) if few else None, many.of(What.FULL) if many else None


def _memory(results: Results) -> Bar:
    first, last = few_and_many(results)
    what = "memory from 100 to 2 000 documents"
    if first is None or last is None:
        return _bar(what, "flat within 20 %", None)
    times = last.memory / first.memory
    what = f"memory from {first.documents} to {last.documents} documents"
    return _bar(what, "flat within 20 %", f"{(times - 1) * 100:+.0f} %", times <= 1.2)


def _partnerships(size: Size) -> int:
    return size.partnerships


def _documents(one: Measured | None) -> int:
    return one.documents if one else 0


def alike_size(results: Results) -> Size | None:
    """The largest size of which one worker made as many documents as all.

    Of fewer documents the start, and reading what is not made, would count against the one worker.
    """
    sizes = [one for one in results.sizes if _documents(one.of(What.FULL_ALONE)) == _documents(one.of(What.FULL))]
    return max(sizes, key=_partnerships, default=None)


def _workers(results: Results) -> Bar:
    size = alike_size(results)
    ratio = _ratio(size.of(What.FULL_ALONE), size.of(What.FULL)) if size else None
    what = f"{size.workers if size else 2} workers against one" + (f", {size.partnerships} × 3" if size else "")
    return _bar(what, "at least 1.7 × faster", f"{ratio:.2f} ×" if ratio else None, (ratio or 0) >= 1.7)


def _growth(results: Results, which: What, word: str) -> Bar:
    few, many = _size(results, 100), _size(results, 1000)
    ratio = _ratio(many.of(which) if many else None, few.of(which) if few else None)
    found = f"{ratio:.2f} × for each document" if ratio else None
    # Two runs of the same build differ by some per cent.
    return _bar(f"growth from 100 to 1 000 partnerships, {word}", "at most 1 ×", found, (ratio or 9) <= 1.05)
