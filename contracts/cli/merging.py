"""`contracts merge`."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from contracts.cli.options import Commands, add_command, project_of, today_of
from contracts.errors import ExitStatus
from contracts.presenting.machine import as_json

if TYPE_CHECKING:
    from contracts.dialogue.terminal import Terminal
    from contracts.merging.proposal import Merge, Proposal


def add(commands: Commands) -> None:
    """Add the command."""
    merging = add_command(
        commands, "merge", _merge, "what the other side edited in a .docx: proposed as changes of the data, one by one"
    )
    merging.add_argument("edited", type=Path, metavar="EDITED.docx", help="the file that came back; it is not changed")
    merging.add_argument(
        "--sent",
        type=Path,
        default=None,
        metavar="FILE.docx",
        help="the .docx that was sent, where the edited one does not say so itself",
    )
    merging.add_argument(
        "--yes", action="store_true", help="write every proposal that is safe, without asking; never a conflict"
    )


def _merge(options: argparse.Namespace, out: Console, err: Console) -> ExitStatus:
    from contracts.cli.asking import terminal_here
    from contracts.merging.applying import Written, write
    from contracts.merging.commenting import write_commented
    from contracts.merging.merge import merged
    from contracts.merging.proposal import Verdict
    from contracts.presenting.merging import merge_json, show_end, show_head, show_proposal, show_told

    project = project_of(options)
    with err.status(f"{options.edited.name}: compare"):
        merge = merged(project, options.edited, options.sent)
    chosen: Sequence[Proposal] = [one for one in merge.proposals if one.verdict is Verdict.SAFE and options.yes]
    if not options.json:
        show_head(out, merge)
        terminal = terminal_here()
        if terminal.interactive and not options.yes:
            chosen = _asked(terminal, out, merge)
        else:
            for proposal in merge.proposals:
                show_proposal(out, proposal)
        show_told(out, merge)
    target = project.build / "merge" / f"{options.edited.stem}-kommenterad.docx"
    commented = target if write_commented(options.edited, merge, target) else None
    written = write(merge, chosen, project, today_of(options)) if chosen else Written((), ())
    if options.json:
        out.out(as_json(merge_json(merge, chosen, written, commented)))
    else:
        show_end(out, merge, chosen, written, commented)
    return ExitStatus.OK


def _asked(terminal: "Terminal", out: Console, merge: "Merge") -> "list[Proposal]":
    """The proposals that somebody says yes to, each shown before it is asked about."""
    from contracts.merging.proposal import Verdict
    from contracts.presenting.merging import show_proposal

    chosen: list[Proposal] = []
    answer = ""
    for proposal in merge.proposals:
        show_proposal(out, proposal)
        if answer == "q" or proposal.verdict not in (Verdict.SAFE, Verdict.CONFLICT):
            continue
        if answer == "a" and proposal.verdict is Verdict.SAFE:
            chosen.append(proposal)
            continue
        given = _answer(terminal, proposal)
        if given in ("j", "a"):
            chosen.append(proposal)
        answer = given if given in ("q", "a") else answer
    return chosen


def _answer(terminal: "Terminal", proposal: "Proposal") -> str:
    """One letter: j, n, a or q. Enter agrees to nothing, and Ctrl-D asks no more."""
    from contracts.merging.proposal import Verdict

    conflict = proposal.verdict is Verdict.CONFLICT
    choices = "j/n/q" if conflict else "j/n/a(lla)/q"
    question = f"Inför förslag {proposal.number}{' trots konflikten' if conflict else ''}? [{choices}] > "
    while True:
        try:
            answer = terminal.read(question).strip().lower()[:1] or "n"
        except EOFError:
            return "q"
        if answer in ("j", "n", "q") or (answer == "a" and not conflict):
            return answer
        terminal.write("Svara j (ja), n (nej), a (alla som kan införas utan konflikt) eller q (fråga inte mer).")
