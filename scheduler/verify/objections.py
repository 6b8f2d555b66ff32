"""Objections: why a programme fails the independent check, as sentences."""

from __future__ import annotations

from scheduler.core.programme import Programme
from scheduler.verify import Verdict, score_differences


def objections(programme: Programme, verdict: Verdict) -> list[str]:
    """Return one sentence for each broken rule and for each score that differs from the recomputed one."""
    broken = [f"{violation.topic}: {violation.sentence}" for violation in verdict.violations]
    differing = [
        f"{difference.goal}: the programme says {difference.claimed}, the check finds {difference.recomputed}."
        for difference in score_differences(programme, verdict)
    ]
    return broken + differing
