"""What a document can show of the facts that it uses, by its kind and its template's words."""

import functools
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final

from contracts.facts.shown import Shown, words_of
from contracts.ledger.terms import USES, Use
from contracts.plan.planned import Planned

#: The kinds of documents that show terms, and what stands around them, but nothing else of a partnership.
_OF_TERMS: Final = frozenset({"agreement", "places-agreement"})
#: What they never show. The status says whether they are drafts.
_NEVER: Final = frozenset(name for name, use in USES.items() if use in (Use.REGISTER, Use.PM)) - {"status"}
_TAG: Final = re.compile(r"<[^>]*>")


def shown_in(one: Planned, template: Path, agreement: Path | None = None) -> Shown:
    """What a document can show.

    Args:
        one: the document.
        template: its own.
        agreement: that of the agreement that it changes, shows or compares.
    """
    words = _words(template.read_bytes()) | (_words(agreement.read_bytes()) if agreement else frozenset())
    # What changes an agreement, or tells of changes, says what each kind of change is called.
    changes = one.wording is not None or one.revision is not None or bool(one.signed)
    return Shown(words, _NEVER if one.kind in _OF_TERMS and not changes else frozenset(), changes)


@functools.lru_cache(maxsize=64)
def _words(docx: bytes) -> frozenset[str]:
    """Every word in a Word file, wherever it stands; of what is no Word file, none."""
    try:
        with zipfile.ZipFile(BytesIO(docx)) as package:
            parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError):
        return frozenset()
    # Word cuts names into runs: without the tags between them they are whole again.
    return frozenset().union(*(words_of(_TAG.sub("", part)) for part in parts))
