"""What a memo begins with: its fields and a text around the facts, for the officer to write on."""

from collections.abc import Iterator

from contracts.drafting.draft import Draft
from contracts.drafting.tree import Tree, items_at, plain, value_at
from contracts.facts.model.document import DocumentKind
from contracts.facts.model.economy import Per
from contracts.spelling.names import versal_forst

#: Stands for the partnership in the expressions below.
_IT = "@"
_HEAD = """\
{# Det här är en början: skriv om den och skriv vidare. {{ … }} hämtar en uppgift ur partnerskapet, så att den aldrig
   behöver rättas här. templates/NAMES.md visar alla namn. #}
"""
_PURPOSE = """\
# Vad partnerskapet ska uppnå

{{ @.purpose | text }}
"""
_IN_BRIEF = """\
# Partnerskapet i korthet

- Parter: {{ @.parties | lista }}
"""
_TERM = """\
- Tid: {{ @.period }}{% if @.extension %}; {{ @.extension }}{% endif %}

"""
_OPEN_TERM = """\
- Tid: från och med den {{ @.start | datum }}; slutet är inte bestämt
"""
_TARGET_GROUP = """\
- Målgrupp: {{ @.target_group }}
"""
_TARGETS = """\
{% for target in @.targets %}
- Mål: {{ target }}
{% endfor %}
"""
_BUDGET = """\
{% for post in @.budget %}
- Eget bidrag: {{ post }}
{% endfor %}
"""


def memo_name(draft: Draft) -> str:
    """The memo's file without suffix: memo-2030-02-01."""
    return f"{DocumentKind.MEMO}-{plain(str(draft.memo['date']))}"


def memo_fields(draft: Draft) -> Tree:
    """The front matter, in the words of the authority."""
    documents = draft.authority.authority.documents
    name, board = plain(str(draft.partnership["name"])), plain(str(draft.memo["board"]))
    unit = draft.authority.authority.unit(board)
    decides = versal_forst(unit.name if unit else board)
    fields: Tree = {"title": f"{versal_forst(documents.agreement)} om {name}", "date": draft.memo["date"]}
    if number := value_at(draft.partnership, ("case_numbers", 0)):
        fields["case_number"] = number
    fields["board"] = draft.memo["board"]
    if officer := draft.memo.get("case_officer"):
        fields["case_officer"] = officer
    fields["summary"] = _filled(draft, _summary(draft))
    fields["proposals"] = [_filled(draft, f"{decides} godkänner {documents.agreement_definite} om {{{{ @.name }}}}.")]
    papers = (f"{draft.id}/{memo_name(draft)}", f"{draft.id}/agreement", f"{draft.id}/{DocumentKind.PM}")
    fields["basis"] = [{"document": paper} for paper in papers]
    if meeting := draft.memo.get("meeting"):
        fields["planning"] = [{"body": draft.memo["board"], "date": meeting, "kind": "beslut"}]
    fields["send_to"] = list(_others(draft))
    fields["annexes"] = [{"document": paper} for paper in papers[1:]]
    return fields


def _others(draft: Draft) -> Iterator[str]:
    """The names of the other parties: they are to know of the decision."""
    known = draft.known()
    for party in items_at(draft.partnership, ("parties",)):
        identifier = plain(str(party["organisation"]))
        found = known.organisation(identifier)
        if identifier != draft.authority.id:
            yield found.legal_name if found else identifier


def _filled(draft: Draft, text: str) -> str:
    """A text with the partnership's own expression in it."""
    return text.replace(f"{_IT}.", f'partnership("{draft.id}").')


def _summary(draft: Draft) -> str:
    """A line for each part, so that no line is broken within an expression."""
    lines = [
        "{{ @.name }} är ett idéburet offentligt partnerskap mellan",
        "{{ @.parties | lista }}.",
        "Avtalstiden är {{ @.period }}." if draft.has_end else "Det börjar gälla den {{ @.start | datum }}.",
    ]
    return "\n".join([*lines, "Det egna bidraget är {{ @.yearly | kr }} per år."] if _own(draft, "year") else lines)


def _own(draft: Draft, per: str = "") -> bool:
    """Whether the authority itself pays anything, or anything per such a period."""
    paid = items_at(draft.partnership, ("economy", "contributions"))
    own = [one for one in paid if plain(str(one["payer"])) == draft.authority.id]
    return any(per in ("", plain(str(one.get("per", Per.YEAR)))) and "amount" in one for one in own)


def memo_text(draft: Draft) -> str:
    """The Markdown of the case, with what has been said."""
    return _filled(draft, "\n".join(_sections(draft)))


def _sections(draft: Draft) -> Iterator[str]:
    yield _HEAD
    if draft.has(("purpose",)):
        yield _PURPOSE
    brief = _IN_BRIEF + (_TERM if draft.has_end else _OPEN_TERM)
    for route, lines in ((("target_groups",), _TARGET_GROUP), (("targets",), _TARGETS)):
        brief += lines if draft.has(route) else ""
    yield brief + (_BUDGET if _own(draft) else "")
    if draft.has(("criteria",)):
        yield _assessment(draft)


def _assessment(draft: Draft) -> str:
    criteria, pm = draft.authority.authority.criteria, draft.authority.authority.documents.pm
    source = f" {criteria.source}" if criteria else ""
    return f"""\
# Rätt form

Varför ett idéburet offentligt partnerskap är rätt form framgår av bilagan ({pm}). Där prövas det mot kriterierna från\
{source}.
"""
