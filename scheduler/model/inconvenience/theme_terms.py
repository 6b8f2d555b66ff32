"""Inconvenience of people who follow a theme: changes of room, and gaps within a day (system 32)."""

from __future__ import annotations

from collections.abc import Iterator

from ortools.sat.python import cp_model

from scheduler.model.inconvenience.part_registry import part
from scheduler.model.inconvenience.session_intervals import programme_sessions, time_intervals
from scheduler.model.prepare import Prepared
from scheduler.model.presence_constraints import any_of
from scheduler.model.variables import DecisionVariables, Expression, TimeInterval

ThemeRooms = frozenset[tuple[str, str]]
"""Pairs of a theme and a room that it uses."""

LiteralsByInterval = dict[TimeInterval, list[Expression]]
"""For each interval of a day, the literals that sessions take it; 1 for a given session."""


@part
def theme_rooms(decisions: DecisionVariables) -> Iterator[Expression]:
    """Further rooms that a theme uses."""
    given_rooms = rooms_of_given(decisions.prepared)
    literals_of: dict[tuple[str, str], list[Expression]] = {}
    for session in decisions.prepared.decided:
        by_room: dict[str, list[Expression]] = {}
        for option in decisions.options[session.id] if session.in_programme else ():
            by_room.setdefault(option.room.id, []).append(decisions.placed[session.id, option])
        for room, literals in by_room.items():
            for theme in session.themes:
                if (theme, room) not in given_rooms:
                    literals_of.setdefault((theme, room), []).append(cp_model.LinearExpr.sum(literals))
    for (theme, room), literals in literals_of.items():
        yield any_of(decisions, literals, f"{theme} in {room}")


def rooms_of_given(prepared: Prepared) -> ThemeRooms:
    """Rooms that themes use because of given sessions."""
    return frozenset((theme, s.given.room.id) for s in prepared.given if s.given for theme in s.themes)


@part
def theme_gaps(decisions: DecisionVariables) -> Iterator[Expression]:
    """Pauses of a theme within a day."""
    by_theme_and_day: dict[tuple[str, str], LiteralsByInterval] = {}
    for session in programme_sessions(decisions):
        for interval, literal in time_intervals(decisions, session).items():
            for theme in dict.fromkeys(session.themes):
                by_theme_and_day.setdefault((theme, interval[0]), {}).setdefault(interval, []).append(literal)
    for (theme, day), on_day in by_theme_and_day.items():
        run_starts = list(_run_starts(decisions, on_day, f"{theme} on {day}"))
        if len(run_starts) > 1:
            pauses = decisions.model.new_int_var(0, len(run_starts) - 1, f"pauses of {theme} on {day}")
            decisions.model.add(pauses >= cp_model.LinearExpr.sum(run_starts) - 1)
            yield pauses


def _run_starts(decisions: DecisionVariables, on_day: LiteralsByInterval, name: str) -> Iterator[Expression]:
    """Literals bounded below by 1 where a run of sessions starts; the objective makes them tight."""
    pause = decisions.prepared.instance.policy.theme_break_minutes
    taken = {interval: _is_taken(decisions, literals, f"{name} at {interval}") for interval, literals in on_day.items()}
    for moment in sorted({start for _, start, _ in taken}):
        before = [there for (_, start, end), there in taken.items() if start < moment <= end + pause]
        if 1 in [there for there in before if isinstance(there, int)]:
            continue
        starts = decisions.model.new_bool_var(f"{name} starts at {moment}")
        for (_, start, _), there in taken.items():
            if start == moment:
                decisions.model.add(starts >= there - cp_model.LinearExpr.sum(before))
        yield starts


def _is_taken(decisions: DecisionVariables, literals: list[Expression], name: str) -> Expression:
    """A literal that is 1 exactly where one of several sessions takes the interval."""
    if 1 in [literal for literal in literals if isinstance(literal, int)]:
        return 1
    if len(literals) == 1:
        return literals[0]
    taken = decisions.model.new_bool_var(name)
    number = cp_model.LinearExpr.sum(literals)
    decisions.model.add(len(literals) * taken >= number)
    decisions.model.add(taken <= number)
    return taken
