"""A document that waits to be made takes little room, and is the document that was planned."""

import pickle
from pathlib import Path

from contracts.facts.load import load_workspace
from contracts.plan.documents import ids_of, planned
from contracts.plan.jobs import job_of
from contracts.plan.planned import Planned

DATA, TEMPLATES = Path("data"), Path("templates")


def taken(planned: Planned) -> int:
    return len(pickle.dumps((planned.names, planned.facts)))


def test_a_document_at_rest_is_the_one_that_was_planned() -> None:
    workspace, _ = load_workspace(DATA, TEMPLATES, frozenset({"botkyrka"}))
    (authority,) = workspace.authorities
    jobs = [job_of(authority, one, TEMPLATES, draft=False) for one in ids_of(authority)]
    fresh = [planned(authority, job.planned.id, draft=False) for job in jobs]
    for job, one in zip(jobs, fresh, strict=True):
        if not one.parts:  # those of a packet are found later
            assert job.planned == one
            assert repr(job.planned.facts) == repr(one.facts)
            assert dict(job.planned.names) == one.names
    assert sum(taken(job.planned) for job in jobs) < sum(map(taken, fresh)) / 2
    assert sum(len(job.packed) for job in jobs) < sum(len(job.record) for job in jobs) / 2
