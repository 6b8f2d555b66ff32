"""Prepared data, and who holds what where → a board."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from scheduler.instance import Instance, Request
from scheduler.model.extract import Standing
from scheduler.model.parallels import circles
from scheduler.model.places import bearable, local_hours
from scheduler.model.prepare import Option, Planned, Prepared
from scheduler.model.teams import uses
from scheduler.model.whole.board import EARLIER, FORBIDDEN, LATER, Board, Key, Meeting, Piece, Span, Spot
from scheduler.model.whole.company import counts
from scheduler.vocabulary import SessionType

PARALLELS, DISCOMFORT = "same_theme_in_parallel", "discomfort"

OUT, HELD = 1_000_000, 1_000
"""What it weighs to leave out a session of weight 1, and how many of these make up for one held for coalitions."""


def weigh(goals: Sequence[str], goal: str) -> int:
    """What a point of one of the two goals weighs; nothing if the policy does not have it."""
    if goal not in goals:
        return 0
    other = DISCOMFORT if goal == PARALLELS else PARALLELS
    return EARLIER if other not in goals or goals.index(goal) < goals.index(other) else LATER


def set_up(prepared: Prepared, begin: Standing, goals: Sequence[str]) -> Board:
    """The board for all host sessions and what coalitions are granted, everything standing where it does by now."""
    pieces = list(_pieces(prepared, begin, weigh(goals, DISCOMFORT)))
    _rivals(prepared.instance, pieces, goals)
    _apart(prepared.instance, pieces)
    _related(prepared.instance, pieces)
    board = Board(
        pieces=pieces,
        teams={team.service: team.number for team in prepared.instance.teams},
        days={day.id: day.date.toordinal() for day in prepared.instance.days},
        theme_room_weight=weigh(goals, DISCOMFORT) * prepared.instance.policy.comfort.theme_rooms,
        counts=counts(prepared, pieces, weigh(goals, DISCOMFORT)),
        at=[None] * len(pieces),
    )
    for number, piece in enumerate(pieces):
        option = piece.session.given or begin.where.get(piece.session.id)
        if option and option.key in piece.spot_at:
            board.put(number, piece.spot_at[option.key])
    return board


def _pieces(prepared: Prepared, begin: Standing, weight: int) -> Iterator[Piece]:
    held: dict[str, list[Request]] = defaultdict(list)
    for name, session_id in begin.held_in.items():
        held[session_id].append(prepared.instance.request[name])
    sessions = [session for session in prepared.sessions.values() if session.host or session.id in held]
    options = {session.id: _options(prepared, session, held[session.id]) for session in sessions}
    neighbours = _Neighbours(option for of in options.values() for option in of)
    meetings: dict[tuple[Span, ...], Meeting] = {}
    for session in sessions:
        requests = tuple(held[session.id])
        needs = [session.needs, *(prepared.needs[request.id] for request in requests)]
        times = tuple(dict.fromkeys((option.day, option.start, option.end) for option in options[session.id]))
        number = {time: n for n, time in enumerate(times)}
        cost, is_good = _cost(prepared, session, requests), _good(prepared.instance)
        spots = [
            Spot(
                option=option,
                key=option.key,
                span=(span := (option.day, option.start, option.end)),
                time=number[span],
                cost=weight * cost(option),
                is_good=is_good(option),
                near=neighbours.of(option),
            )
            for option in options[session.id]
        ]
        yield Piece(
            session=session,
            requests=requests,
            themes=tuple(dict.fromkeys(session.themes)) if session.in_programme or session.given else (),
            meeting=meetings.setdefault(times, Meeting(times)),
            spots=spots,
            spot_at={spot.key: spot for spot in spots},
            beside=[0] * len(times),
            out=OUT * (session.host.weight if session.host else HELD),
            services=tuple(t.service for t in prepared.instance.teams if any(uses(n, t.service) for n in needs)),
        )


def _options(prepared: Prepared, session: Planned, requests: Iterable[Request]) -> tuple[Option, ...]:
    """Where a session could stand, by what everybody there needs."""
    if session.given:
        return (session.given,)
    options = session.options
    for needs in (session.needs, *(prepared.needs[request.id] for request in requests)):
        options = bearable(prepared, session, needs, options)
    return options


class _Neighbours:
    """For an option, the keys in its room at which something could stand that meets it."""

    def __init__(self, options: Iterable[Option]) -> None:
        self.longest: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
        self.known: dict[tuple[Key, int], tuple[Key, ...]] = {}
        for option in options:
            ends = self.longest[option.room.id, option.day]
            ends[option.start] = max(option.end, ends.get(option.start, 0))

    def of(self, option: Option) -> tuple[Key, ...]:
        known = self.known.get((option.key, option.end))
        if known is None:
            ends = self.longest[option.room.id, option.day]
            starts = (start for start, end in ends.items() if start < option.end and option.start < end)
            known = tuple((option.room.id, option.day, start) for start in starts)
            self.known[option.key, option.end] = known
        return known


def _cost(prepared: Prepared, session: Planned, requests: Iterable[Request]) -> Callable[[Option], int]:
    """What a place costs whatever else stands where: the day, empty seats, odd hours of those who are remote."""
    instance = prepared.instance
    policy, weights = instance.policy, instance.policy.comfort
    preferred = [instance.coalition[request.coalition].preferred_days for request in requests]
    hosts = session.host if session.host and not session.given else None
    preferred += [hosts.preferred_days] if hosts else []
    names = [*(hosts.people if hosts else ()), *(name for request in requests for name in request.people)]
    zones = [p.time_zone for p in (instance.person[name] for name in dict.fromkeys(names)) if p.remote]
    known: dict[tuple[str, int], int] = {}

    def odd_hours(option: Option) -> int:
        stays = (local_hours(prepared, zone, option) for zone in zones)
        return sum(start < policy.comfortable_from or end > policy.comfortable_until for start, end in stays)

    def cost(option: Option) -> int:
        when = (option.day, option.start)
        if when not in known:
            away = sum(bool(days) and option.day not in days for days in preferred)
            known[when] = weights.days * away + weights.time_zones * odd_hours(option)
        empty = max(option.room.capacity - session.audience, 0) // 100
        return known[when] + (weights.room_fit * empty if session.in_programme and not session.given else 0)

    return cost


def _good(instance: Instance) -> Callable[[Option], bool]:
    """Whether a place is within the policy's good hours, on a main day but the last where there are several."""
    by_date = [day.id for day in sorted(instance.days, key=lambda day: day.date) if not day.is_day_zero]
    days, policy = set(by_date[:-1] or by_date), instance.policy
    return lambda o: o.day in days and policy.good_from <= o.start and o.end <= policy.good_until


def _rivals(instance: Instance, pieces: Sequence[Piece], goals: Sequence[str]) -> None:
    """What it costs that two pieces run at one time, or stand on one day."""
    number = {piece.session.id: n for n, piece in enumerate(pieces)}
    weight = weigh(goals, PARALLELS)
    for circle in circles(instance, [piece.session for piece in pieces if piece.session.in_programme]):
        for here, there in combinations(circle.sessions, 2):
            if not (here.given and there.given):
                _add(pieces, number[here.id], number[there.id], weight * circle.weight)
    for one, piece in enumerate(pieces):
        for linked in _linked(pieces, piece):
            _add(pieces, one, linked, weight * instance.policy.link_weight)
    weight = weigh(goals, DISCOMFORT) * instance.policy.comfort.duplicates
    pairs = {frozenset((s.id, name)) for s in instance.sessions for name in s.similar if name in number}
    for pair in sorted(sorted(pair) for pair in pairs if len(pair) == 2):
        one, other = (number[name] for name in pair)
        if weight and not (pieces[one].given and pieces[other].given):
            _add(pieces, one, other, weight)
            pieces[one].similar[other] = pieces[other].similar[one] = weight


def _add(pieces: Sequence[Piece], one: int, other: int, weight: int) -> None:
    for here, there in ((one, other), (other, one)):
        rivals = pieces[here].rivals
        rivals[there] = rivals.get(there, 0) + weight


def _linked(pieces: Sequence[Piece], piece: Piece) -> Iterator[int]:
    """The pieces in which coalitions take part that are linked to this one, once for each."""
    host = piece.session.host
    linked = set(host.coalitions) if host and host.type is not SessionType.CEREMONY else set()
    for number, other in enumerate(pieces) if linked else ():
        if other is not piece and other.session.in_programme:
            for _ in linked.intersection(request.coalition for request in other.requests):
                yield number


def _apart(instance: Instance, pieces: Sequence[Piece]) -> None:
    """Who shares people, or a coalition that takes part."""
    people: dict[str, dict[int, None]] = defaultdict(dict)
    coalitions: dict[str, dict[int, None]] = defaultdict(dict)
    for number, piece in enumerate(pieces):
        hosts = piece.session.host.people if piece.session.host else ()
        for name in (*hosts, *(name for request in piece.requests for name in request.people)):
            people[name][number] = None
        for request in piece.requests:
            coalitions[request.coalition][number] = None
    gaps: dict[tuple[int, int], tuple[int, int]] = {}
    for name, numbers in people.items():
        walking = instance.policy.walking_minutes * (2 if instance.person[name].step_free else 1)
        for pair in combinations(numbers, 2):
            gaps[pair] = (0, max(walking, gaps.get(pair, (0, 0))[1]))
    for numbers in coalitions.values():
        for one, other in combinations(numbers, 2):
            # Two sessions of one coalition do not even touch.
            least = int(pieces[one].session.arises and pieces[other].session.arises)
            near, far = gaps.get((one, other), (0, 0))
            gaps[one, other] = (max(near, least), max(far, least))
    for (one, other), gap in gaps.items():
        pieces[one].apart[other] = pieces[other].apart[one] = gap
        _add(pieces, one, other, FORBIDDEN)


def _related(instance: Instance, pieces: Sequence[Piece]) -> None:
    number = {piece.session.id: n for n, piece in enumerate(pieces)}
    for relation in instance.relations:
        one, other = number[relation.one], number[relation.other]
        pieces[one].related.append((other, True, relation.verb, relation.minutes))
        pieces[other].related.append((one, False, relation.verb, relation.minutes))
