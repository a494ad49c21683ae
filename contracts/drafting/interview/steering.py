"""How the partnership is steered and followed up."""

from contracts.dialogue.question import Option
from contracts.drafting.interview.about import folder_name, free_name
from contracts.drafting.interview.on import Interview
from contracts.drafting.tree import items_at, plain


def steering(on: Interview) -> None:
    """The groups that lead it, and who follows up the targets."""
    at = 0
    while _body(on, at):
        at += 1
    targets = items_at(on.draft.partnership, ("targets",))
    if at and targets:
        text = "Vilken grupp följer upp de mål som går att mäta?"
        chosen = on.top.ask("targets.0.followed_up_by", text, options=_bodies(on, at))
        for number in range(1, len(targets) if chosen else 0):
            on.draft = on.draft.with_field(("targets", number, "followed_up_by"), chosen)


def _body(on: Interview, at: int) -> bool:
    group = on.group(("bodies", at))
    # Until they are known, so that the rules can look at the heading.
    group.set("id", f"grupp-{at + 1}")
    group.set("name", "–")
    text = "Vilken grupp leder partnerskapet?" if at == 0 else "Vilken grupp finns mer? (Enter: ingen)"
    why = "Gruppens namn, som det står i rubriken. Ta bort förslaget med - om ingen grupp ska finnas."
    heading = plain(group.ask("heading", text, default="" if at else "Styrgrupp", why=why, markable=False))
    if not heading:
        return False
    definite = f"{heading}en" if heading.endswith("grupp") else ""
    why = "Namnet som det inleder en mening: Styrgruppen ska …"
    name = group.ask("name", "Hur skrivs namnet i bestämd form?", default=definite, required=True, why=why)
    taken = {str(body["id"]) for body in items_at(on.draft.partnership, ("bodies",))}
    group.set("id", free_name(folder_name(heading) or f"grupp-{at + 1}", taken))
    group.each("tasks", lambda _: f"Vad ska {_inside(plain(name))} göra? (Enter: inget mer)", example="planera året")
    group.ask("min_meetings_per_year", "Hur många gånger om året träffas den minst?", example="2")
    group.ask("members_rule", "Hur utses de som sitter i den?", example="Varje part utser en ledamot.", one_line=True)
    group.ask("decision_rule", "Hur fattar den beslut?", example="Varje part har en röst.", one_line=True)
    group.put()
    return True


def _inside(name: str) -> str:
    """A name inside a sentence."""
    return name[:1].lower() + name[1:]


def _bodies(on: Interview, number: int) -> tuple[Option, ...]:
    return tuple(Option(on.said("bodies", at, "id"), on.said("bodies", at, "name")) for at in range(number))


def follow_up(on: Interview) -> None:
    """How often, by whom and how it is followed up."""
    group = on.group(("follow_ups", 0))
    if not group.ask("frequency", "Hur ofta ska partnerskapet följas upp?"):
        return
    group.ask("responsible_party", "Vem ansvarar för uppföljningen?", options=on.parties())
    if bodies := items_at(on.draft.partnership, ("bodies",)):
        group.ask("commissioned_by", "På uppdrag av vilken grupp?", options=_bodies(on, len(bodies)))
    group.ask("method", "Hur går den till?", example="dialogmöte")
    group.ask("report_to", "Vem får rapporten?", example="nämnden")
    group.each("due_dates", lambda _: "Vilken dag ska en rapport vara klar? (Enter: inga fler)")
    group.ask("financial_statement_required", "Ska rapporten redovisa hur pengarna har använts?")
    group.put()
