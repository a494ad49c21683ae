"""Who decides, who is responsible, and who signs on what authority."""

from contracts.dialogue.question import Option
from contracts.drafting.interview.on import Asking, Interview
from contracts.drafting.tree import plain
from contracts.facts.model.authority import UnitKind
from contracts.facts.model.partnership import SigningMethod


def signing(on: Interview) -> None:
    """Bodies of the authority, the way of signing, and one or more signatories for each party."""
    units = on.draft.authority.authority.units
    boards = [Option(unit.id, unit.name) for unit in units if unit.kind is UnitKind.BOARD]
    others = [Option(unit.id, unit.name) for unit in units if unit.kind is not UnitKind.BOARD]
    own = on.said("parties", 0, "unit")
    if boards:
        only = boards[0].value if len(boards) == 1 else ""
        on.top.ask("deciding_body", "Vilken nämnd beslutar om avtalet?", options=boards, default=only)
    if others:
        on.top.ask("responsible_body", "Vilken enhet ansvarar för partnerskapet?", options=others, default=own)
    if units:
        text = f"För vilken enhet skriver {on.draft.authority.authority.name} under?"
        on.top.ask("signing_body", text, options=[*others, *boards], default=own)
    on.top.ask("signing.method", "Hur skrivs avtalet under?", default=SigningMethod.EITHER.value, markable=False)
    place = 0
    for at, party in enumerate(on.parties()):
        place = _signatories(on, place, f"signatories.{at}", party)


def _signatories(on: Interview, at: int, key: str, party: Option) -> int:
    """Ask who signs for a party; gives the place of the next signatory."""
    number = 0
    while True:
        group = on.group(("signatories", at), f"{key}.{number}")
        group.set("party", party.value)
        more = "Vem mer skriver under" if number else "Vem skriver under"
        instead = "ingen mer" if number else "namnet skrivs för hand"
        name = group.ask("name", f"{more} för {party.shown}? (Enter: {instead})", example="Anna Exempel")
        if not name and number:
            return at
        if name:
            group.ask("title", f"Vilken titel har {plain(name)}?", example="Ordförande")
            _basis(group, plain(name))
        group.put()
        at += 1
        number += 1
        if not name:
            return at


def _basis(group: Asking, name: str) -> None:
    """On what authority somebody signs."""
    why = "Granskare frågar om avtalet är undertecknat av behörig person. Det sätts ut vid underskriften."
    if not group.ask("authority_basis.kind", f"Vad ger {name} rätt att skriva under?", why=why):
        return
    text = "Var står det? (protokoll, punkt i delegationsordningen, fullmakt)"
    group.ask("authority_basis.reference", text, required=True, example="protokoll § 4")
    group.ask("authority_basis.date", "Vilken dag är det daterat?")
