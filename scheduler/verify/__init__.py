"""The independent check: recomputes every rule and goal from an instance and a programme.

It shares nothing with the model but the definitions in the catalogue, and trusts nothing that a programme says of
itself.
"""

from __future__ import annotations

import sys
from types import ModuleType

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.verify.facts import gather
from scheduler.verify.findings import Notice, ScoreDifference, Verdict, Violation
from scheduler.verify.inconvenience.inconvenience_counts import inconvenience_parts
from scheduler.verify.notices import NOTICES
from scheduler.verify.recomputed_goals import GOALS
from scheduler.verify.rules import RULES
from scheduler.verify.statements import false_statements

__all__ = [
    "GOALS",
    "NOTICES",
    "RULES",
    "Notice",
    "ScoreDifference",
    "Verdict",
    "Violation",
    "check",
    "instance_mismatch",
    "score_differences",
]


def check(instance: Instance, programme: Programme) -> Verdict:
    """Recompute all violations, objective values and notices, and judge what the programme states of itself.

    Never raises for a malformed programme.
    The fingerprint of the instance is not part of it: see `instance_mismatch`.
    """
    facts = gather(instance, programme)
    return Verdict(
        violations=tuple(violation for rule in RULES for violation in rule(facts)),
        scores={goal.__name__: goal(facts) for goal in GOALS},
        inconvenience_parts=inconvenience_parts(facts),
        notices=tuple(notice for finding in NOTICES for notice in finding(facts)),
        false_statements=tuple(false_statements(facts)),
    )


def score_differences(programme: Programme, verdict: Verdict) -> tuple[ScoreDifference, ...]:
    """The goals whose value in the programme is not what the check found."""
    return tuple(
        ScoreDifference(score.goal, score.value, verdict.scores.get(score.goal))
        for score in programme.scores
        if score.value != verdict.scores.get(score.goal)
    )


def instance_mismatch(instance: Instance, programme: Programme) -> Violation | None:
    """A violation if the programme was made for another instance or an earlier state of this one."""
    claimed = programme.provenance
    if programme.is_for(instance):
        return None
    sentence = (
        f"The programme was made for the instance “{claimed.instance}” with the fingerprint "
        f"{claimed.instance_sha256[:12]}; “{instance.name}” has {instance.sha256[:12]}."
    )
    return Violation("instance", (), sentence)


class _Callable(ModuleType):
    """`from scheduler import verify` is this package, which Python puts there on loading it; so it can be called."""

    def __call__(self, instance: Instance, programme: Programme) -> Verdict:
        return check(instance, programme)


sys.modules[__name__].__class__ = _Callable
