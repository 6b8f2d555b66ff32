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
from scheduler.core.clock import local_stretch
from scheduler.core.instance import Room
from scheduler.core.vocabulary import Service, Use
from scheduler.model.prepare import CandidatePlacement, Interval, Needs, PlannedSession, Prepared


class PlacementProfile(NamedTuple):
    """What of a session the rules on its placements may see: sessions that are equal in it share their placements.

    `label` is its type or kind; `arises`: it arises from requests. A rule that must know more adds a field here, and so
    adds it to the key under which placements are kept.
    """

    label: str
    minutes: int
    use: Use
    arises: bool
    forbidden_days: tuple[str, ...]


def profile_of(session: PlannedSession) -> PlacementProfile:
    """The profile of a session."""
    forbidden = session.host.forbidden_days if session.host else ()
    return PlacementProfile(session.label, session.minutes, session.use, session.arises, forbidden)


SiteRule = Callable[[Prepared, PlacementProfile, CandidatePlacement], bool]
RoomRule = Callable[[Prepared, Needs, Room], bool]
TimeRule = Callable[[Prepared, Needs, Interval], bool]

site_rule: Registry[SiteRule] = Registry(frozenset(RULE))
"""Rules on what a session meets with in a room at a time; a given session is past asking."""

room_rule: Registry[RoomRule] = Registry(frozenset(RULE))
"""Rules on what somebody who takes part meets with in a room, whenever it is."""

time_rule: Registry[TimeRule] = Registry(frozenset(RULE))
"""Rules on what somebody who takes part meets with at a time, in whatever room."""


@site_rule
def room_hours(prepared: Prepared, profile: PlacementProfile, option: CandidatePlacement) -> bool:
    """A room is used only while the day and the room are open."""
    day = prepared.instance.day[option.day]
    open_then = day.opens <= option.start and option.end <= day.closes
    return open_then and not any(w.overlaps(option.day, option.start, option.end) for w in option.room.closed)


@site_rule
def blocked_times(prepared: Prepared, profile: PlacementProfile, option: CandidatePlacement) -> bool:
    """Nothing takes place beside a ceremony that blocks everything."""
    return not any(shut.given and shut.given.position.overlaps(option.position) for shut in prepared.shut)


@site_rule
def room_purpose(prepared: Prepared, profile: PlacementProfile, option: CandidatePlacement) -> bool:
    """A room takes only the sessions it is meant for."""
    return profile.use in option.room.uses


@site_rule
def day_zero_events(prepared: Prepared, profile: PlacementProfile, option: CandidatePlacement) -> bool:
    """Day-zero events stand on day zero, and what belongs to the main days on those."""
    any_day = profile.use in (Use.BILATERAL, Use.BOOTH)
    return any_day or prepared.instance.day[option.day].is_day_zero == (profile.use is Use.DAY_ZERO)


@site_rule
def forbidden_days(prepared: Prepared, profile: PlacementProfile, option: CandidatePlacement) -> bool:
    """A session of the host programme stands on none of its forbidden days."""
    return option.day not in profile.forbidden_days


@site_rule
def freed_slots(prepared: Prepared, profile: PlacementProfile, option: CandidatePlacement) -> bool:
    """Slots kept for coalitions are not handed to others."""
    kept = any(window.overlaps(option.day, option.start, option.end) for window in option.room.reserved)
    return profile.arises or not kept


@site_rule
def types_kept_off(prepared: Prepared, profile: PlacementProfile, option: CandidatePlacement) -> bool:
    """A session stands in no part of a day from which the policy keeps its type off."""
    policy = prepared.instance.policy
    parts = [] if profile.arises else [part for part, types in policy.kept_off.items() if profile.label in types]
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
def availability(prepared: Prepared, needs: Needs, when: Interval) -> bool:
    """Nobody is asked to be there when they are away."""
    return not any(window.overlaps(when.day, when.start, when.end) for window in needs.unavailable)


@time_rule
def remote_hours(prepared: Prepared, needs: Needs, when: Interval) -> bool:
    """Whoever takes part from elsewhere does so within the policy's band of local hours."""
    policy = prepared.instance.policy
    return all(
        policy.remote_from <= start and end <= policy.remote_until
        for start, end in (local_hours(prepared, person.time_zone, when) for person in needs.remote)
    )


def local_hours(prepared: Prepared, time_zone: str, when: Interval | CandidatePlacement) -> tuple[int, int]:
    """When a session then starts and ends for somebody elsewhere, in minutes of their local day."""
    instance = prepared.instance
    zone = instance.event.time_zone
    return local_stretch(instance.day[when.day].date, when.start, when.end, zone, time_zone or zone)


SITE_RULES = site_rule.of(rules_in(Scope.SITE))
ROOM_RULES = room_rule.of(rules_in(Scope.ROOM))
TIME_RULES = time_rule.of(rules_in(Scope.TIME))


def objections(
    prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement
) -> tuple[str, ...]:
    """The ids of the rules that keep a session with these requirements from this placement."""
    profile = profile_of(session)
    site = tuple(rule.__name__ for rule in SITE_RULES if not rule(prepared, profile, option))
    return site + objections_of_participant(prepared, needs, option)


def objections_of_participant(prepared: Prepared, needs: Needs, option: CandidatePlacement) -> tuple[str, ...]:
    """The ids of the rules that keep somebody with these requirements out of a session in this placement."""
    in_room = (rule.__name__ for rule in ROOM_RULES if not rule(prepared, needs, option.room))
    then = (rule.__name__ for rule in TIME_RULES if not rule(prepared, needs, option.position))
    return (*in_room, *then)


def bearable(prepared: Prepared, needs: Needs, options: Iterable[CandidatePlacement]) -> tuple[CandidatePlacement, ...]:
    """The candidate placements to which nobody with these requirements objects; rooms and intervals are asked once."""
    rooms: dict[str, bool] = {}
    times: dict[Interval, bool] = {}
    found = []
    for option in options:
        room, time = option.room.id, option.position
        if room not in rooms:
            rooms[room] = all(rule(prepared, needs, option.room) for rule in ROOM_RULES)
        if rooms[room]:
            if time not in times:
                times[time] = all(rule(prepared, needs, time) for rule in TIME_RULES)
            if times[time]:
                found.append(option)
    return tuple(found)


def possible(prepared: Prepared, session: PlannedSession) -> tuple[CandidatePlacement, ...]:
    """The candidate placements of a session to which no rule on single placements objects."""
    if prepared.filtered:
        return session.options
    profile = profile_of(session)
    if profile not in prepared.open_places:
        prepared.open_places[profile] = tuple(
            option for option in session.options if all(rule(prepared, profile, option) for rule in SITE_RULES)
        )
    return bearable(prepared, session.needs, prepared.open_places[profile])
