"""Which documents a change touches, told by what each is made of."""

from dataclasses import replace
from pathlib import Path

import pytest

from contracts.facts.load import load_workspace
from contracts.plan.affected import affected, fingerprints
from contracts.plan.jobs import Job, plan
from tests.plan.small_authority import authority_of
from tests.plan.test_jobs import ALL
from tests.plan.test_packet import FILES

AGREEMENT, SEPARATE, PM, MEMO, PACKET = ALL


@pytest.fixture
def jobs(tmp_path: Path) -> tuple[Job, ...]:
    templates = tmp_path / "templates"
    templates.mkdir()
    for kind in ("agreement", "pm", "memo", "packet"):
        (templates / f"{kind}.docx").touch()
    authority_of(tmp_path, FILES)
    return plan(load_workspace(tmp_path / "data", templates)[0], templates, draft=False)


def prints(jobs: tuple[Job, ...], changed_template: str = "", made_by: str = "office 7.4") -> dict[str, str]:
    templates = {job.template: "new" if job.template.stem == changed_template else "old" for job in jobs}
    return fingerprints(jobs, templates, made_by)


def stems(jobs: tuple[Job, ...], now: dict[str, str], known: dict[str, str]) -> list[str]:
    return [job.stem for job in affected(jobs, now, known)]


def test_nothing_is_affected_when_nothing_has_changed(jobs: tuple[Job, ...]):
    assert stems(jobs, prints(jobs), prints(jobs)) == []


def test_what_was_never_made_is_affected(jobs: tuple[Job, ...]):
    assert stems(jobs, prints(jobs), {}) == list(ALL)


def test_other_facts_affect_their_document_and_the_packet_that_takes_it_in(jobs: tuple[Job, ...]):
    parts = {part.stem for job in jobs for part in job.parts}
    changed = tuple(replace(job, facts_sha256="other") if job.stem == PM else job for job in jobs)
    assert PM in parts
    assert stems(changed, prints(changed), prints(jobs)) == [PM, PACKET]


def test_a_packets_own_facts_affect_no_part(jobs: tuple[Job, ...]):
    changed = tuple(replace(job, facts_sha256="other") if job.stem == PACKET else job for job in jobs)
    assert stems(changed, prints(changed), prints(jobs)) == [PACKET]


def test_another_template_affects_all_documents_of_its_kind(jobs: tuple[Job, ...]):
    found = stems(jobs, prints(jobs, "agreement"), prints(jobs))
    assert found[:2] == [AGREEMENT, SEPARATE]
    assert PM not in found


def test_another_engine_affects_everything(jobs: tuple[Job, ...]):
    assert stems(jobs, prints(jobs, made_by="embedded 0.16"), prints(jobs)) == list(ALL)
