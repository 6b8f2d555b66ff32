"""Draw the people of a made-up host programme: organisers and speakers, shared, remote or absent at times.

Everything drawn is consistent with the hidden schedule: nobody is needed in two places at once, remote people are not
needed at night, and nobody is away when needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from scheduler.core.clock import clock_text, local_interval
from scheduler.core.vocabulary import SessionType
from scheduler.generate.grids import RoomSlot
from scheduler.generate.made_up_people import others
from scheduler.generate.made_up_sessions import DrawnSession
from scheduler.generate.planning_rows import Row
from scheduler.generate.venue import Venue

REMOTE, STEP_FREE, AWAY = 0.12, 0.02, 0.10
"""Shares of people who take part remotely, need step-free ways, and are away for a day or half of one."""

SHARED_ORGANISERS = 0.2
"""Share of sessions whose organiser organises other sessions too."""

ZONES = ("America/New_York", "America/Sao_Paulo", "Africa/Nairobi", "Asia/Kolkata", "Asia/Tokyo", "Pacific/Auckland")

BETWEEN = 30
"""Minutes that everybody has between two places: more than walking takes, even step-free."""

AWAKE = (6 * 60, 24 * 60)
"""Local hours in which a remote person can take part."""


@dataclass
class DrawnPeople:
    """The people drawn so far, their attributes, and where they are engaged. `known` are people drawn elsewhere."""

    rng: Random
    venue: Venue
    time_zone: str
    known: Mapping[str, Row]
    facts: dict[str, Row] = field(default_factory=dict)
    engaged: dict[str, list[RoomSlot]] = field(default_factory=dict)

    def join(self, session: DrawnSession, person: str) -> None:
        """Add a person to a session."""
        if person not in self.facts and person not in self.known:
            facts = self._drawn_facts()
            asleep = session.place and "Time zone" in facts and not self._awake(str(facts["Time zone"]), session.place)
            self.facts[person] = {} if asleep else facts
        session.people.append(person)
        if session.place:
            self.engaged.setdefault(person, []).append(session.place)

    def is_free(self, person: str, slot: RoomSlot | None) -> bool:
        """Whether a person is free at the time of this slot."""
        if slot is None:
            return True
        around = RoomSlot(slot.day, slot.start - BETWEEN, slot.end + BETWEEN)
        if any(around.overlaps(other) for other in self.engaged.get(person, ())):
            return False
        facts = self.facts.get(person) or self.known.get(person, {})
        zone = str(facts.get("Time zone", ""))
        return not zone or self._awake(zone, slot)

    def rows(self) -> list[Row]:
        """The rows of sheet People, without the people known before."""
        return [row | self.facts[str(row["Person"])] for row in others(self.facts, self.rng)]

    def send_away(self) -> None:
        """Make some people unavailable for a day or half a day without their sessions."""
        for person in self.facts:
            if self.rng.random() < AWAY:
                stretch = self._free_interval(self.engaged.get(person, []))
                if stretch:
                    self.facts[person]["Unavailable"] = stretch

    def _free_interval(self, slots: Sequence[RoomSlot]) -> str:
        day = self.rng.choice(self.venue.names)
        start, end = self.rng.choice(((0, 24 * 60), (0, 13 * 60), (13 * 60, 24 * 60)))
        if any(RoomSlot(day, start, end).overlaps(place) for place in slots):
            return ""
        return day if end - start == 24 * 60 else f"{day} {clock_text(start)}-{clock_text(end)}"

    def _drawn_facts(self) -> Row:
        chance = self.rng.random()
        if chance < REMOTE:
            return {"Remote": True, "Time zone": self.rng.choice(ZONES)}
        return {"Step-free": True} if chance < REMOTE + STEP_FREE else {}

    def _awake(self, zone: str, place: RoomSlot) -> bool:
        start, end = local_interval(self.venue.date[place.day], place.start, place.end, self.time_zone, zone)
        return AWAKE[0] <= start and end <= AWAKE[1]


def draw_people(crowd: DrawnPeople, sessions: Sequence[DrawnSession]) -> None:
    """Draw a moderator for fixed sessions, and for the others an organiser and up to three speakers."""
    for session in sessions:
        if session.given and not session.shuts:
            crowd.join(session, f"{session.id} moderator")
    talks = [session for session in sessions if not session.given]
    speakers = _pools(talks)
    several = [f"Organiser {number}" for number in range(1, len(talks) // 15 + 2)]
    for session in talks:
        shared = [name for name in several if crowd.is_free(name, session.place)]
        own = f"{session.id} {'speaker' if session.type is SessionType.LIGHTNING_TALK else 'organiser'}"
        organiser = crowd.rng.choice(shared) if shared and crowd.rng.random() < SHARED_ORGANISERS else own
        crowd.join(session, organiser if crowd.is_free(organiser, session.place) else own)
        if session.type is not SessionType.LIGHTNING_TALK:
            _invite(crowd, session, speakers[session.themes[0]])


def _pools(sessions: Sequence[DrawnSession]) -> Mapping[str, list[str]]:
    """Speakers by theme: four for every five sessions on it."""
    on_theme: dict[str, int] = {}
    for session in sessions:
        on_theme[session.themes[0]] = on_theme.get(session.themes[0], 0) + 1
    return {
        theme: [f"{theme} speaker {number}" for number in range(1, 4 + count * 4 // 5)]
        for theme, count in on_theme.items()
    }


def _invite(crowd: DrawnPeople, session: DrawnSession, pool: Sequence[str]) -> None:
    """Draw speakers from a pool; the first in the pool are drawn most often."""
    for _ in range(crowd.rng.randint(0, 3)):
        person = pool[int(len(pool) * crowd.rng.random() ** 1.7)]
        if person not in session.people and crowd.is_free(person, session.place):
            crowd.join(session, person)
