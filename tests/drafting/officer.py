"""An officer who knows the answers: each is given to the question it belongs to, and Enter to all others."""

from collections.abc import Sequence

#: A part of a question's text, and what is typed when it is asked; each is used once, in order.
Known = Sequence[tuple[str, str]]

LAXHJALP: Known = (
    ("Vad ska partnerskapet heta", "Läxhjälp i Exempelstad"),
    ("Vad ska mappen heta", "laxhjalp"),
    ("Vilken rad om ändamålet", "Hjälp med läxor för barn i hela staden"),
    ("Vad ska partnerskapet uppnå", "Barn ska få hjälp med läxorna, oavsett var de bor.\n."),
    (
        "Varför behövs det?",
        (
            "Många barn saknar någon att fråga.\n\nFöreningarna har tid och kunskap, och kommunen har lokaler."
            " Tillsammans når de fler än var och en för sig, och det på ställen där barnen redan är.\n."
        ),
    ),
    ("Vilket område", "skola"),
    ("Vilket diarienummer", "KFN 2030-99"),
    ("Vilken förvaltning företräder", "1"),
    ("Vilken är den andra parten", "Bokvännerna & Co i Exempelstad"),
    ("Vilka roller har Bokvännerna", "1, 4"),
    ("Vilken är nästa part", "en organisation som inte finns i listan"),
    ("Vad heter organisationen", "Läxvännerna i Exempelstad"),
    ("Vad kallas den i löpande text", "Läxvännerna"),
    ("Vilket organisationsnummer", "8029993337"),
    ("Vad för slags organisation", "ideell förening"),
    ("Vilka roller har Läxvännerna", "utförare"),
    ("1 av 1. Initiativet kommer från en förening", "ja"),
    ("Varför?", "Bokvännerna kom med förslaget."),
    ("Vilka är det till för", "barn i årskurs 4–6"),
    ("Vilken är den lägsta åldern", "9"),
    ("Vilken är den högsta åldern", "12"),
    ("Ska de bo på en viss plats", "Exempelstad"),
    ("Vilket mål har parterna", "Fler barn klarar målen i skolan."),
    ("Vad ska mätas", "barn som kommer minst fem gånger"),
    ("Vilket tal ska nås", "60 ?"),
    ("I vilken enhet", "barn"),
    ("När ska det vara nått", "varje läsår"),
    ("Vilken är den första dagen", "2030-08-01"),
    ("Vilken är den sista dagen", "3 år"),
    ("Hur ska avtalet kunna förlängas", "ett bestämt antal gånger"),
    ("Hur många månader är varje förlängning", "12"),
    ("Hur många gånger kan det förlängas", "2"),
    ("Hur många månader före slutdagen", "3"),
    ("Ska förlängningen vara skriftlig", "ja"),
    ("Vad ska Exempelstad kommun göra?", "upplåta lokal"),
    ("Vad för slags åtagande", "resurs"),
    ("Vad ska Bokvännerna & Co i Exempelstad göra?", "leda läxhjälpen"),
    ("Vad för slags åtagande", "tjänst"),
    ("Vad ska Läxvännerna göra?", "utbilda volontärer"),
    ("Vad för slags åtagande", "tjänst"),
    ("Vad ska alla parter tillsammans göra?", "berätta om läxhjälpen"),
    ("Vem betalar pengar", "Exempelstad kommun"),
    ("Till vem?", "Bokvännerna & Co i Exempelstad"),
    ("Hur mycket", "100 000 kr ?"),
    ("Till vad?", "samordning av läxhjälpen"),
    ("Betalas pengarna mot faktura", "ja"),
    ("Hur ofta betalas", "en gång om året"),
    ("Vad bidrar Exempelstad kommun med", "lokal"),
    ("Vad bidrar Bokvännerna & Co i Exempelstad med", "volontärtid, administration"),
    ("Vad är det värt per år", ""),
    ("Vad är det värt per år", "40 000"),
    ("Vad bidrar Läxvännerna med", "volontärtid"),
    ("Vilken grupp leder", "Styrgrupp"),
    ("Vad ska styrgruppen göra", "planera läsåret"),
    ("Vad ska styrgruppen göra", "följa upp läsåret"),
    ("Hur många gånger om året", "2"),
    ("Hur utses de", "Varje part utser en ledamot."),
    ("Hur fattar den beslut", "Varje part har en röst."),
    ("Vilken grupp följer upp", "Styrgruppen"),
    ("Hur ofta ska partnerskapet följas upp", "årligen"),
    ("Vem ansvarar för uppföljningen", "Exempelstad kommun"),
    ("På uppdrag av vilken grupp", "Styrgruppen"),
    ("Hur går den till", "dialogmöte"),
    ("Vem får rapporten", "nämnden"),
    ("Vilken dag ska en rapport", "2031-06-30"),
    ("Ska rapporten redovisa", "ja"),
    ("Hur många månader är uppsägningstiden", "3"),
    ("Ska parterna talas vid", "ja"),
    ("Ska uppsägningen vara skriftlig", "ja"),
    ("Ska ändringar av avtalet vara skriftliga", "ja"),
    ("Ska alla parter skriva under", "ja"),
    ("Ska parterna omförhandla", "ja"),
    ("Kan pengar som används fel", "ja"),
    ("Inom hur många dagar", "30"),
    ("Hur går kravet till", "Nämnden bestämmer beloppet sedan parten har fått yttra sig."),
    ("Hur är ansvar och försäkring", "Varje part svarar för ansvar och försäkring i sin egen verksamhet."),
    ("Vilka klausuler", "Hävning, Tvist"),
    ("Tid för rättelse, i dagar", "30"),
    ("Var en oenighet först tas upp", "styrgruppen"),
    ("Tid för förhandling", "60"),
    ("Domstol i första instans", "Exempelstads tingsrätt"),
    ("Vem skriver under för Exempelstad kommun", "Anna Exempel"),
    ("Vilken titel har Anna", "Förvaltningschef"),
    ("Vad ger Anna Exempel rätt", "delegation"),
    ("Var står det?", "punkt 3.2"),
    ("Vem skriver under för Bokvännerna", "Bo Påhittad"),
    ("Vilken titel har Bo", "Ordförande"),
    ("Vad ger Bo Påhittad rätt", "firmatecknare"),
    ("Var står det?", "protokoll § 4"),
    ("Vem skriver under för Läxvännerna", "Cia Fiktiv ?"),
    ("Vilken titel har Cia", "Ordförande"),
    ("Vilken dag dateras", "2030-02-01"),
    ("Vilken dag är nämndens möte", "2030-02-20"),
    ("Vem är handläggare", "Eva Hittepå"),
    ("Vilken titel har handläggaren", "Utredare"),
    ("Ska filerna skrivas", "ja"),
)


class Officer:
    """A terminal with an officer at it who types what is known."""

    interactive = True

    def __init__(self, known: Known, *, gives_up_after: int | None = None) -> None:
        self.left = list(known)
        self._patience = gives_up_after  #: lines typed before the officer goes home
        self.screen: list[str] = []
        self.typed: list[str] = []  #: every line
        self._question = ""
        self._lines: list[str] = []

    def write(self, text: str) -> None:
        """See a text."""
        self.screen.append(text)
        if text.startswith("\n"):
            self.hear(text)

    def hear(self, text: str) -> None:
        """Take in a question, however its lines are broken."""
        self._question = " ".join(text.split())

    def read(self, prompt: str) -> str:
        """Type the next line of the answer."""
        if self._patience is not None and len(self.typed) >= self._patience:
            raise EOFError
        if not self._lines:
            self._lines = self._answer().split("\n")
        line = self._lines.pop(0)
        self.screen.append(prompt + line)
        self.typed.append(line)
        return line

    def unanswered(self) -> Known:
        """What is still known: the rest of an answer that was broken off is typed where it was asked for."""
        return self.left

    def _answer(self) -> str:
        found = next((one for one in self.left if one[0] in self._question), None)
        if found is None:
            return ""
        self.left.remove(found)
        return found[1]


def without(known: Known, *parts: str) -> Known:
    """What is known, but for the answers to some questions."""
    return [one for one in known if not any(part in one[0] for part in parts)]
