"""The fields of ``--json``: problems, outcomes, answers and verdicts."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.verify import score_differences

if TYPE_CHECKING:
    from scheduler.core.instance import Instance
    from scheduler.core.programme import Programme
    from scheduler.explain.answers import Answer
    from scheduler.intake.problems import Problem
    from scheduler.planning.service import Outcome
    from scheduler.verify import Verdict


def problem_fields(problem: Problem) -> dict[str, object]:
    """A problem for JSON, with its sentence."""
    return {**asdict(problem), "sentence": str(problem)}


def outcome_fields(
    instance: Instance, outcome: Outcome, programme: Programme | None, output: Path
) -> dict[str, object]:
    """The outcome of a solve for JSON; `programme` is the file in which it was saved, or null."""
    return {
        "instance": instance.name,
        "status": outcome.ending.value,
        "seconds": outcome.seconds,
        "programme": str(output) if programme else None,
        "sha256": programme.sha256 if programme else None,
        "scores": [score.model_dump() for score in programme.scores] if programme else [],
        "sentences": list(outcome.sentences),
    }


def answer_fields(answer: Answer) -> dict[str, object]:
    """An answer for JSON."""
    return {
        "question": answer.question,
        "verdict": answer.verdict.value,
        "proven": answer.proven,
        "sentences": list(answer.sentences),
        **answer.fields,
    }


def verdict_fields(programme: Programme, verdict: Verdict) -> dict[str, object]:
    """The outcome of a check for JSON."""
    return {
        "violations": [asdict(violation) for violation in verdict.violations],
        "score_differences": [asdict(difference) for difference in score_differences(programme, verdict)],
        "false_statements": list(verdict.false_statements),
        "scores": verdict.scores,
        "notices": [asdict(notice) for notice in verdict.notices],
    }
