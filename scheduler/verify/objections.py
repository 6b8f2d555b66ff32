"""Objections: why a programme fails the independent check, as sentences."""

from __future__ import annotations

from collections import Counter

from scheduler.core.programme import Programme
from scheduler.verify import Verdict, score_differences

SHOWN = 20
"""Sentences of one kind that are shown; the rest is counted."""


def objections(programme: Programme, verdict: Verdict) -> list[str]:
    """One sentence for each broken rule, each score that differs from the recomputed one, and each false statement.

    Of each rule the first `SHOWN` are given, and then how many more there are.
    """
    broken = [(violation.topic, f"{violation.topic}: {violation.sentence}") for violation in verdict.violations]
    differing = [
        (
            "scores",
            f"{difference.goal}: the programme says {difference.claimed}, the check finds "
            f"{'no such goal' if difference.recomputed is None else difference.recomputed}.",
        )
        for difference in score_differences(programme, verdict)
    ]
    false = [(sentence.partition(":")[0], sentence) for sentence in verdict.false_statements]
    return _capped(broken + differing + false)


def _capped(sentences: list[tuple[str, str]]) -> list[str]:
    """The first `SHOWN` sentences of each topic, and after them the number of those left out."""
    numbers = Counter(topic for topic, _ in sentences)
    found: list[str] = []
    said: Counter[str] = Counter()
    for topic, sentence in sentences:
        said[topic] += 1
        if said[topic] <= SHOWN:
            found.append(sentence)
        elif said[topic] == numbers[topic]:
            found.append(f"{topic}: {numbers[topic] - SHOWN} more.")
    return found
