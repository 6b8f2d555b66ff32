"""Check the event's times against changes to or from summer time."""

from __future__ import annotations

from scheduler.core.clock import clock_text
from scheduler.core.instance import Instance, Source
from scheduler.intake.planning.time_zone_names import clock_change
from scheduler.intake.problems import Problem, Severity


def check_clock_changes(instance: Instance, problems: list[Problem]) -> None:
    """Check slots and fixed sessions on days on which the clocks change in the event's time zone.

    A time that does not exist is an error, one that occurs twice a question, an interval across the change a warning.
    """
    changes = {day.id: change for day in instance.days if (change := clock_change(day.date, instance.event.time_zone))}
    if not changes:
        return
    for slot in instance.slots:
        if slot.day in changes:
            what = f"the slot of grid {slot.grid} on {slot.day}"
            _check(what, slot.start, slot.end, changes[slot.day], slot.source, problems)
    for session in instance.sessions:
        if session.place and session.place.day in changes:
            start = session.place.start
            what = f"{session.id} on {session.place.day}"
            _check(what, start, start + session.minutes, changes[session.place.day], session.source, problems)


def _check(
    what: str, start: int, end: int, change: tuple[int, int], source: Source | None, problems: list[Problem]
) -> None:
    """Check one interval against a change of the clocks from `change[0]` to `change[1]`, in minutes after midnight."""
    before, after = change
    first, last = min(change), max(change)
    place = source or Source(file="")
    moves = f"the clocks go from {clock_text(before)} to {clock_text(after)} on that day"

    def report(severity: Severity, sentence: str, remedy: str, guess: str = "") -> None:
        problem = Problem(severity, sentence, remedy, place.file, place.sheet, row=place.row, guess=guess)
        problems.append(problem)

    for minute, verb in ((start, "starts"), (end, "ends")):
        inside = first <= minute < last if minute == start else first < minute < last
        if inside and before < after:
            sentence = f"{what} {verb} at {clock_text(minute)}, which does not exist: {moves}"
            report(Severity.ERROR, sentence, f"write {clock_text(first)} or {clock_text(last)}")
            return
        if inside:
            sentence = f"{what} {verb} at {clock_text(minute)}, which occurs twice: {moves}"
            report(Severity.QUESTION, sentence, "move it out of that hour", "the first of the two")
            return
    if start < last and end > first:
        more = "less" if before < after else "more"
        sentence = f"{what} lasts {last - first} minutes {more} than the clock shows: {moves}"
        report(Severity.WARNING, sentence, "move it if that is not meant")
