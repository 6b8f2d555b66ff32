"""Sessions on a board of rooms and times, with what a change would break and cost: quick, and no more than a sketch.

What is found here is looked at by the model, which knows every rule exactly; so a rule may be simplified here as long
as few sketches fail. Costs are those of parallels on a theme, and of rooms, days and hours that suit less.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations

from scheduler.model.extract import Standing
from scheduler.model.parallels import circles
from scheduler.model.places import bearable
from scheduler.model.prepare import Option, Planned, Prepared
from scheduler.model.teams import uses
from scheduler.vocabulary import RelationVerb, Service

PARALLEL = 1000
"""What a point of parallels weighs against one of discomfort."""

Span = tuple[str, int, int]
"""Day, start and end."""


@dataclass(frozen=True)
class Spot:
    """A room at a time for one session; `cost` is what it costs whatever else stands where. Days count by date."""

    option: Option
    span: Span
    cost: int
    day_number: int


@dataclass
class Piece:
    """A session to be placed, its spots by room, day and start and by time, and others that concern it.

    `rivals` says what it costs to stand beside another, `apart` how many minutes must lie between the two in one area
    and in two.
    """

    session: Planned
    spots: dict[tuple[str, str, int], Spot]
    spans: dict[Span, list[Spot]]
    rivals: dict[int, int] = field(default_factory=dict)
    apart: dict[int, tuple[int, int]] = field(default_factory=dict)
    related: list[tuple[int, bool, RelationVerb, int]] = field(default_factory=list)
    services: tuple[Service, ...] = ()
    given: bool = False


@dataclass
class Board:
    """Where the pieces stand."""

    pieces: list[Piece]
    teams: dict[Service, int]
    theme_room_weight: int = 0
    at: list[Spot | None] = field(default_factory=list)
    on_day: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    in_room: dict[tuple[str, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    theme_rooms: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    def put(self, number: int, spot: Spot) -> None:
        self.at[number] = spot
        self.on_day[spot.span[0]].add(number)
        self.in_room[spot.option.room.id, spot.span[0]].add(number)
        for theme in self.pieces[number].session.themes:
            self.theme_rooms[theme, spot.option.room.id] += 1

    def take(self, number: int) -> Spot | None:
        spot = self.at[number]
        if spot:
            self.at[number] = None
            self.on_day[spot.span[0]].discard(number)
            self.in_room[spot.option.room.id, spot.span[0]].discard(number)
            for theme in self.pieces[number].session.themes:
                self.theme_rooms[theme, spot.option.room.id] -= 1
        return spot

    def cost(self, number: int, spot: Spot) -> int:
        """What it costs that the piece, which stands nowhere, stood there."""
        return self.cost_of_room(number, spot) + PARALLEL * self.parallels(number, spot.span)

    def cost_of_room(self, number: int, spot: Spot) -> int:
        """The same but for what runs beside it."""
        if not self.theme_room_weight:
            return spot.cost
        themes, room = self.pieces[number].session.themes, spot.option.room.id
        return spot.cost + self.theme_room_weight * sum(not self.theme_rooms[theme, room] for theme in themes)

    def parallels(self, number: int, span: Span) -> int:
        rivals, (day, start, end) = self.pieces[number].rivals, span
        points = 0
        for other in self.on_day[day]:
            if other in rivals:
                there = self.at[other]
                if there and there.span[1] < end and start < there.span[2]:
                    points += rivals[other]
        return points

    def in_the_way(self, number: int, spot: Spot) -> set[int]:
        """What could not stand where it does if the piece stood there."""
        piece, (day, start, end) = self.pieces[number], spot.span
        way = {
            other
            for other in self.in_room[spot.option.room.id, day]
            if other != number and _meets(self.at[other], start, end)
        }
        area = spot.option.room.area
        for other, (near, far) in piece.apart.items():
            there = self.at[other]
            if there and there.span[0] == day:
                gap = near if there.option.room.area == area else far
                if start < there.span[2] + gap and there.span[1] < end + gap:
                    way.add(other)
        for other, first, verb, minutes in piece.related:
            there = self.at[other]
            if there and not _kept(verb, minutes, *((spot, there) if first else (there, spot))):
                way.add(other)
        for service in piece.services:
            using = [o for o in self.on_day[day] if o != number and service in self.pieces[o].services]
            using = [o for o in using if _meets(self.at[o], start, end)]
            if len(using) >= self.teams[service]:
                way.update(using)
        return way

    def standing(self, held_in: dict[str, str]) -> Standing:
        where = {p.session.id: s.option for p, s in zip(self.pieces, self.at, strict=True) if s and not p.given}
        return Standing(where, held_in)


def _meets(there: Spot | None, start: int, end: int) -> bool:
    return there is not None and there.span[1] < end and start < there.span[2]


def _kept(verb: RelationVerb, minutes: int, one: Spot, other: Spot) -> bool:
    """Whether a relation holds between two sessions."""
    if verb is RelationVerb.SAME_DAY:
        return one.span[0] == other.span[0]
    if verb is RelationVerb.OTHER_DAY:
        return one.span[0] != other.span[0]
    if verb is RelationVerb.APART:
        return one.span[0] != other.span[0] or one.span[2] <= other.span[1] or other.span[2] <= one.span[1]
    if one.span[0] != other.span[0]:
        return one.day_number < other.day_number
    return one.span[2] + minutes <= other.span[1]


def set_up(prepared: Prepared, begin: Standing) -> Board:
    """The board for all host sessions and what coalitions are granted, everything standing where it does by now."""
    held: dict[str, list[str]] = defaultdict(list)
    for request, session in begin.held_in.items():
        held[session].append(request)
    chosen = [s for s in prepared.sessions.values() if s.host or s.id in held]
    pieces = [_piece(prepared, session, held[session.id]) for session in chosen]
    teams = {team.service: team.number for team in prepared.instance.teams}
    board = Board(pieces, teams, prepared.instance.policy.comfort.theme_rooms, [None] * len(pieces))
    _rivals(prepared, board)
    _apart(prepared, board, held)
    numbers = {piece.session.id: number for number, piece in enumerate(pieces)}
    for relation in prepared.instance.relations:
        one, other = numbers[relation.one], numbers[relation.other]
        pieces[one].related.append((other, True, relation.verb, relation.minutes))
        pieces[other].related.append((one, False, relation.verb, relation.minutes))
    for number, piece in enumerate(pieces):
        option = piece.session.given or begin.where.get(piece.session.id)
        if option and option.key in piece.spots:
            board.put(number, piece.spots[option.key])
    return board


def _piece(prepared: Prepared, session: Planned, requests: list[str]) -> Piece:
    options = (session.given,) if session.given else session.options
    needs = [session.needs, *(prepared.needs[request] for request in requests)]
    if not session.given:
        for need in needs:
            options = bearable(prepared, session, need, options)
    days = session.host.preferred_days if session.host else ()
    weights = prepared.instance.policy.comfort
    nth = {day.id: day.date.toordinal() for day in prepared.instance.days}
    spots = {}
    for option in options:
        empty = max(option.room.capacity - session.audience, 0) // 100 if session.in_programme else 0
        away = bool(days) and option.day not in days
        cost = weights.room_fit * empty + weights.days * away
        spots[option.key] = Spot(option, (option.day, option.start, option.end), cost, nth[option.day])
    spans: dict[Span, list[Spot]] = defaultdict(list)
    for spot in sorted(spots.values(), key=lambda spot: spot.cost):
        spans[spot.span].append(spot)
    services = tuple(t.service for t in prepared.instance.teams if any(uses(need, t.service) for need in needs))
    return Piece(session, spots, dict(spans), services=services, given=session.given is not None)


def _rivals(prepared: Prepared, board: Board) -> None:
    number = {piece.session.id: n for n, piece in enumerate(board.pieces)}
    shown = [piece.session for piece in board.pieces if piece.session.in_programme]
    for circle in circles(prepared.instance, shown):
        for one, other in combinations(circle.sessions, 2):
            if not (one.given and other.given):
                for here, there in ((number[one.id], number[other.id]), (number[other.id], number[one.id])):
                    rivals = board.pieces[here].rivals
                    rivals[there] = rivals.get(there, 0) + circle.weight


def _apart(prepared: Prepared, board: Board, held: dict[str, list[str]]) -> None:
    """Who shares people, or a coalition that takes part."""
    instance = prepared.instance
    present: dict[str, dict[int, None]] = defaultdict(dict)
    for number, piece in enumerate(board.pieces):
        requests = [instance.request[name] for name in held[piece.session.id]]
        people = [*(piece.session.host.people if piece.session.host else ()), *(p for r in requests for p in r.people)]
        for name in (*(f"person {p}" for p in people), *(f"coalition {r.coalition}" for r in requests)):
            present[name][number] = None
    for name, numbers in present.items():
        kind, _, person = name.partition(" ")
        walking = instance.policy.walking_minutes if kind == "person" else 0
        if kind == "person" and instance.person[person].step_free:
            walking *= 2
        for one, other in combinations(numbers, 2):
            arise = board.pieces[one].session.arises and board.pieces[other].session.arises
            # Two sessions of one coalition do not even touch.
            gaps = (1, 1) if kind == "coalition" and arise else (0, walking)
            for here, there in ((one, other), (other, one)):
                apart = board.pieces[here].apart
                near, far = apart.get(there, (0, 0))
                apart[there] = (max(near, gaps[0]), max(far, gaps[1]))
