"""What the texts of a partnership say by hand of its own facts, and get wrong: how many parties, until when."""

from collections.abc import Callable, Iterator

from contracts.checks.fields import AGREED_TIME
from contracts.checks.rule import Finding, Rule, Subject
from contracts.checks.said import About, Said, days_said, parties_said
from contracts.errors import Severity


def _wrong(read: Callable[[str, About], Iterator[Said]]) -> Callable[[Subject], Iterator[Finding]]:
    def find(subject: Subject) -> Iterator[Finding]:
        about = About(subject.authority, subject.folder, own_names=True)
        for text in subject.running:
            if text.route[0] == "acknowledged":
                continue
            for said in read(text.text, about):
                if not said.agrees:
                    what = f"texten säger ”{said.written.text}”, men {said.what} är enligt uppgifterna {said.fact}"
                    yield Finding(text.route, what, needle=said.written.text, also=(said.place,))

    return find


RULES: tuple[Rule[Subject], ...] = (
    Rule(
        "party-count-differs",
        Severity.WARNING,
        "Texten räknar parterna rätt.",
        "skriv ”parterna”, eller rätta listan över parter",
        "Lärdom: ett avtal med elva parter skulle skrivas på av ”båda parter”, och ett med två nämnde tre",
        _wrong(parties_said),
        fields=("*", "parties.left_on"),
    ),
    Rule(
        "end-in-text-differs",
        Severity.WARNING,
        "Texten slutar samma dag som avtalet.",
        "rätta avtalstiden eller texten; godta varningen om verksamheten slutade en annan dag än avtalet",
        "Lärdom: ett avtal slutade i augusti enligt sitt fält och i december enligt sin text",
        _wrong(days_said),
        fields=("*", *AGREED_TIME),
    ),
)
