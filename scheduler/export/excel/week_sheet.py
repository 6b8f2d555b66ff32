"""The coalitions' week on one page: their sessions and minutes, a column for each day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from scheduler.core.clock import clock_text, times_text
from scheduler.core.instance import Day
from scheduler.core.programme import PlacedSession, Segment
from scheduler.core.session_order import in_order, segments_by_session, type_text
from scheduler.core.vocabulary import IN_PROGRAMME
from scheduler.export.excel.agenda import AgendaEntry, Lines, longest, write_agenda
from scheduler.export.excel.book import A3, PRINT_TAB, Book, as_text, write
from scheduler.export.excel.letter_widths import column_width, points_of
from scheduler.export.excel.timetable_layout import PAGE_POINTS, TYPE_SIZE

TITLE = "Coalitions' week"

ROWS_ON_A_PAGE = int((PAGE_POINTS[1] + 40) / points_of(1, TYPE_SIZE))

WIDEST_DAY = 300.0
"""Largest width of a day, in points."""

Written = tuple[PlacedSession, Sequence[Segment]]
Version = Callable[[PlacedSession, Sequence[Segment]], Lines]


def add_week(book: Book) -> None:
    """Write the coalitions' sessions and minutes of all days, in the fullest version that fits one page."""
    days = [(day, found) for day in book.instance.days if (found := list(_of_coalitions(book, day)))]
    if not days:
        return
    width = min(PAGE_POINTS[0] / len(days), WIDEST_DAY)
    note = "All sessions and minutes of coalitions on one page, a column for each day. To print on A3 or A4."
    sheet = book.sheet(TITLE, note, PRINT_TAB, A3)
    event = book.instance.event
    top = book.headline(sheet, TITLE, f"{event.name} · all times {event.time_zone} · dotted edge: beside the programme")
    sheet.set_column(0, len(days) - 1, column_width(width))
    columns = _columns([found for _, found in days], width)
    heads = [f"{day.id} · {day.date:%a} {day.date.day} {day.date:%B}" for day, _ in days]
    below = write_agenda(book, sheet, top, list(zip(heads, columns, strict=True)), width, TYPE_SIZE)
    if longest(columns, width, TYPE_SIZE) <= ROWS_ON_A_PAGE:
        sheet.fit_to_pages(1, 1)
    codes = {entry.theme for column in columns for entry in column}
    legend = " · ".join(f"{theme.code}: {theme.name}" for theme in book.instance.themes if theme.code in codes)
    sheet.center_horizontally()
    write(book, sheet, below, 0, "", font_size=TYPE_SIZE)
    if legend and len(days) > 1:
        style = book.style(font_size=TYPE_SIZE, text_wrap=True, **as_text(legend))
        sheet.merge_range(below, 0, below, len(days) - 1, legend, style)
        sheet.set_row(below, points_of(3, TYPE_SIZE))
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    sheet.print_area(0, 0, below, len(days) - 1)


def _of_coalitions(book: Book, day: Day) -> Iterator[Written]:
    """The sessions of a day that belong to coalitions or contain minutes of theirs, in order."""
    segments = segments_by_session(book.programme)
    for placed in in_order(book.instance, book.programme.sessions):
        if placed.day == day.id and (placed.kind or placed.id in segments):
            yield placed, segments.get(placed.id, [])


def _columns(days: Sequence[Sequence[Written]], width: float) -> list[list[AgendaEntry]]:
    """The entries of the days, in the first version that fits one page, or in the shortest."""
    found: list[list[AgendaEntry]] = []
    for version in (_full, _without_type, _short_beside, _shortest):
        found = [[_entry(placed, segments, version) for placed, segments in day] for day in days]
        if longest(found, width, TYPE_SIZE) <= ROWS_ON_A_PAGE:
            return found
    return found


def _entry(placed: PlacedSession, segments: Sequence[Segment], version: Version) -> AgendaEntry:
    theme = placed.themes[0] if placed.themes else ""
    beside = placed.kind is not None and placed.kind not in IN_PROGRAMME
    return AgendaEntry(version(placed, segments), theme, beside)


def _full(placed: PlacedSession, segments: Sequence[Segment]) -> Lines:
    """Times and room, title, coalitions, kind."""
    return (*_without_type(placed, segments), ("type", _kind(placed)))


def _without_type(placed: PlacedSession, segments: Sequence[Segment]) -> Lines:
    """Times and room, title, coalitions."""
    return (("head", _head(placed)), ("title", placed.title), ("coalitions", _whose(placed, segments)))


def _short_beside(placed: PlacedSession, segments: Sequence[Segment]) -> Lines:
    """As without type; sessions beside the programme as one sentence without a title of their own."""
    if placed.kind is None or placed.kind in IN_PROGRAMME:
        return _without_type(placed, segments)
    return (("head", _head(placed)), ("title", f"{_whose(placed, segments)}: {type_text(placed)}"))


def _shortest(placed: PlacedSession, segments: Sequence[Segment]) -> Lines:
    """As with short sessions beside the programme, with room and start only."""
    parts = _short_beside(placed, segments)
    return (("head", f"{clock_text(placed.start)} {placed.room}"), *parts[1:])


def _head(placed: PlacedSession) -> str:
    codes = f" · {'+'.join(placed.themes)}" if placed.themes and placed.kind in IN_PROGRAMME else ""
    return f"{times_text(placed.start, placed.end)} · {placed.room}{codes}"


def _kind(placed: PlacedSession) -> str:
    return type_text(placed) if placed.kind else f"minutes of coalitions in a {type_text(placed)}"


def _whose(placed: PlacedSession, segments: Sequence[Segment]) -> str:
    """The coalitions of a session, or the segments in it with their times."""
    parts = [f"{clock_text(part.start)} {part.coalition}" for part in segments]
    return ", ".join(parts) if parts else " · ".join(placed.coalitions)
