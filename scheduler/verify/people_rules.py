"""Rules on people and coalitions: absences, local hours, conflicts, pauses."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.core.phrases import number_of
from scheduler.verify.facts import Facts, SessionFacts, chronological, clock_span, close_pairs
from scheduler.verify.findings import Violation
from scheduler.verify.registry import rule


@rule
def availability(facts: Facts) -> Iterator[Violation]:
    """Nobody takes part in a session while they are away."""
    for session in facts.sessions:
        away: dict[str, str] = {}
        for request in session.requests:
            coalition = facts.instance.coalition[request.coalition]
            for window in coalition.unavailable:
                if window.overlaps(session.placed.day, session.placed.start, session.placed.end):
                    away[coalition.id] = str(window)
            away.update(_people_away(facts, session, request.people))
        if session.host and not session.given:
            away.update(_people_away(facts, session, session.host.people))
        for name, window_text in away.items():
            sentence = f"{name} takes part in {session.name} on {session.placed.when} and is away ({window_text})."
            yield Violation("availability", (name,), sentence, (session.placed.id,))


def _people_away(facts: Facts, session: SessionFacts, people: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in people:
        person = facts.instance.person.get(name)
        for window in person.unavailable if person else ():
            if window.overlaps(session.placed.day, session.placed.start, session.placed.end):
                yield name, str(window)


@rule
def remote_hours(facts: Facts) -> Iterator[Violation]:
    """Remote participants take part within the policy's range of local hours."""
    policy = facts.instance.policy
    for person, session, start, end in facts.remote_presences():
        if not (policy.remote_from <= start and end <= policy.remote_until):
            band = clock_span(policy.remote_from, policy.remote_until)
            sentence = (
                f"For {person.id} ({person.time_zone}), {session.name} on {session.placed.when} falls at "
                f"{clock_span(start, end)}, outside the band {band}."
            )
            yield Violation("remote_hours", (person.id,), sentence, (session.placed.id,))


@rule
def person_in_one_place(facts: Facts) -> Iterator[Violation]:
    """A person is in one place at a time, with time to walk between areas."""
    for name in facts.presences:
        walking = facts.instance.policy.walking_minutes * (2 if facts.instance.person[name].step_free else 1)
        for earlier, later in _close_presences(facts, name, walking):
            gap = walking if earlier.area != later.area else 0
            if later.placed.start < earlier.placed.end + gap:
                sentence = (
                    f"{name} cannot be both at {earlier.name} in {earlier.place_text} "
                    f"and at {later.name} in {later.place_text}"
                    + (f": the walk takes {gap} minutes." if later.placed.start >= earlier.placed.end else ".")
                )
                yield Violation("person_in_one_place", (name,), sentence, (earlier.placed.id, later.placed.id))


@rule
def pause_between_sessions(facts: Facts) -> Iterator[Violation]:
    """A person has the policy's minimum pause between two sessions."""
    pause = facts.instance.policy.pause_minutes
    for name in facts.presences if pause else ():
        for earlier, later in _close_presences(facts, name, pause):
            between = max(later.placed.start - earlier.placed.end, 0)
            sentence = (
                f"{name} has {number_of(between, 'minute')} between {earlier.name} ({earlier.placed.when}) and "
                f"{later.name} ({later.placed.when}); the policy asks for {pause}."
            )
            yield Violation("pause_between_sessions", (name,), sentence, (earlier.placed.id, later.placed.id))


def _close_presences(facts: Facts, person: str, within: int) -> Iterator[tuple[SessionFacts, SessionFacts]]:
    """Pairs of sessions of a person, not both given, with less than `within` minutes between them."""
    presences = facts.presences[person].values()
    if len(presences) < 2 or all(presence.given for presence in presences):
        return
    given = {id(presence.session): presence.given for presence in presences}
    for earlier, later in close_pairs((presence.session for presence in presences), within):
        if not (given[id(earlier)] and given[id(later)]):
            yield earlier, later


@rule
def coalition_in_one_place(facts: Facts) -> Iterator[Violation]:
    """A coalition is in one session at a time; what clashes for a member clashes for its joint session."""
    for coalition, sessions in facts.taking_part.items():
        for one, other in close_pairs(sessions):
            sentence = (
                f"{coalition} takes part in {one.name} ({one.placed.when}) and in {other.name} "
                f"({other.placed.when}), which overlap."
            )
            yield Violation("coalition_in_one_place", (coalition,), sentence, (one.placed.id, other.placed.id))


@rule
def no_touching_slots(facts: Facts) -> Iterator[Violation]:
    """Two slots that touch are not given to one coalition on a day."""
    for coalition, sessions in facts.taking_part.items():
        own = [session for session in sessions if session.from_requests]
        for on_day in chronological(own).values() if len(own) > 1 else ():
            for one in on_day:
                for other in on_day:
                    if one is not other and one.placed.end == other.placed.start:
                        sentence = (
                            f"{coalition} has {one.name} ({one.placed.when}) and, right after it, {other.name} "
                            f"({other.placed.when})."
                        )
                        yield Violation("no_touching_slots", (coalition,), sentence, (one.placed.id, other.placed.id))
