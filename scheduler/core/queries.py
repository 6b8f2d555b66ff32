"""Queries on a programme that several reports share: placement of a granted request, minutes saved, free windows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.core.clock import Window
from scheduler.core.instance import Instance, Request
from scheduler.core.programme import PlacedSession, Programme
from scheduler.core.session_order import in_order
from scheduler.core.vocabulary import IN_PROGRAMME, PROGRAMME_SESSION_KINDS, Kind


def own_session_title(instance: Instance, request: Request) -> str:
    """The title of a request's own session: the request's, or for one beside the programme what it is and whose.

    The title of a request for a meeting or a booth shift names its presentation.
    """
    title = request.title if request.kind in IN_PROGRAMME else ""
    return title or f"{instance.coalition[request.coalition].name}: {request.kind.value}"


@dataclass(frozen=True)
class GrantedPlacement:
    """The session of a granted request, and the request's own interval in it, in minutes after midnight."""

    placed: PlacedSession
    start: int
    end: int


@dataclass(frozen=True)
class Saving:
    """Programme minutes that coalitions use, compared with one session for each active coalition (system 33)."""

    coalitions: int
    minutes_each: int
    used: int

    @property
    def full(self) -> int:
        return self.coalitions * self.minutes_each

    @property
    def saved(self) -> int:
        return self.full - self.used


def granted_placement(programme: Programme, request: Request) -> GrantedPlacement | None:
    """The session and interval of a granted request; None if it was refused."""
    decision = programme.decision.get(request.id)
    placed = programme.session.get(decision.session) if decision and decision.granted else None
    if placed is None:
        return None
    for segment in programme.segments:
        if segment.request == request.id:
            return GrantedPlacement(placed, segment.start, segment.end)
    return GrantedPlacement(placed, placed.start, placed.end)


def others_in(programme: Programme, placed: PlacedSession, coalition: str) -> list[str]:
    """The other coalitions that take part in a session."""
    members = placed.coalitions or tuple(s.coalition for s in programme.segments if s.session == placed.id)
    return [member for member in dict.fromkeys(members) if member != coalition]


def joint_sessions(instance: Instance, programme: Programme) -> list[PlacedSession]:
    """The joint sessions of the programme, in order of time."""
    return [placed for placed in in_order(instance, programme.sessions) if placed.kind is Kind.JOINT]


def grants(instance: Instance, programme: Programme) -> dict[Kind, tuple[int, int]]:
    """The numbers of granted and of all requests, for each kind that somebody requested."""
    found: dict[Kind, tuple[int, int]] = {}
    for kind in Kind:
        asked = [request for request in instance.requests if request.kind is kind]
        if asked:
            found[kind] = (sum(request.id in programme.granted for request in asked), len(asked))
    return found


def saving(instance: Instance, programme: Programme) -> Saving:
    """The minutes that the programme saves compared with one session for each active coalition (system 33)."""
    used = sum(placed.end - placed.start for placed in programme.sessions if placed.kind in PROGRAMME_SESSION_KINDS)
    return saving_from(instance, used)


def saving_from(instance: Instance, used: int) -> Saving:
    """The saving where coalitions' sessions take so many minutes of the programme."""
    active = sum(coalition.active for coalition in instance.coalitions)
    return Saving(active, instance.policy.kinds[Kind.JOINT].minutes, used)


def left_out_text(instance: Instance, programme: Programme) -> str:
    """The number and weight of sessions left out: ``8 of 300 that are free, with a weight of 9 of 320``."""
    gone = {one.session for one in programme.left_out}
    free = [session for session in instance.sessions if session.place is None]
    weight = sum(session.weight for session in instance.sessions if session.id in gone)
    return f"{len(gone)} of {len(free)} that are free, with a weight of {weight} of {sum(one.weight for one in free)}"


def free_stretches(instance: Instance, programme: Programme) -> Iterator[tuple[str, Window]]:
    """Room and window of the time reserved for coalitions that stays free (system 34), in order of time."""
    for day in instance.days:
        for room in instance.rooms:
            taken = sorted(
                (placed.start, placed.end)
                for placed in programme.sessions
                if placed.room == room.id and placed.day == day.id
            )
            for window in sorted(room.reserved, key=lambda w: w.start):
                if window.day == day.id:
                    yield from ((room.id, free) for free in _without(window, taken))


def _without(window: Window, taken: list[tuple[int, int]]) -> Iterator[Window]:
    """Subtract intervals from a window."""
    start = window.start
    for begins, ends in taken:
        if start < begins < window.end:
            yield Window(day=window.day, start=start, end=begins)
        if begins < window.end:
            start = max(start, ends)
    if start < window.end:
        yield Window(day=window.day, start=start, end=window.end)
