"""Where each document is built: its path under build/, in the words that the authority uses for its documents."""

from contracts.facts.folders import AuthorityFolder
from contracts.facts.model.document import DocumentKind
from contracts.ledger.document_ids import CHANGES
from contracts.ledger.document_ids import COMPARISON as COMPARISON
from contracts.ledger.document_ids import CONSOLIDATED as CONSOLIDATED
from contracts.spelling.names import ascii_name

#: The first word of the ids of agreements and of yearly agreements on places.
AGREEMENT, PLACES = "agreement", "places"
#: What the names of drafts end with.
DRAFT = "utkast"


def stem_of(authority: AuthorityFolder, identifier: str, *, draft: bool) -> str:
    """The output of a document without its suffix, relative to build/.

    "kvinna-i-botkyrka/agreement" becomes "botkyrka/kvinna-i-botkyrka/avtal", "memo-2018-04-09" becomes
    "botkyrka/tjansteskrivelse-2018-04-09".
    """
    folder, _, name = identifier.rpartition("/")
    own, rest = _word_of(authority, name)
    file = "-".join(part for part in (ascii_name(own), rest, DRAFT if draft else "") if part)
    return "/".join(part for part in (authority.id, folder, file) if part)


def _word_of(authority: AuthorityFolder, name: str) -> tuple[str, str]:
    """The authority's word for the kind that a name begins with, and the rest of the name."""
    words = authority.authority.documents
    own = {
        DocumentKind.ECONOMIC_REPORT.value: words.economic_report,
        DocumentKind.MEMO.value: words.memo,
        DocumentKind.PM.value: words.pm,
        DocumentKind.REPORT.value: words.report,
        DocumentKind.PACKET.value: words.packet,
        AGREEMENT: words.agreement,
        PLACES: words.places_agreement,
        CONSOLIDATED: words.consolidated,
        COMPARISON: words.comparison,
        **{kind: getattr(words, kind) for kind in CHANGES},
    }
    kind = next(kind for kind in own if name == kind or name.startswith(f"{kind}-"))
    return own[kind], name.removeprefix(kind).removeprefix("-")
