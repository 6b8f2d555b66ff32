"""Find host sessions with similar titles, and suggest them to planners as possible duplicates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from scheduler.core.instance import HostSession
from scheduler.intake.spelling import without_accents

ALIKE = 85
"""Similarity of two titles, from 0 to 100 without regard to word order, from which the pair is suggested."""

NAMED_AT_MOST = 8
"""The most pairs that the note names; of the others it gives the number."""

_WORDS = re.compile(r"\w+")
_NUMBERS = re.compile(r"\d+")


def note_on_titles(sessions: Sequence[HostSession]) -> str:
    """A note on similar titles; empty if there are none."""
    pairs = list(alike_titles(sessions))
    if not pairs:
        return ""
    named = "; ".join(f"{one.id} “{one.title}” and {other.id} “{other.title}”" for one, other in pairs[:NAMED_AT_MOST])
    more = f"; and {len(pairs) - NAMED_AT_MOST} more pairs" if len(pairs) > NAMED_AT_MOST else ""
    remedy = "Where two duplicate each other, write the one's id under “Similar to” of the other in sheet Sessions."
    return f"Titles much alike: {named}{more}. {remedy}"


def alike_titles(sessions: Sequence[HostSession]) -> Iterator[tuple[HostSession, HostSession]]:
    """Pairs of sessions with similar titles that are neither listed as similar nor both fixed, in sheet order.

    Titles with different numbers, such as “Part 1” and “Part 2”, are meant to differ.
    """
    titles = [" ".join(sorted(_WORDS.findall(without_accents(session.title)))) for session in sessions]
    for number, one in enumerate(sessions):
        later = dict(enumerate(titles[number + 1 :], start=number + 1))
        near = process.extract(titles[number], later, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        for place in sorted(place for _, _, place in near):
            other = sessions[place]
            is_listed = other.id in one.similar or one.id in other.similar
            both_given = one.place is not None and other.place is not None
            same_numbers = _NUMBERS.findall(titles[number]) == _NUMBERS.findall(titles[place])
            if titles[number] and same_numbers and not (is_listed or both_given):
                yield one, other
