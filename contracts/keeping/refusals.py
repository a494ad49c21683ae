"""Why a file may not be filed, the cause before its consequences: who reads twenty faults sees none."""

from collections.abc import Sequence
from pathlib import Path

from contracts.errors import Place, Problem
from contracts.pdf.read import UnreadablePdfError
from contracts.signing.signatures import Signature
from contracts.spelling.names import lista

#: What somebody has done to the file. Whatever else is wrong with it then may follow from that.
_CAUSES = frozenset({"signature-broken", "pdf-changed-after-signing"})


def causes_of(problems: Sequence[Problem], signatures: Sequence[Signature], shown: str) -> list[Problem]:
    """The problems, or where a signature does not hold, only that and what was changed.

    Args:
        problems: all that was found.
        signatures: those of the file.
        shown: how the file is written in messages.
    """
    broken = [signature for signature in signatures if not signature.holds]
    if not broken:
        return list(problems)
    who = lista([signature.field for signature in broken])
    why = "; ".join(dict.fromkeys(fault for signature in broken for fault in signature.faults))
    several = "underskrifterna" if len(broken) > 1 else "underskriften"
    text = f"filen är inte den som undertecknades: {several} {who} håller inte ({why})"
    consequences = [problem for problem in problems if problem.rule not in _CAUSES]
    remedy = "begär filen så som den lämnades efter sista underskriften; öppna och spara den inte i ett annat program"
    if consequences:
        remedy += f". contracts verify {shown} visar allt som skiljer"
    changed = [problem for problem in problems if problem.rule == "pdf-changed-after-signing"]
    return [Problem("signature-broken", text, Place(shown), remedy), *changed]


def unreadable(pdf: Path, error: UnreadablePdfError) -> Problem:
    """The file is no PDF, or only a part of one."""
    text = f"filen går inte att läsa som en hel PDF ({error.reason})"
    remedy = "hämta den på nytt därifrån den kom: den kan ha skadats på vägen, eller vara en fil av annat slag"
    return Problem("pdf-unreadable", text, Place(str(pdf)), remedy)
