"""One thing that is different between two programmes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """What can happen to a session or a segment. A change of room alone is never a change in time."""

    CANCELLED = "cancelled"
    NEW = "new"
    TIME = "moved in time"
    ROOM = "moved in room"
    PARTNERS = "partners changed"
    SEGMENT = "segment moved"
    TITLE = "renamed"


@dataclass(frozen=True)
class Change:
    """One change. A session that moved both in time and in room has two.

    `session` is the id of the session, `title` its title now. `before` and `after` say what it was and is, in words:
    a day and times, a room, the coalitions, a title; one of them is empty where something is new or cancelled.
    `coalitions` are those whom it concerns, `people` the ids of those to tell. `sentence` says all of it.
    `segment` is the request whose segment it is about, empty where it is about the session.
    """

    kind: ChangeKind
    session: str
    title: str
    before: str
    after: str
    coalitions: tuple[str, ...]
    people: tuple[str, ...]
    sentence: str
    segment: str = ""
