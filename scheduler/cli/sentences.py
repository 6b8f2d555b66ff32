"""Sentences of the command line on an instance, its problems and a programme."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.catalogue import GOAL
from scheduler.catalogue.goal_texts import goal_text
from scheduler.core.phrases import listed, number_of
from scheduler.core.safe_text import on_one_line

if TYPE_CHECKING:
    from scheduler.core.instance import Instance
    from scheduler.core.programme import Programme
    from scheduler.intake.problems import Problem
    from scheduler.planning.service import Outcome
    from scheduler.verify import Verdict

NOTICES_SHOWN = 3
"""Notices of one topic that are printed."""


def size_of(instance: Instance) -> str:
    """One sentence on the size of an instance."""
    free = sum(session.place is None for session in instance.sessions)
    answered = sum(coalition.answered for coalition in instance.coalitions)
    return (
        f"{instance.name}: {number_of(len(instance.coalitions), 'coalition')}, of which {answered} answered; "
        f"{number_of(len(instance.requests), 'request')}; "
        f"{number_of(len(instance.sessions), 'session')} of the host programme, {free} of them free; "
        f"{number_of(len(instance.rooms), 'room')}, {number_of(len(instance.days), 'day')}, "
        f"{number_of(len(instance.themes), 'theme')}."
    )


def with_severity(problems: Iterable[Problem]) -> list[str]:
    """The problems as sentences that begin with their severity; one sentence for many that are alike."""
    from scheduler.intake.grouped_problems import leftovers_grouped, new_people_grouped
    from scheduler.intake.problems import in_short

    grouped = in_short(new_people_grouped(leftovers_grouped(problems)))
    return [on_one_line(f"{problem.severity.value.capitalize()}: {problem}") for problem in grouped]


def totals(problems: Iterable[Problem], more_warnings: int = 0) -> str:
    """The number of errors, questions and warnings, as a sentence."""
    counts = Counter(problem.severity.value for problem in problems)
    counts["warning"] += more_warnings
    parts = [number_of(counts[word], word) for word in ("error", "question", "warning")]
    return f"In all: {listed(parts)}."


def how_it_ended(outcome: Outcome, programme: Programme, output: Path) -> str:
    """One sentence on a solve that brought a programme."""
    proven = sum(score.proven for score in programme.scores)
    return (
        f"{proven} of {len(programme.scores)} goals proven in {outcome.seconds:.1f} s{_how_near(programme)}; the "
        f"programme is checked and saved in “{output}”."
    )


def _how_near(programme: Programme) -> str:
    """The gap of the first goal that is not proven: `` (… within 3 %)``."""
    score = next((score for score in programme.scores if not score.proven), None)
    if score is None:
        return ""
    words = GOAL[score.goal].sentence.rstrip(".").lower()
    if score.bound is None or score.value == 0:
        return f" ({words}: the best found)"
    return f" ({words}: within {math.ceil(100 * (score.value - score.bound) / score.value)} % of the best there can be)"


def recomputed(programme: Programme) -> list[str]:
    """The recomputed scores of an accepted programme, as a sentence."""
    lines = [f"  {goal_text(score)}" for score in programme.scores]
    return ["No rule is broken, and every score is what the programme says:", *lines]


def notices_in_short(verdict: Verdict) -> list[str]:
    """Notices as sentences: the first few of each topic, and the number of the others."""
    lines = []
    for topic in dict.fromkeys(notice.topic for notice in verdict.notices):
        sentences = [notice.sentence for notice in verdict.notices if notice.topic == topic]
        lines += [f"Note ({topic}): {sentence}" for sentence in sentences[:NOTICES_SHOWN]]
        more = len(sentences) - NOTICES_SHOWN
        if more > 0:
            lines.append(f"Note ({topic}): {more} more; --json and the workbook have them all.")
    return lines
