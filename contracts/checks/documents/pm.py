"""A PM against its agreement: who decides, what is paid for, how many goals, and whom the ages are for."""

import re
from collections.abc import Iterator

from contracts.checks.documents.passages import Passage, body_passages
from contracts.checks.documents.titles import same_title
from contracts.checks.fields import fields
from contracts.checks.rule import DocumentSubject, Finding, Rule
from contracts.checks.written import ages, counts, sentence_at
from contracts.errors import Severity
from contracts.facts.folders import PartnershipFolder
from contracts.facts.model.clause import AnnexKind
from contracts.facts.model.document import DocumentKind
from contracts.facts.model.governance import Rank, TargetGroup
from contracts.spelling.numbers import antal, antal_ord
from contracts.spelling.periods import aldersspann

BINDS = "Lärdom: villkor i ett PM som inte är bilaga binder inte parterna, och PM:et kan ändras utan dem"
_MAJORITY = re.compile(r"majoritet|enkel omröstning|flest röster", re.IGNORECASE)
_DECIDING = re.compile(r"beslut|röst|grupp|styr|part", re.IGNORECASE)
_CHANGES = re.compile(
    r"(?:ändra|revidera|uppdatera|justera|förfoga|omarbeta)\w*[^.]*\b(?:PM|promemori\w+|avtal\w*|överenskommelse\w*)"
    r"|\b(?:PM|promemori\w+|avtal\w*|överenskommelse\w*)[^.]*(?:ändra|revidera|uppdatera|justera|omarbeta)",
    re.IGNORECASE,
)
_NEW_PARTY = re.compile(
    r"\bny(?:a)? part\w*[^.]*(?:godta|godkänn|accepter|anta|ställ\w+ sig bakom|underteckn|följ)", re.IGNORECASE
)
_NEED = re.compile(
    r"ersättning\w*[^.]*\bbehov|\bbehov\w*[^.]*ersättning|ersätt\w*[^.]*svårare|(?:mer|högre) ersättning", re.IGNORECASE
)
_GOALS = r"(?:\w+ )?(?:mål|målen|visioner|visionerna|målsättningar|målsättningarna)"
_RANKS = (
    (re.compile(r"\bprimär", re.IGNORECASE), Rank.PRIMARY),
    (re.compile(r"\bprioriterad", re.I), Rank.PRIORITISED),
)
_GROUP_TAG = re.compile(r"target_groups\[(\d+)\]\.age_")


def _majority(subject: DocumentSubject) -> Iterator[Finding]:
    folder = subject.folder
    if folder is None or not _needs_all(folder):
        return
    for passage in body_passages(subject.document):
        for found in _MAJORITY.finditer(passage.text):
            if not _DECIDING.search(sentence_at(passage.text, found.start())):
                continue
            text = f"texten säger ”{found[0]}”, men avtalet ändras bara om alla parter skriver under"
            also = (folder.source.place(("amendments", "signed_by_all")),)
            yield passage.finding(found.start(), len(found[0]), text, also=also)


def _needs_all(folder: PartnershipFolder) -> bool:
    amendments = folder.partnership.amendments
    return amendments is not None and amendments.signed_by_all


def _changed_by_a_body(subject: DocumentSubject) -> Iterator[Finding]:
    folder = subject.folder
    if folder is None:
        return
    bodies = tuple(word for body in folder.partnership.bodies for word in (body.name, body.heading))
    for passage in body_passages(subject.document):
        for found in _CHANGES.finditer(passage.text):
            sentence = f"{passage.heading} {sentence_at(passage.text, found.start())}".casefold()
            before = passage.text[: found.start()].casefold()
            if any(body.casefold() in sentence or body.casefold() in before for body in bodies):
                text = f"en grupp får ändra det som parterna har kommit överens om: ”{found[0]}”"
                also = (folder.source.place(("amendments",)),)
                yield passage.finding(found.start(), len(found[0]), text, also=also)


def _binds_without_annex(subject: DocumentSubject) -> Iterator[Finding]:
    folder, document = subject.folder, subject.document
    if folder is None or document.kind is not DocumentKind.PM or _is_annexed(subject, folder):
        return
    for passage in body_passages(document):
        for found in _NEW_PARTY.finditer(passage.text):
            text = "nya parter ska godta PM:et, men det är ingen bilaga till avtalet"
            yield passage.finding(found.start(), len(found[0]), text, also=(folder.source.place(("annexes",)),))


def _is_annexed(subject: DocumentSubject, folder: PartnershipFolder) -> bool:
    annexes = folder.partnership.annexes
    own = [annex for annex in annexes if same_title(annex.title, subject.document.facts.title)]
    return bool(own) or any(annex.kind is AnnexKind.PM for annex in annexes)


def _paid_by_need(subject: DocumentSubject) -> Iterator[Finding]:
    folder = subject.folder
    if folder is None or not folder.partnership.economy.tiered_rates:
        return
    rate = folder.partnership.economy.tiered_rates[0]
    for passage in body_passages(subject.document):
        if found := _NEED.search(passage.text):
            text = f"texten knyter ersättningen till behov, men avtalet räknar den på {rate.metric}; vad gäller?"
            also = (folder.source.place(("economy", "tiered_rates", 0, "metric")),)
            yield passage.finding(found.start(), len(found[0]), text, also=also)


def _goals_differ(subject: DocumentSubject) -> Iterator[Finding]:
    folder = subject.folder
    if folder is None or subject.document.kind is not DocumentKind.PM:
        return
    goals, visions = len(folder.partnership.goals), len(folder.partnership.vision)
    if goals and visions and goals != visions:
        also = (folder.source.place(("goals",)), folder.source.place(("vision",)))
        text = f"avtalet har {antal(goals, 'mål', 'mål', 'ett')}, men PM:ets vision har {antal_ord(visions)} delar"
        yield Finding(("title",), text, also=also)
    for passage in body_passages(subject.document):
        for one in counts(passage.text, _GOALS):
            if goals and one.value > 1 and one.value not in (goals, visions, len(folder.partnership.targets)):
                text = f"texten säger ”{one.text}”, men avtalet har {antal(goals, 'mål', 'mål', 'ett')}"
                yield passage.finding(one.start, len(one.text), text, also=(folder.source.place(("goals",)),))


def _age_of_other_group(subject: DocumentSubject) -> Iterator[Finding]:
    folder = subject.folder
    if folder is None:
        return
    for passage in body_passages(subject.document):
        for at, group in _groups_with_age(passage, folder):
            for pattern, rank in _RANKS:
                found = pattern.search(passage.text)
                if found is None or rank is group.rank or _has_group(folder, rank, group):
                    continue
                age = aldersspann(group.age_min, group.age_max)
                text = f"texten ger den {_DEFINITE[rank]} målgruppen {age}, som avtalet ger den {_DEFINITE[group.rank]}"
                also = (folder.source.place(("target_groups", at, "age_min")),)
                yield passage.finding(found.start(), len(found[0]), text, also=also)


_DEFINITE = {Rank.PRIORITISED: "prioriterade", Rank.PRIMARY: "primära", Rank.SECONDARY: "sekundära"}


def _groups_with_age(passage: Passage, folder: PartnershipFolder) -> Iterator[tuple[int, TargetGroup]]:
    """The target groups whose age a passage tells, by hand or by an expression."""
    groups = folder.partnership.target_groups
    by_hand = {one.value for one in ages(passage.text)}
    by_expression = {int(found[1]) for found in _GROUP_TAG.finditer(passage.raw)}
    for at, group in enumerate(groups):
        told = (group.age_min, group.age_max) in by_hand or at in by_expression
        if told and group.age_min is not None:
            yield at, group


def _has_group(folder: PartnershipFolder, rank: Rank, other: TargetGroup) -> bool:
    """Whether the agreement has a group of this rank with the same ages."""
    return any(
        group.rank is rank and (group.age_min, group.age_max) == (other.age_min, other.age_max)
        for group in folder.partnership.target_groups
    )


RULES: tuple[Rule[DocumentSubject], ...] = (
    Rule(
        "decision-rule-differs",
        Severity.WARNING,
        "PM och avtal har samma regel för beslut.",
        "skriv samma regel på båda ställena, eller säg vad en grupp får besluta om",
        "Lärdom: ett PM lät majoriteten bestämma det som avtalet krävde allas underskrift för",
        _majority,
        fields=("pm:body", "memo:body", "partnership:amendments.signed_by_all"),
    ),
    Rule(
        "pm-changes-alone",
        Severity.WARNING,
        "Det som parterna har kommit överens om ändras av parterna.",
        "låt parterna ändra PM:et, eller skriv i avtalet vad gruppen får ändra",
        BINDS,
        _changed_by_a_body,
        fields=(
            "pm:body",
            "memo:body",
            "partnership:bodies.name",
            "partnership:bodies.heading",
            "partnership:amendments",
        ),
    ),
    Rule(
        "pm-binds-without-annex",
        Severity.WARNING,
        "Ett PM som nya parter ska godta är bilaga till avtalet.",
        "lägg PM:et som bilaga i annexes, eller flytta villkoren till avtalet",
        BINDS,
        _binds_without_annex,
        fields=("pm:body", "pm:title", "partnership:annexes.title", "partnership:annexes.kind"),
    ),
    Rule(
        "compensation-by-need",
        Severity.WARNING,
        "PM och avtal räknar ersättningen på samma sätt.",
        "låt avtalet och PM:et säga samma sak; godta varningen om båda gäller",
        "Lärdom: ett avtal ersatte efter antal deltagare, medan dess PM sade att ersättningen växer med behoven",
        _paid_by_need,
        fields=("pm:body", "memo:body", "partnership:economy.tiered_rates.metric"),
    ),
    Rule(
        "goals-differ",
        Severity.WARNING,
        "PM och avtal har lika många mål.",
        "låt avtalet och PM:et ha samma mål; godta varningen om visionen är något annat",
        "Lärdom: ett avtal hade ett mål, och dess PM tre visioner",
        _goals_differ,
        fields=("pm:body", "pm:title", "partnership:goals", "partnership:vision", "partnership:targets"),
    ),
    Rule(
        "age-of-other-group",
        Severity.WARNING,
        "En ålder gäller den målgrupp som avtalet säger.",
        "rätta målgruppen i texten, eller åldern i target_groups",
        "Lärdom: en ålder gällde alla kvinnor i avtalet men bara den primära målgruppen i PM:et",
        _age_of_other_group,
        fields=(
            "pm:body",
            "memo:body",
            *fields("partnership", "target_groups.rank", "target_groups.age_min", "target_groups.age_max"),
        ),
    ),
)
