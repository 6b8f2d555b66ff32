"""The five counts behind the goal “discomfort” (systems 32, 43, 44, 45)."""

from __future__ import annotations

from scheduler.verify.facts import Facts

SEATS_PER_POINT = 100
"""So many empty seats count as one point of room fit."""


def discomfort_parts(facts: Facts) -> dict[str, int]:
    """The counts by name, before `comfort` weighs them."""
    return {
        "days": days(facts),
        "room_fit": room_fit(facts),
        "time_zones": time_zones(facts),
        "theme_rooms": theme_rooms(facts),
        "room_changes": room_changes(facts),
    }


def days(facts: Facts) -> int:
    """Granted requests, and free host sessions, that stand on a day that is not preferred."""
    points = 0
    for request in facts.granted:
        preferred = facts.instance.coalition[request.coalition].preferred_days
        held = facts.held_in.get(request.id)
        points += bool(preferred and held and held.placed.day not in preferred)
    for held in facts.decided:
        if held.host and held.host.preferred_days:
            points += held.placed.day not in held.host.preferred_days
    return points


def room_fit(facts: Facts) -> int:
    """Hundreds of empty seats in each decided programme session; a room too small counts nothing."""
    return sum(
        max(held.room.capacity - held.audience, 0) // SEATS_PER_POINT
        for held in facts.decided
        if held.in_programme and held.room
    )


def time_zones(facts: Facts) -> int:
    """Sessions in which a remote person is present at uncomfortable local hours, once for each person."""
    policy = facts.instance.policy
    return sum(
        start < policy.comfortable_from or end > policy.comfortable_until
        for _, _, start, end in facts.remote_presences()
    )


def theme_rooms(facts: Facts) -> int:
    """Pairs of a theme and a room that decided programme sessions open."""
    used = {(theme, held.placed.room) for held in facts.decided if held.in_programme for theme in held.themes}
    given = {(theme, held.placed.room) for held in facts.held if held.given for theme in held.themes}
    return len(used - given)


def room_changes(facts: Facts) -> int:
    """Rooms but one in which a coalition takes part on a day."""
    points = 0
    for sessions in facts.taking_part.values():
        rooms = {(held.placed.day, held.placed.room) for held in sessions if held.in_programme}
        points += len(rooms) - len({day for day, _ in rooms})
    return points
