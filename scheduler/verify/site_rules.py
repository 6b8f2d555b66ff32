"""Rules on one session in a room at a time; each receives the session as `SessionAtSite`."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.core.clock import clock_text
from scheduler.core.vocabulary import Use
from scheduler.verify.facts import Facts
from scheduler.verify.registry import SessionAtSite, SiteFinding, site_rule


@site_rule
def room_hours(facts: Facts, site: SessionAtSite) -> Iterator[SiteFinding]:
    """A room is used only while the day and the room are open."""
    day, room = facts.instance.day.get(site.day), facts.instance.room.get(site.room)
    if day and not (day.opens <= site.start and site.end <= day.closes):
        yield SiteFinding(f"is outside the opening hours of {day.id}")
    for window in room.closed if room else ():
        if window.overlaps(site.day, site.start, site.end):
            yield SiteFinding(f"takes place while the room is closed ({window})")


@site_rule
def blocked_times(facts: Facts, site: SessionAtSite) -> Iterator[SiteFinding]:
    """Nothing takes place beside a ceremony that blocks everything."""
    for ceremony in facts.ceremonies:
        placed = ceremony.placed
        if ceremony.given and placed.day == site.day and placed.start < site.end and site.start < placed.end:
            yield SiteFinding(f"takes place beside {ceremony.name}, which blocks everything", (placed.id,))


@site_rule
def room_purpose(facts: Facts, site: SessionAtSite) -> Iterator[SiteFinding]:
    """A room takes only the sessions it is meant for."""
    room = facts.instance.room.get(site.room)
    if room and site.use not in room.uses:
        yield SiteFinding(f"is in a room that is not meant for {site.use.value}")


@site_rule
def day_zero_events(facts: Facts, site: SessionAtSite) -> Iterator[SiteFinding]:
    """Day-zero events take place on day zero, sessions of the main days on main days."""
    day = facts.instance.day.get(site.day)
    if day and site.use not in (Use.BILATERAL, Use.BOOTH) and day.is_day_zero != (site.use is Use.DAY_ZERO):
        wrong = "is on day zero" if day.is_day_zero else "is outside day zero"
        yield SiteFinding(f"{wrong}, where no {site.label} belongs")


@site_rule
def forbidden_days(facts: Facts, site: SessionAtSite) -> Iterator[SiteFinding]:
    """A session of the host programme does not take place on its forbidden days."""
    if site.day in site.forbidden_days:
        yield SiteFinding(f"is on {site.day}, which is forbidden for it")


@site_rule
def freed_slots(facts: Facts, site: SessionAtSite) -> Iterator[SiteFinding]:
    """Slots reserved for coalitions are used by their sessions only."""
    room = facts.instance.room.get(site.room)
    for window in room.reserved if room and not site.from_requests else ():
        if window.overlaps(site.day, site.start, site.end):
            yield SiteFinding(f"takes a slot reserved for coalitions ({window})")


@site_rule
def types_kept_off(facts: Facts, site: SessionAtSite) -> Iterator[SiteFinding]:
    """A session does not take place in parts of a day that the policy closes to its type."""
    day = facts.instance.day.get(site.day)
    for part, types in facts.instance.policy.kept_off.items():
        if day is None or site.from_requests or site.label not in types:
            continue
        dates = [other.date for other in facts.instance.days if not other.is_day_zero]
        if day.is_day_zero and (part.first or part.last):
            continue
        if (part.first and day.date != min(dates)) or (part.last and day.date != max(dates)):
            continue
        if max(site.start, part.start) < min(site.end, part.end):
            times = f"{clock_text(site.start)} to {clock_text(site.end)}"
            yield SiteFinding(f"takes place from {times}; the policy closes {part.name} to a {site.label}")
