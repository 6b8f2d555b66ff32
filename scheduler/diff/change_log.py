"""The changes between two programmes as everybody reads them: counted, by kind, and by coalition."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from scheduler.core.clock import times_text
from scheduler.core.instance import Instance
from scheduler.core.phrases import counted
from scheduler.core.programme import Programme
from scheduler.diff.change import Change, ChangeKind
from scheduler.diff.change_texts import where_text
from scheduler.diff.find import changes_between


@dataclass(frozen=True)
class Side:
    """One of the two programmes: what it is called, and in a few words what it is, such as ``announced, by Ana``."""

    name: str
    programme: Programme
    about: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.about})" if self.about else self.name


@dataclass(frozen=True)
class ChangeLog:
    """What is different in the second programme. `instance` gives names, dates and people."""

    instance: Instance
    before: Side
    after: Side

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        return changes_between(self.instance, self.before.programme, self.after.programme)

    @cached_property
    def by_kind(self) -> dict[ChangeKind, tuple[Change, ...]]:
        """The kinds that there are, in the order in which they matter."""
        grouped = {kind: tuple(change for change in self.changes if change.kind is kind) for kind in ChangeKind}
        return {kind: changes for kind, changes in grouped.items() if changes}

    @cached_property
    def by_coalition(self) -> dict[str, tuple[Change, ...]]:
        """The coalitions concerned, in the order of the register."""
        concerned = {name for change in self.changes for name in change.coalitions}
        known = [name for name in self.instance.coalition if name in concerned]
        names = known + sorted(concerned - set(known))
        return {name: tuple(change for change in self.changes if name in change.coalitions) for name in names}

    @property
    def counted(self) -> str:
        """``2 cancelled, 3 moved in time``; empty where nothing changed."""
        return counts_text(self.changes)

    @property
    def counts(self) -> list[tuple[int, str]]:
        """How many there are of each kind in `by_kind`, and the words that follow the number."""
        return _counts(self.changes)

    @property
    def size(self) -> str:
        """``no change``, ``5 changes``."""
        return counted(len(self.changes), "change")

    def to_tell(self, coalition: str, changes: tuple[Change, ...]) -> tuple[str, ...]:
        """The people of a coalition who are to be told of changes: its own, and those its requests name."""
        asked = {name for request in self.instance.requests_of(coalition) for name in request.people}
        own = asked | {person.id for person in self.instance.representatives(coalition)}
        return tuple(dict.fromkeys(name for change in changes for name in change.people if name in own))

    def place_now(self, session: str) -> str:
        """When and where a session takes place now; empty where it does not."""
        placed = self.after.programme.session.get(session)
        return where_text(self.instance, placed) if placed else ""

    def stays(self, change: Change) -> str:
        """When and where the session of a change takes place, without what the change has said; empty for a segment."""
        place = "" if change.segment else self.place_now(change.session)
        rest = place.removeprefix(f"{change.after}, ").removesuffix(f", {change.after}")
        return "" if rest == change.after else rest

    def minutes_now(self, session: str, coalition: str) -> tuple[str, ...]:
        """The times of a coalition's segments in a session as they are now."""
        inside = (part for part in self.after.programme.segments if part.session == session)
        return tuple(times_text(part.start, part.end) for part in inside if part.coalition == coalition)

    def partners_now(self, session: str, coalition: str) -> tuple[str, ...]:
        """Those with whom a coalition holds a session now; nobody where it does not hold it."""
        placed = self.after.programme.session.get(session)
        members = placed.coalitions if placed else ()
        return tuple(name for name in members if name != coalition) if coalition in members else ()

    @property
    def clock(self) -> str:
        """``local time in Riyadh (Asia/Riyadh, UTC+03:00)``."""
        event = self.instance.event
        city = f" in {event.city}" if event.city else ""
        first = self.instance.days[0].date if self.instance.days else datetime(event.year, 1, 1).date()
        noon = datetime(first.year, first.month, first.day, 12, tzinfo=ZoneInfo(event.time_zone))
        offset = f"{noon:%z}"
        return f"local time{city} ({event.time_zone}, UTC{offset[:3]}:{offset[3:5]})"


def counts_text(changes: tuple[Change, ...]) -> str:
    """``2 cancelled, 3 moved in time``."""
    return ", ".join(f"{number} {what}" for number, what in _counts(changes))


def _counts(changes: tuple[Change, ...]) -> list[tuple[int, str]]:
    counts = Counter(change.kind for change in changes)
    return [(counts[kind], _counted(kind, counts[kind])) for kind in ChangeKind if counts[kind]]


def _counted(kind: ChangeKind, number: int) -> str:
    """The kind after its number: ``segments moved`` where there are several."""
    if kind is ChangeKind.PARTNERS:
        return "with other partners"
    return "segments moved" if kind is ChangeKind.SEGMENT and number > 1 else kind.value


def session_name(change: Change) -> str:
    """How a list calls the session: by its title, and its id where that is another."""
    return change.session if change.session == change.title else f"{change.title} ({change.session})"


def what_changed(change: Change) -> str:
    """The kind, and whether it is about a segment only."""
    if change.segment and change.kind is not ChangeKind.SEGMENT:
        return f"segment {change.kind}" if change.kind is ChangeKind.CANCELLED else f"{change.kind} segment"
    return change.kind.value
