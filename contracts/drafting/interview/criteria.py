"""Whether an IOP is the right form: each criterion of the authority, with why it is met."""

from contracts.drafting.forms import told
from contracts.drafting.interview.on import Interview
from contracts.drafting.tree import plain
from contracts.spelling.numbers import antal


def criteria(on: Interview) -> None:
    """Ask for each criterion whether it is met, and why."""
    asked = on.draft.authority.authority.criteria
    if asked is None:
        on.talk.say("Myndigheten har inga kriterier i authority.yaml, så det frågas inte efter dem.")
        return
    many = antal(len(asked.criteria), "kriterium", "kriterier", "ett")
    on.talk.say(f"{asked.source} har {many}. Svara på vart och ett, och skriv varför.")
    at = 0
    known: set[str] = set()
    for number, criterion in enumerate(asked.criteria, 1):
        group = on.group(("criteria", at), f"criteria.{criterion.id}")
        group.set("criterion", criterion.id)
        why = "Nej är också ett svar. Enter lämnar kriteriet obedömt."
        met = plain(group.ask("met", f"{number} av {len(asked.criteria)}. {criterion.text} Stämmer det?", why=why))
        if not met:
            continue
        if met == "nej":
            on.talk.say(told(criterion, "Kriteriet är inte uppfyllt.", known))
        why = "Med egna ord, så att den som läser beslutet förstår. Varje kriterium motiveras för sig."
        if (
            not group.ask("motivation", "Varför?" if met == "ja" else "Varför inte?", why=why, one_line=True)
            and met == "ja"
        ):
            on.talk.say(told(criterion, "Utan motivering syns det inte att kriteriet är uppfyllt.", known))
        group.put()
        at += 1
