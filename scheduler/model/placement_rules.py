"""Rules on a single place: whether a session, or somebody who takes part in it, can be there at all.

Each answers for one session, what is needed there, and one place. They are asked before any variable exists, for
the session itself and again for every coalition that might take part, so that what clashes for a member clashes
for its joint session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from scheduler.core.clock import local_stretch
from scheduler.core.vocabulary import Service, Use
from scheduler.model.prepare import CandidatePlacement, Needs, PlannedSession, Prepared

PlaceRule = Callable[[Prepared, PlannedSession, Needs, CandidatePlacement], bool]


def room_hours(prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement) -> bool:
    """A room is used only while the day and the room are open."""
    day = prepared.instance.day[option.day]
    open_then = day.opens <= option.start and option.end <= day.closes
    return open_then and not any(w.overlaps(option.day, option.start, option.end) for w in option.room.closed)


def blocked_times(prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement) -> bool:
    """Nothing takes place beside a ceremony that blocks everything."""
    return not any(shut.given and shut.given.position.overlaps(option.position) for shut in prepared.shut)


def room_use(prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement) -> bool:
    """A room takes only the sessions it is meant for, and day zero only what belongs there."""
    if session.use not in option.room.uses:
        return False
    if session.host and option.day in session.host.forbidden_days:
        return False
    any_day = session.use in (Use.BILATERAL, Use.BOOTH)
    return any_day or prepared.instance.day[option.day].is_day_zero == (session.use is Use.DAY_ZERO)


def room_services(prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement) -> bool:
    """A session's room has the services it needs."""
    return needs.services <= set(option.room.services)


def room_capacity(prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement) -> bool:
    """A session's room seats the audience that is expected."""
    return needs.audience <= option.room.capacity


def captioning(prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement) -> bool:
    """Where a coalition that needs captions takes part, the room has captioning."""
    return not needs.captions or Service.CAPTIONING in option.room.services


def availability(prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement) -> bool:
    """Nobody is asked to be there when they are away."""
    return not any(window.overlaps(option.day, option.start, option.end) for window in needs.unavailable)


def remote_hours(prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement) -> bool:
    """Whoever takes part from elsewhere does so within the policy's band of local hours."""
    policy = prepared.instance.policy
    return all(
        policy.remote_from <= start and end <= policy.remote_until
        for start, end in (local_hours(prepared, person.time_zone, option) for person in needs.remote)
    )


def freed_slots(prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement) -> bool:
    """Slots kept for coalitions are not handed to others."""
    kept = any(window.overlaps(option.day, option.start, option.end) for window in option.room.reserved)
    return session.host is None or not kept


def local_hours(prepared: Prepared, time_zone: str, option: CandidatePlacement) -> tuple[int, int]:
    """When a session in this place starts and ends for somebody elsewhere, in minutes of their local day."""
    instance = prepared.instance
    zone = instance.event.time_zone
    return local_stretch(instance.day[option.day].date, option.start, option.end, zone, time_zone or zone)


SITE_RULES: tuple[PlaceRule, ...] = (
    room_hours,
    blocked_times,
    room_use,
    freed_slots,
)
"""What a session itself meets with in a place; a given session is past asking."""

ROOM_RULES: tuple[PlaceRule, ...] = (
    room_services,
    room_capacity,
    captioning,
)
"""What somebody who takes part meets with in a room, whenever it is."""

TIME_RULES: tuple[PlaceRule, ...] = (
    availability,
    remote_hours,
)
"""What somebody who takes part meets with at a time, in whatever room."""

NEEDS_RULES = ROOM_RULES + TIME_RULES
"""What somebody who takes part meets with there, in a given session too."""

PLACE_RULES = SITE_RULES + NEEDS_RULES


def objections(
    prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement
) -> tuple[str, ...]:
    """The ids of the rules that keep a session with these needs from this place."""
    return tuple(rule.__name__ for rule in PLACE_RULES if not rule(prepared, session, needs, option))


def objections_of_participant(
    prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement
) -> tuple[str, ...]:
    """The ids of the rules that keep somebody with these needs out of a session in this place."""
    return tuple(rule.__name__ for rule in NEEDS_RULES if not rule(prepared, session, needs, option))


def bearable(
    prepared: Prepared, session: PlannedSession, needs: Needs, options: Iterable[CandidatePlacement]
) -> tuple[CandidatePlacement, ...]:
    """The options to which nobody with these needs objects; each room and each time is looked at once."""
    rooms: dict[str, bool] = {}
    times: dict[tuple[str, int, int], bool] = {}
    found = []
    for option in options:
        room, time = option.room.id, (option.day, option.start, option.end)
        if room not in rooms:
            rooms[room] = all(rule(prepared, session, needs, option) for rule in ROOM_RULES)
        if rooms[room]:
            if time not in times:
                times[time] = all(rule(prepared, session, needs, option) for rule in TIME_RULES)
            if times[time]:
                found.append(option)
    return tuple(found)


def possible(prepared: Prepared, session: PlannedSession) -> tuple[CandidatePlacement, ...]:
    """The options of a session to which no rule on single places objects."""
    if prepared.sifted:
        return session.options
    days = session.host.forbidden_days if session.host else ()
    alike = (session.label, session.minutes, session.use, session.host is None, days)
    if alike not in prepared.open_places:
        prepared.open_places[alike] = tuple(
            option
            for option in session.options
            if all(rule(prepared, session, session.needs, option) for rule in SITE_RULES)
        )
    return bearable(prepared, session, session.needs, prepared.open_places[alike])
