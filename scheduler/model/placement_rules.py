"""Rules on a single placement: whether a session, or somebody who takes part in it, can be there at all.

They filter candidate placements before any variable exists: for the session itself, and again for every coalition that
might take part, so that what clashes for a member clashes for its joint session.

A rule sees no more of a session than its signature says, and its answer is kept for all that is equal in that: a
profile of the session and a placement (SITE), requirements and a room (ROOM), requirements and an interval (TIME).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from scheduler.catalogue import RULE
from scheduler.catalogue.rule import Registry, Scope
from scheduler.catalogue.rules import rules_in
from scheduler.core.clock import local_interval
from scheduler.core.instance import Room
from scheduler.core.vocabulary import Service, Use
from scheduler.model.prepare import CandidatePlacement, Interval, Needs, PlannedSession, Prepared


class PlacementProfile(NamedTuple):
    """The properties of a session on which the rules on placements may depend; the key of the cache of placements.

    `label` is its type or kind; `from_requests`: it arises from requests. A rule that depends on another property adds
    it as a field, and thereby to the key.
    """

    label: str
    minutes: int
    use: Use
    from_requests: bool
    forbidden_days: tuple[str, ...]


def profile_of(session: PlannedSession) -> PlacementProfile:
    """The profile of a session."""
    forbidden = session.host.forbidden_days if session.host else ()
    return PlacementProfile(session.label, session.minutes, session.use, session.from_requests, forbidden)


SiteRule = Callable[[Prepared, PlacementProfile, CandidatePlacement], bool]
RoomRule = Callable[[Prepared, Needs, Room], bool]
TimeRule = Callable[[Prepared, Needs, Interval], bool]

site_rule: Registry[SiteRule] = Registry(frozenset(RULE))
"""Rules on a session in a room at a time; they are not applied to given sessions."""

room_rule: Registry[RoomRule] = Registry(frozenset(RULE))
"""Rules on a participant's needs and a room, at any time."""

time_rule: Registry[TimeRule] = Registry(frozenset(RULE))
"""Rules on a participant's needs and an interval, in any room."""


@site_rule
def room_hours(prepared: Prepared, profile: PlacementProfile, option: CandidatePlacement) -> bool:
    """A room is used only while the day and the room are open."""
    day = prepared.instance.day[option.day]
    open_then = day.opens <= option.start and option.end <= day.closes
    return open_then and not any(w.overlaps(option.day, option.start, option.end) for w in option.room.closed)


@site_rule
def blocked_times(prepared: Prepared, profile: PlacementProfile, option: CandidatePlacement) -> bool:
    """Nothing takes place beside a ceremony that blocks everything."""
    return not any(
        blocking.given and blocking.given.interval.overlaps(option.interval) for blocking in prepared.blocking_sessions
    )


@site_rule
def room_purpose(prepared: Prepared, profile: PlacementProfile, option: CandidatePlacement) -> bool:
    """A room takes only the sessions it is meant for."""
    return profile.use in option.room.uses


@site_rule
def day_zero_events(prepared: Prepared, profile: PlacementProfile, option: CandidatePlacement) -> bool:
    """Day-zero events take place on day zero, sessions of the main days on main days."""
    any_day = profile.use in (Use.BILATERAL, Use.BOOTH)
    return any_day or prepared.instance.day[option.day].is_day_zero == (profile.use is Use.DAY_ZERO)


@site_rule
def forbidden_days(prepared: Prepared, profile: PlacementProfile, option: CandidatePlacement) -> bool:
    """A session of the host programme does not take place on its forbidden days."""
    return option.day not in profile.forbidden_days


@site_rule
def freed_slots(prepared: Prepared, profile: PlacementProfile, option: CandidatePlacement) -> bool:
    """Slots reserved for coalitions are used by their sessions only."""
    reserved = any(window.overlaps(option.day, option.start, option.end) for window in option.room.reserved)
    return profile.from_requests or not reserved


@site_rule
def types_kept_off(prepared: Prepared, profile: PlacementProfile, option: CandidatePlacement) -> bool:
    """A session does not take place in parts of a day that the policy closes to its type."""
    policy = prepared.instance.policy
    parts = [] if profile.from_requests else [part for part, types in policy.kept_off.items() if profile.label in types]
    if not parts:
        return True
    main_days = sorted((day.date, day.id) for day in prepared.instance.days if not day.is_day_zero)
    first, last = (main_days[0][1], main_days[-1][1]) if main_days else ("", "")
    return not any(
        (option.day == first or not part.first)
        and (option.day == last or not part.last)
        and option.start < part.end
        and part.start < option.end
        for part in parts
    )


@room_rule
def room_services(prepared: Prepared, needs: Needs, room: Room) -> bool:
    """A session's room has the services it needs."""
    return needs.services <= set(room.services)


@room_rule
def room_capacity(prepared: Prepared, needs: Needs, room: Room) -> bool:
    """A session's room seats the audience that is expected."""
    return needs.audience <= room.capacity


@room_rule
def captioning(prepared: Prepared, needs: Needs, room: Room) -> bool:
    """Where a coalition that needs captions takes part, the room has captioning."""
    return not needs.captions or Service.CAPTIONING in room.services


@time_rule
def availability(prepared: Prepared, needs: Needs, interval: Interval) -> bool:
    """Nobody takes part in a session while they are away."""
    return not any(window.overlaps(interval.day, interval.start, interval.end) for window in needs.unavailable)


@time_rule
def remote_hours(prepared: Prepared, needs: Needs, interval: Interval) -> bool:
    """Remote participants take part within the policy's range of local hours."""
    policy = prepared.instance.policy
    return all(
        policy.remote_from <= start and end <= policy.remote_until
        for start, end in (local_hours(prepared, person.time_zone, interval) for person in needs.remote)
    )


def local_hours(prepared: Prepared, time_zone: str, interval: Interval | CandidatePlacement) -> tuple[int, int]:
    """Start and end of an interval in another time zone, in minutes after midnight of the local day of its start."""
    instance = prepared.instance
    zone = instance.event.time_zone
    return local_interval(instance.day[interval.day].date, interval.start, interval.end, zone, time_zone or zone)


SITE_RULES = site_rule.of(rules_in(Scope.SITE))
ROOM_RULES = room_rule.of(rules_in(Scope.ROOM))
TIME_RULES = time_rule.of(rules_in(Scope.TIME))


def objections(
    prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement
) -> tuple[str, ...]:
    """The ids of the rules that a session with these requirements breaks in a placement."""
    profile = profile_of(session)
    site = tuple(rule.__name__ for rule in SITE_RULES if not rule(prepared, profile, option))
    return site + objections_of_participant(prepared, needs, option)


def objections_of_participant(prepared: Prepared, needs: Needs, option: CandidatePlacement) -> tuple[str, ...]:
    """The ids of the rules that a participant with these requirements breaks in a session in a placement."""
    room_rules = (rule.__name__ for rule in ROOM_RULES if not rule(prepared, needs, option.room))
    time_rules = (rule.__name__ for rule in TIME_RULES if not rule(prepared, needs, option.interval))
    return (*room_rules, *time_rules)


def acceptable_placements(
    prepared: Prepared, needs: Needs, options: Iterable[CandidatePlacement]
) -> tuple[CandidatePlacement, ...]:
    """The candidate placements that satisfy a participant's requirements; each room and interval is checked once."""
    rooms: dict[str, bool] = {}
    times: dict[Interval, bool] = {}
    accepted = []
    for option in options:
        room, time = option.room.id, option.interval
        if room not in rooms:
            rooms[room] = all(rule(prepared, needs, option.room) for rule in ROOM_RULES)
        if rooms[room]:
            if time not in times:
                times[time] = all(rule(prepared, needs, time) for rule in TIME_RULES)
            if times[time]:
                accepted.append(option)
    return tuple(accepted)


def possible(prepared: Prepared, session: PlannedSession) -> tuple[CandidatePlacement, ...]:
    """The candidate placements of a session that break no rule on single placements."""
    if prepared.filtered:
        return session.options
    profile = profile_of(session)
    if profile not in prepared.allowed_placements_cache:
        prepared.allowed_placements_cache[profile] = tuple(
            option for option in session.options if all(rule(prepared, profile, option) for rule in SITE_RULES)
        )
    return acceptable_placements(prepared, session.needs, prepared.allowed_placements_cache[profile])
