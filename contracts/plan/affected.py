"""Which documents a change touches: those whose fingerprint is another than when they were last made.

Pure: from jobs and fingerprints to jobs. Who asks says what it remembers, and where from.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from contracts.plan.head import AnyHead, Head


def fingerprints(jobs: Sequence[Head], templates: Mapping[Path, str], made_by: str) -> dict[str, str]:
    """What each document is made of, by its output's stem; equal fingerprints give equal documents.

    A packet's holds those of its parts.

    Args:
        jobs: the plan, parts of packets before them.
        templates: SHA-256 of each job's template.
        made_by: what else decides: the engine and its version, the program, the fonts.
    """
    found: dict[str, str] = {}
    for job in jobs:
        used = (
            made_by,
            job.facts_sha256,
            templates[job.template],
            templates.get(job.agreement or job.template, ""),
            *(found[part.stem] for part in job.parts),
        )
        found[job.stem] = hashlib.sha256("\n".join(used).encode()).hexdigest()
    return found


def affected(jobs: Sequence[AnyHead], now: Mapping[str, str], known: Mapping[str, str]) -> tuple[AnyHead, ...]:
    """The jobs whose fingerprint is not the known one, in the order of the plan.

    Args:
        jobs: the plan.
        now: fingerprints of the jobs.
        known: fingerprints of what there is already, by stem.
    """
    return tuple(job for job in jobs if now[job.stem] != known.get(job.stem))
