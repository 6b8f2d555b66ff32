"""What is left to plan once the wishes are settled: items with their spots, and what stands between any two of them.

Plain data that every peer starts from, read off the catalogue's definitions; the model of the package is not used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from scheduler.core.clock import Window, local_interval
from scheduler.core.instance import Coalition, HostSession, Instance, Person, Request, Room
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import KIND_USE, SEGMENT_KINDS, Kind, Service, SessionType, Use, type_use


class Stretch(NamedTuple):
    """A time in an area of the venue; days and areas by their place in the lists."""

    day: int
    start: int
    end: int
    area: int

    def overlaps(self, other: Stretch) -> bool:
        return self.day == other.day and self.start < other.end and other.start < self.end

    def clashes(self, other: Stretch, walking: int) -> bool:
        """Whether nobody can be at both, with so many minutes between areas."""
        gap = walking if self.area != other.area else 0
        return self.day == other.day and self.start < other.end + gap and other.start < self.end + gap


class Spot(NamedTuple):
    """A stretch in a room; the room by its place in the list."""

    room: int
    when: Stretch


@dataclass
class Item:
    """A session to be placed, or one that stands already, which has one spot. `cost` is the inconvenience of each."""

    id: str
    spots: list[Spot]
    given: bool
    arises: bool
    in_programme: bool
    audience: int
    themes: tuple[str, ...]
    people: frozenset[str]
    people_of_requests: frozenset[str]
    coalitions: tuple[str, ...]
    linked: tuple[str, ...]
    services: frozenset[Service]
    cost: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Task:
    """The items, and pairs of them by number: kept apart (with minutes to walk), related, dear when in parallel."""

    instance: Instance
    settled: Programme
    items: tuple[Item, ...]
    apart: dict[tuple[int, int], int]
    untouched: frozenset[tuple[int, int]]
    parallel: dict[tuple[int, int], int]

    def number(self) -> dict[str, int]:
        return {item.id: number for number, item in enumerate(self.items)}


@dataclass(frozen=True)
class _Asked:
    """What a session asks of its place, gathered from the host programme, from requests and from the policy."""

    label: str
    use: Use
    minutes: int
    audience: int
    services: frozenset[Service]
    captions: bool
    unavailable: tuple[Window, ...]
    remote: tuple[Person, ...]
    forbidden: tuple[str, ...]
    host: HostSession | None
    requests: tuple[Request, ...]


def task_of(instance: Instance, settled: Programme) -> Task:
    """All sessions of the host programme, and those that come of the wishes as they were settled."""
    held: dict[str, list[Request]] = defaultdict(list)
    for decision in settled.decisions:
        if decision.granted:
            held[decision.session].append(instance.request[decision.request])
    grid = _Grid(instance)
    items = [_host_item(instance, grid, host, tuple(held[host.id])) for host in instance.sessions]
    items += [
        _arising_item(instance, grid, placed.id, placed.kind, placed.themes, tuple(held[placed.id]))
        for placed in settled.sessions
        if placed.kind
    ]
    return Task(
        instance=instance,
        settled=settled,
        items=tuple(items),
        apart=_apart(instance, items),
        untouched=frozenset(_untouched(items)),
        parallel=dict(_parallel(instance, items)),
    )


class _Grid:
    """Slots by grid, and everything by number."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.day = {day.id: number for number, day in enumerate(instance.days)}
        areas = list(dict.fromkeys(room.area for room in instance.rooms))
        self.area = {room.id: areas.index(room.area) for room in instance.rooms}
        self.room = {room.id: number for number, room in enumerate(instance.rooms)}
        self.shut = [
            Window(day=s.place.day, start=s.place.start, end=s.place.start + s.minutes)
            for s in instance.sessions
            if s.blocks_everything and s.place
        ]
        self.local: dict[tuple[str, str, int, int], tuple[int, int]] = {}

    def spot(self, room: Room, day: str, start: int, end: int) -> Spot:
        return Spot(self.room[room.id], Stretch(self.day[day], start, end, self.area[room.id]))

    def spots(self, asked: _Asked) -> Iterator[Spot]:
        """Where a session could stand: every rule on a single place holds."""
        times = {grid: list(self._times(grid, asked)) for grid in {room.grid for room in self.instance.rooms}}
        services = asked.services | ({Service.CAPTIONING} if asked.captions else frozenset())
        for room in self.instance.rooms:
            if asked.use not in room.uses or room.capacity < asked.audience or not services <= set(room.services):
                continue
            barred = room.closed + (room.reserved if asked.host else ())
            for day, start, end in times[room.grid]:
                if not any(window.overlaps(day, start, end) for window in barred):
                    yield self.spot(room, day, start, end)

    def _times(self, grid: str, asked: _Asked) -> Iterator[tuple[str, int, int]]:
        any_day = asked.use in (Use.BILATERAL, Use.BOOTH)
        own_slots, seen = self.instance.policy.only_in_own_slots, set()
        for slot in self.instance.slots:
            day, start, end = self.instance.day[slot.day], slot.start, slot.start + asked.minutes
            may_use = asked.label in slot.only if slot.only else asked.label not in own_slots
            fits = slot.grid == grid and end <= slot.end and may_use
            right_day = any_day or day.is_day_zero == (asked.use is Use.DAY_ZERO)
            is_open = day.opens <= start and end <= day.closes and day.id not in asked.forbidden
            if not (fits and right_day and is_open) or (day.id, start) in seen:
                continue
            away = any(window.overlaps(day.id, start, end) for window in (*self.shut, *asked.unavailable))
            if not away and all(self._awake(person, day.id, start, end) for person in asked.remote):
                seen.add((day.id, start))
                yield day.id, start, end

    def _awake(self, person: Person, day: str, start: int, end: int) -> bool:
        begins, ends = self.hours(person, day, start, end)
        return self.instance.policy.remote_from <= begins and ends <= self.instance.policy.remote_until

    def hours(self, person: Person, day: str, start: int, end: int) -> tuple[int, int]:
        """Local hours of a remote person."""
        zone = person.time_zone or self.instance.event.time_zone
        key = (zone, day, start, end)
        if key not in self.local:
            on = self.instance.day[day].date
            self.local[key] = local_interval(on, start, end, self.instance.event.time_zone, zone)
        return self.local[key]

    def inconvenience(self, asked: _Asked, audience: int, in_programme: bool, given: bool, spot: Spot) -> int:
        """The parts of inconvenience that hang on one session alone."""
        policy, day = self.instance.policy, self.instance.days[spot.when.day].id
        weights = policy.inconvenience
        preferring = [self.instance.coalition[request.coalition].preferred_days for request in asked.requests]
        preferring += [asked.host.preferred_days] if asked.host and not given else []
        wrong_day = sum(bool(days) and day not in days for days in preferring)
        empty = (self.instance.rooms[spot.room].capacity - audience) // 100 if in_programme and not given else 0
        odd = 0
        for person in asked.remote:
            begins, ends = self.hours(person, day, spot.when.start, spot.when.end)
            odd += begins < policy.comfortable_from or ends > policy.comfortable_until
        return weights.days * wrong_day + weights.room_fit * max(0, empty) + weights.time_zones * odd


def _asked(instance: Instance, host: HostSession | None, kind: Kind | None, requests: tuple[Request, ...]) -> _Asked:
    inside = host is not None
    coalitions = [instance.coalition[request.coalition] for request in requests]
    given = host is not None and host.place is not None
    names = [name for request in requests for name in request.people]
    names += [name for name in host.people if not given] if host else []
    people = [instance.person[name] for name in dict.fromkeys(names)]
    services = {need for request in requests if not inside for need in request.needs}
    services |= set(host.needs) if host else set()
    services |= set(instance.policy.kinds[kind].needs) if kind else set()
    audiences = [request.audience for request in requests if not inside] + ([host.audience] if host else [])
    return _Asked(
        label=host.type.value if host else str(kind),
        use=type_use(host.type) if host else KIND_USE[kind] if kind else Use.SESSIONS,
        minutes=host.minutes if host else _minutes(instance, kind, requests),
        audience=max(audiences, default=0),
        services=frozenset(services),
        captions=kind is not Kind.BOOTH and any(coalition.captions for coalition in coalitions),
        unavailable=_away(coalitions, people),
        remote=tuple(person for person in people if person.remote),
        forbidden=host.forbidden_days if host else (),
        host=host,
        requests=requests,
    )


def _minutes(instance: Instance, kind: Kind | None, requests: tuple[Request, ...]) -> int:
    return instance.policy.kinds[Kind.JOINT].minutes if kind is Kind.JOINT else requests[0].minutes


def _away(coalitions: list[Coalition], people: list[Person]) -> tuple[Window, ...]:
    return tuple(w for c in coalitions for w in c.unavailable) + tuple(w for p in people for w in p.unavailable)


def _host_item(instance: Instance, grid: _Grid, host: HostSession, requests: tuple[Request, ...]) -> Item:
    segments = tuple(request for request in requests if request.kind in SEGMENT_KINDS)
    asked = _asked(instance, host, None, segments)
    if host.place:
        room, place = instance.room[host.place.room], host.place
        spots = [grid.spot(room, place.day, place.start, place.start + host.minutes)]
    else:
        spots = list(grid.spots(asked))
    return _item(
        instance, grid, asked, host.id, spots, host.themes, host.audience, host.type is not SessionType.CEREMONY
    )


def _arising_item(
    instance: Instance,
    grid: _Grid,
    name: str,
    kind: Kind,
    themes: tuple[str, ...],
    requests: tuple[Request, ...],
) -> Item:
    asked = _asked(instance, None, kind, requests)
    audience = instance.policy.joint_audience if kind is Kind.JOINT else requests[0].audience
    in_programme = kind not in (Kind.BILATERAL, Kind.BOOTH)
    return _item(instance, grid, asked, name, list(grid.spots(asked)), themes, audience, in_programme)


def _item(
    instance: Instance,
    grid: _Grid,
    asked: _Asked,
    name: str,
    spots: list[Spot],
    themes: tuple[str, ...],
    audience: int,
    in_programme: bool,
) -> Item:
    host, given = asked.host, bool(asked.host and asked.host.place)
    captions = {Service.CAPTIONING} if asked.captions else set()
    return Item(
        id=name,
        spots=spots,
        given=given,
        arises=host is None,
        in_programme=in_programme,
        audience=audience,
        themes=themes,
        people=frozenset(host.people if host else ()) | {p for r in asked.requests for p in r.people},
        people_of_requests=frozenset(p for r in asked.requests for p in r.people),
        coalitions=tuple(dict.fromkeys(request.coalition for request in asked.requests)),
        linked=host.coalitions if host and in_programme else (),
        services=asked.services | captions,
        cost=[grid.inconvenience(asked, audience, in_programme, given, spot) for spot in spots],
    )


def _apart(instance: Instance, items: list[Item]) -> dict[tuple[int, int], int]:
    """Pairs that cannot be at once because they share a person or a coalition, with the minutes to walk."""
    walking = instance.policy.walking_minutes
    pairs: dict[tuple[int, int], int] = {}
    for name, numbers in _by(items, lambda item: item.people).items():
        way = walking * (2 if instance.person[name].step_free else 1)
        for one, other in combinations(numbers, 2):
            fixed = [items[n].given and name not in items[n].people_of_requests for n in (one, other)]
            if not all(fixed):
                pairs[one, other] = max(way, pairs.get((one, other), 0))
    for numbers in _by(items, lambda item: item.coalitions).values():
        for pair in combinations(numbers, 2):
            pairs.setdefault(pair, 0)
    return {(a, b): way for (a, b), way in pairs.items() if not (items[a].given and items[b].given)}


def _untouched(items: list[Item]) -> Iterator[tuple[int, int]]:
    """Pairs of one coalition's own sessions, which may not touch."""
    for numbers in _by(items, lambda item: item.coalitions).values():
        for one, other in combinations(numbers, 2):
            if items[one].arises and items[other].arises:
                yield one, other


def _parallel(instance: Instance, items: list[Item]) -> Iterator[tuple[tuple[int, int], int]]:
    """What it costs to have two programme sessions at once: themes and subthemes shared, and linked coalitions."""
    subthemes = [{instance.theme[code].subtheme for code in item.themes} - {""} for item in items]
    themes = [set(item.themes) for item in items]
    for one, other in combinations([n for n, item in enumerate(items) if item.in_programme], 2):
        a, b = items[one], items[other]
        if a.given and b.given:
            continue
        weight = len(themes[one] & themes[other]) * (1 + min(a.audience, b.audience) // 50)
        weight += instance.policy.subtheme_weight * len(subthemes[one] & subthemes[other])
        clashes = len(set(a.coalitions) & set(b.linked)) + len(set(b.coalitions) & set(a.linked))
        weight += instance.policy.link_weight * clashes
        if weight:
            yield (one, other), weight


def _by(items: list[Item], keys: Callable[[Item], Iterable[str]]) -> dict[str, list[int]]:
    """The numbers of the items under each of their keys."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        for key in keys(item):
            found[key].append(number)
    return found
