"""The coalitions and people concerned by a change: members and linked coalitions of a session, people to inform."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from scheduler.core.instance import Instance
from scheduler.core.programme import PlacedSession, Programme, Segment


class Concerned(NamedTuple):
    """Coalitions and people, each once, as the instance and the programme list them."""

    coalitions: tuple[str, ...]
    people: tuple[str, ...]


class ProgrammePair:
    """The programmes before and after, indexed by session and by request."""

    def __init__(self, instance: Instance, before: Programme, after: Programme) -> None:
        self.instance, self.before, self.after = instance, before, after
        self._contents = [_contents_of(before), _contents_of(after)]

    @cached_property
    def segments(self) -> tuple[dict[str, Segment], dict[str, Segment]]:
        """The segment of each request, before and after."""
        old, new = ({segment.request: segment for segment in side.segments} for side in (self.before, self.after))
        return old, new

    def concerned(self, session: str) -> Concerned:
        """The coalitions and people of a session in either programme."""
        host = self.instance.session.get(session)
        placed = [side.session[session] for side in (self.before, self.after) if session in side.session]
        coalitions = [name for one in placed for name in one.coalitions]
        coalitions += [held.coalition for side in self._contents for held in side.segments.get(session, ())]
        coalitions += host.coalitions if host else ()
        requests = [request for side in self._contents for request in side.requests.get(session, ())]
        return self._whom(coalitions, requests, host.people if host else ())

    def needed(self, session: str) -> tuple[str, ...]:
        """The people who must be present in a session in either programme; who is only informed is not among them."""
        host = self.instance.session.get(session)
        granted = [name for side in self._contents for name in side.requests.get(session, ())]
        requests = [self.instance.request[name] for name in granted if name in self.instance.request]
        named = (*(host.people if host else ()), *(person for request in requests for person in request.people))
        return tuple(dict.fromkeys(named))

    def concerned_by_request(self, coalition: str, request: str) -> Concerned:
        """The coalition that made a request, and the people that the request names."""
        return self._whom([coalition], [request])

    def _whom(self, coalitions: Iterable[str], requests: Iterable[str], people: Iterable[str] = ()) -> Concerned:
        every = tuple(dict.fromkeys(coalitions))
        known = [self.instance.request[name] for name in dict.fromkeys(requests) if name in self.instance.request]
        named = list(dict.fromkeys([*people, *(person for request in known for person in request.people)]))
        spoken_for = {
            coalition
            for name in named
            if name in self.instance.person
            for coalition in self.instance.person[name].coalitions
        }
        for coalition in every:
            # Where a request names nobody, those who represent the coalition are informed.
            if coalition not in spoken_for:
                named += [person.id for person in self.instance.representatives(coalition)]
        return Concerned(every, tuple(dict.fromkeys(named)))

    def in_order(self, placed: PlacedSession) -> tuple[int, int, int, str]:
        """Sort key of a session: its day, start and room in the order of the instance, then its id."""
        return (self._days.get(placed.day, len(self._days)), placed.start, self._rooms.get(placed.room, 0), placed.id)

    @cached_property
    def _days(self) -> dict[str, int]:
        return {day.id: number for number, day in enumerate(self.instance.days)}

    @cached_property
    def _rooms(self) -> dict[str, int]:
        return {room.id: number for number, room in enumerate(self.instance.rooms)}


class _SessionContents(NamedTuple):
    """Segments, and ids of granted requests, by session."""

    segments: dict[str, list[Segment]]
    requests: dict[str, list[str]]


def _contents_of(programme: Programme) -> _SessionContents:
    """The segments and the granted requests of each session."""
    segments: dict[str, list[Segment]] = defaultdict(list)
    requests: dict[str, list[str]] = defaultdict(list)
    for segment in programme.segments:
        segments[segment.session].append(segment)
    for decision in programme.decisions:
        if decision.granted:
            requests[decision.session].append(decision.request)
    return _SessionContents(segments, requests)
