"""The timetable of a candidate that shows sessions of coalitions alone: a column for each day, a row for each start."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.candidates.comparison import Candidate
from scheduler.core.instance import Day
from scheduler.core.vocabulary import IN_PROGRAMME, Kind
from scheduler.tables import Record

_WORDS = {Kind.JOINT: "Joint session", Kind.INDIVIDUAL: "Session", Kind.DAY_ZERO: "Day-zero event"}


@dataclass(frozen=True)
class WeekEntry:
    """A session with coalitions, and what it is in a few words."""

    row: Record
    what: str


@dataclass(frozen=True)
class CoalitionsWeek:
    """The days with sessions of coalitions, and for each start (minutes after midnight) the entries of each day.

    `beside`: what is not in the public programme, in order of time.
    """

    days: tuple[Day, ...]
    rows: tuple[tuple[int, tuple[tuple[WeekEntry, ...], ...]], ...]
    beside: tuple[WeekEntry, ...]


def coalitions_week(candidate: Candidate) -> CoalitionsWeek:
    """The week of the coalitions in a candidate."""
    every = [row for row in candidate.sessions.values() if row["coalitions"]]
    entries = [_entry(row) for row in every if not row["kind"] or row["kind"] in IN_PROGRAMME]
    days = tuple(day for day in candidate.instance.days if any(entry.row["day"] == day.id for entry in entries))
    starts = sorted({entry.row["start"] for entry in entries})
    return CoalitionsWeek(
        days,
        tuple(
            (
                start,
                tuple(
                    tuple(entry for entry in entries if (entry.row["day"], entry.row["start"]) == (day.id, start))
                    for day in days
                ),
            )
            for start in starts
        ),
        tuple(_entry(row) for row in every if row["kind"] and row["kind"] not in IN_PROGRAMME),
    )


def _entry(row: Record) -> WeekEntry:
    kind = row["kind"]
    what = _WORDS.get(kind, str(kind).capitalize()) if kind else str(row["title"])
    return WeekEntry(row, what)
