"""What each party takes on, and what it brings: money and other things."""

from contracts.drafting.arithmetic import yearly_in_words
from contracts.drafting.interview.on import Interview
from contracts.drafting.tree import items_at, plain
from contracts.facts.model.commitment import CommitmentKind
from contracts.facts.model.economy import Per
from contracts.spelling.names import lista

_EXAMPLES = "upplåta lokal, leda samtalen"


def commitments(on: Interview) -> None:
    """What each party shall do, and what they do together."""
    on.talk.say(
        "Skriv en sak i taget, så att den kan stå som en punkt efter partens namn och ordet ska: ”upplåta lokal”."
    )
    for at, party in enumerate(on.parties()):
        number = 0
        while _commitment(on, f"commitments.{at}.{number}", party.shown, number, party.value):
            number += 1
    number = 0
    while _commitment(on, f"commitments.joint.{number}", "alla parter tillsammans", number, ""):
        number += 1


def _commitment(on: Interview, key: str, who: str, number: int, party: str) -> bool:
    """Ask for one commitment of a party, or of all together when there is none; whether there was one."""
    group = on.group(("commitments", len(items_at(on.draft.partnership, ("commitments",)))), key)
    if party:
        group.set("party", party)
    else:
        group.set("joint", "ja")
    text = f"Vad ska {who} göra?" if number == 0 else f"Vad ska {who} göra mer? (Enter: inget mer)"
    if not group.ask("text", text, why="Ett åtagande: det som parten lovar att göra.", example=_EXAMPLES):
        return False
    group.ask("kind", "Vad för slags åtagande är det?", default=CommitmentKind.RESPONSIBILITY.value, markable=False)
    group.put()
    return True


def money(on: Interview) -> None:
    """Who pays what to whom, and what each party brings besides money."""
    _contributions(on)
    on.talk.say("Nu det som parterna bidrar med utöver pengar. Varje idéburen part brukar bidra med något eget.")
    brought = 0
    for at, party in enumerate(on.parties()):
        brought += _in_kind(on, brought, f"in_kind.{at}", party.value)


def _contributions(on: Interview) -> None:
    on.talk.say("Är ett belopp inte bestämt: skriv det ni tror, med mellanslag och ? sist. Då märks det i utkastet.")
    at = 0
    while _contribution(on, at):
        at += 1
    if at == 0:
        return
    if subject := on.draft.subject(on.today):
        names = {party.value: party.shown for party in on.parties()}
        on.talk.say("\n".join(yearly_in_words(subject.partnership, names)))
    group = on.group(("economy", "payment"))
    group.ask("by_invoice", "Betalas pengarna mot faktura?")
    group.ask("frequency", "Hur ofta betalas de?", example="en gång om året")
    group.put()


def _contribution(on: Interview, at: int) -> bool:
    group = on.group(("economy", "contributions", at))
    text = "Vem betalar pengar? (Enter: ingen)" if at == 0 else "Vem betalar mer? (Enter: ingen)"
    if not (payer := plain(group.ask("payer", text, options=on.parties()))):
        return False
    others = [party for party in on.parties() if party.value != payer]
    group.ask("payee", "Till vem? (Enter: till verksamheten)", options=others)
    group.ask("amount", "Hur mycket?", required=True, example="350 000")
    per = plain(group.ask("per", "Vad täcker beloppet?", default=Per.YEAR.value, why="Tiden som beloppet gäller för."))
    if per == Per.PERIOD.value:
        group.ask("start", "Från och med vilken dag?", required=True)
        group.ask("end", "Till och med vilken dag?", required=True)
    group.ask("purpose", "Till vad? Fortsätt efter ordet ”för”.", required=True, example="samordning")
    group.put()
    return True


def _in_kind(on: Interview, at: int, key: str, party: str) -> int:
    """Ask what a party brings besides money; 1 when it brings anything, else 0."""
    group = on.group(("economy", "in_kind", at), key)
    group.set("party", party)
    name = on.name_of(party)
    kinds = group.ask("kinds", f"Vad bidrar {name} med? (Enter: inget utöver pengar)")
    if not kinds:
        return 0
    words = lista([plain(kind) for kind in kinds.split("\n")])
    text = f"Hur ska det stå i avtalet att {name} bidrar?"
    group.ask("text", text, required=True, default=f"{name} bidrar med {words}.", one_line=True)
    value = "Vad är det värt per år, ungefär? (Enter: sägs inte)"
    group.ask("estimated_value", value, why="Hela kronor per år. Värdet visar hur parterna delar på kostnaden.")
    group.put()
    return 1
