"""One sitting with somebody who drafts a partnership: which authority, where it was left last time, the interview."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from contracts.dialogue.keeping import forget, keep_at, kept_at
from contracts.dialogue.question import Kind, Option, Question
from contracts.dialogue.talk import Answered, PausedError, Talk, converse
from contracts.dialogue.terminal import Terminal
from contracts.drafting.draft import Draft
from contracts.drafting.interview.script import interview
from contracts.errors import Problem, ProblemsError
from contracts.facts.folders import AuthorityFolder, PartnershipFolder
from contracts.facts.model.base import is_slug
from contracts.facts.source import nearest

#: The question whether the files shall be written.
_LAST: Final = "write"


@dataclass(frozen=True, slots=True)
class Sat:
    """What came of a sitting."""

    draft: Draft
    kept: Path  #: where the answers are put away until the files have been written


def begun(target: str, authorities: Sequence[AuthorityFolder]) -> tuple[AuthorityFolder | None, str]:
    """The authority and the folder's name that somebody gave as exempelstad/sprakcafe; None and "" where not given.

    Raises:
        ProblemsError: There is no such authority, or its partnership cannot be called that.
    """
    first, _, name = target.strip("/").partition("/")
    authority = _named(first, authorities) if first else authorities[0] if len(authorities) == 1 else None
    if name and not is_slug(name):
        remedy = "skriv små bokstäver a–z, siffror och bindestreck, till exempel sprakcafe"
        raise ProblemsError([Problem("slug", f"”{name}” kan inte vara en mapps namn", remedy=remedy)])
    if name and authority is not None and (authority.path / name).exists():
        text = f"{first}/{name} finns redan"
        raise ProblemsError([Problem("folder-taken", text, remedy="välj ett annat namn, eller ändra i filerna")])
    return authority, name


def found_partnership(target: str, authorities: Sequence[AuthorityFolder]) -> tuple[AuthorityFolder, PartnershipFolder]:
    """A partnership that is there, given as exempelstad/sprakcafe.

    Raises:
        ProblemsError: There is none.
    """
    first, _, name = target.strip("/").partition("/")
    authority = _named(first, authorities)
    found = authority.partnership(name)
    if found is None:
        known = [folder.id for folder in authority.partnerships]
        text = f"{authority.id} har inget partnerskap ”{name}” som går att läsa"
        raise ProblemsError([Problem("partnership-unknown", text, remedy=_likely(name, known, "partnerskap"))])
    return authority, found


def _named(name: str, authorities: Sequence[AuthorityFolder]) -> AuthorityFolder:
    known = {authority.id: authority for authority in authorities}
    if name not in known:
        remedy = _likely(name, list(known), "myndigheter")
        raise ProblemsError([Problem("authority-unknown", f"det finns ingen myndighet ”{name}”", remedy=remedy)])
    return known[name]


def _likely(name: str, known: list[str], what: str) -> str:
    guess = nearest(name, known)
    return f"menade du ”{guess}”?" if guess else f"{what} som finns: {', '.join(known)}"


def sitting(
    terminal: Terminal,
    authorities: Sequence[AuthorityFolder],
    target: str,
    today: dt.date,
    kept: Path,
    proposed: Mapping[str, str],
) -> Sat:
    """Ask for a new partnership, or go on where it was left.

    Args:
        terminal: Where it is asked.
        authorities: Those there are.
        target: What was given as exempelstad/sprakcafe, exempelstad or nothing.
        today: The day from which deadlines are counted.
        kept: The folder where answers are put away.
        proposed: What Enter answers, by question id.

    Raises:
        PausedError: It was stopped; the answers are kept.
        ProblemsError: The target cannot be; or a pipe's answer was refused.
    """
    found, name = begun(target, authorities)
    authority = found or _authority(terminal, authorities)
    path = kept / f"{authority.id}-{name or 'ny'}.json"
    left = left_at(terminal, path) or Answered(proposed=proposed)
    draft = Draft(authority, name)
    return Sat(
        converse(
            lambda talk: _whole(talk, draft, today),
            terminal,
            begun=left,
            keep=lambda answered: keep_at(path, _unfinished(answered)),
        ),
        path,
    )


def _unfinished(answered: Answered) -> Answered:
    """The answers without the last word: if the files cannot be written after all, it is asked for again."""
    return replace(answered, given=tuple(one for one in answered.given if one[0] != _LAST))


def _authority(terminal: Terminal, authorities: Sequence[AuthorityFolder]) -> AuthorityFolder:
    options = tuple(Option(one.id, one.authority.name) for one in authorities)
    asked = Question("authority", "Vilken myndighet gäller det?", Kind.CHOICE, options=options, required=True)
    chosen = converse(lambda talk: talk.ask(asked), terminal)
    return next(one for one in authorities if one.id == chosen)


def left_at(terminal: Terminal, path: Path) -> Answered | None:
    """The answers of an earlier sitting, if there are any and they are wanted."""
    found = kept_at(path)
    if found is None or not found.given:
        return None
    number = sum(1 for _, answer in found.given if answer)
    text = f"Det finns {number} svar kvar sedan sist. Fortsätta där du slutade?"
    why = "Nej börjar om från början, och de gamla svaren tas bort."
    asked = Question("resume", text, Kind.YES_NO, why, default="ja")
    if converse(lambda talk: talk.ask(asked), terminal) == "ja":
        return found
    forget(path)
    return None


def _whole(talk: Talk, draft: Draft, today: dt.date) -> Draft:
    answered = interview(talk, draft, today)
    text = f"Det var allt. Ska filerna skrivas i {answered.authority.id}/{answered.id}?"
    why = "Nej sparar svaren, så att du kan fortsätta en annan gång. < backar till förra frågan."
    if talk.ask(Question(_LAST, text, Kind.YES_NO, why, default="ja")) != "ja":
        raise PausedError
    return answered
