"""Complete a merged programme: recompute reasons and scores, and collect the objections of the independent check."""

from __future__ import annotations

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.explain import with_reasons
from scheduler.verify import check


def recheck(instance: Instance, programme: Programme) -> tuple[Programme, tuple[str, ...]]:
    """Return the programme with new reasons and recomputed, unproven scores, and the sentences of its violations."""
    verdict = check(instance, programme)
    broken = tuple(f"{violation.topic}: {violation.sentence}" for violation in verdict.violations)
    programme = programme.counted_anew(verdict.scores)
    return (programme if broken else with_reasons(instance, programme)), broken
