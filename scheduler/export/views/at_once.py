"""Peaks of parallel sessions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scheduler.core.clock import Clock
from scheduler.core.programme import PlacedSession

LATEST = 24 * 60


class Peak(NamedTuple):
    """The largest number of parallel sessions, and the first minute at which it occurs."""

    number: int
    at: Clock


def peak_of(placed: Sequence[PlacedSession], start: Clock = 0, end: Clock = LATEST) -> Peak:
    """The peak between `start` and `end` of sessions on one day."""
    moments = {start, *(one.start for one in placed if start <= one.start < end)}
    peaks = (Peak(sum(one.start <= moment < one.end for one in placed), moment) for moment in sorted(moments))
    return max(peaks, key=lambda peak: peak.number)
