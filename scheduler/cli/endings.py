"""The exit code for how a search ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.cli.terminal import Exit

if TYPE_CHECKING:
    from scheduler.planning.service import Outcome
    from scheduler.replan import ReplanResult


def exit_of(outcome: Outcome | ReplanResult) -> Exit:
    failures = {
        "infeasible": Exit.INFEASIBLE,
        "no answer": Exit.NO_ANSWER,
        "rejected": Exit.REJECTED,
        "stopped": Exit.STOPPED,
    }
    return failures.get(outcome.ending.value, Exit.GOOD)
