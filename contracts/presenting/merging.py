"""How an edited file that came back looks: what is proposed for the data, what can only be told, and what was done."""

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import Final

from rich.console import Console
from rich.text import Text

from contracts.merging.applying import Written
from contracts.merging.proposal import Merge, Proposal, Sort, Told, Value, Verdict
from contracts.presenting.problems import problem_json, problem_text

#: Letters of a long text that are shown.
_MOST: Final = 240
#: Letters on either side of what differs between two long ones.
_AROUND: Final = 40
_LOOKS: Final = MappingProxyType(
    {Verdict.SAFE: "green", Verdict.CONFLICT: "bold yellow", Verdict.BLOCKED: "bold red", Verdict.DONE: "dim"}
)


def show_head(console: Console, merge: Merge) -> None:
    """What was compared."""
    draft = " (utkast)" if merge.sent.draft else ""
    console.print(Text("jämförd med: ", "bold") + Text(f"{merge.sent.title}{draft}, {merge.sent.stem}.docx"))
    console.print(f"  {merge.how}; sparad som .sent/{merge.sent.docx.sha256[:12]}….docx")
    for remark in merge.remarks:
        console.print(Text("  obs: ", "bold yellow") + Text(remark))
    if not merge.changed:
        console.print(Text("Inget är ändrat i filen.", "bold"))


def show_proposal(console: Console, one: Proposal) -> None:
    """A change of the data: old and new value, file and line, and why it can or cannot be made."""
    sort = f"{one.sort} " if one.sort is not Sort.SET else ""
    titles = "; ".join(value.title for value in one.values)
    console.print()
    console.print(Text(f"Förslag {one.number}  ", "bold") + Text(f"{sort}{titles}  ") + _verdict(one))
    for value in one.values:
        console.print(Text(f"  {_change(value)}"))
    if one.sort is Sort.SET:
        for old, new in one.printed:
            if _short(old) and _short(new) and (old, new) != (one.values[0].before, one.values[0].after):
                console.print(Text(f"  i dokumentet: {_quoted(old)} → {_quoted(new)}", "dim"))
    for where in dict.fromkeys(value.where for value in one.values):
        console.print(f"  {where}")
    for place in dict.fromkeys(spot.place for spot in one.spots):
        console.print(Text(f"  ändrat i {place}", "dim"))
    for reason in one.reasons:
        console.print(Text(f"  {'' if one.verdict is Verdict.DONE else 'konflikt: '}{reason}", _LOOKS[one.verdict]))
    for text in one.follows if one.verdict is not Verdict.DONE else ():
        console.print(f"  då ändras också {text}")


def _verdict(one: Proposal) -> Text:
    return Text(f"[{one.verdict}]", _LOOKS[one.verdict])


def _change(value: Value) -> str:
    if not value.before:
        return f"+ {_cut(value.after)}"
    if not value.after:
        return f"- {_cut(value.before)}"
    return " → ".join(_apart(*(" ".join(side.split()) for side in (value.before, value.after))))


def _apart(old: str, new: str) -> tuple[str, str]:
    """Two texts; of long ones only what is about where they differ."""
    if max(len(old), len(new)) <= _MOST // 2:
        return old, new
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    return _about(old, head, len(old) - tail), _about(new, head, len(new) - tail)


def _alike(one: str, other: str) -> int:
    """How many letters two texts have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _about(text: str, first: int, last: int) -> str:
    """The letters from first to last with some whole words around them."""
    start = 0 if first <= _AROUND else text.rfind(" ", 0, first - _AROUND) + 1
    stop = -1 if len(text) - last <= _AROUND else text.find(" ", last + _AROUND)
    stop = len(text) if stop < 0 else stop
    return _cut(f"{'… ' if start else ''}{text[start:stop]}{' …' if stop < len(text) else ''}")


def show_told(console: Console, merge: Merge) -> None:
    """What no change of typed facts explains, with where it comes from."""
    for one in merge.told:
        _show_told(console, one)


def _show_told(console: Console, one: Told) -> None:
    what = "tillagt" if not one.before else "borttaget" if not one.after else "ändrat"
    console.print()
    console.print(Text(f"Nr {one.number}  ", "bold") + Text(f"{what}, {one.source.origin}: {one.spot.place}"))
    if one.before:
        console.print(Text(f"  - {_cut(one.before)}", "red"))
    if one.after:
        console.print(Text(f"  + {_cut(one.after)}", "green"))
    if one.source.where:
        console.print(f"  kommer från {one.source.where}")
    console.print(f"  = {one.source.remedy}")


def _quoted(text: str) -> str:
    return f"”{text}”" if text else "(inget)"


def _short(text: str) -> bool:
    return len(text) <= _MOST // 3


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST else line[:_MOST].rpartition(" ")[0] + " …"


def show_end(
    console: Console, merge: Merge, chosen: Sequence[Proposal], written: Written, commented: Path | None
) -> None:
    """What was written, where the comments are, and what is left."""
    console.print()
    if commented is not None:
        console.print(f"{commented.as_posix()}  (filen med konflikter och textändringar som kommentarer)")
    for path in written.files:
        console.print(Text("ändrad: ", "bold green") + Text(path.as_posix()))
    for problem in written.warnings:
        console.print(problem_text(problem), soft_wrap=True)
    numbers = ", ".join(str(one.number) for one in chosen)
    if numbers:
        console.print(Text(f"Infört: {numbers}. ", "bold") + Text("Bygg om och läs det som ändrades: make contracts"))
    left = [one for one in merge.proposals if one.verdict is Verdict.SAFE and one not in chosen]
    if left and not chosen:
        console.print("Inget är infört. Kör i en terminal för att svara på ett förslag i taget, eller med --yes.")


def merge_json(merge: Merge, chosen: Sequence[Proposal], written: Written, commented: Path | None) -> dict[str, object]:
    """An edited file for machines."""
    return {
        "sent": {"stem": merge.sent.stem, "sha256": merge.sent.docx.sha256, "how": merge.how},
        "remarks": list(merge.remarks),
        "proposals": [_proposal_json(one) for one in merge.proposals],
        "told": [_told_json(one) for one in merge.told],
        "written": {
            "proposals": [one.number for one in chosen],
            "files": [path.as_posix() for path in written.files],
            "problems": [problem_json(problem) for problem in written.warnings],
        },
        "commented": commented.as_posix() if commented is not None else None,
    }


def _proposal_json(one: Proposal) -> dict[str, object]:
    return {
        "number": one.number,
        "sort": one.sort.name.lower(),
        "verdict": one.verdict.name.lower(),
        "values": [
            {"title": value.title, "before": value.before, "after": value.after, "where": value.where}
            for value in one.values
        ],
        "printed": [{"before": old, "after": new} for old, new in one.printed],
        "places": [spot.place for spot in one.spots],
        "reasons": list(one.reasons),
        "follows": list(one.follows),
    }


def _told_json(one: Told) -> dict[str, object]:
    return {
        "number": one.number,
        "before": one.before,
        "after": one.after,
        "place": one.spot.place,
        "origin": one.source.origin.name.lower(),
        "where": one.source.where,
        "remedy": one.source.remedy,
    }
