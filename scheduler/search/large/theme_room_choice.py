"""Parts of discomfort that depend on several sessions together: their value as far as one session can change it.

Each counts what parts of discomfort count (`PARTS`, `scheduler/verify/inconvenience`), for the themes, people,
coalitions or groups of one piece and the days between which it moves, so that the difference before and after a step
is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from scheduler.model.inconvenience.spread_terms import organiser
from scheduler.model.prepare import Prepared
from scheduler.search.large.local_search_state import Count, LocalPlacement, LocalSearchState, LocalSession, Span


def counts(prepared: Prepared, pieces: Sequence[LocalSession], weight: int) -> tuple[Count, ...]:
    """The counts of those parts that weigh something; `weight` is what a point of discomfort weighs."""
    comfort = prepared.instance.policy.comfort
    weigh = {count: any(getattr(comfort, part) for part in parts) for count, parts in PARTS.items()}
    return tuple(count(prepared, pieces, weight) for count in PARTS if weight and weigh[count])


def _days(before: Span | None, after: Span | None) -> set[str]:
    return {span[0] for span in (before, after) if span}


def _members(lists: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """The numbers of those pieces that have a name among theirs."""
    members: dict[str, list[int]] = defaultdict(list)
    for number, names in enumerate(lists):
        for name in dict.fromkeys(names):
            members[name].append(number)
    return members


def _stays(board: LocalSearchState, numbers: Iterable[int], day: str) -> list[Span]:
    """When pieces run on a day, in order."""
    there = (board.at[number] for number in numbers)
    return sorted(spot.span for spot in there if spot and spot.span[0] == day)


def pauses(prepared: Prepared, pieces: Sequence[LocalSession], weight: int) -> Count:
    """Pauses of a theme within a day."""
    pause = prepared.instance.policy.theme_break_minutes
    weight *= prepared.instance.policy.comfort.theme_gaps
    on_theme = _members(piece.session.themes if piece.session.in_programme else () for piece in pieces)

    def count(board: LocalSearchState, number: int, before: Span | None, after: Span | None) -> int:
        session = pieces[number].session
        themes = dict.fromkeys(session.themes) if session.in_programme else ()
        return weight * sum(
            _gaps(_stays(board, on_theme[theme], day), pause) for theme in themes for day in _days(before, after)
        )

    return count


def _gaps(stays: Sequence[Span], pause: int) -> int:
    gaps, until = 0, stays[0][2] if stays else 0
    for _, start, end in stays:
        gaps += start > until + pause
        until = max(until, end)
    return gaps


def new_rooms(prepared: Prepared, pieces: Sequence[LocalSession], weight: int) -> Count:
    """Changes of room within a day, of the coalitions that take part."""
    weight *= prepared.instance.policy.comfort.room_changes
    taking_part = [
        [request.coalition for request in piece.requests] if piece.session.in_programme else [] for piece in pieces
    ]
    sessions = _members(taking_part)

    def count(board: LocalSearchState, number: int, before: Span | None, after: Span | None) -> int:
        points = 0
        for coalition in dict.fromkeys(taking_part[number]):
            there = [board.at[n] for n in sessions[coalition]]
            rooms = {spot.key[:2] for spot in there if spot}
            points += len(rooms) - len({day for _, day in rooms})
        return weight * points

    return count


def toil(prepared: Prepared, pieces: Sequence[LocalSession], weight: int) -> Count:
    """Further areas to reach on a day, further days on which to come, hours of waiting, for all who are there."""
    instance = prepared.instance
    there = [piece.people for piece in pieces]
    presences = _members((name for name in people if not instance.person[name].remote) for people in there)
    presences = {name: numbers for name, numbers in presences.items() if len(numbers) > 1}

    def count(board: LocalSearchState, number: int, before: Span | None, after: Span | None) -> int:
        names = (name for name in there[number] if name in presences)
        return weight * sum(_toil_of(prepared, _where(board, presences[name], name, there)) for name in names)

    return count


def _where(
    board: LocalSearchState, numbers: Iterable[int], name: str, there: Sequence[dict[str, bool]]
) -> Iterator[tuple[LocalPlacement, bool]]:
    """Where somebody is, and whether that is fixed."""
    for number in numbers:
        spot = board.at[number]
        if spot:
            yield spot, there[number][name]


def _toil_of(prepared: Prepared, everywhere: Iterable[tuple[LocalPlacement, bool]]) -> int:
    """What a person has to bear, weighed."""
    comfort = prepared.instance.policy.comfort
    by_day: dict[str, list[tuple[LocalPlacement, bool]]] = defaultdict(list)
    for spot, fixed in everywhere:
        by_day[spot.span[0]].append((spot, fixed))
    if not by_day:
        return 0
    fixed_days = sum(any(fixed for _, fixed in spots) for spots in by_day.values())
    areas = hours = 0
    for spots in by_day.values():
        known = {spot.option.room.area for spot, fixed in spots if fixed}
        areas += len({spot.option.room.area for spot, _ in spots}) - max(1, len(known))
        hours += _idle_minutes(sorted(spot.span for spot, _ in spots)) // 60
    further = len(by_day) - max(1, fixed_days)
    return comfort.walking * areas + comfort.attendance * further + comfort.waiting * hours


def _idle_minutes(stays: Sequence[Span]) -> int:
    idle, until = 0, stays[0][2]
    for (_, _, _), (_, start, end) in pairwise(stays):
        idle += max(0, start - until)
        until = max(until, end)
    return idle


def crowds(prepared: Prepared, pieces: Sequence[LocalSession], weight: int) -> Count:
    """Sessions of one type or theme that crowd a day."""
    weight *= prepared.instance.policy.comfort.day_balance
    main_days = {day.id for day in prepared.instance.days if not day.is_day_zero}
    groups = [
        [f"type {piece.session.label}", *(f"theme {theme}" for theme in piece.session.themes)]
        if piece.session.in_programme
        else []
        for piece in pieces
    ]
    members = _members(groups)

    def count(board: LocalSearchState, number: int, before: Span | None, after: Span | None) -> int:
        if len(_days(before, after)) < 2 and before and after:
            return 0
        excess = 0
        for group in dict.fromkeys(groups[number]):
            crowd: dict[str, int] = defaultdict(int)
            for spot in (board.at[n] for n in members[group]):
                if spot and spot.span[0] in main_days:
                    crowd[spot.span[0]] += 1
            share = -(-sum(crowd.values()) // max(1, len(main_days)))
            excess += sum(max(0, number - share) for number in crowd.values())
        return weight * excess

    return count


def missed_slots(prepared: Prepared, pieces: Sequence[LocalSession], weight: int) -> Count:
    """Good slots that a group or region lacks."""
    weight *= prepared.instance.policy.comfort.fair_slots
    groups = [_groups(prepared, piece) for piece in pieces]
    members = _members(groups)

    def count(board: LocalSearchState, number: int, before: Span | None, after: Span | None) -> int:
        points = 0
        for kind in {group.partition(" ")[0] for group in groups[number]}:
            alike = {group: numbers for group, numbers in members.items() if group.startswith(f"{kind} ")}
            has = {g: sum(bool(spot and spot.is_good) for spot in (board.at[n] for n in of)) for g, of in alike.items()}
            used, asked = sum(has.values()), sum(map(len, alike.values()))
            points += sum(max(0, len(of) * used // asked - has[group]) for group, of in alike.items())
        return weight * points

    return count


def _groups(prepared: Prepared, piece: LocalSession) -> list[str]:
    """The stakeholder group and the region of who organises a session, if it could have a good slot."""
    who = organiser(prepared.instance.person, piece.session.host)
    names = {"group": who.stakeholder_group, "region": who.region} if who else {}
    return [f"{kind} {name}" for kind, name in names.items() if name]


PARTS: dict[Callable[[Prepared, Sequence[LocalSession], int], Count], tuple[str, ...]] = {
    pauses: ("theme_gaps",),
    new_rooms: ("room_changes",),
    toil: ("walking", "attendance", "waiting"),
    crowds: ("day_balance",),
    missed_slots: ("fair_slots",),
}
"""The counts, and the parts of discomfort that each of them knows."""
