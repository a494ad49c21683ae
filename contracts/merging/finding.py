"""Which sent document an edited file comes from: by the origin that it says, or else by what it says at all."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contracts.errors import Place, Problem, ProblemsError
from contracts.filing.sent import SentDocument, read_sent
from contracts.merging.words import plain
from contracts.word.ooxml import W, parse
from contracts.word.package import Package, open_unchecked
from contracts.word.properties import stated_origin
from contracts.word.relationships import CUSTOM_PROPERTIES, ROOT_RELATIONSHIPS, read_relationships, target_name
from contracts.word.text import paragraph_text

#: The share of paragraphs that an edited file must have kept, to be known again by them.
_LEAST: Final = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """The sent document that an edited file comes from."""

    sent: SentDocument
    how: str  #: Swedish: how it was known again


def find_sent(edited: bytes, shown_as: str, build: Path, named: Path | None) -> Found:
    """The sent document that an edited file comes from.

    Args:
        edited: the file that came back.
        shown_as: its name in messages.
        build: where what was made is kept.
        named: the file that was sent, when the user says which.

    Raises:
        ProblemsError: the file is no Word file, or comes from nothing that is kept.
        OutputError: what is kept cannot be read.
    """
    kept = read_sent(build)
    if named is not None:
        return Found(_named(named, kept, build), "den du angav")
    package = open_unchecked(edited, shown_as)
    sha256 = hashlib.sha256(edited).hexdigest()
    if same := next((one for one in kept if one.docx.sha256 == sha256), None):
        return Found(same, "filen är oförändrad")
    origin = origin_of(package)
    if own := [one for one in kept if origin and one.origin == origin]:
        return Found(_likest(package, own, build)[0], "filen säger vilket dokument den kommer ifrån")
    document = origin.partition(" ")[0]
    related = [one for one in kept if document and one.origin.partition(" ")[0] == document] or kept
    if related:
        likest, share = _likest(package, related, build)
        if share >= _LEAST:
            how = "annan version än den som filen säger sig komma ifrån" if origin else "filens text liknar den mest"
            return Found(likest, how)
    raise ProblemsError([_unknown(shown_as, document, build, anything=bool(kept))])


def origin_of(package: Package) -> str:
    """What a Word file says of its origin; "" when it says nothing."""
    related = read_relationships(package.members.get(ROOT_RELATIONSHIPS))
    members = (target_name("", one.target) for one in related if one.type == CUSTOM_PROPERTIES and not one.external)
    return next((stated_origin(package.members.get(name)) for name in members), "")


def _named(named: Path, kept: Iterable[SentDocument], build: Path) -> SentDocument:
    try:
        sha256 = hashlib.sha256(named.read_bytes()).hexdigest()
    except OSError as error:
        text = f"filen går inte att läsa ({error.strerror or error})"
        raise ProblemsError([Problem("merge-missing", text, Place(named.as_posix()), "kontrollera namnet")]) from error
    found = next((one for one in kept if one.docx.sha256 == sha256), None)
    if found is None:
        text = f"filen är inte en som har byggts här och sparats i {build.as_posix()}/.sent"
        remedy = "ange den .docx som byggdes och skickades, utan ändringar"
        raise ProblemsError([Problem("merge-not-sent", text, Place(named.as_posix()), remedy)])
    return found


def _likest(package: Package, kept: Iterable[SentDocument], build: Path) -> tuple[SentDocument, float]:
    own = _paragraphs(package)
    shares = [(_share(own, _paragraphs(_package(one, build))), one) for one in kept]
    share, found = max(shares, key=lambda pair: (pair[0], pair[1].docx.sha256))
    return found, share


def _package(sent: SentDocument, build: Path) -> Package:
    return open_unchecked(sent.docx_in(build).read_bytes(), sent.title)


def _paragraphs(package: Package) -> Counter[str]:
    root = parse(package.members[package.main])
    return Counter(text for one in root.iter(W + "p") if (text := plain(paragraph_text(one))))


def _share(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)


def _unknown(shown_as: str, document: str, build: Path, *, anything: bool) -> Problem:
    where = f"{build.as_posix()}/.sent"
    if document:
        text = f"filen kommer från {document}, men det som skickades finns inte kvar i {where}"
    elif anything:
        text = f"filen liknar inget dokument som har byggts här och sparats i {where}"
    else:
        text = f"inget är sparat i {where} som filen kan jämföras med"
    remedy = (
        "kör kommandot i den projektmapp där dokumentet byggdes, eller ange med --sent vilken .docx som skickades; "
        "två Word-filer vilka som helst jämförs med contracts redline"
    )
    return Problem("merge-not-sent", text, Place(shown_as), remedy)
