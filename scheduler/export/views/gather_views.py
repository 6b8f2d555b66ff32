"""Compute all views of a programme once."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.core.instance import Day, Instance
from scheduler.core.programme import Programme
from scheduler.export.views.duplicates import DuplicatePair, pairs_of
from scheduler.export.views.linked_coalitions import LinkedCoalition, linked_coalitions
from scheduler.export.views.people_view import PersonView, people_of
from scheduler.export.views.theme_view import ClashMap, OnTheme, clashes_of, themes_of
from scheduler.export.views.use_view import RoomView, TeamView, rooms_of, teams_of
from scheduler.tables import left_out, records
from scheduler.tables.frames import Record
from scheduler.verify.facts import gather


@dataclass(frozen=True)
class Views:
    """The views of a programme.

    `days` are the days with sessions; `left_out` are rows of the table of that name.
    """

    days: tuple[Day, ...]
    themes: tuple[OnTheme, ...]
    clashes: tuple[ClashMap, ...]
    people: tuple[PersonView, ...]
    linked: tuple[LinkedCoalition, ...]
    pairs: tuple[DuplicatePair, ...]
    rooms: tuple[RoomView, ...]
    teams: tuple[TeamView, ...]
    left_out: tuple[Record, ...]


def views_of(instance: Instance, programme: Programme) -> Views:
    """Build the views of a programme whose days and rooms are those of the instance."""
    facts = gather(instance, programme)
    used = {placed.day for placed in programme.sessions}
    days = tuple(day for day in instance.days if day.id in used)
    themes = tuple(themes_of(instance, programme))
    return Views(
        days=days,
        themes=themes,
        clashes=tuple(clashes_of(themes, days)),
        people=tuple(people_of(facts)),
        linked=tuple(linked_coalitions(instance, programme)),
        pairs=tuple(pairs_of(instance, programme)),
        rooms=tuple(rooms_of(facts, days)),
        teams=tuple(teams_of(facts, days)),
        left_out=tuple(records(left_out(instance, programme))),
    )
