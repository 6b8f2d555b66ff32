"""Parts of inconvenience that depend on several sessions at once, as terms of the local search (`TERMS`).

A term values its part for the themes, people, coalitions or groups of one session and the days of its move, so that
the difference of its values before and after the move is exact. Definitions: `scheduler.verify.inconvenience`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from scheduler.model.inconvenience.spread_terms import organiser
from scheduler.model.prepare import Prepared
from scheduler.search.large.local_search_state import (
    DayInterval,
    LocalPlacement,
    LocalSearchState,
    LocalSession,
    SharedTerm,
)


def shared_terms(prepared: Prepared, sessions: Sequence[LocalSession], weight: int) -> tuple[SharedTerm, ...]:
    """The terms whose parts have a weight in the policy; `weight` is that of a point of inconvenience."""
    inconvenience = prepared.instance.policy.inconvenience
    has_weight = {term: any(getattr(inconvenience, part) for part in parts) for term, parts in TERMS.items()}
    return tuple(term(prepared, sessions, weight) for term in TERMS if weight and has_weight[term])


def _days(before: DayInterval | None, after: DayInterval | None) -> set[str]:
    return {interval[0] for interval in (before, after) if interval}


def _members(lists: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Invert a list of names by session number: the numbers of the sessions that have each name."""
    members: dict[str, list[int]] = defaultdict(list)
    for number, names in enumerate(lists):
        for name in dict.fromkeys(names):
            members[name].append(number)
    return members


def _intervals_on(state: LocalSearchState, numbers: Iterable[int], day: str) -> list[DayInterval]:
    """The intervals of sessions on a day, sorted."""
    placements = (state.placed[number] for number in numbers)
    return sorted(placement.interval for placement in placements if placement and placement.interval[0] == day)


def theme_gaps(prepared: Prepared, sessions: Sequence[LocalSession], weight: int) -> SharedTerm:
    """Pauses of a theme within a day."""
    pause = prepared.instance.policy.theme_break_minutes
    weight *= prepared.instance.policy.inconvenience.theme_gaps
    on_theme = _members(session.planned.themes if session.planned.in_programme else () for session in sessions)

    def term(state: LocalSearchState, number: int, before: DayInterval | None, after: DayInterval | None) -> int:
        session = sessions[number].planned
        themes = dict.fromkeys(session.themes) if session.in_programme else ()
        return weight * sum(
            _gaps(_intervals_on(state, on_theme[theme], day), pause) for theme in themes for day in _days(before, after)
        )

    return term


def _gaps(intervals: Sequence[DayInterval], pause: int) -> int:
    """Number of gaps longer than `pause` minutes between sorted intervals."""
    gaps, until = 0, intervals[0][2] if intervals else 0
    for _, start, end in intervals:
        gaps += start > until + pause
        until = max(until, end)
    return gaps


def room_changes(prepared: Prepared, sessions: Sequence[LocalSession], weight: int) -> SharedTerm:
    """Changes of room within a day, for each coalition that takes part."""
    weight *= prepared.instance.policy.inconvenience.room_changes
    coalitions = [
        [request.coalition for request in session.requests] if session.planned.in_programme else []
        for session in sessions
    ]
    members = _members(coalitions)

    def term(state: LocalSearchState, number: int, before: DayInterval | None, after: DayInterval | None) -> int:
        points = 0
        for coalition in dict.fromkeys(coalitions[number]):
            placements = [state.placed[n] for n in members[coalition]]
            rooms = {placement.key[:2] for placement in placements if placement}
            points += len(rooms) - len({day for _, day in rooms})
        return weight * points

    return term


def presence(prepared: Prepared, sessions: Sequence[LocalSession], weight: int) -> SharedTerm:
    """Further areas on a day, further days of attendance and hours of waiting, for each person present in the venue."""
    instance = prepared.instance
    people = [session.people for session in sessions]
    members = _members((name for name in names if not instance.person[name].remote) for names in people)
    members = {name: numbers for name, numbers in members.items() if len(numbers) > 1}

    def term(state: LocalSearchState, number: int, before: DayInterval | None, after: DayInterval | None) -> int:
        names = (name for name in people[number] if name in members)
        return weight * sum(
            _presence_cost(prepared, _placed_with(state, members[name], name, people)) for name in names
        )

    return term


def _placed_with(
    state: LocalSearchState, numbers: Iterable[int], name: str, people: Sequence[dict[str, bool]]
) -> Iterator[tuple[LocalPlacement, bool]]:
    """The placements of sessions with a person, and whether the person's presence there is fixed."""
    for number in numbers:
        placement = state.placed[number]
        if placement:
            yield placement, people[number][name]


def _presence_cost(prepared: Prepared, presences: Iterable[tuple[LocalPlacement, bool]]) -> int:
    """Weighted areas, days and hours of one person."""
    inconvenience = prepared.instance.policy.inconvenience
    by_day: dict[str, list[tuple[LocalPlacement, bool]]] = defaultdict(list)
    for placement, fixed in presences:
        by_day[placement.interval[0]].append((placement, fixed))
    if not by_day:
        return 0
    fixed_days = sum(any(fixed for _, fixed in on_day) for on_day in by_day.values())
    areas = hours = 0
    for on_day in by_day.values():
        fixed_areas = {placement.option.room.area for placement, fixed in on_day if fixed}
        areas += len({placement.option.room.area for placement, _ in on_day}) - max(1, len(fixed_areas))
        hours += _idle_minutes(sorted(placement.interval for placement, _ in on_day)) // 60
    further = len(by_day) - max(1, fixed_days)
    return inconvenience.walking * areas + inconvenience.attendance * further + inconvenience.waiting * hours


def _idle_minutes(intervals: Sequence[DayInterval]) -> int:
    """Minutes between the first and the last of sorted intervals that none of them covers."""
    idle, until = 0, intervals[0][2]
    for (_, _, _), (_, start, end) in pairwise(intervals):
        idle += max(0, start - until)
        until = max(until, end)
    return idle


def day_balance(prepared: Prepared, sessions: Sequence[LocalSession], weight: int) -> SharedTerm:
    """Sessions of one type or theme on a main day beyond an even share."""
    weight *= prepared.instance.policy.inconvenience.day_balance
    main_days = {day.id for day in prepared.instance.days if not day.is_day_zero}
    groups = [
        [f"type {session.planned.label}", *(f"theme {theme}" for theme in session.planned.themes)]
        if session.planned.in_programme
        else []
        for session in sessions
    ]
    members = _members(groups)

    def term(state: LocalSearchState, number: int, before: DayInterval | None, after: DayInterval | None) -> int:
        if len(_days(before, after)) < 2 and before and after:
            return 0
        excess = 0
        for group in dict.fromkeys(groups[number]):
            on_day: dict[str, int] = defaultdict(int)
            for placement in (state.placed[n] for n in members[group]):
                if placement and placement.interval[0] in main_days:
                    on_day[placement.interval[0]] += 1
            share = -(-sum(on_day.values()) // max(1, len(main_days)))
            excess += sum(max(0, count - share) for count in on_day.values())
        return weight * excess

    return term


def fair_slots(prepared: Prepared, sessions: Sequence[LocalSession], weight: int) -> SharedTerm:
    """Good slots that a stakeholder group or region has fewer than its share."""
    weight *= prepared.instance.policy.inconvenience.fair_slots
    groups = [_groups(prepared, session) for session in sessions]
    members = _members(groups)

    def term(state: LocalSearchState, number: int, before: DayInterval | None, after: DayInterval | None) -> int:
        points = 0
        for kind in {group.partition(" ")[0] for group in groups[number]}:
            of_kind = {group: numbers for group, numbers in members.items() if group.startswith(f"{kind} ")}
            good = {
                group: sum(bool(placement and placement.is_good) for placement in (state.placed[n] for n in numbers))
                for group, numbers in of_kind.items()
            }
            used, wishing = sum(good.values()), sum(map(len, of_kind.values()))
            points += sum(max(0, len(numbers) * used // wishing - good[group]) for group, numbers in of_kind.items())
        return weight * points

    return term


def _groups(prepared: Prepared, session: LocalSession) -> list[str]:
    """The stakeholder group and the region of a session's organiser, if there is one."""
    person = organiser(prepared.instance.person, session.planned.host)
    names = {"group": person.stakeholder_group, "region": person.region} if person else {}
    return [f"{kind} {name}" for kind, name in names.items() if name]


TERMS: dict[Callable[[Prepared, Sequence[LocalSession], int], SharedTerm], tuple[str, ...]] = {
    theme_gaps: ("theme_gaps",),
    room_changes: ("room_changes",),
    presence: ("walking", "attendance", "waiting"),
    day_balance: ("day_balance",),
    fair_slots: ("fair_slots",),
}
"""The terms, and the parts of inconvenience (weights of the policy) that each of them values."""
