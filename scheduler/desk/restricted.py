"""A meeting and programme restricted to some sessions, on which the verifier's own functions are fast.

What is found there of one session is what is found in the whole programme, as long as the restriction holds every
session that the rule or goal could see together with it: `Surroundings` says which those are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from scheduler.core.instance import Instance, Pin
from scheduler.core.programme import PlacedSession, Programme, joint_session_id
from scheduler.core.vocabulary import Kind, PinVerb
from scheduler.verify.facts import Facts, SessionFacts, services_used


def restricted_programme(programme: Programme, ids: Collection[str], name: str) -> Programme:
    """The sessions with these ids, what is held in them, and what was decided on the session or request `name`."""
    return programme.model_copy(
        update={
            "sessions": tuple(placed for placed in programme.sessions if placed.id in ids),
            "segments": tuple(segment for segment in programme.segments if segment.session in ids),
            "decisions": tuple(one for one in programme.decisions if one.request == name or one.session in ids),
            "left_out": tuple(one for one in programme.left_out if one.session == name),
            "committee": (),
        }
    )


def restricted_instance(instance: Instance, programme: Programme, people: Collection[str], name: str) -> Instance:
    """What a restricted programme needs of an instance, with some of the people.

    It holds the pins and relations of the session `name`, which may also be a host session or request without a place.
    """
    requests = {decision.request for decision in programme.decisions}
    held = {decision.request for decision in programme.decisions if decision.session == name}
    placed = programme.session
    return instance.model_copy(
        update={
            "sessions": tuple(host for host in instance.sessions if host.id in placed or host.id == name),
            "requests": tuple(request for request in instance.requests if request.id in requests),
            "people": tuple(person for person in instance.people if person.id in people),
            "relations": tuple(one for one in instance.relations if name in (one.one, one.other)),
            "pins": tuple(pin for pin in instance.pins if _is_about(pin, name, held, placed.get(name))),
        }
    )


def _is_about(pin: Pin, name: str, held: Collection[str], placed: PlacedSession | None) -> bool:
    """Whether a pin fixes the placement of a session."""
    if pin.verb is not PinVerb.PLACE:
        return False
    joint = placed is not None and placed.kind is Kind.JOINT
    themes = [joint_session_id(theme) for theme in placed.themes] if placed and joint else []
    return pin.subject in (name, *held, *themes)


class Surroundings:
    """The sessions that could matter to one session, wherever it is placed.

    `session` is the session in the facts; these hold it at any place. `people` are the ids of those who take part.
    """

    def __init__(self, facts: Facts, session: SessionFacts) -> None:
        self.facts, self.session = facts, session
        host = session.host
        asked = [person for request in session.requests for person in request.people]
        self.people = frozenset(asked).union(host.people if host else ())
        self._coalitions = frozenset(session.coalitions)
        self._linked = frozenset(host.coalitions) if host else frozenset()

    @cached_property
    def on_any_day(self) -> frozenset[str]:
        """The related sessions, and the ceremonies that block everything; all sessions where it is one of these."""
        facts, name = self.facts, self.session.placed.id
        if self.session.host and self.session.host.blocks_everything:
            return frozenset(facts.by_id)
        related = {
            other for one in facts.instance.relations if name in (one.one, one.other) for other in (one.one, one.other)
        }
        return frozenset(related) | {ceremony.placed.id for ceremony in facts.ceremonies}

    @cached_property
    def by_day(self) -> dict[str, frozenset[str]]:
        """The sessions that share people, coalitions or a service with few teams, by day."""
        found: dict[str, set[str]] = defaultdict(set)
        for other in (*self._with_people, *self._with_services):
            found[other.placed.day].add(other.placed.id)
        return {day: frozenset(ids) for day, ids in found.items()}

    def near(self, day: str, room: str) -> tuple[Instance, Programme]:
        """All that any rule could see together with this session in a room on a day, and the session itself."""
        facts, name = self.facts, self.session.placed.id
        in_room = (other.placed.id for other in facts.in_room.get((room, day), ()))
        ids = self.on_any_day.union(self.by_day.get(day, ()), in_room, (name,))
        programme = restricted_programme(facts.programme, ids, name)
        instance = restricted_instance(facts.instance, programme, self.people, name)
        grid = facts.instance.room[room].grid
        slots = tuple(slot for slot in instance.slots if slot.day == day and slot.grid == grid)
        return instance.model_copy(update={"slots": slots}), programme

    def close_to(self, sessions: Iterable[PlacedSession], placed: PlacedSession) -> frozenset[str]:
        """Of the sessions of a restricted programme, those that a rule could see together with this one at its time."""
        policy = self.facts.instance.policy
        margin = max(2 * policy.walking_minutes, policy.pause_minutes)
        begin, end = placed.start - margin, placed.end + margin
        close = {one.id for one in sessions if one.day == placed.day and one.start <= end and begin <= one.end}
        return self.on_any_day.union(close, (placed.id,))

    @cached_property
    def for_goals(self) -> frozenset[str]:
        """The sessions that share people, coalitions, themes, subthemes, links or similar content with this one."""
        found = {other.placed.id for other in self._with_people} | {self.session.placed.id}
        for other in self.facts.sessions:
            if self._has_common_subject(other):
                found.add(other.placed.id)
        return frozenset(found)

    @property
    def _with_people(self) -> Iterator[SessionFacts]:
        for coalition in self._coalitions:
            yield from self.facts.taking_part.get(coalition, ())
        for person in self.people:
            yield from (presence.session for presence in self.facts.presences.get(person, {}).values())

    @property
    def _with_services(self) -> Iterator[SessionFacts]:
        teams = self.facts.instance.team
        for service in services_used(self.facts.instance, self.session).intersection(teams) if teams else ():
            yield from self.facts.service_users.get(service, ())

    def _has_common_subject(self, other: SessionFacts) -> bool:
        own, host = self.session, other.host
        if not set(own.themes).isdisjoint(other.themes) or not self._subthemes(own).isdisjoint(self._subthemes(other)):
            return True
        if not self._linked.isdisjoint(other.coalitions):
            return True
        if host is None:
            return False
        similar = own.host is not None and (host.id in own.host.similar or own.host.id in host.similar)
        return similar or not self._coalitions.isdisjoint(host.coalitions)

    def _subthemes(self, session: SessionFacts) -> set[str]:
        themes = self.facts.instance.theme
        return {themes[code].subtheme for code in session.themes if code in themes} - {""}
