"""The goals of a programme for every placement of one session, counted on the sessions that matter."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from enum import StrEnum

from scheduler.catalogue import INCONVENIENCE
from scheduler.core.instance import Instance
from scheduler.core.programme import PlacedSession, Programme
from scheduler.desk.restricted import Surroundings, restricted_instance, restricted_programme
from scheduler.verify import GOALS, Verdict
from scheduler.verify.facts import Facts, gather
from scheduler.verify.inconvenience.part_registry import part

MoveTo = Callable[[Instance, Programme, PlacedSession], Programme]
"""Put a session at a place of which the day, start and room count."""


class DependsOn(StrEnum):
    """On what of a session's placement the value of a goal depends, all else being equal."""

    NOTHING = "nothing"
    SURROUNDINGS = "the sessions of `Surroundings.for_goals`"
    DAY = "its day, and all sessions"
    TIME = "its day and start, and all sessions"
    EVERYTHING = "its placement, and all sessions"


_GOAL_DEPENDS = {
    **dict.fromkeys(
        (
            "host_sessions_left_out",
            "coalitions_without_presence",
            "refused_first_choices",
            "refused_second_choices",
            "refused_third_choices",
            "refused_later_choices",
            "without_a_top_three_choice",
            "without_a_top_two_choice",
            "without_the_first_choice",
            "refused_weight",
            "claims_passed_over",
            "incoherence",
            "outside_the_programme",
            "changes_from_last_year",
            "programme_minutes",
        ),
        DependsOn.NOTHING,
    ),
    "same_theme_in_parallel": DependsOn.SURROUNDINGS,
    "later_than_needed": DependsOn.SURROUNDINGS,
}
"""A goal that is not named here is counted in the whole programme for each placement."""

_PART_DEPENDS = {
    **dict.fromkeys(
        (
            "time_zones",
            "walking",
            "attendance",
            "waiting",
            "room_fit",
            "room_changes",
            "days",
            "duplicates",
            "theme_rooms",
            "theme_gaps",
        ),
        DependsOn.SURROUNDINGS,
    ),
    "day_balance": DependsOn.DAY,
    "fair_slots": DependsOn.TIME,
}
"""A part of inconvenience that is not named here is counted in the whole programme for each placement."""


class PlacementGoals:
    """Values of all goals for placements of one session.

    Each is the value at a reference placement, which the verifier has checked as a whole, and the difference that the
    verifier's own functions find between the two placements.
    """

    def __init__(self, facts: Facts, surroundings: Surroundings, reference: Verdict, move_to: MoveTo) -> None:
        self._whole, self._reference, self._move_to = facts, reference, move_to
        self._at_reference = surroundings.session.placed
        self._name = self._at_reference.id
        near = restricted_programme(facts.programme, surroundings.for_goals, self._name)
        self._near = restricted_instance(facts.instance, near, surroundings.people, self._name), near
        self._cache: dict[Hashable, int] = {}
        weights = facts.instance.policy.inconvenience
        self._parts = {one.id: getattr(weights, one.id) for one in INCONVENIENCE if getattr(weights, one.id)}

    def at(self, placed: PlacedSession) -> dict[str, int]:
        """The values of all goals with the session there."""
        counts = _FactsAt(self, placed)
        found = dict(self._reference.scores)
        for goal in GOALS:
            depends = _GOAL_DEPENDS.get(goal.__name__, DependsOn.EVERYTHING)
            if goal.__name__ != "inconvenience" and depends is not DependsOn.NOTHING:
                found[goal.__name__] += counts.difference(goal.__name__, goal, depends)
        for name, weight in self._parts.items():
            depends = _PART_DEPENDS.get(name, DependsOn.EVERYTHING)
            found["inconvenience"] += weight * counts.difference(name, part[name], depends)
        return found

    def once(self, key: Hashable, count: Callable[[], int]) -> int:
        """The cached value for a key, counted on first use."""
        if key not in self._cache:
            self._cache[key] = count()
        return self._cache[key]

    def facts_at(self, placed: PlacedSession, near: bool) -> Facts:
        """The facts of the programme with the session at a place."""
        instance, programme = self._near if near else (self._whole.instance, self._whole.programme)
        return gather(instance, self._move_to(instance, programme, placed))

    @property
    def reference(self) -> PlacedSession:
        """The session at the reference placement."""
        return self._at_reference


class _FactsAt:
    """The facts with the session at one place and at the reference, gathered when they are first needed."""

    def __init__(self, goals: PlacementGoals, placed: PlacedSession) -> None:
        self._goals, self._placed = goals, placed
        self._facts: dict[tuple[bool, bool], Facts] = {}

    def difference(self, name: str, count: Callable[[Facts], int], depends: DependsOn) -> int:
        """By how much the count differs from that at the reference placement."""
        return self._value(name, count, depends, False) - self._value(name, count, depends, True)

    def _value(self, name: str, count: Callable[[Facts], int], depends: DependsOn, at_reference: bool) -> int:
        placed = self._goals.reference if at_reference else self._placed
        key = (placed.day, placed.start, placed.room)
        if depends is DependsOn.DAY:
            key = (placed.day, 0, "")
        elif depends is DependsOn.TIME:
            key = (placed.day, placed.start, "")
        near = depends is DependsOn.SURROUNDINGS
        return self._goals.once((name, key), lambda: count(self._gathered(near, at_reference)))

    def _gathered(self, near: bool, at_reference: bool) -> Facts:
        if (near, at_reference) not in self._facts:
            placed = self._goals.reference if at_reference else self._placed
            self._facts[near, at_reference] = self._goals.facts_at(placed, near)
        return self._facts[near, at_reference]
