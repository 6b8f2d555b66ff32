"""Every kind of change between two programmes: one record each, with its words, its weight and who notices it.

All that compares programmes names and counts changes by these kinds: lists of changes, versions, edited workbooks, the
comparison of candidates, and the objective of replanning. `VIEWS` says which kinds each of them counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.core.vocabulary import State


class ChangeSubject(StrEnum):
    """The subject of a change."""

    SESSION = "session"
    SEGMENT = "segment"
    REQUEST = "request"

    @property
    def concerns(self) -> str:
        """The people concerned by a change of this subject."""
        if self is ChangeSubject.SESSION:
            return "all coalitions and people of the session"
        return "the coalition that made the request, and the people named in it"


class ChangeHeading(StrEnum):
    """The headings under which lists show and count changes of wishes, sessions and segments, in their order."""

    LOST = "wish lost"
    GAINED = "wish gained"
    CANCELLED = "cancelled"
    NEW = "new"
    TIME = "moved in time"
    ROOM = "moved in room"
    PARTNERS = "partners changed"
    SEGMENT = "segment moved"
    TITLE = "renamed"

    def counted(self, number: int) -> str:
        """The words that follow a number of such changes: ``segments moved`` where there are several."""
        if self is ChangeHeading.PARTNERS:
            return "with other partners"
        return _SEVERAL.get(self, self.value) if number > 1 else self.value


_SEVERAL = {
    ChangeHeading.LOST: "wishes lost",
    ChangeHeading.GAINED: "wishes gained",
    ChangeHeading.SEGMENT: "segments moved",
}


class ChangeKind(StrEnum):
    """The kinds of change: wishes lost and gained, then the gravest first. `CHANGES` holds the record of each."""

    REFUSED = "refused"
    GRANTED = "granted"
    CANCELLED = "cancelled"
    ELSEWHERE = "elsewhere"
    DAY = "day"
    TIME = "time"
    PARTNERS = "partners"
    ROOM = "room"
    SEGMENT = "segment"
    NEW = "new"
    TITLE = "title"

    @property
    def record(self) -> ChangeRecord:
        return CHANGE[self]

    @property
    def points(self) -> int:
        return self.record.points

    @property
    def sentence(self) -> str:
        return self.record.sentence


@dataclass(frozen=True)
class ChangeRecord:
    """The record of one kind of change, with all its texts.

    `sentence` follows the name of a session or request. `about` says what can change so. `heading` is where lists of
    changes show it, of a request only wishes lost and gained. `points` is its weight in the objective
    of replanning, for a session that was a draft (0: not weighed). `compared` are the words for a request whose fate
    differs so between candidates ("": no such difference). `decides`: whether somebody who chooses between candidates
    counts it; as nothing is announced yet, another time of the day or another room is no reason to choose.
    """

    kind: ChangeKind
    sentence: str
    about: tuple[ChangeSubject, ...]
    heading: ChangeHeading
    points: int = 0
    compared: str = ""
    decides: bool = False


_SESSION, _SEGMENT, _REQUEST = ChangeSubject.SESSION, ChangeSubject.SEGMENT, ChangeSubject.REQUEST
_GRANTED_IN_SOME = "granted in some only"
_OTHER_COMPANY = "other partners or another session"

CHANGES: tuple[ChangeRecord, ...] = (
    ChangeRecord(
        ChangeKind.REFUSED,
        "refused what was granted",
        about=(_REQUEST,),
        heading=ChangeHeading.LOST,
        points=40,
        compared=_GRANTED_IN_SOME,
        decides=True,
    ),
    ChangeRecord(
        ChangeKind.GRANTED,
        "granted what was refused",
        about=(_REQUEST,),
        heading=ChangeHeading.GAINED,
        points=2,
        compared=_GRANTED_IN_SOME,
        decides=True,
    ),
    ChangeRecord(
        ChangeKind.CANCELLED,
        "left out of the programme",
        about=(_SESSION, _SEGMENT),
        heading=ChangeHeading.CANCELLED,
        points=40,
    ),
    ChangeRecord(
        ChangeKind.ELSEWHERE,
        "held in another session",
        about=(_SEGMENT, _REQUEST),
        heading=ChangeHeading.SEGMENT,
        points=20,
        compared=_OTHER_COMPANY,
    ),
    ChangeRecord(
        ChangeKind.DAY,
        "on another day",
        about=(_SESSION, _REQUEST),
        heading=ChangeHeading.TIME,
        points=12,
        compared="another day",
        decides=True,
    ),
    ChangeRecord(
        ChangeKind.TIME,
        "at another time",
        about=(_SESSION, _REQUEST),
        heading=ChangeHeading.TIME,
        points=8,
        compared="another time on the same day",
    ),
    ChangeRecord(
        ChangeKind.PARTNERS,
        "with other partners",
        about=(_SESSION, _REQUEST),
        heading=ChangeHeading.PARTNERS,
        points=5,
        compared=_OTHER_COMPANY,
        decides=True,
    ),
    ChangeRecord(
        ChangeKind.ROOM,
        "in another room",
        about=(_SESSION, _REQUEST),
        heading=ChangeHeading.ROOM,
        points=4,
        compared="another room",
    ),
    ChangeRecord(
        ChangeKind.SEGMENT,
        "moved inside its session",
        about=(_SEGMENT,),
        heading=ChangeHeading.SEGMENT,
        points=1,
    ),
    ChangeRecord(
        ChangeKind.NEW,
        "new in the programme",
        about=(_SESSION, _SEGMENT),
        heading=ChangeHeading.NEW,
    ),
    ChangeRecord(
        ChangeKind.TITLE,
        "under another title",
        about=(_SESSION,),
        heading=ChangeHeading.TITLE,
    ),
)

CHANGE: dict[ChangeKind, ChangeRecord] = {record.kind: record for record in CHANGES}

VIEWS: dict[str, str] = {
    "lists": (
        "The list of changes (`changes`, versions, edited workbooks, letters to coalitions; "
        "`scheduler.diff.changes_between`): every wish lost or gained, then every change of a session or segment. A "
        "wish lost is listed beside the change of its session. A session that moves in time and in room counts twice; "
        "a move of a whole session is no move of its segments. A session that starts at the same time and lasts longer "
        "has moved in time. Partners are the coalitions listed with a session."
    ),
    "replanning": (
        "The objective of replanning (`noticeable_changes`, `scheduler.verify.noticed_changes`): changes that count "
        "points, of free sessions and of requests that both instances hold. A session that only lasts longer has not "
        "moved; partners are the requests decided before; a segment has moved inside its session where one before it "
        "has gone or lasts otherwise."
    ),
    "candidates": (
        "The number of changes between two candidates (`scheduler.diff.deciding_changes`, and the search for the most "
        "different alternative): for each request, granted in one alone; else other partners in a joint session, and "
        "another day, each once. The day of what takes place beside the programme (bilateral meetings, booth "
        "shifts) does not count."
    ),
    "requests": (
        "What each coalition gets (comparison of candidates): for each request the gravest difference between any two "
        "candidates, in the order granted, session or partners, day, time, room; its own minutes count as its time."
    ),
}
"""What each view of the changes counts."""

KNOWN: dict[State, int] = {
    State.DRAFT: 1,
    State.PROPOSED: 1,
    State.ACCEPTED: 2,
    State.AMENDED: 2,
    State.ANNOUNCED: 3,
    State.PUBLISHED: 10,
}
"""The factor on a change's points, by how far the session was known outside."""

PUBLISHED = "published"
"""The note of a pin that fixes a session because it is published."""


def points(kind: ChangeKind, state: State = State.DRAFT) -> int:
    """The weight of a change of a session that was in this state."""
    return kind.points * KNOWN[state]


def one_each(kind: ChangeKind, state: State = State.DRAFT) -> int:
    """Weight 1 for every change: the sum is their number."""
    return 1
