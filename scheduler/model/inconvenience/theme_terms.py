"""Inconvenience of those who follow a theme: another room, or a pause within the day (system 32)."""

from __future__ import annotations

from collections.abc import Iterator

from ortools.sat.python import cp_model

from scheduler.model.inconvenience.part_registry import part
from scheduler.model.inconvenience.session_intervals import Stretch, programme_sessions, stretches
from scheduler.model.prepare import Prepared
from scheduler.model.presence_constraints import any_of
from scheduler.model.variables import DecisionVariables, Expression

ThemeRooms = frozenset[tuple[str, str]]
"""Themes, each with a room that it uses."""

Chances = dict[Stretch, list[Expression]]
"""For each stretch of a day, whether each of several sessions stands there; 1 for one that is given there."""


@part
def theme_rooms(decisions: DecisionVariables) -> Iterator[Expression]:
    """Further rooms that a theme uses."""
    known = rooms_of_given(decisions.prepared)
    places: dict[tuple[str, str], list[Expression]] = {}
    for session in decisions.prepared.decided:
        by_room: dict[str, list[Expression]] = {}
        for option in decisions.options[session.id] if session.in_programme else ():
            by_room.setdefault(option.room.id, []).append(decisions.place[session.id, option])
        for room, literals in by_room.items():
            for theme in session.themes:
                if (theme, room) not in known:
                    places.setdefault((theme, room), []).append(cp_model.LinearExpr.sum(literals))
    for (theme, room), in_room in places.items():
        yield any_of(decisions, in_room, f"{theme} in {room}")


def rooms_of_given(prepared: Prepared) -> ThemeRooms:
    """Rooms that themes use because of given sessions."""
    return frozenset((theme, s.given.room.id) for s in prepared.given if s.given for theme in s.themes)


@part
def theme_gaps(decisions: DecisionVariables) -> Iterator[Expression]:
    """Pauses of a theme within a day."""
    chances: dict[tuple[str, str], Chances] = {}
    for session in programme_sessions(decisions):
        for stretch, literal in stretches(decisions, session).items():
            for theme in dict.fromkeys(session.themes):
                chances.setdefault((theme, stretch[0]), {}).setdefault(stretch, []).append(literal)
    for (theme, day), on_day in chances.items():
        begins = list(_beginnings(decisions, on_day, f"{theme} on {day}"))
        if len(begins) > 1:
            pauses = decisions.model.new_int_var(0, len(begins) - 1, f"pauses of {theme} on {day}")
            decisions.model.add(pauses >= cp_model.LinearExpr.sum(begins) - 1)
            yield pauses


def _beginnings(decisions: DecisionVariables, on_day: Chances, name: str) -> Iterator[Expression]:
    """For each moment at which a run could begin, whether one does; no smaller, and pressed down by the goal."""
    pause = decisions.prepared.instance.policy.theme_break_minutes
    taken = {stretch: _taken(decisions, literals, f"{name} at {stretch}") for stretch, literals in on_day.items()}
    for moment in sorted({start for _, start, _ in taken}):
        before = [there for (_, start, end), there in taken.items() if start < moment <= end + pause]
        if 1 in [there for there in before if isinstance(there, int)]:
            continue
        begins = decisions.model.new_bool_var(f"{name} begins at {moment}")
        for (_, start, _), there in taken.items():
            if start == moment:
                decisions.model.add(begins >= there - cp_model.LinearExpr.sum(before))
        yield begins


def _taken(decisions: DecisionVariables, literals: list[Expression], name: str) -> Expression:
    """Whether any of several sessions stands there: exactly, for what runs on must not begin anew."""
    if 1 in [literal for literal in literals if isinstance(literal, int)]:
        return 1
    if len(literals) == 1:
        return literals[0]
    taken = decisions.model.new_bool_var(name)
    number = cp_model.LinearExpr.sum(literals)
    decisions.model.add(len(literals) * taken >= number)
    decisions.model.add(taken <= number)
    return taken
