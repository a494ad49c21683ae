"""The whole interview: its chapters in order."""

import datetime as dt
from collections.abc import Callable
from typing import Final

from contracts.dialogue.shown import COMMANDS
from contracts.dialogue.talk import Talk
from contracts.drafting.draft import Draft
from contracts.drafting.interview.about import about, goals, target_groups
from contracts.drafting.interview.case import case
from contracts.drafting.interview.criteria import criteria
from contracts.drafting.interview.ending import clauses, ending
from contracts.drafting.interview.money import commitments, money
from contracts.drafting.interview.on import Interview
from contracts.drafting.interview.parties import parties
from contracts.drafting.interview.signing import signing
from contracts.drafting.interview.steering import follow_up, steering
from contracts.drafting.interview.term import term

CHAPTERS: Final[tuple[tuple[str, Callable[[Interview], None]], ...]] = (
    ("Vad det gäller", about),
    ("Parter", parties),
    ("Är IOP rätt form?", criteria),
    ("Målgrupp", target_groups),
    ("Mål", goals),
    ("Avtalstid", term),
    ("Åtaganden", commitments),
    ("Pengar och annat som parterna bidrar med", money),
    ("Styrning", steering),
    ("Uppföljning", follow_up),
    ("Ändra och avsluta", ending),
    ("Klausuler ur biblioteket", clauses),
    ("Beslut och undertecknande", signing),
    ("Ärendet", case),
)


def interview(talk: Talk, draft: Draft, today: dt.date) -> Draft:
    """Ask for all that a new partnership begins with.

    Args:
        talk: what it is asked with.
        draft: the authority, and the folder's name if it is known.
        today: the day from which deadlines are counted, and the memo's proposed day.

    Returns:
        The draft with what was answered.
    """
    talk.say(
        f"Ett nytt partnerskap för {draft.authority.authority.name}, i {len(CHAPTERS)} avsnitt. Räkna med en dryg"
        " halvtimme. Nästan allt kan vänta: det du hoppar över står som kommentar i filen sedan."
    )
    talk.say("\n".join(COMMANDS))
    on = Interview(talk, draft, today)
    for number, (name, chapter) in enumerate(CHAPTERS, 1):
        talk.chapter(f"{number} av {len(CHAPTERS)}  {name}")
        chapter(on)
    return on.draft
