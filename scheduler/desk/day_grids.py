"""The geometry of the timetable: for each day its rooms as columns, and sessions side by side where they overlap.

Pages name positions by classes, since the content security policy forbids inline styles: `layout_css` defines them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from scheduler.core.clock import MINUTES_PER_DAY
from scheduler.export.colours import pale

Record = Mapping[str, Any]
MOST_COLUMNS = 200
MOST_LANES = 12


@dataclass(frozen=True)
class GridSession:
    """A session in a grid: its record, column, and lane among `lanes` where sessions in one room overlap."""

    record: Record
    column: int
    lane: int
    lanes: int
    theme: int | None


@dataclass(frozen=True)
class TimetableDay:
    """A day of the timetable: rooms as columns from the first to the last minute, and sessions by their start."""

    record: Record
    number: int
    rooms: tuple[Record, ...]
    first: int
    last: int
    sessions: tuple[GridSession, ...]
    bands: tuple[Record, ...]

    @property
    def hours(self) -> range:
        """The full hours of the day, in minutes after midnight."""
        return range(-(-self.first // 60) * 60, self.last + 1, 60)


def day_grids(timetable: Record) -> list[TimetableDay]:
    """The grid of each day; a room is a column where it has a slot or a session on that day."""
    themes = {theme["code"]: number for number, theme in enumerate(timetable["themes"])}
    return [_day_grid(timetable, day, number, themes) for number, day in enumerate(timetable["days"])]


def _day_grid(timetable: Record, day: Record, number: int, themes: Mapping[str, int]) -> TimetableDay:
    sessions = [one for one in timetable["sessions"] if one["day"] == day["id"]]
    slots = [one for one in timetable["slots"] if one["day"] == day["id"]]
    used = {one["room"] for one in (*slots, *sessions)}
    rooms = tuple(room for room in timetable["rooms"] if room["id"] in used)
    column = {room["id"]: place for place, room in enumerate(rooms)}
    times = [time for one in (*slots, *sessions) for time in (one["start"], one["end"])] or [540, 1080]
    lanes = _lanes(sessions)
    placed = [
        GridSession(
            one, column[one["room"]], *lanes[one["id"]], next((themes[t] for t in one["themes"] if t in themes), None)
        )
        for one in sorted(sessions, key=lambda one: (one["start"], column[one["room"]]))
    ]
    bands = tuple(one for one in sessions if one["blocks_everything"])
    return TimetableDay(day, number, rooms, min(times) // 30 * 30, -(-max(times) // 30) * 30, tuple(placed), bands)


def _lanes(sessions: Iterable[Record]) -> dict[str, tuple[int, int]]:
    """The lane of each session, and how many lanes there are where it stands: 0 of 1 where nothing overlaps."""
    rooms: dict[str, list[Record]] = {}
    for one in sessions:
        rooms.setdefault(one["room"], []).append(one)
    found: dict[str, tuple[int, int]] = {}
    for inside in rooms.values():
        group: list[Record] = []
        for one in sorted(inside, key=lambda one: (one["start"], one["id"])):
            if group and one["start"] >= max(other["end"] for other in group):
                found |= _lanes_of_group(group)
                group = []
            group.append(one)
        found |= _lanes_of_group(group)
    return found


def _lanes_of_group(group: list[Record]) -> dict[str, tuple[int, int]]:
    """Lanes of sessions of which each overlaps another: the first lane that is free at its start."""
    ends: list[int] = []
    lane: dict[str, int] = {}
    for one in group:
        free = next((number for number, end in enumerate(ends) if end <= one["start"]), len(ends))
        ends[free : free + 1] = [one["end"]]
        lane[one["id"]] = min(free, MOST_LANES - 1)
    return {name: (number, min(len(ends), MOST_LANES)) for name, number in lane.items()}


@cache
def layout_css() -> str:
    """Classes for positions: start `t`, length `h`, column `c`, columns `n`, lane `l`, lanes `m`, first and last."""
    rules = [f".t{minute}{{--t:{minute}}}.h{minute}{{--h:{minute}}}" for minute in range(MINUTES_PER_DAY + 1)]
    rules += [f".f{minute}{{--f:{minute}}}.u{minute}{{--u:{minute}}}" for minute in range(0, MINUTES_PER_DAY + 31, 30)]
    rules += [f".c{number}{{--c:{number}}}.n{number}{{--n:{number}}}" for number in range(MOST_COLUMNS)]
    rules += [f".l{number}{{--l:{number}}}.m{number}{{--m:{number}}}" for number in range(MOST_LANES + 1)]
    return "\n".join(rules)


def themes_css(timetable: Record) -> str:
    """The colours of the themes by their number."""
    return "\n".join(
        f".k{number}{{--k:{theme['colour']};--ink:{theme['ink']};--pale:{pale(theme['colour'], 0.16)}}}"
        for number, theme in enumerate(timetable["themes"])
    )
