"""The content of the site: views of sessions, days, themes and coalitions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from scheduler.core.instance import Coalition, Day, Instance, Room, Theme
from scheduler.core.programme import PlacedSession, Programme, Segment
from scheduler.core.session_order import audience_of, in_order, segments_by_session, type_text
from scheduler.core.vocabulary import MAIN_HALL_TYPES, Kind
from scheduler.export.day_grid import DayGrid, GridBlock, Row, day_grids, grid_rows
from scheduler.export.lanes import side_by_side
from scheduler.export.public_view import is_public, public_part
from scheduler.export.site.page_glossary import MEANINGS
from scheduler.export.views.linked_coalitions import only_linked


@dataclass(frozen=True)
class Participation:
    """A segment of a coalition and its title."""

    segment: Segment
    title: str


@dataclass(frozen=True)
class ListedSession:
    """A session on the pages. `themes`, `coalitions` and `linked` contain only ids that the instance knows.

    `coalitions` hold the session; coalitions with segments are in `parts`. `working_titles` are pairs of a coalition
    and the title of its request. `in_programme`: the session is on the page of its day.
    """

    placed: PlacedSession
    day: Day
    room: Room
    type: str
    themes: tuple[str, ...]
    coalitions: tuple[str, ...]
    parts: tuple[Participation, ...]
    working_titles: tuple[tuple[str, str], ...]
    linked: tuple[str, ...]
    audience: int
    for_newcomers: bool
    is_public: bool
    in_programme: bool

    @property
    def is_highlight(self) -> bool:
        """Whether the session is highlighted: its type uses the main hall, or it is for newcomers."""
        return self.placed.type in MAIN_HALL_TYPES or self.for_newcomers


@dataclass(frozen=True)
class DayView:
    """A day: its grid and its sessions in order of time."""

    day: Day
    number: int
    entries: tuple[ListedSession, ...]
    grid: DayGrid

    @property
    def by_time(self) -> list[tuple[int, list[ListedSession]]]:
        """The sessions grouped by start."""
        return [(start, list(some)) for start, some in groupby(self.entries, key=lambda entry: entry.placed.start)]

    @property
    def minutes(self) -> int:
        """The duration of the grid, in minutes."""
        return _length(self.grid.rows)


@dataclass(frozen=True)
class ThemeView:
    """A theme over all days. `columns`: number of grid columns of each day; `beside`: overlapping sessions by id."""

    theme: Theme
    days: tuple[tuple[Day, tuple[ListedSession, ...]], ...]
    columns: tuple[tuple[Day, int], ...]
    rows: tuple[Row, ...]
    rooms: tuple[tuple[Room, int], ...]
    beside: dict[str, tuple[ListedSession, ...]]

    @property
    def number(self) -> int:
        """The number of sessions."""
        return sum(len(entries) for _, entries in self.days)

    @property
    def in_parallel(self) -> int:
        """The number of sessions that overlap another session on the theme."""
        return len(self.beside)

    @property
    def minutes(self) -> int:
        """The duration of the grid, in minutes."""
        return _length(self.rows)


@dataclass(frozen=True)
class CoalitionView:
    """The sessions of a coalition: held, with segments, linked, and booth shifts (`beside`)."""

    coalition: Coalition
    held: tuple[ListedSession, ...]
    parts: tuple[tuple[ListedSession, Participation], ...]
    linked: tuple[ListedSession, ...]
    beside: tuple[ListedSession, ...]

    @property
    def number(self) -> int:
        """The number of sessions in the programme in which it takes part."""
        return len({entry.placed.id for entry in self.held} | {entry.placed.id for entry, _ in self.parts})


@dataclass(frozen=True)
class Site:
    """The content of all pages; `mark` is a sentence beside the state, empty for none."""

    instance: Instance
    programme: Programme
    for_planners: bool
    mark: str
    entries: dict[str, ListedSession]
    days: tuple[DayView, ...]
    themes: tuple[ThemeView, ...]
    coalitions: tuple[CoalitionView, ...]

    @property
    def for_newcomers(self) -> list[ListedSession]:
        """The sessions marked for newcomers, in order of time."""
        return [entry for day in self.days for entry in day.entries if entry.for_newcomers]

    @property
    def rooms(self) -> list[Room]:
        """The rooms of the sessions shown."""
        used = {entry.room.id for entry in self.entries.values()}
        return [room for room in self.instance.rooms if room.id in used]

    @property
    def types(self) -> dict[str, str]:
        """The session types shown, each with its explanation."""
        used = {entry.type for entry in self.entries.values() if entry.in_programme}
        return {name: meaning for name, meaning in MEANINGS.items() if name in used}


def gather(instance: Instance, programme: Programme, for_planners: bool = False, mark: str = "") -> Site:
    """Build the content of the pages: the public part of the programme, or all of it for planners."""
    shown = programme if for_planners else public_part(instance, programme)
    entries = _entries(instance, shown, for_planners)
    listed = [entry for entry in entries.values() if entry.in_programme]
    standing = shown.model_copy(update={"sessions": tuple(entry.placed for entry in listed)})
    grids = {grid.day.id: grid for grid in day_grids(instance, standing)}
    days = tuple(
        DayView(day, number, tuple(entry for entry in listed if entry.day is day), grids[day.id])
        for number, day in enumerate(instance.days)
        if day.id in grids
    )
    themes = tuple(_theme(instance, theme, listed, days) for theme in instance.themes)
    return Site(
        instance, shown, for_planners, mark, entries, days, tuple(filter(None, themes)), _coalitions(instance, entries)
    )


def _entries(instance: Instance, programme: Programme, for_planners: bool) -> dict[str, ListedSession]:
    """The view of each session by its id, in order of time."""
    segments = segments_by_session(programme)
    granted = defaultdict(list)
    for decision in programme.decisions:
        if decision.granted and decision.request in instance.request:
            granted[decision.session].append(instance.request[decision.request])
    found = {}
    for placed in in_order(instance, programme.sessions):
        host = instance.session.get(placed.id)
        parts = tuple(Participation(segment, _title(instance, segment)) for segment in segments.get(placed.id, ()))
        found[placed.id] = ListedSession(
            placed=placed,
            day=instance.day[placed.day],
            room=instance.room[placed.room],
            type=type_text(placed),
            themes=tuple(code for code in placed.themes if code in instance.theme),
            coalitions=placed.coalitions,
            parts=parts,
            working_titles=tuple(
                (request.coalition, request.title)
                for request in sorted(granted[placed.id], key=lambda request: request.coalition)
                if placed.kind is Kind.JOINT and request.title
            ),
            linked=only_linked(host, (part.segment.coalition for part in parts)),
            audience=audience_of(instance, placed, granted[placed.id]),
            for_newcomers=bool(host and host.for_newcomers),
            is_public=is_public(instance, placed),
            in_programme=for_planners or is_public(instance, placed),
        )
    return found


def _title(instance: Instance, segment: Segment) -> str:
    """The title of the request of a segment; empty if it is unknown."""
    request = instance.request.get(segment.request)
    return request.title if request else ""


def _theme(
    instance: Instance, theme: Theme, listed: Iterable[ListedSession], days: Sequence[DayView]
) -> ThemeView | None:
    """The view of a theme; None if no session is on it."""
    own = [entry for entry in listed if theme.code in entry.themes]
    if not own:
        return None
    by_day = tuple((view.day, tuple(entry for entry in own if entry.day is view.day)) for view in days)
    lanes = [(day, side_by_side([entry.placed for entry in entries]) or ((),)) for day, entries in by_day]
    blocks = {entry.placed.id: GridBlock(entry.placed, 1) for entry in own}
    rows = grid_rows([column for _, columns in lanes for column in columns], (), blocks)
    used = [entry.room.id for entry in own]
    rooms = tuple((room, used.count(room.id)) for room in instance.rooms if room.id in used)
    beside = {
        entry.placed.id: tuple(other for other in own if other is not entry and other.placed.overlaps(entry.placed))
        for entry in own
    }
    return ThemeView(
        theme,
        tuple((day, entries) for day, entries in by_day if entries),
        tuple((day, len(columns)) for day, columns in lanes),
        rows,
        tuple(sorted(rooms, key=lambda pair: -pair[1])),
        {name: others for name, others in beside.items() if others},
    )


def _length(rows: Sequence[Row]) -> int:
    """The minutes from the start of the first row to the end of the last."""
    return rows[-1].start + rows[-1].minutes - rows[0].start


def _coalitions(instance: Instance, entries: dict[str, ListedSession]) -> tuple[CoalitionView, ...]:
    """The views of active coalitions and of others that take part in a session."""
    found = []
    for coalition in instance.coalitions:
        name = coalition.id
        held = tuple(entry for entry in entries.values() if name in entry.coalitions)
        view = CoalitionView(
            coalition,
            held=tuple(entry for entry in held if entry.placed.kind not in (Kind.BOOTH, Kind.BILATERAL)),
            parts=tuple(
                (entry, part) for entry in entries.values() for part in entry.parts if part.segment.coalition == name
            ),
            linked=tuple(entry for entry in entries.values() if name in entry.linked),
            beside=tuple(entry for entry in held if entry.placed.kind in (Kind.BOOTH, Kind.BILATERAL)),
        )
        if coalition.active or view.number or view.beside:
            found.append(view)
    return tuple(found)
