"""The plan of the real data: every fact of the source's first agreement, and how each may be written."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.facts.load import load_workspace
from contracts.plan.jobs import Job, plan

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def job() -> Job:
    workspace, problems = load_workspace(ROOT / "data", ROOT / "templates")
    assert not problems
    return next(
        job
        for job in plan(workspace, ROOT / "templates", draft=False)
        if job.planned.id == "kvinna-i-botkyrka/agreement"
    )


def wordings(job: Job) -> set[str]:
    return {wording.replace("\N{NO-BREAK SPACE}", " ") for fact in job.planned.facts for wording in fact.wordings}


#: Written out by hand from the founding document, not from data/: what the agreement must not lose.
FOUNDING_FACTS = (
    "212000-2882",
    "202100-2114",
    "802403-0119",
    "812800-4382",
    "802017-4564",
    "Botkyrka kommun",
    "Arbetsförmedlingen",
    "Botkyrka–Huddinge–Salem",
    "Botkyrka folkhögskola",
    "Hela Människan Huddinge–Botkyrka–Salem",
    "Studieförbundet Bilda Öst",
    "Jobbcenter",
    "arbetsmarknads- och vuxenutbildningsförvaltningen",
    "350 000 kr",
    "50 000 kr",
    "400 000 kr",
    "1 mars 2018",
    "31 december 2020",
    "31 december 2022",
    "ett år",
    "två månader",
    "tre månader",
    "30 dagar",
    "2019",
    "2020",
    "25–64 år",
    "två gånger",
    "årligen",
    "styrelsen",
    "Styrgrupp",
    "Samverkansgrupp",
    "Arbetsgrupper",
    "AVUX/2016:55",
    "KS/2016:639",
    "Marie-Louise Khan-Tamakloe",
    "Förvaltningschef",
    "Luis Alberto Gomez",
    "Enhetschef",
    "Sofia Walan",
    "Regionchef",
    "Mats Wählemän",
    "Verksamhetschef",
    "Olle Westberg",
    "Rektor",
)


@pytest.mark.parametrize("fact", FOUNDING_FACTS)
def test_the_plan_shows_each_fact_of_the_founding_agreement(job: Job, fact: str) -> None:
    assert fact in wordings(job)


def test_the_plan_is_as_agreed(job: Job, golden: Callable[[str, str], None]) -> None:
    lines = [f"{fact.path}: {' | '.join(fact.wordings)}" for fact in job.planned.facts]
    golden("plan-kvinna-i-botkyrka.txt", "\n".join((job.stem, str(job.date), *lines)) + "\n")


def test_the_document_is_dated_by_the_latest_day_that_it_builds_on(job: Job) -> None:
    assert job.date == dt.date(2018, 4, 9)


def test_each_party_has_one_signature_field_with_its_own_name(job: Job) -> None:
    names = [block.id for block in job.planned.signatories]
    assert sorted(names) == sorted(party.id for party in job.planned.names["parties"])
    assert len(set(names)) == 5


def test_the_same_facts_give_the_same_record(job: Job) -> None:
    workspace, _ = load_workspace(ROOT / "data", ROOT / "templates")
    again = next(one for one in plan(workspace, ROOT / "templates", draft=True) if one.planned.id == job.planned.id)
    assert again.record == job.record
    assert again.draft is not job.draft
