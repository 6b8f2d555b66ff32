"""The kinds of change that people notice when a programme is planned again, and the weight of each.

The numbers are for weighing alone: a change of day counts more than one of time, and that more than one of room; what
is published counts more than what is announced, and that more than a draft.
"""

from __future__ import annotations

from enum import StrEnum

from scheduler.core.vocabulary import State


class Noticed(StrEnum):
    """A kind of change between two programmes that people notice, the gravest first."""

    REFUSED = "refused what was granted"
    LEFT_OUT = "left out of the programme"
    ELSEWHERE = "held in another session"
    DAY = "on another day"
    TIME = "at another time"
    PARTNERS = "with other partners"
    ROOM = "in another room"
    GRANTED = "granted though nobody asked for it now"
    SEGMENT = "moved inside its session"


POINTS: dict[Noticed, int] = {
    Noticed.REFUSED: 40,
    Noticed.LEFT_OUT: 40,
    Noticed.ELSEWHERE: 20,
    Noticed.DAY: 12,
    Noticed.TIME: 8,
    Noticed.PARTNERS: 5,
    Noticed.ROOM: 4,
    Noticed.GRANTED: 2,
    Noticed.SEGMENT: 1,
}
"""What one change counts where the session was a draft."""

KNOWN: dict[State, int] = {
    State.DRAFT: 1,
    State.PROPOSED: 1,
    State.ACCEPTED: 2,
    State.AMENDED: 2,
    State.ANNOUNCED: 3,
    State.PUBLISHED: 10,
}
"""How many times as much it counts by how far the session was known."""


PUBLISHED = "published"
"""The note of a pin that holds a session because it is published."""


def points(kind: Noticed, state: State = State.DRAFT) -> int:
    """Weight of one change in a session that was in this state."""
    return POINTS[kind] * KNOWN[state]


def one_each(kind: Noticed, state: State = State.DRAFT) -> int:
    """Weight 1 for every change, to count them."""
    return 1
