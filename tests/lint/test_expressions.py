"""Each rule about expressions, once broken and once kept."""

from pathlib import Path

import pytest

from contracts.errors import Problem, Severity
from contracts.facts.model.document import PlanningKind
from contracts.facts.model.governance import Frequency
from contracts.facts.model.organisation import OrganisationKind
from contracts.lint.kinds import WORDS
from contracts.lint.subject import read_subject
from contracts.lint.walk import walked
from contracts.plan.agreement import DEFINITE_RANK
from tests.word.word_files import WordFiles, paragraph


def found(folder: Path, *lines: str, kind: str = "agreement") -> list[Problem]:
    """What walking a template finds that has each line in a paragraph of its own."""
    path = WordFiles(folder).file(*map(paragraph, lines))
    return list(walked(read_subject(path, "mall.docx", kind)).problems)


def pointed(problem: Problem) -> str:
    place = problem.place
    assert place is not None
    return place.excerpt[place.column - 1 :][: place.width]


WRONG = [
    ("template-unknown-name", "{{ trem.start | datum }}", "trem"),
    ("template-unknown-name", "{% if document.draft %}{{ document.titel }}{% endif %}", "titel"),
    ("template-unknown-name", "{% if document.draft %}A{% else %}{{ autority.name }}{% endif %}", "autority"),
    ("template-unknown-name", "{{ goals.text }}", "text"),
    ("template-unknown-name", "{{ datum }}", "datum"),
    ("template-unknown-name", "{{ ref(uppsagning) }}", "uppsagning"),
    ("template-unknown-name", "{{ name.first }}", "first"),
    ("template-unknown-name", "{{ parties | map(attribute='fulname') | lista }}", "fulname"),
    ("template-unknown-name", "{% for c in clauses.partar %}{{ c.heading }}{% endfor %}", "partar"),
    ("template-outside-loop", "{% for party in parties %}{{ party.name }}{% endfor %}{{ party.name }}", "party"),
    ("template-outside-loop", "{{ name }}{% if loop.last %}.{% endif %}", "loop"),
    ("template-hidden-name", "{% for name in goals %}{{ name }}{% endfor %}", "name"),
    ("template-hidden-name", "{% set name = 'A' %}{{ name }}", "name"),
    (
        "template-hidden-name",
        "{% for a in parties %}{% for a in a.commitments %}{{ a.text }}{% endfor %}{% endfor %}",
        "a",
    ),
    ("template-unguarded", "{{ subtitle }}", "subtitle"),
    ("template-unguarded", "{{ termination.notice_months | antal_manader }}", "termination"),
    ("template-unguarded", "{{ document.date | datum }}", "document.date"),
    ("template-unguarded", "{% if document.date %}{{ document.case_number | dnr }}{% endif %}", "document.case_number"),
    ("template-unguarded", "{% if not subtitle %}{{ subtitle }}{% endif %}", "subtitle"),
    ("template-unguarded", "{% if subtitle or background %}{{ background }}{% endif %}", "background"),
    ("template-unguarded", "{{ parties | map(attribute='unit') | lista }}", "lista"),
    ("template-unguarded", "{% for line in value_base.principles %}{{ line }}{% endfor %}", "value_base"),
    ("template-unguarded", "{% if term.extension.max_steps > 1 %}A{% endif %}", "term.extension"),
    ("template-unguarded", "{{ subtitle if document.draft }}", "subtitle"),
    ("template-filter-kind", "{{ name | datum }}", "datum"),
    ("template-filter-kind", "{% if document.date %}{{ document.date | kr }}{% endif %}", "kr"),
    ("template-filter-kind", "{{ name | lista }}", "lista"),
    ("template-filter-kind", "{{ parties | lista }}", "lista"),
    ("template-filter-kind", "{{ document.draft | upper }}", "upper"),
    ("template-filter-kind", "{{ name | underskriftsplats }}", "underskriftsplats"),
    ("template-filter-arguments", "{{ parties | length | antal }}", "antal"),
    ("template-filter-arguments", "{{ name | versal_forst('å') }}", "versal_forst"),
    ("template-never-true", "{% if name == 3 %}A{% endif %}", "name"),
    ("template-never-true", "{% for g in target_groups %}{% if g.rank == 'primär' %}A{% endif %}{% endfor %}", "rank"),
    ("template-never-true", "{% if parties | length == 'två' %}A{% endif %}", "length"),
    ("template-never-true", "{% if name is none %}A{% endif %}", "name"),
    ("template-never-true", "{% if name == none %}A{% endif %}", "name"),
    ("template-never-true", "{% if 3 in goals %}A{% endif %}", "goals"),
    ("template-not-comparable", "{% if name > 3 %}A{% endif %}", "name"),
    ("template-not-comparable", "{{ name + 3 }}", "name"),
    ("template-not-comparable", "{% if name is odd %}A{% endif %}", "name"),
    ("template-not-a-list", "{% for letter in name %}{{ letter }}{% endfor %}", "name"),
    ("template-not-a-list", "{% for x in term %}A{% endfor %}", "term"),
    ("template-unprintable", "{{ parties }}", "parties"),
    ("template-unprintable", "{{ document.draft }}", "document.draft"),
    ("template-unprintable", "{{ term }}", "term"),
    ("template-unspelt", "{% if document.date %}{{ document.date }}{% endif %}", "document.date"),
    (
        "template-unspelt",
        "{% for p in parties %}{% if p.own_percent %}{{ p.own_percent }}{% endif %}{% endfor %}",
        "p.own_percent",
    ),
    ("template-constant-condition", "{% if true %}A{% endif %}", "{% if true %}"),
    ("template-constant-condition", "{% if term %}A{% endif %}", "{% if term %}"),
    (
        "template-constant-condition",
        "{% if name == 'A' %}{% if name == 'B' %}A{% endif %}{% endif %}",
        "{% if name == 'B' %}",
    ),
    ("template-constant-condition", "{% if goals | length == 1 and goals | length == 2 %}A{% endif %}", "{% if goals"),
]

RIGHT = [
    "{% if subtitle %}{{ subtitle }}{% endif %}",
    "{% if subtitle is not none %}{{ subtitle }}{% endif %}",
    "{% if subtitle is none %}A{% else %}{{ subtitle }}{% endif %}",
    "{% if subtitle != none %}{{ subtitle }}{% endif %}",
    "{% if not subtitle %}A{% elif background %}{{ subtitle }}{{ background }}{% endif %}",
    "{% if not (subtitle and background) %}A{% else %}{{ subtitle }}{{ background }}{% endif %}",
    "{% if subtitle and background %}{{ subtitle }}{{ background }}{% endif %}",
    "{{ subtitle | default('ingen') }}",
    "{{ subtitle if subtitle else 'ingen' }}",
    "{{ subtitle or 'ingen' }}",
    "{% if termination and termination.remedy_days %}{{ termination.remedy_days | antal_dagar }}{% endif %}",
    "{% if termination %}{% if termination.remedy_days == 30 %}{{ termination.remedy_days }}{% endif %}{% endif %}",
    "{% for p in parties if p.unit %}{{ p.unit }}{% endfor %}",
    "{{ parties | selectattr('unit') | map(attribute='unit') | lista }}",
    "{{ parties | map(attribute='unit') | select | join(', ') }}",
    "{% for p in parties | selectattr('unit') %}{{ p.unit }}{% endfor %}",
    "{% for pair in signatories | batch(2) %}{{ pair[0].party }}{{ pair[0] | underskriftsplats(7.0) }}{% endfor %}",
    "{% if term.season %}{{ term.season }}{% else %}{{ term.start | period_tom(term.end) }}{% endif %}",
    "{% for c in clauses.parter %}{{ c.heading | rubrik_id(c.id) }}{% endfor %}",
    "{% for p in parties %}{% if not loop.last %}{{ loop.index }}{% endif %}{% endfor %}",
    "{% for g in target_groups if g.age_min or g.age_max %}{{ g.age_min | aldersspann(g.age_max) }}{% endfor %}",
    "{% if parties | length == 2 and name != 'A' and goals %}{{ goals | first }}{% endif %}",
    "{% set n = parties | length %}{{ n + 1 }}",
    "{% if name == 'A' %}{{ name }}{% elif name == 'B' %}B{% endif %}{% if name == 'C' %}C{% endif %}",
    "{% if name == 'A' and goals | length == 1 %}{% if parties | length == 2 %}B{% endif %}{% endif %}",
    "{% if subtitle %}{% set s = subtitle %}{% else %}{% set s = name %}{% endif %}{{ s }}",
    "{% if extra is defined %}{{ extra }}{% endif %}",
    "{% if document.kind | lower not in name | lower %}{{ document.kind }}{% endif %}",
    "{{ follow_ups | map(attribute='due_dates') | first | map('datum') | lista }}",
    "{{ ref('uppsagning') }}",
    "{{ 'utkast' if document.draft else 'avtal' }}",
    "{% if decisions %}{{ decisions[0].body }}{% endif %}",
]


@pytest.mark.parametrize(("rule", "line", "at"), WRONG)
def test_a_fault_is_told_with_its_place(tmp_path: Path, rule: str, line: str, at: str) -> None:
    problems = [problem for problem in found(tmp_path, line) if problem.rule == rule]
    assert problems, found(tmp_path, line)
    assert at in pointed(problems[0])
    assert problems[0].remedy
    assert problems[0].source


@pytest.mark.parametrize("line", RIGHT)
def test_what_is_right_is_left_alone(tmp_path: Path, line: str) -> None:
    assert [problem.text for problem in found(tmp_path, line)] == []


def test_the_nearest_name_is_proposed(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "{{ parties | map(attribute='fulname') | lista }}")
    assert problem.remedy == "menade du ”full_name”?"


def test_an_unfit_filter_tells_which_ones_fit(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "{% if document.date %}{{ document.date | kr }}{% endif %}")
    assert problem.text == "filtret ”kr” är till för ett heltal eller ett decimaltal, men ”document.date” är ett datum"
    assert "datum_iso" in problem.remedy


def test_each_kind_has_its_own_names(tmp_path: Path) -> None:
    assert found(tmp_path, "{{ board }}", kind="memo") == []
    assert [problem.rule for problem in found(tmp_path, "{{ board }}")] == ["template-unknown-name"]
    assert found(tmp_path, "{{ places.year }}{{ name }}", kind="places-agreement") == []


def test_a_date_printed_as_it_is_is_a_warning(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "{{ date }}", kind="memo")
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("{{ datum }}", "”datum” är ett filter: skriv det efter en uppgift och ett lodstreck, {{ … | datum }}"),
        ("{{ ref(uppsagning) }}", 'skriv namnet inom citattecken: {{ ref("uppsagning") }}'),
        (
            "{{ contribution.measure }}",
            "skriv taggen inuti {%p for contribution in economy.contributions %} … {%p endfor %}",
        ),
    ],
)
def test_what_was_probably_meant_is_said(tmp_path: Path, line: str, remedy: str) -> None:
    assert [one.remedy for one in found(tmp_path, line)] == [remedy]


def test_the_words_that_a_field_can_say_are_those_of_the_facts() -> None:
    assert {(view.__name__, name): words for (view, name), words in WORDS.items()} == {
        ("TargetGroupView", "rank"): tuple(DEFINITE_RANK.values()),
        ("PartyView", "kind"): tuple(kind.value for kind in OrganisationKind),
        ("FollowUpView", "frequency"): tuple(frequency.value for frequency in Frequency),
        ("PlanningView", "kind"): tuple(kind.value for kind in PlanningKind),
    }


def test_a_word_that_a_field_can_say_may_be_asked_for(tmp_path: Path) -> None:
    line = "{% for g in target_groups %}{% if g.rank == 'primära' %}{{ g.description }}{% endif %}{% endfor %}"
    assert found(tmp_path, line) == []
