"""What the independent check holds against a programme, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.core.programme import Programme
    from scheduler.verify import Verdict


def objections(programme: Programme, verdict: Verdict) -> list[str]:
    """What the independent check holds against a programme: rules broken, and scores that are not what it says."""
    from scheduler.verify import score_differences

    broken = [f"{violation.topic}: {violation.sentence}" for violation in verdict.violations]
    differing = [
        f"{difference.goal}: the programme says {difference.claimed}, the check finds {difference.recomputed}."
        for difference in score_differences(programme, verdict)
    ]
    return broken + differing
