"""Sheets for planners: by person, by linked coalition, duplicates."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from scheduler.core.instance import HostSession
from scheduler.core.phrases import joined, number_of
from scheduler.core.programme import PlacedSession
from scheduler.core.session_order import type_text
from scheduler.export.excel.book import Book, Cell, Column, clock_cell
from scheduler.export.excel.for_planners import planners_sheet
from scheduler.export.views.duplicates import DuplicatePair, TimeDistance
from scheduler.export.views.linked_coalitions import Involvement, LinkedCoalition
from scheduler.export.views.people_view import PersonView

SOON = 3
"""A walk is reported if the time available is below this multiple of the time needed."""

WHERE = (Column("Day", 8), Column("Start", 7, "clock"), Column("End", 7, "clock"), Column("Room", 18))

BY_PERSON = (
    Column("Person", 32),
    Column("Represents", 14),
    *WHERE,
    Column("Area", 11),
    Column("Session", 46),
    Column("Type", 21),
    Column("To look at", 38, "verdict"),
)

LINKED = (
    Column("Coalition", 16),
    Column("Its part", 16),
    *WHERE,
    Column("Session", 46),
    Column("Type", 18),
    Column("Themes", 16, "theme"),
    Column("To look at", 40, "verdict"),
)

DUPLICATES = (
    Column("Distance in time", 18, "verdict"),
    Column("Session", 44),
    *WHERE,
    Column("Duplicates in part", 44),
    *WHERE,
)


def add_by_person(book: Book, people: Sequence[PersonView]) -> None:
    """Write the sessions of each person with overlaps and walks between areas."""
    if not people:
        return
    number = sum(len(view.sessions) for view in people)
    overlapping = sum(bool(view.overlapping) for view in people)
    sheet, top = planners_sheet(
        book,
        "By person",
        "Sessions of each person, with overlaps and walks between areas.",
        f"{number_of(len(people), 'person', 'people')} in sessions, {number} times in all; for {overlapping or 'none'} "
        "of them sessions overlap.",
        "Filter the first column for one person, the last for everything to look at.",
    )
    rows: list[list[Cell]] = []
    bands: list[int] = []
    for band, view in enumerate(people):
        rows += [_person_cells(book, view, placed) for placed in view.sessions]
        bands += [band] * len(view.sessions)
    book.table(sheet, top, BY_PERSON, rows, bands)


def _person_cells(book: Book, view: PersonView, placed: PlacedSession) -> list[Cell]:
    """The row of a person's session."""
    person = f"{view.person.id} (remote)" if view.person.remote else view.person.id
    area = book.instance.room[placed.room].area
    look = _to_look_at(book, view, placed)
    return [person, joined(view.person.coalitions), *_where(placed), area, placed.title, type_text(placed), look]


def _to_look_at(book: Book, view: PersonView, placed: PlacedSession) -> str:
    """What a planner should check: an overlap, an absence or a walk; empty if nothing."""
    if placed.id in view.overlapping:
        return f"overlaps: {joined(other.title for other in view.overlapping[placed.id])}"
    if placed.id in view.away:
        return "away at that time"
    walk = view.walks.get(placed.id)
    if walk is None:
        return ""
    area = book.instance.room[walk.earlier.room].area
    origin = f"{walk.earlier.room} ({area})" if area else walk.earlier.room
    if walk.minutes < walk.needed:
        return f"too short a walk: {walk.minutes} of {walk.needed} minutes, from {origin}"
    return f"walk: {number_of(walk.minutes, 'minute')}, from {origin}" if walk.minutes < SOON * walk.needed else ""


def add_linked_coalitions(book: Book, linked: Sequence[LinkedCoalition]) -> None:
    """Write the appearances of each coalition with linked sessions."""
    if not linked:
        return
    sheet, top = planners_sheet(
        book,
        "Linked coalitions",
        "Sessions linked to each coalition, together with its own sessions.",
        "Each coalition to which the host programme links sessions, through the days: those sessions, what it holds, "
        "and its minutes.",
    )
    rows: list[list[Cell]] = []
    bands: list[int] = []
    for band, view in enumerate(linked):
        found = [*_appearance_rows(view), *(_without_place(view.coalition, host) for host in view.without_place)]
        rows += found
        bands += [band] * len(found)
    book.table(sheet, top, LINKED, rows, bands)


def _appearance_rows(view: LinkedCoalition) -> list[list[Cell]]:
    """The rows of a coalition's appearances."""
    rows: list[list[Cell]] = []
    for appearance in view.appearances:
        placed, overlapping = appearance.placed, view.overlapping(appearance)
        when: list[Cell] = [placed.day, clock_cell(appearance.start), clock_cell(appearance.end), placed.room]
        look = f"overlaps: {joined(other.title for other in overlapping)}" if overlapping else ""
        details: list[Cell] = [placed.title, type_text(placed), joined(placed.themes), look]
        rows.append([view.coalition, appearance.involvement.value, *when, *details])
    return rows


def _without_place(coalition: str, host: HostSession) -> list[Cell]:
    """The row of a linked session without a placement."""
    details: list[Cell] = [host.title, host.type.value, joined(host.themes), "left out: no place"]
    return [coalition, Involvement.LINKED.value, *NOWHERE, *details]


def add_duplicates(book: Book, pairs: Sequence[DuplicatePair]) -> None:
    """Write the pairs of similar sessions, overlapping pairs first."""
    if not pairs:
        return
    at_once = sum(pair.distance is TimeDistance.AT_ONCE for pair in pairs)
    sheet, top = planners_sheet(
        book,
        "Duplicates",
        "Similar sessions, and whether they are at the same time.",
        f"{number_of(len(pairs), 'pair')} of sessions declared similar, "
        f"{at_once or 'none'} of them at the same time. These come first: nobody can attend both.",
    )
    book.table(sheet, top, DUPLICATES, [_pair_cells(pair) for pair in pairs])


_WORDS = {TimeDistance.AT_ONCE: "overlaps: at the same time"}


def _pair_cells(pair: DuplicatePair) -> list[Cell]:
    """The row of a pair of similar sessions."""
    sides = ([host.title, *_where(placed)] for host, placed in zip(pair.sessions, pair.places, strict=True))
    return [_WORDS.get(pair.distance, pair.distance.value), *chain.from_iterable(sides)]


NOWHERE: tuple[Cell, ...] = ("–", None, None, "")


def _where(placed: PlacedSession | None) -> list[Cell]:
    """Day, start, end and room; empty cells for a session without a placement."""
    if placed is None:
        return list(NOWHERE)
    return [placed.day, clock_cell(placed.start), clock_cell(placed.end), placed.room]
