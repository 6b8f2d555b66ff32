"""The list of changes between two programmes: counted, grouped by kind, and by coalition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from scheduler.catalogue.change_kinds import ChangeHeading, ChangeKind
from scheduler.core.clock import times_text
from scheduler.core.instance import Instance
from scheduler.core.phrases import counted
from scheduler.core.programme import Programme
from scheduler.diff.change import Change
from scheduler.diff.change_texts import where_text
from scheduler.diff.session_changes import changes_between
from scheduler.diff.wish_changes import WishBalance, wish_balance


@dataclass(frozen=True)
class ComparedProgramme:
    """One of the two programmes: its name and a short description, such as ``announced, by Ana``."""

    name: str
    programme: Programme
    about: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.about})" if self.about else self.name


@dataclass(frozen=True)
class ChangeLog:
    """The changes from the programme `before` to the programme `after`. `instance` gives names, dates and people.

    `cause` gives a sentence on the cause of a change; None where causes are not looked for.
    """

    instance: Instance
    before: ComparedProgramme
    after: ComparedProgramme
    cause: Callable[[Change], str] | None = None

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        return changes_between(self.instance, self.before.programme, self.after.programme)

    @cached_property
    def by_kind(self) -> dict[ChangeHeading, tuple[Change, ...]]:
        """The changes under each heading that has any, in the order of the headings."""
        grouped = {one: tuple(change for change in self.changes if change.heading is one) for one in ChangeHeading}
        return {heading: changes for heading, changes in grouped.items() if changes}

    @cached_property
    def by_coalition(self) -> dict[str, tuple[Change, ...]]:
        """The coalitions concerned, in the order of the register."""
        concerned = {name for change in self.changes for name in change.coalitions}
        known = [name for name in self.instance.coalition if name in concerned]
        names = known + sorted(concerned - set(known))
        return {name: tuple(change for change in self.changes if name in change.coalitions) for name in names}

    @cached_property
    def by_host_session(self) -> dict[str, tuple[Change, ...]]:
        """The changes of each session of the host programme and of the segments in it, in the order of the changes."""
        sides = (self.before.programme, self.after.programme)
        hosts = {placed.id for side in sides for placed in side.sessions if placed.type}
        found: dict[str, tuple[Change, ...]] = {}
        for change in self.changes:
            if change.session in hosts and not change.wish:
                found[change.session] = (*found.get(change.session, ()), change)
        return found

    def balance(self, coalition: str) -> WishBalance:
        """What becomes of a coalition's wishes."""
        return wish_balance(self.instance, self.before.programme, self.after.programme, coalition)

    @property
    def counted(self) -> str:
        """``2 cancelled, 3 moved in time``; empty where nothing changed."""
        return counts_text(self.changes)

    @property
    def counts(self) -> list[tuple[int, str]]:
        """The number of changes under each heading of `by_kind`, and the words that follow the number."""
        return _counts(self.changes)

    @property
    def size(self) -> str:
        """``no change``, ``5 changes``."""
        return counted(len(self.changes), "change")

    def to_inform(self, coalition: str, changes: tuple[Change, ...]) -> tuple[str, ...]:
        """The people of a coalition to inform of changes: its representatives, and those named in its requests."""
        asked = {name for request in self.instance.requests_of(coalition) for name in request.people}
        own = asked | {person.id for person in self.instance.representatives(coalition)}
        return tuple(dict.fromkeys(name for change in changes for name in change.people if name in own))

    def place_now(self, session: str) -> str:
        """The current time and room of a session as text; empty if it does not take place."""
        placed = self.after.programme.session.get(session)
        return where_text(self.instance, placed) if placed else ""

    def stays(self, change: Change) -> str:
        """The time and room of the changed session, without the part in `change.after`; empty for segment and wish."""
        place = "" if change.segment or change.wish else self.place_now(change.session)
        rest = place.removeprefix(f"{change.after}, ").removesuffix(f", {change.after}")
        return "" if rest == change.after else rest

    def minutes_now(self, session: str, coalition: str) -> tuple[str, ...]:
        """The times of a coalition's segments in a session as they are now."""
        inside = (part for part in self.after.programme.segments if part.session == session)
        return tuple(times_text(part.start, part.end) for part in inside if part.coalition == coalition)

    def partners_now(self, session: str, coalition: str) -> tuple[str, ...]:
        """The other coalitions of a session now; none where the coalition itself is not in it."""
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
    counts = Counter(change.heading for change in changes)
    return [(counts[heading], heading.counted(counts[heading])) for heading in ChangeHeading if counts[heading]]


def session_name(change: Change) -> str:
    """The session in a list: its title, and its id where that differs."""
    return change.session if change.session == change.title else f"{change.title} ({change.session})"


def what_changed(change: Change) -> str:
    """The heading, and whether only a segment is new or cancelled."""
    heading = change.heading.value
    if change.segment and change.kind is ChangeKind.CANCELLED:
        return f"segment {heading}"
    return f"{heading} segment" if change.segment and change.kind is ChangeKind.NEW else heading
